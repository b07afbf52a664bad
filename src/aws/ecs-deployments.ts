import { lastPartOf } from '../arn.ts'
import { present } from '../present.ts'
import type { ContinueRequest, ServiceDeployment } from '../rollout/ports.ts'
import { toBriefDeployment, toServiceDeployment } from './ecs-shapes.ts'
import { collectPages, inBatches, type Link, orUnsupported, repeatable, send, unusable } from './send.ts'
import type { EcsSdk } from './services.ts'

/** Limits of the API reference: records and revisions per call, and entries per page. */
const recordsAtOnce = 20
const perPage = 100

/** listServiceDeployments returns the records of a service, newest first, created at or after `since`. */
export async function listServiceDeployments(
  { reads }: Link<EcsSdk>,
  of: { readonly cluster: string; readonly service: string; readonly since: number }
): Promise<readonly ServiceDeployment[]> {
  const { cluster, service } = of
  // AWS may store times in seconds, and `after` may or may not include its own moment, so one more second is requested
  const since = Math.floor(of.since / 1000) * 1000
  const after = new Date(since - 1000)
  const operation = 'ecs:ListServiceDeployments'
  const listing = collectPages(operation, async nextToken => {
    const command = (sdk: EcsSdk) =>
      new sdk.ListServiceDeploymentsCommand({
        cluster,
        service,
        createdAt: { after },
        maxResults: perPage,
        ...present({ nextToken })
      })
    const answer = await send(reads, operation, command)
    return { items: answer.serviceDeployments?.map(toBriefDeployment), next: answer.nextToken }
  })
  return (await orUnsupported(listing))
    .filter(({ createdAt }) => createdAt === undefined || createdAt >= since)
    .sort((a, b) => (b.createdAt ?? 0) - (a.createdAt ?? 0))
}

/** describeServiceDeployments returns complete records, in any order. */
export function describeServiceDeployments(
  { reads }: Link<EcsSdk>,
  arns: readonly string[]
): Promise<readonly ServiceDeployment[]> {
  return orUnsupported(
    inBatches(arns, recordsAtOnce, async batch => {
      const command = (sdk: EcsSdk) =>
        new sdk.DescribeServiceDeploymentsCommand({ serviceDeploymentArns: batch })
      const { serviceDeployments = [] } = await send(reads, 'ecs:DescribeServiceDeployments', command)
      return serviceDeployments.map(toServiceDeployment)
    })
  )
}

/** describeServiceRevisions returns the task definition of each service revision that ECS still has. */
export async function describeServiceRevisions(
  { reads }: Link<EcsSdk>,
  arns: readonly string[]
): Promise<ReadonlyMap<string, string>> {
  const found = await orUnsupported(
    inBatches([...new Set(arns)], recordsAtOnce, async batch => {
      const command = (sdk: EcsSdk) => new sdk.DescribeServiceRevisionsCommand({ serviceRevisionArns: batch })
      const operation = 'ecs:DescribeServiceRevisions'
      const { serviceRevisions = [], failures = [] } = await send(reads, operation, command)
      // what is neither described nor refused is unknown: it could be a rollback target
      const answered = new Set([
        ...serviceRevisions.map(({ serviceRevisionArn }) => serviceRevisionArn),
        ...failures.map(({ arn }) => arn)
      ])
      for (const arn of batch) if (!answered.has(arn)) unusable(operation, `revision ${lastPartOf(arn)}`)
      return serviceRevisions.map(
        revision => [revision.serviceRevisionArn ?? '', revision.taskDefinition ?? ''] as const
      )
    })
  )
  return new Map(found)
}

/**
 * stopServiceDeployment requests the rollback, which ECS carries out afterwards. Calling it twice is harmless (a
 * deployment that is stopping continues to do so), so a lost response is retried like that of a read. The alternative,
 * another update, would interrupt a rollback that may have begun.
 */
export async function stopServiceDeployment({ writes }: Link<EcsSdk>, arn: string): Promise<void> {
  const command = (sdk: EcsSdk) =>
    new sdk.StopServiceDeploymentCommand({ serviceDeploymentArn: arn, stopType: 'ROLLBACK' })
  await orUnsupported(send(repeatable(writes), 'ecs:StopServiceDeployment', command))
}

/**
 * continueServiceDeployment ends a pause. The pause has an ID, so a lost response can be retried: the call never ends
 * another pause.
 */
export async function continueServiceDeployment(
  { writes }: Link<EcsSdk>,
  request: ContinueRequest
): Promise<void> {
  const { arn: serviceDeploymentArn, hookId, action } = request
  const command = (sdk: EcsSdk) =>
    new sdk.ContinueServiceDeploymentCommand({ serviceDeploymentArn, hookId, action })
  await orUnsupported(send(repeatable(writes), 'ecs:ContinueServiceDeployment', command))
}
