import { type DocumentNode, itemsOf, type Member, type StringNode } from '../../files/document/tree.ts'
import { fillsSecret, pathsIn, replacePaths, type TerraformPath } from '../values/terraform.ts'

/** A reference that is the whole value, as written in a text and as the tolerant reader represents a name. */
const REFERENCE = /^\$\{\s{0,8}((?:local|var)\.[\w.-]{1,200}(?:\[\\?"[\w.-]{1,100}\\?"\]){0,4})\s{0,8}\}$/

/** A longer text is not followed, so that the work stays linear however often it is referred to. */
const LONGEST = 512

/** The levels of maps below `locals` that are followed: `local.database.primary.login`. */
const DEEPEST = 4

/** Returns the literal that a text refers to, in any number of steps. Undefined if the file does not contain it. */
export type Follow = (text: StringNode) => DocumentNode | undefined

/** terraformLiterals follows `local.x` and `var.x` to the locals and the defaults of variables in the same file. */
export function terraformLiterals(root: DocumentNode): Follow {
  const values = valuesOf(root)
  const known = new Map<string, DocumentNode | undefined>()
  return text => {
    if (values.size === 0) return undefined
    const passed = new Set<string>()
    let found: DocumentNode | undefined
    for (let name = targetOf(text); name !== undefined && !passed.has(name); ) {
      if (known.has(name)) {
        found = known.get(name)
        break
      }
      passed.add(name)
      found = values.get(name)
      name = targetOf(found)
      if (name !== undefined) found = undefined
    }
    // Also for a circle, which has no literal: each name is followed once.
    for (const name of passed) known.set(name, found)
    return found
  }
}

/**
 * terraformSecrets returns what leads to a secret in the files of a module, whatever it is called: variables with
 * `sensitive = true`, and locals, as `var.x` and `local.x.y`.
 */
export function terraformSecrets(roots: readonly DocumentNode[]): ReadonlySet<string> {
  const secrets = new Set<string>()
  const usedBy = new Map<string, Set<string>>()
  const note = (name: string, node: DocumentNode, above: readonly string[] = []): void => {
    const names = [...above, name]
    for (const item of itemsOf(node)) note(name, item, above)
    if (node.kind === 'object')
      for (const { key, value } of node.members) note(`${name}.${key}`, value, names)
    if (node.kind !== 'string' || !node.value.includes('${')) return
    if (fillsSecret(node.value)) for (const one of names) secrets.add(one)
    for (const path of pathsIn(node.value).map(nameOf)) {
      const users = usedBy.get(path) ?? new Set<string>()
      usedBy.set(path, users)
      for (const one of names) users.add(one)
    }
  }
  for (const { key, value } of roots.flatMap(membersOf)) {
    if (key === 'locals') for (const one of membersOf(value)) note(`local.${one.key}`, one.value)
    if (key !== 'variable') continue
    for (const { key: name, value: block } of membersOf(value))
      if (membersOf(block).some(one => one.key === 'sensitive' && isTrue(one.value)))
        secrets.add(`var.${name}`)
  }
  // a set is visited in the order of its growth
  for (const name of secrets) for (const user of usedBy.get(name) ?? []) secrets.add(user)
  return secrets
}

function isTrue(node: DocumentNode): boolean {
  return node.kind === 'boolean' && node.value
}

function nameOf(path: TerraformPath): string {
  return path.join('.')
}

/** markSecrets writes `${sensitive(var.x)}`, with Terraform's own function, for `${var.x}` that leads to a secret. */
export function markSecrets(node: StringNode, secrets: ReadonlySet<string>): StringNode {
  if (secrets.size === 0 || !node.value.includes('${')) return node
  const value = replacePaths(node.value, (path, written) =>
    secrets.has(nameOf(path)) ? `sensitive(${written})` : written
  )
  return value === node.value ? node : { ...node, value }
}

/** `data.template_file.NAME.rendered` as the values that the template gets. */
const RENDERED = /^\$\{\s{0,8}data\.template_file\.([\w-]{1,128})\.rendered\s{0,8}\}$/

/** templateValuesIn returns the values that a text gives to a template of the same file. */
export function templateValuesIn(root: DocumentNode, text: string): DocumentNode | undefined {
  const [, name] = RENDERED.exec(text) ?? []
  if (name === undefined) return undefined
  const steps = ['data', 'template_file', name, 'vars']
  return steps.reduce<readonly DocumentNode[]>(
    (nodes, step) => nodes.flatMap(membersOf).flatMap(({ key, value }) => (key === step ? [value] : [])),
    [root]
  )[0]
}

function targetOf(node: DocumentNode | undefined): string | undefined {
  return node?.kind === 'string'
    ? REFERENCE.exec(node.value)?.[1]?.replace(/\[\\?"([\w.-]+)\\?"\]/g, '.$1')
    : undefined
}

function valuesOf(root: DocumentNode): ReadonlyMap<string, DocumentNode> {
  const values = new Map<string, DocumentNode>()
  for (const { key, value } of membersOf(root)) {
    if (key === 'locals') addValue(value, { name: 'local', depth: 0 }, values)
    if (key !== 'variable') continue
    for (const { key: name, value: block } of membersOf(value)) {
      const initial = membersOf(block).find(member => member.key === 'default')
      if (initial) addValue(initial.value, { name: `var.${name}`, depth: 1 }, values)
    }
  }
  return values
}

/** Blocks next to other structures of a file are in an array, and so are those of Terraform's JSON syntax. */
function membersOf(node: DocumentNode): readonly Member[] {
  return [node, ...itemsOf(node)].flatMap(one => (one.kind === 'object' ? one.members : []))
}

function addValue(
  node: DocumentNode,
  { name, depth }: { readonly name: string; readonly depth: number },
  values: Map<string, DocumentNode>
): void {
  if (depth <= DEEPEST && (depth === 0 || node.kind === 'object'))
    for (const { key, value } of membersOf(node))
      addValue(value, { name: `${name}.${key}`, depth: depth + 1 }, values)
  const isText = node.kind === 'string' && node.value !== '' && node.value.length <= LONGEST
  // The first of the branches of a condition that states something.
  if ((isText || node.kind === 'number') && !values.has(name)) values.set(name, node)
}
