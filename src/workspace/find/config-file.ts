import { lstatSync } from 'node:fs'
import { isAbsence, type Problem } from '../../errors.ts'
import { present } from '../../present.ts'
import { pathIn } from '../read.ts'
import { twoConfigFiles } from './find-problems.ts'

/**
 * findConfigFile returns the configuration file that a project has under one of these names, if no input names one; the
 * first name if there is none. Two such files are a problem: only one of them would be read, and the other silently
 * ignored. A link to nothing, and a file that the system does not let this run look at, count as files: whoever reads
 * them says why that fails.
 */
export function findConfigFile(
  workspace: string,
  [usual, ...others]: readonly [string, ...string[]]
): { readonly file: string; readonly exists: boolean; readonly problem?: Problem } {
  const kinds = [usual, ...others].map(file => ({ file, kind: kindAt(pathIn(workspace, file)) }))
  const named = (kind: EntryKind) => kinds.flatMap(one => (one.kind === kind ? [one.file] : []))
  const there = named('there')
  // in a folder that may not be read each of the names is possible, and no two of them are known to be files
  const found = there.length > 0 ? there : named('unknown').slice(0, 1)
  const [file = usual] = found
  const problem = found.length > 1 ? twoConfigFiles(found) : undefined
  return { file, exists: found.length > 0, ...present({ problem }) }
}

type EntryKind = 'there' | 'unknown' | 'none'

function kindAt(path: string): EntryKind {
  try {
    return lstatSync(path, { throwIfNoEntry: false }) === undefined ? 'none' : 'there'
  } catch (error) {
    return isAbsence(error) ? 'none' : 'unknown'
  }
}
