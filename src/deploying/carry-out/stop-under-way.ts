import { assertNever } from '../../errors.ts'
import type { RollbackConfiguration } from '../../inputs/configuration.ts'
import type { WatchedDeployment } from '../../rollout/deployments.ts'
import type { RolloutEnd } from '../../rollout/open-rollout.ts'
import type { Deployment } from '../../rollout/ports.ts'
import type { Watcher } from '../../rollout/watch.ts'
import { startRollback } from '../../rollout/way-back.ts'
import type { DeployingPorts } from '../connections.ts'
import type { ServiceToRollBack } from './choose-revision.ts'
import { isoTime, type ServiceEnd } from './rolling.ts'

const MINUTE_MS = 60_000

/** stopInProgressDeployment rolls back a deployment that is still under way, whoever started it, and watches that to its end. */
export async function stopInProgressDeployment(
  going: ServiceToRollBack,
  deployment: Deployment,
  run: DeployingPorts & { readonly configuration: RollbackConfiguration; readonly watcher: Watcher }
): Promise<ServiceEnd> {
  const { service, site, state } = going
  const { clock } = run.ports
  const { ecs } = await run.aws(site)
  const startedAt = clock.now()
  const others = state.deployments.filter(({ id }) => id !== deployment.id)
  const target: WatchedDeployment = {
    deploymentId: deployment.id,
    taskDefinition: deployment.taskDefinition,
    before: others.map(({ id }) => id),
    goal: 'deployed'
  }
  const { currentServiceDeployment: recordArn } = state
  const begun = await startRollback(
    {
      service,
      cluster: site.cluster,
      target,
      before: { ...state, deployments: others },
      ...(recordArn === undefined ? {} : { recordArn })
    },
    { ecs, clock }
  )
  const base = {
    service,
    cluster: site.cluster,
    region: site.region,
    deploymentId: deployment.id,
    previousTaskDefinitionArn: deployment.taskDefinition,
    startedAt: isoTime(startedAt)
  }
  switch (begun.kind) {
    case 'impossible': {
      const reason = `No way back: ${begun.reason}.`
      return { result: { ...base, outcome: 'failed', reason }, milestones: [] }
    }
    case 'stopped':
    case 'redeployed': {
      const followed = begun.kind === 'redeployed' ? begun.target : target
      const end = await run.watcher.follow({
        service,
        site,
        ecs,
        target: followed,
        startedAt,
        deadline: startedAt + run.configuration.waitMinutes * MINUTE_MS,
        seenEvents: state.events.map(({ id }) => id),
        purpose: 'way-back'
      })
      const because = begun.kind === 'redeployed' ? begun.because : undefined
      return endOf(end, begun.kind, { base, others, ...(because === undefined ? {} : { because }) })
    }
    default:
      return assertNever(begun)
  }
}

function endOf(
  end: RolloutEnd,
  how: 'stopped' | 'redeployed',
  {
    base,
    others,
    because
  }: {
    readonly base: Omit<ServiceEnd['result'], 'outcome' | 'reason'>
    readonly others: readonly Deployment[]
    /** Why ECS was not the one to roll back. */
    readonly because?: string
  }
): ServiceEnd {
  const back = how === 'stopped' ? end.outcome === 'rolled-back' : end.outcome === 'succeeded'
  const arn = others.find(({ rolloutState }) => rolloutState === 'COMPLETED')?.taskDefinition
  const result = {
    ...base,
    ...(back && arn !== undefined ? { taskDefinitionArn: arn } : {}),
    finishedAt: isoTime(end.finishedAt)
  }
  const { milestones } = end
  if (back) {
    const instead =
      because === undefined
        ? ''
        : ` The revision before was deployed again, since ECS could not be asked (${because}).`
    const reason = `The deployment that was under way was rolled back.${instead}`
    return { result: { ...result, outcome: 'succeeded', reason }, milestones }
  }
  const outcome = end.outcome === 'succeeded' ? 'failed' : end.outcome
  const reason =
    end.outcome === 'succeeded'
      ? 'The deployment completed before it could be rolled back. Run again to go back from it.'
      : end.reason
  return { result: { ...result, outcome, reason }, milestones }
}
