import { lastPartOf } from '../../arn.ts'
import { AwsError } from '../../aws/error.ts'
import { refusalOf } from '../../aws/explain.ts'
import type { Problem } from '../../errors.ts'
import { present } from '../../present.ts'
import type { Remark } from '../../report/report.ts'
import { deploymentUnderWay } from '../../rollout/deployments.ts'
import { labelOf } from '../../rollout/outcome.ts'
import { describePast, isBefore, type PastRevision } from '../../rollout/past-revisions.ts'
import type { EcsPort, ServiceState } from '../../rollout/ports.ts'
import { recordOf } from '../../rollout/records.ts'
import { checkTargets, findPreviousGood, nextTargetOf } from '../../rollout/rollback-targets.ts'
import { findRollbackUnderWay, type RollbackUnderWay } from '../../rollout/start-rollback.ts'
import type { DeployingPorts } from '../connections.ts'
import { plaintextIn } from '../plan/plaintext.ts'
import type { NamedService } from '../prepare/inspect-services.ts'
import { activeRevision, inactiveRevision, type Redeployment } from './existing-revision.ts'

/** A service to roll back, in its current state. */
export type ServiceToRollBack = NamedService & {
  readonly state: ServiceState
  /** ECS is already rolling it back. */
  readonly goingBack?: RollbackUnderWay
}

/**
 * withRollback adds to a service with a deployment in progress whether that is ECS's own rollback. Throws no AwsError.
 */
