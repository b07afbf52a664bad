import { mapBounded } from '../bounded.ts'
import { present } from '../present.ts'
import type { EcsPort, ServiceDeployment, ServiceState } from '../rollout/ports.ts'
import { readOrGap } from './gap.ts'
import type { InventoryPort } from './ports.ts'

/** The revision that a service would roll back to. */
export type RollbackTarget = { readonly service: string; readonly revision: string }

/** The rollback targets of services, and what could not be read. */
export type RollbackTargets = {
  readonly targets: readonly RollbackTarget[]
  readonly remarks: readonly string[]
}

type Ports = { readonly ecs: EcsPort; readonly inventory: Pick<InventoryPort, 'sourceRevisions'> }

/** ECS keeps the records of service deployments for 90 days. */
const HISTORY_MS = 90 * 24 * 3_600_000
/** The number of services whose newest records one DescribeServiceDeployments call accepts (API reference). */
const SERVICES_A_CALL = 20
const AT_ONCE = 5
/** The newest successful deployment is usually the one that runs now, and the one before it has another revision. */
const LOOKED_AT_FIRST = 2

/**
 * rollbackTargets finds the revisions that rollbacks of the services of one cluster can lead to: what the newest
 * deployment of each replaced, and the newest other revision that was deployed successfully. Throws AwsError unless a
 * request is only denied.
 */
export async function rollbackTargets(
  states: readonly ServiceState[],
  ports: Ports,
  now: number
): Promise<RollbackTargets> {
  // Services with CodeDeploy or external task sets have no service deployments. Their rollback target still runs.
  const own = states.filter(({ deploymentController }) => deploymentController === 'ECS')
  const ways: ReadTargets[] = []
  for (let i = 0; i < own.length; i += SERVICES_A_CALL) {
    const looked = await mapBounded(own.slice(i, i + SERVICES_A_CALL), AT_ONCE, state =>
      listRecords(state, ports, now)
    )
    const listed = looked.flatMap(one => ('state' in one ? [one] : []))
    ways.push(...looked.flatMap(one => ('remark' in one ? [one] : [])), ...(await readWays(listed, ports)))
  }
  return {
    targets: ways.flatMap(way => ('targets' in way ? way.targets : [])),
    remarks: ways.flatMap(way => ('remark' in way ? [way.remark] : []))
  }
}

type ReadTargets = { readonly targets: readonly RollbackTarget[] } | { readonly remark: string }

/** A service with its successful deployments' service revisions, newest first, and its newest record. */
type Listed = {
  readonly state: ServiceState
  readonly newest?: string
  readonly earlier: readonly string[]
}

async function listRecords(
  state: ServiceState,
  { ecs }: Ports,
  now: number
): Promise<Listed | { readonly remark: string }> {
  const look = await readOrGap(wayBackOf(state), () =>
    ecs.listServiceDeployments(state.clusterArn, state.service, now - HISTORY_MS)
  )
  if ('gap' in look) return { remark: notVerified(look.gap) }
  const earlier = look.found.flatMap(({ status, targetRevisionArn }: ServiceDeployment) =>
    status === 'SUCCESSFUL' && targetRevisionArn !== undefined ? [targetRevisionArn] : []
  )
  return { state, earlier: [...new Set(earlier)], ...present({ newest: look.found[0]?.arn }) }
}

/** Many services in one call. If one of them may not be read, each is read separately. */
async function readWays(listed: readonly Listed[], ports: Ports): Promise<readonly ReadTargets[]> {
  const [first] = listed
  if (first === undefined) return []
  const look = await readOrGap(wayBackOf(first.state), () => describeWays(listed, ports))
  if ('found' in look) return look.found
  if (listed.length === 1) return [{ remark: notVerified(look.gap) }]
  const ways: ReadTargets[] = []
  for (const one of listed) ways.push(...(await readWays([one], ports)))
  return ways
}

async function describeWays(
  listed: readonly Listed[],
  { ecs, inventory }: Ports
): Promise<readonly ReadTargets[]> {
  const newest = listed.flatMap(one => one.newest ?? [])
  const sources = newest.length === 0 ? new Map() : await inventory.sourceRevisions(newest)
  const sourcesOf = ({ newest: arn }: Listed): readonly string[] => sources.get(arn ?? '') ?? []
  const describe = async (arns: readonly string[]) =>
    arns.length === 0 ? new Map<string, string>() : ecs.describeServiceRevisions([...new Set(arns)])
  const known = new Map(
    await describe(listed.flatMap(one => [...sourcesOf(one), ...one.earlier.slice(0, LOOKED_AT_FIRST)]))
  )
  const others = ({ state }: Listed, arns: readonly string[]) =>
    arns.flatMap(arn => {
      const definition = known.get(arn)
      return definition === undefined || definition === state.taskDefinition ? [] : [definition]
    })
  const open = listed.filter(one => others(one, one.earlier).length === 0)
  const rest = await describe(open.flatMap(({ earlier }) => earlier.slice(LOOKED_AT_FIRST)))
  for (const [arn, definition] of rest) known.set(arn, definition)
  return listed.map(one => {
    const found = new Set([...others(one, sourcesOf(one)), ...others(one, one.earlier).slice(0, 1)])
    return { targets: [...found].map(revision => ({ service: one.state.service, revision })) }
  })
}

function wayBackOf({ service }: ServiceState): string {
  return `the rollback target of service "${service}"`
}

function notVerified({ what, why }: { readonly what: string; readonly why: string }): string {
  return `Not verified: ${what}: ${why}.`
}
