import type { GetObjectCommandOutput } from '@aws-sdk/client-s3'
import type { EnvironmentFiles, ObjectRead } from '../audit/ports.ts'
import { askBucket } from './s3.ts'
import type { AwsContext, S3Sdk } from './services.ts'
import { connected } from './wire.ts'

/**
 * createEnvironmentFiles reads environment files from S3. Only an audit uses it, and only if a revision in use has such
 * a file. Throws AwsError.
 */
export function createEnvironmentFiles(context: AwsContext): EnvironmentFiles {
  const ask = askBucket(context, 's3:GetObject')
  return {
    read: (arn, limit) =>
      ask(arn, ({ bucket, key }) => ({
        command: (sdk: S3Sdk) => new sdk.GetObjectCommand({ Bucket: bucket, Key: key }),
        isStream: true,
        read: ({ Body, ContentLength = 0 }: GetObjectCommandOutput) => bodyOf(Body, ContentLength, limit),
        missing: { kind: 'missing' }
      }))
  }
}

async function bodyOf(body: unknown, length: number, limit: number): Promise<ObjectRead> {
  if (body === undefined) return { kind: 'text', text: '' }
  const chunks = body as AsyncIterable<Uint8Array> & { readonly destroy?: () => void }
  const bytes = length > limit ? undefined : await connected(() => bounded(chunks, limit))
  if (bytes !== undefined) return { kind: 'text', text: Buffer.from(bytes).toString('utf8') }
  // an unread stream would keep its connection open
  chunks.destroy?.()
  return { kind: 'too-large', bytes: length }
}

/** Undefined as soon as the limit is exceeded, whatever the header states. */
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
