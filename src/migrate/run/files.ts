import { type BaselineEntry, withoutBaseline } from '../../check/baseline.ts'
import type { Problem } from '../../errors.ts'
import type { GitState } from '../../files/git/commits.ts'
import { gitFailure } from '../../files/git/git.ts'
import type { GitError } from '../../files/git/run-git.ts'
import { isSystemRefusal, readTextFile, systemReason, systemRefusal } from '../../files/read.ts'
import { fileExists, writingProblem } from '../../files/write/writer.ts'
import { present } from '../../present.ts'
import type { MigrationReport } from '../../report/migration/migration.ts'
import { migrationRequestBody, migrationRequestTitle } from '../../report/migration/migration-sections.ts'
import { digestOf, type Journal } from '../journal.ts'
import type { PlannedMove } from '../plan.ts'
import type { RewriteSource } from '../rewrite/rewrite.ts'
import type { FilePreview } from './check.ts'
import type { JournalWriter } from './journal-file.ts'
import { newTexts } from './new-texts.ts'
import type { PlannedMigration } from './plan-run.ts'
import type { MigrationContext } from './ports.ts'
import { cancelled } from './store.ts'
import type { LocatedSecret } from './stored.ts'

/**
 * fileBlockers lists what keeps files from being written: read-only files, existing files that should be new, files
 * with uncommitted changes (unless the unfinished migration has made them), or, for a pull request, a checkout without
 * a commit that GitHub has.
 */
export function fileBlockers(
  previews: readonly FilePreview[],
  git: GitState,
  { context, journal }: { readonly context: MigrationContext; readonly journal: Journal | undefined }
): readonly Problem[] {
  const { configuration, ports } = context
  const { area } = ports
  const written = previews.filter(({ isChanged }) => isChanged).map(({ source }) => source)
  if (git.kind === 'unknown' && written.length > 0) return [notCompared(git.error)]
  const changed = new Set(git.kind === 'repository' ? git.changed : [])
  const isOurs = (file: string) => journal?.moves.some(move => move.file === file) === true
  const problems = written.flatMap(({ document: { file }, revision }) => {
    const why = configuration.openPullRequest ? undefined : writingProblem({ area, file })
    if (why !== undefined) return [notWritable(file, why)]
    if (revision !== undefined && !configuration.openPullRequest && fileExists(area.workspace, file))
      return [isThere(file, revision)]
    return changed.has(file) && !isOurs(file) ? [dirty(file)] : []
  })
  if (!configuration.openPullRequest) return problems
  const hasCommit = git.kind === 'repository' && git.head !== undefined
  const why = hasCommit ? (ports.repository ? undefined : NO_REPOSITORY) : NO_COMMIT
  return why === undefined ? problems : [...problems, requestImpossible(why)]
}

const NO_COMMIT = 'the workspace is not a checkout of a commit that GitHub has'
const NO_REPOSITORY = 'GITHUB_REPOSITORY is not the name of a repository'

/** gitRemarks returns notes on files whose changes nothing shows afterwards. */
export function gitRemarks(git: GitState): readonly string[] {
  if (git.kind === 'unknown') return []
  if (git.kind === 'none') {
    const why = gitFailure(git.isInstalled ? 'not-a-repository' : 'not-installed')
    return [`${why.replace(/^the/, 'The')}: nothing shows afterwards what the rewrite changed.`]
  }
  if (git.untracked.length === 0) return []
  return [`Not in git: ${git.untracked.join(', ')}. Nothing shows afterwards what the rewrite changed there.`]
}

/**
 * rewriteInMemory generates the new texts of all files from their current content, and that of the configuration file
 * without the baseline of what moves; a file that was changed in the meantime is a problem.
 */
export async function rewriteInMemory(
  planned: PlannedMigration,
  located: ReadonlyMap<string, LocatedSecret>
): Promise<{ readonly files: readonly RewriteSource[]; readonly problems: readonly Problem[] }> {
  const { configuration, ports } = planned.context
  const changed = planned.previews.flatMap(({ source, isChanged }) => (isChanged ? source : []))
  const { files, problems } = await newTexts(changed, planned, located)
  const config = configuration.config.file
  const read = readTextFile(ports.workspace, config)
  const kept =
    'text' in read ? await withoutBaseline(read.text, entry => planned.moves.some(isFor(entry))) : undefined
  return { files: kept?.dropped ? [...files, { file: config, text: kept.text }] : files, problems }
}

