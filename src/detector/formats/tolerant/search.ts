/** Maximum length of the text between the brackets of a placeholder. */
export const MAX_PLACEHOLDER = 256

/** The same for a placeholder that contains others, and how many searches of each kind may fail. */
const FAR_PLACEHOLDER = 65_536
const MOST_IN_VAIN = 100
const MOST_NEAR_IN_VAIN = 10_000

/**
 * NextIndex finds texts after a position that only increases, and caches the results: over a whole file, each needle
 * costs one pass, however often it is searched for.
 */
export class NextIndex {
  private readonly text: string
  private readonly known = new Map<string, number>()
  private inVain = 0

  constructor(text: string) {
    this.text = text
  }

  /**
   * closingOf is closingBrace with a longer reach, because HCL nests templates to any depth. Only a few such searches
   * per text may fail, which keeps the whole linear.
   */
  closingOf(open: number): number | undefined {
    if (this.inVain >= MOST_NEAR_IN_VAIN) return undefined
    const end = closingBrace(this.text, open)
    if (end !== undefined) return end
    const far = this.inVain < MOST_IN_VAIN ? closingBrace(this.text, open, FAR_PLACEHOLDER) : undefined
    if (far === undefined) this.inVain += 1
    return far
  }

  /** The first occurrence at or after `from`; the length of the text if there is none. */
  of(needle: string, from: number): number {
    const known = this.known.get(needle)
    if (known !== undefined && known >= from) return known
    const found = this.text.indexOf(needle, from)
    const index = found < 0 ? this.text.length : found
    this.known.set(needle, index)
    return index
  }
}

/** LineIndex finds the lines that consist of one word: the ends of heredocs. Built on first use, in one pass. */
export class LineIndex {
  private readonly text: string
  private ends: Map<string, readonly number[]> | undefined

  constructor(text: string) {
    this.text = text
  }

  /** The beginning of the first line at or after `from` that contains only `word`, or undefined. */
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
 * closingBrace finds the end (exclusive) of a placeholder whose opening brace is at `open`, with nested braces, quoted
 * texts and placeholders; undefined if it is not closed within `reach` characters on the same line.
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
