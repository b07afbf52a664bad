import type { Activity, Following, Log } from '../log.ts'
import { present } from '../present.ts'
import {
  deploymentOf,
  FRESH_MEMORY,
  type RolloutEnd,
  type RolloutMemory,
  type RolloutStart,
  type WatchedDeployment
} from './deployments.ts'
import { briefly, generalizeReason, onOneLine } from './diagnosis/texts.ts'
import { COMPLETED, labelOf, type Milestone, type RolloutCourse } from './outcome.ts'
import type { ServiceDeployment, ServiceState } from './ports.ts'
import { activityOf, describeProgress, formatDuration, newEvents, TaskSamples } from './progress.ts'

/** The initial activity of a rollout, and the moments that begin another one. */
const PHASES = { ours: 'rolling out', rollback: 'rolling back', foreign: 'waiting' } as const
const PHASE_OF: Readonly<Partial<Record<Milestone['what'], Activity['phase']>>> = {
  failing: 'failing',
  'rolling-back': 'rolling back'
}

/** Each warning is an annotation, and GitHub shows ten per step. */
const CAUSES_TOLD = 3

/**
 * OpenRollout is one rollout while it is being watched: what was observed, what was printed, and what was recorded for
 * the timeline. Every event is printed once for each kind (a failing service repeats one for every task that it
 * starts), and the task counts when they change.
 */
export class OpenRollout {
  readonly start: RolloutStart
  target: WatchedDeployment
  memory: RolloutMemory = FRESH_MEMORY
  record: ServiceDeployment | undefined
  /** Whether its failure has already been reported. */
  reported = false
  /** The last read failed: what was seen before may not be so any more. */
  isLost: true | undefined
  /** When it was first seen completed with fewer tasks than desired, in milliseconds since 1970. */
  shortSince: number | undefined
  /** Since when the changed desired count has been reached at every poll, in milliseconds since 1970. */
  heldSince: number | undefined
  /** What was known about failed task starts when the evidence was last evaluated. */
  weighed = ''
  readonly #log: Log
  readonly #following: Following
  readonly #lines: string[] = []
  readonly #milestones: Milestone[] = []
  #samples = new TaskSamples()
  /** IDs of events, kinds of events, and reasons that were printed. */
  readonly #said: Set<string>
  readonly #causes = new Set<string>()
  /** The task counts that were printed last. */
  #progress = ''
  #wasPaused = false

  constructor(start: RolloutStart, log: Log) {
    this.start = start
    this.target = start.target
    this.#log = log
    this.#said = new Set([COMPLETED, ...start.seenEvents])
    const { startedAt: since, purpose } = start
    this.#following = log.follow({ label: labelOf(start), since, phase: PHASES[purpose] })
  }

  /** All moments recorded so far. */
  get course(): RolloutCourse {
    const samples = this.#samples.list
    return {
      milestones: this.#milestones,
      ...present({ samples: samples.length === 0 ? undefined : samples })
    }
  }

  /** countAnew begins with the tasks of another deployment: fewer of them are no tasks that have stopped. */
  countAnew(): void {
    this.#samples = new TaskSamples()
  }

  get isPaused(): boolean {
    return (this.record?.pauses.length ?? 0) > 0
  }

  /** The state of its rollback if the watch ends now. A known failure without an end is one that ECS rolls back. */
  get back(): Pick<RolloutEnd, 'rollback'> {
    const isBack = this.start.purpose === 'rollback' || this.memory.failure !== undefined
    return isBack ? { rollback: 'in-progress' } : {}
  }

  /** What continues if the watch ends now. */
  get what(): 'deployment' | 'rollback' {
    return this.back.rollback === undefined ? 'deployment' : 'rollback'
  }

  /** Its end if the run is cancelled now. */
  get cancelled(): Pick<RolloutEnd, 'reason' | 'rollback' | 'isOngoing'> {
    // what follows states whether it could be rolled back
    const left = this.start.isRolledBackOnCancel ? `${CANCELLED_WHILE}.` : CANCELLED
    const reason = this.back.rollback === undefined ? left : `${this.failure}${CANCELLED_BACK}`
    return { reason, ...this.back, ...present({ isOngoing: this.isLost }) }
  }

  /** Why it failed, if that is known, before a sentence about its rollback. A rollback itself is no failure. */
  get failure(): string {
    const { failure } = this.memory
    if (failure === undefined || this.start.purpose === 'rollback') return ''
    // ECS writes that it has rolled back as soon as it begins to
    return `${failure.replace(/ rolled back because /, ' is being rolled back because ')} `
  }

  /** What is known when the wait is over. */
  get state(): string {
    const stage = this.record?.lifecycleStage
    const { scaleTo } = this.target
    const desired = this.#samples.list.at(-1)?.desired
    if (scaleTo !== undefined && desired !== undefined && desired !== scaleTo)
      return `${this.#progress}; the desired count is ${desired}, not ${scaleTo}: something else has changed it, such as auto scaling`
    if (this.isPaused)
      return `${this.#progress}; it is paused at ${stage ?? 'a lifecycle hook'} and waits for manual approval`
    return stage === undefined
      ? this.#progress
      : `${this.#progress}; at stage ${stage}, and ECS rolls back what stays longer than 24 hours at one stage`
  }

