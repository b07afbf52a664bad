import type { AwsError } from '../../aws/error.ts'
import type { Clock } from '../../clock.ts'
import { assertNever } from '../../errors.ts'
import type { Log } from '../../log.ts'
import { present } from '../../present.ts'
import {
  FRESH_MEMORY,
  type OtherDeployment,
  type RolloutVerdict,
  type ServiceSnapshot,
  workOf
} from '../deployments.ts'
import { pauseResultOf } from '../pauses.ts'
import type { ServiceState } from '../ports.ts'
import { formatDuration } from '../progress.ts'
import { adoptedTarget, describeAdopted } from './adopt.ts'
import type { WatchAdvice } from './advice.ts'
import { classify } from './classify.ts'
import { completedEnd, endingWords, lostEnding, type WatchEnd } from './endings.ts'
import { OpenRollout, type RolloutEnd, type RolloutStart } from './open-rollout.ts'
import { PollPace } from './poll-pace.ts'
import { ServicePoller } from './service-poller.ts'

export type WatchPorts = { readonly clock: Clock; readonly log: Log; readonly signal: AbortSignal }

type Entry = {
  readonly open: OpenRollout
  readonly resolve: (end: RolloutEnd) => void
  readonly reject: (error: unknown) => void
}

/**
 * Watcher polls all rollouts in progress together, whenever they were started, in batches per cluster. One timer serves
 * all, so that five hundred services stay within the request buckets.
 */
export class Watcher {
  readonly #advice: WatchAdvice
  readonly #ports: WatchPorts
  readonly #looks: ServicePoller
  readonly #pace: PollPace
  readonly #recaps: (() => void)[] = []
  #entries: Entry[] = []
  #running = false
  /** Set when another deployment is followed from now on that has not been polled yet. */
  #isNew = false
  /** When the last poll was answered. Its contents were known at that time, whatever is done about them afterwards. */
  #seenAt = 0

