import { createHash } from 'node:crypto'
import { AwsError } from '../../aws/error.ts'
import { explainAwsError, leftAsItWas, refusalOf } from '../../aws/explain.ts'
import type { Clock } from '../../clock.ts'
import { assertNever } from '../../errors.ts'
import type { JsonObject } from '../../json.ts'
import { present } from '../../present.ts'
import { deploymentInProgress, primaryOf, type RolloutStart } from '../../rollout/deployments.ts'
import { CANCELLED_BEFORE, labelOf, type NotStarted } from '../../rollout/outcome.ts'
import type { CreateServiceRequest, EcsPort, ServiceState } from '../../rollout/ports.ts'
import {
  confirmDeployment,
  describeFailedUpdate,
  refusedUpdate,
  updateServiceOnce
} from '../../rollout/update-service.ts'
import type { ServicePlan } from '../comparison/plan.ts'
import { missingState } from '../prepare/inspect-services.ts'
import { withRevision } from '../services/express.ts'
import { changedMembers, isExpressDefinition } from '../services/settings.ts'
import { accountKey } from '../target.ts'
import { awaitTurn } from './await-turn.ts'
import { continueService, stopService } from './open-deployment.ts'
import {
  endedAs,
  isoTimestamp,
  NOT_WAITED_FOR,
  ourRollout,
  type RolloutRun,
  revisionFor,
  type ServiceEnd
} from './run.ts'
import type { Settle } from './settle.ts'
import { unchangedEnd } from './tasks-now.ts'

/**
 * A rollout to be watched, or a service that has already ended, or what else is watched and nothing undoes (a rollback,
 * or tasks without a deployment): others can begin meanwhile.
 */
export type StartedService =
  | {
      readonly rollout: RolloutStart
      readonly updatedAt?: number
      /** How its end is judged, if differently from a deploy. */
      readonly settle?: Settle
    }
  | { readonly ended: ServiceEnd }
  | { readonly watch: () => Promise<ServiceEnd> }

/** These update nothing that the plan has not settled; a pause that has ended is recognized by its ID. */
const AS_PLANNED: ReadonlySet<ServicePlan['action']['kind']> = new Set([
  'unchanged',
  'create',
  'continue',
  'stop'
])

/** beginService waits for the service's turn and starts it. Throws no AwsError. */
export async function beginService(
  planned: ServicePlan,
  run: RolloutRun
): Promise<NotStarted | { readonly service: ServicePlan; readonly started: StartedService }> {
  const { signal } = run.ports
  const { kind } = planned.action
  // the state of a service is read after that, shortly before its update
  if (kind !== 'unchanged' && kind !== 'continue' && kind !== 'stop')
    await run.updates.take({ account: accountKey(planned.site), signal })
  if (signal.aborted) return CANCELLED_BEFORE
  const turn = AS_PLANNED.has(kind) ? { service: planned } : await awaitTurn(planned, run)
  if ('reason' in turn) return turn
  const { service } = turn
  return { service, started: await run.starts(() => startService(service, run)) }
}

/** Carries out the plan for one service. */
async function startService(service: ServicePlan, run: RolloutRun): Promise<StartedService> {
  const { action } = service
  switch (action.kind) {
    case 'unchanged':
      return { watch: () => unchangedEnd(service, run) }
    case 'follow': {
      const { deploymentId } = action
      const reason = 'Already in progress; the rollout is not monitored (wait-until: none).'
      if (run.configuration.waitUntil === 'none')
        return { ended: endedAs(service, run, { ...NOT_WAITED_FOR, deploymentId, reason }) }
      const { ecs } = await run.aws(service.site)
      return { rollout: ourRollout(service, { deploymentId, ecs, state: service.before }, run) }
    }
    case 'continue':
      return continueService(service, action, run)
    case 'stop':
      return stopService(service, action, run)
    case 'create':
      return create(service, run)
    case 'settings':
    case 'scale':
    case 'update':
      return update(service, run)
    default:
      return assertNever(action)
  }
}

