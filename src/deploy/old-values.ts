import { serviceOf } from '../audit/find-uses.ts'
import {
  type ReadingTask,
  readStartReads,
  type StartRead,
  staleTasks,
  undatedTasks
} from '../audit/old-values.ts'
import type { RunningTask } from '../audit/ports.ts'
import { AwsError } from '../aws/error.ts'
import { explainAwsError, refusedCall } from '../aws/explain.ts'
import { groupBy, grouped } from '../group.ts'
import { objectsIn } from '../json.ts'
import { distinctBy, someOf } from '../list.ts'
import type { ModePorts } from '../ports.ts'
import { present } from '../present.ts'
import type { Remark } from '../report/report.ts'
import { primaryOf } from '../rollout/deployments.ts'
import { labelOf } from '../rollout/outcome.ts'
import type { ServiceState } from '../rollout/ports.ts'
import { minuteOf } from '../rollout/progress.ts'
import type { ResolvedReference } from '../secrets/resolve.ts'
import { definitionIn, type Plan, type ServicePlan } from './comparison/plan.ts'
import { accountKey, type DeployingPorts } from './connections.ts'
import type { Planned } from './plan/decide-on.ts'

/**
 * What is known of a service whose tasks read something that has changed since its deployment began. `stale`: tasks may
 * hold an older value. `open`: not known, although something did change. `missing`: an environment file that no new
 * task can start without. `unread`: whether something has changed is not known.
 */
export type OldValues = {
  readonly service: ServicePlan
  readonly kind: 'stale' | 'open' | 'missing' | 'unread'
  /** Which values and how many tasks, which file, or why it is not known; without a period. */
  readonly text: string
}

/** What looking at tasks takes. */
export type LookingAtTasks = {
  readonly ports: Pick<ModePorts, 'connectCleanup'>
  readonly configuration: { readonly maxRetries: number }
  /** Reads a service again, whose plan may be old; without it, its `before` counts. Undefined if that failed. */
  readonly lookAgain?: (service: ServicePlan) => Promise<ServiceState | undefined>
}

/** A service, and since when its tasks can have read something, in milliseconds since 1970. */
export type ReadingService = { readonly service: ServicePlan; readonly since: number }

/**
 * findOldValues finds the tasks of services that started before the current value of a secret, a parameter or an
 * environment file that they read, as `rotate-restart` does. Services and tasks are read only where something has
 * changed. Throws AwsError only for expired credentials.
 */
export async function findOldValues(
  services: readonly ReadingService[],
  plan: Plan,
  looking: LookingAtTasks
): Promise<readonly OldValues[]> {
  const found: OldValues[] = []
  for (const group of groupBy(services, ({ service }) => accountKey(service.site)))
    found.push(...(await findInAccount(group, plan, looking)))
  return found
}

async function findInAccount(
  group: readonly ReadingService[],
  plan: Plan,
  { ports, configuration: { maxRetries }, lookAgain }: LookingAtTasks
): Promise<readonly OldValues[]> {
  const [{ service: first }] = group as [ReadingService]
  const { region, roleArn } = first.site
  const aws = await ports.connectCleanup({ region, maxRetries, ...present({ roleArn }) })
  const since = Math.min(...group.map(one => one.since))
  const definitions = group.map(({ service }) => definitionIn(plan, service.definitionId))
  const reads = await readOrWhy(() => readStartReads(definitions, { region, since }, aws))
  if (typeof reads === 'string') return group.map(({ service }) => ({ service, kind: 'open', text: reads }))
  const looked = group.map((one, index) => ({ ...one, reads: reads[index] ?? [] }))
  const found = looked.flatMap(unusable)
  const suspects = looked.filter(one => one.reads.some(read => isAfter(read, one.since)))
  for (const [cluster, own] of grouped(suspects, ({ service }) => service.site.cluster)) {
    const tasks = await readOrWhy(() => aws.inventory.listRunningTasks(cluster))
    for (const one of own) {
      const before = (await lookAgain?.(one.service)) ?? one.service.before
      const isListed = typeof tasks !== 'string'
      found.push(...(isListed ? judged(one, before, tasks) : [{ ...open(one.service), text: tasks }]))
    }
  }
  return found
}

