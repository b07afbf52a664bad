import {
  type DocumentNode,
  type ObjectNode,
  type ScalarNode,
  type StringNode,
  scalarTextOf
} from '../document/tree.ts'
import { present } from '../present.ts'
import type { Candidate, CommandWords, Location } from './candidate.ts'
import { eachField, fieldName, hasField, listOf } from './fields.ts'
import { judgeName } from './names/credential-name.ts'
import {
  NAME_FIELD,
  namesInPair,
  pairName,
  pairNamesOf,
  plainKey,
  VALUE_FIELD,
  withPlainKeys
} from './pair-fields.ts'
import { isLookedUp, isReferenceMap, isStoredUnder, withoutNames } from './stored-names.ts'

/** The container of a text; -1 at the task level. */
export type Scope = { readonly container?: string; readonly scope: number }

/** TASK is the scope of a text outside of containers. */
export const TASK: Scope = { scope: -1 }

/**
 * The result of a walk so far. `nested` is set if a container contains another one. `unvalued` is a variable without a
 * value: with an indentation error, its value becomes a member of the container or of the task.
 */
export type Sink = {
  readonly found: Candidate[]
  containers: number
  nested: boolean
  /** Whether a text is the name of a member anywhere in the document. */
  readonly isMember?: (text: string) => boolean
  unvalued?: { readonly name: string; readonly scope: Scope } | undefined
  /** Whether what is walked is a member of a task definition. */
  isDefinition?: boolean
}

/** The location and scope for the texts of one field. */
export type Target = { readonly location: Location; readonly scope: Scope }

/** A list whose items have a name and a value in these fields. */
export type PairTarget = Target & { readonly nameField: string; readonly valueField: string }

/** The fields of ECS's key-value pairs. */
export const NAME_AND_VALUE = { nameField: 'name', valueField: 'value' }

/**
 * addOther adds the texts of a field without a separate location, at any depth. Numbers are skipped as settings unless
 * their name denotes a credential; booleans are always skipped.
 */
export function addOther(
  node: DocumentNode,
  place: { readonly name: string; readonly scope: Scope },
  sink: Sink
): void {
  const { name, scope } = place
  const lost = sink.unvalued && VALUE_FIELD.test(plainKey(name)) ? sink.unvalued : undefined
  if (node.kind === 'string' && lost) add(node, { location: 'environment', ...lost }, sink)
  else if (node.kind === 'string' || (node.kind === 'number' && judgeName(name).strength === 'strong'))
    add(node, { location: 'other', scope, name }, sink)
  else if (node.kind === 'array') for (const item of node.items) addOther(item, place, sink)
  else if (node.kind === 'object') {
    const names = namesInPair(node)
    for (const { key, value } of node.members) {
      const said = value.kind === 'object' && isReferenceMap(key) ? withoutNames(value) : value
      // The overrides of a task have commands, too.
      if (value.kind === 'array' && /^(?:command|entryPoint)$/.test(fieldName(key)))
        addCommand(value, { location: 'command', scope }, sink)
      else addOther(said, { scope, name: names(key) }, sink)
    }
  }
}

/**
 * addPairs reads `[{name, value}]`. In `secrets` and `secretOptions` the text is in `valueFrom`. A literal `value`
 * there is a mistake that puts a credential in the file, so it is checked like a variable, and vice versa. Other forms
 * are also read, since the credential is in git in any case: a map (`{NAME: value}`), a list of `NAME=value`, of
 * `[name, value]`, or of maps, nested lists, and pairs with extra members.
 */
export function addPairs(list: DocumentNode, target: PairTarget, sink: Sink): void {
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
    } else if (item.kind === 'array') addTuple(item.items, target, sink)
    else if (item.kind === 'object') addPair(item, target, sink)
  }
}

function addPair(written: ObjectNode, target: PairTarget, sink: Sink): void {
  const item = withPlainKeys(written, target)
  const { location, nameField, valueField } = target
  // What CodeBuild looks up has only the name of the credential as its value. ECS looks up nothing in a list of pairs.
  if (!sink.isDefinition && isLookedUp(item)) {
    for (const { key, value } of item.members) addOther(value, { name: key, scope: target.scope }, sink)
    return
  }
  const own = pairNamesOf(item, nameField)
  // - name: DB_PASSWORD, and in the next item value: …
  const names = own[0] === '' && location === 'environment' && sink.unvalued ? [sink.unvalued.name] : own
  const isPair = item.members.some(({ key }) => VALUE_FIELD.test(key) || fieldName(key) === 'valueFrom')
  if (location === 'environment' && names[0]) {
    sink.unvalued = isPair ? undefined : { name: names[0], scope: target.scope }
  }
  eachField(item, (field, value) => {
    const isReference = field === 'valueFrom'
    if (isReference || field === valueField || (isPair && VALUE_FIELD.test(field))) {
      const at = isReference ? referenceAt(location) : literalAt(location)
      for (const name of names) addValue(value, { ...target, location: at, name }, sink)
    } else if (location === 'secrets' && isStoredUnder(field, value)) {
      // { name = "API_KEY", secret = "api-key" }, as a module of Terraform makes references of it
    } else if (field !== nameField && !(isPair && NAME_FIELD.test(field))) {
      // A map in a list of pairs, or a member unknown to ECS.
      const name = isPair && names[0] ? `${names[0]}.${field}` : field
      addValue(value, { ...target, location: literalAt(location), name }, sink)
    } else if (value.kind !== 'string') {
      addValue(value, { ...target, location: literalAt(location), name: '' }, sink)
    }
  })
}