async function update(service: ServicePlan, run: RolloutRun): Promise<StartedService> {
  const { ports, configuration } = run
  const { clock, signal } = ports
  const startedAt = clock.now()
  const { ecs } = await run.aws(service.site)
  const force = service.action.kind === 'update' && service.action.forceNewDeployment
  const { desiredCount, ...members } = changedMembers(service.settings ?? {}, service.before.raw)
  const request = {
    cluster: service.site.cluster,
    service: service.service,
    taskDefinition: revisionFor(service, run),
    ...(typeof desiredCount === 'number' ? { desiredCount } : {}),
    ...(force ? { forceNewDeployment: true } : {}),
    ...(Object.keys(members).length === 0 ? {} : { members })
  }
  const wanted = { request, before: service.before, signal }
  const failed = { startedAt: isoTimestamp(startedAt), outcome: 'failed' as const }
  try {
    const answer = await updateServiceOnce(ecs, clock, wanted)
    const waits = configuration.waitUntil !== 'none'
    const state = waits ? await confirmDeployment(ecs, clock, { ...wanted, answer }) : answer
    const deploymentId = state && primaryOf(state)?.id
    if (!state || deploymentId === undefined)
      return { ended: endedAs(service, run, { ...failed, reason: NO_NEW_DEPLOYMENT }) }
    ports.log.info(`[${labelOf(service)}] updated: ${deploymentId}`)
    if (service.action.kind !== 'settings' || deploymentInProgress(state) !== undefined)
      return watched(service, { state, deploymentId, startedAt }, run)
    return { ended: settingsChanged(service, { startedAt, deploymentId }, run) }
  } catch (error) {
    const problem = refusalOf(error)
    const reason = describeFailedUpdate(error, problem.message)
    return { ended: endedAs(service, run, { ...failed, reason, problem, ...refusedUpdate(error) }) }
  }
}

/** A started deployment, to be watched or not to be waited for. */
async function watched(
  service: ServicePlan,
  started: { readonly state: ServiceState; readonly deploymentId: string; readonly startedAt: number },
  run: RolloutRun
): Promise<StartedService> {
  const { state, deploymentId, startedAt } = started
  if (run.configuration.waitUntil === 'none') {
    const end = endedAs(service, run, {
      ...NOT_WAITED_FOR,
      deploymentId,
      startedAt: isoTimestamp(startedAt)
    })
    return { ended: { ...end, milestones: [{ at: startedAt, what: 'updated', text: 'service updated' }] } }
  }
  const { ecs } = await run.aws(service.site)
  const rollout = { ...ourRollout(service, { deploymentId, ecs, state }, run), startedAt }
  return { rollout, updatedAt: run.ports.clock.now() }
}

/** Such settings start no deployment, so there is nothing to watch; ECS's response is the outcome. */
function settingsChanged(
  service: ServicePlan,
  { startedAt, deploymentId }: { readonly startedAt: number; readonly deploymentId: string },
  run: RolloutRun
): ServiceEnd {
  const members = service.action.kind === 'settings' ? service.action.members : []
  const at = run.ports.clock.now()
  const times = { startedAt: isoTimestamp(startedAt), finishedAt: isoTimestamp(at) }
  const reason = `Settings changed: ${members.join(', ')}.`
  return {
    ...endedAs(service, run, { deploymentId, outcome: 'succeeded', reason, ...times }),
    milestones: [{ at, what: 'updated', text: 'settings changed' }]
  }
}

const NO_NEW_DEPLOYMENT =
  'Not verified: ECS accepted the update but shows no new deployment of the service that could be watched.'

