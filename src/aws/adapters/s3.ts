import { GetObjectCommand, S3Client } from '@aws-sdk/client-s3'
import type { EnvironmentFiles, ObjectRead } from '../../audit/ports.ts'
import { type AwsContext, clientSettings } from '../clients.ts'
import { AwsError } from '../error.ts'
import { memoizeByKey } from '../lazy.ts'
import { withRetries } from '../requests/retry.ts'
import { orMissing } from '../requests/send.ts'
import { connected, tapHeaders } from '../requests/wire.ts'

const OPERATION = 's3:GetObject'

/** The result of one request: an object, or the bucket's Region. */
type Answer = ObjectRead | { readonly kind: 'elsewhere'; readonly region: string }

type Asked = {
  readonly bucket: string
  readonly key: string
  readonly region: string
  readonly limit: number
}

/**
 * createEnvironmentFiles reads environment files from S3, with one client per Region. Only an audit loads this module,
 * and only if a revision in use has such a file. Throws AwsError.
 */
export function createEnvironmentFiles(context: AwsContext): EnvironmentFiles {
  const clientIn = memoizeByKey(region => Promise.resolve(new S3Client(settings(context, region))))
  const regions = new Map<string, string>()
  return {
    read: async (arn, limit) => {
      const { bucket, key } = objectOf(arn)
      const region = regions.get(bucket) ?? context.region
      const ask = async (asked: Asked) => get(await clientIn(asked.region), context, asked)
      const first = await ask({ bucket, key, region, limit })
      if (first.kind !== 'elsewhere') return first
      regions.set(bucket, first.region)
      const second = await ask({ bucket, key, region: first.region, limit })
      if (second.kind !== 'elsewhere') return second
      throw refused('PermanentRedirect', `the bucket is neither in ${region} nor in ${first.region}`)
    }
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
function objectOf(arn: string): { readonly bucket: string; readonly key: string } {
  const [, bucket, key] = /^arn:[a-z-]+:s3:::([^/:]+)\/(.+)$/s.exec(arn) ?? []
  if (bucket === undefined || key === undefined)
    throw refused('InvalidArn', 'it is not the ARN of an object of S3')
  return { bucket, key }
}

function refused(awsName: string, message: string): AwsError {
  return new AwsError({ kind: 'refused', operation: OPERATION, awsName, message })
}

async function get(client: S3Client, context: AwsContext, asked: Asked): Promise<Answer> {
  const call = { operation: OPERATION, effect: 'read', attempt: () => attempt(client, asked) } as const
  const isMissing = ({ awsName }: AwsError) => /^NoSuch(Key|Bucket)$/.test(awsName)
  return (await orMissing(withRetries(call, context), isMissing)) ?? { kind: 'missing' }
}

async function attempt(client: S3Client, { bucket, key, region, limit }: Asked): Promise<Answer> {
  const command = new GetObjectCommand({ Bucket: bucket, Key: key })
  const tap = tapHeaders(command)
  try {
    const { Body, ContentLength = 0 } = await client.send(command)
    if (Body === undefined) return { kind: 'text', text: '' }
    const chunks = Body as AsyncIterable<Uint8Array>
    const bytes = ContentLength > limit ? undefined : await connected(() => bounded(chunks, limit))
    if (bytes !== undefined)
      return { kind: 'text', text: Buffer.from(bytes).toString('utf8') }
      // an unread stream would keep its connection open
    ;(Body as { readonly destroy?: () => void }).destroy?.()
    return { kind: 'too-large', bytes: ContentLength }
  } catch (error) {
    // 301 PermanentRedirect and 400 AuthorizationHeaderMalformed contain the bucket's Region in a header (S3, "Making
    // requests")
    const home = tap.header('x-amz-bucket-region')
    if (home !== undefined && home !== region) return { kind: 'elsewhere', region: home }
    throw error
  }
}

/** Undefined as soon as the limit is exceeded, whatever the header says. */
async function bounded(chunks: AsyncIterable<Uint8Array>, limit: number): Promise<Uint8Array | undefined> {
  const read: Uint8Array[] = []
  let size = 0
  for await (const chunk of chunks) {
    size += chunk.length
    if (size > limit) return undefined
    read.push(chunk)
  }
  return Buffer.concat(read)
}
