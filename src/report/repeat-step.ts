import type { ServiceResult } from '../rollout/outcome.ts'
import type { Report } from './report.ts'
import { type NextStep, word } from './step-commands.ts'
import { count } from './text.ts'
import { stoppedHalfWay } from './verdict.ts'

/** The services that a run has left: in progress, being rolled back, replaced by another deployment, not succeeded. */
export type Left = {
  readonly going: readonly ServiceResult[]
  readonly goingBack: readonly ServiceResult[]
  readonly replaced: readonly ServiceResult[]
  readonly bad: readonly ServiceResult[]
}

/**
 * again returns how to repeat a run and what that does about the services that it has left. A workflow run is rerun with
 * its commit; at a terminal, the command is in the shell history. Pure.
 */
export function again(report: Report, left: Left): readonly NextStep[] {
  const { going, goingBack, replaced, bad } = left
  const { run, mode } = report
  if (bad.length > 0 && bad.every(one => replaced.includes(one)))
    return [{ text: 'Run this again only if its revision should replace the one that runs now.' }]
  if (bad.length > 0 && bad.every(({ isDeleted }) => isDeleted)) return []
  if (mode === 'continue' && bad.length > 0 && bad.every(isRolledBack)) return [DEPLOY_AGAIN]
  if (mode === 'rollback' && going.length + goingBack.length > 0) return [ONLY_MEANWHILE]
  const kept =
    mode === 'rotate-restart'
      ? 'services whose tasks have the current values are skipped'
      : 'services that already run the requested revision are skipped'
  const followed = going.length === 0 ? '' : ', and a deployment in progress is followed to its end'
  const other = mode === 'rollback' ? ' Or set the input revision to another revision.' : ''
  // an interruption has no cause to fix
  const isInterrupted = bad.length > 0 && bad.every(({ outcome }) => outcome === 'cancelled')
  const isBack = goingBack.length > 0 ? 'the rollback has ended' : undefined
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
  const toDeploy = services.filter(({ action, isDone }) => action !== 'absent' && isDone === undefined).length
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

/** A repeated rollback follows one that is in progress; after its end it would look for an even older revision. */
const ONLY_MEANWHILE: NextStep = {
  text: 'Run the rollback again only while the status shows it in progress: it is then followed to its end. Once it has ended, another run would roll back further.'
}
