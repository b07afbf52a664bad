import { RequestPace } from '../pace.ts'
import { present } from '../present.ts'
import type { AwsContext } from './services.ts'

/**
 * The request buckets of an account and Region that reads draw from: burst, requests per second, operations. Sources:
 * ECS API reference, "Request throttling"; Secrets Manager quotas. The modes limit writes (pace.ts).
 */
const BUCKETS: readonly (readonly [burst: number, perSecond: number, ...operations: string[]])[] = [
  [50, 20, 'ecs:DescribeTaskDefinition', 'ecs:ListTaskDefinitions'],
  [100, 20, 'ecs:DescribeServices', 'ecs:ListServices'],
  [50, 20, 'ecs:ListServiceDeployments', 'ecs:DescribeServiceDeployments'],
  [50, 20, 'ecs:DescribeServiceRevisions'],
  [100, 20, 'ecs:DescribeTasks', 'ecs:ListTasks'],
  [50, 20, 'ecs:DescribeClusters', 'ecs:ListClusters'],
  [50, 50, 'secretsmanager:ListSecretVersionIds'],
  [100, 100, 'secretsmanager:ListSecrets']
]

/** Requests arrive less evenly than they are sent. */
const SHARE = 0.9

/** waitForTurn waits until a call fits into its bucket, so that a run is not throttled because of its own calls. */
export async function waitForTurn(
  operation: string,
  region: string,
  { paces, clock, signal }: AwsContext
): Promise<void> {
  const bucket = BUCKETS.find(([, , ...operations]) => operations.includes(operation))
  if (bucket === undefined) return
  const [burst, perSecond, name] = bucket
  const key = `${region} ${name}`
  const pace =
    paces.get(key) ?? new RequestPace({ burst: burst * SHARE, perSecond: perSecond * SHARE }, clock)
  paces.set(key, pace)
  await pace.take(present({ signal }))
}
