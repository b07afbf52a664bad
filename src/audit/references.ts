import { childOf, containersOf, itemsOf, type ObjectNode, stringOf } from '../document/tree.ts'
import type { JsonObject } from '../json.ts'
import { collectReferences, type ReferenceUse } from '../references/collect.ts'
import { parseReference } from '../references/parse.ts'
import { printTarget, type SecretTail } from '../references/reference.ts'
import type { LiveReference } from './audit.ts'
import { treeOf } from './spots.ts'

/** referencesOf lists what a registered definition reads at task start. `region` is where it is registered. Pure. */
export function referencesOf(definition: JsonObject, region: string): readonly LiveReference[] {
  const root = treeOf(definition, '') as ObjectNode
  return collectReferences(root).flatMap(use => liveReference(use, region))
}

/** environmentFilesOf lists the S3 ARNs of the environment files of all containers, each once. */
export function environmentFilesOf(definition: JsonObject): readonly string[] {
  const files = containersOf(treeOf(definition, '')).flatMap(container =>
    itemsOf(childOf(container, 'environmentFiles')).flatMap(file => stringOf(childOf(file, 'value')) ?? [])
  )
  return [...new Set(files)]
}

function liveReference({ field, name, node }: ReferenceUse, region: string): readonly LiveReference[] {
  const parsed = parseReference(node.value)
  const variable = name
  switch (parsed.kind) {
    case 'secret-arn':
      return [
        {
          store: 'secretsmanager',
          region: parsed.region,
          id: printTarget(parsed),
          variable,
          pinned: isPinned(parsed.tail)
        }
      ]
    case 'parameter-arn':
      return [
        { store: 'ssm', region: parsed.region, id: parameterName(parsed.resource), variable, pinned: false }
      ]
    case 'bare':
      if (!parsed.lookable) return []
      // ECS: a bare name is a secret for a registry's credentials, and a parameter everywhere else
      return field === 'repositoryCredentials'
        ? [{ store: 'secretsmanager', region, id: parsed.name, variable, pinned: false }]
        : [{ store: 'ssm', region, id: parsed.name, variable, pinned: false }]
    default:
      // ECS refuses our own short forms, so that no revision holds one; a text that can't be read is the detector's matter
      return []
  }
}

/** Only a name with a path begins with a slash for sure; of `parameter/a` both `a` and `/a` can be the name. */
function parameterName(resource: string): string {
  return resource.includes('/') ? `/${resource}` : resource
}

function isPinned(tail: SecretTail | undefined): boolean {
  if (tail === undefined) return false
  return tail.versionId !== '' || (tail.versionStage !== '' && tail.versionStage !== 'AWSCURRENT')
}
