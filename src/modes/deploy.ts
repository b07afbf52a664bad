import { carryOut } from '../deploy/carry-out/carry-out.ts'
import { planRun } from '../deploy/plan/plan-run.ts'
import { askedServices, connectAccounts, withNotStarted } from '../deploy/target.ts'
import type { DeployConfiguration } from '../inputs/configuration.ts'
import { openValues, type SecretStores, withValues } from '../migrate/run/secret-values.ts'
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
export async function runDeploy(
  given: DeployConfiguration,
  ports: ModePorts,
  stores?: SecretStores
): Promise<Report> {
  const values = await openValues(given, ports, stores)
  const configuration = { ...given, ...values?.configuration, mode: 'deploy' } as const
  const run = { ports, aws: values?.aws ?? connectAccounts(ports, configuration.maxRetries) }
  const planned = await withValues(await planRun(configuration, run), values)
  const { report, placement } = planned
  let { plan } = planned
  if (!plan) return withNotStarted(report, askedServices(report, placement, configuration))
  // nothing has changed, so no GitHub deployment is recorded either
  if (plan.definitions.length === 0 && report.selection !== undefined) return report
  ports.log.group('Plan', planToText(plan))
  let done = report
  if (values) {
    const stored = await values.store(plan)
    plan = stored.plan
    const remarks = [...report.remarks, ...stored.remarks]
    done = { ...report, plan, remarks, problems: [...report.problems, ...stored.problems] }
    if (stored.problems.length > 0) return withNotStarted(done, askedServices(done, placement, configuration))
  }
  const finished = await carryOut({ ...planned, report: done, plan }, configuration, run)
  for (const line of resultsToText(finished)) ports.log.info(line)
  return finished
}
