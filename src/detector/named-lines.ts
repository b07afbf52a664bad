import { setAside } from './judge-line.ts'
import { judgeName } from './names/credential-name.ts'
import { MASK } from './sensitive.ts'

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

/**
 * upToName returns each line of a text of others up to the first name of a credential in it, if the rest of the line is
 * no plain prose: whatever the notation, a value may stand there. Pure.
 */
export function upToName(text: string): string {
  const { text: judged, putBack } = setAside(text)
  return putBack(judged.split('\n').map(lineUpToName).join('\n'))
}

function lineUpToName(line: string): string {
  for (const { 0: name, index } of line.matchAll(NAME)) {
    const end = index + name.length
    const rest = line.slice(end)
    const isSql = /^IDENTIFIED\s/.test(name)
    if (IS_MASKED.test(rest)) continue
    const isData = IS_VARIABLE.test(name) || OPENS.test(line.slice(0, index)) || CLOSES.test(rest)
    if (!isSql && !(isData && judgeName(name).strength === 'strong')) continue
    const words = rest.split(/\s+/).filter(word => word !== '')
    const isProse = !isSql && !/^["'`>\])}=]/.test(rest) && words.every(word => PROSE.test(word))
    if (!isProse && words.length > 0) return `${line.slice(0, end)} ${MASK}`
  }
  return line
}
