import type { DocumentNode } from '../document/tree.ts'
import type { Candidate } from './candidate.ts'
import { type CleanTexts, type JudgedTexts, look } from './detect.ts'
import { isOwnWord } from './own-words.ts'
import type { Rule } from './rule.ts'
import { RULES } from './rules.ts'

/** Shorter texts are not masked: hiding every `admin` or `root` would make a log unreadable and prove nothing. */
const SHORTEST_MASK = 8

/** Stands in every ARN. */
const REGION = /^[a-z]{2,4}(?:-[a-z]+)+-\d{1,2}$/

/** Words that everyone tries first. As masks they would hide nothing but every other mention of them. */
const PUBLIC_DEFAULTS: ReadonlySet<string> = new Set([
  'password',
  'postgres',
  'postgresql',
  'administrator',
  'minioadmin',
  'rabbitmq',
  'username',
  'production',
  'development',
  'localhost',
  '12345678'
])

/** A line of a document that says nothing but what comes below it: `exporters:`, `"headers": {`. */
const HEADING = /^["']?[A-Za-z][\w./-]{0,63}["']?\s{0,4}[:=]\s{0,4}[{[|>]?$/

/** No digit, no other case within: a word, or some with hyphens between. */
const WORD = /^[A-Z]?[a-z]{1,24}(?:[_-][a-z]{1,24}){0,4}$|^[A-Z]{2,24}$/

/**
 * wordsOfNames gives the words of a document's names: of containers, images, families, variables, and of its file. `keycloak` is the password that
 * a Keycloak's file most likely has: as a mask it would hide the names of the file and of everything in it, and so say that it is one.
 */
function wordsOfNames({ candidates }: JudgedTexts): ReadonlySet<string> {
  const words = new Set<string>()
  const add = (text: string) => {
    words.add(text.toLowerCase())
    for (const word of text
      .slice(0, MOST_OF_NAME)
      .toLowerCase()
      .split(/[^a-z]+/))
      words.add(word)
  }
  const files = new Set<string>()
  for (const { name, container, location, node, value } of candidates) {
    add(name)
    if (container !== undefined) add(container)
    if (location === 'other' && /^(?:image|family|name)$/i.test(name)) add(value)
    if (node.origin.kind === 'file') files.add(node.origin.file)
  }
  for (const file of files) add(file)
  return words
}

const MOST_OF_NAME = 256

/**
 * sensitiveValues gives the texts of a document that are credentials, for the runner's masks and for nothing else: whole
 * values and the credential parts in them (a URL's password, raw and decoded), line by line since a mask is one
 * line, 8 characters or more, no vendor's well-known default, each once. Kept apart from findings, which must never hold a value.
 */
export function sensitiveValues(
  root: DocumentNode,
  rules: readonly Rule[] = RULES,
  clean?: CleanTexts
): readonly string[] {
  return sensitiveIn(look(root, rules, clean))
}

/** sensitiveIn is sensitiveValues of what was looked at already. */
export function sensitiveIn(looked: JudgedTexts): readonly string[] {
  const lines = linesThat(
    line =>
      line.length >= SHORTEST_MASK &&
      !PUBLIC_DEFAULTS.has(line) &&
      !isOwnWord(line) &&
      !REGION.test(line) &&
      !HEADING.test(line),
    credentialsIn(looked)
  )
  if (!lines.some(line => WORD.test(line))) return lines
  const named = wordsOfNames(looked)
  return lines.filter(line => !WORD.test(line) || !named.has(line.toLowerCase()))
}

/** Shorter ones are everywhere, whatever stands around them. */
const SHORTEST_WORD = 4

/**
 * shortCredentials gives those that are too short for a mask but no plain word: 4 to 7 characters, not of letters alone and not of
 * digits alone. For texts that tell of this very definition, where they stand as words of their own.
 */
export function shortCredentials(root: DocumentNode): readonly string[] {
  return linesThat(
    line =>
      line.length >= SHORTEST_WORD &&
      line.length < SHORTEST_MASK &&
      !/^(?:[A-Za-z]+|\d+|true|false)$/.test(line),
    credentialsIn(look(root, RULES))
  )
}

function* credentialsIn({ judged, context }: JudgedTexts): Generator<string> {
  for (const { candidate, rule, evidence } of judged) {
    if ((evidence.category ?? rule.category) !== 'credential') continue
    yield wholeText(candidate)
    yield* rule.credentialsIn?.(candidate, context) ?? []
  }
}

function linesThat(accept: (line: string) => boolean, texts: Iterable<string>): readonly string[] {
  const found = new Set<string>()
  for (const text of texts) {
    for (const written of linesOf(text)) {
      const line = written.trim()
      if (accept(line)) found.add(line)
    }
  }
  return [...found]
}

/** Real lines, and the pieces between escaped line breaks (`\\n` as two characters, as keys in one line have them). */
function linesOf(text: string): readonly string[] {
  const lines = text.split(/\r\n|\r|\n/)
  return text.includes('\\n') ? [...lines, ...lines.flatMap(line => line.split('\\n'))] : lines
}

function wholeText({ node, value }: Candidate): string {
  return node.kind === 'string' ? node.value : value
}
