import { groupBy } from '../list.ts'
import { isFailure, isGood, placeKeyOf, type ServiceResult } from '../rollout/outcome.ts'
import type { Report } from './report.ts'
import { type DownReport, whatIsDown } from './rollouts/down.ts'
import { hasNoOutcome } from './rollouts/service-facts.ts'
import { failedRollouts, storiesOf } from './rollouts/stories.ts'
import { sectionToText } from './section.ts'
import {
  type Asked,
  afterAudit,
  afterFindings,
  afterMigration,
  afterStatus,
  chosenWords,
  type NextStep,
  namesOf,
  perPause,
  perSite,
  rollback,
  rollbackAgain,
  word
} from './step-commands.ts'
import { count, plain } from './text.ts'
import { hasFinished, judgeReport, stoppedHalfWay } from './verdict.ts'

/** A run whose next steps are to be shown, and how commands call the program. */
type StepsRun = {
  readonly report: Report
  readonly results: readonly ServiceResult[]
  readonly by: Asked
}

const ANYWHERE: Asked = { program: 'npx ecs-sealed-deploy' }
/** At a terminal, an installed program is called by its name. */
export const AT_TERMINAL: Asked = { program: 'ecs-sealed-deploy' }

/**
 * askedBy returns how the commands for a reader at a terminal call the program: as it was called itself. npx, and a
 * script or a package that has the program as a dependency, put no command on the path of the shell. Pure.
 */
export function askedBy({ env, argv }: Pick<NodeJS.Process, 'env' | 'argv'>): Asked {
  const isLent = env['npm_command'] !== undefined || /[\\/](?:_npx|\.bin)[\\/]/.test(argv[1] ?? '')
  return isLent ? ANYWHERE : AT_TERMINAL
}

/** The maximum number of steps; a longer list would be a manual. */
const STEPS = 8
/** Causes named one by one. */
const CAUSES = 5

/** nextSteps returns what to do after this run, most likely step first. */
export function nextSteps(
  report: Report,
  results: readonly ServiceResult[],
  by: Asked = ANYWHERE
): readonly NextStep[] {
  const run = { report, results, by: { ...by, chosen: chosenWords(report) } }
  switch (report.mode) {
    case 'check':
      return report.findings.length === 0 ? [] : afterFindings(report, run.by)
    case 'audit':
      return afterAudit(report, run.by)
    case 'status':
      return afterStatus(report, run.by)
    case 'deploy':
    case 'continue':
    case 'rollback':
    case 'rotate-restart':
      return (results.every(({ outcome }) => isGood(outcome)) ? afterSuccess : afterFailure)(run)
    case 'migrate':
      if (hasFinished(report)) return afterMigration(report, run.by)
      return [...(results.some(isFailure) ? afterFailure(run) : causes(run)), ...goOnMigrating(run)]
    case 'plan':
    case 'render':
      return []
  }
}

/** stepsToText returns a numbered list for a terminal or log, each command on its own line. Empty without steps. */
export function stepsToText(steps: readonly NextStep[]): readonly string[] {
  return steps.length === 0
    ? []
    : ['What to do next', ...sectionToText({ blocks: [{ kind: 'steps', steps }] })]
}

/** What a run states above all if not all rollouts succeeded: whether any service is down, and the next steps. */
export type Ending = { readonly down?: DownReport | undefined; readonly steps: readonly NextStep[] }

/**
 * endingOf returns the ending of a run with the results of its judgment, if a service needs somebody; otherwise there
 * is nothing to show, or the problems contain what to do.
 */
export function endingOf(report: Report, results: readonly ServiceResult[], by?: Asked): Ending {
  const isOpen =
    results.some(one => isFailure(one) || hasNoOutcome(one) || one.isCancelled || one.isDeleted) ||
    stoppedHalfWay(report)
  const steps = isOpen && report.mode !== 'audit' ? nextSteps(report, results, by) : []
  return steps.length === 0 ? { steps } : { steps, down: whatIsDown(storiesOf({ ...report, results })) }
}

