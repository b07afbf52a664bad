import type { Deployment, ServiceState } from './ports.ts'

/** primaryOf is the deployment that a service is meant to be; undefined where ECS lists none (services of CodeDeploy). */
export function primaryOf(state: Pick<ServiceState, 'deployments'>): Deployment | undefined {
  return state.deployments.find(({ status }) => status === 'PRIMARY')
}

/** deploymentUnderWay is a service's rollout that is not over yet, if there is one. */
export function deploymentUnderWay(state: Pick<ServiceState, 'deployments'>): Deployment | undefined {
  const primary = primaryOf(state)
  return primary?.rolloutState === 'IN_PROGRESS' ? primary : undefined
}
