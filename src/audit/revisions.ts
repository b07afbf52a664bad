import { familyOf, isOfDaemon, lastPartOf, numberOfRevision, revisionOf } from '../arn.ts'
import type { Clock } from '../clock.ts'
import type { JsonObject } from '../json.ts'
import { slicesOf } from '../list.ts'
import { DESCRIBE_FOR_AUDIT, RequestPace } from '../pace.ts'
import { present } from '../present.ts'
import type { EcsPort, LiveDefinition, ServiceState } from '../rollout/ports.ts'
import type { Revision, Use } from './audit.ts'
import { environmentFilesOf, referencesOf } from './definition.ts'
import { type Gap, readOrGap } from './gap.ts'
import type { InventoryPort, RevisionStatus } from './ports.ts'
import { scanDefinition } from './scan.ts'

/**
 * Every revision of some families. `held` are the task definitions themselves by ARN, kept for comparison in memory if
 * requested.
 */
export type FamilyRevisions = {
  readonly revisions: ReadonlyMap<string, Revision>
  readonly held: ReadonlyMap<string, JsonObject>
  /** The newest ACTIVE revision by family, which is what a bare family name refers to. */
  readonly newest: ReadonlyMap<string, string>
  readonly beingDeleted: number
  /** Families of which revisions were deleted. */
  readonly thinned: ReadonlySet<string>
  readonly gaps: readonly Gap[]
}

export type RevisionPorts = {
  readonly ecs: EcsPort
  readonly inventory: InventoryPort
  readonly clock: Clock
  readonly region: string
  /** Receives the credentials that were found, before anything is printed about them. */
  readonly mask: (values: readonly string[]) => void
  readonly signal: AbortSignal
  /** Keep the task definitions themselves. For a large account, they take a gigabyte. */
  readonly keepsDefinitions: boolean
}

/**
 * readRevisions describes every ACTIVE and INACTIVE revision of the families in use, and of `others`, which may contain
 * ARNs of daemons' revisions, too, paced by ECS's rate limit. Throws AwsError.
 */
export async function readRevisions(
  uses: readonly Use[],
  others: readonly string[],
  ports: RevisionPorts
): Promise<FamilyRevisions> {
  const pace = new RequestPace(DESCRIBE_FOR_AUDIT, ports.clock)
  const families = [...new Set([...uses.map(({ revision }) => familyOf(revision)), ...others])]
    .filter(one => !isOfDaemon(one))
    .toSorted((a, b) => (a < b ? -1 : 1))
  const { active, inactive, leaving, gaps } = await listRevisions(families, pace, ports)
  const newest = new Map<string, string>()
  for (const arn of active) {
    const known = newest.get(familyOf(arn))
    if (known === undefined || numberOfRevision(known) < numberOfRevision(arn)) newest.set(familyOf(arn), arn)
  }
  const arns = new Set([...uses.map(({ revision }) => revision).filter(isNumbered), ...active, ...inactive])
  const described = await describeAll([...arns, ...others.filter(isOfDaemon)], pace, ports)
  const thinned = thinnedFamilies([...active, ...inactive], leaving)
  return { ...described, newest, beingDeleted: leaving.length, thinned, gaps: [...gaps, ...described.gaps] }
}

async function listRevisions(
  families: readonly string[],
  pace: RequestPace,
  { inventory, signal }: RevisionPorts
): Promise<Record<'active' | 'inactive' | 'leaving', readonly string[]> & Pick<FamilyRevisions, 'gaps'>> {
  const found: Record<RevisionStatus, string[]> = { ACTIVE: [], INACTIVE: [], DELETE_IN_PROGRESS: [] }
  const gaps: Gap[] = []
  for (const family of families) {
    for (const status of ['ACTIVE', 'INACTIVE', 'DELETE_IN_PROGRESS'] as const) {
      await pace.take({ signal })
      const look = await readOrGap(`old revisions of ${family}`, () =>
        inventory.listRevisions(family, status)
      )
      if ('found' in look) found[status].push(...look.found)
      else gaps.push(look.gap)
      if ('gap' in look) break
    }
  }
  return { active: found.ACTIVE, inactive: found.INACTIVE, leaving: found.DELETE_IN_PROGRESS, gaps }
}

