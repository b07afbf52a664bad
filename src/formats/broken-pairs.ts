import { loosePairs } from './loose-pairs.ts'
import { nearPairs } from './near-pairs.ts'
import type { LoosePair } from './pair-giver.ts'

/**
 * pairsInBroken reads a text as loosePairs does, and in two more ways: without the quotes of the lines in which one is
 * missing, since from such a quote on, what is inside of quotes and what is outside of them are exchanged; and without
 * any structure. Linear.
 */
export function pairsInBroken(written: string, use: (pair: LoosePair) => void): void {
  const text = withoutLabels(written)
  const known = new Set<string>()
  const give = (pair: LoosePair) => {
    known.add(`${pair.name}\0${pair.value.trim()}`)
    use(lacksQuote(text, pair) ? { ...pair, isText: true } : pair)
  }
  const giveOnce = (pair: LoosePair) => {
    if (pair.name !== '' && !known.has(`${pair.name}\0${pair.value.trim()}`)) give(pair)
  }
  loosePairs(text, give)
  const plain = withoutOddQuotes(text)
  if (plain !== undefined) loosePairs(plain, giveOnce)
  nearPairs(text, giveOnce)
}

/**
 * The text with spaces in place of what CloudFormation's console shows beside a parameter, which
 * `AWS::CloudFormation::Interface` has under the parameter's name. A label has words, and none that could be a token.
 */
function withoutLabels(text: string): string {
  if (!text.includes('ParameterLabels')) return text
  let column = -1
  const lines = text.split('\n').map(line => {
    const at = line.search(/\S/)
    if (/^\s*["']?ParameterLabels["']?\s*:/.test(line)) column = at
    else if (at >= 0 && at <= column) column = -1
    return column >= 0 && at > column && LABEL.test(line) ? ' '.repeat(line.length) : line
  })
  return lines.join('\n')
}

const LABEL = /^\s*["']?default["']?\s*:\s*["']?(?:[^\d"']{1,200}|\S{1,20}(?: \S{1,20}){1,30}?)["']?[\s,]*$/

/** `value = tigerlily77"` of Terraform, which looks like a reference. */
function lacksQuote(text: string, { value, start, end }: LoosePair): boolean {
  if (text.charAt(end) !== '"' && text.charAt(end - 1) !== '"') return false
  return (
    /\d/.test(value) &&
    /=[ \t]{1,8}$/.test(text.slice(Math.max(0, start - 10), start)) &&
    text.charAt(start) !== '"'
  )
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

/** Escaped characters are left alone, and empty texts where a value stands are known to be closed. */
const QUOTE = /\\.|(?<=[:=,[(][ \t]{0,8})""(?=[ \t]{0,8}(?:[,}\])]|$))|"/g
