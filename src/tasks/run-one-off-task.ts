import { refusalOf } from '../aws/explain.ts'
import type { Problem } from '../errors.ts'
import type { JsonObject } from '../json.ts'
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

/** Explanations of the reasons that RunTask returns. Source: ECS developer guide, "API failure reasons". */
const REASONS: readonly (readonly [RegExp, string])[] = [
  [
    /^RESOURCE:(CPU|MEMORY|GPU)/,
    'No container instance of the cluster has that much left: add instances, free some, or run the task on Fargate (run-task-launch-type).'
  ],
  [
    /^RESOURCE:ENI/,
    'The instances have no network interface left: use larger ones, turn on awsvpcTrunking, or run the task on Fargate.'
  ],
  [/^RESOURCE:PORTS?/, 'Every instance has that host port taken: let ECS choose the port, or add instances.'],
  [/^RESOURCE/, 'The cluster lacks what the task needs: add instances, or run the task on Fargate.'],
  [
    /^AGENT/,
    'The ECS agent of the container instance is not connected: check the instance, or restart the agent.'
  ],
  [
    /^ATTRIBUTE/,
    "No container instance has what the definition requires (log driver, network mode, architecture, placement constraint): compare with the instances' attributes."
  ],
  [
    /^MISSING/,
    'ECS does not find what the request names: check the cluster, its instances and capacity providers.'
  ],
  [/^LOCATION/, 'No container instance is in an Availability Zone that the subnets cover.'],
  [/^INACTIVE/, 'The container instance was deregistered; register it again, or use another one.'],
  [
    /^EMPTY CAPACITY PROVIDER|No Container Instances were found/i,
    'No container instance is registered in the cluster: add some, or set run-task-launch-type: FARGATE.'
  ],
  [
    /Capacity is unavailable/i,
    'Fargate has no capacity there at the moment: run again later, or name subnets in more Availability Zones.'
  ]
]

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

/** placementSentence says why RunTask started nothing. */
export function placementSentence(failures: readonly PlacementFailure[]): string {
  if (failures.length === 0) return 'ECS started no task and gave no reason.'
  const reasons = failures.map(({ reason, detail }) =>
    detail === undefined ? reason : `${reason} (${detail})`
  )
  return `ECS placed no task: ${[...new Set(reasons)].join('; ')}.`
}

/** placementHint says what to do about it; undefined for an unknown reason. */
export function placementHint(failures: readonly PlacementFailure[]): string | undefined {
  for (const { reason } of failures) {
    const known = REASONS.find(([pattern]) => pattern.test(reason))
    if (known) return known[1]
  }
  return undefined
}
