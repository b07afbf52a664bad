import { configuredServices } from '../adoption/configured.ts'
import { applyEdits, editLines, removedAndInserted } from '../adoption/line-edits.ts'
import { type CommandPorts, type CommandResult, readRepository } from '../adoption/read-repository.ts'
import { rewriteRepository } from '../adoption/rewrite-repository.ts'
import type { Problem } from '../errors.ts'
import { CONFIG_FILES } from '../inputs/check-inputs.ts'
import { findConfigFile } from '../workspace/config-file.ts'

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
  let changed = 0
  for (const rewritten of rewriteRepository(read, configured)) {
    const { file, text, edits, said, steps } = rewritten
    lines.push(`${file}:`)
    for (const line of editLines(rewritten, edits)) quoted.add(lines.push(`  ${line}`) - 1)
    lines.push(...said.map(line => `  ${line}`), '')
    const changes = edits.length > 0
    const problem =
      changes && write ? ports.write(file, applyEdits(text, edits), { isNew: false }) : undefined
    files.push({
      file,
      edits: removedAndInserted(rewritten, edits),
      steps,
      written: changes && write && !problem
    })
    if (changes) changed++
    if (problem) problems.push(problem)
  }
  lines.push(
    changed === 0
      ? 'Nothing to change.'
      : write
        ? 'Review the changes (git diff), and open a pull request.'
        : 'Nothing was written; --write does.'
  )
  return { document: { files }, lines, quoted, problems }
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
