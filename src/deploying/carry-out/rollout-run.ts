import type { Placement } from '../../configuration/placement.ts'
import type { Problem } from '../../errors.ts'
import type { AwsConfiguration } from '../../inputs/configuration.ts'
import type { RequestPace } from '../../pace.ts'
import type { Plan, ServicePlan } from '../../plan/plan.ts'
import { present } from '../../present.ts'
import type { BatchedServiceReader } from '../../rollout/batched-service-reader.ts'
import { longestWait } from '../../rollout/deadline.ts'
import { deploymentOf, watchedDeployment } from '../../rollout/deployments.ts'
import { type RolloutStart, rolloutOf } from '../../rollout/open-rollout.ts'
import type { Outcome, RolloutCourse, ServiceResult, Timeline } from '../../rollout/outcome.ts'
import type { EcsPort, ServiceState } from '../../rollout/ports.ts'
import { asWayBack } from '../../rollout/samples.ts'
import type { Watcher } from '../../rollout/watch.ts'
import type { DeployingPorts } from '../connections.ts'
import type { Investigation } from './investigate.ts'

/** Everything that rolling out a plan works with. */
export type RolloutRun = DeployingPorts & {
  readonly plan: Plan
  readonly placement: Placement
  /** When the services were looked at for the plan, milliseconds since 1970. */
  readonly plannedAt: number
  /** The revision of each definition of the plan, by the definition's id. */
  readonly arns: ReadonlyMap<string, string>
  readonly configuration: AwsConfiguration
  readonly watcher: Watcher
  readonly investigation: Investigation
  readonly reader: BatchedServiceReader
  readonly updates: RequestPace
  /** UpdateService's bucket is 50 with 5 a second: more than a few at a time would only wait for each other. */
  readonly starts: <Result>(start: () => Promise<Result>) => Promise<Result>
}

/** How one service ended, with what the report tells of it. */
export type ServiceEnd = RolloutCourse & {
  readonly result: ServiceResult
  /** Which wave it was in, from 1; absent where all services start at once. */
  readonly wave?: number
  readonly problem?: Problem
  readonly codeDeployId?: string
}

/** How a rollout ended after the way back was taken, or not. */
export type RollbackEnd = RolloutCourse & {
  readonly outcome: Outcome
  /** What is added to the failure's own reason. */
  readonly addition: string
  /** Nothing was begun: the rollout has ended when its failure was seen. */
  readonly isUntouched?: true
}

/** What became of a service, and how it is taken back later although it succeeded (atomic). */
export type CarriedService = {
  readonly end: ServiceEnd
  readonly undo?: () => Promise<RollbackEnd>
}

/** baseOf is the part of a result that is known before anything happens. */
export function baseOf(
  service: ServicePlan,
  { arns }: Pick<RolloutRun, 'arns'>
): Pick<
  ServiceResult,
  'service' | 'key' | 'cluster' | 'region' | 'taskDefinitionArn' | 'previousTaskDefinitionArn'
> {
  return {
    service: service.service,
    ...present({ key: service.key }),
    cluster: service.site.cluster,
    region: service.site.region,
    taskDefinitionArn: revisionFor(service, { arns }),
    ...(service.previousTaskDefinitionArn === ''
      ? {}
      : { previousTaskDefinitionArn: service.previousTaskDefinitionArn })
  }
}

/** revisionFor is the ARN of the revision that a service is to run. */
export function revisionFor(service: ServicePlan, { arns }: Pick<RolloutRun, 'arns'>): string {
  return arns.get(service.definitionId) ?? service.previousTaskDefinitionArn
}

/** notStarted is the end of a service that was never touched. */
export function notStarted(service: ServicePlan, run: RolloutRun, reason: string): ServiceEnd {
  return { result: { ...baseOf(service, run), outcome: 'not-started', reason }, milestones: [] }
}

/** thenBack is the course of a rollout and of the way back after it, as one. What ECS decided of the first stays. */
export function thenBack(first: RolloutCourse, back: RolloutCourse): RolloutCourse {
  const samples = [...(first.samples ?? []), ...(back.samples ?? [])]
  return {
    milestones: [...first.milestones, ...back.milestones],
    ...present({
      samples: samples.length === 0 ? undefined : samples,
      decision: first.decision ?? back.decision
    })
  }
}

/** courseOf takes the course out of what has more members. */
export function courseOf({ milestones, samples, decision }: RolloutCourse): RolloutCourse {
  return { milestones, ...present({ samples, decision }) }
}

/** timelineOf is what the report tells of how a service went. */
export function timelineOf({ result, wave, ...end }: ServiceEnd): Timeline {
  const { service, cluster, region } = result
  return { service, cluster, region, ...courseOf(end), ...present({ wave }) }
}

/** courseBack is the course of a deployment that was to be left: the tasks that are wanted are those of the revision before. */
export function courseBack(end: RolloutCourse): RolloutCourse {
  const course = courseOf(end)
  return course.samples === undefined ? course : { ...course, samples: asWayBack(course.samples, 0) }
}

/** NOT_WAITED_FOR is how a service ends whose deployment was begun and is not watched (wait-until: none). */
export const NOT_WAITED_FOR = {
  outcome: 'succeeded',
  reason: 'Updated; the rollout is not monitored (wait-until: none).',
  isOngoing: true
} as const

/** isoTimestamp writes milliseconds as the results have them. */
export function isoTimestamp(milliseconds: number): string {
  return new Date(milliseconds).toISOString()
}

/** waitLimit is how long a rollout may take (input `wait-for-minutes`), in milliseconds. */
export function waitLimit({ waitMinutes }: Pick<AwsConfiguration, 'waitMinutes'>): number {
  return waitMinutes * 60_000
}

/** ourRollout is the rollout that this run started, as it is watched: until when, and what was there before. */
export function ourRollout(
  service: ServicePlan,
  now: { readonly deploymentId: string; readonly ecs: EcsPort; readonly state: ServiceState },
  run: RolloutRun
): RolloutStart {
  const { configuration, ports } = run
  const startedAt = ports.clock.now()
  // `none` never comes here: what is not waited for is not watched.
  const goal = configuration.waitUntil === 'none' ? 'deployed' : configuration.waitUntil
  const { createdAt } = deploymentOf(now.state, now.deploymentId) ?? {}
  const taskDefinition = revisionFor(service, run)
  const deployment = { id: now.deploymentId, taskDefinition, ...present({ createdAt }) }
  const target = watchedDeployment(deployment, service.before, goal)
  return rolloutOf(
    service,
    service.action.kind === 'scale' ? { ...target, scaleTo: service.action.to } : target,
    {
      ecs: now.ecs,
      startedAt,
      deadline: startedAt + longestWait(now.state.raw, waitLimit(configuration)),
      purpose: 'ours'
    }
  )
}
