import { realpathSync, statSync } from 'node:fs'
import { basename, dirname, join, resolve } from 'node:path'

/** The identity of a file on disk, whatever its name: its path without links, and its inode if it exists. */
export type FileIdentity = { readonly place: string; readonly number?: string }

/**
 * identityOf follows links, including those in the folders of a file that does not exist yet. `file` is relative to the
 * workspace, or absolute.
 */
export function identityOf(workspace: string, file: string): FileIdentity {
  const path = resolve(workspace, file)
  const place = withoutLinks(path)
  try {
    const { dev, ino } = statSync(path, { bigint: true })
    return { place, number: `${dev} ${ino}` }
  } catch {
    return { place }
  }
}

/** isSameFile recognizes hard links, and names that differ in case only if the file system treats them as equal. */
export function isSameFile(one: FileIdentity, other: FileIdentity): boolean {
  return one.place === other.place || (one.number !== undefined && one.number === other.number)
}

function withoutLinks(path: string): string {
  try {
    return realpathSync(path)
  } catch {
    const folder = dirname(path)
    return folder === path ? path : join(withoutLinks(folder), basename(path))
  }
}
