import { refusalOf } from '../../aws/explain.ts'
import type { Problem } from '../../errors.ts'
import type { AuditConfiguration } from '../../inputs/configuration.ts'
import type { Use } from '../audit.ts'
import { exposedRevisions } from '../judge-services.ts'
import { readArea } from './area.ts'
import { type Area, connectArea, withEveryCluster } from './areas.ts'
import type { AuditedArea } from './assemble.ts'
import { compareFiles, fileValues, scanFiles } from './files.ts'
import { liveValues } from './history.ts'
import type { AuditPorts } from './ports.ts'
import { purgeArea } from './purge.ts'
import { surveyAreaSecrets } from './secrets.ts'
import { readValues, withComparedUses, withComparedValues } from './values.ts'

/** An area of which nothing has been purged. */
export type ReadArea = Omit<AuditedArea, 'purged'>

/**
 * purgeAll purges the areas one by one, once everything has been read. What was purged before an area failed stays in
 * the report.
 */
export async function purgeAll(
  areas: readonly ReadArea[],
  ports: AuditPorts
): Promise<{ readonly seen: readonly AuditedArea[]; readonly problems: readonly Problem[] }> {
  const seen: AuditedArea[] = []
  for (const [index, area] of areas.entries()) {
    try {
      seen.push({ ...area, purged: await purgeArea(area.snapshot, area.exposed, ports) })
    } catch (error) {
      return { seen: [...seen, ...areas.slice(index)], problems: [refusalOf(error)] }
    }
  }
  return { seen, problems: [] }
}

/** seeArea reads an area: what runs, its revisions, environment files and secrets. It only reads. Throws AwsError. */
export async function seeArea(
  asked: Area,
  configuration: AuditConfiguration,
  ports: AuditPorts & { readonly tasks: readonly Use[] }
): Promise<ReadArea> {
  const aws = await connectArea(asked.account, configuration, ports)
  const area = await withEveryCluster(asked, aws)
  const keepsDefinitions = configuration.compareValues || configuration.history
  const seen = await readArea(area, aws, { ...ports, keepsDefinitions })
  const asFound = seen.revisions.revisions
  const asRead = await scanFiles(seen, ports)
  const age = { now: ports.clock.now(), maxAgeDays: configuration.maxSecretAgeDays }
  const secrets = await surveyAreaSecrets(seen, asFound, age)
  const compared = configuration.compareValues
    ? await readValues(secrets, await ports.connectValues(aws.options), ports.mask)
    : undefined
  const snapshot = compared === undefined ? seen : withComparedUses(seen, compared.held)
  const revisions = compared === undefined ? asFound : withComparedValues(snapshot, compared.held)
  const files = compared === undefined ? asRead : compareFiles(asRead, compared.held)
  const placed = [...revisions.values()].map(revision => ({ ...revision, region: snapshot.region }))
  const exposed = exposedRevisions(placed, snapshot.uses, snapshot.targets)
  return {
    snapshot,
    revisions,
    files,
    exposed,
    secrets,
    values: configuration.history
      ? [...liveValues(snapshot), ...fileValues(files), ...(compared?.held ?? [])]
      : [],
    remarks: [...snapshot.remarks, ...secrets.remarks, ...(compared?.remarks ?? [])]
  }
}
