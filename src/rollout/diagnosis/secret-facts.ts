import type { JsonObject } from '../../json.ts'
import { escapePattern } from '../../pattern.ts'
import { present } from '../../present.ts'
import type { CauseKind } from './causes.ts'
import { type SecretUse, usesOf } from './definition.ts'
import type { Facts } from './diagnosis.ts'

/** statementOf returns a statement of a policy as JSON. */
export function statementOf(
  Action: string | readonly string[],
  Resource: string,
  more: JsonObject = {}
): string {
  return JSON.stringify({ Effect: 'Allow', Action, Resource, ...more })
}

/** Names of secrets managed by another service contain a `!` (`rds!db-…`). */
const ARN = /arn:[\w-]+:(?:secretsmanager|ssm):[\w-]*:\d*:(?:secret:|parameter\/)[\w/+=.@!-]+/
const KEY = /arn:[\w-]+:kms:[\w-]+:\d+:key\/[\w-]+/
const JSON_KEY = /json key ([^\s,]+)/i

/** secretFacts finds the variable, reference and missing permission of a task that could not read a secret. Pure. */
export function secretFacts(kind: CauseKind, text: string, definition: JsonObject): Facts {
  const arn = ARN.exec(text)?.[0]
  const uses = usesInText(kind, text, usesOf(definition))
  const [first] = uses
  const key = KEY.exec(text)?.[0]
  const isParameter = /\bssm\b|parameter/i.test(arn ?? text)
  const resource = arn ?? first?.reference ?? `the ARN of the ${isParameter ? 'parameter' : 'secret'}`
  const read = isParameter ? 'ssm:GetParameters' : 'secretsmanager:GetSecretValue'
  const via = { Condition: { StringEquals: { 'kms:ViaService': viaService(resource, isParameter) } } }
  const statement =
    kind === 'secret-denied'
      ? statementOf(/perform:? ([\w-]+:\w+)/.exec(text)?.[1] ?? read, resource)
      : kind === 'key-denied'
        ? statementOf('kms:Decrypt', key ?? 'the ARN of the key', via)
        : undefined
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
      jsonKey: JSON_KEY.exec(text)?.[1] ?? ''
    }
  }
}

/** The places whose reference the text names: by ARN, by JSON key, or by the name of the parameter. */
function usesInText(kind: CauseKind, text: string, uses: readonly SecretUse[]): readonly SecretUse[] {
  if (kind === 'registry-login') return uses.filter(({ variable }) => variable === 'credentialsParameter')
  const arn = ARN.exec(text)?.[0]
  if (arn !== undefined) {
    const whole = new RegExp(`${escapePattern(arn)}[\\w:/.@+=!-]*`).exec(text)?.[0] ?? arn
    const exact = uses.filter(({ reference }) => reference === whole.replace(/:$/, '') || reference === whole)
    return exact.length > 0 ? exact : uses.filter(({ reference }) => isOf(reference, arn))
  }
  const keyIn = (reference: string) => reference.split(':')[7] ?? ''
  if (kind === 'json-key-missing') {
    const key = JSON_KEY.exec(text)?.[1]
    return uses.filter(({ reference }) => keyIn(reference) === key)
  }
  // the text names none: it is one of those that are read by a key
  if (kind === 'secret-not-json') return uses.filter(({ reference }) => keyIn(reference) !== '')
  if (kind !== 'parameter-missing') return []
  const names = (/invalid (?:ssm )?parameters: (.*)/i.exec(text)?.[1] ?? '').split(/[,\s]+/)
  return uses.filter(({ reference }) =>
    names.some(
      name =>
        name !== '' && (reference === name || reference.endsWith(`:parameter/${name.replace(/^\//, '')}`))
    )
  )
}

/**
 * Whether the reference names this secret, and not another one whose name has the same prefix. ECS reports the full
 * ARN,
 * even if the reference lacks the six characters that AWS appends.
 */
function isOf(reference: string, arn: string): boolean {
  if (reference === arn || reference.startsWith(`${arn}:`)) return true
  return arn.startsWith(reference) && /^-[A-Za-z0-9]{6}$/.test(arn.slice(reference.length))
}

/** E.g. `secretsmanager.us-west-2.amazonaws.com`; the China partition has another domain. */
function viaService(arn: string, isParameter: boolean): string {
  const [, partition = 'aws', , region = '*'] = arn.startsWith('arn:') ? arn.split(':') : []
  const ending = partition === 'aws-cn' ? 'amazonaws.com.cn' : 'amazonaws.com'
  return `${isParameter ? 'ssm' : 'secretsmanager'}.${region === '' ? '*' : region}.${ending}`
}
