import type { Clock } from '../clock.ts'
import { GithubError } from './error.ts'
import type { CommentText, GithubClient, PullRequestComment, PullRequestComments } from './ports.ts'
import { PATIENCE_MS, within } from './within.ts'

/** Number of pages with 100 comments each that are searched for the earlier comment. */
const PAGES = 20

/** createComments implements PullRequestComments. */
export function createComments(client: () => Promise<GithubClient>, clock: Clock): PullRequestComments {
  return {
    upsert: (pullRequest, marker, comment) =>
      within(clock, PATIENCE_MS, async signal => {
        const github = await client()
        const earlier = await findOurs(github, { pullRequest, marker, signal })
        await write(github, { pullRequest, earlier, text: comment }, signal)
      })
  }
}

type Writing = {
  readonly pullRequest: number
  readonly earlier: PullRequestComment | undefined
  readonly text: CommentText
}

async function write(github: GithubClient, writing: Writing, signal: AbortSignal): Promise<void> {
  const { pullRequest, earlier, text } = writing
  if (earlier) {
    // comments are returned with CRLF line endings
    if (earlier.body.replaceAll('\r\n', '\n') === text.markdown) return
    try {
      return await github.updateComment(earlier.id, text.markdown, signal)
    } catch (error) {
      // somebody has deleted it in the meantime
      if (!(error instanceof GithubError) || error.failure !== 'missing') throw error
    }
  }
  if (text.kind === 'always') await github.createComment(pullRequest, text.markdown, signal)
}

type Wanted = { readonly pullRequest: number; readonly marker: string; readonly signal: AbortSignal }

/**
 * Only a comment that begins with the marker and was written by the token's owner, because anybody can write a marker.
 */
async function findOurs(
  github: GithubClient,
  { pullRequest, marker, signal }: Wanted
): Promise<PullRequestComment | undefined> {
  for (let page = 1; page <= PAGES; page++) {
    const comments = await github.listComments(pullRequest, page, signal)
    const marked = comments.filter(({ body }) => body.startsWith(marker))
    const ours = marked.find(({ isBot }) => isBot) ?? (await ownOf(github, marked, signal))
    if (ours || comments.length < 100) return ours
  }
  // A new comment would not be found at the next run either, so that each run would add one.
  throw new GithubError('crowded')
}

/** A user's token writes as that user; an app's token, which may not read its own name, writes as a bot. */
async function ownOf(
  github: GithubClient,
  marked: readonly PullRequestComment[],
  signal: AbortSignal
): Promise<PullRequestComment | undefined> {
  if (marked.length === 0) return undefined
  try {
    const own = await github.ownLogin(signal)
    return marked.find(({ login }) => login === own)
  } catch (error) {
    if (error instanceof GithubError && (error.failure === 'denied' || error.failure === 'missing'))
      return undefined
    throw error
  }
}
