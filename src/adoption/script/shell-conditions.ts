import { readScript } from './shell-script.ts'
import type { Command, Script, ShellWord } from './shell-syntax.ts'
import { cellOfText, type ShellScope, textOfWord, valueOfWord } from './shell-values.ts'

/** A part of a script that depends on a condition. `ends` means that the part must end the script. */
type Branch = { readonly condition?: string; readonly body: Script; readonly ends?: true }

const SAYS = ['echo', 'printf', 'true', ':', 'cat', 'exit']

/**
 * onlyPrints reports whether a branch does not affect what is deployed: it only prints, and it ends the script only
 * if an earlier call returned nothing, in which case this action fails too.
 */
export function onlyPrints({ condition, body, ends }: Branch, at: ShellScope): boolean {
  const commands = body.flatMap((one): readonly (Command | undefined)[] =>
    one.kind === 'pipeline' ? one.commands : [undefined]
  )
  const names = commands.map(command => command && textOfWord(command.words[0], at))
  const isQuiet = body.every(one => one.kind === 'pipeline' && one.otherwise === undefined)
  const speaks = isQuiet && commands.every(one => one?.output === undefined && one?.assignments.length === 0)
  if (!speaks || !names.every(name => name !== undefined && SAYS.includes(name))) return false
  const exits = commands.filter(command => textOfWord(command?.words[0], at) === 'exit')
  const fails = exits.every(
    command => textOfWord(command?.words[1], at) !== '0' && command?.words[1] !== undefined
  )
  if (ends) return exits.length > 0 && fails
  if (exits.length === 0) return true
  return fails && condition !== undefined && isAboutAnswers(condition, at)
}

/** `-z "$ARN"`, `"$ARN" = None`: whether an earlier call returned a value. */
function isAboutAnswers(condition: string, at: ShellScope): boolean {
  const [, test = ''] = /^\[\[?\s+([\s\S]*?)\s+\]\]?$/.exec(condition) ?? []
  const parts = test.split(/\s+(?:\|\||-o|&&|-a)\s+|\s*\]\]?\s*(?:\|\||&&)\s*\[\[?\s*/)
  return parts.every(part => {
    const words = wordsOf(part)
    const [first, second, third] = words ?? []
    const sign = textOfWord(first, at)
    const tested = sign === '-z' ? second : first
    const isEmptyTest =
      sign === '-z' ||
      (/^==?$/.test(textOfWord(second, at) ?? '') && /^(?:null|None|)$/.test(textOfWord(third, at) ?? ''))
    const value = tested && valueOfWord(tested, at)
    return isEmptyTest && value !== undefined && value.kind !== 'text'
  })
}

/**
 * decided returns the result of a condition if both sides are literals or members of the matrix. It returns undefined
 * if the result cannot be determined statically.
 */
export function decided(condition: string, at: ShellScope): boolean | undefined {
  const [, test] = /^\[\[?\s+([^&|]*?)\s+\]\]?$/.exec(condition) ?? []
  const words = test === undefined ? undefined : wordsOf(test)
  if (words?.length !== 3) return undefined
  const [left, sign, right] = words
  const [a, b] = [left, right].map(word => certain(textOfWord(word, at), at))
  if (a === undefined || b === undefined || /[*?[]/.test(b)) return undefined
  const named = textOfWord(sign, at)
  return named === '=' || named === '==' ? a === b : named === '!=' ? a !== b : undefined
}

/** A text whose value does not depend on the run. */
function certain(text: string | undefined, at: ShellScope): string | undefined {
  const expressions = text?.match(/\$\{\{[\s\S]*?\}\}/g) ?? []
  if (text === undefined || !expressions.every(one => /^\$\{\{\s*matrix\./.test(one))) return undefined
  const cell = cellOfText(text, at)
  return cell.kind === 'known' && !cell.isGuess ? cell.value : undefined
}

function wordsOf(test: string): readonly ShellWord[] | undefined {
  const read = readScript(`test ${test}`)
  if ('stopped' in read) return undefined
  const [only, ...more] = read.script
  if (only?.kind !== 'pipeline' || more.length > 0) return undefined
  const [command, ...others] = only.commands
  return others.length === 0 ? command?.words.slice(1) : undefined
}
