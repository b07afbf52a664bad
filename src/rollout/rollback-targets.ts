import { isBefore, lastPartOf } from '../arn.ts'
import { refusedCall } from '../aws/explain.ts'
import { present } from '../present.ts'
import { deploymentInProgress } from './deployments.ts'
import { howItEnded, judgePast, type PastDeployment, type PastRevision } from './past-revisions.ts'
import type { EcsPort, ServiceState } from './ports.ts'
import type { RollbackInProgress } from './start-rollback.ts'

/**
 * goodRevisionOf returns a revision that is known to run well: that of the PRIMARY deployment if it has completed,
 * otherwise one that is still running beside it and has completed, or that of the records. Pure. Returns undefined if
 * neither shows one.
 */
export function goodRevisionOf(service: ServiceState): string | undefined {
  const completed = service.deployments.filter(
    ({ rolloutState }) => rolloutState === 'COMPLETED' || rolloutState === undefined
  )
  const primary = completed.find(({ status }) => status === 'PRIMARY')
  return (primary ?? completed[0])?.taskDefinition ?? service.completed
}

/**
 * withCompleted adds to a service what ECS returns to if its deployment in progress is stopped, where the list does not
 * show that any more: the last tasks of what was completed stop while a deployment is in progress, and another one can
 * replace that. Throws no AwsError; what cannot be read is not added.
 */
export async function withCompleted(ecs: RecordsPort, service: ServiceState): Promise<ServiceState> {
  const busy = deploymentInProgress(service)
  if (service.deploymentController !== 'ECS' || !busy || goodRevisionOf(service) !== undefined) return service
  const read = await readPast(ecs, service, busy.createdAt ?? HISTORY_MS)
  return 'none' in read ? service : { ...service, ...present({ completed: read.completed }) }
}

/**
 * isRestart returns whether the deployment in progress starts again what the last finished one had completed, according
 * to the records. One that follows a failed deployment of the same is the way back from that. Throws AwsError.
 */
export async function isRestart(ecs: RecordsPort, state: ServiceState, now: number): Promise<boolean> {
  const records = await ecs.listServiceDeployments(state.clusterArn, state.service, now - HISTORY_MS)
  return records.find(({ finishedAt }) => finishedAt !== undefined)?.status === 'SUCCESSFUL'
}

/** A revision to roll back to, and why it is known to be good. */
export type GoodRevision = { readonly arn: string; readonly how: string }

/**
 * chooseGood picks the revision that mode rollback takes without a name while no deployment is in progress: the best
 * one of the records, or one that they do not know and that still runs beside what the service is set to. Pure.
 */
function chooseGood(
  service: Pick<ServiceState, 'deployments' | 'taskDefinition'>,
  past: readonly PastRevision[]
): GoodRevision | undefined {
  const running = service.deployments.find(
    ({ status, rolloutState, taskDefinition }) =>
      status !== 'PRIMARY' && rolloutState === 'COMPLETED' && taskDefinition !== service.taskDefinition
  )?.taskDefinition
  const good = past.find(({ state }) => state === 'good')
  const isOpen = running !== undefined && !past.some(({ arn }) => arn === running)
  if (running !== undefined && (isOpen || running === good?.arn))
    return { arn: running, how: 'it still runs beside the new one' }
  return good && { arn: good.arn, how: howItEnded(good) }
}

/** What a service has run, with what ECS states of its rollback targets now, and what could not be read. */
export type CheckedPast = { readonly past: readonly PastRevision[]; readonly notVerified?: string }

/** So many in a row that are gone, and an older one is hardly what anybody is looking for. */
const MOST_CHECKED = 5

/**
 * checkTargets checks of the revisions that a service may be rolled back to, the best first, whether ECS still starts
 * tasks from them, until one is found. One that is INACTIVE or deleted is marked, since mode rollback passes it over.
 * Throws no AwsError.
 */
