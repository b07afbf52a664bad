import { AwsError } from '../../aws/error.ts'
import type { Clock } from '../../clock.ts'
import type { Problem } from '../../errors.ts'
import type { Placement } from '../../inputs/configuration/placement.ts'
import type { AwsConfiguration } from '../../inputs/configuration.ts'
import type { JsonObject, JsonValue } from '../../json.ts'
import type { RequestPace } from '../../pace.ts'
import { present } from '../../present.ts'
import { deploymentOf, type RolloutStart, rolloutOf, watchedDeployment } from '../../rollout/deployments.ts'
import { memberObject } from '../../rollout/diagnosis/definition.ts'
import type { NotStarted, Outcome, RolloutCourse, ServiceResult } from '../../rollout/outcome.ts'
import type { EcsPort, ServiceState } from '../../rollout/ports.ts'
import { goodRevisionOf } from '../../rollout/rollback-targets.ts'
import { LONGEST_DEPLOYMENT_MS } from '../../rollout/start-rollback.ts'
import type { Watcher } from '../../rollout/watch.ts'
import type { ServicePlan } from '../comparison/plan.ts'
import type { Investigation } from './advice.ts'

/** Everything that rolling out a plan needs. */
export type RolloutRun = Investigation & {
  readonly placement: Placement
  /** When the services were read for the plan, in milliseconds since 1970. */
  readonly plannedAt: number
  /** The revision of each definition of the plan, by the definition's ID. */
  readonly arns: ReadonlyMap<string, string>
  readonly watcher: Watcher
  readonly look: ServiceReader
  readonly updates: RequestPace
  /**
   * UpdateService's bucket has 50 calls and refills 5 per second: more than a few concurrent calls would only wait for
   * each other.
   */
  readonly starts: <Result>(start: () => Promise<Result>) => Promise<Result>
}

/** How one service ended, with its part of the report. */
export type ServiceEnd = RolloutCourse & {
  readonly result: ServiceResult
  /** Its wave, starting at 1; absent if all services start at the same time. */
  readonly wave?: number
  readonly problem?: Problem
  /** What the run reports about it although its outcome is good. */
  readonly warning?: string
  readonly codeDeployId?: string
}

/** How a rollout ended, including its rollback if there was one. */
export type RollbackEnd = RolloutCourse & {
  readonly outcome: Outcome
  /** Added to the reason of the failure. */
  readonly addition: string
  /** No rollback was started: the rollout ended when its failure was observed. */
  readonly isUntouched?: true
} & Pick<ServiceResult, 'rollback' | 'isDeleted'>

/** The end of a service, and how to roll it back later although it succeeded (atomic). */
export type CarriedService = {
  readonly end: ServiceEnd
  readonly undo?: () => Promise<RollbackEnd>
}

const MINUTE_MS = 60_000

/** baseOf returns the part of a result that is known before anything happens. */
export function baseOf(
  service: ServicePlan,
  { arns }: Pick<RolloutRun, 'arns'>
): Pick<
  ServiceResult,
  'service' | 'key' | 'cluster' | 'region' | 'taskDefinitionArn' | 'previousTaskDefinitionArn'
> {
  // a deployment that is only watched is the service's newest already; what ran before it has completed
  const previous =
    service.action.kind === 'follow'
      ? (goodRevisionOf(service.before) ?? service.previousTaskDefinitionArn)
      : service.previousTaskDefinitionArn
  return {
    service: service.service,
    ...present({ key: service.key }),
    cluster: service.site.cluster,
    region: service.site.region,
    taskDefinitionArn: revisionFor(service, { arns }),
    ...(previous === '' ? {} : { previousTaskDefinitionArn: previous })
  }
}

/** revisionFor returns the ARN of the revision that a service is to run. */
export function revisionFor(service: ServicePlan, { arns }: Pick<RolloutRun, 'arns'>): string {
  return arns.get(service.definitionId) ?? service.previousTaskDefinitionArn
}

/** endedAs is the end of a service of which no rollout was watched; a problem is named after the service. */
export function endedAs(
  service: ServicePlan,
  run: Pick<RolloutRun, 'arns'>,
  {
    problem,
    ...result
  }: Pick<ServiceResult, 'outcome' | 'reason'> & Partial<ServiceResult> & { problem?: Problem }
): ServiceEnd {
  const named = problem && { ...problem, service: service.service }
  return {
    result: { ...baseOf(service, run), ...result },
    milestones: [],
    ...present({ problem: named })
  }
}

/** notStarted is the end of a service that was not changed. */
export function notStarted(service: ServicePlan, run: RolloutRun, why: NotStarted): ServiceEnd {
  return endedAs(service, run, { outcome: 'not-started', ...why })
}

/** thenBack combines the course of a rollout and of its rollback. */
export function thenBack(first: RolloutCourse, back: RolloutCourse): RolloutCourse {
  const samples = [...(first.samples ?? []), ...(back.samples ?? [])]
  const milestones = [...first.milestones, ...back.milestones]
  return samples.length === 0 ? { milestones } : { milestones, samples }
}

/** courseOf extracts the course from a type with more members. */
export function courseOf({ milestones, samples }: RolloutCourse): RolloutCourse {
  return { milestones, ...present({ samples }) }
}

