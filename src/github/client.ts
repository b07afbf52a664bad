import type { TextGate } from '../gate/shown.ts'
import { present } from '../present.ts'
import { classifyAnswer, GithubError } from './error.ts'
import type { GithubClient, KnownDeployment, PullRequestComment } from './ports.ts'

/** The API and the repository of a client. */
export type ClientOptions = {
  readonly token: string
  /** `owner/name` */
  readonly repository: string
  /** Receives GitHub's responses first, to mask them. */
  readonly gate: Pick<TextGate, 'external'>
  /** GITHUB_API_URL; that of github.com if absent. */
  readonly apiUrl?: string
}

/**
 * createClient implements GithubClient on the REST API with @actions/github, which supports the runner's proxies. It is
 * loaded with the client, so a run that does not use GitHub's API does not read it.
 */
export async function createClient(options: ClientOptions): Promise<GithubClient> {
  const { getOctokit } = await import('@actions/github')
  const call = callOf(options, getOctokit)
  return {
    ...createGitData(call, options.repository.split('/')[0] ?? ''),
    ...createDeployments(call),
    ...createComments(call),
    fileAt: async (path, commit, signal) => {
      const route = 'GET /repos/{owner}/{repo}/contents/{+path}'
      const encoded = path.split('/').map(encodeURIComponent).join('/')
      const answer = await call(route, { path: encoded, ref: commit, mediaType: { format: 'raw' } }, signal)
      if (answer instanceof ArrayBuffer) return new TextDecoder().decode(answer)
      // a folder returns a list
      if (typeof answer !== 'string') throw new GithubError('unreadable')
      return answer
    }
  }
}

function createDeployments(
  call: Call
): Pick<GithubClient, 'createDeployment' | 'createStatus' | 'listDeployments' | 'lastStatusOf'> {
  return {
    createDeployment: async ({ services, ...deployment }, signal) => {
      // does not wait for commit statuses and merges nothing, because the job that runs this has already decided
      const fixed = { task: 'deploy', auto_merge: false, required_contexts: [], payload: { services } }
      return idOf(await call('POST /repos/{owner}/{repo}/deployments', { ...deployment, ...fixed }, signal))
    },
    createStatus: async (deployment_id, { state, description, logUrl }, signal) => {
      const status = { deployment_id, state, description, ...present({ log_url: logUrl }) }
      idOf(await call('POST /repos/{owner}/{repo}/deployments/{deployment_id}/statuses', status, signal))
    },
    listDeployments: async (environment, signal) => {
      const latest = { environment, task: 'deploy', per_page: 10 }
      return deploymentsOf(await call('GET /repos/{owner}/{repo}/deployments', latest, signal))
    },
    lastStatusOf: async (deployment_id, signal) => {
      const route = 'GET /repos/{owner}/{repo}/deployments/{deployment_id}/statuses'
      const found = await call(route, { deployment_id, per_page: 1 }, signal)
      if (!Array.isArray(found)) throw new GithubError('unreadable')
      const [last] = found.map(objectOf)
      return last && { state: String(last['state']), description: String(last['description'] ?? '') }
    }
  }
}

function createComments(
  call: Call
): Pick<GithubClient, 'listComments' | 'createComment' | 'updateComment' | 'ownLogin'> {
  const comments = '/repos/{owner}/{repo}/issues'
  return {
    listComments: async (issue_number, page, signal) =>
      commentsOf(
        await call(`GET ${comments}/{issue_number}/comments`, { issue_number, page, per_page: 100 }, signal)
      ),
    createComment: async (issue_number, body, signal) => {
      idOf(await call(`POST ${comments}/{issue_number}/comments`, { issue_number, body }, signal))
    },
    updateComment: async (comment_id, body, signal) => {
      idOf(await call(`PATCH ${comments}/comments/{comment_id}`, { comment_id, body }, signal))
    },
    ownLogin: async signal => {
      const login = objectOf(await call('GET /user', {}, signal))['login']
      if (typeof login !== 'string') throw new GithubError('unreadable')
      return login
    }
  }
}

