import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { JsonObject, JsonValue } from '../json.ts'
import { present } from '../present.ts'
import type { RunOrigin } from '../report/report.ts'

/** The process environment; only this folder reads it. */
export type Environment = Readonly<Record<string, string | undefined>>

/** Members of GitHub's `github` context that the runner provides as GITHUB_<NAME>. Tokens are omitted intentionally. */
const MEMBERS = [
  'action',
  'action_ref',
  'action_repository',
  'actor',
  'actor_id',
  'api_url',
  'base_ref',
  'event_name',
  'head_ref',
  'job',
  'ref',
  'ref_name',
  'ref_protected',
  'ref_type',
  'repository',
  'repository_id',
  'repository_owner',
  'repository_owner_id',
  'retention_days',
  'run_attempt',
  'run_id',
  'run_number',
  'server_url',
  'sha',
  'triggering_actor',
  'workflow',
  'workflow_ref',
  'workflow_sha',
  'workspace'
] as const

/** githubContext rebuilds the `github` context for templates from the runner's environment and event file. */
export function githubContext(environment: Environment): JsonObject {
  const context: Record<string, JsonValue> = {}
  for (const member of MEMBERS) {
    const value = environment[`GITHUB_${member.toUpperCase()}`]
    if (value !== undefined) context[member] = value
  }
  const event = readEvent(environment['GITHUB_EVENT_PATH'])
  return event === undefined ? context : { ...context, event }
}

function readEvent(path: string | undefined): JsonValue | undefined {
  if (path === undefined || path === '') return undefined
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as JsonValue
  } catch {
    // A template that needs the event reports "missing name" with its place; nothing else depends on it.
    return undefined
  }
}

/**
 * environmentVariables returns all variables that are set. Templates receive only those that are listed
 * (checking/contexts.ts).
 */
export function environmentVariables(environment: Environment): Readonly<Record<string, string>> {
  return present(environment) as Readonly<Record<string, string>>
}

const COMMIT = /^[0-9a-f]{40}(?:[0-9a-f]{24})?$/

/** runOrigin returns the workflow and run, as the runner describes them; undefined outside GitHub Actions. */
export function runOrigin({
  environment,
  workspace
}: {
  readonly environment: Environment
  readonly workspace: string
}): RunOrigin | undefined {
  const { GITHUB_REPOSITORY: repository = '', GITHUB_SERVER_URL: server, GITHUB_RUN_ID } = environment
  const { GITHUB_SHA, GITHUB_REF_NAME, GITHUB_ACTOR, GITHUB_TRIGGERING_ACTOR, GITHUB_WORKFLOW } = environment
  if (environment['GITHUB_ACTIONS'] === undefined || repository === '') return undefined
  const page = /^https?:\/\/[^\s/]+$/.test(server ?? '') ? `${server}/${repository}` : undefined
  const runId = /^\d+$/.test(GITHUB_RUN_ID ?? '') ? GITHUB_RUN_ID : undefined
  const read = page === undefined ? undefined : checkedOut(workspace, repository)
  const commit = read?.commit ?? GITHUB_SHA
  return {
    repository,
    ...present({
      commit: COMMIT.test(commit ?? '') ? commit : undefined,
      ref: GITHUB_REF_NAME,
      actor: GITHUB_TRIGGERING_ACTOR ?? GITHUB_ACTOR,
      workflow: GITHUB_WORKFLOW,
      runId,
      url: page === undefined || runId === undefined ? undefined : `${page}/actions/runs/${runId}`,
      filesUrl: read && COMMIT.test(commit ?? '') ? `${page}/blob/${commit}` : undefined
    })
  }
}

/**
 * The state of the workspace according to Git: undefined if it is not a checkout of the repository, so that links to
 * its files would be broken. A workflow may check out a commit other than the one that started it; the lines are from
 * that commit. For a branch that is checked out by name, HEAD contains no commit.
 */
function checkedOut(workspace: string, repository: string): { readonly commit?: string } | undefined {
  try {
    const config = readFileSync(join(workspace, '.git/config'), 'utf8')
    const remotes = config.split('\n').map(line => line.trim().replace(/(?:\.git)?\/?$/, ''))
    const isOf = (line: string) =>
      /^url\s*=/.test(line) &&
      [`/${repository}`, `:${repository}`].some(end => line.toLowerCase().endsWith(end.toLowerCase()))
    if (!remotes.some(isOf)) return undefined
    const head = readFileSync(join(workspace, '.git/HEAD'), 'utf8').trim()
    return COMMIT.test(head) ? { commit: head } : {}
  } catch {
    // No checkout, or an unexpected format of Git's files: no link is better than a wrong one.
    return undefined
  }
}
