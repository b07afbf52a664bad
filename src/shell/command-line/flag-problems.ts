import { isDrawn } from '../../detector/values/describe.ts'
import type { Problem } from '../../errors.ts'
import { describeText } from '../../inputs/problems/describe-text.ts'
import { nearestName } from '../../nearest.ts'

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
  return badFlag(
    'unknown-mode',
    `Unknown mode ${describeText(meant)}.${maybe}`,
    'Run ecs-sealed-deploy --help for the modes.'
  )
}

/** noMode returns the problem of a command line without a mode. */
export function noMode(): Problem {
  return badFlag(
    'unknown-mode',
    'No mode is given: the first word selects what to do.',
    'Run ecs-sealed-deploy --help for the modes.'
  )
}

/** unknownFlag returns the problem of an unknown flag: it names the closest known flag, or where all are listed. */
export function unknownFlag(flag: string, topic: string | undefined, known: readonly string[]): Problem {
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
