import parseArgsStringToArgv from 'string-argv'
import { grouped } from '../list.ts'
import { classifyValue } from './values/classify.ts'
import { credentialByName, type Hit } from './values/credential.ts'
import { isMnemonic, looksRandom } from './values/describe.ts'
import { withoutTemplates } from './values/templates.ts'

/** How a value follows a short flag: `-pX`, `-a X`, or both. */
type Follows = 'glued' | 'apart' | 'either'

/** Short flags that take a password, by program and, if it has several, by its command. */
const PASSWORD_FLAGS: readonly {
  readonly program: RegExp
  readonly flag: string
  readonly follows: Follows
  readonly command?: string
}[] = [
  { program: /^(?:mysql\w{0,16}|mariadb[\w-]{0,16})$/, flag: '-p', follows: 'glued' },
  { program: /^mongo(?:sh|dump|restore|import|export)?$/, flag: '-p', follows: 'apart' },
  { program: /^(?:redis|valkey)-(?:cli|benchmark)$/, flag: '-a', follows: 'apart' },
  { program: /^sshpass$/, flag: '-p', follows: 'either' },
  { program: /^sqlcmd$/, flag: '-P', follows: 'either' },
  { program: /^ldap(?:search|add|modify|passwd|whoami|delete)$/, flag: '-w', follows: 'apart' },
  { program: /^(?:docker|podman|helm|az)$/, flag: '-p', follows: 'apart', command: 'login' }
]

/** Programs that ask for a password with `--password`: the next word is a database. */
const ASKS = /^(?:psql|pg_\w{1,16}|createdb|dropdb|mysql\w{0,16}|mariadb[\w-]{0,16})$/

/** Flags of programs that take `user:password`. */
const LOGIN_FLAG = /^(?:-[a-z]{0,8}u|--(?:proxy-)?user|--basic-auth|--creds)$/i

/** What ends a command in a script, so that the next word is a program. */
const CONNECTS = /^(?:&&|\|\|?|;|&)$/

/** `NAME=value`, `--flag=value`. */
const ASSIGNED = /^(-{0,2})([A-Za-z_$][\w.$:[\]-]{0,127})=([\s\S]{1,4096})$/
const FLAG = /^--?([A-Za-z][\w.-]{0,63})$/

/** How often a word may be a script that has words of its own: `sh -c "…"`. */
const DEEPEST = 3

/** WordJudge states what a value behind a flag, a name or a header is; `authorization` has the value of that header. */
export type WordJudge = {
  readonly named: (name: string, value: string) => Hit | undefined
  readonly authorization: (value: string) => Hit | undefined
}

/** A credential, and the index of the word that holds it. */
type WordHit = { readonly index: number; readonly hit: Hit }

/**
 * credentialsInCommand finds the credentials in the words of a command: in flags, `NAME=value`, logins and headers. A
 * word with spaces is split by string-argv and judged the same way. No program is interpreted. Linear.
 */
export function credentialsInCommand(
  words: readonly string[],
  judge: WordJudge = LITERALS
): ReadonlyMap<number, readonly Hit[]> {
  const found = grouped(hitsIn(words, { judge, depth: 0 }), ({ index }) => index)
  return new Map(Array.from(found, ([index, hits]) => [index, hits.map(({ hit }) => hit)]))
}

/** LITERALS judges what stands in the words themselves. */
export const LITERALS: WordJudge = { named: credentialByName, authorization }

type Reading = { readonly judge: WordJudge; readonly depth: number }

function hitsIn(words: readonly string[], reading: Reading): readonly WordHit[] {
  const hits: WordHit[] = []
  let program = ''
  let isFirst = true
  for (const [index, word] of words.entries()) {
    const flag = inFlag(words, { index, program, judge: reading.judge })
    hits.push(...(flag ? [flag] : inWord(word, reading).map(hit => ({ index, hit }))))
    const name = word.slice(word.lastIndexOf('/') + 1)
    if (CONNECTS.test(word) || word.endsWith(';')) isFirst = true
    // In a log line, other words can precede the program: `ran: mysql -u root …`.
    else if (isFirst ? !ASSIGNED.test(word) && !BEFORE_PROGRAM.test(word) : takesPassword(name)) {
      program = name
      isFirst = false
    }
  }
  return hits
}

function takesPassword(name: string): boolean {
  return PASSWORD_FLAGS.some(({ program }) => program.test(name))
}

