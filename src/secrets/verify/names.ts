import type { ImageAddress } from './ports.ts'

/** A role's ARN in parts; `name` excludes the path. */
export type RoleArn = { readonly partition: string; readonly account: string; readonly name: string }

/** parseRoleArn parses `arn:PARTITION:iam::ACCOUNT:role/[PATH/]NAME`; undefined for anything else. */
export function parseRoleArn(text: string): RoleArn | undefined {
  const found = /^arn:([a-z0-9-]+):iam::(\d{12}):role\/(?:.+\/)?([\w+=,.@-]+)$/.exec(text)
  const [, partition, account, name] = found ?? []
  if (partition === undefined || account === undefined || name === undefined) return undefined
  return { partition, account, name }
}

/** The identity that deploys, as the policy simulator accepts it. */
export type Deployer =
  | { readonly kind: 'role'; readonly partition: string; readonly account: string; readonly name: string }
  | { readonly kind: 'user'; readonly arn: string }
  | { readonly kind: 'other'; readonly text: string }

/**
 * parseCallerArn parses the ARN that GetCallerIdentity returns. A role session contains the role's name but not its
 * path. The root user and federated users have no policies that could be simulated.
 */
export function parseCallerArn(arn: string): Deployer {
  const session = /^arn:([a-z0-9-]+):sts::(\d{12}):assumed-role\/([^/]+)\//.exec(arn)
  const [, partition, account, name] = session ?? []
  if (partition !== undefined && account !== undefined && name !== undefined) {
    return { kind: 'role', partition, account, name }
  }
  if (/^arn:[a-z0-9-]+:iam::\d{12}:user\//.test(arn)) return { kind: 'user', arn }
  return { kind: 'other', text: /:root$/.test(arn) ? 'the root user' : 'neither a user nor a role' }
}

/** A KMS key for the simulator: its ARN, or none if only an alias is known. */
export type KeyName =
  | { readonly kind: 'none' }
  | { readonly kind: 'key'; readonly arn: string }
  | { readonly kind: 'alias'; readonly alias: string }

/**
 * readKeyId parses what Secrets Manager and Parameter Store return for a key. `beside` is the ARN of what it encrypts:
 * a key ID without an ARN is in the same Region and account. AWS managed keys (`alias/aws/…`) need no permission.
 */
export function readKeyId(keyId: string | undefined, beside: string): KeyName {
  if (keyId === undefined || keyId === '' || /(^|:)alias\/aws\//.test(keyId)) return { kind: 'none' }
  if (/(^|:)alias\//.test(keyId)) return { kind: 'alias', alias: keyId }
  if (keyId.startsWith('arn:')) return { kind: 'key', arn: keyId }
  const [, partition = '', , region = '', account = ''] = beside.split(':')
  return { kind: 'key', arn: `arn:${partition}:kms:${region}:${account}:key/${keyId}` }
}

/** `ACCOUNT.dkr.ecr[-fips].REGION.DOMAIN`, or the dual-stack form `ACCOUNT.dkr-ecr[-fips].REGION.on.DOMAIN`. */
const host = /^(\d{12})\.dkr[.-]ecr(?:-fips)?\.([a-z]{2,}(?:-[a-z]+)+-\d+)\.(?:on\.)?[a-z0-9.-]+$/

/**
 * parseEcrImage parses the address of an image in a private ECR registry, in any partition; undefined for every other
 * registry. Without a tag it is `latest`; a digest takes precedence over a tag, as it does when the image is pulled.
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
