import type { ImageDetail, ImageIdentifier } from '@aws-sdk/client-ecr'
import { present } from '../present.ts'
import type { ImageAddress, ImageDirectory, StoredImage } from '../secrets/ports.ts'
import { AwsError } from './error.ts'
import { memoizeByKey } from './retry.ts'
import { type Channel, channelsIn, exchange, listAll, send, unusable } from './send.ts'
import { type AwsContext, ECR, type EcrSdk } from './services.ts'

/** Lookups here are optional: a runner that cannot reach ECR must not wait for it as long as for ECS. */
const mostRetries = 1

/** Manifest types that ECR stores; ECR does not convert one into another. */
const manifestTypes = [
  'application/vnd.oci.image.index.v1+json',
  'application/vnd.docker.distribution.manifest.list.v2+json',
  'application/vnd.oci.image.manifest.v1+json',
  'application/vnd.docker.distribution.manifest.v2+json'
]

/** createImageDirectory looks up images in ECR, with one client per Region. Layers are never read. Throws AwsError. */
export function createImageDirectory(context: AwsContext): ImageDirectory {
  const policy = { ...context, maxRetries: Math.min(context.maxRetries, mostRetries) }
  const channelTo = channelsIn(ECR, policy)
  const prefixesOf = memoizeByKey(async (key: string) => {
    const [region = '', registry = ''] = key.split(' ')
    return listCachePrefixes(channelTo(region), registry)
  })
  return {
    describeImage: async image => describeImage(channelTo(image.region), image),
    readManifest: async image => {
      const command = (sdk: EcrSdk) =>
        new sdk.BatchGetImageCommand({ ...inputFor(image), acceptedMediaTypes: manifestTypes })
      const { images } = await send(channelTo(image.region), 'ecr:BatchGetImage', command)
      return images?.[0]?.imageManifest
    },
    listCachePrefixes: ({ region, registry }) => prefixesOf(`${region} ${registry}`)
  }
}

async function describeImage(channel: Channel<EcrSdk>, image: ImageAddress): Promise<StoredImage> {
  const operation = 'ecr:DescribeImages'
  try {
    return await exchange(channel, operation, {
      command: sdk => new sdk.DescribeImagesCommand(inputFor(image)),
      read: ({ imageDetails }) => {
        // ECR states that an image is missing by an exception, never by an empty list
        const [found] = imageDetails ?? []
        if (found === undefined || !isOf(found, image)) return unusable(operation, 'usable image')
        const { imageManifestMediaType: mediaType, imageDigest: digest } = found
        return { kind: 'found', ...present({ mediaType, digest }) }
      }
    })
  } catch (error) {
    const name = error instanceof AwsError ? error.awsName : ''
    if (name === 'RepositoryNotFoundException') return { kind: 'no-repository' }
    if (name === 'ImageNotFoundException') return { kind: 'no-image' }
    throw error
  }
}

/** What an answer leaves out contradicts nothing. */
function isOf({ imageTags = [], imageDigest }: ImageDetail, { id }: ImageAddress): boolean {
  if ('tag' in id) return imageTags.length === 0 || imageTags.includes(id.tag)
  return imageDigest === undefined || imageDigest === id.digest
}

function listCachePrefixes(channel: Channel<EcrSdk>, registryId: string): Promise<readonly string[]> {
  return listAll(
    channel,
    'ecr:DescribePullThroughCacheRules',
    (sdk, nextToken) =>
      new sdk.DescribePullThroughCacheRulesCommand({ registryId, ...present({ nextToken }) }),
    ({ pullThroughCacheRules }) => pullThroughCacheRules?.flatMap(rule => rule.ecrRepositoryPrefix ?? [])
  )
}

function inputFor({ registry, repository, id }: ImageAddress): {
  registryId: string
  repositoryName: string
  imageIds: ImageIdentifier[]
} {
  const imageId = 'tag' in id ? { imageTag: id.tag } : { imageDigest: id.digest }
  return { registryId: registry, repositoryName: repository, imageIds: [imageId] }
}
