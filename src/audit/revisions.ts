import { lastPartOf } from '../arn.ts'
import type { Clock } from '../clock.ts'
import { DESCRIBE_FOR_AUDIT, RequestPace } from '../pace.ts'
import { present } from '../present.ts'
import type { EcsPort, LiveDefinition, ServiceState } from '../rollout/ports.ts'
import type { Gap, Revision, Use } from './audit.ts'
import { environmentFilesOf, plaintextOf, referencesOf } from './definition.ts'
import { readOrGap } from './gap.ts'
import type { HeldDefinition, InventoryPort } from './ports.ts'

/** Every revision of some families. `held` are the definitions themselves, for comparing in memory. */
export type FamilyRevisions = {
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

/**
 * readRevisions describes every ACTIVE and INACTIVE revision of the families of what is used, spaced by ECS's
 * bucket. Throws AwsError.
 */
export async function readRevisions(uses: readonly Use[], ports: RevisionPorts): Promise<FamilyRevisions> {
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
    const look = await readOrGap(`old revisions of ${family}`, async () => ({
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

/** familyOf is the family of a revision's ARN, of `family:revision`, or of a family's name. */
export function familyOf(revision: string): string {
  return lastPartOf(revision).split(':')[0] as string
}

/** isNumbered tells a revision from a family's name, which means its newest revision. */
export function isNumbered(revision: string): boolean {
  return /:\d+$/.test(lastPartOf(revision))
}

/** inFull gives each use the ARN of its revision where it names only a family or `family:revision`. Pure. */
export function inFull(uses: readonly Use[], { revisions, newest }: FamilyRevisions): readonly Use[] {
  const byName = new Map([...revisions.keys()].map(arn => [lastPartOf(arn), arn]))
  return uses.map(use => {
    const { revision } = use
    if (revisions.has(revision)) return use
    const found = isNumbered(revision) ? byName.get(lastPartOf(revision)) : newest.get(familyOf(revision))
    return found === undefined ? use : { ...use, revision: found }
  })
}

/** A revision that a service would go back to. */
export type RollbackTarget = { readonly service: string; readonly revision: string }

/** ECS keeps the records of service deployments for 90 days. */
const HISTORY_MS = 90 * 24 * 3_600_000

/** Where a service's way back leads, and what of that could not be looked at. */
export type RollbackTargets = {
  readonly targets: readonly RollbackTarget[]
  readonly remarks: readonly string[]
}

/**
 * rollbackTargets finds the revisions that a rollback of the service can lead to: what its newest deployment took
 * the place of, and the newest other revision that was deployed successfully. Throws AwsError unless the look is
 * only denied.
 */
export async function rollbackTargets(
  state: ServiceState,
  { ecs, inventory }: { readonly ecs: EcsPort; readonly inventory: InventoryPort },
  now: number
): Promise<RollbackTargets> {
  const { service, clusterArn } = state
  // CodeDeploy and task sets of others have no service deployments; what they would go back to still runs
  if (state.deploymentController !== 'ECS') return { targets: [], remarks: [] }
  const look = await readOrGap(`the way back of service "${service}"`, async () => {
    const records = await ecs.listServiceDeployments(clusterArn, service, now - HISTORY_MS)
    const newest = records.slice(0, 1).map(({ arn }) => arn)
    const sources = newest.length === 0 ? [] : await inventory.sourceRevisions(newest)
    const earlier = records.flatMap(({ status, targetRevisionArn }) =>
      status === 'SUCCESSFUL' && targetRevisionArn !== undefined ? [targetRevisionArn] : []
    )
    const wanted = [...new Set([...sources, ...earlier])]
    const definitions =
      wanted.length === 0 ? new Map<string, string>() : await ecs.describeServiceRevisions(wanted)
    const other = (arn: string) => {
      const definition = definitions.get(arn)
      return definition === undefined || definition === state.taskDefinition ? [] : [definition]
    }
    return [...sources.flatMap(other), ...earlier.flatMap(other).slice(0, 1)]
  })
  if ('gap' in look) {
    return { targets: [], remarks: [`Not verified: ${look.gap.what}: ${look.gap.why}.`] }
  }
  return { targets: [...new Set(look.found)].map(revision => ({ service, revision })), remarks: [] }
}