  constructor(advice: WatchAdvice, ports: WatchPorts) {
    this.#advice = advice
    this.#ports = ports
    this.#looks = new ServicePoller(ports.log, ports.clock)
    this.#pace = new PollPace(ports.clock)
    ports.signal.addEventListener('abort', () => this.#endAll(), { once: true })
  }

  /** follow watches one rollout until it has ended in any way. Throws only on an internal error. */
  follow(start: RolloutStart): Promise<RolloutEnd> {
    return new Promise((resolve, reject) => {
      const open = new OpenRollout(start, this.#ports.log)
      this.#entries.push({ open, resolve, reject })
      if (this.#ports.signal.aborted) this.#endAll()
      else if (!this.#running) void this.#run()
    })
  }

  /** recap repeats the lines of each ended rollout together, for outputs that collapse groups. */
  recap(): void {
    for (const recap of this.#recaps.splice(0)) recap()
  }

  async #run(): Promise<void> {
    this.#running = true
    try {
      await this.#ports.clock.sleep(0) // rollouts that are followed at the same moment share the first poll
      while (this.#entries.length > 0) {
        await this.#look()
        await this.#endOverdue()
        if (this.#entries.length > 0) await this.#ports.clock.sleep(this.#pause(), this.#ports.signal)
      }
    } catch (error) {
      for (const { reject } of this.#entries.splice(0)) reject(error)
    }
    this.#running = false
  }

  /** Five seconds between polls, or the time until the next deadline, so that the last poll happens at the deadline. */
  #pause(): number {
    if (this.#isNew) return 0
    const now = this.#ports.clock.now()
    const left = this.#entries.map(({ open }) => open.start.deadline - now)
    return Math.max(0, Math.min(this.#pace.left(), ...left))
  }

  async #look(): Promise<void> {
    this.#isNew = false
    const seen = await this.#pace.measured(() => this.#looks.look(this.#entries.map(({ open }) => open)))
    this.#seenAt = this.#ports.clock.now()
    const judged = [...seen].flatMap(([open, what]) => ('look' in what ? this.#judge(open, what.look) : []))
    for (const [open, what] of seen) if ('error' in what) this.#endUnverified(open, what.error)
    // One after the other, to keep the lines of an investigation together. A success does not wait for one.
    for (const { open, verdict, service } of judged.toSorted((a, b) => workOf(a.verdict) - workOf(b.verdict)))
      if (this.#isOpen(open)) await this.#act(open, verdict, service)
  }

  #judge(open: OpenRollout, look: ServiceSnapshot) {
    if (!this.#isOpen(open)) return []
    const { verdict, memory } = classify(open.target, look, open.memory)
    open.memory = memory
    if (look.service) open.see(this.#seenAt, look.service, look.record)
    return [{ open, verdict, service: look.service }]
  }

  async #act(open: OpenRollout, verdict: RolloutVerdict, service: ServiceState | undefined): Promise<void> {
    switch (verdict.state) {
      case 'in-progress':
        open.heldSince = undefined
        return service ? this.#weigh(open, service) : undefined
      case 'adopted':
        this.#adopt(open, verdict)
        return
      case 'rolling-back':
        await this.#reportFailure(open, verdict.reason)
        open.note(this.#ports.clock.now(), 'rolling-back', 'ECS is rolling back')
        return
      case 'succeeded': {
        const done = completedEnd(open, verdict, { service, now: this.#seenAt })
        if (done?.outcome === 'failed') await this.#reportFailure(open, done.reason)
        if (done) this.#end(open, done.outcome, done)
        return
      }
      case 'superseded':
        if (verdict.by && (await this.#advice.isEqual(open.start, verdict.by))) this.#adopt(open, verdict.by)
        else this.#end(open, 'superseded', verdict)
        return
      case 'failed':
        await this.#reportFailure(open, verdict.reason)
        this.#end(open, 'failed', verdict)
        return
      case 'rolled-back':
        await this.#reportFailure(open, verdict.reason)
        this.#end(open, 'rolled-back', { reason: verdict.reason, rollback: 'completed' })
        return
      default:
        assertNever(verdict)
    }
  }

  #adopt(open: OpenRollout, other: OtherDeployment): void {
    open.progressLog.say(`deployment ${describeAdopted(open.target, other)} took over; following it`)
    open.target = adoptedTarget(open.target, other)
    open.memory = FRESH_MEMORY
    this.#isNew = true
  }

  /** Asks what failed task starts show after each further failure; each cause is reported at once, as one warning. */
  async #weigh(open: OpenRollout, service: ServiceState): Promise<void> {
    const mine = service.deployments.find(({ id }) => id === open.target.deploymentId)
    const evidence = `${mine?.failedTasks ?? 0} ${service.events[0]?.id ?? ''}`
    if (open.reported || evidence === open.weighed || !mine) return
    const weighed = await this.#advice.weigh({ ...open.start, target: open.target }, service)
    // What ECS does not show yet is asked for again at the next poll.
    if (weighed === undefined || weighed.cause !== undefined) open.weighed = evidence
    if (weighed === undefined || !this.#isOpen(open)) return
    const { cause, giveUp } = weighed
    if (cause !== undefined) open.tellCause(cause)
    if (giveUp === undefined) return
    await this.#reportFailure(open, giveUp.reason)
    if (giveUp.waitForEcs) open.memory = { ...open.memory, failure: giveUp.reason }
    else this.#end(open, 'failed', { reason: giveUp.reason })
  }

  async #reportFailure(open: OpenRollout, reason: string): Promise<void> {
    if (open.reported) return
    open.reported = true
    // Neither a rollback nor somebody else's deployment is a failure of this run.
    if (open.start.purpose !== 'ours') return
    open.note(this.#ports.clock.now(), 'failing', 'known to fail')
    open.progressLog.fail(reason)
    await this.#advice.onFailure({ ...open.start, target: open.target }, reason)
  }

  #endUnverified(open: OpenRollout, error: AwsError): void {
    this.#end(open, 'failed', lostEnding(open, error))
  }

  async #endOverdue(): Promise<void> {
    const now = this.#ports.clock.now()
    for (const { open } of [...this.#entries]) {
      if (now < open.start.deadline) continue
      const limit = formatDuration(open.start.deadline - open.start.startedAt)
      if (open.memory.failure !== undefined) {
        const reason = `${open.failure}The rollback had not ended after ${limit}.`
        this.#end(open, 'failed', { reason, ...open.back })
        continue
      }
      const reason = `Not finished after ${limit}: ${open.state}.`
      await this.#reportFailure(open, reason)
      this.#end(open, 'timed-out', { reason, ...open.back })
    }
  }

  #endAll(): void {
    for (const { open } of [...this.#entries])
      this.#end(open, 'cancelled', { reason: open.cancelled, ...open.back })
  }

  #isOpen(open: OpenRollout): boolean {
    return this.#entries.some(entry => entry.open === open)
  }

  #end(open: OpenRollout, outcome: RolloutEnd['outcome'], why: WatchEnd): void {
    const { reason, error, isOngoing, isUnverified, isDeleted, rollback, isWarning } = why
    const entry = this.#entries.find(other => other.open === open)
    if (!entry) return
    this.#entries = this.#entries.filter(other => other !== entry)
    const finishedAt = outcome === 'cancelled' ? this.#ports.clock.now() : this.#seenAt
    const took = formatDuration(finishedAt - open.start.startedAt)
    const { words, isGood } = endingWords(open.start, outcome, why)
    open.progressLog.conclude(`${words} after ${took}`, reason)
    open.note(finishedAt, 'ended', words)
    open.progressLog.end(words, isGood)
    const recap = open.progressLog.recap(`${open.label}: ${words} after ${took}`)
    if (recap) this.#recaps.push(recap)
    entry.resolve({
      service: open.start.service,
      target: open.target,
      outcome,
      reason,
      finishedAt,
      ...open.course,
      ...present({ recordArn: open.record?.arn, isWarning }),
      ...present({ paused: pauseResultOf(open.record), error, isOngoing, isUnverified, isDeleted, rollback })
    })
  }
}
