import { GithubError } from './error.ts'
import type { GithubClient } from './ports.ts'

/** One call of the REST API; gives the answer's JSON. */
export type Call = (route: string, parameters: object, signal: AbortSignal) => Promise<unknown>

type GitData = Pick<
  GithubClient,
  | 'defaultBranch'
  | 'treeOf'
  | 'createTree'
  | 'createCommit'
  | 'createBranch'
  | 'moveBranch'
  | 'findPullRequest'
  | 'createPullRequest'
>

const REPOSITORY = '/repos/{owner}/{repo}'

/** createGitData is the part of GithubClient that makes commits, branches and pull requests (REST: "Git database", "Pulls"). */
export function createGitData(call: Call, owner: string): GitData {
  return {
    defaultBranch: async signal => textOf(await call(`GET ${REPOSITORY}`, {}, signal), 'default_branch'),
    treeOf: async (commit_sha, signal) =>
      textOf(
        member(await call(`GET ${REPOSITORY}/git/commits/{commit_sha}`, { commit_sha }, signal), 'tree'),
        'sha'
      ),
    createTree: async ({ base, files }, signal) => {
      const tree = files.map(({ path, text, executable }) => ({
        path,
        mode: executable ? '100755' : '100644',
        type: 'blob',
        content: text
      }))
      return textOf(await call(`POST ${REPOSITORY}/git/trees`, { base_tree: base, tree }, signal), 'sha')
    },
    createCommit: async (commit, signal) =>
      textOf(await call(`POST ${REPOSITORY}/git/commits`, commit, signal), 'sha'),
    createBranch: async (branch, sha, signal) => {
      textOf(await call(`POST ${REPOSITORY}/git/refs`, { ref: `refs/heads/${branch}`, sha }, signal), 'ref')
    },
    moveBranch: async (branch, sha, signal) => {
      const parameters = { ref: `heads/${branch}`, sha, force: true }
      textOf(await call(`PATCH ${REPOSITORY}/git/refs/{+ref}`, parameters, signal), 'ref')
    },
    findPullRequest: async (branch, signal) => {
      const found = await call(
        `GET ${REPOSITORY}/pulls`,
        { head: `${owner}:${branch}`, state: 'open' },
        signal
      )
      if (!Array.isArray(found)) throw new GithubError('unreadable')
      return found.length === 0 ? undefined : textOf(found[0], 'html_url')
    },
    createPullRequest: async (pullRequest, signal) =>
      textOf(await call(`POST ${REPOSITORY}/pulls`, pullRequest, signal), 'html_url')
  }
}

function member(data: unknown, name: string): unknown {
  if (typeof data !== 'object' || data === null) throw new GithubError('unreadable')
  return (data as Readonly<Record<string, unknown>>)[name]
}

function textOf(data: unknown, name: string): string {
  const text = member(data, name)
  if (typeof text !== 'string') throw new GithubError('unreadable')
  return text
}
