import type { Problem } from '../../errors.ts'
import type { NewFile } from './new-workflows.ts'
import type { CommandPorts } from './repository.ts'

/** What became of a file. */
export type PlacedFile = {
  /** Its part of what `--json` prints. */
  readonly shown: {
    readonly file: string
    readonly text: string
    readonly exists: boolean
    readonly written: boolean
  }
  readonly problems: readonly Problem[]
  /** It exists, and lacks lines. */
  readonly isDiff: boolean
  readonly lines: readonly string[]
  /** What is left to do in it. */
  readonly missing: readonly string[]
}

/**
 * placeFile writes a new file, with `write`, and returns what became of it. An existing one is left; `isOwn` is the
 * configuration file, whose text is then what it lacks.
 */
export function placeFile(
  { file, text, missing, isOwn }: NewFile & { readonly isOwn?: boolean },
  write: boolean,
  ports: Pick<CommandPorts, 'exists' | 'write'>
): PlacedFile {
  const exists = ports.exists(file)
  const failed = write && !exists ? ports.write(file, text, { isNew: true }) : undefined
  const written = write && !exists && failed === undefined
  const isDiff = exists && isOwn === true
  const mark = isDiff ? '  + ' : '  '
  const body = text
    .trimEnd()
    .split('\n')
    .slice(isDiff ? 1 : 0)
    .map(line => `${mark}${line}`)
  return {
    shown: { file, text, exists, written },
    problems: failed === undefined ? [] : [failed],
    isDiff,
    ...(exists && !isDiff
      ? { lines: [`${file}${LEFT}.`], missing: [] }
      : { lines: [`${file}${isDiff ? ADD : ''}:`, ...body, ...(written ? ['  -> written'] : [])], missing })
  }
}

const LEFT = ' exists and is left as it is'
const ADD = `${LEFT}; add what it lacks`
