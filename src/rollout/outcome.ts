import { lastPartOf } from '../arn.ts'

/**
 * How one service's run ended (design: "Machine output"). Only `succeeded` and `unchanged` are success. `requested`:
 * the run does not wait (`wait-until: none`), so that it is good, but nothing is known of its deployment.
 */
export type Outcome =
  | 'succeeded'
  | 'requested'
  | 'unchanged'
  | 'failed'
  | 'rolled-back'
  | 'timed-out'
  | 'superseded'
  | 'cancelled'
  | 'not-started'

/** The reason of a deployment that ECS or CodeDeploy has completed; it adds nothing to the outcome. */
export const COMPLETED = 'The deployment completed.'

/** Why a service was not started. */
export type NotStarted = Pick<ServiceResult, 'reason' | 'isBlocked' | 'isCancelled' | 'isDeleted'>

/** A service that was not changed because of a problem, which is reported once. */
export const BLOCKED: NotStarted = {
  reason: 'Not started: fix the problems that are reported; nothing was changed.',
  isBlocked: true
}

/** The reasons why a cancelled run has not changed services. */
export const CANCELLED_BEFORE: NotStarted = {
  reason: 'The run was cancelled before this service was touched.',
  isCancelled: true
}
export const CANCELLED_REGISTERED: NotStarted = {
  reason: 'The run was cancelled before any service was touched; the next run uses what was registered.',
  isCancelled: true
}
export const CANCELLED_UNREGISTERED: NotStarted = {
  reason: 'The run was cancelled before any service was touched; nothing was registered.',
  isCancelled: true
}

/** One entry of the output `results`. Times are in ISO 8601; unknown members are absent. */
export type ServiceResult = {
  /** The name of the service in ECS. */
  readonly service: string
  /** Its key in the configuration file, if it differs from the name. */
  readonly key?: string
  readonly cluster: string
  readonly region: string
  readonly outcome: Outcome
  readonly reason: string
  readonly taskDefinitionArn?: string
  readonly previousTaskDefinitionArn?: string
  readonly deploymentId?: string
  /** ARN of ECS's own record of the deployment (a service deployment); absent if it was not read. */
  readonly serviceDeploymentArn?: string
  readonly startedAt?: string
  readonly finishedAt?: string
  /** The run did not wait for the end: the deployment continues in ECS or CodeDeploy. */
  readonly isOngoing?: true
  /** The run could not watch it any more: its outcome states only that success was not verified. */
  readonly isUnverified?: true
  /** State of the deployment's rollback, whether ECS, CodeDeploy or this run has started it; absent without one. */
  readonly rollback?: RollbackState
  /** The service itself was deleted during the run. */
  readonly isDeleted?: true
  /** The run has changed nothing because of problems, which are reported. */
  readonly isBlocked?: true
  /** The run was cancelled before it changed the service. */
  readonly isCancelled?: true
  /** AWS refused the change, so that this run has changed nothing of the service. */
  readonly isRefused?: true
  /** The deployment is paused and waits for manual approval. */
  readonly paused?: PauseResult
}

/**
 * The state of a rollback, as far as the run has observed it: `in-progress` if it was requested or has begun and its
 * end was not observed; `failed` if the previous revision was not verified to run.
 */
export type RollbackState = 'in-progress' | 'completed' | 'failed'

/** A deployment at lifecycle hooks that wait for approval (PAUSE). Times are in ISO 8601. */
export type PauseResult = {
  readonly stage?: string
  readonly hookIds: readonly string[]
  /** Absent if ECS does not return it. */
  readonly since?: string
  /** When the pause times out, and what ECS does then: CONTINUE or ROLLBACK. */
  readonly until?: string
  readonly timeoutAction?: string
}

/** One moment of a rollout; `at` is in milliseconds since 1970. */
export type Milestone = {
  readonly at: number
  readonly what:
    | 'registered'
    | 'updated'
    | 'first-task'
    | 'stage'
    | 'traffic'
    | 'paused'
    | 'continued'
    | 'failing'
    | 'rolling-back'
    | 'ended'
  /** Text for the user, e.g. `10 % of production traffic`; contains no secret values. */
  readonly text: string
}

/** The number of tasks at one poll; `at` is in milliseconds since 1970. */
export type TaskSample = {
  readonly at: number
  readonly desired: number
  /** Tasks of the deployment being watched. */
  readonly running: number
  readonly pending: number
  /** Running tasks of all other deployments of the service. */
  readonly old: number
  /** Total number of failed task starts of the deployment. */
  readonly failed: number
}

/** The course of a rollout: its moments, oldest first, and the underlying numbers. */
export type RolloutCourse = {
  readonly milestones: readonly Milestone[]
  /** A step function: a sample for each change, and the last poll. Absent if nothing was polled, as for CodeDeploy. */
  readonly samples?: readonly TaskSample[]
}

/** What happened to one service. */
export type Timeline = RolloutCourse & {
  readonly service: string
  readonly cluster: string
  readonly region: string
  /** The wave of the service, starting at 1; absent if all services start at the same time. */
  readonly wave?: number
}

/** isGood returns whether a run can end well with this outcome. */
export function isGood(outcome: Outcome): boolean {
  return outcome === 'succeeded' || outcome === 'requested' || outcome === 'unchanged'
}

/** isFailure returns whether a service was touched and did not succeed. */
export function isFailure({ outcome }: Pick<ServiceResult, 'outcome'>): boolean {
  return !isGood(outcome) && outcome !== 'not-started'
}

/** A service with its name in ECS, and its key if that differs. */
export type KeyedService = { readonly service: string; readonly key?: string }

/** placeKeyOf returns a key that distinguishes services with the same name in other clusters and Regions. */
export function placeKeyOf({
  service,
  cluster,
  region
}: Pick<ServiceResult, 'service' | 'cluster' | 'region'>): string {
  return JSON.stringify([region, lastPartOf(cluster), service])
}

/** keyOf returns the name that this project uses for a service. */
export function keyOf({ service, key = service }: KeyedService): string {
  return key
}

/** labelOf returns the name of a service in messages: its key, followed by its name in ECS if that differs. */
export function labelOf({ service, key = service }: KeyedService): string {
  return key === service ? service : `${key} (${service})`
}

/**
 * The stages of a blue/green, linear or canary deployment in order (ECS API, `lifecycleStage` of a service deployment).
 * A run can wait until a rollout reaches one of them.
 */
export const LIFECYCLE_STAGES = [
  'RECONCILE_SERVICE',
  'PRE_SCALE_UP',
  'SCALE_UP',
  'POST_SCALE_UP',
  'TEST_TRAFFIC_SHIFT',
  'POST_TEST_TRAFFIC_SHIFT',
  'PRE_PRODUCTION_TRAFFIC_SHIFT',
  'PRODUCTION_TRAFFIC_SHIFT',
  'POST_PRODUCTION_TRAFFIC_SHIFT',
  'BAKE_TIME',
  'CLEAN_UP'
] as const

/** One stage of a traffic-shifting deployment. */
export type LifecycleStage = (typeof LIFECYCLE_STAGES)[number]

/** isStage returns whether a word is one of the stages. */
export function isStage(word: string): word is LifecycleStage {
  return (LIFECYCLE_STAGES as readonly string[]).includes(word)
}

/** hasReached returns whether a deployment at `stage` has reached `wanted`. An unknown stage has not. */
export function hasReached(stage: string | undefined, wanted: LifecycleStage): boolean {
  if (stage === undefined || !isStage(stage)) return false
  return LIFECYCLE_STAGES.indexOf(stage) >= LIFECYCLE_STAGES.indexOf(wanted)
}
