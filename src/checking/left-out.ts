import { matchesPath } from '../exceptions/glob.ts'
import { isBelow } from '../workspace/below.ts'
import { isWritten } from '../workspace/changed.ts'
import { type Beyond, mayHoldDefinition } from '../workspace/discover.ts'
import { folderAt, withoutExcluded } from '../workspace/find.ts'
import type { CheckFiles } from './find-check-files.ts'

/**
 * leftOutAmong returns which of the given files that Git has belong to a check and are not in the working tree: a
 * sparse checkout leaves them out. `lines` are those of `task-definition`; without any that names files, all belong.
 */
export function leftOutAmong(
  files: readonly string[],
  lines: readonly string[],
  workspace: string
): readonly string[] {
  const away = files.filter(path => mayHoldDefinition(path) && !isWritten(workspace, path))
  if (away.length === 0) return away
  const { wanted, excluded } = withoutExcluded(lines)
  const isOne = (line: string, file: string) => {
    const folder = folderAt(workspace, line)
    const pattern = line.replace(/^\.\//, '').replaceAll('{service}', '*')
    return folder === undefined ? matchesPath(pattern, file) : isBelow(folder, file)
  }
  return away.filter(
    file =>
      (wanted.length === 0 || wanted.some(one => isOne(one, file))) &&
      !excluded.some(one => isOne(one, file) || isBelow(one, file))
  )
}

/**
 * leftOutOf returns the files that a sparse checkout leaves out. They are no remark: a file that was not read is not
 * clean.
 */
export function leftOutOf(beyond: readonly Beyond[]): readonly string[] {
  return beyond.flatMap(({ kind, file }) => (kind === 'sparse' ? [file] : []))
}

/** withLeftOut adds what was left out to a result. The words are loaded only if something was. */
export async function withLeftOut<Result extends Pick<CheckFiles, 'problems' | 'unscanned'>>(
  result: Result,
  files: readonly string[]
): Promise<Result> {
  return files.length === 0 ? result : (await import('./beyond-reach.ts')).resultWithLeftOut(result, files)
}
