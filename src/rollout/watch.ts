import { lastPartOf } from '../arn.ts'
import { AwsError } from '../aws/error.ts'
import type { Clock } from '../clock.ts'
import { assertNever } from '../errors.ts'
import { grouped } from '../list.ts'
import type { Log } from '../log.ts'
import { untilNextPoll } from '../pace.ts'
import { present } from '../present.ts'
import { classify } from './classify.ts'
import {
  deploymentOf,
  FRESH_MEMORY,
  type OtherDeployment,
  type RolloutEnd,
  type RolloutStart,
  type RolloutVerdict,
  type ServiceSnapshot,
  type WatchAdvice,
  workOf
} from './deployments.ts'
import { completedEnd, endingWords, lostEnding, type WatchEnd } from './endings.ts'
import { OpenRollout } from './open-rollout.ts'
import type { EcsPort, ServiceState } from './ports.ts'
import { formatDuration, pauseResultOf, withoutContinued } from './progress.ts'
import { DeploymentRecords } from './records.ts'

export type WatchPorts = { readonly clock: Clock; readonly log: Log; readonly signal: AbortSignal }

type Entry = {
  readonly open: OpenRollout
  readonly resolve: (end: RolloutEnd) => void
  readonly reject: (error: unknown) => void
}

/** One rollout as it was polled: its service and record, or the error that makes further polling pointless. */
type Polled = readonly [OpenRollout, { readonly look: ServiceSnapshot } | { readonly error: AwsError }]

/**
 * How long all reads may fail (throttling, errors of AWS, lost connections) before the watcher gives up, in
 * milliseconds: longer than an API is usually out of order, and the deployment continues without being watched.
 */
const PATIENCE_MS = 5 * 60_000
const PERMANENT: ReadonlySet<AwsError['kind']> = new Set(['denied', 'expired', 'missing', 'refused'])

/**
 * Watcher polls all rollouts in progress together, whenever they were started: ten services and twenty records per
 * call. One timer serves all, so that five hundred services stay within the request buckets.
 */
export class Watcher {
  readonly #advice: WatchAdvice
  readonly #ports: WatchPorts
  readonly #records = new Map<EcsPort, DeploymentRecords>()
  /** Since when reads of a cluster have failed in a row, in milliseconds since 1970. */
  readonly #failing = new Map<string, number>()
  readonly #recaps: (() => void)[] = []
  #entries: Entry[] = []
  #running = false
  /** Another deployment is followed from now on that has not been polled yet. */
  #isNew = false
  /** The last poll; its contents were known when it was answered. */
  #poll = { askedAt: 0, seenAt: 0 }

