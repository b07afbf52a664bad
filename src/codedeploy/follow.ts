import type { AwsError } from '../aws/error.ts'
import type { Clock } from '../clock.ts'
import type { Problem } from '../errors.ts'
import { present } from '../present.ts'
import { COMPLETED, type Milestone, type Outcome, type ServiceResult } from '../rollout/outcome.ts'
import { formatDuration } from '../rollout/progress.ts'
import { NOTHING_RAN } from '../rollout/watch/endings.ts'
import { PollPace } from '../rollout/watch/poll-pace.ts'
import type { CodeDeployment, CodeDeployPort, DeploymentTarget } from './ports.ts'
import {
  CANCELLED_BACK,
  type CodeDeployLog,
  DEPLOY_CANCELLED,
  replacementOf,
  TRAFFIC_NOT_SHIFTED
} from './progress-log.ts'
import { awaitsTermination, DeploymentReader, isOver, judgeDeployment } from './read-deployment.ts'

/** The number of polls after which a rollback that the group is configured for is no longer expected. */
const LOOKS_FOR_ROLLBACK = 3

/** How a deployment through CodeDeploy ended. */
export type CodeDeployEnd = Pick<ServiceResult, 'isOngoing' | 'isCancelled' | 'isDeleted' | 'rollback'> & {
  readonly outcome: Exclude<Outcome, 'unchanged'>
  readonly reason: string
  /** Absent if no deployment was created. */
  readonly deploymentId?: string
  /** The task set that was deployed (`ecs-svc/…`), which is the `startedBy` of its tasks. */
  readonly taskSetId?: string
  readonly milestones: readonly Milestone[]
  /** Milliseconds since 1970. */
  readonly finishedAt: number
  /** Set if AWS refused to create or to return the deployment. */
  readonly error?: AwsError
  /** Set if a problem must be fixed first. */
  readonly problems?: readonly Problem[]
}

/** What is known as soon as a deployment fails, although CodeDeploy may still be rolling it back. */
export type CodeDeployFailure = { readonly reason: string; readonly taskSetId?: string }

/** A deployment to watch to its end. */
export type Followed = {
  readonly deploymentId: string
  /** `cluster:service`, CodeDeploy's ID for the target. */
  readonly targetId: string
  readonly region: string
  /** The deadline in milliseconds since 1970, and the timeout as it is reported. */
  readonly deadline: number
  readonly limitMs: number
  /** A rollback is expected on failure, because the group is configured for it or because it was requested. */
  readonly expectsRollback: boolean
  /** Its rollback was requested, whether or not CodeDeploy has begun it. */
  readonly isStopped?: true
}

export type FollowPorts = {
  readonly codedeploy: CodeDeployPort
  readonly clock: Clock
  readonly progressLog: CodeDeployLog
  readonly signal?: AbortSignal
  /** Called once, as soon as the deployment is known to fail. */
  readonly onFailure?: (failure: CodeDeployFailure) => Promise<void>
}

/**
 * followDeployment polls every five seconds until the deployment has ended, including its rollback. Throws no AwsError.
 */
export function followDeployment(followed: Followed, ports: FollowPorts): Promise<CodeDeployEnd> {
  return new Follower(followed, ports).run()
}

type Ending = Pick<CodeDeployEnd, 'outcome' | 'reason' | 'rollback'> & { readonly error?: AwsError }

class Follower {
  readonly #followed: Followed
  readonly #ports: FollowPorts
  readonly #looker: DeploymentReader
  readonly #pace: PollPace
  /** Why it failed, once known; from then on its rollback is watched. */
  #failure: string | undefined
  #rollbackId: string | undefined
  #looksForRollback = 0
  #taskSetId: string | undefined
  #nothingRan = false
  #trafficStayed = false

  constructor(followed: Followed, ports: FollowPorts) {
    this.#followed = followed
    this.#ports = ports
    this.#looker = new DeploymentReader(ports.codedeploy, ports.progressLog)
    this.#pace = new PollPace(ports.clock)
  }

  async run(): Promise<CodeDeployEnd> {
    for (;;) {
      const ending = (await this.#pace.measured(() => this.#step())) ?? this.#interrupted()
      if (ending) return this.#end(ending)
      const left = this.#followed.deadline - this.#ports.clock.now()
      await this.#ports.clock.sleep(Math.max(0, Math.min(this.#pace.left(), left)), this.#ports.signal)
    }
  }

  async #step(): Promise<Ending | undefined> {
    const id = this.#rollbackId ?? this.#followed.deploymentId
    const look = await this.#looker.look(id)
    if (look.kind === 'again') return undefined
    if (look.kind === 'hopeless') {
      const { operation, awsName } = look.error
      const back = this.#back()
      const what = back.rollback === undefined ? 'deployment' : 'rollback'
      const reason = `Not verified: ${operation} failed (${awsName}). The ${what} itself continues in CodeDeploy.`
      return { outcome: 'failed', reason, error: look.error, ...back }
    }
    return this.#rollbackId === undefined
      ? this.#judgeOurs(look.deployment)
      : this.#judgeRollback(look.deployment)
  }

