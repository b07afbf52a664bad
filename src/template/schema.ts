import { ecsStructures } from './ecs-schema.generated.ts'

/**
 * The type of a field: s text, n number, b boolean, t time, d anything, [X list of X, {X map from text to X, or a
 * structure's name.
 */
export type FieldType = string

/** The structure of a whole task definition. */
export const definitionType: FieldType = 'RegisterTaskDefinitionRequest'

/** A structure's fields with their types, in the order of the model. */
export type StructureFields = ReadonlyMap<string, FieldType>

/**
 * What `conform` validates a tree against: its root's structure, every structure by name, and how to treat unknown
 * members.
 */
export type Schema = {
  readonly root: FieldType
  readonly structures: Readonly<Record<string, string>>
  /** `keep` sends it unchanged, with a remark; `refuse` makes it a problem. */
  readonly unknown: 'keep' | 'refuse'
}

/** The schema of a task definition: ECS judges what it does not know (decision 0008). */
export const definitionSchema: Schema = { root: definitionType, structures: ecsStructures, unknown: 'keep' }

/** The fields of each schema's structures that were read so far: all definitions of a run share them. */
const known = new WeakMap<Schema['structures'], Map<string, StructureFields>>()

/** schemaReader returns the fields of structures by name; each is parsed on first use. */
export function schemaReader(
  structures: Schema['structures'] = ecsStructures
): (structure: string) => StructureFields {
  const read = known.get(structures) ?? new Map<string, StructureFields>()
  known.set(structures, read)
  return structure => {
    let fields = read.get(structure)
    if (!fields) {
      fields = new Map((structures[structure] ?? '').split(' ').map(field => schemaField(field)))
      read.set(structure, fields)
    }
    return fields
  }
}

/** schemaField returns the name and type of a field as the schema writes them. */
export function schemaField(field: string): [string, FieldType] {
  const cut = field.indexOf(':')
  return cut < 0 ? [field, 's'] : [field.slice(0, cut), field.slice(cut + 1)]
}

/**
 * isKnownMember returns whether the ECS model has a member, by the names on its path without list positions:
 * `['containerDefinitions', 'logConfiguration', 'options', 'awslogs-group']`. Any key of a map is known.
 */
export function isKnownMember(path: readonly string[]): boolean {
  let type: FieldType | undefined = definitionType
  for (const name of path) {
    type = memberType(type, name)
    if (type === undefined) return false
  }
  return true
}

function memberType(type: FieldType, name: string): FieldType | undefined {
  const item = type.replace(/^\[+/, '')
  if (item.startsWith('{')) return item.slice(1)
  const fields = Object.hasOwn(ecsStructures, item) ? ecsStructures[item] : undefined
  return fields
    ?.split(' ')
    .map(schemaField)
    .find(([field]) => field === name)?.[1]
}
