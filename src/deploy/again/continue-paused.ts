import { lastPartOf } from '../../arn.ts'
import { refusalOf } from '../../aws/explain.ts'
import { minuteOf } from '../../clock.ts'
import type { Problem } from '../../errors.ts'
import type { ContinueConfiguration } from '../../inputs/configuration.ts'
import { serviceOfDeployment } from '../../inputs/read-modes.ts'
import { present } from '../../present.ts'
import type { Remark } from '../../report/report.ts'
import { deploymentInProgress, deploymentOf, primaryOf } from '../../rollout/deployments.ts'
import type { EcsPort, ServiceDeployment } from '../../rollout/ports.ts'
import { pauseResultOf } from '../../rollout/progress.ts'
import { recordOf } from '../../rollout/records.ts'
import { goodRevisionOf } from '../../rollout/rollback-targets.ts'
import { LONGEST_DEPLOYMENT_MS } from '../../rollout/start-rollback.ts'
import { COMPLETED_FIRST } from '../carry-out/open-deployment.ts'
import { isoTimestamp, type ServiceEnd, withoutDeployment } from '../carry-out/run.ts'
import type { OpenDeployment } from '../comparison/plan.ts'
import { plaintextIn } from '../plan/plaintext.ts'
import type { DeployingPorts } from '../target.ts'
import { describeIfAllowed, type OpenService, type PlannedOpen } from './open-services.ts'
import { stopOf } from './roll-back.ts'

type ContinueRun = DeployingPorts & { readonly configuration: ContinueConfiguration }

/** What is done about a service: its deployment in progress, one that has ended already, or what is wrong. */
type FoundPause =
  | { readonly open: PlannedOpen; readonly remarks: readonly Remark[] }
  | { readonly end: ServiceEnd }
  | { readonly problem: Problem }

/**
 * findPaused finds the deployment of a service that is to be continued or rolled back: the named one, or the newest.
 * Throws no AwsError.
 */
export async function findPaused(subject: OpenService, run: ContinueRun): Promise<FoundPause> {
  const { service, site, state } = subject
  const { pauseAction, serviceDeployments } = run.configuration
  if (state.deploymentController !== 'ECS')
    return notPaused(
      service,
      'its deployments are not made by ECS itself, and only those have pauses',
      'user'
    )
  try {
    const { ecs } = await run.aws(site)
    const [named] = serviceDeployments.filter(arn => serviceOfDeployment(arn) === service)
    const arn = named ?? (await findNewest(subject, ecs, run))
    if (arn === undefined)
      return notPaused(service, 'nothing is paused, and ECS lists no record of a deployment', 'cloud')
    const [record] = await ecs.describeServiceDeployments([arn])
    if (!record) return notPaused(service, 'there is no such service deployment of it in ECS', 'user')
    if (!isOpen(record)) return { end: endOf(record, subject, run) }
    const isBack = pauseAction === 'rollback'
    const isInProgress = record.status.startsWith('ROLLBACK_')
    if (isBack && !isInProgress && record.pauses.length === 0)
      return notPaused(service, 'its deployment is in progress, but not paused', 'cloud')
    if (!isBack) return await planned(subject, record, run)
    const { id, taskDefinition, createdAt } = openDeployment(record, state)
    const way = await stopOf(subject, { id, taskDefinition, ...present({ createdAt }) }, run)
    return 'stop' in way ? { open: way.stop, remarks: way.remarks } : way
  } catch (error) {
    return { problem: { ...refusalOf(error), service } }
  }
}

/** The definitions are read to diagnose a failure, and for plaintext that a rollback would bring back. */
async function planned(
  subject: OpenService,
  record: ServiceDeployment,
  run: ContinueRun
): Promise<FoundPause> {
  const { site, state } = subject
  const deployment = openDeployment(record, state)
  const { taskDefinition } = deployment
  const before = goodRevisionOf(withoutDeployment(state, deployment.id)) ?? ''
  const good = await describeIfAllowed(before, site, run)
  const plaintext = good.live === undefined ? [] : plaintextIn(good.live.definition, run.ports.mask)
  const own = await describeIfAllowed(taskDefinition, site, run)
  const action = { kind: 'continue' as const, deployment }
  const open = { ...subject, action, revision: taskDefinition, live: own.live, previous: before }
  return { open: { ...open, previousPlaintext: plaintext }, remarks: [...own.remarks, ...good.remarks] }
}

function openDeployment(record: ServiceDeployment, state: OpenService['state']): OpenDeployment {
  const { stage, hookIds = [] } = pauseResultOf(record) ?? {}
  const id = deploymentIdOf(record)
  const taskDefinition = deploymentOf(state, id)?.taskDefinition ?? state.taskDefinition
  return { id, arn: record.arn, taskDefinition, hookIds, ...present({ stage, createdAt: record.createdAt }) }
}

