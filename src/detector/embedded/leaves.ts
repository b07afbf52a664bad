import { present } from '../../present.ts'
import { judgeName } from '../names/credential-name.ts'
import { base64Leaf } from './base64.ts'
import { type Leaf, MAX_LEAVES, unquoted } from './leaf.ts'
import { flowLeaves, listLeaves, phpLeaves, xmlLeaves } from './settings.ts'
import { tableLeaves } from './table.ts'

/**
 * leavesOf splits a text by the first format that fits: JSON, base64, lines of settings, XML, a list of pairs.
 * `longest` bounds what a compressed text may become.
 */
export function leavesOf(text: string, longest?: number): readonly Leaf[] {
  const json = jsonLeaves(text)
  if (json.length > 0) return json
  const decoded = base64Leaf(text, longest)
  if (decoded) return [decoded]
  if (/\n|\\n/.test(text)) {
    const file = fileLeaves(text)
    if (file.length > 0) return file
    const table = tableLeaves(text)
    if (table.length > 0) return table
  }
  const xml = text.startsWith('a:') ? phpLeaves(text) : xmlLeaves(text)
  return xml.length > 0 ? xml : listLeaves(text)
}

/**
 * `"name": "value"` in JSON that is truncated or contains templates, and in dictionaries with single quotes;
 * `environ['name']='value'`, `$ENV{name}='value'`.
 */
