import { AwsError } from '../aws/error.ts'
import { present } from '../present.ts'
import {
  ambiguousArn,
  baseNameOf,
  nameWithSuffix,
  scheduledForDeletion,
  secretNotFound,
  secretRecreated,
  type Where
} from './faults.ts'
import type { SecretDirectory, SecretVersions } from './ports.ts'
import {
  printTarget,
  type ReferenceFault,
  type SecretArnReference,
  type SecretNameReference
} from './reference.ts'

/** What AWS returned for one reference. */
export type Answer =
  | {
      readonly kind: 'found'
      readonly arn: string
      /** The KMS key as AWS returns it; absent if the AWS managed key is used. */
      readonly keyId?: string
      readonly versions?: SecretVersions
      readonly changedAt?: number
      readonly warning?: ReferenceFault
    }
  | { readonly kind: 'fault'; readonly fault: ReferenceFault }
  | { readonly kind: 'failed'; readonly error: AwsError }

type SecretReference = SecretNameReference | SecretArnReference

/**
 * lookUpSecret reads the metadata of one secret, or explains why it does not exist. Throws only errors other than
 * AwsError.
 */
export async function lookUpSecret(
  directory: SecretDirectory,
  reference: SecretReference,
  where: Where
): Promise<Answer> {
  try {
    const id = reference.kind === 'secret-name' ? reference.name : printTarget(reference)
    const secret = await directory.describeSecret(where.region, id)
    if (!secret) return fault(await explainMissing(directory, reference, where))
    if (secret.deletedAt !== undefined) return fault(scheduledForDeletion(reference, secret.deletedAt, where))
    if (reference.kind === 'secret-arn' && !isAnswerTo(reference, secret.arn)) {
      return fault(secretRecreated(reference, secret.arn))
    }
    return {
      kind: 'found',
      arn: secret.arn,
      ...present({ keyId: secret.kmsKeyId, versions: secret.versions, changedAt: secret.changedAt })
    }
  } catch (error) {
    if (error instanceof AwsError) return { kind: 'failed', error }
    throw error
  }
}

/** The requested ARN or, for a partial one, the same with a suffix, even if the partial one looks complete. */
function isAnswerTo(reference: SecretArnReference, arn: string): boolean {
  const written = printTarget(reference)
  return (
    arn === written || (arn.startsWith(`${written}-`) && /^-[A-Za-z0-9]{6}$/.test(arn.slice(written.length)))
  )
}

/** explainMissing makes at most two more reads to find what a name or ARN that ends like a suffix may have meant. */
async function explainMissing(
  directory: SecretDirectory,
  reference: SecretReference,
  where: Where
): Promise<ReferenceFault> {
  if (reference.kind === 'secret-name') {
    const base = /^(.+)-[A-Za-z0-9]{6}$/.exec(reference.name)?.[1]
    const meant = base === undefined ? undefined : await arnOf(directory, base, where)
    return base !== undefined && meant?.endsWith(`:secret:${reference.name}`)
      ? nameWithSuffix(reference, meant, base)
      : secretNotFound(reference, where)
  }
  if (reference.suffix === undefined) return secretNotFound(reference, where)
  const now = await arnOf(directory, baseNameOf(reference), where)
  if (now !== undefined && now.slice(0, -7) === printTarget(reference).slice(0, -7)) {
    return secretRecreated(reference, now)
  }
  const longer = await arnOf(directory, reference.resource, where)
  return longer !== undefined && isAnswerTo(reference, longer)
    ? ambiguousArn(reference, longer)
    : secretNotFound(reference, where)
}

/** A read that only explains a failure; its own failure is not reported. */
async function arnOf(directory: SecretDirectory, name: string, where: Where): Promise<string | undefined> {
  try {
    return (await directory.describeSecret(where.region, name))?.arn
  } catch (error) {
    if (error instanceof AwsError) return undefined
    throw error
  }
}

function fault(found: ReferenceFault): Answer {
  return { kind: 'fault', fault: found }
}
