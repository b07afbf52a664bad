import { isLiveName } from '../../../checking/load/load-sources.ts'
import type { Problem } from '../../../errors.ts'
import { present } from '../../../present.ts'
import { gitFailure } from '../../../workspace/git/git.ts'
import { type GitState, readGitState } from '../../../workspace/git/git-state.ts'
import type { Journal, JournalMove } from '../../journal.ts'
import type { MigrationSource } from '../find/candidates.ts'
import type { MigrationContext, MigrationPorts } from '../ports.ts'
import type { RunningService } from '../services.ts'
import type { LocatedSecret, SecretsSurvey } from '../survey-secrets.ts'
import { stackRemarks } from '../templates.ts'
import { simulateOwn } from './iam.ts'
import { type DecidedMigration, type FilePreview, fileBlockers, previewFiles } from './preview-files.ts'
import { type RoleSurvey, surveyRoles } from './roles.ts'
import { type DefinitionsVerified, verifyDefinitions } from './verify-definitions.ts'

/** The files after the migration, and what prevents writing and deploying them. */
export type Preflight = Pick<DefinitionsVerified, 'differences' | 'unchanged'> & {
  readonly previews: readonly FilePreview[]
  /** Every secret that the definitions will refer to, with its actual or expected ARN. */
  readonly located: ReadonlyMap<string, LocatedSecret>
  readonly roles: readonly RoleSurvey[]
  readonly git: GitState
  readonly problems: readonly Problem[]
  readonly remarks: readonly string[]
}

/**
 * runPreflight verifies the decisions before anything is written: the new content of the files, the problems that their
 * deploy would meet, the permissions that their roles need, and whether the files can be written. Throws AwsError if
 * AWS cannot be read at all.
 */
export async function runPreflight(
  decided: DecidedMigration,
  journal: Journal | undefined
): Promise<Preflight> {
  const { context, found, services, plan, moves } = decided
  const { configuration, ports } = context
  const concerned = found.sources.filter(source => isConcerned(source, moves, services.running))
  const { previews, problems } = await previewFiles(concerned, decided)
  const definitions = await verifyDefinitions(previews, decided)
  const roles = await surveyRoles(previews, { ...definitions, context, project: plan.project })
  const git = readGitState(
    ports,
    concerned.map(({ document }) => document.file).filter(file => !isLiveName(file))
  )
  const isOurs = (file: string) => journal?.moves.some(move => move.file === file) ?? false
  const written = previews.map(({ source, isChanged }) => ({
    file: source.document.file,
    isChanged,
    ...present({ revision: source.revision })
  }))
  const blocked = fileBlockers(written, git, { area: ports.area, isOurs }).filter(
    ({ code }) => !configuration.openPullRequest || code !== 'migration-file'
  )
  return {
    previews,
    located: definitions.located,
    differences: definitions.differences,
    unchanged: definitions.unchanged,
    roles: roles.surveys,
    git,
    problems: [
      ...problems,
      ...definitions.problems,
      ...roles.problems,
      ...blocked,
      ...(configuration.openPullRequest ? requestBlockers(git, ports) : [])
    ],
    remarks: [...definitions.remarks, ...roles.remarks, ...stackRemarks(previews), ...gitRemarks(git)]
  }
}

/** Reports whether a file has something to move, now or earlier, or a service that still runs plaintext. */
function isConcerned(
  { document, services }: MigrationSource,
  moves: readonly JournalMove[],
  running: readonly RunningService[]
): boolean {
  return (
    moves.some(({ file }) => file === document.file) ||
    running.some(({ key, plaintext }) => services.includes(key) && plaintext.length > 0)
  )
}

/** verifyOwnWrites simulates whether the current identity may store, grant and overwrite what is planned. */
export async function verifyOwnWrites(
  planned: {
    readonly secrets: SecretsSurvey
    readonly roles: readonly RoleSurvey[]
    readonly located: ReadonlyMap<string, LocatedSecret>
  },
  context: MigrationContext
) {
  const arnsFor = (kind: 'create' | 'overwrite') =>
    planned.secrets.steps
      .filter(step => step.kind === kind)
      .flatMap(({ secret }) => planned.located.get(secret.name)?.arn ?? [])
  const attaches = context.configuration.policyOutput === 'attach'
  return simulateOwn(
    {
      created: arnsFor('create'),
      overwritten: arnsFor('overwrite'),
      roles: attaches
        ? planned.roles.filter(({ reads }) => reads.kind !== 'allowed').map(({ need }) => need)
        : []
    },
    context
  )
}

function gitRemarks(git: GitState): readonly string[] {
  if (git.kind === 'unknown') return []
  if (git.kind === 'none') {
    const why = gitFailure(git.isInstalled ? 'not-a-repository' : 'not-installed')
    return [`${why.replace(/^the/, 'The')}: nothing shows afterwards what the rewrite changed.`]
  }
  return git.untracked.length === 0
    ? []
    : [`Not in git: ${git.untracked.join(', ')}. Nothing shows afterwards what the rewrite changed there.`]
}

/** NO_COMMIT is why no pull request can be opened; without a period. */
export const NO_COMMIT = 'the workspace is not a checkout of a commit that GitHub has'

/** What keeps a pull request from being opened, before anything is stored for it. */
function requestBlockers(
  git: GitState,
  { repository }: Pick<MigrationPorts, 'repository'>
): readonly Problem[] {
  const hasCommit = git.kind === 'repository' && git.head !== undefined
  const why = hasCommit ? (repository ? undefined : NO_REPOSITORY) : NO_COMMIT
  if (why === undefined) return []
  return [
    {
      code: 'migration-pull-request',
      fault: 'user',
      message: `A pull request cannot be opened: ${why}. Nothing was stored.`,
      hint: 'Run actions/checkout before this step, in a workflow of the repository, or leave open-pull-request out: the files are then rewritten here.'
    }
  ]
}

const NO_REPOSITORY = 'GITHUB_REPOSITORY does not say which repository it is'
