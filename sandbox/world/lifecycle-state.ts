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

/** One stop on the way; LINEAR and CANARY pass the production stages once per step. */
export type Phase = {
  readonly stage: Stage
  /** Percent of production or test traffic that the new revision gets when the phase begins. */
  readonly weight?: number
  /** Milliseconds; as long as `timing.stage` when it is left out. */
  readonly lasts?: number
}

/** Where a service deployment is among its stages. */
export type Lifecycle = {
  /** Replaced by the way back when it rolls back. */
  phases: Phase[]
  /** -1 before the first phase, `phases.length` after the last. */
  index: number
  /** Goes up with each phase: events of an earlier one are void. */
  version: number
  /** The phase is not left before this time. */
  due: number
  /** When the phase began. */
  enteredAt: number
  /** The hooks of the present stage; those of the last stage when it failed there. */
  hooks: Hook[]
  /** Percent of traffic that the new revision gets. */
  production: number
  test: number
  /** The deployment that keeps running beside the new one, if there is one. */
  readonly blue: string | undefined
  back: boolean
}

/** A hook that was called for the present stage. */
export type Hook = {
  readonly id: string
  readonly setting: HookSetting
  status: 'AWAITING_ACTION' | 'IN_PROGRESS' | 'SUCCEEDED' | 'FAILED' | 'TIMED_OUT'
  readonly expiresAt: number
}

/** A scripted answer of a Lambda function that is a hook's target; the first one that fits counts. */
export type LambdaScript = {
  /** The function's name or ARN; any function when left out. */
  readonly function?: string
  readonly stage?: string
  readonly service?: string
  /** IN_PROGRESS: it never gets further, so that the hook times out. */
  readonly result: 'SUCCEEDED' | 'FAILED' | 'IN_PROGRESS'
  /** Milliseconds until it answers; `timing.hook` when left out. */
  readonly after?: number
  times?: number
}
