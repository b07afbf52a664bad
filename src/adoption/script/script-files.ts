import type { ScriptState } from './script-state.ts'
import type { ShellWord } from './shell-syntax.ts'
import { cellOfText, type Value } from './shell-values.ts'

/** fileNamed is the task definition in a file, as the script has left it. */
export function fileNamed(path: string | undefined, state: ScriptState): Value | undefined {
  if (path === undefined) return undefined
  const { flow, files, shell } = state
  state.touchesFiles = true
  const cell = cellOfText(path, shell)
  const known = cell.kind === 'known' ? files.get(barePath(cell.value)) : undefined
  return { kind: 'definition', definition: known ?? flow.fileOf(cell) }
}

/** barePath removes the optional prefixes of a path. */
export const barePath = (text: string) => text.replace(/^file:\/\//, '').replace(/^\.\//, '')

/**
 * store keeps a command's output as the content of a file or as an output of the step. It reports whether that is
 * understood.
 */
export function store(
  value: Value | undefined,
  {
    to,
    word,
    state
  }: { readonly to: string | undefined; readonly word?: ShellWord; readonly state: ScriptState }
): boolean {
  const [part, ...more] = word ?? []
  if (part?.kind === 'variable' && more.length === 0 && part.name === 'GITHUB_OUTPUT') {
    const [, name, text] = value?.kind === 'text' ? (/^([\w-]+)=(.*)$/.exec(value.text) ?? []) : []
    if (name === undefined || text === undefined) return false
    const marked = state.variables.get(text)
    state.outputs.set(name, marked ?? { kind: 'text', text })
    return true
  }
  if (to === '/dev/null') return true
  const cell = to === undefined ? undefined : cellOfText(to, state.shell)
  if (cell?.kind !== 'known' || value?.kind !== 'definition') return false
  state.touchesFiles = true
  state.files.set(barePath(cell.value), value.definition)
  return true
}
