import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import type { Problem } from '../errors.ts'
import { present } from '../present.ts'

/**
 * findConfigFile returns the configuration file that a project has under one of these names, if no input names one; the
 * first name if there is none. Two such files are a problem: only one of them would be read, and the other silently
 * ignored.
 */
export function findConfigFile(
  workspace: string,
  [usual, ...others]: readonly [string, ...string[]]
): { readonly file: string; readonly exists: boolean; readonly problem?: Problem } {
  const found = [usual, ...others].filter(file => existsSync(resolve(workspace, file)))
  const [file = usual] = found
  const problem = found.length > 1 ? twoFiles(found) : undefined
  return { file, exists: found.length > 0, ...present({ problem }) }
}

function twoFiles(found: readonly string[]): Problem {
  return {
    code: 'two-config-files',
    fault: 'user',
    message: `There are two configuration files, ${found.join(' and ')}: which of them counts is not known.`,
    hint: 'Keep one of them, with what both say, or name the one that counts in the input "config".'
  }
}
