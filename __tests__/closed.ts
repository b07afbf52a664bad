import { chmodSync, statSync } from 'node:fs'
import { dirname } from 'node:path'

const NOBODY = 65_534
/** Nobody keeps root's group. */
const OTHERS = 0o055

/**
 * Why this process cannot be refused a file; undefined if it can. Root is refused nothing, and steps back to a user who
 * has to be able to load the sources.
 */
export const notRefused: string | undefined =
  process.platform === 'win32' || process.geteuid === undefined
    ? 'files cannot be closed: this system has no permissions of POSIX'
    : process.geteuid() === 0 && !foldersTo(process.cwd()).every(isPassable)
      ? 'root cannot be refused a file, and another user cannot read the sources: clone them into a folder for all users'
      : undefined

/**
 * whileClosed takes all permissions of files and folders away while `run` runs, and gives them back. Root is nobody
 * meanwhile. `run` is called once before, so that what it loads late is loaded.
 */
export async function whileClosed<Result>(
  paths: readonly string[],
  run: () => Result | Promise<Result>
): Promise<Result> {
  await run()
  const isRoot = process.geteuid?.() === 0
  const impassable = isRoot
    ? paths.flatMap(path => foldersTo(dirname(path))).filter(path => !isPassable(path))
    : []
  const modes = [...new Set([...impassable, ...paths])].map(path => ({
    path,
    mode: statSync(path).mode & 0o7777
  }))
  for (const { path, mode } of modes) chmodSync(path, paths.includes(path) ? 0 : mode | OTHERS)
  if (isRoot) process.seteuid?.(NOBODY)
  try {
    return await run()
  } finally {
    if (isRoot) process.seteuid?.(0)
    for (const { path, mode } of modes) chmodSync(path, mode)
  }
}

/** A folder, and all folders that it is in. */
function foldersTo(folder: string): readonly string[] {
  const up = dirname(folder)
  return up === folder ? [folder] : [folder, ...foldersTo(up)]
}

function isPassable(folder: string): boolean {
  return (statSync(folder).mode & OTHERS & 0o011) === 0o011
}
