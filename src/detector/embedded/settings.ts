import { percentDecoded } from '../urls/logins.ts'
import { type Leaf, MAX_LEAVES, unquoted } from './leaf.ts'

/** `<password>…</password>` and `password="…"` in XML. */
const XML =
  /<([A-Za-z][\w.:-]{0,63})>(?:<!\[CDATA\[)?([^<>]{1,1024}?)(?:\]\]>)?<\/|[\s<]([A-Za-z][\w.-]{0,63})="([^"<>]{1,1024})"/g

/** `<key>password</key><string>…</string>` in a property list of Apple. */
const PLIST = /<key>([^<>]{1,128})<\/key>\s{0,64}<string>([^<>]{1,1024})<\/string>/g

const MAX_TAG = 512

/** The name of a tag's `value`: `<add key="password" value="…"/>`, `<password value="…"/>`. */
function nameOfTag(tag: string): string {
  return /\s(?:name|key|id)="([^"]{1,128})"/.exec(tag)?.[1] ?? /^[\w.-]{1,64}/.exec(tag)?.[0] ?? 'value'
}

/** xmlLeaves reads elements and attributes. */
export function xmlLeaves(text: string): readonly Leaf[] {
  if (!/^\s{0,64}</.test(text)) return []
  const leaves: Leaf[] = [...text.matchAll(PLIST)]
    .slice(0, MAX_LEAVES)
    .map(([, name = '', value = '']) => ({ name, text: value, form: 'the text of a settings file' }))
  for (const { 1: element, 2: inner, 3: attribute, 4: value, index } of text.matchAll(XML)) {
    if (leaves.length >= MAX_LEAVES) break
    if (attribute === 'value') {
      const name = nameOfTag(text.slice(text.lastIndexOf('<', index) + 1, index).slice(-MAX_TAG))
      leaves.push({ name, text: value ?? '', form: 'the text of a settings file' })
      continue
    }
    leaves.push({
      name: element ?? attribute ?? '',
      text: inner ?? value ?? '',
      form: 'the text of a settings file'
    })
  }
  return leaves
}

const PAIR =
  /^\s{0,8}(?:\/\/[\w./:-]{1,253}:(?=_))?([A-Za-z_][\w.%[\]-]{0,127})\s{0,4}=(?!>)\s{0,4}([\s\S]{0,4096})$/

/**
 * listLeaves reads `a=1,b=2`, `a=1;b=2`, `a=1&b=2` (OpenTelemetry headers, mount options, query strings, a single
 * pair). The whole text must consist of pairs; otherwise the equals sign is incidental.
 */
export function listLeaves(text: string): readonly Leaf[] {
  if (text.includes('\n')) return []
  if (!text.includes('=')) return colonLeaves(text)
  for (const separator of [',', ';', '|', '~', '&']) {
    const parts = text.split(separator, MAX_LEAVES + 1)
    if (parts.length === 1 && separator !== '&') continue
    const pairs = parts.filter(part => part.trim() !== '').map(part => PAIR.exec(part))
    if (pairs.length === 0 || pairs.some(pair => pair === null)) continue
    return pairs.map(pair => ({
      name: percentDecoded(pair?.[1] ?? ''),
      text: percentDecoded(unquoted(pair?.[2] ?? '')),
      form: 'a list of settings' as const
    }))
  }
  return []
}

/** INVENTED matches a word with a digit or two, as in a password: tags and tables of routes have words as values. */
export const INVENTED = /^(?=[^\d]{0,64}\d)(?=.{0,64}[A-Za-z]{3})[^\s:,"'<>{}()$/.-]{8,128}$/

/** `host:db,password:tigerlily77`: names and values with colons, of which only invented words count. */
function colonLeaves(text: string): readonly Leaf[] {
  const parts = text.split(/[,;]\s?/, MAX_LEAVES)
  // What is before the colon of a single pair may be an image or a host.
  if (parts.length < 2 && !text.includes(': ')) return []
  const pairs = parts.map(part => /^([A-Za-z_][\w.-]{0,127}):\s?(\S{1,4096})$/.exec(part))
  if (pairs.some(pair => pair === null)) return []
  return pairs.flatMap(pair => {
    const [, name = '', value = ''] = pair ?? []
    return INVENTED.test(value) ? [{ name, text: value, form: 'a list of settings' as const }] : []
  })
}

/** flowLeaves reads `{user: app, password: tigerlily77}`, a mapping of YAML on one line. */
export function flowLeaves(text: string): readonly Leaf[] {
  const body = /^\s{0,64}\{([^\n]{1,4096})\}\s{0,64}$/.exec(text)?.[1]
  // Inner mappings are read as well, but templates such as {{ x }} and ${x} are none.
  if (body === undefined || /\{\{|[$#%]\{/.test(body)) return []
  return body.split(/,\s|:\s{1,4}\{|\}/, MAX_LEAVES).flatMap(entry => {
    const [, name = '', value = ''] =
      /^\s{0,8}([\w.-]{1,128}):\s{1,4}([^\s:,"'[\]()]{1,600})\s{0,8}$/.exec(entry) ?? []
    return name !== '' && INVENTED.test(value) ? [{ name, text: value, form: 'JSON text' as const }] : []
  })
}

/** phpLeaves reads `a:1:{s:8:"password";s:11:"tigerlily77";}`, an array that PHP has serialized. */
export function phpLeaves(text: string): readonly Leaf[] {
  return [...text.matchAll(/s:\d{1,4}:"([^"]{1,128})";s:\d{1,6}:"([^"]{1,2048})";/g)]
    .slice(0, MAX_LEAVES)
    .map(([, name = '', value = '']) => ({ name, text: value, form: 'JSON text' as const }))
}
