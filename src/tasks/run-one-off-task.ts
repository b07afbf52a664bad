import { AwsError } from '../aws/error.ts'
import { explainAwsError } from '../aws/explain.ts'
import type { Clock } from '../clock.ts'
import type { TextGuard } from '../diagnosis/ports.ts'
import type { Problem } from '../errors.ts'
import type { JsonObject } from '../json.ts'
import type { Log } from '../log.ts'
import { placementHint, placementSentence } from './explain-placement.ts'
import type { PlacementFailure, TaskLogs, TasksPort } from './ports.ts'
import { makeRequest, type RequestSources } from './request.ts'
import type { ContainerExit } from './task-verdict.ts'
import { watchTask } from './watch-task.ts'

/** A one-off task to be run. */
export type OneOffTask = RequestSources & {
  /** How long it may take, milliseconds from its start. */
  readonly timeoutMs: number
  /** `rollback` stops the task when the run is cancelled. */
  readonly onCancel: 'leave' | 'rollback'
}

/** `logs` may be absent: then nothing of the task's log is shown. `guard` keeps values out of its lines. */
export type OneOffPorts = {
  readonly tasks: TasksPort
  readonly logs?: TaskLogs
  readonly clock: Clock
  readonly log: Log
  readonly signal: AbortSignal
  readonly guard: TextGuard
}

/** How it ended. `taskArn` is absent when nothing was started; `problem` is set when AWS or the inputs stood in the way. */
export type OneOffResult = {
  readonly ok: boolean
  readonly reason: string
  /** What to do about it, where that is known. */
  readonly explanation?: string
  readonly taskArn?: string
  readonly exits: readonly ContainerExit[]
  readonly problem?: Problem
}

/**
 * runOneOffTask starts one task of a revision, exactly once, and waits for its end where that is asked for. It throws
 * nothing of AWS's: whatever goes wrong is in the result.
 */
export async function runOneOffTask(task: OneOffTask, ports: OneOffPorts): Promise<OneOffResult> {
  const name = task.taskDefinitionArn.split('/').at(-1) ?? task.taskDefinitionArn
  if (ports.signal.aborted) return { ok: false, reason: CANCELLED_BEFORE, exits: [] }
  const made = makeRequest(task)
  if ('problem' in made) return withProblem(made.problem)
  try {
    const started = await start(name, made.request, ports)
    if ('problem' in started) return withProblem(started.problem)
    return await follow(task, { ...started, name }, ports)
  } catch (error) {
    if (!(error instanceof AwsError)) throw error
    return withProblem(explainAwsError(error, { subject: `the one-off task of ${name}` }))
  }
}

const CANCELLED_BEFORE = 'The run was cancelled before the one-off task was started.'

function withProblem(problem: Problem): OneOffResult {
  return { ok: false, reason: problem.message, exits: [], problem }
}

async function start(
  name: string,
  request: JsonObject,
  { tasks, log }: OneOffPorts
): Promise<{ readonly taskArn: string } | { readonly problem: Problem }> {
  const { taskArns, failures } = await tasks.runTask(request)
  const [taskArn] = taskArns
  if (taskArn === undefined) return { problem: notPlaced(name, failures) }
  log.info(`[task ${name}] started: ${taskArn}`)
  return { taskArn }
}

function notPlaced(name: string, failures: readonly PlacementFailure[]): Problem {
  return {
    code: 'task-not-placed',
    fault: 'cloud',
    message: `The one-off task of ${name} was not started. ${placementSentence(failures)}`,
    hint:
      placementHint(failures) ??
      'Look the reason up in the ECS developer guide under "API failure reasons"; no service was touched.'
  }
}

async function follow(
  task: OneOffTask,
  started: { readonly taskArn: string; readonly name: string },
  ports: OneOffPorts
): Promise<OneOffResult> {
  const { taskArn } = started
  if (!task.inputs.waitUntilStopped)
    return { ok: true, reason: 'Started; not waited for (wait-for-task-stopped: false).', taskArn, exits: [] }
  return { ...(await watchTask({ ...task, ...started }, ports)), taskArn }
}
