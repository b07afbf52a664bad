import { serviceOf } from '../audit/find-uses.ts'
import { judgeTasks, type ReadingTask, readStartReads, type StartRead } from '../audit/old-values.ts'
import type { RunningTask } from '../audit/ports.ts'
import { AwsError } from '../aws/error.ts'
import { refusedCall } from '../aws/explain.ts'
import { objectsIn } from '../json.ts'
import { groupBy, grouped, someOf } from '../list.ts'
import type { ModePorts } from '../ports.ts'
import { present } from '../present.ts'
import type { Remark } from '../report/report.ts'
import { primaryOf } from '../rollout/deployments.ts'
import { keyOf, labelOf } from '../rollout/outcome.ts'
import type { ServiceState } from '../rollout/ports.ts'
import type { ResolvedReference } from '../secrets/resolve.ts'
import { definitionIn, type Plan, type ServicePlan } from './comparison/plan.ts'
import { judgeKept, type Planned } from './plan/decide-on.ts'
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
}

/**
 * Finds the tasks of services that started before the current value of a secret, a parameter or an
 * environment file that they read, as `rotate-restart` does. Services and tasks are read only where something has
 * changed. Throws AwsError only for expired credentials.
 */
async function findOldValues(
  services: readonly ServicePlan[],
  plan: Plan,
  looking: LookingAtTasks
): Promise<readonly OldValues[]> {
  const found: OldValues[] = []
  for (const group of groupBy(services, ({ site }) => accountKey(site)))
    found.push(...(await findInAccount(group, plan, looking)))
  return found
}

async function findInAccount(
  group: readonly ServicePlan[],
  plan: Plan,
  { ports, configuration: { maxRetries } }: LookingAtTasks
): Promise<readonly OldValues[]> {
  const { region, roleArn } = (group[0] as ServicePlan).site
  const aws = await ports.connectAges({ region, maxRetries, ...present({ roleArn }) })
  const since = Math.min(...group.map(({ before }) => begunAt(before)))
  const definitions = group.map(({ definitionId }) => definitionIn(plan, definitionId))
  const reads = await readOrWhy(() => readStartReads(definitions, { region, since }, aws))
  if (typeof reads === 'string') return group.map(service => ({ service, kind: 'open', text: reads }))
  const looked = group.map((service, index): Looked => ({ service, reads: reads[index] ?? [] }))
  const found = looked.flatMap(unusable)
  const suspects = looked.filter(({ service, reads }) =>
    reads.some(read => isAfter(read, begunAt(service.before)))
  )
  for (const [cluster, own] of grouped(suspects, ({ service }) => service.site.cluster)) {
    const tasks = await readOrWhy(() => aws.inventory.listRunningTasks(cluster))
    for (const one of own)
      found.push(
        ...(typeof tasks === 'string'
          ? [{ service: one.service, kind: 'open' as const, text: tasks }]
          : judged(one, tasks))
      )
  }
  return found
}

/** A service, and what its tasks read when they start. */
type Looked = { readonly service: ServicePlan; readonly reads: readonly StartRead[] }

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
function judged({ service, reads: all }: Looked, tasks: readonly RunningTask[]): readonly OldValues[] {
  const { site, before } = service
  // what has no date is told of every service
  const reads = all.filter(({ kind }) => kind === 'dated')
  const own = tasks
    .filter(task => serviceOf(task) === service.service && task.taskDefinition === before.taskDefinition)
    .map((task): ReadingTask => ({ task, reads, cluster: site.cluster, region: site.region }))
  const { kind, text } = judgeTasks(own, primaryOf(before)?.runningCount ?? before.runningCount)
  return kind === 'fresh' ? [] : [{ service, kind, text }]
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

/**
 * withOldValues adds to a plan which services that get no new tasks hold an older value. They stay as they are, because
 * the definition has not changed; but "unchanged" must not be taken for "has the values that it should have". Those of
 * `renewed` (keys of services) get new tasks. Of secrets and parameters, only those are looked up again that have
 * changed in some way according to `resolved`.
 */
export function withOldValues(
  planned: Planned,
  resolved: readonly ResolvedReference[],
  planning: DeployingPorts & LookingAtTasks & { readonly renewed?: ReadonlySet<string> }
): Promise<Planned> {
  return judgeKept(planned, async plan => {
    const suspects = plan.services.filter(one => keepsTasks(one) && mayBeOld(one, plan, resolved))
    const found = await findOldValues(suspects, plan, planning)
    const isRenewed = (one: ServicePlan) => one.action.kind !== 'follow' && planning.renewed?.has(keyOf(one))
    const services = plan.services.map((one): ServicePlan => {
      const stale = found.findLast(({ service, kind }) => service === one && kind === 'stale')
      if (stale === undefined) return one
      const { text: why } = stale
      if (!isRenewed(one)) return { ...one, oldValue: `${why}: rotate-restart starts new ones` }
      return { ...one, action: { kind: 'update', because: 'old-value', why, forceNewDeployment: true } }
    })
    const left = found.filter(({ kind, service }) => kind !== 'stale' || !isRenewed(service))
    return { services, remarks: remarksOf(left) }
  })
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
