import { environmentNames } from '../adoption/arrange.ts'
import { knownKeys } from '../adoption/configured.ts'
import { findSites, OURS } from '../adoption/find-sites.ts'
import { applyEdits, editLines, type LineEdit } from '../adoption/line-edits.ts'
import { type CommandPorts, type CommandResult, readRepository } from '../adoption/read-repository.ts'
import { rewriteSite } from '../adoption/rewrite-site.ts'
import { entryOf, surveyRepository } from '../adoption/survey.ts'
import { readWorkflow, type Workflow } from '../adoption/workflow.ts'
import type { Problem } from '../errors.ts'

const CONFIGURATION = '.github/ecs-sealed-deploy.yml'

/**
 * runAdopt shows how the repository's own workflows deploy with this action, as a diff; they are changed with `write` only. A step that
 * is not understood is left as it is, and said.
 */
export async function runAdopt(
  { write }: { readonly write: boolean },
  ports: CommandPorts
): Promise<CommandResult> {
  const read = await readRepository(ports)
  if ('problems' in read) return { lines: [], problems: read.problems }
  if (!ports.exists(CONFIGURATION)) return { lines: [], problems: [noConfiguration] }
  const keys = await knownKeys(CONFIGURATION, ports.read(CONFIGURATION))
  const names = environmentNames(surveyRepository(read.workflows, read.definitions).entries)
  const lines: string[] = []
  const problems: Problem[] = []
  let changed = 0
  for (const workflow of read.workflows) {
    const { edits, said } = rewriteWorkflow(workflow, keys, names)
    if (said.length + edits.length === 0) continue
    lines.push(
      `${workflow.file}:`,
      ...editLines(workflow, edits).map(line => `  ${line}`),
      ...said.map(line => `  ${line}`),
      ''
    )
    if (edits.length === 0) continue
    changed++
    const text = applyEdits(workflow.text, edits)
    const isSound = readWorkflow(workflow.file, text)?.jobs.length === workflow.jobs.length
    if (!isSound) lines.push('  It would not be a workflow any more, and is left as it is.', '')
    else if (write) {
      const problem = ports.write(workflow.file, text, { isNew: false })
      if (problem) problems.push(problem)
    }
  }
  lines.push(
    changed === 0
      ? 'Nothing to change.'
      : write
        ? 'Look at the changes (git diff), and open a pull request.'
        : 'Nothing was written; --write does.'
  )
  return { lines, problems }
}

function rewriteWorkflow(workflow: Workflow, keys: ReadonlySet<string>, names: ReadonlyMap<string, string>) {
  const edits: LineEdit[] = []
  const said: string[] = []
  for (const site of findSites(workflow).filter(({ step }) => !OURS.test(step.uses ?? ''))) {
    const at = `line ${workflow.lineOf(site.step.path)}`
    const { key, environment } = entryOf(site)
    if (!keys.has(key)) {
      said.push(`${at} is left: the configuration file has no service "${key}".`)
      continue
    }
    const name = environment && (names.get(environment.meaning) ?? environment.word)
    const done = rewriteSite(site, name === undefined ? { key } : { key, environment: name })
    if ('left' in done) said.push(`${at} is left: ${done.left}.`)
    else {
      edits.push(...done.edits)
      said.push(...done.notes.map(note => `${at}: ${note}.`))
    }
  }
  return { edits, said: [...new Set(said)] }
}

const noConfiguration: Problem = {
  code: 'nothing-to-adopt',
  fault: 'user',
  message: 'There is no .github/ecs-sealed-deploy.yml yet, which says what the changed steps leave out.',
  hint: 'Run "ecs-sealed-deploy init --write" first, and look at the file.'
}
