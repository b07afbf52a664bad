import { lastPartOf } from '../arn.ts'
import { minuteOf } from '../clock.ts'
import { assertNever } from '../errors.ts'
import { someOf } from '../list.ts'
import { describePast } from './past-revisions.ts'
import type { ServiceState } from './ports.ts'
import { rollbackTargetOf } from './rollback-targets.ts'
import type { DriftStatus, InProgressStatus, ServiceStatus } from './status.ts'

/** How many tasks of a service run, and how many should. */
export type TaskCount = { readonly running: number; readonly desired: number }

/** tasksInWords returns `2 of 3 tasks`; during a rollout, when more run, `4 tasks, 3 desired`. */
export function tasksInWords({ running, desired }: TaskCount): string {
  return running > desired ? `${tasks(running)}, ${desired} desired` : `${running} of ${tasks(desired)}`
}

function tasks(number: number): string {
  return `${number} ${number === 1 ? 'task' : 'tasks'}`
}

/** A service's revision and tasks, as DescribeServices returns them. */
export type CountedService = Pick<ServiceState, 'taskDefinition' | 'desiredCount' | 'runningCount'> & {
  readonly deployments: readonly { readonly taskDefinition: string; readonly runningCount: number }[]
}

/**
 * countsOfRevisions counts the running tasks of the revision that a service is set to, and describes those of other
 * revisions, e.g. `1 of web:1`: ECS's own count is of all of them. Pure.
 */
export function countsOfRevisions({
  taskDefinition,
  desiredCount: desired,
  runningCount,
  deployments
}: CountedService): TaskCount & { readonly others: readonly string[] } {
  if (taskDefinition === '' || deployments.length === 0) return { running: runningCount, desired, others: [] }
  const counts = new Map<string, number>([[taskDefinition, 0]])
  for (const one of deployments)
    counts.set(one.taskDefinition, (counts.get(one.taskDefinition) ?? 0) + one.runningCount)
  const others = [...counts].filter(([arn, running]) => arn !== taskDefinition && running > 0)
  return {
    running: counts.get(taskDefinition) ?? 0,
    desired,
    others: others.map(([arn, running]) => `${running} of ${lastPartOf(arn)}`)
  }
}

/** countsInWords returns `0 of 1 task, beside 1 of web:1` for a service that is set to another revision. Pure. */
export function countsInWords(service: CountedService): string {
  const { others, ...own } = countsOfRevisions(service)
  return `${tasksInWords(own)}${others.length === 0 ? '' : `, beside ${others.join(' and ')}`}`
}

/** What is reported about a service; each text is a clause without a period. */
export type StatusWords = {
  /** E.g. `runs web:7 since 2026-01-05 09:00 UTC, 2 of 2 tasks`. */
  readonly runs: string
  /** Empty if no deployment is in progress. */
  readonly inProgress: string
  /** The same in its parts, what is rolled out first. */
  readonly inProgressParts: readonly string[]
  /** The revision that mode rollback would take, or that there is none. */
  readonly target: string
  readonly drift: string
}

/** statusWords describes a service's status. Pure. */
export function statusWords(status: ServiceStatus): StatusWords {
  // a deleted service rolls nothing out, although ECS still lists its last deployment
  const inProgressParts =
    status.inProgress && status.status === 'ACTIVE' ? progressInWords(status.inProgress) : []
  return {
    runs: runsInWords(status),
    inProgress: inProgressParts.join(', '),
    inProgressParts,
    target: targetInWords(status),
    drift: driftInWords(status.drift)
  }
}

/** placeInWords returns where a service is, after its name in ECS if it has a key, and what manages it. Pure. */
export function placeInWords({ service, key, cluster, region, isExpress }: ServiceStatus): string {
  const named = key === undefined ? [] : [`service ${service}`]
  return [...named, lastPartOf(cluster), region, ...(isExpress ? ['Express Mode'] : [])].join(', ')
}

