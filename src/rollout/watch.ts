import { AwsError } from '../aws/error.ts'
import type { Clock } from '../clock.ts'
import type { Log } from '../log.ts'
import { classify, FRESH_MEMORY, type Memory, type Target, type Verdict } from './classify.ts'
import { Narrator } from './narrator.ts'
import type { Outcome } from './outcome.ts'
import type { EcsPort, ServiceDeployment, ServiceState } from './ports.ts'
import { formatDuration } from './progress.ts'
import { DeploymentRecords } from './records.ts'

/** ECS decides in seconds; a steady five keeps well inside the request buckets (100 burst, 20 a second) with batches of ten. */
export const POLL_INTERVAL_MS = 5_000

/** So many looks in a row may fail (throttling, lost connections) before the watch gives up. */
const FAILED_LOOKS_ALLOWED = 10

/** A rollout to be watched to its end. */
export type RolloutStart = {
  readonly service: string
  readonly cluster: string
  readonly target: Target
  readonly startedAt: number
  /** Ids of events from before the start; they are not printed. */
  readonly seenEvents: readonly string[]
}

/** How a watched rollout ended. `target` is the deployment that was followed last. */
export type RolloutEnd = {
  readonly service: string
  readonly target: Target
  readonly outcome: Exclude<Outcome, 'unchanged' | 'not-started'>
  readonly reason: string
  readonly finishedAt: number
  /** Set when AWS refused to let us look: the outcome is then not known to be bad, it is unverified. */
  readonly error?: AwsError
}

export type WatchPorts = { readonly ecs: EcsPort; readonly clock: Clock; readonly log: Log }

export type WatchOptions = {
  /** How long one rollout may take, milliseconds from its start. */
  readonly timeoutMs: number
  readonly signal?: AbortSignal
  /** Called once a rollout, as soon as it is known to fail, while ECS may still be rolling back. */
  readonly onFailure: (rollout: RolloutStart, reason: string) => Promise<void>
}

/** watchRollouts polls all rollouts together until each has ended, in any way. Throws nothing. */
export async function watchRollouts(
  starts: readonly RolloutStart[],
  options: WatchOptions,
  ports: WatchPorts
): Promise<readonly RolloutEnd[]> {
  const watcher = new Watcher(starts, options, ports)
  return watcher.run()
}

type Open = {
  readonly start: RolloutStart
  readonly narrator: Narrator
  target: Target
  memory: Memory
  reported: boolean
}

class Watcher {
  readonly #options: WatchOptions
  readonly #ports: WatchPorts
  readonly #records: DeploymentRecords
  readonly #ends: RolloutEnd[] = []
  readonly #recaps: (() => void)[] = []
  #open: Open[]
  #failedLooks = 0

