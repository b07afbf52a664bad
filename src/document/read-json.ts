import { createScanner, type JSONScanner } from 'jsonc-parser'
import { present } from '../present.ts'
import { NO_OBJECT_HINT, placeholder, token, tokenErrors } from './json-tokens.ts'
import { KeyIndex } from './key-index.ts'
import { type LoadedDocument, maxDepth } from './loaded.ts'
import { childPointer } from './pointer.ts'
import { jsonReporter, type SyntaxReporter } from './syntax-problem.ts'
import type { DocumentNode, FileOrigin, Member } from './tree.ts'

/**
 * readJson parses JSON with comments. A comma after the last item is an error, except in .jsonc. What follows an
 * unrecoverable error is missing from the document.
 */
export function readJson(file: string, text: string): LoadedDocument {
  const reporter = jsonReporter(file, text)
  const reader = new JsonReader(file, text, reporter)
  const root = reader.read()
  if (root === undefined) return { problems: reporter.problems }
  const partial = reader.isPartial ? { partial: true } : {}
  return { document: { file, format: 'json', text, root }, problems: reporter.problems, ...partial }
}

class JsonReader {
  private readonly file: string
  private readonly text: string
  private readonly reporter: SyntaxReporter
  private readonly scanner: JSONScanner
  private readonly trailingCommas: boolean
  /** A separate instance, because a sticky expression keeps its position. */
  private readonly placeholder = new RegExp(placeholder)
  private kind = 0
  private depth = 0
  /** Whether reading ended before the end of the file. */
  isPartial = false

  constructor(file: string, text: string, reporter: SyntaxReporter) {
    this.file = file
    this.text = text
    this.reporter = reporter
    this.scanner = createScanner(text, true)
    this.trailingCommas = file.toLowerCase().endsWith('.jsonc')
  }

  read(): DocumentNode | undefined {
    this.advance()
    if (this.kind === token.endOfFile) {
      this.report('empty-file', 'the file is empty; a task definition was expected.')
      return undefined
    }
    if (this.kind !== token.openBrace && this.kind !== token.openBracket) {
      this.report('not-an-object', 'a task definition starts with "{".', NO_OBJECT_HINT)
      return undefined
    }
    const root = this.readValue('')
    if (!this.isPartial && !this.at(token.endOfFile)) {
      this.stop('the end of the file was expected after the closing bracket.')
    }
    return root
  }

  private at(kind: number): boolean {
    return this.kind === kind
  }

  private advance(): void {
    this.skipWhiteSpace()
    this.kind = this.scanner.scan()
    if (this.scanner.getTokenError() !== 0) this.reportTokenError()
  }

  /** The scanner copies white space character by character; skipping it here halves the time for an indented file. */
  private skipWhiteSpace(): void {
    const from = this.scanner.getPosition()
    let position = from
    let code = this.text.charCodeAt(position)
    while (code === 32 || code === 10 || code === 13 || code === 9) code = this.text.charCodeAt(++position)
    if (position > from) this.scanner.setPosition(position)
  }

  /** A string or number with an error in it is reported and kept, because what follows it is still understood. */
  private reportTokenError(): void {
    const message = tokenErrors[this.scanner.getTokenError()]
    if (message !== undefined) this.report('invalid-json', message)
    // Without its quote, a string goes on too far; with an escape of another notation, it is another string.
    if ([2, 4, 5].includes(this.scanner.getTokenError())) this.isPartial = true
  }

  private report(code: string, message: string, hint?: string): void {
    if (this.isPartial) return
    const start = this.scanner.getTokenOffset()
    const end = start + this.scanner.getTokenLength()
    this.reporter.report({ code, message, start, end, ...present({ hint }) })
  }

  private stop(message: string, hint?: string): void {
    this.report('invalid-json', message, hint)
    this.isPartial = true
  }

  private origin(pointer: string, start: number, end: number): FileOrigin {
    return { kind: 'file', file: this.file, pointer, start, end }
  }

  /** Reads the value at the current token; undefined, after a report, if there is none. */
  private readValue(pointer: string): DocumentNode | undefined {
    const start = this.scanner.getTokenOffset()
    const opaque = this.readPlaceholder(pointer, start)
    if (opaque) return opaque
    switch (this.kind) {
      case token.openBrace:
        return this.nested(() => this.readObject(pointer, start))
      case token.openBracket:
        return this.nested(() => this.readArray(pointer, start))
      case token.string:
      case token.number:
      case token.trueKeyword:
      case token.falseKeyword:
      case token.nullKeyword:
        return this.readScalar(this.origin(pointer, start, start + this.scanner.getTokenLength()))
      default:
        this.stop('a value was expected.', 'Text values need double quotes.')
        return undefined
    }
  }

