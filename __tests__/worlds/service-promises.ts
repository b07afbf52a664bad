import type { ServiceDeployment } from '../../sandbox/world/state.ts'
import { isGood } from '../../src/rollout/outcome.ts'
import { keepsFailing, MISSING_MS, runsWholeAt } from './deployment-tasks.ts'
import {
  CALL_MS,
  changesDeployments,
  digestsAt,
  expiredAt,
  followedFrom,
  imageAt,
  isAbout,
  lagOn,
  leavesTagOpen,
  othersDeployed,
  ownRecord,
  ownWrites,
  recordOf,
  specOf,
  supersededBy,
  timeOf,
  tookBack,
  type View,
  visibleAt,
  wasDone,
  wayBackOf
} from './evidence.ts'
import { SCALED } from './happenings.ts'
import { hasMoved, imageOf, releasesOf } from './names.ts'

/**
 * The time limit for reporting what ECS has decided, in milliseconds, once that can be read; calls and diagnosis
 * included.
 */
export const NOTICED_WITHIN = 5_000

/**
 * The time between a poll that shows no other deployment and the resulting write, in milliseconds: the duration of two
 * calls.
 */
const LOOK_TO_WRITE_MS = 2 * CALL_MS

/** servicePromises compares what a run reported of one service with what ECS did. */
export function servicePromises(view: View): readonly string[] {
  return [...greenIsTrue(view), ...redIsTrue(view), ...inTime(view), ...othersStand(view)]
}

/** A run reports success only if ECS completed the requested deployment. */
function greenIsTrue(view: View): readonly string[] {
  const { result, state, played, run } = view
  if (!result || !isGood(result.outcome)) return []
  const about = `${view.which} run: ${result.service} ${result.outcome}`
  const finished = timeOf(result, run)
  if (result.outcome === 'succeeded') {
    const record = recordOf(state, result)
    if (!record) return [`green: ${about}, and no deployment ${result.deploymentId}`]
    const rolledBack = played.spec.mode === 'rollback' && tookBack(view, record)
    if (record.status !== 'SUCCESSFUL' && !rolledBack)
      return [`green: ${about}, and ECS: ${record.status} ${record.statusReason ?? ''}`]
    if ((record.finishedAt ?? Number.POSITIVE_INFINITY) > finished)
      return [`green: ${about} before ECS had decided`]
  }
  if (othersDeployed(view)) return []
  const image = imageAt(view, finished)
  const wanted = imageOf(played.spec, view.name, releasesOf(played.spec, specOf(view)).wanted)
  if (played.spec.mode === 'rollback' && view.which === 'second') {
    const release = imageOf(played.spec, view.name, releasesOf(played.spec, specOf(view)).now)
    return image === release && result.outcome === 'succeeded'
      ? [`green: ${about}: back to the release that was left, ${image}`]
      : []
  }
  if (image !== wanted) return [`green: ${about}, and ${image} runs instead of ${wanted}`]
  return hasMoved(played.spec) && !leavesTagOpen(run) ? movedTag(view, about) : []
}

/** If no one deploys afterward, the service finally runs the image of the tag; the tag moved before the first run. */
function movedTag(view: View, about: string): readonly string[] {
  const { run, named } = digestsAt(view)
  return run.some(digest => digest !== named)
    ? [`green: ${about}, and tasks run what the tag named before`]
    : []
}

/**
 * A reported failure is real: a deployment that ECS completes is not reported as failed, whatever else went wrong,
 * unless the run's own rollback undid it.
 */
