import { lastPartOf } from '../../arn.ts'
import { AwsError } from '../../aws/error.ts'
import { refusalOf } from '../../aws/explain.ts'
import type { Problem } from '../../errors.ts'
import { present } from '../../present.ts'
import type { Remark } from '../../report/report.ts'
import { deploymentUnderWay } from '../../rollout/deployments.ts'
import type { ServiceState } from '../../rollout/ports.ts'
import { findPreviousGood } from '../../rollout/previous-good.ts'
import { recordOf } from '../../rollout/records.ts'
import { findRollbackUnderWay, type RollbackUnderWay } from '../../rollout/rollback-under-way.ts'
import { describePast, isBefore, type PastRevision } from '../../rollout/ways-back.ts'
import type { DeployingPorts } from '../connections.ts'
import { plaintextIn } from '../plan/plaintext.ts'
import type { NamedService } from '../prepare/inspect-services.ts'
import { activeRevision, type Redeployment } from './existing-revision.ts'

/** A service that is to go back, as it is now. */
export type ServiceToRollBack = NamedService & {
  readonly state: ServiceState
  /** ECS itself is rolling it back already. */
  readonly goingBack?: RollbackUnderWay
}

/** withRollback adds to a service that has a deployment under way whether that is ECS's own rollback. Throws nothing of AWS's. */
export async function withRollback(
  item: ServiceToRollBack,
  { aws, ports }: DeployingPorts
): Promise<ServiceToRollBack> {
  const { ecs } = await aws(item.site)
  const goingBack = await findRollbackUnderWay(ecs, item.state, ports.clock.now())
  return { ...item, ...present({ goingBack }) }
}

/** The revision that a service goes back to and why that one, or what is wrong. */
export type ChosenRevision =
  | (Redeployment & { readonly how: string; readonly past: readonly PastRevision[] })
  | { readonly problem: Problem }

/**
 * chooseRevision finds the revision to go back to: the named one, or the last that was deployed successfully
 * before. Throws nothing of AWS's.
 */
export async function chooseRevision(
  subject: ServiceToRollBack,
  named: string | undefined,
  run: DeployingPorts
): Promise<ChosenRevision> {
  try {
    const chosen = await choose(subject, named, run)
    return 'problem' in chosen ? { problem: { ...chosen.problem, service: subject.service } } : chosen
  } catch (error) {
    return { problem: { ...refusalOf(error), service: subject.service } }
  }
}

async function choose(
  subject: ServiceToRollBack,
  named: string | undefined,
  { aws, ports }: DeployingPorts
): Promise<ChosenRevision> {
  const { service, site, state } = subject
  const { ecs } = await aws(site)
  const back = named === undefined ? underWayBack(subject) : undefined
  const wanted =
    back !== undefined
      ? { arn: back, how: 'a rollback to it is in progress, which is followed', past: [] }
      : named === undefined
        ? await findPreviousGood(ecs, state, ports.clock.now())
        : { arn: withFamily(named, state), how: 'named with the input revision', past: [] }
  if (wanted.past.length > 0)
    ports.log.group(
      `Rollback targets of ${service}`,
      tellPast(wanted.past, 'arn' in wanted ? wanted.arn : undefined)
    )
  if ('none' in wanted) {
    return {
      problem: {
        code: 'no-way-back',
        fault: 'cloud',
        message: `Service "${service}": there is no revision to roll back to: ${wanted.none}.`,
        hint: 'Name one with the input revision; aws ecs list-task-definitions --family-prefix shows what there is.'
      }
    }
  }
  const found = await activeRevision(wanted.arn, site, {
    aws,
    name: lastPartOf,
    hint: `${othersOf(wanted.past, wanted.arn)}, or deploy from the file, which registers it again.`
  })
  return 'problem' in found ? found : { ...subject, live: found.live, how: wanted.how, past: wanted.past }
}

/** Every revision that the service has run, the chosen one marked. */
function tellPast(past: readonly PastRevision[], chosen: string | undefined): readonly string[] {
  return past.map(one => `${one.arn === chosen ? '→' : ' '} ${describePast(one)}`)
}

/**
 * underWayBack is the revision of a deployment that is under way and leads back to an earlier revision: somebody's rollback,
 * which is followed. To stop it would lead forward again, to what is being left. Undefined where a release is under way.
 */
