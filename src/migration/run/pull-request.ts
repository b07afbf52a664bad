import type { Problem } from '../../errors.ts'
import { present } from '../../present.ts'
import type { MigrationReport } from '../../report/migration.ts'
import { migrationRequestBody, migrationRequestTitle } from '../../report/migration-tables.ts'
import { journalId } from '../journal.ts'
import type { Diary } from './diary.ts'
import type { PreparedMigration } from './plan.ts'

/**
 * openMigrationRequest puts the rewritten files on a branch of their own and opens a pull request. The branch is named after
 * what moves, so that a repeated run finds its own. Its texts hold names, places and references.
 */
export async function openMigrationRequest(
  files: readonly { readonly file: string; readonly text: string }[],
  migration: MigrationReport,
  { prepared, diary }: { readonly prepared: PreparedMigration; readonly diary: Diary }
): Promise<{ readonly url: string } | { readonly problem: Problem }> {
  const { git, scope } = prepared
  if (git.kind !== 'repository' || git.head === undefined) {
    return { problem: notOpened('the workspace is not a checkout of a commit that GitHub has') }
  }
  const moves = prepared.moves.map(move => JSON.stringify(move))
  const branch = `ecs-sealed-deploy/migrate-${journalId(moves).slice(0, 8)}`
  diary.begin('pull-request', branch)
  const { executable, prefix, head } = git
  try {
    const url = await scope.ports.openPullRequest({
      token: scope.configuration.githubToken ?? '',
      commit: head,
      branch,
      title: migrationRequestTitle(migration),
      body: migrationRequestBody(migration),
      files: files.map(({ file, text }) => ({
        path: `${prefix}${file}`,
        text,
        executable: executable.includes(file)
      })),
      ...present({ base: git.branch })
    })
    diary.finish('pull-request', branch, `Opened the pull request ${url}.`)
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
    hint: "Give the job permissions: contents: write and pull-requests: write (and allow Actions to create pull requests in the repository's settings), then run again: it goes on from here."
  }
}
