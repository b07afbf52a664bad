import { isGood, type ServiceResult } from '../../rollout/outcome.ts'
import type { Report } from '../report.ts'
import { hasNoOutcome, knownToFail } from '../rollouts/service-facts.ts'
import { plain } from '../text.ts'
import { hasFinished, stoppedHalfWay } from '../verdict.ts'
import { causes } from './cause-steps.ts'
import { goOnMigrating, repeatRun } from './repeat-step.ts'
import { rollback, stepsAfterDeletion } from './rollback-steps.ts'
import {
  type Asked,
  afterAudit,
  afterFindings,
  afterMigration,
  afterStatus,
  chosenWords,
  perPause,
  perSite
} from './step-commands.ts'
import { groupSteps, type NextStep } from './step-groups.ts'

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

/** A service that succeeded needs no rollback; the step is for whoever wants all or nothing. */
const UNDO =
  'Only to return everything to the state before this run, also roll back the services that succeeded:'

/** The maximum number of steps; a longer list would be a manual. */
const STEPS = 8

/**
 * nextSteps returns what to do after this run, most likely step first. Every name in a command is one shell word. Pure.
 */
export function nextSteps(
  report: Report,
  results: readonly ServiceResult[],
  by: Asked = ANYWHERE
): readonly NextStep[] {
  const asked = { ...by, chosen: chosenWords(report) }
  switch (report.mode) {
    case 'check':
      return report.findings.length === 0 ? [] : afterFindings(report, asked)
    case 'audit':
      return afterAudit(report, asked)
    case 'deploy':
    case 'continue':
    case 'rollback':
    case 'rotate-restart':
      return results.every(({ outcome }) => isGood(outcome))
        ? afterSuccess(report, results, asked)
        : firstSteps(afterFailure(report, results, asked))
    case 'migrate':
      return afterApply(report, results, asked)
    case 'status':
      return afterStatus(report, asked)
    case 'plan':
    case 'render':
      return []
  }
}

/**
 * stepsAfterFailure returns the nextSteps if a touched service did not succeed or was deleted; otherwise none, because
 * the problems state what to do.
 */
export function stepsAfterFailure(
  report: Report,
  results: readonly ServiceResult[],
  asked: Asked = ANYWHERE
): readonly NextStep[] {
  const isOpen =
    results.some(one => isFailure(one) || hasNoOutcome(one) || one.isCancelled || one.isDeleted) ||
    stoppedHalfWay(report)
  return isOpen && report.mode !== 'audit' ? nextSteps(report, results, asked) : []
}

/** The first steps, each with every command for it: of the services to roll back, none may be left out. */
function firstSteps(steps: readonly NextStep[]): readonly NextStep[] {
  const texts = new Set(
    groupSteps(steps)
      .slice(0, STEPS)
      .map(({ text }) => text)
  )
  return steps.filter(({ text }) => texts.has(text))
}

/** stepsToText returns a numbered list for a terminal or log, each command on its own line. Empty without steps. */
export function stepsToText(steps: readonly NextStep[]): readonly string[] {
  if (steps.length === 0) return []
  const lines = groupSteps(steps).flatMap(({ text, commands }, index) => [
    `  ${index + 1}. ${text}`,
    ...commands.map(command => `       ${command}`)
  ])
  return ['What to do next', ...lines].map(plain)
}

function isFailure({ outcome }: ServiceResult): boolean {
  return !isGood(outcome) && outcome !== 'not-started'
}

function isTouched({ outcome, cluster }: ServiceResult): boolean {
  return cluster !== '' && outcome !== 'not-started'
}

/** Whether a deployment of this run is still in progress, forward, and no longer waited for. */
function isLeftGoing(result: ServiceResult): boolean {
  const { outcome, isOngoing, deploymentId, paused, rollback, isDeleted } = result
  if (deploymentId === undefined || paused !== undefined) return false
  if (rollback !== undefined || isDeleted === true) return false
  return isOngoing === true || outcome === 'cancelled' || outcome === 'timed-out'
}

/** Whether a rollback is in progress that is no longer waited for. */
function isLeftGoingBack({ rollback, isDeleted }: ServiceResult): boolean {
  return rollback === 'in-progress' && isDeleted !== true
}

function afterApply(report: Report, results: readonly ServiceResult[], asked: Asked): readonly NextStep[] {
  if (hasFinished(report)) return afterMigration(report, asked)
  const steps = results.some(isFailure) ? afterFailure(report, results, asked) : causes(report)
  return firstSteps([...steps, ...goOnMigrating(report)])
}

