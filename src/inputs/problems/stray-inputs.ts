import { isDrawn } from '../../detector/values/describe.ts'
import type { Problem } from '../../errors.ts'
import { didYouMean, nearestName, pageUrl } from '../../nearest.ts'
import { describeText } from './describe-text.ts'

/** unknownInputs reports each given name that is not an input, with the nearest one that is. */
export function unknownInputs(given: readonly string[], known: readonly string[]): readonly Problem[] {
  return given
    .filter(name => !known.includes(name))
    .map(name => ({
      code: 'unknown-input',
      fault: 'user' as const,
      message: `Unknown input ${describeText(name)}.${didYouMean(name, known)}`,
      hint: `The inputs are listed in ${pageUrl('inputs')}.`
    }))
}

/** The INPUT_ variables that are not inputs: names that a step has probably misspelled, and the others. */
export type StrayVariables = { readonly problems: readonly Problem[]; readonly ignored: readonly string[] }

/**
 * strayVariables classifies the names of INPUT_ variables, as the action sees them. The runner passes a misspelled
 * input like a variable of the job's `env`, so the name decides (decision 33): one with a hyphen, which variables of
 * jobs do not have, one that is similar to an input, or the end of one (`region` for `aws-region`) is a misspelled
 * input; any other is an unrelated variable.
 */
export function strayVariables(given: readonly string[], known: readonly string[]): StrayVariables {
  const unknown = given.filter(name => !known.includes(name))
  const meant = unknown.flatMap(name => {
    const whole = known.find(input => input.endsWith(`-${name}`))
    return whole !== undefined || name.includes('-') || nearestName(name, known) !== undefined
      ? [{ name, whole }]
      : []
  })
  return {
    problems: meant.flatMap(({ name, whole }) =>
      unknownInputs([name], known).map(problem => ({
        ...problem,
        ...(whole === undefined
          ? {}
          : { message: `Unknown input ${describeText(name)}. Did you mean "${whole}"?` }),
        hint: `${problem.hint} If ${variableText(name)} is a variable of the job's env and no input, give it a name that does not begin with INPUT_.`
      }))
    ),
    ignored: unknown.filter(name => !meant.some(one => one.name === name))
  }
}

/** variableText is the name of the variable of an input, which can be a pasted credential in capitals. */
export function variableText(name: string): string {
  return `INPUT_${/^[a-z0-9_-]{1,80}$/.test(name) && !isDrawn(name) ? name.toUpperCase() : '***'}`
}
