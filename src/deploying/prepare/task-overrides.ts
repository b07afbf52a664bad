import type { DefinitionSource } from '../../checking/load/source.ts'
import { fromJson, type ObjectNode } from '../../document/tree.ts'
import type { RunTaskInputs } from '../../inputs/topics/run-task.ts'

const INPUT = 'run-task-container-overrides'

/** taskOverrides returns the overrides of a one-off task as a source for the rules, if there are any. */
export function taskOverrides(
  inputs: Pick<RunTaskInputs, 'containerOverrides'>
): readonly DefinitionSource[] {
  const root = overridesDocument(inputs)
  if (root === undefined) return []
  return [{ document: { file: `input ${INPUT}`, format: 'json', text: '', root }, place: () => undefined }]
}

/**
 * overridesDocument turns the overrides of a one-off task into a document in the form of a task definition, so that the
 * detector checks their environment and commands like those of a definition. Every node refers to the input. Returns
 * undefined if there is nothing to check.
 */
export function overridesDocument({
  containerOverrides
}: Pick<RunTaskInputs, 'containerOverrides'>): ObjectNode | undefined {
  if (containerOverrides.length === 0) return undefined
  const origin = { kind: 'input', input: INPUT } as const
  return fromJson({ containerDefinitions: containerOverrides }, origin) as ObjectNode
}
