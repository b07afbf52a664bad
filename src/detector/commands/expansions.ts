/** `name`, `name[1]`, and what an expansion does with the value: `:-x`, `#x`, `/x/y`, `,,`, `:0:8`. */
const EXPANSION =
  /^([A-Za-z_]\w{0,127}|\d)(?:\[([\w.@*-]{1,64})\])?(:[-=?+]|[-=?+]|##?|%%?|\/\/?|:|,,?|\^\^?|@[A-Za-z])?([\s\S]{0,256})$/

/** Longer ones are no expansions that scripts are written with. */
const LONGEST = 256

/** A shorter part of a text says nothing: `${COMMIT:0:7}`, `${TOKEN:0:4}`. */
const SHORTEST_PART = 6

/**
 * expanded returns what a shell puts in the place of `${…}`, if the value of the variable is known and the pattern has
 * no other wildcards than `*` at one of its ends. `known` gives a value by `name` or `name[index]`. Undefined for
 * anything else.
 */
export function expanded(body: string, known: (name: string) => string | undefined): string | undefined {
  if (body.length > LONGEST) return undefined
  const [, name = '', index, operator = '', operand = ''] = EXPANSION.exec(body) ?? []
  if (name === '' || (operator === '' && operand !== '')) return undefined
  const value = known(index === undefined ? name : `${name}[${index}]`)
  if (value === undefined || operator === '' || /^(?::?[-=?]|@)/.test(operator)) return value
  switch (operator.charAt(0)) {
    case ',':
      return operand === '' ? value.toLowerCase() : undefined
    case '^':
      return operand === '' ? value.toUpperCase() : undefined
    case '#':
      return withoutStart(value, literalOf(operand), operator === '##')
    case '%':
      return withoutEnd(value, literalOf(operand), operator === '%%')
    case '/':
      return replaced(value, operand, operator === '//')
    default:
      return operator === ':' ? part(value, operand) : undefined
  }
}

/** A pattern without the quotes and backslashes of a shell. */
function literalOf(pattern: string): string {
  return pattern.replace(/\\(.)|["']/g, '$1')
}

/** A text that stands for itself, without a star at its beginning or its end. Undefined if it has other wildcards. */
function plainPart(pattern: string, star: 'before' | 'behind' | 'none'): string | undefined {
  const text =
    star === 'before' ? pattern.replace(/^\*/, '') : star === 'behind' ? pattern.replace(/\*$/, '') : pattern
  return text === '' || /[*?[$`]/.test(text) ? undefined : text
}

/** withoutStart removes `x` or the text up to and including it (`*x`); the longest one if `greedy`. */
export function withoutStart(value: string, pattern: string, greedy: boolean): string | undefined {
  const text = plainPart(pattern, 'before')
  if (text === undefined) return undefined
  if (!pattern.startsWith('*')) return value.startsWith(text) ? value.slice(text.length) : value
  const at = greedy ? value.lastIndexOf(text) : value.indexOf(text)
  return at < 0 ? value : value.slice(at + text.length)
}

/** withoutEnd removes `x` or the text from it on (`x*`); the longest one if `greedy`. */
export function withoutEnd(value: string, pattern: string, greedy: boolean): string | undefined {
  const text = plainPart(pattern, 'behind')
  if (text === undefined) return undefined
  if (!pattern.endsWith('*')) return value.endsWith(text) ? value.slice(0, -text.length) : value
  const at = greedy ? value.indexOf(text) : value.lastIndexOf(text)
  return at < 0 ? value : value.slice(0, at)
}

function replaced(value: string, operand: string, everywhere: boolean): string | undefined {
  const [, written = '', by = ''] = /^((?:\\.|[^/\\]){1,128})(?:\/([\s\S]*))?$/.exec(operand) ?? []
  const pattern = literalOf(written)
  if (by.includes('$')) return undefined
  // ${X/#before/after}
  if (pattern.startsWith('#')) return anchored(value, pattern.slice(1), literalOf(by))
  const text = plainPart(pattern, 'none')
  if (text === undefined) return undefined
  return everywhere ? value.replaceAll(text, () => literalOf(by)) : value.replace(text, () => literalOf(by))
}

function anchored(value: string, pattern: string, by: string): string | undefined {
  const text = plainPart(pattern, 'none')
  if (text === undefined) return undefined
  return value.startsWith(text) ? by + value.slice(text.length) : value
}

function part(value: string, operand: string): string | undefined {
  const [, from, length] = /^\s?(\d{1,4})(?::(\d{1,4}))?$/.exec(operand) ?? []
  if (from === undefined) return undefined
  const text = value.slice(Number(from), length === undefined ? undefined : Number(from) + Number(length))
  return text.length < SHORTEST_PART ? undefined : text
}
