import { readJson } from '../../files/document/read-json.ts'
import {
  childOf,
  type DocumentNode,
  type Member,
  type ObjectNode,
  type StringNode
} from '../../files/document/tree.ts'
import { jsonIn } from '../../json.ts'
import { fillIn, fillsSecret, isEnvironmentKey, pathsIn } from '../values/templates.ts'
import { intrinsicOf, type TemplateValues, templateValuesOf } from './intrinsics.ts'
import { mapParts } from './rewrite.ts'
import { hasContainerList, isContainerList } from './structure.ts'
import { type ModuleValues, markSecrets, sensitive, valuesOfOne } from './terraform-values.ts'
import { readTolerantly } from './tolerant/reader.ts'
import { isReference, isStructure } from './tolerant/terms.ts'

/** Where values come from. */
type Context = ModuleValues & {
  readonly values: TemplateValues
  /** The field of a container or of its variables around, in which a reference stands for all that it refers to. */
  readonly field?: string
  /** What `each` of Terraform goes through. */
  readonly each?: readonly DocumentNode[]
  /** What has taken the place of references, by field, and how deep in each other. */
  readonly placed: Map<string, Set<DocumentNode>>
  readonly depth: number
}

/** How deep what takes the place of a reference may be in another one. */
const DEEPEST = 16

/**
 * normalize returns a tree in which ECS's own structure is visible: CloudFormation's intrinsic functions and
 * Terraform's references become what they stand for, and containers in a string become nodes. Origins are kept: a
 * finding refers to the leaf as written, also in another file of the `module`. Returns the same tree if there is
 * nothing to change.
 */
export function normalize(root: DocumentNode, module: ModuleValues = valuesOfOne(root)): DocumentNode {
  const { follow, secrets } = module
  return visible(planned(root), {
    follow,
    secrets,
    values: templateValuesOf(root),
    placed: new Map(),
    depth: 0
  })
}

/** For `terraform show -json`, only the planned or the current state, because the rest of the file repeats it. */
function planned(root: DocumentNode): DocumentNode {
  if (childOf(root, 'format_version') === undefined) return root
  return childOf(root, 'planned_values') ?? childOf(root, 'values') ?? root
}

function visible(node: DocumentNode, around: Context): DocumentNode {
  if (node.kind === 'array') {
    // One item has one value: an additional word would shift those of a command.
    const items = node.items.flatMap(item => {
      const values = alternatives(item, around)
      return item.kind === 'string' && !values.some(isStructure) ? values.slice(0, 1) : values
    })
    return isSame(items, node.items) ? node : { ...node, items }
  }
  if (node.kind !== 'object') return node
  const each = node.members.flatMap(({ key, value }) => (key === 'for_each' ? [value] : []))
  // that of a `dynamic` block is another one
  const context = each.length > 0 && !around.each ? { ...around, each } : around
  const members = node.members.flatMap(member => membersOf(member, context))
  return isSame(members, node.members) ? node : { ...node, members }
}

function isSame<T>(now: readonly T[], before: readonly T[]): boolean {
  return now.length === before.length && now.every((one, index) => one === before[index])
}

/** Where the name of a secret is expected: the default of a variable there is replaced by the deployment. */
const REFERENCES = /^(?:secrets|secret_?options|value_?from|credentials_?parameter)$/i

/** A member, once for each possible value; the members of what is merged. */
function membersOf(member: Member, context: Context): readonly Member[] {
  const { key, value } = member
  const isField = isContainerList(key) || isEnvironmentKey(key) || key === 'module'
  // dynamic "environment" { for_each = local.env }
  const isDynamic = isEnvironmentKey(key) && childOf(value, 'content') !== undefined
  const written = (isDynamic ? childOf(value, 'for_each') : undefined) ?? value
  const own = {
    ...context,
    ...(REFERENCES.test(key) ? { follow: () => [] } : {}),
    ...(isField || (context.field !== undefined && key !== '') ? { field: key } : {})
  }
  return alternatives(written, own).flatMap(one => {
    const merged = key === '' && value.kind === 'string' ? objectsIn(one) : []
    if (merged.length > 0) return merged.flatMap(({ members }) => members)
    const read = one.kind === 'string' ? unpacked(key, one, own) : one
    return read === value ? member : { ...member, value: read }
  })
}

function objectsIn(node: DocumentNode): readonly ObjectNode[] {
  return node.kind === 'array' ? node.items.flatMap(objectsIn) : node.kind === 'object' ? [node] : []
}

