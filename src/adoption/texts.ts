import { isObject } from '../json.ts'

/** Names and values as a workflow writes them; what is no scalar is left out. */
export type Texts = Readonly<Record<string, string>>

/** textsOf gives the members of a map that are scalars, as texts. */
export function textsOf(object: unknown): Texts {
  if (!isObject(object)) return {}
  return Object.fromEntries(
    Object.entries(object).flatMap(([name, value]) => {
      const text = scalarText(value)
      return text === undefined ? [] : [[name, text]]
    })
  )
}

/** scalarText is a scalar as a text. */
export function scalarText(value: unknown): string | undefined {
  if (typeof value === 'string') return value.trim()
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : undefined
}

/** memberNamed is a member of what may be an object. */
export function memberNamed(object: unknown, name: string): unknown {
  return isObject(object) ? object[name] : undefined
}
