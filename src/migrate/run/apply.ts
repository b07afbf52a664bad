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

/** What one step found and changed; a problem ends the run as `isOver` does. */
type Step = {
  /** With the results of the deploys. */
  readonly report?: Report
  readonly migration?: Partial<MigrationReport>
  readonly problems?: readonly Problem[]
  readonly remarks?: readonly string[]
  readonly isOver?: true
}

const STEPS = [storeAndProve, grantAndRewrite, deployAndVerify, closeJournal]

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
  let migration = appliedReport(planned, writer.journal)
  let state = report
  for (const step of STEPS) {
    const made = await step({ report: state, migration }, { planned, writer, deploy }).catch(refused)
    const { problems = [], remarks = [] } = made
    migration = { ...migration, ...made.migration }
    state = made.report ?? state
    state = {
      ...state,
      problems: [...state.problems, ...problems],
      remarks: [...state.remarks, ...remarks.map(message => ({ message }))]
    }
    if (made.isOver || problems.length > 0) break
  }
  const failed = !hasFinished({ ...state, migration })
  const told = { ...migration, done: writer.done, journal: location.path }
  ports.log.group(failed ? 'Migration (not finished)' : 'Migration', migrationToText(told))
  // what a step without an answer has changed is unknown
  const open = state.problems.some(({ code }) => ['aws-lost', 'file-system'].includes(code))
  const isUnknown = writer.isMidStep && open
  const found = [...state.problems, ...blocked]
  const problems = writer.hasWritten ? found.map(notUntouched) : found
  return { ...state, problems, migration: told, ...(isUnknown ? { cutShort: true } : {}) }
}

function refused(error: unknown): Step {
  return { problems: [isSystemRefusal(error) ? systemRefusal(error) : refusalOf(error)] }
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

type Before = { readonly report: Report; readonly migration: MigrationReport }

async function closeJournal({ report, migration }: Before, { writer }: Applying): Promise<Step> {
  if (hasFinished({ ...report, migration })) writer.close()
  return {}
}

async function storeAndProve({ migration }: Before, { planned, writer }: Applying): Promise<Step> {
  const { names, problems } = await storeSecrets(planned, writer)
  const proven = problems.length > 0 ? { problems } : await proveSecrets(planned)
  const secrets = migration.secrets.map((row): MigratedSecret => {
    const found = 'survey' in proven ? proven.survey.stored.get(row.name) : undefined
    const arn = found ? arnOf(found, planned.context) : row.arn
    return { ...row, ...(names.includes(row.name) ? AS_STORED[row.state] : {}), ...present({ arn }) }
  })
  return { migration: { secrets, moves: allMoveRows(planned, secrets) }, problems: proven.problems }
}

/** The state of a secret that this run has stored. */
const AS_STORED: Readonly<Record<string, Pick<MigratedSecret, 'state'>>> = {
  create: { state: 'created' },
  overwrite: { state: 'overwritten' }
}

async function grantAndRewrite({ migration }: Before, { planned, writer }: Applying): Promise<Step> {
  const { context } = planned
  // the suffix of a new secret's ARN is known only after its creation
  const located = new Map(planned.located)
  for (const { name, arn } of migration.secrets)
    if (arn !== undefined)
      located.set(name, { ...located.get(name), name, arn: arnOf({ name, arn }, context) })
  const needs = planned.roles.map(({ need }) => need)
  const granted = await grantRoles(needs, located, { context, writer })
  const policies = [...granted.policies, ...policiesOfTemplates(planned, migration, located)]
  for (const { roleName, text, note } of policies)
    context.ports.log.group(`Policy for execution role ${roleName}`, [note, ...text.trimEnd().split('\n')])
  const roles = migration.roles.map(row => granted.rows.find(({ arn }) => arn === row.arn) ?? row)
  const { remarks, problems } = granted
  const next = { migration: { policies, roles }, remarks }
  if (problems.length > 0) return { ...next, problems }
  const rewritten = await rewriteInMemory(planned, located)
  if (rewritten.problems.length > 0) return { ...next, problems: rewritten.problems }
  if (context.ports.signal.aborted) return { ...next, problems: [cancelled()] }
  if (!context.configuration.openPullRequest)
    return { ...next, problems: writeFiles(rewritten.files, planned, writer) }
  const opened = await openMigrationRequest(
    rewritten.files,
    { ...migration, ...next.migration },
    { planned, writer }
  )
  if ('problem' in opened) return { ...next, problems: [opened.problem] }
  return {
    migration: { ...next.migration, pullRequest: opened.url },
    remarks: [
      ...remarks,
      'No file of this checkout was changed and nothing was deployed: merge the pull request, then deploy (or run this mode again).'
    ],
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
  { report: before, migration }: Before,
  { planned, writer, deploy }: Applying
): Promise<Step> {
  if (deploySteps(planned.previews, planned).length === 0) return {}
  if (planned.context.ports.signal.aborted) return { problems: [cancelled()] }
  writer.begin()
  const report = (await deployMigrated(planned, deploy)).reduce(joinReports, before)
  const isDone = new Set(report.results.filter(({ outcome }) => isGood(outcome)).map(keyOf))
  const services = deployedRows(migration.services, report, writer.journal)
  const old = oldRevisions([...writer.journal.ranBefore, ...ranBefore(planned)], services)
  // if a deploy succeeded without one of its services, that service would silently stay on plaintext
  const wanted = servicesToDeploy(planned.previews, planned)
  if (exitCodeOf(report) === 0 && wanted.every(service => isDone.has(service)))
    writer.finish(sentenceFor(report, services))
  return { report, migration: { services, oldRevisions: old } }
}
