import {
  type DocumentNode,
  itemsOf,
  type ObjectNode,
  type ScalarNode,
  scalarTextOf
} from '../document/tree.ts'
import { type Candidate, type CommandWords, type Location, MAX_SCANNED } from './candidate.ts'
import { eachField, fieldName, hasField, listOf, textField } from './fields.ts'

/** Deeper nesting than any task definition or CloudFormation template has; bounds the recursion. */
const MAX_DEPTH = 24

type Scope = { readonly container?: string; readonly scope: number }
type Sink = { readonly found: Candidate[]; containers: number }

/**
 * walk lists the texts of a document that rules look at, in the order of the file. It understands a task definition, one
 * inside a wrapper (`{taskDefinition: …}`, a CloudFormation resource), an array of containers and a single container.
 * ECS field names are taken in camelCase, PascalCase and snake_case. Members that are written twice are both visited.
 */
export function walk(root: DocumentNode): readonly Candidate[] {
  const sink: Sink = { found: [], containers: 0 }
  visit(root, 0, sink)
  return sink.found
}

function visit(node: DocumentNode, depth: number, sink: Sink): void {
  if (depth > MAX_DEPTH) return
  if (node.kind === 'array') {
    for (const item of node.items) visit(item, depth + 1, sink)
    return
  }
  if (node.kind !== 'object') return
  if (hasField(node, 'containerDefinitions')) visitTask(node, sink)
  else {
    // A wrapper may have `environment` or `secrets` of its own beside the task definition, so what is inside is visited either way.
    if (isContainer(node)) visitContainer(node, sink)
    for (const member of node.members) visit(member.value, depth + 1, sink)
  }
}

/** A container is known by its image, or by an environment or secrets of its own (overrides have no image). */
function isContainer(node: ObjectNode): boolean {
  return node.members.some(({ key, value }) => {
    const field = fieldName(key)
    if (field === 'image') return value.kind === 'string'
    return (field === 'environment' || field === 'secrets') && value.kind === 'array'
  })
}

function visitTask(task: ObjectNode, sink: Sink): void {
  const scope = { scope: -1 }
  eachField(task, (field, value) => {
    if (field === 'containerDefinitions') {
      for (const item of listOf(value)) if (item.kind === 'object') visitContainer(item, sink)
    } else if (field === 'volumes') {
      for (const volume of itemsOf(value)) visitVolume(volume, sink)
    } else if (field === 'tags') {
      addPairs(value, { location: 'tag', scope, nameField: 'key', valueField: 'value' }, sink)
    } else if (field === 'proxyConfiguration') {
      eachField(value, (inner, properties) => {
        if (inner === 'properties' || inner === 'proxyConfigurationProperties') {
          addPairs(properties, { location: 'proxy-property', scope, ...NAME_AND_VALUE }, sink)
        }
      })
    } else if (field !== 'family') addOther(value, { name: field, scope, depth: 0 }, sink)
  })
}

function visitContainer(container: ObjectNode, sink: Sink): void {
  const name = textField(container, 'name')
  const scope: Scope = { scope: sink.containers++, ...(name === undefined ? {} : { container: name }) }
  eachField(container, (field, value) => {
    switch (field) {
      case 'environment':
        return addPairs(value, { location: 'environment', scope, ...NAME_AND_VALUE }, sink)
      case 'secrets':
        return addPairs(value, { location: 'secrets', scope, ...NAME_AND_VALUE }, sink)
      case 'environmentFiles':
        return addPairs(
          value,
          { location: 'environment-file', scope, nameField: 'type', valueField: 'value' },
          sink
        )
      case 'command':
        return addCommand(value, { location: 'command', scope }, sink)
      case 'entryPoint':
        return addCommand(value, { location: 'entry-point', scope }, sink)
      case 'healthCheck':
        return eachField(value, (inner, words) => {
          if (inner === 'command') addCommand(words, { location: 'health-check', scope }, sink)
        })
      case 'dockerLabels':
        return addMembers(value, { location: 'label', scope }, sink)
      case 'logConfiguration':
        return visitLogConfiguration(value, scope, sink)
      case 'firelensConfiguration':
        return eachField(value, (inner, options) => {
          if (inner === 'options') addMembers(options, { location: 'firelens-option', scope }, sink)
        })
      case 'repositoryCredentials':
        return addCredentialsParameter(value, { location: 'repository-credentials', scope }, sink)
      case 'name':
        return
      case 'systemControls':
        return addPairs(
          value,
          { location: 'system-control', scope, nameField: 'namespace', valueField: 'value' },
          sink
        )
      default:
        return addOther(value, { name: field, scope, depth: 0 }, sink)
    }
  })
}

function visitLogConfiguration(node: DocumentNode, scope: Scope, sink: Sink): void {
  eachField(node, (field, value) => {
    if (field === 'options') addMembers(value, { location: 'log-option', scope }, sink)
    else if (field === 'secretOptions') {
      addPairs(value, { location: 'secret-options', scope, nameField: 'name', valueField: 'value' }, sink)
    }
  })
}

