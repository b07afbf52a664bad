import pLimit from 'p-limit'
import type { Placement } from '../../configuration/placement.ts'
import type { AwsConfiguration, DeployConfiguration } from '../../inputs/configuration.ts'
import { RequestPace, UPDATE } from '../../pace.ts'
import type { Plan, ServicePlan } from '../../plan/plan.ts'
import { wavesOf } from '../../plan/waves.ts'
import { present } from '../../present.ts'
import type { Report } from '../../report/report.ts'
import type { PlacedDiagnosis } from '../../report/rollouts/rollout-annotations.ts'
import { judgeReport } from '../../report/verdict.ts'
import { BatchedServiceReader } from '../../rollout/batched-service-reader.ts'
import {
  isGood,
  labelOf,
  type NotStarted,
  type RollbackState,
  type ServiceResult
} from '../../rollout/outcome.ts'
import { Watcher } from '../../rollout/watch.ts'
import type { DeployingPorts } from '../connections.ts'
import { askedServices, withNotStarted } from '../not-started.ts'
import type { KnownPlaces } from '../plan/known-places.ts'
import type { RunPlan } from '../plan/plan-run.ts'
import { adviseWatcher } from './advise.ts'
import { carryService } from './carry-service.ts'
import { withChangedDuringRollout } from './changed-during-rollout.ts'
import { withDeregistered } from './deregistered.ts'
import { registerAll } from './register-all.ts'
import { type CarriedService, isoTimestamp, notStarted, type RolloutRun, thenBack } from './rollout-run.ts'
import { Turns } from './turns.ts'
import { type RolledOut, withEnds } from './with-ends.ts'

type PlannedRun = RunPlan & { readonly plan: Plan }

/**
 * carryOut carries out the plan: register, run the one-off task, roll out, move schedules. If an environment is named,
 * it maintains a GitHub deployment. Every service of the run has a result, however it ends.
 */
export function carryOut(
  planned: PlannedRun,
  configuration: DeployConfiguration,
  run: DeployingPorts
): Promise<Report> {
  return recording(planned.plan, { configuration, ...run }, () => inOrder(planned, configuration, run))
}

async function inOrder(
  planned: PlannedRun,
  configuration: DeployConfiguration,
  run: DeployingPorts
): Promise<Report> {
  const { report, plan, placement, schedules } = planned
  const untouched = (stopped: Report, why: NotStarted) =>
    withNotStarted(stopped, askedServices(stopped, placement, configuration), why)
  const registered = await registerAll(plan, run)
  const { arns } = registered
  const withArns = {
    ...report,
    taskDefinitionArns: [...arns.values()],
    remarks: [...report.remarks, ...registered.remarks]
  }
  if (registered.problems.length > 0) {
    const stopped = { ...withArns, problems: [...report.problems, ...registered.problems] }
    return untouched(stopped, { reason: 'A definition could not be registered; no service was changed.' })
  }
  if (registered.cancelled !== undefined) return untouched(withArns, registered.cancelled)
  const { runTasks } = await import('./one-off-tasks.ts')
  const tasks = await runTasks({ plan, arns, run: run.ports.runName }, configuration, run)
  const problems = [...report.problems, ...tasks.problems]
  const remarks = [...withArns.remarks, ...tasks.remarks]
  const withTasks = { ...withArns, taskArns: tasks.taskArns, problems, remarks }
  if (tasks.failed !== undefined) {
    const reason = `The one-off task did not succeed, so no service was changed: ${tasks.failed}`
    return untouched(withTasks, { reason })
  }
  const finished = withEnds(withTasks, await rollOut({ ...planned, arns }, configuration, run))
  if (schedules.groups.length === 0 || !finished.results.every(({ outcome }) => isGood(outcome)))
    return finished
  const { moveForPlan } = await import('./schedules.ts')
  const moved = await moveForPlan(schedules, arns, run)
  return { ...finished, schedules: moved.rows, problems: [...finished.problems, ...moved.problems] }
}

/**
 * Maintains a GitHub deployment while a plan is carried out, if an environment is named. What GitHub rejects becomes a
 * remark. However the work ends, the deployment gets its final status.
 */
async function recording(
  plan: Plan,
  { configuration, ports }: DeployingPorts & { readonly configuration: DeployConfiguration },
  work: () => Promise<Report>
): Promise<Report> {
  const { environment, githubToken } = configuration
  const { recordDeployment } = ports
  if (environment === undefined || githubToken === undefined || !recordDeployment) return work()
  const recorder = await recordDeployment(environment, githubToken)
  const touched = plan.services.filter(({ action }) => action.kind !== 'unchanged')
  const isContinuing = touched.every(({ action }) => action.kind === 'continue')
  recorder.start(touched.map(labelOf), isContinuing)
  let results: readonly ServiceResult[] = []
  let report: Report | undefined
  try {
    report = await work()
    results = report.results
  } finally {
    const isGoodRun = report !== undefined && judgeReport(report).exitCode === 0
    const remarks = await recorder.finish(results, isGoodRun)
    if (report) report = { ...report, remarks: [...report.remarks, ...remarks] }
  }
  return report
}