export async function checkTargets(
  ecs: Pick<EcsPort, 'describeTaskDefinition'>,
  past: readonly PastRevision[]
): Promise<CheckedPast> {
  const gone = new Map<string, string>()
  try {
    for (const { arn } of past.filter(({ state }) => state === 'good').slice(0, MOST_CHECKED)) {
      const live = await ecs.describeTaskDefinition(arn)
      if (live?.status === 'ACTIVE') break
      gone.set(arn, live?.status ?? 'deleted')
    }
    return { past: past.map(one => marked(one, gone)) }
  } catch (error) {
    return {
      past: past.map(one => marked(one, gone)),
      notVerified: `whether the rollback target is ACTIVE: ${refusedCall(error)}`
    }
  }
}

function marked(one: PastRevision, gone: ReadonlyMap<string, string>): PastRevision {
  const unusable = gone.get(one.arn)
  return unusable === undefined ? one : { ...one, unusable }
}

/** rollbackTargetOf is the best revision that mode rollback would take without a name, if ECS still has it. Pure. */
export function rollbackTargetOf(past: readonly PastRevision[]): PastRevision | undefined {
  return past.find(({ state }) => state === 'good')
}

/**
 * nextTargetOf is the revision that mode rollback takes if ECS starts no task any more from the best one, whose ARN is
 * `gone`. `past` is from checkTargets. Undefined if no other one can be used. Pure.
 */
export function nextTargetOf(past: readonly PastRevision[], gone: string): GoodRevision | undefined {
  const next = past.find(
    ({ arn, state, unusable }) => state === 'good' && unusable === undefined && arn !== gone
  )
  const { unusable = 'gone' } = past.find(({ arn }) => arn === gone) ?? {}
  return next && { arn: next.arn, how: `${howItEnded(next)}; ${lastPartOf(gone)} is ${unusable}` }
}

/**
 * targetNow returns what mode rollback would do without a named revision: it follows a rollback in progress, stops a
 * release in progress, or takes a revision that ran well. `back` is ECS's own rollback in progress. Undefined if it
 * would refuse. Pure.
 */
export function targetNow(
  state: ServiceState,
  past: readonly PastRevision[],
  back: RollbackInProgress | undefined
): GoodRevision | undefined {
  if (back) {
    const isForward = isBefore(back.from.taskDefinition, back.to.taskDefinition)
    return isForward ? undefined : { arn: back.to.taskDefinition, how: 'ECS is rolling back to it already' }
  }
  const busy = deploymentInProgress(state)
  if (!busy) return chooseGood(state, past)
  const others = { ...state, deployments: state.deployments.filter(({ id }) => id !== busy.id) }
  const arn = goodRevisionOf(others)
  if (arn === undefined || arn === busy.taskDefinition) return undefined
  if (isBefore(busy.taskDefinition, arn))
    return { arn: busy.taskDefinition, how: 'a rollback to it is in progress already' }
  const known = past.find(one => one.arn === arn && one.state === 'good')
  return { arn, how: known ? howItEnded(known) : 'it was completed before the one in progress' }
}

/** A revision to roll back to and why it is known to be good, or the reason why there is none. */
export type PreviousGood = GoodRevision | NoneGood

/**
 * Why there is none. `isUnread`: there may be one, in records that could not be read. `several`: the names of those
 * that ran side by side before.
 */
type NoneGood = { readonly none: string; readonly isUnread?: true; readonly several?: readonly string[] }

/** What a service has run, and why it is not known what ran before its oldest record, if that matters. */
type PastRead = {
  readonly past: readonly PastRevision[]
  readonly gap?: NoneGood
  /** Number of deployments on record whose revision ECS did not return, so that `past` lacks them. */
  readonly unread?: number
  /** The revision whose deployment succeeded last. */
  readonly completed?: string
}

/** ECS keeps the records of service deployments for 90 days. */
const HISTORY_MS = 90 * 24 * 3_600_000

/**
 * findPreviousGood looks for the revision to roll back to in the records of service deployments (see judgePast). If the
 * records do not show one, it considers what is still running beside a deployment in progress. `past` describes each
 * revision for the user. Throws nothing: a missing permission is returned as the reason.
 */
export async function findPreviousGood(
  ecs: EcsPort,
  service: ServiceState,
  now: number
): Promise<PreviousGood & { readonly past: readonly PastRevision[] }> {
  // CodeDeploy's services have task sets, and ECS has no records of what they ran
  if (service.deploymentController !== 'ECS') return { none: NO_RECORDS, past: [] }
  const read = await readPast(ecs, service, now)
  const past = 'none' in read ? [] : read.past
  const good = chooseGood(service, past)
  if (good) return { ...good, past }
  if ('none' in read) return { ...read, past }
  const { gap } = read
  return { ...gap, none: gap ? `${NONE}; ${gap.none}` : NONE, past }
}

