import { AwsError } from '../aws/error.ts'
import type { Log } from '../log.ts'
import { deploymentUnderWay, primaryOf } from './deployments.ts'
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

/** The bucket of ListServiceDeployments gives 20 a second: as many a look as leave most of it to others. */
const LISTS_A_LOOK = 40

/** After so many failed reads in a row the API is taken for one that this endpoint does not have. */
const FAILURES_TO_GIVE_UP = 3

/**
 * recordOf picks the record of a deployment: the one whose target revision's ARN ends with the digits of the deployment's
 * id. Nothing else says whose a record is; the service's member `currentServiceDeployment` may still name the deployment
 * before (kayac/ecspresso#945). Pure; undefined where none is.
 */
export function recordOf<R extends Pick<ServiceDeployment, 'targetRevisionArn'>>(
  deploymentId: string,
  records: readonly R[]
): R | undefined {
  const digits = deploymentId.slice(deploymentId.lastIndexOf('/') + 1)
  return records.find(({ targetRevisionArn }) => targetRevisionArn?.endsWith(`/${digits}`))
}

/**
 * findRecord reads the record of one deployment; undefined where ECS does not list it, or not yet. `startedAt` is when
 * the deployment was started, in milliseconds since 1970, by any clock. Throws AwsError.
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
 * belong to our deployments. Where the permission or the operation is missing it says so once and gives nothing, and
 * the watcher decides from `deployments[]` instead. What the service names as current is only a guess, which costs no
 * call of its own: it is read with the other records and used when it turns out to be the right one.
 */
export class DeploymentRecords {
  readonly #ecs: EcsPort
  readonly #log: Log
  readonly #arns = new Map<string, string>()
  /** How often the record of a deployment was looked for. */
  readonly #listed = new Map<string, number>()
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

  /** The records that are known, and the guesses, twenty a call. */
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

  /** Whose records are looked for now: first those of whom the service's list tells no more, then who waits longest. */
  #turnsOf(open: readonly RecordWanted[]): readonly RecordWanted[] {
    const rank = ({ state, deploymentId }: RecordWanted) =>
      deploymentUnderWay(state)?.id === deploymentId ? (this.#listed.get(deploymentId) ?? 0) : -1
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
      `The deployments' own records are not used (${why} ${operation}); the outcome is decided from the service's deployment list and events.`
    )
  }
}

/** The record that ECS names as the current one, where ours could be it. */
function guessOf({ state, deploymentId }: RecordWanted): string | undefined {
  return primaryOf(state)?.id === deploymentId ? state.currentServiceDeployment : undefined
}
