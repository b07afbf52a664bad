import { lastPart, tasksOf } from './lookup.ts'
import { drawFrom, enqueue, wake } from './queue.ts'
import { isShifting } from './records.ts'
import type {
  DeploymentConfiguration,
  Hook,
  HookSetting,
  LambdaScript,
  Lifecycle,
  Phase,
  Service,
  ServiceDeployment,
  Stage,
  World
} from './state.ts'
import { isGone, isLive } from './task-state.ts'

const MINUTE = 60_000

/**
 * newLifecycle lays out the stages of a new service deployment; undefined for a rolling one, unless it has a hook
 * before it scales up. `blue` is the deployment that keeps running beside the new one; `others` is the number of those
 * that still have tasks.
 */
export function newLifecycle(
  configuration: DeploymentConfiguration,
  from: { blue: string | undefined; others: number }
): Lifecycle | undefined {
  const phases = phasesOf(configuration, from.others)
  if (phases.length === 0) return
  return {
    phases,
    index: -1,
    version: 0,
    due: 0,
    enteredAt: 0,
    hooks: [],
    production: 0,
    test: 0,
    blue: from.blue,
    back: false
  }
}

function phasesOf(configuration: DeploymentConfiguration, others: number): Phase[] {
  if (configuration.strategy === 'ROLLING') {
    // observed: of the stages, a rolling deployment calls hooks only at this one
    const held = configuration.hooks.some(hook => hook.stages.includes('PRE_SCALE_UP'))
    return held ? [{ stage: 'PRE_SCALE_UP' }] : []
  }
  const steps = stepsOf(configuration)
  return [
    ...(others > 1 ? [{ stage: 'RECONCILE_SERVICE' as const }] : []),
    { stage: 'PRE_SCALE_UP' },
    { stage: 'SCALE_UP', lasts: 0 },
    { stage: 'POST_SCALE_UP' },
    { stage: 'TEST_TRAFFIC_SHIFT', weight: 100 },
    { stage: 'POST_TEST_TRAFFIC_SHIFT' },
    ...steps.flatMap((step): Phase[] => [{ stage: 'PRE_PRODUCTION_TRAFFIC_SHIFT' }, step]),
    { stage: 'POST_PRODUCTION_TRAFFIC_SHIFT' },
    { stage: 'BAKE_TIME', lasts: configuration.bakeMinutes * MINUTE },
    { stage: 'CLEAN_UP', lasts: 0 }
  ]
}

/** The production shifts: the wait after a step is not applied at 100 percent (AWS: LinearConfiguration). */
function stepsOf({ strategy, linear, canary }: DeploymentConfiguration): Phase[] {
  const { percent, bakeMinutes } =
    strategy === 'LINEAR' ? linear : strategy === 'CANARY' ? canary : { percent: 100, bakeMinutes: 0 }
  const count = strategy === 'LINEAR' ? Math.ceil(100 / percent - 1e-9) : percent < 100 ? 2 : 1
  return Array.from({ length: count }, (_, index): Phase => {
    if (index === count - 1) return { stage: 'PRODUCTION_TRAFFIC_SHIFT', weight: 100 }
    const weight = Math.round(percent * (index + 1) * 10) / 10
    return { stage: 'PRODUCTION_TRAFFIC_SHIFT', weight, lasts: bakeMinutes * MINUTE }
  })
}

/** stageOf is the current stage of a service deployment; undefined before the first stage and after the last. */
export function stageOf(record: ServiceDeployment): Stage | undefined {
  const { lifecycle } = record
  return lifecycle?.phases[lifecycle.index]?.stage
}

/** lastStageOf is stageOf, but stays at the last stage when all are over (as DescribeServiceDeployments returns it). */
export function lastStageOf(record: ServiceDeployment): Stage | undefined {
  const { lifecycle } = record
  if (!lifecycle) return
  return lifecycle.phases[Math.min(lifecycle.index, lifecycle.phases.length - 1)]?.stage
}

/** hasStages reports whether any stages remain, including the current one. */
export function hasStages(record: ServiceDeployment): boolean {
  return record.lifecycle !== undefined && record.lifecycle.index < record.lifecycle.phases.length
}

/** hasReached reports whether the forward deployment has reached a stage. */
export function hasReached(lifecycle: Lifecycle, stage: Stage): boolean {
  return lifecycle.index >= lifecycle.phases.findIndex(phase => phase.stage === stage)
}