const NO_RECORDS = 'ECS keeps no record of what another deployment controller has deployed before'
const NONE = 'no other revision was deployed successfully in the last 90 days and not left by a rollback'

/** Number of deployments to look back; each revision is read once, twenty per call. */
const LOOKED_BACK_AT = 100

type RecordsPort = Pick<
  EcsPort,
  'listServiceDeployments' | 'describeServiceDeployments' | 'describeServiceRevisions'
>

/**
 * readPast returns the revisions that a service has run, according to the records of service deployments (see
 * judgePast), or why those cannot be read. If they show none to roll back to, the oldest record states what ran before
 * it. `now` is in milliseconds since 1970. Throws no AwsError.
 */
export async function readPast(
  ecs: RecordsPort,
  service: ServiceState,
  now: number
): Promise<PastRead | NoneGood> {
  try {
    const { clusterArn, service: name } = service
    const records = await ecs.listServiceDeployments(clusterArn, name, now - HISTORY_MS)
    const newest = records.slice(0, LOOKED_BACK_AT)
    const arns = newest.flatMap(({ targetRevisionArn }) => targetRevisionArn ?? [])
    const definitions = await ecs.describeServiceRevisions(arns)
    const deployments = newest.flatMap(({ targetRevisionArn = '', ...record }) => {
      const arn = definitions.get(targetRevisionArn)
      return arn === undefined || arn === '' ? [] : [{ ...record, record: record.arn, arn }]
    })
    const past = judgePast(deployments, service.taskDefinition)
    const unread = newest.length - deployments.length
    const completed = deployments.find(({ status }) => status === 'SUCCESSFUL')?.arn
    const read = { past, ...present({ unread: unread === 0 ? undefined : unread, completed }) }
    const isBusy = deploymentInProgress(service) !== undefined
    if (isBusy ? (goodRevisionOf(service) ?? completed) : chooseGood(service, past)) return read
    return { ...read, ...(await readBefore(ecs, service, deployments)) }
  } catch (error) {
    return { none: `the service's history can't be read (${refusedCall(error)})`, isUnread: true }
  }
}

/**
 * readBefore adds what ran before the oldest successful deployment on record: its own record has expired, but those of
 * the deployments that replaced it contain it, the last of which may have been stopped. What the records show already
 * is judged by them, and a revision newer than the current one was left by a rollback. Throws no AwsError.
 */
async function readBefore(
  ecs: RecordsPort,
  { taskDefinition: current }: ServiceState,
  deployments: readonly (PastDeployment & { readonly record: string })[]
): Promise<Partial<PastRead>> {
  const first = deployments.findLastIndex(({ status }) => status === 'SUCCESSFUL')
  // one that was rolled back has left its source running, so that the next record contains it, too
  const oldest = deployments.slice(Math.max(0, first)).filter(({ status }) => !status.startsWith('ROLLBACK_'))
  if (oldest.length === 0) return {}
  try {
    const full = await ecs.describeServiceDeployments(oldest.map(({ record }) => record))
    const sources = [...new Set(full.flatMap(({ sourceRevisionArns = [] }) => sourceRevisionArns))]
    const replaced = sources.length === 0 ? [] : (await ecs.describeServiceRevisions(sources)).values()
    const known = [current, '', ...deployments.map(({ arn }) => arn)]
    const before = [...new Set(replaced)].filter(arn => !known.includes(arn) && !isBefore(current, arn))
    const [arn] = before
    if (arn === undefined) return {}
    const names = before.map(lastPartOf)
    if (names.length > 1) return { gap: { none: `several ran before (${names.join(', ')})`, several: names } }
    const past = judgePast([{ arn, status: 'SUCCESSFUL' }, ...deployments], current)
    return { completed: arn, past: past.map(one => (one.arn === arn ? { ...one, isUnrecorded: true } : one)) }
  } catch (error) {
    return { gap: { none: `what ran before can't be read (${refusedCall(error)})`, isUnread: true } }
  }
}
