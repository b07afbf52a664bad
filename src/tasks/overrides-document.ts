import { fromJson, type ObjectNode } from '../document/tree.ts'
import type { RunTaskInputs } from '../inputs/run-task.ts'

const INPUT = 'run-task-container-overrides'

/**
 * overridesDocument turns the overrides of a one-off task into a document in the form of a task definition, so that the
 * detector checks their environment and commands like those of a definition. Every node refers to the input. Returns
 * undefined if there is nothing to check. A check of the inputs loads only this part of the room.
 */
export function overridesDocument(inputs: Pick<RunTaskInputs, 'containerOverrides'>): ObjectNode | undefined {
  const { containerOverrides } = inputs
  if (containerOverrides.length === 0) return undefined
  const origin = { kind: 'input', input: INPUT } as const
  return fromJson({ containerDefinitions: containerOverrides }, origin) as ObjectNode
}
