import { lastPartOf } from '../../arn.ts'
import { AwsError } from '../../aws/error.ts'
import { refusalOf } from '../../aws/explain.ts'
import type { Problem } from '../../errors.ts'
import { someOf } from '../../list.ts'
import { present } from '../../present.ts'
import type { Remark } from '../../report/report.ts'
import { deploymentUnderWay } from '../../rollout/deployments.ts'
import { keyOf, labelOf } from '../../rollout/outcome.ts'
import { describePast, isBefore, type PastRevision } from '../../rollout/past-revisions.ts'
import type { ServiceState } from '../../rollout/ports.ts'
import { recordOf } from '../../rollout/records.ts'
import {
  checkTargets,
  findPreviousGood,
  goodRevisionOf,
  nextTargetOf
} from '../../rollout/rollback-targets.ts'
import {
  describeRollback,
  findRollbackUnderWay,
  type RollbackUnderWay
} from '../../rollout/start-rollback.ts'
import type { PlannedStop } from '../comparison/plan.ts'
import type { DeployingPorts } from '../connections.ts'
import { plaintextIn } from '../plan/plaintext.ts'
import type { NamedService } from '../prepare/inspect-services.ts'
import { activeRevision, inactiveRevision, type Redeployment } from './registered-revision.ts'

/** A service to roll back, in its current state. */
export type ServiceToRollBack = NamedService & {
  readonly state: ServiceState
  /** ECS is already rolling it back. */
  readonly goingBack?: RollbackUnderWay
}

/** The revision that a service is rolled back to and the reason for the choice, or what is wrong. */
export type ChosenRevision =
  | (Redeployment & {
      readonly how: string
      readonly past: readonly PastRevision[]
      /** A better revision, from which ECS starts no task any more. */
      readonly passedOver?: string
    })
  | { readonly problem: Problem }

/** What is to be done with each service. */
export type SplitServices = {
  /** Those whose deployment in progress is stopped, or whose rollback by ECS is followed. */
  readonly stopping: readonly ServiceToRollBack[]
  /** Those that an earlier revision is deployed to. */
  readonly others: readonly ServiceToRollBack[]
}

/**
 * splitServices finds the services with a deployment in progress that is to be stopped: not one that leads back itself,
 * or restores what ran. With a named revision, there are none. Throws no AwsError.
 */
export async function splitServices(
  subjects: readonly ServiceToRollBack[],
  named: string | undefined,
  { aws, ports }: DeployingPorts
): Promise<SplitServices> {
  const split = await Promise.all(
    subjects.map(async item => {
      const isBusy = named === undefined && deploymentUnderWay(item.state) !== undefined
      if (!isBusy || rollbackInProgress(item) !== undefined) return { item }
      const { ecs } = await aws(item.site)
      if (await isPutBack(item, { aws, ports })) return { item }
      const goingBack = await findRollbackUnderWay(ecs, item.state, ports.clock.now())
      return { stop: { ...item, ...present({ goingBack }) } }
    })
  )
  return {
    stopping: split.flatMap(({ stop }) => stop ?? []),
    others: split.flatMap(({ item }) => item ?? [])
  }
}

/**
 * The revision of a deployment in progress that leads back to an earlier revision: a rollback that somebody started,
 * which is watched. Stopping it would lead forward again, to the revision that is being left.
 */
function rollbackInProgress({ state }: ServiceToRollBack): string | undefined {
  const deployment = deploymentUnderWay(state)
  const before = completedIn(state)
  if (!deployment || !before) return undefined
  return isBefore(deployment.taskDefinition, before.taskDefinition) ? deployment.taskDefinition : undefined
}

function completedIn({ deployments }: ServiceState) {
  return deployments.find(({ rolloutState }) => rolloutState === 'COMPLETED')
}

/**
 * Whether a deployment in progress restores what a service ran after a rollback has failed: it has the same revision as
 * the completed deployment and follows a failed one of an earlier revision. Stopping it would leave the service where
 * it is and call that a rollback.
 */
async function isPutBack({ service, site, state }: ServiceToRollBack, { aws }: DeployingPorts) {
  const deployment = deploymentUnderWay(state)
  const before = completedIn(state)
  if (!deployment || deployment.taskDefinition !== before?.taskDefinition) return false
  try {
    const { ecs } = await aws(site)
    const records = await ecs.listServiceDeployments(site.cluster, service, before.createdAt ?? 0)
    const own = recordOf(deployment.id, records)
    const last = own && records[records.indexOf(own) + 1]
    const arn = last?.targetRevisionArn
    if (arn === undefined || last?.status === 'SUCCESSFUL') return false
    return isBefore((await ecs.describeServiceRevisions([arn])).get(arn) ?? '', deployment.taskDefinition)
  } catch (error) {
    if (!(error instanceof AwsError)) throw error
    return false
  }
}

