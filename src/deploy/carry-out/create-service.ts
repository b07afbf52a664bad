import { AwsError } from '../../aws/error.ts'
import { explainAwsError } from '../../aws/explain.ts'
import type { Clock } from '../../clock.ts'
import type { Problem } from '../../errors.ts'
import type { CreateServiceRequest, EcsPort, ServiceState } from '../../rollout/ports.ts'

/** Delays between the reads after a lost response, in milliseconds. */
const LOOK_AFTER_MS = [1_000, 3_000, 6_000]
const ATTEMPTS = 4

/**
 * createServiceOnce creates a service exactly once and returns it with its first deployment. If the response is lost,
 * it looks for the service: with another revision, somebody else created it. If it does not appear, it sends the same
 * request again with the same client token, and ECS returns the existing service. Throws AwsError, which
 * `explainCreation` turns into a problem.
 */
export async function createServiceOnce(
  ecs: EcsPort,
  clock: Clock,
  request: CreateServiceRequest
): Promise<ServiceState> {
  const { cluster, serviceName, taskDefinition } = request
  for (let attempt = 1; ; attempt++) {
    try {
      return await ecs.createService(request)
    } catch (error) {
      if (!(error instanceof AwsError)) throw error
      const isOpen = error.kind === 'lost' || (attempt > 1 && NOT_IDEMPOTENT.test(error.message))
      if (!isOpen) throw error
      for (const wait of LOOK_AFTER_MS) {
        await clock.sleep(wait)
        const [state] = (await ecs.describeServices(cluster, [serviceName])).services
        if (state?.status === 'ACTIVE' && state.taskDefinition === taskDefinition) return state
      }
      if (error.kind !== 'lost' || attempt === ATTEMPTS) throw error
    }
  }
}

/** "Creation of service was not idempotent.": a service of that name exists, created by another request. */
const NOT_IDEMPOTENT = /not idempotent/i

/** explainCreation turns a rejected creation into a problem. */
export function explainCreation(
  error: AwsError,
  { service, cluster }: { readonly service: string; readonly cluster: string }
): Problem {
  const subject = `service "${service}" in cluster "${cluster}"`
  const said = { code: 'service-not-created', fault: 'cloud', service } as const
  if (NOT_IDEMPOTENT.test(error.message))
    return {
      ...said,
      message: `ECS did not create ${subject}: a service of this name was created by someone else a moment ago. ECS says "Creation of service was not idempotent."`,
      hint: 'Run again: the service is then found and updated. If it cannot be seen, it may be hidden by a missing permission for ecs:DescribeServices.'
    }
  if (/still Draining/i.test(error.message))
    return {
      ...said,
      message: `ECS did not create ${subject}: a deleted service of this name still stops its tasks (DRAINING).`,
      hint: 'Wait until its tasks are gone, then run again.'
    }
  return explainAwsError(error, { subject, service })
}
