import type { CheckedFile } from '../detector/formats/read-for-check.ts'
import { readForCheck, type TerraformModules } from '../detector/formats/read-for-check.ts'
import { workflowsForEcs } from '../files/find/beside-definitions.ts'
import { filesBelow } from '../files/find/globs.ts'
import { trackedFiles } from '../files/git/git.ts'
import { decodeText, maxCheckedBytes, readTextFile } from '../files/read.ts'
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
  const names = [...new Set(found.targets.map(({ file }) => file))]
  const modules = await modulesIn(ports.workspace, names)
  const read = await readAll(names, ports, modules)
  const beside = besideThem(read, modules)
  for (const [file, result] of beside) read.set(file, kept(file, result, ports))
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

async function readAll(
  files: readonly string[],
  ports: Pick<ModePorts, 'workspace' | 'keepSource' | 'standardInput'>,
  modules?: TerraformModules
): Promise<Map<string, CheckedFile>> {
  const read = new Map<string, CheckedFile>()
  for (const file of files) {
    const { standardInput, workspace } = ports
    const written =
      standardInput?.file === file
        ? standardInput
        : readTextFile(workspace, file, { limit: maxCheckedBytes, decode: decodeText })
    const result: CheckedFile =
      'text' in written
        ? await readForCheck(file, written.text, modules)
        : { kind: 'unreadable', problems: written.problems }
    read.set(file, kept(file, result, ports))
  }
  return read
}

/** Lines of what was read are shown in reports. */
function kept(file: string, result: CheckedFile, { keepSource }: Pick<ModePorts, 'keepSource'>): CheckedFile {
  if (result.kind !== 'unreadable') keepSource(file, result.document.text)
  return result
}

/** loadOneForCheck reads one more file for a check, which only the configuration file names. */
export async function loadOneForCheck(
  file: string,
  ports: Pick<ModePorts, 'workspace' | 'keepSource'>
): ReturnType<typeof sourcesFrom> {
  return sourcesFrom(await readAll([file], ports), { targets: [{ file }], discovered: false })
}

/** loadWorkflows reads the workflows and actions of the repository that give variables to task definitions. */
export async function loadWorkflows(
  ports: Pick<ModePorts, 'workspace' | 'keepSource' | 'env'>
): ReturnType<typeof sourcesFrom> {
  const tracked = trackedFiles(ports)
  const { paths } = 'error' in tracked ? filesBelow(ports.workspace, '.github/workflows') : tracked
  const files = workflowsForEcs(ports.workspace, paths)
  return sourcesFrom(await readAll(files, ports), {
    targets: files.map(file => ({ file })),
    discovered: true
  })
}
