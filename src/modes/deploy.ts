import type { DeployConfiguration } from '../inputs/configuration.ts'
import type { Placement } from '../placement/placement.ts'
import { siteOf } from '../placement/placement.ts'
import type { Plan } from '../plan/plan.ts'
import { planToText } from '../report/plan-text.ts'
import type { Report } from '../report/report.ts'
import { resultsToText } from '../report/results-text.ts'
import { isGood, type ServiceResult } from '../rollout/outcome.ts'
import { openClouds } from './clouds.ts'
import type { PlanningPorts } from './make-plan.ts'
import { runTasks } from './one-off-tasks.ts'
import { planRun, type RunPlan } from './plan-run.ts'
import type { ModePorts } from './ports.ts'
import { recording } from './recording.ts'
import { registerAll } from './register-all.ts'
import { rollOut } from './roll-out.ts'
import { moveForPlan } from './schedules.ts'
import { withEnds } from './with-ends.ts'

/**
 * runDeploy: plan, register, run the one-off task, update, watch each rollout to its outcome, diagnose, take back what is to
 * be taken back, move schedules. Every service passes every gate before the first one is touched; the report has a result
 * for each service however the run ends.
 */
export async function runDeploy(configuration: DeployConfiguration, ports: ModePorts): Promise<Report> {
  const planning = { ports, clouds: openClouds(ports, configuration.maxRetries) }
  const planned = await planRun(configuration, planning)
  const { report, plan, placement } = planned
  const untouched = withNotStarted(configuration, placement)
  if (!plan) return untouched(report, 'Something has to be put right first; nothing was changed.')
  ports.log.group('Plan', planToText(plan))
  const finished = await recording(plan, { configuration, ports }, () =>
    carryOut({ ...planned, plan }, configuration, { planning, untouched })
  )
  for (const line of resultsToText(finished.results)) ports.log.info(line)
  return finished
}

type Untouched = (report: Report, reason: string) => Report

async function carryOut(
  planned: RunPlan & { readonly plan: Plan },
  configuration: DeployConfiguration,
  run: { readonly planning: PlanningPorts; readonly untouched: Untouched }
): Promise<Report> {
  const { report, plan, schedules } = planned
  const { planning, untouched } = run
  const registered = await registerAll(plan, planning)
  const { arns } = registered
  const withArns = {
    ...report,
    taskDefinitionArns: [...arns.values()],
    remarks: [...report.remarks, ...registered.remarks]
  }
  if (registered.problems.length > 0) {
    const stopped = { ...withArns, problems: [...report.problems, ...registered.problems] }
    return untouched(stopped, 'A definition could not be registered; no service was touched.')
  }
  if (registered.cancelled) return untouched(withArns, CANCELLED)
  const tasks = await runTasks({ plan, arns, run: planning.ports.runName }, configuration, planning)
  const withTasks = {
    ...withArns,
    taskArns: tasks.taskArns,
    problems: [...report.problems, ...tasks.problems]
  }
  if (tasks.failed !== undefined) {
    return untouched(
      withTasks,
      `The one-off task did not succeed, so no service was touched: ${tasks.failed}`
    )
  }
  const rolledOut = await rollOut({ ...planned, arns }, configuration, planning)
  const finished = withEnds(withTasks, rolledOut)
  if (schedules.groups.length === 0 || !finished.results.every(({ outcome }) => isGood(outcome))) {
    return finished
  }
  const moved = await moveForPlan(schedules, arns, planning)
  return { ...finished, schedules: moved.rows, problems: [...finished.problems, ...moved.problems] }
}

const CANCELLED =
  'The run was cancelled before any service was touched; the next run uses what was registered.'

/** Services that were asked for and never reached get a result too. */
function withNotStarted(configuration: DeployConfiguration, placement: Placement): Untouched {
  return (report, reason) => {
    const named = Array.isArray(configuration.services) ? configuration.services : []
    const known = report.plan?.services.map(({ service }) => service) ?? []
    const asked = [...new Set([...named, ...known, ...report.services])]
    const results: ServiceResult[] = asked.map(service => {
      const { cluster = '', region } = siteOf(service, placement, configuration)
      return { service, cluster, region, outcome: 'not-started', reason }
    })
    return { ...report, results }
  }
}
