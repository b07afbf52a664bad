import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { withoutComments } from './imports.ts'

/** What the pages of docs/troubleshooting/ explain: codes of problems and outcomes, by comments beside their text. */
export type Explained = {
  readonly codes: readonly string[]
  readonly outcomes: readonly string[]
  /** Comments without a text: nothing behind them in a table's row, or below them in an entry. */
  readonly unexplained: readonly string[]
}

const PAGES = 'docs/troubleshooting'
const MARK = /<!-- (code|outcome): ([a-z0-9, -]+) -->(?=(.*)\n*(.*))/g

/** readExplained reads the pages of docs/troubleshooting/. */
export function readExplained(): Explained {
  const marks = readdirSync(PAGES).flatMap(page => [
    ...readFileSync(join(PAGES, page), 'utf8').matchAll(MARK)
  ])
  const wordsOf = (kind: string) =>
    marks.flatMap(([, found, words = '']) => (found === kind ? words.split(', ') : []))
  return {
    codes: wordsOf('code'),
    outcomes: wordsOf('outcome'),
    unexplained: marks.flatMap(([, , words = '', row = '', below = '']) =>
      (row.trim() === '' ? below : row).length < 20 ? [words] : []
    )
  }
}

const sources = (folder: string) =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter(file => file.endsWith('.ts') && !file.includes('.generated.'))
    .map(file => withoutComments(readFileSync(join(folder, file), 'utf8')))

/** Composed codes, and their possible values. */
const COMPOSED: Readonly<Record<string, (all: string) => readonly string[]>> = {
  'aws-${error.kind}': all =>
    [...(/type AwsErrorKind =([^}]*?)\n\n/.exec(all)?.[1]?.matchAll(/'([a-z]+)'/g) ?? [])].map(
      ([, kind]) => `aws-${kind}`
    ),
  'missing-${field}': () => ['missing-name', 'missing-image']
}

/**
 * problemCodes finds every problem code of src/: `code: '…'`, a choice between two, the first argument of functions
 * that declare a first parameter `code`, and composed codes. Throws for a composed code that it does not know.
 */
export function problemCodes(folder = 'src'): ReadonlySet<string> {
  // A method of the same name that takes an input's name instead.
  const files = sources(folder).map(text =>
    /\breport\(input: string/.test(text) ? text.replace(/this\.report\(/g, '(') : text
  )
  const all = files.join('\n\n')
  const takers = new Set([...all.matchAll(/(\w+)(?: = )?\(\s*code: string/g)].map(([, name]) => name))
  const codes = new Set<string>()
  for (const [, code] of all.matchAll(/\bcode: '([a-z][a-z0-9-]*)'/g)) codes.add(code as string)
  for (const [, one, other] of all.matchAll(/\bcode(?::| =)[^\n?]*\? '([a-z-]+)' : '([a-z-]+)'/g))
    codes.add(one as string).add(other as string)
  const calls = new RegExp(`\\b(?:${[...takers, 'report'].join('|')})\\(\\s*(['\`])([a-z][^'\`\\s]*)\\1`, 'g')
  const composed = [...all.matchAll(/\bcode: `([^`]+)`/g)].map(([, code]) => code as string)
  for (const [, quote, code] of all.matchAll(calls)) {
    if (quote === '`') composed.push(code as string)
    else codes.add(code as string)
  }
  for (const form of composed) {
    const made = COMPOSED[form]?.(all) ?? []
    if (made.length === 0) throw new Error(`a code of an unknown form: ${form}`)
    for (const code of made) codes.add(code)
  }
  return codes
}

/** outcomes returns the outcome words of src/rollout/outcome.ts. */
export function outcomes(): readonly string[] {
  const union = /type Outcome =([\s\S]*?)\n\n/.exec(readFileSync('src/rollout/outcome.ts', 'utf8'))?.[1] ?? ''
  return [...union.matchAll(/'([a-z-]+)'/g)].map(([, word]) => word as string)
}
