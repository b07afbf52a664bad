import type { DeployConfiguration } from '../inputs/configuration.ts'
import type { Plan } from '../plan/plan.ts'
import { planToText } from '../report/plan-text.ts'
import type { Report } from '../report/report.ts'
import { resultsToText } from '../report/results-text.ts'
import type { ServiceResult } from '../rollout/outcome.ts'
import { makePlan } from './make-plan.ts'
import type { AwsPorts, ModePorts } from './ports.ts'
import { prepareTargets } from './prepare.ts'
import { registerAll } from './register-all.ts'
import { rollOut } from './roll-out.ts'

/**
 * runDeploy: plan, register, update, watch each rollout to its outcome, diagnose. Every service passes every gate before
 * the first one is touched; the report has a result for each service however the run ends.
 */
export async function runDeploy(configuration: DeployConfiguration, ports: ModePorts): Promise<Report> {
  const aws = await ports.connectAws(configuration)
  const preparation = await prepareTargets(configuration, ports, aws)
  const { report, plan } = await makePlan(preparation, configuration, { ...ports, aws })
  if (!plan)
    return withNotStarted(report, configuration, 'Something has to be put right first; nothing was changed.')
  ports.log.group('Plan', planToText(plan))
  const finished = await carryOut({ report, plan }, configuration, { ...ports, aws })
  for (const line of resultsToText(finished.results)) ports.log.info(line)
  return finished
}

async function carryOut(
  planned: { readonly report: Report; readonly plan: Plan },
  configuration: DeployConfiguration,
  ports: ModePorts & { readonly aws: AwsPorts }
): Promise<Report> {
  const { report, plan } = planned
  const registered = await registerAll(plan, ports)
  const withArns = {
    ...report,
    taskDefinitionArns: [...registered.arns.values()],
    remarks: [...report.remarks, ...registered.remarks]
  }
  if (registered.problems.length > 0) {
    const stopped = { ...withArns, problems: [...report.problems, ...registered.problems] }
    return withNotStarted(
      stopped,
      configuration,
      'A definition could not be registered; no service was touched.'
    )
  }
  if (registered.cancelled) return withNotStarted(withArns, configuration, CANCELLED)
  const rolledOut = await rollOut({ plan, arns: registered.arns }, configuration, ports)
  return {
    ...withArns,
    problems: [...report.problems, ...rolledOut.problems],
    results: rolledOut.results,
    diagnoses: rolledOut.diagnoses
  }
}

const CANCELLED =
  'The run was cancelled before any service was touched; the next run uses what was registered.'

/** Services that were asked for and never reached get a result too. */
function withNotStarted(report: Report, configuration: DeployConfiguration, reason: string): Report {
  const named = Array.isArray(configuration.services) ? configuration.services : []
  const known = report.plan?.services.map(({ service }) => service) ?? []
  const asked = [...new Set([...named, ...known, ...report.services])]
  const results: ServiceResult[] = asked.map(service => ({
    service,
    cluster: configuration.cluster ?? '',
    region: configuration.region,
    outcome: 'not-started',
    reason
  }))
  return { ...report, results }
}
