import type { Clock } from '../clock.ts'
import { DESCRIBE_FOR_AUDIT, RequestPace } from '../pace.ts'
import { present } from '../present.ts'
import type { EcsPort, LiveDefinition } from '../rollout/ports.ts'
import { type Gap, type Revision, shortRevision, type Use } from './audit.ts'
import { orGap } from './gap.ts'
import type { HeldDefinition, InventoryPort } from './ports.ts'
import { environmentFilesOf, referencesOf } from './references.ts'
import { plaintextOf } from './spots.ts'

/** Every revision of some families. `held` are the definitions themselves, for comparing in memory. */
export type RevisionLook = {
  readonly revisions: ReadonlyMap<string, Revision>
  readonly held: readonly HeldDefinition[]
  /** The newest ACTIVE revision by family, which a bare family name means. */
  readonly newest: ReadonlyMap<string, string>
  readonly beingDeleted: number
  readonly gaps: readonly Gap[]
}

export type RevisionPorts = {
  readonly ecs: EcsPort
  readonly inventory: InventoryPort
  readonly clock: Clock
  readonly region: string
  /** Takes the credentials that were found, before anything is said about them. */
  readonly mask: (values: readonly string[]) => void
  readonly signal: AbortSignal
}

/** lookAtRevisions describes every ACTIVE and INACTIVE revision of the families of what is used, spaced by ECS's bucket. Throws AwsError. */
export async function lookAtRevisions(uses: readonly Use[], ports: RevisionPorts): Promise<RevisionLook> {
  const pace = new RequestPace(DESCRIBE_FOR_AUDIT, ports.clock)
  const families = [...new Set(uses.map(({ revision }) => familyOf(revision)))].toSorted((a, b) =>
    a < b ? -1 : 1
  )
  const newest = new Map<string, string>()
  const arns = new Set(uses.map(({ revision }) => revision).filter(isNumbered))
  const gaps: Gap[] = []
  let beingDeleted = 0
  for (const family of families) {
    await pace.take({ calls: 3, signal: ports.signal })
    const look = await orGap(`old revisions of ${family}`, async () => ({
      active: await ports.inventory.listRevisions(family, 'ACTIVE'),
      inactive: await ports.inventory.listRevisions(family, 'INACTIVE'),
      leaving: await ports.inventory.listRevisions(family, 'DELETE_IN_PROGRESS')
    }))
    if ('gap' in look) {
      gaps.push(look.gap)
      continue
    }
    const { active, inactive, leaving } = look.found
    for (const arn of [...active, ...inactive]) arns.add(arn)
    if (active[0] !== undefined) newest.set(family, active[0])
    beingDeleted += leaving.length
  }
  const described = await describeAll([...arns], pace, ports)
  return { ...described, newest, beingDeleted, gaps: [...gaps, ...described.gaps] }
}

const AT_ONCE = 8

async function describeAll(
  arns: readonly string[],
  pace: RequestPace,
  ports: RevisionPorts
): Promise<Pick<RevisionLook, 'revisions' | 'held' | 'gaps'>> {
  const revisions = new Map<string, Revision>()
  const held: HeldDefinition[] = []
  const gaps = new Map<string, Gap>()
  for (let i = 0; i < arns.length; i += AT_ONCE) {
    const batch = arns.slice(i, i + AT_ONCE)
    await pace.take({ calls: batch.length, signal: ports.signal })
    const looks = await Promise.all(
      batch.map(arn => orGap('the content of task definitions', () => ports.ecs.describeTaskDefinition(arn)))
    )
    for (const look of looks) {
      if ('gap' in look) gaps.set(look.gap.why, look.gap)
      // one that is gone by now holds nothing any more
      if (!('found' in look) || look.found === undefined) continue
      revisions.set(look.found.arn, toRevision(look.found, ports))
      held.push({ arn: look.found.arn, definition: look.found.definition })
    }
  }
  return { revisions, held, gaps: [...gaps.values()] }
}

function toRevision(
  { arn, family, status, registeredAt, definition }: LiveDefinition,
  { region, mask }: Pick<RevisionPorts, 'region' | 'mask'>
): Revision {
  const { spots, values } = plaintextOf(definition)
  if (values.length > 0) mask(values)
  const { registeredBy } = definition
  return {
    arn,
    family,
    status,
    spots,
    environmentFiles: environmentFilesOf(definition),
    references: referencesOf(definition, region),
    ...present({ registeredAt }),
    ...(typeof registeredBy === 'string' ? { registeredBy } : {})
  }
}

/** familyOf is the family of a revision's ARN, of `family:revision`, or of a family's name. */
export function familyOf(revision: string): string {
  return shortRevision(revision).split(':')[0] as string
}

/** isNumbered tells a revision from a family's name, which means its newest revision. */
export function isNumbered(revision: string): boolean {
  return /:\d+$/.test(shortRevision(revision))
}

/** inFull gives each use the ARN of its revision where it names only a family or `family:revision`. Pure. */
export function inFull(uses: readonly Use[], { revisions, newest }: RevisionLook): readonly Use[] {
  const byName = new Map([...revisions.keys()].map(arn => [shortRevision(arn), arn]))
  return uses.map(use => {
    const { revision } = use
    if (revisions.has(revision)) return use
    const found = isNumbered(revision) ? byName.get(shortRevision(revision)) : newest.get(familyOf(revision))
    return found === undefined ? use : { ...use, revision: found }
  })
}
