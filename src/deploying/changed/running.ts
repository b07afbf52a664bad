import { lastPartOf } from '../../arn.ts'
import { AwsError } from '../../aws/error.ts'
import { type CommitRecord, commitRecordOf } from '../../plan/commit-tag.ts'
import { primaryOf } from '../../rollout/deployments.ts'
import type { LiveDefinition, ServiceState } from '../../rollout/ports.ts'
import { accountKey, type DeployingPorts } from '../connections.ts'
import type { DeployableService } from './deployable.ts'
import { fingerprintOf } from './fingerprint.ts'

/** The commit that a service runs, or a clause that explains why it is unknown. */
export type Running = { readonly record: CommitRecord } | { readonly unknown: string }

/** Reads revisions, each once. */
export class RevisionReader {
  readonly #run: DeployingPorts
  readonly #asked = new Map<string, Promise<LiveDefinition | 'denied' | undefined>>()

  constructor(run: DeployingPorts) {
    this.#run = run
  }

  /** Reads by ARN or family. Throws AwsError, except for a missing permission. */
  read(site: DeployableService['site'], name: string): Promise<LiveDefinition | 'denied' | undefined> {
    const key = `${accountKey(site)} ${name}`
    const answer = this.#asked.get(key) ?? this.#ask(site, name)
    this.#asked.set(key, answer)
    return answer
  }

  async #ask(site: DeployableService['site'], name: string): Promise<LiveDefinition | 'denied' | undefined> {
    const { aws } = this.#run
    try {
      return await (await aws(site)).ecs.describeTaskDefinition(name)
    } catch (error) {
      if (error instanceof AwsError && error.kind === 'denied') return 'denied'
      throw error
    }
  }
}

/**
 * isOurs reports whether a deployment of this program registered a revision from a commit and the revision still
 * matches its record.
 */
export function isOurs({ definition }: LiveDefinition): boolean {
  return commitRecordOf(definition)?.fingerprint === fingerprintOf(definition)
}

/** commitRunning returns the commit of a service's last successful deployment. It reads only the running revision. */
export async function commitRunning(
  candidate: DeployableService,
  state: ServiceState | undefined,
  { revisions, environment }: { readonly revisions: RevisionReader; readonly environment?: string }
): Promise<Running> {
  if (state === undefined || state.status === 'INACTIVE') return { unknown: 'it does not exist yet' }
  if (state.status !== 'ACTIVE') return { unknown: `it is ${state.status}` }
  if (state.taskDefinition === '') return { unknown: 'it has no task definition yet' }
  const { rolloutState } = primaryOf(state) ?? {}
  if (rolloutState !== undefined && rolloutState !== 'COMPLETED')
    return { unknown: `its last deployment has not succeeded (${rolloutState})` }
  // the deployment can have succeeded long ago; the rest of the run waits for a task, and says if none runs
  if (state.desiredCount > 0 && state.runningCount === 0)
    return { unknown: `none of its tasks runs (desired: ${state.desiredCount})` }
  return recordIn(
    await revisions.read(candidate.site, state.taskDefinition),
    state.taskDefinition,
    environment
  )
}

/** recordIn returns the commit recorded with a revision, or why the record cannot be used. */
export function recordIn(
  live: LiveDefinition | 'denied' | undefined,
  arn: string,
  environment: string | undefined
): Running {
  const name = lastPartOf(arn)
  if (live === 'denied')
    return {
      unknown: `${name}, which it runs, could not be read (ecs:DescribeTaskDefinition is not allowed)`
    }
  if (live === undefined) return { unknown: `ECS no longer has ${name}, which it runs` }
  if (live.status !== 'ACTIVE')
    return { unknown: `${name}, which it runs, is ${live.status}: ECS starts no new task from it` }
  const record = commitRecordOf(live.definition)
  if (record === undefined) return { unknown: `it runs ${name}, in which no commit is recorded` }
  const short = record.commit.slice(0, 7)
  if (!isOurs(live))
    return {
      unknown: `it runs ${name}, which is not the revision registered from ${short} but one made from it outside this action`
    }
  if (record.environment !== environment)
    return { unknown: `it runs ${name}, which was registered for ${record.environment ?? 'no environment'}` }
  return { record }
}
