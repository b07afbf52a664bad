import type { Problem } from '../../errors.ts'
import type { MigrateConfiguration } from '../../inputs/configuration.ts'
import { present } from '../../present.ts'
import type { Report } from '../../report/report.ts'
import { type GitState, readGitState } from '../../workspace/git-state.ts'
import { allMoves, type Journal, type JournalMove, movesInFiles, namesFrom } from '../journal.ts'
import { projectName } from '../names.ts'
import { type MigrationPlan, type MigrationWishes, movesOf } from '../plan.ts'
import { planMigration } from '../plan-migration.ts'
import { verifyBefore } from './before.ts'
import { driftRemark, liveTwins } from './drift.ts'
import { type FoundInFiles, findInFiles, type MigrationSource } from './files.ts'
import type { ReadTarget } from './grants.ts'
import type { LoadedMigration } from './load.ts'
import { type Foreseen, foreseeFile, whatHinders } from './preflight.ts'
import type { RoleSurvey } from './roles.ts'
import { lookAtServices, type MigratedServices, type RunningService } from './services.ts'
import { simulateOwn } from './simulate.ts'
import { stackRemarks } from './stacks.ts'
import { type SecretsSurvey, surveySecrets } from './survey.ts'
import { surveyRoles } from './survey-roles.ts'
import { lookAtTargets } from './targets.ts'
import { templateTasks } from './templates.ts'

/** What planning came to; `prepared` is absent where AWS could not be asked. */
export type PlannedMigration = { readonly report: Report; readonly prepared?: PreparedMigration }

/** All that is known before the first write. With problems nothing is written. */
export type PreparedMigration = LoadedMigration & {
  readonly found: FoundInFiles
  readonly plan: MigrationPlan
  /** Also what an unfinished run before this one has moved. */
  readonly moves: readonly JournalMove[]
  readonly secrets: SecretsSurvey
  /** Every secret of `moves` with its ARN, or the expected one. */
  readonly targets: ReadonlyMap<string, ReadTarget>
  readonly running: readonly RunningService[]
  readonly missing: readonly string[]
  readonly foreseen: readonly Foreseen[]
  readonly roles: readonly RoleSurvey[]
  readonly git: GitState
  readonly remarks: readonly string[]
}

/** prepareMigration finds out everything that can be known without writing. Throws AwsError where AWS can't be asked at all. */
export async function prepareMigration(
  migration: LoadedMigration,
  journal: Journal | undefined
): Promise<PreparedMigration> {
  const { scope, loaded, house } = migration
  const { configuration, ports } = scope
  const found = await findInFiles(loaded, { configuration, house, ports })
  const services = await lookAtServices(found.sources, migration)
  const twins = services.running.flatMap(service => liveTwins(service, found.candidates))
  const compared = configuration.source === 'both' ? twins.map(({ twin }) => twin) : []
  const plan = planMigration(
    [...found.candidates, ...compared],
    wishesFor(configuration, journal, ports.repository)
  )
  const moves = allMoves(journal, movesInFiles(plan))
  const secrets = await surveySecrets(plan, scope)
  const targets = await lookAtTargets(plan, moves, { secrets, scope })
  const looked = { found, services, plan, moves, targets: targets.found }
  const ahead = await lookAhead(migration, looked, journal)
  const problems: Problem[] = [
    ...migration.problems,
    ...(plan.project === '' ? [withoutProject()] : []),
    ...[found, services, plan, secrets, targets, ahead].flatMap(part => part.problems)
  ]
  const { roles, foreseen, git } = ahead
  const own =
    problems.length > 0
      ? { problems: [], remarks: [] }
      : await askAboutWrites({ secrets, roles, targets: targets.found }, scope)
  const drift = configuration.source === 'both' ? [] : twins.filter(({ isEqual }) => !isEqual)
  return {
    ...migration,
    found,
    plan,
    moves,
    secrets,
    targets: targets.found,
    running: services.running,
    missing: services.missing,
    foreseen,
    roles,
    git,
    problems: [...problems, ...own.problems],
    remarks: [...drift.map(({ twin }) => driftRemark(twin)), ...ahead.remarks, ...own.remarks]
  }
}

type Looked = {
  readonly found: FoundInFiles
  readonly services: MigratedServices
  readonly plan: MigrationPlan
  readonly moves: readonly JournalMove[]
  readonly targets: ReadonlyMap<string, ReadTarget>
}

type Ahead = {
  readonly foreseen: readonly Foreseen[]
  readonly roles: readonly RoleSurvey[]
  readonly git: GitState
  readonly problems: readonly Problem[]
  readonly remarks: readonly string[]
}

