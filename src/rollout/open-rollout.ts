import type { Log } from '../log.ts'
import { present } from '../present.ts'
import { FRESH_MEMORY, type RolloutMemory, type WatchedDeployment } from './deployments.ts'
import {
  type EcsDecision,
  type KeyedService,
  labelOf,
  type Milestone,
  type Outcome,
  type PauseResult,
  type RolloutCourse
} from './outcome.ts'
import type { EcsPort, ServiceDeployment, ServiceState, Site } from './ports.ts'
import { formatDuration } from './progress.ts'
import { ProgressLog } from './progress-log.ts'
import { decisionIn, TaskSamples } from './samples.ts'

/** A rollout to be watched to its end. Times are milliseconds since 1970. */
export type RolloutStart = {
  readonly service: string
  /** What this project calls it, where that is another name. */
  readonly key?: string
  readonly site: Site
  readonly ecs: EcsPort
  readonly target: WatchedDeployment
  readonly startedAt: number
  /** When the wait is over, whatever the state. */
  readonly deadline: number
  /** Ids of events from before the start; they are not printed. */
  readonly seenEvents: readonly string[]
  /** A rollout of this run, its way back, or somebody else's that is waited for: only the first is investigated. */
  readonly purpose: 'ours' | 'way-back' | 'foreign'
}

/**
 * rolloutOf makes the rollout that a watcher follows, for every purpose: `about` is the service as it was before,
 * whose events are known, and `target` the deployment.
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
  /** What was waited for is reached, and the deployment itself goes on. */
  readonly isOngoing?: true
  readonly service: string
  readonly target: WatchedDeployment
  readonly outcome: Exclude<Outcome, 'unchanged' | 'not-started'>
  readonly reason: string
  readonly finishedAt: number
  /** ARN of the deployment's own record, where it was found. */
  readonly recordArn?: string
  /** Set where the rollout stood still for somebody's decision when the wait ended. */
  readonly paused?: PauseResult
  /** Why the error that ended the watch makes the outcome unverified, not bad. */
  readonly error?: Error
  /** The service itself was deleted meanwhile. */
  readonly isGone?: true
}

/** What a rollout is doing at first. */
const PHASES = { ours: 'rolling out', 'way-back': 'rolling back', foreign: 'waiting' } as const

/** Each is an annotation, of which GitHub shows ten a step. */
const CAUSES_TOLD = 3

/** OpenRollout is one rollout while it is watched: what was seen of it, told, and noted for the timeline. */
export class OpenRollout {
  readonly start: RolloutStart
  readonly progressLog: ProgressLog
  target: WatchedDeployment
  memory: RolloutMemory = FRESH_MEMORY
  record: ServiceDeployment | undefined
  /** Whether its failure was already reported. */
  reported = false
  /** What was known of failed starts when the evidence was weighed last. */
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

  /** What messages call the service. */
  get label(): string {
    return labelOf(this.start)
  }

  /** All that was noted of it. */
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

  /** What is known of it when the wait is over. */
  get state(): string {
    const { progress } = this.progressLog
    const stage = this.record?.lifecycleStage
    if (this.isPaused)
      return `${progress}; it is paused at ${stage ?? 'a lifecycle hook'} and waits for manual approval`
    return stage === undefined
      ? progress
      : `${progress}; at stage ${stage}, and ECS takes back what is longer than 24 hours at one stage`
  }

  /** note adds a moment to the timeline, each text once; true when it is new. */
  note(at: number, what: Milestone['what'], text: string): boolean {
    if (this.#noted.has(text)) return false
    this.#noted.add(text)
    this.#milestones.push({ at, what, text })
    this.progressLog.mark(what, text)
    return true
  }

  /** see takes in one look: what is new of it is told and noted. */
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

  /** tellCause warns of what makes starts fail, each cause once, a few at most: a start that failed may be followed by good ones. */
  tellCause(cause: string): void {
    if (this.#causes.has(cause) || this.#causes.size === CAUSES_TOLD) return
    this.#causes.add(cause)
    this.progressLog.warn(cause)
  }

  /** A pause is somebody's to end: what, until when, and the command. */
  #tellPause(now: number, record: ServiceDeployment): void {
    for (const pause of record.pauses) {
      const text = `paused at ${record.lifecycleStage ?? 'a lifecycle hook'}: waits for manual approval`
      const noted = this.#milestones.some(milestone => milestone.text === `${text} (${pause.hookId})`)
      if (noted) continue
      this.note(now, 'paused', `${text} (${pause.hookId})`)
      const limit =
        pause.expiresAt === undefined
          ? ''
          : ` In ${formatDuration(pause.expiresAt - now)} ECS does ${pause.timeoutAction ?? 'ROLLBACK'} by itself.`
      this.progressLog.warn(
        `${text}. To go on or back: mode continue, or aws ecs continue-service-deployment --service-deployment-arn ${record.arn} --hook-id ${pause.hookId} --action CONTINUE (or ROLLBACK).${limit}`
      )
    }
  }
}

/** What is said of a deployment that ECS has completed. */
export const COMPLETED = 'The deployment completed.'

/** True, but it proves nothing: ECS completes a deployment of no tasks at once. */
export const NOTHING_RAN =
  'The deployment completed, but the desired count is 0: no task runs, so it is not known whether one can.'

/** What is said of a deployment that a cancelled run has left. */
export const CANCELLED = 'The run was cancelled while the deployment was rolling out; it continues in ECS.'

/** What is said of a service that a cancelled run has not touched. */
export const CANCELLED_BEFORE = 'The run was cancelled before this service was touched.'
