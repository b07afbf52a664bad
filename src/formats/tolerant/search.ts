/** Longest run of text that may stand between the brackets of a placeholder. */
export const MAX_PLACEHOLDER = 256

/** The same for one that holds others, and how often it may be looked for in vain. */
const FAR_PLACEHOLDER = 65_536
const MOST_IN_VAIN = 100

/**
 * NextIndex finds texts ahead of a position that only moves forward, and remembers what it found: over a whole file each
 * needle costs one pass, however often it is asked for.
 */
export class NextIndex {
  private readonly text: string
  private readonly known = new Map<string, number>()
  private inVain = 0

  constructor(text: string) {
    this.text = text
  }

  /**
   * closingOf is closingBrace with a longer reach: HCL nests templates as deep as it likes. Looking so far in vain is allowed a few times
   * for a text, which keeps the whole linear.
   */
  closingOf(open: number): number | undefined {
    const end = closingBrace(this.text, open)
    if (end !== undefined || this.inVain >= MOST_IN_VAIN) return end
    const far = closingBrace(this.text, open, FAR_PLACEHOLDER)
    if (far === undefined) this.inVain += 1
    return far
  }

  /** The first occurrence at or after `from`; the length of the text where there is none. */
  of(needle: string, from: number): number {
    const known = this.known.get(needle)
    if (known !== undefined && known >= from) return known
    const found = this.text.indexOf(needle, from)
    const index = found < 0 ? this.text.length : found
    this.known.set(needle, index)
    return index
  }
}

/** LineIndex finds the lines that consist of one word: the ends of heredocs. Built at the first question, in one pass. */
export class LineIndex {
  private readonly text: string
  private ends: Map<string, readonly number[]> | undefined

  constructor(text: string) {
    this.text = text
  }

  /** Where the first line at or after `from` starts that says nothing but `word`, or undefined. */
  lineOf(word: string, from: number): number | undefined {
    this.ends ??= wordLines(this.text)
    const offsets = this.ends.get(word) ?? []
    let low = 0
    let high = offsets.length
    while (low < high) {
      const middle = (low + high) >> 1
      if ((offsets[middle] as number) < from) low = middle + 1
      else high = middle
    }
    return offsets[low]
  }
}

function wordLines(text: string): Map<string, readonly number[]> {
  const lines = new Map<string, number[]>()
  const line = /^[ \t]{0,256}([A-Za-z_]\w{0,63}|\|\|\|)[ \t]{0,16},?;?\r?$/gm
  for (const match of text.matchAll(line)) {
    const word = match[1] as string
    const known = lines.get(word)
    if (known) known.push(match.index)
    else lines.set(word, [match.index])
  }
  return lines
}

/**
 * closingBrace finds the end (exclusive) of a placeholder whose opening brace stands at `open`, with braces and quoted texts inside it,
 * and placeholders in those; undefined where it does not close within `reach` characters of the same line.
 */
export function closingBrace(text: string, open: number, reach = MAX_PLACEHOLDER): number | undefined {
  // What is open: braces, and quotes by their character.
  const inside: string[] = []
  const limit = Math.min(text.length, open + reach)
  for (let i = open; i < limit; i++) {
    const char = text.charAt(i)
    if (char === '\n') return undefined
    const innermost = inside.at(-1)
    if (innermost === undefined || innermost === '{') {
      if (char === '"' || char === "'" || char === '`' || char === '{') inside.push(char)
      else if (char === '}' && inside.pop() !== undefined && inside.length === 0) return i + 1
    } else if (char === innermost) inside.pop()
    else if (char === '{' && text.charAt(i - 1) === '$') inside.push(char)
  }
  return undefined
}
