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
import { refusalOf, refusedCall } from '../aws/explain.ts'
import type { Problem } from '../errors.ts'
import { objectsIn } from '../json.ts'
import { groupBy, grouped, someOf } from '../list.ts'
import type { ModePorts } from '../ports.ts'
import { present } from '../present.ts'
import type { Remark } from '../report/report.ts'
import { primaryOf } from '../rollout/deployments.ts'
import { keyOf, labelOf } from '../rollout/outcome.ts'
import type { ServiceState } from '../rollout/ports.ts'
import { minuteOf } from '../rollout/progress.ts'
import type { ResolvedReference } from '../secrets/resolve.ts'
import { type CarriedService, lookAgain, type RolloutRun } from './carry-out/run.ts'
import { definitionIn, type Plan, type ServicePlan } from './comparison/plan.ts'
import type { Planned } from './plan/decide-on.ts'
import { accountKey, type DeployingPorts } from './target.ts'

/**
 * What is known of a service whose tasks read something that has changed since its deployment began. `stale`: tasks may
 * hold an older value. `open`: not known, although something did change. `missing`: an environment file that no new
 * task can start without. `unread`: whether something has changed is not known.
 */
type OldValues = {
  readonly service: ServicePlan
  readonly kind: 'stale' | 'open' | 'missing' | 'unread'
  /** Which values and how many tasks, which file, or why it is not known; without a period. */
  readonly text: string
}

/** What looking at tasks takes. */
type LookingAtTasks = {
  readonly ports: Pick<ModePorts, 'connectAges'>
  readonly configuration: { readonly maxRetries: number }
  /** Reads a service again, whose plan may be old; without it, its `before` counts. Undefined if that failed. */
  readonly lookAgain?: (service: ServicePlan) => Promise<ServiceState | undefined>
}

/** A service, and since when its tasks can have read something, in milliseconds since 1970. */
type ReadingService = { readonly service: ServicePlan; readonly since: number }

/**
 * Finds the tasks of services that started before the current value of a secret, a parameter or an
 * environment file that they read, as `rotate-restart` does. Services and tasks are read only where something has
 * changed. Throws AwsError only for expired credentials.
 */
