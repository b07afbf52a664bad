import { AwsFault } from '../../fault.ts'
import { type JsonMap, mapsOf, seconds, textOf, textsOf } from '../../json.ts'
import { arnOf } from '../../world/arns.ts'
import { imageIn, putImage } from '../../world/image-store.ts'
import type { Repository, StoredImage } from '../../world/state.ts'
import { type Call, here, must, type Operation, page } from '../operation.ts'

function invalid(key: string): AwsFault {
  return new AwsFault(
    'InvalidParameterException',
    `Invalid parameter at '${key}' failed to satisfy constraint: 'Member must not be null'`
  )
}

function theRepository(call: Call): string[] {
  return [arnOf(call.world, ['ecr', call.region], `repository/${textOf(call.input, 'repositoryName') ?? ''}`)]
}

function registryOf(call: Call): string {
  return textOf(call.input, 'registryId') ?? call.world.account
}

/** The requested repository; only the registry of the sandbox's own account has repositories. */
function repositoryIn(call: Call): Repository {
  const name = must(call, 'repositoryName', invalid)
  const registry = registryOf(call)
  const found = registry === call.world.account ? here(call).repositories.get(name) : undefined
  if (found) return found
  throw new AwsFault(
    'RepositoryNotFoundException',
    `The repository with name '${name}' does not exist in the registry with id '${registry}'`
  )
}

function idOf(id: JsonMap): { digest: string | undefined; tag: string | undefined } {
  return { digest: textOf(id, 'imageDigest'), tag: textOf(id, 'imageTag') }
}

function detailOf(call: Call, repository: Repository, image: StoredImage): JsonMap {
  return {
    registryId: call.world.account,
    repositoryName: repository.name,
    imageDigest: image.digest,
    ...(image.tags.length > 0 ? { imageTags: [...image.tags] } : {}),
    imageSizeInBytes: 10_485_760,
    imagePushedAt: seconds(image.pushedAt),
    imageManifestMediaType: image.mediaType
  }
}

/** DescribeImages: all images of a repository, paginated, or the named ones, all of which must exist. */
const describeImages: Operation = {
  resources: theRepository,
  run: call => {
    const repository = repositoryIn(call)
    const ids = mapsOf(call.input, 'imageIds')
    const named = ids.map(id => {
      const image = imageIn(repository, idOf(id))
      if (image) return image
      const { digest, tag } = idOf(id)
      const shown = `{imageDigest:'${digest ?? 'null'}', imageTag:'${tag ?? 'null'}'}`
      throw new AwsFault(
        'ImageNotFoundException',
        `The image with imageId ${shown} does not exist within the repository with name '${repository.name}' in the registry with id '${call.world.account}'`
      )
    })
    const all = ids.length > 0 ? named : [...repository.images.values()]
    const size = Number(call.input['maxResults'] ?? 100)
    const { items, next } = page(all, {
      size,
      token: textOf(call.input, 'nextToken'),
      refusal: () => invalid('nextToken')
    })
    return {
      imageDetails: items.map(image => detailOf(call, repository, image)),
      ...(next === undefined ? {} : { nextToken: next })
    }
  }
}

/**
 * BatchGetImage: the manifests as pushed; images that do not exist, or have no accepted media type, are in `failures`.
 */
const batchGetImage: Operation = {
  resources: theRepository,
  run: call => {
    const repository = repositoryIn(call)
    const accepted = textsOf(call.input, 'acceptedMediaTypes')
    const images: JsonMap[] = []
    const failures: JsonMap[] = []
    for (const id of mapsOf(call.input, 'imageIds')) {
      const image = imageIn(repository, idOf(id))
      if (image && (accepted.length === 0 || accepted.includes(image.mediaType)))
        images.push({
          registryId: call.world.account,
          repositoryName: repository.name,
          imageId: { imageDigest: image.digest, ...(id['imageTag'] ? { imageTag: id['imageTag'] } : {}) },
          imageManifest: image.manifest,
          imageManifestMediaType: image.mediaType
        })
      else
        failures.push({
          imageId: id,
          failureCode: 'ImageNotFound',
          failureReason: 'Requested image not found'
        })
    }
    return { images, failures }
  }
}

/** DescribePullThroughCacheRules: the prefixes of the scenario. The sandbox never fetches an image through them. */
const describeCacheRules: Operation = {
  run: call => ({
    pullThroughCacheRules: call.world.cachePrefixes.map(prefix => ({
      ecrRepositoryPrefix: prefix,
      upstreamRegistryUrl: 'registry-1.docker.io',
      registryId: call.world.account
    }))
  })
}

/** PutImage: stores the manifest under its tag, which moves from any other image. Layers are not checked. */
const putImageOperation: Operation = {
  writes: true,
  resources: theRepository,
  run: call => {
    const repository = repositoryIn(call)
    const manifest = must(call, 'imageManifest', invalid)
    const tag = textOf(call.input, 'imageTag')
    const image = putImage(call.world, repository, { manifest, tag })
    return {
      image: {
        registryId: call.world.account,
        repositoryName: repository.name,
        imageId: { imageDigest: image.digest, ...(tag === undefined ? {} : { imageTag: tag }) },
        imageManifest: image.manifest,
        imageManifestMediaType: image.mediaType
      }
    }
  }
}

/** ECR operations. Layers, repository policies and registries of other accounts are not simulated. */
export const ECR: Readonly<Record<string, Operation>> = {
  DescribeImages: describeImages,
  BatchGetImage: batchGetImage,
  PutImage: putImageOperation,
  DescribePullThroughCacheRules: describeCacheRules
}
