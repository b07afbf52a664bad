import { lastPartOf } from '../arn.ts'
import { groupBy } from '../list.ts'
import {
  isFailure,
  isGood,
  type KeyedService,
  labelOf,
  placeKeyOf,
  type ServiceResult
} from '../rollout/outcome.ts'
import { goodRevisionOf } from '../rollout/rollback-targets.ts'
import { isCodeDeploy } from './links.ts'
import type { Report } from './report.ts'
import { type DownReport, whatIsDown } from './rollouts/down.ts'
import { hasNoOutcome } from './rollouts/service-facts.ts'
import { failedRollouts, storiesOf } from './rollouts/stories.ts'
import { sectionToText } from './section.ts'
import {
  afterAudit,
  afterFindings,
  afterMigration,
  afterStatus,
  chosenWords,
  type NextStep,
  perPause,
  perSite,
  type StepsRun,
  word
} from './step-commands.ts'
import { plain } from './text.ts'
import { hasFinished, judgeReport, stoppedHalfWay } from './verdict.ts'

const ANYWHERE = 'npx ecs-sealed-deploy'
/** At a terminal, an installed program is called by its name. */
export const AT_TERMINAL = 'ecs-sealed-deploy'

/**
 * askedBy returns how the commands for a reader at a terminal call the program: as it was called itself. npx, and a
 * script or a package that has the program as a dependency, put no command on the path of the shell. Pure.
 */
export function askedBy({ env, argv }: Pick<NodeJS.Process, 'env' | 'argv'>): string {
  const isLent = env['npm_command'] !== undefined || /[\\/](?:_npx|\.bin)[\\/]/.test(argv[1] ?? '')
  return isLent ? ANYWHERE : AT_TERMINAL
}

/** nextSteps returns what to do after this run, most likely step first. `program` is how commands call it. */
export function nextSteps(
  report: Report,
  results: readonly ServiceResult[],
  program = ANYWHERE
): readonly NextStep[] {
  const run = { report, results, program, chosen: chosenWords(report) }
  switch (report.mode) {
    case 'check':
      return report.findings.length === 0 ? [] : afterFindings(run)
    case 'audit':
      return afterAudit(run)
    case 'status':
      return afterStatus(run)
    case 'deploy':
    case 'continue':
    case 'rollback':
    case 'rotate-restart':
      return results.every(({ outcome }) => isGood(outcome))
        ? perPause(leftBy(run, 'paused'), run)
        : afterFailure(run)
    case 'migrate':
      if (hasFinished(report)) return afterMigration(run)
      return [...(results.some(isFailure) ? afterFailure(run) : causes(run)), ...goOnMigrating(run)]
    case 'plan':
    case 'render':
      return []
  }
}

/** What a run states above all if not all rollouts succeeded: whether any service is down, and the next steps. */
export type Ending = { readonly down?: DownReport | undefined; readonly steps: readonly NextStep[] }

/**
 * endingOf returns the ending of a run with the results of its judgment, if a service needs somebody; otherwise there
 * is nothing to show, or the problems contain what to do.
 */
export function endingOf(report: Report, results: readonly ServiceResult[], program?: string): Ending {
  const isOpen =
    results.some(one => isFailure(one) || hasNoOutcome(one) || one.isCancelled || one.isDeleted) ||
    stoppedHalfWay(report)
  const steps = isOpen && report.mode !== 'audit' ? nextSteps(report, results, program) : []
  return steps.length === 0 ? { steps } : { steps, down: whatIsDown(storiesOf({ ...report, results })) }
}

/** endingToText returns how a terminal or log ends: whether any service is down, the verdict, then the next steps. */
export function endingToText(report: Report): readonly string[] {
  const { results, sentence } = judgeReport(report)
  const { steps, down } = endingOf(report, results, report.run === undefined ? askedBy(process) : undefined)
  return [...(down === undefined ? [] : [plain(down.sentence)]), sentence, ...stepsToText(steps)]
}

/** stepsToText returns a numbered list for a terminal or log, each command on its own line. Empty without steps. */
export function stepsToText(steps: readonly NextStep[]): readonly string[] {
  return steps.length === 0
    ? []
    : ['What to do next', ...sectionToText({ blocks: [{ kind: 'steps', steps }] })]
}

/** How a run has left a service; `open`: whether or how its deployment ends is not known. */
type LeftAs = 'paused' | 'deleted' | 'open' | 'going-back' | 'replaced' | 'failed' | 'good' | 'untouched'

