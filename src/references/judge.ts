import type { ReferenceUse } from './collect.ts'
import type { Where } from './messages.ts'
import { specialPartitionOf } from './partition.ts'
import { printTarget } from './print.ts'
import type { ParsedReference, ReferenceFault } from './reference.ts'

/**
 * judgeReference says what is wrong with a reference at its place by its text alone; undefined when only AWS can tell.
 * A bare name is no fault at repositoryCredentials, where ECS takes it for a secret of the same region (developer guide).
 */
export function judgeReference(
  reference: ParsedReference,
  use: ReferenceUse,
  where: Where
): ReferenceFault | undefined {
  if (reference.kind === 'malformed') return reference.fault
  if (reference.kind === 'bare') return reference.fault
  return placeFault(reference, use) ?? partitionFault(reference, where)
}

function placeFault(
  reference: Exclude<ParsedReference, { kind: 'malformed' | 'bare' }>,
  use: ReferenceUse
): ReferenceFault | undefined {
  if (use.field === 'secrets' || use.field === 'secretOptions') return undefined
  const isParameter = reference.kind === 'parameter-name' || reference.kind === 'parameter-arn'
  if (isParameter) {
    if (use.field !== 'repositoryCredentials') return undefined
    return {
      code: 'parameter-not-allowed-here',
      message: `${printTarget(reference)} is an SSM parameter; repositoryCredentials takes a Secrets Manager secret only`,
      hint: 'Store {"username": …, "password": …} as one secret and write secretsmanager:NAME'
    }
  }
  if (reference.tail === undefined) return undefined
  return {
    code: 'tail-not-allowed-here',
    message: `${printTarget(reference)} is followed by a JSON key or a version; ${use.field} takes the whole secret`,
    hint: `Write ${printTarget(reference)} alone; the secret holds JSON with "username" and "password".`
  }
}

function partitionFault(
  reference: Exclude<ParsedReference, { kind: 'malformed' | 'bare' }>,
  where: Where
): ReferenceFault | undefined {
  if (reference.kind !== 'secret-arn' && reference.kind !== 'parameter-arn') return undefined
  if (reference.partition !== where.partition) {
    return {
      code: 'other-partition',
      message: `the ARN ${printTarget(reference)} is in the partition ${reference.partition}, the service in ${where.partition} (${where.region}); ECS can not reach from one to the other`,
      hint: 'Create it in the partition of the service and write the short form secretsmanager:NAME or ssm:NAME, which fits every partition.'
    }
  }
  const special = specialPartitionOf(reference.region)
  if (special === undefined || special === reference.partition) return undefined
  return {
    code: 'other-partition',
    message: `the ARN ${printTarget(reference)} says partition ${reference.partition}, but its region belongs to ${special}`,
    hint: `Correct the partition or the region, or write the short form secretsmanager:NAME or ssm:NAME.`
  }
}
