import type { Placement } from '../../configuration/placement.ts'
import type { Problem } from '../../errors.ts'
import type { AwsConfiguration } from '../../inputs/configuration.ts'
import type { Plan, ServicePlan } from '../../plan/plan.ts'
import type { ModePorts } from '../../ports.ts'
import type { PlacedDiagnosis } from '../../report/rollout-annotations.ts'
import type { BatchedServiceReader } from '../../rollout/batched-service-reader.ts'
import type { Milestone, ServiceResult } from '../../rollout/outcome.ts'
import type { Watcher } from '../../rollout/watch.ts'
import type { AwsConnections } from '../connections.ts'
import type { CallPace } from './call-pace.ts'
import type { Investigation } from './investigate.ts'
import type { RollbackEnd } from './take-back.ts'

/** Everything that carrying out a plan works with. */
export type RolloutRun = {
  readonly plan: Plan
  readonly placement: Placement
  /** When the services were looked at for the plan, milliseconds since 1970. */
  readonly plannedAt: number
  /** The revision of each definition of the plan, by the definition's id. */
  readonly arns: ReadonlyMap<string, string>
  readonly configuration: AwsConfiguration
  readonly ports: ModePorts
  readonly aws: AwsConnections
  readonly watcher: Watcher
  readonly investigation: Investigation
  readonly looks: BatchedServiceReader
  readonly updates: CallPace
  /** UpdateService's bucket is 50 with 5 a second: more than a few at a time would only wait for each other. */
  readonly starts: <Result>(start: () => Promise<Result>) => Promise<Result>
}

/** How one service ended, with what the report tells of it. */
export type ServiceEnd = {
  readonly result: ServiceResult
  readonly milestones: readonly Milestone[]
  readonly problem?: Problem
  readonly codeDeployId?: string
}

/** What became of a service, and how it is taken back later although it succeeded (atomic). */
export type CarriedService = {
  readonly end: ServiceEnd
  readonly undo?: () => Promise<RollbackEnd>
}

/** How all services of a run ended. */
export type RolledOut = {
  readonly ends: readonly ServiceEnd[]
  readonly diagnoses: readonly PlacedDiagnosis[]
}

/** baseOf is the part of a result that is known before anything happens. */
export function baseOf(
  service: ServicePlan,
  arns: ReadonlyMap<string, string>
): Pick<ServiceResult, 'service' | 'cluster' | 'region' | 'taskDefinitionArn' | 'previousTaskDefinitionArn'> {
  return {
    service: service.service,
    cluster: service.site.cluster,
    region: service.site.region,
    taskDefinitionArn: arns.get(service.definitionId) ?? service.previousTaskDefinitionArn,
    ...(service.previousTaskDefinitionArn === ''
      ? {}
      : { previousTaskDefinitionArn: service.previousTaskDefinitionArn })
  }
}

/** notStarted is the end of a service that was never touched. */
export function notStarted(service: ServicePlan, rolling: RolloutRun, reason: string): ServiceEnd {
  return { result: { ...baseOf(service, rolling.arns), outcome: 'not-started', reason }, milestones: [] }
}

/** isoTime writes milliseconds as the results have them. */
export function isoTime(milliseconds: number): string {
  return new Date(milliseconds).toISOString()
}
