import type { ProjectRules } from '../../checking/decisions/rule-decisions.ts'
import { loadSources, ofEntry } from '../../checking/load/load-sources.ts'
import type { LoadedDefinitionSources } from '../../checking/load/source.ts'
import type { CommonConfiguration, LiveBase } from '../../inputs/configuration.ts'
import { present } from '../../present.ts'
import type { DeployingPorts } from '../connections.ts'

/**
 * loadDefinitions loads the definitions of a run: from files, including those that an earlier step rendered, or from
 * ECS.
 */
export async function loadDefinitions(
  configuration: CommonConfiguration & { readonly region: string; readonly base?: LiveBase },
  { placement, resolved }: Pick<ProjectRules, 'placement' | 'resolved'>,
  run: DeployingPorts
): Promise<LoadedDefinitionSources> {
  const { base } = configuration
  const { ports } = run
  if (base !== undefined) {
    const { loadLive } = await import('./live-sources.ts')
    return tiedLive(await loadLive(base, { configuration, placement }, run), resolved)
  }
  const handed = { ...ports, ...present({ temporary: ports.area.temporary }) }
  const loaded = await loadSources(configuration, handed, resolved)
  if (![...resolved.services, ...resolved.tasks].some(({ base: own }) => own?.kind === 'live')) return loaded
  const { withLiveEntries } = await import('./live-entries.ts')
  return withLiveEntries(loaded, configuration, { resolved, placement, run })
}

/** A definition that an input takes from ECS gets the configuration file's settings for its service, like a file. */
function tiedLive(
  loaded: LoadedDefinitionSources,
  resolved: ProjectRules['resolved']
): LoadedDefinitionSources {
  const targets = loaded.targets.map(target => {
    const entry = resolved.services.find(({ key }) => key === target.service)
    return { ...target, ...ofEntry(target, entry, resolved) }
  })
  return { ...loaded, targets }
}