/** withoutDeployment returns a service as it was before one of its deployments. */
export function withoutDeployment(state: ServiceState, id: string): ServiceState {
  return { ...state, deployments: state.deployments.filter(one => one.id !== id) }
}

/** NOT_WAITED_FOR is the end of a service whose deployment was started and is not watched (wait-until: none). */
export const NOT_WAITED_FOR = {
  outcome: 'requested',
  reason: 'Updated; the rollout is not monitored (wait-until: none).',
  isOngoing: true
} as const

/** isoTimestamp formats milliseconds as in the results. */
export function isoTimestamp(milliseconds: number): string {
  return new Date(milliseconds).toISOString()
}

/** waitLimit returns the timeout of a rollout (input `wait-for-minutes`) in milliseconds. */
export function waitLimit({ waitMinutes }: Pick<AwsConfiguration, 'waitMinutes'>): number {
  return waitMinutes * MINUTE_MS
}

/**
 * ourRollout returns the rollout that this run started, for the watcher: its deadline, and the deployments that existed
 * before.
 */
export function ourRollout(
  service: ServicePlan,
  now: { readonly deploymentId: string; readonly ecs: EcsPort; readonly state: ServiceState },
  run: RolloutRun
): RolloutStart {
  const { configuration, ports } = run
  const startedAt = ports.clock.now()
  // `none` never gets here, because what is not waited for is not watched.
  const goal = configuration.waitUntil === 'none' ? 'deployed' : configuration.waitUntil
  const { createdAt } = deploymentOf(now.state, now.deploymentId) ?? {}
  const taskDefinition = revisionFor(service, run)
  const deployment = { id: now.deploymentId, taskDefinition, ...present({ createdAt }) }
  const target = watchedDeployment(deployment, service.before, goal)
  const isScaling = service.action.kind === 'scale'
  const watch = {
    ecs: now.ecs,
    startedAt,
    deadline:
      startedAt + Math.min(waitLimit(configuration) + bakingTime(now.state.raw), LONGEST_DEPLOYMENT_MS),
    purpose: 'ours'
  } as const
  const rollout = rolloutOf(
    service,
    service.action.kind === 'scale' ? { ...target, scaleTo: service.action.to } : target,
    watch
  )
  return configuration.onCancel === 'rollback' && !isScaling
    ? { ...rollout, isRolledBackOnCancel: true }
    : rollout
}

/**
 * bakingTime returns how long a deployment waits by design, in milliseconds: the bake time and, for linear and canary
 * deployments, the bake times of the earlier steps. It is added to the timeout.
 * Source: ECS API, DeploymentConfiguration (bakeTimeInMinutes, linearConfiguration, canaryConfiguration and their
 * defaults).
 */
function bakingTime(service: JsonObject): number {
  const configuration = memberObject(service, 'deploymentConfiguration')
  const bake = numberOf(configuration['bakeTimeInMinutes'], 0)
  switch (configuration['strategy']) {
    case 'BLUE_GREEN':
      return bake * MINUTE_MS
    case 'LINEAR': {
      const linear = memberObject(configuration, 'linearConfiguration')
      const step = Math.max(3, numberOf(linear['stepPercent'], 10))
      const steps = Math.ceil(100 / step) - 1
      return (steps * numberOf(linear['stepBakeTimeInMinutes'], 6) + bake) * MINUTE_MS
    }
    case 'CANARY': {
      const canary = memberObject(configuration, 'canaryConfiguration')
      return (numberOf(canary['canaryBakeTimeInMinutes'], 10) + bake) * MINUTE_MS
    }
    default:
      return 0
  }
}

function numberOf(value: JsonValue | undefined, otherwise: number): number {
  return typeof value === 'number' ? value : otherwise
}

/** Reads one service; undefined if ECS does not know it. Throws AwsError. */
export type ServiceReader = (
  ecs: EcsPort,
  cluster: string,
  service: string
) => Promise<ServiceState | undefined>

/**
 * batchedReader reads the services together that are needed at the same moment: DescribeServices accepts ten per
 * call, and five hundred single calls would exhaust its request bucket.
 */
export function batchedReader(clock: Clock): ServiceReader {
  type Batch = { ecs: EcsPort; cluster: string; names: Set<string>; states: Promise<readonly ServiceState[]> }
  let open: Batch[] = []
  const begin = (ecs: EcsPort, cluster: string): Batch => {
    const names = new Set<string>()
    const states = clock.sleep(0).then(async () => {
      open = open.filter(other => other !== batch)
      return (await ecs.describeServices(cluster, [...names])).services
    })
    const batch = { ecs, cluster, names, states }
    open = [...open, batch]
    return batch
  }
  return async (ecs, cluster, service) => {
    const batch = open.find(one => one.ecs === ecs && one.cluster === cluster) ?? begin(ecs, cluster)
    batch.names.add(service)
    return (await batch.states).find(state => state.service === service)
  }
}

/** lookAgain reads a service. A failed read changes nothing: it is undefined, and the previous one counts. */
export async function lookAgain(
  { service, site }: ServicePlan,
  run: Pick<RolloutRun, 'aws' | 'look'>
): Promise<ServiceState | undefined> {
  try {
    return await run.look((await run.aws(site)).ecs, site.cluster, service)
  } catch (error) {
    if (error instanceof AwsError) return undefined
    throw error
  }
}