function afterSuccess(report: Report, results: readonly ServiceResult[], asked: Asked): readonly NextStep[] {
  const { mode } = report
  return [
    ...goOn(results, asked),
    ...status(results.filter(isTouched), 'See what runs now:', asked),
    ...(mode === 'rollback'
      ? []
      : rollback(report, withOutcome(results, 'succeeded', 'requested'), { text: 'Roll back:', asked }))
  ]
}

function afterFailure(report: Report, results: readonly ServiceResult[], asked: Asked): readonly NextStep[] {
  const touched = results.filter(isTouched)
  const going = touched.filter(isLeftGoing)
  const lost = going.filter(({ outcome }) => outcome === 'failed')
  const seen = going.filter(result => !lost.includes(result))
  const goingBack = touched.filter(isLeftGoingBack)
  const deleted = results.filter(({ isDeleted }) => isDeleted)
  const replaced = withOutcome(results, 'superseded')
  const told = [...going, ...goingBack, ...deleted, ...replaced]
  const rest = touched.filter(result => !told.includes(result))
  const { mode } = report
  const canGoBack = mode !== 'rollback' && mode !== 'migrate'
  const bad = withOutcome(results, 'failed', 'timed-out', 'cancelled')
  const good = withOutcome(results, 'succeeded', 'requested')
  const isOnlyPaused =
    results.some(isFailure) && results.filter(isFailure).every(({ paused }) => paused !== undefined)
  const open = bad.filter(result => told.includes(result))
  const ended = bad.filter(result => !told.includes(result))
  const back = (some: readonly ServiceResult[]) =>
    canGoBack ? rollback(report, some, { text: 'Roll back the services that did not succeed:', asked }) : []
  return [
    ...goOn(results, asked),
    ...back(ended),
    ...unknownStatus(report, results, asked),
    ...status(lost, names => `How far ${names} got is unknown. See what runs now:`, asked),
    ...status(seen, names => `Still in progress: ${names}. Check the status:`, asked),
    ...status(goingBack, names => `Still rolling back: ${names}. Check the status:`, asked),
    ...stepsAfterDeletion(deleted),
    ...status(
      replaced,
      names => `Another deployment replaced the deployment of ${names}. See what runs now:`,
      asked
    ),
    ...back(open),
    ...causes(report),
    ...(isOnlyPaused || isWrongInput(report, results) || mode === 'migrate'
      ? []
      : repeatRun(
          report,
          {
            going,
            goingBack,
            replaced,
            bad: results.filter(one => isFailure(one) || one.isDeleted || one.isCancelled),
            failing: results.filter(one => one.outcome === 'cancelled' && knownToFail(report, one))
          },
          asked
        )),
    ...(going.length + goingBack.length > 0 ? [] : status(rest, 'See what runs now:', asked)),
    ...(canGoBack ? rollback(report, good, { text: UNDO, asked }) : [])
  ]
}

/** Whether invalid inputs or files kept the run from starting anything: repeating it unchanged would be no advice. */
function isWrongInput({ problems }: Report, results: readonly ServiceResult[]): boolean {
  return results.every(({ isBlocked }) => isBlocked) && problems.some(({ fault }) => fault === 'user')
}

/** If a run ended without an outcome for some services, the first step is to find out how far they got. */
function unknownStatus(
  { target = [] }: Report,
  results: readonly ServiceResult[],
  asked: Asked
): readonly NextStep[] {
  const unknown = results.filter(hasNoOutcome)
  const [place, ...more] = target
  const [cluster, ...others] = place?.clusters ?? []
  if (unknown.length === 0 || place === undefined || cluster === undefined || more.length + others.length > 0)
    return []
  const sited = unknown.map(one => ({ ...one, cluster, region: place.region }))
  return status(sited, names => `How far ${names} got is unknown. See what runs now:`, asked)
}

function withOutcome(
  results: readonly ServiceResult[],
  ...outcomes: readonly ServiceResult['outcome'][]
): readonly ServiceResult[] {
  return results.filter(({ outcome, cluster }) => outcomes.includes(outcome) && cluster !== '')
}

function goOn(results: readonly ServiceResult[], asked: Asked): readonly NextStep[] {
  const paused = results.filter(({ paused, cluster }) => paused !== undefined && cluster !== '')
  return perPause(paused, asked)
}

function status(
  results: readonly ServiceResult[],
  text: string | ((names: string) => string),
  asked: Asked
): readonly NextStep[] {
  const inWords = typeof text === 'string' ? () => text : text
  return perSite(results, { text: inWords, mode: 'status', asked })
}
