import { refusalOf } from '../../aws/explain.ts'
import type { Problem } from '../../errors.ts'
import { isSystemRefusal, systemRefusal } from '../../files/read.ts'
import { present } from '../../present.ts'
import type { MigratedSecret, MigrationReport, PrintedPolicy } from '../../report/migration/migration.ts'
import { migrationToText } from '../../report/migration/migration-sections.ts'
import { joinReports, type Report } from '../../report/report.ts'
import { exitCodeOf, hasFinished } from '../../report/verdict.ts'
import { isGood, keyOf } from '../../rollout/outcome.ts'
import { digestOf, type Journal } from '../journal.ts'
import { planPolicy, printPolicy, printTerraformPolicy } from '../policy.ts'
import { type Deploy, deployMigrated, deploySteps, servicesToDeploy } from './deploy.ts'
import { openMigrationRequest, rewriteInMemory, writeFiles } from './files.ts'
import { grantRoles } from './grant.ts'
import { type JournalFile, JournalWriter } from './journal-file.ts'
import type { PlannedMigration } from './plan-run.ts'
import {
  allMoveRows,
  appliedReport,
  deployedRows,
  oldRevisions,
  ranBefore,
  secretsToRotate,
  sentenceFor
} from './report.ts'
import { grantsFor } from './roles.ts'
import { isOfTerraform } from './sources.ts'
import { cancelled, proveSecrets, storeSecrets } from './store.ts'
import { arnOf, type LocatedSecret } from './stored.ts'

/** The inputs of every step of an apply. */
type Applying = {
  readonly planned: PlannedMigration
  readonly writer: JournalWriter
  readonly deploy: Deploy
}

/** What is applied; `blocked` are the problems of files that `on-error: continue` leaves out. */
type PlannedApply = {
  readonly report: Report
  readonly planned: PlannedMigration
  readonly blocked: readonly Problem[]
}

/** The progress of an apply; each step returns an updated copy. */
type ApplyState = {
  readonly report: Report
  readonly migration: MigrationReport
  readonly isOver: boolean
}

const STEPS = [storeAndProve, grantAndRewrite, deployAndVerify]

/**
 * applyMigration applies the plan in an order that loses nothing: it stores the secrets, proves that they can be read
 * and are equal, grants access, and only then removes the values from the files; then it deploys and checks the tasks.
 * It stops at the first step that fails; the next run continues from there.
 */
export async function applyMigration(
  { report, planned, blocked }: PlannedApply,
  { location, unfinished }: JournalFile,
  deploy: Deploy
): Promise<Report> {
  const { ports } = planned.context
  const writer = new JournalWriter(
    location,
    unfinished ? { ...unfinished, moves: planned.moves } : begin(planned),
    ports
  )
  if (unfinished) ports.log.notice(`Continuing the migration of ${unfinished.startedAt} (${location.path}).`)
  const migration = appliedReport(planned, writer.journal)
  let state: ApplyState = { report, migration, isOver: false }
  try {
    for (const step of STEPS) {
      state = await step(state, { planned, writer, deploy })
      if (state.isOver) break
    }
  } catch (error) {
    state = withProblems(state, [isSystemRefusal(error) ? systemRefusal(error) : refusalOf(error)])
  }
  const failed = !hasFinished({ ...state.report, migration: state.migration })
  if (!failed) writer.close()
  const told = { ...state.migration, done: writer.done, journal: location.path }
  ports.log.group(failed ? 'Migration (not finished)' : 'Migration', migrationToText(told))
  // what a step without an answer or a record has changed is unknown
  const open = state.report.problems.some(({ code }) => ['aws-lost', 'file-system'].includes(code))
  const isUnknown = writer.isMidStep && open
  const found = [...state.report.problems, ...blocked]
  const problems = writer.hasWritten ? found.map(notUntouched) : found
  return { ...state.report, problems, migration: told, ...(isUnknown ? { cutShort: true } : {}) }
}

/** Exit code 2 states that nothing was changed. */
function notUntouched(problem: Problem): Problem {
  return problem.fault === 'user' ? { ...problem, fault: 'cloud' } : problem
}

function begin(planned: PlannedMigration): Journal {
  const { context, moves, plan, secrets } = planned
  const { region, account, cluster, ports } = context
  const startedAt = new Date(ports.clock.now()).toISOString()
  return {
    version: 1,
    id: digestOf([startedAt, String(ports.process.pid), ports.process.host, ports.workspace]),
    state: 'running',
    startedAt,
    place: { region, account, ...present({ cluster }) },
    store: plan.store,
    moves,
    created: secrets.steps.flatMap(({ kind, secret }) => (kind === 'create' ? secret.name : [])),
    rotate: secretsToRotate(planned),
    ranBefore: ranBefore(planned)
  }
}

