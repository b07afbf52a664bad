import { parseArgs } from 'node:util'
import type { Problem } from '../../errors.ts'
import { COMMAND_FLAGS } from '../../inputs/tables/command-flags.ts'
import { COMMAND_LINE_INPUTS, type CommandName, factOf } from '../../inputs/tables/specification.ts'
import {
  extraWord,
  givenTwice,
  missingValue,
  noSwitchValue,
  unknownFlag
} from '../command-line/flag-problems.ts'

/** What was typed after a command. */
export type TypedWords = {
  /** By flag. A flag without a value is there, with any text, if it is on. */
  readonly texts: Readonly<Record<string, string>>
  /** Words that are not flags. */
  readonly words: readonly string[]
  readonly problems: readonly Problem[]
}

/** A flag, a word, or `--` among the arguments of a command. */
export type TypedToken = NonNullable<ReturnType<typeof parseArgs>['tokens']>[number]
type Flag = Extract<TypedToken, { readonly kind: 'option' }>

/** typedTokens divides the arguments of a command into its flags and words. */
export function typedTokens(name: CommandName, args: readonly string[]): readonly TypedToken[] {
  const { flags } = COMMAND_FLAGS[name]
  const options = Object.fromEntries(Object.entries(flags).map(([flag, { kind }]) => [flag, { type: kind }]))
  return parseArgs({ args: [...args], options, strict: false, allowPositionals: true, tokens: true }).tokens
}

/**
 * How a word belongs to the flag before it: it decides a switch, or is the value of a flag that the command has not.
 */
export function belonging(
  name: CommandName,
  before: TypedToken | undefined,
  word: string
): 'decision' | 'foreign-value' | undefined {
  if (before?.kind !== 'option' || before.value !== undefined) return undefined
  const isOurs = Object.hasOwn(COMMAND_FLAGS[name].flags, before.name)
  if (DECISION.test(word)) return isOurs ? 'decision' : 'foreign-value'
  // A switch of the modes takes no other word.
  return isOurs || isSwitch(before.name) ? undefined : 'foreign-value'
}

/** readCommandWords reads the flags and words of a command. All that is wrong with them is returned together. */
export function readCommandWords(name: CommandName, args: readonly string[]): TypedWords {
  const reading = new CommandFlags(name)
  let before: TypedToken | undefined
  for (const token of typedTokens(name, args)) {
    if (token.kind === 'option') reading.take(token)
    else if (token.kind === 'positional') reading.word(token.value, before)
    before = token
  }
  return reading
}

function isSwitch(name: string): boolean {
  return COMMAND_LINE_INPUTS.some(known => known === name && factOf(known).kind === 'switch')
}

const DECISION = /^(true|false)$/i

class CommandFlags implements TypedWords {
  readonly words: string[] = []
  readonly problems: Problem[] = []
  readonly #texts = new Map<string, string>()
  readonly #taken: Flag[] = []
  readonly #name: CommandName

  constructor(name: CommandName) {
    this.#name = name
  }

  get texts(): TypedWords['texts'] {
    return Object.fromEntries(this.#texts)
  }

  take(token: Flag): void {
    const { flags } = COMMAND_FLAGS[this.#name]
    const flag = Object.hasOwn(flags, token.name) ? flags[token.name] : undefined
    if (flag === undefined) {
      this.problems.push(unknownFlag(token.rawName, this.#name, Object.keys(flags)))
      return
    }
    if (this.#taken.some(before => isAgain(before, token))) this.problems.push(givenTwice(token.rawName))
    this.#taken.push(token)
    if (flag.kind === 'boolean') this.#switch(token.name, token.value ?? 'true')
    else this.#keep(token)
  }

  /** A value that looks like the next flag means that the value was forgotten; --name=VALUE makes it explicit. */
  #keep({ name, value, inlineValue }: Flag): void {
    if (value === undefined || value === '' || (!inlineValue && value.startsWith('--')))
      this.problems.push(missingValue(name))
    else this.#texts.set(name, value)
  }

  #switch(name: string, value: string): void {
    if (!DECISION.test(value)) this.problems.push(noSwitchValue(name))
    else if (value.toLowerCase() === 'true') this.#texts.set(name, value)
    else this.#texts.delete(name)
  }

  word(word: string, before: TypedToken | undefined): void {
    const belongs = belonging(this.#name, before, word)
    if (belongs === 'decision' && before?.kind === 'option') this.#switch(before.name, word)
    if (belongs !== undefined) return
    // Only merge takes files.
    if (this.#name === 'merge') this.words.push(word)
    else this.problems.push(extraWord(word, this.#name))
  }
}

/** Whether a flag contradicts or repeats an earlier one; `--json` is `--format json` under another name. */
function isAgain(before: Flag, token: Flag): boolean {
  const formats = [before, token].flatMap(({ name, value }) =>
    name === 'json' ? 'json' : name === 'format' ? (value ?? '') : []
  )
  return before.name === token.name || new Set(formats).size === 2
}
