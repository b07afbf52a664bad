import type { Placement } from '../../configuration/placement.ts'
import type { DeployConfiguration, PlanConfiguration } from '../../inputs/configuration.ts'
import type { Plan } from '../../plan/plan.ts'
import { present } from '../../present.ts'
import { planExisting } from '../again/existing-revision.ts'
import type { FoundForPlan } from '../carry-out/schedules.ts'
import { chooseChanged } from '../changed/choose-changed.ts'
import { withCommits } from '../changed/record.ts'
import type { DeployingPorts } from '../connections.ts'
import { prepareDefinitions } from '../prepare/prepare.ts'
import type { PreparedDefinition } from '../prepare/render-all.ts'
import { type AnnouncedTarget, announceTarget, withTarget } from '../target.ts'
import { completePlan } from './complete-plan.ts'
import type { Planned } from './decide-on.ts'
import { makePlan } from './make-plan.ts'

/** A plan with everything that belongs to it, or the report of what stops it. */
export type RunPlan = Planned & {
  readonly placement: Placement
  readonly schedules: FoundForPlan
  /** When the services were read, in milliseconds since 1970. */
  readonly plannedAt: number
}

const NO_SCHEDULES: FoundForPlan = { groups: [], rows: [], remarks: [], problems: [] }

/**
 * planRun makes the plan of `plan` and `deploy`: from files, or for an existing revision. It then adds what CodeDeploy
 * needs and the schedules that run the families. It only reads.
 */
export async function planRun(
  configuration: PlanConfiguration | DeployConfiguration,
  planning: DeployingPorts
): Promise<RunPlan> {
  const { placement, ...planned } = await planDefinitions(configuration, planning)
  const plannedAt = planning.ports.clock.now()
  if (!planned.plan) return { ...planned, placement, schedules: NO_SCHEDULES, plannedAt }
  const { plan } = planned
  return completePlan({ ...planned, plan, placement, plannedAt }, configuration, planning)
}

async function planDefinitions(
  configuration: PlanConfiguration | DeployConfiguration,
  planning: DeployingPorts
): Promise<Planned & { readonly placement: Placement }> {
  if (configuration.taskDefinitionArn !== undefined) {
    return planExisting(configuration.taskDefinitionArn, configuration, planning)
  }
  if (configuration.services !== 'changed') return planServices(configuration, planning)
  const { report, placement, keys, said } = await chooseChanged(configuration, planning)
  if (report.problems.length > 0) return { report, placement }
  if (keys.length === 0) return { report: { ...report, plan: NOTHING_TO_DO }, plan: NOTHING_TO_DO, placement }
  const chosen = { ...configuration, services: keys }
  const planned = await planServices(chosen, planning, present({ said, records: true }))
  const { selection, remarks } = report
  const whole = {
    ...planned.report,
    ...present({ selection }),
    remarks: [...remarks, ...planned.report.remarks]
  }
  return { ...planned, report: whole }
}

const NOTHING_TO_DO: Plan = { definitions: [], services: [] }

async function planServices(
  configuration: PlanConfiguration | DeployConfiguration,
  planning: DeployingPorts,
  known: { readonly said?: AnnouncedTarget; readonly records?: boolean } = {}
): Promise<Planned & { readonly placement: Placement }> {
  const preparation = await prepareDefinitions(configuration, planning.ports, planning.aws)
  const { prepared, placement } = preparation
  if (prepared.length === 0) return { report: preparation.report, placement }
  const sites = prepared.map(({ site }) => site)
  const said = known.said ?? (await announceTarget(sites, planning))
  const report = withTarget(preparation.report, said)
  if (said.problems.length > 0) return { report, placement }
  const planned = await makePlan({ ...preparation, report }, configuration, planning)
  const records = known.records ?? prepared.some(hasPaths)
  if (planned.plan === undefined || configuration.mode !== 'deploy' || !records)
    return { ...planned, placement }
  // Later runs that look for changes read the commit from the revision.
  const plan = withCommits(planned.plan, prepared, { configuration, place: planning.ports })
  return { ...planned, plan, placement }
}

function hasPaths({ target }: PreparedDefinition): boolean {
  return (target.entry?.paths.length ?? 0) > 0
}
