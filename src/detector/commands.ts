import parseArgsStringToArgv from 'string-argv'
import { grouped } from '../list.ts'
import { ANY_PROGRAM, placesInUsages, type Word } from './command-usages.ts'
import { classifyValue } from './values/classify.ts'
import { credentialByName, type Hit } from './values/credential.ts'
import { isMnemonic, looksRandom } from './values/describe.ts'
import { withoutTemplates } from './values/templates.ts'

/** Programs that ask for a password with `--password`: the next word is a database. */
const ASKS = /^(?:psql|pg_\w{1,16}|createdb|dropdb|mysql\w{0,16}|mariadb[\w-]{0,16})$/

/** What ends a command in a script. */
const CONNECTS = /^(?:&&|\|\|?|;|&)$/

/** `NAME=value`, `--flag=value`. */
const ASSIGNED = /^(?:\/\/[\w./:-]{1,253}:(?=_)|-{0,2})([A-Za-z_$][\w.$:[\]-]{0,127})=([\s\S]{1,4096})$/
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

/** The words of one command of a script, and what a pipe gives it. */
type Command = { readonly words: readonly Word[]; readonly fed: readonly Word[] }

/** How many words of a command are looked at for each program. */
const MOST_WORDS = 256

type Reading = { readonly judge: WordJudge; readonly depth: number }

function hitsIn(words: readonly string[], reading: Reading): readonly WordHit[] {
  return commandsIn(words).flatMap(command => [
    ...inUsages(command, reading.judge),
    ...command.words.flatMap(({ word, index }, at) => {
      const flag = inFlag(command.words, at, reading.judge)
      return flag ? [flag] : inWord(word, reading).map(hit => ({ index, hit }))
    })
  ])
}

/** commandsIn separates the commands of a script; of a pipe, the second one is fed by the first. */
function commandsIn(words: readonly string[]): readonly Command[] {
  const commands: { words: Word[]; fed: readonly Word[] }[] = [{ words: [], fed: [] }]
  for (const [index, word] of words.entries()) {
    const last = commands.at(-1)?.words ?? []
    if (CONNECTS.test(word)) commands.push({ words: [], fed: word === '|' ? printed(last) : [] })
    else last.push({ word, index })
    if (word.endsWith(';')) commands.push({ words: [], fed: [] })
  }
  return commands
}

/** The words that a command prints as they are. */
function printed(words: readonly Word[]): readonly Word[] {
  const at = words.findIndex(({ word }) => /^(?:echo|printf)$/.test(word))
  return at < 0 ? [] : words.slice(at + 1)
}

/** What the table of usages finds in a command, also behind another program: `timeout 5 mysql …`. */
function inUsages({ words, fed }: Command, judge: WordJudge): readonly WordHit[] {
  const places = words.flatMap(({ word }, at) => {
    // docker run --name mongo
    const isValue = /^--\w[^=]*$/.test(words[at - 1]?.word ?? '')
    return isValue ? [] : placesInUsages(programIn(word, at === 0), words.slice(at + 1, at + MOST_WORDS), fed)
  })
  return [...placesInUsages(ANY_PROGRAM, words, fed), ...places].flatMap(({ index, name, text, hasUser }) => {
    const hit = named(name, text, judge)
    return hit ? [{ index, hit: hasUser ? { ...hit, what: 'a user name and a password' } : hit }] : []
  })
}

/** The program that a word runs; other paths may end in the same name: `-v data:/var/lib/mysql`. */
function programIn(word: string, isFirst: boolean): string {
  const path = word.replace(/^[$(`"']{1,3}/, '')
  return isFirst || /^(?:\S*\/)?s?bin\//.test(path) ? path.slice(path.lastIndexOf('/') + 1) : path
}

/** A flag that is named like a credential, and its value in the next word. */
function inFlag(words: readonly Word[], at: number, judge: WordJudge): WordHit | undefined {
  const name = FLAG.exec(words[at]?.word ?? '')?.[1]
  const next = words[at + 1]
  if (name === undefined || next === undefined || next.word.startsWith('-')) return undefined
  if (words.slice(0, at).some(({ word }) => ASKS.test(word.slice(word.lastIndexOf('/') + 1))))
    return undefined
  const hit = named(name, next.word, judge)
  return hit && { hit, index: next.index }
}

/** `NAME=value`, `--flag=value`, a header, or a script with words of its own. */
function inWord(word: string, { judge, depth }: Reading): readonly Hit[] {
  const assigned = ASSIGNED.exec(word)
  if (assigned) {
    const [, name = '', value = ''] = assigned
    const hit = named(name, value, judge)
    if (hit) return [hit]
    if (depth < DEEPEST && /[=:]/.test(value))
      return value.split(/[,[\]]/).flatMap(one => inWord(one, { judge, depth: depth + 1 }))
  }
  const header = /^[A-Za-z][\w-]{0,63}:\s?\S/.test(word) ? headerCredential(word, judge) : undefined
  if (header) return [header]
  if (isMnemonic(word))
    return [{ what: 'a wallet’s recovery phrase', certainty: 'sure', secret: word.trim() }]
  if (!/\s/.test(word.trim()) || depth >= DEEPEST) return []
  // A comment goes to the end of its line, as a command does; a placeholder is one word.
  const script = word
    .replace(/(?<=^|\s)#.*/g, '')
    .replaceAll('\\\n', ' ')
    .replace(/"(?:[^"\\]|\\.){0,4096}"|'[^']{0,4096}'|\n/g, one => (one === '\n' ? ' ; ' : one))
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
