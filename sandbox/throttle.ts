import { AwsFault } from './fault.ts'

type Bucket = { readonly burst: number; readonly refill: number; readonly operations: readonly string[] }

/**
 * ECS's request buckets per account and Region (AWS: request throttling for the ECS API): size, and tokens per second.
 */
const BUCKETS: Readonly<Record<string, Bucket>> = {
  register: { burst: 20, refill: 1, operations: ['RegisterTaskDefinition', 'DeregisterTaskDefinition'] },
  definitions: {
    burst: 50,
    refill: 20,
    operations: ['DescribeTaskDefinition', 'ListTaskDefinitions', 'ListTaskDefinitionFamilies']
  },
  deleteDefinitions: { burst: 5, refill: 1, operations: ['DeleteTaskDefinitions'] },
  changeServices: { burst: 50, refill: 5, operations: ['CreateService', 'UpdateService', 'DeleteService'] },
  services: { burst: 100, refill: 20, operations: ['DescribeServices', 'ListServices'] },
  deployments: {
    burst: 50,
    refill: 20,
    operations: ['ListServiceDeployments', 'DescribeServiceDeployments']
  },
  revisions: { burst: 50, refill: 20, operations: ['DescribeServiceRevisions'] },
  changeTasks: { burst: 100, refill: 40, operations: ['StopTask', 'RunTask'] },
  tasks: { burst: 100, refill: 20, operations: ['DescribeTasks', 'ListTasks'] },
  tags: { burst: 20, refill: 10, operations: ['TagResource', 'UntagResource'] },
  clusters: { burst: 50, refill: 20, operations: ['DescribeClusters', 'ListClusters'] }
}

/** The level of each bucket: tokens left at a virtual time. */
export type BucketLevels = Map<string, { tokens: number; at: number }>

/** takeToken takes one token for an ECS call. Throws AwsFault ThrottlingException if the bucket is empty. */
export function takeToken(
  levels: BucketLevels,
  call: { region: string; operation: string },
  now: number
): void {
  const entry = Object.entries(BUCKETS).find(([, bucket]) => bucket.operations.includes(call.operation))
  if (!entry) return
  const [name, bucket] = entry
  const key = `${call.region}/${name}`
  const level = levels.get(key) ?? { tokens: bucket.burst, at: now }
  const refilled = level.tokens + ((now - level.at) / 1000) * bucket.refill
  const tokens = Math.min(bucket.burst, refilled)
  levels.set(key, { tokens: tokens >= 1 ? tokens - 1 : tokens, at: now })
  if (tokens < 1) throw new AwsFault('ThrottlingException', 'Rate exceeded')
}
