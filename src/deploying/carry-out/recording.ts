import type { DeployConfiguration } from '../../inputs/configuration.ts'
import type { Plan } from '../../plan/plan.ts'
import type { ModePorts } from '../../ports.ts'
import type { Report } from '../../report/report.ts'
import type { ServiceResult } from '../../rollout/outcome.ts'

/**
 * recording keeps a GitHub deployment while a plan is carried out, where an environment is named. What GitHub does not take
 * is a remark; however the work ends, the deployment gets its last status.
 */
export async function recording(
  plan: Plan,
  run: { readonly configuration: DeployConfiguration; readonly ports: ModePorts },
  work: () => Promise<Report>
): Promise<Report> {
  const { environment, githubToken } = run.configuration
  const { recordDeployment } = run.ports
  if (environment === undefined || githubToken === undefined || !recordDeployment) return work()
  const recorder = await recordDeployment(environment, githubToken)
  const touched = plan.services.filter(({ action }) => action.kind !== 'unchanged')
  recorder.start(touched.map(({ service }) => service))
  let results: readonly ServiceResult[] = []
  let report: Report | undefined
  try {
    report = await work()
    results = report.results
  } finally {
    const remarks = await recorder.finish(results)
    if (report) report = { ...report, remarks: [...report.remarks, ...remarks] }
  }
  return report
}
