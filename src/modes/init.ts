import { remarksBeyond } from '../check/beyond.ts'
import { checkWorkflow, newWorkflows } from '../cli/adoption/new-workflows.ts'
import { credentialAsName, type PlacedFile, placeFile, propose, tableOf } from '../cli/adoption/proposal.ts'
import {
  type CommandPorts,
  type CommandResult,
  readConfigured,
  readRepository
} from '../cli/adoption/repository.ts'
import type { Problem } from '../errors.ts'
import { findConfigFile } from '../files/find/find.ts'
import { otherwiseLines } from '../files/find/otherwise.ts'
import { openLines } from '../inputs/configuration/open-lines.ts'
import { CONFIG_FILES } from '../inputs/read-common.ts'

/**
 * runInit shows what the repository deploys where, with the source of each value, and proposes the configuration file
 * and two workflows; of a repository whose definitions belong to another deployer, only the check. Files are written
 * only with `write`, and existing files are never changed.
 */
export async function runInit(
  { write }: { readonly write: boolean },
  ports: CommandPorts
): Promise<CommandResult> {
  const read = await readRepository(ports)
  if ('problems' in read) return { lines: [], problems: read.problems }
  const { file: configuration, exists, problem } = findConfigFile(ports.workspace, CONFIG_FILES)
  if (problem) return { lines: [], problems: [problem] }
  const notRead = [...read.notRead, ...remarksBeyond(read.beyond).map(({ message }) => message)]
  const { otherwise, templates, workflows } = read
  const layout = exists ? await readConfigured(configuration, ports) : undefined
  const proposal = propose(read, layout)
  const hasDeploys = proposal.services.length + proposal.unnamed.length > 0 || layout !== undefined
  if (
    !hasDeploys &&
    templates.length + otherwise.length + workflows.flatMap(({ steps }) => steps).length === 0
  )
    return { document: { notRead, otherwise }, lines: notRead, problems: [nothingFound(workflows.length)] }
  const { services, text, missing } = proposal
  const own = exists && services.length === 0 ? [] : [{ file: configuration, text, missing, isOwn: true }]
  const environments = layout?.environments ?? proposal.environments
  const count = new Set([...services.map(({ key }) => key), ...(layout?.services ?? [])]).size
  const files = hasDeploys ? [...own, ...newWorkflows(environments, proposal.runs, count)] : [checkWorkflow()]
  const holding = files.filter(one => ports.holdsCredential(one.text))
  const wrong = holding.map(({ file }) => credentialAsName(file, proposal, ports))
  const results = files.map(file => placeFile(file, write && holding.length === 0, ports))
  const deploys = hasDeploys
    ? workflows.flatMap(one => one.steps.filter(({ kind }) => kind === 'deploy'))
    : []
  const still = stillOpen([...(exists ? [configuration] : []), ...results.flatMap(standing)], ports)
  const lines = [
    ...(hasDeploys ? tableOf(proposal) : [ONLY_CHECK]),
    ...results.flatMap(one => ['', ...one.lines]),
    '',
    ...otherwiseLines(otherwise),
    ...notRead,
    ...listed(
      'Could not be detected (TODO in the files):',
      results.flatMap(one => one.missing)
    ),
    ...listed('Still to fill in:', still),
    ...listed(
      TWO_WAYS,
      deploys.map(({ file, line }) => `${file}:${line}`)
    ),
    lastLine(write, results, still.length > 0)
  ]
  return {
    document: { services, notRead, otherwise, files: results.map(({ shown }) => shown) },
    lines,
    problems: [...wrong, ...results.flatMap(one => one.problems)]
  }
}

const ONLY_CHECK =
  'No file that this action could deploy was found, so that only the check of pull requests is proposed.'
const TWO_WAYS =
  'These steps deploy, too: keep them (adopt changes them in place) or the new deploy workflow, not both.'

function standing({ shown }: PlacedFile): readonly string[] {
  return shown.exists ? [shown.file] : []
}

/** What is still a TODO in files that stood there before. */
function stillOpen(files: readonly string[], { read }: CommandPorts): readonly string[] {
  return [...new Set(files)].flatMap(file =>
    openLines(file, read(file)).map(({ place, message }) => `${file}:${place.line}: ${message}`)
  )
}

function listed(head: string, items: readonly string[]): readonly string[] {
  return items.length === 0 ? [] : [head, ...items.map(item => `  ${item}`)]
}

function lastLine(write: boolean, files: readonly PlacedFile[], isOpen: boolean): string {
  if (files.some(({ shown }) => shown.written)) return 'Review the files, and run "ecs-sealed-deploy check".'
  if (files.every(({ shown }) => shown.exists))
    return files.some(({ isDiff }) => isDiff)
      ? 'Nothing was written: every file exists already.'
      : isOpen
        ? 'Nothing to add. Fill in what is listed.'
        : 'Nothing to change.'
  return write ? 'Nothing was written.' : 'Nothing written. Run again with --write to create these files.'
}

function nothingFound(workflows: number): Problem {
  return {
    code: 'nothing-to-adopt',
    fault: 'user',
    message: `None of the ${workflows} workflows deploys with AWS's action, and no JSON or YAML file that git tracks is a task definition.`,
    hint: 'Run it at the top of the repository, with the files committed or added to git.'
  }
}
