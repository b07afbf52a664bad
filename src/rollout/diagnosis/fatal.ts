import type { ServiceEvent, StoppedTask } from '../ports.ts'
import { PERSISTENT, type StartKind } from './causes.ts'
import type { CauseKind } from './diagnosis.ts'
import { recognize, recognizeTask } from './recognize.ts'

/** The observations of one deployment so far. Times are in milliseconds since 1970. */
export type FailureEvidence = {
  readonly deploymentId: string
  readonly startedAt: number
  readonly now: number
  /** Stopped tasks of the service; tasks of other deployments are filtered out here. */
  readonly stops: readonly StoppedTask[]
  /** Events of the service; events from before the start are filtered out here. */
  readonly events: readonly ServiceEvent[]
  /** Number of running tasks of the deployment. */
  readonly runningTasks: number
  /** Whether a task of the deployment has ever been healthy, if the caller knows. */
  readonly healthyEver?: boolean
}

/** Why no task of the deployment can start. */
export type Fatal = {
  readonly kind: StartKind | 'role' | 'placement' | 'exit'
  readonly reason: string
}

/** endsEarly returns whether failed starts with this cause end the wait of a run, once it is certain. */
export function endsEarly(kind: CauseKind): boolean {
  return PERSISTENT[kind] !== undefined || kind === 'role-not-assumable' || kind === 'no-placement'
}

const WORDS: Readonly<Record<StartKind, string>> = {
  secret: 'a secret cannot be read',
  registry: 'the registry refuses the log-in',
  credentials: 'the credentials of the registry cannot be used',
  image: 'the image cannot be pulled',
  log: 'the log group cannot be written to',
  command: 'the command is not in the image, or not executable',
  user: 'the user is not in the image'
}

const SAME_FAILURES = 2
/**
 * All tasks of one batch fail together, perhaps only because a recent permission change has not propagated yet; a later
 * task decides.
 */
const APART_MS = 10_000
const ROLE_EVENTS = 2
const EARLY_EXITS = 3
const EARLY_MS = 60_000
const PLACEMENT_EVENTS = 3
const PLACEMENT_MS = 120_000

/**
 * findFatal returns why further attempts of ECS cannot succeed. Returns undefined while a task of the deployment is
 * running, or if one has run for more than a minute or has been healthy.
 */
export function findFatal(evidence: FailureEvidence): Fatal | undefined {
  if (evidence.healthyEver || evidence.runningTasks > 0) return undefined
  const stops = evidence.stops.filter(
    ({ startedBy }) => startedBy === undefined || startedBy === evidence.deploymentId
  )
  if (stops.some(hasLasted)) return undefined
  const events = evidence.events.filter(({ createdAt }) => createdAt >= evidence.startedAt)
  return failedStarts(stops, evidence) ?? earlyExits(stops) ?? refusedRole(events) ?? noPlace(events)
}

/** Proves that the definition can run. */
function hasLasted({ startedAt, endedAt }: StoppedTask): boolean {
  return startedAt !== undefined && endedAt !== undefined && endedAt - startedAt > EARLY_MS
}

function failedStarts(stops: readonly StoppedTask[], evidence: FailureEvidence): Fatal | undefined {
  const times = new Map<StartKind, number[]>()
  for (const stop of stops) {
    if (stop.startedAt !== undefined) continue
    const cause = recognizeTask(stop)
    const kind = cause && PERSISTENT[cause]
    if (kind !== undefined) times.set(kind, [...(times.get(kind) ?? []), stop.stoppedAt ?? evidence.now])
  }
  const [kind, ended = []] = [...times].sort((a, b) => b[1].length - a[1].length)[0] ?? []
  if (kind === undefined || ended.length < SAME_FAILURES) return undefined
  if (Math.max(...ended) - Math.min(...ended) < APART_MS) return undefined
  const count = ended.length
  return {
    kind,
    reason: `No task of this deployment can start: ${WORDS[kind]} (${count} tasks failed so, and none has run).`
  }
}

/** An exit with code 0 is not a failure: the task may have had nothing to do yet, and ECS starts it again. */
function earlyExits(stops: readonly StoppedTask[]): Fatal | undefined {
  const early = stops.filter(isEarlyExit)
  if (early.length < EARLY_EXITS) return undefined
  const codes = [...new Set(early.flatMap(failureCodes))].sort((a, b) => a - b).join(', ')
  return {
    kind: 'exit',
    reason: `Tasks of this deployment keep exiting: ${early.length} tasks ended within 60 s of their start (exit code ${codes}).`
  }
}

function isEarlyExit(stop: StoppedTask): boolean {
  const { startedAt, endedAt, stopCode } = stop
  if (stopCode !== 'EssentialContainerExited' || startedAt === undefined || endedAt === undefined)
    return false
  return endedAt - startedAt <= EARLY_MS && failureCodes(stop).length > 0
}

/** Nonzero exit codes; 137 and 143 only if there is no other, because ECS ends the other containers with those. */
function failureCodes(stop: StoppedTask): readonly number[] {
  const codes = stop.containers.flatMap(({ exitCode }) =>
    exitCode === undefined || exitCode === 0 ? [] : [exitCode]
  )
  const own = codes.filter(code => code !== 137 && code !== 143)
  if (own.length > 0) return own
  const endedWell = stop.containers.some(({ exitCode }) => exitCode === 0)
  return endedWell ? [] : codes
}

function refusedRole(events: readonly ServiceEvent[]): Fatal | undefined {
  const refused = events.filter(({ message }) => recognize(message) === 'role-not-assumable')
  if (refused.length < ROLE_EVENTS) return undefined
  return {
    kind: 'role',
    reason: `No task of this deployment can start: ECS is not authorized to assume its role (tried ${refused.length} times).`
  }
}

/** Resources that an instance lacks only while other tasks run on it, or until the cluster has scaled out. */
const MAY_COME_FREE = /insufficient (?:cpu|memory|gpu)|already using a port/i

function noPlace(events: readonly ServiceEvent[]): Fatal | undefined {
  const times = events
    .filter(({ message }) => recognize(message) === 'no-placement' && !MAY_COME_FREE.test(message))
    .map(({ createdAt }) => createdAt)
  const spread = Math.max(...times) - Math.min(...times)
  if (times.length < PLACEMENT_EVENTS || spread < PLACEMENT_MS) return undefined
  return {
    kind: 'placement',
    reason: `No task of this deployment can be placed: no instance of the cluster fits (tried ${times.length} times in ${Math.floor(spread / 60_000)} min).`
  }
}
