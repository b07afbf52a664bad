import { authorization, headerCredential } from '../embedded/header.ts'
import { looksLikeJson } from '../embedded/leaves.ts'
import { judgeName } from '../names/credential-name.ts'
import { HOLE } from '../urls/logins.ts'
import { credentialByName, type Hit, PASSWD_LINE } from '../values/credential.ts'
import { isMnemonic } from '../values/describe.ts'
import { inCall } from './calls.ts'
import type { SimpleCommand } from './constants.ts'
import { inGivenText } from './given-text.ts'
import { hitOf, literal, literalText, login, namedLiteral, password } from './literal.ts'
import { fromPositions } from './positions.ts'
import { type ProgramFlags, programOf } from './programs.ts'
import { inCode, inCookies, inDocument, ofNpm, replacedBySed, sqlPassword } from './written.ts'

/** A credential in a command, with the index of the word that holds it. */
export type WordHit = Hit & { readonly word: number }

/** `NAME=value`, `--name=value`, `-Dname=value`, `name:=value`. */
const ASSIGNMENT = /^(-{0,2})([A-Za-z_][\w.:/-]{0,127}?)\+?:?=([\s\S]+)$/

/** Longest prefix of a word that is examined; passwords are shorter. */
const MAX_WORD = 4096

/** judgeCommand finds the credentials in the words of one command. Linear in the number of words. */
export function judgeCommand(command: SimpleCommand): readonly WordHit[] {
  const { words } = command
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
      (flags?.oracle ? oracleLogin(text) : undefined) ??
      valueAfter({ text, next, flags, before: words.slice(program, Math.min(word, program + 6)) })
    if (hit) hits.push({ ...hit.found, word: word + hit.offset })
  }
  const given = inGivenText(command)
  return [...hits, ...fromPositions(words), ...(given ? [{ ...given, word: 0 }] : [])]
}

type Found = { readonly found: Hit; readonly offset: 0 | 1 }

/** The shorthand of the AWS CLI for a pair: `ParameterKey=DbPassword,ParameterValue=x`, `Key=Name,Value=x`. */
const SHORTHAND = /^(?:\w{0,16}key|name)=([^,=]{1,128}),\w{0,16}value=([\s\S]+)$/i

function inOneWord(text: string): Found | undefined {
  const [, key, given = ''] = SHORTHAND.exec(text) ?? []
  const found = key === undefined ? credentialIn(text) : namedLiteral(key, given)
  return found && literal(found) ? { found, offset: 0 } : undefined
}

