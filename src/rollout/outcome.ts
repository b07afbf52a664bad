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
  readonly service: string
  readonly cluster: string
  readonly region: string
  readonly outcome: Outcome
  readonly reason: string
  readonly taskDefinitionArn?: string
  readonly previousTaskDefinitionArn?: string
  readonly deploymentId?: string
  readonly startedAt?: string
  readonly finishedAt?: string
}

/** isGood says whether an outcome lets the run succeed. */
export function isGood(outcome: Outcome): boolean {
  return outcome === 'succeeded' || outcome === 'unchanged'
}
