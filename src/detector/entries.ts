import {
  type DocumentNode,
  type ObjectNode,
  type ScalarNode,
  type StringNode,
  scalarTextOf
} from '../files/document/tree.ts'
import { present } from '../present.ts'
import type { Candidate, CommandWords, Location } from './candidate.ts'
import { eachField, fieldName, hasField, listOf } from './fields.ts'
import { judgeName } from './names/credential-name.ts'
import { NAME_FIELD, pairName, pairNamesOf, VALUE_FIELD } from './pair-fields.ts'
import { isLookedUp, isReferenceMap, isStoredUnder, withoutNames } from './stored-names.ts'

/** The container of a text; -1 at the task level. */
export type Scope = { readonly container?: string; readonly scope: number }

/** TASK is the scope of a text outside of containers. */
export const TASK: Scope = { scope: -1 }

/** The result of a walk so far. `nested` is set if a container contains another one. */
export type Sink = {
  readonly found: Candidate[]
  containers: number
  nested: boolean
  /** Whether a text is the name of a member anywhere in the document. */
  readonly isMember?: (text: string) => boolean
  /** Whether what is walked is a member of a task definition. */
  isDefinition?: boolean
  /** A variable without a value: with an indentation error, its value is a member of the container or of the task. */
  unvalued?: Named | undefined
}

/** The location and scope for the texts of one field, and the fields of its pairs. */
type Target = {
  readonly location: Location
  readonly scope: Scope
  readonly nameField: string
  readonly valueField: string
}

/** How ECS writes a field: a list of pairs, a map, the words of a command, or one text. */
type Place = {
  readonly kind: 'pairs' | 'map' | 'command' | 'single'
  readonly location: Location
  readonly nameField?: string
}

/** Where texts of a task definition have a meaning of their own, by field, or by field and the one above it. */
const PLACES: Readonly<Record<string, Place>> = {
  environment: { kind: 'pairs', location: 'environment' },
  secrets: { kind: 'pairs', location: 'secrets' },
  environmentFiles: { kind: 'pairs', location: 'environment-file', nameField: 'type' },
  systemControls: { kind: 'pairs', location: 'system-control', nameField: 'namespace' },
  tags: { kind: 'pairs', location: 'tag', nameField: 'key' },
  'logConfiguration.secretOptions': { kind: 'pairs', location: 'secret-options' },
  'proxyConfiguration.properties': { kind: 'pairs', location: 'proxy-property' },
  'proxyConfiguration.proxyConfigurationProperties': { kind: 'pairs', location: 'proxy-property' },
  dockerLabels: { kind: 'map', location: 'label' },
  'dockerVolumeConfiguration.labels': { kind: 'map', location: 'label' },
  'dockerVolumeConfiguration.driverOpts': { kind: 'map', location: 'driver-option' },
  'logConfiguration.options': { kind: 'map', location: 'log-option' },
  'firelensConfiguration.options': { kind: 'map', location: 'firelens-option' },
  command: { kind: 'command', location: 'command' },
  entryPoint: { kind: 'command', location: 'entry-point' },
  'healthCheck.command': { kind: 'command', location: 'health-check' },
  // Compose
  'healthcheck.test': { kind: 'command', location: 'health-check' },
  'repositoryCredentials.credentialsParameter': { kind: 'single', location: 'repository-credentials' },
  'authorizationConfig.credentialsParameter': { kind: 'single', location: 'fsx-credentials' }
}

/** A member of a definition: the fields that it is in, in ECS's spelling, and its name as written. */
type Member = {
  readonly parent: string
  readonly field: string
  readonly name: string
  readonly scope: Scope
  /** The words of the entry point, before those of a command. */
  readonly before?: readonly string[]
}

