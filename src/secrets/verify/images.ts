import { mapBounded } from '../../bounded.ts'
import type { CallerIdentity } from '../references/ports.ts'
import { parseEcrImage } from './names.ts'
import type { NeededImage } from './needs.ts'
import type { ImageAddress, ImageDirectory, StoredImage } from './ports.ts'
import type { PermissionRow, PermissionVerdict } from './verification.ts'
import { type Answered, type Asker, unknownFrom } from './verification.ts'

const AT_ONCE = 8

/** The registries and Regions in which to look up images. */
export type ImageScope = {
  readonly images: ImageDirectory
  readonly ask: Asker
  readonly caller: CallerIdentity | undefined
}

/**
 * verifyImages verifies that each image in a private ECR registry exists. Images in other registries are listed and not
 * checked.
 */
export async function verifyImages(
  needs: readonly NeededImage[],
  scope: ImageScope
): Promise<readonly PermissionRow[]> {
  return mapBounded(needs, AT_ONCE, async ({ image, uses }): Promise<PermissionRow> => {
    const address = parseEcrImage(image)
    const verdict = address
      ? await verifyImage(address, scope)
      : notVerified('out-of-reach', 'only private Amazon ECR registries are checked')
    return { check: 'image', holder: { kind: 'nobody' }, what: image, uses, ...verdict }
  })
}

async function verifyImage(
  address: ImageAddress,
  { images, ask, caller }: ImageScope
): Promise<PermissionVerdict> {
  const image = await ask(() => images.describeImage(address))
  if (image.kind === 'failed') return { verdict: 'not-verified', unknown: unknownFrom(image.error) }
  if (image.value.kind === 'found') return { verdict: 'allowed', why: 'found in Amazon ECR' }
  const prefixes = await ask(() => images.listCachePrefixes(address))
  const isCached = (prefix: string) => prefix === 'ROOT' || address.repository.startsWith(`${prefix}/`)
  if (prefixes.kind === 'answered' && prefixes.value.some(isCached))
    return notVerified(
      'out-of-reach',
      'ECR does not have it yet; a pull through cache rule fetches it at the first pull'
    )
  if (caller !== undefined && caller.account !== address.registry)
    return notVerified(
      'undecided',
      `the registry belongs to account ${address.registry}, which does not show it`
    )
  return missing(image.value.kind, address, prefixes)
}

function notVerified(kind: 'out-of-reach' | 'undecided', text: string): PermissionVerdict {
  return { verdict: 'not-verified', unknown: { kind, text } }
}

/** Without the pull through cache rules the image counts as missing, which it is until somebody pulls it. */
function missing(
  kind: Exclude<StoredImage['kind'], 'found'>,
  { registry, region, repository, id }: ImageAddress,
  prefixes: Answered<readonly string[]>
): PermissionVerdict {
  const where = `in ${region} of account ${registry}`
  const advice =
    kind === 'no-repository'
      ? 'Check the name, the Region and the account in the image; or create the repository and push the image before the deploy.'
      : `Push the image before the deploy, or use an existing tag: aws ecr describe-images --registry-id ${registry} --region ${region} --repository-name ${repository}`
  const orCached =
    prefixes.kind === 'failed' && prefixes.error.kind === 'denied'
      ? ' If a pull through cache rule fetches it, allow ecr:DescribePullThroughCacheRules, so that it does not count as missing.'
      : ''
  return {
    verdict: 'denied',
    code: 'image-missing',
    why:
      kind === 'no-repository'
        ? `there is no repository ${repository} ${where}`
        : `the repository ${repository} ${where} has no ${'tag' in id ? `tag ${id.tag}` : `digest ${id.digest}`}`,
    remedy: { kind: 'advice', text: `${advice}${orCached}` }
  }
}
