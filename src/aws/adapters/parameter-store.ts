import {
  AddTagsToResourceCommand,
  DescribeParametersCommand,
  PutParameterCommand,
  SSMClient
} from '@aws-sdk/client-ssm'
import type { NewSecret, NewValue, SecretStore, Stored } from '../../migration/ports.ts'
import { present } from '../../present.ts'
import type { AwsContext } from '../clients.ts'
import { AwsError } from '../error.ts'
import { withoutText } from '../requests/redact.ts'
import { type Link, openLink, repeatable, send } from '../requests/send.ts'

/**
 * createParameterStore implements SecretStore on Parameter Store, with standard parameters of type SecureString. Throws
 * AwsError.
 */
export function createParameterStore(context: AwsContext): SecretStore {
  const link = openLink(SSMClient, context)
  return {
    look: name => look(link, name),
    create: secret => put(link, secret, membersOfNew(secret)),
    overwrite: value => put(link, value, { Overwrite: true }),
    tag: async (name, tags) => {
      const command = new AddTagsToResourceCommand({
        ResourceType: 'Parameter',
        ResourceId: name,
        Tags: toTags(tags)
      })
      await send(repeatable(link.writes), 'ssm:AddTagsToResource', command)
    },
    replicate: () =>
      Promise.reject(
        new AwsError({
          kind: 'unsupported',
          operation: 'ssm:PutParameter',
          awsName: 'NoReplicas',
          message: 'Parameter Store has no replicas'
        })
      )
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
  { writes }: Link<SSMClient>,
  { name, text }: NewValue,
  more: { readonly Overwrite?: boolean; readonly KeyId?: string; readonly Tags?: ReturnType<typeof toTags> }
): Promise<void> {
  const command = new PutParameterCommand({
    Name: name,
    Value: text.reveal(),
    Type: 'SecureString',
    ...more
  })
  await withoutText(text, send(writes, 'ssm:PutParameter', command))
}

async function look({ reads }: Link<SSMClient>, name: string): Promise<Stored | undefined> {
  const command = new DescribeParametersCommand({
    ParameterFilters: [{ Key: 'Name', Option: 'Equals', Values: [name] }]
  })
  const found = (await send(reads, 'ssm:DescribeParameters', command)).Parameters?.[0]
  if (found === undefined) return undefined
  const { Name, ARN: arn, Type, KeyId: keyId, LastModifiedDate, Version: version } = found
  const unfit = Type === 'SecureString' ? undefined : `it is of type ${Type ?? 'unknown'}, not SecureString`
  return {
    name: Name ?? name,
    replicas: [],
    ...present({ arn, createdAt: LastModifiedDate?.getTime(), keyId, unfit, version })
  }
}

function toTags(tags: Readonly<Record<string, string>>) {
  return Object.entries(tags).map(([Key, Value]) => ({ Key, Value }))
}
