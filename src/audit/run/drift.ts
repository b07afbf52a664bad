import { lastPartOf } from '../../arn.ts'
import type { HouseRules } from '../../checking/house-rules.ts'
import { connectAccounts } from '../../deploying/connections.ts'
import { makePlan } from '../../deploying/plan/make-plan.ts'
import { prepareDefinitions } from '../../deploying/prepare/prepare.ts'
import type { AwsConfiguration } from '../../inputs/configuration.ts'
import type { ModePorts } from '../../ports.ts'
import type { Report } from '../../report/report.ts'
import type { DriftRow } from '../audit.ts'

/** A row, with the place of its service: in two regions one name stands for two services. */
export type PlacedDrift = DriftRow & { readonly place: string }

/** placeKeyOf tells services of one name apart. */
export function placeKeyOf(of: {
  readonly service: string
  readonly cluster: string
  readonly region: string
}): string {
  return JSON.stringify([of.region, lastPartOf(of.cluster), of.service])
}

/** namesFiles says whether there are files to compare with: those that inputs name, or that the configuration file does. */
export function namesFiles(
  { taskDefinition }: Pick<AwsConfiguration, 'taskDefinition'>,
  { resolved }: Pick<HouseRules, 'resolved'>
): boolean {
  return (
    taskDefinition.length > 0 ||
    [...resolved.services, ...resolved.tasks].some(({ base }) => base?.kind === 'file')
  )
}

/** How the files differ from what runs, and what was found in them. */
export type Drift = {
  readonly rows: readonly PlacedDrift[]
  /** The file that each service was compared with, by `placeKeyOf`; not of one whose revision may not be read. */
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
  const rows = (plan?.services ?? []).flatMap(({ service, site, file, definitionId }): PlacedDrift[] => {
    const definition = plan?.definitions.find(({ id }) => id === definitionId)
    if (!definition || definition.differences.length === 0) return []
    const revision = definition.comparedWith === undefined ? '' : lastPartOf(definition.comparedWith)
    const paths = definition.differences.map(({ path }) => path)
    const { cluster, region } = site
    return [
      {
        service,
        cluster: lastPartOf(cluster),
        region,
        file,
        revision,
        paths,
        place: placeKeyOf({ service, ...site })
      }
    ]
  })
  const compared = new Map(
    (plan?.services ?? []).flatMap(({ service, site, file, definitionId }) =>
      plan?.definitions.some(({ id, comparedWith }) => id === definitionId && comparedWith !== undefined)
        ? [[placeKeyOf({ service, ...site }), file] as const]
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
