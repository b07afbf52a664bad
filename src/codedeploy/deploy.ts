import { AwsError } from '../aws/error.ts'
import { explainAwsError } from '../aws/explain.ts'
import type { Clock } from '../clock.ts'
import type { Log } from '../log.ts'
import { present } from '../present.ts'
import { CANCELLED_BEFORE } from '../rollout/outcome.ts'
import { deploysSame, hashOf } from './appspec.ts'
import { resolveConflict } from './conflict.ts'
import { createDeploymentOnce } from './create.ts'
import type { CodeDeployEnd, CodeDeployFailure } from './follow.ts'
import { followDeployment } from './follow.ts'
import { clusterName, type GroupSubject, inspectDeploymentGroup, waitingTime } from './group.ts'
import type { CodeDeployment, CodeDeployPort, DeploymentGroup } from './ports.ts'
import { CodeDeployLog } from './progress-log.ts'
import { isOver } from './read-deployment.ts'

/** A service to deploy through CodeDeploy. */
export type CodeDeployRequest = GroupSubject & {
  /** The AppSpec, from `buildAppSpec`. */
  readonly content: string
  readonly description?: string
  /** Deployment configuration; if absent, that of the group. */
  readonly config?: string
  readonly ifDeploying: 'wait' | 'replace' | 'fail'
  /** A deployment of the same AppSpec that is in progress is followed, unless a new one is forced. */
  readonly forceNewDeployment?: boolean
  /**
   * When the service was read; a deployment that has ended since may have deployed the same. In milliseconds since
   * 1970.
   */
  readonly seenAt?: number
  /** `none` returns as soon as the deployment has been created. */
  readonly waitUntil: 'none' | 'deployed'
  /** The timeout in milliseconds, not counting the time that the group waits by design. */
  readonly waitMs: number
}

export type CodeDeployPorts = {
  readonly codedeploy: CodeDeployPort
  readonly clock: Clock
  readonly log: Log
  readonly signal?: AbortSignal
  /** Called once, as soon as the deployment is known to fail. */
  readonly onFailure?: (failure: CodeDeployFailure) => Promise<void>
}

/**
 * The clocks of the runner and of AWS differ: a deployment that ended up to this long before a read may have ended
 * after it.
 */
const CLOCK_SKEW_MS = 5 * 60_000

/** The number of conflicting deployments, one after the other, after which the deploy gives up. */
const OTHERS = 5

/**
 * deployThroughCodeDeploy resolves conflicts, creates one deployment and watches it to its outcome, including its
 * rollback. Success means that our own deployment has the status Succeeded. Throws no AwsError: a rejection is an
 * outcome.
 */
export async function deployThroughCodeDeploy(
  request: CodeDeployRequest,
  ports: CodeDeployPorts
): Promise<CodeDeployEnd> {
  const run = new Run(request, ports)
  try {
    return await run.run()
  } catch (error) {
    if (!(error instanceof AwsError)) throw error
    const problem = explainAwsError(error, {
      subject: `deployment group ${request.group}`,
      service: request.service
    })
    return { ...run.over('failed', problem.message), error, problems: [problem] }
  }
}

/** A rollback may deploy the same AppSpec, but it is not our deployment. */
function isSame(other: CodeDeployment, content: string): boolean {
  return other.creator !== 'codeDeployRollback' && deploysSame(other, content)
}

class Run {
  readonly #request: CodeDeployRequest
  readonly #ports: CodeDeployPorts
  readonly #progressLog: CodeDeployLog
  readonly #startedAt: number

  constructor(request: CodeDeployRequest, ports: CodeDeployPorts) {
    this.#request = request
    this.#ports = ports
    this.#progressLog = new CodeDeployLog(request.service, ports)
    this.#startedAt = ports.clock.now()
  }

