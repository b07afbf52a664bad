import type { ImageAddress } from './ports.ts'

/** `ACCOUNT.dkr.ecr[-fips].REGION.DOMAIN`, or the dual-stack form `ACCOUNT.dkr-ecr[-fips].REGION.on.DOMAIN`. */
const host = /^(\d{12})\.dkr[.-]ecr(?:-fips)?\.([a-z]{2,}(?:-[a-z]+)+-\d+)\.(?:on\.)?[a-z0-9.-]+$/

/**
 * parseEcrImage reads the address of an image in a private ECR registry, of any partition; undefined for every other
 * registry. Without a tag it is `latest`; a digest counts more than a tag, as it does when the image is pulled.
 */
export function parseEcrImage(image: string): ImageAddress | undefined {
  const slash = image.indexOf('/')
  const found = host.exec(image.slice(0, Math.max(slash, 0)))
  const [, registry, region] = found ?? []
  if (registry === undefined || region === undefined) return undefined
  const [named = '', digest] = image.slice(slash + 1).split('@', 2)
  const [repository = '', tag = 'latest'] = named.split(':', 2)
  if (repository === '') return undefined
  return { registry, region, repository, id: digest === undefined ? { tag } : { digest } }
}
