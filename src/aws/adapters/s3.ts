import { GetObjectCommand, type S3Client } from '@aws-sdk/client-s3'
import type { EnvironmentFiles, ObjectRead } from '../../audit/ports.ts'
import type { AwsContext } from '../clients.ts'
import type { AwsError } from '../error.ts'
import { withRetries } from '../requests/retry.ts'
import { orMissing } from '../requests/send.ts'
import { connected } from '../requests/wire.ts'
import { askBucket, type BucketAnswer, type S3Object, whereItIs } from './s3-buckets.ts'

const OPERATION = 's3:GetObject'

type Asked = S3Object & { readonly limit: number }

/**
 * createEnvironmentFiles reads environment files from S3, with one client per Region. Only an audit loads this module,
 * and only if a revision in use has such a file. Throws AwsError.
 */
export function createEnvironmentFiles(context: AwsContext): EnvironmentFiles {
  const ask = askBucket(context, OPERATION)
  return { read: (arn, limit) => ask(arn, (client, object) => get(client, context, { ...object, limit })) }
}

async function get(client: S3Client, context: AwsContext, asked: Asked): Promise<BucketAnswer<ObjectRead>> {
  const call = { operation: OPERATION, effect: 'read', attempt: () => attempt(client, asked) } as const
  const isMissing = ({ awsName }: AwsError) => /^NoSuch(Key|Bucket)$/.test(awsName)
  return (await orMissing(withRetries(call, context), isMissing)) ?? { found: { kind: 'missing' } }
}

function attempt(client: S3Client, { bucket, key, region, limit }: Asked) {
  const command = new GetObjectCommand({ Bucket: bucket, Key: key })
  return whereItIs(command, region, async (): Promise<ObjectRead> => {
    const { Body, ContentLength = 0 } = await client.send(command)
    if (Body === undefined) return { kind: 'text', text: '' }
    const chunks = Body as AsyncIterable<Uint8Array>
    const bytes = ContentLength > limit ? undefined : await connected(() => bounded(chunks, limit))
    if (bytes !== undefined)
      return { kind: 'text', text: Buffer.from(bytes).toString('utf8') }
      // an unread stream would keep its connection open
    ;(Body as { readonly destroy?: () => void }).destroy?.()
    return { kind: 'too-large', bytes: ContentLength }
  })
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
