import { isDrawn } from '../detector/values/describe.ts'
import type { Problem } from '../errors.ts'
import { didYouMean, nearestName, pageUrl } from '../nearest.ts'
import type { Mode } from './tables/specification.ts'

/**
 * describeText quotes a short word of harmless characters, so that a typo is visible, and describes anything else only
 * by its length, because an input can contain a pasted credential. A text that could be random is never quoted: the
 * words that were meant are not.
 */
export function describeText(text: string): string {
  if (text === '') return 'an empty value'
  if (/^[A-Za-z0-9_./:-]{1,24}$/.test(text) && !isDrawn(text)) return `"${text}"`
  return `a value of ${text.length} characters`
}

/** badInput is the problem with the value of an input; `message` follows the input's name. */
export function badInput(input: string, message: string, hint: string): Problem {
  return { code: 'bad-input', fault: 'user', message: `Input "${input}": ${message}`, hint }
}

/** missingInput is the problem of an input that the run needs; the whole message is given. */
export function missingInput(input: string, message: string, hint: string): Problem {
  return { code: 'missing-input', fault: 'user', message, hint, about: { input } }
}

/** noRegion is the problem of a run without a Region. */
export function noRegion(mode: Mode): Problem {
  return missingInput(
    'aws-region',
    `Input "aws-region" is empty and AWS_REGION is not set; mode ${mode} needs an AWS Region.`,
    'Set aws-region, or run aws-actions/configure-aws-credentials before this step.'
  )
}

/** noFiles is the problem of a run without anything to deploy. */
export function noFiles(): Problem {
  return missingInput(
    'task-definition',
    'Input "task-definition" is empty: there is nothing to work on.',
    'Name a file, a glob or a pattern, for example task-definition: deploy/{service}-task-definition.json.'
  )
}

/** noClusterForTask is the problem of a one-off task without a cluster. */
export function noClusterForTask(): Problem {
  return missingInput(
    'cluster',
    'Input "cluster" is empty, but a one-off task is to be run.',
    'Name the cluster that the task runs in; write cluster: default if you mean the default one.'
  )
}

/** unknownInputs reports each given name that is not an input, with the nearest one that is. */
export function unknownInputs(given: readonly string[], known: readonly string[]): readonly Problem[] {
  return given
    .filter(name => !known.includes(name))
    .map(name => {
      const whole = known.find(input => input.endsWith(`-${name}`))
      const meant = whole === undefined ? didYouMean(name, known) : ` Did you mean "${whole}"?`
      return {
        code: 'unknown-input',
        fault: 'user' as const,
        message: `Unknown input ${describeText(name)}.${meant}`,
        hint: `The inputs are listed in ${pageUrl('inputs')}.`
      }
    })
}

/** The INPUT_ variables that are not inputs: names that a step has probably misspelled, and the others. */
export type StrayVariables = { readonly problems: readonly Problem[]; readonly ignored: readonly string[] }

/**
 * strayVariables classifies the names of INPUT_ variables, as the action sees them. The runner passes a misspelled
 * input like a variable of the job's `env`, so the name decides (decision 33): one with a hyphen, which variables of
 * jobs do not have, one that is similar to an input, or the end of one (`region` for `aws-region`) is a misspelled
 * input; any other is an unrelated variable. So is `github_token`, which other actions have as an input and jobs as a
 * variable: a run without the token does not deploy anything else.
 */
export function strayVariables(given: readonly string[], known: readonly string[]): StrayVariables {
  const unknown = given.filter(name => !known.includes(name))
  const meant = unknown.filter(
    name =>
      name !== 'github_token' &&
      (name.includes('-') ||
        known.some(input => input.endsWith(`-${name}`)) ||
        nearestName(name, known) !== undefined)
  )
  return {
    problems: meant.flatMap(name =>
      unknownInputs([name], known).map(problem => ({
        ...problem,
        hint: `${problem.hint} If ${variableText(name)} is a variable of the job's env and no input, give it a name that does not begin with INPUT_.`
      }))
    ),
    ignored: unknown.filter(name => !meant.includes(name))
  }
}

/** variableText is the name of the variable of an input, which can be a pasted credential in capitals. */
export function variableText(name: string): string {
  return `INPUT_${/^[a-z0-9_-]{1,80}$/.test(name) && !isDrawn(name) ? name.toUpperCase() : '***'}`
}
