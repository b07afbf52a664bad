import { parseArgs } from 'node:util'
import { isDrawn } from '../detector/values/describe.ts'
import type { Problem } from '../errors.ts'
import { describeText } from '../inputs/problems.ts'
import { nearestName } from '../nearest.ts'

/** A flag: under which name its text is kept, whether it is on or off, and whether it may be given again. */
export type Flag = {
  readonly name: string
  readonly isSwitch: boolean
  /** The text that stands for the flag; it takes no other. */
  readonly fixed?: string
  /** Each further text is one more line. */
  readonly hasLines?: boolean
}

/**
 * What was typed: the texts of the flags by name, the words that are no flags, and all that is wrong with the flags.
 */
export type TypedFlags = {
  readonly texts: Readonly<Record<string, string>>
  readonly words: readonly string[]
  readonly problems: readonly Problem[]
}

/** Words that are meant as the value of the switch before them. Those that are no boolean are refused as its value. */
const ANSWER =
  /^(?:true|false|yes|no|y|n|on|off|0|1|maybe|never|always|none|enabled?|disabled?|null|undefined)$/i

/**
 * readFlags reads the arguments of a mode or a command, `topic`. A switch is on without a value, and its value may
 * follow; the value of any other flag must. A value that looks like the next flag was forgotten: --name=VALUE makes it
 * explicit.
 */
export function readFlags(
  args: readonly string[],
  flags: Readonly<Record<string, Flag>>,
  topic: string | undefined
): TypedFlags {
  const options = Object.fromEntries(
    Object.entries(flags).map(([flag, { isSwitch }]) => [
      flag,
      { type: isSwitch ? 'boolean' : 'string' } as const
    ])
  )
  const { tokens } = parseArgs({
    args: [...args],
    options,
    strict: false,
    allowPositionals: true,
    tokens: true
  })
  const texts = new Map<string, string>()
  const problems: Problem[] = []
  const words: string[] = []
  const given = new Set<string>()
  /** The switch before a word, which may be its value. */
  let open: Flag | undefined
  for (const token of tokens) {
    const before = open
    open = undefined
    if (token.kind === 'positional') {
      if (before !== undefined && ANSWER.test(token.value)) texts.set(before.name, token.value)
      else words.push(token.value)
    }
    if (token.kind !== 'option') continue
    const flag = Object.hasOwn(flags, token.name) ? flags[token.name] : undefined
    if (flag === undefined) {
      problems.push(unknownFlag(token.rawName, topic, Object.keys(flags)))
      continue
    }
    const isForgotten = token.inlineValue === false && token.value?.startsWith('--')
    const typed = isForgotten ? undefined : token.value
    const text = flag.fixed ?? typed ?? (flag.isSwitch ? 'true' : undefined)
    if (flag.isSwitch && flag.fixed === undefined && token.value === undefined) open = flag
    const known = texts.get(flag.name)
    // Unset variables of the shell leave an empty text, or only commas: never the way to say "all" or "the usual one".
    if (text === undefined || /^[\s,]*$/.test(text)) problems.push(missingValue(flag.name))
    else if (known === undefined) texts.set(flag.name, text)
    else if (flag.hasLines) texts.set(flag.name, `${known}\n${text}`)
    // the same under two names, such as `--plan --dry-run`, is no contradiction
    else if (known !== text || given.has(token.name)) problems.push(givenTwice(token.rawName))
    given.add(token.name)
  }
  return { texts: Object.fromEntries(texts), words, problems }
}

function badFlag(code: string, message: string, hint: string): Problem {
  return { code, fault: 'user', message, hint }
}

/**
 * unknownMode returns the problem of a first word that is not a mode; `known` lists the words that are allowed there.
 */
export function unknownMode(word: string, topic: string | undefined, known: readonly string[]): Problem {
  const meant = word === 'help' && topic !== undefined ? topic : word
  const nearest = nearestName(meant, known)
  const maybe = nearest === undefined ? '' : ` Did you mean "${nearest}"?`
  const message = `Unknown mode ${describeText(meant)}.${maybe}`
  return badFlag('unknown-mode', message, 'Run ecs-sealed-deploy --help for the modes.')
}

/** noMode returns the problem of a command line without a mode. */
export function noMode(): Problem {
  const message = 'No mode is given: the first word selects what to do.'
  return badFlag('unknown-mode', message, 'Run ecs-sealed-deploy --help for the modes.')
}

function unknownFlag(flag: string, topic: string | undefined, known: readonly string[]): Problem {
  const isName = /^--?[A-Za-z][\w-]{0,63}$/.test(flag) && !isDrawn(flag)
  const shown = isName ? flag : `of ${flag.length} characters`
  const long = known.filter(name => name.length > 1)
  const nearest = flag.startsWith('--') ? nearestName(flag.slice(2), long) : undefined
  const maybe = nearest === undefined ? '' : ` Did you mean --${nearest}?`
  return badFlag(
    'unknown-input',
    `Unknown flag ${shown}.${maybe}`,
    `Run ecs-sealed-deploy ${topic === undefined ? '' : `${topic} `}--help for the flags.`
  )
}

/** givenTwice returns the problem of a flag with two values. */
export function givenTwice(flag: string): Problem {
  return badFlag('bad-input', `Flag ${flag} is given twice.`, 'It takes one value: keep the intended one.')
}

/** missingValue returns the problem of a flag without its value. */
export function missingValue(name: string): Problem {
  return badFlag(
    'bad-input',
    `Flag --${name} has no value.`,
    `Write --${name} VALUE; an unset variable is an empty value, which is none, and a value that starts with "-" needs the form --${name}=VALUE.`
  )
}

/** noSwitchValue returns the problem of a flag that is only on or off, and has another value. */
export function noSwitchValue(name: string): Problem {
  return badFlag(
    'bad-input',
    `Flag --${name} takes no value other than true and false.`,
    `Write --${name}, or leave it out.`
  )
}

/** extraWord returns the problem of a word after a command that takes only flags. */
export function extraWord(word: string, command: string): Problem {
  return badFlag(
    'bad-input',
    `Command ${command} takes only flags; ${describeText(word)} is not a flag.`,
    `Run ecs-sealed-deploy ${command} --help for the flags.`
  )
}
