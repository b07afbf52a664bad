import {
  type Audit,
  type Audited,
  type AuditedSecret,
  credentialsPurged,
  type Exposure,
  exposedLeft,
  type FileRow
} from '../../audit/audit.ts'
import { someOf } from '../../list.ts'
import { count } from '../text.ts'

/** The only certain statement about readers: this tool cannot determine who actually read a value. */
const WHO_COULD_READ =
  'Who could read it: everyone with ecs:DescribeTaskDefinition in the account, in the console too (IAM cannot limit this permission to certain definitions). This report cannot show who did; the CloudTrail event history keeps these calls for 90 days.'

/** Access to an object in a bucket depends on IAM, the bucket policy and other accounts, not on ECS permissions. */
const WHO_COULD_READ_FILES =
  'Who could read an environment file: everyone with s3:GetObject on the object, by IAM or by the bucket policy, from other accounts too. If versioning is enabled on the bucket, older versions of the object stay readable.'

/**
 * Overrides are not part of a task definition: migrate does not change them, and a separate API action reads each kind
 * of holder.
 */
const WHO_COULD_READ_OVERRIDES =
  'Who could read overrides: everyone with ecs:DescribeTasks, events:ListTargetsByRule or scheduler:GetSchedule. Mode migrate does not change overrides: remove the value there and refer to the secret in the definition.'

/**
 * readersInWords returns who could read the exposed values: one sentence each for task definitions, environment files
 * and overrides.
 */
export function readersInWords({ items }: Audit): readonly string[] {
  const exposures = items.flatMap(item => item.exposures)
  const inFiles = exposures.some(({ environmentFile }) => environmentFile !== undefined)
  const inOverrides = exposures.some(({ overridesOf }) => overridesOf !== undefined)
  const inDefinitions = exposures.some(
    ({ environmentFile, overridesOf }) => environmentFile === undefined && overridesOf === undefined
  )
  return [
    ...(inDefinitions ? [WHO_COULD_READ] : []),
    ...(inFiles ? [WHO_COULD_READ_FILES] : []),
    ...(inOverrides ? [WHO_COULD_READ_OVERRIDES] : [])
  ]
}

/** fileInWords describes the results for an environment file; empty for a clean file. */
export function fileInWords({ verdict, exposures, why }: FileRow): string {
  switch (verdict) {
    case 'clean':
      return ''
    case 'exposed':
      return `contains ${exposures.map(({ name }) => name).join(', ')} in plaintext`
    case 'unknown':
      return why === undefined ? 'named, not scanned' : `named, not scanned: ${why}`
  }
}

/** Users of a task definition that no AWS listing shows. */
export const NOT_LOOKED_FOR =
  'Not checked: AWS Step Functions, EventBridge Pipes, Lambda functions and scripts that start tasks; rules on other event buses; daemon task definitions; families that nothing listed here runs.'

/** summaryOfAudit returns the results in numbers and the next step. Without a verdict. */
export function summaryOfAudit(audit: Audit): string {
  const { items } = audit
  const of = (verdict: Audited['verdict']) => items.filter(item => item.verdict === verdict)
  const left = exposedLeft(audit).filter(({ usedBy }) => usedBy.length === 0).length
  const old = left === 0 ? '' : `, ${count(left, 'old revision')} with plaintext`
  const exposed = of('exposed').length
  const unknown = of('unknown').length
  const looked = `${exposed} of ${subjectsOf(items)} exposed${unknown === 0 ? '' : `, ${unknown} unknown`}${old}; ${count(audit.revisionsLookedAt, 'revision')} checked.`
  return `${looked}${purgeInWords(audit)}${nextSteps(exposed, left, audit.purge !== undefined)}`
}

/** purgeInWords returns how many revisions a purge deleted, as a sentence that follows another one. */
function purgeInWords({ purge = [], isPurgeStopped }: Audit): string {
  if (isPurgeStopped) return ' Nothing was purged.'
  const purged = purge.filter(({ outcome }) => outcome === 'deleted').length
  return purged === 0 ? '' : ` ${count(purged, 'revision')} purged.`
}

/** purgeSummary returns what a purge deleted and what follows from it; empty if there was none. */
export function purgeSummary(audit: Audit): string {
  const deleted = purgeInWords(audit).trimStart()
  return [deleted, deleted === '' ? '' : purgeReminder(audit)].filter(sentence => sentence !== '').join(' ')
}