function leftAs(result: ServiceResult): LeftAs {
  const { outcome, isOngoing, deploymentId, rollback } = result
  if (result.isDeleted) return 'deleted'
  if (hasNoOutcome(result)) return 'open'
  if (result.cluster === '' || outcome === 'not-started') return 'untouched'
  if (result.paused !== undefined) return 'paused'
  if (rollback === 'in-progress') return 'going-back'
  if (outcome === 'superseded') return 'replaced'
  const mayGoOn = isOngoing === true || outcome === 'cancelled' || outcome === 'timed-out'
  if (deploymentId !== undefined && rollback === undefined && mayGoOn) return 'open'
  return isGood(outcome) ? 'good' : 'failed'
}

function leftBy({ results }: StepsRun, ...ways: readonly LeftAs[]): readonly ServiceResult[] {
  return results.filter(one => ways.includes(leftAs(one)))
}

/** namesOf lists services, or counts them if there are many. */
function namesOf(services: readonly KeyedService[]): string {
  return services.length > NAMED ? `${services.length} services` : services.map(labelOf).join(', ')
}

const NAMED = 20

function step(text: string, ...commands: readonly string[]): readonly NextStep[] {
  return [{ text, commands }]
}

function afterFailure(run: StepsRun): readonly NextStep[] {
  const { report, results } = run
  const open = sited(report, leftBy(run, 'open', 'going-back', 'replaced'))
  const deleted = leftBy(run, 'deleted')
  const isOnlyPaused = results.some(isFailure) && results.filter(isFailure).every(({ paused }) => paused)
  // what was rolled back runs what it ran
  const bad = (left: 'failed' | 'open') =>
    leftBy(run, left).filter(one => !isGood(one.outcome) && one.outcome !== 'rolled-back')
  const runs = 'See what runs now:'
  return [
    ...perPause(leftBy(run, 'paused'), run),
    ...perSite(`Not known to have ended: ${namesOf(open)}. ${runs}`, 'status', { of: open, run }),
    ...rollback(bad('failed'), run, 'Roll back the services that did not succeed:'),
    ...rollback(bad('open'), run, 'Only if a deployment that goes on should not, roll back:'),
    ...(deleted.length === 0
      ? []
      : step(
          `Find out who or what deleted ${namesOf(deleted)}. A deploy creates a missing service only if a service definition is specified.`
        )),
    ...causes(run),
    ...(isOnlyPaused ? [] : repeat(run)),
    ...perSite(runs, 'status', { of: open.length > 0 ? [] : leftBy(run, 'failed', 'good', 'paused'), run })
  ]
}

/** A service without an outcome has no place; that of the run is known if it has only one. */
function sited({ target = [] }: Report, services: readonly ServiceResult[]): readonly ServiceResult[] {
  const places = target.flatMap(({ region, clusters }) => clusters.map(cluster => ({ region, cluster })))
  return services.flatMap(one => {
    if (one.cluster !== '') return [one]
    return places.length === 1 ? [{ ...one, ...places[0] }] : []
  })
}

/**
 * The commands that roll services back. Each contains the revision that ran well before this run, if the plan shows it:
 * ECS keeps the record of a deployment for 90 days, and mode rollback, if it chooses the revision itself, goes further
 * back once ECS has rolled the service back.
 */
function rollback(services: readonly ServiceResult[], run: StepsRun, text: string): readonly NextStep[] {
  const { mode, plan } = run.report
  if (mode === 'rollback' || mode === 'migrate') return []
  const back = services.filter(one => canRollBack(one, plan))
  const commands = groupBy(back, one =>
    JSON.stringify([one.cluster, one.region, ranBefore(one, plan)])
  ).flatMap(of => {
    const arn = of[0] && ranBefore(of[0], plan)
    const flags = arn === undefined ? '' : ` --revision ${word(lastPartOf(arn))}`
    return perSite('', 'rollback', { of, run, flags }).flatMap(one => one.commands)
  })
  return commands.length === 0 ? [] : step(text, ...commands)
}

function plannedOf({ service, cluster, region }: ServiceResult, plan: Report['plan']) {
  return plan?.services.find(
    one => one.service === service && one.site.cluster === cluster && one.site.region === region
  )
}

/** What is known to have run well when the run was planned; undefined if that is not known. */
function ranBefore(result: ServiceResult, plan: Report['plan']): string | undefined {
  const { deploymentId, previousTaskDefinitionArn, taskDefinitionArn } = result
  if (isCodeDeploy(deploymentId ?? '')) return previousTaskDefinitionArn
  const planned = deploymentId === undefined ? undefined : plannedOf(result, plan)
  const good = planned && goodRevisionOf(planned.before)
  return good === taskDefinitionArn ? undefined : good
}

/**
 * One whose rollback was started must not be rolled back: mode rollback would leave the revision that the rollback
 * returns to. A service that was unchanged and whose tasks fail was deployed by an earlier run: ECS's records show what
 * ran before.
 */
