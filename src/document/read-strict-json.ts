import { maxDepth } from './loaded.ts'
import { childPointer, type DocumentNode, type FileOrigin, type Member } from './tree.ts'

/**
 * readStrictJson reads the common case: valid JSON with nothing to report. For anything else (a comment, a repeated
 * key, a number as a key, a number out of range, too many levels, a single value), it returns undefined, and readJson
 * must be used. If it returns a tree, readJson's tree is the same.
 */
export function readStrictJson(file: string, text: string): DocumentNode | undefined {
  try {
    // In a text that is known to be valid, only the beginnings and ends of tokens need to be found. Values and keys are
    // taken from what JSON.parse returns: parts of the text would keep the whole text in memory.
    return new PlaceReader(file, text).read(JSON.parse(text))
  } catch {
    return undefined
  }
}

/** Thrown for valid JSON that needs a report. */
class Remarkable extends Error {}

const backslash = 92
const quote = 34
const comma = 44
const openBracket = 91
const openBrace = 123
const closeBrace = 125

/** What JSON.parse has made of an object. */
type Parsed = Readonly<Record<string, unknown>>

/** Builds the tree of a text that is valid JSON. Throws Remarkable. */
class PlaceReader {
  private readonly file: string
  private readonly text: string
  /** Position at a token, after the preceding white space. */
  private position = 0
  private depth = 0

  constructor(file: string, text: string) {
    this.file = file
    this.text = text
  }

  read(value: unknown): DocumentNode {
    const first = this.skip(0)
    if (first !== openBrace && first !== openBracket) throw new Remarkable()
    return this.readValue('', value)
  }

  /** Moves to the token at or after an offset and returns its first character. */
  private skip(from: number): number {
    let position = from
    let code = this.text.charCodeAt(position)
    // Between the tokens of valid JSON, only white space is below 33.
    while (code <= 32) code = this.text.charCodeAt(++position)
    this.position = position
    return code
  }

  private origin(pointer: string, start: number, end: number): FileOrigin {
    return { kind: 'file', file: this.file, pointer, start, end }
  }

  /** Reads the value at the current token and moves past it. */
  private readValue(pointer: string, value: unknown): DocumentNode {
    const start = this.position
    switch (this.text.charCodeAt(start)) {
      case openBrace:
        return this.readObject(pointer, start, value as Parsed)
      case openBracket:
        return this.readArray(pointer, start, value as readonly unknown[])
      case quote:
        this.skipText()
        return { kind: 'string', value: value as string, origin: this.origin(pointer, start, this.position) }
      case 116: // t
        this.position += 4
        return { kind: 'boolean', value: true, origin: this.origin(pointer, start, start + 4) }
      case 102: // f
        this.position += 5
        return { kind: 'boolean', value: false, origin: this.origin(pointer, start, start + 5) }
      case 110: // n
        this.position += 4
        return { kind: 'null', origin: this.origin(pointer, start, start + 4) }
      default:
        return this.readNumber(pointer, start)
    }
  }

  private readNumber(pointer: string, start: number): DocumentNode {
    let end = start + 1
    while (isInNumber(this.text.charCodeAt(end))) end++
    const raw = this.text.slice(start, end)
    const value = Number(raw)
    if (!Number.isFinite(value)) throw new Remarkable()
    this.position = end
    return { kind: 'number', value, raw, origin: this.origin(pointer, start, end) }
  }

  private skipText(): void {
    const { text } = this
    let end = text.indexOf('"', this.position + 1)
    while (text.charCodeAt(end - 1) === backslash && this.isEscaped(end)) end = text.indexOf('"', end + 1)
    this.position = end + 1
  }

  /** A quote after an odd number of backslashes does not end its string. */
  private isEscaped(offset: number): boolean {
    let before = offset
    while (this.text[before - 1] === '\\') before--
    return (offset - before) % 2 === 1
  }

  private enter(): void {
    if (++this.depth > maxDepth) throw new Remarkable()
  }

  private readObject(pointer: string, start: number, value: Parsed): DocumentNode {
    this.enter()
    const keys = Object.keys(value)
    // JSON.parse moves numbers to the front; all other keys keep their order.
    if (/^\d/.test(keys[0] ?? '')) throw new Remarkable()
    let code = this.skip(start + 1)
    // JSON.parse keeps only the last of repeated keys, so that there may be more members than keys, or others. A list
    // that grows by push would have room for 17 members, in thousands of small objects.
    const members = keys.map((key, index) => {
      if (code !== (index === 0 ? quote : comma)) throw new Remarkable()
      // Indentation is the greater part of many texts: Node's search is faster than a loop that has just been read.
      this.position = this.text.indexOf('"', this.position)
      const member = this.readMember(pointer, key, value)
      code = this.skip(this.position)
      return member
    })
    if (code !== closeBrace) throw new Remarkable()
    this.depth--
    return { kind: 'object', members, origin: this.origin(pointer, start, ++this.position) }
  }

  private readMember(parent: string, key: string, parsed: Parsed): Member {
    const start = this.position
    this.skipText()
    const pointer = childPointer(parent, key)
    const keyOrigin = this.origin(pointer, start, this.position)
    // After the colon.
    this.skip(this.position)
    this.skip(this.position + 1)
    return { key, keyOrigin, value: this.readValue(pointer, parsed[key]) }
  }

  private readArray(pointer: string, start: number, value: readonly unknown[]): DocumentNode {
    this.enter()
    this.skip(start + 1)
    const items = value.map((item, index) => {
      const node = this.readValue(childPointer(pointer, index), item)
      if (this.skip(this.position) === comma) this.skip(this.position + 1)
      return node
    })
    this.depth--
    return { kind: 'array', items, origin: this.origin(pointer, start, ++this.position) }
  }
}

/** Whether a character continues a number of valid JSON: a digit, a sign, a point, or an exponent. */
function isInNumber(code: number): boolean {
  return (code > 42 && code < 58 && code !== comma) || code === 69 || code === 101
}
