import { type FieldReading, readingOf } from './read-fields.ts'

/** A loop that is open: where its commands begin, and what each turn reads, if that is given behind its end. */
type Loop = { readonly from: number; readonly reading: FieldReading | undefined }

/** The commands of a loop, and what each turn of it reads. */
export type ReadingLoop = { readonly body: string; readonly reading: FieldReading }

/** Longest loop that is read again with what it is given, and how many can be in each other. */
const LONGEST_LOOP = 4096
const MOST_OPEN = 64

/** Loops keeps the loops of a script that are open while it is read. */
export class Loops {
  private readonly open: Loop[] = []

  /** Records what a command opens. `from` is the offset behind it. */
  take(words: readonly string[], stdin: string | undefined, from: number): void {
    if (!/^(?:for|while|until|select)$/.test(words[0] ?? '') || this.open.length >= MOST_OPEN) return
    this.open.push({ from, reading: stdin === undefined ? readingOf(words) : undefined })
  }

  /** The loop that `done` closes, if it reads what is given behind `done`, the end of which is at `to`. */
  close(text: string, to: number): ReadingLoop | undefined {
    const { from, reading } = this.open.pop() ?? { from: 0, reading: undefined }
    if (reading === undefined || to - from > LONGEST_LOOP) return undefined
    return { body: text.slice(from, to), reading }
  }
}
