import type { JsonObject, JsonValue } from '../../json.ts'
import { present } from '../../present.ts'
import { explainStop } from '../../rollout/diagnosis/explain.ts'
import { generalizeReason } from '../../rollout/diagnosis/texts.ts'
import type { TaskContainer, TaskState } from './ports.ts'

/** How one container ended. Without an exit code, `reason` says why. */
export type ContainerExit = {
  readonly name: string
  readonly essential: boolean
  /** Its task was RUNNING at some time. */
  readonly hasRun?: true
  readonly exitCode?: number
  readonly reason?: string
}

/** Whether a stopped task succeeded, in one sentence, with what to do about it if known. */
export type TaskVerdict = {
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
  const own = reasonOf(task)
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
  const list = definition['containerDefinitions']
  const containers: readonly JsonValue[] = Array.isArray(list) ? list : []
  const found = containers.find(
    one => typeof one === 'object' && one !== null && (one as JsonObject)['name'] === container.name
  )
  return found !== undefined && (found as JsonObject)['essential'] !== false
}

function reasonOf(task: TaskState): string {
  return task.stoppedReason ?? task.stopCode ?? 'ECS gave no reason'
}

/** Why the task did not succeed; undefined if it did. */
function endOf(task: TaskState, exits: readonly ContainerExit[]): string | undefined {
  const code = task.stopCode
  const why = generalizeReason(reasonOf(task)).replace(/\.$/, '')
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
export function describeExit({ name, exitCode, reason, hasRun }: ContainerExit): string {
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
