import type { AuditPorts } from '../audit/run/ports.ts'
import { assertNever } from '../errors.ts'
import type { Configuration } from '../inputs/configuration.ts'
import type { ModePorts } from '../ports.ts'
import { emptyReport, type Report } from '../report/report.ts'
import type { Environment } from './github-context.ts'

/** runOtherMode runs the modes that are not loaded for a check, a plan or a deploy. */
export async function runOtherMode(
  configuration: Exclude<Configuration, { readonly mode: 'check' | 'plan' | 'deploy' }>,
  ports: ModePorts,
  environment: Environment
): Promise<Report> {
  const { mode } = configuration
  // `migrate` and `render` read the files anyway.
  if (mode === 'render' || mode === 'migrate') return run(configuration, ports, environment)
  const { lostFiles } = await import('./lost-files.ts')
  const { problems, remarks } = await lostFiles(configuration, ports)
  if (problems.length > 0) return { ...emptyReport(mode), problems }
  for (const { message } of remarks) ports.log.notice(message)
  const report = await run(configuration, ports, environment)
  return { ...report, remarks: [...remarks, ...report.remarks] }
}

async function run(...[configuration, ports, environment]: Parameters<typeof runOtherMode>): Promise<Report> {
  switch (configuration.mode) {
    case 'render': {
      const { runRender } = await import('../modes/render.ts')
      return runRender(configuration, ports)
    }
    case 'status': {
      const { runStatus } = await import('../modes/status.ts')
      return runStatus(configuration, await auditPorts(ports, environment))
    }
    case 'continue': {
      const { runContinue } = await import('../modes/continue.ts')
      return runContinue(configuration, ports)
    }
    case 'rollback': {
      const { runRollback } = await import('../modes/rollback.ts')
      return runRollback(configuration, ports)
    }
    case 'migrate': {
      const { runMigrate } = await import('../modes/migrate.ts')
      const { migrationPorts } = await import('./migrate-ports.ts')
      return runMigrate(configuration, migrationPorts(ports, environment))
    }
    case 'audit': {
      const { runAudit } = await import('../modes/audit.ts')
      return runAudit(configuration, await auditPorts(ports, environment))
    }
    case 'rotate-restart': {
      const { runRotateRestart } = await import('../modes/rotate-restart.ts')
      return runRotateRestart(configuration, await auditPorts(ports, environment))
    }
    default:
      return assertNever(configuration)
  }
}

async function auditPorts(ports: ModePorts, environment: Environment): Promise<AuditPorts> {
  const { auditPorts: made } = await import('./audit-ports.ts')
  return made(ports, environment)
}
