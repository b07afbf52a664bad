import { remarksBeyond } from '../check/beyond.ts'
import { newWorkflows } from '../cli/adoption/new-workflows.ts'
import { otherwiseLines } from '../cli/adoption/otherwise.ts'
import { type Proposal, propose } from '../cli/adoption/proposal.ts'
import { type CommandPorts, type CommandResult, readRepository } from '../cli/adoption/repository.ts'
import type { Problem } from '../errors.ts'
import { loadDocument } from '../files/document/load.ts'
import { placeFinder } from '../files/document/place.ts'
import { findConfigFile } from '../files/find/find.ts'
import { readLayout } from '../inputs/configuration/read-layout.ts'
import { CONFIG_FILES } from '../inputs/read-common.ts'
import { someOf } from '../list.ts'

/**
 * runInit shows what the repository deploys where, with the source of each value, and proposes the configuration file
 * and two workflows. Files are written only with `write`, and existing files are never changed.
 */
export async function runInit(
  { write }: { readonly write: boolean },
  ports: CommandPorts
): Promise<CommandResult> {
  const read = await readRepository(ports)
  if ('problems' in read) return { lines: [], problems: read.problems }
  const notRead = [...read.notRead, ...remarksBeyond(read.beyond).map(({ message }) => message)]
  const besides = [...otherwiseLines(read.otherwise), ...notRead]
  const passedOver = { notRead, otherwise: read.otherwise }
  const proposal = propose(read)
  if (proposal.services.length === 0)
    return { document: passedOver, lines: besides, problems: [nothingFound(read.workflows.length)] }
  const { file: configuration, exists, problem } = findConfigFile(ports.workspace, CONFIG_FILES)
  if (problem) return { lines: [], problems: [problem] }
  const environments = exists ? await environmentsIn(configuration, ports) : proposal.environments
  const files = [{ file: configuration, text: proposal.text }, ...newWorkflows(environments)]
  const holding = files.filter(({ text }) => ports.holdsCredential(text))
  const problems: Problem[] = holding.map(({ file }) => credentialAsName(file, proposal, ports))
  const lines = tableOf(proposal)
  const results = files.map(({ file, text }) => {
    const isThere = ports.exists(file)
    lines.push(
      '',
      `${file}${isThere ? LEFT : ''}:`,
      ...text
        .trimEnd()
        .split('\n')
        .map(line => `  ${line}`)
    )
    const isOpen = write && !isThere && holding.length === 0
    const failed = isOpen ? ports.write(file, text, { isNew: true }) : undefined
    if (failed) problems.push(failed)
    const isWritten = isOpen && failed === undefined
    if (isWritten) lines.push('  -> written')
    return { file, text, exists: isThere, written: isWritten }
  })
  lines.push(
    '',
    ...besides,
    'Not known from the repository, to be added:',
    ...proposal.missing.map(line => `  ${line}`),
    '  roles that the new workflows assume: set the variables AWS_PLAN_ROLE and AWS_DEPLOY_ROLE of the repository or of its environments',
    lastLine(write, results)
  )
  return { document: { services: proposal.services, ...passedOver, files: results }, lines, problems }
}

const LEFT = ' exists and is left as it is; this is what would be written'

function lastLine(
  write: boolean,
  files: readonly { readonly exists: boolean; readonly written: boolean }[]
): string {
  if (files.some(({ written }) => written)) return 'Review the files, and run "ecs-sealed-deploy check".'
  if (files.every(({ exists }) => exists)) return 'Nothing was written: every file exists already.'
  return write ? 'Nothing was written.' : 'Nothing was written; --write does.'
}

/** A file that cannot be read is reported by the check; here it says nothing. */
async function environmentsIn(file: string, ports: CommandPorts): Promise<readonly string[]> {
  const { document } = await loadDocument(file, ports.read(file))
  if (document?.root.kind !== 'object') return []
  return [...readLayout({ document, place: placeFinder(document) }).layout.environments.keys()]
}

/** What was found, one line a value: service, key, value, and where it stands. */
function tableOf({ services }: Proposal): string[] {
  const rows = services.flatMap(({ key, found }) =>
    found.map(one => [key, one.what, 'value' in one ? one.value : `? ${one.open}`, one.from] as const)
  )
  const all = [['service', 'what', 'value', 'from where'] as const, ...rows]
  const width = (column: 0 | 1 | 2) => Math.max(...all.map(row => row[column].length))
  return all.map(([key, what, value, from]) =>
    [key.padEnd(width(0)), what.padEnd(width(1)), value.padEnd(width(2)), from].join('  ')
  )
}

/** A workflow or a task definition can have a credential in the place of a name. */
function credentialAsName(
  file: string,
  { services }: Proposal,
  { holdsCredential }: Pick<CommandPorts, 'holdsCredential'>
): Problem {
  const values = services.flatMap(({ found }) => found)
  const places = values.flatMap(one => ('value' in one && holdsCredential(one.value) ? [one.from] : []))
  const at = places.length === 0 ? 'The repository' : someOf([...new Set(places)])
  return {
    code: 'credential-as-name',
    fault: 'user',
    message: `${file} would hold a credential: nothing was written. ${at} has it in the place of a name.`,
    hint: 'Correct the name there, and rotate the credential: it is in git.'
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
