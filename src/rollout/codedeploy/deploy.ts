import { lastPartOf } from '../../arn.ts'
import { AwsError } from '../../aws/error.ts'
import { explainAwsError } from '../../aws/explain.ts'
import { present } from '../../present.ts'
import { CANCELLED_BEFORE } from '../outcome.ts'
import { deploysSame, hashOf } from './appspec.ts'
import { awaitsTermination, CodeDeployWatch, isOver } from './follow.ts'
import {
  type CodeDeployEnd,
  type CodeDeployment,
  type CodeDeployPorts,
  type CreateDeploymentRequest,
  type DeploymentGroup,
  type GroupSubject,
  inspectDeploymentGroup,
  waitingTime
} from './group.ts'

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

/** The clocks of the runner and of AWS differ: what ended up to this long before a read may have ended after it. */
const CLOCK_SKEW_MS = 5 * 60_000

/** The number of conflicting deployments, one after the other, after which the deploy gives up. */
const OTHERS = 5

/** Delays between the reads after a lost response, in milliseconds. */
const LOOK_AFTER_MS = [1_000, 3_000, 6_000]
const ATTEMPTS = 4

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
    const subject = `deployment group ${request.group}`
    const problem = explainAwsError(error, { subject, service: request.service })
    return { ...run.watch.end('failed', problem.message), error, problems: [problem] }
  }
}

/** targetIdOf returns CodeDeploy's ID of the service, `cluster:service`. */
export function targetIdOf({ cluster, service }: GroupSubject): string {
  return `${lastPartOf(cluster)}:${service}`
}

class Run {
  readonly watch: CodeDeployWatch
  readonly #request: CodeDeployRequest
  readonly #ports: CodeDeployPorts
  readonly #startedAt: number

  constructor(request: CodeDeployRequest, ports: CodeDeployPorts) {
    this.#request = request
    this.#ports = ports
    this.watch = new CodeDeployWatch(request.service, ports)
    this.#startedAt = ports.clock.now()
  }

