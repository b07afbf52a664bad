import type { ProjectRules } from '../../checking/decisions/rule-decisions.ts'
import { chosenTasks, tasksBefore } from '../../checking/layout/layout-sources.ts'
import { findSources } from '../../checking/load/load-sources.ts'
import { siteOfTarget } from '../../configuration/placement.ts'
import type { ResolvedEntry, ResolvedLayout } from '../../configuration/resolved.ts'
import type { Problem } from '../../errors.ts'
import type { DeployConfiguration, PlanConfiguration } from '../../inputs/configuration.ts'
import type { ModePorts } from '../../ports.ts'
import { present } from '../../present.ts'
import type { TargetSite } from '../prepare/inspect-services.ts'

/** A service, or a scheduled task, that a run deploys if it has changed. */
export type DeployableService = {
  readonly key: string
  /** Its name in ECS. */
  readonly service: string
  readonly site: TargetSite
  /** Its task definition file, relative to the workspace; absent for a live definition. */
  readonly file?: string
  /** Its entry in the configuration file. */
  readonly entry?: ResolvedEntry
  /** Tasks that run before it: their changes count as its changes. */
  readonly tasks: ResolvedLayout['tasks']
}

/** findDeployable lists all services that the files and the configuration file name. */
export async function findDeployable(
  configuration: PlanConfiguration | DeployConfiguration,
  { resolved, placement }: Pick<ProjectRules, 'resolved' | 'placement'>,
  ports: ModePorts
): Promise<{ readonly candidates: readonly DeployableService[]; readonly problems: readonly Problem[] }> {
  const handed = { ...ports, ...present({ temporary: ports.area.temporary }) }
  const found = await findSources({ ...configuration, services: 'all' }, handed, resolved)
  const files = found.selected.flatMap(({ service: key, file, entry }) =>
    key === undefined ? [] : [{ key, file, ...present({ entry }) }]
  )
  const live = configuration.taskDefinition.length > 0 ? [] : resolved.services.filter(isLive)
  const scheduled = chosenTasks([], resolved, 'all').map(entry => {
    const file = found.selected.find(one => one.entry === entry)?.file
    return { key: entry.key, entry, ...present({ file }) }
  })
  const all = [...files, ...live.map(entry => ({ key: entry.key, entry })), ...scheduled]
  const order = [...resolved.services, ...resolved.tasks].map(({ key }) => key)
  const candidates = all.map(({ entry, ...one }) => ({
    ...one,
    ...present({ entry }),
    service: entry?.kind === 'service' ? entry.name : one.key,
    site: siteOfTarget({ service: one.key, ...present({ entry }) }, placement, configuration),
    tasks: entry?.kind === 'task' ? [] : tasksBefore(one.key, resolved)
  }))
  const sorted = candidates.toSorted((a, b) => order.indexOf(a.key) - order.indexOf(b.key))
  return { candidates: sorted, problems: found.problems }
}

function isLive({ base }: ResolvedEntry): boolean {
  return base?.kind === 'live'
}
