import type { NewSecret, NewValue, SecretStore, Stored } from '../migrate/ports.ts'
import { present } from '../present.ts'
import { withoutText } from './clean.ts'
import { type Link, openLink, orMissing, repeatable, send } from './send.ts'
import { type AwsContext, SECRETS_MANAGER, type SecretsManagerSdk, SSM, type SsmSdk } from './services.ts'

/** createSecretStore implements SecretStore on Secrets Manager. Every method throws AwsError. */
export function createSecretStore(context: AwsContext): SecretStore {
  const link = openLink(SECRETS_MANAGER, context)
  return {
    look: name => orMissing(lookAtSecret(link, name)),
    create: async ({ name, text, token, keyId, tags }) => {
      const command = (sdk: SecretsManagerSdk) =>
        new sdk.CreateSecretCommand({
          Name: name,
          SecretString: text.reveal(),
          ClientRequestToken: token,
          ...present({ KmsKeyId: keyId, Tags: Object.keys(tags).length === 0 ? undefined : toTags(tags) })
        })
      await withoutText(text, send(link.writes, 'secretsmanager:CreateSecret', command))
    },
    overwrite: async ({ name, text, token }) => {
      const command = (sdk: SecretsManagerSdk) =>
        new sdk.PutSecretValueCommand({
          SecretId: name,
          SecretString: text.reveal(),
          ClientRequestToken: token
        })
      await withoutText(text, send(link.writes, 'secretsmanager:PutSecretValue', command))
    },
    // both set a final state, so repeating them is harmless, and a lost response is retried
    tag: async (name, tags) => {
      const command = (sdk: SecretsManagerSdk) =>
        new sdk.TagResourceCommand({ SecretId: name, Tags: toTags(tags) })
      await send(repeatable(link.writes), 'secretsmanager:TagResource', command)
    }
  }
}

async function lookAtSecret({ reads }: Link<SecretsManagerSdk>, name: string): Promise<Stored> {
  const command = (sdk: SecretsManagerSdk) => new sdk.DescribeSecretCommand({ SecretId: name })
  const found = await send(reads, 'secretsmanager:DescribeSecret', command)
  return {
    name: found.Name ?? name,
    tags: Object.fromEntries((found.Tags ?? []).map(({ Key = '', Value = '' }) => [Key, Value])),
    versions: found.VersionIdsToStages ?? {},
    ...present({
      arn: found.ARN,
      deletedAt: found.DeletedDate?.getTime(),
      keyId: found.KmsKeyId,
      writer: writerOf(found)
    })
  }
}

type Written = {
  readonly ARN?: string | undefined
  readonly RotationEnabled?: boolean | undefined
  readonly OwningService?: string | undefined
  readonly PrimaryRegion?: string | undefined
}

function writerOf({ ARN, RotationEnabled, OwningService, PrimaryRegion }: Written): string | undefined {
  if (OwningService) return `belongs to the AWS service ${OwningService}`
  if (PrimaryRegion && PrimaryRegion !== ARN?.split(':')[3])
    return `is a replica of the secret in ${PrimaryRegion}`
  return RotationEnabled ? 'is rotated automatically' : undefined
}

function toTags(tags: Readonly<Record<string, string>>) {
  return Object.entries(tags).map(([Key, Value]) => ({ Key, Value }))
}

/**
 * createParameterStore implements SecretStore on Parameter Store, with standard parameters of type SecureString. Throws
 * AwsError.
 */
export function createParameterStore(context: AwsContext): SecretStore {
  const link = openLink(SSM, context)
  return {
    look: name => lookAtParameter(link, name),
    create: secret => put(link, secret, membersOfNew(secret)),
    overwrite: value => put(link, value, { Overwrite: true }),
    tag: async (name, tags) => {
      const command = (sdk: SsmSdk) =>
        new sdk.AddTagsToResourceCommand({
          ResourceType: 'Parameter',
          ResourceId: name,
          Tags: toTags(tags)
        })
      await send(repeatable(link.writes), 'ssm:AddTagsToResource', command)
    }
  }
}

function membersOfNew({ keyId, tags }: NewSecret) {
  return present({ KeyId: keyId, Tags: Object.keys(tags).length === 0 ? undefined : toTags(tags) })
}

/**
 * PutParameter has no client token: without `Overwrite`, a second call is rejected; with it, a second call changes
 * nothing.
 */
async function put(
  { writes }: Link<SsmSdk>,
  { name, text }: NewValue,
  more: { readonly Overwrite?: boolean; readonly KeyId?: string; readonly Tags?: ReturnType<typeof toTags> }
): Promise<void> {
  const command = (sdk: SsmSdk) =>
    new sdk.PutParameterCommand({
      Name: name,
      Value: text.reveal(),
      Type: 'SecureString',
      ...more
    })
  await withoutText(text, send(writes, 'ssm:PutParameter', command))
}

async function lookAtParameter({ reads }: Link<SsmSdk>, name: string): Promise<Stored | undefined> {
  const command = (sdk: SsmSdk) =>
    new sdk.DescribeParametersCommand({
      ParameterFilters: [{ Key: 'Name', Option: 'Equals', Values: [name] }]
    })
  const found = (await send(reads, 'ssm:DescribeParameters', command)).Parameters?.[0]
  if (found === undefined) return undefined
  const { Name, ARN: arn, Type, KeyId: keyId } = found
  const unfit = Type === 'SecureString' ? undefined : `it is of type ${Type ?? 'unknown'}, not SecureString`
  return {
    name: Name ?? name,
    ...present({ arn, keyId, unfit })
  }
}
