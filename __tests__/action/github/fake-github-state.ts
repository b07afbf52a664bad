import { GIT_ROUTES } from './fake-git.ts'

/** The owner of a token, and its permissions. */
export type Principal = {
  readonly login: string
  readonly type: 'Bot' | 'User'
  readonly permissions: readonly string[]
}

export type FakeStatus = {
  readonly id: number
  readonly state: string
  readonly description: string
  readonly log_url: string
}
export type FakeDeployment = {
  readonly id: number
  readonly ref: string
  readonly environment: string
  readonly description: string
  readonly payload: unknown
  readonly statuses: FakeStatus[]
}
export type FakeComment = {
  readonly id: number
  readonly issue: number
  body: string
  readonly user: { readonly login: string; readonly type: string }
}

export type FakeCommit = {
  readonly sha: string
  readonly parents: readonly string[]
  readonly message: string
  /** Texts and modes of the files that differ from the parent. */
  readonly files: Readonly<Record<string, { readonly text: string; readonly mode: string }>>
}
export type FakePullRequest = {
  readonly number: number
  readonly head: string
  readonly base: string
  readonly title: string
  readonly body: string
}

/** Commits by ID, branches by name, pull requests: the part of a repository that the API writes. */
export type FakeGit = {
  readonly trees: Map<string, FakeCommit['files']>
  readonly commits: Map<string, FakeCommit>
  readonly branches: Map<string, string>
  readonly opened: FakePullRequest[]
  /** Texts of all files, by commit or branch. */
  readonly contents: Map<string, Readonly<Record<string, string>>>
}

export type FakeState = {
  readonly git: FakeGit
  readonly repository: string
  readonly refs: readonly string[]
  readonly pullRequests: readonly number[]
  readonly tokens: Readonly<Record<string, Principal>>
  readonly deployments: FakeDeployment[]
  readonly comments: FakeComment[]
}

/** `raw` is the response body as text, instead of JSON. */
export type Answer = { readonly status: number; readonly body: unknown; readonly raw?: string }

type Asked = {
  readonly method: string
  readonly path: string
  readonly body: unknown
  readonly authorization: string
  readonly accept: string
}
export type Body = Readonly<Record<string, unknown>>

/** refuse is GitHub's response to a refused request. */
export const refuse = (status: number, message: string): Answer => ({ status, body: { message } })
const invalid = (message: string): Answer => refuse(422, message)
const NOT_FOUND = refuse(404, 'Not Found')
const STATES = ['error', 'failure', 'inactive', 'in_progress', 'queued', 'pending', 'success']

/**
 * answerOf carries out one request on the state. Unknown routes and members are refused, so that a test detects them.
 */
export function answerOf(state: FakeState, asked: Asked): Answer {
  const token = /^(?:token|bearer) (.+)$/i.exec(asked.authorization)?.[1] ?? ''
  const who = Object.hasOwn(state.tokens, token) ? state.tokens[token] : undefined
  if (!who) return refuse(401, 'Bad credentials')
  const url = new URL(asked.path, 'http://x')
  const body = (asked.body ?? {}) as Body
  if (asked.method === 'GET' && url.pathname === '/user')
    return who.type === 'Bot'
      ? refuse(403, 'Resource not accessible by integration')
      : { status: 200, body: { login: who.login } }
  if (asked.method === 'GET' && url.pathname === `/repos/${state.repository}`)
    return { status: 200, body: { default_branch: 'main' } }
  const prefix = `/repos/${state.repository}/`
  if (!url.pathname.startsWith(prefix)) return NOT_FOUND
  const rest = url.pathname.slice(prefix.length)
  for (const [method, pattern, permission, carryOut] of ROUTES) {
    const found = asked.method === method ? pattern.exec(rest) : null
    if (!found) continue
    if (!who.permissions.includes(permission)) return refuse(403, 'Resource not accessible by integration')
    return carryOut(state, {
      id: Number(found[1]),
      name: found[1] ?? '',
      body,
      who,
      query: url.searchParams,
      accept: asked.accept
    })
  }
  return refuse(501, `the fake does not know ${asked.method} ${url.pathname}`)
}

export type Call = {
  readonly id: number
  /** The first group of the route's pattern. */
  readonly name: string
  readonly body: Body
  readonly who: Principal
  readonly query: URLSearchParams
  /** The accepted media types. */
  readonly accept: string
}
export type Route = readonly [
  method: string,
  pattern: RegExp,
  permission: string,
  carryOut: (state: FakeState, call: Call) => Answer
]

const ROUTES: readonly Route[] = [
  ...GIT_ROUTES,
  ['POST', /^deployments$/, 'deployments: write', createDeployment],
  ['POST', /^deployments\/(\d+)\/statuses$/, 'deployments: write', createStatus],
  ['GET', /^deployments$/, 'deployments: write', listDeployments],
  ['GET', /^deployments\/(\d+)\/statuses$/, 'deployments: write', listStatuses],
  ['GET', /^issues\/(\d+)\/comments$/, 'pull-requests: read', listComments],
  ['POST', /^issues\/(\d+)\/comments$/, 'pull-requests: write', createComment],
  ['PATCH', /^issues\/comments\/(\d+)$/, 'pull-requests: write', updateComment]
]

