import { AwsError } from '../aws/error.ts'
import type { Log } from '../log.ts'
import { primaryOf } from './deployments.ts'
import type { EcsPort, ServiceDeployment, ServiceState } from './ports.ts'

/** A rollout whose record is wanted. */
export type RecordWanted = {
  readonly cluster: string
  readonly service: string
  readonly deploymentId: string
  /** When our deployment was started, milliseconds since 1970, by our clock. */
  readonly startedAt: number
  readonly state: ServiceState
}

/** Clocks of the runner and of AWS differ; records this much older than our start are still looked at. */
const CLOCK_SKEW_MS = 5 * 60_000

/** After so many failed reads in a row the API is taken for one that this endpoint does not have. */
const FAILURES_TO_GIVE_UP = 3

/**
 * DeploymentRecords finds and reads the service deployments (ListServiceDeployments, DescribeServiceDeployments) that
 * belong to our deployments. Where the permission or the operation is missing it says so once and gives nothing, and
 * the watcher decides from `deployments[]` instead. A record is ours when its target revision's ARN ends with the
 * digits of our deployment id, or when ECS names it as the current one while our deployment is PRIMARY.
 */
export class DeploymentRecords {
  readonly #ecs: EcsPort
  readonly #log: Log
  readonly #arns = new Map<string, string>()
  #available = true
  #failures = 0

  constructor(ecs: EcsPort, log: Log) {
    this.#ecs = ecs
    this.#log = log
  }

  /** read gives the records that can be read now, by deployment id. Throws nothing: a record is a help, not a need. */
  async read(wanted: readonly RecordWanted[]): Promise<ReadonlyMap<string, ServiceDeployment>> {
    if (!this.#available || wanted.length === 0) return new Map()
    try {
      await Promise.all(wanted.map(rollout => this.#find(rollout)))
      const found = await this.#describe(wanted)
      this.#failures = 0
      return found
    } catch (error) {
      this.#note(error)
      return new Map()
    }
  }

  async #find(rollout: RecordWanted): Promise<void> {
    if (this.#arns.has(rollout.deploymentId)) return
    const current = rollout.state.currentServiceDeployment
    const primary = primaryOf(rollout.state)
    if (current !== undefined && primary?.id === rollout.deploymentId) {
      this.#arns.set(rollout.deploymentId, current)
      return
    }
    const since = rollout.startedAt - CLOCK_SKEW_MS
    const records = await this.#ecs.listServiceDeployments(rollout.cluster, rollout.service, since)
    const mine = records.find(record => belongsTo(record, rollout.deploymentId))
    if (mine) this.#arns.set(rollout.deploymentId, mine.arn)
  }

  async #describe(wanted: readonly RecordWanted[]): Promise<ReadonlyMap<string, ServiceDeployment>> {
    const ids = new Map<string, string>()
    for (const { deploymentId } of wanted) {
      const arn = this.#arns.get(deploymentId)
      if (arn !== undefined) ids.set(arn, deploymentId)
    }
    if (ids.size === 0) return new Map()
    const records = await this.#ecs.describeServiceDeployments([...ids.keys()])
    return new Map(records.map(record => [ids.get(record.arn) ?? '', record]))
  }

  #note(error: unknown): void {
    this.#failures += 1
    const kind = error instanceof AwsError ? error.kind : 'lost'
    if (kind !== 'denied' && kind !== 'unsupported' && this.#failures < FAILURES_TO_GIVE_UP) return
    this.#available = false
    const operation = error instanceof AwsError ? error.operation : 'ecs:ListServiceDeployments'
    const why = kind === 'denied' ? 'no permission for' : 'this endpoint does not answer'
    this.#log.notice(
      `The deployments' own records are not used (${why} ${operation}); the outcome is decided from the service's deployment list and events.`
    )
  }
}

function belongsTo(record: ServiceDeployment, deploymentId: string): boolean {
  const digits = deploymentId.slice(deploymentId.lastIndexOf('/') + 1)
  return record.targetRevisionArn?.endsWith(`/${digits}`) ?? false
}
