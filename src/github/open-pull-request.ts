import type { Clock } from '../clock.ts'
import type { Shown, TextGate } from '../gate/shown.ts'
import { createClient } from './client.ts'
import type { GithubVariables } from './connect.ts'
import { explainGithub, GithubError } from './error.ts'
import type { GithubClient } from './ports.ts'
import { within } from './within.ts'

/** The contents of a pull request. Texts contain names and references; files contain their new text. */
export type PullRequestContent = {
  readonly token: string
  /** The commit at which the files were read. */
  readonly commit: string
  /** If absent, the repository's default branch. */
  readonly base?: string
  readonly branch: string
  readonly title: Shown
  readonly body: Shown
  readonly files: readonly { readonly path: string; readonly text: string; readonly executable: boolean }[]
}

/** A pull request that could not be opened, with a message that can be shown. */
export class PullRequestRefused extends Error {
  override readonly name = 'PullRequestRefused'
}

/** Total timeout for five consecutive calls. */
const PATIENCE_MS = 60_000

/**
 * openPullRequest commits files on a new branch and opens a pull request, using only GitHub's API, so that no file of
 * the checkout changes and no git credentials are needed. The branch and pull request of an earlier attempt are reused.
 * Returns the URL. Throws PullRequestRefused.
 */
export async function openPullRequest(
  content: PullRequestContent,
  run: { readonly variables: GithubVariables; readonly clock: Clock; readonly gate: TextGate }
): Promise<string> {
  const { GITHUB_REPOSITORY = '', GITHUB_API_URL } = run.variables
  if (GITHUB_REPOSITORY === '')
    throw new PullRequestRefused('GITHUB_REPOSITORY does not say which repository it is')
  const client = await createClient({
    gate: run.gate,
    token: content.token,
    repository: GITHUB_REPOSITORY,
    ...(GITHUB_API_URL ? { apiUrl: GITHUB_API_URL } : {})
  })
  try {
    return await within(run.clock, PATIENCE_MS, signal => open(content, client, signal))
  } catch (error) {
    throw new PullRequestRefused(explainGithub(error, 'contents: write, pull-requests: write'))
  }
}

async function open(content: PullRequestContent, client: GithubClient, signal: AbortSignal): Promise<string> {
  const { commit, branch, title, body, files } = content
  const base = content.base ?? (await client.defaultBranch(signal))
  const tree = await client.createTree({ base: await client.treeOf(commit, signal), files }, signal)
  const made = await client.createCommit({ message: title, tree, parents: [commit] }, signal)
  await setBranch(branch, made, { client, signal })
  const earlier = await client.findPullRequest(branch, signal)
  return earlier ?? (await client.createPullRequest({ head: branch, base, title, body }, signal))
}

async function setBranch(
  branch: string,
  commit: string,
  { client, signal }: { readonly client: GithubClient; readonly signal: AbortSignal }
): Promise<void> {
  try {
    await client.createBranch(branch, commit, signal)
  } catch (error) {
    // 422: it already exists, from an earlier attempt
    if (!(error instanceof GithubError) || error.failure !== 'invalid') throw error
    await client.moveBranch(branch, commit, signal)
  }
}
