import {
  BatchGetImageCommand,
  DescribeImagesCommand,
  DescribePullThroughCacheRulesCommand,
  ECRClient,
  type ImageIdentifier
} from '@aws-sdk/client-ecr'
import type { ImageAddress, ImageDirectory, StoredImage } from '../verify/ports.ts'
import { type AwsContext, clientSettings } from './clients.ts'
import { AwsError } from './error.ts'
import { memoizeByKey } from './memoize.ts'
import { collectPages } from './pages.ts'
import { withRetries } from './retry.ts'
import { tapWire } from './wire.ts'

/** What is looked up here is optional: a runner without a way to ECR must not wait for it as long as for ECS. */
const mostRetries = 1

/** Manifests that ECR keeps; it is not asked to convert one into another. */
const manifestTypes = [
  'application/vnd.oci.image.index.v1+json',
  'application/vnd.docker.distribution.manifest.list.v2+json',
  'application/vnd.oci.image.manifest.v1+json',
  'application/vnd.docker.distribution.manifest.v2+json'
]

/** createImageDirectory looks images up in ECR, one client a region. Layers are never read. It throws AwsError. */
export function createImageDirectory(context: AwsContext): ImageDirectory {
  const policy = { ...context, maxRetries: Math.min(context.maxRetries, mostRetries) }
  const clientIn = memoizeByKey(async region => new ECRClient(clientSettings(context, region)))
  const linkTo = async (region: string) => ({ client: await clientIn(region), policy })
  const prefixesOf = memoizeByKey(async (key: string) => {
    const [region = '', registry = ''] = key.split(' ')
    return listCachePrefixes(await linkTo(region), registry)
  })
  return {
    describeImage: async image => describeImage(await linkTo(image.region), image),
    readManifest: async image => readManifest(await linkTo(image.region), image),
    listCachePrefixes: ({ region, registry }) => prefixesOf(`${region} ${registry}`)
  }
}

type EcrLink = { readonly client: ECRClient; readonly policy: AwsContext }

async function describeImage({ client, policy }: EcrLink, image: ImageAddress): Promise<StoredImage> {
  const attempt = async () => {
    const command = new DescribeImagesCommand(inputFor(image))
    tapWire(command)
    const { imageDetails } = await client.send(command)
    const mediaType = imageDetails?.[0]?.imageManifestMediaType
    return { kind: 'found' as const, ...(mediaType !== undefined && { mediaType }) }
  }
  try {
    return await withRetries({ operation: 'ecr:DescribeImages', effect: 'read', attempt }, policy)
  } catch (error) {
    if (error instanceof AwsError && error.awsName === 'RepositoryNotFoundException') {
      return { kind: 'no-repository' }
    }
    if (error instanceof AwsError && error.awsName === 'ImageNotFoundException') return { kind: 'no-image' }
    throw error
  }
}

function readManifest({ client, policy }: EcrLink, image: ImageAddress): Promise<string | undefined> {
  const attempt = async () => {
    const command = new BatchGetImageCommand({ ...inputFor(image), acceptedMediaTypes: manifestTypes })
    tapWire(command)
    const { images } = await client.send(command)
    return images?.[0]?.imageManifest
  }
  return withRetries({ operation: 'ecr:BatchGetImage', effect: 'read', attempt }, policy)
}

function listCachePrefixes({ client, policy }: EcrLink, registryId: string): Promise<readonly string[]> {
  const operation = 'ecr:DescribePullThroughCacheRules'
  const fetch = (nextToken: string | undefined) => {
    const attempt = async () => {
      const command = new DescribePullThroughCacheRulesCommand({
        registryId,
        ...(nextToken !== undefined && { nextToken })
      })
      tapWire(command)
      const answer = await client.send(command)
      const items = (answer.pullThroughCacheRules ?? []).flatMap(({ ecrRepositoryPrefix }) =>
        ecrRepositoryPrefix === undefined ? [] : [ecrRepositoryPrefix]
      )
      return { items, next: answer.nextToken }
    }
    return withRetries({ operation, effect: 'read', attempt }, policy)
  }
  return collectPages(fetch)
}

function inputFor({ registry, repository, id }: ImageAddress): {
  registryId: string
  repositoryName: string
  imageIds: ImageIdentifier[]
} {
  const imageId = 'tag' in id ? { imageTag: id.tag } : { imageDigest: id.digest }
  return { registryId: registry, repositoryName: repository, imageIds: [imageId] }
}
