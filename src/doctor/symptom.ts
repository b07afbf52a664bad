import type { Problem } from '../errors.ts'
import { present } from '../present.ts'

/** One thing that was looked at. `advice` says what to do about it; who is at fault decides the exit code. */
export type Symptom = {
  readonly verdict: 'ok' | 'not ok' | 'not verified'
  readonly what: string
  readonly detail: string
  readonly advice?: string
  readonly fault?: Problem['fault']
}

/** wellFound is something that is as it should be. */
export const wellFound = (what: string, detail: string): Symptom => ({ verdict: 'ok', what, detail })

/** unverified is something that could not be looked at. */
export const unverified = (what: string, detail: string, advice: string): Symptom => ({
  verdict: 'not verified',
  what,
  detail,
  advice
})

/** illFound makes of a problem something that is not as it should be. */
export function illFound(what: string, { message, hint, fault }: Problem): Symptom {
  return { verdict: 'not ok', what, detail: message, fault, ...present({ advice: hint }) }
}

/** symptomLines puts the verdicts in a column, with what to do on a line of its own. */
export function symptomLines(symptoms: readonly Symptom[]): readonly string[] {
  const width = Math.max(...symptoms.map(({ what }) => what.length))
  return symptoms.flatMap(({ verdict, what, detail, advice }) => [
    `${verdict.padEnd('not verified'.length)}  ${what.padEnd(width)}  ${detail}`,
    ...(advice === undefined ? [] : [`${' '.repeat('not verified'.length)}  ${' '.repeat(width)}  ${advice}`])
  ])
}

/** doctorsExitCode is 2 where something here is to be mended, else 3 where AWS or the machine is in the way, else 0. */
export function doctorsExitCode(symptoms: readonly Symptom[]): 0 | 2 | 3 {
  const faults = symptoms.flatMap(({ verdict, fault }) => (verdict === 'not ok' ? [fault] : []))
  if (faults.includes('user')) return 2
  return faults.length > 0 ? 3 : 0
}
