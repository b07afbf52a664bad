import { groupBy } from '../../group.ts'
import { labelOf, type ServiceResult } from '../../rollout/outcome.ts'
import { goodRevisionOf } from '../../rollout/rollback-targets.ts'
import { isCodeDeploy } from '../links.ts'
import type { Report } from '../report.ts'
import { type Asked, namesOf, perSite } from './step-commands.ts'
import type { NextStep } from './step-groups.ts'

/**
 * rollback returns the commands that roll services back, for those of them that can be rolled back. Each names the
 * revision that ran well before this run, if the plan shows it: ECS keeps the record of a deployment for 90 days, and
 * mode rollback, if it chooses the revision itself, goes further back once ECS has rolled the service back. Pure.
 */
export function rollback(
  { plan }: Pick<Report, 'plan'>,
  results: readonly ServiceResult[],
  { text, asked }: { readonly text: string; readonly asked: Asked }
): readonly NextStep[] {
  const step = { text: () => text, mode: 'rollback', asked } as const
  const back = results
    .filter(one => hasWayBack(one, plan))
    .map(result => ({ result, revision: ranBefore(result, plan) }))
  const groups = groupBy(back, ({ result: { cluster, region }, revision }) =>
    JSON.stringify([cluster, region, revision])
  )
  return groups.flatMap(group =>
    perSite(
      group.map(({ result }) => result),
      { ...step, revision: group[0]?.revision }
    )
  )
}

function byCodeDeploy({ result: { deploymentId = '' } }: { readonly result: ServiceResult }): boolean {
  return isCodeDeploy(deploymentId)
}

function plannedOf(result: ServiceResult, plan: Report['plan']) {
  return plan?.services.find(
    ({ service, site }) =>
      service === result.service && site.cluster === result.cluster && site.region === result.region
  )
}

/** What is known to have run well when the run was planned; undefined if that is not known. */
function ranBefore(result: ServiceResult, plan: Report['plan']): string | undefined {
  if (byCodeDeploy({ result })) return result.previousTaskDefinitionArn
  if (result.deploymentId === undefined) return undefined
  const planned = plannedOf(result, plan)
  const good = planned && goodRevisionOf(planned.before)
  return good === result.taskDefinitionArn ? undefined : good
}

/**
 * A service that has no previous revision, that this run has not deployed or that was deleted cannot be rolled back.
 * One whose rollback was started must not be: mode rollback would then leave the revision that the rollback returns to.
 */
function hasWayBack(result: ServiceResult, plan: Report['plan']): boolean {
  const { deploymentId, taskDefinitionArn: wanted, previousTaskDefinitionArn: before } = result
  if (result.paused !== undefined || result.rollback !== undefined || result.isDeleted) return false
  if (deploymentId === undefined) return isStuck(result, plan)
  return before !== undefined && before !== wanted
}

/**
 * A service whose tasks fail, and that was unchanged, because an earlier run has deployed what it is set to. Mode
 * rollback finds in ECS's records what ran before, unless it is the first revision.
 */
function isStuck(result: ServiceResult, plan: Report['plan']): boolean {
  const { outcome, previousTaskDefinitionArn: runs = ':1' } = result
  const planned = plannedOf(result, plan)
  if (outcome !== 'failed' || planned?.action.kind !== 'unchanged') return false
  return planned.before.deploymentController === 'ECS' && !runs.endsWith(':1')
}

/** stepsAfterDeletion returns what to do about services that were deleted during a run. Pure. */
export function stepsAfterDeletion(deleted: readonly ServiceResult[]): readonly NextStep[] {
  if (deleted.length === 0) return []
  const names = namesOf(deleted.map(labelOf))
  const again = 'A deploy creates a missing service only if a service definition is specified.'
  return [{ text: `Find out who or what deleted ${names}. ${again}` }]
}