function redIsTrue(view: View): readonly string[] {
  const { result, state, run, played } = view
  if (!result || isGood(result.outcome) || result.outcome === 'not-started') return []
  const about = `${view.which} run: ${result.service} ${result.outcome} (${result.reason})`
  const record = recordOf(state, result) ?? ownRecord(view)
  // an earlier deployment is a rollback target, and not one of the run's
  if (!record || record.createdAt < played.first.startedAt) return []
  const told = timeOf(result, run)
  const decided = record.finishedAt ?? Number.POSITIVE_INFINITY
  const visible = visibleAt(view, record, told) ?? Number.POSITIVE_INFINITY
  const took = wayBackOf(view, record) !== undefined
  const couldKnow = visible + NOTICED_WITHIN < expiredAt(view)
  const isUnverified = /^Not verified/.test(result.reason) && !couldKnow
  const wrong: string[] = []
  if (
    record.status === 'SUCCESSFUL' &&
    !took &&
    !isUnverified &&
    !hasDiedSince(view, record) &&
    (decided <= told || result.outcome === 'failed')
  )
    wrong.push(`red: ${about}, and ECS: SUCCESSFUL`)
  const theirs = supersededBy(view, record)
  if (result.outcome === 'superseded' && !theirs) wrong.push(`red: ${about}, by nobody`)
  if (result.outcome === 'rolled-back' && !tookBack(view, record))
    wrong.push(`red: ${about}, and ECS: ${record.status}`)
  if (
    result.outcome !== 'superseded' &&
    theirs &&
    visible < told &&
    !took &&
    !isUnverified &&
    !wasStopped(view, theirs)
  )
    wrong.push(`red: ${about}, and somebody else's deployment replaced it`)
  return wrong
}

/** ECS had completed the deployment before the run called it failed, and by then its tasks kept failing. */
function hasDiedSince(
  view: View,
  { status, finishedAt, deploymentId, createdAt }: ServiceDeployment
): boolean {
  const { result, run } = view
  if (result?.outcome !== 'failed' || status !== 'SUCCESSFUL') return false
  const told = timeOf(result, run)
  return (finishedAt ?? Number.POSITIVE_INFINITY) <= told && keepsFailing(view, deploymentId, createdAt, told)
}

/** The run had started to roll back its deployment before someone else's replaced it. */
function wasStopped(view: View, theirs: ServiceDeployment): boolean {
  return ownWrites(view).some(
    ({ operation, at }) => operation === 'StopServiceDeployment' && at <= theirs.createdAt
  )
}

/** A decision of ECS is reported within five seconds from when it can be read, including rollbacks and atomic runs. */
function inTime(view: View): readonly string[] {
  const { result, state, run } = view
  if (!result || result.outcome === 'not-started' || result.outcome === 'unchanged') return []
  const ours = recordOf(state, result)
  if (!ours) return []
  const told = timeOf(result, run)
  const visible = visibleAt(view, followedFrom(view, wayBackOf(view, ours) ?? ours), told)
  const late = told - toldBy(view, ours, visible ?? told)
  if (late <= NOTICED_WITHIN) return []
  return [
    `late: ${view.which} run: ${result.service} ${result.outcome} ${(late / 1000).toFixed(1)} s after ECS (${result.reason})`
  ]
}

/** The time until which a run polls a deployment that ECS had decided on at a time. */
function toldBy(view: View, record: ServiceDeployment, decided: number): number {
  if (view.result?.outcome === 'succeeded') return runsWholeAt(view, record, decided)
  return hasDiedSince(view, record) ? decided + MISSING_MS.none : decided
}

/** What someone else has since started or set stays unchanged. */
function othersStand(view: View): readonly string[] {
  const { state, played, result } = view
  const wrong: string[] = []
  const mine = result && recordOf(state, result)
  const theirs = mine && supersededBy(view, mine)
  const late =
    theirs &&
    !theirs.rollback &&
    ownWrites(view).find(
      one =>
        changesDeployments(view, one) &&
        one.at > theirs.createdAt + lagOn(played.spec, 'deployments') + LOOK_TO_WRITE_MS
    )
  if (late && view.which === 'first')
    wrong.push(
      `others: ${late.operation} ${Math.round((late.at - theirs.createdAt) / 1000)} s after somebody else's deployment`
    )
  const scaled = played.spec.others.filter(
    one => one.what === 'scale' && isAbout(played.spec, one.service, view.index)
  )
  if (
    scaled.length > 0 &&
    wasDone(played, 'UpdateService') &&
    state.desiredCount !== SCALED &&
    state.status === 'ACTIVE'
  )
    wrong.push(`others: the count is ${state.desiredCount}, and somebody had set ${SCALED}`)
  return view.which === 'first' ? wrong : wrong.filter(line => line.includes('count'))
}
