import { type JsonMap, mapOf, mapsOf, seconds } from '../../json.ts'
import type { TaskSet } from '../../world/codedeploy/state.ts'
import { deploymentOf, wantedOf } from '../../world/codedeploy/task-sets.ts'
import type { Deployment, Service, Task } from '../../world/state.ts'
import { isLive } from '../../world/task-state.ts'

/** viewTaskSets is what a CodeDeploy service has instead of deployments, newest task set first. */
export function viewTaskSets(service: Service, tasks: readonly Task[]): JsonMap {
  const sets = (service.taskSets ?? []).toReversed().flatMap(set => {
    const deployment = deploymentOf(service, set)
    return deployment ? [viewTaskSet(service, { set, deployment, tasks })] : []
  })
  return { deployments: [], taskSets: sets, currentServiceRevisions: [] }
}

function viewTaskSet(
  service: Service,
  of: { set: TaskSet; deployment: Deployment; tasks: readonly Task[] }
): JsonMap {
  const { set, deployment } = of
  const mine = of.tasks.filter(task => task.deploymentId === set.id && isLive(task))
  const running = mine.filter(task => task.lastStatus === 'RUNNING').length
  const network = mapOf(service.settings, 'networkConfiguration')
  const wanted = wantedOf(service, set)
  const steady = mine.length === wanted && mine.every(task => task.healthy)
  return {
    id: set.id,
    taskSetArn: `${service.arn.replace(':service/', ':task-set/')}/${set.id}`,
    serviceArn: service.arn,
    clusterArn: service.arn.replace(/:service\/.*$/, `:cluster/${service.cluster}`),
    startedBy: set.externalId === undefined ? service.createdBy : 'CODE_DEPLOY',
    ...(set.externalId === undefined ? {} : { externalId: set.externalId }),
    status: set.status,
    taskDefinition: deployment.taskDefinition,
    computedDesiredCount: wanted,
    pendingCount: mine.length - running,
    runningCount: running,
    createdAt: seconds(deployment.createdAt),
    updatedAt: seconds(set.updatedAt),
    launchType: service.launchType,
    ...(service.launchType === 'FARGATE' ? { platformVersion: '1.4.0', platformFamily: 'Linux' } : {}),
    ...(network === undefined ? {} : { networkConfiguration: network }),
    loadBalancers: mapsOf(service.settings, 'loadBalancers'),
    serviceRegistries: [],
    scale: { value: set.scale, unit: 'PERCENT' },
    stabilityStatus: steady ? 'STEADY_STATE' : 'STABILIZING',
    stabilityStatusAt: seconds(set.updatedAt)
  }
}
