import { parseRoleArn, readKeyId } from '../../verify/names.ts'
import type { Grants, KeyGrant } from '../policy.ts'

/** An execution role that is to read secrets: by the definitions of these files. */
export type RoleNeed = {
  readonly arn: string
  readonly files: readonly string[]
  readonly services: readonly string[]
  readonly secrets: readonly string[]
}

/** A secret as a role needs it. `keyId` is that of a customer key. */
export type ReadTarget = { readonly name: string; readonly arn: string; readonly keyId?: string }

/** grantsFor is what a role must be allowed for these secrets and parameters, and the customer keys behind them. */
export function grantsFor(targets: readonly ReadTarget[]): Grants {
  const isSecret = ({ arn }: ReadTarget) => arn.split(':')[2] === 'secretsmanager'
  const keys = targets.flatMap(({ arn, keyId }): KeyGrant[] => {
    const key = readKeyId(keyId, arn)
    return key.kind === 'key' ? [{ keyArn: key.arn, usedBy: arn }] : []
  })
  return {
    secretArns: targets.filter(isSecret).map(({ arn }) => arn),
    parameterArns: targets.filter(target => !isSecret(target)).map(({ arn }) => arn),
    keys
  }
}

/** nameOf is a role's name without its path, as IAM's calls take it. */
export function nameOf(arn: string): string {
  return parseRoleArn(arn)?.name ?? arn.slice(arn.lastIndexOf('/') + 1)
}
