import { AwsError } from '../aws/error.ts'
import { explainAwsError } from '../aws/explain.ts'
import type { Problem } from '../errors.ts'
import type { AwsConfiguration } from '../inputs/configuration.ts'
import type { EcsPort, ServiceState } from '../rollout/ports.ts'
import type { PreparedTarget } from './prepare.ts'

/** The services as they are now, by name, and what speaks against deploying them. */
export type InspectedServices = {
  readonly states: ReadonlyMap<string, ServiceState>
  readonly problems: readonly Problem[]
}

/** inspectServices asks ECS for every service of the run at once. Missing, inactive or foreign-controlled ones are problems. */
export async function inspectServices(
  prepared: readonly PreparedTarget[],
  configuration: AwsConfiguration,
  ecs: EcsPort
): Promise<InspectedServices> {
  const names = prepared.flatMap(({ target }) => (target.service === undefined ? [] : [target.service]))
  const cluster = configuration.cluster
  if (names.length === 0 || cluster === undefined) return { states: new Map(), problems: [] }
  try {
    const { services, missing } = await ecs.describeServices(cluster, names)
    return {
      states: new Map(services.map(state => [state.service, state])),
      problems: [
        ...missing.map(service => missingProblem(service, cluster, configuration.region)),
        ...services.flatMap(state => problemsWith(state, cluster))
      ]
    }
  } catch (error) {
    if (!(error instanceof AwsError)) throw error
    return { states: new Map(), problems: [explainAwsError(error)] }
  }
}

function missingProblem(service: string, cluster: string, region: string): Problem {
  return {
    code: 'service-not-found',
    fault: 'cloud',
    service,
    message: `ECS has no service "${service}" in cluster "${cluster}", region ${region}.`,
    hint: 'Check the name, cluster and region, or create the service first; this action updates existing services.'
  }
}

function problemsWith(state: ServiceState, cluster: string): readonly Problem[] {
  if (state.status !== 'ACTIVE') {
    return [
      {
        code: 'service-not-active',
        fault: 'cloud',
        service: state.service,
        message: `Service "${state.service}" in cluster "${cluster}" is ${state.status}: ECS updates only ACTIVE services.`,
        hint: 'It was deleted or is being deleted. Create it again, or leave it out of this run.'
      }
    ]
  }
  if (state.deploymentController === 'ECS') return []
  return [
    {
      code: 'deployment-controller',
      fault: 'user',
      service: state.service,
      message: `Service "${state.service}" is deployed by ${state.deploymentController}; this version deploys services with the ECS deployment controller.`,
      hint: 'Leave it out of this run, or change its deployment controller to ECS.'
    }
  ]
}
