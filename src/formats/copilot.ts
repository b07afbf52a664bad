import {
  type ArrayNode,
  childOf,
  type DocumentNode,
  type Member,
  type ObjectNode,
  stringOf
} from '../document/tree.ts'
import { pairNode } from './rewrite.ts'

/** What AWS Copilot's manifests call the workloads that it makes task definitions for. */
const WORKLOAD = /^(?:Load Balanced Web Service|Backend Service|Worker Service|Scheduled Job)$/

const WORKLOAD_LINE =
  /^type:[ \t]{0,8}["']?(?:Load Balanced Web Service|Backend Service|Worker Service|Scheduled Job)/m

/** isCopilotManifest tells whether a file is the manifest of such a workload, which does not name a task definition. */
export function isCopilotManifest(file: string, bytes: Buffer): boolean {
  return /(?:^|\/)manifest\.ya?ml$/.test(file) && WORKLOAD_LINE.test(bytes.toString('latin1'))
}

/**
 * fromCopilot shows the container in a manifest of AWS Copilot, whose variables are maps, for each environment and
 * sidecar too. Its `secrets` are names of parameters. Any other document is given back as it is.
 */
export function fromCopilot(root: DocumentNode): DocumentNode {
  if (root.kind === 'array') return withPatches(root)
  if (root.kind !== 'object' || !WORKLOAD.test(stringOf(childOf(root, 'type')) ?? '')) return root
  const { origin } = root
  const shown = withVariables(root)
  const none = { key: 'environment', keyOrigin: origin, value: { kind: 'array' as const, items: [], origin } }
  return { ...shown, members: [...shown.members, none] }
}

function withVariables(node: ObjectNode): ObjectNode {
  return { ...node, members: node.members.map(fitted) }
}

function fitted(member: Member): Member {
  const { key, value } = member
  if (key === 'taskdef_overrides' && value.kind === 'array') return { ...member, value: withPatches(value) }
  if (value.kind !== 'object') return member
  if (key !== 'variables' && key !== 'secrets') return { ...member, value: withVariables(value) }
  const isSecret = key === 'secrets'
  const items = value.members
    .filter(one => one.value.kind !== 'object')
    .map(one => pairNode(one, isSecret ? 'valueFrom' : 'value'))
  const list = { kind: 'array' as const, items, origin: value.origin }
  return { ...member, key: isSecret ? key : 'environment', value: list }
}

/** The field at the end of a path, `/ContainerDefinitions/0/Environment/-`, and the member of an item in it. */
const FIELD = /(?<![A-Za-z])([A-Za-z]{1,64})(?:[/.[](?:\d{1,9}|-)\]?)?(?:[/.](\w{1,64}))?$/

/** What a list of patches changes in a task definition, as its container; any other list is given back as it is. */
function withPatches(list: ArrayNode): DocumentNode {
  const { origin } = list
  const members: Member[] = []
  const pairs: DocumentNode[] = []
  let name: Member | undefined
  for (const item of list.items) {
    const path = childOf(item, 'path')
    const value = childOf(item, 'value')
    if (stringOf(path)?.includes('ContainerDefinitions') !== true || path === undefined || !value) continue
    const [, field = '', last = ''] = FIELD.exec(stringOf(path) ?? '') ?? []
    if (field !== 'Environment') members.push({ key: last || field, keyOrigin: path.origin, value })
    else if (last === 'Name') name = { key: 'name', keyOrigin: path.origin, value }
    else if (last === 'Value') {
      const own = { key: 'value', keyOrigin: path.origin, value }
      pairs.push({ kind: 'object', members: name ? [name, own] : [own], origin: item.origin })
    } else pairs.push(...(value.kind === 'array' ? value.items : [value]))
  }
  if (members.length + pairs.length === 0) return list
  const environment: Member = {
    key: 'environment',
    keyOrigin: origin,
    value: { kind: 'array', items: pairs, origin }
  }
  return { kind: 'object', members: [environment, ...members], origin }
}
