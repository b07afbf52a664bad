import type { Problem } from '../../errors.ts'
import { someOf } from '../../list.ts'
import type { Remark, Unscanned } from '../../report/report.ts'
import type { Beyond } from '../../workspace/find/discover.ts'
import type { CheckFiles } from './find-check-files.ts'

const SHOWN = 3

const CHECK_OUT = 'Check out the whole repository to check it.'
const FETCH = 'Set lfs: true at actions/checkout, or run git lfs pull.'
const WITH_SUBMODULES = 'Set submodules: true at actions/checkout, or run git submodule update --init.'

function notThere(names: string): string {
  return `git tracks ${names}, which a sparse checkout leaves out of the working tree.`
}

function onlyPointer(names: string): string {
  return `${names}: the checkout has only the pointer of Git LFS.`
}

const WORDS: Readonly<Record<Beyond['kind'], (names: string) => string>> = {
  submodule: names =>
    `Not verified: submodules that are not checked out are not searched: ${names}. ${WITH_SUBMODULES} Or check them in their own repositories.`,
  absent: names =>
    `Not verified: git tracks ${names}, which was removed from the working tree. Restore it to check it, or have git remove it.`,
  sparse: names => `Not verified: ${notThere(names)} ${CHECK_OUT}`,
  pointer: names => `Not verified: ${onlyPointer(names)} ${FETCH}`,
  'large-pointer': names => `Not verified: ${onlyPointer(names)} ${FETCH}`,
  'linked-folder': names =>
    `Not verified: links to folders are not followed: ${names}. Name the folder that a link leads to, if it is in this repository.`,
  'broken-link': names =>
    `Not verified: ${names}: a link to nothing. What it leads to may be in a submodule, outside a sparse checkout, or not in git.`
}

/** remarksBeyond says what may hold task definitions and was not there to be searched, in one remark a kind. Pure. */
export function remarksBeyond(beyond: readonly Beyond[]): readonly Remark[] {
  const kinds = [...new Set(beyond.map(({ kind }) => kind))]
  return kinds.map(kind => {
    const names = beyond.filter(one => one.kind === kind).map(({ file }) => file)
    return { message: WORDS[kind](someOf(names, SHOWN)), isUnverified: true }
  })
}

/** What is missing, and what to do about it, where that is an error. */
type Missing = { readonly what: (names: string) => string; readonly advice: string }

/** Kinds of which the checkout could have had the files, so that a check without them is not complete. */
const MISSING = {
  sparse: { what: notThere, advice: CHECK_OUT },
  pointer: { what: onlyPointer, advice: FETCH },
  submodule: {
    what: names => `${names} is a submodule that differs and is not checked out.`,
    advice: WITH_SUBMODULES
  }
} as const satisfies Partial<Record<Beyond['kind'], Missing>>

type MissingKind = keyof typeof MISSING

/**
 * withBeyond adds what was not there to be searched to a result. What a sparse checkout leaves out and what Git
 * LFS has only a pointer of is `unscanned` and a problem, and so are submodules that differ; the rest is a remark. With
 * `differs`, only what differs counts. Pure.
 */
export function withBeyond<Result extends Pick<CheckFiles, 'problems' | 'unscanned' | 'remarks'>>(
  result: Result,
  beyond: readonly Beyond[],
  differs?: (one: Beyond) => boolean
): Result {
  const missing = new Map<string, Beyond & { readonly kind: MissingKind }>()
  const noted: Beyond[] = []
  for (const one of beyond) {
    const { kind, file } = one
    const isIn = differs?.(one) ?? kind !== 'submodule'
    if (!isMissing(one)) noted.push(one)
    else if (isIn) missing.set(file, one)
    else if (kind === 'submodule') noted.push(one)
  }
  const all = [...missing.values()]
  const kinds = [...new Set(all.map(({ kind }) => kind))]
  return {
    ...result,
    problems: [
      ...result.problems,
      ...kinds.map(kind =>
        missingProblem(
          kind,
          all.filter(one => one.kind === kind).map(({ file }) => file)
        )
      )
    ],
    unscanned: [...result.unscanned, ...all.map(unscannedOf)],
    remarks: [...result.remarks, ...remarksBeyond(noted)]
  }
}

function isMissing(one: Beyond): one is Beyond & { readonly kind: MissingKind } {
  return Object.hasOwn(MISSING, one.kind)
}

function missingProblem(kind: MissingKind, files: readonly string[]): Problem {
  const { what, advice } = MISSING[kind]
  return {
    code: 'file-not-readable',
    fault: 'user',
    message: what(someOf(files, SHOWN)),
    hint: `What was not read is not clean. ${advice} To leave a file or folder out, name "!${files[0]}".`
  }
}

function unscannedOf({ kind, file }: Beyond & { readonly kind: MissingKind }): Unscanned {
  const { what, advice } = MISSING[kind]
  return { file, line: 1, reason: `${what(file)} ${advice}` }
}
