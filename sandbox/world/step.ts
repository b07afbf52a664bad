import { assertNever } from '../fault.ts'
import { advanceCodeDeploy } from './codedeploy/machine.ts'
import { note, noteAll } from './lag.ts'
import { isWaiting, proceed } from './lifecycle.ts'
import { serviceOf } from './lookup.ts'
import { reconcile } from './reconcile.ts'
import { inProgress } from './records.ts'
import { markFailed, setAlarm } from './rollback.ts'
import { enforceLimits, settleHook } from './stage-ends.ts'
import type { Happening, OutsideCall, Service, World } from './state.ts'
import { advanceTask } from './task-life.ts'

/** Carries out an AWS call of `later`, for the layer above; throws AwsFault if AWS would refuse it. */
type Perform = (world: World, call: OutsideCall) => void

/**
 * step advances the world to virtual time `to`: every event up to then happens at its own time, in order. Nothing
 * depends on `to` itself, so one long step leaves the same history as many short ones.
 */
export function step(world: World, to: number, perform: Perform): void {
  for (;;) {
    const next = world.queue[0]
    if (!next || next.at > to) break
    world.queue.shift()
    world.now = Math.max(world.now, next.at)
    happen(world, next.what, perform)
    const service = concerned(next.what)
    if (service) note(world, service)
    else noteAll(world)
  }
  world.now = Math.max(world.now, to)
}

/** The service that a happening is about, if any. */
function concerned(what: Happening): Service | undefined {
  if ('task' in what) return what.task.owner
  return 'service' in what ? what.service : undefined
}

function happen(world: World, what: Happening, perform: Perform): void {
  switch (what.kind) {
    case 'task':
      if (what.task.planVersion === what.version) advanceTask(world, what.task)
      return
    case 'reconcile':
      takeTurn(world, what.service)
      return
    case 'mark-failed':
      markFailed(world, what.service, what.deployment)
      return
    case 'code-deploy':
      advanceCodeDeploy(world, what)
      return
    case 'stage':
      if (what.record.lifecycle?.version === what.version) proceed(world, what.service, what.record)
      return
    case 'hook':
      settleHook(world, what.service, what)
      return
    case 'limit':
      enforceLimits(world, what.service, what.record)
      return
    case 'alarm':
      setAlarm(world, { region: what.region, name: what.alarm, state: what.state })
      return
    case 'outside':
      performOutside(world, what.call, perform)
      return
    default:
      assertNever(what)
      return
  }
}

function takeTurn(world: World, service: Service): void {
  if (service.reconcileAt === undefined || service.reconcileAt > world.now) return
  service.reconcileAt = undefined
  reconcile(world, service)
}

/** Fills in the IDs that cannot be known beforehand: of a service's deployment in progress and its waiting hook. */
function fillIn(world: World, call: OutsideCall): OutsideCall {
  const { about, input } = call
  if (!about) return call
  const service = serviceOf(world, { region: call.region, ...about })
  const record = service && inProgress(service)
  const hook = record?.lifecycle?.hooks.find(one => isWaiting(one) && one.setting.type === 'PAUSE')
  const hookId = input['hookId'] === undefined ? {} : { hookId: hook?.id ?? input['hookId'] }
  const serviceDeploymentArn = record?.arn ?? input['serviceDeploymentArn']
  return { ...call, input: { ...input, serviceDeploymentArn, ...hookId } }
}

function performOutside(world: World, call: OutsideCall, perform: Perform): void {
  const record: World['outside'][number] = { at: world.now, action: `${call.service}:${call.operation}` }
  try {
    perform(world, fillIn(world, call))
  } catch (error) {
    record.error = error instanceof Error ? error.message : String(error)
  }
  world.outside.push(record)
}
