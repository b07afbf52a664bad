import { fromJson, type ObjectNode } from '../document/tree.ts'
import type { RunTaskInputs } from '../inputs/run-task.ts'

const INPUT = 'run-task-container-overrides'

/**
 * overridesDocument turns the overrides of a one-off task into a document of the shape of a task definition, so
 * that the detector looks at their environment and commands as it does at a definition's. Every node comes from
 * the input; undefined when there is nothing to look at. A check of the inputs needs this alone of the room, and
 * loads no more of it.
 */
export function overridesDocument(inputs: Pick<RunTaskInputs, 'containerOverrides'>): ObjectNode | undefined {
  const { containerOverrides } = inputs
  if (containerOverrides.length === 0) return undefined
  const origin = { kind: 'input', input: INPUT } as const
  return fromJson({ containerDefinitions: containerOverrides }, origin) as ObjectNode
}
