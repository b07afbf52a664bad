import type { DeployConfiguration } from '../inputs/configuration.ts'
import type { Placement } from '../placement/placement.ts'
import { siteOf } from '../placement/placement.ts'
import type { Plan } from '../plan/plan.ts'
import { planToText } from '../report/plan-text.ts'
import type { Report } from '../report/report.ts'
import { resultsToText } from '../report/results-text.ts'
import type { ServiceResult } from '../rollout/outcome.ts'
import { openClouds } from './clouds.ts'
import type { PlanningPorts } from './make-plan.ts'
import { planRun } from './plan-run.ts'
import type { ModePorts } from './ports.ts'
import { registerAll } from './register-all.ts'
import { rollOut } from './roll-out.ts'
import { withEnds } from './with-ends.ts'

/**
 * runDeploy: plan, register, update, watch each rollout to its outcome, diagnose, and take back what is to be taken back.
 * Every service passes every gate before the first one is touched; the report has a result for each service however the
 * run ends.
 */
export async function runDeploy(configuration: DeployConfiguration, ports: ModePorts): Promise<Report> {
  const planning = { ports, clouds: openClouds(ports, configuration.maxRetries) }
  const { report, plan, placement } = await planRun(configuration, planning)
  const plannedAt = ports.clock.now()
  const untouched = withNotStarted({ configuration, placement })
  if (!plan) return untouched(report, 'Something has to be put right first; nothing was changed.')
  ports.log.group('Plan', planToText(plan))
  const planned = { report, plan, placement, plannedAt }
  const finished = await carryOut(planned, configuration, { planning, untouched })
  for (const line of resultsToText(finished.results)) ports.log.info(line)
  return finished
}

type Untouched = (report: Report, reason: string) => Report

async function carryOut(
  planned: {
    readonly report: Report
    readonly plan: Plan
    readonly placement: Placement
    readonly plannedAt: number
  },
  configuration: DeployConfiguration,
  run: { readonly planning: PlanningPorts; readonly untouched: Untouched }
): Promise<Report> {
  const { report, plan } = planned
  const registered = await registerAll(plan, run.planning)
  const withArns = {
    ...report,
    taskDefinitionArns: [...registered.arns.values()],
    remarks: [...report.remarks, ...registered.remarks]
  }
  if (registered.problems.length > 0) {
    const stopped = { ...withArns, problems: [...report.problems, ...registered.problems] }
    return run.untouched(stopped, 'A definition could not be registered; no service was touched.')
  }
  if (registered.cancelled) return run.untouched(withArns, CANCELLED)
  const rolledOut = await rollOut({ ...planned, arns: registered.arns }, configuration, run.planning)
  return withEnds(withArns, rolledOut)
}

const CANCELLED =
  'The run was cancelled before any service was touched; the next run uses what was registered.'

/** Services that were asked for and never reached get a result too. */
function withNotStarted(run: {
  readonly configuration: DeployConfiguration
  readonly placement: Placement
}): Untouched {
  const { configuration, placement } = run
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
