import { createHash } from 'node:crypto'
import type { ImageIdentifier } from '@aws-sdk/client-ecr'
import type { RuntimePlatform } from '@aws-sdk/client-ecs'
import { arnOf, regionOf } from './lookup.ts'
import type { Definition, Deployment, Repository, StoredImage, Task, World } from './state.ts'

const DOCKER = 'application/vnd.docker.distribution.manifest.v2+json'
const INDEX = 'application/vnd.oci.image.index.v1+json'

/** An image of a scenario; `index`: an index as `docker buildx` pushes it, also for a single platform. */
export type PushedImage = {
  readonly region: string
  readonly repository: string
  readonly tags: readonly string[]
  readonly platforms: readonly string[]
  readonly index: boolean
  /** Distinguishes two images that are pushed with the same tag. */
  readonly content?: string | undefined
}

/**
 * pushImage stores an image and creates its repository. Digests are computed from the manifests' bytes, as in a
 * registry.
 */
export function pushImage(world: World, pushed: PushedImage): StoredImage {
  const repository = repositoryFor(world, pushed.region, pushed.repository)
  const parts = pushed.platforms.map(platform => {
    const manifest = manifestOf(`${pushed.repository} ${pushed.content ?? pushed.tags.join(' ')} ${platform}`)
    return store(world, repository, {
      tags: pushed.index ? [] : pushed.tags,
      mediaType: DOCKER,
      manifest,
      platforms: [platform]
    })
  })
  const [single] = parts
  if (single && !pushed.index) return single
  const manifest = JSON.stringify({
    schemaVersion: 2,
    mediaType: INDEX,
    manifests: parts.map(part => {
      const [os, architecture] = (part.platforms[0] ?? '').split('/')
      const size = part.manifest.length
      return { mediaType: DOCKER, digest: part.digest, size, platform: { architecture, os } }
    })
  })
  return store(world, repository, {
    tags: pushed.tags,
    mediaType: INDEX,
    manifest,
    platforms: pushed.platforms
  })
}

function repositoryFor(world: World, region: string, name: string): Repository {
  const { repositories } = regionOf(world, region)
  const known = repositories.get(name)
  if (known) return known
  const made = { name, arn: arnOf(world, ['ecr', region], `repository/${name}`), images: new Map() }
  repositories.set(name, made)
  return made
}

function store(
  world: World,
  repository: Repository,
  what: Omit<StoredImage, 'digest' | 'pushedAt'>
): StoredImage {
  const image = { ...what, digest: digestOf(what.manifest), pushedAt: world.now }
  for (const other of repository.images.values())
    other.tags = other.tags.filter(tag => !what.tags.includes(tag))
  repository.images.set(image.digest, image)
  return image
}

function manifestOf(seed: string): string {
  const config = { mediaType: 'application/vnd.docker.container.image.v1+json', size: 1469 }
  return JSON.stringify({
    schemaVersion: 2,
    mediaType: DOCKER,
    config: { ...config, digest: digestOf(`config ${seed}`) },
    layers: []
  })
}

function digestOf(text: string): string {
  return `sha256:${createHash('sha256').update(text).digest('hex')}`
}

/** imageIn finds an image by digest or tag; if both are given, by digest, and the image must have the tag. */
export function imageIn(
  repository: Repository,
  { imageDigest: digest, imageTag: tag }: ImageIdentifier
): StoredImage | undefined {
  return [...repository.images.values()].find(
    image =>
      (digest === undefined || image.digest === digest) &&
      (tag === undefined || image.tags.includes(tag)) &&
      (digest ?? tag) !== undefined
  )
}

/**
 * pullFailure is ECS's reason if an image of this account's registry cannot be pulled: only if the scenario has
 * `pullImages`, and only for repositories that it lists. The role's ECR permissions are not checked.
 */
export function pullFailure(
  world: World,
  what: { definition: Definition; fargate: boolean }
): string | undefined {
  if (!world.pullsImages) return
  const { definition } = what
  const wanted = platformOf(definition.runtimePlatform ?? {})
  for (const { image: name = '' } of definition.containerDefinitions) {
    const named = locate(world, name)
    if (!named) continue
    const image = imageIn(named.repository, named)
    if (!image) return missingText(name, what.fargate)
    if (image.mediaType === INDEX && !image.platforms.includes(wanted))
      return `${PULL}image Manifest does not contain descriptor matching platform '${wanted}'`
  }
  return
}

const PULL = 'CannotPullContainerError: pull image manifest has been retried 1 time(s): '

function missingText(name: string, fargate: boolean): string {
  return fargate
    ? `${PULL}failed to resolve ref ${name}: ${name}: not found`
    : `CannotPullContainerError: Error response from daemon: manifest for ${name} not found: manifest unknown: Requested image not found`
}

function locate(world: World, image: string): ({ repository: Repository } & ImageIdentifier) | undefined {
  const found =
    /^(\d{12})\.dkr\.ecr\.([a-z0-9-]+)\.amazonaws\.com(?:\.cn)?\/([^:@]+)(?::([^@]+))?(?:@(.+))?$/.exec(image)
  const [, account, region = '', name = '', imageTag = 'latest', imageDigest] = found ?? []
  const repository = account === world.account ? regionOf(world, region).repositories.get(name) : undefined
  if (!repository) return
  return imageDigest === undefined ? { repository, imageTag } : { repository, imageDigest }
}

function platformOf({ operatingSystemFamily: os = 'LINUX', cpuArchitecture }: RuntimePlatform): string {
  return `${os === 'LINUX' ? 'linux' : 'windows'}/${cpuArchitecture === 'ARM64' ? 'arm64' : 'amd64'}`
}

/** putImage tags a manifest, which is stored unless it exists; another image loses the tag (AWS: PutImage). */
export function putImage(
  world: World,
  repository: Repository,
  what: { manifest: string; tag: string | undefined }
): StoredImage {
  const { manifest, tag } = what
  const known = repository.images.get(digestOf(manifest))
  const mine = known?.tags.filter(one => one !== tag) ?? []
  return store(world, repository, {
    tags: tag === undefined ? mine : [...mine, tag],
    mediaType: manifest.includes(INDEX) ? INDEX : DOCKER,
    manifest,
    platforms: known?.platforms ?? ['linux/amd64']
  })
}

/**
 * noteDigests sets the digests that a task's containers pulled: the tag's digest in a repository that the sandbox
 * knows, otherwise one derived from the image's name. All tasks of a deployment run the digest that its first task
 * found.
 */
export function noteDigests(world: World, task: Task, deployment: Deployment | undefined): void {
  for (const container of task.containers) {
    const found = deployment?.digests?.[container.image] ?? digestIn(world, container.image)
    container.imageDigest = found
    if (deployment) deployment.digests = { ...deployment.digests, [container.image]: found }
  }
}

function digestIn(world: World, image: string): string {
  const written = /@(sha256:[0-9a-f]{64})$/.exec(image)?.[1]
  const named = locate(world, image)
  return written ?? (named && imageIn(named.repository, named)?.digest) ?? digestOf(`image ${image}`)
}
