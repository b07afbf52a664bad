import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import type { Problem } from '../errors.ts'
import { present } from '../present.ts'

/**
 * findConfigFile gives the configuration file that a project has under one of these names and nobody has named; the first name where
 * there is none. Two of them are a problem: whichever was read, what the other one says would silently not count.
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
