import { type OpenService, openServices, planOpen } from '../deploy/again/open-services.ts'
import { type AgainRun, findMissingParts, planAgain, rollOutAgain } from '../deploy/again/redeploy.ts'
import { findRollback, otherRevisions } from '../deploy/again/roll-back.ts'
import { remarksOfKeptTags } from '../deploy/plan/moved-images.ts'
import { withNotStarted } from '../deploy/target.ts'
import type { Problem } from '../errors.ts'
import type { RollbackConfiguration } from '../inputs/configuration.ts'
import type { ModePorts } from '../ports.ts'
import { planToText } from '../report/plan/plan.ts'
import type { Report } from '../report/report.ts'
import { resultsToText } from '../report/rollouts/rollouts.ts'
import { keyOf } from '../rollout/outcome.ts'

/**
 * runRollback rolls services back and watches the rollback as a deploy does. If a deployment is in progress,
 * that deployment is rolled back; otherwise the named revision, or the last one that was deployed
 * successfully, is deployed again unchanged.
 */
export async function runRollback(given: RollbackConfiguration, ports: ModePorts): Promise<Report> {
  // a rollback runs no task, and its plan must not show one
  const { runTask: _, ...configuration } = given
  const opened = await openServices(configuration, ports, { what: 'rolled back' })
  if ('ended' in opened) return opened.ended
  const { subjects, report, run } = opened
  const finished = await rollBack(subjects, report, run)
  for (const line of resultsToText(finished)) ports.log.info(line)
  return finished
}

/** Reads every service before changing the first one; with `dry-run`, changes nothing. */
async function rollBack(
  subjects: readonly OpenService[],
  report: Report,
  run: AgainRun & { readonly configuration: RollbackConfiguration }
): Promise<Report> {
  const { revision, dryRun } = run.configuration
  const stopped = (own: Report) =>
    dryRun ? { ...own, mode: 'plan' as const } : withNotStarted(own, run.services)
  const ways = await Promise.all(subjects.map(subject => findRollback(subject, revision, run)))
  const problems = [
    ...report.problems,
    ...ways.flatMap(way => ('problem' in way ? withOthers(way.problem, subjects.length) : []))
  ]
  if (problems.length > 0) return stopped({ ...report, problems })
  const remarks = [...report.remarks, ...ways.flatMap(way => ('remarks' in way ? way.remarks : []))]
  const again = ways.flatMap(way => ('again' in way ? [way.again] : []))
  const missing = await findMissingParts(again, otherRevisions, run)
  const checked = { ...report, remarks: [...remarks, ...missing.remarks], problems: missing.problems }
  if (!dryRun && missing.problems.length > 0) return stopped(checked)
  const decided = await planAgain(again, checked, run)
  if (!decided.plan) return stopped(decided.report)
  const open = planOpen(ways.flatMap(way => ('stop' in way ? [way.stop] : [])))
  const plan = {
    definitions: [...decided.plan.definitions, ...open.definitions],
    services: [...decided.plan.services, ...open.services]
  }
  // another revision with the same image tag does not undo a change of the image behind that tag
  const kept = remarksOfKeptTags(plan)
  for (const { message } of kept) run.ports.log.warning(message)
  const planned = { ...decided.report, plan, remarks: [...decided.report.remarks, ...kept] }
  if (!dryRun) return rollOutAgain({ plan, report: planned }, run)
  run.ports.log.group('Plan (nothing was changed)', planToText(plan))
  return { ...planned, mode: 'plan', services: run.services.map(keyOf) }
}

/** A service that cannot be rolled back stops the run; how to roll back the others is shown with it. */
function withOthers(problem: Problem, count: number): Problem {
  const others = 'Nothing was rolled back; select the others alone with the input "service".'
  return count < 2 ? problem : { ...problem, hint: [others, problem.hint ?? ''].join(' ').trim() }
}
