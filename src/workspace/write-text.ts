import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, isAbsolute, resolve } from 'node:path'
import { type Problem, systemCodeOf } from '../errors.ts'

/** writeTextFile writes a file (relative to the workspace, or absolute), making its folder; gives the problem if it could not. */
export function writeTextFile(workspace: string, file: string, text: string): Problem | undefined {
  const path = isAbsolute(file) ? file : resolve(workspace, file)
  try {
    mkdirSync(dirname(path), { recursive: true })
    writeFileSync(path, text)
    return undefined
  } catch (error) {
    const code = systemCodeOf(error) ?? 'unknown error'
    return {
      code: 'file-not-writable',
      fault: 'user',
      message: `${file} could not be written (${code}).`,
      hint: 'Name a file in a folder that this user may write to.'
    }
  }
}
