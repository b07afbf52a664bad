import { planRun } from '../deploy/plan/plan-run.ts'
import { connectAccounts } from '../deploy/target.ts'
import type { PlanConfiguration } from '../inputs/configuration.ts'
import type { ModePorts } from '../ports.ts'
import { planToText } from '../report/plan/plan.ts'
import type { Report } from '../report/report.ts'

/**
 * runPlan is the dry run of a deploy: everything up to the plan, using read-only calls.
 */
export async function runPlan(configuration: PlanConfiguration, ports: ModePorts): Promise<Report> {
  const aws = connectAccounts(ports, configuration.maxRetries)
  const planned = await planRun(configuration, { ports, aws })
  const report: Report = { ...planned.report, failOn: configuration.failOn }
  const { plan, problems } = report
  if (plan === undefined || problems.length > 0) return report
  const lines = planToText(plan)
  if (lines.length > 0) ports.log.group('Plan (nothing was changed)', lines)
  return report
}