async function storeAndProve(state: ApplyState, { planned, writer }: Applying): Promise<ApplyState> {
  const stored = await storeSecrets(planned, writer)
  if (stored.problems.length > 0) {
    const isStored = ({ name }: MigratedSecret) => stored.names.includes(name)
    const secrets = state.migration.secrets.map(row => (isStored(row) ? asStored(row) : row))
    return withProblems({ ...state, migration: { ...state.migration, secrets } }, stored.problems)
  }
  const { survey, problems } = await proveSecrets(planned)
  const secrets = state.migration.secrets.map(row => {
    const found = survey.stored.get(row.name)
    return { ...asStored(row), ...(found ? { arn: arnOf(found, planned.context) } : {}) }
  })
  const moves = allMoveRows(planned, secrets)
  const proven = { ...state, migration: { ...state.migration, secrets, moves } }
  return problems.length > 0 ? withProblems(proven, problems) : proven
}

/** The row of a secret that this run has stored. */
function asStored(row: MigratedSecret): MigratedSecret {
  const { state } = row
  return { ...row, state: state === 'create' ? 'created' : state === 'overwrite' ? 'overwritten' : state }
}

async function grantAndRewrite(state: ApplyState, { planned, writer }: Applying): Promise<ApplyState> {
  const { context } = planned
  // the suffix of a new secret's ARN is known only after its creation
  const located = new Map(planned.located)
  for (const { name, arn } of state.migration.secrets)
    if (arn !== undefined)
      located.set(name, { ...located.get(name), name, arn: arnOf({ name, arn }, context) })
  const needs = planned.roles.map(({ need }) => need)
  const granted = await grantRoles(needs, located, { context, writer })
  const policies = [...granted.policies, ...policiesOfTemplates(planned, state.migration, located)]
  for (const { roleName, text, note } of policies)
    context.ports.log.group(`Policy for execution role ${roleName}`, [note, ...text.trimEnd().split('\n')])
  const roles = state.migration.roles.map(row => granted.rows.find(({ arn }) => arn === row.arn) ?? row)
  const next: ApplyState = {
    ...state,
    report: withRemarks(state.report, granted.remarks),
    migration: { ...state.migration, policies, roles }
  }
  if (granted.problems.length > 0) return withProblems(next, granted.problems)
  const rewritten = await rewriteInMemory(planned, located)
  if (rewritten.problems.length > 0) return withProblems(next, rewritten.problems)
  if (context.ports.signal.aborted) return withProblems(next, [cancelled()])
  if (!context.configuration.openPullRequest) {
    const problems = writeFiles(rewritten.files, planned, writer)
    return problems.length > 0 ? withProblems(next, problems) : next
  }
  const opened = await openMigrationRequest(rewritten.files, next.migration, { planned, writer })
  if ('problem' in opened) return withProblems(next, [opened.problem])
  return {
    ...next,
    report: withRemarks(next.report, [
      'No file of this checkout was changed and nothing was deployed: merge the pull request, then deploy (or run this mode again).'
    ]),
    migration: { ...next.migration, pullRequest: opened.url },
    isOver: true
  }
}

/** The role of a template belongs to its stack, which would take a grant away again: the statement is printed. */
function policiesOfTemplates(
  { sources }: PlannedMigration,
  { templates }: MigrationReport,
  located: ReadonlyMap<string, LocatedSecret>
): readonly PrintedPolicy[] {
  return templates.flatMap(({ file, secrets }) => {
    const roleName = `of ${file}`
    const planned = planPolicy(roleName, [], grantsFor(secrets.flatMap(name => located.get(name) ?? [])))
    const source = sources.find(({ document }) => document.file === file)
    const print = source && isOfTerraform(source.document) ? printTerraformPolicy : printPolicy
    return planned.kind === 'put' ? [print(roleName, planned)] : []
  })
}

async function deployAndVerify(
  state: ApplyState,
  { planned, writer, deploy }: Applying
): Promise<ApplyState> {
  if (deploySteps(planned.previews, planned).length === 0) return state
  if (planned.context.ports.signal.aborted) return withProblems(state, [cancelled()])
  writer.begin()
  const reports = await deployMigrated(planned, deploy)
  const report = reports.reduce(joinReports, state.report)
  const isDone = new Set(report.results.filter(({ outcome }) => isGood(outcome)).map(keyOf))
  const rows = deployedRows(state.migration.services, report, writer.journal)
  const old = oldRevisions([...writer.journal.ranBefore, ...ranBefore(planned)], rows)
  const migration = { ...state.migration, services: rows, oldRevisions: old }
  const deployed = { ...state, report, migration }
  // if a deploy succeeded without one of its services, that service would silently stay on plaintext
  const wanted = servicesToDeploy(planned.previews, planned)
  if (exitCodeOf(report) !== 0 || wanted.some(service => !isDone.has(service)))
    return { ...deployed, isOver: true }
  writer.finish(sentenceFor(report, rows))
  return deployed
}

function withProblems(state: ApplyState, problems: readonly Problem[]): ApplyState {
  const { report } = state
  return { ...state, isOver: true, report: { ...report, problems: [...report.problems, ...problems] } }
}

function withRemarks(report: Report, messages: readonly string[]): Report {
  return { ...report, remarks: [...report.remarks, ...messages.map(message => ({ message }))] }
}
