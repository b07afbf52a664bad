import { planRun } from '../deploy/plan/plan-run.ts'
import { connectAccounts } from '../deploy/target.ts'
import type { PlanConfiguration } from '../inputs/configuration.ts'
import { openValues, type SecretStores, withValues } from '../migrate/run/secret-values.ts'
import type { ModePorts } from '../ports.ts'
import { planToText } from '../report/plan/plan.ts'
import type { Report } from '../report/report.ts'

/**
 * runPlan is the dry run of a deploy: everything up to the plan, using read-only calls.
 */
export async function runPlan(
  given: PlanConfiguration,
  ports: ModePorts,
  stores?: SecretStores
): Promise<Report> {
  const values = await openValues(given, ports, stores)
  const configuration = { ...given, ...values?.configuration, mode: 'plan', failOn: given.failOn } as const
  const aws = values?.aws ?? connectAccounts(ports, configuration.maxRetries)
  const planned = await withValues(await planRun(configuration, { ports, aws }), values)
  const report: Report = { ...planned.report, failOn: configuration.failOn }
  const { plan, problems } = report
  if (plan === undefined || problems.length > 0) return report
  const lines = planToText(plan)
  if (lines.length > 0) ports.log.group('Plan (nothing was changed)', lines)
  return report
}