  async run(): Promise<CodeDeployEnd> {
    for (let others = 0; others < OTHERS; others++) {
      if (this.#ports.signal?.aborted)
        return { ...this.over('not-started', CANCELLED_BEFORE.reason), isCancelled: true }
      const inspected = await inspectDeploymentGroup(this.#request, this.#ports.codedeploy)
      if ('problems' in inspected) {
        const [first] = inspected.problems
        return { ...this.over('not-started', first?.message ?? ''), problems: inspected.problems }
      }
      const { group } = inspected
      const busy = await this.#begin(group)
      if (typeof busy !== 'string') return busy
      const end = await this.#passBy(busy, group)
      if (end) return end
    }
    return this.over(
      'not-started',
      'Other deployments of this service keep coming first; nothing was started.'
    )
  }

  async #begin(group: DeploymentGroup): Promise<CodeDeployEnd | string> {
    const last = group.lastAttempted
    if (last && !isOver(last.status)) return last.id
    const { seenAt, content, forceNewDeployment } = this.#request
    const isNews = last?.status === 'Succeeded' && (last.endedAt ?? 0) > (seenAt ?? Infinity) - CLOCK_SKEW_MS
    if (last && isNews && forceNewDeployment !== true) {
      const done = await this.#ports.codedeploy.getDeployment(last.id)
      if (done && isSame(done, content)) {
        this.#progressLog.say(`deployment ${last.id} has deployed the same meanwhile`)
        return this.#follow(last.id, group, this.#startedAt)
      }
    }
    return this.#create(group)
  }

  /** Returns how our deployment ended, or the ID of another one that existed before. */
  async #create(group: DeploymentGroup): Promise<CodeDeployEnd | string> {
    const { application, content, description, config, waitUntil } = this.#request
    const wanted = {
      application,
      group: group.group,
      content,
      sha256: hashOf(content),
      ...present({ description, config })
    }
    const startedAt = this.#ports.clock.now()
    const created = await createDeploymentOnce(wanted, group, this.#ports)
    if (created.kind === 'busy') return created.id
    this.#progressLog.say(`deployment ${created.id} created`)
    this.#progressLog.mark('updated', `deployment ${created.id} created`)
    if (waitUntil === 'none')
      return {
        ...this.over('requested', 'Created; the deployment is not watched (wait-until: none).', created.id),
        isOngoing: true
      }
    return this.#follow(created.id, group, startedAt)
  }

  /** A deployment in progress is either ours, from an interrupted run, or a conflict. */
  async #passBy(id: string, group: DeploymentGroup): Promise<CodeDeployEnd | undefined> {
    const { content, forceNewDeployment, ifDeploying, waitUntil } = this.#request
    const other = await this.#ports.codedeploy.getDeployment(id)
    if (other && isSame(other, content) && forceNewDeployment !== true) {
      this.#progressLog.say(`deployment ${id} is in progress and deploys the same; following it`)
      if (waitUntil === 'none')
        return {
          ...this.over(
            'requested',
            'Already in progress; the deployment is not watched (wait-until: none).',
            id
          ),
          isOngoing: true
        }
      return this.#follow(id, group, this.#startedAt)
    }
    const deadline = this.#startedAt + this.#limit(group)
    const targetId = this.#targetId
    const way = await resolveConflict(
      { id, targetId, ifDeploying, deadline },
      { ...this.#ports, progressLog: this.#progressLog }
    )
    return way.kind === 'free' ? undefined : this.over(way.outcome, way.reason)
  }

  #follow(deploymentId: string, group: DeploymentGroup, startedAt: number): Promise<CodeDeployEnd> {
    const { region } = this.#request
    const limitMs = this.#limit(group)
    return followDeployment(
      {
        deploymentId,
        targetId: this.#targetId,
        region,
        deadline: startedAt + limitMs,
        limitMs,
        expectsRollback: group.autoRollback.length > 0
      },
      { ...this.#ports, progressLog: this.#progressLog }
    ).then(end => this.#superseded(end, group))
  }

  /** Stopped without a rollback and followed by a newer deployment, which has replaced ours. */
  async #superseded(end: CodeDeployEnd, group: DeploymentGroup): Promise<CodeDeployEnd> {
    if (end.outcome !== 'failed' || end.deploymentId === undefined || end.error) return end
    const { codedeploy } = this.#ports
    try {
      const ours = await codedeploy.getDeployment(end.deploymentId)
      if (ours?.status !== 'Stopped' || ours.rollbackId !== undefined) return end
      const found = await codedeploy.getDeploymentGroup(group)
      const newer = found.kind === 'found' ? found.group.lastAttempted : undefined
      if (newer === undefined || newer.id === end.deploymentId) return end
      const reason = `${end.reason} Deployment ${newer.id} was started after it.`
      return { ...end, outcome: 'superseded', reason }
    } catch (error) {
      if (!(error instanceof AwsError)) throw error
      return end
    }
  }

  get #targetId(): string {
    const { cluster, service } = this.#request
    return `${clusterName(cluster)}:${service}`
  }

  #limit(group: DeploymentGroup): number {
    return this.#request.waitMs + waitingTime(group, this.#request.config)
  }

  /** over returns the end of a deployment that was not watched. */
  over(outcome: CodeDeployEnd['outcome'], reason: string, deploymentId?: string): CodeDeployEnd {
    this.#progressLog.close(outcome)
    return {
      outcome,
      reason,
      ...present({ deploymentId }),
      milestones: this.#progressLog.milestones,
      finishedAt: this.#ports.clock.now()
    }
  }
}
