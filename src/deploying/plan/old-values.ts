import type { LiveReference, StaleTask } from '../../audit/audit.ts'
import { referencesOf } from '../../audit/definition.ts'
import { serviceOf } from '../../audit/find-uses.ts'
import { changedAtOf, staleTasks, undatedTasks } from '../../audit/old-values.ts'
import type { RunningTask } from '../../audit/ports.ts'
import { lookUpSecrets, type ReferencedSecret, secretKeyOf } from '../../audit/secrets.ts'
import { AwsError } from '../../aws/error.ts'
import { explainAwsError, refusedCall } from '../../aws/explain.ts'
import { groupBy, grouped } from '../../group.ts'
import { objectsIn } from '../../json.ts'
import { someOf } from '../../list.ts'
import { definitionIn, type Plan, type ServicePlan } from '../../plan/plan.ts'
import { present } from '../../present.ts'
import type { ResolvedReference } from '../../references/resolution.ts'
import type { Remark } from '../../report/report.ts'
import { primaryOf } from '../../rollout/deployments.ts'
import { labelOf } from '../../rollout/outcome.ts'
import type { ServiceState } from '../../rollout/ports.ts'
import { minuteOf } from '../../rollout/progress.ts'
import { accountKey, type DeployingPorts } from '../connections.ts'
import type { Planned } from './decide-on.ts'

/** What is known of a service that nothing is planned for, although something that it reads has changed since. */
type Found = { readonly service: ServicePlan } & (
  | { readonly kind: 'stale'; readonly text: string }
  | { readonly kind: 'open'; readonly why: string }
)

/** Number of services that a remark names. */
const NAMED = 12

/**
 * mayBeOld lists the services that get no new tasks, although a secret or parameter of theirs has changed in some way
 * since their deployment began: ECS reads a value only when a task starts. Pure.
 */
function mayBeOld(plan: Plan, resolved: readonly ResolvedReference[]): readonly ServicePlan[] {
  return plan.services.filter(({ action: { kind }, before, definitionId }) => {
    if (kind === 'update' || kind === 'create' || kind === 'continue' || before.runningCount === 0)
      return false
    const begun = begunAt(before)
    const changed = resolved.filter(({ changedAt = 0 }) => changedAt > begun)
    if (changed.length === 0) return false
    const text = JSON.stringify(definitionIn(plan, definitionId))
    return changed.some(({ arn }) => text.includes(JSON.stringify(arn)))
  })
}

/** When what runs was started; services of CodeDeploy have task sets, whose times are in seconds. */
function begunAt(before: ServiceState): number {
  const set = objectsIn(before.raw['taskSets']).find(({ status }) => status === 'PRIMARY')
  const { createdAt } = set ?? {}
  return primaryOf(before)?.createdAt ?? (typeof createdAt === 'number' ? createdAt * 1000 : 0)
}

/**
 * withOldValues adds to a plan which of these services have tasks that started before the current value of a secret, as
 * `rotate-restart` finds them. They stay as they are, because the definition has not changed; but "unchanged" must not
 * be taken for "has the values that it should have".
 */
export async function withOldValues(
  planned: Planned,
  resolved: readonly ResolvedReference[],
  planning: DeployingPorts & { readonly configuration: { readonly maxRetries: number } }
): Promise<Planned> {
  const { plan, report } = planned
  const suspects = plan === undefined ? [] : mayBeOld(plan, resolved)
  if (plan === undefined || suspects.length === 0) return planned
  try {
    const found: Found[] = []
    for (const group of groupBy(suspects, ({ site }) => accountKey(site)))
      found.push(...(await lookAt(group, plan, planning)))
    if (found.length === 0) return planned
    const texts = new Map(found.flatMap(one => (one.kind === 'stale' ? [[one.service, one.text]] : [])))
    const services = plan.services.map(one => ({ ...one, ...present({ oldValue: texts.get(one) }) }))
    const looked = { ...plan, services }
    return {
      ...planned,
      plan: looked,
      report: { ...report, plan: looked, remarks: [...report.remarks, ...told(found)] }
    }
  } catch (error) {
    // expired credentials are not a missing permission: the run must not be good
    if (!(error instanceof AwsError)) throw error
    return { report: { ...report, problems: [...report.problems, explainAwsError(error)] } }
  }
}

