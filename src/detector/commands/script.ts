import { MAX_SCANNED } from '../candidate.ts'
import { plainCredentialsIn } from '../plain-credentials.ts'
import { HOLE } from '../urls/logins.ts'
import { constantOutput, type SimpleCommand } from './constants.ts'
import { judgeCommand, type WordHit } from './credential-words.ts'
import { givenFileOf, readsOptions } from './given-text.ts'
import { literal, literalText } from './literal.ts'
import { MAX_SCRIPTS } from './read.ts'
import { readShell } from './shell.ts'

/** A credential in a script, and the command that holds it, in the words that the rules read. */
export type ScriptCredential = {
  readonly words: readonly string[]
  /** Which of the words holds it. */
  readonly word: number
  readonly secret: string
}

/** The most credentials of one script that are told apart. */
const MOST = 200

/**
 * credentialsInScript finds the credentials in every command of a script: in its words, in what it reads from a
 * here-document or a pipe, and in what it writes to a file, each line on its own. A command that talks to the machine
 * itself, or to one of `hosts`, is a test's.
 */
export function credentialsInScript(script: string, hosts: ReadonlySet<string>): readonly ScriptCredential[] {
  const found: ScriptCredential[] = []
  read(script, { found, hosts, depth: 0 })
  return found
}

type Search = {
  readonly found: ScriptCredential[]
  readonly hosts: ReadonlySet<string>
  readonly depth: number
}

function read(script: string, { found, hosts, depth }: Search): void {
  for (const command of readShell(script)) {
    if (found.length >= MOST) return
    if (!deploys(command) && (isLocal(command) || isFor(hosts, command))) continue
    const before = found.length
    const said = firstOther(command.words)
    const hits = judgeCommand({ words: command.words }).filter(hit => !isMessage(hit, command, said))
    for (const { word, secret } of [...hits, ...plainIn(command)].slice(0, MOST - before))
      found.push(around(command.words, word, secret))
    const texts = passedOn(command)
    for (const { text, of } of texts) found.push(...judgeText(text, of).slice(0, MOST - found.length))
    if (found.length > before || depth >= MAX_SCRIPTS) continue
    const scripts = [
      ...wordsForShell(command).filter(word => /\s/.test(word)),
      ...texts.flatMap(({ text }) => (text.startsWith('#!') ? [text] : []))
    ]
    for (const inner of scripts)
      if (inner.length < script.length) read(inner, { found, hosts, depth: depth + 1 })
  }
}

/** What prints a text, and what reads one in another language than the shell's. */
const OTHER_TEXTS =
  /(?:^|\/)(?:echo|printf|print|cat|log|warn|die|err(?:or)?|info|fail|(?:log|print|echo|warn|err(?:or)?|info|success|fail|msg)_\w{1,24}|python[\d.]*|node|deno|bun|perl|ruby|php|awk|gawk|sed|jq|yq|grep|psql|mysql|sqlite3|mongo(?:sh)?)$/

const PRINTING =
  /(?:^|\/)(?:echo|printf|print|log|warn|die|err(?:or)?|info|fail|(?:log|print|echo|warn|err(?:or)?|info|success|fail|msg)_\w{1,24})$/

/** `log "secret: deleted $name"`, `echo "password: found"`: what is said of a credential, and goes to no file. */
function isMessage({ word, secret }: WordHit, { words, writes }: SimpleCommand, said: number): boolean {
  if (/\s/.test(secret) && secret.includes(HOLE)) return true
  const isSaid = writes === undefined && said >= 0 && said < word
  // mysql --password "correct horse" takes one.
  if (!isSaid || !PRINTING.test(words[said] ?? '')) return false
  const isWord = /^[a-z]{1,24}$/.test(secret) && /: [a-z]{1,24}$/.test(words[word] ?? '')
  return isWord || SENTENCE.test(secret)
}

