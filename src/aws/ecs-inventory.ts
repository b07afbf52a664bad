import type { DescribeTasksCommandOutput, Task, TaskDefinition } from '@aws-sdk/client-ecs'
import { lastPartOf } from '../arn.ts'
import type { InventoryPort, PurgePort, RevisionStatus, RunningTask } from '../audit/ports.ts'
import type { JsonObject } from '../json.ts'
import type { LiveTask, ServiceCensus } from '../migrate/ports.ts'
import { present } from '../present.ts'
import type { RunningImage, RunningImages } from '../secrets/ports.ts'
import { AwsError } from './error.ts'
import { collectPages, inBatches, type Link, openLink, send, unusable } from './send.ts'
import { type AwsContext, ECS, type EcsSdk } from './services.ts'

/** The most that each listing returns per page, and that DescribeTasks accepts (API reference). */
const perPage = 100
const tasksAtOnce = 100
/** The most that DescribeServiceDeployments accepts (API reference). */

type EcsLink = Link<EcsSdk>

/** createInventory implements InventoryPort with the AWS SDK. Every method throws AwsError. */
export function createInventory(context: AwsContext): InventoryPort {
  const link = openLink(ECS, context)
  return {
    listClusters: () => listClusters(link),
    listServices: cluster => listServiceArns(link, cluster),
    listRunningTasks: async cluster => (await describeWantedTasks(link, cluster)).map(toRunningTask),
    listRevisions: (family, status) => listRevisions(link, family, status)
  }
}

/** createCensus implements ServiceCensus on ECS. Every method throws AwsError. */
export function createCensus(context: AwsContext): ServiceCensus {
  const link = openLink(ECS, context)
  return {
    listServices: async cluster => (await listServiceArns(link, cluster)).map(lastPartOf),
    listTasks: async (cluster, service) => (await describeWantedTasks(link, cluster, service)).map(toLiveTask)
  }
}

/** createPurge implements PurgePort with the AWS SDK. Both methods throw AwsError. */
export function createPurge(context: AwsContext): PurgePort {
  const { writes } = openLink(ECS, context)
  return {
    deregister: async taskDefinition => {
      const operation = 'ecs:DeregisterTaskDefinition'
      const command = (sdk: EcsSdk) => new sdk.DeregisterTaskDefinitionCommand({ taskDefinition })
      const answer = await send(writes, operation, command)
      const { status = 'ACTIVE' } = answer.taskDefinition ?? {}
      if (status === 'ACTIVE') unusable(operation, 'inactive revision')
    },
    deleteRevisions: async arns => {
      const command = (sdk: EcsSdk) => new sdk.DeleteTaskDefinitionsCommand({ taskDefinitions: [...arns] })
      const operation = 'ecs:DeleteTaskDefinitions'
      const { failures = [], taskDefinitions = [] } = await send(writes, operation, command)
      const isGoing = ({ status }: TaskDefinition) => status === undefined || status === 'DELETE_IN_PROGRESS'
      const going = taskDefinitions.filter(isGoing).map(arnOf)
      const answered = new Set([...failures.map(({ arn }) => arn), ...going])
      for (const arn of arns) if (!answered.has(arn)) unusable(operation, lastPartOf(arn))
      return failures.map(({ arn, reason, detail }) => ({
        arn: arn ?? '',
        reason: [reason ?? 'no reason given', detail].filter(text => text !== undefined).join(': ')
      }))
    }
  }
}

function arnOf({ taskDefinitionArn }: TaskDefinition): string | undefined {
  return taskDefinitionArn
}

function listClusters({ reads }: EcsLink): Promise<readonly string[]> {
  const operation = 'ecs:ListClusters'
  return collectPages(operation, async nextToken => {
    const answer = await send(reads, operation, sdk => new sdk.ListClustersCommand(pageAt(nextToken)))
    return { items: answer.clusterArns, next: answer.nextToken }
  })
}

function listServiceArns({ reads }: EcsLink, cluster: string): Promise<readonly string[]> {
  const operation = 'ecs:ListServices'
  return collectPages(operation, async nextToken => {
    const command = (sdk: EcsSdk) => new sdk.ListServicesCommand({ cluster, ...pageAt(nextToken) })
    const answer = await send(reads, operation, command)
    return { items: answer.serviceArns, next: answer.nextToken }
  })
}

/**
 * The tasks of a cluster, or of one of its services, with the desired status RUNNING, all pages. This includes tasks
 * that are starting, and is also the default of ListTasks.
 */
