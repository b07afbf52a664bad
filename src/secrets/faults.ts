import { oneLine } from '../aws/error.ts'
import type { ReferenceUse } from './collect.ts'
import { type LookupPlace, secretNameOf } from './lookup.ts'
import { printTarget, type Reference, type ReferenceFault } from './reference.ts'

/** faultAtPlace returns what is wrong with a reference at its place, based on its text alone. */
export function faultAtPlace(
  reference: Reference,
  { field }: Pick<ReferenceUse, 'field'>,
  where: LookupPlace
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
      hint: 'Create it in the partition of the service and write secretsmanager:NAME or ssm:NAME, which fits every partition.'
    }
  return undefined
}

/** describeUse describes the place of a reference in terms of the task definition. */
export function describeUse({ field, name, container }: ReferenceUse): string {
  const of = container === undefined ? '' : ` of container ${oneLine(container)}`
  switch (field) {
    case 'secrets':
      return `secret ${oneLine(name)}${of}`
    case 'secretOptions':
      return `log option ${oneLine(name)}${of}`
    case 'repositoryCredentials':
      return `repositoryCredentials${of}`
    case 'fsxWindowsFileServerVolumeConfiguration':
      return `credentials of volume ${oneLine(name)}`
  }
}

/**
 * versionFault compares the version that ECS would read with those that the secret has: the labeled one, by default
 * AWSCURRENT, or the one with the ID, which may have lost its label.
 */
export function versionFault(
  reference: Reference,
  versions: Readonly<Record<string, readonly string[]>> | undefined,
  { region }: LookupPlace
): ReferenceFault | undefined {
  if (versions === undefined) return undefined
  if (reference.kind !== 'secret-name' && reference.kind !== 'secret-arn') return undefined
  const { versionId = '', versionStage = '' } = reference.tail ?? {}
  const label = versionStage === '' ? 'AWSCURRENT' : versionStage
  const labels = [...new Set(Object.values(versions).flat())]
  if (versionId === '' ? labels.includes(label) : Object.hasOwn(versions, versionId)) return undefined
  const secret = `the secret ${printTarget(reference)} in Region ${region}`
  if (versionId !== '')
    return {
      code: 'secret-version-unlabeled',
      message: `not verified: whether ${secret} still has the version whose ID is in the reference. It has no staging label, and Secrets Manager deletes versions without one`,
      hint: 'Name a version that has a label, or leave the version out to read AWSCURRENT.'
    }
  const has = labels.length === 0 ? 'it has no value yet' : `it has ${labels.join(', ')}`
  return {
    code: 'secret-version-not-found',
    message: `${secret} has no version with the staging label ${label}, so no task can start; ${has}`,
    hint: `Name a label that it has, or store a value, which becomes AWSCURRENT: aws secretsmanager put-secret-value --region ${region} --secret-id ${secretNameOf(reference)} --secret-string file://VALUE.txt`
  }
}

/** crossRegion: what exists in another Region than the service. */
export function crossRegion(target: string, region: string, where: LookupPlace): ReferenceFault {
  return {
    code: 'cross-region-reference',
    message: `${target} is in ${region}, the service in ${where.region}: tasks then depend on both Regions to start`,
    hint: 'Replicate the secret into the Region of the service and write the short form, unless this is wanted.'
  }
}

/** bareParameter: a name without a prefix, which exists as a parameter. */
export function bareParameter(name: string): ReferenceFault {
  return {
    code: 'bare-parameter',
    message: `the name without a prefix refers to the SSM parameter ${name}, as in ECS`,
    hint: `Write ssm:${name} to make this explicit.`
  }
}
