import { accessSync, constants } from 'node:fs'
import { delimiter, join } from 'node:path'

/** programOnPath returns the path of a program that is installed; undefined if it is not. */
export function programOnPath(name: string): string | undefined {
  const folders = (process.env['PATH'] ?? '').split(delimiter)
  return folders.map(folder => join(folder, name)).find(isExecutable)
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK)
    return true
  } catch {
    return false
  }
}