  constructor(starts: readonly RolloutStart[], options: WatchOptions, ports: WatchPorts) {
    this.#options = options
    this.#ports = ports
    this.#records = new DeploymentRecords(ports.ecs, ports.log)
    this.#open = starts.map(start => ({
      start,
      narrator: new Narrator(start.service, ports.log, start.seenEvents),
      target: start.target,
      memory: FRESH_MEMORY,
      reported: false
    }))
  }

  async run(): Promise<readonly RolloutEnd[]> {
    while (this.#open.length > 0) {
      await this.#look()
      this.#endOverdue()
      if (this.#options.signal?.aborted) this.#endAll('cancelled', CANCELLED)
      if (this.#open.length > 0) await this.#ports.clock.sleep(this.#pause(), this.#options.signal)
    }
    for (const recap of this.#recaps) recap()
    return this.#ends
  }

  /** Five seconds, or what is left until the next deadline, so that the last look is at the deadline. */
  #pause(): number {
    const now = this.#ports.clock.now()
    const left = this.#open.map(open => open.start.startedAt + this.#options.timeoutMs - now)
    return Math.max(0, Math.min(POLL_INTERVAL_MS, ...left))
  }

  async #look(): Promise<void> {
    const clusters = new Set(this.#open.map(open => open.start.cluster))
    for (const cluster of clusters) {
      const open = this.#open.filter(({ start }) => start.cluster === cluster)
      try {
        const names = open.map(({ start }) => start.service)
        const { services } = await this.#ports.ecs.describeServices(cluster, names)
        this.#failedLooks = 0
        await this.#judgeAll(open, new Map(services.map(state => [state.service, state])))
      } catch (error) {
        if (!(error instanceof AwsError)) throw error
        this.#noteFailedLook(open, error)
      }
    }
  }

  async #judgeAll(open: readonly Open[], states: ReadonlyMap<string, ServiceState>): Promise<void> {
    const wanted = open.flatMap(({ start, target }) => {
      const state = states.get(start.service)
      return state === undefined || target.scaleTo !== undefined
        ? []
        : [{ ...start, deploymentId: target.deploymentId, state }]
    })
    const records = await this.#records.read(wanted)
    for (const rollout of open) {
      const state = states.get(rollout.start.service)
      await this.#judge(rollout, state, records.get(rollout.target.deploymentId))
    }
  }

  async #judge(
    open: Open,
    service: ServiceState | undefined,
    record: ServiceDeployment | undefined
  ): Promise<void> {
    const look = record === undefined ? { service } : { service, record }
    const { verdict, memory } = classify(open.target, look, open.memory)
    open.memory = memory
    if (service) open.narrator.tell(open.target, service, record)
    await this.#act(open, verdict, service?.desiredCount)
  }

  async #act(open: Open, verdict: Verdict, desiredCount: number | undefined): Promise<void> {
    switch (verdict.state) {
      case 'in-progress':
        return
      case 'adopted':
        open.narrator.say(`deployment ${verdict.deploymentId} of the same definition took over; following it`)
        open.target = {
          ...open.target,
          deploymentId: verdict.deploymentId,
          before: [...open.target.before, open.target.deploymentId]
        }
        open.memory = FRESH_MEMORY
        return
      case 'rolling-back':
        await this.#reportFailure(open, verdict.reason)
        return
      case 'succeeded':
        this.#end(open, 'succeeded', desiredCount === 0 ? NOTHING_RAN : 'The deployment completed.')
        return
      case 'superseded':
        this.#end(open, 'superseded', verdict.reason)
        return
      case 'failed':
      case 'rolled-back':
        await this.#reportFailure(open, verdict.reason)
        this.#end(open, verdict.state, verdict.reason)
    }
  }

  async #reportFailure(open: Open, reason: string): Promise<void> {
    if (open.reported) return
    open.reported = true
    open.narrator.say(`FAILED: ${reason}`)
    await this.#options.onFailure({ ...open.start, target: open.target }, reason)
  }

  #noteFailedLook(open: readonly Open[], error: AwsError): void {
    this.#failedLooks += 1
    const hopeless =
      error.kind === 'denied' ||
      error.kind === 'expired' ||
      error.kind === 'missing' ||
      error.kind === 'refused'
    if (!hopeless && this.#failedLooks < FAILED_LOOKS_ALLOWED) {
      this.#ports.log.warning(
        `A look at the services failed (${error.operation}: ${error.awsName}); looking again.`
      )
      return
    }
    const reason = `Not verified: ${error.operation} failed (${error.awsName}). The deployment itself goes on in ECS.`
    for (const rollout of open) this.#end(rollout, 'failed', reason, error)
  }

  #endOverdue(): void {
    const now = this.#ports.clock.now()
    for (const open of [...this.#open]) {
      if (now < open.start.startedAt + this.#options.timeoutMs) continue
      const limit = formatDuration(this.#options.timeoutMs)
      if (open.memory.failure !== undefined) {
        this.#end(open, 'failed', `${open.memory.failure} The rollback was not over after ${limit}.`)
      } else this.#end(open, 'timed-out', `Not finished after ${limit}: ${open.narrator.progress}.`)
    }
  }

  #endAll(outcome: RolloutEnd['outcome'], reason: string): void {
    for (const open of [...this.#open]) this.#end(open, outcome, reason)
  }

  #end(open: Open, outcome: RolloutEnd['outcome'], reason: string, error?: AwsError): void {
    this.#open = this.#open.filter(other => other !== open)
    const took = formatDuration(this.#ports.clock.now() - open.start.startedAt)
    open.narrator.say(`${outcome} after ${took}: ${reason}`)
    if (reason === NOTHING_RAN) open.narrator.warn(reason)
    this.#recaps.push(() => open.narrator.recap(`${open.start.service}: ${outcome} after ${took}`))
    this.#ends.push({
      service: open.start.service,
      target: open.target,
      outcome,
      reason,
      finishedAt: this.#ports.clock.now(),
      ...(error === undefined ? {} : { error })
    })
  }
}

/** True, but it proves nothing: ECS completes a deployment of no tasks at once. */
const NOTHING_RAN =
  'The deployment completed, but the desired count is 0: no task was started, so it is not known whether one can.'

const CANCELLED = 'The run was cancelled while the deployment was rolling out; it goes on in ECS.'
