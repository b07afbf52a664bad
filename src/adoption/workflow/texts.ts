import { isObject } from '../../json.ts'

/** Names and values as a workflow writes them. Values that are not scalars are left out. */
export type Texts = Readonly<Record<string, string>>

/** textsOf returns the scalar members of a map, as texts. */
export function textsOf(object: unknown): Texts {
  if (!isObject(object)) return {}
  return Object.fromEntries(
    Object.entries(object).flatMap(([name, value]) => {
      const text = scalarText(value)
      return text === undefined ? [] : [[name, text]]
    })
  )
}

/** scalarText converts a scalar to text. */
export function scalarText(value: unknown): string | undefined {
  if (typeof value === 'string') return value.trim()
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : undefined
}

/** stepOutput returns the step ID and the name of a text that is nothing but one output of a step. */
export function stepOutput(text: string): { readonly id: string; readonly name: string } | undefined {
  const [, id, name] = /^\$\{\{\s*steps\.([\w-]+)\.outputs\.([\w-]+)\s*\}\}$/.exec(text) ?? []
  return id === undefined || name === undefined ? undefined : { id, name }
}

/** withEnvironment writes the variables of a shell as expressions: `$TAG` and `${TAG}` become `${{ env.TAG }}`. */
export function withEnvironment(text: string): string {
  return text.replaceAll(/\$\{?([A-Za-z_]\w*)\}?(?!\{)/g, (_, name: string) => `\${{ env.${name} }}`)
}

/** memberNamed returns a member of a value that may be an object. */
export function memberNamed(object: unknown, name: string): unknown {
  return isObject(object) ? object[name] : undefined
}