function visitVolume(volume: DocumentNode, sink: Sink): void {
  eachField(volume, (field, value) => {
    if (field === 'dockerVolumeConfiguration') {
      eachField(value, (inner, options) => {
        if (inner === 'driverOpts') {
          addMembers(options, { location: 'driver-option', scope: { scope: -1 } }, sink)
        } else if (inner === 'labels') addMembers(options, { location: 'label', scope: { scope: -1 } }, sink)
      })
    } else if (/^fsxWindowsFileServerVolumeConfiguration$/i.test(field)) {
      eachField(value, (inner, config) => {
        if (inner === 'authorizationConfig') {
          addCredentialsParameter(config, { location: 'fsx-credentials', scope: { scope: -1 } }, sink)
        }
      })
    }
  })
}

/** addOther adds the texts of a field that has no location of its own, however deep they stand; numbers and booleans are settings. */
function addOther(
  node: DocumentNode,
  place: { readonly name: string; readonly scope: Scope; readonly depth: number },
  sink: Sink
): void {
  const { name, scope } = place
  const inner = { ...place, depth: place.depth + 1 }
  if (place.depth > MAX_DEPTH) return
  if (node.kind === 'string') add(node, { location: 'other', scope, name }, sink)
  else if (node.kind === 'array') for (const item of node.items) addOther(item, inner, sink)
  else if (node.kind === 'object') {
    for (const { key, value } of node.members) addOther(value, { ...inner, name: key }, sink)
  }
}

type Target = { readonly location: Location; readonly scope: Scope }
const NAME_AND_VALUE = { nameField: 'name', valueField: 'value' }
type PairTarget = Target & { readonly nameField: string; readonly valueField: string }

/**
 * addPairs reads `[{name, value}]`. In `secrets` and `secretOptions` the text stands in `valueFrom`; a literal `value` there is a
 * mistake that puts a credential in the file, so it is looked at like a variable, and the other way round. Also
 * read, since the credential is in git all the same: a map (`{NAME: value}`) and a list of `NAME=value`.
 */
function addPairs(list: DocumentNode, target: PairTarget, sink: Sink): void {
  if (list.kind === 'object' && !hasField(list, target.nameField)) {
    addMembers(list, target, sink)
    return
  }
  for (const item of listOf(list)) {
    if (item.kind === 'string') addAssignment(item, target, sink)
    if (item.kind !== 'object') continue
    const name = textField(item, target.nameField) ?? ''
    eachField(item, (field, value) => {
      const { location, valueField } = target
      if (field === valueField) add(value, { ...target, location: literalAt(location), name }, sink)
      if (field === 'valueFrom') add(value, { ...target, location: referenceAt(location), name }, sink)
    })
  }
}

function literalAt(location: Location): Location {
  if (location === 'secrets') return 'environment'
  return location === 'secret-options' ? 'log-option' : location
}

function referenceAt(location: Location): Location {
  return location === 'environment' ? 'secrets' : location
}

function addAssignment(node: ScalarNode & { kind: 'string' }, target: Target, sink: Sink): void {
  const cut = node.value.indexOf('=')
  if (cut <= 0) return
  const name = node.value.slice(0, cut).trim()
  add({ ...node, value: node.value.slice(cut + 1) }, { ...target, name }, sink)
}

function addMembers(node: DocumentNode, target: Target, sink: Sink): void {
  if (node.kind !== 'object') return
  for (const { key, value } of node.members) add(value, { ...target, name: key }, sink)
}

function addCredentialsParameter(node: DocumentNode, target: Target, sink: Sink): void {
  eachField(node, (field, value) => {
    if (field === 'credentialsParameter') add(value, { ...target, name: field }, sink)
  })
}

const COMMAND_FIELDS: Partial<Record<Location, string>> = {
  command: 'command',
  'entry-point': 'entryPoint',
  'health-check': 'healthCheck.command'
}

function addCommand(node: DocumentNode, target: Target, sink: Sink): void {
  const name = COMMAND_FIELDS[target.location] ?? target.location
  const items = node.kind === 'array' ? node.items : [node]
  const words = items.map(item => scalarTextOf(item)?.slice(0, MAX_SCANNED) ?? '')
  items.forEach((item, index) => {
    add(item, { ...target, name, command: { words, index } }, sink)
  })
}

function add(
  node: DocumentNode,
  target: Target & { readonly name: string; readonly command?: CommandWords },
  sink: Sink
): void {
  const text = scalarTextOf(node)
  if (text === undefined) return
  sink.found.push({
    location: target.location,
    ...target.scope,
    name: target.name,
    node: node as ScalarNode,
    value: text.length > MAX_SCANNED ? text.slice(0, MAX_SCANNED) : text,
    length: text.length,
    ...(target.command === undefined ? {} : { command: target.command })
  })
}
