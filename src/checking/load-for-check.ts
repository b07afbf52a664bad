import { placeFinder } from '../document/place.ts'
import type { DocumentNode } from '../document/tree.ts'
import type { Problem } from '../errors.ts'
import type { CheckedFile } from '../formats/checked-file.ts'
import { readForCheck } from '../formats/read-for-check.ts'
import type { CheckConfiguration } from '../inputs/configuration.ts'
import type { ModePorts } from '../ports.ts'
import { present } from '../present.ts'
import type { Remark, Unscanned } from '../report/report.ts'
import { decodeText } from '../workspace/decode.ts'
import { readTextFile } from '../workspace/read.ts'
import { maxCheckedBytes } from '../workspace/read-checked.ts'
import { findCheckFiles } from './find-check-files.ts'
import { type DefinitionSource, type LoadedDefinitionSources, unscannedFor } from './load-sources.ts'

/** A target of a check. A `template` is looked at as it is written; only a `definition` can be rendered. */
export type CheckSource = DefinitionSource & {
  readonly kind: 'definition' | 'template'
  /** What a second reading found beside the document's tree, of a file whose structure could not be trusted. */
  readonly rest?: DocumentNode
}

/** What a check starts from; what would only stop a deployment is among the remarks. */
export type LoadedForCheck = Omit<LoadedDefinitionSources, 'targets'> & {
  readonly targets: readonly CheckSource[]
  readonly remarks: readonly Remark[]
  /** Whether the check is for all files, and not for named or changed ones. */
  readonly isWhole: boolean
}

/** So much to read, and a run needs more memory than a process starts with. */
const MUCH = 1_000_000

/**
 * loadForCheck finds the files and reads each once, as tolerantly as needed. A file that can't be read is
 * `unscanned` and a problem. A file that was named and holds no task definition is a problem; one that was found
 * by content is left out.
 */
export async function loadForCheck(
  configuration: CheckConfiguration,
  ports: Pick<ModePorts, 'workspace' | 'keepSource'>
): Promise<LoadedForCheck> {
  const found = await findCheckFiles(configuration, ports.workspace)
  const names = [...new Set(found.targets.map(({ file }) => file))]
  const read = new Map<string, CheckedFile>()
  let characters = 0
  for (const file of names) {
    const result = await readFile(ports.workspace, file)
    read.set(file, result)
    const before = characters
    if (result.kind !== 'unreadable') characters += result.document.text.length
    if (before < MUCH && characters >= MUCH) (await import('../workspace/spare-memory.ts')).spareMemory()
  }
  const problems: Problem[] = [...found.problems]
  const remarks: Remark[] = [...found.remarks]
  const unscanned: Unscanned[] = [...found.unscanned]
  for (const [file, result] of read) {
    if (result.kind === 'unreadable') {
      problems.push(...result.problems)
      unscanned.push(unscannedFor(file, result.problems))
      continue
    }
    if (result.kind === 'nothing') {
      if (!found.discovered) problems.push(...result.problems)
    } else remarks.push(...remarksOf(result.notes))
    ports.keepSource(file, result.document.text)
  }
  const rests = new Map<string, DocumentNode>()
  for (const [file, result] of read) {
    if (!('loose' in result) || result.loose === undefined) continue
    // A file that reads as what it is never loads the second reader.
    const { restOfFile } = await import('./rest-of-file.ts')
    const rest = restOfFile(result.document, result.loose)
    if (rest) rests.set(file, rest)
  }
  const targets = found.targets.flatMap(({ file, service }) =>
    targetOf(read.get(file), present({ service, rest: rests.get(file) }))
  )
  const files = found.discovered ? names.filter(file => read.get(file)?.kind !== 'nothing') : names
  const { isWhole } = found
  return { files, ...present({ all: found.all }), isWhole, targets, unscanned, problems, remarks }
}

/** loadOneForCheck reads one more file for a check, one that only the configuration file names. */
export async function loadOneForCheck(
  file: string,
  ports: Pick<ModePorts, 'workspace' | 'keepSource'>
): Promise<{
  readonly source?: CheckSource
  readonly problems: readonly Problem[]
  readonly unscanned: readonly Unscanned[]
}> {
  const read = await readFile(ports.workspace, file)
  if (read.kind === 'unreadable')
    return { problems: read.problems, unscanned: [unscannedFor(file, read.problems)] }
  ports.keepSource(file, read.document.text)
  const [source] = targetOf(read, {})
  return { ...present({ source }), problems: read.kind === 'nothing' ? read.problems : [], unscanned: [] }
}

async function readFile(workspace: string, file: string): Promise<CheckedFile> {
  const read = readTextFile(workspace, file, { limit: maxCheckedBytes, decode: decodeText })
  return 'text' in read ? readForCheck(file, read.text) : { kind: 'unreadable', problems: read.problems }
}

function targetOf(
  read: CheckedFile | undefined,
  more: Pick<CheckSource, 'service' | 'rest'>
): readonly CheckSource[] {
  if (read?.kind !== 'definition' && read?.kind !== 'template') return []
  const { kind, document } = read
  return [{ kind, document, place: placeFinder(document), ...more }]
}

/** remarksOf says each kind of problem once a file, at its first place: a template has the same one in every line. */
export function remarksOf(problems: readonly Problem[]): readonly Remark[] {
  const byCode = new Map<string, Problem[]>()
  for (const problem of problems) {
    const alike = byCode.get(problem.code)
    if (alike === undefined) byCode.set(problem.code, [problem])
    else alike.push(problem)
  }
  return [...byCode.values()].map(([first, ...others]) => {
    const { message, hint, place } = first as Problem
    const more = others.length === 0 ? '' : ` (and ${others.length} more in this file)`
    const text = `${message}${more}${hint === undefined ? '' : ` ${hint}`}`
    return place === undefined ? { message: text } : { message: text, place }
  })
}