/** addMember lists the texts of a member, at any depth, by the place that ECS has for them. */
export function addMember(node: DocumentNode, member: Member, sink: Sink): void {
  const { parent, field, name, scope } = member
  const place = PLACES[`${parent}.${field}`] ?? PLACES[field]
  const isOfContainer = scope.scope >= 0 || !/^(?:environment|secrets)$/.test(field)
  const fits = isOfContainer && (place?.kind !== 'single' || node.kind === 'string')
  if (place && fits) addPlace({ node, place }, member, sink)
  else if (/^health[cC]heck$/.test(field) && node.kind !== 'object')
    addCommand(node, { location: 'health-check', scope, before: [] }, sink)
  else if (node.kind === 'array') for (const item of node.items) addMember(item, member, sink)
  else if (node.kind !== 'object') addOther(node, { name, scope }, sink)
  else {
    const own = pairName(node)
    for (const { key, value } of node.members) {
      const said = value.kind === 'object' && isReferenceMap(key) ? withoutNames(value) : value
      const isValue = own !== undefined && VALUE_FIELD.test(key)
      addMember(said, { parent: field, field: fieldName(key), name: isValue ? own : key, scope }, sink)
    }
  }
}

function addPlace(
  { node, place }: { readonly node: DocumentNode; readonly place: Place },
  { scope, name, before = [] }: Member,
  sink: Sink
): void {
  const { kind, location, nameField = 'name' } = place
  const target = { location, scope, nameField, valueField: 'value' }
  if (kind === 'pairs') addPairs(node, target, sink)
  else if (kind === 'map') addMembers(node, target, sink)
  else if (kind === 'single') add(node, { location, scope, name }, sink)
  else addCommand(node, { location, scope, before: location === 'command' ? before : [] }, sink)
}

/** addText lists a text outside of containers under a name. */
export function addText(node: StringNode, name: string, sink: Sink): void {
  add(node, { location: 'other', scope: TASK, name }, sink)
}

/** addOther lists a text without a place of its own. A number is a setting unless its name denotes a credential. */
export function addOther(
  node: DocumentNode,
  { name, scope }: { readonly name: string; readonly scope: Scope },
  sink: Sink
): void {
  if (node.kind === 'string' && sink.unvalued && VALUE_FIELD.test(name)) add(node, sink.unvalued, sink)
  else if (node.kind === 'string' || (node.kind === 'number' && judgeName(name).strength === 'strong'))
    add(node, { location: 'other', scope, name }, sink)
}

/**
 * `[{name, value}]`. In `secrets` and `secretOptions` the text is in `valueFrom`; a literal `value` there is a mistake
 * that puts a credential in the file, so it is checked like a variable, and vice versa. A map, and texts `NAME=value`,
 * are no task definition, but the credential in them is in git in any case.
 */
function addPairs(list: DocumentNode, target: Target, sink: Sink): void {
  if (list.kind === 'object' && !hasField(list, target.nameField)) {
    addMembers(list, target, sink)
    return
  }
  for (const item of listOf(list)) {
    if (item.kind === 'string') {
      // `secrets: [db_password]` in a service of Compose: a secret that the file defines.
      const isDefined =
        target.location === 'secrets' && !sink.isDefinition && sink.isMember?.(item.value) === true
      if (!isDefined) addAssignment(item, target, sink)
    } else if (item.kind === 'array') addPairs(item, target, sink)
    else if (item.kind === 'object') addPair(item, target, sink)
  }
}

function addPair(item: ObjectNode, target: Target, sink: Sink): void {
  const { location, nameField, valueField, scope } = target
  // What CodeBuild looks up has only the name of the credential as its value. ECS looks up nothing in a list of pairs.
  if (!sink.isDefinition && isLookedUp(item)) {
    for (const { key, value } of item.members)
      addMember(value, { parent: '', field: key, name: key, scope }, sink)
    return
  }
  const own = pairNamesOf(item, nameField)
  const names = own[0] === '' && location === 'environment' && sink.unvalued ? [sink.unvalued.name] : own
  const isPair = item.members.some(({ key }) => VALUE_FIELD.test(key) || fieldName(key) === 'valueFrom')
  const literal = LITERAL_AT[location] ?? location
  if (location === 'environment' && names[0])
    sink.unvalued = item.members.length > 1 ? undefined : { location, scope, name: names[0] }
  eachField(item, (field, value) => {
    const isReference = field === 'valueFrom'
    if (isReference || field === valueField || (isPair && VALUE_FIELD.test(field))) {
      const at = isReference ? (location === 'environment' ? 'secrets' : location) : literal
      for (const name of names) addValue(value, { location: at, scope, name }, sink)
    } else if (location === 'secrets' && isStoredUnder(field, value)) {
      // { name = "API_KEY", secret = "api-key" }, as a module of Terraform makes references of it
    } else if (field !== nameField && !(isPair && NAME_FIELD.test(field))) {
      // A map in a list of pairs, or a member unknown to ECS, such as a misspelt `value`.
      const isOfName = (isPair || location !== 'secrets') && judgeName(field).strength === 'none'
      const name = isOfName && names[0] ? names[0] : field
      addValue(value, { location: literal, scope, name }, sink)
    } else if (value.kind !== 'string') addValue(value, { location: literal, scope, name: '' }, sink)
  })
}

