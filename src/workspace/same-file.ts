import { realpathSync, statSync } from 'node:fs'
import { basename, dirname, join, resolve } from 'node:path'

/** A file as it is known on disk, whatever it is called: by its place without links, and by its number where it exists. */
export type FileIdentity = { readonly place: string; readonly number?: string }

/** identityOf follows links, and the folders of a file that is not there yet. `file` is relative to the workspace, or absolute. */
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

/** isSameFile also knows hard links, and names that differ in case only where the file system takes them for one. */
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
