import { lastPartOf } from '../../arn.ts'
import { assertNever } from '../../errors.ts'
import type { AwsConfiguration } from '../../inputs/configuration.ts'
import { present } from '../../present.ts'
import type { Remark } from '../../report/report.ts'
import { deploymentUnderWay, watchedDeployment } from '../../rollout/deployments.ts'
import { labelOf } from '../../rollout/outcome.ts'
import type { Deployment } from '../../rollout/ports.ts'
import { type RolloutEnd, type RolloutStart, rolloutOf } from '../../rollout/rollout.ts'
import { describeRollback, type RollbackUnderWay, startRollback } from '../../rollout/start-rollback.ts'
import { Watcher } from '../../rollout/watch.ts'
import { rollbackStateOf, wentBack } from '../carry-out/roll-back-service.ts'
import { courseBack, courseOf, isoTimestamp, type ServiceEnd, waitLimit } from '../carry-out/rollout-run.ts'
import { whyLost } from '../carry-out/settle.ts'
import type { DeployingPorts } from '../connections.ts'
import {
  type ChosenRevision,
  chooseRevision,
  type ServiceToRollBack,
  warnOfPlaintext
} from './choose-revision.ts'
import { withoutIt } from './planned-stop.ts'

type StoppingRun = DeployingPorts & { readonly configuration: Pick<AwsConfiguration, 'waitMinutes'> }

/**
 * warnOfStopping reports the resulting revision of services whose deployment is stopped: ECS rolls a deployment in
 * progress back to the one that was completed before it.
 */
export async function warnOfStopping(
  stopping: readonly ServiceToRollBack[],
  run: DeployingPorts
): Promise<readonly Remark[]> {
  const chosen: ChosenRevision[] = []
  for (const item of stopping) {
    const before = item.state.deployments.find(({ rolloutState }) => rolloutState === 'COMPLETED')
    const to = item.goingBack?.to ?? before
    if (!to) continue
    const found = await chooseRevision(item, to.taskDefinition, run)
    const how = item.goingBack
      ? 'ECS is rolling back to it already'
      : 'it was completed before the one in progress'
    chosen.push('live' in found ? { ...found, how } : found)
  }
  return warnOfPlaintext(chosen, run)
}

/** stopInProgress rolls back all deployments in progress at the same time, and watches each to its end. */
export async function stopInProgress(
  stopping: readonly ServiceToRollBack[],
  run: StoppingRun
): Promise<readonly ServiceEnd[]> {
  const { clock, log, signal } = run.ports
  const watcher = new Watcher(
    { onFailure: async () => {}, weigh: async () => undefined, isEqual: async () => false },
    { clock, log, signal }
  )
  const ends = await Promise.all(
    stopping.flatMap(item => {
      const deployment = deploymentUnderWay(item.state)
      return deployment ? [stopInProgressDeployment(item, deployment, { ...run, watcher })] : []
    })
  )
  watcher.recap()
  return ends
}

/** Rolls back a deployment in progress, whoever started it, and watches the rollback to its end. */
async function stopInProgressDeployment(
  item: ServiceToRollBack,
  deployment: Deployment,
  run: StoppingRun & { readonly watcher: Watcher }
): Promise<ServiceEnd> {
  const { service, site, state } = item
  const { clock, signal } = run.ports
  const { ecs } = await run.aws(site)
  const startedAt = clock.now()
  if (item.goingBack) return followRollback(item, item.goingBack, { ...run, startedAt })
  const others = state.deployments.filter(({ id }) => id !== deployment.id)
  const target = watchedDeployment(deployment, state)
  const started = await startRollback(
    {
      service,
      cluster: site.cluster,
      target,
      startedAt: deployment.createdAt ?? startedAt,
      before: withoutIt(state, deployment)
    },
    { ecs, clock, signal }
  )
  const base = {
    ...placeOf(item),
    deploymentId: deployment.id,
    previousTaskDefinitionArn: deployment.taskDefinition,
    startedAt: isoTimestamp(startedAt)
  }
  switch (started.kind) {
    case 'impossible': {
      const reason = `Cannot roll back: ${started.reason}.`
      return { result: { ...base, outcome: 'failed', reason }, milestones: [] }
    }
    case 'stopped':
    case 'redeployed': {
      const followed = started.kind === 'redeployed' ? started.target : target
      const deadline = startedAt + waitLimit(run.configuration)
      const watch = { ecs, startedAt, deadline, purpose: 'rollback' as const }
      const rollout = rolloutOf({ ...item, before: state }, followed, watch)
      const end = await run.watcher.follow({ ...rollout, ...asked(started.kind) })
      const because = started.kind === 'redeployed' ? started.because : undefined
      return endOf(end, started.kind, { base, others, ...present({ because }) })
    }
    default:
      return assertNever(started)
  }
}

