import type { AwsError } from '../aws/error.ts'
import { mapBounded } from '../bounded.ts'
import type { CallerIdentity } from '../references/ports.ts'
import { type Answered, type Asker, unknownFrom } from './ask.ts'
import { parseEcrImage } from './names.ts'
import type { NeededImage } from './needs.ts'
import { isIndex, platformsIn } from './platform.ts'
import type { ImageAddress, ImageDirectory, StoredImage } from './ports.ts'
import type { PermissionRow, PermissionVerdict } from './verification.ts'

const atOnce = 8

/** The registries and Regions in which to look up images. */
export type ImageScope = {
  readonly images: ImageDirectory
  readonly ask: Asker
  readonly caller: CallerIdentity | undefined
}

/** The result for one image, looked up once for all definitions that use it. */
type ImageAnswer = {
  readonly image: Answered<StoredImage>
  /** Read only if the image is an index. */
  readonly manifest?: Answered<string | undefined>
  /** Read only if the image is missing: whether a pull through cache rule fetches it. */
  readonly cached?: Answered<boolean>
}

/**
 * verifyImages verifies that each image in a private ECR registry exists and is built for the platform that the
 * definition requires. Images in other registries are listed and not checked.
 */
export async function verifyImages(
  needs: readonly NeededImage[],
  scope: ImageScope
): Promise<readonly PermissionRow[]> {
  const addresses = new Map<string, ImageAddress>()
  for (const { image } of needs) {
    const address = parseEcrImage(image)
    if (address) addresses.set(image, address)
  }
  const looked = new Map(
    await mapBounded(
      [...addresses],
      atOnce,
      async ([image, address]) => [image, await look(address, scope)] as const
    )
  )
  return needs.flatMap(need =>
    rowsOf(need, addresses.get(need.image), { looked: looked.get(need.image), scope })
  )
}

async function look(address: ImageAddress, { images, ask }: ImageScope): Promise<ImageAnswer> {
  const image = await ask(() => images.describeImage(address))
  if (image.kind === 'failed') return { image }
  if (image.value.kind === 'found') {
    if (!isIndex(image.value.mediaType)) return { image }
    return { image, manifest: await ask(() => images.readManifest(address)) }
  }
  const prefixes = await ask(() => images.listCachePrefixes(address))
  if (prefixes.kind === 'failed') return { image, cached: prefixes }
  const fits = (prefix: string) => prefix === 'ROOT' || address.repository.startsWith(`${prefix}/`)
  return { image, cached: { kind: 'answered', value: prefixes.value.some(fits) } }
}

function rowsOf(
  { image, wanted, uses }: NeededImage,
  address: ImageAddress | undefined,
  known: { readonly looked: ImageAnswer | undefined; readonly scope: ImageScope }
): readonly PermissionRow[] {
  const base = { holder: { kind: 'nobody' } as const, what: image, uses }
  const { looked, scope } = known
  if (!address || !looked) {
    const unknown = { kind: 'out-of-reach', text: 'only private Amazon ECR registries are checked' } as const
    return [{ ...base, check: 'image', verdict: 'not-verified', unknown }]
  }
  const exists = { ...base, check: 'image', ...existence(looked, address, scope) } as const
  if (exists.verdict !== 'allowed') return [exists]
  return [exists, { ...base, check: 'platform', ...platformVerdict(looked, wanted) }]
}

function existence(
  { image, cached }: ImageAnswer,
  address: ImageAddress,
  scope: ImageScope
): PermissionVerdict {
  if (image.kind === 'failed') return { verdict: 'not-verified', unknown: unknownFrom(image.error) }
  if (image.value.kind === 'found') return { verdict: 'allowed', why: 'found in Amazon ECR' }
  if (cached?.kind === 'answered' && cached.value) {
    const text = 'ECR does not have it yet; a pull through cache rule fetches it at the first pull'
    return { verdict: 'not-verified', unknown: { kind: 'out-of-reach', text } }
  }
  const foreign = scope.caller !== undefined && scope.caller.account !== address.registry
  if (foreign) {
    const text = `the registry belongs to account ${address.registry}, which does not show it`
    return { verdict: 'not-verified', unknown: { kind: 'undecided', text } }
  }
  return missing(image.value.kind, address, cached?.kind === 'failed' ? cached.error : undefined)
}

/**
 * Without the pull through cache rules the image counts as missing, which it is until somebody pulls it; `unread` is
 * why they could not be read.
 */
function missing(
  kind: Exclude<StoredImage['kind'], 'found'>,
  { registry, region, repository, id }: ImageAddress,
  unread: AwsError | undefined
): PermissionVerdict {
  const where = `in ${region} of account ${registry}`
  const name = 'tag' in id ? `tag ${id.tag}` : `digest ${id.digest}`
  const noRepository = kind === 'no-repository'
  const advice = noRepository
    ? 'Check the name, the Region and the account in the image; or create the repository and push the image before the deploy.'
    : `Push the image before the deploy, or use an existing tag: aws ecr describe-images --registry-id ${registry} --region ${region} --repository-name ${repository}`
  const orCached =
    unread?.kind === 'denied'
      ? ' If a pull through cache rule fetches it, allow ecr:DescribePullThroughCacheRules, so that it does not count as missing.'
      : ''
  return {
    verdict: 'denied',
    code: 'image-missing',
    why: noRepository
      ? `there is no repository ${repository} ${where}`
      : `the repository ${repository} ${where} has no ${name}`,
    remedy: { kind: 'advice', text: `${advice}${orCached}` }
  }
}

function platformVerdict(
  { image, manifest }: ImageAnswer,
  { platform, sure }: NeededImage['wanted']
): PermissionVerdict {
  const unseen = (text: string) =>
    ({ verdict: 'not-verified', unknown: { kind: 'out-of-reach', text } }) as const
  if (!manifest) {
    const hasType = image.kind === 'answered' && image.value.kind === 'found' && image.value.mediaType
    return unseen(
      hasType
        ? 'it is a single-platform image, and its platform is not available from ECR'
        : 'ECR did not say whether it is a single-platform image or an index'
    )
  }
  if (manifest.kind === 'failed') return { verdict: 'not-verified', unknown: unknownFrom(manifest.error) }
  if (manifest.value === undefined) {
    const text = 'ECR did not return its index'
    return { verdict: 'not-verified', unknown: { kind: 'undecided', text } }
  }
  const platforms = platformsIn(manifest.value)
  if (platforms === undefined || platforms.length === 0) return unseen('its index names no platform')
  if (platforms.includes(platform)) return { verdict: 'allowed', why: `it is built for ${platform}` }
  const has = `it is built for ${platforms.join(', ')}, not for ${platform}`
  if (!sure) {
    const text = `${has}; which of them the instances have is not known`
    return { verdict: 'not-verified', unknown: { kind: 'undecided', text } }
  }
  return {
    verdict: 'denied',
    code: 'image-platform',
    why: has,
    remedy: {
      kind: 'advice',
      text: `Build it for ${platform} too (docker buildx build --platform ${platform}), or set "runtimePlatform" to what the image is built for.`
    }
  }
}
