/** A value as encoded by other programs. */
export type Encoding = readonly [name: string, encode: (value: string) => string]

/** encodings are the forms in which a value is searched for and hidden in texts from outside. */
export const encodings: readonly Encoding[] = [
  ['as it is', value => value],
  ['JSON', value => JSON.stringify(value).slice(1, -1)],
  ['JSON in JSON', value => JSON.stringify(JSON.stringify(value)).slice(1, -1)],
  ['JSON with escapes of Unicode', unicode],
  ['URL', value => encodeURIComponent(value)],
  ['URL, small letters', value => encodeURIComponent(value).replace(/%../g, part => part.toLowerCase())],
  ['URL, every character', value => Buffer.from(value).toString('hex').replace(/../g, '%$&')],
  ['form', value => new URLSearchParams({ x: value }).toString().slice(2)],
  ['base64', value => Buffer.from(value).toString('base64')],
  ['base64 of a longer text', value => Buffer.from(`user:${value}@and more`).toString('base64')],
  ['base64 of JSON', value => Buffer.from(JSON.stringify({ password: value })).toString('base64')],
  ['base64 for URLs', value => Buffer.from(`x${value}`).toString('base64url')]
]

function unicode(value: string): string {
  return value.replace(/[^A-Za-z0-9]/g, one => `\\u${one.charCodeAt(0).toString(16).padStart(4, '0')}`)
}
