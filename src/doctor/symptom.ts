import type { Problem } from '../errors.ts'
import { present } from '../present.ts'

/** The result of one check. `advice` is how to fix it. `fault` determines the exit code. */
export type Symptom = {
  readonly verdict: 'ok' | 'not ok' | 'not verified'
  readonly what: string
  readonly detail: string
  readonly advice?: string
  readonly fault?: Problem['fault']
}

/** wellFound returns a check that passed. */
export const wellFound = (what: string, detail: string): Symptom => ({ verdict: 'ok', what, detail })

/** unverified returns a check that could not be made. */
export const unverified = (what: string, detail: string, advice: string): Symptom => ({
  verdict: 'not verified',
  what,
  detail,
  advice
})

/** illFound converts a problem to a failed check. */
export function illFound(what: string, { message, hint, fault }: Problem): Symptom {
  return { verdict: 'not ok', what, detail: message, fault, ...present({ advice: hint }) }
}

/** symptomLines aligns the verdicts in a column, with the advice on a separate line. */
export function symptomLines(symptoms: readonly Symptom[]): readonly string[] {
  const width = Math.max(...symptoms.map(({ what }) => what.length))
  return symptoms.flatMap(({ verdict, what, detail, advice }) => [
    `${verdict.padEnd('not verified'.length)}  ${what.padEnd(width)}  ${detail}`,
    ...(advice === undefined ? [] : [`${' '.repeat('not verified'.length)}  ${' '.repeat(width)}  ${advice}`])
  ])
}

/**
 * doctorsExitCode is 2 if the user has to fix something, 3 if only AWS or the machine has a problem, and otherwise 0.
 */
export function doctorsExitCode(symptoms: readonly Symptom[]): 0 | 2 | 3 {
  const faults = symptoms.flatMap(({ verdict, fault }) => (verdict === 'not ok' ? [fault] : []))
  if (faults.includes('user')) return 2
  return faults.length > 0 ? 3 : 0
}