  private readScalar(origin: FileOrigin): DocumentNode {
    const { kind } = this
    const text = this.scanner.getTokenValue()
    const value = Number(text)
    if (kind === token.number && !Number.isFinite(value))
      this.report('invalid-json', 'this number is too large to be represented.')
    this.advance()
    if (kind === token.string) return { kind: 'string', value: text, origin }
    if (kind === token.number) return { kind: 'number', value, raw: text, origin }
    return kind === token.nullKeyword
      ? { kind: 'null', origin }
      : { kind: 'boolean', value: kind === token.trueKeyword, origin }
  }

  private nested(read: () => DocumentNode): DocumentNode | undefined {
    if (this.depth >= maxDepth) {
      this.report('nested-too-deep', `brackets are nested deeper than ${maxDepth} levels.`)
      this.isPartial = true
      return undefined
    }
    this.depth++
    const node = read()
    this.depth--
    return node
  }

  private readObject(pointer: string, start: number): DocumentNode {
    const members: Member[] = []
    const keys = new KeyIndex(members)
    this.advance()
    while (!this.isPartial && this.kind !== token.closeBrace) {
      if (this.kind !== token.string) {
        this.stop('a name in double quotes or "}" was expected.')
        break
      }
      const member = this.readMember(pointer, keys)
      if (member) members.push(member)
      if (!this.readSeparator(token.closeBrace, '"," or "}" was expected.')) break
    }
    // A copy has exactly the needed capacity; a list that grew by push has capacity for 17 items.
    return { kind: 'object', members: members.slice(), origin: this.origin(pointer, start, this.close()) }
  }

  private readMember(pointer: string, keys: KeyIndex): Member | undefined {
    const key = this.scanner.getTokenValue()
    const start = this.scanner.getTokenOffset()
    const own = childPointer(pointer, key)
    const keyOrigin = this.origin(own, start, start + this.scanner.getTokenLength())
    const first = keys.find(key)?.keyOrigin
    if (first?.kind === 'file') this.reportRepeatedKey(first.start, start)
    this.advance()
    if (this.kind !== token.colon) {
      this.stop('":" was expected after the name.')
      return undefined
    }
    this.advance()
    const value = this.readValue(own)
    return value && { key, keyOrigin, value }
  }

  private reportRepeatedKey(first: number, second: number): void {
    const lines = `line ${this.reporter.lineOf(first)} and again in line ${this.reporter.lineOf(second)}`
    this.report('repeated-key', `this key is in ${lines} of the same object.`, 'Remove one of the two.')
  }

  private readArray(pointer: string, start: number): DocumentNode {
    const items: DocumentNode[] = []
    this.advance()
    while (!this.isPartial && this.kind !== token.closeBracket) {
      const item = this.readValue(childPointer(pointer, items.length))
      if (item) items.push(item)
      if (!this.readSeparator(token.closeBracket, '"," or "]" was expected.')) break
    }
    return { kind: 'array', items: items.slice(), origin: this.origin(pointer, start, this.close()) }
  }

  /** Skips the comma between two items; false if the list cannot continue. */
  private readSeparator(closing: number, expected: string): boolean {
    if (this.isPartial) return false
    if (this.kind === closing) return true
    if (this.kind !== token.comma) {
      this.stop(expected)
      return false
    }
    const start = this.scanner.getTokenOffset()
    this.advance()
    if (this.kind === closing && !this.trailingCommas) {
      this.reporter.report({
        code: 'trailing-comma',
        message: 'there is a comma after the last item, which JSON does not allow.',
        hint: 'Remove the comma, or name the file .jsonc.',
        start,
        end: start + 1
      })
    }
    return true
  }

  /** Skips a closing bracket and returns the offset at which the object or array ends. */
  private close(): number {
    const end = this.scanner.getTokenOffset() + this.scanner.getTokenLength()
    if (!this.isPartial) this.advance()
    return end
  }

  private readPlaceholder(pointer: string, start: number): DocumentNode | undefined {
    const first = this.text.charCodeAt(start)
    // $ { < % @ : the only characters that a placeholder begins with; everything else needs no regular expression.
    if (first !== 36 && first !== 123 && first !== 60 && first !== 37 && first !== 64) return undefined
    this.placeholder.lastIndex = start
    const [found] = this.placeholder.exec(this.text) ?? []
    if (found === undefined) return undefined
    const end = start + found.length
    this.reporter.report({
      code: 'unquoted-placeholder',
      message: 'found a placeholder where JSON expects a value.',
      hint: 'Put it in double quotes: a string that is one whole ${{ }} expression keeps the type of its result.',
      start,
      end
    })
    this.scanner.setPosition(end)
    this.advance()
    return { kind: 'string', value: found, origin: this.origin(pointer, start, end) }
  }
}
