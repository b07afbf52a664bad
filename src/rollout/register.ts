import { AwsError } from '../aws/error.ts'
import type { Clock } from '../clock.ts'
import type { JsonObject } from '../json.ts'
import type { EcsPort, LiveDefinition } from './ports.ts'

/** A definition to be registered, and how to recognise that it already was. */
export type RegistrationRequest = {
  readonly family: string
  readonly definition: JsonObject
  /** The family's newest revision before this run, 0 for none. */
  readonly latestRevision: number
  /** Whether a revision ECS holds is the wanted one. */
  readonly equals: (live: LiveDefinition) => boolean
  /** Aborted when the run is cancelled: then there is time for one look and none for another attempt. */
  readonly signal?: AbortSignal
}

/**
 * Waits between the looks after a lost answer, milliseconds: ECS is eventually consistent, and a look that is too early
 * would register a second revision. Half a minute together.
 */
const LOOK_AFTER_MS = [500, 2_000, 4_000, 8_000, 16_000]
/** Before the look of a run that was cancelled. */
const LAST_LOOK_MS = 1_000
const ATTEMPTS = 4

/**
 * registerDefinitionOnce registers a definition exactly once. When the answer is lost (the connection broke after the
 * request went out), nobody knows whether ECS carried it out: RegisterTaskDefinition has no client token. So the family
 * is looked at: a newer revision that equals ours is ours. Only if none appears is it asked again.
 * Throws AwsError.
 */
export async function registerDefinitionOnce(
  ecs: EcsPort,
  clock: Clock,
  request: RegistrationRequest
): Promise<LiveDefinition> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await ecs.registerTaskDefinition(request.definition)
    } catch (error) {
      if (!(error instanceof AwsError) || error.kind !== 'lost') throw error
      const found = await findRegistered(ecs, clock, request)
      if (found) return found
      if (attempt === ATTEMPTS || request.signal?.aborted) throw error
    }
  }
}

async function findRegistered(
  ecs: EcsPort,
  clock: Clock,
  request: RegistrationRequest
): Promise<LiveDefinition | undefined> {
  const { signal } = request
  for (const wait of LOOK_AFTER_MS) {
    const isLast = signal?.aborted === true
    await (isLast ? clock.sleep(Math.min(wait, LAST_LOOK_MS)) : clock.sleep(wait, signal))
    const latest = await ecs.describeTaskDefinition(request.family)
    if (latest && latest.revision > request.latestRevision && request.equals(latest)) return latest
    if (isLast) return undefined
  }
  return undefined
}
