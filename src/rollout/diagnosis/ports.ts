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
export type TargetState = {
  readonly port?: number
  readonly state: string
  readonly reason?: string
  readonly description?: string
}

/** The calls of Elastic Load Balancing that a diagnosis uses (optional permissions). Both methods throw AwsError. */
export interface BalancersPort {
  describeTargetGroups(arns: readonly string[]): Promise<readonly TargetGroup[]>
  describeTargetHealth(targetGroupArn: string): Promise<readonly TargetState[]>
}

/** Masks values in external text. Both functions are pure. */
export type TextGuard = {
  /** Masks the values that this run knows. */
  readonly mask: (text: string) => string
  /** Returns whether a log line could contain a credential; such a line is not shown. */
  readonly holdsCredential: (line: string) => boolean
}
