import { labelOf, type ServiceResult } from '../rollout/outcome.ts'
import { type Asked, type NextStep, namesOf, perSite } from './step-commands.ts'

/** rollback returns the commands that roll services back, for those of them that can be rolled back. Pure. */
export function rollback(results: readonly ServiceResult[], text: string, asked: Asked): readonly NextStep[] {
  const back = results.filter(hasWayBack)
  const step = { text: () => text, mode: 'rollback', asked } as const
  // ECS keeps no record of what CodeDeploy has deployed, so that a rollback cannot choose the revision itself
  const named = back.filter(({ deploymentId = '' }) => deploymentId.startsWith('d-'))
  return [
    ...perSite(
      back.filter(result => !named.includes(result)),
      step
    ),
    ...named.flatMap(one => perSite([one], { ...step, revision: one.previousTaskDefinitionArn }))
  ]
}

/**
 * A service that has no previous revision, that this run has not deployed or that was deleted cannot be rolled back. One
 * whose rollback was started must not be: mode rollback would then leave the revision that the rollback returns to.
 */
function hasWayBack(result: ServiceResult): boolean {
  const { deploymentId, taskDefinitionArn: wanted, previousTaskDefinitionArn: before } = result
  if (result.paused !== undefined || result.rollback !== undefined || result.isDeleted) return false
  return deploymentId !== undefined && before !== undefined && before !== wanted
}

/** whoDeleted returns what to do about services that were deleted during a run. Pure. */
export function whoDeleted(deleted: readonly ServiceResult[]): readonly NextStep[] {
  if (deleted.length === 0) return []
  const names = namesOf(deleted.map(labelOf))
  const again = 'A deploy creates a missing service only if a service definition is specified.'
  return [{ text: `Find out who or what deleted ${names}. ${again}` }]
}
