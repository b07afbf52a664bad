import { AwsError } from '../../aws/error.ts'
import type { Clock } from '../../clock.ts'
import { grouped } from '../../group.ts'
import type { Log } from '../../log.ts'
import { present } from '../../present.ts'
import type { ServiceSnapshot } from '../deployments.ts'
import { withoutContinued } from '../pauses.ts'
import type { EcsPort, ServiceState } from '../ports.ts'
import { DeploymentRecords } from '../records.ts'
import type { OpenRollout } from './open-rollout.ts'

/**
 * How long all reads may fail (throttling, errors of AWS, lost connections) before the poller gives up, in
 * milliseconds: longer than an API is usually out of order, and the deployment continues without being watched.
 */
const PATIENCE_MS = 5 * 60_000

/** The result of polling one rollout: its service and record, or the error that makes further polling pointless. */
export type PolledRollout = { readonly look: ServiceSnapshot } | { readonly error: AwsError }

/**
 * ServicePoller reads the state of many rollouts together, one batch per cluster, and tolerates reads that fail for a
 * while.
 */
export class ServicePoller {
  readonly #log: Log
  readonly #records = new Map<EcsPort, DeploymentRecords>()
  readonly #clock: Pick<Clock, 'now'>
  /** Since when reads of a cluster have failed in a row, in milliseconds since 1970. */
  readonly #failing = new Map<string, number>()

  constructor(log: Log, clock: Pick<Clock, 'now'>) {
    this.#log = log
    this.#clock = clock
  }

  /**
   * look returns the state of each rollout; a rollout whose cluster could not be read this time is omitted.
   * Throws no AwsError.
   */
  async look(rollouts: readonly OpenRollout[]): Promise<ReadonlyMap<OpenRollout, PolledRollout>> {
    const followed = new Set(rollouts.map(({ target }) => target.deploymentId))
    for (const records of this.#records.values()) records.keepOnly(followed)
    const groups = grouped(rollouts, ({ start: { site } }) =>
      JSON.stringify([site.region, site.cluster, site.roleArn])
    )
    const seen = await Promise.all([...groups].map(([key, group]) => this.#lookAt(key, group)))
    return new Map(seen.flatMap(entries => [...entries]))
  }

  async #lookAt(
    key: string,
    group: readonly OpenRollout[]
  ): Promise<ReadonlyMap<OpenRollout, PolledRollout>> {
    const [first] = group
    if (!first) return new Map()
    const { ecs, site } = first.start
    try {
      const names = group.map(({ start }) => start.service)
      const { services } = await ecs.describeServices(site.cluster, names)
      this.#failing.delete(key)
      return await this.#withRecords(ecs, group, new Map(services.map(state => [state.service, state])))
    } catch (error) {
      if (!(error instanceof AwsError)) throw error
      if (!this.#isHopeless(key, error)) return new Map()
      return new Map(group.map(open => [open, { error }]))
    }
  }

  async #withRecords(
    ecs: EcsPort,
    group: readonly OpenRollout[],
    states: ReadonlyMap<string, ServiceState>
  ): Promise<ReadonlyMap<OpenRollout, PolledRollout>> {
    const wanted = group.flatMap(({ start, target }) => {
      const state = states.get(start.service)
      if (state === undefined || target.scaleTo !== undefined) return []
      const { service, site } = start
      // a deployment that was started before this run is looked for from its own start
      const startedAt = Math.min(start.startedAt, target.createdAt ?? start.startedAt)
      return [{ service, cluster: site.cluster, startedAt, deploymentId: target.deploymentId, state }]
    })
    const records = await this.#recordsOf(ecs).read(wanted)
    return new Map(
      group.map(open => {
        const read = records.get(open.target.deploymentId)
        const record = read && withoutContinued(read, open.target.continued)
        const service = states.get(open.start.service)
        return [open, { look: { service, ...present({ record }) } }]
      })
    )
  }

  #recordsOf(ecs: EcsPort): DeploymentRecords {
    const known = this.#records.get(ecs) ?? new DeploymentRecords(ecs, this.#log)
    this.#records.set(ecs, known)
    return known
  }

  #isHopeless(key: string, error: AwsError): boolean {
    const now = this.#clock.now()
    const since = this.#failing.get(key)
    if (since === undefined) this.#failing.set(key, now)
    const permanent = ['denied', 'expired', 'missing', 'refused'].includes(error.kind)
    if (permanent || now - (since ?? now) >= PATIENCE_MS) return true
    // once for reads that fail in a row
    if (since !== undefined) return false
    this.#log.warning(
      `Could not read the state of the services (${error.operation}: ${error.awsName}); retrying.`
    )
    return false
  }
}
