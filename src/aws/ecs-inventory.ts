import { lastPartOf } from '../arn.ts'
import type { InventoryPort, PurgePort } from '../audit/ports.ts'
import type { JsonObject } from '../json.ts'
import { didYouMean } from '../nearest.ts'
import { present } from '../present.ts'
import type { RunningImage, RunningImages } from '../secrets/ports.ts'
import { describeWantedTasks } from './ecs-tasks.ts'
import { AwsError } from './error.ts'
import { type Link, listAll, openLink, send, unusable } from './send.ts'
import { type AwsContext, ECS, type EcsSdk } from './services.ts'

/** The most that each listing returns per page (API reference). */
const maxResults = 100

/** createInventory implements InventoryPort with the AWS SDK. Every method throws AwsError. */
export function createInventory(context: AwsContext): InventoryPort {
  const link = openLink(ECS, context)
  const { reads } = link
  const listing = 'ecs:ListTaskDefinitions'
  return {
    listClusters: () => listClusterArns(link),
    listServices: cluster => listServiceArns(link, cluster),
    listRunningTasks: async cluster =>
      (await nearestCluster(link, describeWantedTasks(link, cluster))).map(task => ({
        arn: task.taskArn ?? '',
        taskDefinition: task.taskDefinitionArn ?? '',
        ...present({
          group: task.group,
          startedBy: task.startedBy,
          createdAt: task.createdAt?.getTime(),
          startedAt: task.startedAt?.getTime(),
          overrides: task.overrides as JsonObject | undefined
        })
      })),
    listFamilies: () =>
      listAll(
        reads,
        'ecs:ListTaskDefinitionFamilies',
        (sdk, nextToken) =>
          new sdk.ListTaskDefinitionFamiliesCommand({
            // revisions of a family without an ACTIVE one can be read, too
            status: 'ALL',
            maxResults,
            ...present({ nextToken })
          }),
        ({ families }) => families
      ),
    listDaemonRevisions: () =>
      listAll(
        reads,
        'ecs:ListDaemonTaskDefinitions',
        (sdk, nextToken) =>
          new sdk.ListDaemonTaskDefinitionsCommand({
            status: 'ACTIVE',
            maxResults,
            ...present({ nextToken })
          }),
        ({ daemonTaskDefinitions }) => daemonTaskDefinitions?.flatMap(({ arn }) => arn ?? [])
      ),
    listRevisions: (familyPrefix, status) =>
      listAll(
        reads,
        listing,
        (sdk, nextToken) =>
          new sdk.ListTaskDefinitionsCommand({
            ...{ familyPrefix, status, sort: 'DESC', maxResults },
            ...present({ nextToken })
          }),
        // moto reads it as a prefix and does not know the other states
        ({ taskDefinitionArns }) => taskDefinitionArns?.filter(arn => arn.includes(`/${familyPrefix}:`))
      )
  }
}

function listClusterArns({ reads }: Link<EcsSdk>): Promise<readonly string[]> {
  return listAll(
    reads,
    'ecs:ListClusters',
    (sdk, nextToken) => new sdk.ListClustersCommand({ maxResults, ...present({ nextToken }) }),
    ({ clusterArns }) => clusterArns
  )
}

function listServiceArns(link: Link<EcsSdk>, cluster: string): Promise<readonly string[]> {
  const listing = listAll(
    link.reads,
    'ecs:ListServices',
    (sdk, nextToken) => new sdk.ListServicesCommand({ cluster, maxResults, ...present({ nextToken }) }),
    ({ serviceArns }) => serviceArns
  )
  return nearestCluster(link, listing)
}

/**
 * nearestCluster adds the nearest name to the failure that a cluster does not exist; without the permission to list
 * clusters, nothing is added. Throws AwsError.
 */
export async function nearestCluster<Result>(link: Link<EcsSdk>, call: Promise<Result>): Promise<Result> {
  try {
    return await call
  } catch (thrown) {
    if (!(thrown instanceof AwsError) || thrown.missing === undefined) throw thrown
    const { missing } = thrown
    const names = (await listClusterArns(link).catch(() => [])).map(lastPartOf)
    throw thrown.with({ missing: { ...missing, meant: didYouMean(lastPartOf(missing.cluster), names) } })
  }
}

/** createPurge implements PurgePort with the AWS SDK. Both methods throw AwsError. */
export function createPurge(context: AwsContext): PurgePort {
  const { writes } = openLink(ECS, context)
  return {
    deregister: async taskDefinition => {
      const operation = 'ecs:DeregisterTaskDefinition'
      const command = (sdk: EcsSdk) => new sdk.DeregisterTaskDefinitionCommand({ taskDefinition })
      const { status = 'ACTIVE' } = (await send(writes, operation, command)).taskDefinition ?? {}
      if (status === 'ACTIVE') unusable(operation, 'inactive revision')
    },
    deleteRevisions: async arns => {
      const command = (sdk: EcsSdk) => new sdk.DeleteTaskDefinitionsCommand({ taskDefinitions: [...arns] })
      const operation = 'ecs:DeleteTaskDefinitions'
      const { failures = [], taskDefinitions = [] } = await send(writes, operation, command)
      const going = taskDefinitions.filter(
        ({ status = 'DELETE_IN_PROGRESS' }) => status === 'DELETE_IN_PROGRESS'
      )
      const answered = new Set([
        ...failures.map(({ arn }) => arn),
        ...going.map(({ taskDefinitionArn }) => taskDefinitionArn)
      ])
      for (const arn of arns) if (!answered.has(arn)) unusable(operation, lastPartOf(arn))
      return failures.map(({ arn = '', reason = 'no reason given', detail }) => ({
        arn,
        reason: detail === undefined ? reason : `${reason}: ${detail}`
      }))
    }
  }
}

/** Up to this many services are read one by one; for more, listing the tasks of their cluster is cheaper. */
const ONE_BY_ONE = 4

/** createRunningImages reads the images of running tasks from ECS; tasks that pull one are skipped. Throws AwsError. */
export function createRunningImages(context: AwsContext): RunningImages {
  const link = openLink(ECS, context)
  return {
    runningImages: async (cluster, services) => {
      const whole = services.length > ONE_BY_ONE ? await describeWantedTasks(link, cluster) : undefined
      const found = new Map<string, readonly RunningImage[]>()
      for (const service of services) {
        const tasks = whole ?? (await describeWantedTasks(link, cluster, service))
        const own = tasks.filter(
          ({ group, lastStatus }) => group === `service:${service}` && lastStatus === 'RUNNING'
        )
        const images = own.flatMap(({ containers = [], taskDefinitionArn: taskDefinition = '' }) =>
          containers.map(({ name: container = '', imageDigest }) => ({
            ...{ container, taskDefinition },
            ...present({ digest: imageDigest || undefined })
          }))
        )
        found.set(service, images)
      }
      return found
    },
    namesIn: async cluster => (await listServiceArns(link, cluster)).map(lastPartOf)
  }
}
