import { judgeCommand } from '../commands/credential-words.ts'
import { namedLiteral, password } from '../commands/literal.ts'
import { inCode, inCookies, spacedSettings, sqlPassword } from '../commands/written.ts'
import { judgeName } from '../names/credential-name.ts'
import type { Hit } from '../values/credential.ts'
import { authorization } from './header.ts'
import type { Leaf } from './leaf.ts'

/** `Authorization "Basic …"` inside the text of a settings file. */
const AUTHORIZATION =
  /\bauthorization["']?[\s:=]{1,4}["']?((?:basic|bearer|token|apikey)\s{1,4}[\w+/=.~-]{8,1024})/i

/** `$env:PASSWORD = "x"` of PowerShell. */
const POWERSHELL = /\$env:([A-Za-z_]\w{0,127})\s{0,4}=\s{0,4}(?:"([^"$]{1,256})"|'([^']{1,256})')/i

/** `the password is tigerlily77`: an invented word with digits, unlike the words of a sentence. */
const TOLD =
  /(?:\b|_)(?:password|passwd|passphrase|kennwort|passwort|contraseña|senha|mot de passe)\s{1,4}(?:is|was|->|=>|ist|es|est)\s{1,4}["'`]?((?=[^\s\d]{0,32}\d)(?=[^\s]{0,64}[A-Za-z]{3})[^\s"'`,;-]{8,64})/iu

/** `user app password tigerlily77`, as settings of many programs have it in one line. */
const USER_AND =
  /\b(?:user(?:name)?|login)\s{1,4}[^\s"'=]{1,64}\s{1,4}(?:insecure-)?pass(?:word|wd)?\s{1,4}["']?((?=[^\s\d]{0,32}\d)(?=[^\s]{0,64}[A-Za-z]{3})[^\s"'`,;(){}$-]{8,64})/i

/** `setPassword("x")`: an invented word with a digit, unlike the texts of a dialog. */
const SETTER =
  /(?:^|[\s.])(?:set_?)?(?:pass(?:word|wd)?|api_?key)\(\s{0,4}["']((?=[^"'\d]{0,64}\d)(?=[^"']{0,64}[A-Za-z]{3})[^\s"'/]{8,128})["']\s{0,4}\)/i

/** `user app on >password`: an access list of Redis. */
const ACCESS_LIST = /\buser\s{1,4}\S{1,64}\s{1,4}(?:\S{1,64}\s{1,4}){0,8}>(\S{3,128})/i

/** `:password "x"` of Clojure, `(password . "x")` of Lisp, `{password, "x"}` of Erlang. */
const OF_LISTS =
  /(?::([a-z][\w-]{1,64})\s{1,4}|\(([a-z][\w-]{1,64})\s{1,4}\.\s{1,4}|\{\s{0,4}([a-z]\w{1,64})\s{0,4},\s{0,4})"([^"\\\s]{3,256})"/g

/** `: PSK "x"`, a pre-shared key of IPsec. */
const SHARED = /:\s{1,4}(?:psk|xauth|eap)\s{1,4}"([^"]{3,128})"/i

/**
 * inProgramText finds a credential in the text of a program or a settings file that is not a list of names and values:
 * code, SQL, settings separated by spaces, headers, cookies, and what a sentence tells. If the text `isRead` as names
 * and values, its code is judged already.
 */
export function inProgramText(text: string, isRead: boolean): Hit | undefined {
  if (!/\s|["']/.test(text)) return undefined
  return (
    sqlPassword(text) ??
    // In a template, what follows a name may be its default, which has a rule of its own.
    (isRead || /\$\{|\{\{|<%/.test(text) ? undefined : inCode(text)) ??
    secretOf(SETTER, text) ??
    ofPowerShell(text) ??
    spacedSettings(text) ??
    inHeaders(text) ??
    secretOf(SHARED, text) ??
    secretOf(USER_AND, text) ??
    ofLists(text) ??
    (text.includes(' >') ? secretOf(ACCESS_LIST, text) : undefined) ??
    told(text)
  )
}

function secretOf(pattern: RegExp, text: string): Hit | undefined {
  const secret = pattern.exec(text)?.[1]
  return secret === undefined ? undefined : password(secret)
}

function ofLists(text: string): Hit | undefined {
  if (!/[a-z]\s{0,4}[.,]?\s{1,4}"/.test(text)) return undefined
  for (const [, keyword, first, atom, value = ''] of text.matchAll(OF_LISTS)) {
    const hit = namedLiteral(keyword ?? first ?? atom ?? '', value)
    if (hit) return hit
  }
  return undefined
}

function ofPowerShell(text: string): Hit | undefined {
  const [, name = '', double, single] = text.includes('$') ? (POWERSHELL.exec(text) ?? []) : []
  return name === '' ? undefined : namedLiteral(name, double ?? single ?? '')
}

function inHeaders(text: string): Hit | undefined {
  if (/^(?:set-)?cookie:/i.test(text)) return inCookies(text.slice(text.indexOf(':') + 1))
  const value = AUTHORIZATION.exec(text)?.[1]
  return value === undefined ? undefined : authorization(value)
}

function told(text: string): Hit | undefined {
  const secret = TOLD.exec(text)?.[1]?.replace(/[.!?)]$/, '')
  const hit = secret === undefined ? undefined : password(secret)
  return hit && { ...hit, certainty: 'unsure' }
}

/** flagAmong judges `["--password", "x"]`: a command, or the options of one. */
export function flagAmong(leaves: readonly Leaf[]): Hit | undefined {
  for (const words of listsIn(leaves)) {
    if (!words.some(isFlag)) continue
    // ["--password", "token", "secret"]: what a program hides, by its names
    const others = words.filter(word => !isFlag(word))
    if (others.length > 1 && others.every(word => judgeName(word).strength !== 'none')) continue
    const [hit] = judgeCommand({ words })
    if (hit) return { ...hit, what: `${hit.what} in JSON text` }
  }
  return undefined
}

function isFlag(word: string): boolean {
  return word.startsWith('-')
}

/** The items of each list that follow each other. */
function listsIn(leaves: readonly Leaf[]): readonly (readonly string[])[] {
  const lists: string[][] = []
  let open: Leaf['list']
  for (const { list, text } of leaves) {
    if (list && list === open) lists.at(-1)?.push(text)
    else if (list) lists.push([text])
    open = list
  }
  return lists
}