export async function withRollback(
  item: ServiceToRollBack,
  { aws, ports }: DeployingPorts
): Promise<ServiceToRollBack> {
  const { ecs } = await aws(item.site)
  const goingBack = await findRollbackUnderWay(ecs, item.state, ports.clock.now())
  return { ...item, ...present({ goingBack }) }
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

/**
 * chooseRevision finds the revision to roll back to: the named one, or the last one that was deployed successfully
 * before. Throws no AwsError.
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
  const { site, state } = subject
  const { ecs } = await aws(site)
  const back = named === undefined ? rollbackInProgress(subject) : undefined
  const wanted =
    back !== undefined
      ? { arn: back, how: 'a rollback to it is in progress, which is followed', past: [] }
      : named === undefined
        ? await findPreviousGood(ecs, state, ports.clock.now())
        : { arn: withFamily(named, state), how: 'named with the input "revision"', past: [] }
  if (wanted.past.length > 0)
    ports.log.group(
      `Rollback targets of ${labelOf(subject)}`,
      tellPast(wanted.past, 'arn' in wanted ? wanted.arn : undefined)
    )
  if ('none' in wanted) {
    return {
      problem: {
        code: 'no-way-back',
        fault: wanted.isUnread ? 'cloud' : 'user',
        service: subject.service,
        message: `Service "${labelOf(subject)}": there is no revision to roll back to: ${wanted.none}.`,
        hint: `Name one with the input "revision"${wanted.several ? ` (${wanted.several.join(', ')})` : ''}. To see what there is: aws ecs list-task-definitions --family-prefix ${lastPartOf(state.taskDefinition).split(':')[0]} --sort DESC --region ${site.region}`
      }
    }
  }
  const found = await activeRevision(wanted.arn, site, {
    aws,
    name: lastPartOf,
    hint: `${othersOf(wanted.past, wanted.arn)}, or deploy from the file, which registers it again.`
  })
  if ('live' in found) return { ...subject, live: found.live, how: wanted.how, past: wanted.past }
  return named === undefined && back === undefined ? passOver(wanted, subject, ecs) : found
}

/**
 * Unless a revision is named, one from which ECS starts no task any more is passed over for the next one that ran well:
 * whoever rolls back needs one that runs. That is a warning.
 */
async function passOver(
  wanted: { readonly arn: string; readonly past: readonly PastRevision[] },
  subject: ServiceToRollBack,
  ecs: EcsPort
): Promise<ChosenRevision> {
  const { past } = await checkTargets(ecs, wanted.past)
  const next = nextTargetOf(past, wanted.arn)
  const live = next && (await ecs.describeTaskDefinition(next.arn))
  if (next && live?.status === 'ACTIVE')
    return { ...subject, live, how: next.how, past, passedOver: wanted.arn }
  const { unusable = 'gone' } = past.find(({ arn }) => arn === wanted.arn) ?? {}
  return {
    problem: {
      ...inactiveRevision(lastPartOf(wanted.arn), unusable, ''),
      hint: 'No other revision on record can be used either: deploy from the file, which registers a new one.'
    }
  }
}

/** Every revision that the service has run, with the chosen one marked. */
function tellPast(past: readonly PastRevision[], chosen: string | undefined): readonly string[] {
  return past.map(one => `${one.arn === chosen ? '→' : ' '} ${describePast(one)}`)
}

/**
 * rollbackInProgress returns the revision of a deployment in progress that leads back to an earlier revision: a
 * rollback that somebody started, which is watched. Stopping it would lead forward again, to the revision that is being
 * left. Undefined if a release is in progress.
 */
export function rollbackInProgress({ state }: ServiceToRollBack): string | undefined {
  const deployment = deploymentUnderWay(state)
  const before = state.deployments.find(({ rolloutState }) => rolloutState === 'COMPLETED')
  if (!deployment || !before) return undefined
  return isBefore(deployment.taskDefinition, before.taskDefinition) ? deployment.taskDefinition : undefined
}

/**
 * isPutBack returns whether a deployment in progress restores what a service ran after a rollback has failed: it has
 * the same revision as the completed deployment and follows a failed one of an earlier revision. Stopping it would
 * leave the service where it is and call that a rollback. Throws nothing: if it cannot be read, the result is false.
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

/** Number of other revisions that are named besides the chosen one. */
const OTHERS_NAMED = 5

/**
 * remarksOfChoice says for the summary which revision each service is rolled back to, why, and what else it has run.
 */
export function remarksOfChoice(chosen: readonly ChosenRevision[]): readonly Remark[] {
  return chosen.flatMap((item): readonly Remark[] => {
    if ('problem' in item) return []
    const { state, live, how, past, passedOver } = item
    const others = past
      .filter(({ arn, state: was }) => arn !== live.arn && was !== 'current')
      .slice(0, OTHERS_NAMED)
      .map(describePast)
    const said =
      state.taskDefinition === live.arn
        ? `Service "${labelOf(item)}" is set to ${lastPartOf(live.arn)} already: ${how}.`
        : `Rollback of service "${labelOf(item)}" from ${lastPartOf(state.taskDefinition)} to ${lastPartOf(live.arn)}: ${how}.`
    const message = others.length === 0 ? said : `${said} Others: ${others.join('; ')}.`
    if (passedOver === undefined) return [{ message }]
    const passed = `Service "${labelOf(item)}" goes back to ${lastPartOf(live.arn)}, because ECS can no longer start ${lastPartOf(passedOver)}.`
    return [{ message }, { message: passed, isWarning: true, verdict: `Warning: ${passed}` }]
  })
}

/** otherRevisions says what to do if the chosen revision cannot be used. */
export function otherRevisions({ live, past }: Extract<ChosenRevision, Redeployment>): {
  readonly hint: string
} {
  return { hint: `${othersOf(past, live.arn)}, or deploy from the file.` }
}

/** The other revisions that were deployed successfully can be named in the input. */
function othersOf(past: readonly PastRevision[], chosen: string): string {
  const others = past.filter(({ arn, state, unusable }) => state === 'good' && arn !== chosen && !unusable)
  const names = others.slice(0, OTHERS_NAMED).map(({ arn }) => lastPartOf(arn))
  return `Name another revision with the input "revision"${names.length === 0 ? '' : ` (${names.join(', ')})`}`
}

/** A number alone is a revision of the family that the service runs. */
function withFamily(named: string, state: ServiceState): string {
  if (!/^\d+$/.test(named)) return named
  const current = lastPartOf(state.taskDefinition)
  return `${current.slice(0, current.lastIndexOf(':'))}:${named}`
}

/**
 * warnOfPlaintext reports which revision each service is rolled back to. In an emergency, one with plaintext may be the
 * only good one, but it is never used silently.
 */
export function warnOfPlaintext(
  chosen: readonly ChosenRevision[],
  { ports }: DeployingPorts
): readonly Remark[] {
  return chosen.flatMap((item): readonly Remark[] => {
    if ('problem' in item) return []
    const { live, how } = item
    ports.log.info(`[${labelOf(item)}] revision to roll back to: ${lastPartOf(live.arn)}, ${how}`)
    const plaintext = plaintextIn(live.definition, ports.mask)
    if (plaintext.length === 0) return []
    const message = `Rollback of service "${labelOf(item)}" to ${lastPartOf(live.arn)}, which holds plaintext credentials (${plaintext.join(', ')}). Deploy a revision without plaintext as soon as possible, and rotate the credentials.`
    ports.log.warning(message)
    return [{ message }]
  })
}
