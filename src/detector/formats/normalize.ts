import { readJson } from '../../files/document/read-json.ts'
import { childOf, type DocumentNode, type Member, type StringNode } from '../../files/document/tree.ts'
import { intrinsicOf, type TemplateValues, templateValuesOf } from './intrinsics.ts'
import { mapOrigins } from './rewrite.ts'
import { hasContainerList, isContainerList } from './structure.ts'
import {
  type Follow,
  markSecrets,
  templateValuesIn,
  terraformLiterals,
  terraformSecrets
} from './terraform-values.ts'
import { readTolerantly } from './tolerant/reader.ts'

/** Where values come from. */
type Context = {
  readonly root: DocumentNode
  readonly values: TemplateValues
  readonly follow: Follow
  /** What leads to a secret in Terraform. */
  readonly secrets: ReadonlySet<string>
}

/**
 * normalize returns a tree in which ECS's own structure is visible: CloudFormation's intrinsic functions and
 * Terraform's
 * references become texts, and containers in a string become nodes. Origins are kept: a finding refers to the leaf as
 * written. Returns the same tree if there is nothing to change. `beside` is what leads to a secret in the other files
 * of a module of Terraform.
 */
export function normalize(root: DocumentNode, beside: ReadonlySet<string> = new Set()): DocumentNode {
  const secrets = new Set([...beside, ...terraformSecrets([root])])
  const context = {
    root,
    values: templateValuesOf(root),
    follow: terraformLiterals(root),
    secrets
  }
  return visible(planned(root), context)
}

/** For `terraform show -json`, only the planned or the current state, because the rest of the file repeats it. */
function planned(root: DocumentNode): DocumentNode {
  if (childOf(root, 'format_version') === undefined) return root
  return childOf(root, 'planned_values') ?? childOf(root, 'values') ?? root
}

function visible(node: DocumentNode, context: Context): DocumentNode {
  if (node.kind === 'array') {
    // One item has one value: an additional word would shift those of a command.
    const items = node.items.flatMap(item =>
      alternatives(item, context).slice(0, item.kind === 'string' ? 1 : undefined)
    )
    return isSame(items, node.items) ? node : { ...node, items }
  }
  if (node.kind !== 'object') return node
  const members = node.members.flatMap(member => membersOf(member, context))
  return isSame(members, node.members) ? node : { ...node, members }
}

function isSame<T>(now: readonly T[], before: readonly T[]): boolean {
  return now.length === before.length && now.every((one, index) => one === before[index])
}

/** Where the name of a secret is expected: the default of a variable there is replaced by the deployment. */
const REFERENCES = /^(?:secrets|secret_?options|value_?from|credentials_?parameter)$/i

/** A member, once for each possible value. */
function membersOf(member: Member, context: Context): readonly Member[] {
  const own = REFERENCES.test(member.key) ? { ...context, follow: () => undefined } : context
  return alternatives(member.value, own).map(value => {
    const read = value.kind === 'string' ? unpacked(member.key, value, own) : value
    return read === member.value ? member : { ...member, value: read }
  })
}

/** A reference of Terraform is kept beside its literal: it states how the value is delivered. */
function alternatives(node: DocumentNode, context: Context): readonly DocumentNode[] {
  const literal = node.kind === 'string' ? context.follow(node) : undefined
  const marked = node.kind === 'string' ? markSecrets(node, context.secrets) : node
  if (literal) return [literal, marked]
  if (marked !== node) return [marked]
  const intrinsic = node.kind === 'object' ? intrinsicOf(node, context.values) : undefined
  return (intrinsic ?? [node]).map(value => visible(value, context))
}

/**
 * Container definitions in a string: in Terraform plans and states, custom resources of CloudFormation, and maps of
 * files. Every node has the place and the pointer of the string, which is the leaf in the file.
 */
function unpacked(key: string, node: StringNode, context: Context): DocumentNode {
  const isList = isContainerList(key)
  const given = isList ? templateValuesIn(context.root, node.value) : undefined
  if (given) return visible(given, context)
  if (!isList && !node.value.includes('ontainerDefinitions')) return node
  const text = unquoted(node.value)
  // Terraform's JSON syntax writes its functions in texts.
  const code = /^\s*\$\{\s*jsonencode\(([\s\S]*)\)\s*\}\s*$/.exec(text)?.[1]
  const root =
    code !== undefined ? tolerantly(code, 'code') : /^\s*[[{]/.test(text) ? structureOf(text) : undefined
  if (root === undefined || !(isList || hasContainerList(root))) return node
  return visible(
    mapOrigins(root, () => node.origin),
    context
  )
}

/** How often a text may have been encoded. */
const MOST_ENCODED = 4

/** JSON text that was encoded as JSON text again. */
function unquoted(text: string, times = MOST_ENCODED): string {
  if (times === 0 || !/^\s*"\s*[[{\\]/.test(text)) return text
  try {
    const inner: unknown = JSON.parse(text)
    return typeof inner === 'string' ? unquoted(inner, times - 1) : text
  } catch {
    return text
  }
}

function structureOf(text: string): DocumentNode | undefined {
  const strict = readJson('', text)
  return strict.document && !strict.partial ? strict.document.root : tolerantly(text, 'data')
}

function tolerantly(text: string, dialect: 'data' | 'code'): DocumentNode | undefined {
  const read = readTolerantly({ file: '', text, dialect, offset: 0, pointer: '' })
  return read.kind === 'tree' ? read.root : undefined
}
