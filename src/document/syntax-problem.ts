import type { Problem } from '../errors.ts'
import { present } from '../present.ts'
import { type PlaceFinder, placeFinder } from './place.ts'

/** Reports what is wrong between two offsets of a file, and collects it in a list. */
export type SyntaxReporter = {
  readonly problems: readonly Problem[]
  report(details: SyntaxDetails): void
  /** Returns the line, counted from 1, of an offset in the file. */
  lineOf(offset: number): number
}

/**
 * `message` says what was expected, without place (that is a field of its own) and without quoting the file; start and
 * end are offsets.
 */
export type SyntaxDetails = {
  readonly code: string
  readonly message: string
  readonly hint?: string
  readonly start: number
  readonly end: number
}

/** syntaxReporter makes a reporter for one file. */
export function syntaxReporter(file: string, find: PlaceFinder, language: 'JSON' | 'YAML'): SyntaxReporter {
  const problems: Problem[] = []
  return {
    problems,
    lineOf: offset => find({ kind: 'file', file, pointer: '', start: offset, end: offset })?.line ?? 1,
    report({ code, message, hint, start, end }) {
      const place = find({ kind: 'file', file, pointer: '', start, end: Math.max(start, end) })
      problems.push({
        code,
        fault: 'user',
        message: sentence(code, message, language),
        ...present({ hint, place })
      })
    }
  }
}

/** jsonReporter makes a reporter for a file in JSON. */
export function jsonReporter(file: string, text: string): SyntaxReporter {
  return syntaxReporter(file, placeFinder({ file, text }), 'JSON')
}

/** Problems that make a file something else than JSON or YAML; the others say all by themselves. */
const violations = ['invalid-json', 'invalid-yaml', 'trailing-comma', 'unquoted-placeholder']

function sentence(code: string, message: string, language: string): string {
  if (violations.includes(code)) return `Not valid ${language}: ${message}`
  return message.charAt(0).toUpperCase() + message.slice(1)
}
