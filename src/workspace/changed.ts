import { existsSync, realpathSync } from 'node:fs'
import { join, relative, sep } from 'node:path'

/**
 * isAmong returns whether a file has changed, given the changed paths from git: by its own name, by the target of a
 * link, or because a link on its path changed. All paths are relative to the workspace.
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
      // It does not exist or cannot be read, which is reported where it is read.
      return true
    }
  }
}

/** isThere returns whether a file of the workspace exists, following links. */
export function isThere(workspace: string, file: string): boolean {
  return existsSync(join(workspace, file))
}
