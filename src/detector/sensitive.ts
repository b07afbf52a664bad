import type { DocumentNode } from '../files/document/tree.ts'
import { isCommandLocation } from './candidate.ts'
import { type JudgedTexts, look, RULES } from './detect.ts'
import { judgeName } from './names/credential-name.ts'
import type { Rule } from './rule.ts'
import { isDrawn } from './values/describe.ts'

/** The replacement for a credential in a text that is shown. */
export const MASK = '***'

/**
 * Words that occur in the program's own messages. If one of them were masked as the value of a variable, it would
 * disappear from every message, and the gap would reveal the value. See decision 72.
 */
const OWN_WORDS: ReadonlySet<string> = new Set(
  (
    'accounts anything application arguments authorized brackets cancelled capacity character characters checkout compared complete completed ' +
    'configuration container containers contains contents continue continues credential credentials definition definitions deletion deployed deploying deployment ' +
    'deployments deregistered determined elsewhere endpoint environment environments everything exception exceptions execution expected expression families findings followed function ' +
    'identity instance instances lifecycle migration monitored organization otherwise overrides parameter parameters partition permission permissions ' +
    'plaintext platform policies previous problems progress provider readable reference references register registered registry relative replaced ' +
    'replacement reported repository requests resource restarted revision revisions rewritten rollback schedule schedules searched secretsmanager security separated ' +
    'services settings somebody something spelling statement statically strategy succeeded supported template templates together unchanged undefined ' +
    'variable variables verified versions workflow workflows workspace'
  ).split(' ')
)

/** isOwnWord returns whether a value is just a word of the program's own messages, in any case. */
export function isOwnWord(value: string): boolean {
  return OWN_WORDS.has(value.toLowerCase())
}

/** ownWords returns all of these words, for the test that compares them with the messages. */
export function ownWords(): readonly string[] {
  return [...OWN_WORDS]
}

/** Shorter texts are not masked: masking every `admin` or `root` would make a log unreadable and protect nothing. */
const SHORTEST_MASK = 8

/** A Region occurs in every ARN. */
const REGION = /^[a-z]{2,4}(?:-[a-z]+)+-\d{1,2}$/

/** Default passwords that everyone tries first. Masking them would only hide other occurrences of these words. */
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

/** A line that only introduces the lines below it: `exporters:`, `"headers": {`. */
const HEADING = /^["']?[A-Za-z][\w./-]{0,63}["']?\s{0,4}[:=]\s{0,4}[{[|>]?$/

/** A line of a file of settings: `region: eu-central-1`, `"type": "service_account",`. */
const SETTING = /^["']?([A-Za-z][\w./-]{0,63})["']?\s{0,4}[:=]\s{0,4}["']?([^"'\s]{1,64})["']?,?$/

/** Whether a line of several sets something that is certainly no credential: a mask for it would hide it elsewhere. */
function isPlainSetting(line: string): boolean {
  const [, name = '', value = ''] = SETTING.exec(line) ?? []
  return name !== '' && judgeName(name).strength === 'none' && !isDrawn(value) && !value.includes('@')
}

/**
 * Words, numbers of a year or a version: what a whole name may be, such as `orders2024` or `shop-api-v2`. Each word and
 * number ends where its kind of character does, so that a text can be divided in one way only.
 */
const NAME =
  /^(?:[A-Z]?[a-z]{2,24}(?![a-z])|[A-Z]{2,24}(?![A-Z]))(?:[_.-]?(?:[A-Z]?[a-z]{2,24}(?![a-z])|[A-Z]{2,24}(?![A-Z])|v?\d{1,4}(?!\d))){0,5}$/

/**
 * wordsOfNames returns the words in a document's names: of containers, images, families, variables, and of its file.
 * For example, `keycloak` is the most likely password in a Keycloak file. A mask for it would hide the names of the
 * file and of its content, and so reveal the password. Whole names are among them, and parts of paths and images.
 */
function wordsOfNames({ candidates }: JudgedTexts): ReadonlySet<string> {
  const words = new Set<string>()
  const add = (text: string) => {
    const name = text.slice(0, MOST_OF_NAME).toLowerCase()
    const parts = name.split(/[/:@]/)
    const stems = parts.map(part => part.replace(/\.[a-z]\w{0,9}$/, ''))
    for (const word of [text.toLowerCase(), ...parts, ...stems, ...name.split(/[^a-z]+/)]) words.add(word)
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
 * sensitiveValues returns the texts of a document that are credentials, for the runner's masks only: whole values and
 * the credential parts in them (a URL's password, raw and decoded), split into lines since a mask is one line, 8
 * characters or more, without well-known vendor defaults, each once. Separate from findings, which must never contain a
 * value.
 */
export function sensitiveValues(root: DocumentNode, rules: readonly Rule[] = RULES): readonly string[] {
  return sensitiveIn(look(root, rules))
}

/** sensitiveIn does the same as sensitiveValues for texts that were already checked. */
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
  if (!lines.some(line => NAME.test(line))) return lines
  const named = wordsOfNames(looked)
  return lines.filter(line => !NAME.test(line) || !named.has(line.toLowerCase()))
}

/** Shorter texts are too common to replace, even as separate words. */
const SHORTEST_WORD = 4

/**
 * shortCredentials returns the credentials that are too short for a mask but are not plain words: 4 to 7 characters,
 * not only letters and not only digits. For texts about this definition, in which they occur as separate words.
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
    const parts = [...(rule.credentialsIn?.(candidate, context) ?? [])]
    // The other words of a script are names and advice.
    const isScript = isCommandLocation(candidate.location) && parts.length > 0 && /\s/.test(candidate.value)
    if (!isScript) yield candidate.value
    yield* parts
  }
}

function linesThat(accept: (line: string) => boolean, texts: Iterable<string>): readonly string[] {
  const found = new Set<string>()
  for (const text of texts) {
    const lines = linesOf(text)
    for (const written of lines) {
      const line = written.trim()
      if (accept(line) && (lines.length === 1 || !isPlainSetting(line))) found.add(line)
    }
  }
  return [...found]
}

const LINE_ENDS = /\r\n|\r|\n/

/** Actual lines, and the pieces between escaped line breaks (`\\n` as two characters, as in keys on one line). */
function linesOf(text: string): readonly string[] {
  const lines = text.split(LINE_ENDS)
  return text.includes('\\n') ? [...lines, ...lines.flatMap(line => line.split('\\n'))] : lines
}
