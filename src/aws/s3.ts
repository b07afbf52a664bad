import type { ListObjectsV2CommandOutput } from '@aws-sdk/client-s3'
import type { ObjectDates } from '../audit/ports.ts'
import { AwsError } from './error.ts'
import { channelsIn, type Exchange, exchange, orMissing } from './send.ts'
import { type AwsContext, S3, type S3Sdk } from './services.ts'

/** An object of S3. */
type S3Object = { readonly bucket: string; readonly key: string }

/** What was found, or the Region in which the bucket is instead. */
type BucketAnswer<Found> = { readonly found: Found } | { readonly home: string }

/** A request for an object: what is sent, and what the answer means. */
type ObjectRequest<Output, Found> = Pick<Exchange<S3Sdk, Output, Found>, 'command' | 'isStream' | 'read'> & {
  /** What it means that the object or its bucket does not exist. */
  readonly missing: Found
}

/**
 * createObjectDates reads when objects of S3 were changed. It lists them, because that needs no permission to read
 * them. Throws AwsError.
 */
export function createObjectDates(context: AwsContext): ObjectDates {
  const ask = askBucket(context, 's3:ListBucket')
  return {
    changedAt: arn =>
      ask(arn, ({ bucket, key }) => ({
        command: (sdk: S3Sdk) => new sdk.ListObjectsV2Command({ Bucket: bucket, Prefix: key, MaxKeys: 1 }),
        // S3 lists in the order of the keys, so the first one with this prefix is the key itself if it exists
        read: ({ Contents: [first] = [] }: ListObjectsV2CommandOutput): number | undefined =>
          first?.Key === key ? (first.LastModified?.getTime() ?? 0) : undefined,
        missing: undefined
      }))
  }
}

/** askBucket requests objects of S3 by their ARNs, in the Regions of their buckets. The requests throw AwsError. */
export function askBucket(context: AwsContext, operation: string) {
  const channelIn = channelsIn(S3, context)
  const regions = new Map<string, string>()
  return async <Output, Found>(
    arn: string,
    request: (object: S3Object) => ObjectRequest<Output, Found>
  ): Promise<Found> => {
    const object = objectOf(arn, operation)
    const { missing, read, ...wanted } = request(object)
    const ask = async (region: string): Promise<BucketAnswer<Found>> => {
      const call = exchange<S3Sdk, Output, BucketAnswer<Found>>(channelIn(region), operation, {
        ...wanted,
        read: async (output, raw) => ({ found: await read(output, raw) }),
        // 301 PermanentRedirect and 400 AuthorizationHeaderMalformed contain the bucket's Region in a header (S3,
        // "Making requests")
        readException: (_, header) => {
          const home = header('x-amz-bucket-region')
          return home !== undefined && home !== region ? { home } : undefined
        }
      })
      return (await orMissing(call, isMissing)) ?? { found: missing }
    }
    const region = regions.get(object.bucket) ?? context.region
    const first = await ask(region)
    if ('found' in first) return first.found
    regions.set(object.bucket, first.home)
    const second = await ask(first.home)
    if ('found' in second) return second.found
    const message = `the bucket is neither in ${region} nor in ${first.home}`
    throw new AwsError({ kind: 'refused', operation, awsName: 'PermanentRedirect', message })
  }
}

function isMissing({ awsName }: AwsError): boolean {
  return /^NoSuch(Key|Bucket)$/.test(awsName)
}

/** `arn:PARTITION:s3:::BUCKET/KEY`, as in environmentFiles (ECS API reference, EnvironmentFile). */
function objectOf(arn: string, operation: string): S3Object {
  const [, bucket, key] = /^arn:[a-z-]+:s3:::([^/:]+)\/(.+)$/s.exec(arn) ?? []
  if (bucket !== undefined && key !== undefined) return { bucket, key }
  const message = 'it is not the ARN of an object of S3'
  throw new AwsError({ kind: 'refused', operation, awsName: 'InvalidArn', message })
}
