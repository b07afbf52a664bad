import type { JsonObject, JsonValue } from '../json.ts'

/** Why a result is incomplete, as the end of a sentence, and what to do next, as sentences. */
export type Incomplete = { readonly why: string; readonly hint: string }

/** HINT_FOR_INCOMPLETE is what to do about a document that lacks a part. */
export const HINT_FOR_INCOMPLETE = 'Find out in its run why, run its job again, and merge again.'

/** NO_PERMISSION is what to do about a part that a run could not read or verify. */
export const NO_PERMISSION =
  'Give its role the missing permission, or settle what else is named, then run its job again and merge again.'

/** OTHER_RELEASE is why a document of another form is not read. */
export const OTHER_RELEASE: Incomplete = {
  why: 'its file is of another release, with another form of JSON',
  hint: 'Run the jobs and the merge with the same release, and merge again.'
}

/** noResult returns why something that is expected has no result. `what` should have written it. */
export function noResult(what: 'job' | 'check'): Incomplete {
  return {
    why: `no result: its ${what} failed, was cancelled or never ran`,
    hint: `Run its ${what} and merge again, or take it off the list of --expect.`
  }
}

/** What to do about a point that a run notes as not verified. */
export const HINT_FOR_UNVERIFIED =
  'Do what it says, or allow its role what is missing. It does not change the verdict.'

/** badEnd returns why a run that names nothing bad is not trusted; undefined for exit code 0. */
export function badEnd(what: 'run' | 'check', exitCode: JsonValue | undefined): Incomplete | undefined {
  if (!Number.isInteger(exitCode))
    return { why: `its file does not say how its ${what} ended`, hint: HINT_FOR_INCOMPLETE }
  return exitCode === 0
    ? undefined
    : { why: `its ${what} ended with exit code ${String(exitCode)}`, hint: HINT_FOR_INCOMPLETE }
}

/** reasonInProblem returns the problem of a run as the reason why its result is incomplete. */
export function reasonInProblem({ message, hint }: JsonObject = {}): Incomplete | undefined {
  if (typeof message !== 'string' || message === '') return undefined
  return { why: message, hint: typeof hint === 'string' && hint !== '' ? hint : HINT_FOR_INCOMPLETE }
}
