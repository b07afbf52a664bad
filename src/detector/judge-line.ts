import type { ScalarNode } from '../document/tree.ts'
import { type Candidate, type Location, MAX_SCANNED } from './candidate.ts'
import { contextOf, judge } from './detect.ts'
import type { Rule } from './rule.ts'
import { OPTIONAL_RULES, RULES } from './rules.ts'

/** What has evidence of a credential; long random texts count here too, since nobody has named them. */
const CREDENTIAL_RULES: readonly Rule[] = [...RULES, ...OPTIONAL_RULES].filter(
  ({ category }) => category === 'credential'
)

/** Pairs such as `password=x`, `"password": "x"`, `Password: x`; each is judged by its name. */
const PAIR =
  /([\p{L}_][\p{L}\p{M}\p{N}\p{Cf}_.-]{0,63})["']?\s{0,3}[:=]\s{0,3}("[^"]{0,500}"|'[^']{0,500}'|[^\s,;&"']{1,500})/gu

/** More pairs or words than this in one line are not judged one by one: the line is taken for one that holds a credential. */
const MOST_PARTS = 400
const MOST_HEADERS = 8

/**
 * lineHoldsCredential tells whether a line of a log could hold a credential: as a whole (tokens, logins in URLs, JSON, headers),
 * as the words of a command, by the names in it, or by a long random word. It rather hides a harmless line than shows a
 * credential. Looks at the first 8,192 characters; pure; never throws.
 */
export function lineHoldsCredential(line: string): boolean {
  const text = line.slice(0, MAX_SCANNED)
  return hasManyParts(text) || hitsIn(text, 1).length > 0
}

/** credentialsInLine gives the credentials in a line, for masking and nothing else: those that stand there as they are. */
export function credentialsInLine(line: string): readonly string[] {
  const text = line.slice(0, MAX_SCANNED)
  if (hasManyParts(text)) return []
  return hitsIn(text, Number.POSITIVE_INFINITY).flatMap(({ whole, parts }) => {
    const standing = parts.filter(part => part !== '' && text.includes(part))
    return standing.length > 0 || whole === text ? standing : [whole]
  })
}

/** What a text that is shown in spite of a credential in it has in its place. */
const BLANK = '***'
/** Credentials of one text that are taken out one after the other; a text with more of them is not shown. */
const MOST_TAKEN_OUT = 12

/**
 * withoutCredentials gives a text of AWS or the like with each credential in it blanked, found as in a line of a log: what is around
 * it is needed to understand. What can't be told apart is blanked as a whole. Of a text that is longer than 8,192 characters the
 * rest is left out. Pure; never throws.
 */
export function withoutCredentials(text: string): string {
  let shown = text.slice(0, MAX_SCANNED)
  if (hasManyParts(shown)) return BLANK
  for (let round = 0; round < MOST_TAKEN_OUT; round++) {
    const hits = hitsIn(shown, Number.POSITIVE_INFINITY).filter(hit => !isTakenOut(hit))
    if (hits.length === 0) return shown
    shown = takenOut(shown, hits)
  }
  return BLANK
}

/** What is found around a blank, such as `***:`, has been found before. */
function isTakenOut({ whole, parts }: LineHit): boolean {
  return (parts.length === 0 ? [whole] : parts).every(part => part.includes(BLANK))
}

/**
 * The shortest text that a hit means, of all that stand there as they are: what a rule has decoded does not, and a part that a
 * rule takes too long is left for the next round.
 */
function takenOut(text: string, hits: readonly LineHit[]): string {
  const parts = hits.flatMap(hit => [...hit.parts, ...(hit.whole === text ? [] : [hit.whole])])
  const standing = parts.filter(part => part !== '' && !part.includes(BLANK) && text.includes(part))
  const [shortest = text] = standing.toSorted((a, b) => a.length - b.length)
  return text.replaceAll(wholeWord(shortest), BLANK)
}

/** A short credential may stand within other words by chance. */
function wholeWord(part: string): RegExp | string {
  if (part.length >= LONG_PART) return part
  const literal = part.replace(/[$()*+.?[\\\]^{|}/-]/g, '\\$&')
  return new RegExp(`(?<![A-Za-z0-9])${literal}(?![A-Za-z0-9])`, 'g')
}

const LONG_PART = 8

/** A part of a line that is a credential or holds one: the part, and what of it the rule means. */
type LineHit = { readonly whole: string; readonly parts: readonly string[] }

function hasManyParts(text: string): boolean {
  return wordsOf(text).length > MOST_PARTS || [...text.matchAll(PAIR)].length > MOST_PARTS
}

function wordsOf(text: string): readonly string[] {
  return text.split(/[\s,;"'()[\]{}<>|]+/).filter(word => word !== '')
}

/** The most telling candidates come first; the search ends with `most` hits. */
function hitsIn(text: string, most: number): readonly LineHit[] {
  const words = wordsOf(text)
  const candidates = [
    candidate('environment', 'LINE', text),
    ...headersIn(text).map(header => candidate('environment', 'LINE', header)),
    ...words.map((word, index) => ({ ...candidate('command', 'command', word), command: { words, index } })),
    ...words.flatMap(wordParts).map(word => candidate('environment', 'WORD', word)),
    ...[...text.matchAll(PAIR)].map(([, name = '', value = '']) =>
      candidate('environment', name, unquoted(value))
    )
  ]
  const context = contextOf(candidates)
  const hits: LineHit[] = []
  for (const one of candidates) {
    const judged = judge(one, CREDENTIAL_RULES, context)
    if (!judged || (judged.evidence.category ?? judged.rule.category) !== 'credential') continue
    hits.push({ whole: one.value, parts: judged.rule.credentialsIn?.(one, context) ?? [] })
    if (hits.length >= most) break
  }
  return hits
}

/** HTTP headers that do not begin the line, as `curl -v` and proxies log them: the rest of the line from there on. */
function headersIn(text: string): readonly string[] {
  const starts = [...text.matchAll(/\b(?:[\w-]{0,40}authorization\b|bearer\s|basic\s|x-[\w-]{1,40}\s?:)/gi)]
  return starts.slice(0, MOST_HEADERS).map(({ index }) => text.slice(index))
}

/** `key=random` is judged as a whole and by what stands behind the sign. */
function wordParts(word: string): readonly string[] {
  const cut = word.search(/[:=]/)
  return cut < 0 ? [word] : [word, word.slice(cut + 1)]
}

function unquoted(value: string): string {
  return /^(["']).*\1$/.test(value) ? value.slice(1, -1) : value
}

function candidate(location: Location, name: string, value: string): Candidate {
  const node: ScalarNode = { kind: 'string', value, origin: { kind: 'input', input: 'log' } }
  return { location, scope: 0, name, node, value, length: value.length }
}
