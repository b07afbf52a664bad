import { existsSync, realpathSync } from 'node:fs'
import { join, relative, sep } from 'node:path'

/**
 * isAmong tells of files whether they changed, given the paths that git says did: by its own name, by the name of the file that a
 * link leads to, or because a link on the way to it changed. All are relative to the workspace.
 */
export function isAmong(workspace: string, changed: readonly string[]): (file: string) => boolean {
  const paths = new Set(changed)
  const root = realpathSync(workspace)
  return file => {
    const steps = file.split('/')
    if (steps.some((_, index) => paths.has(steps.slice(0, index + 1).join('/')))) return true
    try {
      return paths.has(
        relative(root, realpathSync(join(root, file)))
          .split(sep)
          .join('/')
      )
    } catch {
      // It is gone, or cannot be read: that is said where it is read.
      return true
    }
  }
}

/** isThere says whether a file of the workspace exists, links followed. */
export function isThere(workspace: string, file: string): boolean {
  return existsSync(join(workspace, file))
}
