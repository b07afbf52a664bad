import { AwsError, oneLine } from '../../aws/error.ts'
import type { Following } from '../../log.ts'
import { present } from '../../present.ts'
import { NOTHING_RAN } from '../endings.ts'
import { COMPLETED, type Milestone } from '../outcome.ts'
import { formatDuration } from '../progress.ts'
import type { CodeDeployEnd, CodeDeployment, CodeDeployPorts, DeploymentTarget, Followed } from './group.ts'

/** The number of polls after which a rollback that the group is configured for is no longer expected. */
const LOOKS_FOR_ROLLBACK = 3
/** Number of consecutive reads that may fail (throttling, lost connections) before the watch gives up. */
const FAILED_READS_ALLOWED = 10
const PERMANENT: readonly AwsError['kind'][] = ['denied', 'expired', 'refused', 'missing']

/** The start of the message for a deployment that was in progress when the run was cancelled. */
export const DEPLOY_CANCELLED = 'The run was cancelled while CodeDeploy was deploying'

const CANCELLED_BACK =
  'The run was cancelled while CodeDeploy was rolling back; the rollback continues in CodeDeploy.'

/** isOver returns whether a status is final. Only Succeeded is a success; an unknown status is not an end. */
export function isOver(status: string): boolean {
  return status === 'Succeeded' || status === 'Failed' || status === 'Stopped'
}

/**
 * awaitsTermination returns whether the traffic has been shifted and only the wait before the old tasks are stopped is
 * left: by CodeDeploy's flag, or because every event has finished while the deployment continues (observed on AWS).
 */
export function awaitsTermination(
  { status, terminationWaits }: CodeDeployment,
  target: DeploymentTarget | undefined
): boolean {
  if (status !== 'InProgress') return false
  const events = target?.events ?? []
  const isThrough = events.every(one => one.status === 'Succeeded' || one.status === 'Skipped')
  return terminationWaits || (events.length > 0 && isThrough)
}

/** CodeDeploy's error code and message in one line. */
function reasonOf({ status, error }: CodeDeployment): string {
  const what =
    status === 'Failed' ? 'CodeDeploy failed the deployment' : 'The deployment was stopped in CodeDeploy'
  if (error === undefined) return `${what} and gave no reason.`
  const text = oneLine(error.message).replace(/[.!?]$/, '')
  return `${what} (${oneLine(error.code)})${text === '' ? '' : `: ${text}`}.`
}

type Ending = Pick<CodeDeployEnd, 'outcome' | 'reason' | 'rollback' | 'error'>

/** Between two reads, in milliseconds. One is two calls, one after the other: an end is told within five seconds. */
const POLL_MS = 4_000

/**
 * CodeDeployWatch reads the deployments of one service, prints what changes, each line once, and keeps the moments of
 * the timeline.
 */
export class CodeDeployWatch {
  readonly #service: string
  readonly #ports: CodeDeployPorts
  readonly #following: Following
  readonly #milestones: Milestone[] = []
  readonly #lines: string[] = []
  readonly #said = new Set<string>([COMPLETED])
  readonly #events = new Map<string, string>()
  #askedAt = 0
  #counts = ''
  #traffic: number | undefined
  #stage = 'not begun'
  #failedReads = 0
  #readsTargets = true
  /** Why it failed, once known; from then on its rollback is watched. */
  #failure: string | undefined
  #rollbackId: string | undefined
  #looksForRollback = 0
  #taskSetId: string | undefined
  #nothingRan = false
  #trafficStayed = false

  constructor(service: string, ports: CodeDeployPorts) {
    this.#service = service
    this.#ports = ports
    this.#following = ports.log.follow({ label: service, since: ports.clock.now(), phase: 'rolling out' })
  }

