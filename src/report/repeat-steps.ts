import { groupBy } from '../group.ts'
import { labelOf, type ServiceResult } from '../rollout/outcome.ts'
import { joinAlike } from './problem-text.ts'
import type { Report } from './report.ts'
import { failedRollouts } from './rollouts/rollout-annotations.ts'
import { isFailure, knownToFail, type LeftAs, leftAs } from './rollouts/service-facts.ts'
import { type Asked, type NextStep, namesOf, perSite, word } from './step-commands.ts'
import { count } from './text.ts'
import { stoppedHalfWay } from './verdict.ts'

/** A run whose next steps are wanted, and how commands call the program. */
export type StepsRun = {
  readonly report: Report
  readonly results: readonly ServiceResult[]
  readonly asked: Asked
}

/** Causes named one by one; the others are counted. */
const CAUSES = 3

/** causes returns what to fix, once for all services that failed alike. An interruption or a pause has no cause. */
export function causes(report: Report): readonly NextStep[] {
  const { diagnoses } = report
  const problems = joinAlike(report.problems.filter(({ fault }) => fault !== 'cancelled'))
  const open = report.results.filter(
    one =>
      one.paused === undefined &&
      !one.isDeleted &&
      one.outcome !== 'superseded' &&
      // a run can be cancelled while ECS rolls back what has failed
      (one.outcome !== 'cancelled' || knownToFail(report, one))
  )
  const failed = failedRollouts(open, diagnoses, [])
  const known = groupBy(
    failed.filter(({ wayOut }) => wayOut !== undefined),
    ({ wayOut = '' }) => wayOut
  ).map(alike => ({
    text: `Fix the cause of the failure of ${namesOf(alike.map(({ service }) => service))}. ${alike[0]?.wayOut}`
  }))
  const others = known.length - CAUSES
  const unexplained = failed.flatMap(({ service, wayOut, cause }) =>
    wayOut === undefined && cause !== undefined ? [service] : []
  )
  const evidence = evidenceOf(diagnoses.filter(({ service }) => unexplained.includes(service)))
  return [
    ...known.slice(0, CAUSES),
    ...(others > 0 ? [{ text: `Fix ${others} more causes; they are listed with each service.` }] : []),
    ...(unexplained.length === 0
      ? []
      : [{ text: `Find out why ${namesOf(unexplained)} failed${evidence}.` }]),
    ...(problems.length === 0
      ? []
      : [{ text: `Fix the ${problems.length === 1 ? 'problem' : 'problems'} reported above.` }])
  ]
}

/** What the report lists about failures that it cannot explain. */
function evidenceOf(diagnoses: Report['diagnoses']): string {
  const kinds = [
    diagnoses.some(({ events }) => events.length > 0) ? 'events' : '',
    diagnoses.some(({ stops }) => stops.length > 0) ? 'stopped tasks' : '',
    diagnoses.some(({ logs }) => logs.length > 0) ? 'logs' : ''
  ].filter(kind => kind !== '')
  const last = kinds.at(-1)
  const words = kinds.length < 2 ? last : `${kinds.slice(0, -1).join(', ')} and ${last}`
  return words === undefined ? '' : `; the ${words} are listed with the failure`
}

/**
 * repeatRun returns how to repeat a run. A workflow run is rerun with its commit; at a terminal, the command is in
 * the shell history.
 */