const LOOSE_PAIR =
  /(?:"([^"\\]{1,128})"|'([^'\\]{1,128})'|(?<![\w.-])\.?([A-Za-z_][\w.-]{0,127}))[\]}]?\s{0,8}(?::|=>|=)\s{0,8}(?:"((?:[^"\\]|\\.){0,2048})"|'([^'\\]{0,2048})'|(\d{3,40})(?![\w.]))/g

/**
 * looksLikeJson returns whether a text is an object or a list, in JSON or a similar notation, or the members of one
 * (`"a": 1, "b": 2`). Templates in braces do not qualify.
 */
export function looksLikeJson(text: string): boolean {
  return /^\s{0,64}(?:\{\s{0,64}(?:\\?["'}]|[A-Za-z_]\w{0,64}\s{0,8}:)|\[\s{0,64}(?:[\\"'{[\]]|\d|[\w.@+-]{1,64}:[^\s\]]{3,128}\])|"[\w.-]{1,64}"\s{0,8}:\s{0,8}["{[\d])/.test(
    text
  )
}

/** `"{\\"password\\": …}"`: a document that was made a text of JSON once more. */
function quotedText(text: string): string | undefined {
  if (!/^"(?:\\["\\]|[{[]).*"$/s.test(text)) return undefined
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'string' ? value : undefined
  } catch {
    return undefined
  }
}

/**
 * jsonLeaves lists the texts and numbers of a JSON text with their names. Invalid JSON (truncated, with templates,
 * escaped again, with single quotes or none) is read pair by pair. It returns at most `most` leaves.
 */
export function jsonLeaves(written: string, most = MAX_LEAVES): readonly Leaf[] {
  // data:application/json,{…}
  const text = written.startsWith('data:') ? written.replace(/^data:[\w/+.;=-]{0,64},(?=[{[])/, '') : written
  const quoted = quotedText(text)
  if (quoted !== undefined) return [{ name: '', text: quoted, form: 'JSON text' }]
  if (!looksLikeJson(text)) return []
  const unescaped = /^\s{0,64}[{[]\s{0,64}\\"/.test(text) ? text.replaceAll('\\"', '"') : text
  let value: unknown
  try {
    value = JSON.parse(unescaped)
  } catch {
    const loose = looseLeaves(unescaped)
    if (loose.length > 0) return loose
    const items = looseItems(unescaped)
    return items.length > 0 ? items : flowLeaves(unescaped)
  }
  const leaves: Leaf[] = []
  collect(value, { name: '', most }, leaves)
  return leaves
}

type Place = {
  readonly name: string
  readonly list?: object
  readonly most: number
}

/** In the order of the text. Iterative, since the nesting of a text can exceed the stack. */
function collect(value: unknown, root: Place, leaves: Leaf[]): void {
  const open: { readonly value: unknown; readonly place: Place }[] = [{ value, place: root }]
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const { place } = next
    if (leaves.length >= place.most) return
    if (typeof next.value === 'string' || typeof next.value === 'number') {
      const { name, list } = place
      leaves.push({ name, text: String(next.value), form: 'JSON text', ...present({ list }) })
    } else {
      for (const inner of innerOf(next.value, place).toReversed()) open.push(inner)
    }
  }
}

function innerOf(value: unknown, { name, most }: Place): readonly { value: unknown; place: Place }[] {
  if (Array.isArray(value)) {
    return value.map(item => ({ value: item, place: { name, list: value, most } }))
  }
  if (typeof value !== 'object' || value === null) return []
  const named = pairName(value as Record<string, unknown>)
  return Object.entries(value).map(([key, inner]) => {
    const own = named !== undefined && VALUE.test(key) ? named : nameOf(key, name)
    return { value: inner, place: { name: own, most } }
  })
}

/** The members that hold the value of a pair. */
const VALUE = /^(?:(?:string|plain|secret)?_?value|val|default(?:_?value)?|content|text|literal|data)$/i

/** `{"name": "DB_PASSWORD", "value": …}`, as in task definitions. */
function pairName(value: Record<string, unknown>): string | undefined {
  const name = value.name ?? value.Name ?? value.key ?? value.Key
  return typeof name === 'string' ? name : undefined
}

/** A key such as `value` or `prod` takes its meaning from the parent key. */
function nameOf(key: string, parent: string): string {
  // {"DB_PASSWORD": {"S": …}}, as DynamoDB writes it
  if (parent !== '' && /^[SNB]$/.test(key)) return parent
  return parent === '' || !isNeutral(key) ? key : `${parent}.${key}`
}

function isNeutral(key: string): boolean {
  return judgeName(`password.${key}`).kind === 'password'
}

const LOOSE_ITEM = /"((?:[^"\\]|\\.){1,2048})"|'([^'\\]{1,2048})'|([^\s,[\]"'{}()]{1,2048})/g

/** `['app', 'x']`, `[app:x]`: the items of a list in another notation than JSON. */
function looseItems(text: string): readonly Leaf[] {
  if (!/^\s{0,64}\[[^{}()]*\]\s{0,64}$/.test(text)) return []
  const leaves: Leaf[] = []
  for (const [, double, single, bare] of text.matchAll(LOOSE_ITEM)) {
    if (leaves.length >= MAX_LEAVES) break
    leaves.push({ name: '', text: double ?? single ?? bare ?? '', form: 'JSON text', list: leaves })
  }
  return leaves
}

/** looseLeaves lists `name: "value"`, `name='value'`, and similar pairs anywhere in a text. */
export function looseLeaves(text: string): readonly Leaf[] {
  const leaves: Leaf[] = []
  const pattern = new RegExp(LOOSE_PAIR)
  for (let match = pattern.exec(text); match !== null; match = pattern.exec(text)) {
    if (leaves.length >= MAX_LEAVES) break
    // print('JWT_SECRET:', …): the quote behind the name closes a text, and what follows is read again.
    const quote = text.charAt(match.index - 1)
    if (match[3] !== undefined && /["']/.test(quote) && match[0].endsWith(quote)) {
      const opening = text.indexOf(quote, match.index)
      if (/[:=]/.test(text.charAt(text.slice(0, opening).trimEnd().length - 1))) {
        pattern.lastIndex = opening + 1
        continue
      }
    }
    const name = match[1] ?? match[2] ?? match[3] ?? ''
    leaves.push({ name, text: match[4] ?? match[5] ?? match[6] ?? '', form: 'JSON text' })
  }
  return leaves
}

/**
 * Lines of settings files: `NAME=value`, `export NAME="value"`, `- name: value`, `name = value`, npm's
 * `//registry/:_name=value`.
 */
const LINE =
  /^\s{0,40}(?:-\s{1,4})?(?:export\s{1,4})?(?:\/\/[\w./:-]{1,253}:(?=_))?["']?([A-Za-z_][\w.-]{0,127})["']?\s{0,16}[:=]\s{0,16}(\S.{0,4095})$/

/** fileLeaves reads a multi-line text as `.env`, properties, INI, or simple YAML, also with `\n` as two characters. */
function fileLeaves(text: string): readonly Leaf[] {
  const lines = text.split(/\r?\n|\\n/)
  if (lines.length < 2) return []
  const leaves: Leaf[] = []
  let named: string | undefined
  for (const line of lines) {
    if (leaves.length >= MAX_LEAVES) break
    const match = line.length > 4400 ? null : LINE.exec(line)
    // - name: DB_PASSWORD, and on the next line value: …
    const told =
      match && /^(?:name|key)$/i.test(match[1] as string) ? unquoted(match[2] as string) : undefined
    if (match && named !== undefined && /^value$/i.test(match[1] as string))
      leaves.push({ name: named, text: unquoted(match[2] as string), form: 'the text of a settings file' })
    named = told
    if (match && !isCode(match[2] as string))
      leaves.push({
        name: match[1] as string,
        text: unquoted(match[2] as string),
        form: 'the text of a settings file'
      })
  }
  return leaves
}

/** Text that a program or YAML replaces: calls, variables, anchors, block indicators, comments. */
function isCode(text: string): boolean {
  return (
    /^(?:[A-Za-z_][\w.]{0,127}[([]|#|[|>][+-]?$|[*!&][A-Za-z])/.test(text) ||
    /^(?:var|local|data|module|each|self|process\.env|os\.environ|env|secrets|vars|config|settings)\.[\w.]{1,128}$/i.test(
      text
    )
  )
}
