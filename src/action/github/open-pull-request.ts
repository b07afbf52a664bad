import type { Clock } from '../../clock.ts'
import type { Shown, TextGate } from '../../report/gate/shown.ts'
import { type Call, createCall, itemsIn, textIn, treeShaIn } from './client.ts'
import type { GithubVariables } from './connect.ts'
import { explainGithub, GithubError, within } from './error.ts'

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
    throw new PullRequestRefused('GITHUB_REPOSITORY is not the name of a repository')
  const call = await createCall({
    gate: run.gate,
    token: content.token,
    repository: GITHUB_REPOSITORY,
    ...(GITHUB_API_URL ? { apiUrl: GITHUB_API_URL } : {})
  })
  try {
    return await within(run.clock, PATIENCE_MS, signal =>
      open(content, { call, signal, owner: GITHUB_REPOSITORY.split('/')[0] ?? '' })
    )
  } catch (error) {
    throw new PullRequestRefused(explainGithub(error, 'contents: write, pull-requests: write'))
  }
}

type Opening = { readonly call: Call; readonly signal: AbortSignal; readonly owner: string }

const REPOSITORY = '/repos/{owner}/{repo}'

/** REST: "Git database", "Pulls". */
async function open(content: PullRequestContent, { call, signal, owner }: Opening): Promise<string> {
  const { commit, branch, title, body, files } = content
  const base = content.base ?? textIn(await call(`GET ${REPOSITORY}`, {}, signal), 'default_branch')
  const blobs = files.map(({ path, text, executable }) => ({
    path,
    mode: executable ? '100755' : '100644',
    type: 'blob',
    content: text
  }))
  const tree = { base_tree: await treeShaIn(call, commit, signal), tree: blobs }
  const made = {
    message: title,
    tree: textIn(await call(`POST ${REPOSITORY}/git/trees`, tree, signal), 'sha'),
    parents: [commit]
  }
  const sha = textIn(await call(`POST ${REPOSITORY}/git/commits`, made, signal), 'sha')
  await setBranch(branch, sha, { call, signal })
  const mine = { head: `${owner}:${branch}`, state: 'open' }
  const [earlier] = itemsIn(await call(`GET ${REPOSITORY}/pulls`, mine, signal))
  return textIn(
    earlier ?? (await call(`POST ${REPOSITORY}/pulls`, { head: branch, base, title, body }, signal)),
    'html_url'
  )
}

async function setBranch(
  branch: string,
  sha: string,
  { call, signal }: Pick<Opening, 'call' | 'signal'>
): Promise<void> {
  try {
    textIn(await call(`POST ${REPOSITORY}/git/refs`, { ref: `refs/heads/${branch}`, sha }, signal), 'ref')
  } catch (error) {
    // 422: it already exists, from an earlier attempt
    if (!(error instanceof GithubError) || error.failure !== 'invalid') throw error
    const moved = { ref: `heads/${branch}`, sha, force: true }
    textIn(await call(`PATCH ${REPOSITORY}/git/refs/{+ref}`, moved, signal), 'ref')
  }
}
