import type { Problem, Remark } from '../errors.ts'
import type { Beyond } from '../files/find/discover.ts'
import { groupBy, someOf } from '../list.ts'
import type { Unscanned } from '../report/report.ts'

const CHECK_OUT = 'Check out the whole repository to check it.'
const FETCH = 'Set lfs: true at actions/checkout, or run git lfs pull.'
const WITH_SUBMODULES = 'Set submodules: true at actions/checkout, or run git submodule update --init.'

type Words = {
  readonly what: (names: string) => string
  readonly advice: string
  /** The checkout could have had the files, so that a check without them is not complete. */
  readonly isMissing?: true
}

const pointer = (names: string) => `${names}: the checkout has only the pointer of Git LFS.`

const WORDS: Readonly<Record<Beyond['kind'], Words>> = {
  submodule: {
    what: names => `submodules that are not checked out are not searched: ${names}.`,
    advice: `${WITH_SUBMODULES} Or check them in their own repositories.`
  },
  absent: {
    what: names => `git tracks ${names}, which was removed from the working tree.`,
    advice: 'Restore it to check it, or have git remove it.'
  },
  sparse: {
    what: names => `git tracks ${names}, which a sparse checkout leaves out of the working tree.`,
    advice: CHECK_OUT,
    isMissing: true
  },
  pointer: { what: pointer, advice: FETCH, isMissing: true },
  'large-pointer': { what: pointer, advice: FETCH },
  'linked-folder': {
    what: names => `links to folders are not followed: ${names}.`,
    advice: 'Name the folder that a link leads to, if it is in this repository.'
  },
  'broken-link': {
    what: names => `${names}: a link to nothing.`,
    advice: 'What it leads to may be in a submodule, outside a sparse checkout, or not in git.'
  }
}

const SHOWN = 3

function namesOf(some: readonly Beyond[]): string {
  return someOf(
    some.map(({ file }) => file),
    SHOWN
  )
}

function byKind(beyond: readonly Beyond[]) {
  return groupBy(beyond, ({ kind }) => kind).map(some => ({ some, ...WORDS[(some[0] as Beyond).kind] }))
}

/**
 * remarksBeyond returns what may hold task definitions and was not there to be searched, in one remark a kind. Pure.
 */
export function remarksBeyond(beyond: readonly Beyond[]): readonly Remark[] {
  return byKind(beyond).map(({ some, what, advice }) => {
    return { message: `Not verified: ${what(namesOf(some))} ${advice}`, isUnverified: true }
  })
}

/** What a check found, with what it could not read. */
type Checked = {
  readonly problems: readonly Problem[]
  readonly unscanned: readonly Unscanned[]
  readonly remarks: readonly Remark[]
}

/**
 * withBeyond adds what was not there to be searched to a result. What a sparse checkout leaves out and what Git LFS has
 * only a pointer of is `unscanned` and a problem, and with `differs` so are submodules that differ; the rest is a
 * remark. With `differs`, only what differs counts. Pure.
 */
export function withBeyond<Result extends Checked>(
  result: Result,
  beyond: readonly Beyond[],
  differs?: (one: Beyond) => boolean
): Result {
  const isChanged = (one: Beyond) => differs?.(one) ?? true
  const isSubmodule = ({ kind }: Beyond) => kind === 'submodule'
  const missing = beyond.filter(one =>
    isSubmodule(one) ? differs?.(one) === true : WORDS[one.kind].isMissing && isChanged(one)
  )
  const noted = beyond.filter(one => !missing.includes(one) && !WORDS[one.kind].isMissing)
  return {
    ...result,
    problems: [
      ...result.problems,
      ...byKind(missing).map(({ some, what, advice }): Problem => {
        return {
          code: 'file-not-readable',
          fault: 'user',
          message: what(namesOf(some)),
          hint: `What was not read is not clean. ${advice} To leave a file or folder out, name "!${some[0]?.file}".`
        }
      })
    ],
    unscanned: [
      ...result.unscanned,
      ...byKind(missing).flatMap(({ some, what, advice }) =>
        some.map(({ file }) => ({ file, line: 1, reason: `${what(file)} ${advice}` }))
      )
    ],
    remarks: [...result.remarks, ...remarksBeyond(noted)]
  }
}
