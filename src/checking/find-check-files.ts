import type { Problem } from '../errors.ts'
import type { CheckConfiguration } from '../inputs/configuration.ts'
import type { Remark, Unscanned } from '../report/report.ts'
import type { Unread } from '../workspace/discover.ts'
import { type FoundFile, findTaskDefinitions } from '../workspace/find.ts'
import { selectServices } from '../workspace/select.ts'

/**
 * The files of a check. `discovered` ones nobody named: such a file that turns out to be something else is no
 * mistake.
 */
export type CheckFiles = {
  readonly targets: readonly FoundFile[]
  readonly discovered: boolean
  /** All files before a selection, where that is more than the targets. */
  readonly all?: readonly string[]
  readonly problems: readonly Problem[]
  readonly remarks: readonly Remark[]
  /** Found, and not to be read; each is a problem too. */
  readonly unscanned: readonly Unscanned[]
  /** Nobody named or limited the files: those that only the configuration file names are part of the check. */
  readonly isWhole: boolean
}

/**
 * findCheckFiles gives the files that the input `task-definition` names, or without it every task definition that git
 * tracks, found by content; of those, with `changed-since`, the ones that differ from that revision. The configuration file has a part
 * in every definition, so that where it differs, all of them are checked.
 */
export async function findCheckFiles(
  configuration: CheckConfiguration,
  workspace: string
): Promise<CheckFiles> {
  const { taskDefinition, changedSince } = configuration
  const all = taskDefinition.length > 0 ? await named(configuration, workspace) : await discovered(workspace)
  return changedSince === undefined ? all : limited(all, { ...configuration, changedSince }, workspace)
}

async function named(configuration: CheckConfiguration, workspace: string): Promise<CheckFiles> {
  const found = await findTaskDefinitions(workspace, configuration.taskDefinition)
  const selected = selectServices(found.files, configuration.services)
  const problems = [...found.problems, ...selected.problems]
  const all = found.files.map(({ file }) => file)
  const none = { remarks: [], unscanned: [], isWhole: false }
  return { targets: selected.targets, all, discovered: false, problems, ...none }
}

async function discovered(workspace: string): Promise<CheckFiles> {
  // A check of named files never loads what runs git.
  const { trackedFiles } = await import('../workspace/git.ts')
  const tracked = trackedFiles(workspace)
  const none = { discovered: true, remarks: [], unscanned: [], isWhole: true }
  if ('problem' in tracked) return { ...none, targets: [], problems: [tracked.problem] }
  const { discoverDefinitions } = await import('../workspace/discover.ts')
  const { files, unread } = discoverDefinitions(workspace, tracked)
  const nothing = files.length + unread.length === 0
  return {
    ...none,
    targets: files.map(file => ({ file })),
    problems: nothing ? [foundNone(tracked.paths.length)] : unread.map(unreadProblem),
    unscanned: unread.map(({ file, message }) => ({ file, line: 1, reason: message }))
  }
}

function unreadProblem({ code, message }: Unread): Problem {
  const hint =
    'What was not read is not clean. Take the file out of the repository, make it readable, or name the files to check in "task-definition".'
  return { code, fault: 'user', message, hint }
}

async function limited(
  all: CheckFiles,
  { config, changedSince: revision }: Pick<CheckConfiguration, 'config'> & { readonly changedSince: string },
  workspace: string
): Promise<CheckFiles> {
  const { changedFiles } = await import('../workspace/git.ts')
  const { isAmong, isThere } = await import('../workspace/changed.ts')
  const changed = changedFiles(workspace, revision)
  if ('problem' in changed)
    return { ...all, targets: [], isWhole: false, problems: [...all.problems, changed.problem] }
  const among = isAmong(workspace, changed.paths)
  if (isThere(workspace, config.file) && among(config.file)) {
    const message = `${config.file} differs from "${revision}", so that all task definition files were checked.`
    return { ...all, remarks: [...all.remarks, { message }] }
  }
  const targets = all.targets.filter(({ file }) => among(file))
  const message = `${targets.length} of ${all.targets.length} task definition files differ from "${revision}"; only those were checked.`
  const before = all.all ?? all.targets.map(({ file }) => file)
  return { ...all, targets, all: before, isWhole: false, remarks: [...all.remarks, { message }] }
}

function foundNone(tracked: number): Problem {
  return {
    code: 'no-task-definitions',
    fault: 'user',
    message: `No task definition was found among the ${tracked} files that git tracks here: nothing was checked.`,
    hint: 'Name the files, for example task-definition: deploy/*.json. Files that git does not track are not looked for.'
  }
}
