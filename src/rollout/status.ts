import { refusedCall } from '../aws/explain.ts'
import { minuteOf } from '../clock.ts'
import { present } from '../present.ts'
import { deploymentInProgress, primaryOf } from './deployments.ts'
import { sickGroupsOf } from './diagnosis/diagnose.ts'
import type { BalancersPort } from './diagnosis/diagnosis.ts'
import { eventsSince, generalizeReason, TROUBLE } from './diagnosis/texts.ts'
import type { PauseResult } from './outcome.ts'
import type { PastRevision } from './past-revisions.ts'
import type { EcsPort, ServiceDeployment, ServiceState } from './ports.ts'
import { pauseResultOf } from './progress.ts'
import { findRecord } from './records.ts'
import { checkTargets, type GoodRevision, nextTargetOf, readPast, targetNow } from './rollback-targets.ts'
import { findRollbackInProgress, type RollbackInProgress } from './start-rollback.ts'

/** The current status of a service, for the user. Times are in milliseconds since 1970; revisions are ARNs. */
export type ServiceStatus = {
  readonly service: string
  /** Its key in the configuration file, if it differs from `service`. */
  readonly key?: string
  readonly cluster: string
  readonly region: string
  /** ACTIVE, DRAINING or INACTIVE. */
  readonly status: string
  readonly controller: string
  readonly strategy: string
  /** Managed by ECS Express Mode. */
  readonly isExpress?: true
  /** The revision that the service is meant to run; empty if ECS does not return it. */
  readonly taskDefinition: string
  /** When it was deployed; absent during its rollout, and if the records do not show it. */
  readonly since?: number
  readonly desiredCount: number
  readonly runningCount: number
  readonly pendingCount: number
  readonly deployments: readonly RunningDeployment[]
  readonly inProgress?: InProgressStatus
  /** The other revisions that it has run, best rollback target first; absent if unknown. */
  readonly past?: readonly PastRevision[]
  /** What mode rollback would return to without a named revision; absent if there is nothing, or it is unknown. */
  readonly rollbackTarget?: GoodRevision
  /** Target groups of its load balancer whose every target is unhealthy: its tasks run, but they do not serve. */
  readonly sickGroups?: readonly string[]
  /** What ECS's events of the last hour show outside of a deployment: tasks that fail or are replaced. */
  readonly unrest?: string
  readonly drift: DriftStatus
  /** What could not be read, and why. */
  readonly notVerified: readonly string[]
}

/** An entry of the service's list, and how many of its tasks are running. */
export type RunningDeployment = {
  readonly id: string
  readonly status: string
  readonly taskDefinition: string
  readonly runningCount: number
  readonly createdAt?: number
  readonly rolloutState?: string
}

/** A deployment in progress. */
export type InProgressStatus = {
  readonly id: string
  readonly taskDefinition: string
  /** ECS itself is rolling the service back to another revision. */
  readonly isRollback?: true
  readonly arn?: string
  /** ECS's status of its record, e.g. IN_PROGRESS or ROLLBACK_REQUESTED. */
  readonly status?: string
  readonly startedAt?: number
  readonly stage?: string
  readonly trafficPercent?: number
  readonly failedTasks: number
  readonly paused?: PauseResult
}

/** Whether deploying the service's file would register a new revision, with the places that differ. */
export type DriftStatus =
  | { readonly kind: 'none'; readonly file: string }
  | { readonly kind: 'differs'; readonly file: string; readonly paths: readonly string[] }
  /** `why`: there is a file, and it could not be compared. */
  | { readonly kind: 'not-compared'; readonly why?: string }

type StatusPort = Pick<
  EcsPort,
  | 'listServiceDeployments'
  | 'describeServiceDeployments'
  | 'describeServiceRevisions'
  | 'describeTaskDefinition'
>

/**
 * readServiceStatus reads the current status of a service. It is read-only; what it is not allowed to read is listed in
 * `notVerified`. `state` is the service as returned by DescribeServices. Throws no AwsError.
 */
export async function readServiceStatus(
  ecs: StatusPort,
  state: ServiceState,
  about: {
    readonly region: string
    readonly cluster: string
    readonly now: number
    readonly balancers: Pick<BalancersPort, 'describeTargetHealth'>
  }
): Promise<ServiceStatus> {
  const { now, balancers, ...place } = about
  const notVerified: string[] = []
  const isOurs = state.deploymentController === 'ECS'
  const read = isOurs ? await readPast(ecs, state, now) : undefined
  const unknown = read && ('none' in read ? read : read.gap)
  if (unknown) notVerified.push(`rollback targets: ${unknown.none}`)
  if (!isOurs)
    notVerified.push(
      `deployments in progress and rollback targets: ${state.deploymentController} keeps them, and is not read`
    )
  if (isOurs && state.status === 'ACTIVE' && state.deployments.length === 0)
    notVerified.push('deployments in progress: ECS listed no deployment at all')
  const checked = read && 'none' in read ? undefined : read && (await checkTargets(ecs, read.past))
  if (checked?.notVerified !== undefined) notVerified.push(checked.notVerified)
  const past = checked?.past
  const known = read && 'past' in read ? { ...state, ...present({ completed: read.completed }) } : state
  const back = isOurs ? await findRollbackInProgress(ecs, state, now) : undefined
  const inProgress = isOurs ? await readInProgress(ecs, state, { now, notVerified, back }) : undefined
  const { taskDefinition } = state
  const primary = primaryOf(state)
  const current = past?.find(one => one.state === 'current')
  const isActive = isOurs && state.status === 'ACTIVE'
  const begun = primary?.rolloutState === 'IN_PROGRESS' ? undefined : primary?.createdAt
  const { service, status, strategy, desiredCount, runningCount, pendingCount } = state
  return {
    ...{ service, ...place, status, controller: state.deploymentController, strategy, taskDefinition },
    ...{ desiredCount, runningCount, pendingCount, drift: { kind: 'not-compared' as const }, notVerified },
    deployments: state.deployments.map(one => ({
      ...{
        id: one.id,
        status: one.status,
        taskDefinition: one.taskDefinition,
        runningCount: one.runningCount
      },
      ...present({ createdAt: one.createdAt, rolloutState: one.rolloutState })
    })),
    ...present({
      isExpress: state.isExpress,
      since: inProgress === undefined ? (current?.since ?? begun) : undefined,
      inProgress,
      rollbackTarget: isActive ? targetOf(known, { past: past ?? [], back, inProgress }) : undefined,
      sickGroups: isActive && runningCount > 0 ? await readSick(state, balancers, notVerified) : undefined,
      unrest: isActive && inProgress === undefined ? unrestOf(state, now) : undefined,
      past: past?.filter(one => one.state !== 'current')
    })
  }
}