/** `[name, value]`; any other nested list is read as a list of pairs. */
function addTuple(items: readonly DocumentNode[], target: PairTarget, sink: Sink): void {
  const [first, second] = items
  const name = first && scalarTextOf(first)
  if (items.length !== 2 || name === undefined || second === undefined || name.includes('=')) {
    for (const item of items) addPairs(item, target, sink)
    return
  }
  addValue(second, { ...target, location: literalAt(target.location), name }, sink)
}

function literalAt(location: Location): Location {
  if (location === 'secrets') return 'environment'
  return location === 'secret-options' ? 'log-option' : location
}

function referenceAt(location: Location): Location {
  return location === 'environment' ? 'secrets' : location
}

/** `NAME=value` or `NAME: value`; any other text has no name. */
function addAssignment(node: StringNode, target: Target, sink: Sink): void {
  const written = /^([^=:\s{["']{1,512}?)\s{0,8}(?:=|:\s)/.exec(node.value)
  const [whole = '', name = ''] = written ?? []
  if (node.value.length === whole.length) return
  add({ ...node, value: node.value.slice(whole.length) }, { ...target, name }, sink)
}

/** addMembers reads `{NAME: value}`; also a list of pairs or of `NAME=value`. */
export function addMembers(node: DocumentNode, target: Target, sink: Sink): void {
  if (node.kind === 'array') addPairs(node, { ...target, ...NAME_AND_VALUE }, sink)
  else if (node.kind === 'string') addAssignment(node, target, sink)
  else if (node.kind === 'object') {
    for (const { key, keyOrigin, value } of node.members) {
      // `NAME=value` as a key without a value: an item of a set.
      if (value.kind === 'null')
        addAssignment({ kind: 'string', value: key, origin: keyOrigin }, target, sink)
      else addValue(value, { ...target, name: key }, sink)
    }
  }
}

/** addSingle reads an object in which one field is expected; the other fields are `other`. */
export function addSingle(node: DocumentNode, target: Target & { readonly field: string }, sink: Sink): void {
  const { field: wanted, ...place } = target
  if (node.kind !== 'object') addOther(node, { name: wanted, scope: target.scope }, sink)
  eachField(node, (field, value) => {
    if (field === wanted && value.kind === 'string') add(value, { ...place, name: field }, sink)
    else addOther(value, { name: field, scope: target.scope }, sink)
  })
}

const COMMAND_FIELDS: Partial<Record<Location, string>> = {
  command: 'command',
  'entry-point': 'entryPoint',
  'health-check': 'healthCheck.command'
}

/**
 * addCommand reads the words of a command, or a command written as one text. `before` are the words of the entry point,
 * which may end in a flag whose value is in the command.
 */
export function addCommand(
  node: DocumentNode,
  { before = [], ...target }: Target & { readonly before?: readonly string[] },
  sink: Sink
): void {
  const name = COMMAND_FIELDS[target.location] ?? target.location
  const items = wordsOf(node)
  const own = items.map(item => scalarTextOf(item) ?? '')
  const words = [...before, ...own]
  items.forEach((item, index) => {
    if (item.kind === 'object') addOther(item, { name, scope: target.scope }, sink)
    else add(item, { ...target, name, command: { words, index: before.length + index } }, sink)
  })
}

function wordsOf(node: DocumentNode): readonly DocumentNode[] {
  return node.kind === 'array' ? node.items.flatMap(wordsOf) : [node]
}

type Named = Target & { readonly name: string }

/** The value of a pair. In a list or an object, each text counts, under the name of the pair unless it has a name. */
function addValue(node: DocumentNode, target: Named, sink: Sink): void {
  if (node.kind === 'array') for (const item of node.items) addValue(item, target, sink)
  else if (node.kind === 'object') {
    const own = pairName(node)
    for (const { key, keyOrigin, value } of node.members) {
      // YAML reads `value: {text}` as a mapping with a name alone.
      if (value.kind === 'null' && node.members.length === 1)
        add({ kind: 'string', value: `{${key}}`, origin: keyOrigin }, target, sink)
      const outer = own ?? target.name
      const speaks = outer === '' || (!VALUE_FIELD.test(key) && judgeName(key).strength !== 'none')
      addValue(value, { ...target, name: speaks ? key : outer }, sink)
    }
  } else add(node, target, sink)
}

function add(node: DocumentNode, target: Named & { readonly command?: CommandWords }, sink: Sink): void {
  const text = scalarTextOf(node)
  if (text === undefined) return
  sink.found.push({
    location: target.location,
    ...target.scope,
    name: target.name,
    node: node as ScalarNode,
    value: text,
    length: text.length,
    ...present({ command: target.command })
  })
}
