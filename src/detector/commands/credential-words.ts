import { authorization, headerCredential } from '../embedded/header.ts'
import { leavesOf } from '../embedded/leaves.ts'
import { judgeName } from '../names/credential-name.ts'
import { HOLE } from '../urls/logins.ts'
import { classifyValue } from '../values/classify.ts'
import { credentialByName, type Hit } from '../values/credential.ts'
import { isTemplatePart } from '../values/templates.ts'
import { type ProgramFlags, programOf } from './programs.ts'
import type { SimpleCommand } from './shell.ts'

/** A credential in a command, with the index of the word that holds it. */
export type WordHit = Hit & { readonly word: number }

/** `NAME=value`, `--name=value`, `-Dname=value`, `name:=value`. */
const ASSIGNMENT = /^(-{0,2})([A-Za-z_][\w.:/-]{0,127}?)\+?:?=([\s\S]+)$/

/** `IDENTIFIED BY 'x'`, `PASSWORD 'x'`: SQL in a command. */
const SQL =
  /\b(?:password|identified\s{1,4}(?:with\s{1,4}\S{1,40}\s{1,4})?by)\s{1,4}(?:=\s{0,4})?'([^']{1,128})'/i

/** Longest words are looked at up to here; a password is shorter. */
const MAX_WORD = 4096

/** judgeCommand finds the credentials among the words of one command. Linear in the number of words. */
export function judgeCommand({ words, input }: SimpleCommand): readonly WordHit[] {
  const hits: WordHit[] = []
  let flags: ProgramFlags | undefined
  let program = 0
  for (let word = 0; word < words.length; word += 1) {
    const text = (words[word] as string).slice(0, MAX_WORD)
    if (text === '' || text === HOLE) continue
    const known = text.startsWith('-') ? undefined : programOf(text)
    if (known) {
      flags = known
      program = word
    }
    const next = words[word + 1]?.slice(0, MAX_WORD)
    const hit =
      inOneWord(text) ??
      gluedFlag(text, flags) ??
      valueAfter({ text, next, flags, before: words.slice(program, Math.min(word, program + 6)) })
    if (hit) hits.push({ ...hit.found, word: word + hit.offset })
  }
  return [...hits, ...fromPositions(words), ...fromInput(words, input)]
}

type Found = { readonly found: Hit; readonly offset: 0 | 1 }

