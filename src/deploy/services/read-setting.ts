import { readJson } from '../../files/document/read-json.ts'
import { childOf, type DocumentNode, type ObjectNode, toJson } from '../../files/document/tree.ts'
import type { JsonValue } from '../../json.ts'
import { conform } from '../../template/conform.ts'
import { serviceStructures } from './service-schema.generated.ts'

/** One problem of a setting; the text follows the input's name. Never contains a value. */
export type SettingFault = { readonly message: string; readonly hint: string }

/** What RunTask and UpdateService require of the structure that an input holds. */
const REQUIRED: Readonly<Record<string, string>> = {
  CapacityProviderStrategyItem: 'capacityProvider',
  ContainerOverride: 'name',
  ServiceManagedEBSVolumeConfiguration: 'roleArn',
  Tag: 'key',
  TaskManagedEBSVolumeConfiguration: 'roleArn'
}

/**
 * readSetting reads JSON as a structure of the ECS model, or a list of it (`[Tag`), so that a misspelled member is
 * found
 * before anything is sent. Types are converted as in files ("100" becomes 100). Places begin with `it`.
 */
export function readSetting(
  text: string,
  type: string
): { readonly value: JsonValue } | { readonly faults: readonly SettingFault[] } {
  const { document, problems } = readJson('', text)
  if (document === undefined || problems.length > 0)
    // the text is not quoted, because it could be anything that was pasted
    return {
      faults: [
        {
          message: `it is not valid JSON, or has a name twice (${text.length} characters).`,
          hint: 'Check quotes, commas and brackets; in a workflow write it as a block (|) so that YAML leaves it alone.'
        }
      ]
    }
  const { root: value } = document
  const root: ObjectNode = {
    kind: 'object',
    members: [{ key: 'it', keyOrigin: value.origin, value }],
    origin: value.origin
  }
  const structures = { ...serviceStructures, Input: `it:${type}` }
  const conformed = conform(root, {
    document: { file: '', text },
    isOpaque: () => false,
    schema: { root: 'Input', structures, unknown: 'refuse' }
  })
  // no member of ECS is as long as what could be a pasted value
  const faults = conformed.problems.map(({ message, hint = '' }) => ({
    message: message.replace(/[\w-]{41,}/g, '(a name not shown)'),
    hint
  }))
  const own = childOf(conformed.root, 'it') ?? value
  if (faults.length === 0) faults.push(...lacking(own, type))
  return faults.length > 0 ? { faults } : { value: toJson(own) }
}

function lacking(node: DocumentNode, type: string): readonly SettingFault[] {
  const items = node.kind === 'array' ? node.items : [node]
  const needed = REQUIRED[type.replace('[', '')]
  const index = items.findIndex(
    item => needed !== undefined && item.kind === 'object' && childOf(item, needed) === undefined
  )
  if (index < 0) return []
  const where = node.kind === 'array' ? `it[${index}]` : 'it'
  return [{ message: `${where} lacks "${needed}".`, hint: `ECS needs it: add "${needed}".` }]
}