function runsInWords(one: ServiceStatus): string {
  const { status, taskDefinition, since, inProgress, unrest, sickGroups = [] } = one
  const revision = taskDefinition === '' ? 'an unknown revision' : lastPartOf(taskDefinition)
  const from = since === undefined ? '' : ` since ${minuteOf(since)}`
  const pending = one.pendingCount > 0 ? `, ${one.pendingCount} pending` : ''
  const isSettled = inProgress === undefined && !hasFailed(one)
  const what = isSettled ? `runs ${revision}${from}` : `set to run ${revision}`
  if (status !== 'ACTIVE') {
    const { runningCount: running, desiredCount: desired } = one
    return deletedInWords(status, `${revision}, ${tasksInWords({ running, desired })}`)
  }
  const failed = hasFailed(one) ? '; its last deployment failed' : ''
  const sick = sickGroups.length === 0 ? '' : `; every target of ${sickGroups.join(' and ')} is unhealthy`
  return `${what}, ${countsInWords(one)}${pending}${failed}${sick}${unrest === undefined ? '' : `; ${unrest}`}`
}

/** A service is DRAINING while its last tasks are stopped, and INACTIVE afterwards. */
function deletedInWords(status: string, ran: string): string {
  return `${status === 'DRAINING' ? 'being deleted' : 'deleted'} (${status}); ran ${ran}`
}

/** hasFailed returns whether the deployment that a service is meant to run has failed. */
export function hasFailed({ deployments }: Pick<ServiceStatus, 'deployments'>): boolean {
  return deployments.some(({ status, rolloutState }) => status === 'PRIMARY' && rolloutState === 'FAILED')
}

function progressInWords(one: InProgressStatus): readonly string[] {
  const { id, taskDefinition, startedAt, stage, trafficPercent, failedTasks, paused } = one
  const name = taskDefinition === '' ? id : `${lastPartOf(taskDefinition)} (${id})`
  const at = (iso: string) => minuteOf(Date.parse(iso))
  return [
    `${doingInWords(one)} ${name}${startedAt === undefined ? '' : ` since ${minuteOf(startedAt)}`}`,
    stage === undefined ? '' : `at ${stage}`,
    trafficPercent === undefined ? '' : `${trafficPercent} % of production traffic`,
    failedTasks > 0 ? `${failedTasks} failed starts` : '',
    paused === undefined
      ? ''
      : `paused${paused.since === undefined ? '' : ` since ${at(paused.since)}`}: mode continue continues it or rolls it back`,
    paused?.until === undefined
      ? ''
      : `at ${at(paused.until)}, ECS applies ${paused.timeoutAction ?? 'ROLLBACK'} automatically`
  ].filter(text => text !== '')
}

/** What ECS does about a deployment, in the words of its status. */
function doingInWords({ status, isRollback }: InProgressStatus): string {
  if (status === 'STOP_REQUESTED') return 'stopping (requested)'
  if (status === 'ROLLBACK_REQUESTED') return 'rolling back (requested)'
  return isRollback ? 'rolling back' : 'rolling out'
}

function targetInWords({ past, status, rollbackTarget, inProgress }: ServiceStatus): string {
  if (status !== 'ACTIVE') return 'no rollback target'
  const target = past && rollbackTargetOf(past)
  if (rollbackTarget !== undefined)
    return `rollback target ${lastPartOf(rollbackTarget.arn)}: ${rollbackTarget.how}`
  if (past === undefined) return 'rollback target unknown'
  if (target?.unusable === undefined || inProgress !== undefined) return 'no rollback target'
  return `no rollback target: ${lastPartOf(target.arn)} is ${target.unusable}, deploy from the file`
}

/** Number of differing places that are named. */
const PATHS_NAMED = 5

function driftInWords(drift: DriftStatus): string {
  switch (drift.kind) {
    case 'none':
      return `as in ${drift.file}`
    case 'differs':
      return `differs from ${drift.file} in ${someOf(drift.paths, PATHS_NAMED)}`
    case 'not-compared':
      return drift.why === undefined
        ? 'not compared with a file (input task-definition)'
        : `not compared with its file: ${drift.why.replace(/\.$/, '')}`
    default:
      return assertNever(drift)
  }
}

/**
 * pastInWords lists the revisions that a service has run, one per line, without the one that is shown as target. Pure.
 */
export function pastInWords({ past = [], status, rollbackTarget }: ServiceStatus): readonly string[] {
  const target = status === 'ACTIVE' ? rollbackTarget?.arn : undefined
  return past.filter(({ arn, unusable }) => arn !== target || unusable !== undefined).map(describePast)
}
