import pLimit from 'p-limit'
import type { Placement } from '../../configuration/placement.ts'
import type { AwsConfiguration } from '../../inputs/configuration.ts'
import type { Plan, ServicePlan } from '../../plan/plan.ts'
import type { PlacedDiagnosis } from '../../report/rollout-annotations.ts'
import { BatchedServiceReader } from '../../rollout/batched-service-reader.ts'
import { isGood } from '../../rollout/outcome.ts'
import { Watcher } from '../../rollout/watch.ts'
import { intoWaves } from '../../rollout/waves.ts'
import type { DeployingPorts } from '../connections.ts'
import type { Locate } from '../plan/decide-on.ts'
import { adviseWatcher } from './advise.ts'
import { CallPace, UPDATE } from './call-pace.ts'
import { carryService } from './carry-service.ts'
import { type CarriedService, isoTime, notStarted, type RolledOut, type RolloutRun } from './rolling.ts'

const STARTS_AT_ONCE = 8

/** A plan whose definitions are registered. */
export type RegisteredPlan = {
  readonly plan: Plan
  readonly arns: ReadonlyMap<string, string>
  readonly placement: Placement
  /** When the services were looked at, milliseconds since 1970. */
  readonly plannedAt: number
  readonly locate?: Locate
}

/**
 * rollOut takes all services through their rollouts: wave after wave, within a wave as many at a time as `max-parallel` says,
 * and stops starting new ones after a failure unless `on-error` is `continue`. With `atomic` a failure takes back what was done.
 */
export async function rollOut(
  work: RegisteredPlan,
  configuration: AwsConfiguration,
  { ports, aws }: DeployingPorts
): Promise<RolledOut> {
  const diagnoses: PlacedDiagnosis[] = []
  const { clock, log, signal } = ports
  const { plan, locate } = work
  const found = locate === undefined ? {} : { locate }
  const investigation = { plan, configuration, ports, aws, diagnoses, ...found }
  const watcher = new Watcher(adviseWatcher(investigation), { clock, log, signal })
  const rolling: RolloutRun = {
    ...work,
    configuration,
    ports,
    aws,
    watcher,
    investigation,
    looks: new BatchedServiceReader(clock),
    updates: new CallPace(clock, UPDATE),
    starts: pLimit(STARTS_AT_ONCE)
  }
  const carried = await carryAll(rolling)
  const settled = configuration.atomic ? await allOrNone(carried, rolling) : carried
  watcher.recap()
  return { ends: [...settled.values()].map(({ end }) => end), diagnoses }
}

type AllCarried = ReadonlyMap<ServicePlan, CarriedService>

async function carryAll(rolling: RolloutRun): Promise<AllCarried> {
  const { configuration, plan } = rolling
  const carried = new Map<ServicePlan, CarriedService>()
  const limit = pLimit(configuration.maxParallel ?? Number.POSITIVE_INFINITY)
  let failed: string | undefined
  for (const wave of intoWaves(plan.services, rolling.placement.order)) {
    const tasks = wave.map(service =>
      limit(async () => {
        const stops = failed !== undefined && configuration.onError === 'stop'
        const done = stops
          ? { end: notStarted(service, rolling, `Not started, since ${failed} failed.`) }
          : await carryService(service, rolling)
        carried.set(service, done)
        const { outcome } = done.end.result
        // What a cancelled run does not start says so by itself.
        const isFailure = !isGood(outcome) && outcome !== 'not-started' && outcome !== 'cancelled'
        if (isFailure) failed ??= service.service
      })
    )
    await Promise.all(tasks)
  }
  // In the order of the plan, whatever the order of the ends was.
  return new Map(
    plan.services.flatMap(service => {
      const done = carried.get(service)
      return done ? [[service, done] as const] : []
    })
  )
}

/** Takes the services that got through back when another one did not. */
async function allOrNone(carried: AllCarried, rolling: RolloutRun): Promise<AllCarried> {
  const bad = [...carried.values()].find(({ end }) => !isGood(end.result.outcome))
  if (!bad) return carried
  const cause = bad.end.result.service
  const settled = await Promise.all(
    [...carried].map(async ([service, done]) => {
      if (done.end.result.outcome !== 'succeeded' || !done.undo) return [service, done] as const
      const back = await done.undo()
      const { result, milestones } = done.end
      const end = {
        ...done.end,
        result: {
          ...result,
          outcome: back.outcome,
          reason: `Taken back, since ${cause} did not get through (atomic). ${back.addition}`,
          finishedAt: isoTime(rolling.ports.clock.now())
        },
        milestones: [...milestones, ...back.milestones]
      }
      return [service, { ...done, end }] as const
    })
  )
  return new Map(settled)
}
