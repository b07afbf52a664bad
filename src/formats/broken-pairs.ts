import { loosePairs } from './loose-pairs.ts'
import { nearPairs } from './near-pairs.ts'
import type { LoosePair } from './pair-giver.ts'
import { programPairs } from './program-pairs.ts'

/**
 * pairsInBroken reads a text as loosePairs does, and in two more ways: without the quotes of the lines in which one is
 * missing, since from such a quote on, what is inside of quotes and what is outside of them are exchanged; and without
 * any structure. Linear.
 */
export function pairsInBroken(written: string, use: (pair: LoosePair) => void): void {
  const { text, programs } = withoutPrograms(withoutLabels(written))
  const known = new Set<string>()
  const give = (pair: LoosePair) => {
    known.add(`${pair.name}\0${pair.value.trim()}`)
    // $(…) in backticks: the command that a shell puts there.
    if (text.charAt(pair.start) === '`' && /^[a-z][\w./-]*\s/.test(pair.value)) return
    use(lacksQuote(text, pair) ? { ...pair, isText: true } : pair)
  }
  const giveOnce = (pair: LoosePair) => {
    if (pair.name !== '' && !known.has(`${pair.name}\0${pair.value.trim()}`)) give(pair)
  }
  for (const { start, end } of programs)
    programPairs(written.slice(start, end), pair =>
      give({ ...pair, start: start + pair.start, end: start + pair.end })
    )
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

type Extent = { readonly start: number; readonly end: number }

/** The text with spaces in place of the programs of functions, `ZipFile: |`, which are read by other rules. */
function withoutPrograms(text: string): { readonly text: string; readonly programs: readonly Extent[] } {
  if (!/ZipFile|InlineCode/.test(text)) return { text, programs: [] }
  const programs: Extent[] = []
  let column = -1
  let start = 0
  let at = 0
  const lines = text.split('\n').map(line => {
    const indent = line.search(/\S/)
    const begin = at
    at += line.length + 1
    if (column >= 0 && indent >= 0 && indent <= column) {
      programs.push({ start, end: begin })
      column = -1
    }
    if (column >= 0) return ' '.repeat(line.length)
    if (PROGRAM.test(line)) {
      column = indent
      start = at
    }
    return line
  })
  if (column >= 0) programs.push({ start, end: text.length })
  return { text: lines.join('\n'), programs }
}

const PROGRAM = /^\s*["']?(?:ZipFile|InlineCode)["']?\s*:\s*(?:!Sub\s*)?[|>][-+\d]{0,2}\s*$/

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