/** Looks at the services of one account. */
async function lookAt(
  services: readonly ServicePlan[],
  plan: Plan,
  { ports, configuration: { maxRetries } }: Parameters<typeof withOldValues>[2]
): Promise<readonly Found[]> {
  const [{ site }] = services as [ServicePlan]
  const { region, roleArn } = site
  const aws = await ports.connectCleanup({ region, maxRetries, ...present({ roleArn }) })
  const reads = new Map(
    services.map(one => [one, referencesOf(definitionIn(plan, one.definitionId), region)] as const)
  )
  const readOrWhy = async <Read>(read: () => Promise<Read>): Promise<Read | string> => {
    try {
      return await read()
    } catch (error) {
      if (error instanceof AwsError && error.kind === 'expired') throw error
      return refusedCall(error)
    }
  }
  const lookups = await readOrWhy(() => lookUpSecrets([...reads.values()].flat(), aws.secrets))
  const found: Found[] = []
  for (const [cluster, group] of grouped(services, one => one.site.cluster)) {
    const tasks = await readOrWhy(() => aws.inventory.listRunningTasks(cluster))
    for (const service of group) {
      const why = typeof lookups === 'string' ? lookups : tasks
      if (typeof why === 'string') found.push({ service, kind: 'open', why })
      else if (typeof lookups !== 'string')
        found.push(...judged(service, why, { references: reads.get(service) ?? [], lookups }))
    }
  }
  return found
}

/** What the tasks of a cluster show; nothing is known of a task that is not listed, or that has no date. */
function judged(
  service: ServicePlan,
  tasks: readonly RunningTask[],
  {
    references,
    lookups
  }: {
    readonly references: readonly LiveReference[]
    readonly lookups: ReadonlyMap<string, ReferencedSecret>
  }
): readonly Found[] {
  const { before } = service
  const own = reading(service, tasks, references)
  const stale = staleTasks(own, lookups)
  if (stale.length > 0) return [{ service, kind: 'stale', text: inWords(stale, own.length) }]
  const isNewer = references.some(one => {
    const changedAt = changedAtOf(one, lookups.get(secretKeyOf(one)))
    return !one.pinned && (changedAt === undefined || changedAt > begunAt(before))
  })
  const running = primaryOf(before)?.runningCount ?? before.runningCount
  const why =
    own.length < running
      ? `ECS lists ${own.length} of its ${running} running tasks`
      : undatedTasks(own).length > 0
        ? 'ECS does not return when its tasks were created'
        : undefined
  return isNewer && why !== undefined ? [{ service, kind: 'open', why }] : []
}

/** Tasks of another revision are being replaced, or read something else. */
function reading(
  { service, site: { cluster, region }, before }: ServicePlan,
  tasks: readonly RunningTask[],
  references: readonly LiveReference[]
): Parameters<typeof staleTasks>[0] {
  return tasks
    .filter(task => serviceOf(task) === service && task.taskDefinition === before.taskDefinition)
    .map(task => ({ task, cluster, region, service, references }))
}

/** Without a period. */
function inWords(stale: readonly StaleTask[], all: number): string {
  const tasks = new Set(stale.map(({ task }) => task)).size
  const secrets = new Map(stale.map(({ secret, changedAt }) => [secret, changedAt]))
  const changes = [...secrets].map(([secret, at]) => `${secret}, which changed ${minuteOf(at)}`)
  const which = all === 1 ? 'its task' : `${tasks} of its ${all} tasks`
  return `${which} might hold an old value of ${someOf(changes, 3, '; ')}`
}

function told(found: readonly Found[]): readonly Remark[] {
  const stale = found.flatMap(one => (one.kind === 'stale' ? [one] : []))
  const open = found.flatMap(one => (one.kind === 'open' ? [one] : []))
  const names = someOf(
    stale.map(({ service }) => labelOf(service)),
    NAMED
  )
  const each = someOf(
    stale.map(({ service, text }) => `${labelOf(service)} (${text})`),
    NAMED
  )
  const others = someOf(
    open.map(({ service, why }) => `${labelOf(service)} (${why})`),
    NAMED
  )
  return [
    ...(stale.length === 0
      ? []
      : [
          {
            isWarning: true as const,
            message: `The definition is unchanged, but the values are not: ${each}. Tasks read a value only when they start. Mode rotate-restart starts new ones, and so does force-new-deployment: true.`,
            verdict: `Tasks might hold an old value of a secret: ${names}; rotate-restart starts new ones.`
          }
        ]),
    ...(open.length === 0
      ? []
      : [
          {
            isUnverified: true as const,
            message: `Unchanged, but a secret has changed since the deployment began; whether tasks hold its old value is not verified: ${others}. Mode rotate-restart finds and restarts them.`
          }
        ])
  ]
}
