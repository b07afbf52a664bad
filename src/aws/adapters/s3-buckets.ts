import { S3Client } from '@aws-sdk/client-s3'
import { type AwsContext, clientSettings } from '../clients.ts'
import { AwsError } from '../error.ts'
import { memoizeByKey } from '../lazy.ts'
import { tapHeaders } from '../requests/wire.ts'

/** An object of S3, and the Region that is asked for it. */
export type S3Object = { readonly bucket: string; readonly key: string; readonly region: string }

/** What was found, or the Region in which the bucket is instead. */
export type BucketAnswer<Found> = { readonly found: Found } | { readonly home: string }

/**
 * askBucket asks for objects of S3 by their ARNs, in the Regions of their buckets, with one client per Region. The
 * requests throw AwsError.
 */
export function askBucket(context: AwsContext, operation: string) {
  const clientIn = memoizeByKey(region => Promise.resolve(new S3Client(settings(context, region))))
  const regions = new Map<string, string>()
  return async <Found>(
    arn: string,
    request: (client: S3Client, object: S3Object) => Promise<BucketAnswer<Found>>
  ): Promise<Found> => {
    const { bucket, key } = objectOf(arn, operation)
    const region = regions.get(bucket) ?? context.region
    const ask = async (where: string) => request(await clientIn(where), { bucket, key, region: where })
    const first = await ask(region)
    if ('found' in first) return first.found
    regions.set(bucket, first.home)
    const second = await ask(first.home)
    if ('found' in second) return second.found
    throw refused(operation, 'PermanentRedirect', `the bucket is neither in ${region} nor in ${first.home}`)
  }
}

/** whereItIs makes one attempt of a request, whose answer can be that the bucket is in another Region. */
export async function whereItIs<Found>(
  command: object,
  region: string,
  attempt: () => Promise<Found>
): Promise<BucketAnswer<Found>> {
  const tap = tapHeaders(command)
  try {
    return { found: await attempt() }
  } catch (error) {
    // 301 PermanentRedirect and 400 AuthorizationHeaderMalformed contain the bucket's Region in a header (S3, "Making
    // requests")
    const home = tap.header('x-amz-bucket-region')
    if (home !== undefined && home !== region) return { home }
    throw error
  }
}

function settings(context: AwsContext, region: string) {
  const { AWS_ENDPOINT_URL, AWS_ENDPOINT_URL_S3 } = context.environment
  return {
    ...clientSettings(context, region),
    // a custom endpoint rarely has a host name per bucket
    forcePathStyle: Boolean(AWS_ENDPOINT_URL_S3 ?? AWS_ENDPOINT_URL),
    // checksums are not verified, because each kind would load more code
    responseChecksumValidation: 'WHEN_REQUIRED' as const,
    disableS3ExpressSessionAuth: true
  }
}

/** `arn:PARTITION:s3:::BUCKET/KEY`, as in environmentFiles (ECS API reference, EnvironmentFile). */
function objectOf(arn: string, operation: string): Pick<S3Object, 'bucket' | 'key'> {
  const [, bucket, key] = /^arn:[a-z-]+:s3:::([^/:]+)\/(.+)$/s.exec(arn) ?? []
  if (bucket === undefined || key === undefined)
    throw refused(operation, 'InvalidArn', 'it is not the ARN of an object of S3')
  return { bucket, key }
}

function refused(operation: string, awsName: string, message: string): AwsError {
  return new AwsError({ kind: 'refused', operation, awsName, message })
}
