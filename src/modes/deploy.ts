import type { Placement } from '../configuration/placement.ts'
import { siteOf } from '../configuration/placement.ts'
import type { Untouched } from '../deploying/carry-out/carry-out.ts'
import { recording } from '../deploying/carry-out/recording.ts'
import { connectAccounts } from '../deploying/connections.ts'
import { planRun } from '../deploying/plan/plan-run.ts'
import type { DeployConfiguration } from '../inputs/configuration.ts'
import type { ModePorts } from '../ports.ts'
import { planToText } from '../report/plan.ts'
import type { Report } from '../report/report.ts'
import { resultsToText } from '../report/rollouts.ts'
import type { ServiceResult } from '../rollout/outcome.ts'

/**
 * runDeploy: plan, register, run the one-off task, update, watch each rollout to its outcome, diagnose, take back what is to
 * be taken back, move schedules. Every service passes every gate before the first one is touched; the report has a result
 * for each service however the run ends.
 */
export async function runDeploy(configuration: DeployConfiguration, ports: ModePorts): Promise<Report> {
  const planning = { ports, aws: connectAccounts(ports, configuration.maxRetries) }
  const planned = await planRun(configuration, planning)
  const { report, plan, placement } = planned
  const untouched = withNotStarted(configuration, placement)
  if (!plan) return untouched(report, 'Something has to be put right first; nothing was changed.')
  ports.log.group('Plan', planToText(plan))
  // What carries a plan out is loaded when there is one.
  const { carryOut } = await import('../deploying/carry-out/carry-out.ts')
  const finished = await recording(plan, { configuration, ports }, () =>
    carryOut({ ...planned, plan }, configuration, { planning, untouched })
  )
  for (const line of resultsToText(finished.results)) ports.log.info(line)
  return finished
}

/** Services that were asked for and never reached get a result too. */
function withNotStarted(configuration: DeployConfiguration, placement: Placement): Untouched {
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