/**
 * chooseRevision finds the revision to roll back to: the named one, or the last one that was deployed successfully
 * before. Throws no AwsError.
 */
export async function chooseRevision(
  subject: ServiceToRollBack,
  named: string | undefined,
  run: DeployingPorts
): Promise<ChosenRevision> {
  const { service } = subject
  try {
    const chosen = await choose(subject, named, run)
    return 'problem' in chosen ? { problem: { ...chosen.problem, service } } : chosen
  } catch (error) {
    return { problem: { ...refusalOf(error), service } }
  }
}

async function choose(
  subject: ServiceToRollBack,
  named: string | undefined,
  { aws, ports }: DeployingPorts
): Promise<ChosenRevision> {
  const { site, state } = subject
  const { ecs } = await aws(site)
  const back = named === undefined ? rollbackInProgress(subject) : undefined
  const current = lastPartOf(state.taskDefinition)
  const family = current.slice(0, current.lastIndexOf(':'))
  const wanted =
    back !== undefined
      ? { arn: back, how: 'a rollback to it is in progress, which is followed', past: [] }
      : named === undefined
        ? await findPreviousGood(ecs, state, ports.clock.now())
        : {
            // a number alone is a revision of the family that the service runs
            arn: /^\d+$/.test(named) ? `${family}:${named}` : named,
            how: 'named with the input "revision"',
            past: []
          }
  const { past } = wanted
  const marked = (arn: string) => ('arn' in wanted && arn === wanted.arn ? '→' : ' ')
  if (past.length > 0)
    ports.log.group(
      `Rollback targets of ${labelOf(subject)}`,
      past.map(one => `${marked(one.arn)} ${describePast(one)}`)
    )
  if ('none' in wanted) {
    const several = wanted.several ? ` (${wanted.several.join(', ')})` : ''
    const look = `aws ecs list-task-definitions --family-prefix ${family} --sort DESC --region ${site.region}`
    return {
      problem: {
        ...noWayBack(subject, `there is no revision to roll back to: ${wanted.none}.`),
        fault: wanted.isUnread ? 'cloud' : 'user',
        hint: `Name one with the input "revision"${several}. To see what there is: ${look}`
      }
    }
  }
  const hint = `${othersOf(past, wanted.arn)}, or deploy from the file, which registers it again.`
  const found = await activeRevision(wanted.arn, site, { aws, name: lastPartOf, hint })
  if ('live' in found) return { ...subject, live: found.live, how: wanted.how, past }
  if (named !== undefined || back !== undefined) return found
  // Unless a revision is named, one from which ECS starts no task any more is passed over for the next one that ran
  // well: whoever rolls back needs one that runs. That is a warning.
  const checked = await checkTargets(ecs, past)
  const next = nextTargetOf(checked.past, wanted.arn)
  const live = next && (await ecs.describeTaskDefinition(next.arn))
  if (next && live?.status === 'ACTIVE')
    return { ...subject, live, how: next.how, past: checked.past, passedOver: wanted.arn }
  const { unusable = 'gone' } = checked.past.find(({ arn }) => arn === wanted.arn) ?? {}
  const none =
    'No other revision on record can be used either: deploy from the file, which registers a new one.'
  return { problem: inactiveRevision(lastPartOf(wanted.arn), unusable, none) }
}

function noWayBack(item: ServiceToRollBack, said: string): Problem {
  const message = `Service "${labelOf(item)}": ${said}`
  return { code: 'no-way-back', fault: 'user', service: item.service, message }
}

/** Number of other revisions that are named besides the chosen one. */
const OTHERS_NAMED = 5

/** The other revisions that were deployed successfully can be named in the input. */
function othersOf(past: readonly PastRevision[], chosen: string): string {
  const others = past.filter(({ arn, state, unusable }) => state === 'good' && arn !== chosen && !unusable)
  const names = others.slice(0, OTHERS_NAMED).map(({ arn }) => lastPartOf(arn))
  return `Name another revision with the input "revision"${names.length === 0 ? '' : ` (${names.join(', ')})`}`
}

/** otherRevisions says what to do if the chosen revision cannot be used. */
export function otherRevisions({ live, past }: Exclude<ChosenRevision, { problem: Problem }>): string {
  return `${othersOf(past, live.arn)}, or deploy from the file.`
}

/**
 * remarksOfChoice says for the summary which revision each service is rolled back to, why, and what else it has run.
 */
