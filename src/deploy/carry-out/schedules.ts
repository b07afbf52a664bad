import { lastPartOf, partitionOf } from '../../arn.ts'
import { refusalOf } from '../../aws/explain.ts'
import type { Problem, Remark } from '../../errors.ts'
import { present } from '../../present.ts'
import type { Account } from '../../rollout/ports.ts'
import type { Plan } from '../comparison/plan.ts'
import type { FoundSchedule, ScheduleRow } from '../schedules/find-schedules.ts'
import { findSchedules } from '../schedules/find-schedules.ts'
import { moveSchedules, planMoves } from '../schedules/move-schedules.ts'
import { type AwsConnections, accountKey, type DeployingPorts } from '../target.ts'

/** The rules and schedules that run a family of the plan, by account. */
export type FoundForPlan = {
  readonly groups: readonly {
    readonly account: Account
    readonly found: readonly FoundSchedule[]
    /** The definitions of the plan that they run. */
    readonly definitionIds: ReadonlyMap<string, string>
  }[]
  readonly rows: readonly ScheduleRow[]
  readonly remarks: readonly Remark[]
  readonly problems: readonly Problem[]
}

/** findForPlan finds what runs the families of a plan, before anything is changed. */
export async function findForPlan(plan: Plan, { aws }: DeployingPorts): Promise<FoundForPlan> {
  const searches = searchesOf(plan)
  const looks = await Promise.all(
    searches.map(async search => {
      const { rules, schedules } = await aws(search.account)
      try {
        const families = [...search.definitionIds.keys()]
        const clusterArn = await arnOfCluster(search, aws)
        const { found, remarks } = await findSchedules(
          { families, ...present({ clusterArn }) },
          { rules, schedules }
        )
        const nobody = remarks.length > 0 ? [] : unscheduled(search, found, plan)
        // a run that is to move schedules has not done so where it could not look
        const open = remarks.map((message): Remark => ({ message, isUnverified: true }))
        return { search, found, remarks: [...open, ...nobody.map(message => ({ message }))], problems: [] }
      } catch (error) {
        return { search, found: [], remarks: [], problems: [refusalOf(error)] }
      }
    })
  )
  const known = new Map(
    plan.definitions.flatMap(({ family, registration }) =>
      registration.kind === 'reuse' ? [[family, registration.arn] as const] : []
    )
  )
  return {
    groups: looks.map(({ search: { account, definitionIds }, found }) => ({ account, definitionIds, found })),
    rows: looks.flatMap(({ found }) => planMoves(found, known)),
    remarks: looks.flatMap(({ remarks }) => remarks),
    problems: looks.flatMap(({ problems }) => problems)
  }
}

/** The user expects schedules for a task, but there are none, or they are in another cluster. */
function unscheduled(
  { cluster, definitionIds }: Search,
  found: readonly FoundSchedule[],
  plan: Plan
): readonly string[] {
  const meant = plan.definitions.filter(
    ({ id, schedules }) => schedules && [...definitionIds.values()].includes(id)
  )
  const lost = meant.filter(({ family }) => !found.some(one => one.family === family))
  const where = cluster === undefined ? '' : ` in cluster ${lastPartOf(cluster)}`
  return lost.map(
    ({ family }) =>
      `No rule and no schedule runs the family ${family}${where}: only its revision is registered.`
  )
}

type Search = {
  readonly account: Account
  /** Name or ARN; undefined if no cluster is named. */
  readonly cluster: string | undefined
  readonly definitionIds: Map<string, string>
}

/**
 * One search per cluster: a family of the same name in another cluster belongs to another team, or to another stage.
 */
function searchesOf(plan: Plan): readonly Search[] {
  const searches = new Map<string, Search>()
  for (const { id, family, account, cluster: usual, schedules } of plan.definitions) {
    const services = plan.services.filter(({ definitionId }) => definitionId === id)
    const ofServices = services.map(({ before }) => before.clusterArn)
    const own = ofServices.length === 0 || (schedules && !ofServices.some(one => isSame(one, usual)))
    const clusters = own ? [...ofServices, usual] : ofServices
    for (const cluster of clusters) {
      const key = `${accountKey(account)} ${cluster ?? ''}`
      const search = searches.get(key) ?? { account, cluster, definitionIds: new Map<string, string>() }
      search.definitionIds.set(family, id)
      searches.set(key, search)
    }
  }
  return [...searches.values()]
}

/** By its name or its ARN. */
function isSame(one: string, other = ''): boolean {
  return lastPartOf(one) === lastPartOf(other)
}

/**
 * arnOfCluster returns the ARN by which targets name a cluster; a cluster known by name only is in the account of the
 * run.
 */
async function arnOfCluster(
  { cluster, account }: Pick<Search, 'cluster' | 'account'>,
  aws: AwsConnections
): Promise<string | undefined> {
  if (cluster === undefined || cluster.startsWith('arn:')) return cluster
  const { directory } = await aws(account)
  const { account: number } = await directory.callerIdentity()
  return `arn:${partitionOf(account.region)}:ecs:${account.region}:${number}:cluster/${cluster}`
}

/** moveForPlan sets the new revisions in what was found; called after every rollout has succeeded. */
export async function moveForPlan(
  found: FoundForPlan,
  arns: ReadonlyMap<string, string>,
  { ports, aws }: DeployingPorts
): Promise<{ readonly rows: readonly ScheduleRow[]; readonly problems: readonly Problem[] }> {
  const moved = await Promise.all(
    found.groups.map(async group => {
      const { rules, schedules } = await aws(group.account)
      const byFamily = new Map(
        [...group.definitionIds].flatMap(([family, id]) => {
          const arn = arns.get(id)
          return arn === undefined ? [] : [[family, arn] as const]
        })
      )
      const { clock, log, signal } = ports
      return moveSchedules(group.found, byFamily, { rules, schedules, clock, log, signal })
    })
  )
  return { rows: moved.flatMap(({ rows }) => rows), problems: moved.flatMap(({ problems }) => problems) }
}
