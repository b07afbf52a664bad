import type * as ecr from '@aws-sdk/client-ecr'
import { AwsFault } from '../fault.ts'
import { imageIn, putImage } from '../world/image-store.ts'
import type { Repository, StoredImage } from '../world/state.ts'
import { type Call, callArn, existing, here, type Operations, paged } from './operation.ts'

type Named = { readonly repositoryName: string | undefined; readonly registryId?: string | undefined }

function theRepository(call: Call<Named>): string[] {
  return [callArn(call, 'ecr', `repository/${call.input.repositoryName}`)]
}

/** The requested repository; only the registry of the sandbox's own account has repositories. */
function repositoryIn(call: Call<Named>): Repository {
  const { account } = call.world
  const { repositoryName: name = '', registryId = account } = call.input
  return existing(
    registryId === account ? here(call).repositories.get(name) : undefined,
    'RepositoryNotFoundException',
    `The repository with name '${name}' does not exist in the registry with id '${registryId}'`
  )
}

function describedImage(call: Call, repository: Repository, id: ecr.ImageIdentifier): StoredImage {
  const image = imageIn(repository, id)
  if (image) return image
  const shown = `{imageDigest:'${id.imageDigest ?? 'null'}', imageTag:'${id.imageTag ?? 'null'}'}`
  throw new AwsFault(
    'ImageNotFoundException',
    `The image with imageId ${shown} does not exist within the repository with name '${repository.name}' in the registry with id '${call.world.account}'`
  )
}

function viewImage(
  call: Call,
  repository: Repository,
  what: { image: StoredImage; imageTag?: string | undefined }
): object {
  const { image, imageTag } = what
  return {
    registryId: call.world.account,
    repositoryName: repository.name,
    imageId: { imageDigest: image.digest, imageTag },
    imageManifest: image.manifest,
    imageManifestMediaType: image.mediaType
  }
}

/** ECR operations. Layers, repository policies and registries of other accounts are not simulated. */
export const ECR: Operations<typeof ecr> = {
  /** All images of a repository, paginated, or the named ones, all of which must exist. */
  DescribeImages: {
    resources: theRepository,
    run: call => {
      const repository = repositoryIn(call)
      const named = call.input.imageIds?.map(id => describedImage(call, repository, id))
      const images = named ?? [...repository.images.values()]
      return paged(call, {
        imageDetails: images.map(image => ({
          ...viewImage(call, repository, { image }),
          imageDigest: image.digest,
          imageTags: image.tags.length > 0 ? image.tags : undefined,
          imagePushedAt: image.pushedAt
        }))
      })
    }
  },
  /** The manifests as pushed; images that do not exist, or have no accepted media type, are in `failures`. */
  BatchGetImage: {
    resources: theRepository,
    run: call => {
      const repository = repositoryIn(call)
      const { imageIds = [], acceptedMediaTypes: accepted = [] } = call.input
      const images: object[] = []
      const failures: object[] = []
      for (const imageId of imageIds) {
        const image = imageIn(repository, imageId)
        if (image && (accepted.length === 0 || accepted.includes(image.mediaType)))
          images.push(viewImage(call, repository, { image, imageTag: imageId.imageTag }))
        else
          failures.push({ imageId, failureCode: 'ImageNotFound', failureReason: 'Requested image not found' })
      }
      return { images, failures }
    }
  },
  /** Stores the manifest under its tag, which moves from any other image. */
  PutImage: {
    resources: theRepository,
    run: call => {
      const repository = repositoryIn(call)
      const { imageTag, imageManifest = '' } = call.input
      const image = putImage(call.world, repository, { manifest: imageManifest, tag: imageTag })
      return { image: viewImage(call, repository, { image, imageTag }) }
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