/** A rollback is what this mode was started for. */
function asked(how: 'stopped' | 'redeployed'): Pick<RolloutStart, 'isRequested' | 'isStopped'> {
  return how === 'stopped' ? { isRequested: true, isStopped: true } : { isRequested: true }
}

function placeOf({ service, key, site: { cluster, region } }: ServiceToRollBack) {
  return { service, cluster, region, ...present({ key }) }
}

/**
 * ECS is already rolling it back: another request would change nothing, and there is no other revision to roll back to.
 */
async function followRollback(
  item: ServiceToRollBack,
  back: RollbackUnderWay,
  run: StoppingRun & { readonly watcher: Watcher; readonly startedAt: number }
): Promise<ServiceEnd> {
  const { from, to } = back
  const { startedAt } = run
  run.ports.log.info(
    `[${labelOf(item)}] ECS is rolling back already, ${describeRollback(back)}; following it`
  )
  const { ecs } = await run.aws(item.site)
  const deadline = startedAt + waitLimit(run.configuration)
  const watch = { ecs, startedAt, deadline, purpose: 'rollback' as const }
  const target = watchedDeployment(from, item.state)
  const rollout = rolloutOf({ ...item, before: item.state }, target, watch)
  const end = await run.watcher.follow({ ...rollout, ...asked('stopped') })
  const isBack = end.outcome === 'rolled-back'
  const said = `ECS was rolling back already, ${describeRollback(back)}, which was followed to its end.`
  const result = {
    ...placeOf(item),
    deploymentId: from.id,
    ...(from.taskDefinition === '' ? {} : { previousTaskDefinitionArn: from.taskDefinition }),
    ...(isBack ? { taskDefinitionArn: to.taskDefinition } : {}),
    startedAt: isoTimestamp(startedAt),
    finishedAt: isoTimestamp(end.finishedAt),
    ...present({ serviceDeploymentArn: end.recordArn }),
    ...rollbackStateOf(end, 'stopped'),
    ...lostOf(end)
  }
  // it cannot be both rolled back and completed, unless an earlier read was delayed
  const outcome = isBack ? 'succeeded' : end.outcome === 'succeeded' ? 'failed' : end.outcome
  const reason = isBack ? said : `ECS was rolling back already, ${describeRollback(back)}. ${end.reason}`
  return { result: { ...result, outcome, reason }, ...courseBack(end), ...present({ problem: whyLost(end) }) }
}

/** A rollback that could not be watched any more has not failed: whether it succeeds is not known. */
function lostOf({
  isOngoing,
  isUnverified
}: RolloutEnd): Pick<ServiceEnd['result'], 'isOngoing' | 'isUnverified'> {
  return present({ isOngoing, isUnverified })
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
    /** Why ECS did not roll back itself. */
    readonly because?: string
  }
): ServiceEnd {
  const back = wentBack(end, how)
  const arn = others.find(({ rolloutState }) => rolloutState === 'COMPLETED')?.taskDefinition
  const result = {
    ...base,
    ...present({ taskDefinitionArn: back ? arn : undefined }),
    finishedAt: isoTimestamp(end.finishedAt),
    ...rollbackStateOf(end, how),
    ...lostOf(end),
    // after another update, the record belongs to that one, but the ID to the deployment that was stopped
    ...(how === 'stopped' ? present({ serviceDeploymentArn: end.recordArn }) : {})
  }
  const course = {
    ...(how === 'stopped' ? courseBack(end) : courseOf(end)),
    ...present({ problem: whyLost(end) })
  }
  if (back) {
    const instead =
      because === undefined
        ? ''
        : ` The previous revision was deployed again, because ECS could not be asked to roll back (${because}).`
    const same =
      arn !== undefined && arn === base.previousTaskDefinitionArn
        ? ` It deployed ${lastPartOf(arn)} too, which keeps its earlier tasks.`
        : ''
    const reason = `The deployment that was in progress was rolled back.${same}${instead}`
    return { result: { ...result, outcome: 'succeeded', reason }, ...course }
  }
  const outcome = end.outcome === 'succeeded' ? 'failed' : end.outcome
  const reason =
    end.outcome === 'succeeded'
      ? 'The deployment completed before it could be rolled back. Run again to roll it back.'
      : end.reason
  return { result: { ...result, outcome, reason }, ...course }
}
