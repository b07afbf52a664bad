import type { DeployConfiguration, PlanConfiguration } from '../inputs/configuration.ts'
import type { Placement } from '../placement/placement.ts'
import { makePlan, type Planned, type PlanningPorts } from './make-plan.ts'
import { planExisting } from './plan-existing.ts'
import { prepareTargets } from './prepare.ts'

/** planRun makes the plan of `plan` and `deploy`: from files, or for a revision that exists. */
export async function planRun(
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
