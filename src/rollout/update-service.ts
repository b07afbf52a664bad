import { AwsError } from '../aws/error.ts'
import { leftAsItWas } from '../aws/explain.ts'
import type { Clock } from '../clock.ts'
import { beyondExpress, withRevision } from '../deploy/services/express.ts'
import { differingMembers, startsDeployment } from '../deploy/services/settings.ts'
import { primaryOf } from './deployments.ts'
import type { EcsPort, ServiceState, UpdateServiceRequest } from './ports.ts'

/** The requested update, and the service as it was before. */
export type Update = {
  readonly request: UpdateServiceRequest
  readonly before: ServiceState
  /** Aborted when the run is cancelled; there is then time for one read but not for another attempt. */
  readonly signal?: AbortSignal
}

/**
 * Delays between the reads after a lost response, in milliseconds: short enough that a decision of ECS is reported
 * within five seconds.
 */
const LOOK_AFTER_MS = [1_000, 3_000, 3_000, 3_000]
/** More reads if repeating the request would start a second deployment, because reads of ECS may be delayed. */
const LOOK_LONGER_MS = [...LOOK_AFTER_MS, 4_000, 4_000, 4_000, 4_000, 4_000, 4_000]
/** Delay before the read of a cancelled run. */
const LAST_LOOK_MS = 1_000
const ATTEMPTS = 4

/**
 * updateServiceOnce sends an update exactly once and returns the service after it. If the response is lost, it reads
 * the service: a PRIMARY deployment that did not exist before and runs our definition is ours, and an update without a
 * deployment shows in the service itself. Only if nothing appears is the request sent again, so that one request never
 * starts two deployments.
 * Throws AwsError.
 */
export async function updateServiceOnce(ecs: EcsPort, clock: Clock, update: Update): Promise<ServiceState> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await send(ecs, update)
    } catch (error) {
      if (!(error instanceof AwsError) || error.kind !== 'lost') throw error
      const found = await findUpdated(ecs, clock, update)
      if (found) return found
      if (attempt === ATTEMPTS || update.signal?.aborted) throw error
    }
  }
}

/** An Express service is changed by its own call, if that has a member for everything. */
async function send(ecs: EcsPort, { request, before }: Update): Promise<ServiceState> {
  const { taskDefinition } = request
  if (!isForExpress(request, before) || taskDefinition === undefined) return ecs.updateService(request)
  return withRevision(
    before,
    taskDefinition,
    await ecs.updateExpressService(before.serviceArn, taskDefinition)
  )
}

function isForExpress(request: UpdateServiceRequest, before: ServiceState): boolean {
  return before.isExpress === true && beyondExpress(request, before).length === 0
}

/**
 * confirmDeployment makes sure that the deployment to watch is a new one. A response that still shows the old PRIMARY
 * would otherwise be watched to its long-past success. It reads again for some seconds and returns undefined if none
 * appears. For an update that starts no deployment, the response is sufficient.
 * Throws AwsError.
 */
export async function confirmDeployment(
  ecs: EcsPort,
  clock: Clock,
  update: Update & { readonly answer: ServiceState }
): Promise<ServiceState | undefined> {
  const { request, before, answer } = update
  // ECS accepted the request; a setting that the response does not show yet is no evidence against that
  if (!asksForDeployment(request, before) && showsCount(request, answer)) return answer
  return wasCarriedOut(request, before, answer) ? answer : findUpdated(ecs, clock, update)
}

async function findUpdated(ecs: EcsPort, clock: Clock, update: Update): Promise<ServiceState | undefined> {
  const { signal } = update
  const { request, before } = update
  const isOnce = request.forceNewDeployment === true || isForExpress(request, before)
  const waits = isOnce ? LOOK_LONGER_MS : LOOK_AFTER_MS
  for (const wait of waits) {
    const isLast = signal?.aborted === true
    await (isLast ? clock.sleep(Math.min(wait, LAST_LOOK_MS)) : clock.sleep(wait, signal))
    const { services } = await ecs.describeServices(update.request.cluster, [update.request.service])
    const state = services[0]
    if (state && wasCarriedOut(update.request, update.before, state)) return state
    if (isLast) return undefined
  }
  return undefined
}

/**
 * describeFailedUpdate describes a failed update. Once the request was sent, later errors do not show whether it
 * was carried out.
 */
export function describeFailedUpdate(error: unknown, message: string): string {
  const isOpen = error instanceof AwsError && (error.kind === 'lost' || !UPDATES.includes(error.operation))
  return isOpen ? `Not verified: whether ECS has begun the deployment is not known. ${message}` : message
}

/** refusedUpdate marks the result of an update that ECS refused: the service is as it was. */
export function refusedUpdate(error: unknown): { readonly isRefused?: true } {
  const isRefused = error instanceof AwsError && UPDATES.includes(error.operation) && leftAsItWas(error)
  return isRefused ? { isRefused } : {}
}

const UPDATES: readonly string[] = ['ecs:UpdateService', 'ecs:UpdateExpressGatewayService']

/**
 * An update that starts a deployment is done when there is a new one of our definition. An update that starts none is
 * done when the service shows the requested values. Sending it again would change nothing, but it must not be reported
 * as failed.
 */
function wasCarriedOut(request: UpdateServiceRequest, before: ServiceState, now: ServiceState): boolean {
  if (!asksForDeployment(request, before)) return showsAll(request, now)
  const known = new Set(before.deployments.map(deployment => deployment.id))
  const primary = primaryOf(now)
  return primary !== undefined && !known.has(primary.id) && primary.taskDefinition === request.taskDefinition
}

/**
 * asksForDeployment returns whether an update makes ECS start a deployment: another definition, a forced deployment, or
 * a setting that only new tasks can have. Any other update starts none, so there is nothing to watch for.
 */
export function asksForDeployment(request: UpdateServiceRequest, before: ServiceState): boolean {
  const { taskDefinition, forceNewDeployment } = request
  if (forceNewDeployment === true) return true
  if (taskDefinition !== undefined && taskDefinition !== before.taskDefinition) return true
  return startsDeployment(differingMembers(request.members ?? {}, before.raw))
}

function showsAll(request: UpdateServiceRequest, now: ServiceState): boolean {
  return showsCount(request, now) && differingMembers(request.members ?? {}, now.raw).length === 0
}

function showsCount({ desiredCount }: UpdateServiceRequest, now: ServiceState): boolean {
  return desiredCount === undefined || now.desiredCount === desiredCount
}