/** endingToText returns how a terminal or log ends: whether any service is down, the verdict, then the next steps. */
export function endingToText(report: Report): readonly string[] {
  const { results, sentence } = judgeReport(report)
  const { steps, down } = endingOf(report, results, report.run === undefined ? askedBy(process) : undefined)
  return [...(down === undefined ? [] : [plain(down.sentence)]), sentence, ...stepsToText(steps)]
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

const RUNS = 'See what runs now:'

function afterSuccess({ report, results, by }: StepsRun): readonly NextStep[] {
  const touched = results.filter(one => leftAs(one) !== 'untouched')
  const paused = touched.filter(one => leftAs(one) === 'paused')
  return [
    ...perPause(paused, by),
    ...perSite(RUNS, 'status', { of: touched, by }),
    ...rollback('Roll back:', touched.filter(hasSucceeded), { report, by })
  ]
}

function hasSucceeded({ outcome }: ServiceResult): boolean {
  return outcome === 'succeeded' || outcome === 'requested'
}

function afterFailure(run: StepsRun): readonly NextStep[] {
  const { report, results, by } = run
  const left = (...ways: readonly LeftAs[]) => results.filter(one => ways.includes(leftAs(one)))
  const open = sited(report, left('open', 'going-back', 'replaced'))
  const isOnlyPaused = results.filter(isFailure).every(({ paused }) => paused !== undefined)
  // what was rolled back runs what it ran
  const bad = left('failed').filter(({ outcome }) => outcome !== 'rolled-back')
  const ended = left('failed', 'good', 'paused')
  return [
    ...perPause(left('paused'), by),
    ...perSite(`Not known to have ended: ${namesOf(open)}. ${RUNS}`, 'status', { of: open, by }),
    ...rollback(
      'Roll back the services that did not succeed:',
      [...bad, ...left('open').filter(({ outcome }) => !isGood(outcome))],
      run
    ),
    ...left('deleted').map(one => ({
      text: `Find out who or what deleted ${namesOf([one])}. A deploy creates a missing service only if a service definition is specified.`,
      commands: []
    })),
    ...causes(run),
    ...(isOnlyPaused && results.some(isFailure) ? [] : repeat(run)),
    ...(open.length > 0 ? [] : perSite(RUNS, 'status', { of: ended, by })),
    ...rollback(
      'To undo the whole run, also roll back the services that succeeded:',
      left('good', 'open').filter(hasSucceeded),
      run
    )
  ].slice(0, STEPS)
}

/** A service without an outcome has no place; that of the run is known if it has only one. */
function sited({ target = [] }: Report, services: readonly ServiceResult[]): readonly ServiceResult[] {
  const places = target.flatMap(({ region, clusters }) => clusters.map(cluster => ({ region, cluster })))
  return services.flatMap(one => {
    if (one.cluster !== '') return [one]
    return places.length === 1 ? [{ ...one, ...places[0] }] : []
  })
}

/** What to fix, once for all services that failed alike. An interruption or a pause has no cause. */
function causes({ report }: StepsRun): readonly NextStep[] {
  const { diagnoses, problems } = report
  const isInterrupted = interruptionsIn(report)
  const open = report.results.filter(
    one => one.paused === undefined && !one.isDeleted && one.outcome !== 'superseded' && !isInterrupted(one)
  )
  const failed = failedRollouts(open, diagnoses, [])
  const known = groupBy(
    failed.filter(({ remedy }) => remedy !== undefined),
    ({ remedy = '', telling = '' }) => `${remedy} ${telling}`
  )
  const texts = known.map(alike => {
    const { telling, remedy = '' } = alike[0] ?? {}
    const line = telling === undefined ? '' : ` (${telling})`
    return `Fix the cause of the failure of ${namesOf(alike)}${line}. ${remedy}`
  })
  const others = texts.length - CAUSES
  const unexplained = failed.filter(({ remedy, cause }) => remedy === undefined && cause !== undefined)
  return [
    ...texts.slice(0, CAUSES),
    ...(others > 0
      ? [
          `Fix ${count(others, 'more cause')}; ${others === 1 ? 'it is' : 'they are'} listed with each service.`
        ]
      : []),
    ...(unexplained.length === 0
      ? []
      : [`Find out why ${namesOf(unexplained)} failed; what ECS reported is listed with the failure.`]),
    ...(problems.some(({ fault }) => fault !== 'cancelled')
      ? ['Fix what is reported above as a problem.']
      : [])
  ].map(text => ({ text, commands: [] }))
}

/** A run can be cancelled while ECS rolls back what has failed: that has a cause, and is no interruption. */
function interruptionsIn({ timelines }: Pick<Report, 'timelines'>): (one: ServiceResult) => boolean {
  const failing = timelines.filter(({ milestones }) => milestones.some(({ what }) => what === 'failing'))
  const caused = new Set(failing.map(placeKeyOf))
  return one => (one.outcome === 'cancelled' || one.isCancelled === true) && !caused.has(placeKeyOf(one))
}

/** How to repeat a run: a workflow run is rerun with its commit; at a terminal, the command is in the history. */
function repeat({ report, results, by }: StepsRun): readonly NextStep[] {
  const { run, mode, problems } = report
  if (mode === 'migrate') return []
  const bad = results.filter(one => isFailure(one) || one.isDeleted || one.isCancelled)
  const isAll = (which: (one: ServiceResult) => boolean | undefined) => bad.length > 0 && bad.every(which)
  const say = (text: string, ...commands: readonly string[]) => [{ text, commands }]
  // repeating a run unchanged is no advice if its inputs or files were wrong
  const isWrongInput = results.every(one => one.isBlocked) && problems.some(({ fault }) => fault === 'user')
  if (isWrongInput || isAll(one => one.isDeleted)) return []
  if (isAll(one => leftAs(one) === 'replaced'))
    return say('Run this again only if its revision should replace the one that runs now.')
  if (mode === 'continue' && isAll(one => one.outcome === 'rolled-back' || one.rollback !== undefined))
    return say('To roll out the revision, deploy it again: after a rollback there is nothing to continue.')
  const open = results.filter(one => ['open', 'going-back'].includes(leftAs(one)) && one.cluster !== '')
  if (mode === 'rollback' && open.length > 0) return rollbackAgain(open, by)
  const isInterrupted = isAll(interruptionsIn(report))
  const isGoingBack = results.some(one => leftAs(one) === 'going-back')
  const skipped =
    mode === 'rotate-restart'
      ? 'services whose tasks have the current values are skipped'
      : `services that already run the requested revision are skipped${mode === 'deploy' ? ' (unless their image tags may have moved)' : ''}`
  const other = mode === 'rollback' && !isInterrupted ? ' Or set "revision" to another revision.' : ''
  const conditions = [
    ...(isInterrupted ? [] : ['the cause is fixed']),
    ...(isGoingBack ? ['the rollback has ended'] : [])
  ]
  const when = conditions.length === 0 ? '' : ` once ${conditions.join(' and ')}`
  return run?.runId === undefined
    ? say(`Run the same command again${when}: ${skipped}.${other}`)
    : say(
        `${isInterrupted ? '' : 'If the fix is a commit, push it. Otherwise, '}run the failed jobs again${when}: ${skipped}.${other}`.replace(
          /^r/,
          'R'
        ),
        rerun(run)
      )
}

/** How to continue a migration that stopped half-way. */
function goOnMigrating({ report }: StepsRun): readonly NextStep[] {
  if (!stoppedHalfWay(report)) return []
  const { run } = report
  const rest = 'What is done is not repeated; the tables say what is left.'
  return run?.runId === undefined
    ? [{ text: `Continue the migration with the same command. ${rest}`, commands: [] }]
    : [{ text: `Continue the migration: run the failed jobs again. ${rest}`, commands: [rerun(run)] }]
}

function rerun({ repository, runId }: NonNullable<Report['run']>): string {
  return `gh run rerun ${runId} --failed --repo ${word(repository)}`
}