/** Running is not serving: where there is a load balancer, it decides. */
async function readSick(
  { raw }: ServiceState,
  balancers: Pick<BalancersPort, 'describeTargetHealth'>,
  notVerified: string[]
): Promise<readonly string[] | undefined> {
  try {
    const sick = await sickGroupsOf(raw, balancers)
    return sick.length === 0 ? undefined : sick
  } catch (error) {
    notVerified.push(`health of its targets: ${refusedCall(error)}`)
    return undefined
  }
}

/** A rollback that was already requested is followed, before its list shows that. */
function targetOf(
  state: ServiceState,
  {
    past,
    back,
    inProgress
  }: {
    readonly past: readonly PastRevision[]
    readonly back: RollbackInProgress | undefined
    readonly inProgress: InProgressStatus | undefined
  }
): GoodRevision | undefined {
  const target = targetNow(state, past, back)
  const isUnusable = past.some(({ arn, unusable }) => arn === target?.arn && unusable !== undefined)
  // ECS itself goes back to it, whatever its status
  if (target && isUnusable && inProgress === undefined) return nextTargetOf(past, target.arn)
  return target && inProgress?.isRollback && back === undefined
    ? { arn: target.arn, how: 'ECS is rolling back to it already' }
    : target
}

/** The list shows that a deployment is in progress; only its record shows stage, traffic and pauses. */
async function readInProgress(
  ecs: StatusPort,
  state: ServiceState,
  {
    now,
    notVerified,
    back
  }: {
    readonly now: number
    readonly notVerified: string[]
    readonly back: RollbackInProgress | undefined
  }
): Promise<InProgressStatus | undefined> {
  const busy = deploymentInProgress(state)
  if (!busy) return undefined
  const own = back?.from ?? busy
  const base = {
    ...{ id: own.id, taskDefinition: own.taskDefinition },
    failedTasks: state.deployments.find(({ id }) => id === own.id)?.failedTasks ?? 0,
    ...(back ? { isRollback: true as const } : {}),
    ...present({ startedAt: own.createdAt })
  }
  try {
    const record = await recordOfDeployment(ecs, state, { id: own.id, startedAt: own.createdAt ?? now })
    if (record === undefined) {
      notVerified.push('stage and pause: ECS does not list the record of the deployment')
      return base
    }
    const { arn, status, lifecycleStage: stage, trafficPercent } = record
    // ECS states that a rollback was requested before its list shows it
    const isRollback = base.isRollback ?? (status.startsWith('ROLLBACK_') ? (true as const) : undefined)
    const known = { stage, trafficPercent, paused: pauseResultOf(record), isRollback }
    return { ...base, arn, status, ...present(known) }
  } catch (error) {
    notVerified.push(`stage and pause: ${refusedCall(error)}`)
    return base
  }
}

async function recordOfDeployment(
  ecs: StatusPort,
  { clusterArn, service }: ServiceState,
  { id, startedAt }: { readonly id: string; readonly startedAt: number }
): Promise<ServiceDeployment | undefined> {
  const brief = await findRecord(ecs, { cluster: clusterArn, service, deploymentId: id, startedAt })
  return brief && (await ecs.describeServiceDeployments([brief.arn]))[0]
}

const STARTED = /has started (\d+) tasks/

/** As many task starts can belong to a scaled service. */
const FEW_STARTS = 3

/**
 * unrestOf describes what a service's events of the last hour show that no deployment explains: the newest trouble, and
 * more task starts than the service has tasks, as when they exit and are replaced. Undefined for neither. Pure.
 */
export function unrestOf(service: ServiceState, now: number): string | undefined {
  const events = eventsSince(service, primaryOf(service)?.id, now)
  const trouble = events.find(({ message }) => TROUBLE.test(message))
  const starts = events.reduce((sum, { message }) => sum + Number(STARTED.exec(message)?.[1] ?? 0), 0)
  const isBusy = starts >= FEW_STARTS && starts > service.desiredCount
  const said = [
    isBusy ? `ECS has started ${starts} tasks in the last hour without a deployment` : '',
    trouble === undefined
      ? ''
      : `ECS reported at ${minuteOf(trouble.createdAt)}: ${generalizeReason(trouble.message).replace(/\.$/, '')}`
  ].filter(text => text !== '')
  return said.length === 0 ? undefined : said.join('; ')
}
