import { nearest, SandboxError } from '../fault.ts'
import { isMap, type Json, type JsonMap } from '../json.ts'

/**
 * The shape of a part of a scenario. `any` is not validated here but by its reader (policies, task definitions, inputs
 * of AWS calls); `duration` and `time` become milliseconds.
 */
export type Shape =
  | 'text'
  | 'number'
  | 'flag'
  | 'duration'
  | 'time'
  | 'any'
  | { readonly oneOf: readonly string[] }
  | { readonly list: Shape }
  | { readonly map: Shape }
  | { readonly textOr: Shape }
  | { readonly keys: Readonly<Record<string, Shape>>; readonly required: readonly string[] }

/** The members of an object: the names of each kind, separated by spaces, and those with a shape of their own. */
type Members = {
  readonly [Kind in 'text' | 'number' | 'flag' | 'duration' | 'any' | 'required']?: string
} & { readonly more?: Readonly<Record<string, Shape>> }

/** object makes the shape of an object. */
export function object({ required = '', more = {}, ...kinds }: Members): Extract<Shape, { keys: unknown }> {
  const named = Object.entries(kinds).flatMap(([kind, names]) =>
    words(names).map(name => [name, kind as Shape])
  )
  return { keys: { ...Object.fromEntries(named), ...more }, required: words(required) }
}

function words(text: string): string[] {
  return text.split(' ').filter(Boolean)
}

/**
 * readShape validates a value and returns it with its durations and times in milliseconds. Throws SandboxError with the
 * path of the first mismatch and the nearest known key.
 */
export function readShape(shape: Shape, value: Json | undefined, path: string): Json | undefined {
  if (typeof shape === 'string') return SCALARS[shape](value, path)
  if ('oneOf' in shape) {
    if (shape.oneOf.some(one => one === value)) return value
    throw new SandboxError(`${path} is ${value}; it must be one of ${shape.oneOf.join(', ')}.`)
  }
  if ('textOr' in shape) return typeof value === 'string' ? value : readShape(shape.textOr, value, path)
  if ('list' in shape) {
    if (!Array.isArray(value)) throw new SandboxError(`${path} must be a list.`)
    return value.map((item, index) => readShape(shape.list, item, `${path}[${index}]`) ?? null)
  }
  if (!isMap(value)) throw new SandboxError(`${path} must be an object.`)
  const at = (key: string) => (path.endsWith(' ') ? `${path}${key}` : `${path}.${key}`)
  if ('keys' in shape)
    for (const key of shape.required)
      if (value[key] === undefined) throw new SandboxError(`${at(key)} is missing.`)
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [key, readShape(memberOf(shape, key, at(key)), item, at(key))])
  )
}

function memberOf(
  shape: Extract<Shape, { keys: unknown } | { map: unknown }>,
  key: string,
  path: string
): Shape {
  if ('map' in shape) return shape.map
  const member = Object.hasOwn(shape.keys, key) ? shape.keys[key] : undefined
  if (member) return member
  const known = Object.keys(shape.keys)
  const hint = nearest(key, known)
  throw new SandboxError(
    `${path} is not known; ${hint ? `did you mean ${hint}?` : `known here: ${known.join(', ')}.`}`
  )
}

type Reader = (value: Json | undefined, path: string) => Json | undefined

function ofType(type: string, wanted: string): Reader {
  return (value, path) => {
    if (typeof value === type) return value
    throw new SandboxError(`${path} must be ${wanted}.`)
  }
}

const SCALARS: Readonly<Record<Extract<Shape, string>, Reader>> = {
  text: ofType('string', 'text'),
  number: ofType('number', 'a number'),
  flag: ofType('boolean', 'true or false'),
  duration: readDuration,
  time: readTime,
  any: value => value
}

const UNITS: Readonly<Record<string, number>> = { ms: 1, s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 }

/**
 * readDuration reads a number of seconds or a text such as `500ms`, `30s`, `5m`, `2h` and returns milliseconds. Throws
 * SandboxError.
 */
export function readDuration(value: unknown, path: string): number {
  if (typeof value === 'number' && value >= 0) return value * 1000
  const [, count, unit = ''] = /^(\d+(?:\.\d+)?)(ms|s|m|h|d)$/.exec(String(value)) ?? []
  if (count === undefined)
    throw new SandboxError(`${path} must be a number of seconds or a text such as 500ms, 30s, 5m or 2h.`)
  return Number(count) * (UNITS[unit] ?? 0)
}

/** readTime reads an ISO date and time and returns milliseconds since 1970. Throws SandboxError. */
function readTime(value: unknown, path: string): number {
  const time = value instanceof Date ? value.getTime() : Date.parse(String(value))
  if (Number.isNaN(time)) throw new SandboxError(`${path} must be a time such as 2026-01-05T09:00:00Z.`)
  return time
}

/** timeIn is when something happens that has `at` (a time) or `after` (a duration from `now` on, by default none). */
export function timeIn(value: JsonMap, now: number, path: string): number {
  if (value['at'] !== undefined) return readTime(value['at'], `${path}.at`)
  return now + readDuration(value['after'] ?? 0, `${path}.after`)
}
