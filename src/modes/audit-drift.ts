import type { DriftRow } from '../audit/audit.ts'
import { shortRevision } from '../audit/audit.ts'
import type { AuditConfiguration } from '../inputs/configuration.ts'
import type { Report } from '../report/report.ts'
import { openClouds } from './clouds.ts'
import { makePlan } from './make-plan.ts'
import type { ModePorts } from './ports.ts'
import { prepareTargets } from './prepare.ts'

/** How the files differ from what runs, and what was found in them. */
export type Drift = {
  readonly rows: readonly DriftRow[]
  readonly report: Pick<Report, 'files' | 'unscanned' | 'findings' | 'excepted' | 'problems' | 'remarks'>
}

/** findDrift makes the plan that a deploy of the files would have, and keeps the names of the places that differ. It only reads. */
export async function findDrift(configuration: AuditConfiguration, ports: ModePorts): Promise<Drift> {
  // nothing is written, neither rendered files nor anything else
  const { renderedFolder: _nowhere, ...reading } = ports
  const clouds = openClouds(reading, configuration.maxRetries)
  const asPlan = { ...configuration, mode: 'plan' as const }
  const preparation = await prepareTargets(asPlan, reading, clouds)
  const { report, plan } = await makePlan(preparation, asPlan, { ports: reading, clouds })
  const { files, unscanned, findings, excepted, problems, remarks } = report
  const rows = (plan?.services ?? []).flatMap(({ service, file, definitionId }): DriftRow[] => {
    const definition = plan?.definitions.find(({ id }) => id === definitionId)
    if (!definition || definition.differences.length === 0) return []
    const revision = definition.comparedWith === undefined ? '' : shortRevision(definition.comparedWith)
    return [{ service, file, revision, paths: definition.differences.map(({ path }) => path) }]
  })
  return { rows, report: { files, unscanned, findings, excepted, problems, remarks } }
}
