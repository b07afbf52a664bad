import { lastPartOf } from '../../arn.ts'
import type { Placement } from '../../configuration/placement.ts'
import type { Problem, Remark } from '../../errors.ts'
import type { AwsConfiguration, DeployConfiguration, PlanConfiguration } from '../../inputs/configuration.ts'
import type { Plan } from '../../plan/plan.ts'
import { withWaves } from '../../plan/waves.ts'
import { present } from '../../present.ts'
import type { FoundForPlan } from '../carry-out/schedules.ts'
import type { DeployingPorts } from '../connections.ts'
import { prepareDefinitions } from '../prepare/prepare.ts'
import type { PreparedDefinition } from '../prepare/render-all.ts'
import { type AnnouncedTarget, announceTarget, withTarget } from '../target.ts'
import type { Planned } from './decide-on.ts'

/** A plan with everything that belongs to it, or the report of what stops it. */
export type RunPlan = Planned & {
  readonly placement: Placement
  readonly schedules: FoundForPlan
  /** When the services were read, in milliseconds since 1970. */
  readonly plannedAt: number
}

/** loadPlanning loads the code that is not needed before AWS has returned the caller's identity. */
export function loadPlanning(): Promise<typeof import('./make-plan.ts')> {
  return import('./make-plan.ts')
}

/**
 * planRun makes the plan of `plan` and `deploy`: from files, or for an existing revision. It then adds what CodeDeploy
 * needs and the schedules that run the families. It only reads.
 */
export async function planRun(
  configuration: PlanConfiguration | DeployConfiguration,
  planning: DeployingPorts
): Promise<RunPlan> {
  const { placement, ...planned } = await planDefinitions(configuration, planning)
  const { places } = planned
  const plannedAt = planning.ports.clock.now()
  if (!planned.plan) return { ...planned, placement, schedules: NOTHING_FOUND, plannedAt }
  const [{ plan: unordered, problems }, schedules] = await Promise.all([
    withAppSpecs(planned.plan, configuration, planning),
    schedulesOf(planned.plan, configuration, planning)
  ])
  // The waves are for consumers that build a job matrix from the plan; a run computes its own.
  const plan = { ...unordered, services: withWaves(unordered.services, placement.order) }
  const all = [...planned.report.problems, ...problems, ...schedules.problems]
  const remarks = [...planned.report.remarks, ...schedules.remarks, ...leftAlone(plan, configuration)]
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

async function planDefinitions(
  configuration: PlanConfiguration | DeployConfiguration,
  planning: DeployingPorts
): Promise<Planned & { readonly placement: Placement }> {
  if (configuration.taskDefinitionArn !== undefined) {
    const { planExisting } = await import('../again/existing-revision.ts')
    return planExisting(configuration.taskDefinitionArn, configuration, planning)
  }
  if (configuration.services !== 'changed') return planServices(configuration, planning)
  const { chooseChanged } = await import('../changed/choose-changed.ts')
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
  const { makePlan } = await loadPlanning()
  const planned = await makePlan({ ...preparation, report }, configuration, planning)
  const records = known.records ?? prepared.some(hasPaths)
  if (planned.plan === undefined || configuration.mode !== 'deploy' || !records)
    return { ...planned, placement }
  // Later runs that look for changes read the commit from the revision.
  const { withCommits } = await import('../changed/record.ts')
  const { workspace } = planning.ports
  return { ...planned, plan: withCommits(planned.plan, prepared, { configuration, workspace }), placement }
}

function hasPaths({ target }: PreparedDefinition): boolean {
  return (target.entry?.paths.length ?? 0) > 0
}
