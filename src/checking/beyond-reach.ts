import { someOf } from '../list.ts'
import type { Remark } from '../report/report.ts'
import type { Beyond } from '../workspace/discover.ts'

const SHOWN = 3

const WORDS: Readonly<Record<Beyond['kind'], (names: string) => string>> = {
  submodule: names =>
    `Not verified: submodules are not searched: ${names}. Check them in their own repositories, or check them out with submodules: true and name their folders.`,
  absent: names =>
    `Not verified: git tracks ${names}, which is not in the working tree (a sparse checkout, or deleted). Check out the whole repository to check it.`,
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
