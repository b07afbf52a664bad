import { lastPartOf } from '../../arn.ts'
import { AwsError } from '../../aws/error.ts'
import { refusalOf } from '../../aws/explain.ts'
import type { Clock } from '../../clock.ts'
import type { Problem } from '../../errors.ts'
import { type JsonObject, objectsIn } from '../../json.ts'
import type { Following, Log } from '../../log.ts'
import { POLL_INTERVAL_MS } from '../../pace.ts'
import { present } from '../../present.ts'
import { definedContainers } from '../../rollout/diagnosis/definition.ts'
import type { LogsPort, TextGuard } from '../../rollout/diagnosis/diagnosis.ts'
import { explainStop } from '../../rollout/diagnosis/explain.ts'
import { Attempts, readLog } from '../../rollout/diagnosis/logs.ts'
import { generalizeReason } from '../../rollout/diagnosis/texts.ts'
import { formatDuration } from '../../rollout/progress.ts'
import {
  makeRequest,
  type PlacementFailure,
  type RequestSources,
  type TaskContainer,
  type TaskState,
  type TasksPort
} from './request.ts'

/** Number of consecutive polls that may fail, or not find a task that was just started, before the watch gives up. */
const FAILED_READS_ALLOWED = 10

/** A one-off task to run. */
export type OneOffTask = RequestSources & {
  readonly region: string
  /** Timeout in milliseconds from the start of the task. */
  readonly timeoutMs: number
  /** `rollback` stops the task when the run is cancelled. */
  readonly onCancel: 'leave' | 'rollback'
}

/** `guard` masks values in the lines of the task's log. */
export type OneOffPorts = {
  readonly tasks: TasksPort
  readonly logs: LogsPort
  readonly clock: Clock
  readonly log: Log
  readonly signal: AbortSignal
  readonly guard: TextGuard
}

/** How it ended. `taskArn` is absent if nothing was started; `problem` is set if AWS or the inputs prevented it. */
export type OneOffResult = {
  readonly ok: boolean
  readonly reason: string
  /** What to do about it, if known. */
  readonly explanation?: string
  readonly taskArn?: string
  readonly exits: readonly ContainerExit[]
  readonly problem?: Problem
}

/**
 * runOneOffTask starts one task of a revision exactly once, and waits for its end if requested: prints its states, and
 * at its end the last lines of its log, and judges how it ended. Throws no AwsError: failures are part of the result.
 */
export async function runOneOffTask(task: OneOffTask, ports: OneOffPorts): Promise<OneOffResult> {
  const name = lastPartOf(task.taskDefinitionArn)
  if (ports.signal.aborted) return failed('The run was cancelled before the one-off task was started.')
  const made = makeRequest(task)
  if ('problem' in made) return withProblem(made.problem)
  try {
    const { taskArns, failures } = await ports.tasks.runTask(made.request)
    const [taskArn] = taskArns
    if (taskArn === undefined) return withProblem(notPlaced(name, failures))
    ports.log.info(`[task ${name}] started: ${taskArn}`)
    if (!task.inputs.waitUntilStopped)
      return {
        ok: true,
        reason: 'Started; not monitored (wait-for-task-stopped: false).',
        taskArn,
        exits: []
      }
    const since = ports.clock.now()
    const following = ports.log.follow({ label: `task ${name}`, since, phase: 'running' })
    const result = await watch(task, taskArn, { ...ports, following })
    following.end(result.ok ? 'succeeded' : 'failed', result.ok)
    return { ...result, taskArn }
  } catch (error) {
    return withProblem(refusalOf(error, { subject: `the one-off task of ${name}` }))
  }
}

function failed(reason: string): OneOffResult {
  return { ok: false, reason, exits: [] }
}

function withProblem(problem: Problem): OneOffResult {
  return { ...failed(problem.message), problem }
}

function notPlaced(name: string, failures: readonly PlacementFailure[]): Problem {
  const reasons = failures.map(({ reason, detail }) =>
    detail === undefined ? reason : `${reason} (${detail})`
  )
  const [first = 'ECS gave no reason'] = reasons
  return {
    code: 'task-not-placed',
    fault: 'cloud',
    message: `The one-off task of ${name} was not started. ECS placed no task: ${[...new Set(reasons)].join('; ') || first}.`,
    hint: 'What each reason means is in the ECS developer guide under "API failure reasons": for RESOURCE and ATTRIBUTE, the container instances lack what the task needs, and run-task-launch-type: FARGATE does without them. No service was touched.'
  }
}

