import type { Problem } from '../errors.ts'
import { describeText } from './problems/describe-text.ts'
import { namedTwice, namesNothing } from './problems/missing.ts'
import { notABoolean, notAmong, notAWholeNumber } from './problems/value-problems.ts'

/** A parsed value, or why it could not be parsed. */
export type Parsed<T> = { readonly value: T } | { readonly problem: Problem }

/**
 * parseBoolean accepts YAML's true and false (also True, TRUE, False, FALSE), as GitHub's getBooleanInput does, and
 * nothing else.
 */
export function parseBoolean(input: string, text: string): Parsed<boolean> {
  if (/^(true|True|TRUE)$/.test(text)) return { value: true }
  if (/^(false|False|FALSE)$/.test(text)) return { value: false }
  return { problem: notABoolean(input, text) }
}

/** parseWholeNumber accepts decimal digits within the inclusive bounds. */
export function parseWholeNumber(
  input: string,
  text: string,
  bounds: { readonly min: number; readonly max: number }
): Parsed<number> {
  const value = /^\d{1,9}$/.test(text) ? Number(text) : Number.NaN
  if (value >= bounds.min && value <= bounds.max) return { value }
  return { problem: notAWholeNumber(input, text, bounds) }
}

/** parseOneOf accepts one of the words with exact spelling. */
export function parseOneOf<T extends string>(input: string, text: string, words: readonly T[]): Parsed<T> {
  const value = words.find(word => word === text)
  if (value !== undefined) return { value }
  return { problem: notAmong(input, text, words) }
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
