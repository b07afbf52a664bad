import { MISSING } from '../../plan/decide.ts'
import type { ServiceState } from '../../rollout/ports.ts'
import type { NamedService } from './inspect-services.ts'

/** missingState stands for a service that is to be created: nothing runs, nothing was before. */
export function missingState({ service, site }: NamedService): ServiceState {
  return {
    service,
    serviceArn: '',
    clusterArn: site.cluster,
    status: MISSING,
    taskDefinition: '',
    desiredCount: 0,
    runningCount: 0,
    pendingCount: 0,
    deploymentController: 'ECS',
    strategy: 'ROLLING',
    schedulingStrategy: 'REPLICA',
    deployments: [],
    events: [],
    circuitBreaker: { enable: false, rollback: false },
    raw: {}
  }
}