const silent = { debug() {}, info() {}, warn() {}, error() {} }

function callOf(
  { token, repository, apiUrl, gate }: ClientOptions,
  getOctokit: typeof import('@actions/github').getOctokit
): Call {
  const octokit = getOctokit(token, {
    log: silent,
    ...present({ baseUrl: apiUrl?.replace(/\/+$/, '') })
  })
  const [owner = '', repo = ''] = repository.split('/')
  return async (route, parameters, signal) => {
    try {
      const { data }: { data: unknown } = await octokit.request(route, {
        owner,
        repo,
        ...parameters,
        request: { signal }
      })
      return data
    } catch (error) {
      throw signal.aborted ? new GithubError('late') : failureOf(error, gate)
    }
  }
}

/** Octokit's RequestError contains the response, if there was one; otherwise its cause is the error of fetch. */
function failureOf(error: unknown, gate: ClientOptions['gate']): GithubError {
  if (typeof error !== 'object' || error === null) return new GithubError('unreachable')
  const response = 'response' in error ? error.response : undefined
  if (typeof response !== 'object' || response === null) return new GithubError('unreachable', codeOf(error))
  const { status, data, headers } = response as { status?: unknown; data?: unknown; headers?: unknown }
  const message = typeof data === 'object' && data !== null && 'message' in data ? data.message : ''
  return classifyAnswer({
    status: Number(status),
    message: typeof message === 'string' ? gate.external(message) : '',
    headers: typeof headers === 'object' && headers !== null ? (headers as Record<string, unknown>) : {}
  })
}

/** Node's error code, e.g. ECONNREFUSED, from the end of the chain of causes. */
function codeOf(error: object): string {
  let code = ''
  let one: unknown = error
  for (let depth = 0; typeof one === 'object' && one !== null && depth < CAUSES; depth++) {
    const { code: own, cause } = one as { code?: unknown; cause?: unknown }
    if (typeof own === 'string' && /^[A-Z_0-9]+$/.test(own)) code = own
    one = cause
  }
  return code
}

const CAUSES = 5

function objectOf(data: unknown): Readonly<Record<string, unknown>> {
  if (typeof data !== 'object' || data === null) throw new GithubError('unreadable')
  return data as Record<string, unknown>
}

/** The response to every creation or change has an ID; a proxy's page does not. */
function idOf(data: unknown): number {
  const id = objectOf(data)['id']
  if (typeof id !== 'number') throw new GithubError('unreadable')
  return id
}

function deploymentsOf(data: unknown): readonly KnownDeployment[] {
  if (!Array.isArray(data)) throw new GithubError('unreadable')
  return data.map((item: unknown) => {
    const payload: unknown = objectOf(item)['payload']
    const services: unknown =
      typeof payload === 'object' && payload !== null && 'services' in payload ? payload.services : []
    return { id: idOf(item), services: Array.isArray(services) ? services.map(String) : [] }
  })
}

function commentsOf(data: unknown): readonly PullRequestComment[] {
  if (!Array.isArray(data)) throw new GithubError('unreadable')
  return data.map((item: unknown) => {
    const comment = objectOf(item)
    const user = comment['user'] === null ? {} : objectOf(comment['user'])
    return {
      id: idOf(comment),
      body: typeof comment['body'] === 'string' ? comment['body'] : '',
      login: typeof user['login'] === 'string' ? user['login'] : '',
      isBot: user['type'] === 'Bot'
    }
  })
}

/** Makes one call of the REST API and returns the JSON of the response. */
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

/**
 * createGitData implements the part of GithubClient that creates commits, branches and pull requests (REST: "Git
 * database", "Pulls").
 */
function createGitData(call: Call, owner: string): GitData {
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
