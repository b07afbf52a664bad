/**
 * What AWS, its agents and registries say that the rules would take for a credential: a name of an error or a call
 * before its sentence, and IDs that support asks for. A part that may be one by its form is only taken where a value
 * cannot stand: an ID after the words that announce it, a sentence after what could not be fetched.
 */
const NEVER_CREDENTIALS: readonly RegExp[] = [
  // The error code of STS or the call of an agent, and the first word of its sentence.
  /\b(?:(?:Invalid|Expired|Missing|Malformed)(?:[A-Z]\w{0,30})?Token:\s(?:OpenIDConnect|[A-Z][a-z]{1,19})(?:'t)?|GetAuthorizationToken:\soperation)(?=\s\w)/g,
  // `failed to fetch oauth token: unexpected status`: unlike `generated token: …`, it quotes no token.
  /(?<=\b(?:[Ff]ail(?:ed|ure|s|ing)?|[Ee]rror|[Uu]nable|[Cc]ould(?: not|n't)|[Cc]an(?:not|'t))[\s:][\w\s,:]{0,40})\b(?:fetch|obtain|retriev|refresh|request|generat)(?:e|ing|ed)?\s(?:\w{1,16}\s){0,3}(?:[Tt]oken|[Cc]redentials?|[Ss]ecrets?):\s(?=[A-Z]?[a-z]{1,19}\S?\s)\S+/g,
  // The ID of a request, in the forms that AWS gives it.
  /\b(?:request[\s_-]?id|idempotency token|client ?token|kms key)["']?\s?[:=]?\s?["']?(?:[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|[A-Za-z0-9+/_-]{54,75}={1,2})(?![\w+/=-])/gi,
  /\b(?:[Rr]equest[\s_-]?[Ii][Dd]|REQUEST_ID)["']?\s?[:=]?\s?["']?[0-9A-Z]{16,26}(?![\w+/=-])/g,
  /\bx-amz-(?:id-2|cf-id)["']?\s?[:=]\s?["']?[A-Za-z0-9+/_-]{54,75}={1,2}(?![\w+/=-])/gi,
  // MySQL
  /\busing password: (?:YES|NO)\b/g
]

/** The characters that stand for such parts; Unicode leaves them to private use, and no text of AWS has them. */
const FIRST = 0xe000
const MOST = 200
const STANDS_FOR = /[\ue000-\uf8ff]/g

/** A text without such parts, and a function that puts them back into what became of it. */
export type SetAside = { readonly text: string; readonly putBack: (text: string) => string }

/** setAside replaces such parts of a text with single characters, so that they are not judged. Pure; linear. */
export function setAside(text: string): SetAside {
  const parts: string[] = []
  if (text.search(STANDS_FOR) >= 0) return { text, putBack: same => same }
  const keep = (part: string) => {
    if (parts.length >= MOST) return part
    parts.push(part)
    return String.fromCharCode(FIRST + parts.length - 1)
  }
  const bare = NEVER_CREDENTIALS.reduce((rest, pattern) => rest.replace(pattern, keep), text)
  // a part may hold another one
  const putBack = (left: string): string =>
    left.search(STANDS_FOR) < 0
      ? left
      : putBack(left.replace(STANDS_FOR, one => parts[one.charCodeAt(0) - FIRST] ?? ''))
  return { text: bare, putBack }
}