/** Words before the program that a command runs; `CMD-SHELL` is of ECS's health checks. */
const BEFORE_PROGRAM = /^(?:CMD|CMD-SHELL|exec|sudo|env|export|nohup|time|command|then|do|if|!|\(|\{)$/

/** A flag and its value, in one word or in two. */
function inFlag(
  words: readonly string[],
  { index, program, judge }: { readonly index: number; readonly program: string; readonly judge: WordJudge }
): WordHit | undefined {
  const word = words[index] as string
  const next = words[index + 1]
  const row = PASSWORD_FLAGS.find(
    one =>
      one.program.test(program) &&
      word.startsWith(one.flag) &&
      (one.command === undefined || words.includes(one.command))
  )
  if (row) {
    const isGlued = word.length > row.flag.length
    const isValue = row.follows === 'either' || row.follows === (isGlued ? 'glued' : 'apart')
    const hit = isValue
      ? judge.named('password', bare(isGlued ? word.slice(row.flag.length) : (next ?? '')))
      : undefined
    if (hit) return { hit, index: isGlued ? index : index + 1 }
  }
  if (next === undefined || next.startsWith('-')) return undefined
  if (LOGIN_FLAG.test(word)) {
    const secret = /^[^\s:/]{1,64}:([\s\S]{1,512})$/.exec(bare(next))?.[1]
    const hit = secret === undefined ? undefined : judge.named('password', secret)
    return hit && { hit: { ...hit, what: 'a user name and a password' }, index: index + 1 }
  }
  const name = FLAG.exec(word)?.[1]
  const hit = name === undefined || ASKS.test(program) ? undefined : named(name, next, judge)
  return hit && { hit, index: index + 1 }
}

/** `NAME=value`, `--flag=value`, a header, or a script with words of its own. */
function inWord(word: string, { judge, depth }: Reading): readonly Hit[] {
  const assigned = ASSIGNED.exec(word)
  if (assigned) {
    const [, , name = '', value = ''] = assigned
    const hit = named(name, value, judge)
    if (hit) return [hit]
    if (depth < DEEPEST && /[=:]/.test(value)) return inWord(value, { judge, depth: depth + 1 })
  }
  const header = /^[A-Za-z][\w-]{0,63}:\s?\S/.test(word) ? headerCredential(word, judge) : undefined
  if (header) return [header]
  if (isMnemonic(word))
    return [{ what: 'a wallet’s recovery phrase', certainty: 'sure', secret: word.trim() }]
  if (!/\s/.test(word.trim()) || depth >= DEEPEST) return []
  // A comment goes to the end of its line; a placeholder is one word.
  const script = word
    .replace(/(?<=^|\s)#.*/g, '')
    .replace(/\{\{[^{}]{1,256}\}\}|<%[^%]{1,256}%>/g, one => one.replace(/\s/g, ''))
  return hitsIn(parseArgsStringToArgv(script), { judge, depth: depth + 1 }).map(({ hit }) => hit)
}

/** A value by its name; a name is written with dashes or dots in flags, and `-e NAME` sets a variable. */
function named(name: string, value: string, judge: WordJudge): Hit | undefined {
  // What a shell computes has more words than one.
  if (/^["']?(?:`|\$\()/.test(value)) return undefined
  // docker build --secret id=npmrc,src=.npmrc: BuildKit gets its location
  if (/^(?:id|type|src|source|env)=/.test(value) && name === 'secret') return undefined
  const hit = judge.named(name.replace(/^-+/, ''), bare(value))
  return hit?.certainty === 'unsure' ? undefined : hit
}

/** A word without what a script has behind it, and without escaped quotes. */
function bare(word: string): string {
  // In Compose files each $ is doubled.
  return word
    .replaceAll('$$', '$')
    .replace(/^\\?["']/, '')
    .replace(/(?:\\?["'])?[;)]{0,3}$/, '')
}

/** AUTHORIZATION matches the name of the header that has a scheme and a credential. */
export const AUTHORIZATION = /^(?:proxy-)?authorization$/i
const HEADER =
  /^\s{0,8}([A-Za-z][A-Za-z0-9-]{0,63})(?:\s{0,4}[:=](?!>)\s{0,8}|\s{1,8}(?=(?:Basic|Bearer|Token|ApiKey|Splunk)\s))(\S[\s\S]{0,4096})$/i
const SCHEME = /^(?:Basic|Bearer|Token|ApiKey|Splunk|SSWS|GenieKey|Key|Bot)(?:\s{1,4}|%20|\+)(\S{1,4096})/i

/**
 * headerCredential reads `Authorization: Bearer …`, `X-Api-Key: …`, also with `=` or a space instead of the colon
 * (FireLens, OpenTelemetry). Without a scheme, the header's name decides.
 */
export function headerCredential(text: string, judge: WordJudge = LITERALS): Hit | undefined {
  const [, name = '', value = ''] = HEADER.exec(text.slice(0, 4400)) ?? []
  if (AUTHORIZATION.test(name)) return judge.authorization(value)
  if (name === '') return /^(?:Basic|Bearer) \S{12}/i.test(text) ? judge.authorization(text) : undefined
  // A word behind a name with a colon may be a task, `secrets:rotate`, or what happens, `password:mask`.
  return name.includes('-') && /:|\s/.test(text) ? judge.named(name, value) : undefined
}

/** authorization judges the value of an `Authorization:` header, also without the header's name. */
export function authorization(value: string): Hit | undefined {
  const scheme = SCHEME.exec(value.trim())
  const secret = scheme?.[1] ?? value.trim()
  if (!scheme && !/^[\w+/=.~-]{12,4096}$/.test(secret)) return undefined
  if (withoutTemplates(secret) !== secret || secret.length < 4) return undefined
  const kind = classifyValue(secret, 'Authorization')
  if (!/^(?:literal|number|path)$/.test(kind) || (/^[a-z]{1,24}$/.test(secret) && !looksRandom(secret)))
    return undefined
  return { what: 'a credential of an HTTP header', certainty: 'sure', secret }
}
