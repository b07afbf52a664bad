/** The expressions of GitHub in a text. */
const EXPRESSIONS = /\$\{\{((?:'[^']{0,256}'|[^'}]|\}(?!\})){0,2048})\}\}/g

/** A text in an expression, and the member of a context, as in `secrets['DB']`. */
const TEXT = /'(?:[^']|''){0,1024}'/g
const INDEX = /\[\s{0,8}'([\w-]{1,128})'\s{0,8}\]/g

/** A call or a group without another one in it. */
const INNERMOST = /([\w-]{0,64})\s{0,8}\(([^()]{0,2048})\)/g

/** Functions that compare or search, and do not return what they are given. */
const ASKS = /^(?:contains|startsWith|endsWith|hashFiles)$/i

const SECRET = /(?<![\w.-])secrets(?![\w-])(?:\.([\w-]{1,128}))?/gi

/** How deep calls are followed. */
const DEEPEST = 16

/**
 * githubSecretsIn returns the names of GitHub's secrets that the expressions of a text can become, and an empty name
 * for all of them (`toJSON(secrets)`). A secret that is only compared, searched or negated, or the condition before
 * `&&`, is not part of the result.
 */
export function githubSecretsIn(text: string): readonly string[] {
  if (!/secrets/i.test(text)) return []
  return [...text.matchAll(EXPRESSIONS)].flatMap(([, expression = '']) => {
    let rest = expression.replace(INDEX, '.$1').replace(TEXT, "''")
    for (let depth = 0; depth < DEEPEST && rest.includes('('); depth++)
      rest = rest.replace(INNERMOST, (_, call: string, inner: string) =>
        ASKS.test(call) ? "''" : `[${resultOf(inner)}]`
      )
    return [...resultOf(rest).matchAll(SECRET)].map(([, name = '']) => name)
  })
}

/** Of `a && b || c` what can come out: b or c. */
function resultOf(expression: string): string {
  return expression
    .split(',')
    .flatMap(one => one.split('||'))
    .map(one => one.split('&&').at(-1) ?? '')
    .filter(one => !/[!=<>]/.test(one))
    .join(' ')
}