  /** say prints one line, once. */
  say(message: string): void {
    if (this.#said.has(message)) return
    this.#said.add(message)
    this.#lines.push(message)
    this.#following.say(message)
  }

  /** mark records a moment of the timeline, once. */
  mark(what: Milestone['what'], text: string): void {
    if (this.#milestones.some(one => one.what === what && one.text === text)) return
    this.#milestones.push({ at: this.#ports.clock.now(), what, text })
    if (what === 'failing' || what === 'paused') this.#following.update({ phase: what })
    if (what === 'rolling-back') this.#following.update({ phase: 'rolling back' })
  }

  /** end returns the end of a deployment, or of one that was not watched. */
  end(outcome: CodeDeployEnd['outcome'], reason: string, deploymentId?: string): CodeDeployEnd {
    this.#following.end(outcome, outcome === 'succeeded')
    const ids = present({ deploymentId, taskSetId: this.#taskSetId })
    return { outcome, reason, milestones: this.#milestones, finishedAt: this.#ports.clock.now(), ...ids }
  }

  /**
   * read returns a deployment; undefined if it is to be read again, because a new one may not be visible everywhere
   * yet, or AWS did not answer. Throws AwsError if that goes on, or another read would not help.
   */
  async read(id: string): Promise<CodeDeployment | undefined> {
    const { clock, codedeploy } = this.#ports
    this.#askedAt = clock.now()
    try {
      const deployment = await codedeploy.getDeployment(id)
      this.#failedReads = deployment === undefined ? this.#failedReads + 1 : 0
      if (this.#failedReads < FAILED_READS_ALLOWED) return deployment
      const message = `CodeDeploy does not know deployment ${id}`
      const awsName = 'DeploymentDoesNotExistException'
      throw new AwsError({ kind: 'missing', operation: 'codedeploy:GetDeployment', awsName, message })
    } catch (error) {
      if (!(error instanceof AwsError) || PERMANENT.includes(error.kind)) throw error
      this.#warn(`Could not read deployment ${id} (${error.operation}: ${error.awsName}); retrying.`)
      if (++this.#failedReads >= FAILED_READS_ALLOWED) throw error
      return undefined
    }
  }

  /**
   * target reads events and traffic, which do not affect the outcome: without the permission, they are omitted, and
   * this is reported.
   */
  async target(id: string, targetId: string): Promise<DeploymentTarget | undefined> {
    if (!this.#readsTargets) return undefined
    try {
      return await this.#ports.codedeploy.getTarget(id, targetId)
    } catch (error) {
      if (!(error instanceof AwsError)) throw error
      if (error.kind === 'denied') {
        this.#readsTargets = false
        this.say(`Events and traffic of the deployment are not shown (no permission for ${error.operation}).`)
      }
      return undefined
    }
  }

  /** pause waits until the next poll, at most until `deadline` (milliseconds since 1970). */
  async pause(deadline: number): Promise<void> {
    const { clock, signal } = this.#ports
    const next = Math.min(this.#askedAt + POLL_MS, deadline)
    await clock.sleep(Math.max(0, next - clock.now()), signal)
  }

  /** follow polls until the deployment has ended, including its rollback. Throws no AwsError. */
  async follow(followed: Followed): Promise<CodeDeployEnd> {
    for (;;) {
      const ending = (await this.#step(followed)) ?? this.#interrupted(followed)
      if (ending) return this.#conclude(followed, ending)
      await this.pause(followed.deadline)
    }
  }

  async #step(followed: Followed): Promise<Ending | undefined> {
    try {
      if (this.#rollbackId === undefined) {
        const deployment = await this.read(followed.deploymentId)
        const ending = deployment && (await this.#judgeOurs(deployment, followed))
        if (ending !== undefined || this.#rollbackId === undefined) return ending
      }
      // its rollback can be over when it is first heard of
      const rollback = await this.read(this.#rollbackId)
      return rollback && this.#judgeRollback(rollback)
    } catch (error) {
      if (!(error instanceof AwsError)) throw error
      const back = this.#back(followed)
      const what = back.rollback === undefined ? 'deployment' : 'rollback'
      const reason = `Not verified: ${error.operation} failed (${error.awsName}). The ${what} itself continues in CodeDeploy.`
      return { outcome: 'failed', reason, error, ...back }
    }
  }

  async #judgeOurs(deployment: CodeDeployment, followed: Followed): Promise<Ending | undefined> {
    const { id, status, rollbackId } = deployment
    const target = await this.target(id, followed.targetId)
    if (target) this.#tell(target)
    const command = (type: string) =>
      `aws deploy continue-deployment --deployment-id ${id} --deployment-wait-type ${type} --region ${followed.region}`
    if (status === 'Succeeded')
      return { outcome: 'succeeded', reason: this.#nothingRan ? NOTHING_RAN : COMPLETED }
    if (status === 'Ready') {
      this.say(`waiting for you to reroute traffic: ${command('READY_WAIT')}`)
      this.mark('paused', 'waiting for you to reroute traffic')
    }
    if (awaitsTermination(deployment, target))
      this.say(
        `all traffic is on the new tasks; CodeDeploy keeps the old ones for a while. To end that now: ${command('TERMINATION_WAIT')}`
      )
    if (!isOver(status)) return undefined
    const reason = reasonOf(deployment)
    await this.#fail(reason)
    if (rollbackId !== undefined) {
      this.#rollbackId = rollbackId
      this.say(`CodeDeploy rolls it back: deployment ${rollbackId}`)
      this.mark('rolling-back', `deployment ${rollbackId}`)
      return undefined
    }
    if (followed.expectsRollback && this.#looksForRollback++ < LOOKS_FOR_ROLLBACK) return undefined
    const where = this.#trafficStayed ? ' All traffic is still on the old tasks.' : ''
    return { outcome: 'failed', reason: `${reason}${where}` }
  }

  async #fail(reason: string): Promise<void> {
    if (this.#failure !== undefined) return
    this.#failure = reason
    this.#said.add(reason)
    this.say(`FAILED: ${reason}`)
    this.mark('failing', reason)
    await this.#ports.onFailure?.({ reason, ...present({ taskSetId: this.#taskSetId }) })
  }

  #judgeRollback(deployment: CodeDeployment): Ending | undefined {
    const { id, status } = deployment
    if (!isOver(status)) return undefined
    if (status === 'Succeeded') {
      const reason = `${this.#failure} CodeDeploy rolled it back (deployment ${id}).`
      return { outcome: 'rolled-back', reason, rollback: 'completed' }
    }
    const reason = `${this.#failure} The rollback ${id} failed too. ${reasonOf(deployment)}`
    return { outcome: 'failed', reason, rollback: 'failed' }
  }

  /** The state of its rollback if the watch ends now. */
  #back({ isStopped, expectsRollback }: Followed): Pick<CodeDeployEnd, 'rollback'> {
    const isDue = this.#failure !== undefined && expectsRollback
    return isStopped || this.#rollbackId !== undefined || isDue ? { rollback: 'in-progress' } : {}
  }

  #interrupted(followed: Followed): Ending | undefined {
    const back = this.#back(followed)
    if (this.#ports.signal?.aborted) {
      const left = `${DEPLOY_CANCELLED}; deployment ${followed.deploymentId} continues.`
      const known = [this.#failure, CANCELLED_BACK].filter(text => text !== undefined).join(' ')
      return { outcome: 'cancelled', reason: back.rollback === undefined ? left : known, ...back }
    }
    if (this.#ports.clock.now() < followed.deadline) return undefined
    const limit = formatDuration(followed.limitMs)
    if (this.#failure !== undefined)
      return {
        outcome: 'failed',
        reason: `${this.#failure} The rollback had not ended after ${limit}.`,
        ...back
      }
    const traffic = this.#traffic === undefined ? '' : `${this.#traffic} % of production traffic`
    const state = [this.#stage, this.#counts, traffic].filter(text => text !== '').join(', ')
    return { outcome: 'timed-out', reason: `Not finished after ${limit}: ${state}.`, ...back }
  }

  #conclude({ deploymentId }: Followed, ending: Ending): CodeDeployEnd {
    const { outcome, reason } = ending
    this.mark('ended', outcome)
    if (reason === NOTHING_RAN) this.#warn(reason)
    this.say(this.#said.has(reason) ? outcome : `${outcome}: ${reason}`)
    this.#ports.log.recap?.(`${this.#service}: ${outcome}`, this.#lines)
    return { ...this.end(outcome, reason, deploymentId), ...ending }
  }

  #warn(message: string): void {
    this.#ports.log.warning(`[${this.#service}] ${message}`)
  }

  /** Prints what one poll of the target has shown and earlier polls have not. */
  #tell({ events, taskSets }: DeploymentTarget): void {
    const changed = events.filter(
      ({ name, status }) => !['Pending', 'Skipped', this.#events.get(name)].includes(status)
    )
    const words = changed.map(({ name, status }) => {
      this.#events.set(name, status)
      this.#stage = `${name} ${status === 'InProgress' ? 'in progress' : status.toLowerCase()}`
      if (status !== 'Succeeded') this.mark('stage', this.#stage)
      return this.#stage
    })
    if (words.length > 0) this.say(words.join(', '))
    this.#trafficStayed = taskSets.some(({ label, traffic }) => label === 'Blue' && traffic === 100)
    const green = taskSets.find(({ label }) => label === 'Green')
    if (green === undefined) return
    const { id, running, desired, pending, traffic } = green
    this.#taskSetId = id
    this.#nothingRan = desired === 0
    const old = taskSets.reduce((sum, one) => sum + (one === green ? 0 : one.running), 0)
    const counts = `${running} of ${desired} new tasks running${pending > 0 ? `, ${pending} pending` : ''}`
    const isNew = counts !== this.#counts
    this.#counts = counts
    if (isNew) this.#lines.push(counts)
    const tasks = { running, desired, pending, old }
    this.#following.update({ stage: this.#stage, tasks }, isNew ? counts : undefined)
    if (running > 0) this.mark('first-task', 'first task running')
    if (traffic === undefined || traffic === (this.#traffic ?? 0)) return
    this.#traffic = traffic
    const share = `${traffic} % of production traffic`
    this.say(`${share} goes to the new tasks`)
    this.mark('traffic', share)
  }
}