  async #judgeOurs(deployment: CodeDeployment): Promise<Ending | undefined> {
    const target = await this.#tellTarget(deployment)
    const verdict = judgeDeployment(deployment)
    switch (verdict.state) {
      case 'in-progress':
        if (awaitsTermination(deployment, target)) this.#tellTermination()
        return undefined
      case 'waits':
        this.#tellWaiting()
        return undefined
      case 'succeeded':
        return { outcome: 'succeeded', reason: this.#nothingRan ? NOTHING_RAN : COMPLETED }
      case 'broken-off':
        await this.#reportFailure(verdict.reason)
        return this.#afterFailure(verdict.reason, verdict.rollbackId)
    }
  }

  async #tellTarget(deployment: CodeDeployment): Promise<DeploymentTarget | undefined> {
    const target = await this.#looker.target(deployment.id, this.#followed.targetId)
    if (target === undefined) return undefined
    this.#ports.progressLog.tell(target)
    const green = replacementOf(target)
    this.#taskSetId = green?.id ?? this.#taskSetId
    this.#nothingRan = green?.desired === 0
    this.#trafficStayed = target.taskSets.some(({ label, traffic }) => label === 'Blue' && traffic === 100)
    return target
  }

  #tellWaiting(): void {
    const { deploymentId, region } = this.#followed
    const { progressLog } = this.#ports
    progressLog.sayOnce(
      `waiting for you to reroute traffic: aws deploy continue-deployment --deployment-id ${deploymentId} --deployment-wait-type READY_WAIT --region ${region}`
    )
    progressLog.markOnce('paused', 'waiting for you to reroute traffic')
  }

  #tellTermination(): void {
    const { deploymentId, region } = this.#followed
    this.#ports.progressLog.sayOnce(
      `all traffic is on the new tasks; CodeDeploy keeps the old ones for a while. To end that now: aws deploy continue-deployment --deployment-id ${deploymentId} --deployment-wait-type TERMINATION_WAIT --region ${region}`
    )
  }

  async #reportFailure(reason: string): Promise<void> {
    if (this.#failure !== undefined) return
    this.#failure = reason
    this.#ports.progressLog.fail(reason)
    this.#ports.progressLog.mark('failing', reason)
    const taskSet = present({ taskSetId: this.#taskSetId })
    await this.#ports.onFailure?.({ reason, ...taskSet })
  }

  #afterFailure(reason: string, rollbackId: string | undefined): Ending | undefined {
    if (rollbackId !== undefined) {
      this.#rollbackId = rollbackId
      this.#ports.progressLog.say(`CodeDeploy rolls it back: deployment ${rollbackId}`)
      this.#ports.progressLog.mark('rolling-back', `deployment ${rollbackId}`)
      return undefined
    }
    if (this.#followed.expectsRollback && this.#looksForRollback++ < LOOKS_FOR_ROLLBACK) return undefined
    const where = this.#trafficStayed ? ` ${TRAFFIC_NOT_SHIFTED}` : ''
    return { outcome: 'failed', reason: `${reason}${where}` }
  }

  #judgeRollback(deployment: CodeDeployment): Ending | undefined {
    if (!isOver(deployment.status)) return undefined
    const id = deployment.id
    const verdict = judgeDeployment(deployment)
    if (verdict.state === 'succeeded')
      return {
        outcome: 'rolled-back',
        reason: `${this.#failure} CodeDeploy rolled it back (deployment ${id}).`,
        rollback: 'completed'
      }
    const why = verdict.state === 'broken-off' ? ` ${verdict.reason}` : ''
    return {
      outcome: 'failed',
      reason: `${this.#failure} The rollback ${id} failed too.${why}`,
      rollback: 'failed'
    }
  }

  #interrupted(): Ending | undefined {
    const { deploymentId, deadline, limitMs } = this.#followed
    const back = this.#back()
    if (this.#ports.signal?.aborted)
      return {
        outcome: 'cancelled',
        reason:
          back.rollback === undefined
            ? `${DEPLOY_CANCELLED}; deployment ${deploymentId} continues.`
            : [this.#failure, CANCELLED_BACK].filter(text => text !== undefined).join(' '),
        ...back
      }
    if (this.#ports.clock.now() < deadline) return undefined
    const limit = formatDuration(limitMs)
    return this.#failure === undefined
      ? {
          outcome: 'timed-out',
          reason: `Not finished after ${limit}: ${this.#ports.progressLog.progress}.`,
          ...back
        }
      : { outcome: 'failed', reason: `${this.#failure} The rollback had not ended after ${limit}.`, ...back }
  }

  /** The state of its rollback if the watch ends now. */
  #back(): Pick<CodeDeployEnd, 'rollback'> {
    const { isStopped, expectsRollback } = this.#followed
    const isDue = this.#failure !== undefined && expectsRollback
    const isBack = isStopped === true || this.#rollbackId !== undefined || isDue
    return isBack ? { rollback: 'in-progress' } : {}
  }

  #end(ending: Ending): CodeDeployEnd {
    const { progressLog, clock } = this.#ports
    progressLog.mark('ended', ending.outcome)
    progressLog.conclude(ending.outcome, ending.reason)
    if (ending.reason === NOTHING_RAN) progressLog.warn(ending.reason)
    progressLog.recap(ending.outcome)
    return {
      ...ending,
      deploymentId: this.#followed.deploymentId,
      ...present({ taskSetId: this.#taskSetId }),
      milestones: progressLog.milestones,
      finishedAt: clock.now()
    }
  }
}
