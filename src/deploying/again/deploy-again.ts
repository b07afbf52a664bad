import type { Placement } from '../../configuration/placement.ts'
import type { AwsConfiguration } from '../../inputs/configuration.ts'
import type { Plan } from '../../plan/plan.ts'
import type { Report } from '../../report/report.ts'
import { rollOut } from '../carry-out/carry-out.ts'
import type { ServiceEnd } from '../carry-out/rollout-run.ts'
import { withEnds } from '../carry-out/with-ends.ts'
import type { DeployingPorts } from '../connections.ts'
import { withNotStarted } from '../not-started.ts'
import type { WithAppSpecs } from '../plan/inspect-codedeploy.ts'
import type { NamedService } from '../prepare/inspect-services.ts'
import { planAgain, type Redeployment } from './existing-revision.ts'

/** A run that deploys registered revisions. */
export type AgainRun = DeployingPorts & {
  readonly configuration: AwsConfiguration
  readonly placement: Placement
  /** All services that are to have a result. */
  readonly services: readonly NamedService[]
}

/** The differences between the modes that deploy again. */
export type AgainOptions = {
  /** Whether CodeDeploy's groups and AppSpecs are checked before anything is changed. */
  readonly inspectsCodeDeploy?: true
  /** When the services were read, in milliseconds since 1970; if absent, now. */
  readonly plannedAt?: number
  /** Work on other services of the run that continues in the meantime. */
  readonly beside?: () => Promise<readonly ServiceEnd[]>
}

/**
 * deployAgain deploys registered revisions unchanged and watches them as a deploy does: decide, check CodeDeploy, roll
 * out. Every service is read before the first one is changed; a problem with one stops all.
 */
export async function deployAgain(
  items: readonly Redeployment[],
  report: Report,
  { run, inspectsCodeDeploy, plannedAt, beside }: AgainOptions & { readonly run: AgainRun }
): Promise<Report> {
  const decided = await planAgain(items, report, run)
  if (!decided.plan) return withNotStarted(decided.report, run.services)
  const { plan, problems } = inspectsCodeDeploy
    ? await withAppSpecs(decided.plan, run)
    : { plan: decided.plan, problems: [] }
  const planned = { ...decided.report, plan, problems: [...decided.report.problems, ...problems] }
  if (problems.length > 0) return withNotStarted(planned, run.services)
  const arns = registeredIn(plan)
  const registered = { plan, arns, placement: run.placement, plannedAt: plannedAt ?? run.ports.clock.now() }
  const [others, rolledOut] = await Promise.all([
    beside?.() ?? [],
    rollOut(registered, run.configuration, run)
  ])
  const ends = [...others, ...rolledOut.ends]
  return withEnds({ ...planned, taskDefinitionArns: [...arns.values()] }, { ...rolledOut, ends })
}

/** withAppSpecs checks what CodeDeploy deploys; its code is loaded here. */
export async function withAppSpecs(plan: Plan, run: AgainRun): Promise<WithAppSpecs> {
  const { inspectCodeDeploy } = await import('../plan/inspect-codedeploy.ts')
  return inspectCodeDeploy(plan, run.configuration, run)
}

function registeredIn(plan: Plan): ReadonlyMap<string, string> {
  return new Map(
    plan.definitions.flatMap(({ id, registration }) =>
      registration.kind === 'reuse' ? [[id, registration.arn] as const] : []
    )
  )
}
