import {
  DeleteTaskDefinitionsCommand,
  DeregisterTaskDefinitionCommand,
  DescribeServiceDeploymentsCommand,
  ListClustersCommand,
  ListTaskDefinitionsCommand,
  type Task as SdkTask
} from '@aws-sdk/client-ecs'
import type { InventoryPort, PurgePort, RevisionStatus, RunningTask } from '../audit/ports.ts'
import type { AwsContext } from './clients.ts'
import { type Link, linkEcs, orUnsupported, read, write } from './ecs-link.ts'
import { describeWantedTasks, listServiceArns, perPage, withToken } from './ecs-listings.ts'
import { collectPages, inBatches } from './pages.ts'
import { tapWire } from './wire.ts'

/** The most that DescribeServiceDeployments takes (API reference). */
const deploymentsAtOnce = 20

/** createInventory makes the InventoryPort on the AWS SDK. Every method throws AwsError. */
export function createInventory(context: AwsContext): InventoryPort {
  const link = linkEcs(context)
  return {
    listClusters: () => listClusters(link),
    listServices: cluster => listServiceArns(link, cluster),
    listRunningTasks: cluster => listRunningTasks(link, cluster),
    listRevisions: (family, status) => listRevisions(link, family, status),
    sourceRevisions: deployments => sourceRevisions(link, deployments)
  }
}

function listClusters(link: Link): Promise<readonly string[]> {
  return collectPages(nextToken =>
    read(link, 'ecs:ListClusters', async () => {
      const command = new ListClustersCommand({ maxResults: perPage, ...withToken(nextToken) })
      tapWire(command)
      const answer = await link.reads.send(command)
      return { items: answer.clusterArns ?? [], next: answer.nextToken }
    })
  )
}

async function listRunningTasks(link: Link, cluster: string): Promise<readonly RunningTask[]> {
  return (await describeWantedTasks(link, cluster)).map(toRunningTask)
}

function toRunningTask(task: SdkTask): RunningTask {
  return {
    arn: task.taskArn ?? '',
    taskDefinition: task.taskDefinitionArn ?? '',
    ...(task.group !== undefined && { group: task.group }),
    ...(task.startedBy !== undefined && { startedBy: task.startedBy }),
    ...(task.createdAt !== undefined && { createdAt: task.createdAt.getTime() }),
    ...(task.startedAt !== undefined && { startedAt: task.startedAt.getTime() })
  }
}

function listRevisions(link: Link, family: string, status: RevisionStatus): Promise<readonly string[]> {
  return collectPages(nextToken =>
    read(link, 'ecs:ListTaskDefinitions', async () => {
      const command = new ListTaskDefinitionsCommand({
        familyPrefix: family,
        status,
        sort: 'DESC',
        maxResults: perPage,
        ...withToken(nextToken)
      })
      tapWire(command)
      const answer = await link.reads.send(command)
      // moto takes it for a prefix and does not know the other states
      const items = (answer.taskDefinitionArns ?? []).filter(arn => arn.includes(`/${family}:`))
      return { items, next: answer.nextToken }
    })
  )
}

function sourceRevisions(link: Link, deployments: readonly string[]): Promise<readonly string[]> {
  return inBatches(deployments, deploymentsAtOnce, serviceDeploymentArns =>
    read(link, 'ecs:DescribeServiceDeployments', () =>
      orUnsupported(async () => {
        const command = new DescribeServiceDeploymentsCommand({ serviceDeploymentArns })
        tapWire(command)
        const { serviceDeployments = [] } = await link.reads.send(command)
        return serviceDeployments.flatMap(({ sourceServiceRevisions = [] }) =>
          sourceServiceRevisions.flatMap(({ arn }) => arn ?? [])
        )
      })
    )
  )
}

/** createPurge makes the PurgePort on the AWS SDK. Both methods throw AwsError. */
export function createPurge(context: AwsContext): PurgePort {
  const link = linkEcs(context)
  return {
    deregister: taskDefinition =>
      write(link, 'ecs:DeregisterTaskDefinition', async () => {
        const command = new DeregisterTaskDefinitionCommand({ taskDefinition })
        tapWire(command)
        await link.writes.send(command)
      }),
    deleteRevisions: arns =>
      write(link, 'ecs:DeleteTaskDefinitions', async () => {
        const command = new DeleteTaskDefinitionsCommand({ taskDefinitions: [...arns] })
        tapWire(command)
        const { failures = [] } = await link.writes.send(command)
        return failures.map(({ arn, reason, detail }) => ({
          arn: arn ?? '',
          reason: [reason ?? 'no reason given', detail].filter(text => text !== undefined).join(': ')
        }))
      })
  }
}
