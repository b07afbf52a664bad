import { type AwsError, oneLine } from '../aws/error.ts'
import type { ReferenceUse } from './collect.ts'
import {
  type ParsedReference,
  printTarget,
  type Reference,
  type ReferenceFault,
  type SecretArnReference
} from './reference.ts'

/**
 * faultAtPlace returns what is wrong with a reference at its place, based on its text alone; undefined if only AWS can
 * tell. A bare name is valid in repositoryCredentials, where ECS treats it as a secret in the same Region (developer
 * guide).
 */
export function faultAtPlace(
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
      message: `the ARN ${printTarget(reference)} is in the partition ${reference.partition}, the service in ${where.partition} (${where.region}); ECS cannot reach from one to the other`,
      hint: 'Create it in the partition of the service and write the short form secretsmanager:NAME or ssm:NAME, which fits every partition.'
    }
  }
  const special = specialPartitionOf(reference.region)
  if (special === undefined || special === reference.partition) return undefined
  return {
    code: 'other-partition',
    message: `the ARN ${printTarget(reference)} says partition ${reference.partition}, but its region belongs to ${special}`,
    hint: `Correct the partition or the Region, or write the short form secretsmanager:NAME or ssm:NAME.`
  }
}

const prefixes: readonly (readonly [prefix: string, partition: string])[] = [
  ['cn-', 'aws-cn'],
  ['us-gov-', 'aws-us-gov'],
  ['us-isob-', 'aws-iso-b'],
  ['us-isof-', 'aws-iso-f'],
  ['us-iso-', 'aws-iso'],
  ['eu-isoe-', 'aws-iso-e'],
  ['eusc-', 'aws-eusc']
]

/**
 * specialPartitionOf returns the partition of a Region outside the standard one; undefined for all others, including
 * Regions that do not exist yet: a partition is never assumed (AWS SDK, partitions.json).
 */
function specialPartitionOf(region: string): string | undefined {
  return prefixes.find(([prefix]) => region.startsWith(prefix))?.[1]
}

/** Where something was looked up; `account` if the credentials have shown it. */
export type Where = { readonly region: string; readonly partition: string; readonly account?: string }

/** describeUse names the place of a reference in terms of the task definition. */
export function describeUse(use: Pick<ReferenceUse, 'field' | 'name' | 'container'>): string {
  const container = use.container === undefined ? '' : ` of container ${oneLine(use.container)}`
  switch (use.field) {
    case 'secrets':
      return `secret ${oneLine(use.name)}${container}`
    case 'secretOptions':
      return `log option ${oneLine(use.name)}${container}`
    case 'repositoryCredentials':
      return `repositoryCredentials${container}`
    case 'fsxWindowsFileServerVolumeConfiguration':
      return `credentials of volume ${oneLine(use.name)}`
  }
}

function place(where: Where): string {
  return `Region ${where.region}${where.account === undefined ? '' : ` of account ${where.account}`}`
}

/**
 * secretNotFound says how to create the secret. It cannot suggest similar names, because nothing here may list secrets.
 */
export function secretNotFound(reference: Reference, where: Where): ReferenceFault {
  const name = cliNameOf(reference)
  if (reference.kind === 'secret-arn' && where.account !== undefined && reference.account !== where.account)
    return {
      code: 'secret-not-found',
      message: `there is no secret ${printTarget(reference)}, or account ${where.account} of the credentials is not authorized to see it: the ARN is in account ${reference.account}`,
      hint: `Check the account in the ARN. A secret of another account needs a resource policy that allows this account secretsmanager:DescribeSecret and the execution role secretsmanager:GetSecretValue, a customer managed KMS key that both may use, and its full ARN in the reference.`
    }
  return {
    code: 'secret-not-found',
    message: `there is no secret ${printTarget(reference)} in ${place(where)}`,
    hint: `Check the spelling and the Region, or create it: aws secretsmanager create-secret --region ${where.region} --name ${name} --secret-string file://VALUE.txt`
  }
}

