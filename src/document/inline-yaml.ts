/**
 * A scalar as the core schema of YAML 1.2 reads it, with its offsets. `tag` is a tag of CloudFormation's form, `!Name`.
 */
export type InlineScalar = {
  readonly value: string | number | boolean | null
  readonly start: number
  readonly end: number
  readonly tag?: { readonly name: string; readonly start: number; readonly end: number }
}

/** The name of a mapping's member, with its offsets. */
export type InlineName = { readonly key: string; readonly start: number; readonly end: number }

/** A list in brackets, or a mapping in braces, which has as many names as items. */
export type InlineFlow = {
  readonly items: readonly InlineNode[]
  readonly names?: readonly InlineName[]
  readonly start: number
  readonly end: number
}

/** What can be on one line. */
export type InlineNode = InlineScalar | InlineFlow

/** A name without quotes: no indicator begins it, and nothing in it looks like a comment, a name or a tab. */
const PLAIN_NAME =
  /[^\s\-?:,[\]{}#&*!|>'"%@`\ufeff](?:[^\s:]|:(?=\S)|[ ]+(?=[^\s:#])){0,1023}(?=:(?:[ \r\n]|$))/y
const QUOTED_NAME = /(?:"[^"\\\t\r\n]{0,1022}"|'[^'\t\r\n]{0,1022}')(?=:(?:[ \r\n]|$))/y
const FLOW_NAME = /(?:[\w$./][\w$./-]{0,254}|"[^"\\\t\r\n]{0,254}"|'[^'\t\r\n]{0,254}')(?=: )/y

/** Names that are not the text that is written: nothing, and what merges mappings. */
const OTHER_NAMES = /^(?:~|[Nn]ull|NULL|<<)$/

/** inlineName reads the name at an offset; undefined if it is none, or has another form than the usual ones. */
export function inlineName(text: string, start: number): InlineName | undefined {
  return nameBy(startsQuoted(text, start) ? QUOTED_NAME : PLAIN_NAME, text, start)
}

function nameBy(pattern: RegExp, text: string, start: number): InlineName | undefined {
  const [written] = at(pattern, text, start) ?? []
  if (written === undefined || OTHER_NAMES.test(written)) return undefined
  return {
    key: startsQuoted(text, start) ? written.slice(1, -1) : written,
    start,
    end: start + written.length
  }
}

const MERGE = /<<: (\*([\w-]{1,255})) *(?=\r?\n|$)/y

/** inlineMerge reads `<<: *anchor`: the name of the anchor, with the offsets of the alias. */
export function inlineMerge(text: string, offset: number): InlineName | undefined {
  const [, alias = '', key] = at(MERGE, text, offset) ?? []
  const start = offset + '<<: '.length
  return key === undefined ? undefined : { key, start, end: start + alias.length }
}

const TAG = /(![A-Za-z][A-Za-z0-9]*) +/y
const QUOTED = /"[^"\\\t\r\n]*(?:\\["\\/bfnrt][^"\\\t\r\n]*)*"|'[^'\t\r\n]*(?:''[^'\t\r\n]*)*'/y
/** Up to a comment or the end of the line; a tab or a name in it make it something else. */
const PLAIN = /(?:[^\s\-?:,[\]{}#&*!|>'"%@`\ufeff]|[-?:](?=\S))(?:[^\s:]+|:(?=\S)|[ ]+(?=[^\s#]))*/y
/** Within brackets also up to one, or to a comma. */
const PLAIN_IN_FLOW =
  /(?:[^\s\-?:,[\]{}#&*!|>'"%@`\ufeff]|-(?=\w))(?:[^\s:,[\]{}#]+|:(?=[^\s,[\]{}])|[ ]+(?=[^\s:,[\]{}#]))*/y
const REST = / *(?: #[^\r\n]*)?(?=\r?\n|$)/y

/**
 * inlineNode reads the value that takes the rest of a line, with nothing after it but a comment. Undefined if there is
 * anything else, or it has another form than the usual ones.
 */
export function inlineNode(text: string, offset: number): InlineNode | undefined {
  const node = isFlow(text, offset) ? flow(text, offset, 0) : scalar(text, offset, PLAIN)
  return node && at(REST, text, node.end) ? node : undefined
}

function scalar(text: string, offset: number, plain: RegExp): InlineScalar | undefined {
  const [prefix = '', name] = at(TAG, text, offset) ?? []
  const start = offset + prefix.length
  const isQuoted = startsQuoted(text, start)
  const [written] = at(isQuoted ? QUOTED : plain, text, start) ?? []
  if (written === undefined) return undefined
  const end = start + written.length
  const tag = name === undefined ? {} : { tag: { name, start: offset, end: offset + name.length } }
  const value = isQuoted ? unquoted(written) : name === undefined ? plainValue(written) : written
  return value === undefined ? undefined : { value, start, end, ...tag }
}

/** Brackets within more brackets than this are read by the package. */
const MOST_BRACKETS = 8

function flow(text: string, start: number, depth: number): InlineFlow | undefined {
  const isMap = text[start] === '{'
  const close = isMap ? '}' : ']'
  const names: InlineName[] = []
  const items: InlineNode[] = []
  let next = skipSpaces(text, start + 1)
  while (text[next] !== close || items.length > 0) {
    const name = isMap ? nameBy(FLOW_NAME, text, next) : undefined
    if (isMap && name === undefined) return undefined
    if (name) names.push(name)
    const from = name ? skipSpaces(text, name.end + 1) : next
    const isNested = isFlow(text, from)
    if (isNested && depth === MOST_BRACKETS) return undefined
    const item = isNested ? flow(text, from, depth + 1) : scalar(text, from, PLAIN_IN_FLOW)
    if (item === undefined) return undefined
    items.push(item)
    next = skipSpaces(text, item.end)
    if (text[next] === close) break
    if (text[next] !== ',') return undefined
    next = skipSpaces(text, next + 1)
  }
  return { items, ...(isMap ? { names } : {}), start, end: next + 1 }
}

function isFlow(text: string, offset: number): boolean {
  return text[offset] === '[' || text[offset] === '{'
}

function startsQuoted(text: string, offset: number): boolean {
  return text[offset] === '"' || text[offset] === "'"
}

/** JSON has the same meaning for the escapes that QUOTED knows. */
function unquoted(written: string): string {
  const inner = written.slice(1, -1)
  if (written.startsWith("'")) return inner.replaceAll("''", "'")
  return inner.includes('\\') ? (JSON.parse(written) as string) : inner
}

function at(pattern: RegExp, text: string, offset: number): RegExpExecArray | undefined {
  pattern.lastIndex = offset
  return pattern.exec(text) ?? undefined
}

/** What begins a scalar that may be something else than text. */
const TELLING = /^[-+.\dNnTtFf~<]/
const NUMBER = /^[-+]?(?:\d{1,15}|\d{1,15}\.\d{0,15}|\.\d{1,15})$/
/** Other numbers, and what merges mappings: read by the package. */
const RARE = /^(?:[-+]?[\d.][\d.eE+-]*|0o[0-7]+|0x[\da-fA-F]+|[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN)|<<)$/

/** Undefined for what the YAML package has to read. */
function plainValue(written: string): InlineScalar['value'] | undefined {
  if (!TELLING.test(written)) return written
  if (/^(?:~|[Nn]ull|NULL)$/.test(written)) return null
  if (/^(?:[Tt]rue|TRUE)$/.test(written)) return true
  if (/^(?:[Ff]alse|FALSE)$/.test(written)) return false
  if (NUMBER.test(written)) return Number(written)
  return RARE.test(written) ? undefined : written
}

/** skipSpaces returns the offset of the first character that is not a space. */
export function skipSpaces(text: string, offset: number): number {
  let next = offset
  while (text[next] === ' ') next++
  return next
}