/** enterNext starts the next stage: its weights, its hooks, and its earliest end. */
export function enterNext(world: World, service: Service, record: ServiceDeployment): void {
  const { lifecycle } = record
  if (!lifecycle) return
  lifecycle.index += 1
  lifecycle.version += 1
  lifecycle.enteredAt = world.now
  record.updatedAt = world.now
  // from its first stage on, it is checked whenever one of AWS's limits could be reached (enforceLimits)
  if (lifecycle.index === 0 && !lifecycle.back)
    enqueue(world, world.now + world.timing.stageLimit, { kind: 'limit', service, record })
  wake(world, service)
  const phase = lifecycle.phases[lifecycle.index]
  // hooks of one stage run in parallel
  const called = phase
    ? record.configuration.hooks
        .filter(setting => setting.stages.includes(phase.stage))
        .map(setting => callHook(world, service, { record, stage: phase.stage, setting }))
    : []
  // during a rollback, the hook that failed stays visible
  if (called.length > 0 || !lifecycle.back) lifecycle.hooks = called
  if (!phase) return
  if (phase.stage === 'TEST_TRAFFIC_SHIFT') lifecycle.test = phase.weight ?? lifecycle.test
  if (phase.stage === 'PRODUCTION_TRAFFIC_SHIFT') lifecycle.production = phase.weight ?? lifecycle.production
  lifecycle.due = world.now + Math.max(phase.lasts ?? 0, phase.lasts === 0 ? 0 : world.timing.stage)
  if (lifecycle.due === world.now) return
  enqueue(world, lifecycle.due, { kind: 'stage', service, record, version: lifecycle.version })
}

/** proceed leaves all stages that can be left now. */
export function proceed(world: World, service: Service, record: ServiceDeployment): void {
  if (!['IN_PROGRESS', 'ROLLBACK_IN_PROGRESS'].includes(record.status)) return
  while (record.lifecycle && hasStages(record) && mayLeave(world, service, record)) {
    enterNext(world, service, record)
  }
}

function mayLeave(world: World, service: Service, record: ServiceDeployment): boolean {
  const { lifecycle } = record
  if (!lifecycle || lifecycle.due > world.now || lifecycle.hooks.some(isWaiting)) return false
  const stage = stageOf(record)
  const kept = record.rollback?.toDeployment ?? record.deploymentId
  if (stage === 'SCALE_UP')
    return tasksOf(service, kept).filter(task => isLive(task) && task.healthy).length >= service.desiredCount
  return stage !== 'CLEAN_UP' || tasksOf(service).every(task => task.deploymentId === kept || isGone(task))
}

const WAY_BACK: readonly Phase[] = [
  { stage: 'PRODUCTION_TRAFFIC_SHIFT', weight: 0 },
  { stage: 'TEST_TRAFFIC_SHIFT', weight: 0 },
  { stage: 'CLEAN_UP', lasts: 0 }
]

/**
 * turnBack rolls a service deployment back: production and test traffic return at once, then the new tasks are stopped.
 */
export function turnBack(world: World, service: Service, record: ServiceDeployment): void {
  const { lifecycle } = record
  if (!lifecycle) return
  lifecycle.back = true
  lifecycle.hooks = lifecycle.hooks.filter(hook => !isWaiting(hook))
  lifecycle.phases = isShifting(record) ? [...WAY_BACK] : []
  lifecycle.index = -1
  enterNext(world, service, record)
}

const ID_LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'

/** isWaiting: the stage does not end before this hook ends. */
export function isWaiting(hook: Hook): boolean {
  return hook.status === 'AWAITING_ACTION' || hook.status === 'IN_PROGRESS'
}

function callHook(
  world: World,
  service: Service,
  at: { record: ServiceDeployment; stage: Stage; setting: HookSetting }
): Hook {
  const { setting, record } = at
  const pause = setting.type === 'PAUSE'
  const hook: Hook = {
    id: `ecs-${pause ? 'pause' : 'lambda'}-${drawFrom(world, ID_LETTERS, 43)}`,
    setting,
    status: pause ? 'AWAITING_ACTION' : 'IN_PROGRESS',
    expiresAt: world.now + setting.timeoutMinutes * MINUTE
  }
  const script = pause ? undefined : scriptOf(world, service, at)
  const answered = world.now + (script?.after ?? world.timing.hook)
  const result = script?.result ?? 'SUCCEEDED'
  const ends = !pause && result !== 'IN_PROGRESS' && answered < hook.expiresAt
  const status = ends ? result : 'TIMED_OUT'
  enqueue(world, ends ? answered : hook.expiresAt, { kind: 'hook', service, record, hook, status })
  return hook
}

function scriptOf(
  world: World,
  service: Service,
  at: { stage: Stage; setting: HookSetting }
): LambdaScript | undefined {
  const { target = '' } = at.setting
  const names = [target, target.split(':function:')[1]?.split(':')[0], lastPart(target)]
  const found = world.lambdas.find(
    one =>
      one.times !== 0 &&
      (one.function === undefined || names.includes(one.function)) &&
      (one.stage ?? at.stage) === at.stage &&
      (one.service ?? service.name) === service.name
  )
  if (found?.times !== undefined) found.times -= 1
  return found
}
