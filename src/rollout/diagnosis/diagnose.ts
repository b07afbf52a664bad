import { type JsonObject, objectsIn } from '../../json.ts'
import { grouped } from '../../list.ts'
import { present } from '../../present.ts'
import type { EcsPort, ServiceEvent, StoppedTask } from '../ports.ts'
import { culpritsOf, memberObject, textOf } from './definition.ts'
import type {
  BalancersPort,
  Diagnosis,
  Explained,
  LogExcerpt,
  LogsPort,
  StopGroup,
  TargetGroup,
  TargetReport,
  TargetState,
  TextGuard
} from './diagnosis.ts'
import { explainEvent, explainStop } from './explain.ts'
import { isScaling, reasonOf } from './failures.ts'
import { Attempts, readLogs } from './logs.ts'
import { generalizeReason } from './texts.ts'

/** What to diagnose. */
export type DiagnosisSubject = {
  readonly cluster: string
  readonly region: string
  readonly service: string
  readonly deploymentId: string
  readonly taskDefinitionArn: string
  /** The definition that was rolled out, to name the places that a reason refers to. */
  readonly definition: JsonObject
  /** IDs of events from before the rollout. */
  readonly seenEvents: readonly string[]
}

/** What a diagnosis may read; `logs` and `balancers` need permissions that a deploy does not need. */
export type DiagnosisPorts = {
  readonly ecs: Pick<EcsPort, 'listStoppedTasks' | 'describeServices'>
  readonly logs: LogsPort
  readonly balancers: BalancersPort
  readonly guard: TextGuard
}

const TASKS_LOOKED_AT = 300
const EVENTS_SHOWN = 8
/** Number of tasks whose logs are read; each represents its group. */
const TASKS_READ = 3

/**
 * diagnose collects the evidence for one failed rollout: stopped tasks, events, the last log lines, the health of
 * targets. It never throws and never hides the original error: what cannot be read is listed in `notVerified`. Text
 * from
 * AWS is masked, because it may repeat values that were passed to an application.
 */
export async function diagnose(subject: DiagnosisSubject, ports: DiagnosisPorts): Promise<Diagnosis> {
  const attempts = new Attempts()
  const { cluster, region, service, definition, seenEvents, deploymentId, taskDefinitionArn } = subject
  const { mask } = ports.guard
  const tasks = await attempts.make(() => ports.ecs.listStoppedTasks(cluster, service, TASKS_LOOKED_AT))
  const described = await attempts.make(() => ports.ecs.describeServices(cluster, [service]))
  const [state] = described?.services ?? []
  // if the endpoint does not return who started a task, the definition decides
  const ours = (tasks ?? []).filter(({ startedBy, taskDefinition }) =>
    startedBy === undefined ? taskDefinition === taskDefinitionArn : startedBy === deploymentId
  )
  const groups = groupStops(ours, definition)
  const events = (state?.events ?? []).filter(({ id }) => !seenEvents.includes(id))
  const examples = groups.flatMap(({ tasks: [newest] }) => newest ?? [])
  const ran = examples.filter(({ startedAt }) => startedAt !== undefined).slice(0, TASKS_READ)
  const logs = await readLogs(ran, definition, { ...ports, attempts, region })
  const eventCauses = causesOf(events, groups, definition)
  const causes = [...groups.map(({ explained }) => explained), ...eventCauses].flatMap(
    one => one?.cause ?? []
  )
  // tasks may be running that never passed the load balancer's health check
  const isHealth = causes.length === 0 || causes.some(({ kind }) => kind.startsWith('target-'))
  const arns = isHealth ? targetGroupsOf(state?.raw ?? {}) : []
  const targets = arns.length === 0 ? [] : await readTargets(arns, ports.balancers, attempts)
  return {
    ...{ service, cluster, region },
    events: lastEvents(events).map(mask),
    eventCauses: eventCauses.map(one => ({ ...one, event: mask(one.event) })),
    stops: groups.map(group => toStopGroup(withPlatform(group, logs, definition), mask)),
    logs,
    targets: targets.map(({ check, ...target }) => ({
      ...target,
      ...present({ check: check && mask(check) })
    })),
    notVerified: attempts.notes
  }
}

/** Tasks that stopped in the same way, newest first. */
type Stops = {
  readonly reason: string
  readonly tasks: readonly StoppedTask[]
  readonly explained: Explained | undefined
}

/**
 * groupStops groups tasks that stopped for the same reason, with the same exit of the same container; most frequent
 * first. What differs between tasks (IDs, request IDs) is removed; scaling is not a failure.
 */
export function groupStops(tasks: readonly StoppedTask[], definition: JsonObject): readonly Stops[] {
  const groups = grouped(
    tasks.filter(task => !isScaling(task)),
    task =>
      JSON.stringify([reasonOf(task), culpritsOf(task, definition).map(one => [one.name, one.exitCode])])
  )
  return [...groups.values()]
    .toSorted((a, b) => b.length - a.length)
    .flatMap(group => {
      const newestFirst = group.toSorted((a, b) => (b.stoppedAt ?? 0) - (a.stoppedAt ?? 0))
      const [newest] = newestFirst
      if (newest === undefined) return []
      return [{ reason: reasonOf(newest), tasks: newestFirst, explained: explainStop(newest, definition) }]
    })
}

