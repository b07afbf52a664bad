import { findMissingParts } from '../deploy/again/missing-parts.ts'
import { openServices } from '../deploy/again/open-services.ts'
import { type AgainRun, deployAgain, planAgain } from '../deploy/again/registered-revision.ts'
import {
  chooseRevision,
  noWayToStop,
  otherRevisions,
  plannedStop,
  remarksOfChoice,
  type ServiceToRollBack,
  splitServices,
  warnOfPlaintext,
  withOthers
} from '../deploy/again/roll-back.ts'
import { stopInProgress } from '../deploy/again/stop-in-progress.ts'
import { withNotStarted } from '../deploy/not-started.ts'
import { remarksOfKeptTags } from '../deploy/plan/moved-images.ts'
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
  // a rollback runs no task, and its plan must not say that it does
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
  subjects: readonly ServiceToRollBack[],
  report: Report,
  run: AgainRun & { readonly configuration: RollbackConfiguration }
): Promise<Report> {
  const { revision, dryRun } = run.configuration
  const { stopping, others } = await splitServices(subjects, revision, run)
  const chosen = await Promise.all(others.map(item => chooseRevision(item, revision, run)))
  const items = chosen.flatMap(item => ('problem' in item ? [] : [item]))
  const wrong = [
    ...report.problems,
    ...chosen.flatMap(item => ('problem' in item ? [item.problem] : [])),
    ...stopping.flatMap(noWayToStop)
  ]
  const problems = withOthers(wrong, run.services)
  if (problems.length > 0)
    return dryRun
      ? { ...report, mode: 'plan', problems }
      : withNotStarted({ ...report, problems }, run.services)
  const said = [
    ...report.remarks,
    ...remarksOfChoice(chosen),
    ...(await warnOfPlaintext(chosen, stopping, run))
  ]
  const missing = await findMissingParts(items, otherRevisions, run)
  const checked = { ...report, remarks: [...said, ...missing.remarks], problems: missing.problems }
  if (!dryRun && missing.problems.length > 0) return withNotStarted(checked, run.services)
  if (!dryRun) {
    const beside = () => stopInProgress(stopping, run)
    return withKeptTags(await deployAgain(items, checked, { run, beside }), run)
  }
  const { report: planned, plan: again } = await planAgain(items, checked, run)
  if (!again) return { ...planned, mode: 'plan' }
  const plan = { ...again, stops: stopping.flatMap(item => plannedStop(item) ?? []) }
  run.ports.log.group('Plan (nothing was changed)', planToText(plan))
  return withKeptTags({ ...planned, mode: 'plan', plan, services: run.services.map(keyOf) }, run)
}

/** Another revision with the same image tag does not undo a change of the image behind that tag. */
function withKeptTags(report: Report, { ports }: AgainRun): Report {
  const kept = report.plan ? remarksOfKeptTags(report.plan) : []
  for (const { message } of kept) ports.log.warning(message)
  return { ...report, remarks: [...report.remarks, ...kept] }
}
