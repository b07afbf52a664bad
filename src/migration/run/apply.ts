import { refusalOf } from '../../aws/explain.ts'
import type { Problem } from '../../errors.ts'
import { present } from '../../present.ts'
import { joinReports } from '../../report/join-reports.ts'
import type { MigratedSecret, MigrationReport } from '../../report/migration/migration.ts'
import { migrationToText } from '../../report/migration/migration-tables.ts'
import type { Report } from '../../report/report.ts'
import { exitCodeOf, hasFinished } from '../../report/verdict.ts'
import { isGood, keyOf } from '../../rollout/outcome.ts'
import type { Journal } from '../journal.ts'
import { worstFirst } from '../rotate.ts'
import { type Deploy, deployMigrated, verifyTasks } from './deploy/deploy.ts'
import { whatToDeploy } from './deploy/deploy-steps.ts'
import { deployedRows, sentenceFor, withoutRunning } from './deploy/deployed-rows.ts'
import { exposedUsers, takeCensus } from './find/family-users.ts'
import { type JournalFile, JournalWriter, newJournalId } from './journal.ts'
import type { PreparedMigration } from './prepare.ts'
import { earlierMoves, oldRevisions, planReport, ranBefore, secretsToRotate } from './report.ts'
import { arnOf, type LocatedSecret } from './survey-secrets.ts'
import { printForTemplates } from './templates.ts'
import { filesToRewrite, rewriteInMemory, writeFiles } from './write/change-files.ts'
import { grantRoles } from './write/grant-roles.ts'
import { openMigrationRequest } from './write/open-request.ts'
import { cancelled, proveSecrets, storeSecrets } from './write/store-secrets.ts'

/** The inputs of every step of an apply. */
type Applying = {
  readonly prepared: PreparedMigration
  readonly writer: JournalWriter
  readonly deploy: Deploy
}

/** The progress of an apply; each step returns an updated copy. */
type ApplyState = {
  readonly report: Report
  readonly migration: MigrationReport
  readonly isOver: boolean
  /** When the newest secret was created, in milliseconds since 1970; 0 if no store returns it. */
  readonly since: number
}

const STEPS = [storeAndProve, changeFiles, deployAndVerify]

/**
 * applyMigration applies the plan in an order that loses nothing: it stores the secrets, proves that they can be read
 * and are equal, grants access, and only then removes the values from the files; then it deploys and checks the tasks.
 * It stops at the first step that fails; the next run continues from there.
 */
export async function applyMigration(
  { report, prepared }: { readonly report: Report; readonly prepared: PreparedMigration },
  { location, unfinished }: JournalFile,
  deploy: Deploy
): Promise<Report> {
  const { ports } = prepared.context
  const writer = new JournalWriter(location, beginOrGoOn(prepared, unfinished), ports)
  if (unfinished) ports.log.notice(`Continuing the migration of ${unfinished.startedAt} (${location.path}).`)
  let state: ApplyState = { report, migration: appliedReport(prepared, writer), isOver: false, since: 0 }
  try {
    for (const step of STEPS) {
      state = await step(state, { prepared, writer, deploy })
      if (state.isOver) break
    }
  } catch (error) {
    state = withProblems(state, [refusalOf(error)])
  }
  const failed = !hasFinished({ ...state.report, migration: state.migration })
  if (!failed) writer.close()
  const filesLeft = failed ? filesToRewrite(prepared) - writer.times('rewrite') : 0
  const migration = { ...state.migration, done: writer.done, journal: location.path, filesLeft }
  ports.log.group(failed ? 'Migration (not finished)' : 'Migration', migrationToText(migration))
  // what a request without an answer has changed is unknown
  const isUnknown = writer.isMidStep && state.report.problems.some(({ code }) => code === 'aws-lost')
  return { ...state.report, migration, ...(isUnknown ? { cutShort: true } : {}) }
}

function beginOrGoOn(prepared: PreparedMigration, unfinished: Journal | undefined): Journal {
  const { context, moves, plan } = prepared
  const { region, account, cluster, ports } = context
  if (unfinished) return { ...unfinished, moves }
  return {
    version: 1,
    id: newJournalId(ports),
    state: 'running',
    startedAt: new Date(ports.clock.now()).toISOString(),
    place: { region, account, ...present({ cluster }) },
    store: plan.store,
    moves,
    steps: [],
    rotate: secretsToRotate(prepared),
    oldRevisions: oldRevisions(prepared),
    ranBefore: ranBefore(prepared)
  }
}

/**
 * Once the values are removed, the findings of an earlier run can no longer be determined from the files: they come
 * from the journal.
 */
function appliedReport(prepared: PreparedMigration, { journal }: JournalWriter): MigrationReport {
  const planned = planReport(prepared, journal)
  const rotate = [
    ...journal.rotate.filter(({ secret }) => !prepared.rotated.has(secret)),
    ...planned.rotate.filter(row => !journal.rotate.some(({ secret }) => secret === row.secret))
  ]
  return {
    ...planned,
    applied: true,
    moves: [...earlierMoves(prepared), ...planned.moves],
    rotate: worstFirst(rotate),
    oldRevisions: [...new Set([...journal.oldRevisions, ...planned.oldRevisions])]
  }
}

async function storeAndProve(state: ApplyState, { prepared, writer }: Applying): Promise<ApplyState> {
  const stored = await storeSecrets(prepared, writer)
  if (stored.problems.length > 0) {
    const isStored = ({ name }: MigratedSecret) => stored.names.includes(name)
    const secrets = state.migration.secrets.map(row => (isStored(row) ? asStored(row) : row))
    return withProblems({ ...state, migration: { ...state.migration, secrets } }, stored.problems)
  }
  const { survey, problems } = await proveSecrets(prepared)
  const secrets = state.migration.secrets.map(row => {
    const found = survey.stored.get(row.name)
    return { ...asStored(row), ...(found ? { arn: arnOf(found, prepared.context) } : {}) }
  })
  const since = Math.max(0, ...[...survey.stored.values()].map(({ createdAt = 0 }) => createdAt))
  const proven = { ...state, since, migration: { ...state.migration, secrets } }
  return problems.length > 0 ? withProblems(proven, problems) : proven
}

