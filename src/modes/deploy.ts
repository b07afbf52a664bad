import { carryOut } from '../deploy/carry-out/carry-out.ts'
import { planRun } from '../deploy/plan/plan-run.ts'
import { askedServices, connectAccounts, withNotStarted } from '../deploy/target.ts'
import type { DeployConfiguration } from '../inputs/configuration.ts'
import type { ModePorts } from '../ports.ts'
import { planToText } from '../report/plan/plan.ts'
import type { Report } from '../report/report.ts'
import { resultsToText } from '../report/rollouts/rollouts.ts'

/**
 * runDeploy plans, registers definitions, runs the one-off task, updates services, watches each rollout to
 * its outcome, diagnoses failures, rolls back where required, and moves schedules.
 * All services must pass every check before the first one is changed. The report has a result for each
 * service, however the run ends.
 */
export async function runDeploy(configuration: DeployConfiguration, ports: ModePorts): Promise<Report> {
  const run = { ports, aws: connectAccounts(ports, configuration.maxRetries) }
  const planned = await planRun(configuration, run)
  const { report, plan, placement } = planned
  if (!plan) return withNotStarted(report, askedServices(report, placement, configuration))
  // nothing has changed, so no GitHub deployment is recorded either
  if (plan.definitions.length === 0 && report.selection !== undefined) return report
  ports.log.group('Plan', planToText(plan))
  const finished = await carryOut({ ...planned, plan }, configuration, run)
  for (const line of resultsToText(finished)) ports.log.info(line)
  return finished
}
