import { assertNever, SandboxError } from '../fault.ts'
import { isMap, type Json } from '../json.ts'
import { nearest } from '../nearest.ts'

/** The shape of a part of a scenario. `any` is left to whoever reads it (policies, task definitions, inputs of AWS calls). */
export type Shape =
  | 'text'
  | 'number'
  | 'flag'
  | 'any'
  | { readonly list: Shape }
  | { readonly map: Shape }
  | { readonly keys: Readonly<Record<string, Shape>>; readonly required?: readonly string[] }
  | { readonly textOr: Shape }

/** checkShape throws a SandboxError naming the path of the first thing that does not fit, and the nearest known key. */
export function checkShape(shape: Shape, value: Json | undefined, path: string): void {
  if (shape === 'any') return
  if (shape === 'text' || shape === 'number' || shape === 'flag') {
    checkScalar(shape, value, path)
    return
  }
  if ('textOr' in shape) {
    typeof value === 'string' ? undefined : checkShape(shape.textOr, value, path)
    return
  }
  if ('list' in shape) {
    if (!Array.isArray(value)) {
      fail(`${path} must be a list.`)
      return
    }
    for (const [index, item] of value.entries()) checkShape(shape.list, item, `${path}[${index}]`)
    return
  }
  if (!isMap(value)) {
    fail(`${path || 'The scenario'} must be an object.`)
    return
  }
  if ('map' in shape) {
    for (const [key, item] of Object.entries(value)) checkShape(shape.map, item, join(path, key))
    return
  }
  const known = Object.keys(shape.keys)
  for (const [key, item] of Object.entries(value)) {
    const member = Object.hasOwn(shape.keys, key) ? shape.keys[key] : undefined
    if (member === undefined) {
      failUnknown(join(path, key), key, known)
      return
    }
    checkShape(member, item, join(path, key))
  }
  for (const key of shape.required ?? []) if (value[key] === undefined) fail(`${join(path, key)} is missing.`)
}

function checkScalar(shape: 'text' | 'number' | 'flag', value: Json | undefined, path: string): void {
  switch (shape) {
    case 'text':
      typeof value === 'string' ? undefined : fail(`${path} must be text.`)
      return
    case 'number':
      typeof value === 'number' ? undefined : fail(`${path} must be a number.`)
      return
    case 'flag':
      typeof value === 'boolean' ? undefined : fail(`${path} must be true or false.`)
      return
    default:
      assertNever(shape)
      return
  }
}

function failUnknown(path: string, key: string, known: readonly string[]): never {
  const hint = nearest(key, known)
  return fail(
    `${path} is not known${hint ? `; did you mean ${hint}?` : `; known here: ${known.join(', ')}.`}`
  )
}

function fail(message: string): never {
  throw new SandboxError(`Scenario: ${message}`)
}

function join(path: string, key: string): string {
  return path === '' ? key : `${path}.${key}`
}
