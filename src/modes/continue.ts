import { continuePaused } from '../deploy/again/continue-paused.ts'
import { openServices } from '../deploy/again/open-services.ts'
import type { ContinueConfiguration } from '../inputs/configuration.ts'
import type { ModePorts } from '../ports.ts'
import type { Report } from '../report/report.ts'
import { resultsToText } from '../report/rollouts/rollouts.ts'

/**
 * runContinue continues or rolls back deployments that a lifecycle hook has paused, and watches each to its
 * outcome as a deploy does. It ends only pauses that existed when the run began: nobody has approved what
 * follows a later one.
 */
export async function runContinue(configuration: ContinueConfiguration, ports: ModePorts): Promise<Report> {
  const opened = await openServices(configuration, ports, { what: 'continued' })
  if ('ended' in opened) return opened.ended
  const { subjects, report, run } = opened
  const finished = await continuePaused(subjects, report, run)
  for (const line of resultsToText(finished)) ports.log.info(line)
  return finished
}
