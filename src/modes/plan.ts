import type { PlanConfiguration } from '../inputs/configuration.ts'
import { planToText } from '../report/plan-text.ts'
import type { Report } from '../report/report.ts'
import { makePlan } from './make-plan.ts'
import type { ModePorts } from './ports.ts'
import { prepareTargets } from './prepare.ts'

/** runPlan is deploy's dry run: everything up to the plan, with reading calls only. */
export async function runPlan(configuration: PlanConfiguration, ports: ModePorts): Promise<Report> {
  const aws = await ports.connectAws(configuration)
  const preparation = await prepareTargets(configuration, ports, aws)
  const { report, plan } = await makePlan(preparation, configuration, { ...ports, aws })
  if (plan) ports.log.group('Plan (nothing was changed)', planToText(plan))
  return report
}
