import { grantedSecret } from '../../arn.ts'
import { fromJson } from '../../files/document/tree.ts'
import { isObject, type JsonObject, objectsIn } from '../../json.ts'
import { escapePattern } from '../../pattern.ts'
import { present } from '../../present.ts'
import { collectReferences, type ReferenceField } from '../../secrets/collect.ts'
import type { StoppedTask } from '../ports.ts'
import type { CauseKind } from './causes.ts'
import type { Facts } from './diagnosis.ts'

/** A container of a definition, with its JSON pointer. */
export type Container = { readonly name: string; readonly fields: JsonObject; readonly pointer: string }

/** definedContainers lists the containers in the order of the definition. */
export function definedContainers(definition: JsonObject): readonly Container[] {
  return objectsIn(definition['containerDefinitions']).map((fields, index) => ({
    name: textOf(fields, 'name') ?? '',
    fields,
    pointer: `/containerDefinitions/${index}`
  }))
}

/** textOf returns a member if it is a text. */
export function textOf(holder: JsonObject, key: string): string | undefined {
  const value = holder[key]
  return typeof value === 'string' ? value : undefined
}

/** memberObject returns a member if it is an object; otherwise an empty one. */
export function memberObject(holder: JsonObject, key: string): JsonObject {
  const value = holder[key]
  return isObject(value) ? value : {}
}

/** numberOf returns a member if it is a number, possibly written as text. */
export function numberOf(holder: JsonObject, key: string): number | undefined {
  const value = holder[key]
  const number = typeof value === 'string' && /^\d+$/.test(value) ? Number(value) : value
  return typeof number === 'number' ? number : undefined
}

/** A place in a definition that ECS fills from a secret or parameter before the task starts. */
export type SecretUse = {
  readonly container?: string
  /** Name of the variable or log option; `credentialsParameter` if it has no name. */
  readonly variable: string
  readonly reference: string
  readonly pointer: string
  /** For messages: `DB_PASSWORD of container web`. */
  readonly words: string
}

/** usesOf lists all references: secrets, log options, registry credentials, volumes. */
function usesOf(definition: JsonObject): readonly SecretUse[] {
  const root = fromJson(definition, { kind: 'input', input: 'task-definition' })
  if (root.kind !== 'object') return []
  return collectReferences(root).map(({ field, container, name: variable, node, pointer }) => ({
    ...present({ container }),
    ...{ variable, reference: node.value, pointer },
    words: `${WORDS_OF_FIELD[field](variable)}${container === undefined ? '' : ` of container ${container}`}`
  }))
}

const WORDS_OF_FIELD: Readonly<Record<ReferenceField, (name: string) => string>> = {
  secrets: name => name,
  secretOptions: name => `log option ${name}`,
  repositoryCredentials: () => 'registry credentials',
  fsxWindowsFileServerVolumeConfiguration: name => `volume ${name}`
}

/** logOptionsOf returns the options of a container's awslogs driver; undefined for another driver or none. */
export function logOptionsOf({ fields }: Container): JsonObject | undefined {
  const log = memberObject(fields, 'logConfiguration')
  return textOf(log, 'logDriver') === 'awslogs' ? memberObject(log, 'options') : undefined
}

type Ended = StoppedTask['containers'][number]

/** The signals that ECS sends to the other containers after an essential one has exited: SIGKILL and SIGTERM. */
const COLLATERAL = new Set([0, 137, 143])

/** culpritsOf lists the containers that made a task end, without those that were only stopped as a consequence. */
export function culpritsOf(task: StoppedTask, definition: JsonObject): readonly Ended[] {
  const ended = task.containers.filter(({ exitCode }) => exitCode !== undefined)
  const defined = definedContainers(definition)
  const isEssential = ({ name }: Ended) =>
    defined.length === 0 || defined.some(one => one.name === name && one.fields['essential'] !== false)
  const hasFailed = ({ exitCode = 0 }: Ended) => !COLLATERAL.has(exitCode)
  const tests: readonly ((one: Ended) => boolean)[] = [
    one => /OutOfMemory/i.test(one.reason ?? ''),
    one => isEssential(one) && hasFailed(one),
    hasFailed,
    one => isEssential(one) && one.exitCode === 0,
    () => true
  ]
  return tests.map(test => ended.filter(test)).find(found => found.length > 0) ?? []
}

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
      ? statementOf(/perform:? ([\w-]+:\w+)/.exec(text)?.[1] ?? read, grantedSecret(resource))
      : kind === 'key-denied'
        ? statementOf('kms:Decrypt', key ?? 'the ARN of the key', via)
        : undefined
  return {
    cause: {
      ...(first && { variable: first.variable, pointer: first.pointer }),
      ...present({ container: first?.container, reference: first?.reference ?? arn, statement })
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

/** The places whose reference the text contains: by ARN, by JSON key, or by the name of the parameter. */
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
  // the text contains none: it is one of those that are read by a key
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
 * Whether the reference is to this secret, and not another one whose name has the same prefix. ECS reports the full
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