  /** note adds a moment to the timeline, each text once; returns true if it is new. */
  note(at: number, what: Milestone['what'], text: string): boolean {
    if (this.#milestones.some(milestone => milestone.text === text)) return false
    this.#milestones.push({ at, what, text })
    const phase = PHASE_OF[what]
    if (phase !== undefined) this.#following.update({ phase })
    return true
  }

  /** say prints one line; `brief` is the same for a row of a terminal. */
  say(message: string, brief?: string): void {
    this.#lines.push(message)
    this.#following.say(message, brief)
  }

  /** fail prints why the rollout fails, while ECS may still roll back. */
  fail(reason: string): void {
    this.#said.add(reason)
    this.say(`FAILED: ${reason}`)
  }

  /** see processes one poll: anything new is printed and recorded. */
  see(now: number, service: ServiceState, record: ServiceDeployment | undefined): void {
    this.isLost = undefined
    this.record = record
    for (const event of newEvents(service, this.#said)) {
      const kind = generalizeReason(event.message)
      if (!this.#said.has(kind)) this.say(onOneLine(event.message), briefly(event.message))
      this.#said.add(event.id).add(kind)
    }
    this.#tellCounts(service, record)
    this.#samples.add(now, this.target, service)
    const mine = deploymentOf(service, this.target.deploymentId)
    if (mine && mine.runningCount > 0) this.note(now, 'first-task', 'first task running')
    const stage = record?.lifecycleStage
    if (stage !== undefined && this.note(now, 'stage', stage)) this.say(`stage ${stage}`)
    const traffic = record?.trafficPercent ?? 0
    const share = `${traffic} % of production traffic`
    if (traffic > 0 && this.note(now, 'traffic', share)) this.say(share)
    if (record) this.#tellPauses(now, record)
  }

  /**
   * lose forgets the task counts that are shown, because they cannot be read now. It returns whether the time is over
   * and they could not be read before either: what was seen earlier is no reason for a timeout.
   */
  lose(now: number): boolean {
    const wasLost = this.isLost === true
    this.isLost = true
    this.#following.update({ tasks: undefined })
    return wasLost && now >= this.start.deadline
  }

  #tellCounts(service: ServiceState, record: ServiceDeployment | undefined): void {
    if (this.isPaused !== this.#wasPaused)
      this.#following.update({ phase: this.isPaused ? 'paused' : 'rolling out' })
    this.#wasPaused = this.isPaused
    const progress = describeProgress(this.target, service, record)
    const isNew = progress !== this.#progress
    this.#progress = progress
    if (isNew) this.#lines.push(progress)
    this.#following.update(activityOf(this.target, service, record), isNew ? progress : undefined)
  }

  /** A pause needs somebody's decision: reports what is paused, until when, and the command. */
  #tellPauses(now: number, { pauses, arn, lifecycleStage = 'a lifecycle hook' }: ServiceDeployment): void {
    const text = `paused at ${lifecycleStage}: waits for manual approval`
    for (const { hookId, expiresAt, timeoutAction = 'ROLLBACK' } of pauses) {
      if (!this.note(now, 'paused', `${text} (${hookId})`)) continue
      const limit =
        expiresAt === undefined
          ? ''
          : ` In ${formatDuration(expiresAt - now)} ECS applies ${timeoutAction} automatically.`
      this.#warn(
        `${text}. To continue or roll back: mode continue, or aws ecs continue-service-deployment --service-deployment-arn ${arn} --hook-id ${hookId} --action CONTINUE (or ROLLBACK).${limit}`
      )
    }
  }

  /**
   * tellCause warns about what makes task starts fail, each cause once and only a few in total, because later starts
   * may succeed.
   */
  tellCause(cause: string): void {
    if (this.#causes.has(cause) || this.#causes.size === CAUSES_TOLD) return
    this.#causes.add(cause)
    this.#warn(cause)
  }

  #warn(message: string): void {
    this.#log.warning(`[${labelOf(this.start)}] ${message}`)
  }

  /**
   * conclude prints how it ended, with the reason unless that is printed already, and returns a function that repeats
   * all its lines as one group. `words` is the outcome, `took` how long it lasted.
   */
  conclude(words: string, took: string, { reason, isGood }: ConcludedWith): () => void {
    const ending = `${words} after ${took}`
    const message = this.#said.has(reason) ? ending : `${ending}: ${reason}`
    this.#lines.push(message)
    this.#following.update({}, message)
    this.#following.end(words, isGood)
    const [log, lines, title] = [this.#log, this.#lines, `${labelOf(this.start)}: ${ending}`]
    return () => log.recap?.(title, lines)
  }
}

type ConcludedWith = { readonly reason: string; readonly isGood: boolean }

/** The start of the message for a deployment that was rolling out when the run was cancelled. */
export const CANCELLED_WHILE = 'The run was cancelled while the deployment was rolling out'

/** The message for a deployment that a cancelled run left in progress. */
export const CANCELLED = `${CANCELLED_WHILE}; it continues in ECS.`

/** The message for a rollback that a cancelled run left in progress. */
const CANCELLED_BACK =
  'The run was cancelled while the deployment was being rolled back; the rollback continues in ECS.'
