/** What made a task stop, as far as ECS's words tell. Stable words of the machine output. */
export type CauseKind =
  | 'secret-denied'
  | 'key-denied'
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
 * A cause with what it is about; names and ARNs only. `pointer` is a JSON pointer into the definition that was
 * sent.
 */
export type Cause = {
  readonly kind: CauseKind
  readonly container?: string
  /** Name of the variable or of the log option. Of several places with one cause, the first is named. */
  readonly variable?: string
  /** The reference as it was sent, a full ARN as a rule. */
  readonly reference?: string
  /** ARN of the execution role. */
  readonly role?: string
  /** The statement to add to that role's policy, as JSON. */
  readonly statement?: string
  readonly pointer?: string
}

/** What a cause means and what to do, in whole sentences. */
export type Explained = { readonly explanation: string; readonly cause: Cause }

/** Tasks that stopped for one reason, counted. `explanation` says what to do where we recognise the reason. */
export type StopGroup = {
  readonly count: number
  readonly reason: string
  /** E.g. `web exited with 1`. */
  readonly exits: readonly string[]
  readonly explanation?: string
  readonly cause?: Cause
}

/**
 * The last lines that a container of a stopped task has written, oldest first, cleaned. `task` is the task's id.
 */
export type LogExcerpt = {
  readonly container: string
  readonly task: string
  readonly lines: readonly string[]
}

/** A target group of the service: what its health check asks, and what it says about its targets now. */
export type TargetReport = {
  readonly name: string
  readonly arn: string
  /** E.g. `HTTP /health on port 8080, expects 200`; absent where it could not be read. */
  readonly check?: string
  readonly states: readonly {
    readonly count: number
    /** healthy, unhealthy, initial, draining, unused, unavailable. */
    readonly state: string
    /** ELB's code, e.g. `Target.ResponseCodeMismatch`. */
    readonly reason?: string
    /** ELB's words, e.g. `Health checks failed with these codes: [502]`. */
    readonly description?: string
  }[]
}

/**
 * Why a rollout failed, as far as AWS tells. Plain data, for the machine output too. `notVerified` names what could
 * not be looked at.
 */
export type Diagnosis = {
  readonly service: string
  /** Since the start of the rollout, oldest first, equal ones once. */
  readonly events: readonly string[]
  /** What the events tell beyond the stops: ECS starts no task at all for some causes. */
  readonly eventCauses: readonly Explained[]
  readonly stops: readonly StopGroup[]
  readonly logs: readonly LogExcerpt[]
  readonly targets: readonly TargetReport[]
  readonly notVerified: readonly string[]
}

/**
 * pointerOf is where in the definition that was sent the cause stands, a JSON pointer: that of the most frequent
 * cause which is one line of it. Undefined where no cause is.
 */
export function pointerOf({ stops, eventCauses }: Diagnosis): string | undefined {
  return [...stops, ...eventCauses].find(({ cause }) => cause?.pointer !== undefined)?.cause?.pointer
}
