import {
  AddTagsToResourceCommand,
  DescribeParametersCommand,
  PutParameterCommand,
  SSMClient
} from '@aws-sdk/client-ssm'
import type { NewSecret, NewValue, SecretStore, Stored } from '../migration/ports.ts'
import { type AwsContext, clientSettings } from './clients.ts'
import { AwsError } from './error.ts'
import { type Effect, withRetries } from './retry.ts'
import { tapWire } from './wire.ts'
import { withoutText } from './without-text.ts'

type Link = { readonly reads: SSMClient; readonly writes: SSMClient; readonly context: AwsContext }

/** createParameterStore is SecretStore on Parameter Store: standard parameters of type SecureString. Throws AwsError. */
export function createParameterStore(context: AwsContext): SecretStore {
  const link: Link = {
    reads: new SSMClient(clientSettings(context, context.region)),
    writes: new SSMClient(clientSettings(context, context.region, 'writes')),
    context
  }
  return {
    look: name => look(link, name),
    create: secret => put(link, secret, membersOfNew(secret)),
    overwrite: value => put(link, value, { Overwrite: true }),
    tag: (name, tags) =>
      call(link, 'AddTagsToResource', 'read', async () => {
        const command = new AddTagsToResourceCommand({
          ResourceType: 'Parameter',
          ResourceId: name,
          Tags: toTags(tags)
        })
        tapWire(command)
        await link.writes.send(command)
      }),
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
  return {
    ...(keyId === undefined ? {} : { KeyId: keyId }),
    ...(Object.keys(tags).length === 0 ? {} : { Tags: toTags(tags) })
  }
}

/** PutParameter has no client token: without `Overwrite` a second one is refused, with it a second one changes nothing. */
function put(link: Link, { name, text }: NewValue, more: object): Promise<void> {
  return withoutText(text, () =>
    call(link, 'PutParameter', 'write', async () => {
      const command = new PutParameterCommand({
        Name: name,
        Value: text.reveal(),
        Type: 'SecureString',
        ...more
      })
      tapWire(command)
      await link.writes.send(command)
    })
  )
}

function look(link: Link, name: string): Promise<Stored | undefined> {
  return call(link, 'DescribeParameters', 'read', async () => {
    const command = new DescribeParametersCommand({
      ParameterFilters: [{ Key: 'Name', Option: 'Equals', Values: [name] }]
    })
    tapWire(command)
    const found = (await link.reads.send(command)).Parameters?.[0]
    if (found === undefined) return undefined
    const { Name, ARN, Type, KeyId, LastModifiedDate } = found
    return {
      name: Name ?? name,
      replicas: [],
      ...(ARN === undefined ? {} : { arn: ARN }),
      ...(LastModifiedDate && { createdAt: LastModifiedDate.getTime() }),
      ...(KeyId === undefined ? {} : { keyId: KeyId }),
      ...(Type === 'SecureString' ? {} : { unfit: `it is of type ${Type ?? 'unknown'}, not SecureString` })
    }
  })
}

function call<Result>(
  link: Link,
  operation: string,
  ...[effect, attempt]: [Effect, () => Promise<Result>]
): Promise<Result> {
  return withRetries({ operation: `ssm:${operation}`, effect, attempt }, link.context)
}

function toTags(tags: Readonly<Record<string, string>>) {
  return Object.entries(tags).map(([Key, Value]) => ({ Key, Value }))
}
