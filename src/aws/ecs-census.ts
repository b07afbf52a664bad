import { DescribeTasksCommand, ListServicesCommand, ListTasksCommand } from '@aws-sdk/client-ecs'
import type { LiveTask, ServiceCensus } from '../migration/ports.ts'
import type { AwsContext } from './clients.ts'
import { type Link, linkEcs, read } from './ecs-link.ts'
import { collectPages, inBatches } from './pages.ts'
import { tapWire } from './wire.ts'

/** createCensus is ServiceCensus on ECS. Every method throws AwsError. */
export function createCensus(context: AwsContext): ServiceCensus {
  const link = linkEcs(context)
  return {
    listServices: cluster =>
      collectPages(nextToken =>
        read(link, 'ecs:ListServices', async () => {
          const command = new ListServicesCommand({
            cluster,
            maxResults: 100,
            ...(nextToken === undefined ? {} : { nextToken })
          })
          tapWire(command)
          const answer = await link.reads.send(command)
          const items = (answer.serviceArns ?? []).map(arn => arn.slice(arn.lastIndexOf('/') + 1))
          return { items, next: answer.nextToken }
        })
      ),
    listTasks: async (cluster, service) => {
      const arns = await taskArns(link, cluster, service)
      return inBatches(arns, 100, tasks =>
        read(link, 'ecs:DescribeTasks', async () => {
          const command = new DescribeTasksCommand({ cluster, tasks })
          tapWire(command)
          const answer = await link.reads.send(command)
          return (answer.tasks ?? []).map(
            ({ taskArn, taskDefinitionArn, lastStatus, startedAt }): LiveTask => ({
              arn: taskArn ?? '',
              taskDefinition: taskDefinitionArn ?? '',
              lastStatus: lastStatus ?? '',
              ...(startedAt && { startedAt: startedAt.getTime() })
            })
          )
        })
      )
    }
  }
}

function taskArns(link: Link, cluster: string, serviceName: string): Promise<readonly string[]> {
  return collectPages(nextToken =>
    read(link, 'ecs:ListTasks', async () => {
      const command = new ListTasksCommand({
        cluster,
        serviceName,
        desiredStatus: 'RUNNING',
        maxResults: 100,
        ...(nextToken === undefined ? {} : { nextToken })
      })
      tapWire(command)
      const answer = await link.reads.send(command)
      return { items: answer.taskArns ?? [], next: answer.nextToken }
    })
  )
}
