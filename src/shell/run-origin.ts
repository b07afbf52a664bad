import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { present } from '../present.ts'
import type { RunOrigin } from '../report/report.ts'
import type { Environment } from './github-context.ts'

const COMMIT = /^[0-9a-f]{40}(?:[0-9a-f]{24})?$/

/** runOrigin is which run of which workflow this is, as the runner says; undefined outside of GitHub Actions. */
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
 * What git says of the workspace: undefined where it is no checkout of the repository, so that a link to one of its files would lead
 * nowhere. A workflow may check out another commit than the one that started it; that one has the lines. A branch that is checked out
 * by name says no commit here.
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
    // No checkout, or git's own files look different: no link is better than a wrong one.
    return undefined
  }
}
