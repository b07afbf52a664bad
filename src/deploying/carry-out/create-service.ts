import { AwsError } from '../../aws/error.ts'
import type { ServicePlan } from '../../plan/plan.ts'
import { present } from '../../present.ts'
import { createServiceOnce, explainCreation } from '../../rollout/create-service.ts'
import type { ServiceState } from '../../rollout/ports.ts'
import { creationRequest } from '../../services/creation.ts'
import { baseOf, isoTimestamp, type RolloutRun, type ServiceEnd } from './rollout-run.ts'

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
      reason: problem.message
    }
    return { end: { result, problem, milestones: [] } }
  }
}
