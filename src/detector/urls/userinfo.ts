import { type Login, percentDecoded } from './login.ts'

/** Longest user part plus host that is looked at. */
const MAX_AUTHORITY = 1024

const ORACLE = /\bjdbc:oracle:\w{1,16}:([^\s/:@]{1,128})\/("[^"\s]{1,128}"|[^\s@/]{1,128})@/gi
const GO_MYSQL = /(?:^|\s)([^\s:@/]{1,64}):([^\s]{1,128})@(?:tcp|unix)\(/g

/**
 * userinfoLogins finds `scheme://user:password@host` for any scheme, anywhere in a text, plus Oracle's `user/password@` and
 * Go's `user:password@tcp(host)`. A password that was not percent-encoded as it should be is found too.
 */
export function userinfoLogins(text: string): readonly Login[] {
  const found: Login[] = []
  for (let at = text.indexOf('://'); at >= 0; at = text.indexOf('://', at + 3)) {
    const login = /[A-Za-z0-9]/.test(text.charAt(at - 1)) ? loginAfter(text, at + 3) : undefined
    if (login) found.push(login)
  }
  // A pattern costs something the first time; most texts have none of these forms.
  const patterns = [
    ...(text.includes('@tcp(') || text.includes('@unix(') ? [GO_MYSQL] : []),
    ...(/jdbc:oracle:/i.test(text) ? [ORACLE] : [])
  ]
  for (const pattern of patterns) {
    for (const [, user = '', raw = ''] of text.matchAll(pattern)) {
      found.push({ where: 'a connection string', raw, password: raw.replaceAll('"', ''), user })
    }
  }
  return found
}

function loginAfter(text: string, start: number): Login | undefined {
  const rest = (/^[^\s"'<>`\\|]*/.exec(text.slice(start, start + MAX_AUTHORITY)) as RegExpExecArray)[0]
  const end = authorityEnd(rest)
  const authority = rest.slice(0, end)
  const at = authority.lastIndexOf('@')
  if (at < 0) return undefined
  const colon = authority.indexOf(':')
  if (colon < 0 || colon > at) return undefined
  const raw = authority.slice(colon + 1, at)
  if (raw === '') return undefined
  return {
    where: 'the user part of a URL',
    raw,
    password: percentDecoded(raw),
    user: percentDecoded(authority.slice(0, colon)),
    host: authority.slice(at + 1).replace(/:\d{1,5}$/, '')
  }
}

/**
 * The authority ends at the first `/`, `?` or `#`, except where those stand raw in a password: there is no `@` before
 * them, what follows the colon is no port, and an `@` with something like a host comes after.
 */
function authorityEnd(rest: string): number {
  const end = rest.search(/[/?#]/)
  if (end < 0) return rest.length
  const head = rest.slice(0, end)
  if (head.includes('@')) return end
  const colon = head.indexOf(':')
  if (colon < 0 || /^\d{0,5}$/.test(head.slice(colon + 1))) return end
  const later = /@[A-Za-z0-9][\w.-]{0,253}(?::\d{1,5})?(?:[/?#]|$)/.exec(rest)
  return later ? later.index + later[0].replace(/[/?#]$/, '').length : end
}
