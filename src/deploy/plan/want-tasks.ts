import type { Problem } from '../../errors.ts'
import { namedByKey, type Placement, siteOf } from '../../inputs/configuration/placement.ts'
import type { AwsConfiguration } from '../../inputs/configuration.ts'
import { type JsonObject, objectsIn } from '../../json.ts'
import { present } from '../../present.ts'
import type { ServiceState, Site } from '../../rollout/ports.ts'
import { MISSING } from '../comparison/decide.ts'
import type { WantedTask } from '../comparison/plan.ts'
import type { NamedService } from '../prepare/inspect-services.ts'
import type { PreparedDefinition } from '../prepare/render-all.ts'

/** networkServices returns the services outside the run whose network configuration tasks use: they are read too. */
export function networkServices(
  prepared: readonly PreparedDefinition[],
  placement: Placement,
  configuration: AwsConfiguration
): readonly NamedService[] {
  const known = new Set(prepared.flatMap(({ target }) => target.service ?? []))
  const wanted = prepared.flatMap(({ target: { entry } }) =>
    entry?.kind === 'task' && entry.task.run === 'before' ? (entry.task.networkFrom ?? []) : []
  )
  return [...new Set(wanted)].flatMap(key => {
    const { cluster, ...rest } = siteOf(key, placement, configuration)
    return known.has(key) || cluster === undefined
      ? []
      : [{ ...namedByKey(key, placement), site: { ...rest, cluster } }]
  })
}

/** The services whose network configuration tasks use: existing services, and services that will be created. */
type Homes = {
  readonly states: ReadonlyMap<string, ServiceState>
  readonly creationOf: (key: string) => JsonObject | undefined
}

/** wantTask returns how the task of a definition runs before the services; undefined for any other definition. */
export function wantTask(
  { target: { entry }, site }: PreparedDefinition,
  definition: JsonObject,
  { states, creationOf }: Homes
): WantedTask | undefined {
  if (entry?.kind !== 'task' || entry.task.run !== 'before') return undefined
  const { key, task } = entry
  const { networkFrom = '', command } = task
  const state = states.get(networkFrom)
  const home = state === undefined || state.status === MISSING ? creationOf(networkFrom) : state.raw
  const container = task.container ?? containerNames(definition)[0]
  return {
    key,
    cluster: (site as Site).cluster,
    for: task.for,
    containerOverrides: command && container ? [{ name: container, command }] : [],
    ...present({ home })
  }
}

/** unnamedContainers finds tasks with a command and several containers, but without the name of the container. */
export function unnamedContainers(
  definitions: readonly { readonly item: PreparedDefinition; readonly definition: JsonObject }[]
): readonly Problem[] {
  return definitions.flatMap(({ item, definition }) => {
    const { entry } = item.target
    if (entry?.kind !== 'task' || entry.task.command === undefined || entry.task.run !== 'before') return []
    const names = containerNames(definition)
    const place = entry.written
    if (entry.task.container !== undefined || names.length < 2) return []
    return [
      {
        code: 'container-not-named',
        fault: 'user' as const,
        message: `"command" of "${entry.key}": the definition has ${names.length} containers (${names.join(', ')}), and none is named.`,
        hint: 'Name the one that the command is for: container: NAME.',
        ...present({ place })
      }
    ]
  })
}

/** containerNames lists the names of a definition's containers. */
export function containerNames({ containerDefinitions }: JsonObject): readonly string[] {
  return objectsIn(containerDefinitions).map(({ name }) => String(name ?? ''))
}
