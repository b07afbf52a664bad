import { ECS_NAME } from '../../arn.ts'
import { childOf, type DocumentNode, scalarTextOf, stringOf } from '../../files/document/tree.ts'
import { type EntryKey, type KeyFact, keyFact } from './keys.ts'

/** What is wrong with the value of a key, and where. */
export type WrongValue = { readonly node: DocumentNode; readonly message: string; readonly hint: string }

/**
 * wrongValue validates a value against the table of keys. No message contains the value. `mappings` are the keys beside
 * it that take entries by name, such as `services`.
 */
export function wrongValue(
  key: EntryKey,
  node: DocumentNode,
  mappings: readonly string[] = []
): WrongValue | undefined {
  const fact = keyFact(key)
  const wrong = wrongNode(node, fact)
  if (wrong === undefined) return undefined
  const plural = node.kind === 'object' ? mappings.find(one => one === `${key}s`) : undefined
  if (plural !== undefined)
    return {
      node: wrong,
      message: `"${key}" is not valid. Did you mean "${plural}"?`,
      hint: `"${key}" is one name, like ${fact.example}. "${plural}" is a mapping: its keys are names, with the settings of each below it.`
    }
  return {
    node: wrong,
    message: `"${key}" is not valid.`,
    hint: `Write it like ${key}: ${fact.example}.`
  }
}

/** The invalid node, or undefined if the value is valid. */
function wrongNode(node: DocumentNode, fact: KeyFact): DocumentNode | undefined {
  switch (fact.kind) {
    case 'name':
      return fits(stringOf(node), fact) ? undefined : node
    case 'text':
      return stringOf(node)?.trim() ? undefined : node
    case 'count':
      return node.kind === 'number' && /^\d{1,4}$/.test(node.raw) && node.value <= 5000 ? undefined : node
    case 'word':
      return fact.words?.includes(stringOf(node) ?? '') ? undefined : node
    case 'toggle':
      return node.kind === 'boolean' ? undefined : node
    case 'list':
      return node.kind === 'array' ? node.items.find(item => scalarTextOf(item) === undefined) : node
    case 'map':
      return wrongMember(node)
    case 'base':
      return wrongBase(node)
  }
}

function wrongMember(node: DocumentNode): DocumentNode | undefined {
  return node.kind === 'object'
    ? node.members.find(({ value }) => scalarTextOf(value) === undefined)?.value
    : node
}

function wrongBase(node: DocumentNode): DocumentNode | undefined {
  if (node.kind === 'string') return node.value.trim() === '' ? node : undefined
  const family = childOf(node, 'live')
  const isLive = node.kind === 'object' && node.members.length === 1 && family !== undefined
  if (!isLive) return node
  return ECS_NAME.test(filledIn(stringOf(family) ?? '', { service: 'x', environment: 'x' }))
    ? undefined
    : family
}

function fits(text: string | undefined, { form }: KeyFact): boolean {
  if (text === undefined) return false
  // A Region cannot be validated while it has placeholders. The result is validated when an environment is selected.
  return text.includes('{') ? /^[^\s$]+$/.test(text) : (form?.test(text) ?? true)
}

/** The values of the placeholders in names. */
export type NamesInPatterns = { readonly service: string; readonly environment?: string }

/** filledIn replaces the placeholders in a name with the service's key and the environment's name. */
export function filledIn(text: string, { service, environment }: NamesInPatterns): string {
  const withService = text.replaceAll('{service}', service)
  return environment === undefined ? withService : withService.replaceAll('{environment}', environment)
}