  async run(): Promise<CodeDeployEnd> {
    for (let others = 0; others < OTHERS; others++) {
      if (this.#ports.signal?.aborted)
        return { ...this.watch.end('not-started', CANCELLED_BEFORE.reason), isCancelled: true }
      const inspected = await inspectDeploymentGroup(this.#request, this.#ports.codedeploy)
      if ('problems' in inspected) {
        const { problems } = inspected
        return { ...this.watch.end('not-started', problems[0]?.message ?? ''), problems }
      }
      const busy = await this.#begin(inspected.group)
      if (typeof busy !== 'string') return busy
      const end = await this.#passBy(busy, inspected.group)
      if (end) return end
    }
    return this.watch.end(
      'not-started',
      'Other deployments of this service keep coming first; nothing was started.'
    )
  }

  /** Returns how our deployment ended, or the ID of another one that is in progress. */
  async #begin(group: DeploymentGroup): Promise<CodeDeployEnd | string> {
    const last = group.lastAttempted
    if (last && !isOver(last.status)) return last.id
    const { seenAt = Infinity, content, description, config, application } = this.#request
    const isNews = last?.status === 'Succeeded' && (last.endedAt ?? 0) > seenAt - CLOCK_SKEW_MS
    if (isNews && (await this.#isWanted(last.id))) {
      this.watch.say(`deployment ${last.id} has deployed the same meanwhile`)
      return this.#follow(last.id, group, { startedAt: this.#startedAt })
    }
    const startedAt = this.#ports.clock.now()
    const wanted = { application, group: group.group, content, sha256: hashOf(content) }
    const { id, isOurs } = await this.#createOnce({ ...wanted, ...present({ description, config }) }, group)
    if (!isOurs) return id
    this.watch.say(`deployment ${id} created`)
    this.watch.mark('updated', `deployment ${id} created`)
    return this.#follow(id, group, { startedAt, unwatched: 'Created' })
  }

  /** Whether a deployment has our AppSpec. A rollback may have it, too, but it is not our deployment. */
  async #isOurs(id: string): Promise<boolean> {
    const other: CodeDeployment | undefined = await this.#ports.codedeploy.getDeployment(id)
    return (
      other !== undefined &&
      other.creator !== 'codeDeployRollback' &&
      deploysSame(other, this.#request.content)
    )
  }

  async #isWanted(id: string): Promise<boolean> {
    return !this.#request.forceNewDeployment && (await this.#isOurs(id))
  }

  /**
   * Creates a deployment exactly once. CreateDeployment has no client token, so after a lost response it reads the
   * group's deployments: one that did not exist before and has exactly our AppSpec is ours. Only if none appears is the
   * request sent again. A group runs one deployment at a time. Throws AwsError.
   */
  async #createOnce(
    request: CreateDeploymentRequest,
    before: DeploymentGroup
  ): Promise<{ readonly id: string; readonly isOurs: boolean }> {
    for (let attempt = 1; ; attempt++) {
      try {
        return { id: await this.#ports.codedeploy.createDeployment(request), isOurs: true }
      } catch (error) {
        if (!(error instanceof AwsError)) throw error
        const busy = busyWith(error)
        // after a lost response, it may be the one that we requested
        if (busy !== undefined) return { id: busy, isOurs: attempt > 1 && (await this.#isOurs(busy)) }
        if (error.kind !== 'lost') throw error
        const id = await this.#findCreated(request, before)
        if (id !== undefined) return { id, isOurs: true }
        if (attempt === ATTEMPTS) throw error
      }
    }
  }

  async #findCreated(request: CreateDeploymentRequest, { lastAttempted: last }: DeploymentGroup) {
    // AWS's own time of the last deployment, because the runner's clock may be wrong
    const since = last?.createdAt === undefined ? undefined : last.createdAt - 1_000
    for (const wait of LOOK_AFTER_MS) {
      await this.#ports.clock.sleep(wait)
      const ids = await this.#ports.codedeploy.listDeployments(request, since)
      for (const id of ids.filter(one => one !== last?.id).slice(0, 10)) if (await this.#isOurs(id)) return id
    }
    return undefined
  }

  /** A deployment in progress is either ours, from an interrupted run, or is treated as `if-deploying` states. */
  async #passBy(id: string, group: DeploymentGroup): Promise<CodeDeployEnd | undefined> {
    const { ifDeploying } = this.#request
    if (await this.#isWanted(id)) {
      this.watch.say(`deployment ${id} is in progress and deploys the same; following it`)
      return this.#follow(id, group, { startedAt: this.#startedAt, unwatched: 'Already in progress' })
    }
    if (ifDeploying === 'fail')
      return this.watch.end(
        'not-started',
        `CodeDeploy is already deploying ${id} for this service (if-deploying: fail); nothing was started.`
      )
    if (ifDeploying === 'replace') await this.#bringToEnd(id)
    else this.watch.say(`waiting for deployment ${id}, which is in progress (if-deploying: wait)`)
    return this.#waitForEnd(id, this.#startedAt + this.#limit(group))
  }

  /**
   * Stops another deployment and rolls it back; if its traffic has already been shifted, only its remaining wait is
   * skipped, because a rollback would bring the older release back for a while. Throws AwsError.
   */
  async #bringToEnd(id: string): Promise<void> {
    const { codedeploy } = this.#ports
    const deployment = await this.watch.read(id)
    if (deployment && awaitsTermination(deployment, await this.watch.target(id, targetIdOf(this.#request)))) {
      try {
        await codedeploy.endTerminationWait(id)
        this.watch.say(
          `ending the last wait of deployment ${id}, whose traffic is shifted (if-deploying: replace)`
        )
        return
      } catch (error) {
        if (!(error instanceof AwsError)) throw error
      }
    }
    this.watch.say(`stopping deployment ${id}, which is in progress (if-deploying: replace)`)
    await codedeploy.stopDeployment(id)
  }

  /** Whether another deployment succeeds does not matter, because ours follows it. Throws AwsError. */
  async #waitForEnd(first: string, deadline: number): Promise<CodeDeployEnd | undefined> {
    for (let id = first; ; ) {
      const deployment = await this.watch.read(id)
      if (deployment && isOver(deployment.status)) {
        const { rollbackId } = deployment
        if (rollbackId === undefined) {
          this.watch.say(`deployment ${id} has ended: ${deployment.status}`)
          return undefined
        }
        id = rollbackId
        continue
      }
      if (this.#ports.signal?.aborted) return this.watch.end('cancelled', CANCELLED_BEFORE.reason)
      if (this.#ports.clock.now() >= deadline)
        return this.watch.end(
          'timed-out',
          `Deployment ${id}, which was in progress before, has not ended; nothing was started.`
        )
      await this.watch.pause(deadline)
    }
  }

  /** Watches our deployment. Stopped without a rollback and followed by a newer one, it was superseded. */
  async #follow(
    id: string,
    group: DeploymentGroup,
    { startedAt, unwatched }: { readonly startedAt: number; readonly unwatched?: string }
  ): Promise<CodeDeployEnd> {
    if (unwatched !== undefined && this.#request.waitUntil === 'none') {
      const reason = `${unwatched}; the deployment is not watched (wait-until: none).`
      return { ...this.watch.end('requested', reason, id), isOngoing: true }
    }
    const limitMs = this.#limit(group)
    const end = await this.watch.follow({
      deploymentId: id,
      targetId: targetIdOf(this.#request),
      region: this.#request.region,
      deadline: startedAt + limitMs,
      limitMs,
      expectsRollback: group.autoRollback
    })
    if (end.outcome !== 'failed' || end.error) return end
    const newer = await this.#followedBy(id, group)
    if (newer === undefined) return end
    return {
      ...end,
      outcome: 'superseded',
      reason: `${end.reason} Deployment ${newer} was started after it.`
    }
  }

  /** The deployment for which ours was stopped; undefined if there is none, or it cannot be read. */
  async #followedBy(id: string, group: DeploymentGroup): Promise<string | undefined> {
    const { codedeploy } = this.#ports
    try {
      const ours = await codedeploy.getDeployment(id)
      if (ours?.status !== 'Stopped' || ours.rollbackId !== undefined) return undefined
      const found = await codedeploy.getDeploymentGroup(group)
      const last = 'group' in found ? found.group.lastAttempted?.id : undefined
      return last === id ? undefined : last
    } catch (error) {
      if (!(error instanceof AwsError)) throw error
      return undefined
    }
  }

  #limit(group: DeploymentGroup): number {
    return this.#request.waitMs + waitingTime(group, this.#request.config)
  }
}

/** "The Deployment Group '…' is already deploying deployment 'd-…'." */
function busyWith({ awsName, message }: AwsError): string | undefined {
  if (awsName !== 'DeploymentLimitExceededException') return undefined
  return /already deploying deployment '?(d-[A-Z0-9]+)/.exec(message)?.[1]
}
