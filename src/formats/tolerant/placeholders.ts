import { closingBrace, MAX_PLACEHOLDER, type NextIndex } from './search.ts'

/** A placeholder for a value, or a directive of a template language (`{% if %}`, `{{ end }}`), which is not a value. */
export type Marked = { readonly end: number; readonly directive: boolean }

/** Go templates, Helm, mustache, handlebars: directives that begin like this produce no text. */
const DIRECTIVE =
  /^\{\{[-~]?\s*(?:[#^/!>]|\/\*|(?:if|else|end|range|with|define|block|template|break|continue)\b|\$\w+\s*:?=)/

/** `$NAME`, `$(NAME)`, `$[NAME]`, `@NAME@`, `%NAME%`, `<NAME>`, `#{NAME}#`: replaced by a shell, sed or envsubst. */
const NAMED =
  /\$[A-Za-z_][\w.]{0,127}|\$\([^()\r\n]{0,256}\)|\$\[[^[\]\r\n]{1,128}\]|@@?[\w.-]{1,128}@@?|%%?[\w.-]{1,128}%%?|<[\w .:/-]{1,128}>|#\{[^{}\r\n]{0,256}\}#?/y

/**
 * readPlaceholder recognizes a placeholder of another tool at `start`; undefined if there is none. Reads at most
 * MAX_PLACEHOLDER characters ahead.
 */
export function readPlaceholder(text: string, start: number, next: NextIndex): Marked | undefined {
  const char = text.charAt(start)
  const second = text.charAt(start + 1)
  if (char === '{') return readBraces(text, start, next)
  if (char === '<' && second === '%') {
    return closedBy({ needle: '%>', directive: text.charAt(start + 2) !== '=' }, start, next)
  }
  if (char === '%' && second === '{') return braced(text, start + 1, true)
  if (char === '$' && second === '{') return braced(text, start + 1, false)
  if (!'$@%<#'.includes(char)) return undefined
  const named = new RegExp(NAMED)
  named.lastIndex = start
  const found = named.exec(text)?.[0]
  return found === undefined ? undefined : { end: start + found.length, directive: false }
}

function readBraces(text: string, start: number, next: NextIndex): Marked | undefined {
  const second = text.charAt(start + 1)
  if (second === '%') return closedBy({ needle: '%}', directive: true }, start, next)
  if (second === '#') return closedBy({ needle: '#}', directive: true }, start, next)
  if (second !== '{') return undefined
  const directive = DIRECTIVE.test(text.slice(start, start + 40))
  return closedBy({ needle: '}}', directive }, start, next)
}

function closedBy(
  mark: { readonly needle: string; readonly directive: boolean },
  start: number,
  next: NextIndex
): Marked | undefined {
  const close = next.of(mark.needle, start + 2)
  // A comment of a template may be long; everything else fits on one or two lines.
  const limit = mark.directive ? 4096 : MAX_PLACEHOLDER
  if (close - start > limit) return undefined
  const end = close + mark.needle.length
  return { end, directive: mark.directive }
}

function braced(text: string, open: number, directive: boolean): Marked | undefined {
  const end = closingBrace(text, open)
  return end === undefined ? undefined : { end, directive }
}
