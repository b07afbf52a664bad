import { partitionOf } from '../../checking/contexts.ts'
import { type ObjectNode, toJson } from '../../document/tree.ts'
import type { Problem } from '../../errors.ts'
import { groupBy } from '../../group.ts'
import type { JsonObject } from '../../json.ts'
import { present } from '../../present.ts'
import type { Resolution } from '../../references/resolve.ts'
import { resolveReferences } from '../../references/resolve.ts'
import { accountKey, type DeployingPorts } from '../connections.ts'
import type { PreparedDefinition } from '../prepare/render-all.ts'
import type { ResolvedGroup } from './verify-plan.ts'

/** All definitions of a run with full ARNs, and the problems of references that could not be resolved. */
export type AllResolved = {
  readonly definitions: ReadonlyMap<PreparedDefinition, JsonObject>
  /** The same definitions as trees. */
  readonly trees: ReadonlyMap<PreparedDefinition, ObjectNode>
  readonly resolved: Resolution['resolved']
  readonly problems: readonly Problem[]
  readonly warnings: readonly Problem[]
  readonly groups: readonly ResolvedGroup[]
}

/**
 * resolveAll resolves every reference with the identity that deploys there, because a secret belongs to one account.
 */
export async function resolveAll(
  prepared: readonly PreparedDefinition[],
  run: Pick<DeployingPorts, 'aws'>
): Promise<AllResolved> {
  const groups = groupBy(prepared, ({ site }) => accountKey(site))
  const all = await Promise.all(groups.map(group => resolveGroup(group, run)))
  return {
    definitions: new Map(all.flatMap(({ definitions }) => [...definitions])),
    trees: new Map(all.flatMap(({ trees }) => [...trees])),
    resolved: all.flatMap(({ resolved }) => resolved),
    problems: all.flatMap(({ problems }) => problems),
    warnings: all.flatMap(({ warnings }) => warnings),
    groups: all.flatMap(({ groups }) => groups)
  }
}

async function resolveGroup(
  group: readonly PreparedDefinition[],
  { aws }: Pick<DeployingPorts, 'aws'>
): Promise<AllResolved> {
  const { region, roleArn } = (group[0] as PreparedDefinition).site
  const account = { region, ...present({ roleArn }) }
  const { directory } = await aws(account)
  const resolution = await resolveReferences(group.map(toUnresolved), {
    directory,
    region,
    partition: partitionOf(region)
  })
  const definitions = group.flatMap((item, index) => {
    const document = resolution.documents[index]
    return document ? [[item, toJson(document.root) as JsonObject] as const] : []
  })
  const trees = group.flatMap((item, index) => {
    const document = resolution.documents[index]
    return document ? [[item, document.root] as const] : []
  })
  const { resolved, problems, warnings, documents } = resolution
  return {
    definitions: new Map(definitions),
    trees: new Map(trees),
    resolved,
    problems,
    warnings,
    groups: [{ account, documents, resolved }]
  }
}

function toUnresolved(item: PreparedDefinition) {
  const { service, document, place } = item.target
  return { file: document.file, root: item.root, place, ...present({ service }) }
}
