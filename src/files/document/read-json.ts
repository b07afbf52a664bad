import { createScanner, type Node, type ParseError, parseTree } from 'jsonc-parser'
import type { Problem } from '../../errors.ts'
import { present } from '../../present.ts'
import { placeFinder, type SyntaxReporter, syntaxReporter } from './place.ts'
import { childPointer, type DocumentNode, type LoadedDocument, type Member, maxDepth } from './tree.ts'

/**
 * readJson parses JSON with comments. A comma after the last item is an error, except in .jsonc. After an error, the
 * document has what could be recovered, and is `partial`. An unquoted placeholder of a template language is an error
 * and is read as the text that it is, so that a check sees the rest. Never throws, never quotes the file.
 */
export function readJson(file: string, text: string): LoadedDocument {
  const reporter = syntaxReporter(file, placeFinder({ file, text }), 'JSON')
  const scan = scanTokens(text)
  if (scan.tooDeepAt !== undefined) {
    const message = `brackets are nested deeper than ${maxDepth} levels.`
    reporter.report({ code: 'nested-too-deep', message, start: scan.tooDeepAt, end: scan.tooDeepAt + 1 })
    return { problems: reporter.problems }
  }
  const errors: ParseError[] = []
  const parsed = scan.isStructure ? parseTree(scan.text, errors, { allowTrailingComma: true }) : undefined
  if (parsed === undefined) {
    reporter.report({ ...(scan.isEmpty ? EMPTY : NO_OBJECT), start: scan.start, end: scan.end })
    return { problems: reporter.problems }
  }
  const root = new TreeMaker(file, text, reporter).make(parsed, '')
  const brokenAt = reportErrors(errors, parsed.offset + parsed.length, reporter)
  const known = ({ start }: Extent) => brokenAt === undefined || start < brokenAt
  for (const extent of scan.placeholders.filter(known)) reporter.report({ ...PLACEHOLDER, ...extent })
  if (!file.toLowerCase().endsWith('.jsonc'))
    for (const extent of scan.trailingCommas.filter(known)) reporter.report({ ...TRAILING_COMMA, ...extent })
  const problems = reporter.problems.toSorted(byPlace)
  const document = { file, format: 'json' as const, text, root }
  return brokenAt === undefined ? { document, problems } : { document, problems, partial: true }
}

function byPlace({ place: a }: Problem, { place: b }: Problem): number {
  return (a?.line ?? 0) - (b?.line ?? 0) || (a?.column ?? 0) - (b?.column ?? 0)
}

const EMPTY = { code: 'empty-file', message: 'the file is empty; a task definition was expected.' }
const NO_OBJECT = {
  code: 'not-an-object',
  message: 'a task definition starts with "{".',
  hint: 'Remove what comes before it, or leave the file out if it holds none.'
}
const PLACEHOLDER = {
  code: 'unquoted-placeholder',
  message: 'found a placeholder where JSON expects a value.',
  hint: 'If this program renders the file, put it in double quotes: a string that is one whole ${{ }} expression keeps the type of its result. What another program fills in, such as Terraform, stays as it is.'
}
const TRAILING_COMMA = {
  code: 'trailing-comma',
  message: 'there is a comma after the last item, which JSON does not allow.',
  hint: 'Remove the comma, or name the file .jsonc.'
}

/** Explanations of jsonc-parser's ParseErrorCode, whose `const enum` cannot be imported. */
const MEANINGS: Readonly<Record<number, readonly [message: string, hint?: string]>> = {
  1: ['a value was expected.', 'Text values need double quotes.'],
  3: ['a name in double quotes or "}" was expected.'],
  4: ['a value was expected.', 'Text values need double quotes.'],
  5: ['":" was expected after the name.'],
  6: ['"," or a closing bracket was expected.'],
  7: ['"," or "}" was expected.'],
  8: ['"," or "]" was expected.'],
  9: ['the end of the file was expected after the closing bracket.'],
  11: ['this comment has no end.'],
  12: ['this string has no closing quote on its line.'],
  13: ['this number is not complete.'],
  14: ['four hexadecimal digits are expected after \\u.'],
  15: ['after a backslash one of " \\ / b f n r t u is expected.'],
  16: ['a control character in a string must be written as an escape (\\t, \\u0000).']
}

const UNKNOWN_SYMBOL = 1
const BEHIND_ROOT = 9

/** Errors after which everything is still understood: a number such as `1.`, a tab in a string. */
const KEPT_WHOLE: readonly number[] = [13, 16]

/** Reports up to the first error from which on the file is only guessed at. Returns its offset. */
function reportErrors(
  errors: readonly ParseError[],
  rootEnd: number,
  reporter: SyntaxReporter
): number | undefined {
  for (const { error, offset, length } of errors) {
    const isBehind = error === UNKNOWN_SYMBOL && offset >= rootEnd
    const [message, hint] = MEANINGS[isBehind ? BEHIND_ROOT : error] ?? ['this is not valid JSON.']
    const end = offset + length
    reporter.report({ code: 'invalid-json', message, start: offset, end, ...present({ hint }) })
    if (!KEPT_WHOLE.includes(error)) return offset
  }
  return undefined
}

/** Placeholders of other template languages in place of a JSON value. */
const UNQUOTED =
  /\$\{\{.*?\}\}|\$\{[^}\r\n]*\}|\{\{.*?\}\}|<%.*?%>|<[\w .:/-]+>|%[\w.-]+%|@@?[\w.-]+@@?|\$[\w.]+/y

