import { matchesPath } from '../../exceptions/glob.ts'
import { isBelow } from '../../workspace/find/below.ts'
import { type Beyond, mayHoldDefinition } from '../../workspace/find/discover.ts'
import { folderAt, withoutExcluded } from '../../workspace/find/find.ts'
import { isWritten } from '../../workspace/git/changed.ts'
import type { WithUnread } from './check-files.ts'

/** Paths that git has: files, and folders of submodules that are not checked out. */
type Paths = { readonly files: readonly string[]; readonly modules?: readonly string[] }

/**
 * leftOutAmong returns which of the given paths that git has belong to a check and are not in the working tree: a
 * sparse checkout leaves files out, and submodules may not be checked out. `lines` are those of `task-definition`;
 * without any that names files, all belong.
 */
export function leftOutAmong(
  { files, modules = [] }: Paths,
  lines: readonly string[],
  workspace: string
): readonly Beyond[] {
  const away = files.filter(path => !isWritten(workspace, path))
  if (away.length + modules.length === 0) return []
  const { wanted, excluded } = withoutExcluded(lines)
  const folders = wanted.flatMap(line => folderAt(workspace, line) ?? [])
  const patterns = wanted.filter(line => folderAt(workspace, line) === undefined).flatMap(alternatives)
  const isNamed = (file: string) =>
    patterns.some(pattern => matchesPath(pattern, file) || isBelow(pattern, file))
  const isSearched = (file: string) =>
    mayHoldDefinition(file) && (wanted.length === 0 || folders.some(folder => isBelow(folder, file)))
  const isOut = (file: string) =>
    excluded.some(line => isBelow(line.replace(/^\.\//, '').replace(/\/(?:\*\*)?$/, ''), file)) ||
    excluded.flatMap(alternatives).some(pattern => matchesPath(pattern, file))
  const sparse = away.filter(file => (isNamed(file) || isSearched(file)) && !isOut(file))
  const open = modules.filter(
    module => patterns.some(pattern => mayMatchBelow(pattern, module)) && !isOut(`${module}/.`)
  )
  return [
    ...sparse.map(file => ({ kind: 'sparse' as const, file })),
    ...open.map(file => ({ kind: 'submodule' as const, file }))
  ]
}

/** The most patterns that one with alternatives is written out as. */
const MOST = 256

/** A pattern without `{a,b}`, written out, and with stars for what matchesPath does not know. */
function alternatives(line: string): readonly string[] {
  let open = [
    line
      .replace(/^\.\//, '')
      .replaceAll('{service}', '*')
      .replaceAll(/[@+?*!]?\([^()]*\)/g, '*')
  ]
  for (;;) {
    const next = open.flatMap(one => {
      const [whole, inner = ''] = /\{([^{}]*)\}/.exec(one) ?? []
      if (whole === undefined) return [one]
      const choices = inner.includes('..') ? ['*'] : inner.split(',')
      return choices.map(choice => one.replace(whole, () => choice))
    })
    if (next.length === open.length && next.every((one, index) => one === open[index])) break
    if (next.length > MOST) return open.map(one => one.replaceAll(/\{[^{}]*\}/g, '*'))
    open = next
  }
  return open.map(one => one.replaceAll(/\[[^\]/]+\]/g, '?'))
}

/** Whether a pattern could match a file in a folder, at any depth. */
function mayMatchBelow(pattern: string, folder: string): boolean {
  const steps = pattern.split('/')
  for (const [index, step] of folder.split('/').entries()) {
    const wanted = steps[index]
    if (wanted === '**') return true
    if (wanted === undefined || !matchesPath(wanted, step)) return false
  }
  return steps.length > folder.split('/').length && /[*?]/.test(pattern)
}

/**
 * withBeyond adds what was not there to be searched to a result; with `differs`, only what differs. The words are
 * loaded only if there is something.
 */
export async function withBeyond<Result extends WithUnread>(
  result: Result,
  beyond: readonly Beyond[],
  differs?: (one: Beyond) => boolean
): Promise<Result> {
  return beyond.length === 0
    ? result
    : (await import('./beyond-reach.ts')).resultWithBeyond(result, beyond, differs)
}
