import type { Log } from '../../log.ts'
import { present } from '../../present.ts'
import { FRESH_MEMORY, type RolloutMemory, type WatchedDeployment } from '../deployments.ts'
import {
  type EcsDecision,
  type KeyedService,
  labelOf,
  type Milestone,
  type Outcome,
  type PauseResult,
  type RollbackState,
  type RolloutCourse
} from '../outcome.ts'
import type { EcsPort, ServiceDeployment, ServiceState, Site } from '../ports.ts'
import { formatDuration } from '../progress.ts'
import { ProgressLog } from './progress-log.ts'
import { decisionIn, TaskSamples } from './samples.ts'

/** A rollout to be watched to its end. Times are in milliseconds since 1970. */
export type RolloutStart = {
  readonly service: string
  /** The service's key in the configuration file, if it differs from its name. */
  readonly key?: string
  readonly site: Site
  readonly ecs: EcsPort
  readonly target: WatchedDeployment
  readonly startedAt: number
  /** When to stop waiting, whatever the state. */
  readonly deadline: number
  /** IDs of events from before the start, which are not printed. */
  readonly seenEvents: readonly string[]
  /**
   * Whether this is a rollout of this run, its rollback, or somebody else's rollout that the run waits for. Only the
   * first is investigated.
   */
  readonly purpose: 'ours' | 'rollback' | 'foreign'
  /** The run rolls it back when it is cancelled. */
  readonly isRolledBackOnCancel?: true
  /** For a rollback: ECS was asked to stop the deployment, so that `succeeded` means that it completed all the same. */
  readonly isStopped?: true
  /** For a rollback: it is what the run was started for. */
  readonly isRequested?: true
}

/**
 * rolloutOf creates the rollout that a watcher follows, for every purpose. `about` is the service as it was before,
 * whose events are already known, and `target` is the deployment.
 */
export function rolloutOf(
  about: KeyedService & { readonly site: Site; readonly before: ServiceState },
  target: WatchedDeployment,
  watch: Pick<RolloutStart, 'ecs' | 'startedAt' | 'deadline' | 'purpose'>
): RolloutStart {
  const { service, key, site, before } = about
  const { ecs, startedAt, deadline, purpose } = watch
  const seenEvents = before.events.map(({ id }) => id)
  return { service, ...present({ key }), site, ecs, target, startedAt, deadline, seenEvents, purpose }
}

/** How a watched rollout ended. `target` is the deployment that was followed last. */
export type RolloutEnd = RolloutCourse & {
  /** The awaited stage was reached, and the deployment itself continues. */
  readonly isOngoing?: true
  /** It could not be watched any more, and no failure of it was known. */
  readonly isUnverified?: true
  /** The reason is a warning, although the outcome is good. */
  readonly isWarning?: true
  /** The state of its rollback; absent if none was started. */
  readonly rollback?: RollbackState
  readonly service: string
  readonly target: WatchedDeployment
  readonly outcome: Exclude<Outcome, 'requested' | 'unchanged' | 'not-started'>
  readonly reason: string
  readonly finishedAt: number
  /** ARN of the deployment's own record, if it was found. */
  readonly recordArn?: string
  /** Set if the deployment was paused for approval when the wait ended. */
  readonly paused?: PauseResult
  /** Why the error that ended the watch leaves the outcome unverified rather than failed. */
  readonly error?: Error
  /** The service itself was deleted during the rollout. */
  readonly isDeleted?: true
}

/** The initial activity of a rollout. */
const PHASES = { ours: 'rolling out', rollback: 'rolling back', foreign: 'waiting' } as const

/** Each warning is an annotation, and GitHub shows ten per step. */
const CAUSES_TOLD = 3

/**
 * OpenRollout is one rollout while it is being watched: what was observed, what was reported, and what was recorded for
 * the timeline.
 */
export class OpenRollout {
  readonly start: RolloutStart
  readonly progressLog: ProgressLog
  target: WatchedDeployment
  memory: RolloutMemory = FRESH_MEMORY
  record: ServiceDeployment | undefined
  /** Whether its failure has already been reported. */
  reported = false
  /** When it was first seen completed with fewer tasks than desired, in milliseconds since 1970. */
  shortSince: number | undefined
  /** Since when the changed desired count has been reached at every poll, in milliseconds since 1970. */
  heldSince: number | undefined
  /** What was known about failed task starts when the evidence was last evaluated. */
  weighed = ''
  readonly #milestones: Milestone[] = []
  readonly #samples = new TaskSamples()
  #decision: EcsDecision | undefined
  readonly #noted = new Set<string>()
  readonly #causes = new Set<string>()

