/** A node of a parsed jq filter, limited to what filters of task definitions use. */
export type JqPart =
  | { readonly kind: 'pipe' | 'comma'; readonly left: JqPart; readonly right: JqPart }
  | { readonly kind: 'operator'; readonly sign: string; readonly left: JqPart; readonly right: JqPart }
  /** A path that is applied to the input, or to the result of `of`. */
  | { readonly kind: 'path'; readonly of?: JqPart; readonly steps: readonly JqStep[] }
  | { readonly kind: 'call'; readonly name: string; readonly arguments: readonly JqPart[] }
  | { readonly kind: 'object'; readonly members: readonly (readonly [name: string, value: JqPart])[] }
  | { readonly kind: 'list'; readonly content?: JqPart }
  | { readonly kind: 'text'; readonly parts: readonly (string | JqPart)[] }
  | { readonly kind: 'number'; readonly text: string }
  | { readonly kind: 'variable'; readonly name: string }
  | { readonly kind: 'if'; readonly condition: JqPart; readonly then: JqPart; readonly otherwise?: JqPart }

/** One step of a path: a member, an index, or all elements of a list. */
export type JqStep = { readonly member: string } | { readonly index: number } | { readonly each: true }

/** A token of a filter. A text contains the filters interpolated in it. */
export type JqToken =
  | { readonly kind: 'sign' | 'word' | 'member' | 'number'; readonly text: string }
  | TextToken
type TextToken = { readonly kind: 'text'; readonly parts: readonly (string | JqPart)[] }

const SIGNS = ['|=', '+=', '//', '==', '!=', '<=', '>=', ...'|,=+-*/%()[]{}:?.$<>']
const PLAIN =
  /\s+|#[^\n]*|\.[A-Za-z_]\w*|[A-Za-z_]\w*|\d+(?:\.\d+)?|\|=|\+=|\/\/|[=!<>]=|[|,=+\-*/%()[\]{}:?.$<>]/y

type Parse = (filter: string) => JqPart | undefined

/** tokensOf splits a filter into signs, words and texts. It returns undefined if a part is none of them. */
export function tokensOf(filter: string, parse: Parse): readonly JqToken[] | undefined {
  const tokens: JqToken[] = []
  for (let at = 0; at < filter.length; ) {
    if (filter[at] === '"') {
      const read = textAt(filter, { start: at, parse })
      if (read === undefined) return undefined
      tokens.push(read.token)
      at = read.end
      continue
    }
    PLAIN.lastIndex = at
    const [found] = PLAIN.exec(filter) ?? []
    if (found === undefined) return undefined
    at += found.length
    if (/^[\s#]/.test(found)) continue
    if (SIGNS.includes(found)) tokens.push({ kind: 'sign', text: found })
    else if (found.startsWith('.')) tokens.push({ kind: 'member', text: found.slice(1) })
    else tokens.push({ kind: /^\d/.test(found) ? 'number' : 'word', text: found })
  }
  return tokens
}

/** A quoted text, with the filters interpolated in it. */
function textAt(
  filter: string,
  { start, parse }: { readonly start: number; readonly parse: Parse }
): { readonly token: TextToken; readonly end: number } | undefined {
  const parts: (string | JqPart)[] = []
  let plain = ''
  for (let at = start + 1; at < filter.length; at++) {
    const char = filter[at]
    if (char === '"') return { token: { kind: 'text', parts: [...parts, plain] }, end: at + 1 }
    if (char !== '\\') {
      plain += char
      continue
    }
    const next = filter[++at]
    if (next !== '(') {
      if (next === undefined || !'"\\/'.includes(next)) return undefined
      plain += next
      continue
    }
    const close = filter.indexOf(')', at)
    const inner = close < 0 ? undefined : parse(filter.slice(at + 1, close))
    if (inner === undefined) return undefined
    parts.push(plain, inner)
    plain = ''
    at = close
  }
  return undefined
}