/** `3 services`, or `5 services, tasks and rules`. */
function subjectsOf(items: readonly Audited[]): string {
  const kinds = [...new Set(items.map(({ kind }) => kind))]
  const last = kinds.at(-1) ?? 'service'
  if (kinds.length <= 1) return count(items.length, last)
  return `${items.length} ${kinds
    .slice(0, -1)
    .map(kind => `${kind}s`)
    .join(', ')} and ${last}s`
}

/**
 * purgeReminder says that what this purge or an earlier one deleted must be rotated all the same. Empty if there is
 * nothing to rotate, or none is known.
 */
export function purgeReminder(audit: Audit): string {
  const { length } = credentialsPurged(audit)
  const unrotated = audit.secrets.filter(one => one.unrotated).length
  if (length === 0 && unrotated === 0) return ''
  if (length === 0)
    return `Revisions were deleted, and ${count(unrotated, 'secret')} that their families read still ${unrotated === 1 ? 'has its first value: rotate it' : 'have their first value: rotate them'} if a deleted revision contained it.`
  return `The deleted revisions contained ${count(length, 'credential')}: rotate ${length === 1 ? 'it' : 'them'} if you have not done so.`
}

function nextSteps(exposed: number, old: number, purged: boolean): string {
  const purge = purged
    ? 'then run it again with purge: true for the old revisions that were not purged'
    : 'then run mode audit with purge: true for the old revisions'
  const steps = [
    ...(exposed + old > 0 ? ['rotate the listed credentials'] : []),
    ...(exposed > 0 ? ['run mode migrate for the exposed services'] : []),
    ...(exposed + old > 0 ? [purge] : [])
  ]
  return steps.length === 0 ? '' : ` Next: ${steps.join(', ')}.`
}

/** spotInWords names a place, e.g. `DB_PASSWORD of container app`. */
export function exposureInWords({ name, container, environmentFile, overridesOf, secret }: Exposure): string {
  const own = container === undefined ? name : `${name} of container ${container}`
  const place = overridesOf === undefined ? own : `${own} in the overrides of ${overridesOf}`
  const where = environmentFile === undefined ? place : `${name} of environment file ${environmentFile}`
  return secret === undefined ? where : `${where} (the value of ${secret})`
}

/**
 * spotsInWords names places, each name once, and groups those at the same place: `API_KEY, DB_PASSWORD of container
 * app`.
 */
export function spotsInWords(exposures: readonly Exposure[]): readonly string[] {
  const names = new Map<string, Set<string>>()
  for (const exposure of exposures) {
    const ending = exposureInWords(exposure).slice(exposure.name.length)
    names.set(ending, (names.get(ending) ?? new Set()).add(exposure.name))
  }
  return [...names].map(([ending, of]) => `${someOf([...of])}${ending}`)
}

/** day formats a time as a date; `?` if it is unknown. */
export function day(at: number | undefined): string {
  return at === undefined ? '?' : new Date(at).toISOString().slice(0, 10)
}

/** sinceInWords returns since when a service is exposed and who registered that revision, or an empty string. */
export function sinceInWords({ since }: Audited): string {
  if (since === undefined) return ''
  const by = since.by === undefined ? '' : ` by ${since.by}`
  return `since ${day(since.at)} (${since.revision}${by})`
}

/** secretInWords describes the shortcoming of a secret; undefined if it has none. */
export function secretInWords(row: AuditedSecret): string | undefined {
  const accessed = row.accessedAt === undefined ? '' : `, last read ${day(row.accessedAt)}`
  switch (row.state) {
    case 'gone':
      return 'is referenced and does not exist: new tasks cannot start'
    case 'deleted':
      return 'is referenced and scheduled for deletion: restore it or remove the reference'
    case 'unreferenced':
      return `is not referenced by anything that was checked${accessed}; services other than ECS might read it`
    case 'not-verified':
      return 'could not be read'
    case 'good':
      if (row.unrotated)
        return `still has the value that it was created with on ${day(row.changedAt)}, and older revisions were deleted: rotate it if they contained it`
      return row.old ? `has had the same value since ${day(row.changedAt)}` : undefined
  }
}

/** isoTime formats a time as ISO 8601; undefined if it is unknown. */
export function isoTime(at: number | undefined): string | undefined {
  return at === undefined ? undefined : new Date(at).toISOString()
}

/** spotToJson returns a place in the output `audit`. It has no member for a value. */
export function spotToJson(exposure: Exposure): object {
  const { rule, name, container, environmentFile, overridesOf, pointer, secret } = exposure
  return { rule, name, container, environmentFile, overridesOf, pointer, secret }
}