async function findOldValues(
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
  const aws = await ports.connectAges({ region, maxRetries, ...present({ roleArn }) })
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
 * When what a service runs was started, in milliseconds since 1970; services of CodeDeploy have task
 * sets, whose times are in seconds.
 */
function begunAt(before: ServiceState): number {
  const set = objectsIn(before.raw['taskSets']).find(({ status }) => status === 'PRIMARY')
  const { createdAt } = set ?? {}
  return primaryOf(before)?.createdAt ?? (typeof createdAt === 'number' ? createdAt * 1000 : 0)
}

/** Number of services that a remark lists. */
const NAMED = 12

/** What a run states about each kind; `told` has the services with their texts, `names` only the services. */
const SAID: readonly (readonly [OldValues['kind'], (told: string, names: string) => Remark])[] = [
  [
    'stale',
    (told, names) => ({
      isWarning: true,
      message: `Values have changed since tasks started: ${told}. Tasks read a value only when they start. Mode rotate-restart starts new ones, and so does force-new-deployment: true.`,
      verdict: `Tasks might hold an old value of a secret or file: ${names}; rotate-restart starts new ones.`
    })
  ],
  [
    'missing',
    (told, names) => ({
      isWarning: true,
      message: `Environment files do not exist in S3, so no new task can start: ${told}.`,
      verdict: `No new task can start without its environment file: ${names}.`
    })
  ],
  [
    'open',
    told => ({
      isUnverified: true,
      message: `Not verified: whether tasks hold an old value of a secret that may have changed: ${told}. Mode rotate-restart finds and restarts them.`
    })
  ],
  ['unread', told => ({ message: `Not checked: whether these have changed since tasks started: ${told}.` })]
]

function remarksOf(found: readonly OldValues[]): readonly Remark[] {
  return SAID.flatMap(([kind, say]) => {
    const own = found.filter(one => one.kind === kind)
    const names = [...new Set(own.map(({ service }) => labelOf(service)))]
    const told = own.map(({ service, text }) => `${labelOf(service)} (${text})`)
    return own.length === 0 ? [] : [say(someOf(told, NAMED), someOf(names, NAMED))]
  })
}

/** The text of a service whose tasks might hold an old value; undefined for any other one. */
function staleTextOf(found: readonly OldValues[], service: ServicePlan): string | undefined {
  return found.findLast(one => one.service === service && one.kind === 'stale')?.text
}

/**
 * withOldValues adds to a plan which services that get no new tasks hold an older value. They stay as they are, because
 * the definition has not changed; but "unchanged" must not be taken for "has the values that it should have". Those of
 * `renewed` (keys of services) get new tasks. Of secrets and parameters, only those are looked up again that have
 * changed in some way according to `resolved`.
 */
export async function withOldValues(
  planned: Planned,
  resolved: readonly ResolvedReference[],
  planning: DeployingPorts & LookingAtTasks & { readonly renewed?: ReadonlySet<string> }
): Promise<Planned> {
  const { plan, report } = planned
  if (plan === undefined) return planned
  const suspects = plan.services.filter(one => keepsTasks(one) && mayBeOld(one, plan, resolved))
  if (suspects.length === 0) return planned
  try {
    const reading = suspects.map(service => ({ service, since: begunAt(service.before) }))
    const found = await findOldValues(reading, plan, planning)
    const isRenewed = (one: ServicePlan) => one.action.kind !== 'follow' && planning.renewed?.has(keyOf(one))
    const services = plan.services.map((one): ServicePlan => {
      const why = staleTextOf(found, one)
      if (why === undefined) return one
      if (!isRenewed(one)) return { ...one, oldValue: `${why}: rotate-restart starts new ones` }
      return { ...one, action: { kind: 'update', because: 'old-value', why, forceNewDeployment: true } }
    })
    const looked = { ...plan, services }
    const left = found.filter(({ kind, service }) => kind !== 'stale' || !isRenewed(service))
    const remarks = [...report.remarks, ...remarksOf(left)]
    return { ...planned, plan: looked, report: { ...report, plan: looked, remarks } }
  } catch (error) {
    // expired credentials are not a missing permission: the run must not be good
    return { report: { ...report, problems: [...report.problems, refusalOf(error)] } }
  }
}

/** The services of a run with their ends. */
type AllCarried = ReadonlyMap<ServicePlan, CarriedService>

/**
 * withChangedDuringRollout warns of services that were deployed while something that they read was changed: some of
 * their new tasks may have started before. For `rotate-restart`, which was run to replace such tasks, that is a
 * problem. What may not be read is not reported: a run does not need it, and the tasks are new.
 * Throws no AwsError.
 */
export async function withChangedDuringRollout(
  carried: AllCarried,
  run: RolloutRun
): Promise<{ readonly carried: AllCarried; readonly remarks: readonly Remark[] }> {
  const fresh = run.ports.signal.aborted ? [] : [...carried].filter(isNew)
  if (fresh.length === 0) return { carried, remarks: [] }
  const reading = fresh.map(([service, done]) => ({ service, since: sinceOf(service, done) }))
  // read as they are now: what somebody else has deployed over since is not theirs any more
  const looking = { ...run, lookAgain: (service: ServicePlan) => lookAgain(service, run) }
  const found = await findOldValues(reading, run.plan, looking).catch((error: unknown) =>
    fresh.map(([service]) => ({ ...open(service), text: refusedCall(error) }))
  )
  const known = found.filter(({ kind }) => kind !== 'unread')
  const isRestart = 'mode' in run.configuration && run.configuration.mode === 'rotate-restart'
  const told = [...carried].map(([service, done]) => {
    const text = staleTextOf(known, service)
    if (text === undefined) return [service, done] as const
    const { result } = done.end
    const problem: Problem = {
      code: 'rotated-again',
      fault: 'cloud',
      service: result.service,
      message: `Service "${result.service}": a value was changed again during the restart: ${text}.`,
      hint: 'Run rotate-restart again.'
    }
    const reason = `${result.reason} But ${text}: rotate-restart starts new ones.`
    const end = isRestart ? { ...done.end, problem } : { ...done.end, result: { ...result, reason } }
    return [service, { ...done, end }] as const
  })
  return { carried: new Map(told), remarks: isRestart ? [] : remarksOf(known) }
}

/** Whether the tasks were started by this run, and all of them. */
function isNew([{ action }, { end }]: readonly [ServicePlan, CarriedService]): boolean {
  const hasNewTasks = ['update', 'create', 'follow', 'continue'].includes(action.kind)
  return hasNewTasks && end.result.outcome === 'succeeded' && !end.result.isOngoing
}

/** When the tasks that a rollout started can have begun to read, in milliseconds since 1970. */
function sinceOf({ action, before }: ServicePlan, { end: { result } }: CarriedService): number {
  if (action.kind === 'continue') return action.deployment.createdAt ?? begunAt(before)
  if (action.kind === 'follow' || result.startedAt === undefined) return begunAt(before)
  return Date.parse(result.startedAt)
}

/** The running tasks of such a service are not replaced by the plan. */
function keepsTasks({ action: { kind }, before }: ServicePlan): boolean {
  return ['unchanged', 'follow', 'scale', 'settings'].includes(kind) && before.runningCount > 0
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
