import { continuePaused } from '../deploying/again/continue-paused.ts'
import { openServices } from '../deploying/again/open-services.ts'
import type { ContinueConfiguration } from '../inputs/configuration.ts'
import type { ModePorts } from '../ports.ts'
import type { Report } from '../report/report.ts'
import { resultsToText } from '../report/rollouts.ts'

/**
 * runContinue goes on, or back, with deployments that a lifecycle hook has paused, and watches each to its outcome like a deploy.
 * A pause that was not there when the run began is not ended: nobody has approved what comes after it.
 */
export async function runContinue(configuration: ContinueConfiguration, ports: ModePorts): Promise<Report> {
  const opened = await openServices(configuration, ports, 'continued')
  if ('ended' in opened) return opened.ended
  const { subjects, report, run } = opened
  const finished = await continuePaused(subjects, report, run)
  for (const line of resultsToText(finished.results)) ports.log.info(line)
  return finished
}
