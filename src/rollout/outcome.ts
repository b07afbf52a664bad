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
  /** The run has not waited for its end: it goes on in ECS or CodeDeploy. */
  readonly isOngoing?: true
  /** It stands still and waits for a person. */
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

/** What happened to one service, oldest first. */
export type Timeline = {
  readonly service: string
  readonly cluster: string
  readonly region: string
  readonly milestones: readonly Milestone[]
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