export async function describeWantedTasks(
  { reads }: EcsLink,
  cluster: string,
  serviceName?: string
): Promise<readonly Task[]> {
  const of = { cluster, ...present({ serviceName }) }
  const listing = 'ecs:ListTasks'
  const arns = await collectPages(listing, async nextToken => {
    const command = (sdk: EcsSdk) =>
      new sdk.ListTasksCommand({ ...of, desiredStatus: 'RUNNING', ...pageAt(nextToken) })
    const answer = await send(reads, listing, command)
    return { items: answer.taskArns, next: answer.nextToken }
  })
  return inBatches(arns, tasksAtOnce, async tasks => {
    const command = (sdk: EcsSdk) => new sdk.DescribeTasksCommand({ cluster, tasks })
    return described(tasks, await send(reads, 'ecs:DescribeTasks', command))
  })
}

/**
 * A task that was listed and is MISSING now has stopped. For any other that the answer does not have, it is not known
 * what it runs.
 */
function described(
  asked: readonly string[],
  { tasks = [], failures = [] }: Pick<DescribeTasksCommandOutput, 'tasks' | 'failures'>
): readonly Task[] {
  const operation = 'ecs:DescribeTasks'
  const known = new Set(tasks.map(({ taskArn }) => taskArn))
  for (const arn of asked.filter(arn => !known.has(arn))) {
    const failure = failures.find(failure => failure.arn === arn)
    if (failure === undefined) unusable(operation, `task ${lastPartOf(arn)}`)
    const { reason = 'Failure', detail = '' } = failure
    if (reason === 'MISSING') continue
    const message = `task ${lastPartOf(arn)}: ${[reason, detail].filter(text => text !== '').join(': ')}`
    throw new AwsError({ kind: 'refused', operation, awsName: reason, message })
  }
  return tasks
}

function pageAt(nextToken: string | undefined) {
  return { maxResults: perPage, ...present({ nextToken }) }
}

function toRunningTask(task: Task): RunningTask {
  return {
    arn: task.taskArn ?? '',
    taskDefinition: task.taskDefinitionArn ?? '',
    ...present({
      group: task.group,
      startedBy: task.startedBy,
      createdAt: task.createdAt?.getTime(),
      startedAt: task.startedAt?.getTime(),
      overrides: task.overrides as JsonObject | undefined
    })
  }
}

function toLiveTask({ taskArn, taskDefinitionArn, lastStatus, startedAt }: Task): LiveTask {
  return {
    arn: taskArn ?? '',
    taskDefinition: taskDefinitionArn ?? '',
    lastStatus: lastStatus ?? '',
    ...present({ startedAt: startedAt?.getTime() })
  }
}

function listRevisions(
  { reads }: EcsLink,
  family: string,
  status: RevisionStatus
): Promise<readonly string[]> {
  const operation = 'ecs:ListTaskDefinitions'
  return collectPages(operation, async nextToken => {
    const command = (sdk: EcsSdk) =>
      new sdk.ListTaskDefinitionsCommand({
        familyPrefix: family,
        status,
        sort: 'DESC',
        ...pageAt(nextToken)
      })
    const answer = await send(reads, operation, command)
    // moto reads it as a prefix and does not know the other states
    const items = answer.taskDefinitionArns?.filter(arn => arn.includes(`/${family}:`))
    return { items, next: answer.nextToken }
  })
}

/** Up to this many services are read one by one; for more, listing the tasks of their cluster is cheaper. */
const ONE_BY_ONE = 4

/** createRunningImages reads the images of running tasks from ECS. Throws AwsError. */
export function createRunningImages(context: AwsContext): RunningImages {
  const link = openLink(ECS, context)
  return {
    runningImages: async (cluster, services) => {
      const whole = services.length > ONE_BY_ONE ? await describeWantedTasks(link, cluster) : undefined
      const found = new Map<string, readonly RunningImage[]>()
      for (const service of services) {
        const tasks = whole ?? (await describeWantedTasks(link, cluster, service))
        const own = tasks.filter(({ group }) => group === `service:${service}`)
        found.set(service, own.flatMap(imagesOf))
      }
      return found
    }
  }
}

/** Tasks that have not pulled an image yet are skipped. */
function imagesOf({ containers = [], lastStatus, taskDefinitionArn = '' }: Task): readonly RunningImage[] {
  if (lastStatus !== 'RUNNING') return []
  return containers.map(({ name = '', imageDigest }) => ({
    container: name,
    taskDefinition: taskDefinitionArn,
    ...present({ digest: imageDigest || undefined })
  }))
}
