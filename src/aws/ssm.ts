import { DescribeParametersCommand, SSMClient } from '@aws-sdk/client-ssm'
import type { ParameterMetadata } from '../references/ports.ts'
import { type AwsContext, clientSettings } from './clients.ts'
import { collectPages, inBatches } from './pages.ts'
import { withRetries } from './retry.ts'
import { tapWire } from './wire.ts'

/** DescribeParameters: at most 50 values in a filter, at most 50 results a page. */
const namesAtOnce = 50

/** Looks up parameters of one region by name; those that exist come back. There is no way to a value here. */
export type ParameterLookup = (names: readonly string[]) => Promise<readonly ParameterMetadata[]>

/** createParameterLookup makes the look-up on the AWS SDK. It throws AwsError. */
export function createParameterLookup(context: AwsContext, region: string): ParameterLookup {
  const client = new SSMClient(clientSettings(context, region))
  const ask = (batch: string[]) =>
    collectPages(NextToken =>
      withRetries(
        {
          operation: 'ssm:DescribeParameters',
          effect: 'read',
          attempt: async () => {
            const command = new DescribeParametersCommand({
              ParameterFilters: [{ Key: 'Name', Option: 'Equals', Values: batch }],
              MaxResults: namesAtOnce,
              ...(NextToken !== undefined && { NextToken })
            })
            tapWire(command)
            const answer = await client.send(command)
            const items = (answer.Parameters ?? []).map(({ Name, ARN, Type, KeyId }) => ({
              name: Name ?? '',
              ...(ARN !== undefined && { arn: ARN }),
              ...(Type !== undefined && { type: Type as string }),
              ...(KeyId !== undefined && { keyId: KeyId })
            }))
            return { items, next: answer.NextToken }
          }
        },
        context
      )
    )
  return names => inBatches([...new Set(names)], namesAtOnce, ask)
}
