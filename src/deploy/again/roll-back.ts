import { familyOf, isBefore, lastPartOf } from '../../arn.ts'
import { refusalOf } from '../../aws/explain.ts'
import type { Problem } from '../../errors.ts'
import { present } from '../../present.ts'
import type { Remark } from '../../report/report.ts'
import { deploymentInProgress } from '../../rollout/deployments.ts'
import { labelOf } from '../../rollout/outcome.ts'
import { describePast, type PastRevision } from '../../rollout/past-revisions.ts'
import type { Deployment } from '../../rollout/ports.ts'
import {
  checkTargets,
  findPreviousGood,
  type GoodRevision,
  goodRevisionOf,
  isRestart,
  nextTargetOf
} from '../../rollout/rollback-targets.ts'
import { findRollbackInProgress } from '../../rollout/start-rollback.ts'
import { withoutDeployment } from '../carry-out/run.ts'
import { plaintextIn } from '../plan/plaintext.ts'
import type { DeployingPorts } from '../target.ts'
import { describeIfAllowed, type OpenService, type PlannedOpen } from './open-services.ts'
import { activeRevision, inactiveRevision, type Redeployment } from './redeploy.ts'

/**
 * How a service is rolled back: its deployment in progress is stopped (`stop`), or an earlier revision is deployed
 * again; or what is wrong. `remarks` state the revision, and why.
 */
export type RollbackWay =
  | { readonly stop: PlannedOpen; readonly remarks: readonly Remark[] }
  | { readonly again: ChosenRevision; readonly remarks: readonly Remark[] }
  | { readonly problem: Problem }

/** The revision that a service is rolled back to, and everything that it has run. */
export type ChosenRevision = Redeployment & { readonly past: readonly PastRevision[] }

/**
 * findRollback finds how a service is rolled back. A named revision (ARN, family and number, or number) is
 * deployed. Otherwise a release in progress is stopped, and a rollback in progress is followed; if nothing is in
 * progress, the last revision that was deployed successfully before is deployed. Throws no AwsError.
 */
export async function findRollback(
  subject: OpenService,
  named: string | undefined,
  run: DeployingPorts
): Promise<RollbackWay> {
  const { service, state } = subject
  try {
    const busy = named === undefined ? deploymentInProgress(state) : undefined
    const completed = busy && goodRevisionOf(withoutDeployment(state, busy.id))
    // stopping a rollback that somebody has started would lead forward again, to the revision that is being left
    const isBack = busy && completed !== undefined && isBefore(busy.taskDefinition, completed)
    const followed = busy && {
      arn: busy.taskDefinition,
      how: 'a rollback to it is in progress, which is followed'
    }
    const given = named === undefined ? followed : { arn: named, how: 'named with the input "revision"' }
    const way = busy && !isBack ? await stopOf(subject, busy, run) : await chooseRevision(subject, given, run)
    if ('problem' in way) return { problem: { ...way.problem, service } }
    const isSame = 'stop' in way && way.stop.revision === way.stop.previous
    if (!isSame || (await isRestart((await run.aws(subject.site)).ecs, state, run.ports.clock.now())))
      return way
    return unknownLeft(subject, way.stop.revision)
  } catch (error) {
    return { problem: { ...refusalOf(error), service } }
  }
}

/**
 * stopOf finds how a deployment in progress is rolled back: it is stopped, whoever started it; if ECS is rolling it
 * back already, that is followed. Throws AwsError.
 */
export async function stopOf(
  subject: OpenService,
  busy: Pick<Deployment, 'id' | 'taskDefinition' | 'createdAt'>,
  run: DeployingPorts
): Promise<Exclude<RollbackWay, { again: unknown }>> {
  const { site, state } = subject
  const { ecs } = await run.aws(site)
  const back = await findRollbackInProgress(ecs, state, run.ports.clock.now())
  const { from: left, to } = back ?? { from: busy, to: undefined }
  // a rollback never goes forward
  if (to && isBefore(left.taskDefinition, to.taskDefinition)) {
    const said = `ECS is automatically rolling back to ${lastPartOf(to.taskDefinition)}, which you want to leave.`
    const hint = 'Run again when that has ended, or name the revision with the input "revision".'
    return { problem: { ...noRollback(subject, said), fault: 'cloud', hint } }
  }
  const revision = to?.taskDefinition ?? goodRevisionOf(withoutDeployment(state, busy.id))
  if (revision === undefined) {
    const said = 'there is no revision to roll back to: no earlier deployment of the service was completed.'
    const hint = 'Name one with the input "revision", or deploy from the file.'
    return { problem: { ...noRollback(subject, said), hint } }
  }
  const how = back ? 'ECS is rolling back to it already' : 'it was completed before the one in progress'
  const { live, remarks } = await describeIfAllowed(revision, site, run)
  const { id, taskDefinition, createdAt } = left
  const deployment = { id, taskDefinition, hookIds: [], ...present({ createdAt }) }
  const action = {
    kind: 'stop' as const,
    deployment,
    to: revision,
    ...(back ? { isInProgress: true as const } : {})
  }
  const stop = { ...subject, action, revision, live, previous: taskDefinition, previousPlaintext: [] }
  const plaintext = live === undefined ? [] : plaintextIn(live.definition, run.ports.mask)
  const told = { from: taskDefinition, to: revision, how, plaintext }
  return { stop, remarks: [...remarks, ...remarksOf(subject, told, run)] }
}

