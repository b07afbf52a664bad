import type { CurrentVersion, SecretFacts, SecretInventory } from '../audit/ports.ts'
import { present } from '../present.ts'
import type { ParameterMetadata, SecretDirectory } from '../secrets/ports.ts'
import { memoize } from './retry.ts'
import { type Channel, channelsIn, exchange, inBatches, listAll, orMissing, unusable } from './send.ts'
import { type AwsContext, SECRETS_MANAGER, type SecretsManagerSdk, SSM, type SsmSdk } from './services.ts'
import { callerIdentity } from './sts.ts'

/** The most entries of a page of secrets and of their versions. */
const perPage = 100
/** DescribeParameters: at most 50 values in a filter, at most 50 results per page. */
const namesAtOnce = 50

/**
 * createSecretDirectory looks up secrets and parameters in any Region, with one client per Region and service. Its
 * methods throw AwsError. It has no access to values.
 */
export function createSecretDirectory(context: AwsContext): SecretDirectory {
  const secretsIn = channelsIn(SECRETS_MANAGER, context)
  const parametersIn = channelsIn(SSM, context)
  return {
    describeSecret: (region, secretId) => orMissing(lookUpSecret(secretsIn(region), secretId)),
    describeParameters: (region, names) => describeParameters(parametersIn(region), names),
    callerIdentity: memoize(() => callerIdentity(context))
  }
}

/**
 * createSecretInventory implements SecretInventory with the AWS SDK, with one client per Region. Every method throws
 * AwsError.
 */
export function createSecretInventory(context: AwsContext): SecretInventory {
  const secretsIn = channelsIn(SECRETS_MANAGER, context)
  const parametersIn = channelsIn(SSM, context)
  return {
    describeSecret: (region, id) => orMissing(lookUpSecret(secretsIn(region), id)),
    currentVersion: (region, id) => orMissing(currentVersion(secretsIn(region), id)),
    listSecrets: (region, prefixes) => listSecrets(secretsIn(region), prefixes),
    describeParameters: (region, names) => describeParameters(parametersIn(region), names)
  }
}

function lookUpSecret(channel: Channel<SecretsManagerSdk>, secretId: string): Promise<SecretFacts> {
  const operation = 'secretsmanager:DescribeSecret'
  return exchange(channel, operation, {
    command: sdk => new sdk.DescribeSecretCommand({ SecretId: secretId }),
    read: ({ ARN, Name = secretId, KmsKeyId, VersionIdsToStages: versions = {}, ...found }) => ({
      ...toFacts({ ...found, Name }),
      arn: ARN !== undefined && isOf(ARN, secretId) ? ARN : unusable(operation, 'ARN of this secret'),
      versions,
      ...present({ kmsKeyId: KmsKeyId })
    })
  })
}

/** A name is the whole of the ARN's last part but the suffix; what a partial ARN means is decided by the caller. */
function isOf(arn: string, secretId: string): boolean {
  if (secretId.startsWith('arn:')) return true
  const [, name] = arn.split(':secret:')
  return name === secretId || name?.slice(0, -7) === secretId
}

/** The parameters of these names that exist. */
function describeParameters(
  channel: Channel<SsmSdk>,
  names: readonly string[]
): Promise<readonly ParameterMetadata[]> {
  const operation = 'ssm:DescribeParameters'
  return inBatches([...new Set(names)], namesAtOnce, Values =>
    listAll(
      channel,
      operation,
      (sdk, NextToken) =>
        new sdk.DescribeParametersCommand({
          ParameterFilters: [{ Key: 'Name', Option: 'Equals', Values }],
          MaxResults: namesAtOnce,
          ...present({ NextToken })
        }),
      ({ Parameters }) =>
        Parameters?.map(({ Name, ARN: arn, Type, KeyId: keyId, LastModifiedDate }) => ({
          name: Name || unusable(operation, 'name of a parameter'),
          ...present({ arn, type: Type as string | undefined, keyId, changedAt: LastModifiedDate?.getTime() })
        }))
    )
  )
}

/** The members that DescribeSecret and an entry of ListSecrets have in common. */
type Described = {
  readonly ARN?: string | undefined
  readonly Name?: string | undefined
  readonly CreatedDate?: Date | undefined
  readonly LastChangedDate?: Date | undefined
  readonly LastRotatedDate?: Date | undefined
  readonly LastAccessedDate?: Date | undefined
  readonly DeletedDate?: Date | undefined
  readonly OwningService?: string | undefined
}

function toFacts(one: Described): SecretFacts {
  return {
    arn: one.ARN ?? '',
    name: one.Name ?? '',
    ...present({
      createdAt: one.CreatedDate?.getTime(),
      changedAt: one.LastChangedDate?.getTime(),
      rotatedAt: one.LastRotatedDate?.getTime(),
      accessedAt: one.LastAccessedDate?.getTime(),
      deletedAt: one.DeletedDate?.getTime(),
      owner: one.OwningService === '' ? undefined : one.OwningService
    })
  }
}

async function currentVersion(
  channel: Channel<SecretsManagerSdk>,
  id: string
): Promise<CurrentVersion | undefined> {
  const versions = await listAll(
    channel,
    'secretsmanager:ListSecretVersionIds',
    (sdk, token) => new sdk.ListSecretVersionIdsCommand({ SecretId: id, ...pageAt(token) }),
    ({ Versions }) => Versions
  )
  const current = versions.find(({ VersionStages }) => VersionStages?.includes('AWSCURRENT'))
  if (current === undefined) return undefined
  const createdAt = current.CreatedDate?.getTime()
  // a version that a rotation has made and not finished was never read as the current one
  const others = versions.filter(({ VersionStages = [] }) =>
    VersionStages.some(stage => stage !== 'AWSPENDING')
  )
  const isNewest = others.every(({ CreatedDate }) => (CreatedDate?.getTime() ?? 0) <= (createdAt ?? 0))
  return { isNewest, ...present({ createdAt }) }
}

function listSecrets(
  channel: Channel<SecretsManagerSdk>,
  prefixes: readonly string[]
): Promise<readonly SecretFacts[]> {
  const Filters = [{ Key: 'name' as const, Values: [...prefixes] }]
  return listAll(
    channel,
    'secretsmanager:ListSecrets',
    (sdk, token) => new sdk.ListSecretsCommand({ Filters, ...pageAt(token) }),
    ({ SecretList }) => SecretList?.map(toFacts)
  )
}

function pageAt(token: string | undefined) {
  return { MaxResults: perPage, ...present({ NextToken: token }) }
}
