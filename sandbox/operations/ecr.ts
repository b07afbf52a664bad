import { AwsFault } from '../fault.ts'
import { type JsonMap, mapsOf, seconds, textOf, textsOf } from '../json.ts'
import { imageIn, putImage } from '../world/image-store.ts'
import type { Repository, StoredImage } from '../world/state.ts'
import { type Call, callArn, here, type Operations, page, text } from './operation.ts'

function theRepository(call: Call): string[] {
  return [callArn(call, 'ecr', `repository/${text(call, 'repositoryName')}`)]
}

/** The requested repository; only the registry of the sandbox's own account has repositories. */
function repositoryIn(call: Call): Repository {
  const name = text(call, 'repositoryName')
  const registry = text(call, 'registryId') || call.world.account
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

function describedImage(call: Call, repository: Repository, id: JsonMap): StoredImage {
  const { digest, tag } = idOf(id)
  const image = imageIn(repository, { digest, tag })
  if (image) return image
  const shown = `{imageDigest:'${digest ?? 'null'}', imageTag:'${tag ?? 'null'}'}`
  throw new AwsFault(
    'ImageNotFoundException',
    `The image with imageId ${shown} does not exist within the repository with name '${repository.name}' in the registry with id '${call.world.account}'`
  )
}

function manifestOf(
  call: Call,
  repository: Repository,
  what: { image: StoredImage; tag: string | undefined }
): JsonMap {
  const { image, tag } = what
  return {
    registryId: call.world.account,
    repositoryName: repository.name,
    imageId: { imageDigest: image.digest, ...(tag === undefined ? {} : { imageTag: tag }) },
    imageManifest: image.manifest,
    imageManifestMediaType: image.mediaType
  }
}

/** ECR operations. Layers, repository policies and registries of other accounts are not simulated. */
export const ECR: Operations = {
  /** All images of a repository, paginated, or the named ones, all of which must exist. */
  DescribeImages: {
    resources: theRepository,
    run: call => {
      const repository = repositoryIn(call)
      const named = mapsOf(call.input, 'imageIds').map(id => describedImage(call, repository, id))
      const found = page(call, named.length > 0 ? named : [...repository.images.values()])
      return {
        imageDetails: found.items.map(image => ({
          registryId: call.world.account,
          repositoryName: repository.name,
          imageDigest: image.digest,
          ...(image.tags.length > 0 ? { imageTags: [...image.tags] } : {}),
          imagePushedAt: seconds(image.pushedAt),
          imageManifestMediaType: image.mediaType
        })),
        nextToken: found.next
      }
    }
  },
  /** The manifests as pushed; images that do not exist, or have no accepted media type, are in `failures`. */
  BatchGetImage: {
    resources: theRepository,
    run: call => {
      const repository = repositoryIn(call)
      const accepted = textsOf(call.input, 'acceptedMediaTypes')
      const images: JsonMap[] = []
      const failures: JsonMap[] = []
      for (const imageId of mapsOf(call.input, 'imageIds')) {
        const image = imageIn(repository, idOf(imageId))
        if (image && (accepted.length === 0 || accepted.includes(image.mediaType)))
          images.push(manifestOf(call, repository, { image, tag: idOf(imageId).tag }))
        else
          failures.push({ imageId, failureCode: 'ImageNotFound', failureReason: 'Requested image not found' })
      }
      return { images, failures }
    }
  },
  /** Stores the manifest under its tag, which moves from any other image. */
  PutImage: {
    writes: true,
    resources: theRepository,
    run: call => {
      const repository = repositoryIn(call)
      const tag = textOf(call.input, 'imageTag')
      const image = putImage(call.world, repository, { manifest: text(call, 'imageManifest'), tag })
      return { image: manifestOf(call, repository, { image, tag }) }
    }
  },
  /** The prefixes of the scenario; no image is ever fetched through them. */
  DescribePullThroughCacheRules: {
    run: ({ world }) => ({
      pullThroughCacheRules: world.cachePrefixes.map(prefix => ({
        ecrRepositoryPrefix: prefix,
        upstreamRegistryUrl: 'registry-1.docker.io',
        registryId: world.account
      }))
    })
  }
}
