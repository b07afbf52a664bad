import { AwsError } from '../aws/error.ts'
import type { Clock } from '../clock.ts'
import { differingMembers } from '../services/compare.ts'
import { startsDeployment } from '../services/settings.ts'
import { primaryOf } from './deployments.ts'
import type { EcsPort, ServiceState, UpdateServiceRequest } from './ports.ts'

/** What is asked for, and the service as it was before. */
export type Update = {
  readonly request: UpdateServiceRequest
  readonly before: ServiceState
  /** Aborted when the run is cancelled: then there is time for one look and none for another attempt. */
  readonly signal?: AbortSignal
}

/** Waits between the looks after a lost answer, milliseconds: near enough that what ECS decides meanwhile is told within five seconds. */
const LOOK_AFTER_MS = [1_000, 3_000, 3_000, 3_000]
/** More of them where asking again would start a second deployment; reads of ECS may be late. */
const LOOK_LONGER_MS = [...LOOK_AFTER_MS, 4_000, 4_000, 4_000, 4_000, 4_000, 4_000]
/** Before the look of a run that was cancelled. */
const LAST_LOOK_MS = 1_000
const ATTEMPTS = 4

/**
 * updateServiceOnce asks for an update exactly once and returns the service as it is after it. When the answer is
 * lost, the service is looked at: a PRIMARY deployment that was not there before and runs our definition is ours,
 * and an update that starts none shows in the service itself. Only if nothing appears is it asked again, so that
 * one request never starts two deployments.
 * Throws AwsError.
 */
export async function updateServiceOnce(ecs: EcsPort, clock: Clock, update: Update): Promise<ServiceState> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await ecs.updateService(update.request)
    } catch (error) {
      if (!(error instanceof AwsError) || error.kind !== 'lost') throw error
      const found = await findUpdated(ecs, clock, update)
      if (found) return found
      if (attempt === ATTEMPTS || update.signal?.aborted) throw error
    }
  }
}

/**
 * confirmDeployment makes sure that the deployment to be watched is a new one: an answer that still shows the old
 * PRIMARY would be watched to its long-past success. Looks again for some seconds; undefined when none appears. An
 * update that starts no deployment needs no more than its answer.
 * Throws AwsError.
 */
export async function confirmDeployment(
  ecs: EcsPort,
  clock: Clock,
  update: Update & { readonly answer: ServiceState }
): Promise<ServiceState | undefined> {
  const { request, before, answer } = update
  // ECS said yes; how it writes a setting in its answer proves nothing against that
  if (!asksForDeployment(request, before) && showsCount(request, answer)) return answer
  return wasCarriedOut(request, before, answer) ? answer : findUpdated(ecs, clock, update)
}

async function findUpdated(ecs: EcsPort, clock: Clock, update: Update): Promise<ServiceState | undefined> {
  const { signal } = update
  const waits = update.request.forceNewDeployment === true ? LOOK_LONGER_MS : LOOK_AFTER_MS
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

/** whatIsKnown is what is said of an update that failed: once it was sent, what goes wrong afterwards tells nothing about it. */
export function whatIsKnown(error: unknown, message: string): string {
  const isOpen = error instanceof AwsError && (error.kind === 'lost' || error.operation !== UPDATE)
  return isOpen ? `Not verified: whether ECS has begun the deployment is not known. ${message}` : message
}

const UPDATE = 'ecs:UpdateService'

/**
 * An update that starts a deployment is done when there is a new one of our definition. One that starts none is
 * done when the service shows what was asked for; asked again it would change nothing, but nobody should be told
 * that it failed.
 */
function wasCarriedOut(request: UpdateServiceRequest, before: ServiceState, now: ServiceState): boolean {
  if (!asksForDeployment(request, before)) return showsAll(request, now)
  const known = new Set(before.deployments.map(deployment => deployment.id))
  const primary = primaryOf(now)
  return primary !== undefined && !known.has(primary.id) && primary.taskDefinition === request.taskDefinition
}

/**
 * asksForDeployment tells whether an update makes ECS start a deployment: another definition, force, or a setting that
 * only new tasks can have. Any other update must not be watched for a new deployment, since there is none.
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
