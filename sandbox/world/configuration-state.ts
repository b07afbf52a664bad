import type { JsonMap } from '../json.ts'

/** How new tasks replace old ones. */
export type Strategy = 'ROLLING' | 'BLUE_GREEN' | 'LINEAR' | 'CANARY'

/** A service's deploymentConfiguration with ECS's defaults; times in minutes as in the AWS API. */
export type DeploymentConfiguration = {
  minimumHealthyPercent: number
  maximumPercent: number
  circuitBreaker: {
    enable: boolean
    rollback: boolean
    resetOnHealthyTask: boolean
    threshold: { type: string; value: number }
  }
  strategy: Strategy
  bakeMinutes: number
  /** Percent of production traffic per step, and the wait after each step except the last. */
  linear: { percent: number; bakeMinutes: number }
  canary: { percent: number; bakeMinutes: number }
  hooks: HookSetting[]
  alarms: { names: string[]; enable: boolean; rollback: boolean }
  earlySuccess: { enable: boolean; healthyPercent: number; cleanup: 'BLOCKING' | 'DEFERRED' }
  /** All given members, as they are returned. */
  given: JsonMap
}

/** One lifecycle hook of a configuration. */
export type HookSetting = {
  readonly type: 'AWS_LAMBDA' | 'PAUSE'
  /** The Lambda function's ARN. */
  readonly target?: string
  readonly stages: readonly string[]
  readonly timeoutMinutes: number
  readonly timeoutAction: 'CONTINUE' | 'ROLLBACK'
}