function unknownMember(body: Body, known: readonly string[]): Answer | undefined {
  const unknown = Object.keys(body).filter(name => !known.includes(name))
  return unknown.length > 0 ? invalid(`unknown members: ${unknown.join(', ')}`) : undefined
}

function createDeployment(state: FakeState, { body }: Call): Answer {
  const members = ['ref', 'environment', 'description', 'task', 'auto_merge', 'required_contexts', 'payload']
  const wrong = unknownMember(body, members)
  if (wrong) return wrong
  const { ref, environment = 'production', description = '', payload = {} } = body
  if (typeof ref !== 'string' || !state.refs.includes(ref)) return invalid(`No ref found for: ${String(ref)}`)
  if (typeof description !== 'string' || description.length > 140)
    return invalid('Validation Failed: description is too long (maximum is 140 characters)')
  // GitHub would merge the default branch, or wait for the commit's checks, of which this job is one
  if (body['auto_merge'] !== false) return refuse(409, 'Conflict merging the default branch')
  if (!Array.isArray(body['required_contexts']) || body['required_contexts'].length > 0)
    return refuse(409, 'Conflict: Commit status checks failed')
  const deployment = {
    id: 1000 + state.deployments.length,
    ref,
    environment: String(environment),
    description,
    payload,
    statuses: []
  }
  state.deployments.push(deployment)
  return { status: 201, body: deployment }
}

function createStatus(state: FakeState, { id, body }: Call): Answer {
  const wrong = unknownMember(body, ['state', 'description', 'log_url'])
  if (wrong) return wrong
  const deployment = state.deployments.find(one => one.id === id)
  if (!deployment) return NOT_FOUND
  const { state: wanted, description = '', log_url = '' } = body
  if (typeof wanted !== 'string' || !STATES.includes(wanted)) return invalid('Validation Failed: state')
  if (String(description).length > 140) return invalid('Validation Failed: description is too long')
  const status = (word: string) => ({
    id: 5000 + state.deployments.flatMap(({ statuses }) => statuses).length,
    state: word,
    description: String(description),
    log_url: String(log_url)
  })
  if (wanted === 'success')
    for (const other of state.deployments)
      if (other !== deployment && other.environment === deployment.environment)
        if (other.statuses.at(-1)?.state === 'success') other.statuses.push(status('inactive'))
  deployment.statuses.push(status(wanted))
  return { status: 201, body: deployment.statuses.at(-1) }
}

/** GitHub returns the newest first. */
function newest<T>(all: readonly T[], query: URLSearchParams): readonly T[] {
  return all.toReversed().slice(0, Number(query.get('per_page') ?? 30))
}

function listDeployments(state: FakeState, { query }: Call): Answer {
  const all = state.deployments.filter(({ environment }) => environment === query.get('environment'))
  return { status: 200, body: newest(all, query) }
}

function listStatuses(state: FakeState, { id, query }: Call): Answer {
  const deployment = state.deployments.find(one => one.id === id)
  return deployment ? { status: 200, body: newest(deployment.statuses, query) } : NOT_FOUND
}

function listComments(state: FakeState, { id, query }: Call): Answer {
  if (!state.pullRequests.includes(id)) return NOT_FOUND
  const size = Math.min(100, Number(query.get('per_page') ?? 30))
  const page = Number(query.get('page') ?? 1)
  const all = state.comments.filter(({ issue }) => issue === id)
  return { status: 200, body: all.slice((page - 1) * size, page * size) }
}

function createComment(state: FakeState, { id, body, who }: Call): Answer {
  if (!state.pullRequests.includes(id)) return NOT_FOUND
  const wrong = unknownMember(body, ['body']) ?? badBody(body['body'])
  if (wrong) return wrong
  const { login, type } = who
  const comment = {
    id: 9000 + state.comments.length,
    issue: id,
    body: String(body['body']),
    user: { login, type }
  }
  state.comments.push(comment)
  return { status: 201, body: comment }
}

function updateComment(state: FakeState, { id, body }: Call): Answer {
  const comment = state.comments.find(one => one.id === id)
  if (!comment) return NOT_FOUND
  const wrong = unknownMember(body, ['body']) ?? badBody(body['body'])
  if (wrong) return wrong
  comment.body = String(body['body'])
  return { status: 200, body: comment }
}

function badBody(text: unknown): Answer | undefined {
  if (typeof text !== 'string' || text === '') return invalid("Validation Failed: body can't be blank")
  return text.length > 65_536 ? invalid('Body is too long (maximum is 65536 characters)') : undefined
}
