import { cliNameOf, type Where } from './faults.ts'
import type { SecretVersions } from './ports.ts'
import { printTarget, type Reference, type ReferenceFault } from './reference.ts'

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
