import { GetParametersCommand, SSMClient } from '@aws-sdk/client-ssm'
import type { ValueReader } from '../migration/ports.ts'
import { SecretValue } from '../migration/secret-value.ts'
import { type AwsContext, clientSettings } from './clients.ts'
import { withRetries } from './retry.ts'
import { tapWire } from './wire.ts'

/** createParameterValues reads parameters' values, for the migration's comparison in memory and nothing else. */
export function createParameterValues(context: AwsContext): ValueReader {
  const client = new SSMClient(clientSettings(context, context.region))
  return {
    read: name =>
      withRetries(
        {
          operation: 'ssm:GetParameters',
          effect: 'read',
          attempt: async () => {
            const command = new GetParametersCommand({ Names: [name], WithDecryption: true })
            tapWire(command)
            const text = (await client.send(command)).Parameters?.[0]?.Value
            return text === undefined ? undefined : { value: new SecretValue(text) }
          }
        },
        context
      )
  }
}