/** Number of concurrent UpdateService calls. */
const STARTS_AT_ONCE = 8

/** A plan whose definitions have been registered. */
export type RegisteredPlan = {
  readonly plan: Plan
  readonly arns: ReadonlyMap<string, string>
  readonly placement: Placement
  /** When the services were read, in milliseconds since 1970. */
  readonly plannedAt: number
  readonly places?: KnownPlaces
}

/**
 * rollOut carries out the rollouts of all services: wave after wave, within a wave as many at a time as `max-parallel`
 * allows. It stops starting new ones after a failure, unless `on-error` is `continue`. With `atomic`, a failure rolls
 * back the services that succeeded.
 */
export async function rollOut(
  registered: RegisteredPlan,
  configuration: AwsConfiguration,
  { ports, aws }: DeployingPorts
): Promise<RolledOut> {
  const diagnoses: PlacedDiagnosis[] = []
  const { clock, log, signal } = ports
  const { plan, places } = registered
  const investigation = { plan, configuration, ports, aws, diagnoses, ...present({ places }) }
  const watcher = new Watcher(adviseWatcher(investigation), { clock, log, signal })
  const run: RolloutRun = {
    ...registered,
    configuration,
    ports,
    aws,
    watcher,
    investigation,
    reader: new BatchedServiceReader(clock),
    updates: new RequestPace(UPDATE, clock),
    starts: pLimit(STARTS_AT_ONCE),
    turns: new Turns()
  }
  const carried = await carryAll(run)
  const settled = await withDeregistered(configuration.atomic ? await allOrNone(carried, run) : carried, run)
  const told = await withChangedDuringRollout(settled.carried, run)
  watcher.recap()
  const remarks = [...settled.remarks, ...told.remarks]
  return { ends: [...told.carried.values()].map(({ end }) => end), diagnoses, remarks }
}

type AllCarried = ReadonlyMap<ServicePlan, CarriedService>

async function carryAll(run: RolloutRun): Promise<AllCarried> {
  const { configuration, plan } = run
  const carried = new Map<ServicePlan, CarriedService>()
  const limit = pLimit(configuration.maxParallel ?? Number.POSITIVE_INFINITY)
  let failed: string | undefined
  const waves = wavesOf(plan.services, run.placement.order)
  for (const [index, services] of waves.entries()) {
    const wave = waves.length > 1 ? index + 1 : undefined
    const tasks = services.map(service =>
      limit(async () => {
        const stops = failed !== undefined && configuration.onError === 'stop'
        const done = stops
          ? { end: notStarted(service, run, { reason: `Not started, because ${failed}.` }) }
          : await carryService(service, run)
        carried.set(service, { ...done, end: { ...done.end, ...present({ wave }) } })
        const { outcome, isUnverified } = done.end.result
        // A cancelled run reports what it does not start.
        const isFailure = !isGood(outcome) && outcome !== 'not-started' && outcome !== 'cancelled'
        if (isFailure) failed ??= `${labelOf(service)} ${isUnverified ? 'was not verified' : 'failed'}`
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

/** Rolls back the services that succeeded if another one did not. */
async function allOrNone(carried: AllCarried, run: RolloutRun): Promise<AllCarried> {
  const bad = [...carried.values()].find(({ end }) => !isGood(end.result.outcome))
  if (!bad) return carried
  const cause = labelOf(bad.end.result)
  const settled = await Promise.all(
    [...carried].map(async ([service, done]) => {
      if (done.end.result.outcome !== 'succeeded' || !done.undo) return [service, done] as const
      const back = await done.undo()
      const { result } = done.end
      const why = `because ${cause} did not succeed (atomic). ${back.addition}`
      const finishedAt = isoTimestamp(run.ports.clock.now())
      const { rollback, isDeleted } = back
      const reason = `${saidOf(rollback)}, ${why}`
      const told =
        back.outcome === 'succeeded'
          ? { reason: `${result.reason} ${reason}` }
          : { outcome: back.outcome, reason, finishedAt, ...present({ rollback, isDeleted }) }
      const end = {
        ...done.end,
        result: { ...result, ...told },
        ...thenBack(done.end, back)
      }
      return [service, { ...done, end }] as const
    })
  )
  return new Map(settled)
}

function saidOf(rollback: RollbackState | undefined): string {
  if (rollback === 'completed') return 'Rolled back'
  return rollback === 'in-progress' ? 'Being rolled back' : 'It should have been rolled back'
}
