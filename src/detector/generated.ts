import type { ObjectNode } from '../document/tree.ts'
import { escapePattern } from '../pattern.ts'

const TEMPLATE = /^secret_?string_?template$/i
const GENERATED = /^generate_?string_?key$/i
const KEY_NEAR = /generate_?string_?key["']?[ \t]{0,8}[:=]\s{0,8}["']?([\w.-]{1,128})/gi

/** How far apart the template of a secret and the name of its generated key are in a file. */
const NEAR = 1024

/**
 * membersInUse returns the members of an object, without what the template of a secret has for the key that AWS
 * generates: `{"shop_salt": "seed"}` beside `GenerateStringKey: shop_salt` is never used.
 */
export function membersInUse({ members }: ObjectNode): ObjectNode['members'] {
  const template = members.find(({ key }) => TEMPLATE.test(key))?.value
  if (template?.kind !== 'string') return members
  const generated = members.find(({ key }) => GENERATED.test(key))?.value
  if (generated?.kind !== 'string') return members
  const value = withoutKey(template.value, generated.value)
  return members.map(one => (one.value === template ? { ...one, value: { ...template, value } } : one))
}

/**
 * textInUse returns the same for a value of a file that is read by its lines. Of several generated keys, the nearest
 * one belongs to the template: the others are those of other secrets.
 */
export function textInUse(
  name: string,
  value: string,
  place: { readonly text: string; readonly at: number }
): string {
  if (!TEMPLATE.test(name)) return value
  const { text, at } = place
  const end = at + value.length
  const before = [...text.slice(Math.max(0, at - NEAR), at).matchAll(KEY_NEAR)].at(-1)
  const after = text
    .slice(end, end + NEAR)
    .matchAll(KEY_NEAR)
    .next().value
  const gap = before ? Math.min(at, NEAR) - before.index - before[0].length : NEAR
  const key = (after === undefined || gap < after.index ? before : after)?.[1]
  return key === undefined ? value : withoutKey(value, key)
}

function withoutKey(template: string, key: string): string {
  const pattern = new RegExp(
    `(["'])${escapePattern(key)}\\1(\\s{0,8}:\\s{0,8})(?:"[^"\\\\]{0,1024}"|'[^'\\\\]{0,1024}')`,
    'g'
  )
  return template.replace(pattern, '$1$1$2""')
}
