import { configuredServices } from '../adoption/configured.ts'
import { type CommandPorts, type CommandResult, readRepository } from '../adoption/read-repository.ts'
import { applyEdits, editLines, removedAndInserted } from '../adoption/rewrite/line-edits.ts'
import { isOfConfiguration } from '../adoption/rewrite/name-in-configuration.ts'
import { rewriteRepository } from '../adoption/rewrite/rewrite-repository.ts'
import type { Problem } from '../errors.ts'
import { CONFIG_FILES } from '../inputs/topics/check-inputs.ts'
import { pageUrl } from '../nearest.ts'
import { findConfigFile } from '../workspace/find/find.ts'
import { passedOverWords } from './init.ts'

/**
 * runAdopt rewrites the repository's own workflows to deploy with this action. It shows a diff, and changes
 * files only with `write`. A step that it does not understand is left unchanged and reported.
 */
export async function runAdopt(
  { write }: { readonly write: boolean },
  ports: CommandPorts
): Promise<CommandResult> {
  const read = await readRepository(ports)
  if ('problems' in read) return nothing(read.problems)
  const { file: configuration, exists, problem: ambiguous } = findConfigFile(ports.workspace, CONFIG_FILES)
  if (ambiguous) return nothing([ambiguous])
  if (!exists) return nothing([noConfiguration])
  const configured = await configuredServices(configuration, ports.read(configuration))
  const lines: string[] = []
  const quoted = new Set<number>()
  const problems: Problem[] = []
  const files: object[] = []
  const left: string[] = []
  let changed = 0
  for (const rewritten of rewriteRepository(read, configured)) {
    const { file, text, edits, said, steps } = rewritten
    lines.push(`${file}:`)
    const shown = removedAndInserted(rewritten, edits, ports.clean)
    for (const line of editLines(shown)) quoted.add(lines.push(`  ${line}`) - 1)
    lines.push(...said.map(line => `  ${line}`), '')
    const changes = edits.length > 0
    const problem =
      changes && write ? ports.write(file, applyEdits(text, edits), { isNew: false }) : undefined
    files.push({
      file,
      edits: shown,
      steps,
      written: changes && write && !problem
    })
    if (changes) changed++
    if (problem) problems.push(problem)
    left.push(...steps.flatMap(({ outcome, why }) => (outcome === 'left' ? [why ?? ''] : [])))
  }
  const passedOver = await passedOverWords({ ...read.passedOver, templates: [] })
  lines.push(...passedOver, ...lastLines({ changed, write, left, isSure: passedOver.length === 0 }))
  return { document: { notRead: passedOver, files }, lines, quoted, problems }
}

/** The lines at the end: what was done, and what is to be done about the steps that were left, each for its reason. */
function lastLines({
  changed,
  write,
  left,
  isSure
}: {
  readonly changed: number
  readonly write: boolean
  readonly left: readonly string[]
  readonly isSure: boolean
}): readonly string[] {
  const done =
    changed > 0
      ? [
          write
            ? 'Review the changes (git diff), and open a pull request.'
            : 'Nothing was written; --write does.'
        ]
      : []
  if (left.length === 0)
    return changed > 0 ? done : [isSure ? 'Nothing to change.' : 'Nothing to change in what was read.']
  const count = left.length === 1 ? '1 deploy step is' : `${left.length} deploy steps are`
  const next = left.some(isOfConfiguration)
    ? 'Complete the configuration file ("ecs-sealed-deploy init" shows what it lacks)'
    : `Change what the reasons above name (${pageUrl('adopting')})`
  return [...done, `${count} left unchanged. ${next}, and run "ecs-sealed-deploy adopt" again.`]
}

const nothing = (problems: readonly Problem[]): CommandResult => ({
  document: { files: [] },
  lines: [],
  problems
})

const noConfiguration: Problem = {
  code: 'nothing-to-adopt',
  fault: 'user',
  message: 'There is no .github/ecs-sealed-deploy.yml yet, and the changed steps depend on it.',
  hint: 'Run "ecs-sealed-deploy init --write" first, and review the file.'
}