/** toStopGroup returns a group in the form that the diagnosis shows. */
export function toStopGroup({ reason, tasks, explained }: Stops, mask: TextGuard['mask']): StopGroup {
  const exits = tasks.flatMap(({ containers }) =>
    containers.flatMap(({ name, exitCode }) =>
      exitCode === undefined ? [] : [`${name} exited with ${exitCode}`]
    )
  )
  return { count: tasks.length, reason: mask(reason), exits: [...new Set(exits)], ...explained }
}

/** A log with `exec format error` states more than the exit code 1 or 255 that comes with it. */
function withPlatform(group: Stops, logs: readonly LogExcerpt[], definition: JsonObject): Stops {
  const [task] = group.tasks
  const excerpt = logs.find(
    one => task?.arn.endsWith(`/${one.task}`) && one.lines.some(line => /exec format error/i.test(line))
  )
  if (task === undefined || excerpt === undefined) return group
  const containers = [{ name: excerpt.container, reason: 'exec format error' }]
  const { stoppedReason: _, ...known } = task
  return { ...group, explained: explainStop({ ...known, containers }, definition) }
}

/** The newest events, oldest first, each once: a service that cannot start tasks repeats its event for each of them. */
function lastEvents(events: readonly ServiceEvent[]): readonly string[] {
  return [...grouped(events, ({ message }) => generalizeReason(message))]
    .slice(0, EVENTS_SHOWN)
    .toReversed()
    .map(([text, { length }]) => (length === 1 ? text : `${text} (${length} times)`))
}

/** What only events show, each kind once, with its newest event. */
function causesOf(
  events: readonly ServiceEvent[],
  groups: readonly Stops[],
  definition: JsonObject
): Diagnosis['eventCauses'] {
  const known = new Set(groups.map(({ explained }) => explained?.cause.kind))
  return events.flatMap(({ message }) => {
    const explained = explainEvent(message, definition)
    if (explained === undefined || known.has(explained.cause.kind)) return []
    known.add(explained.cause.kind)
    return [{ ...explained, event: generalizeReason(message) }]
  })
}

/** The target groups of a service, including those for blue/green deployments. */
function targetGroupsOf(service: JsonObject): readonly string[] {
  const arns = objectsIn(service['loadBalancers']).flatMap(balancer => [
    textOf(balancer, 'targetGroupArn'),
    textOf(memberObject(balancer, 'advancedConfiguration'), 'alternateTargetGroupArn')
  ])
  return [...new Set(arns.filter(arn => arn !== undefined))]
}

/** Whether a target group has targets and none of them is healthy. */
function isSick(states: readonly TargetState[]): boolean {
  const own = states.filter(({ state }) => state !== 'draining')
  return own.length > 0 && own.every(({ state }) => state === 'unhealthy')
}

/**
 * sickGroupsOf lists the target groups of a service, as DescribeServices returns it, whose every target is unhealthy.
 * Throws AwsError.
 */
export async function sickGroupsOf(
  service: JsonObject,
  balancers: Pick<BalancersPort, 'describeTargetHealth'>
): Promise<readonly string[]> {
  const sick: string[] = []
  for (const arn of targetGroupsOf(service))
    if (isSick(await balancers.describeTargetHealth(arn))) sick.push(arn.split('/')[1] ?? arn)
  return sick
}

/** The health check of each target group and the current state of its targets. Throws nothing. */
async function readTargets(
  arns: readonly string[],
  balancers: BalancersPort,
  attempts: Attempts
): Promise<readonly TargetReport[]> {
  const groups = (await attempts.make(() => balancers.describeTargetGroups(arns))) ?? []
  const reports: TargetReport[] = []
  for (const arn of arns) {
    const group = groups.find(one => one.arn === arn)
    const states = await attempts.make(() => balancers.describeTargetHealth(arn))
    if (group === undefined && states === undefined) continue
    const name = group?.name ?? arn.split('/')[1] ?? arn
    reports.push({
      name,
      arn,
      ...present({ check: group && checkOf(group) }),
      states: countStates(states ?? [])
    })
  }
  return reports
}

function checkOf({ protocol = 'TCP', port = 'traffic-port', path, expects }: TargetGroup): string {
  // what follows the `?` could be a token
  const shown = path === undefined ? '' : ` ${path.replace(/\?.*/s, '?…')}`
  const where = port === 'traffic-port' ? 'on the port of the target' : `on port ${port}`
  return `${protocol}${shown} ${where}${expects === undefined ? '' : `, expects ${expects}`}`
}

function countStates(states: readonly TargetState[]): TargetReport['states'] {
  return [
    ...grouped(states, ({ state, reason, description }) =>
      JSON.stringify([state, reason, description])
    ).values()
  ]
    .flatMap(([first, ...others]) => (first ? [{ count: others.length + 1, ...first }] : []))
    .toSorted((a, b) => Number(a.state === 'healthy') - Number(b.state === 'healthy'))
}
