import type { Texts } from './texts.ts'
import type { Workflow } from './workflow.ts'

const MOST_CHOICES = 64

/**
 * inputRows returns every combination of inputs with which a workflow runs, as far as the repository says it: the calls
 * of other workflows, and what can be chosen where a person starts it.
 */
export function inputRows(workflow: Workflow): readonly Texts[] {
  const { calls, isStartedByHand } = workflow
  if (calls.length === 0) return chosenInputs(workflow)
  return isStartedByHand ? [...calls, ...chosenInputs(workflow)] : calls
}

/** Every combination of the inputs that are chosen from lists when the workflow is started. */
function chosenInputs({ choices }: Workflow): readonly Texts[] {
  let rows: readonly Texts[] = [{}]
  for (const [name, options] of Object.entries(choices))
    if (rows.length * options.length <= MOST_CHOICES && options.length > 0)
      rows = rows.flatMap(row => options.map(option => ({ ...row, [`inputs.${name}`]: option })))
  return rows
}
