/** How one service's run ended (design: "Machine output"). Only `succeeded` and `unchanged` are success. */
export type Outcome =
  | 'succeeded'
  | 'unchanged'
  | 'failed'
  | 'rolled-back'
  | 'timed-out'
  | 'superseded'
  | 'cancelled'
  | 'not-started'

/** One line of the output `results`. Times are ISO 8601; members that are not known are absent. */
export type ServiceResult = {
  /** The name that ECS has for it. */
  readonly service: string
  /** The key that the configuration file has for it, where that is another one. */
  readonly key?: string
  readonly cluster: string
  readonly region: string
  readonly outcome: Outcome
  readonly reason: string
  readonly taskDefinitionArn?: string
  readonly previousTaskDefinitionArn?: string
  readonly deploymentId?: string
  /** ARN of ECS's own record of the deployment (a service deployment); absent where it was not read. */
  readonly serviceDeploymentArn?: string
  readonly startedAt?: string
  readonly finishedAt?: string
  /** The run has not waited for its end: it continues in ECS or CodeDeploy. */
  readonly isOngoing?: true
  /** It stands still and waits for manual approval. */
  readonly paused?: PauseResult
}

/** A deployment at lifecycle hooks that wait for a person (PAUSE). Times are ISO 8601. */
export type PauseResult = {
  readonly stage?: string
  readonly hookIds: readonly string[]
  /** Absent where ECS does not tell. */
  readonly since?: string
  /** When ECS acts by itself, and what it does then: CONTINUE or ROLLBACK. */
  readonly until?: string
  readonly timeoutAction?: string
}

/** One moment of a rollout; `at` is milliseconds since 1970. */
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
  /** In words for a person, e.g. `10 % of production traffic`; no values. */
  readonly text: string
}

/** How many tasks there were at one poll; `at` is milliseconds since 1970. */
export type TaskSample = {
  readonly at: number
  readonly desired: number
  /** Tasks of the deployment that is watched. */
  readonly running: number
  readonly pending: number
  /** Running tasks of every other deployment of the service. */
  readonly old: number
  /** Starts of the deployment that failed, all in all. */
  readonly failed: number
}

/** When ECS decided how a deployment ends, by its own clock, and the first poll that showed it. Milliseconds since 1970. */
export type EcsDecision = {
  readonly what: 'completed' | 'failed'
  readonly at: number
  readonly seenAt: number
}

/** How a rollout went: its moments, oldest first, and the numbers behind them. */
export type RolloutCourse = {
  readonly milestones: readonly Milestone[]
  /** A step function: a sample where a number changed, and the last poll. Absent where nothing was polled, as for CodeDeploy. */
  readonly samples?: readonly TaskSample[]
  readonly decision?: EcsDecision
}

/** What happened to one service. */
export type Timeline = RolloutCourse & {
  readonly service: string
  readonly cluster: string
  readonly region: string
  /** Which wave it was in, from 1; absent where all services start at once. */
  readonly wave?: number
}

/** isGood says whether an outcome lets the run succeed. */
export function isGood(outcome: Outcome): boolean {
  return outcome === 'succeeded' || outcome === 'unchanged'
}

/** A service under ECS's name, and under its key where that is another one. */
export type KeyedService = { readonly service: string; readonly key?: string }

/** keyOf is what this project calls a service. */
export function keyOf({ service, key = service }: KeyedService): string {
  return key
}

/** labelOf is how a service is called in messages: by its key, with its name in ECS beside it where that is another one. */
export function labelOf({ service, key = service }: KeyedService): string {
  return key === service ? service : `${key} (${service})`
}
