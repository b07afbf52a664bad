import { refusalOf } from '../aws/explain.ts'
import type { Problem } from '../errors.ts'
import type { JsonObject } from '../json.ts'
import { placementHint, placementSentence } from './placement.ts'
import type { PlacementFailure } from './ports.ts'
import { makeRequest, type RequestSources } from './request.ts'
import { type OneOffPorts, type OneOffResult, watchTask } from './watch-task.ts'

/** A one-off task to run. */
export type OneOffTask = RequestSources & {
  /** Timeout in milliseconds from the start of the task. */
  readonly timeoutMs: number
  /** `rollback` stops the task when the run is cancelled. */
  readonly onCancel: 'leave' | 'rollback'
}

/**
 * runOneOffTask starts one task of a revision exactly once, and waits for its end if requested. Throws no AwsError:
 * failures are part of the result.
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
    return withProblem(refusalOf(error, { subject: `the one-off task of ${name}` }))
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
    return { ok: true, reason: 'Started; not monitored (wait-for-task-stopped: false).', taskArn, exits: [] }
  return { ...(await watchTask({ ...task, ...started }, ports)), taskArn }
}
