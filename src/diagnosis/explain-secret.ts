import type { JsonObject } from '../json.ts'
import { escapePattern } from '../pattern.ts'
import { present } from '../present.ts'
import { roleOf, type SecretUse, usesOf } from './definition.ts'
import type { Cause, CauseKind, Explained } from './diagnosis.ts'

/** The kinds that concern a reference that ECS resolves. */
export type SecretKind = Extract<
  CauseKind,
  | 'secret-denied'
  | 'key-denied'
  | 'key-unusable'
  | 'secret-missing'
  | 'secret-value-missing'
  | 'json-key-missing'
  | 'secret-not-json'
  | 'secret-deleted'
  | 'parameter-missing'
  | 'secret-unreachable'
  | 'secret-service-error'
  | 'registry-secret-malformed'
  | 'registry-login-refused'
>

/** Names of secrets managed by another service contain a `!` (`rds!db-…`). */
const ARN = /arn:[\w-]+:(?:secretsmanager|ssm):[\w-]*:\d*:(?:secret:|parameter\/)[\w/+=.@!-]+/

/** explainSecret names the variable, reference, role and missing permission of a task that could not read a secret. */
export function explainSecret(kind: SecretKind, text: string, definition: JsonObject): Explained {
  const arn = ARN.exec(text)?.[0]
  const uses = usesInText(kind, text, { arn, definition })
  const found: Found = { arn, uses, text, role: roleOf(definition) }
  const [first] = uses
  const statement = statementFor(kind, found)
  const cause: Cause = {
    kind,
    ...(first === undefined
      ? {}
      : { container: first.container, variable: first.variable, pointer: first.pointer }),
    ...referenceOf(first?.reference ?? arn),
    ...present({ role: statement && found.role }),
    ...present({ statement })
  }
  return { cause, explanation: sentence(kind, found, statement) }
}

function referenceOf(reference: string | undefined): { readonly reference?: string } {
  return present({ reference })
}

type Found = {
  readonly arn: string | undefined
  readonly uses: readonly SecretUse[]
  readonly text: string
  readonly role: string | undefined
}

function sentence(kind: SecretKind, found: Found, statement: string | undefined): string {
  const used = found.uses.length === 0 ? '' : ` (${found.uses.map(({ words }) => words).join(', ')})`
  const named = found.arn === undefined ? '' : ` ${found.arn}`
  const role = found.role === undefined ? 'The execution role' : `The execution role ${found.role}`
  switch (kind) {
    case 'secret-denied':
      return `${role} is not authorized to read ${found.arn ?? 'the secret'}${used}. Add to that role (the execution role, not the task role): ${statement}`
    case 'key-denied':
      return `${role} is not authorized to use the key that encrypts the secret${used}. Add to that role, and allow it in the key's policy: ${statement}`
    case 'key-unusable':
      return `The key that encrypts the secret${keyIn(found.text)}${used} cannot be used: it is disabled, pending deletion or deleted. Enable it (aws kms enable-key, after aws kms cancel-key-deletion if it is pending deletion), or store the value again under another key.`
    case 'secret-missing':
      return `The secret${named}${used} does not exist (a secret that was deleted and created again has a new ARN). Deploy again to resolve the reference anew.`
    case 'secret-value-missing':
      return `The secret${named}${used} exists, but it has no value of that version or stage. Give it a value (aws secretsmanager put-secret-value), or correct the reference.`
    case 'json-key-missing': {
      const key = /json key ([^\s,]+)/i.exec(found.text)?.[1] ?? ''
      return `The secret${used} has no JSON key ${key}. Correct the key in the reference, or add it to the secret.`
    }
    case 'secret-not-json':
      return `The secret${used} is read by a JSON key, but its value is not JSON: usually a shell removed the quotes, or there is a byte order mark before it. Store it again from a file (aws secretsmanager put-secret-value --secret-string file://VALUE.json), or take the key out of the reference.`
    case 'secret-deleted':
      return `The secret${named}${used} is scheduled for deletion. Restore it (aws secretsmanager restore-secret) or use another one.`
    case 'parameter-missing':
      return `A parameter${used} does not exist in that region. Create it, or correct its name.`
    case 'secret-unreachable':
      return /pull command failed/i.test(found.text)
        ? 'The task got no answer in time from Secrets Manager, Parameter Store or ECR: it needs a NAT gateway, a public IP address or VPC endpoints for all that it uses.'
        : 'The task cannot reach Secrets Manager or Parameter Store: it needs a NAT gateway, a public IP address or VPC endpoints.'
    case 'secret-service-error':
      return 'Secrets Manager or Parameter Store had a temporary fault or throttled the request, and ECS tries again.'
    case 'registry-secret-malformed':
      return `The login for the registry${used} cannot be used: its secret must hold JSON with a "username" and a "password", neither of them empty.`
    case 'registry-login-refused':
      return `The registry rejected the user name or password${used}. Store the current ones in the secret.`
  }
}

/** With a leading space; empty if the text names no key. */
function keyIn(text: string): string {
  const key = KEY.exec(text)?.[0]
  return key === undefined ? '' : ` ${key}`
}

const KEY = /arn:[\w-]+:kms:[\w-]+:\d+:key\/[\w-]+/

/** The places whose reference the text names: by ARN, by JSON key, or by the name of the parameter. */
function usesInText(
  kind: SecretKind,
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

function statementFor(kind: SecretKind, { arn, text, uses }: Found): string | undefined {
  const isParameter = /\bssm\b|parameter/i.test(arn ?? text)
  const resource =
    arn ?? uses[0]?.reference ?? (isParameter ? 'the ARN of the parameter' : 'the ARN of the secret')
  if (kind === 'secret-denied') {
    const named = /perform:? ([\w-]+:\w+)/.exec(text)?.[1]
    const action = named ?? (isParameter ? 'ssm:GetParameters' : 'secretsmanager:GetSecretValue')
    return JSON.stringify({ Effect: 'Allow', Action: action, Resource: resource })
  }
  if (kind !== 'key-denied') return undefined
  const key = KEY.exec(text)?.[0] ?? 'the ARN of the key'
  return JSON.stringify({
    Effect: 'Allow',
    Action: 'kms:Decrypt',
    Resource: key,
    Condition: { StringEquals: { 'kms:ViaService': viaService(resource, isParameter) } }
  })
}

/** E.g. `secretsmanager.us-west-2.amazonaws.com`; the China partition has another domain. */
function viaService(arn: string, isParameter: boolean): string {
  const [, partition = 'aws', , region = ''] = arn.startsWith('arn:') ? arn.split(':') : []
  const ending = partition === 'aws-cn' ? 'amazonaws.com.cn' : 'amazonaws.com'
  return `${isParameter ? 'ssm' : 'secretsmanager'}.${region === '' ? '*' : region}.${ending}`
}
