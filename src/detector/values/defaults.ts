/** A value that is used where a variable has none. */
export type DefaultValue = { readonly variable: string; readonly value: string }

const SHELL = /\$\{([A-Za-z_][\w.-]{0,127})(?::?[-=]|:(?![-=?+/]))([^{}]{1,512})\}/g

/** `default('x')` of Jinja and Go templates, `|| 'x'` of GitHub, `?? 'x'`, `ENV.fetch('X', 'x')`. */
const QUOTED =
  /(?:[{%.\s(]|env\s{1,4}["'])([A-Za-z_][\w.-]{0,127})["']?\s{0,8}(?:\|\s{0,8}default\s{0,4}\(?|\|\||\?\?|,)\s{0,8}(?:'([^'{}]{1,512})'|"([^"{}]{1,512})")/g

/** defaultValues lists the literal defaults in a text's templates: `${X:-literal}`, `{{ X | default('literal') }}`. */
export function defaultValues(text: string): readonly DefaultValue[] {
  const found: DefaultValue[] = []
  if (text.includes('${')) {
    for (const [, variable = '', value = ''] of text.matchAll(SHELL))
      found.push({ variable, value: unquoted(value) })
  }
  if (/\{\{|<%/.test(text)) {
    for (const [, variable = '', single, double] of text.matchAll(QUOTED)) {
      found.push({ variable, value: single ?? double ?? '' })
    }
  }
  return found
}

function unquoted(text: string): string {
  return text.replace(/^(["'])(.*)\1$/s, '$2')
}
