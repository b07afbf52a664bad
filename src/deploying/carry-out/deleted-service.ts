import { AwsError } from '../../aws/error.ts'
import type { ServicePlan } from '../../plan/plan.ts'
import type { RolloutRun } from './rollout-run.ts'

/**
 * whyDeleted returns that a service was deleted, as a sentence; undefined if it exists or that cannot be read.
 * CodeDeploy does not say why a deployment gets no further.
 */
export async function whyDeleted(
  { service, site }: ServicePlan,
  run: Pick<RolloutRun, 'aws'>
): Promise<string | undefined> {
  try {
    const { ecs } = await run.aws(site)
    const { services } = await ecs.describeServices(site.cluster, [service])
    const [now] = services
    if (now === undefined) return 'ECS no longer knows the service: it was deleted during the deployment.'
    return now.status === 'ACTIVE'
      ? undefined
      : `The service is ${now.status}: it was deleted during the deployment.`
  } catch (error) {
    if (error instanceof AwsError) return undefined
    throw error
  }
}