async function create(service: ServicePlan, run: RolloutRun): Promise<StartedService> {
  const { ports, arns } = run
  const { cluster } = service.site
  const startedAt = ports.clock.now()
  const request = creationRequest(service.creation ?? {}, {
    cluster,
    service: service.service,
    taskDefinition: arns.get(service.definitionId) ?? '',
    run: ports.runName
  })
  const { ecs } = await run.aws(service.site)
  try {
    const state = await createServiceOnce(ecs, ports.clock, request)
    const deploymentId = primaryOf(state)?.id
    if (deploymentId === undefined)
      return { ended: endedAs(service, run, { outcome: 'failed', reason: NO_NEW_DEPLOYMENT }) }
    ports.log.info(`[${labelOf(service)}] created: ${deploymentId}`)
    return watched(service, { state, deploymentId, startedAt }, run)
  } catch (error) {
    if (!(error instanceof AwsError)) throw error
    const subject = `service "${service.service}" in cluster "${cluster}"`
    const problem = explainAwsError(error, { subject })
    const ended = endedAs(service, run, {
      startedAt: isoTimestamp(startedAt),
      outcome: 'failed',
      reason: problem.message,
      problem,
      ...present({ isRefused: leftAsItWas(error) || undefined })
    })
    return { ended }
  }
}

/** Delays between the reads after a lost response, in milliseconds. */
const LOOK_AFTER_CREATION_MS = [1_000, 3_000, 6_000]
const ATTEMPTS = 4

/** What a creation needs besides the definition. */
export type Creation = {
  readonly cluster: string
  readonly service: string
  /** ARN of the service's first revision. */
  readonly taskDefinition: string
  /** Identifies this run (the workflow run's ID and attempt, or the time): two runs make two requests. */
  readonly run: string
}

/** "Up to 36 ASCII characters" (API reference of CreateService). */
const TOKEN_LENGTH = 36

/**
 * creationRequest builds CreateService's request from the members that the service is to have. The client token is
 * derived from the run and the whole request, so that repeating a request keeps its token.
 */
export function creationRequest(members: JsonObject, creation: Creation): CreateServiceRequest {
  const { cluster, service: serviceName, taskDefinition, run } = creation
  const body = { ...members, cluster, serviceName, taskDefinition }
  const hash = createHash('sha256').update(`${run}\n${JSON.stringify(body)}`)
  return { ...body, clientToken: hash.digest('hex').slice(0, TOKEN_LENGTH) }
}

/**
 * createServiceOnce creates a service exactly once and returns it with its first deployment. If the response is lost,
 * it looks for the service: with another revision, somebody else created it. If it does not appear, it sends the same
 * request again with the same client token, and ECS returns the existing service; the call of Express Mode knows no
 * token, so that ECS may refuse the second one, and the service is looked for again. Throws AwsError.
 */
export async function createServiceOnce(
  ecs: EcsPort,
  clock: Clock,
  request: CreateServiceRequest
): Promise<ServiceState> {
  const { cluster, serviceName, taskDefinition } = request
  for (let attempt = 1; ; attempt++) {
    try {
      return await createBy(ecs, request)
    } catch (error) {
      if (!(error instanceof AwsError)) throw error
      const isOpen = error.kind === 'lost' || (attempt > 1 && NOT_IDEMPOTENT.test(error.message))
      if (!isOpen) throw error
      for (const wait of LOOK_AFTER_CREATION_MS) {
        await clock.sleep(wait)
        const [state] = (await ecs.describeServices(cluster, [serviceName])).services
        if (state?.status === 'ACTIVE' && state.taskDefinition === taskDefinition) return state
      }
      if (error.kind !== 'lost' || attempt === ATTEMPTS) throw error
    }
  }
}

/** A definition for Express Mode is created by its call, which has no token and answers with a service revision. */
async function createBy(ecs: EcsPort, request: CreateServiceRequest): Promise<ServiceState> {
  if (!isExpressDefinition(request)) return ecs.createService(request)
  const { taskDefinition, clientToken: _, ...members } = request
  const revision = await ecs.createExpressService({ ...members, taskDefinitionArn: taskDefinition })
  const nothing = missingState({ service: request.serviceName, site: request })
  return withRevision({ ...nothing, status: 'ACTIVE' }, taskDefinition, revision)
}

/** "Creation of service was not idempotent.": a service of that name exists, created by another request. */
const NOT_IDEMPOTENT = /not idempotent/i