export function remarksOfChoice(chosen: readonly ChosenRevision[]): readonly Remark[] {
  return chosen.flatMap((item): readonly Remark[] => {
    if ('problem' in item) return []
    const { state, live, how, past, passedOver } = item
    const [from, to] = [state.taskDefinition, live.arn].map(lastPartOf)
    const others = past
      .filter(({ arn, state: was }) => arn !== live.arn && was !== 'current')
      .slice(0, OTHERS_NAMED)
      .map(describePast)
    const said =
      from === to
        ? `Service "${labelOf(item)}" is set to ${to} already: ${how}.`
        : `Rollback of service "${labelOf(item)}" from ${from} to ${to}: ${how}.`
    const message = others.length === 0 ? said : `${said} Others: ${others.join('; ')}.`
    if (passedOver === undefined) return [{ message }]
    const passed = `Service "${labelOf(item)}" goes back to ${to}, because ECS can no longer start ${lastPartOf(passedOver)}.`
    return [{ message }, { message: passed, isWarning: true, verdict: `Warning: ${passed}` }]
  })
}

/**
 * warnOfPlaintext reports which revision each service is rolled back to. In an emergency, one with plaintext may be the
 * only good one, but it is never used silently. Those whose deployment is stopped go back to the one before. Throws no
 * AwsError.
 */
export async function warnOfPlaintext(
  chosen: readonly ChosenRevision[],
  stopping: readonly ServiceToRollBack[],
  run: DeployingPorts
): Promise<readonly Remark[]> {
  const all = [...chosen]
  for (const item of stopping) {
    const to = item.goingBack?.to ?? completedIn(item.state)
    if (!to) continue
    const found = await chooseRevision(item, to.taskDefinition, run)
    const how = item.goingBack
      ? 'ECS is rolling back to it already'
      : 'it was completed before the one in progress'
    all.push('live' in found ? { ...found, how } : found)
  }
  const { log, mask } = run.ports
  return all.flatMap((item): readonly Remark[] => {
    if ('problem' in item) return []
    const to = lastPartOf(item.live.arn)
    log.info(`[${labelOf(item)}] revision to roll back to: ${to}, ${item.how}`)
    const plaintext = plaintextIn(item.live.definition, mask)
    if (plaintext.length === 0) return []
    const message = `Rollback of service "${labelOf(item)}" to ${to}, which holds plaintext credentials (${plaintext.join(', ')}). Deploy a revision without plaintext as soon as possible, and rotate the credentials.`
    log.warning(message)
    return [{ message }]
  })
}

/** plannedStop says which deployment is stopped, and to which revision ECS rolls back; undefined if it cannot. */
export function plannedStop(item: ServiceToRollBack): PlannedStop | undefined {
  const { service, key, site, state, goingBack } = item
  const about = { service, ...present({ key }), site }
  if (goingBack) {
    const { from, to } = goingBack
    const stop = { deploymentId: from.id, from: from.taskDefinition, to: to.taskDefinition }
    return { ...about, ...stop, isUnderWay: true }
  }
  const deployment = deploymentUnderWay(state)
  const to = goodRevisionOf(withoutInProgress(state))
  if (deployment === undefined || to === undefined) return undefined
  return { ...about, deploymentId: deployment.id, from: deployment.taskDefinition, to }
}

/** withoutInProgress returns the service as it was before its deployment in progress. */
export function withoutInProgress(state: ServiceState): ServiceState {
  const id = deploymentUnderWay(state)?.id
  return { ...state, deployments: state.deployments.filter(one => one.id !== id) }
}

/** noWayToStop is the problem of a deployment in progress that cannot be rolled back. */
export function noWayToStop(item: ServiceToRollBack): readonly Problem[] {
  const { goingBack } = item
  // ECS is rolling back a rollback: that leads to the release that is to be left, and a rollback never goes forward
  if (goingBack && isBefore(goingBack.from.taskDefinition, goingBack.to.taskDefinition)) {
    const said = `ECS is automatically rolling back ${describeRollback(goingBack)}, which would return to the release that you want to leave.`
    const hint = 'Run again when that has ended, or name the revision with the input "revision".'
    return [{ ...noWayBack(item, said), fault: 'cloud', hint }]
  }
  if (plannedStop(item)) return []
  const said = 'there is no revision to roll back to: no earlier deployment of the service was completed.'
  return [{ ...noWayBack(item, said), hint: 'Name one with the input "revision", or deploy from the file.' }]
}

/**
 * withOthers adds to the problems of services that cannot be rolled back, which stop the run, how to roll back the
 * others. Pure.
 */
export function withOthers(
  problems: readonly Problem[],
  services: readonly NamedService[]
): readonly Problem[] {
  const stuck = new Set(problems.map(({ service }) => service))
  const free = services.filter(one => !stuck.has(one.service) && !stuck.has(keyOf(one))).map(keyOf)
  if (stuck.size === 0 || stuck.has(undefined) || free.length === 0) return problems
  const one = `Nothing was rolled back. To roll back ${someOf(free)} alone, set the input "service" to ${free.join(',')}.`
  return problems.map((problem, index) =>
    index > 0 ? problem : { ...problem, hint: problem.hint === undefined ? one : `${one} ${problem.hint}` }
  )
}