function canRollBack(result: ServiceResult, plan: Report['plan']): boolean {
  const { deploymentId, taskDefinitionArn: wanted, previousTaskDefinitionArn: before, outcome } = result
  if (result.rollback !== undefined) return false
  if (deploymentId !== undefined) return before !== undefined && before !== wanted
  const planned = plannedOf(result, plan)
  if (outcome !== 'failed' || planned?.action.kind !== 'unchanged') return false
  return planned.before.deploymentController === 'ECS' && before !== undefined && !before.endsWith(':1')
}

/** What to fix, once for all services that failed alike. An interruption or a pause has no cause. */
function causes({ report }: StepsRun): readonly NextStep[] {
  const { diagnoses, problems } = report
  const isInterrupted = interruptionsIn(report)
  const open = report.results.filter(
    one => one.paused === undefined && !one.isDeleted && one.outcome !== 'superseded' && !isInterrupted(one)
  )
  const failed = failedRollouts(open, diagnoses, [])
  const explained = failed.filter(({ remedy }) => remedy !== undefined)
  const texts = groupBy(explained, ({ remedy, telling }) => `${remedy} ${telling}`).map(alike => {
    const { telling, remedy = '' } = alike[0] ?? {}
    const line = telling === undefined ? '' : ` (${telling})`
    return `Fix the cause of the failure of ${namesOf(alike)}${line}. ${remedy}`
  })
  const unexplained = failed.filter(({ remedy, cause }) => remedy === undefined && cause !== undefined)
  return [
    ...texts,
    ...(unexplained.length === 0
      ? []
      : [`Find out why ${namesOf(unexplained)} failed; what ECS reported is listed with the failure.`]),
    ...(problems.some(({ fault }) => fault !== 'cancelled')
      ? ['Fix what is reported above as a problem.']
      : [])
  ].flatMap(text => step(text))
}

/** A run can be cancelled while ECS rolls back what has failed: that has a cause, and is no interruption. */
function interruptionsIn({ timelines }: Pick<Report, 'timelines'>): (one: ServiceResult) => boolean {
  const failing = timelines.filter(({ milestones }) => milestones.some(({ what }) => what === 'failing'))
  const caused = new Set(failing.map(placeKeyOf))
  return one => (one.outcome === 'cancelled' || one.isCancelled === true) && !caused.has(placeKeyOf(one))
}

/** How to repeat a run: a workflow run is rerun with its commit; at a terminal, the command is in the history. */
function repeat(run: StepsRun): readonly NextStep[] {
  const { report, results } = run
  const { mode, problems } = report
  if (mode === 'migrate') return []
  const bad = results.filter(one => isFailure(one) || one.isDeleted || one.isCancelled)
  const isAll = (which: (one: ServiceResult) => boolean | undefined) => bad.length > 0 && bad.every(which)
  // repeating a run unchanged is no advice if its inputs or files were wrong
  const isWrongInput = results.every(one => one.isBlocked) && problems.some(({ fault }) => fault === 'user')
  if (isWrongInput || isAll(one => one.isDeleted)) return []
  if (isAll(one => leftAs(one) === 'replaced'))
    return step('Run this again only if its revision should replace the one that runs now.')
  if (mode === 'continue' && isAll(one => one.outcome === 'rolled-back' || one.rollback !== undefined))
    return step('To roll out the revision, deploy it again: after a rollback there is nothing to continue.')
  const open = leftBy(run, 'open', 'going-back').filter(({ cluster }) => cluster !== '')
  if (mode === 'rollback' && open.length > 0)
    return step(
      `Run the rollback of ${namesOf(open)} again only while the status shows it in progress: once it has ended, another run would roll back further.`
    )
  const isInterrupted = isAll(interruptionsIn(report))
  const conditions = [
    ...(isInterrupted ? [] : ['the cause is fixed']),
    ...(leftBy(run, 'going-back').length > 0 ? ['the rollback has ended'] : [])
  ]
  const when = conditions.length === 0 ? '' : ` once ${conditions.join(' and ')}`
  const other = mode === 'rollback' && !isInterrupted ? ' Or set "revision" to another revision.' : ''
  const moved = mode === 'deploy' ? ' (unless their image tags may have moved)' : ''
  const rest = `${when}: services that are as requested are skipped${moved}.${other}`
  return again(report, rest, isInterrupted ? '' : 'If the fix is a commit, push it. Otherwise, r')
}

/** How to continue a migration that stopped half-way. */
function goOnMigrating({ report }: StepsRun): readonly NextStep[] {
  if (!stoppedHalfWay(report)) return []
  return again(
    report,
    ' to continue the migration: what is done is not repeated; the tables say what is left.'
  )
}

function again({ run }: Report, rest: string, lead = ''): readonly NextStep[] {
  if (run?.runId === undefined) return step(`Run the same command again${rest}`)
  const rerun = `gh run rerun ${run.runId} --failed --repo ${word(run.repository)}`
  return step(`${lead === '' ? 'R' : lead}un the failed jobs again${rest}`, rerun)
}
