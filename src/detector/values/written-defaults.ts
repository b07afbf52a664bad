import type { DefaultValue } from './chosen.ts'

/**
 * A quoted text that an expression results in: alone, behind an operator that chooses, in a block that computes a
 * default, or as the branch of a condition.
 */
const RESULT =
  /(?:^|\{|\|\||\?\??|:|\b(?:else|then|or|default)\b)\s{0,8}(?:'([^'{}]{1,512})'|"([^"{}]{1,512})")\s{0,8}(?=$|\}|:|\|(?!\|)|if\b|unless\b|end\b)/gi

/** `'x' if dev else pw` of Jinja. */
const BEFORE_CONDITION = /^\s{0,8}(?:'([^'{}]{1,512})'|"([^"{}]{1,512})")\s{1,8}if\b/

/** Templates whose content is the expression of a language: ERB and EJS, Octopus, PowerShell, Jinja. */
const EXPRESSION =
  /<%[=-]([^%]{1,512}?)-?%>|#\{([^{}]{1,256})\}|\$\((?=[^()]{0,256}\?\?)([^()]{1,512})\)|\{\{-?([^{}]{1,512}?)-?\}\}/g

/** FreeMarker: `${name!'x'}`. */
const ABSENT = /\$\{([A-Za-z_][\w.]{0,127})!(?:\\?'([^'{}]{1,512})'|\\?"([^"{}\\]{1,512})\\?")\}/g

/** `${DEV:+x}` and `${X/y/x}` of a shell. Many scripts have words and flags there: only an invented word counts. */
const SHELL =
  /\$\{([A-Za-z_]\w{0,127})(?::?\+|\/\/?[^/{}]{1,64}\/)((?=[^{}\d]{0,64}\d)(?=[^{}]{0,64}[A-Za-z]{3})[\w!@#%^&*.-]{8,128})\}/g

/** `getenv "X" "literal"`: functions of gomplate, confd, and Consul whose last argument is the default. */
const FUNCTION =
  /\b(?:getenv|getv|keyOrDefault|envOr(?:Default)?|get_env)\s{1,4}["'`]([\w./-]{1,128})["'`]\s{1,4}["'`]([^"'`{}]{1,512})["'`]/g

/** Azure Pipelines: `$[coalesce(variables['X'], 'x')]`. */
const COALESCED = /\$\[coalesce\([^()]{0,256},\s{0,4}'([^']{1,512})'\s{0,4}\)\]/g

/** writtenDefaults lists the literals that the expressions of a text's templates result in or choose. Linear. */
export function writtenDefaults(text: string): readonly DefaultValue[] {
  const found: DefaultValue[] = []
  const plain = text.replaceAll('\\"', '"')
  for (const [whole, erb, octopus, shell, braces] of plain.matchAll(EXPRESSION)) {
    const body = (erb ?? octopus ?? shell ?? braces ?? '').trim()
    // GitHub's expressions have their own reader, and functions of Go templates too.
    if (braces !== undefined && !/\bif\b.{0,256}\belse\b|[\w)\]] or ['"]/.test(body)) {
      for (const [, variable = '', value = ''] of whole.matchAll(FUNCTION)) found.push({ variable, value })
      continue
    }
    const [, single, double] = BEFORE_CONDITION.exec(body) ?? []
    const chosen = single ?? double
    if (chosen !== undefined) found.push({ variable: '', value: chosen })
    for (const [, one, two] of body.matchAll(RESULT)) found.push({ variable: '', value: one ?? two ?? '' })
  }
  for (const [, variable = '', one, two] of plain.matchAll(ABSENT))
    found.push({ variable, value: one ?? two ?? '' })
  for (const [, value = ''] of plain.matchAll(COALESCED)) found.push({ variable: '', value })
  for (const [, variable = '', value = ''] of plain.matchAll(SHELL)) found.push({ variable, value })
  return found
}
