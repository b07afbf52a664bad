/** What made a task stop, according to ECS's messages. Stable values of the machine output. */
export type CauseKind =
  | 'secret-denied'
  | 'key-denied'
  | 'key-unusable'
  | 'secret-missing'
  | 'secret-value-missing'
  | 'json-key-missing'
  | 'secret-not-json'
  | 'secret-deleted'
  | 'parameter-missing'
  | 'secret-unreachable'
  | 'secret-service-error'
  | 'registry-denied'
  | 'registry-secret-malformed'
  | 'registry-login-refused'
  | 'image-missing'
  | 'image-denied'
  | 'image-platform'
  | 'image-rate-limit'
  | 'image-unreachable'
  | 'image-registry-error'
  | 'image-not-pulled'
  | 'role-not-assumable'
  | 'service-role'
  | 'log-group-missing'
  | 'log-denied'
  | 'log-unreachable'
  | 'env-file'
  | 'volume'
  | 'disk-full'
  | 'storage-not-provisioned'
  | 'no-addresses'
  | 'network-interface'
  | 'no-capacity'
  | 'no-instances'
  | 'no-placement'
  | 'quota-reached'
  | 'provisioning-limit'
  | 'internal-error'
  | 'ecs-throttled'
  | 'agent-not-started'
  | 'deployment-configuration'
  | 'protected-tasks'
  | 'out-of-memory'
  | 'command-not-found'
  | 'command-not-executable'
  | 'user-missing'
  | 'container-runtime'
  | 'container-health'
  | 'target-health'
  | 'target-group-missing'
  | 'target-missing'
  | 'spot-interrupted'
  | 'instance-gone'
  | 'termination-notice'
  | 'infrastructure-health'
  | 'stopped-by-scheduler'
  | 'stopped-by-hand'
  | 'exited'

/**
 * A cause with its subject; contains only names and ARNs. `pointer` is a JSON pointer into the registered definition.
 */
export type Cause = {
  readonly kind: CauseKind
  readonly container?: string
  /** Name of the variable or log option. If several places have the same cause, the first one is named. */
  readonly variable?: string
  /** The reference as registered, usually a full ARN. */
  readonly reference?: string
  /** ARN of the execution role. */
  readonly role?: string
  /** The statement to add to that role's policy, as JSON. */
  readonly statement?: string
  readonly pointer?: string
}

/** What a cause means and what to do, in complete sentences. */
export type Explained = { readonly explanation: string; readonly cause: Cause }

/** Tasks that stopped for the same reason, counted. `explanation` says what to do if the reason is recognized. */
export type StopGroup = {
  readonly count: number
  readonly reason: string
  /** E.g. `web exited with 1`. */
  readonly exits: readonly string[]
  readonly explanation?: string
  readonly cause?: Cause
}

/** The last lines that a container of a stopped task has written, oldest first, masked. `task` is the task's ID. */
export type LogExcerpt = {
  readonly container: string
  readonly task: string
  readonly lines: readonly string[]
}

/** A target group of the service: its health check, and the current state of its targets. */
export type TargetReport = {
  readonly name: string
  readonly arn: string
  /** E.g. `HTTP /health on port 8080, expects 200`; absent if it could not be read. */
  readonly check?: string
  readonly states: readonly {
    readonly count: number
    /** healthy, unhealthy, initial, draining, unused, unavailable. */
    readonly state: string
    /** The reason code of Elastic Load Balancing, e.g. `Target.ResponseCodeMismatch`. */
    readonly reason?: string
    /** The description of Elastic Load Balancing, e.g. `Health checks failed with these codes: [502]`. */
    readonly description?: string
  }[]
}

/**
 * Why a rollout failed, as far as AWS reports it. Plain data, also used for the machine output. `notVerified` lists
 * what could not be read.
 */
export type Diagnosis = {
  readonly service: string
  /** Since the start of the rollout, oldest first, without duplicates. */
  readonly events: readonly string[]
  /** What only the events show: for some causes, ECS starts no task at all. */
  readonly eventCauses: readonly Explained[]
  readonly stops: readonly StopGroup[]
  readonly logs: readonly LogExcerpt[]
  readonly targets: readonly TargetReport[]
  readonly notVerified: readonly string[]
}

/**
 * pointerOf returns where the cause is in the registered definition, as a JSON pointer: that of the most frequent cause
 * that has one. Undefined if none has.
 */
export function pointerOf({ stops, eventCauses }: Diagnosis): string | undefined {
  return [...stops, ...eventCauses].find(({ cause }) => cause?.pointer !== undefined)?.cause?.pointer
}