/** `Secrets: AWS Secrets Manager (app/*)`: words without a digit. */
const SENTENCE = /^[A-Za-z][A-Za-z./*()-]{0,32}(?:\s[A-Za-z./*()-]{1,32}){1,12}$/

function firstOther(words: readonly string[]): number {
  return words.findIndex(word => OTHER_TEXTS.test(word))
}

/** Words that may be a script for a shell: what follows such a command is a message, or a program. */
function wordsForShell({ words }: SimpleCommand): readonly string[] {
  const other = firstOther(words)
  return other < 0 ? words : words.slice(0, other + 1)
}

/** The words of a command that are kept with each of its credentials; few commands have as many. */
const MOST_WORDS = 200

/** The beginning of a long command, and what is around one of its words, so that many credentials in it take little. */
function around(words: readonly string[], word: number, secret: string): ScriptCredential {
  if (words.length <= MOST_WORDS) return { words, word, secret }
  const head = MOST_WORDS / 5
  const from = Math.max(head, word - MOST_WORDS / 2)
  const to = from + MOST_WORDS - head
  return {
    words: [...words.slice(0, head), ...words.slice(from, to)],
    word: word < head ? word : head + word - from,
    secret
  }
}

/** Tokens and logins of URLs, which need no name and no flag. */
function plainIn({ words }: SimpleCommand): readonly ScriptCredential[] {
  return words.flatMap((text, word) =>
    plainCredentialsIn(text.slice(0, MAX_SCANNED)).flatMap(secret =>
      secret.includes(HOLE) || !literalText(secret) ? [] : [{ words, word, secret }]
    )
  )
}

/** Hosts in what a command sends to AWS say nothing about it, unless it sends that to the machine itself. */
function deploys({ words }: SimpleCommand): boolean {
  const isAws = words.slice(0, 8).some(word => /(?:^|\/)(?:aws|ecs-cli|copilot)$/.test(word))
  return isAws && !words.some(word => word.startsWith('--endpoint-url'))
}

function isLocal({ words }: SimpleCommand): boolean {
  // What a container is told is no host that the command talks to.
  const isStart = /(?:^|\/)(?:docker|podman)$/.test(words[0] ?? '')
  return words.some(word => LOCAL.test(word) && !(isStart && /^(?:--env=)?[A-Za-z_]\w{0,127}=/.test(word)))
}

const LOCAL = /(?:^|[@/=])(?:localhost|127\.0\.0\.1|0\.0\.0\.0|\[?::1\]?)(?:[:/]|$)/

/** `psql postgres://postgres:postgres@db/app`, `psql -h db`: the host of the login or of the client. */
function isFor(hosts: ReadonlySet<string>, { words }: SimpleCommand): boolean {
  if (hosts.size === 0) return false
  return words.some((word, at) => {
    const host =
      /^[^@]{1,256}@([\w.-]{1,253})(?:[:/?]|$)/.exec(word)?.[1] ?? /^--host=([\w.-]+)$/.exec(word)?.[1]
    return hosts.has(host ?? (/^(?:-h|--host)$/.test(words[at - 1] ?? '') ? word : ''))
  })
}

/** The texts of a command that are no words of it, each with the command that reads or writes it in the same way. */
function passedOn(command: SimpleCommand): readonly { readonly text: string; readonly of: SimpleCommand }[] {
  const { words, stdin, given, writes } = command
  const written = writes === undefined && words[0] !== 'tee' ? undefined : constantOutput({ words })
  const ofGiven = readsOptions(words) ? { words, stdin: '' } : { words: [], writes: givenFileOf(words) }
  return [
    ...[stdin, written].flatMap(text => (text === undefined ? [] : [{ text, of: command }])),
    ...(given === undefined ? [] : [{ text: given, of: ofGiven }])
  ]
}

function judgeText(text: string, command: SimpleCommand): readonly ScriptCredential[] {
  if (text.startsWith('#!')) return []
  const lines = text.split('\n').filter(line => /\S/.test(line) && !/^\s*(?:#|\/\/|--\s)/.test(line))
  // JSON, and files whose form is told by more than one line.
  const isWhole = /^\s*[[{]/.test(text) || lines.length === 2
  const parts = isWhole ? [text, ...lines] : lines
  const found = new Map<string, ScriptCredential>()
  for (const part of parts) {
    if (found.size >= MOST) break
    const words = [asDocument(part, command)]
    for (const inner of readShell(words[0] as string))
      for (const hit of judgeCommand(inner))
        if (literal(hit) && !found.has(hit.secret))
          found.set(hit.secret, { words, word: 0, secret: hit.secret })
  }
  return [...found.values()]
}

/** A command that is given the text as a here-document. */
function asDocument(text: string, { words, stdin, writes }: SimpleCommand): string {
  const plain = stdin === undefined ? ['cat'] : words.filter(word => /^[\w./:@=-]{1,128}$/.test(word))
  const file = writes === undefined ? '' : ` > ${/^[\w./-]{1,128}$/.test(writes) ? writes : 'file'}`
  return `${plain.join(' ')}${file} <<'END_OF_TEXT'\n${text}\nEND_OF_TEXT`
}