function inOneWord(text: string): Found | undefined {
  const found =
    assigned(text) ??
    (/[:=]/.test(text) ? headerCredential(text) : undefined) ??
    sqlPassword(text) ??
    (/^[{[]|&/.test(text) ? inDocument(text) : undefined) ??
    (isMnemonic(text) ? hitOf('a wallet’s recovery phrase', text) : undefined)
  return found && literal(found) ? { found, offset: 0 } : undefined
}

function assigned(text: string): Hit | undefined {
  const match = ASSIGNMENT.exec(text)
  if (!match) return undefined
  const [, dashes = '', written = '', value = ''] = match
  const name = dashes === '-' && /^D./.test(written) ? written.slice(1) : written
  const plain = value.replace(/^pass:/, '')
  if (/^(?:header|H)$/.test(name)) return headerCredential(value)
  if (/authorization$/i.test(name)) return authorization(value)
  if (!literalText(plain)) return undefined
  const hit = credentialByName(name, plain)
  // --env=DB_PASSWORD=x, --set=db.password=x
  return hit ?? (value.includes('=') && dashes !== '' ? assigned(value) : undefined)
}

/** `curl -d '{"password": "x"}'`, `curl -d 'user=a&password=x'`. */
function inDocument(text: string): Hit | undefined {
  for (const { name, text: value } of leavesOf(text)) {
    const hit = name === '' || !literalText(value) ? undefined : credentialByName(name, value)
    if (hit) return hit
  }
  return undefined
}

function gluedFlag(text: string, flags: ProgramFlags | undefined): Found | undefined {
  if (!flags || !text.startsWith('-') || text.startsWith('--')) return undefined
  for (const flag of flags.glued ?? []) {
    if (!text.startsWith(flag) || text.length === flag.length) continue
    const found = password(text.slice(flag.length))
    if (found) return { found, offset: 0 }
  }
  for (const flag of flags.login ?? []) {
    if (flag.startsWith('--') || !text.startsWith(flag) || text.length === flag.length) continue
    const found = login(text.slice(flag.length))
    if (found) return { found, offset: 0 }
  }
  return undefined
}

type Pair = {
  readonly text: string
  readonly next: string | undefined
  readonly flags: ProgramFlags | undefined
  readonly before: readonly string[]
}

function valueAfter(pair: Pair): Found | undefined {
  const { text, next, flags } = pair
  if (next === undefined || next === '') return undefined
  const found = shortFlag(pair) ?? (startsLikeFlag(next) ? undefined : longFlag(text, next, flags))
  return found && literal(found) ? { found, offset: 1 } : undefined
}

/** A value may begin with a dash only if it does not look like a flag. */
function startsLikeFlag(text: string): boolean {
  return /^--?[A-Za-z]/.test(text)
}

function shortFlag({ text, next = '', flags, before }: Pair): Hit | undefined {
  if (!flags || !text.startsWith('-')) return undefined
  if (flags.after !== undefined && !before.includes(flags.after)) return undefined
  if (flags.separate?.includes(text)) return startsLikeFlag(next) ? undefined : password(next)
  // curl -sfu user:password
  const cluster = /^-[A-Za-z]{1,12}$/.test(text) ? `-${text.at(-1)}` : text
  return flags.login?.some(flag => flag === text || flag === cluster) ? login(next) : undefined
}

function longFlag(text: string, next: string, flags: ProgramFlags | undefined): Hit | undefined {
  const flag = /^--?([A-Za-z][\w.:-]{1,127})$/.exec(text)?.[1]
  if (flag === undefined) return setting(text, next)
  if (flags?.asks && judgeName(flag).kind === 'password') return undefined
  if (!literalText(next)) return undefined
  const value = next.replace(/^pass:/, '')
  if (/^pass(?:in|out)$/.test(flag)) return next.startsWith('pass:') ? password(value) : undefined
  return credentialByName(flag, value)
}

/** `config set requirepass x`, `aws configure set aws_secret_access_key x`: a name in a word of its own. */
function setting(text: string, next: string): Hit | undefined {
  if (!/^[A-Za-z][\w.-]{3,63}$/.test(text) || !/[a-z]{3}/i.test(text) || !literalText(next)) return undefined
  return /^(?:requirepass|masterauth|masteruser)$|[_.-]/.test(text) ? settingByName(text, next) : undefined
}

function settingByName(name: string, value: string): Hit | undefined {
  const hit = judgeName(name).strength === 'strong' ? credentialByName(name, value) : undefined
  return hit && /^[\w.+/=~!@#%^&*-]{4,}$/.test(value) && /\d/.test(value) ? hit : undefined
}

/** Words that make a later word a password: that many behind the last of them. */
const POSITIONS: readonly { readonly words: RegExp; readonly behind: number }[] = [
  {
    words: /(?:^|\/)rabbitmqctl (?:-\S{1,40} ){0,4}(?:add_user|change_password|authenticate_user) /,
    behind: 2
  },
  { words: /(?:^|\/)htpasswd -[A-Za-z]{0,6}b[A-Za-z]{0,6} /, behind: 3 },
  { words: /(?:^|\/)mc (?:alias set|config host add) /, behind: 4 }
]

/** `rabbitmqctl add_user name password`, `htpasswd -b file user password`, `mc alias set name url key secret`. */
function fromPositions(words: readonly string[]): readonly WordHit[] {
  const at = words.findIndex(word => /(?:^|\/)(?:rabbitmqctl|htpasswd|mc)$/.test(word))
  if (at < 0) return []
  const text = `${words
    .slice(at, at + 10)
    .join(' ')
    .slice(0, MAX_WORD)} `
  for (const { words: known, behind } of POSITIONS) {
    const match = known.exec(text)
    if (!match) continue
    const word = at + match[0].trim().split(' ').length - 1 + behind
    const found = password(words[word] ?? '')
    return found ? [{ ...found, word }] : []
  }
  return []
}

/** `echo password | docker login --password-stdin`. The word that reads it stands for it, since the other command is before this one. */
function fromInput(words: readonly string[], input: readonly string[] | undefined): readonly WordHit[] {
  if (!input || !/^(?:echo|printf)$/.test(input[0] ?? '')) return []
  const reads = words.some(word =>
    /^--?(?:password|pass|passphrase|token)-?(?:stdin|fd)$|^chpasswd$/.test(word)
  )
  const sudo = words[0] === 'sudo' && words.some(word => /^-[a-zA-Z]*S/.test(word))
  if (!reads && !sudo) return []
  const text =
    input
      .slice(1)
      .filter(word => !word.startsWith('-'))
      .at(-1) ?? ''
  const found = words.includes('chpasswd') ? login(text) : password(text)
  return found ? [{ ...found, word: 0 }] : []
}

function sqlPassword(text: string): Hit | undefined {
  const secret = text.includes("'") ? SQL.exec(text)?.[1] : undefined
  return secret === undefined ? undefined : password(secret)
}

function password(secret: string): Hit | undefined {
  const kind = literalText(secret) ? classifyValue(secret, 'password') : 'template'
  const fits = kind === 'literal' || kind === 'identifier' || (kind === 'number' && secret.length > 2)
  return fits ? hitOf('a password', secret) : undefined
}

/** `user:password`, as curl takes it; Samba writes `user%password`. */
function login(text: string): Hit | undefined {
  const secret = /^[^\s:%]{0,128}[:%]([\s\S]{1,256})$/.exec(text)?.[1]
  return secret === undefined || secret === HOLE ? undefined : password(secret)
}

function hitOf(what: string, secret: string): Hit {
  return { what, certainty: 'sure', secret }
}

function literal(hit: Hit): boolean {
  return literalText(hit.secret)
}

/** What the shell or another tool fills in is none; a part of it may be. */
function literalText(text: string): boolean {
  if (text === '' || isTemplatePart(text)) return false
  return !text.includes(HOLE) || text.replaceAll(HOLE, '').length >= 8
}

/** Words of ordinary sentences that are in no list of recovery words (BIP 39), which also has none under three letters. */
const SENTENCE =
  /\b(?:the|and|for|with|from|your|not|was|its|has|are|our|their|will|would|were|been|than|into|when|which)\b/

/** isMnemonic tells whether a text is a wallet's recovery phrase: 12, 15, 18, 21 or 24 lower-case words of three to eight letters (BIP 39). */
export function isMnemonic(text: string): boolean {
  const trimmed = text.trim()
  if (trimmed.length < 47 || trimmed.length > 240 || !/^[a-z]{3,8}(?: [a-z]{3,8}){11,23}$/.test(trimmed))
    return false
  const words = trimmed.split(' ')
  return words.length % 3 === 0 && !SENTENCE.test(trimmed) && new Set(words).size > words.length / 2
}
