import { type DocumentNode, itemsOf, memberOf, type Origin, stringOf } from '../../document/tree.ts'
import type { CommonConfiguration } from '../../inputs/configuration.ts'
import { present } from '../../present.ts'
import type { ExplainedDefinition, ExplainedValue } from '../../report/explained.ts'
import type { Report } from '../../report/report.ts'
import type { PreparedDefinition } from './render-all.ts'

/** explanationOf explains all definitions of a run, if requested. */
export function explanationOf(
  prepared: readonly PreparedDefinition[],
  { explain, config, environment }: Pick<CommonConfiguration, 'explain' | 'config' | 'environment'>
): Pick<Report, 'explained'> {
  if (!explain) return {}
  return { explained: prepared.map(one => explainDefinition(one, config.file, environment)) }
}

/**
 * Returns the origin of every leaf of a definition, and for every key of its entry in the configuration file the level
 * that set it last. Contains no values.
 */
function explainDefinition(
  { target, root, family }: PreparedDefinition,
  configFile: string,
  environment: string | undefined
): ExplainedDefinition {
  const explain = (path: string, origin: Origin): ExplainedValue => {
    if (origin.kind === 'input') return { path, from: 'input', input: origin.input }
    const from = origin.file === configFile ? levelOf(origin.pointer) : 'file'
    return { path, from, ...present({ place: target.place(origin) }) }
  }
  const { entry } = target
  return {
    name: entry?.key ?? target.service ?? family,
    leaves: leavesOf(root, '').map(([path, origin]) => explain(path, origin)),
    settings: (entry?.said ?? []).map(({ key, layer, place }) => ({
      path: key,
      from: layer,
      ...present({ place })
    })),
    ...present({ environment })
  }
}

type Leaf = readonly [string, Origin]

function leavesOf(node: DocumentNode, path: string): readonly Leaf[] {
  if (node.kind === 'object' && node.members.length > 0)
    return node.members.flatMap(({ key, value }) => leavesOf(value, path === '' ? key : `${path}.${key}`))
  if (node.kind === 'array' && node.items.length > 0)
    return itemsOf(node).flatMap((item, index) => leavesOf(item, `${path}[${nameOf(item) ?? index}]`))
  return [[path, node.origin]]
}

/** Containers and variables are identified by name. */
function nameOf(item: DocumentNode): string | undefined {
  return stringOf(memberOf(item, 'name')?.value)
}

/** The level of the configuration file that a pointer refers to. */
function levelOf(pointer: string): string {
  const steps = pointer.split('/').slice(1)
  const length = steps[0] !== 'environments' ? 2 : steps[2] === 'services' || steps[2] === 'tasks' ? 4 : 2
  const isEntry = ['services', 'tasks', 'environments'].includes(steps[0] ?? '')
  return isEntry ? steps.slice(0, length).join('.') : 'defaults'
}
