import type { ProjectRules } from '../../checking/decisions/rule-decisions.ts'
import { chosenServices, chosenTasks } from '../../checking/layout/layout-sources.ts'
import { ofEntry } from '../../checking/load/load-sources.ts'
import type { DefinitionSource, LoadedDefinitionSources } from '../../checking/load/source.ts'
import { siteOfTarget } from '../../configuration/placement.ts'
import type { ResolvedEntry, ResolvedLayout } from '../../configuration/resolved.ts'
import type { Problem } from '../../errors.ts'
import type { CommonConfiguration } from '../../inputs/configuration.ts'
import { present } from '../../present.ts'
import type { DeployingPorts } from '../connections.ts'
import { loadRevision, runningRevision } from './live-sources.ts'

/** liveEntriesOf returns the services and tasks of a run that use the definition in ECS. */
export function liveEntriesOf(
  configuration: CommonConfiguration,
  resolved: ResolvedLayout
): readonly ResolvedEntry[] {
  if (configuration.taskDefinition.length > 0) return []
  return chosenOf(configuration, resolved).filter(({ base }) => base?.kind === 'live')
}

function chosenOf(configuration: CommonConfiguration, resolved: ResolvedLayout): readonly ResolvedEntry[] {
  const { services } = chosenServices(configuration, resolved)
  return [...services, ...chosenTasks(services, resolved, configuration.services)]
}

type Entry = { readonly target: DefinitionSource } | { readonly problems: readonly Problem[] }

/**
 * withLiveEntries adds the services and tasks of the configuration file that use the definition in ECS. Each is named
 * `live:` and its key, also in exceptions. Does not throw AWS errors.
 */
export async function withLiveEntries(
  loaded: LoadedDefinitionSources,
  configuration: CommonConfiguration & { readonly region: string },
  {
    resolved,
    placement,
    run
  }: Pick<ProjectRules, 'resolved' | 'placement'> & { readonly run: DeployingPorts }
): Promise<LoadedDefinitionSources> {
  const live = liveEntriesOf(configuration, resolved)
  if (live.length === 0) return loaded
  const entries = await Promise.all(
    live.map(async (entry): Promise<Entry> => {
      const site = siteOfTarget({ entry }, placement, configuration)
      const found = await revisionOf(entry, site, run)
      if ('problem' in found) return { problems: [found.problem] }
      const { source, problems } = await loadRevision({ site, name: entry.key, ...found }, run)
      const service = entry.kind === 'service' ? entry.key : undefined
      return source
        ? { target: { ...source, ...ofEntry(source, entry, resolved), ...present({ service }) } }
        : { problems }
    })
  )
  const added = entries.flatMap(one => ('target' in one ? [one.target] : []))
  const order = chosenOf(configuration, resolved).map(({ key, kind }) => `${kind} ${key}`)
  const placeOf = ({ entry }: DefinitionSource) => (entry ? order.indexOf(`${entry.kind} ${entry.key}`) : -1)
  return {
    ...loaded,
    files: [...loaded.files, ...added.map(({ document }) => document.file)],
    targets: [...loaded.targets, ...added].sort((a, b) => placeOf(a) - placeOf(b)),
    problems: [...loaded.problems, ...entries.flatMap(one => ('problems' in one ? one.problems : []))]
  }
}

async function revisionOf(
  entry: ResolvedEntry,
  site: Parameters<typeof runningRevision>[1],
  run: DeployingPorts
): Promise<{ readonly revision: string; readonly isRunning?: true } | { readonly problem: Problem }> {
  const family = entry.base?.kind === 'live' ? entry.base.family : undefined
  if (family !== undefined) return { revision: family }
  if (entry.kind === 'service') return runningRevision({ service: entry.name, key: entry.key }, site, run)
  return {
    problem: {
      code: 'bad-placement',
      fault: 'user',
      message: `"task-definition" of task "${entry.key}" is live, but nothing runs a task all the time.`,
      hint: 'Name the family: task-definition: {live: FAMILY}.',
      ...present({ place: entry.base?.place })
    }
  }
}
