import pLimit from 'p-limit'
import type { Remark } from '../../errors.ts'
import type { Placement } from '../../inputs/configuration/placement.ts'
import type { AwsConfiguration, DeployConfiguration } from '../../inputs/configuration.ts'
import { RequestPace, UPDATE } from '../../pace.ts'
import { present } from '../../present.ts'
import type { Report } from '../../report/report.ts'
import type { PlacedDiagnosis } from '../../report/rollouts/stories.ts'
import { judgeReport } from '../../report/verdict.ts'
import {
  CANCELLED_BEFORE,
  isFailure,
  isGood,
  labelOf,
  type NotStarted,
  type RollbackState,
  type ServiceResult
} from '../../rollout/outcome.ts'
import { Watcher } from '../../rollout/watch.ts'
import { wavesOf } from '../comparison/decide.ts'
import type { Plan, ServicePlan } from '../comparison/plan.ts'
import type { RunPlan } from '../plan/plan-run.ts'
import type { KnownPlaces } from '../plan/verify-plan.ts'
import { askedServices, type DeployingPorts, withNotStarted } from '../target.ts'
import { adviseWatcher } from './advice.ts'
import { carryCodeDeploy } from './carry-codedeploy.ts'
import { runTasks } from './one-off-tasks.ts'
import { registerAll } from './register-all.ts'
import {
  batchedReader,
  type CarriedService,
  courseOf,
  isoTimestamp,
  notStarted,
  type RolloutRun,
  type ServiceEnd,
  thenBack
} from './run.ts'
import { moveForPlan } from './schedules.ts'
import { confirmed, rollBackSucceeded, settle } from './settle.ts'
import { beginService } from './start-service.ts'

/** How all services of a run ended. */
type RolledOut = {
  readonly ends: readonly ServiceEnd[]
  readonly diagnoses: readonly PlacedDiagnosis[]
}

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
    ...investigation,
    watcher,
    look: batchedReader(clock),
    updates: new RequestPace(UPDATE, clock),
    starts: pLimit(STARTS_AT_ONCE)
  }
  const carried = await carryAll(run)
  const settled = configuration.atomic ? await allOrNone(carried, run) : carried
  watcher.recap()
  return { ends: [...settled.values()].map(({ end }) => end), diagnoses }
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
        const { result } = done.end
        // A cancelled run reports what it does not start.
        if (isFailure(result) && result.outcome !== 'cancelled')
          failed ??= `${labelOf(service)} ${result.isUnverified ? 'was not verified' : 'failed'}`
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

/**
 * Takes one service from its plan to its outcome: its turn, the update, the watched rollout, and the rollback if
 * requested. Throws no AwsError.
 */
async function carryService(planned: ServicePlan, run: RolloutRun): Promise<CarriedService> {
  if (run.ports.signal.aborted) return { end: notStarted(planned, run, CANCELLED_BEFORE) }
  if (planned.before.deploymentController === 'CODE_DEPLOY') return carryCodeDeploy(planned, run)
  const begun = await beginService(planned, run)
  if ('reason' in begun) return { end: notStarted(planned, run, begun) }
  const { service, started } = begun
  if ('ended' in started) return { end: started.ended }
  if ('watch' in started) return { end: await started.watch() }
  const first = { service, start: started.rollout, end: await run.watcher.follow(started.rollout) }
  const subject = started.settle ? first : await confirmed(first, run)
  const end = await (started.settle ?? settle)(subject, started.updatedAt, run)
  return { end, undo: () => rollBackSucceeded(subject, run) }
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

/** withEnds adds to the report how the services ended. */
export function withEnds(report: Report, { ends, diagnoses }: RolledOut): Report {
  return {
    ...report,
    problems: [...report.problems, ...ends.flatMap(({ problem }) => problem ?? [])],
    remarks: [...report.remarks, ...warningsOf(ends)],
    results: ends.map(({ result }) => result),
    timelines: ends.map(({ result: { service, cluster, region }, wave, ...end }) => {
      return { service, cluster, region, ...courseOf(end), ...present({ wave }) }
    }),
    codeDeployIds: ends.flatMap(({ codeDeployId }) => codeDeployId ?? []),
    diagnoses
  }
}

/** Each warning is a remark. The verdict has the first one, and the number of the others. */
function warningsOf(ends: readonly ServiceEnd[]): readonly Remark[] {
  const warned = ends.filter(({ warning }) => warning !== undefined)
  return warned.map(({ result, warning = '' }, index) => {
    const message = `Service "${labelOf(result)}": ${warning}`
    const number = warned.length === 1 ? '' : ` (the first of ${warned.length}, see the notes)`
    const remark = { message, isWarning: true as const }
    return index === 0 ? { ...remark, verdict: `Warning${number}: ${message}` } : remark
  })
}
