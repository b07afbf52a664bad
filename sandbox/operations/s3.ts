import { createHash } from 'node:crypto'
import { AwsFault } from '../fault.ts'
import { seconds } from '../json.ts'
import type { Bucket } from '../world/state.ts'
import { type Call, type Operations, page, text } from './operation.ts'

function bucketArn(call: Call): string {
  return `arn:${call.world.partition}:s3:::${text(call, 'Bucket')}`
}

function bucketOf(call: Call): Bucket {
  const bucket = call.world.buckets.get(text(call, 'Bucket'))
  if (!bucket) throw new AwsFault('NoSuchBucket', 'The specified bucket does not exist', 404)
  // the serializer of errors turns it into the header of the redirect
  if (bucket.region !== call.region) throw new AwsFault('PermanentRedirect', `Region: ${bucket.region}`, 301)
  return bucket
}

/** The S3 operations of the sandbox. */
export const S3: Operations = {
  GetObject: {
    resources: call => [`${bucketArn(call)}/${text(call, 'Key')}`],
    // a caller who may not list a bucket gets 403, not 404, for a missing key
    alsoNeeds: call => {
      const bucket = call.world.buckets.get(text(call, 'Bucket'))
      if (bucket?.region !== call.region || bucket.objects.has(text(call, 'Key'))) return []
      return [{ action: 's3:ListBucket', resource: bucketArn(call), context: {} }]
    },
    run: call => {
      const found = bucketOf(call).objects.get(text(call, 'Key'))
      if (!found) throw new AwsFault('NoSuchKey', 'The specified key does not exist.', 404)
      const ETag = `"${createHash('md5').update(found.text).digest('hex')}"`
      return { Body: found.text, ETag, LastModified: seconds(found.at) }
    }
  },
  /** In the order of the keys' UTF-8 bytes. */
  ListObjectsV2: {
    action: 'ListBucket',
    resources: call => [bucketArn(call)],
    run: call => {
      const found = [...bucketOf(call).objects]
        .filter(([key]) => key.startsWith(text(call, 'Prefix')))
        .toSorted(([a], [b]) => Buffer.compare(Buffer.from(a), Buffer.from(b)))
      const { items, next } = page(call, found, 1000)
      return {
        Name: text(call, 'Bucket'),
        Prefix: text(call, 'Prefix'),
        KeyCount: items.length,
        IsTruncated: next !== undefined,
        Contents: items.map(([Key, { text: body, at }]) => ({
          Key,
          LastModified: seconds(at),
          Size: Buffer.byteLength(body)
        }))
      }
    }
  }
}
