import { hostname, tmpdir } from 'node:os'
import { connectGithub } from '../action/github/connect.ts'
import { openPullRequest } from '../action/github/open-pull-request.ts'
import type { AuditPorts } from '../audit/run/ports.ts'
import { connectAudit, connectAws } from '../aws/connect.ts'
import { connectFiles, connectMigration, connectValues } from '../aws/connect-values.ts'
import { systemClock } from '../clock.ts'
import { isRunning } from '../files/write/lock-file.ts'
import { replaceWhole } from '../files/write/writer.ts'
import type { AwsConfiguration } from '../inputs/configuration.ts'
import type { MigrationPorts } from '../migrate/run/ports.ts'
import type { SecretStores } from '../migrate/run/secret-values.ts'
import type { ModePorts } from '../ports.ts'
import { present } from '../present.ts'
import { type Environment, environmentVariables, githubContext } from './github-context.ts'
import { baseFor } from './pull-request-base.ts'
import type { RunRequest } from './run-mode.ts'
import { VERSION } from './version.ts'

/** portsFor returns the access of a run. Nothing is connected before its first call. */
export function portsFor(request: RunRequest): ModePorts {
  const { environment, workspace, area, log, gate, clock, mask, keepSource, signal } = request
  const github = githubContext(environment)
  const connection = connectionOf(request, environment)
  return {
    ...{ workspace, area, log, gate, mask, keepSource, signal, clock, github },
    ...present({
      base: baseFor(request, github),
      standardInput: request.standardInput,
      renderedFolder: request.renderedFolder
    }),
    env: environmentVariables(environment),
    runName: runNameOf(environment),
    recordDeployment: async (name, token) => {
      request.beforeCalls?.()
      const options = { token, variables: environment, clock: systemClock, signal, gate }
      return connectGithub(options).recordDeployment(name)
    },
    connectAws: async options => {
      request.beforeCalls?.()
      return connectAws({ ...options, ...connection })
    },
    connectAges: async options => connectAudit({ ...options, ...connection })
  }
}

/** What every connection of a run to AWS has in common. */
function connectionOf(
  { clock, gate, log, signal }: Pick<ModePorts, 'clock' | 'gate' | 'log' | 'signal'>,
  environment: Environment
) {
  return {
    environment,
    clock,
    version: VERSION,
    signal,
    gate,
    roles: new Map(),
    ...present({ asking: log.asking })
  }
}

/** auditPorts adds the access that only modes that read live resources need. */
export function auditPorts(ports: ModePorts, environment: Environment): AuditPorts {
  const connection = connectionOf(ports, environment)
  return {
    ...ports,
    connectAudit: async options => connectAudit({ ...options, ...connection }),
    connectValues: async options => connectValues({ ...options, ...connection }),
    connectFiles: async options => connectFiles({ ...options, ...connection })
  }
}

/**
 * migrationPorts adds the access that only a migration needs: secret stores with values, role policies, files of the
 * repository, pull requests.
 */
export function migrationPorts(ports: ModePorts, environment: Environment): MigrationPorts {
  const { RUNNER_TEMP, GITHUB_REPOSITORY } = environment
  // a step of a migration is not abandoned half-way when the run is cancelled
  const { signal: _, ...connection } = connectionOf(ports, environment)
  return {
    ...ports,
    connectMigration: async options => connectMigration({ ...options, ...connection }),
    files: {
      replace: (file, text, root) =>
        replaceWhole(
          { area: ports.area, file, ...present({ root }) },
          text,
          root === undefined ? 0o644 : 0o600
        )
    },
    process: { pid: process.pid, host: hostname(), isAlive: isRunning },
    temporaryFolder: RUNNER_TEMP || tmpdir(),
    ...present({ repository: GITHUB_REPOSITORY || undefined }),
    openPullRequest: wanted =>
      openPullRequest(wanted, { variables: environment, clock: systemClock, gate: ports.gate })
  }
}

/**
 * storesFor returns the connection that stores secrets and reads those that carry the tags of the run: only a run with
 * `secret-values` gets it.
 */
export function storesFor(
  { secretInputs }: AwsConfiguration,
  ports: ModePorts,
  environment: Environment
): SecretStores | undefined {
  if (secretInputs === undefined) return undefined
  const { connectMigration: connectStores, repository } = migrationPorts(ports, environment)
  return { connectStores, ...present({ repository }) }
}

/**
 * Identifies a run by run, attempt and job: a manual rerun has a new attempt, and therefore a different name. Outside
 * GitHub Actions, each start is a separate run.
 */
function runNameOf({ GITHUB_RUN_ID, GITHUB_RUN_ATTEMPT, GITHUB_JOB }: Environment): string {
  if (!GITHUB_RUN_ID) return `started ${systemClock.now()}`
  return [GITHUB_RUN_ID, GITHUB_RUN_ATTEMPT ?? '1', GITHUB_JOB ?? ''].join('/')
}
