import {
  childOf,
  childPointer,
  containersOf,
  type DocumentNode,
  itemsOf,
  type ObjectNode,
  stringOf
} from '../files/document/tree.ts'
import type { JsonObject, JsonValue } from '../json.ts'
import { collectReferences, type ReferenceUse } from '../secrets/collect.ts'
import { parseReference, printTarget, type SecretTail } from '../secrets/reference.ts'
import type { LiveReference } from './audit.ts'

/** treeOf converts data from AWS to the detector's tree, with a pointer for each node. */
export function treeOf(value: JsonValue, pointer: string): DocumentNode {
  const origin = { kind: 'file', file: 'task definition', pointer, start: 0, end: 0 } as const
  if (value === null) return { kind: 'null', origin }
  if (typeof value === 'string') return { kind: 'string', value, origin }
  if (typeof value === 'number') return { kind: 'number', value, raw: String(value), origin }
  if (typeof value === 'boolean') return { kind: 'boolean', value, origin }
  if (Array.isArray(value)) {
    const items = (value as readonly JsonValue[]).map((item, index) =>
      treeOf(item, childPointer(pointer, index))
    )
    return { kind: 'array', items, origin }
  }
  const members = Object.entries(value as JsonObject).map(([key, child]) => ({
    key,
    keyOrigin: origin,
    value: treeOf(child, childPointer(pointer, key))
  }))
  return { kind: 'object', members, origin }
}

/**
 * referencesOf lists what a registered task definition reads at task start. `region` is where it is registered. Pure.
 */
export function referencesOf(definition: JsonObject, region: string): readonly LiveReference[] {
  const root = treeOf(definition, '') as ObjectNode
  return collectReferences(root).flatMap(use => liveReference(use, region))
}

/** environmentFilesOf lists the S3 ARNs of the environment files of all containers, without duplicates. */
export function environmentFilesOf(definition: JsonObject): readonly string[] {
  const files = containersOf(treeOf(definition, '')).flatMap(container =>
    itemsOf(childOf(container, 'environmentFiles')).flatMap(file => stringOf(childOf(file, 'value')) ?? [])
  )
  return [...new Set(files)]
}

function liveReference({ field, name, node }: ReferenceUse, region: string): readonly LiveReference[] {
  const parsed = parseReference(node.value)
  const own = { region, variable: name, pinned: false }
  switch (parsed.kind) {
    case 'secret-arn': {
      const id = printTarget(parsed)
      return [{ ...own, store: 'secretsmanager', region: parsed.region, id, ...versionOf(parsed.tail) }]
    }
    case 'parameter-arn':
      return [{ ...own, store: 'ssm', region: parsed.region, id: parameterName(parsed.resource) }]
    case 'parameter-name':
    case 'bare': {
      if (parsed.kind === 'bare' ? !parsed.lookable : parsed.isBare !== true) return []
      // in ECS, a bare name is a secret for registry credentials, and a parameter everywhere else
      const store = field === 'repositoryCredentials' ? 'secretsmanager' : 'ssm'
      return [{ ...own, store, id: parsed.name }]
    }
    default:
      // ECS rejects this project's short forms, so no revision contains one; what cannot be parsed is a finding
      return []
  }
}

/** Only a name with a path is certain to begin with a slash. The name in `parameter/a` can be `a` or `/a`. */
function parameterName(resource: string): string {
  return resource.includes('/') ? `/${resource}` : resource
}

function versionOf(tail: SecretTail | undefined): Pick<LiveReference, 'pinned' | 'isLabeled'> {
  const { versionId = '', versionStage = '' } = tail ?? {}
  if (versionId !== '') return { pinned: true }
  const isCurrent = versionStage === '' || versionStage === 'AWSCURRENT'
  return isCurrent ? { pinned: false } : { pinned: false, isLabeled: true }
}
