import { isGood } from '../../src/rollout/outcome.ts'
import {
  cannotRead,
  changesDeployments,
  imageAt,
  isAbout,
  othersActed,
  ownRecord,
  ownWrites,
  recordOf,
  slack,
  specOf,
  supersededBy,
  timeOf,
  tookBack,
  type View,
  wasDone
} from './evidence.ts'
import { SCALED } from './happenings.ts'
import { imageOf, releasesOf } from './names.ts'

/** How soon a run has to notice what ECS has decided, in milliseconds, when all its reads are fresh and answered. */
export const NOTICED_WITHIN = 5_000

/** servicePromises holds what a run said of one service against what ECS made of it. */
export function servicePromises(view: View): readonly string[] {
  return [...greenIsTrue(view), ...redIsTrue(view), ...inTime(view), ...othersStand(view)]
}

/** Good is said only where ECS completed what was asked for. */
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
  if (othersActed(view, 0)) return []
  const image = imageAt(view, finished)
  const wanted = imageOf(view.name, releasesOf(played.spec, specOf(view)).wanted)
  if (played.spec.mode === 'rollback') {
    const release = imageOf(view.name, releasesOf(played.spec, specOf(view)).now)
    return view.which === 'second' && image === release && result.outcome === 'succeeded'
      ? [`green: ${about}: back to the release that was left, ${image}`]
      : []
  }
  return image === wanted ? [] : [`green: ${about}, and ${image} runs instead of ${wanted}`]
}

/** A failure is one: what ECS completes by itself is not told as failed, and who superseded whom is told right. */
function redIsTrue(view: View): readonly string[] {
  const { result, state, run, played } = view
  if (!result || isGood(result.outcome) || result.outcome === 'not-started') return []
  const about = `${view.which} run: ${result.service} ${result.outcome} (${result.reason})`
  const record = recordOf(state, result) ?? ownRecord(view)
  // a deployment from before is what a rollback goes back to, and none of ours
  if (!record || record.createdAt < played.first.startedAt) return []
  const decided = record.finishedAt ?? Number.POSITIVE_INFINITY
  const wrong: string[] = []
  const took = ownWrites(view).some(one => one.at > record.createdAt)
  const isReplaced = result.outcome === 'superseded' && supersededBy(view, record)
  if (record.status === 'SUCCESSFUL' && !isReplaced && !took && !cannotRead(view) && !played.spec.atomic) {
    const early = decided > timeOf(result, run)
    if (!early || (result.outcome === 'failed' && !othersActed(view, 0)))
      wrong.push(`red: ${about}, and ECS: SUCCESSFUL`)
  }
  if (result.outcome === 'superseded' && !supersededBy(view, record)) wrong.push(`red: ${about}, by nobody`)
  if (result.outcome === 'rolled-back' && !tookBack(view, record))
    wrong.push(`red: ${about}, and ECS: ${record.status}`)
  // theirs may be gone again, too, and what is atomic is told when all have ended
  const theirs = supersededBy(view, record)
  if (
    result.outcome !== 'superseded' &&
    theirs &&
    theirs.createdAt < decided &&
    !theirs.rollback &&
    !cannotRead(view) &&
    !played.spec.atomic &&
    decided < timeOf(result, run) - slack(played.spec) &&
    !took
  )
    wrong.push(`red: ${about}, and somebody else's deployment replaced it`)
  return wrong
}

/** What ECS has decided is told within five seconds, where all reads are fresh and answered. */
function inTime(view: View): readonly string[] {
  const { result, state, run, played } = view
  if (!result || result.outcome === 'not-started' || result.outcome === 'unchanged') return []
  const record = recordOf(state, result)
  // with atomic a service waits for the others before it is told
  if (
    !record?.finishedAt ||
    record.createdAt < played.first.startedAt ||
    played.spec.atomic ||
    cannotRead(view) ||
    played.spec.faults.length > 0
  )
    return []
  if (ownWrites(view).some(one => one.at > record.createdAt)) return []
  // whoever replaced it is gone again: what ours was stopped for is told by nothing that is read
  if (supersededBy(view, record)?.rollback) return []
  // a run that is repeated has not looked before its turn came
  const decided = Math.max(record.finishedAt, Date.parse(result.startedAt ?? '') || 0)
  const late = timeOf(result, run) - decided - slack(played.spec)
  if (late <= NOTICED_WITHIN) return []
  return [
    `late: ${view.which} run: ${result.service} ${result.outcome} ${(late / 1000).toFixed(1)} s after ECS`
  ]
}

/** What somebody else has begun or set since is left as it is. */
function othersStand(view: View): readonly string[] {
  const { state, played, result } = view
  const wrong: string[] = []
  const mine = result && recordOf(state, result)
  const theirs = mine && supersededBy(view, mine)
  const late =
    theirs &&
    !theirs.rollback &&
    ownWrites(view).find(
      one => changesDeployments(view, one) && one.at > theirs.createdAt + slack(played.spec) + 2_000
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
