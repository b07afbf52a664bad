import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager'
import { GetParametersCommand, SSMClient } from '@aws-sdk/client-ssm'
import type { SecretValues } from '../../audit/ports.ts'
import type { AwsContext } from '../clients.ts'
import { memoizeByKey } from '../lazy.ts'
import { inBatches, openChannel, orMissing, send } from '../requests/send.ts'

/** GetParameters accepts ten names (API reference). */
const namesAtOnce = 10

/**
 * createComparedValues implements SecretValues with the AWS SDK, with one client per Region. Only an audit with
 * `compare-values` loads this module. Every method throws AwsError.
 */
export function createComparedValues(context: AwsContext): SecretValues {
  const secretsIn = memoizeByKey(async region => openChannel(SecretsManagerClient, context, { region }))
  const parametersIn = memoizeByKey(async region => openChannel(SSMClient, context, { region }))
  return {
    secretValue: async (region, id) => {
      const command = new GetSecretValueCommand({ SecretId: id })
      const call = send(await secretsIn(region), 'secretsmanager:GetSecretValue', command)
      return (await orMissing(call))?.SecretString
    },
    parameterValues: async (region, names) => {
      const channel = await parametersIn(region)
      const found = await inBatches([...new Set(names)], namesAtOnce, async batch => {
        const command = new GetParametersCommand({ Names: batch, WithDecryption: true })
        const { Parameters = [] } = await send(channel, 'ssm:GetParameters', command)
        return Parameters.flatMap(({ Name, Value }) =>
          Name === undefined || Value === undefined ? [] : [[Name, Value] as const]
        )
      })
      return new Map(found)
    }
  }
}