/** What the files will be, what a deploy of them would meet, what their roles need, and whether they can be written. */
async function lookAhead(
  migration: LoadedMigration,
  { found, services, plan, moves, targets }: Looked,
  journal: Journal | undefined
): Promise<Ahead> {
  const { scope } = migration
  const { configuration, ports } = scope
  const concerned = found.sources.filter(source => isConcerned(source, moves, services.running))
  const files = await foreseeAll(concerned, { plan, moves, migration, services, targets })
  const before = await verifyBefore(files.foreseen, scope)
  const roles = await surveyRoles(files.foreseen, {
    unusable: before.unusable,
    moves,
    targets,
    scope,
    project: plan.project
  })
  const git = readGitState(
    ports.workspace,
    concerned.map(({ document }) => document.file)
  )
  const isOurs = (file: string) => journal?.moves.some(move => move.file === file) ?? false
  const hindered = whatHinders(files.foreseen, git, { workspace: ports.workspace, isOurs }).filter(
    ({ code }) => !configuration.openPullRequest || code === 'migration-dirty'
  )
  return {
    foreseen: files.foreseen,
    roles: roles.surveys,
    git,
    problems: [...files.problems, ...before.problems, ...roles.problems, ...hindered],
    remarks: [
      ...before.remarks,
      ...roles.remarks,
      ...stackRemarks({ foreseen: files.foreseen }),
      ...gitRemarks(git)
    ]
  }
}

function wishesFor(
  configuration: MigrateConfiguration,
  journal: Journal | undefined,
  repository: string | undefined
): MigrationWishes {
  const { naming, secretNames, store, include, exclude, connectionStrings, replicaRegions, cluster } =
    configuration
  return {
    project: configuration.project ?? projectName(cluster ?? repository ?? ''),
    secretNames: [...namesFrom(journal), ...secretNames],
    store,
    include,
    exclude,
    connectionStrings,
    replicaRegions,
    ...present({ naming })
  }
}

/** Files with something to move now or before, new ones, and those whose service still runs plaintext. */
function isConcerned(
  { document, services }: MigrationSource,
  moves: readonly JournalMove[],
  running: readonly RunningService[]
): boolean {
  return (
    moves.some(({ file }) => file === document.file) ||
    running.some(({ state, plaintext }) => services.includes(state.service) && plaintext.length > 0)
  )
}

async function foreseeAll(
  sources: readonly MigrationSource[],
  known: {
    readonly plan: MigrationPlan
    readonly moves: readonly JournalMove[]
    readonly migration: LoadedMigration
    readonly services: MigratedServices
    readonly targets: ReadonlyMap<string, ReadTarget>
  }
): Promise<{ readonly foreseen: readonly Foreseen[]; readonly problems: readonly Problem[] }> {
  const { scope, placement } = known.migration
  const { configuration, ports, account } = scope
  const creates = configuration.serviceDefinition.length > 0
  const isDeployed = (service: string) => creates || !known.services.missing.includes(service)
  const arns = new Map([...known.targets].map(([name, { arn }]) => [name, arn]))
  const foreseen: Foreseen[] = []
  const problems: Problem[] = []
  for (const source of sources) {
    const moves = movesOf(known.plan, source.document.file, arns)
    const file = await foreseeFile(source, moves, {
      configuration,
      ports,
      placement,
      account,
      isDeployed,
      tasksOf: template => templateTasks(template, { moves: known.moves, targets: known.targets, scope })
    })
    problems.push(...file.problems)
    if (file.foreseen) foreseen.push(file.foreseen)
  }
  return { foreseen, problems }
}

async function askAboutWrites(
  planned: {
    readonly secrets: SecretsSurvey
    readonly roles: readonly RoleSurvey[]
    readonly targets: ReadonlyMap<string, ReadTarget>
  },
  scope: LoadedMigration['scope']
) {
  const arnsFor = (kind: 'create' | 'overwrite') =>
    planned.secrets.steps
      .filter(step => step.kind === kind)
      .flatMap(({ secret }) => planned.targets.get(secret.name)?.arn ?? [])
  const attaches = scope.configuration.policyOutput === 'attach'
  return simulateOwn(
    {
      created: arnsFor('create'),
      overwritten: arnsFor('overwrite'),
      roles: attaches
        ? planned.roles.filter(({ reads }) => reads.kind !== 'allowed').map(({ need }) => need)
        : []
    },
    scope
  )
}

function gitRemarks(git: GitState): readonly string[] {
  if (git.kind === 'none')
    return ['The workspace is not a git repository: nothing shows afterwards what the rewrite changed.']
  return git.untracked.length === 0
    ? []
    : [`Not in git: ${git.untracked.join(', ')}. Nothing shows afterwards what the rewrite changed there.`]
}

function withoutProject(): Problem {
  return {
    code: 'missing-input',
    fault: 'user',
    message:
      'Input "project" is empty, and there is no cluster or repository to take the first part of the secrets\' names from.',
    hint: 'Set project, for example project: ops-pipeline.'
  }
}
