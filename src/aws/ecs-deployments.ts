import {
  DescribeServiceDeploymentsCommand,
  DescribeServiceRevisionsCommand,
  ListServiceDeploymentsCommand,
  StopServiceDeploymentCommand
} from '@aws-sdk/client-ecs'
import type { ServiceDeployment } from '../rollout/ports.ts'
import { type Link, orUnsupported, read } from './ecs-link.ts'
import { toBriefDeployment, toServiceDeployment } from './ecs-shapes.ts'
import { collectPages, inBatches } from './pages.ts'
import { tapWire } from './wire.ts'

/** Limits of the API reference, "Maximum number of …" of each operation. */
const serviceDeploymentsAtOnce = 20
const serviceRevisionsAtOnce = 20

/** listServiceDeployments: newest first, those created at or after `since`. Throws AwsError. */
export async function listServiceDeployments(
  link: Link,
  of: { readonly cluster: string; readonly service: string; readonly since: number }
): Promise<readonly ServiceDeployment[]> {
  // AWS may keep times to the second, and `after` does not say whether it includes its own moment: ask for one more
  const since = Math.floor(of.since / 1000) * 1000
  const after = new Date(since - 1000)
  const found = await orUnsupported(() =>
    collectPages(nextToken =>
      read(link, 'ecs:ListServiceDeployments', async () => {
        const { cluster, service } = of
        const command = new ListServiceDeploymentsCommand({
          cluster,
          service,
          createdAt: { after },
          maxResults: 100,
          ...(nextToken !== undefined && { nextToken })
        })
        tapWire(command)
        const answer = await link.reads.send(command)
        return { items: (answer.serviceDeployments ?? []).map(toBriefDeployment), next: answer.nextToken }
      })
    )
  )
  return found
    .filter(({ createdAt }) => createdAt === undefined || createdAt >= since)
    .sort((a, b) => (b.createdAt ?? 0) - (a.createdAt ?? 0))
}

/** describeServiceDeployments: the whole records, in any order. Throws AwsError. */
export function describeServiceDeployments(
  link: Link,
  arns: readonly string[]
): Promise<readonly ServiceDeployment[]> {
  return orUnsupported(() =>
    inBatches(arns, serviceDeploymentsAtOnce, batch =>
      read(link, 'ecs:DescribeServiceDeployments', async () => {
        const command = new DescribeServiceDeploymentsCommand({ serviceDeploymentArns: batch })
        tapWire(command)
        const answer = await link.reads.send(command)
        return (answer.serviceDeployments ?? []).map(toServiceDeployment)
      })
    )
  )
}

/** describeServiceRevisions gives the task definition of each service revision that ECS still has. Throws AwsError. */
export async function describeServiceRevisions(
  link: Link,
  arns: readonly string[]
): Promise<ReadonlyMap<string, string>> {
  const found = await orUnsupported(() =>
    inBatches([...new Set(arns)], serviceRevisionsAtOnce, batch =>
      read(link, 'ecs:DescribeServiceRevisions', async () => {
        const command = new DescribeServiceRevisionsCommand({ serviceRevisionArns: batch })
        tapWire(command)
        const { serviceRevisions = [] } = await link.reads.send(command)
        return serviceRevisions.map(
          revision => [revision.serviceRevisionArn ?? '', revision.taskDefinition ?? ''] as const
        )
      })
    )
  )
  return new Map(found)
}

/**
 * stopServiceDeployment asks for the rollback; ECS carries it out afterwards. Asking twice does no harm (what stops goes on),
 * so that a lost answer is repeated like that of a read: the next best way back, another update, would break the rollback
 * off that may have begun. Throws AwsError.
 */
export async function stopServiceDeployment(link: Link, arn: string): Promise<void> {
  await orUnsupported(() =>
    read(link, 'ecs:StopServiceDeployment', async () => {
      const command = new StopServiceDeploymentCommand({ serviceDeploymentArn: arn, stopType: 'ROLLBACK' })
      tapWire(command)
      await link.writes.send(command)
    })
  )
}
