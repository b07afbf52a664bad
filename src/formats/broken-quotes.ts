import { loosePairs } from './loose-pairs.ts'
import type { LoosePair } from './pair-giver.ts'

/**
 * pairsBesideQuotes reads a text as loosePairs does, and once more without the quotes of the lines in which one is
 * missing: from such a quote on, what is inside of quotes and what is outside of them are exchanged. Linear.
 */
export function pairsBesideQuotes(text: string, use: (pair: LoosePair) => void): void {
  const plain = withoutOddQuotes(text)
  if (plain === undefined) {
    loosePairs(text, use)
    return
  }
  const known = new Set<string>()
  const keyOf = ({ name, value }: LoosePair) => `${name}\0${value.trim()}`
  loosePairs(text, pair => {
    known.add(keyOf(pair))
    use(pair)
  })
  loosePairs(plain, pair => {
    if (pair.name !== '' && !known.has(keyOf(pair))) use(pair)
  })
}

/** The text with spaces in place of quotes in the lines with an odd number of them; undefined if there are none. */
function withoutOddQuotes(text: string): string | undefined {
  let found = false
  const lines = text.split('\n').map(line => {
    const count = line.match(QUOTE)?.filter(one => one === '"').length ?? 0
    if (count % 2 === 0) return line
    found = true
    return line.replace(QUOTE, one => (one === '"' ? ' ' : one))
  })
  return found ? lines.join('\n') : undefined
}

/** Escaped characters are left alone, and empty texts are known to be closed. */
const QUOTE = /\\.|""|"/g
