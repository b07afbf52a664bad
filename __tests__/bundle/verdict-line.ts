import { BAKES, byDeadline, byRecord, type Decided, type Given, type Shape } from './verdict-world.ts'

/**
 * How a run must end. `reason` is a distinctive part of its reason; `log` must appear in what a reader of the job sees.
 */
export type Expected = {
  readonly outcome: string
  readonly reason: RegExp
  readonly code: 0 | 1
  readonly decided: Decided
  readonly log?: RegExp
}

/** A line of the verdict table. */
export type Line = {
  readonly name: string
  readonly given: (shape: Shape) => Given
  readonly expected: (shape: Shape) => Expected
}

export const ON = { deploymentCircuitBreaker: { enable: true, rollback: true } }
export const NO_ROLLBACK = { deploymentCircuitBreaker: { enable: true, rollback: false } }
export const exits = (definition: string) => ({ taskDefinition: definition, exitAfter: '5s', exitCode: 1 })

export const succeeded = (reason = /^The deployment completed\.$/, decided = byRecord): Expected => ({
  outcome: 'succeeded',
  reason,
  code: 0,
  decided
})
export const failed = (reason: RegExp, decided = byRecord): Expected => ({
  outcome: 'failed',
  reason,
  code: 1,
  decided
})
export const rolledBack = (reason: RegExp): Expected => ({
  outcome: 'rolled-back',
  reason,
  code: 1,
  decided: byRecord
})
export const timedOut = (shape: Shape, minutes: number, reason: RegExp): Expected => ({
  outcome: 'timed-out',
  reason,
  code: 1,
  decided: byDeadline(minutes + BAKES[shape.strategy])
})

export function hooks(stage: string): object {
  return {
    lifecycleHooks: [
      {
        hookTargetArn: 'arn:aws:lambda:us-west-2:123456789012:function:smoke',
        roleArn: 'arn:aws:iam::123456789012:role/hooks',
        lifecycleStages: [stage]
      }
    ]
  }
}

/** A rolling deployment calls the hooks of its first stage only. */
export function hookStage({ strategy }: Shape): string {
  return strategy === 'ROLLING' ? 'PRE_SCALE_UP' : 'POST_SCALE_UP'
}

export function pause(shape: Shape): object {
  return {
    lifecycleHooks: [
      {
        targetType: 'PAUSE',
        lifecycleStages: [hookStage(shape)],
        timeoutConfiguration: { timeoutInMinutes: 60, action: 'ROLLBACK' }
      }
    ]
  }
}
