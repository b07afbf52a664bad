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
  ['HTML', html],
  ['HTML, numbers', value => value.replace(/[^A-Za-z0-9 ]/gu, one => `&#${one.codePointAt(0)};`)],
  ['Markdown in HTML', value => html(value).replace(/[_*`~|]/g, one => `&#${one.charCodeAt(0)};`)],
  ['base64', value => Buffer.from(value).toString('base64')],
  ['base64 of a longer text', value => Buffer.from(`user:${value}@and more`).toString('base64')],
  ['base64 of JSON', value => Buffer.from(JSON.stringify({ password: value })).toString('base64')],
  ['base64 for URLs', value => Buffer.from(`x${value}`).toString('base64url')],
  ['hexadecimal', value => Buffer.from(value).toString('hex')],
  ['shell, single quotes', value => `'${value.replaceAll("'", "'\\''")}'`],
  ['shell, backslashes', value => value.replace(/[^\w@%+=:,./-]/gu, '\\$&')],
  ['YAML, single quotes', value => `'${value.replaceAll("'", "''")}'`],
  ['wrapped', value => value.replace(/.{5}(?! )/gu, '$&\n  ')],
  ['wrapped base64', value => Buffer.from(value).toString('base64').replace(/.{7}/g, '$&\r\n')],
  ['with characters that take no room', value => [...value].join('\u200b')],
  ['a login of SASL', value => Buffer.from(`\0user\0${value}`).toString('base64')],
  ['UTF-16 in base64', value => Buffer.from(value, 'utf16le').toString('base64')],
  [
    'quoted-printable',
    value => bytesOf(value, byte => `=${byte.toString(16).padStart(2, '0').toUpperCase()}`)
  ],
  ['quoted-printable with soft breaks', value => value.replace(/.{5}(?! )/gu, '$&=\r\n')],
  ['octal', value => bytesOf(value, byte => `\\${byte.toString(8).padStart(3, '0')}`)],
  ['colors', value => value.replace(/.{4}/gu, '$&\u001b[1;31m')]
]

/**
 * What is left of a value by which it is still known: its letters and digits, in any case, with anything between them,
 * and the ends that an ellipsis leaves.
 */
export const remains: readonly Encoding[] = [
  ['in capitals', value => value.toUpperCase()],
  ['in capitals, base64', value => Buffer.from(value.toUpperCase()).toString('base64')],
  ['a host name', value => value.toLowerCase().replace(/[^a-z0-9]/g, '-')],
  ['a label', value => value.replace(/[^A-Za-z0-9]/g, '_')],
  ['backwards', value => [...value].reverse().join('')],
  ['spaced', value => [...value].join(' ')],
  ['a list of characters', value => JSON.stringify([...value])],
  ['full width', value => value.replace(/[!-~]/g, one => String.fromCharCode(one.charCodeAt(0) + 0xfee0))],
  ['in bold letters of mathematics', value => value.replace(/[A-Za-z0-9]/g, inBold)],
  ['with accents', value => value.replace(/[a-z]/g, '$&\u0301')],
  ['in a table', value => value.replace(/.{5}/gu, '$& │\n│ ')],
  ['in a comment', value => value.replace(/.{5}/gu, '$&\n# ')],
  ['in a quotation', value => value.replace(/.{5}/gu, '$&\n> ')],
  ['in parts', value => value.replace(/.{5}/gu, `$&" + "`)],
  ['in bold', value => `${value.slice(0, 4)}**${value.slice(4)}**`],
  ['with tags', value => value.replace(/.{5}/gu, '$&<wbr>')],
  ['its end', value => `…${value.slice(-9)}`],
  ['both ends', value => `${value.slice(0, 9)}...${value.slice(-9)}`]
]

/** Lists of bytes, which only programs of others print. */
export const listed: readonly Encoding[] = [
  ['a dump', value => bytesOf(value, byte => `${byte.toString(16).padStart(2, '0')} `)],
  ['bytes in C', value => bytesOf(value, byte => `0x${byte.toString(16).padStart(2, '0')}, `)],
  ['bytes in Go', value => `[${bytesOf(value, byte => `${byte} `).trim()}]`]
]

function bytesOf(value: string, write: (byte: number) => string): string {
  return [...Buffer.from(value)].map(write).join('')
}

function unicode(value: string): string {
  return value.replace(/[^A-Za-z0-9]/g, one => `\\u${one.charCodeAt(0).toString(16).padStart(4, '0')}`)
}

function html(value: string): string {
  return value
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;')
}

/** Letters outside of Unicode's first 65,536 characters, two code units each. */
function inBold(one: string): string {
  const code = one.charCodeAt(0)
  const [first, bold] = code >= 97 ? [97, 0x1d41a] : code >= 65 ? [65, 0x1d400] : [48, 0x1d7ce]
  return String.fromCodePoint(bold + code - first)
}
