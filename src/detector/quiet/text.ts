import { couldNameCredential } from '../names/hint.ts'

/** Longer texts are for the rules. */
const LONGEST = 512

const PRINTABLE = /^[ -~]*$/

/**
 * What only the rules can judge in a text of more than one word: logins, escapes, other writings, what a shell puts together, flags and
 * programs that take passwords, users with passwords, words of a recovery phrase.
 */
const FOR_THE_RULES = new RegExp(
  [
    '[@\\\\`]|%[0-9a-f]|&[#\\w]|<<|\\$\\(|\\w["\']+\\w|[?;](?:u|sig)=',
    'base64|xxd|openssl|\\brev\\b|sudo|machine|login|identified|\\bbasic\\s',
    '(?:^|[\\s"\'(;|/])(?:rabbitmqctl|vault|mc)\\s|--(?:proxy-)?user',
    '(?:^|[\\s"\'([;|])-(?:[abpuw]|[ktx](?:\\s|$)|setc|[a-z]{1,11}[au](?:\\s|$))',
    '(?:^|[\\s"\'])[a-z][\\w.-]{0,31}:(?!//)[^:\\s]{3,128}:(?:e:)?\\d{0,6}(?:[:\\s]|$)',
    // The key of such an address can be a word.
    '(?:[a-z]{3,8} ){11}|hooks\\.zapier'
  ].join('|'),
  'i'
)

/** A word, a name, a path, or a variable that is filled in: nothing in it can be a name with a value. */
const ONE_WORD = /^(?:(?!s\/|.{0,99}hooks\.zapier)[\w./][\w./-]*|\$\{\w{1,64}\})$/i

/** An address, an ARN, an image: what stands before the first colon could be a name. */
const WITH_COLONS = /^([\w./-]*)(?::[\w./*-]*)+$/

/** `P4SSW0RD` and `P_A_S_S` are read as words, and under the name of users or of an account a value may be a login. */
const OTHER_NAME =
  /[a-z][0-9$]{1,2}[a-z]|(?:[a-z][_.-]){4}|_users|_local_user|(?:^|_)(?:imap|pop3|smtp|e?mail)_account/i

/** Names of keys in two letters, which are none within words. */
const SHORT_NAME = /(?:^|[^a-z])[ps]k(?![a-z])|_iv(?![a-z])/i

/** Runs of letters and digits as words, names, numbers and versions have them; what is drawn at random has others. */
const WORD =
  /^(?:[A-Z]{0,6}[a-z]{1,19}(?:[A-Z][a-z]{1,19}){0,4}[A-Z]{0,5}\d{0,3}|[A-Z]{1,14}\d{0,3}|\d{1,12}|\d{1,4}(?:[a-z]{1,2}|Z)|\d{1,3}[a-z]{3,12}|\d\dT\d\d)$/

/** Shorter runs are not drawn. */
const SHORTEST_DRAWN = 5

/** What AWS and git have drawn: the tag or digest of an image, the name of a database's host. */
const DRAWN_BY_OTHERS =
  /(?<=\/[\w.-]{1,128})(?::[0-9a-f]{7,40}|@sha256:[0-9a-f]{64})$|(?<=^[\w-]{1,63}\.(?:cluster-)?)[a-z0-9]{12}(?=\.[a-z0-9-]{9,16}\.rds\.amazonaws\.com$)/

/**
 * isQuiet tells whether the rules have nothing to say about a text, as long as its name is quiet too. It knows some forms that are
 * harmless for certain; of anything else it says no, and the rules decide. Small and fast, since nearly all texts of a clean
 * file end here, and the rules need not even be loaded.
 */
export function isQuiet(written: string): boolean {
  const text = written.length > 40 ? written.replace(DRAWN_BY_OTHERS, '') : written
  if (text.length > LONGEST) return false
  if (!ONE_WORD.test(text) && !(PRINTABLE.test(text) && namesNothing(text))) return false
  return !isDrawn(text) && !isEncoded(text)
}

/** isQuietName tells whether a name is for certain that of no credential, and no credential itself. */
export function isQuietName(name: string): boolean {
  return isQuiet(name) && !couldNameCredential(name) && !OTHER_NAME.test(name)
}

/** isDrawn tells whether a text has a part that could be drawn at random. */
export function isDrawn(text: string): boolean {
  return text.split(/[^A-Za-z0-9]+/).some(run => run.length >= SHORTEST_DRAWN && !WORD.test(run))
}

/** Whether no value can stand in a text under the name of a credential; a script that sets variables may put a name together. */
function namesNothing(text: string): boolean {
  const names = WITH_COLONS.exec(text)?.[1] ?? text
  if (couldNameCredential(names) || SHORT_NAME.test(names) || OTHER_NAME.test(names)) return false
  if (FOR_THE_RULES.test(text)) return false
  return !/\w=/.test(text) || !/\$[\w{]/.test(text)
}

/** Base64 of something that can be read. */
function isEncoded(text: string): boolean {
  return (
    text.length >= 16 &&
    /^[\w+/-]+$/.test(text) &&
    /^[\t\n\r -~\u00A0-\u024F]+\uFFFD{0,2}$/.test(Buffer.from(text, 'base64').toString())
  )
}
