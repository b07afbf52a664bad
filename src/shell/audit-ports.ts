import type { AuditPorts } from '../audit/run/ports.ts'
import type { ModePorts } from '../ports.ts'
import { present } from '../present.ts'
import type { Environment } from './github-context.ts'
import { VERSION } from './version.ts'

/**
 * auditPorts adds the access that only modes that read live resources need; the part that reads values is loaded on
 * demand.
 */
export function auditPorts(ports: ModePorts, environment: Environment): AuditPorts {
  const { clock, gate, signal, log } = ports
  const shared = { environment, clock, version: VERSION, gate, signal, ...present({ asking: log.asking }) }
  return {
    ...ports,
    connectAudit: async options => {
      const { connectAudit } = await import('../aws/connect-audit.ts')
      return connectAudit({ ...options, ...shared })
    },
    connectValues: async options => {
      const { connectValues } = await import('../aws/connect-audit.ts')
      return connectValues({ ...options, ...shared })
    },
    connectFiles: async options => {
      const { connectFiles } = await import('../aws/connect-audit.ts')
      return connectFiles({ ...options, ...shared })
    }
  }
}
