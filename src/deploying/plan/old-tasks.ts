import type { LiveReference, StaleTask } from '../../audit/audit.ts'
import { referencesOf } from '../../audit/definition.ts'
import { serviceOf } from '../../audit/find-uses.ts'
import { changedAtOf, staleTasks, undatedTasks } from '../../audit/old-values.ts'
import type { RunningTask } from '../../audit/ports.ts'
import { lookUpSecrets, type ReferencedSecret, secretKeyOf } from '../../audit/secrets.ts'
import { AwsError } from '../../aws/error.ts'
import { refusedCall } from '../../aws/explain.ts'
import { groupBy, grouped } from '../../group.ts'
import { distinctBy, someOf } from '../../list.ts'
import { definitionIn, type Plan, type ServicePlan } from '../../plan/plan.ts'
import type { CleanupAws, ModePorts } from '../../ports.ts'
import { present } from '../../present.ts'
import type { Remark } from '../../report/report.ts'
import { primaryOf } from '../../rollout/deployments.ts'
import { labelOf } from '../../rollout/outcome.ts'
import { minuteOf } from '../../rollout/progress.ts'
import { accountKey } from '../connections.ts'
import { begunAt } from './kept-tasks.ts'

/** What is known of a service whose tasks read something that has changed since its deployment began. */
export type OldTasks = { readonly service: ServicePlan } & (
  | { readonly kind: 'stale'; readonly text: string }
  | { readonly kind: 'open'; readonly why: string }
)

/** What looking at tasks takes. */
export type LookingAtTasks = {
  readonly ports: Pick<ModePorts, 'connectCleanup'>
  readonly configuration: { readonly maxRetries: number }
}

/** Number of services that a remark names. */
const NAMED = 12

/**
 * findOldTasks returns which of these services have tasks that started before the current value of a secret or
 * parameter, as `rotate-restart` finds them, or why that is not known. Their states are the `before` of each. Throws
 * AwsError only for expired credentials.
 */
export async function findOldTasks(
  services: readonly ServicePlan[],
  plan: Plan,
  looking: LookingAtTasks
): Promise<readonly OldTasks[]> {
  const found: OldTasks[] = []
  for (const group of groupBy(services, ({ site }) => accountKey(site)))
    found.push(...(await lookAt(group, plan, looking)))
  return found
}

/** connectAccount connects what reads the tasks of the account of a service. */
export function connectAccount(
  { site: { region, roleArn } }: ServicePlan,
  { ports, configuration: { maxRetries } }: LookingAtTasks
): Promise<CleanupAws> {
  return ports.connectCleanup({ region, maxRetries, ...present({ roleArn }) })
}

/** readOrWhy returns what was read, or in words why not. Throws AwsError for expired credentials. */
export async function readOrWhy<Read>(read: () => Promise<Read>): Promise<Read | string> {
  try {
    return await read()
  } catch (error) {
    if (error instanceof AwsError && error.kind === 'expired') throw error
    return refusedCall(error)
  }
}

/** Looks at the services of one account. */
async function lookAt(
  services: readonly ServicePlan[],
  plan: Plan,
  looking: LookingAtTasks
): Promise<readonly OldTasks[]> {
  const [first] = services as [ServicePlan]
  const aws = await connectAccount(first, looking)
  const { region } = first.site
  const reads = new Map(
    services.map(one => [one, referencesOf(definitionIn(plan, one.definitionId), region)] as const)
  )
  const lookups = await readOrWhy(() => lookUpSecrets([...reads.values()].flat(), aws.secrets))
  const found: OldTasks[] = []
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
): readonly OldTasks[] {
  const own = reading(service, tasks, references)
  const stale = staleTasks(own, lookups)
  if (stale.length > 0) return [{ service, kind: 'stale', text: inWords(stale, own.length) }]
  const isNewer = references.some(one => {
    const changedAt = changedAtOf(one, lookups.get(secretKeyOf(one)))
    return !one.pinned && (changedAt === undefined || changedAt > begunAt(service.before))
  })
  const why = whyUnknown(service, own.length, undatedTasks(own).length > 0)
  return isNewer && why !== undefined ? [{ service, kind: 'open', why }] : []
}

