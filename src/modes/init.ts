import { remarksBeyond } from '../check/beyond.ts'
import { checkWorkflow, newWorkflows } from '../cli/adoption/new-workflows.ts'
import { type Configured, credentialAsName, propose, tableOf } from '../cli/adoption/proposal.ts'
import { type CommandPorts, type CommandResult, readRepository } from '../cli/adoption/repository.ts'
import type { Problem } from '../errors.ts'
import { loadDocument } from '../files/document/load.ts'
import { placeFinder } from '../files/document/place.ts'
import { findConfigFile } from '../files/find/find.ts'
import { otherwiseLines } from '../files/find/otherwise.ts'
import { readLayout } from '../inputs/configuration/read-layout.ts'
import { resolveLayout } from '../inputs/configuration/resolve-layout.ts'
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
  const layout = exists ? await layoutIn(configuration, ports) : undefined
  const proposal = propose(read, layout)
  const hasDeploys = proposal.services.length + proposal.unnamed.length > 0 || layout !== undefined
  if (
    !hasDeploys &&
    templates.length + otherwise.length + workflows.flatMap(({ steps }) => steps).length === 0
  )
    return { document: { notRead, otherwise }, lines: notRead, problems: [nothingFound(workflows.length)] }
  const { services, text: proposed, missing: open } = proposal
  const own = exists && services.length === 0 ? [] : [{ file: configuration, text: proposed, missing: open }]
  const environments = layout?.environments ?? proposal.environments
  const files = hasDeploys ? [...own, ...newWorkflows(environments, workflows)] : [checkWorkflow()]
  const holding = files.filter(({ text }) => ports.holdsCredential(text))
  const problems: Problem[] = holding.map(({ file }) => credentialAsName(file, proposal, ports))
  const lines = hasDeploys ? tableOf(proposal) : [ONLY_CHECK]
  const results = files.map(({ file, text }) => {
    const isThere = ports.exists(file)
    const isDiff = isThere && file === configuration
    const body = text
      .trimEnd()
      .split('\n')
      .slice(isDiff ? 1 : 0)
    const shown = body.map(line => `  ${isDiff ? '+ ' : ''}${line}`)
    lines.push('', `${file}${isDiff ? ADD : isThere ? LEFT : ''}:`, ...shown)
    const isOpen = write && !isThere && holding.length === 0
    const failed = isOpen ? ports.write(file, text, { isNew: true }) : undefined
    if (failed) problems.push(failed)
    const isWritten = isOpen && failed === undefined
    if (isWritten) lines.push('  -> written')
    return { file, text, exists: isThere, written: isWritten }
  })
  const missing = files.flatMap(one => one.missing.map(line => `  ${line}`))
  const beside = workflows.flatMap(({ steps }) => steps.filter(({ kind }) => kind === 'deploy'))
  lines.push(
    '',
    ...otherwiseLines(otherwise),
    ...notRead,
    ...(missing.length === 0 ? [] : ['Could not be detected (TODO in the files):', ...missing]),
    ...(hasDeploys && beside.length > 0
      ? [TWO_WAYS, ...beside.map(({ file, line }) => `  ${file}:${line}`)]
      : []),
    lastLine(write, results)
  )
  return { document: { services: proposal.services, notRead, otherwise, files: results }, lines, problems }
}

const LEFT = ' exists and is left as it is; this is what would be written'
const ADD = ' exists and is left as it is; add what it lacks'
const ONLY_CHECK =
  'No file that this action could deploy was found, so that only the check of pull requests is proposed.'
const TWO_WAYS =
  'These steps deploy, too: keep them (adopt changes them in place) or the new deploy workflow, not both.'

function lastLine(
  write: boolean,
  files: readonly { readonly exists: boolean; readonly written: boolean }[]
): string {
  if (files.some(({ written }) => written)) return 'Review the files, and run "ecs-sealed-deploy check".'
  if (files.every(({ exists }) => exists)) return 'Nothing was written: every file exists already.'
  return write ? 'Nothing was written.' : 'Nothing written. Run again with --write to create these files.'
}

/** What a file configures, and its environments. One that cannot be read sets nothing here; the check reports it. */
async function layoutIn(
  file: string,
  ports: CommandPorts
): Promise<Configured & { readonly environments: readonly string[] }> {
  const { document } = await loadDocument(file, ports.read(file))
  if (document?.root.kind !== 'object') return { services: [], files: [], usual: [], environments: [] }
  const { layout } = readLayout({ document, place: placeFinder(document) })
  const environments = [...layout.environments.keys()]
  const entries = [undefined, ...environments].flatMap(name => resolveLayout(layout, name).services)
  return {
    services: [...layout.services.keys(), ...entries.map(({ name }) => name)],
    files: entries.flatMap(({ base }) => (base?.kind === 'file' ? [base.path] : [])),
    usual: [...(layout.defaults?.values.keys() ?? [])],
    environments
  }
}

function nothingFound(workflows: number): Problem {
  return {
    code: 'nothing-to-adopt',
    fault: 'user',
    message: `None of the ${workflows} workflows deploys with AWS's action, and no JSON or YAML file that git tracks is a task definition.`,
    hint: 'Run it at the top of the repository, with the files committed or added to git.'
  }
}
