/** A default value: the value used if a variable has none. */
export type DefaultValue = { readonly variable: string; readonly value: string }

/**
 * The arguments of each Terraform function that can appear in its result. The other arguments are parameters of the
 * operation. Unknown functions pass none.
 */
const PASSED: ReadonlyMap<string, Passed> = new Map<string, Passed>(
  Object.entries({
    'coalesce coalescelist try sensitive nonsensitive tostring tolist trimspace chomp base64encode base64decode base64gzip urlencode jsonencode upper lower title concat element one':
      [0, 99],
    'replace trim trimprefix trimsuffix substr': [0, 0],
    'join format formatlist split': [1, 99],
    lookup: [2, 2]
  } satisfies Record<string, Passed>).flatMap(([names, passed]) =>
    names.split(' ').map(name => [name, passed])
  )
)

/** The indexes of the first and the last of these arguments. */
type Passed = readonly [number, number]
const ALL: Passed = [0, 999]
const NONE: Passed = [1, 0]

const TOKEN = /"((?:[^"\\]|\\.)*)"|([A-Za-z_][\w.-]*)(\s*\()?|[=!<>]=?|\S/g
/** Longest expression that is parsed, in UTF-16 code units. */
const LONGEST = 1024

/** Replaces an expression that was extracted: one character that no syntax uses. */
const TAKEN = '\uE000'

/**
 * chosenLiterals lists the literals that the Terraform expressions and directives in a text can evaluate to, as in
 * `${coalesce(var.x, "literal")}`, `${var.x == "" ? "literal" : var.x}`, `%{ if x }literal%{ endif }`, at any nesting
 * depth.
 */
export function chosenLiterals(text: string): readonly DefaultValue[] {
  const found: DefaultValue[] = []
  let rest = text
  // From the innermost outwards: each expression is extracted before the enclosing one is read.
  for (let at = rest.lastIndexOf('${'); at >= 0; at = rest.lastIndexOf('${', at)) {
    // Most unclosed expressions have no closing brace within the limit, so no scan of the characters is needed.
    const isOpen = !rest.slice(at + 2, at + 3 + LONGEST).includes('}')
    const body = isOpen ? '' : bodyAt(rest, at + 2)
    // An expression without a closing brace is discarded together with the rest of the text.
    if (isOpen || rest.charAt(at + 2 + body.length) !== '}') {
      rest = rest.slice(0, at)
      continue
    }
    // postgres://app:${…}@host expects a password here.
    const variable = /:\/\/[^\s:@/]{0,64}:$/.test(rest.slice(Math.max(0, at - 80), at)) ? 'password' : ''
    const literals = body.includes('"') ? literalsIn(body).filter(value => value !== TAKEN) : []
    found.push(...literals.map(value => ({ variable, value: value.replaceAll(TAKEN, '${_}') })))
    if (!rest.slice(0, at).includes('${')) break
    rest = `${rest.slice(0, at)}${TAKEN}${rest.slice(at + 3 + body.length)}`
  }
  if (/%\{ ?~? ?(?:if|for|else)\b/.test(text)) {
    const parts = text.split(/%\{[^{}]{0,256}\}/).filter(part => part.trim() !== '' && !part.includes('${'))
    found.push(...parts.map(value => ({ variable: '', value })))
  }
  return found
}

/** The text up to the closing brace; braces in quoted texts do not count. */
function bodyAt(text: string, start: number): string {
  let depth = 0
  let quoted = false
  const last = Math.min(text.length, start + LONGEST)
  for (let at = start; at < last; at++) {
    const character = text.charAt(at)
    if (character === '\\') at++
    else if (character === '"') quoted = !quoted
    else if (quoted) continue
    else if (character === '{') depth++
    else if (character === '}' && depth-- === 0) return text.slice(start, at)
  }
  return text.slice(start, last)
}

type Call = { readonly passed: Passed; index: number; since: number }

function literalsIn(body: string): readonly string[] {
  const found: string[] = []
  const calls: Call[] = []
  const open = (passed: Passed) => calls.push({ passed, index: 0, since: found.length })
  open(ALL)
  const tokens = [...body.matchAll(TOKEN)]
  for (const [at, [token, literal, word, opens]] of tokens.entries()) {
    const call = calls.at(-1) as Call
    if (literal !== undefined) {
      const beside = `${tokens[at - 1]?.[0] ?? ''} ${tokens[at + 1]?.[0] ?? ''}`
      const isAsked = /[=!<>]/.test(beside.replace(/"[^"]*"/g, ''))
      if (!isAsked && calls.every(passes)) found.push(literal)
    } else if (opens !== undefined || token === '(') open(word ? (PASSED.get(word) ?? NONE) : ALL)
    // After a name, a bracket is an index.
    else if (token === '[') open(/[\w)\]]$/.test(tokens[at - 1]?.[0] ?? '') ? NONE : ALL)
    else if ((token === ')' || token === ']') && calls.length > 1) calls.pop()
    else if (token === ',') call.index++
    else if (token === '?') found.length = call.since
    if (token === ',' || token === ':') call.since = found.length
  }
  return found
}

function passes({ passed: [first, last], index }: Call): boolean {
  return index >= first && index <= last
}