export function underWayBack({ state }: ServiceToRollBack): string | undefined {
  const deployment = deploymentUnderWay(state)
  const before = state.deployments.find(({ rolloutState }) => rolloutState === 'COMPLETED')
  if (!deployment || !before) return undefined
  return isBefore(deployment.taskDefinition, before.taskDefinition) ? deployment.taskDefinition : undefined
}

/**
 * isPutBack says whether a deployment that is under way puts a service back onto what it ran, after a way back from that has
 * failed: of the same revision as what was completed, right after one of an earlier revision that failed. To stop it would leave
 * the service where it is and call that a rollback. Throws nothing: what can't be read is none.
 */
export async function isPutBack({ service, site, state }: ServiceToRollBack, { aws }: DeployingPorts) {
  const deployment = deploymentUnderWay(state)
  const before = state.deployments.find(({ rolloutState }) => rolloutState === 'COMPLETED')
  if (!deployment || deployment.taskDefinition !== before?.taskDefinition) return false
  try {
    const { ecs } = await aws(site)
    const records = await ecs.listServiceDeployments(site.cluster, service, before.createdAt ?? 0)
    const own = recordOf(deployment.id, records)
    const last = own && records[records.indexOf(own) + 1]
    const arn = last?.targetRevisionArn
    if (arn === undefined || last?.status === 'SUCCESSFUL') return false
    const tried = (await ecs.describeServiceRevisions([arn])).get(arn) ?? ''
    return isBefore(tried, deployment.taskDefinition)
  } catch (error) {
    if (!(error instanceof AwsError)) throw error
    return false
  }
}

/** So many other revisions are named beside the chosen one. */
const OTHERS_NAMED = 5

/** remarksOfChoice says for the summary where each service goes back to, why there, and what else it has run. */
export function remarksOfChoice(chosen: readonly ChosenRevision[]): readonly Remark[] {
  return chosen.flatMap((item): readonly Remark[] => {
    if ('problem' in item) return []
    const { service, state, live, how, past } = item
    const others = past
      .filter(({ arn, state: was }) => arn !== live.arn && was !== 'current')
      .slice(0, OTHERS_NAMED)
      .map(describePast)
    const said = `Service "${service}" is rolled back from ${lastPartOf(state.taskDefinition)} to ${lastPartOf(live.arn)}: ${how}.`
    return [{ message: others.length === 0 ? said : `${said} Others: ${others.join('; ')}.` }]
  })
}

/** otherRevisions says what to do where the chosen revision cannot be used. */
export function otherRevisions({ live, past }: Extract<ChosenRevision, Redeployment>): {
  readonly hint: string
} {
  return { hint: `${othersOf(past, live.arn)}, or deploy from the file.` }
}

/** The other revisions that were deployed successfully can be named. */
function othersOf(past: readonly PastRevision[], chosen: string): string {
  const others = past.filter(({ arn, state }) => state === 'good' && arn !== chosen)
  const names = others.slice(0, OTHERS_NAMED).map(({ arn }) => lastPartOf(arn))
  return `Name another revision with the input revision${names.length === 0 ? '' : ` (${names.join(', ')})`}`
}

/** A bare number is a revision of the family that the service runs. */
function withFamily(named: string, state: ServiceState): string {
  if (!/^\d+$/.test(named)) return named
  const current = lastPartOf(state.taskDefinition)
  return `${current.slice(0, current.lastIndexOf(':'))}:${named}`
}

/**
 * warnOfPlaintext says which revision each service goes back to. In an emergency one with plaintext may be the
 * only good one; it is never gone back to in silence.
 */
export function warnOfPlaintext(
  chosen: readonly ChosenRevision[],
  { ports }: DeployingPorts
): readonly Remark[] {
  return chosen.flatMap((item): readonly Remark[] => {
    if ('problem' in item) return []
    const { service, live, how } = item
    ports.log.info(`[${service}] rolling back to ${lastPartOf(live.arn)}: ${how}`)
    const plaintext = plaintextIn(live.definition, ports.mask)
    if (plaintext.length === 0) return []
    const message = `Service "${service}" is rolled back to ${lastPartOf(live.arn)}, which holds plaintext credentials (${plaintext.join(', ')}). Deploy a sealed revision as soon as possible, and rotate them.`
    ports.log.warning(message)
    return [{ message }]
  })
}
