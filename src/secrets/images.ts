import { mapBounded } from '../list.ts'
import type { CallerIdentity, ImageAddress, ImageDirectory } from './ports.ts'
import {
  type Asker,
  type PermissionRow,
  type PermissionUse,
  type PermissionVerdict,
  unknownFrom
} from './verification.ts'

/** An image as written in definitions. */
export type NeededImage = { readonly image: string; readonly uses: readonly PermissionUse[] }

/** The registries and Regions in which to look up images. */
export type ImageScope = {
  readonly images: ImageDirectory
  readonly ask: Asker
  readonly caller: CallerIdentity | undefined
}

const AT_ONCE = 8

/** `ACCOUNT.dkr.ecr[-fips].REGION.DOMAIN`, or the dual-stack form `ACCOUNT.dkr-ecr[-fips].REGION.on.DOMAIN`. */
const HOST = /^(\d{12})\.dkr[.-]ecr(?:-fips)?\.([a-z]{2,}(?:-[a-z]+)+-\d+)\.(?:on\.)?[a-z0-9.-]+$/

/**
 * parseEcrImage parses the address of an image in a private ECR registry, in any partition; undefined for every other
 * registry. Without a tag it is `latest`; a digest takes precedence over a tag, as it does when the image is pulled.
 */
export function parseEcrImage(image: string): ImageAddress | undefined {
  const slash = image.indexOf('/')
  const [, registry, region] = HOST.exec(image.slice(0, Math.max(slash, 0))) ?? []
  if (registry === undefined || region === undefined) return undefined
  const [named = '', digest] = image.slice(slash + 1).split('@', 2)
  const [repository = '', tag = 'latest'] = named.split(':', 2)
  if (repository === '') return undefined
  return { registry, region, repository, id: digest === undefined ? { tag } : { digest } }
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

function notVerified(kind: 'out-of-reach' | 'undecided', text: string): PermissionVerdict {
  return { verdict: 'not-verified', unknown: { kind, text } }
}

async function verifyImage(
  address: ImageAddress,
  { images, ask, caller }: ImageScope
): Promise<PermissionVerdict> {
  const { registry, region, repository, id } = address
  const image = await ask(() => images.describeImage(address))
  if (image.kind === 'failed') return { verdict: 'not-verified', unknown: unknownFrom(image.error) }
  if (image.value.kind === 'found') return { verdict: 'allowed', why: 'found in Amazon ECR' }
  const rules = await ask(() => images.listCachePrefixes(address))
  const prefixes = rules.kind === 'answered' ? rules.value : []
  if (prefixes.some(prefix => prefix === 'ROOT' || repository.startsWith(`${prefix}/`)))
    return notVerified(
      'out-of-reach',
      'ECR does not have it yet; a pull through cache rule fetches it at the first pull'
    )
  if (caller !== undefined && caller.account !== registry)
    return notVerified('undecided', `the registry belongs to account ${registry}, which does not show it`)
  const where = `in ${region} of account ${registry}`
  const [why, advice] =
    image.value.kind === 'no-repository'
      ? [
          `there is no repository ${repository} ${where}`,
          'Check the name, the Region and the account in the image; or create the repository and push the image before the deploy.'
        ]
      : [
          `the repository ${repository} ${where} has no ${'tag' in id ? `tag ${id.tag}` : `digest ${id.digest}`}`,
          `Push the image before the deploy, or use an existing tag: aws ecr describe-images --registry-id ${registry} --region ${region} --repository-name ${repository}`
        ]
  const orCached =
    rules.kind === 'failed' && rules.error.kind === 'denied'
      ? ' If a pull through cache rule fetches it, allow ecr:DescribePullThroughCacheRules, so that it does not count as missing.'
      : ''
  const remedy = { kind: 'advice', text: `${advice}${orCached}` } as const
  return { verdict: 'denied', code: 'image-missing', why, remedy }
}
