import { type RequestBucket, RequestPace, type SharedPaces } from '../../pace.ts'
import { present } from '../../present.ts'
import type { AwsContext } from '../clients.ts'

type ReadBucket = {
  readonly burst: number
  readonly perSecond: number
  readonly operations: readonly string[]
}

/**
 * The share of the request buckets of an account and Region that reads may take. Sources: ECS API reference, "Request
 * throttling"; Secrets Manager quotas. The modes limit writes (pace.ts) and leave a share to others.
 */
const BUCKETS: Readonly<Record<string, ReadBucket>> = {
  definitions: {
    burst: 50,
    perSecond: 20,
    operations: ['ecs:DescribeTaskDefinition', 'ecs:ListTaskDefinitions']
  },
  services: { burst: 100, perSecond: 20, operations: ['ecs:DescribeServices', 'ecs:ListServices'] },
  deployments: {
    burst: 50,
    perSecond: 20,
    operations: ['ecs:ListServiceDeployments', 'ecs:DescribeServiceDeployments']
  },
  serviceRevisions: { burst: 50, perSecond: 20, operations: ['ecs:DescribeServiceRevisions'] },
  tasks: { burst: 100, perSecond: 20, operations: ['ecs:DescribeTasks', 'ecs:ListTasks'] },
  clusters: { burst: 50, perSecond: 20, operations: ['ecs:DescribeClusters', 'ecs:ListClusters'] },
  secretVersions: { burst: 50, perSecond: 50, operations: ['secretsmanager:ListSecretVersionIds'] },
  secrets: { burst: 100, perSecond: 100, operations: ['secretsmanager:ListSecrets'] }
}

/** Requests arrive less evenly than they are sent. */
const SHARE = 0.9

const BUCKET_OF: ReadonlyMap<string, string> = new Map(
  Object.entries(BUCKETS).flatMap(([name, { operations }]) =>
    operations.map(operation => [operation, name] as const)
  )
)

/** readBucketOf returns what a run takes of the bucket of a read; undefined for calls that are not spaced. */
export function readBucketOf(operation: string): RequestBucket | undefined {
  const name = BUCKET_OF.get(operation)
  return name === undefined ? undefined : shareOf(name)
}

function shareOf(name: string): RequestBucket {
  const { burst, perSecond } = BUCKETS[name] as ReadBucket
  return { burst: burst * SHARE, perSecond: perSecond * SHARE }
}

/** waitForTurn waits until a call fits into its bucket, so that a run is not throttled because of its own calls. */
export async function waitForTurn(
  operation: string,
  region: string,
  { paces, clock, signal }: AwsContext
): Promise<void> {
  const name = BUCKET_OF.get(operation)
  if (name === undefined) return
  await paceOf(name, { paces, clock }).take({ account: region, ...present({ signal }) })
}

function paceOf(
  name: string,
  { paces, clock }: { readonly paces: SharedPaces; readonly clock: AwsContext['clock'] }
): RequestPace {
  const known = paces.get(name)
  if (known !== undefined) return known
  const made = new RequestPace(shareOf(name), clock)
  paces.set(name, made)
  return made
}
