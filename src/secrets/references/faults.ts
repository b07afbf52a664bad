import { type AwsError, oneLine } from '../../aws/error.ts'
import type { ReferenceUse } from './collect.ts'
import type { SecretVersions } from './ports.ts'
import {
  type ParameterArnReference,
  printTarget,
  type Reference,
  type ReferenceFault,
  type SecretArnReference
} from './reference.ts'

/**
 * faultAtPlace returns what is wrong with a reference at its place, based on its text alone; undefined if only AWS can
 * tell.
 */
export function faultAtPlace(
  reference: Reference,
  { field }: Pick<ReferenceUse, 'field'>,
  where: Where
): ReferenceFault | undefined {
  const target = printTarget(reference)
  if (field === 'repositoryCredentials' && reference.kind.startsWith('parameter'))
    return {
      code: 'parameter-not-allowed-here',
      message: `${target} is an SSM parameter; repositoryCredentials takes a Secrets Manager secret only`,
      hint: 'Store {"username": …, "password": …} as one secret and write secretsmanager:NAME'
    }
  if (field !== 'secrets' && field !== 'secretOptions' && 'tail' in reference && reference.tail !== undefined)
    return {
      code: 'tail-not-allowed-here',
      message: `${target} is followed by a JSON key or a version; ${field} takes the whole secret`,
      hint: `Write ${target} alone; the secret holds JSON with "username" and "password".`
    }
  if ('partition' in reference && reference.partition !== where.partition)
    return {
      code: 'other-partition',
      message: `the ARN ${target} is in the partition ${reference.partition}, the service in ${where.partition} (${where.region}); ECS cannot reach from one to the other`,
      hint: 'Create it in the partition of the service and write the short form secretsmanager:NAME or ssm:NAME, which fits every partition.'
    }
  return undefined
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
function cliNameOf(reference: Reference): string {
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

/** What is wrong with the version that a reference names; certain if no task can start with it. */
export type VersionFault = { readonly fault: ReferenceFault; readonly isCertain: boolean }

/**
 * versionFault compares the version that ECS would read with the versions that the secret has: the labeled one, by
 * default AWSCURRENT, or the one with the ID. Undefined if it is there, or if the versions are not known. Pure.
 */
export function versionFault(
  reference: Reference,
  versions: SecretVersions | undefined,
  where: Where
): VersionFault | undefined {
  if (versions === undefined) return undefined
  if (reference.kind !== 'secret-name' && reference.kind !== 'secret-arn') return undefined
  const { versionId = '', versionStage = '' } = reference.tail ?? {}
  if (versionId !== '') return Object.hasOwn(versions, versionId) ? undefined : unlabeled(reference, where)
  const label = versionStage === '' ? 'AWSCURRENT' : versionStage
  const labels = [...new Set(Object.values(versions).flat())]
  return labels.includes(label) ? undefined : withoutLabel(reference, { label, labels, where })
}

function withoutLabel(
  reference: Reference,
  {
    label,
    labels,
    where
  }: { readonly label: string; readonly labels: readonly string[]; readonly where: Where }
): VersionFault {
  const target = printTarget(reference)
  const put = `aws secretsmanager put-secret-value --region ${where.region} --secret-id ${cliNameOf(reference)} --secret-string file://VALUE.txt`
  if (labels.length === 0)
    return {
      isCertain: true,
      fault: {
        code: 'secret-without-value',
        message: `the secret ${target} in Region ${where.region} has no value yet, so no task can start`,
        hint: `Store one: ${put}`
      }
    }
  return {
    isCertain: true,
    fault: {
      code: 'secret-version-not-found',
      message: `the secret ${target} in Region ${where.region} has no version with the staging label ${label}, so no task can start; it has ${labels.join(', ')}`,
      hint:
        label === 'AWSCURRENT'
          ? `Store a value, which becomes the current version: ${put}`
          : 'Name one of those labels, or leave the label out to read AWSCURRENT.'
    }
  }
}

function unlabeled(reference: Reference, where: Where): VersionFault {
  return {
    isCertain: false,
    fault: {
      code: 'secret-version-unlabeled',
      message: `not verified: whether the secret ${printTarget(reference)} in Region ${where.region} still has the version that the reference names by its ID. It has no staging label, and Secrets Manager deletes versions without one`,
      hint: `Name a version of aws secretsmanager list-secret-version-ids --region ${where.region} --secret-id ${cliNameOf(reference)}, or leave the version out to read AWSCURRENT.`
    }
  }
}

/** parameterNotVerified: parameters of another account cannot be looked up by name. */
export function parameterNotVerified(reference: ParameterArnReference, account: string): ReferenceFault {
  return {
    code: 'parameter-not-verified',
    message: `not verified: ${printTarget(reference)} belongs to account ${reference.account}, the credentials to ${account}; parameters of another account cannot be looked up by name`,
    hint: 'Make sure that the parameter is shared with this account (AWS RAM), or keep it in the account of the service.'
  }
}

/** parameterNotSecure: a String or a StringList. */
export function parameterNotSecure(reference: Reference, type: string): ReferenceFault {
  return {
    code: 'parameter-not-secure',
    message: `the parameter ${printTarget(reference)} is a ${type}, not a SecureString: its value is kept unencrypted`,
    hint: 'If it holds a credential, put it again as SecureString.'
  }
}

/** accountUnknown: an endpoint that returns no ARN, and credentials that do not tell their account. */
export function accountUnknown(reference: Reference): ReferenceFault {
  return {
    code: 'account-unknown',
    message: `the ARN of ${printTarget(reference)} cannot be determined: neither Parameter Store nor STS returned the account that it belongs to`,
    hint: 'Write the ARN of the parameter in full.'
  }
}

/** crossRegion: what exists in another Region than the service. */
export function crossRegion(reference: Reference, region: string, where: Where): ReferenceFault {
  return {
    code: 'cross-region-reference',
    message: `${printTarget(reference)} is in ${region}, the service in ${where.region}: tasks then depend on both regions to start`,
    hint: 'Replicate the secret into the Region of the service and write the short form, unless this is wanted.'
  }
}
