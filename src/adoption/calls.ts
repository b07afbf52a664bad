import { resolveText } from './cell.ts'
import type { Texts } from './texts.ts'
import type { Workflow } from './workflow.ts'

/**
 * withCalls adds to each reusable workflow the inputs that other workflows of the repository call it with. Inputs that
 * cannot be determined statically are left out.
 */
export function withCalls(workflows: readonly Workflow[]): readonly Workflow[] {
  const found = new Map<string, Texts[]>()
  for (const workflow of workflows)
    for (const job of workflow.jobs) {
      const [, file] = /^\.\/(\.github\/workflows\/[^@]+)$/.exec(job.uses ?? '') ?? []
      if (file === undefined) continue
      for (const row of job.matrix) {
        const given = Object.entries(job.with).flatMap(([name, text]) => {
          const resolved = resolveText(text, { workflow, job, row })
          return 'open' in resolved ? [] : [[`inputs.${name}`, resolved.value] as const]
        })
        found.set(file, [...(found.get(file) ?? []), Object.fromEntries(given)])
      }
    }
  return workflows.map(workflow => ({ ...workflow, calls: found.get(workflow.file) ?? [] }))
}
