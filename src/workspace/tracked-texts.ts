import { readFileSync, statSync } from 'node:fs'
import { join, relative, resolve } from 'node:path'
import { git, trackedFiles } from './git.ts'

/** What was not looked into, by reason; `total` is set where the rest was left out because it was too much. */
export type NotRead = {
  readonly large: readonly string[]
  readonly unreadable: readonly string[]
  readonly total: number
}

/** As for git's history: a larger file is no text that people write. */
const LARGEST = 2 * 1024 * 1024
/** All files together. */
const MOST = 512 * 1024 * 1024
/** Git calls a file binary that has a zero byte among so many. */
const LOOKED_AT = 8000

/**
 * eachTrackedText gives the text of every file of the whole repository that git tracks, as it is in the working tree, with
 * its path relative to the workspace. Files of `skipped`, binary ones, links and submodules are left out. Undefined where there
 * is no repository.
 */
export function eachTrackedText(
  workspace: string,
  skipped: ReadonlySet<string>,
  take: (file: string, text: string) => void
): NotRead | undefined {
  const up = git(workspace, ['rev-parse', '--show-cdup'])
  if (!up.ok) return undefined
  const root = up.out.trim()
  const tracked = trackedFiles(join(workspace, root))
  if ('problem' in tracked) return undefined
  const others = new Set([...skipped].map(file => resolve(workspace, file)))
  const large: string[] = []
  const unreadable: string[] = []
  let [bytes, total] = [0, 0]
  for (const path of tracked.paths) {
    const file = relative(workspace, resolve(workspace, root, path))
    const found = statSync(join(workspace, file), { throwIfNoEntry: false })
    // deleted in the working tree, or something else stands in its place
    if (!found?.isFile() || others.has(resolve(workspace, file))) continue
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

function readOrNothing(file: string): Buffer | undefined {
  try {
    return readFileSync(file)
  } catch {
    // no permission, or a folder in its place
    return undefined
  }
}
