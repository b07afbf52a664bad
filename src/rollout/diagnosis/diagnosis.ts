import type { CauseKind } from './causes.ts'

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

/** What is known of a cause besides its kind, and the words to fill into its sentence. */
export type Facts = {
  readonly cause?: Omit<Cause, 'kind'>
  readonly words?: Readonly<Record<string, string>>
}

/** What a cause means and what to do, in complete sentences. */
export type Explained = { readonly explanation: string; readonly cause: Cause }

/** Tasks that stopped for the same reason, counted. `explanation` is what to do if the reason is recognized. */
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
  /** The last line in which the application states what is wrong. */
  readonly telling?: string
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
  readonly cluster: string
  readonly region: string
  /** Since the start of the rollout, oldest first, without duplicates. */
  readonly events: readonly string[]
  /** What only the events show: for some causes, ECS starts no task at all. */
  readonly eventCauses: readonly (Explained & { readonly event: string })[]
  readonly stops: readonly StopGroup[]
  readonly logs: readonly LogExcerpt[]
  readonly targets: readonly TargetReport[]
  readonly notVerified: readonly string[]
}

/** A log stream of CloudWatch Logs; the log driver's Region can differ from the service's. */
export type LogStream = { readonly region: string; readonly group: string; readonly stream: string }

/**
 * The calls of CloudWatch Logs that a diagnosis uses (logs:GetLogEvents, an optional permission). The method throws
 * AwsError.
 */
export interface LogsPort {
  /**
   * The messages of the newest events of a stream, oldest first, at most `limit`; undefined if the group or stream does
   * not exist.
   */
  lastEvents(stream: LogStream, limit: number): Promise<readonly string[] | undefined>
}

/** A target group's health check. Members that its protocol does not have are absent. */
export type TargetGroup = {
  readonly arn: string
  readonly name: string
  readonly protocol?: string
  /** A number, or `traffic-port`: the port that each target is registered with. */
  readonly port?: string
  readonly path?: string
  /** HTTP codes that count as healthy, e.g. `200-299`; for gRPC, its status codes. */
  readonly expects?: string
}

/** One target as the load balancer reports it. */
export type TargetState = Omit<TargetReport['states'][number], 'count'>

/** The calls of Elastic Load Balancing that a diagnosis uses (optional permissions). Both methods throw AwsError. */
export interface BalancersPort {
  describeTargetGroups(arns: readonly string[]): Promise<readonly TargetGroup[]>
  describeTargetHealth(targetGroupArn: string): Promise<readonly TargetState[]>
}

/** Masks values in external text. Both functions are pure. */
export type TextGuard = {
  /** Masks the known values of this run. */
  readonly mask: (text: string) => string
  /** Returns whether a log line could contain a credential; such a line is not shown. */
  readonly holdsCredential: (line: string) => boolean
}
