import { AwsError } from '../aws/error.ts'
import type { Clock } from '../clock.ts'
import type { EcsPort, ServiceState, UpdateRequest } from './ports.ts'

/** What is asked for, and the service as it was before. */
export type Update = { readonly request: UpdateRequest; readonly before: ServiceState }

/** Waits between the looks after a lost answer, milliseconds. */
const LOOK_AFTER_MS = [1_000, 3_000, 6_000]
const ATTEMPTS = 4

/**
 * updateService asks for a deployment exactly once and returns the service as it is after it. When the answer is lost,
 * the service is looked at: a PRIMARY deployment that was not there before and runs our definition is ours. Only if
 * none appears is it asked again, so that one request never starts two deployments.
 * Throws AwsError.
 */
export async function updateService(ecs: EcsPort, clock: Clock, update: Update): Promise<ServiceState> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await ecs.updateService(update.request)
    } catch (error) {
      if (!(error instanceof AwsError) || error.kind !== 'lost') throw error
      const found = await findUpdated(ecs, clock, update)
      if (found) return found
      if (attempt === ATTEMPTS) throw error
    }
  }
}

/**
 * confirmDeployment makes sure that the deployment to be watched is a new one: an answer that still shows the old PRIMARY
 * would be watched to its long-past success. Looks again for some seconds; undefined when none appears.
 * Throws AwsError.
 */
export async function confirmDeployment(
  ecs: EcsPort,
  clock: Clock,
  update: Update & { readonly answer: ServiceState }
): Promise<ServiceState | undefined> {
  const { request, before, answer } = update
  return wasCarriedOut(request, before, answer) ? answer : findUpdated(ecs, clock, update)
}

async function findUpdated(ecs: EcsPort, clock: Clock, update: Update): Promise<ServiceState | undefined> {
  for (const wait of LOOK_AFTER_MS) {
    await clock.sleep(wait)
    const { services } = await ecs.describeServices(update.request.cluster, [update.request.service])
    const state = services[0]
    if (state && wasCarriedOut(update.request, update.before, state)) return state
  }
  return undefined
}

function wasCarriedOut(request: UpdateRequest, before: ServiceState, now: ServiceState): boolean {
  const startsDeployment =
    request.forceNewDeployment === true || request.taskDefinition !== before.taskDefinition
  if (!startsDeployment) return now.desiredCount === request.desiredCount
  const known = new Set(before.deployments.map(deployment => deployment.id))
  const primary = now.deployments.find(deployment => deployment.status === 'PRIMARY')
  return primary !== undefined && !known.has(primary.id) && primary.taskDefinition === request.taskDefinition
}
