import { present } from '../../../present.ts'
import { parseReference } from '../../../references/parse.ts'
import type { SecretDirectory, SecretMetadata } from '../../../references/ports.ts'
import { printTarget } from '../../../references/reference.ts'
import { parseRoleArn } from '../../../verify/names.ts'
import type { MigrationContext } from '../ports.ts'
import type { LocatedSecret } from '../survey-secrets.ts'

/**
 * comingDirectory returns the secret directory as it will be once the secrets of a migration are stored: those count as
 * existing. Each secret is requested once.
 */
export function comingDirectory(
  located: ReadonlyMap<string, LocatedSecret>,
  { aws, region }: Pick<MigrationContext, 'aws' | 'region'>
): SecretDirectory {
  const { directory } = aws
  const coming = [...located.values()]
  const asked = new Map<string, Promise<SecretMetadata | undefined>>()
  const describe = async (where: string, id: string): Promise<SecretMetadata | undefined> => {
    const own = coming.find(
      ({ name, arn }) => arn.split(':')[2] === 'secretsmanager' && [name, arn].includes(id)
    )
    if (own === undefined || where !== region) return directory.describeSecret(where, id)
    const { name, arn, keyId } = own
    return { name, arn, ...present({ kmsKeyId: keyId }) }
  }
  return {
    describeSecret: (where, id) => {
      const key = `${where} ${id}`
      const answer = asked.get(key) ?? describe(where, id)
      asked.set(key, answer)
      return answer
    },
    describeParameters: async (where, names) => {
      const found = await directory.describeParameters(where, names)
      if (where !== region) return found
      const known = new Set(found.map(({ name }) => name))
      const added = coming.filter(
        ({ name, arn }) => arn.split(':')[2] === 'ssm' && names.includes(name) && !known.has(name)
      )
      return [...found, ...added.map(({ name, arn }) => ({ name, arn, type: 'SecureString' }))]
    },
    callerIdentity: () => directory.callerIdentity()
  }
}

/**
 * roleArnOf returns the ARN of an execution role from its value in a definition: ECS accepts an ARN, or the name of a
 * role in the account. Undefined for anything else.
 */
export async function roleArnOf(
  written: string,
  { aws, partition, account }: Pick<MigrationContext, 'aws' | 'partition' | 'account'>
): Promise<string | undefined> {
  if (parseRoleArn(written) !== undefined) return written
  if (!/^[\w+=,.@-]{1,64}$/.test(written)) return undefined
  try {
    const found = await aws.roles.describeRole(written)
    if (found !== undefined) return found.arn
  } catch {
    // whether the role exists is verified later; here it gets the default ARN
  }
  return `arn:${partition}:iam::${account}:role/${written}`
}

/** locateReference returns a resolved reference, whose ARN can have a tail, with the name that a plan shows for it. */
export function locateReference(
  { arn, keyId }: { readonly arn: string; readonly keyId?: string },
  located: ReadonlyMap<string, LocatedSecret>
): LocatedSecret | undefined {
  const parsed = parseReference(arn)
  if (parsed.kind !== 'secret-arn' && parsed.kind !== 'parameter-arn') return undefined
  const whole = printTarget(parsed)
  const known = [...located.values()].find(one => one.arn === whole)
  if (known !== undefined) return known
  const own =
    parsed.kind === 'secret-arn' ? parsed.resource.replace(/-[A-Za-z0-9]{6}$/, '') : `/${parsed.resource}`
  const name = located.has(own) ? whole : own
  return { name, arn: whole, ...present({ keyId }) }
}
