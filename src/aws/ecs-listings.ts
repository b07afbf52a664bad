import { DescribeTasksCommand, ListServicesCommand, ListTasksCommand, type Task } from '@aws-sdk/client-ecs'
import { type Link, read } from './ecs-link.ts'
import { collectPages, inBatches } from './pages.ts'
import { tapWire } from './wire.ts'

/** The most that each listing gives at once, and that DescribeTasks takes (API reference). */
export const perPage = 100
const tasksAtOnce = 100

/** listServiceArns lists a cluster's services, all pages. Throws AwsError. */
export function listServiceArns(link: Link, cluster: string): Promise<readonly string[]> {
  return collectPages(nextToken =>
    read(link, 'ecs:ListServices', async () => {
      const command = new ListServicesCommand({ cluster, maxResults: perPage, ...withToken(nextToken) })
      tapWire(command)
      const answer = await link.reads.send(command)
      return { items: answer.serviceArns ?? [], next: answer.nextToken }
    })
  )
}

/**
 * describeWantedTasks gives the tasks of a cluster, or of one of its services, that are wanted to run, all pages: those that are
 * only starting too, which is also what ListTasks means by default. Throws AwsError.
 */
export async function describeWantedTasks(
  link: Link,
  cluster: string,
  serviceName?: string
): Promise<readonly Task[]> {
  const of = { cluster, ...(serviceName === undefined ? {} : { serviceName }) }
  const arns = await collectPages(nextToken =>
    read(link, 'ecs:ListTasks', async () => {
      const command = new ListTasksCommand({
        ...of,
        desiredStatus: 'RUNNING',
        maxResults: perPage,
        ...withToken(nextToken)
      })
      tapWire(command)
      const answer = await link.reads.send(command)
      return { items: answer.taskArns ?? [], next: answer.nextToken }
    })
  )
  return inBatches(arns, tasksAtOnce, tasks =>
    read(link, 'ecs:DescribeTasks', async () => {
      const command = new DescribeTasksCommand({ cluster, tasks })
      tapWire(command)
      return (await link.reads.send(command)).tasks ?? []
    })
  )
}

/** withToken is the member of a listing's request that asks for the next page; none for the first. */
export function withToken(nextToken: string | undefined): { readonly nextToken?: string } {
  return nextToken === undefined ? {} : { nextToken }
}
