import { assignedCredentialsIn, credentialsInLine, withoutCredentials } from '../detector/judge-line.ts'
import { plainCredentialsIn } from '../detector/plain-credentials.ts'
import { sensitiveValues } from '../detector/sensitive.ts'
import { tokensIn } from '../detector/shapes/match.ts'
import { fromJson } from '../document/tree.ts'
import type { JsonObject } from '../json.ts'
import { DenseTexts } from './dense.ts'
import { blanked, KnownGate } from './known-gate.ts'
import { mergeSpans, type Span } from './known-texts.ts'
import { definitionsIn } from './learned.ts'
import { listedBytes } from './listed-bytes.ts'
import type { Cleared, RunGate, Shown } from './shown.ts'

/** Those of a few hundred services that are polled together, and the length of the longest that is kept. */
const MOST_EXTERNALS = 5_000
const LONGEST_EXTERNAL = 1_000

/** An audit sees tens of thousands of definitions. */
const MOST_UNREAD = 100

/**
 * Gate masks every text before it leaves the program: the values of findings, which it knows, and what the detector
 * recognizes in a text.
 */
export class Gate extends KnownGate implements RunGate {
  readonly #unread: (JsonObject | string)[] = []
  readonly #dense = new DenseTexts()
  /** Texts from AWS recur with every poll of a service. */
  readonly #externals = new Map<string, string>()

  async ready(): Promise<void> {}

  learn(source: JsonObject | string): void {
    this.#unread.push(source)
    if (this.#unread.length >= MOST_UNREAD) this.#read()
  }

  external(text: string): string {
    const known = this.#externals.get(text)
    if (known !== undefined) return known
    const cleaned = withoutCredentials(this.#withoutLists(this.shown(text)))
    // nearly all are clean, and need not be kept twice
    const clean = cleaned === text ? text : cleaned
    if (text.length > LONGEST_EXTERNAL) return clean
    if (this.#externals.size >= MOST_EXTERNALS) this.#externals.clear()
    this.#externals.set(text, clean)
    return clean
  }

  override shown(text: string): Shown {
    this.#read()
    return super.shown(text)
  }

  /** Whether a text holds a credential that is recognizable without a name, so that it must not be copied anywhere. */
  holdsCredential(text: string): boolean {
    return plainCredentialsIn(text).length > 0
  }

  override cleared<Data>(data: Data): Cleared<Data> {
    this.#read()
    return super.cleared(data)
  }

  override write<Data, Made>(data: Data, render: (data: Data) => Made): Cleared<Made> {
    this.#read()
    return super.write(data, render)
  }

  override pieces<Data>(data: Data, render: (data: Data) => Iterable<string>): Iterable<Shown> {
    this.#read()
    return super.pieces(data, render)
  }

  protected override credentialsIn(text: string): readonly string[] {
    return [...plainCredentialsIn(text), ...assignedCredentialsIn(text)]
  }

  protected override tokensIn(text: string): readonly string[] {
    return tokensIn(text)
  }

  protected override learned(value: string): void {
    this.#dense.add(value)
  }

  protected override denseIn(text: string): readonly Span[] {
    return this.#dense.spansIn(text)
  }

  protected override holdsKnown(text: string): boolean {
    return super.holdsKnown(text) || this.#dense.holds(text)
  }

  protected override forget(): void {
    this.#externals.clear()
    super.forget()
  }

  /** Only programs of others list the bytes of a value. */
  #withoutLists(text: string): string {
    const known = listedBytes(text).filter(({ texts }) => texts.some(inner => this.holdsKnown(inner)))
    return blanked(text, mergeSpans(known.map(({ span }) => span)))
  }

  /** Evaluated lazily, because most definitions have nothing to mask. */
  #read(): void {
    if (this.#unread.length === 0) return
    for (const source of this.#unread.splice(0)) {
      if (typeof source === 'string') this.know(linesToRead(source).flatMap(credentialsInLine))
      else
        for (const definition of definitionsIn(source))
          this.know(sensitiveValues(fromJson(definition, { kind: 'input', input: 'task-definition' })))
    }
  }
}

/** Most lines of a configuration file assign nothing, and the detector is slow per line. */
const ASSIGNS =
  /=|@|-----BEGIN|\b(?:bearer|basic)\b|-(?:pass\w{0,8}|pwd|secret|token|key)\s{1,3}["']?[^\s"']|(?:pass\w{0,8}|pwd|secret|token|key)["']?\s{0,3}:\s{0,3}["']?[^\s"']/i

function linesToRead(text: string): readonly string[] {
  return ASSIGNS.test(text) ? text.split(/\r?\n/).filter(line => ASSIGNS.test(line)) : []
}

/** wholeOf joins pieces that may be shown into one text. */
export function wholeOf(pieces: Iterable<Shown>): Shown {
  return [...pieces].join('') as Shown
}
