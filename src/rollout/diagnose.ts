import { AwsError } from '../aws/error.ts'
import type { JsonObject } from '../document/tree.ts'
import { explainStop } from './explain-stop.ts'
import { generaliseReason, withoutServicePrefix } from './generalise.ts'
import type { EcsPort, ServiceEvent, StoppedTask } from './ports.ts'

/** Tasks that stopped for one reason, counted. `explanation` says what to do where we recognise the reason. */
export type StopGroup = {
  readonly count: number
  readonly reason: string
  /** E.g. `web exited with 1`. */
  readonly exits: readonly string[]
  readonly explanation?: string
}

/** Why a rollout failed, as far as ECS tells. `notVerified` names what could not be looked at. */
export type Diagnosis = {
  readonly service: string
  readonly events: readonly string[]
  readonly stops: readonly StopGroup[]
  readonly notVerified: readonly string[]
}

/** What is to be diagnosed. */
export type DiagnosisSubject = {
  readonly cluster: string
  readonly service: string
  readonly deploymentId: string
  readonly taskDefinitionArn: string
  /** The definition that was rolled out, to name the variable behind a reference. */
  readonly definition: JsonObject
  /** Ids of events from before the rollout. */
  readonly seenEvents: readonly string[]
}

const TASKS_LOOKED_AT = 300
const EVENTS_SHOWN = 8

/** diagnose collects the evidence. It never throws and never hides the first error: what can't be read is named. */
export async function diagnose(ecs: EcsPort, subject: DiagnosisSubject): Promise<Diagnosis> {
  const notVerified: string[] = []
  const tasks = await attempt(
    () => ecs.listStoppedTasks(subject.cluster, subject.service, TASKS_LOOKED_AT),
    notVerified
  )
  const described = await attempt(() => ecs.describeServices(subject.cluster, [subject.service]), notVerified)
  const events = described?.services[0]?.events ?? []
  return {
    service: subject.service,
    events: lastEvents(events, subject.seenEvents),
    stops: groupStops(
      (tasks ?? []).filter(task => isOurs(task, subject)),
      subject.definition
    ),
    notVerified
  }
}

async function attempt<T>(read: () => Promise<T>, notVerified: string[]): Promise<T | undefined> {
  try {
    return await read()
  } catch (error) {
    if (!(error instanceof AwsError)) throw error
    const why = error.kind === 'denied' ? 'no permission for' : `${error.awsName} from`
    notVerified.push(`Not verified: ${why} ${error.operation}.`)
    return undefined
  }
}

/** A task of our deployment; endpoints that don't say who started it are judged by the definition. */
function isOurs(task: StoppedTask, subject: DiagnosisSubject): boolean {
  if (task.startedBy !== undefined) return task.startedBy === subject.deploymentId
  return task.taskDefinition === subject.taskDefinitionArn
}

/** The newest events, oldest first, equal ones once: a service that can't start tasks says so for each of them. */
function lastEvents(events: readonly ServiceEvent[], seen: readonly string[]): readonly string[] {
  const counts = new Map<string, number>()
  for (const event of events) {
    if (seen.includes(event.id)) continue
    const text = generaliseReason(withoutServicePrefix(event.message))
    counts.set(text, (counts.get(text) ?? 0) + 1)
  }
  return [...counts]
    .slice(0, EVENTS_SHOWN)
    .reverse()
    .map(([text, count]) => (count === 1 ? text : `${text} (${count} times)`))
}

/** groupStops counts equal reasons, most frequent first; what differs from task to task (ids, request ids) is cut out. */
export function groupStops(tasks: readonly StoppedTask[], definition: JsonObject): readonly StopGroup[] {
  const groups = new Map<string, { count: number; reason: string; exits: Set<string> }>()
  for (const task of tasks) {
    const reason = reasonOf(task)
    if (reason.startsWith('Scaling activity initiated by')) continue
    const group = groups.get(reason) ?? { count: 0, reason, exits: new Set<string>() }
    group.count += 1
    for (const container of task.containers) {
      if (container.exitCode !== undefined)
        group.exits.add(`${container.name} exited with ${container.exitCode}`)
    }
    groups.set(reason, group)
  }
  return [...groups.values()]
    .sort((a, b) => b.count - a.count)
    .map(({ count, reason, exits }) => {
      const explanation = explainStop(reason, definition)
      return { count, reason, exits: [...exits], ...(explanation === undefined ? {} : { explanation }) }
    })
}

function reasonOf(task: StoppedTask): string {
  const own = task.stoppedReason ?? ''
  const fromContainer = task.containers.find(container => container.reason !== undefined)?.reason
  const reason = [own, own.includes(fromContainer ?? '') ? '' : fromContainer]
    .filter(text => text)
    .join(' — ')
  return generaliseReason(reason === '' ? (task.stopCode ?? 'ECS gave no reason.') : reason)
}
