import { environmentsToPlan, joinEnvironments } from '../deploy/plan/plan-environments.ts'
import { planRun } from '../deploy/plan/plan-run.ts'
import { connectAccounts } from '../deploy/target.ts'
import type { PlanConfiguration } from '../inputs/configuration.ts'
import type { ModePorts } from '../ports.ts'
import { planToText } from '../report/plan/plan.ts'
import type { Report } from '../report/report.ts'

/**
 * runPlan is the dry run of a deploy: everything up to the plan, using read-only calls. If the configuration
 * file has environments and none is selected, it plans each of them.
 */
export async function runPlan(configuration: PlanConfiguration, ports: ModePorts): Promise<Report> {
  const report: Report = { ...(await planAll(configuration, ports)), failOn: configuration.failOn }
  const { plan, problems } = report
  if (plan === undefined || problems.length > 0) return report
  const lines = planToText(plan)
  if (lines.length > 0) ports.log.group('Plan (nothing was changed)', lines)
  return report
}

async function planAll(configuration: PlanConfiguration, ports: ModePorts): Promise<Report> {
  const aws = connectAccounts(ports, configuration.maxRetries)
  const one = async (chosen: PlanConfiguration, own: ModePorts) =>
    (await planRun(chosen, { ports: own, aws })).report
  if (configuration.environment !== undefined || configuration.isDropIn) return one(configuration, ports)
  const environments = await environmentsToPlan(configuration, ports)
  if (environments.length === 0) return one(configuration, ports)
  // The files of several environments would have the same names.
  const { renderedFolder: _, ...unwritten } = ports
  const planned: { readonly environment: string; readonly report: Report }[] = []
  for (const environment of environments)
    planned.push({ environment, report: await one({ ...configuration, environment }, unwritten) })
  return joinEnvironments(planned)
}