/** What the inputs name and ECS does not have, or has no pauses, is bad input. */
function notPaused(service: string, what: string, fault: 'user' | 'cloud'): FoundPause {
  return {
    problem: {
      ...{ code: 'nothing-paused', fault, service, message: `Service "${service}": ${what}.` },
      hint: 'Mode continue is for deployments of ECS itself, which keeps their records for 90 days. Mode rollback rolls back what is in progress, at any stage.'
    }
  }
}

/** Delays before each attempt to read the record of a deployment in progress, in milliseconds. */
const LOOK_AGAIN_MS = [0, 2_000, 5_000]

/**
 * The record of the deployment in progress; during a rollback by ECS it is the newest record, although another
 * deployment is PRIMARY.
 */
async function findNewest(
  { state }: OpenService,
  ecs: EcsPort,
  { ports: { clock, signal } }: ContinueRun
): Promise<string | undefined> {
  const busy = deploymentInProgress(state)
  for (const wait of LOOK_AGAIN_MS) {
    if (wait > 0) await clock.sleep(wait, signal)
    const since = clock.now() - LONGEST_DEPLOYMENT_MS
    const records = await ecs.listServiceDeployments(state.clusterArn, state.service, since)
    const mine = busy && recordOf(busy.id, records.filter(isOpen))
    const [newest] = records
    const found = mine ?? (busy === undefined || (newest && isOpen(newest)) ? newest : undefined)
    if (found || busy === undefined || signal.aborted) return found?.arn
  }
  return undefined
}

const OVER: ReadonlySet<string> = new Set(['SUCCESSFUL', 'STOPPED', 'ROLLBACK_SUCCESSFUL', 'ROLLBACK_FAILED'])

function isOpen({ status }: Pick<ServiceDeployment, 'status'>): boolean {
  return !OVER.has(status)
}

/** The ID in a service's list for the deployment of a record: its revision's ARN ends with the same digits. */
function deploymentIdOf({ targetRevisionArn = '' }: ServiceDeployment): string {
  return `ecs-svc/${lastPartOf(targetRevisionArn)}`
}

/** Nothing can be continued any more, but an earlier run or somebody else may already have done what was wanted. */
function endOf(
  record: ServiceDeployment,
  { service, key, site, state }: OpenService,
  { configuration }: ContinueRun
): ServiceEnd {
  const { cluster, region } = site
  const { finishedAt, createdAt, statusReason } = record
  const isBack = configuration.pauseAction === 'rollback'
  const isReplaced = primaryOf(state)?.id !== deploymentIdOf(record)
  const [outcome, what] = {
    SUCCESSFUL: isBack ? (['failed', ''] as const) : (['unchanged', 'completed'] as const),
    ROLLBACK_SUCCESSFUL: [isBack ? 'unchanged' : 'rolled-back', 'was rolled back'] as const,
    STOPPED: [isReplaced ? 'superseded' : 'failed', 'was stopped'] as const
  }[record.status] ?? ['failed' as const, 'and its rollback failed']
  const when = finishedAt === undefined ? '' : ` at ${minuteOf(finishedAt)}`
  const why = statusReason === undefined ? '' : ` ${statusReason}`
  const reason = what === '' ? COMPLETED_FIRST : `the deployment ${what}${when}, before this run.${why}`
  return {
    result: {
      ...{ service, cluster, region, ...present({ key }), taskDefinitionArn: state.taskDefinition },
      ...{ deploymentId: deploymentIdOf(record), serviceDeploymentArn: record.arn },
      ...present({
        startedAt: createdAt === undefined ? undefined : isoTimestamp(createdAt),
        finishedAt: finishedAt === undefined ? undefined : isoTimestamp(finishedAt)
      }),
      ...{ outcome, reason: `Nothing is paused: ${reason}` }
    },
    milestones: []
  }
}

/** otherDeployments is the problem of an input that does not name exactly one deployment of each service. */
export function otherDeployments(
  { serviceDeployments }: Pick<ContinueConfiguration, 'serviceDeployments'>,
  subjects: readonly OpenService[]
): readonly Problem[] {
  const wanted = subjects.map(
    ({ service, site, state }) => `${site.region}:${lastPartOf(state.clusterArn)}/${service}`
  )
  const named = serviceDeployments.map(arn => {
    const [, , , region, , resource = ''] = arn.split(':')
    return `${region}:${resource.split('/').slice(1, 3).join('/')}`
  })
  const [all, given] = [wanted, named].map(places => places.toSorted().join(', '))
  if (named.length === 0 || all === given) return []
  return [
    {
      code: 'other-deployment',
      fault: 'user',
      message: `Input "service-deployment" has deployments of ${given}, but the services of this run are ${all}.`,
      hint: 'Give each service of the run its one service deployment, or leave service-deployment out.'
    }
  ]
}
