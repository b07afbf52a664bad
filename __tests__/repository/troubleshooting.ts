import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { withoutComments } from './imports.ts'

/**
 * An entry of a page of docs/troubleshooting/: one or more headings in a row, with the codes and outcomes in comments
 * under them.
 */
export type Entry = {
  /** Messages as printed, with variable parts in `<angle brackets>`. */
  readonly headings: readonly string[]
  readonly codes: readonly string[]
  readonly outcomes: readonly string[]
  /** The text of the entry, without headings and comments. */
  readonly text: string
}

const PAGES = 'docs/troubleshooting'

/** readAllEntries reads the pages of docs/troubleshooting/. */
export function readAllEntries(): readonly Entry[] {
  return readdirSync(PAGES).flatMap(page => readEntries(readFileSync(join(PAGES, page), 'utf8')))
}

/** readEntries reads a page. Each of its headings but the title is a message, in code style. */
export function readEntries(page: string): readonly Entry[] {
  const entries: { headings: string[]; codes: string[]; outcomes: string[]; lines: string[] }[] = []
  for (const line of page.split('\n')) {
    const heading = /^## `(.+)`$/.exec(line)?.[1]
    const comment = /^<!-- (code|outcome): ([a-z0-9-]+) -->$/.exec(line)
    if (heading !== undefined) {
      if (entries.length === 0 || entries.at(-1)?.lines.some(text => text.trim() !== ''))
        entries.push({ headings: [], codes: [], outcomes: [], lines: [] })
      entries.at(-1)?.headings.push(heading)
    } else if (comment?.[1] === 'code') entries.at(-1)?.codes.push(comment[2] as string)
    else if (comment?.[1] === 'outcome') entries.at(-1)?.outcomes.push(comment[2] as string)
    else if (!line.startsWith('# ')) entries.at(-1)?.lines.push(line)
  }
  return entries.map(({ lines, ...entry }) => ({ ...entry, text: lines.join('\n').trim() }))
}

const escaped = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')

/** Repeated spaces count as one: columns are padded. */
export const squeezed = (text: string) => text.replace(/ {2,}/g, ' ')

/**
 * patternOf turns a heading into a pattern for a whole printed message: a location, a service or an arrow may precede
 * it, and a suggestion, or the rule of a finding, may follow it.
 */
export function patternOf(heading: string): RegExp {
  const message = squeezed(heading)
    .split(/"<[^<>]+>"|<[^<>]+>/)
    .map(escaped)
    .join('.+')
    // On the command line an input is named by its flag, as the top of the page says.
    .replace(/the input "([a-z-]+)"/g, '(?:the input "$1"|--$1)')
  return new RegExp(
    `(?:^|: |:: ?|→ |— |\\] )${message}(?: Did you mean (?:"[^"]+"|--[a-z-]+)\\?)?(?: \\[(?:secret|policy)/[a-z-]+\\])?$`,
    'm'
  )
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
  'missing-${field}': all =>
    [...(/const field of \[([^\]]*)\]/.exec(all)?.[1]?.matchAll(/'([a-z]+)'/g) ?? [])].map(
      ([, field]) => `missing-${field}`
    )
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

/** Advice that is passed as an argument, so that no `hint:` precedes it. */
const ADVICE = [
  'Name the services, for example service: dispatcher.',
  "Name one or several, or write service: all. The configuration file has ${keys.join(', ')}.",
  'Remove one of them: to change a definition, deploy it from its file.',
  'Remove one of them; a file of that name is ./live.',
  'Check that the path names a task definition.'
]

/**
 * rolloutSentences returns every sentence of the source text with which a rollout can end or be explained, each as a
 * pattern in which any text may replace an interpolated value. A reason may precede it and another sentence may follow
 * it; advice (`hint`) is ignored.
 */
export function rolloutSentences(): readonly { readonly sentence: string; readonly pattern: RegExp }[] {
  const files = [
    ...sources('src/rollout'),
    ...sources('src/diagnosis'),
    ...sources('src/deploying/carry-out'),
    ...sources('src/deploying/again')
  ].map(text => text.replace(/\bhint:\s*(?:'[^'\n]*'|"[^"\n]*"|`[^`\n]*`)/g, ''))
  const literal = /'(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*"|`(?:[^`\\$]|\\.|\$(?!\{)|\$\{[^}`]*\})*`/g
  return files
    .flatMap(text => text.match(literal) ?? [])
    .map(quoted => quoted.slice(1, -1))
    .filter(text => !ADVICE.includes(text))
    .filter(text => /^(?:[A-Z]|\$\{)/.test(text) && /\S+ \S+ \S+/.test(text) && /\.$|\. [A-Z]/.test(text))
    .map(sentence => ({ sentence, pattern: templatePattern(sentence) }))
}

type PrintedMessage = { readonly message: string; readonly pattern: RegExp }

const QUOTED = /'(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*"|`(?:[^`\\$]|\\.|\$(?!\{)|\$\{[^}`]*\})*`/.source

/**
 * reportedMessages returns every message of src/ that is passed, after the code of its problem, to a function that
 * takes a code first; the same patterns as problemMessages.
 */
export function reportedMessages(): readonly PrintedMessage[] {
  const all = sources('src').join('\n\n')
  const takers = [...all.matchAll(/(\w+)(?: = )?\(\s*code: string/g)].map(([, name]) => name as string)
  const calls = new RegExp(
    `\\b(?:${[...new Set([...takers, 'report'])].join('|')})\\(\\s*'[a-z][a-z0-9-]*',\\s*(?:[\\w.]+,\\s*)?(?:\\{\\s*message:\\s*)?(${QUOTED})`,
    'g'
  )
  return [...all.matchAll(calls)]
    .map(([, quoted = '']) => printed(quoted))
    .filter(({ message }) => !ADVICE.includes(message))
}

function printed(quoted: string): PrintedMessage {
  const message = quoted.slice(1, -1).replace(/\\(['"`])/g, '$1')
  return { message, pattern: new RegExp(partsOf(squeezed(message)).map(escaped).join('.*')) }
}

/**
 * problemMessages returns every message of src/ that is a literal beside the code of its problem, each as a pattern in
 * which any text may replace an interpolated value.
 */
export function problemMessages(): readonly PrintedMessage[] {
  const literal = new RegExp(`\\bcode: ?[^\\n]*,(?:\\s*fault: [^\\n]*,)?\\s*message:\\s*(${QUOTED})`, 'g')
  return sources('src')
    .flatMap(text => [...text.matchAll(literal)].map(([, quoted = '']) => printed(quoted)))
    .filter(({ message }) => /[a-z]+ [a-z]+/.test(message))
}

const partsOf = (template: string) => template.split(/\$\{[^}]*\}/)

function templatePattern(sentence: string): RegExp {
  return new RegExp(`(?:^|> )${partsOf(sentence).map(escaped).join('.*')}(?:$| (?=[A-Z<]))`)
}
