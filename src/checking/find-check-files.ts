import type { Problem } from '../errors.ts'
import type { CheckConfiguration } from '../inputs/configuration.ts'
import type { Remark } from '../report/report.ts'
import { type FoundFile, findTaskDefinitions } from '../workspace/find.ts'
import { selectServices } from '../workspace/select.ts'

/**
 * The files of a check. `discovered` ones nobody named: such a file that turns out to be something else is no
 * mistake.
 */
export type CheckFiles = {
  readonly targets: readonly FoundFile[]
  readonly discovered: boolean
  readonly problems: readonly Problem[]
  readonly remarks: readonly Remark[]
}

/**
 * findCheckFiles gives the files that the input `task-definition` names, or without it every task definition that git
 * tracks, found by content; of those, with `changed-since`, the ones that differ from that revision.
 */
export async function findCheckFiles(
  configuration: CheckConfiguration,
  workspace: string
): Promise<CheckFiles> {
  const { taskDefinition, changedSince } = configuration
  const all = taskDefinition.length > 0 ? await named(configuration, workspace) : await discovered(workspace)
  return changedSince === undefined ? all : limited(all, changedSince, workspace)
}

async function named(configuration: CheckConfiguration, workspace: string): Promise<CheckFiles> {
  const found = await findTaskDefinitions(workspace, configuration.taskDefinition)
  const selected = selectServices(found.files, configuration.services)
  const problems = [...found.problems, ...selected.problems]
  return { targets: selected.targets, discovered: false, problems, remarks: [] }
}

async function discovered(workspace: string): Promise<CheckFiles> {
  // A check of named files never loads what runs git.
  const { trackedFiles } = await import('../workspace/git.ts')
  const tracked = trackedFiles(workspace)
  if ('problem' in tracked) return { targets: [], discovered: true, problems: [tracked.problem], remarks: [] }
  const { discoverDefinitions } = await import('../workspace/discover.ts')
  const { files, tooLarge } = discoverDefinitions(workspace, tracked.paths)
  const remarks = tooLarge.map(({ file, bytes }) => ({
    message: `${file} has ${bytes} bytes and was not looked into; name it in "task-definition" if it is a task definition.`
  }))
  const problems = files.length === 0 ? [foundNone(tracked.paths.length)] : []
  return { targets: files.map(file => ({ file })), discovered: true, problems, remarks }
}

async function limited(all: CheckFiles, revision: string, workspace: string): Promise<CheckFiles> {
  const { changedFiles } = await import('../workspace/git.ts')
  const changed = changedFiles(workspace, revision)
  if ('problem' in changed) return { ...all, targets: [], problems: [...all.problems, changed.problem] }
  const paths = new Set(changed.paths)
  const targets = all.targets.filter(({ file }) => paths.has(file))
  const message = `${targets.length} of ${all.targets.length} task definition files differ from "${revision}"; only those were checked.`
  return { ...all, targets, remarks: [...all.remarks, { message }] }
}

function foundNone(tracked: number): Problem {
  return {
    code: 'no-task-definitions',
    fault: 'user',
    message: `No task definition was found among the ${tracked} files that git tracks here: nothing was checked.`,
    hint: 'Name the files, for example task-definition: deploy/*.json. Files that git does not track are not looked for.'
  }
}
