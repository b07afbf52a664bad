import { AwsError } from '../../aws/error.ts'
import { explainAwsError, leftAsItWas } from '../../aws/explain.ts'
import type { Clock } from '../../clock.ts'
import type { Problem } from '../../errors.ts'
import type { ServicePlan } from '../../plan/plan.ts'
import { present } from '../../present.ts'
import type { CreateServiceRequest, EcsPort, ServiceState } from '../../rollout/ports.ts'
import { creationRequest } from '../../services/settings.ts'
import { baseOf, isoTimestamp, type RolloutRun, type ServiceEnd } from './rollout-run.ts'

/** Delays between the reads after a lost response, in milliseconds. */
const LOOK_AFTER_MS = [1_000, 3_000, 6_000]

const ATTEMPTS = 4

/** createPlanned creates a service from its definition and returns its state, or how it ended. Throws no AwsError. */
export async function createPlanned(
  service: ServicePlan,
  run: RolloutRun
): Promise<{ readonly state: ServiceState } | { readonly end: ServiceEnd }> {
  const { configuration, ports, arns } = run
  const { cluster } = service.site
  const startedAt = ports.clock.now()
  const { settings } = configuration
  const { desiredCount } = service
  const request = creationRequest(service.creation ?? {}, {
    cluster,
    service: service.service,
    taskDefinition: arns.get(service.definitionId) ?? '',
    settings,
    run: ports.runName,
    ...present({ desiredCount })
  })
  const { ecs } = await run.aws(service.site)
  try {
    return { state: await createServiceOnce(ecs, ports.clock, request) }
  } catch (error) {
    if (!(error instanceof AwsError)) throw error
    const problem = explainCreation(error, { service: service.service, cluster })
    const result = {
      ...baseOf(service, run),
      startedAt: isoTimestamp(startedAt),
      outcome: 'failed' as const,
      reason: problem.message,
      ...present({ isRefused: leftAsItWas(error) || undefined })
    }
    return { end: { result, problem, milestones: [] } }
  }
}

/**
 * createServiceOnce creates a service exactly once and returns it with its first deployment. If the response is lost,
 * it looks for the service. If the service does not appear, it sends the same request again with the same client token,
 * and ECS returns the existing service. Throws AwsError, which `explainCreation` turns into a problem.
 */
export async function createServiceOnce(
  ecs: EcsPort,
  clock: Clock,
  request: CreateServiceRequest
): Promise<ServiceState> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await ecs.createService(request)
    } catch (error) {
      if (!(error instanceof AwsError)) throw error
      const isOpen = error.kind === 'lost' || (attempt > 1 && isNotIdempotent(error))
      if (!isOpen) throw error
      const found = await findCreated(ecs, clock, request)
      if (found) return found
      if (error.kind !== 'lost' || attempt === ATTEMPTS) throw error
    }
  }
}

/**
 * The service is ours if it is ACTIVE and has a deployment of our revision. With another revision, somebody else
 * created it.
 */
async function findCreated(
  ecs: EcsPort,
  clock: Clock,
  request: CreateServiceRequest
): Promise<ServiceState | undefined> {
  for (const wait of LOOK_AFTER_MS) {
    await clock.sleep(wait)
    const { services } = await ecs.describeServices(request.cluster, [request.serviceName])
    const state = services[0]
    if (state?.status === 'ACTIVE' && state.taskDefinition === request.taskDefinition) return state
  }
  return undefined
}

/** "Creation of service was not idempotent.": a service of that name exists, created by another request. */
function isNotIdempotent(error: AwsError): boolean {
  return /not idempotent/i.test(error.message)
}

/** explainCreation turns a rejected creation into a problem. */
export function explainCreation(
  error: AwsError,
  about: { readonly service: string; readonly cluster: string }
): Problem {
  const { service, cluster } = about
  const subject = `service "${service}" in cluster "${cluster}"`
  const said = { code: 'service-not-created', fault: 'cloud', service } as const
  if (isNotIdempotent(error)) {
    return {
      ...said,
      message: `ECS did not create ${subject}: a service of this name was created by someone else a moment ago. ECS says "Creation of service was not idempotent."`,
      hint: 'Run again: the service is then found and updated. If it cannot be seen, it may be hidden by a missing permission for ecs:DescribeServices.'
    }
  }
  if (/still Draining/i.test(error.message)) {
    return {
      ...said,
      message: `ECS did not create ${subject}: a deleted service of this name still stops its tasks (DRAINING).`,
      hint: 'Wait until its tasks are gone, then run again.'
    }
  }
  return explainAwsError(error, { subject, service })
}
