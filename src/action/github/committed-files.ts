import type { Clock } from '../../clock.ts'
import { type Call, treeShaIn } from './client.ts'
import { explainGithub, GithubError, PATIENCE_MS, within } from './error.ts'
import type { CommittedFiles, FileOfCommit } from './ports.ts'

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
        return { kind: 'unknown', why: `GitHub is asked for ${MOST_FILES} files at most` }
      try {
        const text = await within(clock, PATIENCE_MS, async signal => {
          const github = await client()
          return textIn(github, { path, commit, signal })
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
async function textIn(call: Call, { path, commit, signal }: Wanted): Promise<string | undefined> {
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
