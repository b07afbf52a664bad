import { GetParametersCommand, SSMClient } from '@aws-sdk/client-ssm'
import type { ValueReader } from '../../migration/ports.ts'
import { SecretValue } from '../../migration/secret-value.ts'
import type { AwsContext } from '../clients.ts'
import { openChannel, send } from '../requests/send.ts'

/** createParameterValues reads the values of parameters, only for the migration's comparison in memory. */
export function createParameterValues(context: AwsContext): ValueReader {
  const channel = openChannel(SSMClient, context)
  return {
    read: async name => {
      const command = new GetParametersCommand({ Names: [name], WithDecryption: true })
      const text = (await send(channel, 'ssm:GetParameters', command)).Parameters?.[0]?.Value
      return text === undefined ? undefined : { value: new SecretValue(text) }
    }
  }
}
