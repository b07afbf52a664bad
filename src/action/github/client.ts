import type { Clock } from '../../clock.ts'
import { present } from '../../present.ts'
import type { TextGate } from '../../report/gate/shown.ts'
import { classifyAnswer, explainGithub, GithubError, PATIENCE_MS, within } from './error.ts'
import type { CommittedFiles, FileOfCommit } from './ports.ts'

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

/** Makes one call of GitHub's REST API and returns the JSON of the response. Throws GithubError. */
export type Call = (route: string, parameters: object, signal: AbortSignal) => Promise<unknown>

const silent = { debug() {}, info() {}, warn() {}, error() {} }

/**
 * createCall returns how GitHub is called, for one repository: `{owner}` and `{repo}` of a route are filled in. It uses
 * @actions/github, which supports the runner's proxies and is loaded here, so a run that does not use GitHub's API does
 * not read it.
 */
export async function createCall({ token, repository, apiUrl, gate }: ClientOptions): Promise<Call> {
  const { getOctokit } = await import('@actions/github')
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

/** answerIn returns an answer that must be an object. Throws GithubError. */
export function answerIn(data: unknown): Readonly<Record<string, unknown>> {
  if (typeof data !== 'object' || data === null) throw new GithubError('unreadable')
  return data as Record<string, unknown>
}

/** itemsIn returns an answer that must be a list. Throws GithubError. */
export function itemsIn(data: unknown): readonly Readonly<Record<string, unknown>>[] {
  if (!Array.isArray(data)) throw new GithubError('unreadable')
  return data.map(answerIn)
}

/** idIn returns the ID that the answer to every creation or change has; a proxy's page does not. Throws GithubError. */
export function idIn(data: unknown): number {
  const { id } = answerIn(data)
  if (typeof id !== 'number') throw new GithubError('unreadable')
  return id
}

/** textIn returns a text member of an answer. Throws GithubError. */
export function textIn(data: unknown, name: string): string {
  const text = answerIn(data)[name]
  if (typeof text !== 'string') throw new GithubError('unreadable')
  return text
}

/** treeShaIn returns the tree of a commit. Throws GithubError. */
export async function treeShaIn(call: Call, commit_sha: string, signal: AbortSignal): Promise<string> {
  const commit = await call('GET /repos/{owner}/{repo}/git/commits/{commit_sha}', { commit_sha }, signal)
  return textIn(answerIn(commit)['tree'], 'sha')
}

/** Number of files that are read in a run; a pull request can contain any number. */
const MOST_FILES = 100

/** createCommittedFiles implements CommittedFiles. After a failure that would recur, it makes no further calls. */
export function createCommittedFiles(client: () => Promise<Call>, clock: Clock): CommittedFiles {
  let asked = 0
  let failure: FileOfCommit | undefined
  return {
    read: async (path, commit) => {
      if (failure !== undefined) return failure
      if (++asked > MOST_FILES)
        return { kind: 'unknown', why: `only ${MOST_FILES} files are read from GitHub` }
      try {
        const text = await within(clock, PATIENCE_MS, async signal => {
          const github = await client()
          return fileTextIn(github, { path, commit, signal })
        })
        return text === undefined ? { kind: 'none' } : { kind: 'text', text }
      } catch (error) {
        failure = { kind: 'unknown', why: explainGithub(error, 'contents: read') }
        return failure
      }
    }
  }
}

type Wanted = { readonly path: string; readonly commit: string; readonly signal: AbortSignal }

/**
 * GitHub responds with 404 both for a missing file and for a repository that the token may not read; the commit
 * distinguishes them.
 */
async function fileTextIn(call: Call, { path, commit, signal }: Wanted): Promise<string | undefined> {
  const parameters = {
    path: path.split('/').map(encodeURIComponent).join('/'),
    ref: commit,
    mediaType: { format: 'raw' }
  }
  try {
    const text = await call('GET /repos/{owner}/{repo}/contents/{+path}', parameters, signal)
    if (text instanceof ArrayBuffer) return new TextDecoder().decode(text)
    // a folder returns a list
    if (typeof text !== 'string') throw new GithubError('unreadable')
    return text
  } catch (error) {
    if (!(error instanceof GithubError) || error.failure !== 'missing') throw error
    await treeShaIn(call, commit, signal)
    return undefined
  }
}
