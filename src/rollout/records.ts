import { AwsError } from '../aws/error.ts'
import type { Log } from '../log.ts'
import { deploymentInProgress, primaryOf } from './deployments.ts'
import type { EcsPort, ServiceDeployment, ServiceState } from './ports.ts'

/** A rollout whose record is needed. */
export type RecordWanted = {
  readonly cluster: string
  readonly service: string
  readonly deploymentId: string
  /** When our deployment was started, in milliseconds since 1970, by the runner's clock. */
  readonly startedAt: number
  readonly state: ServiceState
}

/** The clocks of the runner and of AWS differ; records up to this much older than our start are considered. */
const CLOCK_SKEW_MS = 5 * 60_000

/** Reads per poll. The bucket of ListServiceDeployments refills at 20 per second, and most of it is left to others. */
const LISTS_A_LOOK = 40

/** After this many consecutive failed reads, the endpoint is assumed not to support the API. */
const FAILURES_TO_GIVE_UP = 3

/**
 * recordOf picks the record of a deployment: the one whose target revision's ARN ends with the digits of the
 * deployment's ID. Nothing else identifies it; the service's member `currentServiceDeployment` may still name the
 * previous deployment (kayac/ecspresso#945). Pure. Returns undefined if there is none.
 */
export function recordOf<R extends Pick<ServiceDeployment, 'targetRevisionArn'>>(
  deploymentId: string,
  records: readonly R[]
): R | undefined {
  const digits = deploymentId.slice(deploymentId.lastIndexOf('/') + 1)
  return records.find(({ targetRevisionArn }) => targetRevisionArn?.endsWith(`/${digits}`))
}

/**
 * findRecord reads the record of one deployment; undefined if ECS does not list it (yet). `startedAt` is when the
 * deployment was started, in milliseconds since 1970, by any clock. Throws AwsError.
 */
export async function findRecord(
  ecs: Pick<EcsPort, 'listServiceDeployments'>,
  { cluster, service, deploymentId, startedAt }: Omit<RecordWanted, 'state'>
): Promise<ServiceDeployment | undefined> {
  const since = startedAt - CLOCK_SKEW_MS
  return recordOf(deploymentId, await ecs.listServiceDeployments(cluster, service, since))
}

/**
 * DeploymentRecords finds and reads the service deployments (ListServiceDeployments, DescribeServiceDeployments) that
 * belong to our deployments. If the permission or the operation is missing, it reports this once and returns nothing,
 * and the watcher decides from `deployments[]` instead. The record that the service shows as current is only a guess
 * that costs no extra call: it is read together with the others and used if it proves to be the right one.
 */
export class DeploymentRecords {
  readonly #ecs: EcsPort
  readonly #log: Log
  readonly #arns = new Map<string, string>()
  /** How often the record of a deployment has been looked for. */
  readonly #listed = new Map<string, number>()
  #available = true
  #failures = 0

  constructor(ecs: EcsPort, log: Log) {
    this.#ecs = ecs
    this.#log = log
  }

  /**
   * read returns the records that can be read now, by deployment ID. Throws nothing, because a rollout can be watched
   * without records.
   */
  async read(wanted: readonly RecordWanted[]): Promise<ReadonlyMap<string, ServiceDeployment>> {
    if (!this.#available || wanted.length === 0) return new Map()
    try {
      const described = await this.#describe(wanted)
      const turns = this.#turnsOf(wanted.filter(({ deploymentId }) => !this.#arns.has(deploymentId)))
      const listed = (await Promise.all(turns.map(rollout => this.#list(rollout)))).flat()
      const newlyFound = listed.length === 0 ? [] : await this.#describe(turns)
      this.#failures = 0
      return new Map([...described, ...listed, ...newlyFound])
    } catch (error) {
      this.#note(error)
      return new Map()
    }
  }

  /** keepOnly forgets all other deployments: a run can follow thousands, one after the other. */
  keepOnly(deploymentIds: ReadonlySet<string>): void {
    for (const known of [this.#arns, this.#listed])
      for (const id of known.keys()) if (!deploymentIds.has(id)) known.delete(id)
  }

  /** Reads the known records and the guesses, twenty per call. */
  async #describe(wanted: readonly RecordWanted[]): Promise<ReadonlyMap<string, ServiceDeployment>> {
    const arns = wanted.flatMap(rollout => this.#arns.get(rollout.deploymentId) ?? guessOf(rollout) ?? [])
    if (arns.length === 0) return new Map()
    const records = await this.#ecs.describeServiceDeployments([...new Set(arns)])
    return new Map(
      wanted.flatMap(({ deploymentId }) => {
        const record = recordOf(deploymentId, records)
        if (record) this.#arns.set(deploymentId, record.arn)
        return record ? [[deploymentId, record] as const] : []
      })
    )
  }

  /**
   * Chooses the records to look for now: first those of services whose list shows nothing more, then those that have
   * waited longest.
   */
  #turnsOf(open: readonly RecordWanted[]): readonly RecordWanted[] {
    const rank = ({ state, deploymentId }: RecordWanted) =>
      deploymentInProgress(state)?.id === deploymentId ? (this.#listed.get(deploymentId) ?? 0) : -1
    const turns = open.toSorted((a, b) => rank(a) - rank(b)).slice(0, LISTS_A_LOOK)
    for (const { deploymentId } of turns)
      this.#listed.set(deploymentId, (this.#listed.get(deploymentId) ?? 0) + 1)
    return turns
  }

  async #list(rollout: RecordWanted): Promise<readonly (readonly [string, ServiceDeployment])[]> {
    const { deploymentId } = rollout
    const record = await findRecord(this.#ecs, rollout)
    if (!record) return []
    this.#arns.set(deploymentId, record.arn)
    return [[deploymentId, record]]
  }

  #note(error: unknown): void {
    this.#failures += 1
    const kind = error instanceof AwsError ? error.kind : 'lost'
    if (kind !== 'denied' && kind !== 'unsupported' && this.#failures < FAILURES_TO_GIVE_UP) return
    this.#available = false
    const operation = error instanceof AwsError ? error.operation : 'ecs:ListServiceDeployments'
    const why = kind === 'denied' ? 'no permission for' : 'this endpoint does not answer'
    this.#log.notice(
      `Service deployments are not used (${why} ${operation}); the outcome is decided from the service's deployment list and events.`
    )
  }
}

/** The record that ECS shows as the current one, if it could be ours. */
function guessOf({ state, deploymentId }: RecordWanted): string | undefined {
  return primaryOf(state)?.id === deploymentId ? state.currentServiceDeployment : undefined
}
