import { type Clock, systemClock } from '../clock.ts'
import type { PullRequestBase } from '../exceptions/exception.ts'
import type { JsonObject } from '../json.ts'
import type { SharedPaces } from '../pace.ts'
import type { ModePorts } from '../ports.ts'
import { present } from '../present.ts'
import { type Environment, environmentVariables, githubContext } from './github-context.ts'
import type { RunRequest } from './run-request.ts'
import { VERSION } from './version.ts'

/** Only a run started by GitHub can be for a pull request. */
async function baseOf(
  request: RunRequest,
  context: { readonly github: JsonObject; readonly clock: Clock }
): Promise<PullRequestBase | undefined> {
  if (context.github['event_name'] === undefined) return undefined
  const { baseFor } = await import('./pull-request-base.ts')
  return baseFor(request, context)
}

/** portsFor returns the access of a run. The code that calls AWS or GitHub is loaded at its first call. */
export async function portsFor(request: RunRequest): Promise<ModePorts> {
  const { environment, workspace, area, log, gate, clock = systemClock, mask, keepSource } = request
  const github = githubContext(environment)
  const shared = () => ({
    ...{ environment, clock, version: VERSION, signal: request.signal, gate },
    ...present({ asking: log.asking })
  })
  const pacesFor = pacesByRole()
  return {
    workspace,
    area,
    log,
    gate,
    mask,
    keepSource,
    get signal() {
      return request.signal
    },
    clock,
    github,
    ...present({ base: await baseOf(request, { github, clock }), standardInput: request.standardInput }),
    env: environmentVariables(environment),
    runName: runNameOf(environment),
    recordDeployment: async (name, token) => {
      const { connectGithub } = await import('../github/connect.ts')
      request.beforeCalls?.()
      const options = { token, variables: environment, clock: systemClock, signal: request.signal, gate }
      return connectGithub(options).recordDeployment(name)
    },
    pacesFor,
    connectAws: async options => {
      const { connectAws } = await import('../aws/connect.ts')
      request.beforeCalls?.()
      return connectAws({ paces: pacesFor(options), ...options, ...shared() })
    },
    connectCleanup: async options => {
      const { connectAudit } = await import('../aws/connect-audit.ts')
      return connectAudit({ paces: pacesFor(options), ...options, ...shared() })
    },
    ...present({ renderedFolder: request.renderedFolder })
  }
}

/** Several connections of a run to one account draw from the same buckets of AWS. */
function pacesByRole(): (account: { readonly roleArn?: string }) => SharedPaces {
  const paces = new Map<string, SharedPaces>()
  return ({ roleArn = '' }) => {
    const own = paces.get(roleArn) ?? new Map()
    paces.set(roleArn, own)
    return own
  }
}

/**
 * Identifies a run by run, attempt and job: a manual rerun has a new attempt, and therefore a different name. Outside
 * GitHub Actions, each start is a separate run.
 */
function runNameOf({ GITHUB_RUN_ID, GITHUB_RUN_ATTEMPT, GITHUB_JOB }: Environment): string {
  if (!GITHUB_RUN_ID) return `started ${systemClock.now()}`
  return [GITHUB_RUN_ID, GITHUB_RUN_ATTEMPT ?? '1', GITHUB_JOB ?? ''].join('/')
}