/** ECS numbers the revisions of a family from 1 and never uses a number again, so that fewer were deleted. */
function thinnedFamilies(existing: readonly string[], leaving: readonly string[]): ReadonlySet<string> {
  const counts = new Map<string, { readonly count: number; readonly last: number }>()
  const gone = new Set(leaving)
  for (const arn of new Set([...existing, ...leaving])) {
    const { count, last } = counts.get(familyOf(arn)) ?? { count: 0, last: 0 }
    const isLeft = gone.has(arn) ? 0 : 1
    counts.set(familyOf(arn), { count: count + isLeft, last: Math.max(last, numberOfRevision(arn)) })
  }
  return new Set([...counts].filter(([, { count, last }]) => count < last).map(([family]) => family))
}

const AT_ONCE = 8

async function describeAll(
  arns: readonly string[],
  pace: RequestPace,
  ports: RevisionPorts
): Promise<Pick<FamilyRevisions, 'revisions' | 'held' | 'gaps'>> {
  const revisions = new Map<string, Revision>()
  const held = new Map<string, JsonObject>()
  const gaps = new Map<string, Gap>()
  for (const batch of slicesOf(arns, AT_ONCE)) {
    await pace.take({ calls: batch.length, signal: ports.signal })
    const looks = await Promise.all(
      batch.map(arn =>
        readOrGap(`the content of ${isOfDaemon(arn) ? 'daemon ' : ''}task definitions`, () =>
          ports.ecs.describeTaskDefinition(arn)
        )
      )
    )
    for (const look of looks) {
      if ('gap' in look) gaps.set(look.gap.why, look.gap)
      // A revision that no longer exists exposes nothing.
      if (!('found' in look) || look.found === undefined) continue
      revisions.set(look.found.arn, toRevision(look.found, ports))
      if (ports.keepsDefinitions) held.set(look.found.arn, look.found.definition)
    }
  }
  return { revisions, held, gaps: [...gaps.values()] }
}

function toRevision(
  { arn, family, status, registeredAt, definition }: LiveDefinition,
  { region, mask }: Pick<RevisionPorts, 'region' | 'mask'>
): Revision {
  const { exposures, values } = scanDefinition(definition)
  mask(values.map(({ value }) => value))
  const { registeredBy } = definition
  return {
    arn,
    family,
    status,
    exposures,
    environmentFiles: environmentFilesOf(definition),
    references: referencesOf(definition, region),
    ...present({ registeredAt }),
    ...(typeof registeredBy === 'string' ? { registeredBy } : {})
  }
}

/** isNumbered distinguishes a revision from a family's name, which refers to its newest revision. */
export function isNumbered(revision: string): boolean {
  return /:\d+$/.test(lastPartOf(revision))
}

/** withRevisionArns replaces each use's family or `family:revision` with the ARN of the revision. Pure. */
export function withRevisionArns(
  uses: readonly Use[],
  { revisions, newest }: FamilyRevisions
): readonly Use[] {
  const byName = new Map([...revisions.keys()].map(arn => [revisionOf(arn), arn]))
  return uses.map(use => {
    const { revision } = use
    if (revisions.has(revision)) return use
    const found = isNumbered(revision) ? byName.get(lastPartOf(revision)) : newest.get(familyOf(revision))
    return found === undefined ? use : { ...use, revision: found }
  })
}

/** familiesRun returns the families that a service runs or would run. Pure. */
export function familiesRun({ taskDefinition, deployments }: ServiceState): readonly string[] {
  return [...new Set([taskDefinition, ...deployments.map(one => one.taskDefinition)].map(familyOf))]
}
