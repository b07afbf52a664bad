import type { DeployConfiguration } from '../../inputs/configuration.ts'
import type { Plan } from '../../plan/plan.ts'
import type { Report } from '../../report/report.ts'
import { isGood } from '../../rollout/outcome.ts'
import type { DeployingPorts } from '../connections.ts'
import type { RunPlan } from '../plan/plan-run.ts'
import { registerAll } from './register-all.ts'
import { rollOut } from './roll-out.ts'
import { withEnds } from './with-ends.ts'

/** Gives every service of the run a result that says why it was not touched. */
export type Untouched = (report: Report, reason: string) => Report

/** carryOut does what the plan says: register, run the one-off task, roll out, move schedules. */
export async function carryOut(
  planned: RunPlan & { readonly plan: Plan },
  configuration: DeployConfiguration,
  run: { readonly planning: DeployingPorts; readonly untouched: Untouched }
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
  const { runTasks } = await import('./one-off-tasks.ts')
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
  const { moveForPlan } = await import('./schedules.ts')
  const moved = await moveForPlan(schedules, arns, planning)
  return { ...finished, schedules: moved.rows, problems: [...finished.problems, ...moved.problems] }
}

const CANCELLED =
  'The run was cancelled before any service was touched; the next run uses what was registered.'
