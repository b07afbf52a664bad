import { posix } from 'node:path'
import picomatch from 'picomatch'
import { isEmptyFolder, isWritten } from '../git/changed.ts'
import { trackedFiles } from '../git/git.ts'
import type { GitPlace } from '../git/run-git.ts'
import type { Beyond } from './discover.ts'
import { withoutExcluded } from './find.ts'

/**
 * notCheckedOut lists what git tracks, globs name, and the checkout does not have: files that a sparse checkout leaves
 * out, and submodules. `absent` is all that a sparse checkout leaves out.
 */
export function notCheckedOut(
  place: GitPlace,
  lines: readonly string[]
): { readonly beyond: readonly Beyond[]; readonly absent: readonly string[] } {
  const globs = lines.flatMap(line => (isGlobLine(line) ? [globOf(line)] : []))
  const tracked = globs.length === 0 ? undefined : trackedFiles(place)
  if (tracked === undefined || 'error' in tracked) return { beyond: [], absent: [] }
  const { wanted, excluded } = withoutExcluded(lines)
  const isOut = picomatch(
    excluded.flatMap(line => [globOf(line), `${globOf(line).replace(/\/$/, '')}/**`]),
    DOT
  )
  const isNamed = picomatch(wanted.map(globOf), DOT)
  const isIn = (file: string) => isNamed(file) && !isOut(file)
  const absent = [...tracked.sparse].filter(file => !isWritten(place.workspace, file))
  const modules = tracked.modules.filter(
    module =>
      isEmptyFolder(place.workspace, module) && globs.some(glob => isIn(`${module}/${posix.basename(glob)}`))
  )
  const beyond = [
    ...absent.filter(isIn).map(file => ({ kind: 'sparse' as const, file })),
    ...modules.map(file => ({ kind: 'submodule' as const, file }))
  ]
  return { beyond, absent }
}

const DOT = { dot: true }

function isGlobLine(line: string): boolean {
  return !line.startsWith('!') && /[*?[{(]/.test(line)
}

function globOf(line: string): string {
  return line.replace(/^\.\//, '').replaceAll('{service}', '*')
}
