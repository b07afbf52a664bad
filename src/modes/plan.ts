import { connectAccounts } from '../deploying/connections.ts'
import { planRun } from '../deploying/plan/plan-run.ts'
import type { PlanConfiguration } from '../inputs/configuration.ts'
import type { ModePorts } from '../ports.ts'
import { planToText } from '../report/plan.ts'
import type { Report } from '../report/report.ts'

/** runPlan is deploy's dry run: everything up to the plan, with reading calls only. */
export async function runPlan(configuration: PlanConfiguration, ports: ModePorts): Promise<Report> {
  const aws = connectAccounts(ports, configuration.maxRetries)
  const { report, plan } = await planRun(configuration, { ports, aws })
  if (plan) ports.log.group('Plan (nothing was changed)', planToText(plan))
  return report
}
