import { guessedInput, resolveText } from './cell.ts'
import { inputRows } from './input-rows.ts'
import type { Texts } from './texts.ts'
import type { Job, Workflow } from './workflow.ts'

/** Workflows that call workflows: deeper than GitHub allows is not followed. */
const DEEPEST = 10

/**
 * withCalls adds to each reusable workflow the inputs that other workflows of the repository call it with, once for each
 * value that whoever starts the caller can choose. An input that depends on the run keeps its expression, so that the
 * default of the reusable workflow is not taken for it.
 */
export function withCalls(workflows: readonly Workflow[]): readonly Workflow[] {
  let known = workflows
  for (let depth = 0; depth < DEEPEST; depth++) {
    const next = withDirectCalls(known)
    if (next.every(({ calls }, at) => JSON.stringify(calls) === JSON.stringify(known[at]?.calls))) break
    known = next
  }
  return known
}

function withDirectCalls(workflows: readonly Workflow[]): readonly Workflow[] {
  const found = new Map<string, Map<string, Texts>>()
  for (const workflow of workflows)
    for (const job of workflow.jobs) {
      const [, file] = /^\.\/(\.github\/workflows\/[^@]+)$/.exec(job.uses ?? '') ?? []
      if (file === undefined) continue
      const calls = found.get(file) ?? new Map<string, Texts>()
      for (const given of callsOf(job, workflow)) calls.set(JSON.stringify(given), given)
      found.set(file, calls)
    }
  return workflows.map(workflow => ({ ...workflow, calls: [...(found.get(workflow.file)?.values() ?? [])] }))
}

function callsOf(job: Job, workflow: Workflow): readonly Texts[] {
  const rows = job.matrix.flatMap(combination => inputRows(workflow).map(row => ({ ...combination, ...row })))
  return rows.map(row =>
    Object.fromEntries(
      Object.entries(job.with).map(([name, text]): [string, string] => {
        const resolved = resolveText(text, { workflow, job, row })
        if ('open' in resolved) return [`inputs.${name}`, `\${{ ${resolved.open} in ${workflow.file} }}`]
        return [resolved.isGuess ? guessedInput(name) : `inputs.${name}`, resolved.value]
      })
    )
  )
}
