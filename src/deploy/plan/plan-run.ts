import { lastPartOf } from '../../arn.ts'
import type { Placement } from '../../inputs/configuration/placement.ts'
import type { DeployConfiguration, PlanConfiguration } from '../../inputs/configuration.ts'
import { someOf } from '../../list.ts'
import { present } from '../../present.ts'
import type { Remark } from '../../report/report.ts'
import { deploymentInProgress } from '../../rollout/deployments.ts'
import { labelOf } from '../../rollout/outcome.ts'
import { planExisting } from '../again/redeploy.ts'
import { type FoundForPlan, findForPlan } from '../carry-out/schedules.ts'
import { chooseChanged } from '../changed/choose-changed.ts'
import { withCommits } from '../changed/record.ts'
import { withWaves } from '../comparison/decide.ts'
import type { Plan } from '../comparison/plan.ts'
import { prepareDefinitions } from '../prepare/prepare.ts'
import { type AnnouncedTarget, announceTarget, type DeployingPorts, withTarget } from '../target.ts'
import { missingTargets, type Planned } from './decide-on.ts'
import { inspectCodeDeploy } from './inspect-codedeploy.ts'
import { makePlan } from './make-plan.ts'

type Configuration = PlanConfiguration | DeployConfiguration
type PlacedPlan = Planned & { readonly placement: Placement }

/** A plan with everything that belongs to it, or the report of what stops it. */
export type RunPlan = PlacedPlan & {
  readonly schedules: FoundForPlan
  /** When the services were read, in milliseconds since 1970. */
  readonly plannedAt: number
}

const NO_SCHEDULES: FoundForPlan = { groups: [], rows: [], remarks: [], problems: [] }
const NOTHING_TO_DO: Plan = { definitions: [], services: [] }

/** Number of services that the verdict lists. */
const NAMED = 12

/**
 * planRun makes the plan of `plan` and `deploy`: from files, or for an existing revision. It then adds what CodeDeploy
 * needs, the schedules that run the families, and the waves. It only reads.
 */
export async function planRun(configuration: Configuration, planning: DeployingPorts): Promise<RunPlan> {
  const planned = await planDefinitions(configuration, planning)
  const { placement } = planned
  const plannedAt = planning.ports.clock.now()
  if (!planned.plan) return { ...planned, schedules: NO_SCHEDULES, plannedAt }
  // the input applies to all definitions of the run, the key of a task to its own definition
  const scheduled = planned.plan.definitions.filter(one => configuration.updateSchedules || one.schedules)
  const [withSpecs, schedules] = await Promise.all([
    inspectCodeDeploy(planned.plan, configuration, planning),
    scheduled.length === 0 ? NO_SCHEDULES : findForPlan({ ...planned.plan, definitions: scheduled }, planning)
  ])
  // the waves are for consumers that build a job matrix from the plan; a run computes its own
  const plan = { ...withSpecs.plan, services: withWaves(withSpecs.plan.services, placement.order) }
  const problems = [
    ...planned.report.problems,
    ...withSpecs.problems,
    ...schedules.problems,
    ...missingTargets(plan)
  ]
  const remarks = [
    ...planned.report.remarks,
    ...schedules.remarks,
    ...leftAlone(plan, configuration),
    ...(configuration.mode === 'plan' ? notRunning(plan) : [])
  ]
  const report = {
    ...planned.report,
    ...{ plan, problems, remarks, schedules: schedules.rows }
  }
  const { plan: _, ...rest } = planned
  return { ...rest, report, schedules, plannedAt, ...(problems.length > 0 ? {} : { plan }) }
}

async function planDefinitions(configuration: Configuration, planning: DeployingPorts): Promise<PlacedPlan> {
  if (configuration.taskDefinitionArn !== undefined)
    return planExisting(configuration.taskDefinitionArn, configuration, planning)
  if (configuration.services !== 'changed') return planServices(configuration, planning)
  const { report, placement, keys, said } = await chooseChanged(configuration, planning)
  if (report.problems.length > 0) return { report, placement }
  if (keys.length === 0) return { report: { ...report, plan: NOTHING_TO_DO }, plan: NOTHING_TO_DO, placement }
  const planned = await planServices({ ...configuration, services: keys }, planning, said)
  const remarks = [...report.remarks, ...planned.report.remarks]
  return { ...planned, report: { ...planned.report, ...present({ selection: report.selection }), remarks } }
}

/** `announced` is given if the target has been shown, for a run that looks for changes. */
async function planServices(
  configuration: Configuration,
  planning: DeployingPorts,
  announced?: AnnouncedTarget
): Promise<PlacedPlan> {
  const preparation = await prepareDefinitions(configuration, planning.ports, planning.aws)
  const { prepared, placement } = preparation
  if (prepared.length === 0) return { report: preparation.report, placement }
  const sites = prepared.map(({ site }) => site)
  const said = announced ?? (await announceTarget(sites, planning))
  const report = withTarget(preparation.report, said)
  if (said.problems.length > 0) return { report, placement }
  const planned = await makePlan({ ...preparation, report }, configuration, planning)
  // later runs that look for changes read the commit from the revision
  const isRecorded = announced !== undefined || prepared.some(one => one.target.entry?.paths.length)
  if (planned.plan === undefined || configuration.mode !== 'deploy' || !isRecorded)
    return { ...planned, placement }
  const plan = withCommits(planned.plan, prepared, { configuration, place: planning.ports })
  return { ...planned, plan, placement }
}

/** Nothing to change does not mean that what is deployed runs. */
function notRunning({ services }: Plan): readonly Remark[] {
  const ill = services.filter(({ action, before }) =>
    action.kind === 'follow'
      ? (deploymentInProgress(before)?.failedTasks ?? 0) > 0
      : action.kind === 'unchanged' && before.desiredCount > 0 && before.runningCount === 0
  )
  if (ill.length === 0) return []
  const names = someOf(ill.map(labelOf), NAMED)
  const message = `Nothing is to be changed, but not running well: ${names}. The plan has the risk of each.`
  return [{ message, verdict: `Not running well: ${names}; see the risks.` }]
}

/** AWS's action registers a copy each time, and each copy is a deployment; users of that action may rely on it. */
function leftAlone(plan: Plan, { compatibility, forceNewDeployment }: Configuration): readonly Remark[] {
  if (compatibility === undefined || forceNewDeployment) return []
  return plan.definitions.flatMap(({ registration }) =>
    registration.kind === 'reuse'
      ? [
          {
            message: `${lastPartOf(registration.arn)} equals the definition: no copy is registered, unlike with AWS's action, and a service that runs it is not redeployed. force-new-deployment: true starts new tasks anyway.`
          }
        ]
      : []
  )
}
