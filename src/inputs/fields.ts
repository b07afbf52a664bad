import type { Problem } from '../errors.ts'
import { didYouMean } from '../nearest.ts'
import { describeText } from './describe-text.ts'
import { namedTwice, namesNothing } from './missing.ts'

/** A parsed value, or why it could not be parsed. */
export type Parsed<T> = { readonly value: T } | { readonly problem: Problem }

function bad(input: string, message: string, hint: string): { problem: Problem } {
  return { problem: { code: 'bad-input', fault: 'user', message: `Input "${input}": ${message}`, hint } }
}

/**
 * parseBoolean accepts YAML's true and false (also True, TRUE, False, FALSE), as GitHub's getBooleanInput does, and
 * nothing else.
 */
export function parseBoolean(input: string, text: string): Parsed<boolean> {
  if (/^(true|True|TRUE)$/.test(text)) return { value: true }
  if (/^(false|False|FALSE)$/.test(text)) return { value: false }
  return bad(
    input,
    `${describeText(text)} is not a boolean; true and false are allowed.`,
    `Write ${input}: true or ${input}: false.`
  )
}

/** parseWholeNumber accepts decimal digits within the inclusive bounds. */
export function parseWholeNumber(
  input: string,
  text: string,
  bounds: { readonly min: number; readonly max: number }
): Parsed<number> {
  const value = /^\d{1,9}$/.test(text) ? Number(text) : Number.NaN
  if (value >= bounds.min && value <= bounds.max) return { value }
  return bad(
    input,
    `${describeText(text)} is not a whole number from ${bounds.min} to ${bounds.max}.`,
    `Write digits only, for example ${input}: ${Math.max(bounds.min, 1)}.`
  )
}

/** parseOneOf accepts one of the words with exact spelling. */
export function parseOneOf<T extends string>(input: string, text: string, words: readonly T[]): Parsed<T> {
  const value = words.find(word => word === text)
  if (value !== undefined) return { value }
  return bad(
    input,
    `${describeText(text)} is not allowed.${didYouMean(text, words)}`,
    `Allowed: ${words.join(', ')}.`
  )
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
