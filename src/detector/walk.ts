import { type DocumentNode, itemsOf, type ObjectNode, scalarTextOf } from '../document/tree.ts'
import { present } from '../present.ts'
import type { Candidate } from './candidate.ts'
import {
  addCommand,
  addMembers,
  addOther,
  addPairs,
  addSingle,
  NAME_AND_VALUE,
  type Scope,
  type Sink,
  TASK
} from './entries.ts'
import { eachField, fieldName, hasField, memberNames, namedValueOf, textField } from './fields.ts'
import { isCredentialAlone, isPlainCredential, isPlainTag } from './outside-containers.ts'
import { addContents, addNamed, addStored, withoutDuplicates } from './set-outside.ts'
import { isReferenceMap, namesSecret } from './stored-names.ts'

/**
 * walk lists the texts of a document that the rules check, in file order. It accepts a task definition, one inside a
 * wrapper (`{taskDefinition: …}`, a CloudFormation resource), an array of containers, and a single container. ECS field
 * names are accepted in camelCase, PascalCase, and snake_case. Duplicate members are all visited. In a definition or
 * container every text is listed, whatever its structure; texts outside of known ECS fields are `other`. The recursion
 * is bounded by that of the readers.
 */
export function walk(root: DocumentNode): readonly Candidate[] {
  let names: ReadonlySet<string> | undefined
  const isMember = (text: string) => {
    names ??= memberNames(root)
    return names.has(text)
  }
  const sink: Sink = { found: [], containers: 0, nested: false, isMember }
  visit(root, sink)
  return sink.nested ? withoutDuplicates(sink.found) : sink.found
}

/** `name` is that of the member whose value is a list outside of containers. */
function visit(node: DocumentNode, sink: Sink, name?: string): void {
  if (node.kind === 'array') {
    for (const item of node.items) {
      const tag = name !== undefined && item.kind === 'object' ? namedValueOf(item) : undefined
      if (tag && isPlainTag(name, tag.name, tag.value.value)) continue
      if (item.kind !== 'string') visit(item, sink)
      else if (name !== undefined && isPlainCredential(item.value))
        addOther(item, { name, scope: TASK }, sink)
    }
    return
  }
  if (node.kind !== 'object') return
  if (hasField(node, 'containerDefinitions')) visitTask(node, sink)
  else {
    // A wrapper may have `environment` or `secrets` beside the task definition, so its members are always visited.
    const isOuter = isContainer(node)
    if (isOuter) visitContainer(node, sink)
    const before = sink.found.length
    const pair = isOuter ? undefined : namedValueOf(node)
    if (pair && isCredentialAlone(pair.name, pair.value.value, sink))
      addOther(pair.value, { name: pair.name, scope: TASK }, sink)
    for (const { key, value } of node.members) {
      // locals { db_password = "…" }, vars = { db_password = "…" }: the values that are filled into a definition.
      if (value.kind === 'object' && isReferenceMap(key) && !hasObjects(value)) addStored(value, sink)
      else if (value.kind === 'string' && !isOuter && isCredentialAlone(key, value.value, sink)) {
        if (!namesSecret(node, key, value)) addOther(value, { name: key, scope: TASK }, sink)
      } else if (value.kind === 'object' && !addNamed(key, value, sink)) {
        addContents(key, value, sink)
        visit(value, sink)
      } else if (value.kind === 'array') visit(value, sink, isOuter ? undefined : key)
    }
    if (isOuter && sink.found.length > before) sink.nested = true
  }
}

function hasObjects({ members }: ObjectNode): boolean {
  return members.some(({ value }) => value.kind === 'object' || value.kind === 'array')
}

/** A container has an image, or an environment or secrets (overrides have no image). */
function isContainer(node: ObjectNode): boolean {
  return node.members.some(({ key, value }) => {
    const field = fieldName(key)
    if (field === 'image') return value.kind === 'string'
    return (field === 'environment' || field === 'secrets') && value.kind === 'array'
  })
}

function visitTask(task: ObjectNode, sink: Sink): void {
  const { isDefinition = false } = sink
  sink.isDefinition = true
  eachMember(task, sink)
  sink.isDefinition = isDefinition
}

function eachMember(task: ObjectNode, sink: Sink): void {
  eachField(task, (field, value) => {
    switch (field) {
      case 'containerDefinitions':
        return visitContainers(value, sink)
      case 'volumes':
        if (value.kind !== 'array') return addOther(value, { name: field, scope: TASK }, sink)
        for (const volume of itemsOf(value)) visitVolume(volume, sink)
        return
      case 'tags':
        return addPairs(value, { location: 'tag', scope: TASK, nameField: 'key', valueField: 'value' }, sink)
      case 'proxyConfiguration':
        return eachField(value, (inner, properties) => {
          if (inner !== 'properties' && inner !== 'proxyConfigurationProperties')
            return addOther(properties, { name: inner, scope: TASK }, sink)
          addPairs(properties, { location: 'proxy-property', scope: TASK, ...NAME_AND_VALUE }, sink)
        })
      case 'family':
        return
      default:
        return addTaskMember(field, value, sink)
    }
  })
}

