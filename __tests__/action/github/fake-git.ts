import {
  type Answer,
  type Body,
  type Call,
  type FakeCommit,
  type FakeState,
  type Route,
  refuse
} from './fake-github-state.ts'

const invalid = (message: string): Answer => refuse(422, message)
const text = (body: Body, key: string): string => (typeof body[key] === 'string' ? (body[key] as string) : '')

/** The routes that create commits, branches and pull requests, as GitHub documents them ("Git database", "Pulls"). */
export const GIT_ROUTES: readonly Route[] = [
  ['GET', /^git\/commits\/([0-9a-f]{40})$/, 'contents: read', getCommit],
  ['GET', /^contents\/(.+)$/, 'contents: read', getContent],
  ['POST', /^git\/trees$/, 'contents: write', createTree],
  ['POST', /^git\/commits$/, 'contents: write', createCommit],
  ['POST', /^git\/refs$/, 'contents: write', createRef],
  ['PATCH', /^git\/refs\/heads\/(.+)$/, 'contents: write', updateRef],
  ['GET', /^pulls$/, 'pull-requests: read', listPulls],
  ['POST', /^pulls$/, 'pull-requests: write', createPull]
]

function getCommit(state: FakeState, { name }: Call): Answer {
  const isKnown = state.refs.includes(name) || state.git.commits.has(name) || state.git.contents.has(name)
  return isKnown
    ? { status: 200, body: { sha: name, tree: { sha: `tree-of-${name}` } } }
    : refuse(404, 'Not Found')
}

/**
 * "Get repository content": a file as raw text (`application/vnd.github.raw+json`) or in base64, a folder as a list.
 * Without `ref`, the default branch is used.
 */
function getContent(state: FakeState, { name, query, accept }: Call): Answer {
  const ref = query.get('ref') ?? 'main'
  const files = state.git.contents.get(ref)
  if (files === undefined) return refuse(404, `No commit found for the ref ${ref}`)
  const path = decodeURIComponent(name)
  const text = files[path]
  if (text === undefined) {
    const below = Object.keys(files).filter(file => file.startsWith(`${path}/`))
    return below.length === 0
      ? refuse(404, 'Not Found')
      : { status: 200, body: below.map(file => ({ type: 'file', path: file })) }
  }
  if (accept.includes('raw')) return { status: 200, body: undefined, raw: text }
  const content = Buffer.from(text).toString('base64')
  return { status: 200, body: { type: 'file', encoding: 'base64', path, content } }
}

function createTree(state: FakeState, { body }: Call): Answer {
  const { base_tree, tree } = body
  if (typeof base_tree !== 'string' || !base_tree.startsWith('tree-of-'))
    return invalid('Could not resolve to a tree')
  if (!Array.isArray(tree) || tree.length === 0) return invalid('Invalid tree info')
  const files: Record<string, { text: string; mode: string }> = {}
  for (const entry of tree as Body[]) {
    const isFile = entry['type'] === 'blob' && /^1006?(?:44|755)$|^100(?:644|755)$/.test(text(entry, 'mode'))
    if (!isFile || typeof entry['content'] !== 'string') return invalid('tree.mode must supply a valid blob')
    files[text(entry, 'path')] = { text: entry['content'], mode: text(entry, 'mode') }
  }
  const sha = `tree-${state.git.trees.size}`
  state.git.trees.set(sha, files)
  return { status: 201, body: { sha } }
}

function createCommit(state: FakeState, { body }: Call): Answer {
  const files = state.git.trees.get(text(body, 'tree'))
  if (!files) return invalid('Tree SHA does not exist')
  const sha = state.git.commits.size.toString(16).padStart(40, 'c')
  const commit: FakeCommit = {
    sha,
    files,
    message: text(body, 'message'),
    parents: body['parents'] as string[]
  }
  state.git.commits.set(sha, commit)
  return { status: 201, body: { sha } }
}

function createRef(state: FakeState, { body }: Call): Answer {
  const name = text(body, 'ref').replace(/^refs\/heads\//, '')
  if (state.git.branches.has(name)) return invalid('Reference already exists')
  if (!state.git.commits.has(text(body, 'sha'))) return invalid('Object does not exist')
  state.git.branches.set(name, text(body, 'sha'))
  return { status: 201, body: { ref: `refs/heads/${name}` } }
}

function updateRef(state: FakeState, { name, body }: Call): Answer {
  if (!state.git.branches.has(name)) return invalid('Reference does not exist')
  if (body['force'] !== true) return invalid('Update is not a fast forward')
  state.git.branches.set(name, text(body, 'sha'))
  return { status: 200, body: { ref: `refs/heads/${name}` } }
}

const pageOf = (state: FakeState, number: number) =>
  `https://github.example.com/${state.repository}/pull/${number}`

function listPulls(state: FakeState, { query }: Call): Answer {
  const owner = state.repository.split('/')[0]
  const found = state.git.opened.filter(({ head }) => query.get('head') === `${owner}:${head}`)
  return { status: 200, body: found.map(({ number }) => ({ number, html_url: pageOf(state, number) })) }
}

function createPull(state: FakeState, { body }: Call): Answer {
  const [head, base] = [text(body, 'head'), text(body, 'base')]
  if (!state.git.branches.has(head)) return invalid('Validation Failed: head')
  if (base !== 'main') return invalid('Validation Failed: base')
  if (state.git.opened.some(one => one.head === head))
    return invalid(`A pull request already exists for ${head}.`)
  if (text(body, 'body').length > 65_536) return invalid('body is too long (maximum is 65536 characters)')
  const number = 100 + state.git.opened.length
  state.git.opened.push({ number, head, base, title: text(body, 'title'), body: text(body, 'body') })
  return { status: 201, body: { number, html_url: pageOf(state, number) } }
}
