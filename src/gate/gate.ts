import { DataCleaner } from './clear-data.ts'
import { KnownTexts, mergeSpans, SHORTEST_KNOWN, type Span } from './known-texts.ts'
import { decodings, undress } from './reading.ts'
import type { Cleared, Shown, TextGate } from './shown.ts'

/** What is shown in the place of a credential. */
const MASK = '***'

const MOST_REMEMBERED = 10_000

/**
 * Gate is what every text goes through before it leaves the program. It knows the values that stand at findings and blanks
 * them: as they are, as other programs quote and encode them, wrapped over lines, and cut off. Values under 8 characters are
 * not blanked, since that would wreck every log that says "postgres"; nothing of ours prints them in the first place.
 */
export class Gate implements TextGate {
  readonly #known = new KnownTexts()
  readonly #values = new Set<string>()
  #cleaner = this.#newCleaner()
  /** Names, places and sentences come again and again. */
  readonly #remembered = new Map<string, string>()

  /** know takes values that must not be shown; short ones are ignored. */
  know(values: readonly string[]): void {
    for (const value of values) {
      if (value.length < SHORTEST_KNOWN || this.#values.has(value)) continue
      this.#values.add(value)
      this.#forget()
      this.#addForm(value)
      // as forms have it
      if (value.includes(' ')) this.#addForm(value.replaceAll(' ', '+'))
    }
  }

  #addForm(value: string): void {
    this.#known.add(value)
    const bare = undress(value)
    if (bare) this.#known.add(bare.text)
  }

  shown(text: string): Shown {
    return this.#remember(text) as Shown
  }

  cleared<Data>(data: Data): Cleared<Data> {
    return this.#cleaner.clear(data) as Cleared<Data>
  }

  write<Data, Made>(data: Data, render: (data: Data) => Made): Cleared<Made> {
    return render(this.#cleaner.clear(data)) as Cleared<Made>
  }

  #newCleaner(): DataCleaner {
    return new DataCleaner(text => this.#remember(text))
  }

  /** Whoever knows more sees more. */
  #forget(): void {
    if (this.#remembered.size === 0) return
    this.#remembered.clear()
    this.#cleaner = this.#newCleaner()
  }

  #remember(text: string): string {
    const known = this.#remembered.get(text)
    if (known !== undefined) return known
    const clean = this.#clean(text)
    if (this.#remembered.size >= MOST_REMEMBERED) this.#remembered.clear()
    this.#remembered.set(text, clean)
    return clean
  }

  #clean(text: string): string {
    if (this.#values.size === 0 || text.length < SHORTEST_KNOWN) return text
    const bare = undress(text)
    const spans = [...this.#known.spansIn(text), ...this.#encodedIn(text)]
    if (bare) {
      const inside = [...this.#known.spansIn(bare.text), ...this.#encodedIn(bare.text)]
      spans.push(...inside.map(bare.origin))
    }
    return blanked(text, mergeSpans(spans))
  }

  /** Runs of base64 or hexadecimal digits with a known value in them are blanked whole. */
  #encodedIn(text: string): readonly Span[] {
    const hit = decodings(text).filter(({ texts }) => texts.some(inner => this.#holdsKnown(inner)))
    return hit.map(({ span }) => span)
  }

  #holdsKnown(text: string): boolean {
    if (this.#known.spansIn(text).length > 0) return true
    const bare = undress(text)
    return bare !== undefined && this.#known.spansIn(bare.text).length > 0
  }
}

function blanked(text: string, spans: readonly Span[]): string {
  if (spans.length === 0) return text
  let shown = ''
  let from = 0
  for (const { start, end } of spans) {
    shown += text.slice(from, start) + MASK
    from = end
  }
  return shown + text.slice(from)
}
