import { lastPartOf } from '../../arn.ts'
import type { ProjectRules } from '../../checking/decisions/rule-decisions.ts'
import { connectAccounts } from '../../deploying/connections.ts'
import { makePlan } from '../../deploying/plan/make-plan.ts'
import { prepareDefinitions } from '../../deploying/prepare/prepare.ts'
import type { AwsConfiguration } from '../../inputs/configuration.ts'
import type { ModePorts } from '../../ports.ts'
import { present } from '../../present.ts'
import type { Report } from '../../report/report.ts'
import type { DriftRow } from '../audit.ts'

/** A row with its service's location, because services in two Regions can have the same name. */
export type PlacedDrift = DriftRow & { readonly place: string }

/** placeKeyOf returns a key that distinguishes services with the same name. */
export function placeKeyOf(of: {
  readonly service: string
  readonly cluster: string
  readonly region: string
}): string {
  return JSON.stringify([of.region, lastPartOf(of.cluster), of.service])
}

/** namesFiles reports whether there are files to compare with: those that inputs or the configuration file name. */
export function namesFiles(
  { taskDefinition }: Pick<AwsConfiguration, 'taskDefinition'>,
  { resolved }: Pick<ProjectRules, 'resolved'>
): boolean {
  return (
    taskDefinition.length > 0 ||
    [...resolved.services, ...resolved.tasks].some(({ base }) => base?.kind === 'file')
  )
}

/** How the files differ from what runs, and what was found in them. */
export type Drift = {
  readonly rows: readonly PlacedDrift[]
  /**
   * The file that each service was compared with, by `placeKeyOf`. A service whose revision may not be read has none.
   */
  readonly compared: ReadonlyMap<string, string>
  readonly report: Pick<Report, 'files' | 'unscanned' | 'findings' | 'excepted' | 'problems' | 'remarks'>
}

/**
 * driftTo compares the files with what runs, for an audit; undefined if there are none. Files named by inputs must be
 * comparable. Files named by the configuration file are compared as far as possible without a deploy's inputs: a
 * missing variable or image tag is not a defect of what is running.
 */
export async function driftTo(
  configuration: AwsConfiguration,
  ports: ModePorts,
  project: ProjectRules
): Promise<Drift | undefined> {
  if (!namesFiles(configuration, project)) return undefined
  const drift = await findDrift(configuration, ports)
  if (configuration.taskDefinition.length > 0) return drift
  const { problems, remarks } = drift.report
  const told = problems.map(({ message, place }) => ({
    message: `Not verified: how the files of the configuration file differ from what runs. ${message}`,
    isUnverified: true as const,
    ...present({ place })
  }))
  return { ...drift, report: { ...drift.report, problems: [], remarks: [...remarks, ...told] } }
}

/** findDrift plans a deployment of the files, and keeps the names of the fields that differ. It only reads. */
export async function findDrift(configuration: AwsConfiguration, ports: ModePorts): Promise<Drift> {
  // Nothing is written, not even rendered files.
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
 * The file of a service that was never deployed is not drift. Named services that are missing are reported where they
 * are read.
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
