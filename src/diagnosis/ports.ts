/** A log stream of CloudWatch Logs; the driver's region may be another one than the service's. */
export type LogStream = { readonly region: string; readonly group: string; readonly stream: string }

/**
 * What a diagnosis reads of CloudWatch Logs (logs:GetLogEvents, an optional permission). The method throws
 * AwsError.
 */
export interface LogsPort {
  /**
   * The messages of the newest events of a stream, oldest first, `limit` at most; undefined when there is no such
   * group or stream.
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
  /** HTTP codes that count as healthy, e.g. `200-299`; for gRPC its codes. */
  readonly expects?: string
}

/** One target as the load balancer sees it. */
export type TargetState = {
  readonly port?: number
  readonly state: string
  readonly reason?: string
  readonly description?: string
}

/** What a diagnosis reads of Elastic Load Balancing (optional permissions). Both methods throw AwsError. */
export interface BalancersPort {
  describeTargetGroups(arns: readonly string[]): Promise<readonly TargetGroup[]>
  describeTargetHealth(targetGroupArn: string): Promise<readonly TargetState[]>
}

/** Keeps values out of texts that come from outside. Both functions are pure. */
export type TextGuard = {
  /** Blanks the values that this run knows. */
  readonly mask: (text: string) => string
  /** Tells whether a line of a log could hold a credential; such a line is not shown. */
  readonly holdsCredential: (line: string) => boolean
}
