import { lastPart } from './arns.ts'
import { enqueue } from './queue.ts'
import { drawFrom } from './random.ts'
import type { Hook, HookSetting, LambdaScript, Service, ServiceDeployment, Stage, World } from './state.ts'

const ID_LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'

/** isWaiting: the stage does not end before this hook ends. */
export function isWaiting(hook: Hook): boolean {
  return hook.status === 'AWAITING_ACTION' || hook.status === 'IN_PROGRESS'
}

/** callHooks starts all hooks of a stage at once (AWS: hooks of one stage run in parallel). */
export function callHooks(
  world: World,
  service: Service,
  at: { record: ServiceDeployment; stage: Stage }
): Hook[] {
  const { record, stage } = at
  const wanted = record.configuration.hooks.filter(setting => setting.stages.includes(stage))
  return wanted.map(setting => callHook(world, service, { record, stage, setting }))
}

function callHook(
  world: World,
  service: Service,
  at: { record: ServiceDeployment; stage: Stage; setting: HookSetting }
): Hook {
  const { setting } = at
  const pause = setting.type === 'PAUSE'
  const hook: Hook = {
    id: `ecs-${pause ? 'pause' : 'lambda'}-${drawFrom(world, ID_LETTERS, 43)}`,
    setting,
    status: pause ? 'AWAITING_ACTION' : 'IN_PROGRESS',
    expiresAt: world.now + setting.timeoutMinutes * 60_000
  }
  const script = pause ? undefined : scriptOf(world, service, at)
  const answered = world.now + (script?.after ?? world.timing.hook)
  const result = script?.result ?? 'SUCCEEDED'
  const ends = !pause && result !== 'IN_PROGRESS' && answered < hook.expiresAt
  enqueue(world, ends ? answered : hook.expiresAt, {
    kind: 'hook',
    region: service.region,
    cluster: service.cluster,
    service: service.name,
    serviceDeployment: at.record.arn,
    hook: hook.id,
    status: ends ? result : 'TIMED_OUT'
  })
  return hook
}

function scriptOf(
  world: World,
  service: Service,
  at: { stage: Stage; setting: HookSetting }
): LambdaScript | undefined {
  const target = at.setting.target ?? ''
  const names = [target, target.split(':function:')[1]?.split(':')[0], lastPart(target)]
  const found = world.lambdas.find(
    one =>
      one.times !== 0 &&
      (one.function === undefined || names.includes(one.function)) &&
      (one.stage === undefined || one.stage === at.stage) &&
      (one.service === undefined || one.service === service.name)
  )
  if (found?.times !== undefined) found.times -= 1
  return found
}