/** An entry of the baseline goes with the variable that it accepts. */
function isFor({ file, variable, container }: BaselineEntry): (move: PlannedMove) => boolean {
  return move =>
    move.file === file && move.variable === variable && (container ?? move.container) === move.container
}

/** writeFiles writes the files one after the other, each atomically. */
export function writeFiles(
  files: readonly RewriteSource[],
  { context }: PlannedMigration,
  writer: JournalWriter
): readonly Problem[] {
  for (const { file, text } of files) {
    if (context.ports.signal.aborted) return [cancelled()]
    writer.begin()
    try {
      context.ports.files.replace(file, text)
    } catch (error) {
      if (!isSystemRefusal(error)) throw error
      return [notWritten(file, error)]
    }
    writer.finish(`Rewrote ${file}.`)
  }
  return []
}

/**
 * openMigrationRequest commits the rewritten files to a separate branch and opens a pull request. The name of the
 * branch is derived from the moves, so that a repeated run finds its branch. The title and body contain only names,
 * places and references.
 */
export async function openMigrationRequest(
  files: readonly RewriteSource[],
  migration: MigrationReport,
  { planned, writer }: { readonly planned: PlannedMigration; readonly writer: JournalWriter }
): Promise<{ readonly url: string } | { readonly problem: Problem }> {
  const { git, context } = planned
  // found before anything was stored, unless the checkout has lost its commit since
  if (git.kind !== 'repository' || git.head === undefined) return { problem: notOpened(NO_COMMIT) }
  const moves = [...planned.moves.map(move => JSON.stringify(move)), ...planned.references.byArn]
  const branch = `ecs-sealed-deploy/migrate-${digestOf(moves).slice(0, 8)}`
  writer.begin()
  const { executable, prefix, head } = git
  try {
    const { gate, openPullRequest } = context.ports
    const url = await openPullRequest({
      token: context.configuration.githubToken ?? '',
      commit: head,
      branch,
      title: gate.write(migration, migrationRequestTitle),
      body: gate.write(migration, migrationRequestBody),
      files: files.map(({ file, text }) => ({
        path: `${prefix}${file}`,
        text,
        executable: executable.includes(file)
      })),
      ...present({ base: git.branch })
    })
    writer.finish(`Opened the pull request ${url}.`)
    return { url }
  } catch (error) {
    if (!(error instanceof Error) || error.name !== 'PullRequestRefused') throw error
    return { problem: notOpened(error.message) }
  }
}

function notWritable(file: string, why: string): Problem {
  return {
    code: 'migration-file',
    fault: 'user',
    message: `${file} cannot be rewritten: ${why}.`,
    hint: `Make it writable (chmod u+w ${file}), or use open-pull-request: true, which changes no file here.`
  }
}

function dirty(file: string): Problem {
  return {
    code: 'migration-dirty',
    fault: 'user',
    message: `${file} has changes that are not committed.`,
    hint: 'Commit or stash them first, so that the changes of the migration can be reviewed and reverted.'
  }
}

function notCompared(error: GitError): Problem {
  const hint =
    error === 'not-owned'
      ? 'Run git config --global --add safe.directory with the path of the repository, and run again.'
      : 'Run git diff HEAD there to see why, and run again when git answers.'
  return {
    code: 'migration-git',
    fault: 'user',
    message: `Whether files have changes that are not committed is not known: ${gitFailure(error)}.`,
    hint
  }
}

function isThere(file: string, revision: string): Problem {
  return {
    code: 'migration-file',
    fault: 'user',
    message: `${file} would be written from ${revision}, and is there already.`,
    hint: 'Take it into the run with its service (source: both), or move it away.'
  }
}

function requestImpossible(why: string): Problem {
  return {
    code: 'migration-pull-request',
    fault: 'user',
    message: `A pull request cannot be opened: ${why}. Nothing was stored.`,
    hint: 'Run actions/checkout before this step, in a workflow of the repository, or leave open-pull-request out: the files are then rewritten here.'
  }
}

function notWritten(file: string, error: object): Problem {
  return {
    code: 'migration-file',
    fault: systemRefusal(error).fault,
    message: `${file} cannot be rewritten: ${systemReason(error)}.`,
    hint: 'Its old content is intact. Free disk space, or make the file writable, and run again: the migration continues from here.'
  }
}

function notOpened(why: string): Problem {
  return {
    code: 'migration-pull-request',
    fault: 'cloud',
    message: `The pull request could not be opened: ${why}. The secrets are stored and granted; no file was changed.`,
    hint: "Give the job permissions: contents: write and pull-requests: write (and allow Actions to create pull requests in the repository's settings), then run again: the migration continues from here."
  }
}
