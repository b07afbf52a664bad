import type { SecretDirectory } from '../references/ports.ts'
import type { AwsContext } from './clients.ts'
import { memoize, memoizeByKey } from './lazy.ts'

/**
 * createSecretDirectory looks up secrets and parameters in any Region, with one client per Region and service. Each
 * client is created, and its part of the SDK loaded, when first used.
 */
export function createSecretDirectory(context: AwsContext): SecretDirectory {
  const secretsIn = memoizeByKey(async region => {
    const { createSecretLookup } = await import('./secrets-manager.ts')
    return createSecretLookup(context, region)
  })
  const parametersIn = memoizeByKey(async region => {
    const { createParameterLookup } = await import('./ssm.ts')
    return createParameterLookup(context, region)
  })
  const identity = memoize(async () => {
    const { createIdentityLookup } = await import('./sts.ts')
    return await createIdentityLookup(context)()
  })
  return {
    describeSecret: async (region, secretId) => (await secretsIn(region))(secretId),
    describeParameters: async (region, names) =>
      names.length === 0 ? [] : (await parametersIn(region)).byName(names),
    listParameters: async (region, path, isDeep) => (await parametersIn(region)).under(path, isDeep),
    callerIdentity: identity
  }
}
