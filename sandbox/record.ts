import { isMap, type Json, type JsonMap } from './json.ts'

/**
 * One AWS request as GET /_sandbox/requests returns it. `at` is in virtual milliseconds; `fault` names the scripted
 * fault that affected it.
 */
export type RequestRecord = {
  readonly n: number
  readonly at: number
  readonly service: string
  readonly operation: string
  readonly region: string
  readonly accessKey: string
  readonly body: JsonMap
  /** HTTP status; 0 if the socket was destroyed without an answer. */
  status: number
  error?: string
  fault?: string
}

const HIDDEN: Readonly<Record<string, readonly string[]>> = {
  secretsmanager: ['SecretString', 'SecretBinary'],
  ssm: ['Value']
}

/**
 * withoutValues is a body whose secret values are replaced by their lengths: the record shows that a value was sent,
 * not the value.
 */
export function withoutValues(service: string, body: JsonMap): JsonMap {
  const hidden = HIDDEN[service] ?? []
  return Object.fromEntries(
    Object.entries(body).map(([key, value]): [string, Json | undefined] =>
      hidden.includes(key) && typeof value === 'string'
        ? [key, `(${value.length} characters)`]
        : [key, isMap(value) || Array.isArray(value) ? structuredClone(value) : value]
    )
  )
}
