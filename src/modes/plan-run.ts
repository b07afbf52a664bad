import type { DeployConfiguration, PlanConfiguration } from '../inputs/configuration.ts'
import type { Placement } from '../placement/placement.ts'
import { inspectCodeDeploy } from './inspect-codedeploy.ts'
import { makePlan, type Planned, type PlanningPorts } from './make-plan.ts'
import { planExisting } from './plan-existing.ts'
import { prepareTargets } from './prepare.ts'
import { type FoundForPlan, findForPlan } from './schedules.ts'

/** A plan with all that belongs to it, or the report of what stops it. */
export type RunPlan = Planned & {
  readonly placement: Placement
  readonly schedules: FoundForPlan
  /** When the services were looked at, milliseconds since 1970. */
  readonly plannedAt: number
}

/**
 * planRun makes the plan of `plan` and `deploy`: from files, or for a revision that exists; then what CodeDeploy needs and
 * which schedules run the families. It only reads.
 */
export async function planRun(
  configuration: PlanConfiguration | DeployConfiguration,
  planning: PlanningPorts
): Promise<RunPlan> {
  const { placement, ...planned } = await planDefinitions(configuration, planning)
  const { locate } = planned
  const plannedAt = planning.ports.clock.now()
  const nothing = { groups: [], rows: [], remarks: [], problems: [] }
  if (!planned.plan) return { ...planned, placement, schedules: nothing, plannedAt }
  const [{ plan, problems }, schedules] = await Promise.all([
    inspectCodeDeploy(planned.plan, configuration, planning),
    findForPlan(planned.plan, configuration, planning)
  ])
  const all = [...planned.report.problems, ...problems, ...schedules.problems]
  const remarks = [...planned.report.remarks, ...schedules.remarks.map(message => ({ message }))]
  const report = { ...planned.report, plan, problems: all, remarks, schedules: schedules.rows }
  return {
    report,
    placement,
    schedules,
    plannedAt,
    ...(all.length > 0 ? {} : { plan }),
    ...(locate ? { locate } : {})
  }
}

async function planDefinitions(
  configuration: PlanConfiguration | DeployConfiguration,
  planning: PlanningPorts
): Promise<Planned & { readonly placement: Placement }> {
  if (configuration.taskDefinitionArn !== undefined) {
    return planExisting(configuration.taskDefinitionArn, configuration, planning)
  }
  const preparation = await prepareTargets(configuration, planning.ports, planning.clouds)
  const planned = await makePlan(preparation, configuration, planning)
  return { ...planned, placement: preparation.placement }
}
