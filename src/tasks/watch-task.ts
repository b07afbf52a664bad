import { AwsError } from '../aws/error.ts'
import { explainAwsError } from '../aws/explain.ts'
import type { Clock } from '../clock.ts'
import type { TextGuard } from '../diagnosis/ports.ts'
import type { Problem } from '../errors.ts'
import type { JsonObject } from '../json.ts'
import type { Following, Log } from '../log.ts'
import { POLL_INTERVAL_MS } from '../pace.ts'
import { formatDuration } from '../rollout/progress.ts'
import { LogTail, logStreamsOf } from './log-tail.ts'
import type { TaskLogs, TaskState, TasksPort } from './ports.ts'
import { type ContainerExit, describeExit, judgeTask } from './task-verdict.ts'

/** Number of consecutive polls that may fail, or not find a task that was just started, before the watch gives up. */
const FAILED_LOOKS_ALLOWED = 10

/** Without `logs`, the task's log is not shown. `guard` masks values in its lines. */
export type OneOffPorts = {
  readonly tasks: TasksPort
  readonly logs?: TaskLogs
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

/** A task that was started. */
export type StartedTask = {
  readonly cluster: string
  readonly taskArn: string
  /** `family:revision`, for printed lines. */
  readonly name: string
  readonly definition: JsonObject
  readonly timeoutMs: number
  readonly onCancel: 'leave' | 'rollback'
}

/** watchTask waits until the task has stopped, prints its states and its log as they arrive, and judges its end. */
export function watchTask(task: StartedTask, ports: OneOffPorts): Promise<OneOffResult> {
  return new TaskWatch(task, ports).run()
}

class TaskWatch {
  readonly #task: StartedTask
  readonly #ports: OneOffPorts
  readonly #startedAt: number
  readonly #tail: LogTail | undefined
  readonly #following: Following
  #status = ''
  #failedLooks = 0

  constructor(task: StartedTask, ports: OneOffPorts) {
    this.#task = task
    this.#ports = ports
    this.#startedAt = ports.clock.now()
    const label = `task ${task.name}`
    this.#following = ports.log.follow({ label, since: this.#startedAt, phase: 'running' })
    this.#tail = this.#openLogs()
  }

  async run(): Promise<OneOffResult> {
    try {
      const result = await this.#watch()
      this.#following.end(result.ok ? 'succeeded' : 'failed', result.ok)
      return result
    } catch (error) {
      this.#following.end('failed', false)
      throw error
    }
  }

  async #watch(): Promise<OneOffResult> {
    for (;;) {
      const seen = await this.#look()
      if (seen && 'result' in seen) return seen.result
      await this.#tail?.look()
      if (seen?.state.lastStatus === 'STOPPED') return this.#judge(seen.state)
      if (this.#ports.signal.aborted) return this.#cancel()
      if (this.#left() <= 0) return this.#giveUp()
      await this.#ports.clock.sleep(Math.min(POLL_INTERVAL_MS, this.#left()), this.#ports.signal)
    }
  }

  #openLogs(): LogTail | undefined {
    const { logs, guard } = this.#ports
    if (!logs) return undefined
    const found = logStreamsOf(this.#task.definition, this.#task.taskArn)
    for (const { container, why } of found.elsewhere) this.#say(`${container}: its log is not shown (${why})`)
    return new LogTail(found.logs, { logs, guard, say: line => this.#say(line) })
  }

  #say(line: string): void {
    this.#following.say(line)
  }

  #left(): number {
    return this.#startedAt + this.#task.timeoutMs - this.#ports.clock.now()
  }

  #took(): string {
    return formatDuration(this.#ports.clock.now() - this.#startedAt)
  }

  /** The task's state, or how the watch ends if it cannot be read; undefined if the next poll may succeed. */
  async #look(): Promise<{ readonly state: TaskState } | { readonly result: OneOffResult } | undefined> {
    const { cluster, taskArn } = this.#task
    try {
      const state = await this.#ports.tasks.describeTask(cluster, taskArn)
      if (state === undefined) return this.#noteFailedLook(undefined)
      this.#failedLooks = 0
      if (state.lastStatus !== this.#status) this.#say(state.lastStatus)
      this.#status = state.lastStatus
      this.#following.update({ stage: state.lastStatus })
      return { state }
    } catch (error) {
      if (!(error instanceof AwsError)) throw error
      return this.#noteFailedLook(error)
    }
  }

  #noteFailedLook(error: AwsError | undefined): { readonly result: OneOffResult } | undefined {
    this.#failedLooks += 1
    const passing =
      error === undefined ||
      error.kind === 'lost' ||
      error.kind === 'throttled' ||
      error.kind === 'unreachable'
    if (passing && this.#failedLooks < FAILED_LOOKS_ALLOWED) return undefined
    if (error === undefined) return { result: { ok: false, reason: UNKNOWN_TASK, exits: [] } }
    const reason = `Not verified: ${error.operation} failed (${error.awsName}). The task itself continues in ECS.`
    const problem = explainAwsError(error, { subject: `the one-off task of ${this.#task.name}` })
    return { result: { ok: false, reason, exits: [], problem } }
  }

  async #judge(state: TaskState): Promise<OneOffResult> {
    await this.#tail?.end()
    const verdict = judgeTask(state, this.#task.definition)
    for (const exit of verdict.exits) this.#say(describeExit(exit))
    this.#say(`${verdict.ok ? 'done' : 'FAILED'} after ${this.#took()}: ${verdict.reason}`)
    if (verdict.explanation !== undefined) this.#say(verdict.explanation)
    return verdict
  }

  async #giveUp(): Promise<OneOffResult> {
    await this.#tail?.end()
    const limit = formatDuration(this.#task.timeoutMs)
    const status = this.#status === '' ? 'no state seen' : this.#status
    const reason = `The one-off task had not stopped after ${limit} (wait-for-minutes): ${status}. It continues in ECS.`
    this.#say(reason)
    return { ok: false, reason, exits: [] }
  }

  /** The runner gives a cancelled step a few seconds: enough for one call. */
  async #cancel(): Promise<OneOffResult> {
    const reason = this.#task.onCancel === 'rollback' ? await this.#stop() : LEFT
    this.#say(reason)
    return { ok: false, reason, exits: [] }
  }

  async #stop(): Promise<string> {
    const { cluster, taskArn } = this.#task
    try {
      await this.#ports.tasks.stopTask(cluster, taskArn, STOP_REASON)
      return 'The run was cancelled; the one-off task was asked to stop (on-cancel: rollback).'
    } catch (error) {
      if (!(error instanceof AwsError)) throw error
      return `The run was cancelled and the one-off task could not be stopped (${error.operation}: ${error.awsName}): it continues in ECS.`
    }
  }
}

const STOP_REASON = 'Stopped by ecs-sealed-deploy: the deployment was cancelled'
const LEFT =
  'The run was cancelled while the one-off task was running; it continues in ECS (on-cancel: leave).'
const UNKNOWN_TASK = 'Not verified: ECS no longer knows the one-off task, so its outcome is unknown.'