  constructor(start: RolloutStart, log: Log) {
    this.start = start
    this.target = start.target
    const { startedAt: since, purpose } = start
    const activity = { label: labelOf(start), since, phase: PHASES[purpose] }
    this.progressLog = new ProgressLog(activity, log, start.seenEvents)
  }

  /** The name of the service in messages. */
  get label(): string {
    return labelOf(this.start)
  }

  /** All moments recorded so far. */
  get course(): RolloutCourse {
    const samples = this.#samples.list
    return {
      milestones: this.#milestones,
      ...present({ samples: samples.length === 0 ? undefined : samples, decision: this.#decision })
    }
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

  /** Why it ends if the run is cancelled now. */
  get cancelled(): string {
    if (this.back.rollback !== undefined) return `${this.failure}${CANCELLED_BACK}`
    // what follows says whether it could be rolled back
    return this.start.isRolledBackOnCancel ? `${CANCELLED_WHILE}.` : CANCELLED
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
    const { progress } = this.progressLog
    const stage = this.record?.lifecycleStage
    const { scaleTo } = this.target
    const desired = this.#samples.list.at(-1)?.desired
    if (scaleTo !== undefined && desired !== undefined && desired !== scaleTo)
      return `${progress}; the desired count is ${desired}, not ${scaleTo}: something else has changed it, such as auto scaling`
    if (this.isPaused)
      return `${progress}; it is paused at ${stage ?? 'a lifecycle hook'} and waits for manual approval`
    return stage === undefined
      ? progress
      : `${progress}; at stage ${stage}, and ECS rolls back what stays longer than 24 hours at one stage`
  }

  /** note adds a moment to the timeline, each text once; returns true if it is new. */
  note(at: number, what: Milestone['what'], text: string): boolean {
    if (this.#noted.has(text)) return false
    this.#noted.add(text)
    this.#milestones.push({ at, what, text })
    this.progressLog.mark(what)
    return true
  }

  /** see processes one poll: anything new is reported and recorded. */
  see(now: number, service: ServiceState, record: ServiceDeployment | undefined): void {
    this.record = record
    this.progressLog.tell(this.target, service, record)
    this.#samples.add(now, this.target, service)
    this.#decision ??= decisionIn({ target: this.target, service, record }, this.start.seenEvents, now)
    const mine = service.deployments.find(({ id }) => id === this.target.deploymentId)
    if (mine && mine.runningCount > 0) this.note(now, 'first-task', 'first task running')
    const stage = record?.lifecycleStage
    if (stage !== undefined && this.note(now, 'stage', stage)) this.progressLog.say(`stage ${stage}`)
    const traffic = record?.trafficPercent
    if (traffic !== undefined && traffic > 0) {
      const share = `${traffic} % of production traffic`
      if (this.note(now, 'traffic', share)) this.progressLog.say(share)
    }
    if (record && this.isPaused) this.#tellPause(now, record)
  }

  /**
   * tellCause warns about what makes task starts fail, each cause once and only a few in total, because later starts
   * may succeed.
   */
  tellCause(cause: string): void {
    if (this.#causes.has(cause) || this.#causes.size === CAUSES_TOLD) return
    this.#causes.add(cause)
    this.progressLog.warn(cause)
  }

  /** A pause needs somebody's decision: reports what is paused, until when, and the command. */
  #tellPause(now: number, record: ServiceDeployment): void {
    for (const pause of record.pauses) {
      const text = `paused at ${record.lifecycleStage ?? 'a lifecycle hook'}: waits for manual approval`
      const noted = this.#milestones.some(milestone => milestone.text === `${text} (${pause.hookId})`)
      if (noted) continue
      this.note(now, 'paused', `${text} (${pause.hookId})`)
      const limit =
        pause.expiresAt === undefined
          ? ''
          : ` In ${formatDuration(pause.expiresAt - now)} ECS applies ${pause.timeoutAction ?? 'ROLLBACK'} automatically.`
      this.progressLog.warn(
        `${text}. To continue or roll back: mode continue, or aws ecs continue-service-deployment --service-deployment-arn ${record.arn} --hook-id ${pause.hookId} --action CONTINUE (or ROLLBACK).${limit}`
      )
    }
  }
}

/** The start of the message for a deployment that was rolling out when the run was cancelled. */
export const CANCELLED_WHILE = 'The run was cancelled while the deployment was rolling out'

/** The message for a deployment that a cancelled run left in progress. */
export const CANCELLED = `${CANCELLED_WHILE}; it continues in ECS.`

/** The message for a rollback that a cancelled run left in progress. */
const CANCELLED_BACK =
  'The run was cancelled while the deployment was being rolled back; the rollback continues in ECS.'
