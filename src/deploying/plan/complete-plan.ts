import { lastPartOf } from '../../arn.ts'
import { mapBounded } from '../../bounded.ts'
import type { Placement } from '../../configuration/placement.ts'
import { hasSigns } from '../../diagnosis/recent-events.ts'
import type { Problem, Remark } from '../../errors.ts'
import type { AwsConfiguration, DeployConfiguration, PlanConfiguration } from '../../inputs/configuration.ts'
import { objectsIn } from '../../json.ts'
import { someOf } from '../../list.ts'
import type { Plan } from '../../plan/plan.ts'
import { withWaves } from '../../plan/waves.ts'
import { present } from '../../present.ts'
import { deploymentUnderWay, primaryOf } from '../../rollout/deployments.ts'
import { labelOf } from '../../rollout/outcome.ts'
import type { FoundForPlan } from '../carry-out/schedules.ts'
import type { DeployingPorts } from '../connections.ts'
import type { Planned } from './decide-on.ts'
import type { RunPlan } from './plan-run.ts'

/** Services whose tasks are read at the same time; the connection itself stays within the API's token bucket. */
const READS_AT_ONCE = 8

/** Number of services that the verdict names. */
const NAMED = 12

/** A plan before what belongs to it is added. */
type MadePlan = Planned & { readonly plan: Plan; readonly placement: Placement; readonly plannedAt: number }

/** completePlan adds to a plan what CodeDeploy needs, the schedules that run its families, and the waves. */
export async function completePlan(
  { placement, plannedAt, ...planned }: MadePlan,
  configuration: PlanConfiguration | DeployConfiguration,
  planning: DeployingPorts
): Promise<RunPlan> {
  const { places } = planned
  const [{ plan: unordered, problems }, schedules] = await Promise.all([
    withAppSpecs(planned.plan, configuration, planning),
    schedulesOf(planned.plan, configuration, planning)
  ])
  // The waves are for consumers that build a job matrix from the plan; a run computes its own.
  const ordered = { ...unordered, services: withWaves(unordered.services, placement.order) }
  // A deploy reads this itself, when its turn comes.
  const plan = configuration.mode === 'plan' ? await withTroubles(ordered, planning) : ordered
  const all = [...planned.report.problems, ...problems, ...schedules.problems, ...(await targetless(plan))]
  const remarks = [
    ...planned.report.remarks,
    ...schedules.remarks,
    ...leftAlone(plan, configuration),
    ...(configuration.mode === 'plan' ? notRunning(plan) : [])
  ]
  const { verifyPermissions } = configuration
  const report = {
    ...planned.report,
    plan,
    problems: all,
    remarks,
    schedules: schedules.rows,
    verifyPermissions
  }
  return {
    report,
    placement,
    schedules,
    plannedAt,
    ...(all.length > 0 ? {} : { plan }),
    ...present({ places })
  }
}

/** An unchanged service whose tasks keep failing makes the deploy fail; only one that hints at it is asked about. */
async function withTroubles(plan: Plan, planning: DeployingPorts): Promise<Plan> {
  const now = planning.ports.clock.now()
  const hinted = plan.services.filter(
    ({ action, before }) =>
      action.kind === 'unchanged' && before.desiredCount > 0 && hasSigns(before, primaryOf(before)?.id, now)
  )
  if (hinted.length === 0) return plan
  const { troubleOf } = await import('../carry-out/keeps-stopping.ts')
  const read = await mapBounded(
    hinted,
    READS_AT_ONCE,
    async one => [one, await troubleOf(one, { plan, ...planning })] as const
  )
  const troubles = new Map(read)
  const services = plan.services.map(one => ({ ...one, ...present({ trouble: troubles.get(one) }) }))
  return { ...plan, services }
}

/** Nothing to change does not mean that what is deployed runs. */
function notRunning({ services }: Plan): readonly Remark[] {
  const ill = services.filter(({ action, before, trouble }) =>
    action.kind === 'follow'
      ? (deploymentUnderWay(before)?.failedTasks ?? 0) > 0
      : action.kind === 'unchanged' &&
        (trouble?.isLoop || (before.desiredCount > 0 && before.runningCount === 0))
  )
  if (ill.length === 0) return []
  const names = someOf(ill.map(labelOf), NAMED)
  const message = `Nothing is to be changed, but not running well: ${names}. The plan has the risk of each.`
  return [{ message, verdict: `Not running well: ${names}; see the risks.` }]
}

/** AWS's action registers a copy each time, and each copy is a deployment; users of that action may rely on it. */
function leftAlone(plan: Plan, { compatibility, forceNewDeployment }: AwsConfiguration): readonly Remark[] {
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

const NOTHING_FOUND: FoundForPlan = { groups: [], rows: [], remarks: [], problems: [] }

/** Services without a load balancer need no code for it. */
async function targetless(plan: Plan): Promise<readonly Problem[]> {
  const isTargeted = plan.services.some(({ before, creation }) =>
    TARGETS.some(member => objectsIn((creation ?? before.raw)[member]).length > 0)
  )
  return isTargeted ? (await import('./missing-targets.ts')).missingTargets(plan) : []
}

const TARGETS = ['loadBalancers', 'serviceRegistries']

/** Most runs have neither CodeDeploy services nor schedules; the code for them is loaded only if needed. */
async function withAppSpecs(
  plan: Plan,
  configuration: PlanConfiguration | DeployConfiguration,
  planning: DeployingPorts
): Promise<{ readonly plan: Plan; readonly problems: readonly Problem[] }> {
  const isTheirs = plan.services.some(({ before }) => before.deploymentController === 'CODE_DEPLOY')
  if (!isTheirs) return { plan, problems: [] }
  const { inspectCodeDeploy } = await import('./inspect-codedeploy.ts')
  return inspectCodeDeploy(plan, configuration, planning)
}

async function schedulesOf(
  plan: Plan,
  configuration: PlanConfiguration | DeployConfiguration,
  planning: DeployingPorts
): Promise<FoundForPlan> {
  // The input applies to all definitions of the run, the key of a task to its own definition.
  const definitions = plan.definitions.filter(one => configuration.updateSchedules || one.schedules)
  if (definitions.length === 0) return NOTHING_FOUND
  const { findForPlan } = await import('../carry-out/schedules.ts')
  return findForPlan({ ...plan, definitions }, planning)
}