/** whyUnknown says why a service may have old tasks although none of those listed is one; undefined for no reason. */
export function whyUnknown({ before }: ServicePlan, listed: number, isUndated: boolean): string | undefined {
  const running = primaryOf(before)?.runningCount ?? before.runningCount
  if (listed < running) return `ECS lists ${listed} of its ${running} running tasks`
  return isUndated ? 'ECS does not return when its tasks were created' : undefined
}

function reading(
  service: ServicePlan,
  tasks: readonly RunningTask[],
  references: readonly LiveReference[]
): Parameters<typeof staleTasks>[0] {
  const { cluster, region } = service.site
  return ownTasks(service, tasks).map(task => ({
    ...{ task, cluster, region, references },
    service: service.service
  }))
}

/**
 * ownTasks returns the tasks of what a service is set to: those of another revision are being replaced, or read
 * something else. Pure.
 */
export function ownTasks(
  { service, before }: ServicePlan,
  tasks: readonly RunningTask[]
): readonly RunningTask[] {
  return tasks.filter(task => serviceOf(task) === service && task.taskDefinition === before.taskDefinition)
}

/** Without a period. */
function inWords(stale: readonly StaleTask[], all: number): string {
  const secrets = new Map(stale.map(({ secret, changedAt }) => [secret, changedAt]))
  const changes = [...secrets].map(([secret, at]) => `${secret}, which changed ${minuteOf(at)}`)
  const which = someOfItsTasks(new Set(stale.map(({ task }) => task)).size, all)
  return `${which} might hold an old value of ${someOf(changes, 3, '; ')}`
}

/** someOfItsTasks returns in words how many of a service's tasks are meant. */
export function someOfItsTasks(some: number, all: number): string {
  return all === 1 ? 'its task' : `${some} of its ${all} tasks`
}

/** servicesNamed lists services, each with what is said of it; if nothing is, each service once. */
export function servicesNamed<One extends { readonly service: ServicePlan }>(
  items: readonly One[],
  said?: (one: One) => string
): string {
  const names =
    said === undefined
      ? distinctBy(items, ({ service }) => service).map(({ service }) => labelOf(service))
      : items.map(one => `${labelOf(one.service)} (${said(one)})`)
  return someOf(names, NAMED)
}

/**
 * remarksOfOldTasks returns the warning about tasks with an old value, and what could not be verified. `lead` says how
 * that came about, without punctuation at the end; `open` is the same for what is not verified. Pure.
 */
export function remarksOfOldTasks(
  found: readonly OldTasks[],
  { lead, open: unknown }: { readonly lead: string; readonly open: string }
): readonly Remark[] {
  const stale = found.flatMap(one => (one.kind === 'stale' ? [one] : []))
  const open = found.flatMap(one => (one.kind === 'open' ? [one] : []))
  const remarks: Remark[] = []
  if (stale.length > 0)
    remarks.push({
      isWarning: true,
      message: `${lead}: ${servicesNamed(stale, ({ text }) => text)}. Tasks read a value only when they start. Mode rotate-restart starts new ones, and so does force-new-deployment: true.`,
      verdict: `Tasks might hold an old value of a secret: ${servicesNamed(stale)}; rotate-restart starts new ones.`
    })
  if (open.length > 0)
    remarks.push({
      isUnverified: true,
      message: `${unknown}; whether tasks hold its old value is not verified: ${servicesNamed(open, ({ why }) => why)}. Mode rotate-restart finds and restarts them.`
    })
  return remarks
}

/** clauseOf is what the reason of a service says about its old tasks, without a period. */
export function clauseOf(text: string): string {
  return `${text}: rotate-restart starts new ones`
}
