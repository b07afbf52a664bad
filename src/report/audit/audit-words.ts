import { type Audit, type Audited, credentialsPurged, type Exposure, exposedLeft } from '../../audit/audit.ts'
import { someOf } from '../../list.ts'
import { count } from '../text.ts'

/** unusedInWords returns where nothing runs the revisions with plaintext that are left. */
export function unusedInWords(audit: Audit): string {
  const left = exposedLeft(audit).filter(({ usedBy }) => usedBy.length === 0)
  return left.every(({ isElsewhere }) => isElsewhere) ? 'other families' : 'old revisions'
}

/** summaryOfAudit returns the results in numbers and the next step. Without a verdict. */
export function summaryOfAudit(audit: Audit): string {
  const { items } = audit
  const of = (verdict: Audited['verdict']) => items.filter(item => item.verdict === verdict).length
  const [exposed, unknown] = [of('exposed'), of('unknown')]
  const left = exposedLeft(audit).filter(({ usedBy }) => usedBy.length === 0)
  const elsewhere = left.filter(({ isElsewhere }) => isElsewhere).length
  const old = left.length - elsewhere
  const kinds = [...new Set(items.map(({ kind }) => kind))]
  const subjects =
    kinds.length <= 1
      ? count(items.length, kinds[0] ?? 'service')
      : `${items.length} ${kinds.map(kind => `${kind}s`).join(', ')}`
  const parts = [
    `${exposed} of ${subjects} exposed`,
    ...(unknown === 0 ? [] : [`${unknown} unknown`]),
    ...(old === 0 ? [] : [`${count(old, 'old revision')} with plaintext`]),
    ...(elsewhere === 0
      ? []
      : [
          // a daemon can run it: that is not looked at
          `${count(elsewhere, 'revision')} with plaintext in families that no service, task or schedule here runs`
        ])
  ]
  const exposures = items.flatMap(item => (item.verdict === 'exposed' ? item.exposures : []))
  const fixed = exposures.filter(isOutsideDefinition)
  const moves = exposures.length - fixed.length
  const steps = [
    'rotate the listed credentials',
    ...(moves > 0 ? ['run mode migrate for the exposed services'] : []),
    ...(fixed.length > 0 ? ['move what environment files and overrides contain into secrets by hand'] : []),
    ...(audit.purge === undefined && moves + old > 0 ? ['then run mode audit with purge: true'] : []),
    ...(elsewhere > 0 ? ['find out what uses these families'] : [])
  ]
  const next = exposed + left.length === 0 ? [] : [`Next: ${steps.join(', ')}.`]
  return [
    `${parts.join(', ')}; ${count(audit.revisionsLookedAt, 'revision')} checked.`,
    ...purged(audit),
    ...next
  ].join(' ')
}

/** What no migration moves and no purge deletes. */
function isOutsideDefinition({ environmentFile, overridesOf }: Exposure): boolean {
  return (environmentFile ?? overridesOf) !== undefined
}

/** How many revisions a purge deleted. */
function purged({ purge = [], isPurgeStopped }: Audit): readonly string[] {
  if (isPurgeStopped) return ['Nothing was purged.']
  const deleted = purge.filter(({ outcome }) => outcome === 'deleted').length
  return deleted === 0 ? [] : [`${count(deleted, 'revision')} purged.`]
}

/** purgeSummary returns what a purge deleted and what follows from it; empty if there was none. */
export function purgeSummary(audit: Audit): string {
  const deleted = purged(audit)
  return deleted.length === 0 ? '' : [...deleted, purgeReminder(audit)].filter(Boolean).join(' ')
}

/**
 * purgeReminder returns that what this purge or an earlier one deleted must be rotated all the same. Empty if there is
 * nothing to rotate, or none is known.
 */
export function purgeReminder(audit: Audit): string {
  const { length } = credentialsPurged(audit)
  const unrotated = audit.secrets.filter(one => one.unrotated).length
  if (length > 0)
    return `The deleted revisions contained ${count(length, 'credential')}: rotate what you have not rotated.`
  if (unrotated === 0) return ''
  return `Revisions were deleted, and ${count(unrotated, 'secret')} of their families ${unrotated === 1 ? 'has its' : 'have their'} first value: rotate it if a deleted revision contained it.`
}

/** exposureInWords describes a place, e.g. `DB_PASSWORD of container app`. */
export function exposureInWords({ name, container, environmentFile, overridesOf, secret }: Exposure): string {
  const own = container === undefined ? name : `${name} of container ${container}`
  const place = overridesOf === undefined ? own : `${own} in the overrides of ${overridesOf}`
  const where = environmentFile === undefined ? place : `${name} of environment file ${environmentFile}`
  return secret === undefined ? where : `${where} (the value of ${secret})`
}

/**
 * spotsInWords describes places, each name once, and groups those at the same place: `API_KEY, DB_PASSWORD of container
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
  return isoTime(at)?.slice(0, 10) ?? '?'
}

/** isoTime formats a time as ISO 8601; undefined if it is unknown. */
export function isoTime(at: number | undefined): string | undefined {
  return at === undefined ? undefined : new Date(at).toISOString()
}

/** sinceInWords returns since when a service is exposed and who registered that revision, or an empty string. */
export function sinceInWords({ since }: Audited): string {
  if (since === undefined) return ''
  const by = since.by === undefined ? '' : ` by ${since.by}`
  return `since ${day(since.at)} (${since.revision}${by})`
}

/** spotToJson returns a place in the output `audit`. It has no member for a value. */
export function spotToJson(exposure: Exposure): object {
  const { rule, name, container, environmentFile, overridesOf, pointer, secret } = exposure
  return { rule, name, container, environmentFile, overridesOf, pointer, secret }
}
