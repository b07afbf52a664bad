import type { Problem } from '../../errors.ts'
import { didYouMean } from '../../nearest.ts'
import type { InputName } from '../tables/specification.ts'
import { describeText } from './describe-text.ts'

/** The reader of the inputs, as far as it collects problems and remarks. */
type Collector = {
  note(name: InputName, message: string): undefined
  report(code: string, message: string, hint: string): undefined
  reportBad(name: InputName, message: string, hint: string): undefined
}

/** notABoolean is the problem of a switch that is neither on nor off. */
export function notABoolean(input: string, text: string): Problem {
  return bad(
    input,
    `${describeText(text)} is not a boolean; true and false are allowed.`,
    `Write ${input}: true or ${input}: false.`
  )
}

/** notAWholeNumber is the problem of a number that is none, or is out of its bounds. */
export function notAWholeNumber(
  input: string,
  text: string,
  { min, max }: { readonly min: number; readonly max: number }
): Problem {
  return bad(
    input,
    `${describeText(text)} is not a whole number from ${min} to ${max}.`,
    `Write digits only, for example ${input}: ${Math.max(min, 1)}.`
  )
}

/** notAmong is the problem of a word that an input does not know. */
export function notAmong(input: string, text: string, words: readonly string[]): Problem {
  return bad(
    input,
    `${describeText(text)} is not allowed.${didYouMean(text, words)}`,
    `Allowed: ${words.join(', ')}.`
  )
}

/** variablesNotJson is the problem of variables that begin as a JSON object and are none. */
export function variablesNotJson(): Problem {
  const message = 'starts with "{" but is not valid JSON.'
  const hint = 'Pass a JSON object, for example variables: ${{ toJSON(vars) }}, or lines NAME=value.'
  return { ...bad('variables', message, hint), about: { input: 'variables' } }
}

/** badVariableName is the problem of a name in a JSON object that no template can use. */
export function badVariableName(): Problem {
  return bad('variables', 'has a name that is not letters, digits, "_" or "-".', 'Rename that variable.')
}

/** notAPair is the problem of a line without a name and a value. */
export function notAPair(line: number): Problem {
  return bad(
    'variables',
    `line ${line} is not NAME=value.`,
    'Write one NAME=value a line, or one JSON object.'
  )
}

/** variableTwice is the problem of a variable with two lines. */
export function variableTwice(name: string): Problem {
  return bad('variables', `${name} is given twice.`, `Keep one line for ${name}.`)
}

function bad(input: string, message: string, hint: string): Problem {
  return { code: 'bad-input', fault: 'user', message: `Input "${input}": ${message}`, hint }
}

/** notAVariable reports what cannot be the name of an environment variable. */
export function notAVariable(reader: Collector, name: string): undefined {
  return reader.reportBad(
    'env',
    `${describeText(name)} is not the name of an environment variable.`,
    'List names without values, for example env: IMAGE_TAG, STAGE; for what is typed into a workflow inputs.NAME.'
  )
}

/** notACluster reports what cannot be a cluster. */
export function notACluster(reader: Collector, text: string): undefined {
  return reader.reportBad(
    'cluster',
    `${describeText(text)} is not a cluster name or ARN.`,
    'Use letters, digits, "-" and "_" (at most 255), or the full ARN of the cluster.'
  )
}

/** notARegion reports what cannot be a Region. */
export function notARegion(reader: Collector, text: string): undefined {
  return reader.reportBad(
    'aws-region',
    `${describeText(text)} is not an AWS region.`,
    'Write it like us-west-2, cn-north-1 or us-gov-west-1.'
  )
}

/** notAnEnvironment reports what GitHub does not allow as the name of an environment. */
export function notAnEnvironment(reader: Collector, name: string): undefined {
  return reader.reportBad(
    'environment',
    `a value of ${name.length} characters is not the name of an environment.`,
    'Use at most 255 characters and no control characters.'
  )
}

/** notARevision reports what cannot be one git revision. */
export function notARevision(reader: Collector, text: string): undefined {
  return reader.reportBad(
    'changed-since',
    `${describeText(text)} is not a git revision.`,
    'Name one branch, tag or commit, for example changed-since: origin/main.'
  )
}

/** liveInCheck reports a live definition in a check, which without access to AWS would report it as clean. */
export function liveInCheck(reader: Collector): void {
  reader.report(
    'bad-input',
    'Mode check reads files and asks AWS nothing; the definition that is named is one of ECS.',
    'Use mode: plan to see what it holds, or mode: audit for all that runs.'
  )
}

/** readAsWords notes that a command is read differently than AWS's action does. */
export function readAsWords(reader: Collector): void {
  reader.note(
    'command',
    "read as shell words, or as a JSON array; AWS's action cuts it at every blank, quotes and brackets included."
  )
}