/** A reference of Terraform is kept beside its literal: it states how the value is delivered. */
function alternatives(node: DocumentNode, context: Context): readonly DocumentNode[] {
  if (node.kind === 'string') {
    const { field } = context
    const followed = context.follow(node, context.each)
    // what another file gives to a database is its own matter
    const found = [...followed, ...[node, ...followed].flatMap(one => filledIn(one, context))].filter(one =>
      field === undefined ? isBeside(one, node) : !(isContainerList(field) && isWhole(one))
    )
    const placed = found.filter(isStructure).flatMap(one => placedIn(one, context))
    if (placed.length > 0) return placed
    const isSecret = (one: DocumentNode) =>
      one.kind === 'string' && fillsSecret(markSecrets(one, context.secrets).value)
    const marked = found.some(isSecret) ? sensitive(node) : markSecrets(node, context.secrets)
    return [...found.filter(one => isStated(one) && !isReference(one) && !isSecret(one)), marked]
  }
  const intrinsic = node.kind === 'object' ? intrinsicOf(node, context.values) : undefined
  return (intrinsic ?? [node]).map(value => visible(value, context))
}

/** A text with a password that is written elsewhere, once for each: what it is there is judged, where it is written. */
function filledIn(text: DocumentNode, { follow, secrets, each }: Context): readonly DocumentNode[] {
  if (text.kind !== 'string' || !isStated(text) || isReference(text)) return []
  return pathsIn(text.value).flatMap(path => {
    const reference = { ...text, value: `\${${path.join('.')}}` }
    const isSecret = fillsSecret(markSecrets(reference, secrets).value)
    return (isSecret ? follow(reference, each) : []).flatMap(one =>
      one.kind === 'string' && isStated(one) && !one.value.includes('${')
        ? { ...one, value: fillIn(text.value, path, one.value) }
        : []
    )
  })
}

/** Whether a node is all of a file: one that is loaded as containers is checked itself. */
function isWhole({ origin }: DocumentNode): boolean {
  return origin.kind === 'file' && origin.pointer === ''
}

/** Whether two nodes stand in the same file. */
function isBeside({ origin: a }: DocumentNode, { origin: b }: DocumentNode): boolean {
  return a.kind !== 'file' || b.kind !== 'file' || a.file === b.file
}

/** A longer text is not followed, so that the work stays linear however often it is referred to. */
const LONGEST = 512

function isStated(node: DocumentNode): boolean {
  return (
    node.kind === 'number' || (node.kind === 'string' && node.value !== '' && node.value.length <= LONGEST)
  )
}

/** What takes the place of a reference to it in a container; the second time in such a field, it is empty. */
function placedIn(node: DocumentNode, context: Context): readonly DocumentNode[] {
  const { field, placed, depth } = context
  if (field === undefined || field === 'value' || depth > DEEPEST) return []
  const known = placed.get(field) ?? new Set()
  placed.set(field, known)
  if (known.has(node)) return [{ kind: 'array', items: [], origin: node.origin }]
  known.add(node)
  return [visible(node, { ...context, depth: depth + 1 })]
}

/**
 * Container definitions in a string: in Terraform plans and states, custom resources of CloudFormation, and maps of
 * files. Every node has the place and the pointer of the string, which is the leaf in the file.
 */
function unpacked(key: string, node: StringNode, context: Context): DocumentNode {
  const isList = isContainerList(key)
  if (!isList && !node.value.includes('ontainerDefinitions')) return node
  const text = unquoted(node.value)
  // Terraform's JSON syntax writes its functions in texts.
  const code = /^\s*\$\{\s*jsonencode\(([\s\S]*)\)\s*\}\s*$/.exec(text)?.[1]
  const root =
    code !== undefined ? tolerantly(code, 'code') : /^\s*[[{]/.test(text) ? structureOf(text) : undefined
  if (root === undefined || !(isList || hasContainerList(root))) return node
  return visible(mapParts(root, node.origin), context)
}

/** How often a text may have been encoded. */
const MOST_ENCODED = 4

/** JSON text that was encoded as JSON text again. */
function unquoted(text: string, times = MOST_ENCODED): string {
  if (times === 0 || !/^\s*"\s*[[{\\]/.test(text)) return text
  const inner = jsonIn(text)
  return typeof inner === 'string' ? unquoted(inner, times - 1) : text
}

function structureOf(text: string): DocumentNode | undefined {
  const strict = readJson('', text)
  return strict.document && !strict.partial ? strict.document.root : tolerantly(text, 'data')
}

function tolerantly(text: string, dialect: 'data' | 'code'): DocumentNode | undefined {
  const read = readTolerantly({ file: '', text, dialect, offset: 0, pointer: '' })
  return read.kind === 'tree' ? read.root : undefined
}
