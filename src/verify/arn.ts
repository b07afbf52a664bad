/** A role's ARN in parts; `name` is without the path. */
export type RoleArn = { readonly partition: string; readonly account: string; readonly name: string }

/** parseRoleArn reads `arn:PARTITION:iam::ACCOUNT:role/[PATH/]NAME`; undefined for anything else. */
export function parseRoleArn(text: string): RoleArn | undefined {
  const found = /^arn:([a-z0-9-]+):iam::(\d{12}):role\/(?:.+\/)?([\w+=,.@-]+)$/.exec(text)
  const [, partition, account, name] = found ?? []
  if (partition === undefined || account === undefined || name === undefined) return undefined
  return { partition, account, name }
}

/** Who deploys, as the policy simulator can be asked about it. */
export type Deployer =
  | { readonly kind: 'role'; readonly partition: string; readonly account: string; readonly name: string }
  | { readonly kind: 'user'; readonly arn: string }
  | { readonly kind: 'other'; readonly text: string }

/**
 * parseCallerArn reads the ARN of GetCallerIdentity. A session of a role tells the role's name but not its path. The root
 * user and federated users have no policies that could be simulated.
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

/** nameInArn is the last part of an ARN or path, for messages that need not say it all. */
export function nameInArn(arn: string): string {
  return arn.slice(arn.lastIndexOf('/') + 1)
}

/** A KMS key as it can be asked about: by its ARN, or not at all, where only an alias is known. */
export type KeyName =
  | { readonly kind: 'none' }
  | { readonly kind: 'key'; readonly arn: string }
  | { readonly kind: 'alias'; readonly alias: string }

/**
 * readKeyId reads what Secrets Manager and Parameter Store say about a key. `beside` is the ARN of what it encrypts: a bare
 * id is of the same region and account. The services' own keys (`alias/aws/…`) need no permission.
 */
export function readKeyId(keyId: string | undefined, beside: string): KeyName {
  if (keyId === undefined || keyId === '' || /(^|:)alias\/aws\//.test(keyId)) return { kind: 'none' }
  if (/(^|:)alias\//.test(keyId)) return { kind: 'alias', alias: keyId }
  if (keyId.startsWith('arn:')) return { kind: 'key', arn: keyId }
  const [, partition = '', , region = '', account = ''] = beside.split(':')
  return { kind: 'key', arn: `arn:${partition}:kms:${region}:${account}:key/${keyId}` }
}