export function repeatRun({ report, results, asked }: StepsRun): readonly NextStep[] {
  const { run, mode } = report
  const left = (way: LeftAs) => results.filter(result => leftAs(result) === way)
  const bad = results.filter(one => isFailure(one) || one.isDeleted || one.isCancelled)
  const isAll = (which: (one: ServiceResult) => boolean | undefined) => bad.length > 0 && bad.every(which)
  if (isAll(one => leftAs(one) === 'replaced'))
    return [{ text: 'Run this again only if its revision should replace the one that runs now.' }]
  if (isAll(({ isDeleted }) => isDeleted)) return []
  if (mode === 'continue' && isAll(one => one.outcome === 'rolled-back' || one.rollback !== undefined))
    return [
      { text: 'To roll out the revision, deploy it again: after a rollback there is nothing to continue.' }
    ]
  const [going, back] = [
    [...left('going'), ...left('lost')].filter(({ cluster }) => cluster !== ''),
    left('going-back')
  ]
  if (mode === 'rollback' && going.length + back.length > 0) return rollbackAgain([...going, ...back], asked)
  // an interruption has no cause to fix, unless the service was known to fail
  const isInterrupted =
    isAll(one => one.outcome === 'cancelled' || one.isCancelled) &&
    !results.some(one => one.outcome === 'cancelled' && knownToFail(report, one))
  const whenBack = back.length > 0 ? ['the rollback has ended'] : []
  const other =
    mode === 'rollback' && !isInterrupted ? ' Or set the input "revision" to another revision.' : ''
  const followed = going.length === 0 ? '' : ', and a deployment in progress is followed to its end'
  const rest = `: ${skippedWords(mode)}${followed}.${other}`
  const once = (conditions: readonly string[]) =>
    conditions.length === 0 ? '' : ` once ${conditions.join(' and ')}`
  if (run?.runId === undefined) {
    const when = once([...(isInterrupted ? [] : ['the cause is fixed']), ...whenBack])
    return [{ text: `Run the same command again${when}${rest}` }]
  }
  const how = isInterrupted
    ? 'Run the failed jobs again'
    : 'If the fix is a commit, push it. If it is not (for example a permission, a secret, an image or capacity), run the failed jobs again'
  return [{ text: `${how}${once(whenBack)}${rest}`, command: rerun(run) }]
}

/** What a repeated run does not do again. A moving tag is deployed again if nobody can say what it names. */
function skippedWords(mode: Report['mode']): string {
  if (mode === 'rotate-restart') return 'services whose tasks have the current values are skipped'
  const tags = mode === 'deploy' ? ' (unless their image tags may have moved)' : ''
  return `services that already run the requested revision are skipped${tags}`
}

/**
 * A repeated rollback follows one that is in progress; after its end it would look for an even older revision, unless
 * the revision is named. ECS's own rollback has no new deployment of a revision that could be named.
 */
function rollbackAgain(open: readonly ServiceResult[], asked: Asked): readonly NextStep[] {
  const named = open.filter(
    ({ taskDefinitionArn, rollback: back }) => taskDefinitionArn && back === undefined
  )
  const text = (names: string) =>
    `Follow the rollback of ${names} to its end; with its revision named, this rolls back no further once it has ended:`
  const others = open.filter(result => !named.includes(result)).map(labelOf)
  const once = `Run the rollback of ${namesOf(others)} again only while the status shows it in progress: it is then followed to its end. Once it has ended, another run would roll back further.`
  return [
    ...named.flatMap(one =>
      perSite([one], { mode: 'rollback', asked, text, revision: one.taskDefinitionArn })
    ),
    ...(others.length === 0 ? [] : [{ text: once }])
  ]
}

/** goOnMigrating returns how to continue a migration that stopped half-way, and what it still has to do. */
export function goOnMigrating(report: Report): readonly NextStep[] {
  const { migration, run } = report
  if (migration === undefined || !stoppedHalfWay(report)) return []
  const { secrets, roles, services, filesLeft = 0 } = migration
  const numbers = [
    [
      'store',
      secrets.filter(({ state }) => state === 'create' || state === 'overwrite').length,
      'secret',
      ''
    ],
    ['grant', roles.filter(({ state }) => state === 'to-grant').length, 'execution role', ' access'],
    ['rewrite', filesLeft, 'file', ''],
    ['deploy or register', services.filter(({ isDone }) => isDone === undefined).length, 'service', '']
  ] as const
  const open = numbers
    .filter(([, number]) => number > 0)
    .map(([verb, number, noun, end]) => `${verb} ${count(number, noun)}${end}`)
  const what = `What is done is not repeated.${open.length === 0 ? '' : ` Still to do: ${open.join(', ')}.`}`
  return run?.runId === undefined
    ? [{ text: `Continue the migration with the same command. ${what}` }]
    : [{ text: `Continue the migration: run the failed jobs again. ${what}`, command: rerun(run) }]
}

function rerun({ repository, runId }: NonNullable<Report['run']>): string {
  return `gh run rerun ${runId} --failed --repo ${word(repository)}`
}
