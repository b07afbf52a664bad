import { DescribeParametersCommand, type ParameterStringFilter, SSMClient } from '@aws-sdk/client-ssm'
import { present } from '../../present.ts'
import type { ParameterMetadata } from '../../references/ports.ts'
import type { AwsContext } from '../clients.ts'
import { collectPages, inBatches, openChannel, send, unusable } from '../requests/send.ts'

/** DescribeParameters: at most 50 values in a filter, at most 50 results per page. */
const namesAtOnce = 50

/** Looks up parameters of one Region by name, returning those that exist. It has no access to values. */
export type ParameterLookup = {
  byName(names: readonly string[]): Promise<readonly ParameterMetadata[]>
}

/** createParameterLookup implements the lookup with the AWS SDK. Throws AwsError. */
export function createParameterLookup(context: AwsContext, region: string): ParameterLookup {
  const channel = openChannel(SSMClient, context, { region })
  const operation = 'ssm:DescribeParameters'
  const ask = (filter: ParameterStringFilter) =>
    collectPages(operation, async token => {
      const command = new DescribeParametersCommand({
        ParameterFilters: [filter],
        MaxResults: namesAtOnce,
        ...present({ NextToken: token })
      })
      const { Parameters, NextToken: next } = await send(channel, operation, command)
      const items = Parameters?.map(({ Name, ARN: arn, Type, KeyId: keyId, LastModifiedDate }) => ({
        name: Name || unusable(operation, 'name of a parameter'),
        ...present({ arn, type: Type as string | undefined, keyId, changedAt: LastModifiedDate?.getTime() })
      }))
      return { items, next }
    })
  return {
    byName: names =>
      inBatches([...new Set(names)], namesAtOnce, Values => ask({ Key: 'Name', Option: 'Equals', Values }))
  }
}
