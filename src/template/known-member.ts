import { ecsStructures } from './ecs-schema.generated.ts'
import { definitionType, type FieldType, schemaField } from './schema.ts'

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
