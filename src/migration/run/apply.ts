import { AwsError } from '../../aws/error.ts'
import { explainAwsError } from '../../aws/explain.ts'
import type { Problem } from '../../errors.ts'
import { present } from '../../present.ts'
import type { MigrationReport } from '../../report/migration.ts'
import { migrationToText } from '../../report/migration-tables.ts'
import { joinReports, type Report } from '../../report/report.ts'
import { isGood } from '../../rollout/outcome.ts'
import type { Journal } from '../journal.ts'
import { worstFirst } from '../rotate.ts'
import { type Deploy, deployMigrated, whatToDeploy } from './deploy.ts'
import { Diary, newJournalId } from './diary.ts'
import { grantRoles } from './grant.ts'
import type { ReadTarget } from './grants.ts'
import type { PlannedMigration, PreparedMigration } from './plan.ts'
import { openMigrationRequest } from './pull-request.ts'
import { oldRevisions, planReport, rotateList } from './report.ts'
import { proveSecrets, storeSecrets } from './secrets.ts'
import { printForTemplates } from './stacks.ts'
import { arnOf } from './survey.ts'
import { verifyTasks } from './verify.ts'
import { rewriteInMemory, writeFiles } from './write.ts'

/** A migration under way; each step gives what it changes. */
type Progress = {
  readonly report: Report
  readonly migration: MigrationReport
  readonly isOver: boolean
  /** When the last of the secrets came to be, milliseconds since 1970; 0 where no store says. */
  readonly since: number
}

/**
 * applyMigration does what was planned, in an order that loses nothing: store the secrets, prove that they can be read and
 * are equal, grant, and only then take the values out of the files; then deploy and look at the tasks. It stops at the first
 * step that fails; the next run goes on from there.
 */
export async function applyMigration(
  { report, prepared }: PlannedMigration & { readonly prepared: PreparedMigration },
  journal: { readonly path: string; readonly unfinished?: Journal; readonly deploy: Deploy }
): Promise<Report> {
  const { scope } = prepared
  const { ports } = scope
  const diary = new Diary(journal.path, beginOrGoOn(prepared, journal.unfinished), ports)
  if (journal.unfinished)
    ports.log.notice(`Going on with the migration of ${journal.unfinished.startedAt} (${journal.path}).`)
  let progress: Progress = { report, migration: appliedReport(prepared, diary), isOver: false, since: 0 }
  try {
    for (const step of [storeAndProve, changeFiles, deployAllWith(journal.deploy)]) {
      progress = await step(progress, prepared, diary)
      if (progress.isOver) break
    }
  } catch (error) {
    if (!(error instanceof AwsError)) throw error
    progress = withProblems(progress, [explainAwsError(error)])
  }
  const failed =
    progress.report.problems.length > 0 || !progress.report.results.every(({ outcome }) => isGood(outcome))
  if (!failed) diary.close()
  const migration = { ...progress.migration, done: diary.done, journal: journal.path }
  ports.log.group(failed ? 'Migration (not finished)' : 'Migration', migrationToText(migration))
  return { ...progress.report, migration }
}

function beginOrGoOn(prepared: PreparedMigration, unfinished: Journal | undefined): Journal {
  const { scope, moves, plan } = prepared
  const { region, account, configuration, ports } = scope
  if (unfinished) return { ...unfinished, moves }
  return {
    version: 1,
    id: newJournalId(ports),
    state: 'running',
    startedAt: new Date(ports.clock.now()).toISOString(),
    place: {
      region,
      account,
      ...present({ cluster: configuration.cluster })
    },
    store: plan.store,
    moves,
    steps: [],
    rotate: rotateList(prepared),
    oldRevisions: oldRevisions(prepared)
  }
}

/** What a run before this one knew is not known any more once the values are gone: the journal has it. */
function appliedReport(prepared: PreparedMigration, { journal }: Diary): MigrationReport {
  const planned = planReport(prepared)
  const rotate = [
    ...journal.rotate,
    ...planned.rotate.filter(row => !journal.rotate.some(({ secret }) => secret === row.secret))
  ]
  return {
    ...planned,
    applied: true,
    rotate: worstFirst(rotate),
    oldRevisions: [...new Set([...journal.oldRevisions, ...planned.oldRevisions])]
  }
}

