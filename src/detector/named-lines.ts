import { setAside } from './judge-line.ts'
import { judgeName } from './names/credential-name.ts'
import { MASK } from './sensitive.ts'
import { isDrawn } from './values/describe.ts'

/** A word that may be a name, unless it is part of a path or an ARN; or the words of SQL before a password. */
const NAME = /(?<![\w/.-])(?<!\w:)(?:IDENTIFIED\s+BY\b|[A-Za-z_][\w-]{2,63})/g

/** `DB_PASSWORD`, `dbPassword`: no sentence has such a word. `GetAuthorizationToken` is a call of AWS. */
const IS_VARIABLE = /_|^[A-Z]{3,}$|^[a-z]+[A-Z]/
/** What stands around a name in data, and not in a sentence. */
const OPENS = /["'`<[({=:]$/
const CLOSES = /^["'`>\])}=]/

/** The value of a pair that is masked already. */
const IS_MASKED = /^\\*["']?\s*[:=]\s*\\*["']?\*\*\*/

/** The words of a sentence: of letters, small numbers, and names of variables. Anything else may be a value. */
const PROSE =
  /^(?:[-–—.,;:!?()]+|\(?(?:[A-Za-z][a-z]*(?:['’][a-z]+)?|\d{1,3}|[A-Z]+(?:_[A-Z]+)+|[\ue000-\uf8ff])[).,;:!?]*)$/

/** Words before a value that are no names of variables: `AUTH x`, `credentials (app, x)`, `?sig=x`, `session=x`. */
const IS_LOGIN = /^(?:AUTH|[Cc]redentials?)$/
const IS_PARAMETER = /^(?:sig|signature|session|session_?id|sid)$/i

/** A quoted text as the value of the name before it; one character is a token of a parser. */
const QUOTED = /^[\s:=(]*(?:(?:is|was|of|value)[\s:=]+)?["'`](?=[^"'`]*[A-Za-z0-9])[^"'`]{2}/

/** A word of a text, without the punctuation around it. */
const WORD = /(?<![^\s"'`()[\]{}<>,;=|])[^\s"'`()[\]{}<>,;=|]{6,}/g
/** What has digits and is no value: ARNs, URLs, paths, hosts, durations, regions, versions, codes, IDs of AWS. */
const NO_VALUE = new RegExp(
  `^(?:${[
    /arn:.*|\w+:\/\/.*|[.~]{0,2}\/.*|[a-z0-9._:@-]+\/[a-z0-9._:@/-]*|HTTP\/.*/,
    /(?:[\w-]+\.)+[a-z]{2,10}(?::\d+)*|[a-z][a-z0-9-]*:\d{1,5}|[\w.+-]+@[\w.-]+\.[a-z]+/,
    /(?:[\d.]+(?:h|m|s|ms|us|µs|ns|[KMG]i?B))+|\d{4}-\d\d-\d\dT.*|0x[\da-f]+/,
    /[a-z]{2,4}(?:-[a-z]+)+-\d[a-z]?|v?\d+(?:\.\d+)+[\w.-]*|sha\d{3}:.*|(?:sha|oauth|base|utf-?|ipv|python|node)\d+/,
    /[A-Z]{1,8}-?\d{3,6}|(?:i|ami|eni|sg|subnet|vpce?|vol|fs|fsap)-[\da-f]{8,17}/
  ]
    .map(({ source }) => source)
    .join('|')})$`
)

/** Where a word stands that is built like a value: letters with digits or signs, or drawn at random. */
function valueAt(text: string): number | undefined {
  for (const { 0: found, index } of text.matchAll(WORD)) {
    const word = found.replace(/[.:!?]+$/, '')
    const isMixed = /[A-Za-z]/.test(word) && /\d|\w[#$%^&*+~!?@]/.test(word)
    if ((isMixed || isDrawn(word)) && !NO_VALUE.test(word)) return index
  }
  return undefined
}

/**
 * upToName returns each line of a text of others up to the first name of a credential in it, if the rest of the line is
 * no plain prose: whatever the notation, a value may stand there. After a word of a sentence, such as `password`, it
 * returns the line up to what is quoted as its value or built like one. Pure.
 */
export function upToName(text: string): string {
  const { text: judged, putBack } = setAside(text)
  return putBack(judged.split('\n').map(lineUpToName).join('\n'))
}

function lineUpToName(line: string): string {
  let isRead = false
  for (const { 0: name, index } of line.matchAll(NAME)) {
    const end = index + name.length
    const rest = line.slice(end)
    const isSql = /^IDENTIFIED\s/.test(name)
    if (IS_MASKED.test(rest)) continue
    const isStrong = judgeName(name).strength === 'strong'
    const isData = IS_VARIABLE.test(name) || OPENS.test(line.slice(0, index)) || CLOSES.test(rest)
    if (isSql || (isData && isStrong)) {
      const words = rest.split(/\s+/).filter(word => word !== '')
      const isProse = !isSql && !/^["'`>\])}=]/.test(rest) && words.every(word => PROSE.test(word))
      if (!isProse && words.length > 0) return `${line.slice(0, end)} ${MASK}`
    }
    if (!isStrong && !IS_LOGIN.test(name) && !(IS_PARAMETER.test(name) && /^["']?[:=]/.test(rest))) continue
    if (QUOTED.test(rest)) return `${line.slice(0, end)} ${MASK}`
    // What follows a later name also follows the first.
    const at = isRead ? undefined : valueAt(rest)
    if (at !== undefined) return line.slice(0, end + at) + MASK
    isRead = true
  }
  return line
}