/** The row of a secret that this run has stored. */
function asStored(row: MigratedSecret): MigratedSecret {
  const { state } = row
  return { ...row, state: state === 'create' ? 'created' : state === 'overwrite' ? 'overwritten' : state }
}

/** The current ARNs; the suffix of a new secret's ARN is known only after its creation. */
function realTargets(
  { located, context }: PreparedMigration,
  { secrets }: MigrationReport
): ReadonlyMap<string, LocatedSecret> {
  const real = new Map(located)
  for (const { name, arn } of secrets) {
    const before = located.get(name)
    if (arn !== undefined) real.set(name, { ...before, name, arn: arnOf({ name, arn }, context) })
  }
  return real
}

async function changeFiles(state: ApplyState, { prepared, writer }: Applying): Promise<ApplyState> {
  const { context } = prepared
  const located = realTargets(prepared, state.migration)
  const needs = prepared.roles.map(({ need }) => need)
  const granted = await grantRoles(needs, located, { context, writer })
  const ofTemplates = printForTemplates(prepared.previews, located)
  const policies = [...granted.policies, ...ofTemplates.policies]
  const refused = [...granted.problems, ...ofTemplates.problems]
  for (const { roleName, text, note } of policies) {
    context.ports.log.group(`Policy for execution role ${roleName}`, [note, ...text.trimEnd().split('\n')])
  }
  const next: ApplyState = {
    ...state,
    report: withRemarks(state.report, granted.remarks),
    migration: {
      ...state.migration,
      policies,
      roles: state.migration.roles.map(row => granted.rows.find(({ arn }) => arn === row.arn) ?? row)
    }
  }
  if (refused.length > 0) return withProblems(next, refused)
  const rewritten = await rewriteInMemory(prepared, located)
  if (rewritten.problems.length > 0) return withProblems(next, rewritten.problems)
  if (context.ports.signal.aborted) return withProblems(next, [cancelled()])
  if (context.configuration.openPullRequest)
    return asPullRequest(next, { prepared, writer, files: rewritten.files })
  const problems = writeFiles(rewritten.files, prepared, writer)
  return problems.length > 0 ? withProblems(next, problems) : next
}

async function asPullRequest(
  state: ApplyState,
  run: {
    readonly prepared: PreparedMigration
    readonly writer: JournalWriter
    readonly files: readonly { readonly file: string; readonly text: string }[]
  }
): Promise<ApplyState> {
  const opened = await openMigrationRequest(run.files, state.migration, run)
  if ('problem' in opened) return withProblems(state, [opened.problem])
  const said =
    'No file of this checkout was changed and nothing was deployed: merge the pull request, then deploy (or run this mode again).'
  return {
    ...state,
    report: withRemarks(state.report, [said]),
    migration: { ...state.migration, pullRequest: opened.url },
    isOver: true
  }
}

async function deployAndVerify(
  state: ApplyState,
  { prepared, writer, deploy }: Applying
): Promise<ApplyState> {
  const { services, registered } = whatToDeploy(prepared.previews, prepared)
  if (services.length + registered.length === 0) return state
  if (prepared.context.ports.signal.aborted) return withProblems(state, [cancelled()])
  writer.begin('deploy', 'services')
  const reports = await deployMigrated(prepared, deploy)
  const report = reports.reduce(joinReports, state.report)
  const isDone = new Set(report.results.filter(({ outcome }) => isGood(outcome)).map(keyOf))
  const rows = deployedRows(state.migration.services, report, writer.journal)
  const oldRevisions = withoutRunning(state.migration.oldRevisions, rows)
  const deployed = { ...state, report, migration: { ...state.migration, services: rows, oldRevisions } }
  // if a deploy succeeded without one of its services, that service would silently stay on plaintext
  if (exitCodeOf(report) !== 0 || services.some(service => !isDone.has(service)))
    return { ...deployed, isOver: true }
  const verified = await verifyTasks(report.results, state.since, prepared)
  writer.finish('deploy', 'services', sentenceFor(report, verified.verified, rows))
  const told = withRemarks(report, verified.remarks, true)
  const next = await withUsersNow({ ...deployed, report: told }, prepared)
  return verified.problems.length > 0 ? withProblems(next, verified.problems) : next
}

/**
 * A deploy can also change schedules, and tasks end or are started by others in its minutes: the exposed users are
 * determined again, also if there were none. What was deployed is in the report even if that fails.
 */
async function withUsersNow(state: ApplyState, prepared: PreparedMigration): Promise<ApplyState> {
  const { users, context } = prepared
  try {
    const { exposed, notLooked } = await exposedUsers(await takeCensus(prepared), users, context)
    return { ...state, migration: { ...state.migration, exposed, notLooked } }
  } catch (error) {
    return withProblems(state, [refusalOf(error)])
  }
}

function withProblems(state: ApplyState, problems: readonly Problem[]): ApplyState {
  const { report } = state
  return { ...state, isOver: true, report: { ...report, problems: [...report.problems, ...problems] } }
}

function withRemarks(report: Report, messages: readonly string[], areUnverified = false): Report {
  const mark = areUnverified ? { isUnverified: true as const } : {}
  const more = messages.map(message => ({ message, ...mark }))
  return { ...report, remarks: [...report.remarks, ...more] }
}
