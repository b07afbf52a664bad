import { groupBy } from '../group.ts'
import { isGood, labelOf, type ServiceResult } from '../rollout/outcome.ts'
import { goodRevisionOf } from '../rollout/rollback-targets.ts'
import { isCodeDeploy } from './links.ts'
import { causes, goOnMigrating, repeatRun, type StepsRun } from './repeat-steps.ts'
import type { Report } from './report.ts'
import { type DownReport, whatIsDown } from './rollouts/down.ts'
import { hasNoOutcome, isFailure, type LeftAs, leftAs } from './rollouts/service-facts.ts'
import { storiesOf } from './rollouts/stories.ts'
import {
  type Asked,
  afterAudit,
  afterFindings,
  afterMigration,
  afterStatus,
  chosenWords,
  groupSteps,
  type NextStep,
  namesOf,
  perPause,
  perSite
} from './step-commands.ts'
import { plain } from './text.ts'
import { hasFinished, judgeReport, stoppedHalfWay } from './verdict.ts'

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

/** nextSteps returns what to do after this run, most likely step first. Every name in a command is one shell word. */
export function nextSteps(
  report: Report,
  results: readonly ServiceResult[],
  by: Asked = ANYWHERE
): readonly NextStep[] {
  const asked = { ...by, chosen: chosenWords(report) }
  const run = { report, results, asked }
  switch (report.mode) {
    case 'check':
      return report.findings.length === 0 ? [] : afterFindings(report, asked)
    case 'audit':
      return afterAudit(report, asked)
    case 'status':
      return afterStatus(report, asked)
    case 'deploy':
    case 'continue':
    case 'rollback':
    case 'rotate-restart':
      return results.every(({ outcome }) => isGood(outcome))
        ? afterSuccess(run)
        : firstSteps(afterFailure(run))
    case 'migrate':
      if (hasFinished(report)) return afterMigration(report, asked)
      return firstSteps([
        ...(results.some(isFailure) ? afterFailure(run) : causes(report)),
        ...goOnMigrating(report)
      ])
    case 'plan':
    case 'render':
      return []
  }
}

/** stepsAfterFailure returns the nextSteps if a service needs somebody; otherwise the problems say what to do. */
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

/** stepsToText returns a numbered list for a terminal or log, each command on its own line. Empty without steps. */
export function stepsToText(steps: readonly NextStep[]): readonly string[] {
  if (steps.length === 0) return []
  const lines = groupSteps(steps).flatMap(({ text, commands }, index) => [
    `  ${index + 1}. ${text}`,
    ...commands.map(command => `       ${command}`)
  ])
  return ['What to do next', ...lines].map(plain)
}

/** What a run says above all if not all rollouts succeeded: whether any service is down, and the next steps. */
export type Ending = { readonly down?: DownReport | undefined; readonly steps: readonly NextStep[] }

/** endingOf returns the ending of a run with the results of its judgment; without steps there is nothing to say. */
export function endingOf(report: Report, results: readonly ServiceResult[], asked?: Asked): Ending {
  const steps = stepsAfterFailure(report, results, asked)
  return steps.length === 0 ? { steps } : { steps, down: whatIsDown(storiesOf({ ...report, results })) }
}

/** endingToText returns the ending as the lines that a terminal or log shows above the verdict. */
export function endingToText(report: Report): readonly string[] {
  const { results } = judgeReport(report)
  const { steps, down } = endingOf(report, results, report.run === undefined ? askedBy(process) : undefined)
  return [...stepsToText(steps), ...(down === undefined ? [] : [plain(down.sentence)])]
}

/** The first steps, each with every command for it: of the services to roll back, none may be left out. */
function firstSteps(steps: readonly NextStep[]): readonly NextStep[] {
  const first = groupSteps(steps).slice(0, STEPS)
  return steps.filter(step => first.some(({ text }) => text === step.text))
}

/** A service that succeeded needs no rollback; the step is for whoever wants all or nothing. */
const UNDO =
  'Only to return everything to the state before this run, also roll back the services that succeeded:'
const BACK = 'Roll back the services that did not succeed:'
const RUNS = 'See what runs now:'

function afterSuccess({ report, results, asked }: StepsRun): readonly NextStep[] {
  const touched = results.filter(result => leftAs(result) !== 'untouched')
  const good = touched.filter(({ outcome }) => outcome === 'succeeded' || outcome === 'requested')
  return [
    ...perPause(
      touched.filter(result => leftAs(result) === 'paused'),
      asked
    ),
    ...status(touched, () => RUNS, asked),
    ...(report.mode === 'rollback' ? [] : rollback(report, good, { text: 'Roll back:', asked }))
  ]
}