type Looked = ReadingService & { readonly reads: readonly StartRead[] }

const open = (service: ServicePlan) => ({ service, kind: 'open' }) as const

function isAfter(read: StartRead, since: number): boolean {
  return read.kind === 'dated' && read.changedAt > since
}

function unusable({ service, reads }: Looked): readonly OldValues[] {
  return reads.flatMap((read): readonly OldValues[] => {
    if (read.kind === 'unknown') return [{ service, kind: 'unread', text: `${read.name}: ${read.why}` }]
    return read.kind === 'gone' && read.isFile ? [{ service, kind: 'missing', text: read.name }] : []
  })
}

/** Returns what was read, or in words why not. Throws AwsError for expired credentials. */
async function readOrWhy<Read>(read: () => Promise<Read>): Promise<Read | string> {
  try {
    return await read()
  } catch (error) {
    if (error instanceof AwsError && error.kind === 'expired') throw error
    return refusedCall(error)
  }
}

/**
 * Tasks of another revision are being replaced, or read something else. Of a task that is not listed nothing is known.
 */
function judged(
  { service, reads }: Looked,
  before: ServiceState,
  tasks: readonly RunningTask[]
): readonly OldValues[] {
  const { site } = service
  const own = tasks
    .filter(task => serviceOf(task) === service.service && task.taskDefinition === before.taskDefinition)
    .map((task): ReadingTask => ({ task, reads, cluster: site.cluster, region: site.region }))
  const stale = staleTasks(own)
  if (stale.length > 0) {
    const changes = new Map(stale.map(({ secret, changedAt }) => [secret, changedAt]))
    const words = [...changes].map(([secret, at]) => `${secret}, which changed ${minuteOf(at)}`)
    const count = new Set(stale.map(({ task }) => task)).size
    const which = own.length === 1 ? 'its task' : `${count} of its ${own.length} tasks`
    return [{ service, kind: 'stale', text: `${which} might hold an old value of ${someOf(words, 3, '; ')}` }]
  }
  const running = primaryOf(before)?.runningCount ?? before.runningCount
  if (own.length < running)
    return [{ ...open(service), text: `ECS lists ${own.length} of its ${running} running tasks` }]
  return undatedTasks(own).length > 0
    ? [{ ...open(service), text: 'ECS does not return when its tasks were created' }]
    : []
}

/**
 * begunAt returns when what a service runs was started, in milliseconds since 1970; services of CodeDeploy have task
 * sets, whose times are in seconds. Pure.
 */
export function begunAt(before: ServiceState): number {
  const set = objectsIn(before.raw['taskSets']).find(({ status }) => status === 'PRIMARY')
  const { createdAt } = set ?? {}
  return primaryOf(before)?.createdAt ?? (typeof createdAt === 'number' ? createdAt * 1000 : 0)
}

/** Number of services that a remark names. */
const NAMED = 12

/**
 * remarksOfOldValues returns the warnings about old values, and what could not be verified. `lead` says how that came
 * about, and `open` the same for what is not verified, both without punctuation at the end. Pure.
 */