async function storeAndProve(
  progress: Progress,
  prepared: PreparedMigration,
  diary: Diary
): Promise<Progress> {
  const stored = await storeSecrets(prepared, diary)
  if (stored.length > 0) return withProblems(progress, stored)
  const { survey, problems } = await proveSecrets(prepared)
  const secrets = progress.migration.secrets.map(row => {
    const found = survey.stored.get(row.name)
    const state = row.state === 'create' ? 'created' : row.state === 'overwrite' ? 'overwritten' : row.state
    return { ...row, state, ...(found ? { arn: arnOf(found, prepared.scope) } : {}) } as const
  })
  const since = Math.max(0, ...[...survey.stored.values()].map(({ createdAt = 0 }) => createdAt))
  const proven = { ...progress, since, migration: { ...progress.migration, secrets } }
  return problems.length > 0 ? withProblems(proven, problems) : proven
}

/** The ARNs as they are now; those of new secrets have their suffix only since they exist. */
function realTargets(
  { targets, scope }: PreparedMigration,
  { secrets }: MigrationReport
): ReadonlyMap<string, ReadTarget> {
  const real = new Map(targets)
  for (const { name, arn } of secrets) {
    const before = targets.get(name)
    if (arn !== undefined) real.set(name, { ...before, name, arn: arnOf({ name, arn }, scope) })
  }
  return real
}

async function changeFiles(progress: Progress, prepared: PreparedMigration, diary: Diary): Promise<Progress> {
  const { scope } = prepared
  const targets = realTargets(prepared, progress.migration)
  const needs = prepared.roles.map(({ need }) => need)
  const granted = await grantRoles(needs, targets, { scope, diary })
  const policies = [...granted.policies, ...printForTemplates(prepared, targets)]
  for (const { roleName, text, note } of policies) {
    scope.ports.log.group(`Policy for execution role ${roleName}`, [note, ...text.trimEnd().split('\n')])
  }
  const next: Progress = {
    ...progress,
    report: withRemarks(progress.report, granted.remarks),
    migration: { ...progress.migration, policies, roles: granted.rows }
  }
  if (granted.problems.length > 0) return withProblems(next, granted.problems)
  const rewritten = await rewriteInMemory(prepared, targets)
  if (rewritten.problems.length > 0) return withProblems(next, rewritten.problems)
  if (scope.configuration.openPullRequest)
    return asPullRequest(next, { prepared, diary, files: rewritten.files })
  const problems = writeFiles(rewritten.files, prepared, diary)
  return problems.length > 0 ? withProblems(next, problems) : next
}

async function asPullRequest(
  progress: Progress,
  run: {
    readonly prepared: PreparedMigration
    readonly diary: Diary
    readonly files: readonly { readonly file: string; readonly text: string }[]
  }
): Promise<Progress> {
  const opened = await openMigrationRequest(run.files, progress.migration, run)
  if ('problem' in opened) return withProblems(progress, [opened.problem])
  const said =
    'No file of this checkout was changed and nothing was deployed: merge the pull request, then deploy (or run this mode again).'
  return {
    ...progress,
    report: withRemarks(progress.report, [said]),
    migration: { ...progress.migration, pullRequest: opened.url },
    isOver: true
  }
}

function deployAllWith(deploy: Deploy): typeof storeAndProve {
  return async (progress, prepared, diary) => {
    const { services, registered } = whatToDeploy(prepared)
    if (services.length + registered.length === 0) return progress
    diary.begin('deploy', 'services')
    const reports = await deployMigrated(prepared, deploy)
    const report = reports.reduce(joinReports, progress.report)
    const failed = report.problems.length > 0 || !report.results.every(({ outcome }) => isGood(outcome))
    if (failed) return { ...progress, report, isOver: true }
    const verified = await verifyTasks(report.results, progress.since, prepared)
    diary.finish('deploy', 'services', sentenceFor(report, verified.verified))
    const next = { ...progress, report: withRemarks(report, verified.remarks) }
    return verified.problems.length > 0 ? withProblems(next, verified.problems) : next
  }
}

function sentenceFor({ results, taskDefinitionArns }: Report, verified: readonly string[]): string {
  const tasks =
    verified.length === 0
      ? ''
      : `; every task of ${verified.join(', ')} runs the new revision and started after the secrets existed`
  return `Deployed ${results.length} services, ${taskDefinitionArns.length} definitions registered or found equal${tasks}.`
}

function withProblems(progress: Progress, problems: readonly Problem[]): Progress {
  const { report } = progress
  return { ...progress, isOver: true, report: { ...report, problems: [...report.problems, ...problems] } }
}

function withRemarks(report: Report, messages: readonly string[]): Report {
  return { ...report, remarks: [...report.remarks, ...messages.map(message => ({ message }))] }
}
