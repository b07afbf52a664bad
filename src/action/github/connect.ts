import type { Clock } from '../../clock.ts'
import type { Problem } from '../../errors.ts'
import { present } from '../../present.ts'
import type { TextGate } from '../../report/gate/shown.ts'
import { type Call, createCall, createCommittedFiles } from './client.ts'
import { createComments } from './comments.ts'
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

/** The inputs that concern GitHub. */
export type GithubInputs = { readonly environment?: string; readonly githubToken?: string }

/**
 * checkGithub finds what is missing for recording a GitHub deployment. Empty without an environment and a token,
 * because nothing is recorded then.
 */
export function checkGithub(inputs: GithubInputs, variables: GithubVariables): readonly Problem[] {
  const { environment, githubToken } = inputs
  if (environment === undefined || githubToken === undefined) return []
  const missing = [
    /^[\w.-]+\/[\w.-]+$/.test(variables['GITHUB_REPOSITORY'] ?? '') ? [] : ['GITHUB_REPOSITORY'],
    variables['GITHUB_SHA'] ? [] : ['GITHUB_SHA']
  ].flat()
  return missing.length > 0 ? [missingVariables(missing)] : []
}

function missingVariables(names: readonly string[]): Problem {
  return {
    code: 'missing-input',
    fault: 'user',
    message: `Inputs "environment" and "github-token" are given, but ${names.join(' and ')} ${names.length === 1 ? 'is' : 'are'} not set: it is not known what the GitHub deployment is of.`,
    hint: 'GitHub Actions sets them (owner/name and the commit); elsewhere set them yourself, or remove "environment".'
  }
}
