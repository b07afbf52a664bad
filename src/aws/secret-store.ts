import {
  CreateSecretCommand,
  DescribeSecretCommand,
  PutSecretValueCommand,
  ReplicateSecretToRegionsCommand,
  SecretsManagerClient,
  TagResourceCommand
} from '@aws-sdk/client-secrets-manager'
import type { SecretStore, Stored } from '../migration/ports.ts'
import { type AwsContext, clientSettings } from './clients.ts'
import { AwsError } from './error.ts'
import { type Effect, withRetries } from './retry.ts'
import { tapWire } from './wire.ts'
import { withoutText } from './without-text.ts'

type Link = {
  readonly reads: SecretsManagerClient
  readonly writes: SecretsManagerClient
  readonly context: AwsContext
}

/** createSecretStore is SecretStore on Secrets Manager. Every method throws AwsError. */
export function createSecretStore(context: AwsContext): SecretStore {
  const link: Link = {
    reads: new SecretsManagerClient(clientSettings(context, context.region)),
    writes: new SecretsManagerClient(clientSettings(context, context.region, 'writes')),
    context
  }
  return {
    look: name => look(link, name),
    create: ({ name, text, token, keyId, tags }) =>
      withoutText(text, () =>
        call(link, 'CreateSecret', 'write', async () => {
          const command = new CreateSecretCommand({
            Name: name,
            SecretString: text.reveal(),
            ClientRequestToken: token,
            ...(keyId === undefined ? {} : { KmsKeyId: keyId }),
            ...(Object.keys(tags).length === 0 ? {} : { Tags: toTags(tags) })
          })
          tapWire(command)
          await link.writes.send(command)
        })
      ),
    overwrite: ({ name, text, token }) =>
      withoutText(text, () =>
        call(link, 'PutSecretValue', 'write', async () => {
          const command = new PutSecretValueCommand({
            SecretId: name,
            SecretString: text.reveal(),
            ClientRequestToken: token
          })
          tapWire(command)
          await link.writes.send(command)
        })
      ),
    // both say how it shall be: twice is once, so that a lost answer is asked for again
    tag: (name, tags) =>
      call(link, 'TagResource', 'read', async () => {
        const command = new TagResourceCommand({ SecretId: name, Tags: toTags(tags) })
        tapWire(command)
        await link.writes.send(command)
      }),
    replicate: (name, regions) =>
      call(link, 'ReplicateSecretToRegions', 'write', async () => {
        const command = new ReplicateSecretToRegionsCommand({
          SecretId: name,
          AddReplicaRegions: regions.map(Region => ({ Region }))
        })
        tapWire(command)
        await link.writes.send(command)
      })
  }
}

async function look(link: Link, name: string): Promise<Stored | undefined> {
  try {
    return await call(link, 'DescribeSecret', 'read', async () => {
      const command = new DescribeSecretCommand({ SecretId: name })
      tapWire(command)
      const found = await link.reads.send(command)
      return {
        name: found.Name ?? name,
        replicas: (found.ReplicationStatus ?? []).flatMap(({ Region }) => Region ?? []),
        ...(found.ARN === undefined ? {} : { arn: found.ARN }),
        ...(found.CreatedDate && { createdAt: found.CreatedDate.getTime() }),
        ...(found.DeletedDate && { deletedAt: found.DeletedDate.getTime() }),
        ...(found.KmsKeyId === undefined ? {} : { keyId: found.KmsKeyId })
      }
    })
  } catch (error) {
    if (error instanceof AwsError && error.kind === 'missing') return undefined
    throw error
  }
}

function call<Result>(
  link: Link,
  operation: string,
  ...[effect, attempt]: [Effect, () => Promise<Result>]
): Promise<Result> {
  return withRetries({ operation: `secretsmanager:${operation}`, effect, attempt }, link.context)
}

function toTags(tags: Readonly<Record<string, string>>) {
  return Object.entries(tags).map(([Key, Value]) => ({ Key, Value }))
}
