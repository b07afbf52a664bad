import { AwsError } from '../aws/error.ts'
import type { Clock } from '../clock.ts'
import type { JsonObject } from '../json.ts'
import type { EcsPort, LiveDefinition } from './ports.ts'

/** A definition to register, and how to recognize that it has already been registered. */
export type RegistrationRequest = {
  readonly family: string
  readonly definition: JsonObject
  /** The family's newest revision before this run, or 0 if there was none. */
  readonly latestRevision: number
  /** Returns whether a revision in ECS is the wanted one. */
  readonly equals: (live: LiveDefinition) => boolean
  /** Aborted when the run is cancelled; there is then time for one read but not for another attempt. */
  readonly signal?: AbortSignal
}

/**
 * Delays between the reads after a lost response, in milliseconds; half a minute in total. ECS is eventually
 * consistent, and a read that is too early would cause a second registration.
 */
const LOOK_AFTER_MS = [500, 2_000, 4_000, 8_000, 16_000]
/** Delay before the read of a cancelled run. */
const LAST_LOOK_MS = 1_000
const ATTEMPTS = 4

/**
 * registerDefinitionOnce registers a definition exactly once. If the response is lost (the connection broke after the
 * request was sent), it is unknown whether ECS carried it out, and RegisterTaskDefinition has no client token. It
 * therefore reads the family: a newer revision that equals ours is ours. Only if none appears is the request sent
 * again.
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
