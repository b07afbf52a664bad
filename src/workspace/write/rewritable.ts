import { accessSync, constants, statSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { placingProblem, statusOf, type WrittenFile } from './placing.ts'

/**
 * writingProblem explains why a file should not be replaced; undefined if it can be. A file without write permission is
 * not replaced, even by root.
 */
export function writingProblem(target: WrittenFile): string | undefined {
  const refused = placingProblem(target)
  if (refused !== undefined) return refused.reason
  const path = resolve(target.area.workspace, target.file)
  const before = statusOf(path)
  if (before && (before.mode & 0o222) === 0) return 'it is read-only'
  try {
    if (before) accessSync(path, constants.W_OK)
    accessSync(nearestFolder(dirname(path)), constants.W_OK)
    return undefined
  } catch {
    return 'this user is not allowed to write it, or its folder'
  }
}

/** fileExists returns whether a file of that name exists, relative to the workspace; a broken link counts. */
export function fileExists(workspace: string, file: string): boolean {
  return statusOf(resolve(workspace, file)) !== undefined
}

function nearestFolder(folder: string): string {
  const up = dirname(folder)
  return up === folder || statSync(folder, { throwIfNoEntry: false }) ? folder : nearestFolder(up)
}
