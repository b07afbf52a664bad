import { refusalOf } from '../../aws/explain.ts'
import type { ServicePlan } from '../../plan/plan.ts'
import type { ServiceResult } from '../../rollout/outcome.ts'
import { refusedUpdate } from '../../rollout/update-service.ts'
import { baseOf, type RolloutRun, type ServiceEnd } from './rollout-run.ts'

/** countOf returns the count that a service does not have yet, if one is requested. */
export function countOf({ before }: ServicePlan, { configuration }: RolloutRun): number | undefined {
  return configuration.desiredCount === before.desiredCount ? undefined : configuration.desiredCount
}

/**
 * setCount sets the desired count of a service of CodeDeploy, the only setting that ECS accepts for it. Returns its end
 * if that was refused.
 */
export async function setCount(service: ServicePlan, run: RolloutRun): Promise<ServiceEnd | undefined> {
  const desiredCount = countOf(service, run)
  if (desiredCount === undefined) return undefined
  const { ecs } = await run.aws(service.site)
  try {
    await ecs.updateService({ cluster: service.site.cluster, service: service.service, desiredCount })
    return undefined
  } catch (error) {
    const problem = { ...refusalOf(error), service: service.service }
    const result: ServiceResult = { ...baseOf(service, run), outcome: 'failed', reason: problem.message }
    return { result: { ...result, ...refusedUpdate(error) }, problem, milestones: [] }
  }
}
