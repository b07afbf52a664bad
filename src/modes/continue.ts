import { findPaused, otherDeployments } from '../deploy/again/continue-paused.ts'
import { openServices, planOpen } from '../deploy/again/open-services.ts'
import { rollOutAgain } from '../deploy/again/redeploy.ts'
import { withNotStarted } from '../deploy/target.ts'
import type { ContinueConfiguration } from '../inputs/configuration.ts'
import type { ModePorts } from '../ports.ts'
import { planToText } from '../report/plan/plan.ts'
import type { Report } from '../report/report.ts'
import { resultsToText } from '../report/rollouts/rollouts.ts'

/**
 * runContinue continues or rolls back deployments that a lifecycle hook has paused, and watches each to its
 * outcome as a deploy does. It ends only pauses that existed when the run began: nobody has approved what
 * follows a later one. Every service is read before the first pause is ended; a problem with one stops all.
 */
export async function runContinue(configuration: ContinueConfiguration, ports: ModePorts): Promise<Report> {
  const opened = await openServices(configuration, ports, { what: 'continued' })
  if ('ended' in opened) return opened.ended
  const { subjects, report, run } = opened
  const plannedAt = ports.clock.now()
  const early = [...report.problems, ...otherDeployments(configuration, subjects)]
  const found = early.length > 0 ? [] : await Promise.all(subjects.map(subject => findPaused(subject, run)))
  const problems = [...early, ...found.flatMap(one => ('problem' in one ? [one.problem] : []))]
  if (problems.length > 0) return withNotStarted({ ...report, problems }, run.services)
  const plan = planOpen(found.flatMap(one => ('open' in one ? [one.open] : [])))
  const remarks = [...report.remarks, ...found.flatMap(one => ('open' in one ? one.remarks : []))]
  if (plan.services.length > 0) ports.log.group('Plan', planToText(plan))
  const ends = found.flatMap(one => ('end' in one ? [one.end] : []))
  const finished = await rollOutAgain({ plan, report: { ...report, plan, remarks } }, run, {
    ends,
    plannedAt
  })
  for (const line of resultsToText(finished)) ports.log.info(line)
  return finished
}
