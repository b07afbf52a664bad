import type { Clock } from '../../clock.ts'
import { answerIn, type Call, idIn, itemsIn, textIn } from './client.ts'
import { GithubError, PATIENCE_MS, within } from './error.ts'
import type { CommentText, PullRequestComments } from './ports.ts'

/** Number of pages with 100 comments each that are searched for the earlier comment. */
const PAGES = 20

const ISSUES = '/repos/{owner}/{repo}/issues'

/** createComments implements PullRequestComments. */
export function createComments(client: () => Promise<Call>, clock: Clock): PullRequestComments {
  return {
    upsert: (pullRequest, marker, comment) =>
      within(clock, PATIENCE_MS, async signal => {
        const github = await client()
        const earlier = await findOurs(github, { pullRequest, marker, signal })
        await write(github, { pullRequest, earlier, text: comment }, signal)
      })
  }
}

type PullRequestComment = {
  readonly id: number
  readonly body: string
  readonly login: string
  readonly isBot: boolean
}

type Writing = {
  readonly pullRequest: number
  readonly earlier: PullRequestComment | undefined
  readonly text: CommentText
}

async function write(github: Call, writing: Writing, signal: AbortSignal): Promise<void> {
  const { pullRequest, earlier, text } = writing
  if (earlier) {
    // comments are returned with CRLF line endings
    if (earlier.body.replaceAll('\r\n', '\n') === text.markdown) return
    try {
      const changed = { comment_id: earlier.id, body: text.markdown }
      idIn(await github(`PATCH ${ISSUES}/comments/{comment_id}`, changed, signal))
      return
    } catch (error) {
      // somebody has deleted it in the meantime
      if (!(error instanceof GithubError) || error.failure !== 'missing') throw error
    }
  }
  if (text.kind !== 'always') return
  const created = { issue_number: pullRequest, body: text.markdown }
  idIn(await github(`POST ${ISSUES}/{issue_number}/comments`, created, signal))
}

type Wanted = { readonly pullRequest: number; readonly marker: string; readonly signal: AbortSignal }

/**
 * Only a comment that begins with the marker and was written by the token's owner, because anybody can write a marker.
 */
async function findOurs(
  github: Call,
  { pullRequest, marker, signal }: Wanted
): Promise<PullRequestComment | undefined> {
  for (let page = 1; page <= PAGES; page++) {
    const asked = { issue_number: pullRequest, page, per_page: 100 }
    const found = await github(`GET ${ISSUES}/{issue_number}/comments`, asked, signal)
    const comments = itemsIn(found).map(toComment)
    const marked = comments.filter(({ body }) => body.startsWith(marker))
    const ours = marked.find(({ isBot }) => isBot) ?? (await ownOf(github, marked, signal))
    if (ours || comments.length < 100) return ours
  }
  // A new comment would not be found at the next run either, so that each run would add one.
  throw new GithubError('crowded')
}

/** A user's token writes as that user; an app's token, which may not read its own name, writes as a bot. */
async function ownOf(
  github: Call,
  marked: readonly PullRequestComment[],
  signal: AbortSignal
): Promise<PullRequestComment | undefined> {
  if (marked.length === 0) return undefined
  try {
    const own = textIn(await github('GET /user', {}, signal), 'login')
    return marked.find(({ login }) => login === own)
  } catch (error) {
    if (error instanceof GithubError && (error.failure === 'denied' || error.failure === 'missing'))
      return undefined
    throw error
  }
}

function toComment(comment: Readonly<Record<string, unknown>>): PullRequestComment {
  const { body, user } = comment
  const { login, type } = user === null ? {} : answerIn(user)
  return {
    id: idIn(comment),
    body: typeof body === 'string' ? body : '',
    login: typeof login === 'string' ? login : '',
    isBot: type === 'Bot'
  }
}
