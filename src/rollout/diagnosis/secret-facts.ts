import type { JsonObject } from '../../json.ts'
import { escapePattern } from '../../pattern.ts'
import { present } from '../../present.ts'
import { type Facts, OTHER_SENTENCES, statementText } from './causes.ts'
import { type SecretUse, usesOf } from './definition.ts'
import type { CauseKind } from './diagnosis.ts'

/** Names of secrets managed by another service contain a `!` (`rds!db-…`). */
const ARN = /arn:[\w-]+:(?:secretsmanager|ssm):[\w-]*:\d*:(?:secret:|parameter\/)[\w/+=.@!-]+/
const KEY = /arn:[\w-]+:kms:[\w-]+:\d+:key\/[\w-]+/

/** secretFacts finds the variable, reference and missing permission of a task that could not read a secret. Pure. */
export function secretFacts(kind: CauseKind, text: string, definition: JsonObject): Facts {
  const arn = ARN.exec(text)?.[0]
  const uses = usesInText(kind, text, { arn, definition })
  const [first] = uses
  const key = KEY.exec(text)?.[0]
  const isParameter = /\bssm\b|parameter/i.test(arn ?? text)
  const resource =
    arn ?? first?.reference ?? (isParameter ? 'the ARN of the parameter' : 'the ARN of the secret')
  const action =
    /perform:? ([\w-]+:\w+)/.exec(text)?.[1] ??
    (isParameter ? 'ssm:GetParameters' : 'secretsmanager:GetSecretValue')
  const via = { Condition: { StringEquals: { 'kms:ViaService': viaService(resource, isParameter) } } }
  const statement =
    kind === 'secret-denied'
      ? statementText(action, resource)
      : kind === 'key-denied'
        ? statementText('kms:Decrypt', key ?? 'the ARN of the key', via)
        : undefined
  const isSlow = kind === 'secret-unreachable' && /pull command failed/i.test(text)
  return {
    cause: {
      ...(first && { container: first.container, variable: first.variable, pointer: first.pointer }),
      ...present({ reference: first?.reference ?? arn, statement })
    },
    words: {
      arn: arn ?? 'the secret',
      secret: arn === undefined ? '' : ` ${arn}`,
      used: uses.length === 0 ? '' : ` (${uses.map(({ words }) => words).join(', ')})`,
      key: key === undefined ? '' : ` ${key}`,
      jsonKey: /json key ([^\s,]+)/i.exec(text)?.[1] ?? ''
    },
    ...(isSlow ? { says: OTHER_SENTENCES['secret-unreachable'] } : {})
  }
}

/** The places whose reference the text names: by ARN, by JSON key, or by the name of the parameter. */
function usesInText(
  kind: CauseKind,
  text: string,
  of: { readonly arn: string | undefined; readonly definition: JsonObject }
): readonly SecretUse[] {
  const uses = usesOf(of.definition)
  if (kind === 'registry-secret-malformed' || kind === 'registry-login-refused') {
    return uses.filter(({ variable }) => variable === 'credentialsParameter')
  }
  const whole =
    of.arn === undefined ? undefined : new RegExp(`${escapePattern(of.arn)}[\\w:/.@+=!-]*`).exec(text)?.[0]
  const exact = uses.filter(({ reference }) => reference === whole?.replace(/:$/, '') || reference === whole)
  if (exact.length > 0) return exact
  if (of.arn !== undefined) return uses.filter(({ reference }) => isSecret(reference, of.arn ?? ''))
  if (kind === 'json-key-missing') {
    const key = /json key ([^\s,]+)/i.exec(text)?.[1]
    return uses.filter(({ reference }) => key !== undefined && reference.split(':')[7] === key)
  }
  // the text names none: it is one of those that are read by a key
  if (kind === 'secret-not-json')
    return uses.filter(({ reference }) => (reference.split(':')[7] ?? '') !== '')
  if (kind !== 'parameter-missing') return []
  const names = (/invalid (?:ssm )?parameters: (.*)/i.exec(text)?.[1] ?? '')
    .split(/[,\s]+/)
    .filter(name => name !== '')
  return uses.filter(({ reference }) => names.some(name => isParameter(reference, name)))
}

/**
 * Whether the reference names this secret or parameter, with or without a suffix, and not another one whose name has
 * the same prefix.
 */
function isSecret(reference: string, arn: string): boolean {
  return reference === arn || reference.startsWith(`${arn}:`) || isWithoutSuffix(reference, arn)
}

/** ECS reports the full ARN of a secret, even if the reference lacks the six characters that AWS appends. */
function isWithoutSuffix(reference: string, arn: string): boolean {
  return arn.startsWith(reference) && /^-[A-Za-z0-9]{6}$/.test(arn.slice(reference.length))
}

function isParameter(reference: string, name: string): boolean {
  return reference === name || reference.endsWith(`:parameter/${name.replace(/^\//, '')}`)
}

/** E.g. `secretsmanager.us-west-2.amazonaws.com`; the China partition has another domain. */
function viaService(arn: string, isParameter: boolean): string {
  const [, partition = 'aws', , region = ''] = arn.startsWith('arn:') ? arn.split(':') : []
  const ending = partition === 'aws-cn' ? 'amazonaws.com.cn' : 'amazonaws.com'
  return `${isParameter ? 'ssm' : 'secretsmanager'}.${region === '' ? '*' : region}.${ending}`
}