type WatchPorts = OneOffPorts & { readonly following: Following }

async function watch(task: OneOffTask, taskArn: string, ports: WatchPorts): Promise<OneOffResult> {
  const { clock, signal, following } = ports
  const say = (line: string) => following.say(line)
  const ended = (reason: string) => {
    say(reason)
    return failed(reason)
  }
  const startedAt = clock.now()
  const deadline = startedAt + task.timeoutMs
  let status = ''
  let failedReads = 0
  for (;;) {
    const state = await read(task.cluster, taskArn, ports)
    if (state instanceof AwsError && (!PASSING.has(state.kind) || failedReads + 1 >= FAILED_READS_ALLOWED)) {
      const reason = `Not verified: ${state.operation} failed (${state.awsName}). The task itself continues in ECS.`
      const subject = `the one-off task of ${lastPartOf(task.taskDefinitionArn)}`
      return { ...failed(reason), problem: refusalOf(state, { subject }) }
    }
    if (state === undefined && failedReads + 1 >= FAILED_READS_ALLOWED) return failed(UNKNOWN_TASK)
    const isSeen = state !== undefined && !(state instanceof AwsError)
    failedReads = isSeen ? 0 : failedReads + 1
    if (isSeen && state.lastStatus !== status) {
      status = state.lastStatus
      say(status)
      following.update({ stage: status })
    }
    if (isSeen && status === 'STOPPED') {
      await showLog(state, task, ports)
      const verdict = judgeTask(state, task.definition)
      for (const exit of verdict.exits) say(describeExit(exit))
      const took = formatDuration(clock.now() - startedAt)
      say(`${verdict.ok ? 'done' : 'FAILED'} after ${took}: ${verdict.reason}`)
      if (verdict.explanation !== undefined) say(verdict.explanation)
      return verdict
    }
    // the runner gives a cancelled step a few seconds: enough for one call
    if (signal.aborted) return ended(await cancel(task, taskArn, ports))
    if (clock.now() >= deadline) {
      if (isSeen) await showLog(state, task, ports)
      return ended(
        `The one-off task had not stopped after ${formatDuration(task.timeoutMs)} (wait-for-minutes): ${status === '' ? 'no state seen' : status}. It continues in ECS.`
      )
    }
    await clock.sleep(Math.min(POLL_INTERVAL_MS, deadline - clock.now()), signal)
  }
}

/** Prints the last lines that the task's containers have written. What cannot be read does not make the task fail. */
async function showLog(
  state: TaskState,
  { definition, region }: OneOffTask,
  { logs, guard, following }: WatchPorts
): Promise<void> {
  const attempts = new Attempts()
  const stopped = { ...state, taskDefinition: '' }
  for (const container of definedContainers(definition)) {
    if (container.fields['logConfiguration'] === undefined) continue
    const excerpt = await readLog(stopped, container, { logs, guard, attempts, region })
    for (const line of excerpt?.lines ?? []) following.say(`${container.name} | ${line}`)
  }
  for (const note of attempts.notes) following.say(note)
}

const PASSING: ReadonlySet<AwsError['kind']> = new Set(['lost', 'throttled', 'unreachable'])
const UNKNOWN_TASK = 'Not verified: ECS no longer lists the one-off task, so its outcome is unknown.'

/** The task's state; undefined if ECS does not know it, and the error if it cannot be read. */
async function read(
  cluster: string,
  taskArn: string,
  { tasks }: OneOffPorts
): Promise<TaskState | AwsError | undefined> {
  try {
    return await tasks.describeTask(cluster, taskArn)
  } catch (error) {
    if (error instanceof AwsError) return error
    throw error
  }
}

