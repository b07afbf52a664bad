import { present } from '../present.ts'
import type { ResolvedReference } from '../references/resolution.ts'
import type { DefinitionPlan, Plan, PlannedReference } from './plan.ts'

/**
 * withReferences adds the resolved references to each definition, so that a reviewer sees which secret a name refers
 * to, and in which account. Pure.
 */
export function withReferences(plan: Plan, resolved: readonly ResolvedReference[]): Plan {
  const definitions = plan.definitions.map(one => ({ ...one, references: referencesOf(one, resolved) }))
  return { ...plan, definitions }
}

function referencesOf(
  { files, definition }: DefinitionPlan,
  resolved: readonly ResolvedReference[]
): readonly PlannedReference[] {
  // one file can be used in two Regions, where its references resolve to different ARNs
  const text = JSON.stringify(definition)
  const own = resolved.filter(({ arn }) => text.includes(JSON.stringify(arn)))
  const references = own.flatMap(({ written, arn, uses }) =>
    uses
      .filter(({ file }) => files.includes(file))
      .map(({ container, name }) => ({ ...present({ container }), name, written, arn }))
  )
  return [...new Map(references.map(one => [JSON.stringify(one), one])).values()]
}
