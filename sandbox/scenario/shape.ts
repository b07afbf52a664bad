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
  if (shape === 'text' || shape === 'number' || shape === 'flag') return checkScalar(shape, value, path)
  if ('textOr' in shape) return typeof value === 'string' ? undefined : checkShape(shape.textOr, value, path)
  if ('list' in shape) {
    if (!Array.isArray(value)) return fail(`${path} must be a list.`)
    for (const [index, item] of value.entries()) checkShape(shape.list, item, `${path}[${index}]`)
    return
  }
  if (!isMap(value)) return fail(`${path || 'The scenario'} must be an object.`)
  if ('map' in shape) {
    for (const [key, item] of Object.entries(value)) checkShape(shape.map, item, join(path, key))
    return
  }
  const known = Object.keys(shape.keys)
  for (const [key, item] of Object.entries(value)) {
    const member = Object.hasOwn(shape.keys, key) ? shape.keys[key] : undefined
    if (member === undefined) return failUnknown(join(path, key), key, known)
    checkShape(member, item, join(path, key))
  }
  for (const key of shape.required ?? []) if (value[key] === undefined) fail(`${join(path, key)} is missing.`)
}

function checkScalar(shape: 'text' | 'number' | 'flag', value: Json | undefined, path: string): void {
  switch (shape) {
    case 'text':
      return typeof value === 'string' ? undefined : fail(`${path} must be text.`)
    case 'number':
      return typeof value === 'number' ? undefined : fail(`${path} must be a number.`)
    case 'flag':
      return typeof value === 'boolean' ? undefined : fail(`${path} must be true or false.`)
    default:
      return assertNever(shape)
  }
}

function failUnknown(path: string, key: string, known: readonly string[]): never {
  const hint = nearest(key, known)
  return fail(`${path} is not known${hint ? `; did you mean ${hint}?` : `; known here: ${known.join(', ')}.`}`)
}

function fail(message: string): never {
  throw new SandboxError(`Scenario: ${message}`)
}

function join(path: string, key: string): string {
  return path === '' ? key : `${path}.${key}`
}
