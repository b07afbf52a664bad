import type { JsonObject, JsonValue } from '../json.ts'
import type { SecretValue } from '../migrate/secret-value.ts'
import { present } from '../present.ts'
import { AwsError } from './error.ts'

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

/**
 * withoutValues removes from an error message every text that the request has in its value-carrying members, because
 * AWS quotes what it rejects. Names of variables remain, and so do references that are ARNs, which are needed to
 * understand the message.
 */
export function withoutValues<Result>(request: JsonObject, call: Promise<Result>): Promise<Result> {
  return reworded(call, message => blankValues(message, request))
}

/** withoutText removes the value that a call stores from its error message. */
export function withoutText<Result>(text: SecretValue, call: Promise<Result>): Promise<Result> {
  if (text.bytes === 0) return call
  return reworded(call, message =>
    message
      .replaceAll(text.reveal(), `[${text.bytes} bytes]`)
      .replaceAll(JSON.stringify(text.reveal()).slice(1, -1), `[${text.bytes} bytes]`)
  )
}

async function reworded<Result>(call: Promise<Result>, change: (message: string) => string): Promise<Result> {
  try {
    return await call
  } catch (error) {
    if (!(error instanceof AwsError)) throw error
    const { kind, operation, awsName, message, missing } = error
    throw new AwsError({ kind, operation, awsName, message: change(message), ...present({ missing }) })
  }
}

function blankValues(message: string, definition: JsonObject): string {
  const values = new Set<string>()
  collect(definition, false, values)
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
