import { SandboxError } from '../fault.ts'
import { isMap, type Json, type JsonMap } from '../json.ts'
import { nearest } from '../nearest.ts'

/**
 * The shape of a part of a scenario. `any` is not validated here but by its reader (policies, task definitions, inputs
 * of AWS calls).
 */
export type Shape =
  | 'text'
  | 'number'
  | 'flag'
  | 'any'
  | { readonly list: Shape }
  | { readonly map: Shape }
  | { readonly keys: Readonly<Record<string, Shape>>; readonly required?: readonly string[] }
  | { readonly textOr: Shape }

/** checkShape throws a SandboxError with the path of the first mismatch and the nearest known key. */
export function checkShape(shape: Shape, value: Json | undefined, path: string): void {
  if (shape === 'any') return
  if (shape === 'text' || shape === 'number' || shape === 'flag') checkScalar(shape, value, path)
  else if ('textOr' in shape) {
    if (typeof value !== 'string') checkShape(shape.textOr, value, path)
  } else if ('list' in shape) {
    if (!Array.isArray(value)) throw misfit(`${path} must be a list.`)
    for (const [index, item] of value.entries()) checkShape(shape.list, item, `${path}[${index}]`)
  } else {
    if (!isMap(value)) throw misfit(`${path || 'the scenario'} must be an object.`)
    if ('map' in shape)
      for (const [key, item] of Object.entries(value)) checkShape(shape.map, item, join(path, key))
    else checkKeys(shape, value, path)
  }
}

function checkKeys(shape: Extract<Shape, { keys: unknown }>, value: JsonMap, path: string): void {
  for (const [key, item] of Object.entries(value)) {
    const member = Object.hasOwn(shape.keys, key) ? shape.keys[key] : undefined
    if (member === undefined) throw unknownKey(join(path, key), key, Object.keys(shape.keys))
    checkShape(member, item, join(path, key))
  }
  for (const key of shape.required ?? [])
    if (value[key] === undefined) throw misfit(`${join(path, key)} is missing.`)
}

const SCALARS = {
  text: { type: 'string', wanted: 'text' },
  number: { type: 'number', wanted: 'a number' },
  flag: { type: 'boolean', wanted: 'true or false' }
} as const

function checkScalar(shape: keyof typeof SCALARS, value: Json | undefined, path: string): void {
  const { type, wanted } = SCALARS[shape]
  if (typeof value !== type) throw misfit(`${path} must be ${wanted}.`)
}

function unknownKey(path: string, key: string, known: readonly string[]): SandboxError {
  const hint = nearest(key, known)
  return misfit(
    `${path} is not known${hint ? `; did you mean ${hint}?` : `; known here: ${known.join(', ')}.`}`
  )
}

function misfit(message: string): SandboxError {
  return new SandboxError(`Scenario: ${message}`)
}

function join(path: string, key: string): string {
  return path === '' ? key : `${path}.${key}`
}
