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
const PAIR = /([A-Za-z_][\w.-]{0,63})["']?\s{0,3}[:=]\s{0,3}("[^"]{0,500}"|'[^']{0,500}'|[^\s,;&"']{1,500})/g

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
  const words = text.split(/[\s,;"'()[\]{}<>|]+/).filter(word => word !== '')
  const pairs = [...text.matchAll(PAIR)]
  if (words.length > MOST_PARTS || pairs.length > MOST_PARTS) return true
  const candidates = [
    candidate('environment', 'LINE', text),
    ...headersIn(text).map(header => candidate('environment', 'LINE', header)),
    ...words.map((word, index) => ({ ...candidate('command', 'command', word), command: { words, index } })),
    ...words.flatMap(wordParts).map(word => candidate('environment', 'WORD', word)),
    ...pairs.map(([, name = '', value = '']) => candidate('environment', name, unquoted(value)))
  ]
  const context = contextOf(candidates)
  return candidates.some(one => {
    const judged = judge(one, CREDENTIAL_RULES, context)
    return judged !== undefined && (judged.evidence.category ?? judged.rule.category) === 'credential'
  })
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