async function cancel(
  { cluster, onCancel }: OneOffTask,
  taskArn: string,
  { tasks }: OneOffPorts
): Promise<string> {
  if (onCancel === 'leave')
    return 'The run was cancelled while the one-off task was running; it continues in ECS (on-cancel: leave).'
  try {
    await tasks.stopTask(cluster, taskArn, 'Stopped by ecs-sealed-deploy: the deployment was cancelled')
    return 'The run was cancelled; a stop of the one-off task was requested (on-cancel: rollback).'
  } catch (error) {
    if (!(error instanceof AwsError)) throw error
    return `The run was cancelled and the one-off task could not be stopped (${error.operation}: ${error.awsName}): it continues in ECS.`
  }
}

/** How one container ended. Without an exit code, `reason` is why. */
export type ContainerExit = {
  readonly name: string
  readonly essential: boolean
  /** Its task was RUNNING at some time. */
  readonly hasRun?: true
  readonly exitCode?: number
  readonly reason?: string
}

/** Whether a stopped task succeeded, in one sentence, with what to do about it if known. */
type TaskVerdict = {
  readonly ok: boolean
  readonly reason: string
  readonly explanation?: string
  readonly exits: readonly ContainerExit[]
}

/**
 * judgeTask decides whether a stopped task succeeded: ECS stopped it because an essential container exited, and every
 * essential container exited with 0. A task that somebody stopped did not succeed, whatever its exit codes are.
 */
export function judgeTask(task: TaskState, definition: JsonObject): TaskVerdict {
  const exits = exitsOf(task, definition)
  const ended = endOf(task, exits)
  if (ended === undefined) return { ok: true, reason: succeeded(exits), exits }
  const explanation = explainStop({ ...task, taskDefinition: '' }, definition)?.explanation
  return { ok: false, reason: ended, exits, ...present({ explanation }) }
}

function exitsOf(task: TaskState, definition: JsonObject): readonly ContainerExit[] {
  const own = stopReasonOf(task)
  return task.containers.map(container => {
    const { name, exitCode } = container
    const reason = container.reason ?? (exitCode === undefined ? own : undefined)
    return {
      name,
      essential: isEssential(container, definition),
      ...present({ exitCode, hasRun: task.hasRun }),
      ...present({ reason: reason === undefined ? undefined : generalizeReason(reason) })
    }
  })
}

/** `essential` is true if the definition does not set it; a container that ECS added (an agent) is not essential. */
function isEssential(container: TaskContainer, definition: JsonObject): boolean {
  const found = objectsIn(definition['containerDefinitions']).find(({ name }) => name === container.name)
  return found !== undefined && found['essential'] !== false
}

function stopReasonOf(task: TaskState): string {
  return task.stoppedReason ?? task.stopCode ?? 'ECS gave no reason'
}

/** Why the task did not succeed; undefined if it did. */
function endOf(task: TaskState, exits: readonly ContainerExit[]): string | undefined {
  const code = task.stopCode
  const why = generalizeReason(stopReasonOf(task)).replace(/\.$/, '')
  if (code === 'TaskFailedToStart') return `The task did not start: ${why}.`
  // an endpoint that returns no stop code is judged by the exit codes alone
  if (code !== undefined && code !== 'EssentialContainerExited')
    return `The task was stopped before it completed (${code}): ${why}.`
  const failed = exits.filter(exit => exit.essential && exit.exitCode !== 0)
  if (failed.length > 0) return `${failed.map(exit => describeExit(exit)).join('; ')}.`
  return exits.some(({ essential }) => essential)
    ? undefined
    : `No container ended with an exit code: ${why}.`
}

/**
 * describeExit describes the end of one container, e.g. `app exited with 1` or `app never ran
 * (CannotPullContainerError: …)`.
 */
function describeExit({ name, exitCode, reason, hasRun }: ContainerExit): string {
  const why = reason === undefined ? '' : ` (${reason.replace(/\.$/, '')})`
  if (exitCode !== undefined) return `${name} exited with ${exitCode}${why}`
  return hasRun ? `${name} ended without an exit code${why}` : `${name} never ran${why}`
}

/** The exit code of a nonessential container does not count, but is reported. */
function succeeded(exits: readonly ContainerExit[]): string {
  const others = exits.filter(exit => !exit.essential && exit.exitCode !== 0)
  const also =
    others.length === 0 ? '' : `; not essential: ${others.map(exit => describeExit(exit)).join(', ')}`
  return `The task ended with exit code 0${also}.`
}
