import {
  DescribeSecretCommand,
  ListSecretsCommand,
  ListSecretVersionIdsCommand,
  SecretsManagerClient
} from '@aws-sdk/client-secrets-manager'
import { DescribeParametersCommand, SSMClient } from '@aws-sdk/client-ssm'
import type { ParameterFacts, SecretFacts, SecretInventory } from '../audit/ports.ts'
import { type AwsContext, clientSettings } from './clients.ts'
import { AwsError } from './error.ts'
import { collectPages, inBatches } from './pages.ts'
import { withRetries } from './retry.ts'
import { tapWire } from './wire.ts'

const perPage = 100
/** DescribeParameters: at most 50 values in a filter, at most 50 results a page. */
const namesAtOnce = 50

/** createSecretInventory makes the SecretInventory on the AWS SDK, one client a region. Every method throws AwsError. */
export function createSecretInventory(context: AwsContext): SecretInventory {
  const secrets = new Map<string, SecretsManagerClient>()
  const parameters = new Map<string, SSMClient>()
  const secretsIn = (region: string) => {
    const client = secrets.get(region) ?? new SecretsManagerClient(clientSettings(context, region))
    secrets.set(region, client)
    return client
  }
  const parametersIn = (region: string) => {
    const client = parameters.get(region) ?? new SSMClient(clientSettings(context, region))
    parameters.set(region, client)
    return client
  }
  return {
    describeSecret: (region, id) =>
      orMissing(() => describeSecret({ client: secretsIn(region), context }, id)),
    currentVersionAt: (region, id) =>
      orMissing(() => currentVersionAt({ client: secretsIn(region), context }, id)),
    listSecrets: (region, prefixes) => listSecrets({ client: secretsIn(region), context }, prefixes),
    describeParameters: (region, names) =>
      describeParameters({ client: parametersIn(region), context }, names)
  }
}

type Link<Client> = { readonly client: Client; readonly context: AwsContext }

function ask<Result>(
  context: AwsContext,
  operation: string,
  attempt: () => Promise<Result>
): Promise<Result> {
  return withRetries({ operation, effect: 'read', attempt }, context)
}

async function orMissing<Result>(look: () => Promise<Result>): Promise<Result | undefined> {
  try {
    return await look()
  } catch (error) {
    if (error instanceof AwsError && error.kind === 'missing') return undefined
    throw error
  }
}

/** What DescribeSecret and an entry of ListSecrets have in common. */
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
  const time = (key: string, date: Date | undefined) => (date === undefined ? {} : { [key]: date.getTime() })
  return {
    arn: one.ARN ?? '',
    name: one.Name ?? '',
    ...time('createdAt', one.CreatedDate),
    ...time('changedAt', one.LastChangedDate),
    ...time('rotatedAt', one.LastRotatedDate),
    ...time('accessedAt', one.LastAccessedDate),
    ...time('deletedAt', one.DeletedDate),
    ...(one.OwningService ? { owner: one.OwningService } : {})
  }
}

function describeSecret({ client, context }: Link<SecretsManagerClient>, SecretId: string) {
  return ask(context, 'secretsmanager:DescribeSecret', async () => {
    const command = new DescribeSecretCommand({ SecretId })
    tapWire(command)
    return toFacts(await client.send(command))
  })
}

async function currentVersionAt({ client, context }: Link<SecretsManagerClient>, SecretId: string) {
  const versions = await collectPages(NextToken =>
    ask(context, 'secretsmanager:ListSecretVersionIds', async () => {
      const command = new ListSecretVersionIdsCommand({
        SecretId,
        MaxResults: perPage,
        ...(NextToken !== undefined && { NextToken })
      })
      tapWire(command)
      const answer = await client.send(command)
      return { items: answer.Versions ?? [], next: answer.NextToken }
    })
  )
  const current = versions.find(({ VersionStages }) => VersionStages?.includes('AWSCURRENT'))
  return current?.CreatedDate?.getTime()
}

function listSecrets({ client, context }: Link<SecretsManagerClient>, prefixes: readonly string[]) {
  return collectPages(NextToken =>
    ask(context, 'secretsmanager:ListSecrets', async () => {
      const command = new ListSecretsCommand({
        Filters: [{ Key: 'name', Values: [...prefixes] }],
        MaxResults: perPage,
        ...(NextToken !== undefined && { NextToken })
      })
      tapWire(command)
      const answer = await client.send(command)
      return { items: (answer.SecretList ?? []).map(toFacts), next: answer.NextToken }
    })
  )
}

function describeParameters(
  { client, context }: Link<SSMClient>,
  names: readonly string[]
): Promise<readonly ParameterFacts[]> {
  return inBatches([...new Set(names)], namesAtOnce, Values =>
    collectPages(NextToken =>
      ask(context, 'ssm:DescribeParameters', async () => {
        const command = new DescribeParametersCommand({
          ParameterFilters: [{ Key: 'Name', Option: 'Equals', Values }],
          MaxResults: namesAtOnce,
          ...(NextToken !== undefined && { NextToken })
        })
        tapWire(command)
        const answer = await client.send(command)
        const items = (answer.Parameters ?? []).map(({ Name, ARN, LastModifiedDate }) => ({
          name: Name ?? '',
          ...(ARN !== undefined && { arn: ARN }),
          ...(LastModifiedDate !== undefined && { changedAt: LastModifiedDate.getTime() })
        }))
        return { items, next: answer.NextToken }
      })
    )
  )
}