/** SyntaxKind of jsonc-parser, whose `const enum` cannot be imported. */
const KIND = { openBrace: 1, closeBrace: 2, openBracket: 3, closeBracket: 4, comma: 5, end: 17 } as const

type Extent = { readonly start: number; readonly end: number }

/** What the tokens of a text show before its structure is known. */
type Tokens = {
  /** The text with a string of the same length for each placeholder. */
  readonly text: string
  readonly placeholders: readonly Extent[]
  readonly trailingCommas: readonly Extent[]
  /** The first bracket that is nested too deeply, for the parser calls itself for each level. */
  readonly tooDeepAt?: number
  readonly isEmpty: boolean
  /** Whether it begins with a bracket. */
  readonly isStructure: boolean
} & Extent

function scanTokens(text: string): Tokens {
  const scanner = createScanner(text, true)
  // An own instance, because a sticky expression keeps its position.
  const unquoted = new RegExp(UNQUOTED)
  const placeholders: Extent[] = []
  const trailingCommas: Extent[] = []
  let depth = 0
  let comma: Extent | undefined
  let first: Pick<Tokens, 'start' | 'end' | 'isEmpty' | 'isStructure'> | undefined
  for (;;) {
    const kind: number = scanner.scan()
    const start = scanner.getTokenOffset()
    const end = /[${<%@]/.test(text[start] ?? '') ? endOfPlaceholder(unquoted, text, start) : undefined
    first ??= {
      start,
      end: start + scanner.getTokenLength(),
      isEmpty: kind === KIND.end,
      isStructure: end === undefined && (kind === KIND.openBrace || kind === KIND.openBracket)
    }
    if (kind === KIND.end) break
    if (end !== undefined) {
      placeholders.push({ start, end })
      scanner.setPosition(end)
    } else if (kind === KIND.openBrace || kind === KIND.openBracket) {
      if (++depth > maxDepth) return { text, placeholders, trailingCommas, tooDeepAt: start, ...first }
    } else if (kind === KIND.closeBrace || kind === KIND.closeBracket) {
      depth--
      if (comma !== undefined) trailingCommas.push(comma)
    }
    comma = kind === KIND.comma ? { start, end: start + 1 } : undefined
  }
  return { text: withStrings(text, placeholders), placeholders, trailingCommas, ...first }
}

function endOfPlaceholder(unquoted: RegExp, text: string, start: number): number | undefined {
  unquoted.lastIndex = start
  return unquoted.test(text) ? unquoted.lastIndex : undefined
}

/** A placeholder has at least two characters, so that a string of its length can stand in its place. */
function withStrings(text: string, placeholders: readonly Extent[]): string {
  let made = ''
  let from = 0
  for (const { start, end } of placeholders) {
    made += `${text.slice(from, start)}"${' '.repeat(end - start - 2)}"`
    from = end
  }
  return made + text.slice(from)
}

/** Makes the tree of a file from that of jsonc-parser. */
class TreeMaker {
  readonly #file: string
  readonly #text: string
  readonly #reporter: SyntaxReporter

  constructor(file: string, text: string, reporter: SyntaxReporter) {
    this.#file = file
    this.#text = text
    this.#reporter = reporter
  }

  make(node: Node, pointer: string): DocumentNode {
    const origin = this.#origin(node, pointer)
    switch (node.type) {
      case 'object':
        return { kind: 'object', members: this.#members(node.children ?? [], pointer), origin }
      case 'array': {
        const items = (node.children ?? []).map((item, index) =>
          this.make(item, childPointer(pointer, index))
        )
        return { kind: 'array', items, origin }
      }
      case 'number':
        return this.#number(node, origin)
      case 'boolean':
        return { kind: 'boolean', value: node.value === true, origin }
      case 'null':
        return { kind: 'null', origin }
      default:
        return { kind: 'string', value: this.#string(node), origin }
    }
  }

  /** The text of a string. What has no quote is a placeholder. */
  #string(node: Node): string {
    return this.#text[node.offset] === '"' ? String(node.value) : this.#written(node)
  }

  #written({ offset, length }: Node): string {
    return this.#text.slice(offset, offset + length)
  }

  #origin({ offset, length }: Node, pointer: string) {
    return { kind: 'file', file: this.#file, pointer, start: offset, end: offset + length } as const
  }

  #number(node: Node, origin: DocumentNode['origin']): DocumentNode {
    const value = Number(node.value)
    if (!Number.isFinite(value)) {
      const message = 'this number is too large to be represented.'
      this.#reporter.report({
        code: 'invalid-json',
        message,
        start: node.offset,
        end: node.offset + node.length
      })
    }
    return { kind: 'number', value, raw: this.#written(node), origin }
  }

  #members(properties: readonly Node[], pointer: string): readonly Member[] {
    const firstOf = new Map<string, number>()
    return properties.flatMap((property): readonly Member[] => {
      const [name, value] = property.children ?? []
      if (name === undefined) return []
      const key = this.#string(name)
      const own = childPointer(pointer, key)
      const first = firstOf.get(key)
      if (first === undefined) firstOf.set(key, name.offset)
      else this.#reporter.reportRepeatedKey(first, this.#origin(name, own))
      return value ? [{ key, keyOrigin: this.#origin(name, own), value: this.make(value, own) }] : []
    })
  }
}
