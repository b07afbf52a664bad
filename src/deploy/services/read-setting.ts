import { readJson } from '../../files/document/read-json.ts'
import { type DocumentNode, type ObjectNode, toJson } from '../../files/document/tree.ts'
import type { JsonObject } from '../../json.ts'
import { conform } from '../../template/conform.ts'
import { serviceStructures } from './service-schema.generated.ts'

/** The structures of the settings that are given as JSON. */
export type SettingStructure =
  | 'DeploymentConfiguration'
  | 'CapacityProviderStrategyItem'
  | 'ServiceManagedEBSVolumeConfiguration'

/** One problem of a setting; the text follows the input's name. Never contains a value. */
export type SettingFault = { readonly message: string; readonly hint: string }

/** A setting as sent to ECS, or its problems. */
export type ReadSetting<Value> =
  | { readonly value: Value; readonly faults?: undefined }
  | { readonly faults: readonly SettingFault[] }

/**
 * readObjectSetting reads one JSON object as a structure of the ECS model. Types are converted as in files ("100"
 * becomes 100).
 */
export function readObjectSetting(text: string, structure: SettingStructure): ReadSetting<JsonObject> {
  const root = rootOf(text)
  if (root?.kind !== 'object') return { faults: [notJson(root, 'one object')] }
  return readStructure(root, structure, text)
}

/** readListSetting reads a JSON array of such structures; problems name the item by its index. */
export function readListSetting(
  text: string,
  structure: SettingStructure
): ReadSetting<readonly JsonObject[]> {
  const root = rootOf(text)
  if (root?.kind !== 'array') return { faults: [notJson(root, 'a list')] }
  const read = root.items.map((item, index) => readItem(item, index, { structure, text }))
  const faults = read.flatMap(one => one.faults ?? [])
  if (faults.length > 0) return { faults }
  return { value: read.flatMap(one => (one.faults === undefined ? [one.value] : [])) }
}

function readItem(
  item: DocumentNode,
  index: number,
  from: { readonly structure: SettingStructure; readonly text: string }
): ReadSetting<JsonObject> {
  if (item.kind !== 'object') {
    return {
      faults: [{ message: `[${index}] is not an object.`, hint: 'Write a JSON array of objects.' }]
    }
  }
  const read = readStructure(item, from.structure, from.text)
  if (read.faults === undefined) return read
  return {
    faults: read.faults.map(({ message, hint }) => ({ message: `[${index}]: ${message}`, hint }))
  }
}

function readStructure(root: ObjectNode, structure: SettingStructure, text: string): ReadSetting<JsonObject> {
  const schema = { root: structure, structures: serviceStructures, unknown: 'refuse' } as const
  const conformed = conform(root, { document: { file: '', text }, isOpaque: () => false, schema })
  const faults: SettingFault[] = conformed.problems.map(({ message, hint }) => ({
    message,
    hint: hint ?? ''
  }))
  return faults.length > 0 ? { faults } : { value: toJson(conformed.root) as JsonObject }
}

function rootOf(text: string): DocumentNode | undefined {
  const { document, problems } = readJson('', text)
  return problems.length === 0 ? document?.root : undefined
}

/** The text is not quoted, because it could be anything that was pasted. */
function notJson(root: DocumentNode | undefined, wanted: string): SettingFault {
  const found =
    root === undefined
      ? 'is not valid JSON, or has a name twice'
      : `is ${root.kind === 'array' ? 'a list' : 'one object'}`
  return {
    message: `the text ${found}; expected ${wanted} of JSON.`,
    hint: 'Check quotes, commas and brackets; in a workflow write it as a block (|) so that YAML leaves it alone.'
  }
}
