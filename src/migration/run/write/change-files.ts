import { type Problem, systemCodeOf } from '../../../errors.ts'
import { present } from '../../../present.ts'
import type { MigrationReport } from '../../../report/migration/migration.ts'
import { migrationRequestBody, migrationRequestTitle } from '../../../report/migration/migration-request.ts'
import { readTextFile } from '../../../workspace/read.ts'
import { journalId } from '../../journal.ts'
import { movesOf } from '../../plan.ts'
import { rewriteSource } from '../../rewrite/rewrite.ts'
import type { JournalWriter } from '../journal.ts'
import type { MigrationPorts } from '../ports.ts'
import type { PreparedMigration } from '../prepare.ts'
import type { LocatedSecret } from '../survey-secrets.ts'
import { cancelled } from './store-secrets.ts'

/** A file with its new text. */
export type RewrittenFile = { readonly file: string; readonly text: string }

/**
 * rewriteInMemory generates the new texts of all files from their current content; a file that was changed in the
 * meantime is a problem.
 */
export async function rewriteInMemory(
  { previews, plan, context, overlay }: PreparedMigration,
  located: ReadonlyMap<string, LocatedSecret>
): Promise<{ readonly files: readonly RewrittenFile[]; readonly problems: readonly Problem[] }> {
  const arns = new Map([...located].map(([name, { arn }]) => [name, arn]))
  const files: RewrittenFile[] = []
  const problems: Problem[] = []
  for (const { source, isChanged } of previews) {
    const { file, text: known } = source.document
    if (!isChanged) continue
    const read = source.revision === undefined ? readTextFile(context.ports.workspace, file) : { text: known }
    if (!('text' in read) || withoutMark(read.text) !== withoutMark(known)) {
      problems.push(changedMeanwhile(file))
      continue
    }
    const result = await rewriteSource({ file, text: read.text }, movesOf(plan, file, arns))
    if (result.kind === 'refused') problems.push(...result.problems)
    else files.push({ file, text: result.text })
  }
  // last, because the configuration file takes precedence as long as the files contain values
  if (overlay.isChanged) {
    const { file, before, text } = overlay
    const read = readTextFile(context.ports.workspace, file)
    if ('text' in read && withoutMark(read.text) === withoutMark(before)) files.push({ file, text })
    else problems.push(changedMeanwhile(file))
  }
  return { files, problems }
}

/** writeFiles writes the files one after the other, each atomically. */
export function writeFiles(
  files: readonly RewrittenFile[],
  { context }: PreparedMigration,
  writer: JournalWriter
): readonly Problem[] {
  for (const { file, text } of files) {
    if (context.ports.signal.aborted) return [cancelled()]
    writer.begin('rewrite', file)
    try {
      context.ports.files.replace(file, text)
    } catch (error) {
      const code = systemCodeOf(error)
      if (code === undefined) throw error
      return [notWritten(file, code)]
    }
    writer.finish('rewrite', file, `Rewrote ${file}.`)
  }
  return []
}

function withoutMark(text: string): string {
  return text.startsWith('\uFEFF') ? text.slice(1) : text
}

function changedMeanwhile(file: string): Problem {
  return {
    code: 'migration-file',
    fault: 'user',
    message: `${file} cannot be rewritten: it was changed while the migration was running.`,
    hint: 'Run again: a new plan is made, and secrets that are already stored are reused.'
  }
}

function notWritten(file: string, code: string): Problem {
  return {
    code: 'migration-file',
    fault: 'user',
    message: `${file} cannot be rewritten: ${code}.`,
    hint: 'Its old content is intact. Free disk space, or make the file writable, and run again: the migration continues from here.'
  }
}

/**
 * openMigrationRequest commits the rewritten files to a separate branch and opens a pull request. The name of the
 * branch is derived from the moves, so that a repeated run finds its branch. The title and body contain only names,
 * places and references.
 */
export async function openMigrationRequest(
  files: readonly { readonly file: string; readonly text: string }[],
  migration: MigrationReport,
  { prepared, writer }: { readonly prepared: PreparedMigration; readonly writer: JournalWriter }
): Promise<{ readonly url: string } | { readonly problem: Problem }> {
  const { git, context } = prepared
  if (git.kind !== 'repository' || git.head === undefined) {
    // Found before anything was stored, unless the checkout has lost its commit since.
    return { problem: notOpened(NO_COMMIT) }
  }
  const moves = prepared.moves.map(move => JSON.stringify(move))
  const branch = `ecs-sealed-deploy/migrate-${journalId(moves).slice(0, 8)}`
  writer.begin('pull-request', branch)
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
    writer.finish('pull-request', branch, `Opened the pull request ${url}.`)
    return { url }
  } catch (error) {
    if (!(error instanceof Error) || error.name !== 'PullRequestRefused') throw error
    return { problem: notOpened(error.message) }
  }
}

const NO_COMMIT = 'the workspace is not a checkout of a commit that GitHub has'

/** requestBlockers finds what keeps a pull request from being opened, before anything is stored for it. */
export function requestBlockers(
  git: PreparedMigration['git'],
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

function notOpened(why: string): Problem {
  return {
    code: 'migration-pull-request',
    fault: 'cloud',
    message: `The pull request could not be opened: ${why}. The secrets are stored and granted; no file was changed.`,
    hint: "Give the job permissions: contents: write and pull-requests: write (and allow Actions to create pull requests in the repository's settings), then run again: the migration continues from here."
  }
}