/** parameterNotFound is secretNotFound for Parameter Store. */
export function parameterNotFound(reference: Reference, where: Where): ReferenceFault {
  return {
    code: 'parameter-not-found',
    message: `there is no parameter ${printTarget(reference)} in ${place(where)}`,
    hint: `Check the spelling and the Region, or create it: aws ssm put-parameter --region ${where.region} --type SecureString --name ${cliNameOf(reference)} --value file://VALUE.txt`
  }
}

/** bareParameter: a name without a prefix, which exists as a parameter. */
export function bareParameter(name: string): ReferenceFault {
  return {
    code: 'bare-parameter',
    message: `the name without a prefix refers to the SSM parameter ${name}, as in ECS`,
    hint: `Write ssm:${name} to say so.`
  }
}

/** scheduledForDeletion gives the date (UTC) and how to restore the secret. */
export function scheduledForDeletion(reference: Reference, deletedAt: number, where: Where): ReferenceFault {
  const date = new Date(deletedAt).toISOString().slice(0, 10)
  return {
    code: 'secret-scheduled-for-deletion',
    message: `the secret ${printTarget(reference)} in ${place(where)} is scheduled for deletion (${date}); tasks cannot read it`,
    hint: `Restore it: aws secretsmanager restore-secret --region ${where.region} --secret-id ${cliNameOf(reference)}`
  }
}

/** secretRecreated: the ARN belongs to a deleted secret, and another secret now has its name. */
export function secretRecreated(reference: SecretArnReference, arn: string): ReferenceFault {
  return {
    code: 'secret-recreated',
    message: `the ARN ${printTarget(reference)} is not that of the secret which has this name now (${arn}): the suffix differs, so the secret was deleted and created again`,
    hint: `Write the current ARN, or secretsmanager:${baseNameOf(reference)} which follows the name; and check for IAM policies that still name the old ARN.`
  }
}

/** ambiguousArn: a partial ARN is read as a complete one, because the secret's own name ends like a suffix. */
export function ambiguousArn(reference: SecretArnReference, arn: string): ReferenceFault {
  return {
    code: 'ambiguous-secret-arn',
    message: `the ARN ${printTarget(reference)} ends like a complete ARN, so AWS does not find the secret of that name (${arn})`,
    hint: `Write secretsmanager:${reference.resource}, or the complete ARN.`
  }
}

/** nameWithSuffix: the six characters belong to the ARN, not to the name. */
export function nameWithSuffix(reference: Reference, arn: string, name: string): ReferenceFault {
  return {
    code: 'secret-name-with-suffix',
    message: `${printTarget(reference)} ends with the suffix of the ARN (${arn}), which is not a part of the name`,
    hint: `Write secretsmanager:${name}`
  }
}

/** lookupDenied names the permission and the resource that the policy of the deploying identity must allow. */
export function lookupDenied(reference: Reference, error: AwsError, where: Where): ReferenceFault {
  const account = 'account' in reference ? reference.account : (where.account ?? '*')
  const isSecret = reference.kind === 'secret-name' || reference.kind === 'secret-arn'
  const resource = isSecret
    ? `arn:${where.partition}:secretsmanager:${where.region}:${account}:secret:${baseNameOf(reference)}-??????`
    : '*'
  return {
    code: isSecret ? 'secret-access-denied' : 'parameter-access-denied',
    message: `${printTarget(reference)} could not be looked up: ${error.operation} is not allowed. ${error.awsName}: ${oneLine(error.message)}`,
    hint: `Allow ${error.operation} on ${resource} to the deploying role; it reads metadata, never the value.`
  }
}

/** cliNameOf returns what the AWS CLI accepts: the secret's name (without a suffix), or the parameter's name. */
export function cliNameOf(reference: Reference): string {
  switch (reference.kind) {
    case 'secret-name':
    case 'parameter-name':
      return reference.name
    case 'secret-arn':
      return baseNameOf(reference)
    case 'parameter-arn':
      return reference.resource.includes('/') ? `/${reference.resource}` : reference.resource
  }
}

/** baseNameOf returns a secret's name without what looks like the suffix of an ARN. */
export function baseNameOf(reference: Reference): string {
  if (reference.kind !== 'secret-arn') return cliNameOf(reference)
  return reference.suffix === undefined ? reference.resource : reference.resource.slice(0, -7)
}
