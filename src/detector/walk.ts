import { type DocumentNode, itemsOf, type ObjectNode, scalarTextOf } from '../files/document/tree.ts'
import { present } from '../present.ts'
import type { Candidate } from './candidate.ts'
import { addMember, addOther, addText, type Scope, type Sink, TASK } from './entries.ts'
import { eachField, fieldName, hasField, memberNames, namedValueOf, textField } from './fields.ts'
import { isCredentialAlone, isPlainCredential, isPlainTag } from './outside-containers.ts'
import { addContents, addNamed, addStored, withoutDuplicates } from './set-outside.ts'
import { isReferenceMap, namesSecret } from './stored-names.ts'

/**
 * walk lists the texts of a document that the rules check, in file order. It accepts a task definition, one inside a
 * wrapper (`{taskDefinition: …}`, a CloudFormation resource), an array of containers, and a single container. ECS field
 * names are accepted in camelCase, PascalCase, and snake_case. In a definition or container every text is listed,
 * whatever its structure; texts outside of known ECS fields are `other`. Outside of them, only a text that is a
 * credential by itself is listed. The recursion is bounded by that of the readers.
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
      else if (name !== undefined && isPlainCredential(item.value)) addText(item, name, sink)
    }
  } else if (node.kind === 'object') {
    if (hasField(node, 'containerDefinitions')) visitTask(node, sink)
    else visitOther(node, sink)
  }
}

/** An object that is no task definition: a container, or what is around them. */
function visitOther(node: ObjectNode, sink: Sink): void {
  // A wrapper may have `environment` or `secrets` beside the task definition, so its members are always visited.
  const isOuter = isContainer(node)
  if (isOuter) visitContainer(node, sink)
  const before = sink.found.length
  const pair = isOuter ? undefined : namedValueOf(node)
  if (pair && isCredentialAlone(pair.name, pair.value.value, sink)) addText(pair.value, pair.name, sink)
  for (const { key, value } of node.members) {
    // locals { db_password = "…" }, vars = { db_password = "…" }: the values that are filled into a definition.
    if (value.kind === 'object' && isReferenceMap(key) && !hasObjects(value)) addStored(value, sink)
    else if (value.kind === 'string' && !isOuter && isCredentialAlone(key, value.value, sink)) {
      if (!namesSecret(node, key, value)) addText(value, key, sink)
    } else if (value.kind === 'object' && !addNamed(key, value, sink)) {
      addContents(key, value, sink)
      visit(value, sink)
    } else if (value.kind === 'array') visit(value, sink, isOuter ? undefined : key)
  }
  if (isOuter && sink.found.length > before) sink.nested = true
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
  eachField(task, (field, value) => {
    if (field === 'containerDefinitions') visitContainers(value, sink)
    else if (value.kind === 'object' && hasField(value, 'containerDefinitions')) visitTask(value, sink)
    else if (field !== 'family') addMember(value, { parent: '', field, name: field, scope: TASK }, sink)
  })
  sink.isDefinition = isDefinition
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
  // The words that Docker puts before those of the command, which may end in a flag.
  const entry = container.members.findLast(({ key }) => fieldName(key) === 'entryPoint')?.value
  const before = itemsOf(entry).map(item => scalarTextOf(item) ?? '')
  eachField(container, (field, value) => {
    if (field !== 'name' || value.kind !== 'string')
      addMember(value, { parent: '', field, name: field, scope, before }, sink)
  })
}