function credentialIn(text: string): Hit | undefined {
  return (
    assigned(text) ??
    (/[:=]/.test(text) ? headerCredential(text) : undefined) ??
    (text.includes('/:_') ? ofNpm(text) : undefined) ??
    sqlPassword(text) ??
    (/^[{[]|&|^\w{1,32}=[^,]{0,256},\w{1,32}/.test(text) ? inDocument(text) : undefined) ??
    inCode(text) ??
    (/\.auth\(|create_\w{0,8}user\(|PDO\(|connect\(|define\(|putenv\(|Variable\(|\bsend\s/.test(text)
      ? inCall(text)
      : undefined) ??
    (/^s[/|#,:@!~]/.test(text) ? replacedBySed(text) : undefined) ??
    (/^cookie:/i.test(text) ? inCookies(text.slice(7)) : undefined) ??
    passwdLine(text) ??
    (isMnemonic(text) ? hitOf('a wallet’s recovery phrase', text) : undefined)
  )
}

/** `name:password:uid:gid:folder`, as SFTP server images expect it. */
function passwdLine(text: string): Hit | undefined {
  const secret = /:\d{0,6}:/.test(text) ? PASSWD_LINE.exec(text)?.[1] : undefined
  return secret === undefined ? undefined : password(secret)
}

function assigned(text: string): Hit | undefined {
  const match = ASSIGNMENT.exec(text)
  if (!match) return slashFlag(text)
  const [, dashes = '', written = '', value = ''] = match
  const name = dashes === '-' && /^D./.test(written) ? written.slice(1) : written
  const plain = value.replace(/^pass:/, '')
  // --config=yaml:exporters::otlp::headers::api-key: x
  const [, leaf, text_ = ''] = /^yaml:[\w:.-]{1,256}::([\w.-]{1,128}):\s?(\S{1,1024})$/.exec(value) ?? []
  if (leaf !== undefined) return namedLiteral(leaf, text_)
  if (/^(?:(?:\w{1,16}-)?headers?|H)$/i.test(name)) return headerCredential(value)
  if (/authorization$/i.test(name)) return authorization(value)
  if (!literalText(plain)) return undefined
  // SECRETS={"name": "$name"}: the names inside decide.
  if (plain.includes(HOLE) && looksLikeJson(plain)) return inDocument(plain)
  const hit = credentialByName(name, plain)
  // --env=DB_PASSWORD=x, --set=db.password=x
  return hit ?? (value.includes('=') && dashes !== '' ? assigned(value) : undefined)
}

/** `/password:x`, the option syntax of Windows programs. */
function slashFlag(text: string): Hit | undefined {
  const [, name = '', value = ''] = /^(?:\/|--)([A-Za-z][\w-]{1,63}):([^/\s]{1,256})$/.exec(text) ?? []
  return name === '' ? undefined : namedLiteral(name, value)
}

function gluedFlag(text: string, flags: ProgramFlags | undefined): Found | undefined {
  if (!flags || !/^[/-]/.test(text) || text.startsWith('--')) return undefined
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

/** `sqlplus app/x@db`. */
function oracleLogin(text: string): Found | undefined {
  const secret = /^[\w$#]{1,64}\/("[^"]{1,128}"|[^@/\s]{1,128})@\S/.exec(text)?.[1]
  const found = secret === undefined ? undefined : password(secret.replaceAll('"', ''))
  return found && { found, offset: 0 }
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
  if (flags.cookie?.includes(text)) return next.includes('=') ? inCookies(next) : undefined
  // curl -sfu user:password
  const cluster = /^-[A-Za-z]{1,12}$/.test(text) ? `-${text.at(-1)}` : text
  return flags.login?.some(flag => flag === text || flag === cluster) ? login(next) : undefined
}

function longFlag(text: string, after: string, flags: ProgramFlags | undefined): Hit | undefined {
  // --password hunterpass, --user app: behind a flag, the comma makes no code of a word
  const next = text.startsWith('--')
    ? after.replace(/^(?!(?:password|token|secret|key),)([A-Za-z]{1,64}),$/i, '$1')
    : after
  const flag = /^--?(\p{L}[\p{L}\w.:-]{1,127})$/u.exec(text)?.[1]
  if (flag === undefined) return setting(text, next)
  if ((flags?.asks && isPasswordFlag(flag)) || OF_FLAGS.test(next)) return undefined
  if (!literalText(next) || isNamedAfter(flag, next)) return undefined
  const value = next.replace(/^pass:/, '')
  // --secret-string '{"password": "$PASSWORD"}'
  if (looksLikeJson(next))
    return inDocument(next) ?? (isPasswordFlag(flag) && !next.includes('$') ? password(value) : undefined)
  if (/^pass(?:in|out)$/.test(flag)) return next.startsWith('pass:') ? password(value) : undefined
  return credentialByName(flag, value)
}

/** `--signing-key requires a value`: the words of a usage text or an error after a flag. */
const OF_FLAGS =
  /^(?:is|are|was|requires?|required|must|needs?|expects?|has|can|cannot|may|should|will|not|missing|or|and|option|options|flag|flags|argument|parameter|value|to|for|with|from|in)$/

function isPasswordFlag(flag: string): boolean {
  return judgeName(flag).kind === 'password'
}

/** `--api-token TOKEN`: a usage text says what belongs there. */
function isNamedAfter(flag: string, text: string): boolean {
  const plain = (of: string) => of.toLowerCase().replace(/[._-]/g, '')
  return /^[A-Z][A-Z_-]{2,}$/.test(text) && plain(flag).endsWith(plain(text))
}

/** `config set requirepass x`, `aws configure set aws_secret_access_key x`: the name is a separate word. */
function setting(text: string, next: string): Hit | undefined {
  if (text.length < 4 || !/^[A-Za-z][\w.-]{3,63}$/.test(text) || !literalText(next)) return undefined
  return /^(?:requirepass|masterauth|masteruser)$|[_.-]/.test(text) ? settingByName(text, next) : undefined
}

function settingByName(name: string, value: string): Hit | undefined {
  const hit = judgeName(name).strength === 'strong' ? credentialByName(name, value) : undefined
  return hit && /^[\w.+/=~!@#%^&*-]{4,}$/.test(value) && /\d/.test(value) ? hit : undefined
}