export function remarksOfOldValues(
  found: readonly OldValues[],
  { lead, open: unknown }: { readonly lead: string; readonly open: string }
): readonly Remark[] {
  const of = (kind: OldValues['kind']) => found.filter(one => one.kind === kind)
  const told = (items: readonly OldValues[]) =>
    someOf(
      items.map(({ service, text }) => `${labelOf(service)} (${text})`),
      NAMED
    )
  const names = (items: readonly OldValues[]) =>
    someOf(
      distinctBy(items, ({ service }) => service).map(({ service }) => labelOf(service)),
      NAMED
    )
  const [stale, missing, unverified, unread] = [of('stale'), of('missing'), of('open'), of('unread')]
  const remarks: Remark[] = []
  if (stale.length > 0)
    remarks.push({
      isWarning: true,
      message: `${lead}: ${told(stale)}. Tasks read a value only when they start. Mode rotate-restart starts new ones, and so does force-new-deployment: true.`,
      verdict: `Tasks might hold an old value of a secret or file: ${names(stale)}; rotate-restart starts new ones.`
    })
  if (missing.length > 0)
    remarks.push({
      isWarning: true,
      message: `Environment files do not exist in S3, so no new task can start: ${told(missing)}.`,
      verdict: `No new task can start without its environment file: ${names(missing)}.`
    })
  if (unverified.length > 0)
    remarks.push({
      isUnverified: true,
      message: `${unknown}; whether tasks hold its old value is not verified: ${told(unverified)}. Mode rotate-restart finds and restarts them.`
    })
  if (unread.length > 0)
    remarks.push({ message: `Not checked: whether these have changed since tasks started: ${told(unread)}.` })
  return remarks
}

/** staleTextsOf returns what is said of each service with old values, without a period. Pure. */
export function staleTextsOf(found: readonly OldValues[]): ReadonlyMap<ServicePlan, string> {
  return new Map(
    found.flatMap(({ service, kind, text }) => (kind === 'stale' ? [[service, text] as const] : []))
  )
}

/** What the reason of a service says about its old values, without a period. */
export function clauseOf(text: string): string {
  return `${text}: rotate-restart starts new ones`
}

const WORDS = {
  lead: 'The definition is unchanged, but the values are not',
  open: 'Unchanged, but a secret has changed since the deployment began'
}

/**
 * withOldValues adds to a plan which services that get no new tasks hold an older value. They stay as they are, because
 * the definition has not changed; but "unchanged" must not be taken for "has the values that it should have". Of
 * secrets and parameters, only those are looked up again that `resolved` knows to have changed in some way.
 */
export async function withOldValues(
  planned: Planned,
  resolved: readonly ResolvedReference[],
  planning: DeployingPorts & LookingAtTasks
): Promise<Planned> {
  const { plan, report } = planned
  if (plan === undefined) return planned
  const suspects = plan.services.filter(one => keepsTasks(one) && mayBeOld(one, plan, resolved))
  if (suspects.length === 0) return planned
  try {
    const reading = suspects.map(service => ({ service, since: begunAt(service.before) }))
    const found = await findOldValues(reading, plan, planning)
    const remarks = remarksOfOldValues(found, WORDS)
    const texts = staleTextsOf(found)
    const services = plan.services.map(one => {
      const text = texts.get(one)
      return text === undefined ? one : { ...one, oldValue: clauseOf(text) }
    })
    const looked = { ...plan, services }
    return {
      ...planned,
      plan: looked,
      report: { ...report, plan: looked, remarks: [...report.remarks, ...remarks] }
    }
  } catch (error) {
    // expired credentials are not a missing permission: the run must not be good
    if (!(error instanceof AwsError)) throw error
    return { report: { ...report, problems: [...report.problems, explainAwsError(error)] } }
  }
}

/** The running tasks of such a service are not replaced by the plan. */
function keepsTasks({ action: { kind }, before }: ServicePlan): boolean {
  return kind !== 'update' && kind !== 'create' && kind !== 'continue' && before.runningCount > 0
}

function mayBeOld(
  { before, definitionId }: ServicePlan,
  plan: Plan,
  resolved: readonly ResolvedReference[]
): boolean {
  const text = JSON.stringify(definitionIn(plan, definitionId))
  const begun = begunAt(before)
  return (
    text.includes('"environmentFiles"') ||
    resolved.some(({ arn, changedAt = 0 }) => changedAt > begun && text.includes(JSON.stringify(arn)))
  )
}