  constructor(advice: WatchAdvice, ports: WatchPorts) {
    this.#advice = advice
    this.#ports = ports
    ports.signal.addEventListener('abort', () => this.#endAll(), { once: true })
  }

  /** follow watches one rollout until it has ended in any way. Throws only on an internal error. */
  follow(start: RolloutStart): Promise<RolloutEnd> {
    return new Promise((resolve, reject) => {
      this.#entries.push({ open: new OpenRollout(start, this.#ports.log), resolve, reject })
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
        await this.#pollOnce()
        await this.#endOverdue()
        if (this.#entries.length > 0) await this.#ports.clock.sleep(this.#pause(), this.#ports.signal)
      }
    } catch (error) {
      for (const { reject } of this.#entries.splice(0)) reject(error)
    }
    this.#running = false
  }

  /** Until the next poll, or the next deadline, so that the last poll happens at the deadline. */
  #pause(): number {
    if (this.#isNew) return 0
    const now = this.#ports.clock.now()
    const left = this.#entries.map(({ open }) => open.start.deadline - now)
    return Math.max(0, Math.min(untilNextPoll(this.#poll, now), ...left))
  }

  async #pollOnce(): Promise<void> {
    this.#isNew = false
    const askedAt = this.#ports.clock.now()
    const seen = await this.#look()
    this.#poll = { askedAt, seenAt: this.#ports.clock.now() }
    const judged = seen.flatMap(([open, what]) => {
      if (!('look' in what) || !this.#isOpen(open)) return []
      const { service, record } = what.look
      const { verdict, memory } = classify(open.target, what.look, open.memory)
      open.memory = memory
      if (service) open.see(this.#poll.seenAt, service, record)
      return [{ open, verdict, service }]
    })
    for (const [open, what] of seen)
      if ('error' in what) this.#end(open, 'failed', lostEnding(open, what.error))
    // One after the other, to keep the lines of an investigation together. A success does not wait for one.
    for (const { open, verdict, service } of judged.toSorted((a, b) => workOf(a.verdict) - workOf(b.verdict)))
      if (this.#isOpen(open)) await this.#act(open, verdict, service)
  }

  /** Reads the rollouts in batches per cluster; one whose cluster could not be read this time is omitted. */
  async #look(): Promise<readonly Polled[]> {
    const rollouts = this.#entries.map(({ open }) => open)
    const followed = new Set(rollouts.map(({ target }) => target.deploymentId))
    for (const records of this.#records.values()) records.keepOnly(followed)
    const groups = grouped(rollouts, ({ start: { site } }) =>
      JSON.stringify([site.region, site.cluster, site.roleArn])
    )
    const seen = await Promise.all(
      [...groups].map(async ([key, group]) => {
        try {
          const looks = await this.#lookAt(group)
          this.#failing.delete(key)
          return looks
        } catch (error) {
          if (!(error instanceof AwsError)) throw error
          const isHopeless = this.#isHopeless(key, error)
          const lost = group.filter(open => open.lose(this.#ports.clock.now()) || isHopeless)
          return lost.map(open => [open, { error }] as const)
        }
      })
    )
    return seen.flat()
  }

  async #lookAt(group: readonly OpenRollout[]): Promise<readonly Polled[]> {
    const [first] = group
    if (!first) return []
    const { ecs, site } = first.start
    const names = group.map(({ start }) => start.service)
    const { services } = await ecs.describeServices(site.cluster, names)
    const states = new Map(services.map(state => [state.service, state]))
    const wanted = group.flatMap(({ start, target }) => {
      const state = states.get(start.service)
      if (state === undefined || target.scaleTo !== undefined) return []
      // a deployment that was started before this run is looked for from its own start
      const startedAt = Math.min(start.startedAt, target.createdAt ?? start.startedAt)
      return [{ ...start, cluster: site.cluster, startedAt, deploymentId: target.deploymentId, state }]
    })
    const records = this.#records.get(ecs) ?? new DeploymentRecords(ecs, this.#ports.log)
    this.#records.set(ecs, records)
    const read = await records.read(wanted)
    return group.map(open => {
      const found = read.get(open.target.deploymentId)
      const record = found && withoutContinued(found, open.target.continued)
      return [open, { look: { service: states.get(open.start.service), ...present({ record }) } }]
    })
  }

  #isHopeless(key: string, error: AwsError): boolean {
    const now = this.#ports.clock.now()
    const since = this.#failing.get(key)
    if (PERMANENT.has(error.kind) || now - (since ?? now) >= PATIENCE_MS) return true
    // once for reads that fail in a row
    if (since !== undefined) return false
    this.#failing.set(key, now)
    this.#ports.log.warning(
      `Could not read the state of the services (${error.operation}: ${error.awsName}); retrying.`
    )
    return false
  }

  async #act(open: OpenRollout, verdict: RolloutVerdict, service: ServiceState | undefined): Promise<void> {
    switch (verdict.state) {
      case 'in-progress':
        open.heldSince = undefined
        return service ? this.#weigh(open, service) : undefined
      case 'adopted':
        return this.#adopt(open, verdict)
      case 'rolling-back':
        await this.#reportFailure(open, verdict.reason)
        open.note(this.#ports.clock.now(), 'rolling-back', 'ECS is rolling back')
        return
      case 'succeeded': {
        const done = completedEnd(open, verdict, { service, now: this.#poll.seenAt })
        if (done?.outcome === 'failed') await this.#reportFailure(open, done.reason)
        return done && this.#end(open, done.outcome, done)
      }
      case 'superseded':
        if (verdict.by && (await this.#advice.isEqual(open.start, verdict.by))) this.#adopt(open, verdict.by)
        else this.#end(open, 'superseded', verdict)
        return
      case 'failed':
        await this.#reportFailure(open, verdict.reason)
        return this.#end(open, 'failed', verdict)
      case 'rolled-back':
        await this.#reportFailure(open, verdict.reason)
        return this.#end(open, 'rolled-back', { reason: verdict.reason, rollback: 'completed' })
      default:
        assertNever(verdict)
    }
  }

  /** Somebody else has deployed the same: that is watched from now on; when ECS created it is not known. */
  #adopt(open: OpenRollout, { deploymentId, taskDefinition }: OtherDeployment): void {
    const { createdAt: _, ...target } = open.target
    const same =
      taskDefinition === target.taskDefinition
        ? 'of the same definition'
        : `of ${lastPartOf(taskDefinition)}, which equals ${lastPartOf(target.taskDefinition)},`
    open.say(`deployment ${deploymentId} ${same} took over; following it`)
    open.target = { ...target, deploymentId, taskDefinition, before: [...target.before, target.deploymentId] }
    open.memory = FRESH_MEMORY
    open.countAnew()
    this.#isNew = true
  }

  /** Asks what failed task starts show after each further failure; each cause is reported at once, as one warning. */
  async #weigh(open: OpenRollout, service: ServiceState): Promise<void> {
    const mine = deploymentOf(service, open.target.deploymentId)
    const evidence = `${mine?.failedTasks ?? 0} ${service.events[0]?.id ?? ''}`
    if (open.reported || evidence === open.weighed || !mine) return
    const weighed = await this.#advice.weigh({ ...open.start, target: open.target }, service)
    // What ECS does not show yet is read again at the next poll.
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
    open.fail(reason)
    await this.#advice.onFailure({ ...open.start, target: open.target })
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
    for (const { open } of [...this.#entries]) this.#end(open, 'cancelled', open.cancelled)
  }

  #isOpen(open: OpenRollout): boolean {
    return this.#entries.some(entry => entry.open === open)
  }

  #end(open: OpenRollout, outcome: RolloutEnd['outcome'], why: WatchEnd): void {
    const { reason, error, isOngoing, isUnverified, isDeleted, rollback, isWarning } = why
    const entry = this.#entries.find(other => other.open === open)
    if (!entry) return
    this.#entries = this.#entries.filter(other => other !== entry)
    const finishedAt = outcome === 'cancelled' ? this.#ports.clock.now() : this.#poll.seenAt
    const { words, isGood } = endingWords(open.start, outcome, why)
    open.note(finishedAt, 'ended', words)
    this.#recaps.push(
      open.conclude(words, formatDuration(finishedAt - open.start.startedAt), { reason, isGood })
    )
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