/** Where a literal value belongs that stands in the place of a reference. */
const LITERAL_AT: Partial<Record<Location, Location>> = {
  secrets: 'environment',
  'secret-options': 'log-option'
}

/** `NAME=value` or `NAME: value`; any other text has no name. */
function addAssignment(node: StringNode, { location, scope }: Target, sink: Sink): void {
  const [whole = '', name = ''] = /^([^=:\s{["']{1,512}?)\s{0,8}(?:=|:\s)/.exec(node.value) ?? []
  if (node.value.length > whole.length)
    add({ ...node, value: node.value.slice(whole.length) }, { location, scope, name }, sink)
}

/** `{NAME: value}`; also a list of pairs or of `NAME=value`. */
function addMembers(node: DocumentNode, target: Target, sink: Sink): void {
  const { location, scope } = target
  if (node.kind === 'array') addPairs(node, { ...target, nameField: 'name' }, sink)
  else if (node.kind === 'string') addAssignment(node, target, sink)
  else if (node.kind === 'object')
    for (const { key, keyOrigin, value } of node.members) {
      // `NAME=value` as a key without a value: an item of a set.
      if (value.kind === 'null')
        addAssignment({ kind: 'string', value: key, origin: keyOrigin }, target, sink)
      else addValue(value, { location, scope, name: key }, sink)
    }
}

const COMMAND_FIELDS: Partial<Record<Location, string>> = {
  'entry-point': 'entryPoint',
  'health-check': 'healthCheck.command'
}

/** The words of a command, or a command written as one text. */
function addCommand(
  node: DocumentNode,
  { before, ...target }: Pick<Target, 'location' | 'scope'> & { readonly before: readonly string[] },
  sink: Sink
): void {
  const name = COMMAND_FIELDS[target.location] ?? 'command'
  const items = wordsOf(node)
  const words = [...before, ...items.map(item => scalarTextOf(item) ?? '')]
  for (const [index, item] of items.entries()) {
    if (item.kind === 'object') addMember(item, { parent: '', field: '', name, scope: target.scope }, sink)
    else add(item, { ...target, name, command: { words, index: before.length + index } }, sink)
  }
}

function wordsOf(node: DocumentNode): readonly DocumentNode[] {
  return node.kind === 'array' ? node.items.flatMap(wordsOf) : [node]
}

type Named = Pick<Target, 'location' | 'scope'> & { readonly name: string }

/** The value of a pair. In a list or an object, each text counts, under the name of the pair unless it has a name. */
function addValue(node: DocumentNode, target: Named, sink: Sink): void {
  if (node.kind === 'array') for (const item of node.items) addValue(item, target, sink)
  else if (node.kind === 'object') {
    const outer = pairName(node) ?? target.name
    for (const { key, value } of node.members) {
      const speaks = outer === '' || (!VALUE_FIELD.test(key) && judgeName(key).strength !== 'none')
      addValue(value, { ...target, name: speaks ? key : outer }, sink)
    }
  } else add(node, target, sink)
}

function add(node: DocumentNode, target: Named & { readonly command?: CommandWords }, sink: Sink): void {
  const value = scalarTextOf(node)
  if (value === undefined) return
  const { location, scope, name, command } = target
  const text = { location, ...scope, name, node: node as ScalarNode, value, length: value.length }
  sink.found.push({ ...text, ...present({ command }) })
}
