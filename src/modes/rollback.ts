import {
  chooseRevision,
  isPutBack,
  otherRevisions,
  remarksOfChoice,
  rollbackInProgress,
  type ServiceToRollBack,
  warnOfPlaintext,
  withRollback
} from '../deploying/again/choose-revision.ts'
import { type AgainRun, deployAgain } from '../deploying/again/deploy-again.ts'
import { planAgain, type Redeployment } from '../deploying/again/existing-revision.ts'
import { withOthers } from '../deploying/again/free-services.ts'
import { findMissingParts } from '../deploying/again/missing-parts.ts'
import { openServices } from '../deploying/again/open-services.ts'
import { noWayToStop, plannedStop } from '../deploying/again/planned-stop.ts'
import { stopInProgress, warnOfStopping } from '../deploying/again/stop-in-progress.ts'
import { withNotStarted } from '../deploying/not-started.ts'
import { remarksOfKeptTags } from '../deploying/plan/moved-images.ts'
import type { RollbackConfiguration } from '../inputs/configuration.ts'
import type { ModePorts } from '../ports.ts'
import { planToText } from '../report/plan/plan.ts'
import type { Report } from '../report/report.ts'
import { resultsToText } from '../report/rollouts/rollouts.ts'
import { deploymentUnderWay } from '../rollout/deployments.ts'
import { keyOf } from '../rollout/outcome.ts'

/**
 * runRollback rolls services back and watches the rollback as a deploy does. If a deployment is in progress,
 * that deployment is rolled back; otherwise the named revision, or the last one that was deployed
 * successfully, is deployed again unchanged.
 */
export async function runRollback(given: RollbackConfiguration, ports: ModePorts): Promise<Report> {
  // a rollback runs no task, and its plan must not say that it does
  const { runTask: _, ...configuration } = given
  const opened = await openServices(configuration, ports, 'rolled back')
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
  const underWay = subjects.filter(
    item =>
      revision === undefined &&
      deploymentUnderWay(item.state) !== undefined &&
      rollbackInProgress(item) === undefined
  )
  const putBack = await Promise.all(underWay.map(item => isPutBack(item, run)))
  const busy = underWay.filter((_, index) => putBack[index] !== true)
  const others = subjects.filter(item => !busy.includes(item))
  const stopping = await Promise.all(busy.map(item => withRollback(item, run)))
  const chosen = await Promise.all(others.map(item => chooseRevision(item, revision, run)))
  const problems = withOthers(
    [
      ...report.problems,
      ...chosen.flatMap(item => ('problem' in item ? [item.problem] : [])),
      ...stopping.flatMap(noWayToStop)
    ],
    run.services
  )
  if (problems.length > 0)
    return dryRun
      ? { ...report, mode: 'plan', problems }
      : withNotStarted({ ...report, problems }, run.services)
  const remarks = [
    ...report.remarks,
    ...remarksOfChoice(chosen),
    ...warnOfPlaintext(chosen, run),
    ...(await warnOfStopping(stopping, run))
  ]
  const items = chosen.flatMap(item => ('problem' in item ? [] : [item]))
  const missing = await findMissingParts(items, otherRevisions, run)
  remarks.push(...missing.remarks)
  if (missing.problems.length > 0 && !dryRun)
    return withNotStarted({ ...report, remarks, problems: missing.problems }, run.services)
  if (dryRun)
    return dryRunReport({ items, stopping }, { ...report, remarks, problems: missing.problems }, run)
  const beside = () => stopInProgress(stopping, run)
  return withKeptTags(await deployAgain(items, { ...report, remarks }, { run, beside }), run)
}

/** Another revision with the same image tag does not undo a change of the image behind that tag. */
async function withKeptTags(report: Report, { ports }: AgainRun): Promise<Report> {
  if (!report.plan) return report
  const kept = remarksOfKeptTags(report.plan)
  for (const { message } of kept) ports.log.warning(message)
  return { ...report, remarks: [...report.remarks, ...kept] }
}

/** Shows what would be done in the form of a plan. */
async function dryRunReport(
  {
    items,
    stopping
  }: { readonly items: readonly Redeployment[]; readonly stopping: readonly ServiceToRollBack[] },
  report: Report,
  run: AgainRun
): Promise<Report> {
  const { report: planned, plan: again } = await planAgain(items, report, run)
  if (!again) return { ...planned, mode: 'plan' }
  const plan = { ...again, stops: stopping.flatMap(plannedStop) }
  run.ports.log.group('Plan (nothing was changed)', planToText(plan))
  return withKeptTags({ ...planned, mode: 'plan', plan, services: run.services.map(keyOf) }, run)
}
