import {
  CreateSecretCommand,
  DescribeSecretCommand,
  PutSecretValueCommand,
  ReplicateSecretToRegionsCommand,
  SecretsManagerClient,
  TagResourceCommand
} from '@aws-sdk/client-secrets-manager'
import type { SecretStore, Stored } from '../../migration/ports.ts'
import { present } from '../../present.ts'
import type { AwsContext } from '../clients.ts'
import { withoutText } from '../requests/redact.ts'
import { type Link, openLink, orMissing, repeatable, send } from '../requests/send.ts'

/** createSecretStore implements SecretStore on Secrets Manager. Every method throws AwsError. */
export function createSecretStore(context: AwsContext): SecretStore {
  const link = openLink(SecretsManagerClient, context)
  return {
    look: name => orMissing(look(link, name)),
    create: async ({ name, text, token, keyId, tags }) => {
      const command = new CreateSecretCommand({
        Name: name,
        SecretString: text.reveal(),
        ClientRequestToken: token,
        ...present({ KmsKeyId: keyId, Tags: Object.keys(tags).length === 0 ? undefined : toTags(tags) })
      })
      await withoutText(text, send(link.writes, 'secretsmanager:CreateSecret', command))
    },
    overwrite: async ({ name, text, token }) => {
      const command = new PutSecretValueCommand({
        SecretId: name,
        SecretString: text.reveal(),
        ClientRequestToken: token
      })
      await withoutText(text, send(link.writes, 'secretsmanager:PutSecretValue', command))
    },
    // both set a final state, so repeating them is harmless, and a lost response is retried
    tag: async (name, tags) => {
      const command = new TagResourceCommand({ SecretId: name, Tags: toTags(tags) })
      await send(repeatable(link.writes), 'secretsmanager:TagResource', command)
    },
    replicate: async (name, regions) => {
      const command = new ReplicateSecretToRegionsCommand({
        SecretId: name,
        AddReplicaRegions: regions.map(Region => ({ Region }))
      })
      await send(link.writes, 'secretsmanager:ReplicateSecretToRegions', command)
    }
  }
}

async function look({ reads }: Link<SecretsManagerClient>, name: string): Promise<Stored> {
  const command = new DescribeSecretCommand({ SecretId: name })
  const found = await send(reads, 'secretsmanager:DescribeSecret', command)
  const versions = Object.entries(found.VersionIdsToStages ?? {})
  return {
    name: found.Name ?? name,
    versions: {
      current: versions.find(([, stages]) => stages.includes('AWSCURRENT'))?.[0],
      labeled: versions.map(([id]) => id)
    },
    replicas: (found.ReplicationStatus ?? []).flatMap(({ Region }) => Region ?? []),
    ...present({
      arn: found.ARN,
      createdAt: found.CreatedDate?.getTime(),
      deletedAt: found.DeletedDate?.getTime(),
      keyId: found.KmsKeyId
    })
  }
}

function toTags(tags: Readonly<Record<string, string>>) {
  return Object.entries(tags).map(([Key, Value]) => ({ Key, Value }))
}
