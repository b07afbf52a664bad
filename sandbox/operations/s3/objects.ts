import { AwsFault } from '../../fault.ts'
import { type JsonMap, textOf } from '../../json.ts'
import type { Question } from '../../world/evaluate.ts'
import type { Bucket } from '../../world/state.ts'
import type { Call, Operation } from '../operation.ts'

/** The S3 operations of the sandbox. */
export const S3: Readonly<Record<string, Operation>> = {
  GetObject: { run: getObject, resources: call => [objectArn(call)], alsoNeeds: listing },
  ListObjectsV2: { run: listObjects, resources: call => [bucketArn(call)], action: 'ListBucket' }
}

function objectArn(call: Call): string {
  return `${bucketArn(call)}/${textOf(call.input, 'Key') ?? ''}`
}

function bucketArn({ world, input }: Call): string {
  return `arn:${world.partition}:s3:::${textOf(input, 'Bucket') ?? ''}`
}

/** A caller who may not list a bucket gets 403, not 404, for a missing key. */
function listing(call: Call): Question[] {
  const bucket = call.world.buckets.get(textOf(call.input, 'Bucket') ?? '')
  if (!bucket || bucket.region !== call.region || bucket.objects.has(textOf(call.input, 'Key') ?? ''))
    return []
  return [{ action: 's3:ListBucket', resource: bucketArn(call), context: {} }]
}

function bucketOf({ world, region, input }: Call): Bucket {
  const bucket = world.buckets.get(textOf(input, 'Bucket') ?? '')
  if (!bucket) throw new AwsFault('NoSuchBucket', 'The specified bucket does not exist')
  // the serializer of errors turns it into the header of the redirect
  if (bucket.region !== region) throw new AwsFault('PermanentRedirect', `region ${bucket.region}`)
  return bucket
}

/** S3 lists in the order of the keys' UTF-8 bytes. */
function listObjects(call: Call): JsonMap {
  const { input } = call
  const prefix = textOf(input, 'Prefix') ?? ''
  const most = Number(input['MaxKeys'] ?? MOST_KEYS)
  const found = [...bucketOf(call).objects]
    .filter(([key]) => key.startsWith(prefix))
    .toSorted(([a], [b]) => Buffer.compare(Buffer.from(a), Buffer.from(b)))
  const Contents = found
    .slice(0, most)
    .map(([Key, { text, at }]) => ({ Key, LastModified: at, Size: Buffer.byteLength(text) }))
  return {
    Name: input['Bucket'] ?? '',
    Prefix: prefix,
    MaxKeys: most,
    IsTruncated: found.length > most,
    Contents
  }
}

const MOST_KEYS = 1000

function getObject(call: Call): { Body: string; LastModified: number } {
  const { input } = call
  const bucket = bucketOf(call)
  const found = bucket.objects.get(textOf(input, 'Key') ?? '')
  if (!found) throw new AwsFault('NoSuchKey', 'The specified key does not exist.')
  return { Body: found.text, LastModified: found.at }
}
