import { createHash } from 'node:crypto'
import type * as s3 from '@aws-sdk/client-s3'
import { AwsFault } from '../fault.ts'
import type { Bucket } from '../world/state.ts'
import { type Call, existing, type Operations, paged } from './operation.ts'

type Named = { readonly Bucket: string | undefined }

function bucketArn({ world, input }: Call<Named>): string {
  return `arn:${world.partition}:s3:::${input.Bucket}`
}

function bucketOf({ world, region, input }: Call<Named>): Bucket {
  const known = world.buckets.get(input.Bucket ?? '')
  const bucket = existing(known, 'NoSuchBucket', 'The specified bucket does not exist')
  // the serializer of errors turns it into the header of the redirect
  if (bucket.region !== region) throw new AwsFault('PermanentRedirect', `Region: ${bucket.region}`)
  return bucket
}

/** The S3 operations of the sandbox. */
export const S3: Operations<typeof s3> = {
  GetObject: {
    resources: call => [`${bucketArn(call)}/${call.input.Key}`],
    // a caller who may not list a bucket gets 403, not 404, for a missing key
    alsoNeeds: call => {
      const { Bucket: name = '', Key = '' } = call.input
      const bucket = call.world.buckets.get(name)
      if (bucket?.region !== call.region || bucket.objects.has(Key)) return []
      return [{ action: 's3:ListBucket', resource: bucketArn(call) }]
    },
    run: call => {
      const known = bucketOf(call).objects.get(call.input.Key ?? '')
      const { text, at } = existing(known, 'NoSuchKey', 'The specified key does not exist.')
      return { Body: text, ETag: `"${createHash('md5').update(text).digest('hex')}"`, LastModified: at }
    }
  },
  /** In the order of the keys' UTF-8 bytes. */
  ListObjectsV2: {
    action: 'ListBucket',
    resources: call => [bucketArn(call)],
    run: call => {
      const { Bucket: Name, Prefix = '' } = call.input
      const Contents = [...bucketOf(call).objects]
        .filter(([key]) => key.startsWith(Prefix))
        .toSorted(([a], [b]) => Buffer.compare(Buffer.from(a), Buffer.from(b)))
        .map(([Key, { text, at }]) => ({ Key, LastModified: at, Size: Buffer.byteLength(text) }))
      return { Name, Prefix, ...paged(call, { Contents }, 1000) }
    }
  }
}
