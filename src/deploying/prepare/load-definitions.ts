import type { HouseRules } from '../../checking/house-rules.ts'
import { type LoadedDefinitionSources, loadSources, ofEntry } from '../../checking/load-sources.ts'
import type { CommonConfiguration, LiveBase } from '../../inputs/configuration.ts'
import { present } from '../../present.ts'
import type { DeployingPorts } from '../connections.ts'

/**
 * loadDefinitions loads what a run works on: files, also those that a step before rendered, or definitions that ECS has.
 */
export async function loadDefinitions(
  configuration: CommonConfiguration & { readonly region: string; readonly base?: LiveBase },
  { placement, resolved }: Pick<HouseRules, 'placement' | 'resolved'>,
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

/** What an input takes from ECS gets what the configuration file says of its service, like a file. */
function tiedLive(
  loaded: LoadedDefinitionSources,
  resolved: HouseRules['resolved']
): LoadedDefinitionSources {
  const targets = loaded.targets.map(target => {
    const entry = resolved.services.find(({ key }) => key === target.service)
    return { ...target, ...ofEntry(target, entry, resolved) }
  })
  return { ...loaded, targets }
}
