import type { CodeDeployment } from '../../sandbox/world/codedeploy/task-sets.ts'
import { isGood } from '../../src/rollout/outcome.ts'
import { expiredAt, timeOf, type View } from './evidence.ts'
import { imageOf, REGION, releasesOf } from './names.ts'
import type { Played } from './run-world.ts'
import { NOTICED_WITHIN } from './service-promises.ts'

const LOOKS = ['GetDeployment', 'BatchGetDeploymentTargets', 'GetDeploymentTarget']

/** codeDeployPromises compares what a run reported of a CodeDeploy service with what CodeDeploy did. */
export function codeDeployPromises(view: View): readonly string[] {
  const { result, run, played, which } = view
  if (!result || result.outcome === 'not-started') return []
  const about = `codedeploy: ${which} run: ${result.service} ${result.outcome} (${result.reason})`
  if (result.outcome === 'unchanged')
    return runsWanted(view, run.endedAt) ? [] : [`${about}, and it does not run it`]
  const all = deploymentsOf(played, result.service)
  const ours = all.find(({ id }) => id === result.deploymentId)
  if (!ours) return isGood(result.outcome) ? [`${about}, and no such deployment`] : []
  const told = timeOf(result, run)
  const last = all.find(({ id }) => id === ours.rollback?.rollbackDeploymentId) ?? ours
  const wrong: string[] = []
  if (
    result.outcome === 'succeeded' &&
    (ours.status !== 'Succeeded' || (ours.completedAt ?? told + 1) > told)
  )
    wrong.push(`${about}, and CodeDeploy: ${ours.status}`)
  const undone = all.some(other => other.createdAt > ours.createdAt)
  const isUnverified =
    /^Not verified/.test(result.reason) && (ours.completedAt ?? told) + NOTICED_WITHIN >= expiredAt(view)
  const isRed = !isGood(result.outcome) && ours.status === 'Succeeded' && (ours.completedAt ?? told) <= told
  if (isRed && !undone && !isUnverified) wrong.push(`${about}, and CodeDeploy: Succeeded`)
  if (result.outcome === 'rolled-back' && !undone) wrong.push(`${about}, and nothing was rolled back`)
  const decided = undone ? lastEnd(all, ours) : last.completedAt
  const visible = Math.max(
    decided ?? told,
    ...failedLooks(view, told),
    Date.parse(result.startedAt ?? '') || 0
  )
  if (told - visible > NOTICED_WITHIN)
    wrong.push(`${about}: late: ${(told - visible) / 1000} s after CodeDeploy`)
  return wrong
}

/**
 * codeDeployTwice: no deployment in parallel to or after another one of the same revision that is in progress or has
 * succeeded.
 */
export function codeDeployTwice(played: Played, service: string): readonly string[] {
  const mine = deploymentsOf(played, service).filter(({ creator }) => creator === 'user')
  return mine.flatMap((one, at) => {
    const before = mine[at - 1]
    if (!before || JSON.stringify(before.target) !== JSON.stringify(one.target)) return []
    const isOpen = (before.completedAt ?? Number.POSITIVE_INFINITY) > one.createdAt
    return isOpen || before.status === 'Succeeded'
      ? [`twice: codedeploy: ${service}, the one before: ${before.status}`]
      : []
  })
}

function deploymentsOf({ sandbox }: Played, service: string): readonly CodeDeployment[] {
  const { groups, deployments } = sandbox.world.regions.get(REGION)?.codedeploy ?? {}
  const group = [...(groups?.values() ?? [])].find(one => one.service === service)
  return [...(deployments?.values() ?? [])].filter(
    one => one.group === group?.name && one.application === group.application
  )
}

function lastEnd(all: readonly CodeDeployment[], ours: CodeDeployment): number {
  return Math.max(...all.filter(one => one.createdAt >= ours.createdAt).map(one => one.completedAt ?? 0))
}

function failedLooks({ run }: View, until: number): readonly number[] {
  return run.requests.flatMap(({ operation, status, fault, at }) =>
    LOOKS.includes(operation) && at <= until && (status !== 200 || fault !== undefined) ? [at] : []
  )
}

/** The last deployment up to a given time is the requested one. */
function runsWanted({ played, name, index }: View, at: number): boolean {
  const service = played.spec.services[index]
  if (!service) return false
  const done = deploymentsOf(played, name).filter(
    one => one.status === 'Succeeded' && (one.completedAt ?? Number.POSITIVE_INFINITY) <= at
  )
  const arn = done.at(-1)?.target.taskDefinition
  const revision = played.sandbox.world.regions
    .get(REGION)
    ?.families.get(name)
    ?.revisions.find(one => one.arn === arn)
  const text = JSON.stringify(revision?.definition ?? {})
  return text.includes(`"${imageOf(played.spec, name, releasesOf(played.spec, service).wanted)}"`)
}
