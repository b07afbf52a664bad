import { lastPartOf } from '../../arn.ts'
import { connectAccounts } from '../../deploying/connections.ts'
import { makePlan } from '../../deploying/plan/make-plan.ts'
import { prepareDefinitions } from '../../deploying/prepare/prepare.ts'
import type { AwsConfiguration } from '../../inputs/configuration.ts'
import type { ModePorts } from '../../ports.ts'
import type { Report } from '../../report/report.ts'
import type { DriftRow } from '../audit.ts'

/** How the files differ from what runs, and what was found in them. */
export type Drift = {
  readonly rows: readonly DriftRow[]
  /** The file that each service was compared with; not of one whose revision may not be read. */
  readonly compared: ReadonlyMap<string, string>
  readonly report: Pick<Report, 'files' | 'unscanned' | 'findings' | 'excepted' | 'problems' | 'remarks'>
}

/**
 * findDrift makes the plan that a deploy of the files would have, and keeps the names of the places that differ. It
 * only reads.
 */
export async function findDrift(configuration: AwsConfiguration, ports: ModePorts): Promise<Drift> {
  // nothing is written, neither rendered files nor anything else
  const { renderedFolder: _nowhere, ...reading } = ports
  const aws = connectAccounts(reading, configuration.maxRetries)
  const asPlan = {
    ...configuration,
    mode: 'plan' as const,
    verifyPermissions: 'off' as const,
    allowFamilyChange: true
  }
  const preparation = await prepareDefinitions(asPlan, reading, aws)
  const planning = { ports: reading, aws, onlyCompares: true as const }
  const first = await makePlan(preparation, asPlan, planning)
  const absent = absentIn(first.report)
  const there = preparation.prepared.filter(({ target }) => !absent.includes(target.service ?? ''))
  const { report, plan } =
    absent.length === 0 ? first : await makePlan({ ...preparation, prepared: there }, asPlan, planning)
  const { files, unscanned, findings, excepted, problems } = report
  const remarks = [...report.remarks, ...absent.map(notThere)]
  const rows = (plan?.services ?? []).flatMap(({ service, file, definitionId }): DriftRow[] => {
    const definition = plan?.definitions.find(({ id }) => id === definitionId)
    if (!definition || definition.differences.length === 0) return []
    const revision = definition.comparedWith === undefined ? '' : lastPartOf(definition.comparedWith)
    return [{ service, file, revision, paths: definition.differences.map(({ path }) => path) }]
  })
  const compared = new Map(
    (plan?.services ?? []).flatMap(({ service, file, definitionId }) =>
      plan?.definitions.some(({ id, comparedWith }) => id === definitionId && comparedWith !== undefined)
        ? [[service, file] as const]
        : []
    )
  )
  return { rows, compared, report: { files, unscanned, findings, excepted, problems, remarks } }
}

/**
 * A file of a service that was never deployed is no drift; services that were named are missed where they are
 * looked at.
 */
function absentIn({ problems }: Report): readonly string[] {
  return problems.flatMap(({ code, service }) =>
    code === 'service-not-found' && service !== undefined ? [service] : []
  )
}

function notThere(service: string): Report['remarks'][number] {
  return {
    message: `Service "${service}" is not in ECS, so its file was not compared with anything that runs.`
  }
}
