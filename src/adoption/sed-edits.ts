/** A text that sed replaces in a file: all occurrences, or the first on each line. */
export type Substitution = { readonly literal: string; readonly value: string; readonly everywhere: boolean }

/** What a call of sed does. With `inPlace` it changes the files, otherwise it prints the result. */
export type SedCall = {
  readonly substitutions: readonly Substitution[]
  readonly files: readonly string[]
  readonly inPlace: boolean
}

/**
 * readSed reads a call of sed that replaces plain texts. It returns undefined for anything else: patterns, addresses,
 * other commands, or a replacement that refers to the match.
 */
export function readSed(words: readonly string[]): SedCall | undefined {
  const scripts: string[] = []
  const rest: string[] = []
  let inPlace = false
  let isExtended = false
  for (let at = 0; at < words.length; at++) {
    const word = words[at] ?? ''
    if (/^-i(?:\.\w+)?$/.test(word) || word === '--in-place') inPlace = true
    else if (word === '-E' || word === '-r') isExtended = true
    else if (word === '-e') scripts.push(words[++at] ?? '')
    else if (word.startsWith('-')) return undefined
    // On macOS, `-i` is followed by an empty suffix as a separate word.
    else if (word !== '' || !inPlace) rest.push(word)
  }
  if (scripts.length === 0) scripts.push(rest.shift() ?? '')
  const substitutions: Substitution[] = []
  for (const script of scripts) {
    const read = readCommands(script, isExtended)
    if (read === undefined) return undefined
    substitutions.push(...read)
  }
  return { substitutions, files: rest, inPlace }
}

function readCommands(script: string, isExtended: boolean): readonly Substitution[] | undefined {
  const found: Substitution[] = []
  let rest = script.trim()
  while (rest !== '') {
    const sign = /^s([^\w\s\\])/.exec(rest)?.[1]
    if (sign === undefined) return undefined
    const between = new RegExp(
      `^s\\${sign}((?:\\\\.|[^\\\\])*?)\\${sign}((?:\\\\.|[^\\\\])*?)\\${sign}(g?)\\s*(?:;\\s*|$)`,
      's'
    )
    const [all, wanted, given, flags] = between.exec(rest) ?? []
    if (all === undefined || wanted === undefined || given === undefined) return undefined
    const literal = literalOf(wanted, isExtended)
    const value = replacementOf(given)
    if (literal === undefined || literal === '' || value === undefined) return undefined
    found.push({ literal, value, everywhere: flags === 'g' })
    rest = rest.slice(all.length)
  }
  return found
}

/** A pattern that is a plain text. An unescaped dot is taken as a literal dot. */
function literalOf(pattern: string, isExtended: boolean): string | undefined {
  const special = isExtended ? /(?<!\\)[*+?^[\](){}|]|\$$/ : /(?<!\\)[*^[\]]|(?<!\\)\$$|\\[(){}|+?]/
  if (special.test(pattern.replaceAll(/\$\{\{[^}]*\}\}/g, ''))) return undefined
  return pattern.replaceAll(/\\(.)/g, '$1')
}

function replacementOf(given: string): string | undefined {
  if (/(?<!\\)&|\\[0-9nLUE]/.test(given)) return undefined
  return given.replaceAll(/\\(.)/g, '$1')
}