/** ECS does not know nested task definitions, but the file contains their texts. */
function addTaskMember(field: string, value: DocumentNode, sink: Sink): void {
  if (value.kind === 'object' && hasField(value, 'containerDefinitions')) visitTask(value, sink)
  else addOther(value, { name: field, scope: TASK }, sink)
}

/** A list of containers, also nested, or a map of containers by name. */
function visitContainers(node: DocumentNode, sink: Sink): void {
  if (node.kind === 'array') for (const item of node.items) visitContainers(item, sink)
  else if (node.kind !== 'object') addOther(node, { name: 'containerDefinitions', scope: TASK }, sink)
  else if (hasField(node, 'name') || isContainer(node) || !node.members.some(isNamedContainer))
    visitContainer(node, sink)
  else for (const { value } of node.members) visitContainers(value, sink)
}

function isNamedContainer({ value }: ObjectNode['members'][number]): boolean {
  return value.kind === 'object' && isContainer(value)
}

function visitContainer(container: ObjectNode, sink: Sink): void {
  const name = textField(container, 'name')
  const scope: Scope = { scope: sink.containers++, ...present({ container: name }) }
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
        return addCommand(value, { location: 'command', scope, before: entryPointOf(container) }, sink)
      case 'entryPoint':
        return addCommand(value, { location: 'entry-point', scope }, sink)
      case 'healthCheck':
      case 'healthcheck':
        return visitHealthCheck(value, scope, sink)
      case 'dockerLabels':
        return addMembers(value, { location: 'label', scope }, sink)
      case 'logConfiguration':
        return visitLogConfiguration(value, scope, sink)
      case 'firelensConfiguration':
        return visitFireLens(value, scope, sink)
      case 'repositoryCredentials':
        return addSingle(
          value,
          { location: 'repository-credentials', scope, field: 'credentialsParameter' },
          sink
        )
      case 'name':
        return value.kind === 'string' ? undefined : addOther(value, { name: field, scope }, sink)
      case 'systemControls':
        return addPairs(
          value,
          { location: 'system-control', scope, nameField: 'namespace', valueField: 'value' },
          sink
        )
      default:
        return addOther(value, { name: field, scope }, sink)
    }
  })
}

/** The words that Docker puts before those of the command. */
function entryPointOf({ members }: ObjectNode): readonly string[] {
  const entry = members.findLast(({ key }) => fieldName(key) === 'entryPoint')?.value
  return entry?.kind === 'array' ? entry.items.map(item => scalarTextOf(item) ?? '') : []
}

function visitHealthCheck(node: DocumentNode, scope: Scope, sink: Sink): void {
  if (node.kind !== 'object') addCommand(node, { location: 'health-check', scope }, sink)
  eachField(node, (field, value) => {
    // `test` in Compose files
    if (field === 'command' || field === 'test') addCommand(value, { location: 'health-check', scope }, sink)
    else addOther(value, { name: field, scope }, sink)
  })
}

function visitLogConfiguration(node: DocumentNode, scope: Scope, sink: Sink): void {
  if (node.kind === 'array') for (const item of node.items) visitLogConfiguration(item, scope, sink)
  if (node.kind === 'string') addOther(node, { name: 'logConfiguration', scope }, sink)
  eachField(node, (field, value) => {
    if (field === 'options') addMembers(value, { location: 'log-option', scope }, sink)
    else if (field === 'secretOptions') {
      addPairs(value, { location: 'secret-options', scope, ...NAME_AND_VALUE }, sink)
    } else addOther(value, { name: field, scope }, sink)
  })
}

function visitFireLens(node: DocumentNode, scope: Scope, sink: Sink): void {
  if (node.kind !== 'object') addOther(node, { name: 'firelensConfiguration', scope }, sink)
  eachField(node, (field, value) => {
    if (field === 'options') addMembers(value, { location: 'firelens-option', scope }, sink)
    else addOther(value, { name: field, scope }, sink)
  })
}

function visitVolume(volume: DocumentNode, sink: Sink): void {
  if (volume.kind !== 'object') addOther(volume, { name: 'volumes', scope: TASK }, sink)
  eachField(volume, (field, value) => {
    if (field === 'dockerVolumeConfiguration') {
      eachField(value, (inner, options) => {
        if (inner === 'driverOpts') addMembers(options, { location: 'driver-option', scope: TASK }, sink)
        else if (inner === 'labels') addMembers(options, { location: 'label', scope: TASK }, sink)
        else addOther(options, { name: inner, scope: TASK }, sink)
      })
    } else if (/^fsxWindowsFileServerVolumeConfiguration$/i.test(field)) {
      eachField(value, (inner, config) => {
        if (inner !== 'authorizationConfig') return addOther(config, { name: inner, scope: TASK }, sink)
        const target = { location: 'fsx-credentials', scope: TASK, field: 'credentialsParameter' } as const
        addSingle(config, target, sink)
      })
    } else addOther(value, { name: field, scope: TASK }, sink)
  })
}
