import type { Clock } from '../../clock.ts'
import { present } from '../../present.ts'
import type { TextGate } from '../../report/gate/shown.ts'
import { type Call, createCall } from './client.ts'
import { createComments } from './comments.ts'
import { createCommittedFiles } from './committed-files.ts'
import type { CommittedFiles, DeploymentRecorder, PullRequestComments } from './ports.ts'
import { createRecorder } from './recorder.ts'

/** The runner's GITHUB_… variables, by name. */
export type GithubVariables = Readonly<Record<string, string | undefined>>

/** What a connection needs. The variables have been checked by `checkGithub`. */
export type GithubOptions = {
  readonly token: string
  readonly variables: GithubVariables
  readonly clock: Clock
  readonly gate: TextGate
  /** Aborted when the run is cancelled. */
  readonly signal: AbortSignal
}

export type GithubConnection = {
  /** A recorder for one run and one GitHub environment. */
  recordDeployment(environment: string): DeploymentRecorder
  readonly comments: PullRequestComments
  readonly committedFiles: CommittedFiles
}

/** connectGithub creates the ports. @actions/github is loaded, and GitHub called, with the first call that needs it. */
export function connectGithub(options: GithubOptions): GithubConnection {
  const { variables, clock, signal, gate } = options
  const logUrl = runUrl(variables)
  let loaded: Promise<Call> | undefined
  const client = () => {
    loaded ??= loadClient(options)
    return loaded
  }
  return {
    recordDeployment: environment =>
      createRecorder({
        client,
        environment,
        ref: variables['GITHUB_SHA'] ?? '',
        clock,
        gate,
        signal,
        ...present({ logUrl })
      }),
    comments: createComments(client, clock),
    committedFiles: createCommittedFiles(client, clock)
  }
}

function loadClient({ token, variables, gate }: GithubOptions): Promise<Call> {
  const apiUrl = variables['GITHUB_API_URL']
  return createCall({
    token,
    gate,
    repository: variables['GITHUB_REPOSITORY'] ?? '',
    ...present({ apiUrl: apiUrl || undefined })
  })
}

/** runUrl returns the page of this run and attempt; undefined outside of GitHub Actions. */
export function runUrl(variables: GithubVariables): string | undefined {
  const { GITHUB_SERVER_URL, GITHUB_REPOSITORY, GITHUB_RUN_ID, GITHUB_RUN_ATTEMPT } = variables
  if (!GITHUB_SERVER_URL || !GITHUB_REPOSITORY || !GITHUB_RUN_ID) return undefined
  const run = `${GITHUB_SERVER_URL}/${GITHUB_REPOSITORY}/actions/runs/${GITHUB_RUN_ID}`
  return GITHUB_RUN_ATTEMPT ? `${run}/attempts/${GITHUB_RUN_ATTEMPT}` : run
}
