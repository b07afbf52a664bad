import type { Task } from '@aws-sdk/client-ecs'
import type { LiveTask, ServiceCensus } from '../migration/ports.ts'
import type { AwsContext } from './clients.ts'
import { linkEcs } from './ecs-link.ts'
import { describeWantedTasks, listServiceArns } from './ecs-listings.ts'

/** createCensus is ServiceCensus on ECS. Every method throws AwsError. */
export function createCensus(context: AwsContext): ServiceCensus {
  const link = linkEcs(context)
  return {
    listServices: async cluster =>
      (await listServiceArns(link, cluster)).map(arn => arn.slice(arn.lastIndexOf('/') + 1)),
    listTasks: async (cluster, service) => (await describeWantedTasks(link, cluster, service)).map(toLiveTask)
  }
}

function toLiveTask({ taskArn, taskDefinitionArn, lastStatus, startedAt }: Task): LiveTask {
  return {
    arn: taskArn ?? '',
    taskDefinition: taskDefinitionArn ?? '',
    lastStatus: lastStatus ?? '',
    ...(startedAt && { startedAt: startedAt.getTime() })
  }
}