async function chooseRevision(
  subject: OpenService,
  given: GoodRevision | undefined,
  run: DeployingPorts
): Promise<RollbackWay> {
  const { site, state } = subject
  const { ecs } = await run.aws(site)
  const family = familyOf(state.taskDefinition)
  const wanted = given
    ? // a number alone is a revision of the family that the service runs
      { ...given, arn: given.arn.replace(/^(?=\d+$)/, `${family}:`), past: [] }
    : await findPreviousGood(ecs, state, run.ports.clock.now())
  const { past } = wanted
  const marked = (one: PastRevision) => ('arn' in wanted && one.arn === wanted.arn ? '→' : ' ')
  if (past.length > 0)
    run.ports.log.group(
      `Rollback targets of ${labelOf(subject)}`,
      past.map(one => `${marked(one)} ${describePast(one)}`)
    )
  if ('none' in wanted) {
    const several = wanted.several ? ` (${wanted.several.join(', ')})` : ''
    const look = `aws ecs list-task-definitions --family-prefix ${family} --sort DESC --region ${site.region}`
    const said = noRollback(subject, `there is no revision to roll back to: ${wanted.none}.`)
    const hint = `Name one with the input "revision"${several}. To see what there is: ${look}`
    return { problem: { ...said, fault: wanted.isUnread ? 'cloud' : 'user', hint } }
  }
  const hint = otherRevisions({ live: wanted, past })
  const found = await activeRevision(wanted.arn, site, { aws: run.aws, hint })
  if ('live' in found) return chosen({ ...subject, live: found.live, past }, wanted, run)
  if (given) return found
  // Unless a revision is named, one from which ECS starts no task any more is passed over for the next one that ran
  // well: whoever rolls back needs one that runs. That is a warning.
  const checked = await checkTargets(ecs, past)
  const next = nextTargetOf(checked.past, wanted.arn)
  const live = next && (await ecs.describeTaskDefinition(next.arn))
  if (next && live?.status === 'ACTIVE')
    return chosen({ ...subject, live, past: checked.past }, { ...next, passedOver: wanted.arn }, run)
  const { unusable = 'gone' } = checked.past.find(one => one.arn === wanted.arn) ?? {}
  const none =
    'No other revision on record can be used either: deploy from the file, which registers a new one.'
  return { problem: inactiveRevision(lastPartOf(wanted.arn), unusable, none) }
}

function chosen(
  again: ChosenRevision,
  { how, passedOver }: { readonly how: string; readonly passedOver?: string },
  run: DeployingPorts
): RollbackWay {
  const { state, live } = again
  const plaintext = plaintextIn(live.definition, run.ports.mask)
  const told = { from: state.taskDefinition, to: live.arn, how, plaintext, ...present({ passedOver }) }
  return { again, remarks: remarksOf(again, told, run) }
}

/**
 * Says to which revision a service is rolled back, and why. In an emergency, one with plaintext may be the only good
 * one, but it is never used silently.
 */
function remarksOf(
  subject: OpenService,
  about: {
    readonly from: string
    readonly to: string
    readonly how: string
    readonly plaintext: readonly string[]
    readonly passedOver?: string
  },
  { ports: { log } }: DeployingPorts
): readonly Remark[] {
  const { how, plaintext, passedOver } = about
  const [from, to] = [about.from, about.to].map(lastPartOf)
  const label = labelOf(subject)
  log.info(`[${label}] revision to roll back to: ${to}, ${how}`)
  const message =
    from === to
      ? `Service "${label}" is set to ${to} already: ${how}.`
      : `Rollback of service "${label}" from ${from} to ${to}: ${how}.`
  const passed = `Service "${label}" goes back to ${to}, because ECS can no longer start ${lastPartOf(passedOver ?? '')}.`
  const held = `${to}, to which service "${label}" is rolled back, holds plaintext credentials (${plaintext.join(', ')}). Deploy a revision without plaintext as soon as possible, and rotate the credentials.`
  if (plaintext.length > 0) log.warning(held)
  return [
    { message },
    ...(passedOver === undefined
      ? []
      : [{ message: passed, isWarning: true as const, verdict: `Warning: ${passed}` }]),
    ...(plaintext.length === 0 ? [] : [{ message: held }])
  ]
}

function unknownLeft(subject: OpenService, revision: string): RollbackWay {
  const same = lastPartOf(revision)
  const said = `the deployment in progress is of ${same}, and so is what ran before: it is not known which revision is to be left.`
  const hint = `Name the revision to run with the input "revision" (${same}, if it is to stay).`
  return { problem: { ...noRollback(subject, said), hint } }
}

function noRollback(item: OpenService, said: string): Problem {
  const message = `Service "${labelOf(item)}": ${said}`
  return { code: 'no-way-back', fault: 'user', service: item.service, message }
}

/** Number of other revisions that are named besides the chosen one. */
const OTHERS_NAMED = 5

/** otherRevisions returns what to do if the chosen revision cannot be used. */
export function otherRevisions({
  live,
  past
}: {
  readonly live: { readonly arn: string }
  readonly past: readonly PastRevision[]
}): string {
  const others = past.filter(({ arn, state, unusable }) => state === 'good' && arn !== live.arn && !unusable)
  const names = others.slice(0, OTHERS_NAMED).map(({ arn }) => lastPartOf(arn))
  return `Name another revision with the input "revision"${names.length === 0 ? '' : ` (${names.join(', ')})`}, or deploy from the file.`
}
