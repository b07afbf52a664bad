import type { Problem } from '../../../errors.ts'
import { present } from '../../../present.ts'
import type { MigrationReport } from '../../../report/migration/migration.ts'
import { migrationRequestBody, migrationRequestTitle } from '../../../report/migration/migration-request.ts'
import { journalId } from '../../journal.ts'
import type { JournalWriter } from '../journal.ts'
import { NO_COMMIT } from '../preflight/preflight.ts'
import type { PreparedMigration } from '../prepare.ts'

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

function notOpened(why: string): Problem {
  return {
    code: 'migration-pull-request',
    fault: 'cloud',
    message: `The pull request could not be opened: ${why}. The secrets are stored and granted; no file was changed.`,
    hint: "Give the job permissions: contents: write and pull-requests: write (and allow Actions to create pull requests in the repository's settings), then run again: the migration continues from here."
  }
}
