import { hostname, tmpdir } from 'node:os'
import { systemClock } from '../clock.ts'
import type { MigrationPorts } from '../migration/run/ports.ts'
import type { ModePorts } from '../ports.ts'
import { present } from '../present.ts'
import { isRunning } from '../workspace/write/lock-file.ts'
import { replaceWhole } from '../workspace/write/writer.ts'
import type { Environment } from './github-context.ts'
import { VERSION } from './version.ts'

/**
 * migrationPorts adds the access that only a migration needs: secret stores with values, role policies, files of the
 * repository, pull requests. Loaded late, for that mode only.
 */
export function migrationPorts(ports: ModePorts, environment: Environment): MigrationPorts {
  const { RUNNER_TEMP, GITHUB_REPOSITORY } = environment
  return {
    ...ports,
    connectMigration: async options => {
      const { connectMigration } = await import('../aws/connect-migration.ts')
      const { clock, gate, log } = ports
      const shared = { environment, clock, version: VERSION, gate, ...present({ asking: log.asking }) }
      const paces = ports.pacesFor?.(options)
      return connectMigration({ ...present({ paces }), ...options, ...shared })
    },
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
    ...(GITHUB_REPOSITORY ? { repository: GITHUB_REPOSITORY } : {}),
    openPullRequest: async wanted => {
      const { openPullRequest } = await import('../github/open-pull-request.ts')
      return openPullRequest(wanted, { variables: environment, clock: systemClock, gate: ports.gate })
    }
  }
}
