import { lastPartOf } from '../../arn.ts'
import type { JsonObject } from '../../json.ts'
import type { StoppedTask } from '../ports.ts'
import type { Attempts } from './attempts.ts'
import { culpritsOf, logOptionsOf } from './culprits.ts'
import { type Container, definedContainers, memberObject, textOf } from './definition.ts'
import type { LogExcerpt } from './diagnosis.ts'
import type { Stops } from './group-stops.ts'
import type { LogStream, LogsPort, TextGuard } from './ports.ts'
import { LINES_SHOWN, showLines } from './show-lines.ts'

/** Number of tasks whose logs are read; each represents its group. */
const TASKS_READ = 3

export type LogReading = {
  readonly logs: LogsPort
  readonly guard: TextGuard
  readonly attempts: Attempts
  /** Region of the service, for log drivers that do not set one. */
  readonly region: string
}

/**
 * readLogs returns the last log lines of the containers that failed, for one task of each of the most frequent groups,
 * and only for containers that have run. What cannot be read is noted in `attempts`. Throws nothing.
 */
export async function readLogs(
  groups: readonly Stops[],
  definition: JsonObject,
  reading: LogReading
): Promise<readonly LogExcerpt[]> {
  const tasks = groups
    .flatMap(({ tasks: [newest] }) => (newest?.startedAt === undefined ? [] : [newest]))
    .slice(0, TASKS_READ)
  const excerpts: LogExcerpt[] = []
  for (const task of tasks) {
    for (const container of failedContainers(task, definition)) {
      const excerpt = await readContainer(task, container, reading)
      if (excerpt) excerpts.push(excerpt)
    }
  }
  return excerpts
}

/** Those that ended the task; if ECS stopped it because of a health check, the essential ones. */
function failedContainers(task: StoppedTask, definition: JsonObject): readonly Container[] {
  const containers = definedContainers(definition)
  const unhealthy = task.containers.filter(({ healthStatus }) => healthStatus === 'UNHEALTHY')
  const stopped = task.stopCode !== undefined && task.stopCode !== 'EssentialContainerExited'
  const names = (unhealthy.length > 0 ? unhealthy : stopped ? [] : culpritsOf(task, definition)).map(
    ({ name }) => name
  )
  return names.length > 0
    ? containers.filter(({ name }) => names.includes(name))
    : containers.filter(({ fields }) => fields['essential'] !== false)
}

async function readContainer(
  task: StoppedTask,
  container: Container,
  reading: LogReading
): Promise<LogExcerpt | undefined> {
  const { logs, guard, attempts } = reading
  const stream = streamOf(task, container, reading)
  if (stream === undefined) {
    attempts.note(noLogText(container))
    return undefined
  }
  const found = await attempts.make(async () => ({ events: await logs.lastEvents(stream, LINES_SHOWN) }))
  if (found === undefined) return undefined
  const lines = showLines(found.events ?? [], guard)
  if (lines.length === 0) {
    attempts.note(`Container ${container.name} has written nothing to log group ${stream.group}.`)
    return undefined
  }
  return { container: container.name, task: idOf(task), lines }
}

function noLogText({ name, fields }: Container): string {
  const driver = textOf(memberObject(fields, 'logConfiguration') ?? {}, 'logDriver')
  return driver === undefined
    ? `Container ${name} has no log configuration: what it wrote is lost.`
    : `Not verified: the log of container ${name} cannot be read here (log driver ${driver}).`
}

/** `prefix/container/task`, or Docker's ID of the container without a prefix (ECS: "Send logs to CloudWatch"). */
function streamOf(task: StoppedTask, container: Container, { region }: LogReading): LogStream | undefined {
  const options = logOptionsOf(container)
  const group = options && textOf(options, 'awslogs-group')
  if (options === undefined || group === undefined) return undefined
  const prefix = textOf(options, 'awslogs-stream-prefix')
  const runtimeId = task.containers.find(({ name }) => name === container.name)?.runtimeId
  const stream = prefix === undefined ? runtimeId : `${prefix}/${container.name}/${idOf(task)}`
  if (stream === undefined) return undefined
  return { region: textOf(options, 'awslogs-region') ?? region, group, stream }
}

function idOf(task: StoppedTask): string {
  return lastPartOf(task.arn)
}
