import type { ProjectRules } from '../../check/project-rules.ts'
import { makePlan } from '../../deploy/plan/make-plan.ts'
import { prepareDefinitions } from '../../deploy/prepare/prepare.ts'
import { connectAccounts } from '../../deploy/target.ts'
import type { AwsConfiguration } from '../../inputs/configuration.ts'
import type { ModePorts } from '../../ports.ts'
import type { Report } from '../../report/report.ts'
import { placeKeyOf } from '../../rollout/outcome.ts'

/**
 * A difference between a file and what runs, by the names of the fields. `place` distinguishes services of one name
 * (placeKeyOf).
 */
export type PlacedDrift = { readonly file: string; readonly place: string; readonly paths: readonly string[] }

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

/** findDrift plans a deployment of the files, and keeps the names of the fields that differ. It only reads. */
export async function findDrift(configuration: AwsConfiguration, ports: ModePorts): Promise<Drift> {
  // Nothing is written, not even rendered files.
  const { renderedFolder: _nowhere, ...reading } = ports
  const aws = connectAccounts(reading, configuration.maxRetries)
  const asPlan = {
    ...configuration,
    mode: 'plan' as const,
    failOn: 'error' as const,
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
    const paths = definition.differences.map(({ path }) => path)
    return [{ file, paths, place: placeKeyOf({ service, ...site }) }]
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