function afterFailure({ report, results, asked }: StepsRun): readonly NextStep[] {
  const { mode } = report
  const left = (...ways: readonly LeftAs[]) => results.filter(result => ways.includes(leftAs(result)))
  const canGoBack = mode !== 'rollback' && mode !== 'migrate'
  const back = (some: readonly ServiceResult[], text: string) =>
    canGoBack ? rollback(report, some, { text, asked }) : []
  const going = left('going', 'lost')
  const bad = going.filter(({ outcome }) => !isGood(outcome))
  const open = results.filter(isFailure)
  const isOnlyPaused = open.length > 0 && open.every(({ paused }) => paused !== undefined)
  // repeating a run unchanged is no advice if its inputs or files were wrong
  const isWrongInput =
    results.every(({ isBlocked }) => isBlocked) && report.problems.some(({ fault }) => fault === 'user')
  const isGoing = left('going', 'going-back').length > 0 || bad.some(({ cluster }) => cluster !== '')
  const good = left('good', 'going').filter(
    ({ outcome }) => outcome === 'succeeded' || outcome === 'requested'
  )
  return [
    ...perPause(left('paused'), asked),
    // what was rolled back runs what it ran
    ...back(
      left('failed').filter(({ outcome }) => outcome !== 'rolled-back'),
      BACK
    ),
    ...status(sited(report, left('lost')), names => `How far ${names} got is unknown. ${RUNS}`, asked),
    ...status(left('going'), names => `Still in progress: ${names}. Check the status:`, asked),
    ...status(left('going-back'), names => `Still rolling back: ${names}. Check the status:`, asked),
    ...deletedSteps(left('deleted')),
    ...status(
      left('replaced'),
      names => `Another deployment replaced the deployment of ${names}. ${RUNS}`,
      asked
    ),
    ...back(bad, BACK),
    ...causes(report),
    ...(isOnlyPaused || isWrongInput || mode === 'migrate' ? [] : repeatRun({ report, results, asked })),
    ...(isGoing ? [] : status(left('failed', 'good', 'paused'), () => RUNS, asked)),
    ...back(good, UNDO)
  ]
}

/** A service without an outcome has no place; that of the run is known if it has only one. */
function sited({ target = [] }: Report, lost: readonly ServiceResult[]): readonly ServiceResult[] {
  const [place, ...more] = target
  const [cluster, ...others] = place?.clusters ?? []
  return lost.flatMap(one => {
    if (one.cluster !== '') return [one]
    if (place === undefined || cluster === undefined || more.length + others.length > 0) return []
    return [{ ...one, cluster, region: place.region }]
  })
}

function status(results: readonly ServiceResult[], text: (names: string) => string, asked: Asked) {
  return perSite(results, { text, mode: 'status', asked })
}

function deletedSteps(deleted: readonly ServiceResult[]): readonly NextStep[] {
  if (deleted.length === 0) return []
  const again = 'A deploy creates a missing service only if a service definition is specified.'
  return [{ text: `Find out who or what deleted ${namesOf(deleted.map(labelOf))}. ${again}` }]
}

/**
 * The commands that roll services back. Each names the revision that ran well before this run, if the plan shows it:
 * ECS
 * keeps the record of a deployment for 90 days, and mode rollback, if it chooses the revision itself, goes further back
 * once ECS has rolled the service back.
 */
function rollback(
  { plan }: Pick<Report, 'plan'>,
  results: readonly ServiceResult[],
  { text, asked }: { readonly text: string; readonly asked: Asked }
): readonly NextStep[] {
  const back = results
    .filter(one => hasWayBack(one, plan))
    .map(result => ({ result, revision: ranBefore(result, plan) }))
  const groups = groupBy(back, ({ result: { cluster, region }, revision }) =>
    JSON.stringify([cluster, region, revision])
  )
  return groups.flatMap(group =>
    perSite(
      group.map(({ result }) => result),
      { text: () => text, mode: 'rollback', asked, revision: group[0]?.revision }
    )
  )
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
  if (deploymentId === undefined) return undefined
  const planned = plannedOf(result, plan)
  const good = planned && goodRevisionOf(planned.before)
  return good === taskDefinitionArn ? undefined : good
}

/**
 * One whose rollback was started must not be rolled back: mode rollback would leave the revision that the rollback
 * returns to. A service that was unchanged and whose tasks fail was deployed by an earlier run: ECS's records say what
 * ran before.
 */
function hasWayBack(result: ServiceResult, plan: Report['plan']): boolean {
  const { deploymentId, taskDefinitionArn: wanted, previousTaskDefinitionArn: before, outcome } = result
  if (result.paused !== undefined || result.rollback !== undefined || result.isDeleted) return false
  if (deploymentId !== undefined) return before !== undefined && before !== wanted
  const planned = plannedOf(result, plan)
  if (outcome !== 'failed' || planned?.action.kind !== 'unchanged') return false
  return planned.before.deploymentController === 'ECS' && before !== undefined && !before.endsWith(':1')
}
