import type { Problem } from '../../errors.ts'
import type { PlannedStop } from '../../plan/plan.ts'
import { present } from '../../present.ts'
import { deploymentUnderWay } from '../../rollout/deployments.ts'
import { isBefore } from '../../rollout/past-revisions.ts'
import type { Deployment, ServiceState } from '../../rollout/ports.ts'
import { goodRevisionOf } from '../../rollout/rollback-targets.ts'
import { describeRollback, type RollbackUnderWay } from '../../rollout/start-rollback.ts'
import type { ServiceToRollBack } from './choose-revision.ts'

/**
 * plannedStop says in a dry run which deployment would be stopped, and to which revision ECS would roll the service
 * back.
 */
export function plannedStop({
  service,
  key,
  site,
  state,
  goingBack
}: ServiceToRollBack): readonly PlannedStop[] {
  if (goingBack) {
    const { from, to } = goingBack
    return [
      {
        service,
        ...present({ key }),
        site,
        deploymentId: from.id,
        from: from.taskDefinition,
        to: to.taskDefinition,
        isUnderWay: true
      }
    ]
  }
  const deployment = deploymentUnderWay(state)
  const to = deployment && goodRevisionOf(withoutIt(state, deployment))
  if (deployment === undefined || to === undefined) return []
  const stop = { service, ...present({ key }), site, deploymentId: deployment.id }
  return [{ ...stop, from: deployment.taskDefinition, to }]
}

/**
 * noWayToStop is the problem of a deployment in progress that is the service's first: there is nothing to roll back to.
 */
export function noWayToStop(item: ServiceToRollBack): readonly Problem[] {
  if (item.goingBack) return wrongWay(item.service, item.goingBack)
  if (plannedStop(item).length > 0) return []
  const { service } = item
  return [
    {
      code: 'no-way-back',
      fault: 'user',
      service,
      message: `Service "${service}": there is no revision to roll back to: no earlier deployment of the service was completed.`,
      hint: 'Name one with the input "revision", or deploy from the file.'
    }
  ]
}

/**
 * ECS is rolling back a deployment that was itself a rollback. This leads to the release that is to be left, and a
 * rollback never goes forward.
 */
function wrongWay(service: string, back: RollbackUnderWay): readonly Problem[] {
  if (!isBefore(back.from.taskDefinition, back.to.taskDefinition)) return []
  return [
    {
      code: 'no-way-back',
      fault: 'cloud',
      service,
      message: `Service "${service}": ECS is automatically rolling back ${describeRollback(back)}, which would return to the release that you want to leave.`,
      hint: 'Run again when that has ended, or name the revision with the input "revision".'
    }
  ]
}

/** withoutIt returns the service as it was before a deployment in progress. */
export function withoutIt(state: ServiceState, deployment: Deployment): ServiceState {
  return { ...state, deployments: state.deployments.filter(({ id }) => id !== deployment.id) }
}
