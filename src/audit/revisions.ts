import { lastPartOf } from '../arn.ts'
import type { Clock } from '../clock.ts'
import { DESCRIBE_FOR_AUDIT, RequestPace } from '../pace.ts'
import { present } from '../present.ts'
import type { EcsPort, LiveDefinition } from '../rollout/ports.ts'
import type { Revision, Use } from './audit.ts'
import { environmentFilesOf, plaintextOf, referencesOf } from './definition.ts'
import { type Gap, readOrGap } from './gap.ts'
import type { HeldDefinition, InventoryPort, RevisionStatus } from './ports.ts'

/**
 * Every revision of some families. `held` are the task definitions themselves, kept for comparison in memory if
 * requested.
 */
export type FamilyRevisions = {
  readonly revisions: ReadonlyMap<string, Revision>
  readonly held: readonly HeldDefinition[]
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

/** ARNs of the revisions of some families, and the families whose revisions could not be listed. */
type ListedRevisions = {
  readonly active: readonly string[]
  readonly inactive: readonly string[]
  /** Revisions that ECS is deleting. */
  readonly leaving: readonly string[]
  readonly gaps: readonly Gap[]
}

type Listing = {
  readonly inventory: Pick<InventoryPort, 'listRevisions' | 'listAllRevisions'>
  readonly pace: RequestPace
  readonly signal: AbortSignal
}

/** For fewer families, one request per family is cheaper. */
const TOGETHER_FROM = 10

/**
 * readRevisions describes every ACTIVE and INACTIVE revision of the families in use, paced by ECS's rate limit. Throws
 * AwsError.
 */
export async function readRevisions(uses: readonly Use[], ports: RevisionPorts): Promise<FamilyRevisions> {
  const pace = new RequestPace(DESCRIBE_FOR_AUDIT, ports.clock)
  const families = [...new Set(uses.map(({ revision }) => familyOf(revision)))].toSorted((a, b) =>
    a < b ? -1 : 1
  )
  const { active, inactive, leaving, gaps } = await listRevisions(families, { pace, ...ports })
  const newest = new Map<string, string>()
  for (const arn of active) {
    const known = newest.get(familyOf(arn))
    if (known === undefined || numberOfRevision(known) < numberOfRevision(arn)) newest.set(familyOf(arn), arn)
  }
  const arns = new Set([...uses.map(({ revision }) => revision).filter(isNumbered), ...active, ...inactive])
  const described = await describeAll([...arns], pace, ports)
  const thinned = thinnedFamilies([...active, ...inactive], leaving)
  return { ...described, newest, beingDeleted: leaving.length, thinned, gaps: [...gaps, ...described.gaps] }
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
  const held: HeldDefinition[] = []
  const gaps = new Map<string, Gap>()
  for (let i = 0; i < arns.length; i += AT_ONCE) {
    const batch = arns.slice(i, i + AT_ONCE)
    await pace.take({ calls: batch.length, signal: ports.signal })
    const looks = await Promise.all(
      batch.map(arn =>
        readOrGap('the content of task definitions', () => ports.ecs.describeTaskDefinition(arn))
      )
    )
    for (const look of looks) {
      if ('gap' in look) gaps.set(look.gap.why, look.gap)
      // A revision that no longer exists exposes nothing.
      if (!('found' in look) || look.found === undefined) continue
      revisions.set(look.found.arn, toRevision(look.found, ports))
      if (ports.keepsDefinitions) held.push({ arn: look.found.arn, definition: look.found.definition })
    }
  }
  return { revisions, held, gaps: [...gaps.values()] }
}

function toRevision(
  { arn, family, status, registeredAt, definition }: LiveDefinition,
  { region, mask }: Pick<RevisionPorts, 'region' | 'mask'>
): Revision {
  const { exposures, values } = plaintextOf(definition)
  if (values.length > 0) mask(values)
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

/** numberOfRevision returns the number of a revision. Pure. */
export function numberOfRevision(arn: string): number {
  return Number(arn.slice(arn.lastIndexOf(':') + 1))
}

/** familyOf returns the family of a revision's ARN, of `family:revision`, or of a family's name. */
export function familyOf(revision: string): string {
  return lastPartOf(revision).split(':')[0] as string
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
  const byName = new Map([...revisions.keys()].map(arn => [lastPartOf(arn), arn]))
  return uses.map(use => {
    const { revision } = use
    if (revisions.has(revision)) return use
    const found = isNumbered(revision) ? byName.get(lastPartOf(revision)) : newest.get(familyOf(revision))
    return found === undefined ? use : { ...use, revision: found }
  })
}

/**
 * listRevisions lists the revisions of families. For many families it lists all revisions of the account, 100 per call,
 * unless other families have so many revisions that one request per family is cheaper. Throws AwsError unless a request
 * is only denied.
 */
async function listRevisions(families: readonly string[], listing: Listing): Promise<ListedRevisions> {
  const together = families.length < TOGETHER_FROM ? undefined : await listTogether(families, listing)
  return together ?? listEach(families, listing)
}

async function listTogether(
  families: readonly string[],
  { inventory, pace, signal }: Listing
): Promise<ListedRevisions | undefined> {
  const wanted = new Set(families)
  const take = () => pace.take({ signal })
  const list = async (status: RevisionStatus) => {
    const all = await inventory.listAllRevisions(status, { pages: families.length, before: take })
    return all?.filter(arn => wanted.has(familyOf(arn)))
  }
  const look = await readOrGap('the revisions of the account', async () => {
    const active = await list('ACTIVE')
    const inactive = active && (await list('INACTIVE'))
    const leaving = inactive && (await list('DELETE_IN_PROGRESS'))
    return active && inactive && leaving && { active, inactive, leaving, gaps: [] }
  })
  return 'found' in look ? look.found : undefined
}

async function listEach(
  families: readonly string[],
  { inventory, pace, signal }: Listing
): Promise<ListedRevisions> {
  const all = { active: [] as string[], inactive: [] as string[], leaving: [] as string[], gaps: [] as Gap[] }
  for (const family of families) {
    await pace.take({ calls: 3, signal })
    const look = await readOrGap(`old revisions of ${family}`, async () => ({
      active: await inventory.listRevisions(family, 'ACTIVE'),
      inactive: await inventory.listRevisions(family, 'INACTIVE'),
      leaving: await inventory.listRevisions(family, 'DELETE_IN_PROGRESS')
    }))
    if ('gap' in look) {
      all.gaps.push(look.gap)
      continue
    }
    all.active.push(...look.found.active)
    all.inactive.push(...look.found.inactive)
    all.leaving.push(...look.found.leaving)
  }
  return all
}
