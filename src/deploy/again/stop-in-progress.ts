import { lastPartOf } from '../../arn.ts'
import type { AwsConfiguration } from '../../inputs/configuration.ts'
import { present } from '../../present.ts'
import { deploymentUnderWay, watchedDeployment } from '../../rollout/deployments.ts'
import { labelOf } from '../../rollout/outcome.ts'
import type { Deployment } from '../../rollout/ports.ts'
import { describeRollback, type StartedRollback, startRollback } from '../../rollout/start-rollback.ts'
import { Watcher } from '../../rollout/watch.ts'
import { backRollout, requestedBack } from '../carry-out/rollback-end.ts'
import { isoTimestamp, type ServiceEnd } from '../carry-out/run.ts'
import type { DeployingPorts } from '../connections.ts'
import { type ServiceToRollBack, withoutInProgress } from './roll-back.ts'

type StoppingRun = DeployingPorts & { readonly configuration: Pick<AwsConfiguration, 'waitMinutes'> }

/** stopInProgress rolls back all deployments in progress at the same time, and watches each to its end. */
export async function stopInProgress(
  stopping: readonly ServiceToRollBack[],
  run: StoppingRun
): Promise<readonly ServiceEnd[]> {
  const advice = { onFailure: async () => {}, weigh: async () => undefined, isEqual: async () => false }
  const watcher = new Watcher(advice, run.ports)
  const ends = await Promise.all(
    stopping.flatMap(item => {
      const deployment = deploymentUnderWay(item.state)
      return deployment ? [stopOne(item, deployment, { ...run, watcher })] : []
    })
  )
  watcher.recap()
  return ends
}

/**
 * Rolls back a deployment in progress, whoever started it, and watches the rollback to its end. If ECS is already
 * rolling it back, another request would change nothing, and that is followed.
 */
async function stopOne(
  item: ServiceToRollBack,
  deployment: Deployment,
  run: StoppingRun & { readonly watcher: Watcher }
): Promise<ServiceEnd> {
  const { service, key, site, state, goingBack } = item
  const { clock, log, signal } = run.ports
  const { ecs } = await run.aws(site)
  const startedAt = clock.now()
  const left = goingBack?.from ?? deployment
  const target = watchedDeployment(left, state)
  const already = goingBack && `ECS was rolling back already, ${describeRollback(goingBack)}`
  if (goingBack)
    log.info(`[${labelOf(item)}] ECS is rolling back already, ${describeRollback(goingBack)}; following it`)
  const before = withoutInProgress(state)
  const subject = {
    service,
    cluster: site.cluster,
    target,
    startedAt: deployment.createdAt ?? startedAt,
    before
  }
  const started: StartedRollback = goingBack
    ? { kind: 'stopped' }
    : await startRollback(subject, { ecs, clock, signal })
  const base = {
    ...{ service, cluster: site.cluster, region: site.region, ...present({ key }) },
    deploymentId: left.id,
    ...(left.taskDefinition === '' ? {} : { previousTaskDefinitionArn: left.taskDefinition }),
    startedAt: isoTimestamp(startedAt)
  }
  if (started.kind === 'impossible') {
    const reason = `Cannot roll back: ${started.reason}.`
    return { result: { ...base, outcome: 'failed', reason }, milestones: [] }
  }
  const isStopped = started.kind === 'stopped' || undefined
  const followed = started.kind === 'redeployed' ? started.target : target
  const rollout = backRollout({ ...item, before: state }, followed, { ecs, startedAt, run })
  const end = await run.watcher.follow({ ...rollout, isRequested: true, ...present({ isStopped }) })
  const completed = before.deployments.find(({ rolloutState }) => rolloutState === 'COMPLETED')
  const to = goingBack?.to.taskDefinition ?? completed?.taskDefinition
  const same =
    !goingBack && to !== undefined && to === left.taskDefinition
      ? ` It deployed ${lastPartOf(to)} too, which keeps its earlier tasks.`
      : ''
  const instead =
    started.kind === 'redeployed' && started.because !== undefined
      ? ` The previous revision was deployed again, because ECS could not be asked to roll back (${started.because}).`
      : ''
  return requestedBack(end, started.kind, {
    base,
    reason: already
      ? `${already}, which was followed to its end.`
      : `The deployment that was in progress was rolled back.${same}${instead}`,
    ...present({ to, lead: already && `${already}. ` })
  })
}
