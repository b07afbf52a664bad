import type { JsonObject, JsonValue } from '../json.ts'
import type { SecretValue } from '../migrate/secret-value.ts'
import type { TextGate } from '../report/gate/shown.ts'
import { AwsError } from './error.ts'

/**
 * What a connection reports to the gate: messages of AWS, and task definitions in responses. The gate is loaded during
 * the first request.
 */
export type ResponseGate = Pick<TextGate, 'external' | 'learn'>

/** Members in which AWS, its agents and registries write messages, which may quote a container's environment. */
const SENTENCES: ReadonlySet<string> = new Set(
  'message Message ErrorMessage statusReason stoppedReason reason Reason StatusReason detail rolloutStateReason failureReason logTail deploymentStatusMessages'.split(
    ' '
  )
)

/** Members that are skipped: the user's own texts, which may be sent back to AWS. */
const OWN: ReadonlySet<string> = new Set([
  'taskDefinition',
  'containerDefinitions',
  'tags',
  'Tags',
  'overrides'
])

/** Members that can hold values of containers besides a task definition, or texts that users enter. */
const VALUES_IN: ReadonlySet<string> = new Set(
  'overrides Input primaryContainer hookDetails tags Tags'.split(' ')
)

/** Events of a service that are older than this when a run begins are not printed by any mode. */
const HOUR_MS = 3_600_000

/**
 * cleanResponse removes credentials from AWS's messages in a response, in place, and registers the task definition that
 * it contains with the gate. Log lines remain unchanged: whoever shows them omits lines that contain a credential.
 */
export function cleanResponse(
  answer: unknown,
  operation: string,
  { gate, since }: { readonly gate: ResponseGate; readonly since: (newest: number | undefined) => number }
): void {
  if (typeof answer !== 'object' || answer === null || operation.startsWith('logs:')) return
  const { taskDefinition } = answer as { readonly taskDefinition?: unknown }
  if (isPlainObject(taskDefinition)) gate.learn(taskDefinition as JsonObject)
  cleanMembers(answer, gate, since(newestEventIn(answer)) - HOUR_MS)
}

function cleanMembers(node: object, gate: ResponseGate, since: number): void {
  if (Array.isArray(node)) {
    for (const item of node) if (typeof item === 'object' && item !== null) cleanMembers(item, gate, since)
    return
  }
  if (!isPlainObject(node) || isOld(node, since)) return
  for (const [key, value] of Object.entries(node)) {
    if (VALUES_IN.has(key)) gate.learn({ [key]: value as JsonValue })
    if (typeof value === 'string') {
      if (isSentence(key, node)) node[key] = gate.external(value)
    } else if (Array.isArray(value) && SENTENCES.has(key)) {
      node[key] = value.map((item: unknown) => (typeof item === 'string' ? gate.external(item) : item))
    } else if (typeof value === 'object' && value !== null && !OWN.has(key)) cleanMembers(value, gate, since)
  }
}

/** Members with a fixed set of words at AWS, which are shown in messages. */
const STATE = /(?:status|state|stage)$/i

/** Only the health of a target is described by AWS; other descriptions are the user's. */
function isSentence(key: string, node: Readonly<Record<string, unknown>>): boolean {
  if (SENTENCES.has(key)) return true
  if (STATE.test(key)) return !/^[\w-]*$/.test(String(node[key]))
  return key === 'Description' && 'State' in node && 'Reason' in node
}

function isOld({ createdAt, message }: Readonly<Record<string, unknown>>, since: number): boolean {
  return typeof message === 'string' && timeOf(createdAt) < since
}

function timeOf(createdAt: unknown): number {
  return createdAt instanceof Date ? createdAt.getTime() : Number(createdAt) * 1000
}

/** When the newest event of the services in a response happened, by the clock of AWS. */
function newestEventIn(answer: object): number | undefined {
  const { services } = answer as { readonly services?: unknown }
  if (!Array.isArray(services)) return undefined
  const events = services.flatMap((service: { readonly events?: unknown } | null) => service?.events ?? [])
  const times = events.map((event: { readonly createdAt?: unknown } | null) => timeOf(event?.createdAt))
  const known = times.filter(Number.isFinite)
  return known.length === 0 ? undefined : Math.max(...known)
}

function isPlainObject(node: unknown): node is Record<string, unknown> {
  if (typeof node !== 'object' || node === null) return false
  const prototype: unknown = Object.getPrototypeOf(node)
  return prototype === Object.prototype || prototype === null
}

/** Members whose texts belong to the application and may be values: AWS's messages about them must not repeat them. */
const carriers = new Set([
  'environment',
  'command',
  'entryPoint',
  'dockerLabels',
  'options',
  'secrets',
  'secretOptions',
  'hookDetails'
])
const names = new Set(['name'])
const shortest = 4

/** withoutText removes the value that a call stores from its error message. */
export async function withoutText<Result>(text: SecretValue, call: Promise<Result>): Promise<Result> {
  try {
    return await call
  } catch (error) {
    if (!(error instanceof AwsError) || text.bytes === 0) throw error
    const message = error.message
      .replaceAll(text.reveal(), `[${text.bytes} bytes]`)
      .replaceAll(JSON.stringify(text.reveal()).slice(1, -1), `[${text.bytes} bytes]`)
    throw error.with({ message })
  }
}

/**
 * withoutValues removes from an error message every text that the request has in its value-carrying members, because
 * AWS quotes what it rejects. Names of variables remain, and so do references that are ARNs, which are needed to
 * understand the message.
 */
export function withoutValues(message: string, request: JsonObject): string {
  const values = new Set<string>()
  collect(request, false, values)
  // longest first: a value may contain another one
  const ordered = [...values].sort((a, b) => b.length - a.length)
  return ordered.reduce((text, value) => text.replaceAll(value, `[${value.length} characters]`), message)
}

/** ARNs are needed to understand a message, and all of them contain a Region, which is never a value */
function isPlain(text: string): boolean {
  return text.startsWith('arn:') || /^[a-z]{2,4}(-[a-z]+)+-\d{1,2}$/.test(text) || /^(true|false)$/.test(text)
}

function collect(node: JsonValue, carries: boolean, values: Set<string>): void {
  if (typeof node === 'string') {
    if (carries && node.length >= shortest && !isPlain(node)) values.add(node)
    return
  }
  if (typeof node !== 'object' || node === null) return
  if (Array.isArray(node)) {
    for (const item of node as readonly JsonValue[]) collect(item, carries, values)
    return
  }
  for (const [key, value] of Object.entries(node as JsonObject)) {
    if (carries && names.has(key)) continue
    collect(value, carries || carriers.has(key), values)
  }
}
