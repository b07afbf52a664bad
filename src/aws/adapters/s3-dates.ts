import { ListObjectsV2Command, type S3Client } from '@aws-sdk/client-s3'
import type { ObjectDates } from '../../audit/ports.ts'
import type { AwsContext } from '../clients.ts'
import type { AwsError } from '../error.ts'
import { withRetries } from '../requests/retry.ts'
import { orMissing } from '../requests/send.ts'
import { askBucket, type BucketAnswer, type S3Object, whereItIs } from './s3-buckets.ts'

/** What IAM calls ListObjectsV2. */
const OPERATION = 's3:ListBucket'

/**
 * createObjectDates reads when objects of S3 were changed. It lists them, because that needs no permission to read
 * them. Throws AwsError.
 */
export function createObjectDates(context: AwsContext): ObjectDates {
  const ask = askBucket(context, OPERATION)
  return { changedAt: arn => ask(arn, (client, object) => list(client, context, object)) }
}

/** The time of an object in milliseconds since 1970, if it exists. */
type Dated = BucketAnswer<number | undefined>

async function list(client: S3Client, context: AwsContext, object: S3Object): Promise<Dated> {
  const call = { operation: OPERATION, effect: 'read', attempt: () => attempt(client, object) } as const
  const isMissing = ({ awsName }: AwsError) => awsName === 'NoSuchBucket'
  return (await orMissing(withRetries(call, context), isMissing)) ?? { found: undefined }
}

/** S3 lists in the order of the keys, so the first one with this prefix is the key itself if it exists. */
function attempt(client: S3Client, { bucket, key, region }: S3Object): Promise<Dated> {
  const command = new ListObjectsV2Command({ Bucket: bucket, Prefix: key, MaxKeys: 1 })
  return whereItIs(command, region, async () => {
    const [first] = (await client.send(command)).Contents ?? []
    return first?.Key === key ? (first.LastModified?.getTime() ?? 0) : undefined
  })
}
