import {
  DescribeSecretCommand,
  ListSecretsCommand,
  ListSecretVersionIdsCommand,
  SecretsManagerClient
} from '@aws-sdk/client-secrets-manager'
import { DescribeParametersCommand, SSMClient } from '@aws-sdk/client-ssm'
import type { CurrentVersion, ParameterFacts, SecretFacts, SecretInventory } from '../../audit/ports.ts'
import { present } from '../../present.ts'
import type { AwsContext } from '../clients.ts'
import { memoizeByKey } from '../lazy.ts'
import { type Channel, collectPages, inBatches, openChannel, orMissing, send } from '../requests/send.ts'

const perPage = 100
/** DescribeParameters: at most 50 values in a filter, at most 50 results per page. */
const namesAtOnce = 50

/**
 * createSecretInventory implements SecretInventory with the AWS SDK, with one client per Region. Every method throws
 * AwsError.
 */
export function createSecretInventory(context: AwsContext): SecretInventory {
  const secretsIn = memoizeByKey(async region => openChannel(SecretsManagerClient, context, { region }))
  const parametersIn = memoizeByKey(async region => openChannel(SSMClient, context, { region }))
  return {
    describeSecret: async (region, id) => orMissing(describeSecret(await secretsIn(region), id)),
    currentVersion: async (region, id) => orMissing(currentVersion(await secretsIn(region), id)),
    listSecrets: async (region, prefixes) => listSecrets(await secretsIn(region), prefixes),
    describeParameters: async (region, names) => describeParameters(await parametersIn(region), names)
  }
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

async function describeSecret(channel: Channel<SecretsManagerClient>, id: string): Promise<SecretFacts> {
  const command = new DescribeSecretCommand({ SecretId: id })
  return toFacts(await send(channel, 'secretsmanager:DescribeSecret', command))
}

async function currentVersion(
  channel: Channel<SecretsManagerClient>,
  id: string
): Promise<CurrentVersion | undefined> {
  const operation = 'secretsmanager:ListSecretVersionIds'
  const versions = await collectPages(operation, async token => {
    const command = new ListSecretVersionIdsCommand({ SecretId: id, ...pageAt(token) })
    const answer = await send(channel, operation, command)
    return { items: answer.Versions, next: answer.NextToken }
  })
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
  channel: Channel<SecretsManagerClient>,
  prefixes: readonly string[]
): Promise<readonly SecretFacts[]> {
  const operation = 'secretsmanager:ListSecrets'
  return collectPages(operation, async token => {
    const Filters = [{ Key: 'name' as const, Values: [...prefixes] }]
    const command = new ListSecretsCommand({ Filters, ...pageAt(token) })
    const answer = await send(channel, operation, command)
    return { items: answer.SecretList?.map(toFacts), next: answer.NextToken }
  })
}

function pageAt(token: string | undefined) {
  return { MaxResults: perPage, ...present({ NextToken: token }) }
}

function describeParameters(
  channel: Channel<SSMClient>,
  names: readonly string[]
): Promise<readonly ParameterFacts[]> {
  const operation = 'ssm:DescribeParameters'
  return inBatches([...new Set(names)], namesAtOnce, batch =>
    collectPages(operation, async token => {
      const command = new DescribeParametersCommand({
        ParameterFilters: [{ Key: 'Name', Option: 'Equals', Values: batch }],
        MaxResults: namesAtOnce,
        ...present({ NextToken: token })
      })
      const { Parameters, NextToken: next } = await send(channel, operation, command)
      const items = Parameters?.map(({ Name, ARN: arn, LastModifiedDate }) => ({
        name: Name ?? '',
        ...present({ arn, changedAt: LastModifiedDate?.getTime() })
      }))
      return { items, next }
    })
  )
}
