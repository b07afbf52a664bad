import { labelOf, type ServiceResult } from '../../rollout/outcome.ts'
import type { Report } from '../report.ts'
import { count } from '../text.ts'
import { stoppedHalfWay } from '../verdict.ts'
import { type Asked, namesOf, perSite, word } from './step-commands.ts'
import type { NextStep } from './step-groups.ts'

/** The services that a run has left: in progress, being rolled back, replaced by another deployment, not succeeded. */
export type Left = {
  readonly going: readonly ServiceResult[]
  readonly goingBack: readonly ServiceResult[]
  readonly replaced: readonly ServiceResult[]
  readonly bad: readonly ServiceResult[]
  /** Services known to fail when the run was cancelled. */
  readonly failing: readonly ServiceResult[]
}

/**
 * repeatRun returns how to repeat a run and what that does about the services that it has left. A workflow run is rerun
 * with its commit; at a terminal, the command is in the shell history. Pure.
 */
export function repeatRun(report: Report, left: Left, asked: Asked): readonly NextStep[] {
  const { going, goingBack, replaced, bad, failing } = left
  const { run, mode } = report
  if (bad.length > 0 && bad.every(one => replaced.includes(one)))
    return [{ text: 'Run this again only if its revision should replace the one that runs now.' }]
  if (bad.length > 0 && bad.every(({ isDeleted }) => isDeleted)) return []
  if (mode === 'continue' && bad.length > 0 && bad.every(isRolledBack)) return [DEPLOY_AGAIN]
  if (mode === 'rollback' && going.length + goingBack.length > 0)
    return rollbackAgain([...going, ...goingBack], asked)
  const kept = keptWords(mode)
  const followed = going.length === 0 ? '' : ', and a deployment in progress is followed to its end'
  // an interruption has no cause to fix
  const isInterrupted =
    bad.length > 0 && failing.length === 0 && bad.every(one => one.outcome === 'cancelled' || one.isCancelled)
  const isBack = goingBack.length > 0 ? 'the rollback has ended' : undefined
  const other =
    mode === 'rollback' && !isInterrupted ? ' Or set the input "revision" to another revision.' : ''
  if (run?.runId === undefined) {
    const conditions = [isInterrupted ? undefined : 'the cause is fixed', isBack]
    const when = conditions.filter(text => text !== undefined).join(' and ')
    return [
      { text: `Run the same command again${when === '' ? '' : ` once ${when}`}: ${kept}${followed}.${other}` }
    ]
  }
  const command = rerun(run)
  const when = isBack === undefined ? '' : ` once ${isBack}`
  if (isInterrupted)
    return [{ text: `Run the failed jobs again${when}: ${kept}${followed}.${other}`, command }]
  const how =
    'If the fix is a commit, push it. If it is not (for example a permission, a secret, an image or capacity), run the failed jobs again'
  const text = `${how}${when}: ${kept}${followed}.${other}`
  return [{ text, command }]
}

/** goOnMigrating returns how to continue a migration that stopped half-way, and what it still has to do. Pure. */
export function goOnMigrating(report: Report): readonly NextStep[] {
  const { migration, run } = report
  if (migration === undefined || !stoppedHalfWay(report)) return []
  const { secrets, roles, services, filesLeft = 0 } = migration
  const toStore = secrets.filter(({ state }) => state === 'create' || state === 'overwrite').length
  const toGrant = roles.filter(({ state }) => state === 'to-grant').length
  const toDeploy = services.filter(({ isDone }) => isDone === undefined).length
  const left = [
    toStore === 0 ? '' : `store ${count(toStore, 'secret')}`,
    toGrant === 0 ? '' : `grant ${count(toGrant, 'execution role')} access`,
    filesLeft === 0 ? '' : `rewrite ${count(filesLeft, 'file')}`,
    toDeploy === 0 ? '' : `deploy or register ${count(toDeploy, 'service')}`
  ].filter(text => text !== '')
  const open = left.length === 0 ? '' : ` Still to do: ${left.join(', ')}.`
  const what = `What is done is not repeated.${open}`
  if (run?.runId === undefined) return [{ text: `Continue the migration with the same command. ${what}` }]
  return [{ text: `Continue the migration: run the failed jobs again. ${what}`, command: rerun(run) }]
}

function rerun({ repository, runId }: NonNullable<Report['run']>): string {
  return `gh run rerun ${runId} --failed --repo ${word(repository)}`
}

function isRolledBack({ outcome, rollback }: ServiceResult): boolean {
  return outcome === 'rolled-back' || rollback !== undefined
}

/** Nothing is paused any more, so there is nothing to continue. */
const DEPLOY_AGAIN: NextStep = {
  text: 'To roll out the revision, deploy it again: after a rollback there is nothing to continue.'
}

/**
 * A repeated rollback follows one that is in progress; after its end it would look for an even older revision, unless
 * the revision is named. ECS's own rollback has no new deployment of a revision that could be named.
 */
function rollbackAgain(open: readonly ServiceResult[], asked: Asked): readonly NextStep[] {
  const named = open.filter(({ taskDefinitionArn, rollback }) => taskDefinitionArn && rollback === undefined)
  const step = { mode: 'rollback', asked } as const
  const follow = (names: string) =>
    `Follow the rollback of ${names} to its end; with its revision named, this rolls back no further once it has ended:`
  const meanwhile = (names: string) =>
    `Run the rollback of ${names} again only while the status shows it in progress: it is then followed to its end. Once it has ended, another run would roll back further.`
  const unnamed = open.filter(result => !named.includes(result))
  return [
    ...named.flatMap(one => perSite([one], { ...step, text: follow, revision: one.taskDefinitionArn })),
    ...(unnamed.length === 0 ? [] : [{ text: meanwhile(namesOf(unnamed.map(labelOf))) }])
  ]
}

/**
 * What a repeated run does not do again. Decision 35: a moving tag is deployed again if nobody can say what it names.
 */
function keptWords(mode: Report['mode']): string {
  if (mode === 'rotate-restart') return 'services whose tasks have the current values are skipped'
  const tags = mode === 'deploy' ? ' (unless their image tags may have moved)' : ''
  return `services that already run the requested revision are skipped${tags}`
}
