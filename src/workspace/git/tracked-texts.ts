import { readFileSync, type Stats, statSync } from 'node:fs'
import { join, relative, resolve } from 'node:path'
import type { Problem } from '../../errors.ts'
import { trackedFiles, withoutRepository } from './git.ts'
import { type GitPlace, git } from './run-git.ts'

/**
 * Files that were not read, by reason; `total` is set if the rest was skipped because of the total size, and `problem`
 * if git could not list the files.
 */
export type NotRead = {
  readonly problem?: Problem
  readonly large: readonly string[]
  readonly unreadable: readonly string[]
  readonly total: number
}

/** As in git's history: a larger file is not written by hand. */
const LARGEST = 2 * 1024 * 1024
/** Total size of all files. */
const MOST = 512 * 1024 * 1024
/** Git treats a file as binary if it has a zero byte within this length. */
const LOOKED_AT = 8000

/**
 * eachTrackedText passes on the text of every file in the whole repository that git tracks, as it is in the working
 * tree, with its path relative to the workspace. Files in `skipped`, binary files, links and submodules are skipped.
 * Undefined without a repository, or without git.
 */
export function eachTrackedText(
  place: GitPlace,
  skipped: ReadonlySet<string>,
  take: (file: string, text: string) => void
): NotRead | undefined {
  const { workspace } = place
  const up = git(place, ['rev-parse', '--show-cdup'])
  if (!up.ok) {
    const isNone = up.error === 'not-a-repository' || up.error === 'not-installed'
    return isNone ? undefined : { ...NOTHING, problem: withoutRepository(up.error) }
  }
  const root = up.out.trim()
  const tracked = trackedFiles({ ...place, workspace: join(workspace, root) })
  if ('error' in tracked) return { ...NOTHING, problem: withoutRepository(tracked.error) }
  const others = new Set([...skipped].map(file => resolve(workspace, file)))
  const large: string[] = []
  const unreadable: string[] = []
  let [bytes, total] = [0, 0]
  for (const path of tracked.paths) {
    const file = relative(workspace, resolve(workspace, root, path))
    const found = statusOrClosed(join(workspace, file))
    if (found === 'closed') unreadable.push(file)
    // deleted in the working tree, or replaced by something else
    if (found === 'closed' || !found?.isFile() || others.has(resolve(workspace, file))) continue
    const { size } = found
    if (size > LARGEST) large.push(file)
    else if (bytes + size > MOST) total += 1
    else {
      bytes += size
      const read = readOrNothing(join(workspace, file))
      if (read === undefined) unreadable.push(file)
      else if (!read.subarray(0, LOOKED_AT).includes(0)) take(file, read.toString('utf8'))
    }
  }
  return { large, unreadable, total }
}

const NOTHING: NotRead = { large: [], unreadable: [], total: 0 }

function statusOrClosed(file: string): Stats | 'closed' | undefined {
  try {
    return statSync(file, { throwIfNoEntry: false })
  } catch {
    return 'closed'
  }
}

function readOrNothing(file: string): Buffer | undefined {
  try {
    return readFileSync(file)
  } catch {
    // no permission, or a folder in its place
    return undefined
  }
}
