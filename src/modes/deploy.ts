import { connectAccounts } from '../deploying/connections.ts'
import { loadPlanning, planRun } from '../deploying/plan/plan-run.ts'
import type { DeployConfiguration } from '../inputs/configuration.ts'
import type { ModePorts } from '../ports.ts'
import { printExplained } from '../report/explained.ts'
import type { Report } from '../report/report.ts'

/**
 * runDeploy plans, registers definitions, runs the one-off task, updates services, watches each rollout to
 * its outcome, diagnoses failures, rolls back where required, moves schedules and deregisters old revisions.
 * All services must pass every check before the first one is changed. The report has a result for each
 * service, however the run ends.
 */
export async function runDeploy(configuration: DeployConfiguration, ports: ModePorts): Promise<Report> {
  const run = { ports, aws: connectAccounts(ports, configuration.maxRetries, loadPlanning) }
  const planned = await planRun(configuration, run)
  printExplained(planned.report, ports.log)
  const { report, plan, placement } = planned
  if (!plan) {
    const { askedServices, withNotStarted } = await import('../deploying/not-started.ts')
    return withNotStarted(report, askedServices(report, placement, configuration))
  }
  // Nothing has changed, so no GitHub deployment is recorded either.
  if (plan.definitions.length === 0 && report.selection !== undefined) return report
  const { planToText } = await import('../report/plan/plan.ts')
  ports.log.group('Plan', planToText(plan))
  // Loaded only when there is a plan to carry out.
  const { carryOut } = await import('../deploying/carry-out/carry-out.ts')
  const finished = await carryOut({ ...planned, plan }, configuration, run)
  const { resultsToText } = await import('../report/rollouts/rollouts.ts')
  for (const line of resultsToText(finished)) ports.log.info(line)
  const { keepRevisions: keep, maxRetries } = configuration
  if (keep === undefined) return finished
  const { cleanRevisions } = await import('../deploying/carry-out/clean-revisions.ts')
  return cleanRevisions(finished, plan, { keeping: { keep, maxRetries }, run })
}
