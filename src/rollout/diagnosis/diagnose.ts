import { type JsonObject, objectsIn } from '../../json.ts'
import { present } from '../../present.ts'
import type { EcsPort, ServiceEvent, StoppedTask } from '../ports.ts'
import { Attempts } from './attempts.ts'
import { memberObject, textOf } from './definition.ts'
import type { Diagnosis, Explained, LogExcerpt, TargetReport } from './diagnosis.ts'
import { explainEvent, explainPlatform } from './explain.ts'
import { groupStops, type Stops, toStopGroup } from './group-stops.ts'
import type { BalancersPort, LogsPort, TargetGroup, TargetState, TextGuard } from './ports.ts'
import { readLogs } from './read-logs.ts'
import { generalizeReason, withoutServicePrefix } from './recognize.ts'

/** What to diagnose. */
export type DiagnosisSubject = {
  readonly cluster: string
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

/**
 * diagnose collects the evidence for one failed rollout: stopped tasks, events, the last log lines, the health of
 * targets. It never throws and never hides the original error: what cannot be read is listed in `notVerified`.
 */
export async function diagnose(subject: DiagnosisSubject, ports: DiagnosisPorts): Promise<Diagnosis> {
  const attempts = new Attempts()
  const { cluster, service, definition } = subject
  const tasks = await attempts.make(() => ports.ecs.listStoppedTasks(cluster, service, TASKS_LOOKED_AT))
  const described = await attempts.make(() => ports.ecs.describeServices(cluster, [service]))
  const [state] = described?.services ?? []
  const ours = (tasks ?? []).filter(task => isOurs(task, subject))
  const groups = groupStops(ours, definition)
  const events = (state?.events ?? []).filter(({ id }) => !subject.seenEvents.includes(id))
  const region = subject.taskDefinitionArn.split(':')[3] ?? ''
  const logs = await readLogs(groups, definition, { ...ports, attempts, region })
  const eventCauses = causesOf(events, groups, definition)
  const targetGroups = asksForTargets(groups, eventCauses) ? targetGroupsOf(state?.raw ?? {}) : []
  const targets = targetGroups.length > 0 ? await readTargets(targetGroups, ports.balancers, attempts) : []
  return masked(
    {
      service,
      events: lastEvents(events),
      eventCauses,
      stops: withPlatforms(groups, logs, definition).map(toStopGroup),
      logs,
      targets,
      notVerified: attempts.notes
    },
    ports.guard
  )
}

/** A task of our deployment; if the endpoint does not return who started it, the definition decides. */
function isOurs(task: StoppedTask, subject: DiagnosisSubject): boolean {
  if (task.startedBy !== undefined) return task.startedBy === subject.deploymentId
  return task.taskDefinition === subject.taskDefinitionArn
}

/**
 * The newest events, oldest first, without duplicates: a service that cannot start tasks repeats its event for each of
 * them.
 */
function lastEvents(events: readonly ServiceEvent[]): readonly string[] {
  const counts = new Map<string, number>()
  for (const event of events) {
    const text = generalizeReason(withoutServicePrefix(event.message))
    counts.set(text, (counts.get(text) ?? 0) + 1)
  }
  return [...counts]
    .slice(0, EVENTS_SHOWN)
    .reverse()
    .map(([text, count]) => (count === 1 ? text : `${text} (${count} times)`))
}

/** What only events show, each kind once. */
function causesOf(
  events: readonly ServiceEvent[],
  groups: readonly Stops[],
  definition: JsonObject
): readonly Explained[] {
  const known = new Set(groups.map(({ explained }) => explained?.cause.kind))
  return events.flatMap(({ message }) => {
    const explained = explainEvent(message, definition)
    if (explained === undefined || known.has(explained.cause.kind)) return []
    known.add(explained.cause.kind)
    return [explained]
  })
}

/**
 * Targets are read if health is in question, or if nothing else explains the failure: tasks may be running that never
 * passed the load balancer's health check.
 */
function asksForTargets(groups: readonly Stops[], events: readonly Explained[]): boolean {
  const causes = [...groups.map(({ explained }) => explained), ...events].flatMap(one => one?.cause ?? [])
  return (
    causes.length === 0 || causes.some(({ kind }) => kind === 'target-health' || kind === 'target-missing')
  )
}

/** A log with `exec format error` says more than the exit code 1 or 255 that comes with it. */
function withPlatforms(
  groups: readonly Stops[],
  logs: readonly LogExcerpt[],
  definition: JsonObject
): readonly Stops[] {
  return groups.map(group => {
    const excerpt = logs.find(
      ({ task, lines }) =>
        group.tasks.some(({ arn }) => arn.endsWith(`/${task}`)) &&
        lines.some(line => /exec format error/i.test(line))
    )
    return excerpt === undefined
      ? group
      : { ...group, explained: explainPlatform(excerpt.container, definition) }
  })
}

/** Text from AWS may repeat values that were passed to an application. */
function masked(diagnosis: Diagnosis, { mask }: TextGuard): Diagnosis {
  return {
    ...diagnosis,
    events: diagnosis.events.map(mask),
    stops: diagnosis.stops.map(stop => ({ ...stop, reason: mask(stop.reason) })),
    targets: diagnosis.targets.map(target => ({
      ...target,
      ...present({ check: target.check === undefined ? undefined : mask(target.check) })
    }))
  }
}

/** targetGroupsOf lists the target groups of a service, including those for blue/green deployments. */
function targetGroupsOf(service: JsonObject): readonly string[] {
  const arns = objectsIn(service['loadBalancers']).flatMap(balancer => {
    const other = textOf(memberObject(balancer, 'advancedConfiguration') ?? {}, 'alternateTargetGroupArn')
    return [textOf(balancer, 'targetGroupArn'), other]
  })
  return [...new Set(arns.filter(arn => arn !== undefined))]
}

/** readTargets returns the health check of each target group and the current state of its targets. Throws nothing. */
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
    const check = group && checkOf(group)
    reports.push({
      name: group?.name ?? arn.split('/')[1] ?? arn,
      arn,
      ...present({ check }),
      states: countStates(states ?? [])
    })
  }
  return reports
}

function checkOf({ protocol, port, path, expects }: TargetGroup): string {
  // what follows the `?` could be a token
  const [plain, query] = path?.split('?') ?? []
  const shown = plain === undefined ? '' : ` ${plain}${query === undefined ? '' : '?…'}`
  const where =
    port === undefined || port === 'traffic-port' ? 'on the port of the target' : `on port ${port}`
  return `${protocol ?? 'TCP'}${shown} ${where}${expects === undefined ? '' : `, expects ${expects}`}`
}

function countStates(states: readonly TargetState[]): TargetReport['states'] {
  const counted = new Map<string, TargetReport['states'][number]>()
  for (const { state, reason, description } of states) {
    const key = JSON.stringify([state, reason, description])
    counted.set(key, {
      count: (counted.get(key)?.count ?? 0) + 1,
      state,
      ...present({ reason, description })
    })
  }
  return [...counted.values()].sort((a, b) => Number(a.state === 'healthy') - Number(b.state === 'healthy'))
}
