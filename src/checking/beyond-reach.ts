import type { Problem } from '../errors.ts'
import { someOf } from '../list.ts'
import type { Remark } from '../report/report.ts'
import type { Beyond } from '../workspace/discover.ts'
import type { CheckFiles } from './find-check-files.ts'

const SHOWN = 3

const CHECK_OUT = 'Check out the whole repository to check it.'

function notThere(names: string): string {
  return `git tracks ${names}, which a sparse checkout leaves out of the working tree.`
}

const WORDS: Readonly<Record<Beyond['kind'], (names: string) => string>> = {
  submodule: names =>
    `Not verified: submodules are not searched: ${names}. Check them in their own repositories, or check them out with submodules: true and name their folders.`,
  absent: names =>
    `Not verified: git tracks ${names}, which was removed from the working tree. Restore it to check it, or have git remove it.`,
  sparse: names => `Not verified: ${notThere(names)} ${CHECK_OUT}`,
  pointer: names =>
    `Not verified: ${names}: the checkout has only the pointer of Git LFS. Set lfs: true at actions/checkout, or run git lfs pull.`,
  'linked-folder': names =>
    `Not verified: links to folders are not followed: ${names}. Name the folder that a link leads to, if it is in this repository.`,
  'broken-link': names =>
    `Not verified: ${names}: a link to nothing. What it leads to may be in a submodule, outside a sparse checkout, or not in git.`
}

/**
 * remarksBeyond says what may hold task definitions and was not there to be searched, in one remark for each kind.
 * Pure.
 */
export function remarksBeyond(beyond: readonly Beyond[]): readonly Remark[] {
  const kinds = [...new Set(beyond.map(({ kind }) => kind))]
  return kinds.map(kind => {
    const names = beyond.filter(one => one.kind === kind).map(({ file }) => file)
    return { message: WORDS[kind](someOf(names, SHOWN)), isUnverified: true }
  })
}

/**
 * resultWithLeftOut adds what a sparse checkout leaves out of the working tree to a result: each file is `unscanned`,
 * and all of them are one problem. Pure.
 */
export function resultWithLeftOut<Result extends Pick<CheckFiles, 'problems' | 'unscanned'>>(
  result: Result,
  files: readonly string[]
): Result {
  const [first] = files
  if (first === undefined) return result
  const problem: Problem = {
    code: 'file-not-readable',
    fault: 'user',
    message: notThere(someOf(files, SHOWN)),
    hint: `What was not read is not clean. ${CHECK_OUT} To leave a file or folder out, name "!${first}".`
  }
  const unscanned = files.map(file => ({ file, line: 1, reason: notThere(file) }))
  return {
    ...result,
    problems: [...result.problems, problem],
    unscanned: [...result.unscanned, ...unscanned]
  }
}
