import type { CheckedFile } from '../detector/formats/read-for-check.ts'
import { readForCheck, type TerraformModule } from '../detector/formats/read-for-check.ts'
import { workflowsForEcs } from '../files/find/beside-definitions.ts'
import { filesBelow } from '../files/find/globs.ts'
import { trackedFiles } from '../files/git/git.ts'
import { decodeText, maxCheckedBytes, type ReadText, readTextFile } from '../files/read.ts'
import type { CheckConfiguration } from '../inputs/configuration.ts'
import type { ModePorts } from '../ports.ts'
import { present } from '../present.ts'
import type { Remark } from '../report/report.ts'
import { type CheckPlace, findCheckFiles } from './find-check-files.ts'
import { type CheckSource, type LoadedDefinitionSources, sourcesFrom } from './source.ts'
import { besideThem, modulesIn } from './terraform-modules.ts'

/** The files of a check. Problems that would only stop a deployment are among the remarks. */
export type LoadedForCheck = Omit<LoadedDefinitionSources, 'targets'> & {
  readonly targets: readonly CheckSource[]
  readonly remarks: readonly Remark[]
  /** Whether the check covers all files, not only named or changed ones. */
  readonly isWhole: boolean
  /** That a search of the whole repository found nothing. */
  readonly nothing?: () => Remark
}

/**
 * loadForCheck finds the files and reads each once, as tolerantly as needed. A file that cannot be read is `unscanned`
 * and a problem. A named file without a task definition is a problem. One that was found by content is left out.
 */
export async function loadForCheck(
  configuration: CheckConfiguration,
  ports: Pick<ModePorts, 'keepSource'> & CheckPlace
): Promise<LoadedForCheck> {
  const found = await findCheckFiles(configuration, ports)
  const { standardInput } = ports
  const names = [...new Set(found.targets.map(({ file }) => file))]
  const read = new Map<string, CheckedFile>()
  const modules = await modulesIn(ports.workspace, names)
  for (const file of names) {
    const written = standardInput?.file === file ? standardInput : textOf(ports.workspace, file)
    read.set(file, await checked(file, written, modules.of(file)))
  }
  const beside = besideThem(read, modules.all())
  for (const [file, result] of beside) read.set(file, result)
  for (const [file, result] of read)
    if (result.kind !== 'unreadable') ports.keepSource(file, result.document.text)
  const targets = [...found.targets, ...Array.from(beside.keys(), file => ({ file }))]
  const made = await sourcesFrom(read, { ...found, targets })
  const isGuess = (file: string) => found.discovered || found.guessed?.has(file) === true
  const files = [...read.keys()].filter(file => !isGuess(file) || read.get(file)?.kind !== 'nothing')
  const { isWhole } = found
  return {
    ...made,
    files,
    ...present({ all: found.all, nothing: found.nothing }),
    isWhole,
    unscanned: [...found.unscanned, ...made.unscanned],
    problems: [...found.problems, ...made.problems],
    remarks: [...found.remarks, ...made.remarks]
  }
}

function textOf(workspace: string, file: string): ReadText {
  return readTextFile(workspace, file, { limit: maxCheckedBytes, decode: decodeText })
}

async function checked(file: string, read: ReadText, module?: TerraformModule): Promise<CheckedFile> {
  return 'text' in read
    ? readForCheck(file, read.text, module)
    : { kind: 'unreadable', problems: read.problems }
}

/** loadOneForCheck reads one more file for a check, which only the configuration file names. */
export async function loadOneForCheck(
  file: string,
  ports: Pick<ModePorts, 'workspace' | 'keepSource'>
): ReturnType<typeof sourcesFrom> {
  return loadMore([file], ports, false)
}

/** loadWorkflows reads the workflows and actions of the repository that give variables to task definitions. */
export async function loadWorkflows(
  ports: Pick<ModePorts, 'workspace' | 'keepSource' | 'env'>
): ReturnType<typeof sourcesFrom> {
  const tracked = trackedFiles(ports)
  const { paths } = 'error' in tracked ? filesBelow(ports.workspace, '.github/workflows') : tracked
  return loadMore(workflowsForEcs(ports.workspace, paths), ports, true)
}

async function loadMore(
  files: readonly string[],
  { workspace, keepSource }: Pick<ModePorts, 'workspace' | 'keepSource'>,
  discovered: boolean
): ReturnType<typeof sourcesFrom> {
  const read = new Map<string, CheckedFile>()
  for (const file of files) {
    const result = await checked(file, textOf(workspace, file))
    if (result.kind !== 'unreadable') keepSource(file, result.document.text)
    read.set(file, result)
  }
  return sourcesFrom(read, { targets: files.map(file => ({ file })), discovered })
}
