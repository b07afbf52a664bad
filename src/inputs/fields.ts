import type { Problem } from '../errors.ts'
import { didYouMean } from '../nearest.ts'
import { describeText } from './problems/describe-text.ts'

/** A parsed value, or why it could not be parsed. */
export type Parsed<T> = { readonly value: T } | { readonly problem: Problem }

/**
 * parseBoolean accepts YAML's true and false (also True, TRUE, False, FALSE), as GitHub's getBooleanInput does, and
 * nothing else.
 */
export function parseBoolean(input: string, text: string): Parsed<boolean> {
  if (/^(true|True|TRUE)$/.test(text)) return { value: true }
  if (/^(false|False|FALSE)$/.test(text)) return { value: false }
  return {
    problem: badInput(
      input,
      `${describeText(text)} is not a boolean; true and false are allowed.`,
      `Write ${input}: true or ${input}: false.`
    )
  }
}

/** parseWholeNumber accepts decimal digits within the inclusive bounds. */
export function parseWholeNumber(
  input: string,
  text: string,
  bounds: { readonly min: number; readonly max: number }
): Parsed<number> {
  const value = /^\d{1,9}$/.test(text) ? Number(text) : Number.NaN
  if (value >= bounds.min && value <= bounds.max) return { value }
  const { min, max } = bounds
  return {
    problem: badInput(
      input,
      `${describeText(text)} is not a whole number from ${min} to ${max}.`,
      `Write digits only, for example ${input}: ${Math.max(min, 1)}.`
    )
  }
}

/** parseOneOf accepts one of the words with exact spelling. */
export function parseOneOf<T extends string>(input: string, text: string, words: readonly T[]): Parsed<T> {
  const value = words.find(word => word === text)
  if (value !== undefined) return { value }
  const message = `${describeText(text)} is not allowed.${didYouMean(text, words)}`
  return { problem: badInput(input, message, `Allowed: ${words.join(', ')}.`) }
}

/** parseLines splits at newlines; blank lines and surrounding spaces are removed. */
export function parseLines(text: string): readonly string[] {
  return text
    .split(/\r?\n/)
    .map(line => line.trim())
    .filter(line => line !== '')
}

/**
 * parseNames splits at commas and newlines. A repeated name is an error, because it is probably a typo, and so is a
 * text without a name, such as `${{ vars.A }},${{ vars.B }}` of two empty variables: nobody means all or none by it.
 */
export function parseNames(input: string, text: string): Parsed<readonly string[]> {
  const names = text
    .split(/[,\r\n]/)
    .map(name => name.trim())
    .filter(name => name !== '')
  if (names.length === 0) return { problem: namesNothing(input) }
  const twice = names.find((name, index) => names.indexOf(name) !== index)
  if (twice !== undefined) return { problem: namedTwice(input, describeText(twice)) }
  return { value: names }
}

/** What the inputs that hold names name, if it is not a service. */
const NAMED: Readonly<Record<string, string>> = {
  env: 'variable',
  include: 'variable',
  exclude: 'variable',
  'keep-null-value-keys': 'key',
  'run-task-security-groups': 'security group',
  'run-task-subnets': 'subnet'
}

const nounOf = (input: string): string => NAMED[input] ?? 'service'

/** namesNothing is the problem of an input that was given and has no name in it. */
export function namesNothing(input: string): Problem {
  return {
    code: 'bad-input',
    fault: 'user',
    message: `Input "${input}" names no ${nounOf(input)}: it holds only separators.`,
    hint: `Expressions in it may be empty: set the variables that they read, or leave "${input}" out.`,
    about: { input }
  }
}

/** The problem of a name that an input repeats; `name` is described, since it could be anything. */
function namedTwice(input: string, name: string): Problem {
  return {
    code: 'bad-input',
    fault: 'user',
    message: `Input "${input}": ${name} is named twice.`,
    hint: `Name each ${nounOf(input)} once.`,
    about: { input }
  }
}

/** badInput is the problem with the value of an input; `message` follows the input's name. */
export function badInput(input: string, message: string, hint: string): Problem {
  return { code: 'bad-input', fault: 'user', message: `Input "${input}": ${message}`, hint }
}

/** How AWS's own actions read a text, and the remark if that is not what it says. No text if they read it as it is. */
export type ReadAsAws = { readonly text?: string; readonly note?: string }

/** booleanAsAws reads what is not a boolean as false. */
export function booleanAsAws(written: string): ReadAsAws {
  const word = written.toLowerCase()
  if (word === 'true' || word === 'false') return { text: word }
  const note = `${describeText(written)} is not "true", so that it is read as false, as AWS's action does.`
  return { text: 'false', note }
}

/**
 * numberAsAws reads the digits at the beginning of a text, limited to the allowed range; the default if there are none.
 */
export function numberAsAws(
  written: string,
  usual: string | undefined,
  { min, max }: { readonly min: number; readonly max: number }
): ReadAsAws {
  if (/^\d{1,9}$/.test(written) && Number(written) >= min && Number(written) <= max) return {}
  const begin = /^\d+/.exec(written)?.[0]
  const digits = Number(begin) < min ? undefined : begin
  if (digits === undefined && usual === undefined) return {}
  const text = digits === undefined ? String(usual) : String(Math.min(Number(digits), max))
  return { text, note: `${describeText(written)} is read as ${text}.` }
}
