import type { HookSetting } from './configuration-state.ts'

/** A lifecycle stage by AWS's name (ServiceDeployment.lifecycleStage). */
export type Stage =
  | 'RECONCILE_SERVICE'
  | 'PRE_SCALE_UP'
  | 'SCALE_UP'
  | 'POST_SCALE_UP'
  | 'TEST_TRAFFIC_SHIFT'
  | 'POST_TEST_TRAFFIC_SHIFT'
  | 'PRE_PRODUCTION_TRAFFIC_SHIFT'
  | 'PRODUCTION_TRAFFIC_SHIFT'
  | 'POST_PRODUCTION_TRAFFIC_SHIFT'
  | 'BAKE_TIME'
  | 'CLEAN_UP'

/** One phase of a service deployment; LINEAR and CANARY pass the production stages once per step. */
export type Phase = {
  readonly stage: Stage
  /** Percent of production or test traffic that the new revision gets when the phase starts. */
  readonly weight?: number
  /** Milliseconds; `timing.stage` by default. */
  readonly lasts?: number
}

/** The position of a service deployment among its stages. */
export type Lifecycle = {
  /** Replaced by the phases of the rollback when it rolls back. */
  phases: Phase[]
  /** -1 before the first phase, `phases.length` after the last. */
  index: number
  /** Incremented with each phase, which makes events of earlier phases void. */
  version: number
  /** The phase does not end before this time. */
  due: number
  /** When the phase started. */
  enteredAt: number
  /** The hooks of the current stage; after a failure, those of the stage that failed. */
  hooks: Hook[]
  /** Percent of traffic that the new revision gets. */
  production: number
  test: number
  /** The deployment that keeps running beside the new one, if any. */
  readonly blue: string | undefined
  back: boolean
}

/** A hook called for the current stage. */
export type Hook = {
  readonly id: string
  readonly setting: HookSetting
  status: 'AWAITING_ACTION' | 'IN_PROGRESS' | 'SUCCEEDED' | 'FAILED' | 'TIMED_OUT'
  readonly expiresAt: number
}

/** A scripted answer of a Lambda function that a hook invokes; the first match applies. */
export type LambdaScript = {
  /** The function's name or ARN; any function by default. */
  readonly function?: string
  readonly stage?: string
  readonly service?: string
  /** IN_PROGRESS: the function never completes, so that the hook times out. */
  readonly result: 'SUCCEEDED' | 'FAILED' | 'IN_PROGRESS'
  /** Milliseconds until it answers; `timing.hook` by default. */
  readonly after?: number
  times?: number
}
