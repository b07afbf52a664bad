import {
  type DocumentNode,
  isVariableFile,
  itemsOf,
  type Member,
  type StringNode
} from '../../files/document/tree.ts'
import { fillsSecret, pathsIn, replacePaths, type TerraformPath } from '../values/templates.ts'
import { loadedName } from './tolerant/terms.ts'

/** A reference that is the whole value, as written in a text and as the tolerant reader represents a name. */
const REFERENCE =
  /^\$\{\s{0,8}((?:local|var|each|data|file)\.[\w.*-]{1,200}(?:\[(?:\\?"[\w.-]{1,100}\\?"|[\d*]{1,9})\][\w.*-]{0,200}){0,4})\s{0,8}\}$/

/** How many names are followed from one, where a name can stand for several. */
const MOST = 500

const LONGEST_PATH = 32

/**
 * Returns what a text refers to, in any number of steps, where it is written: nothing if the module does not contain
 * it. `each` is what the resource is made for.
 */
export type Follow = (text: StringNode, each?: readonly DocumentNode[]) => readonly DocumentNode[]

/** What the files of a module of Terraform state together. */
export type ModuleValues = {
  readonly follow: Follow
  /** What leads to a secret. */
  readonly secrets: ReadonlySet<string>
}

/** moduleValues returns what the files of a module state together. */
export function moduleValues(roots: readonly DocumentNode[]): ModuleValues {
  return { follow: terraformValues(roots), secrets: terraformSecrets(roots) }
}

/**
 * terraformValues follows `local.x`, `var.x` and the values of a template to the locals, the defaults and values of
 * variables, and the templates in the files of a module.
 */
export function terraformValues(roots: readonly DocumentNode[]): Follow {
  const values = valuesOf(roots)
  const known = new Map<string, readonly DocumentNode[]>()
  const statedBy = ([kind = '', own = '', ...rest]: readonly string[]) =>
    values.get([kind, own, ...(kind === 'data' ? rest : [])].join('.')) ?? []
  return (text, each = []) => {
    const start = pathOf(text)
    if (start === undefined) return []
    const found = new Set<DocumentNode>()
    const passed = new Set<string>()
    const todo = [start]
    let isChain = true
    const visit = (node: DocumentNode, [step, ...rest]: readonly string[]): void => {
      const path = pathOf(node)
      if (path && node.kind === 'string') {
        const whole = step === undefined ? path : [...path, step, ...rest]
        // what it leads to is not there, such as the value of a variable
        if (path[0] !== 'each' && statedBy(path).length === 0)
          found.add({ ...node, value: `\${${whole.join('.')}}` })
        // a circle may become longer with each turn
        else if (whole.length < LONGEST_PATH) todo.push(whole)
      } else if (step === undefined) found.add(node)
      else if (node.kind === 'array')
        for (const item of node.items) visit(item, step === '*' ? rest : [step, ...rest])
      else if (node.kind === 'object')
        // what is merged has the same names
        for (const { key, value } of node.members)
          if (key === '' && value.kind === 'string') visit(value, [step, ...rest])
          else if (step === '*' || key === step || /^\*?$/.test(key)) visit(value, rest)
    }
    for (let path = todo.pop(); path; path = todo.pop()) {
      const name = path.join('.')
      const before = known.get(name)
      for (const node of before ?? []) found.add(node)
      if (before || passed.has(name)) continue
      passed.add(name)
      if (!isChain && passed.size > MOST) break
      const [kind, own, ...rest] = path
      if (kind === 'each') for (const node of own === 'value' ? each : []) visit(node, ['*', ...rest])
      else for (const node of statedBy(path)) visit(node, kind === 'data' ? [] : rest)
      isChain &&= todo.length + found.size <= 1
    }
    const all = [...found]
    // Also for a circle, which has no literal: each name is followed once.
    if (start[0] !== 'each') for (const name of isChain ? passed : [start.join('.')]) known.set(name, all)
    return all
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
      for (const { key, value } of node.members)
        if (/^\*?$/.test(key)) note(name, value, above)
        else note(`${name}.${key}`, value, names)
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

/** sensitive writes `${sensitive(var.x)}` for `${var.x}`. */
export function sensitive(node: StringNode): StringNode {
  return { ...node, value: node.value.replace(/^\$\{(.*)\}$/s, '${sensitive($1)}') }
}

function pathOf(node: DocumentNode): readonly string[] | undefined {
  const [, path] = (node.kind === 'string' && REFERENCE.exec(node.value)) || []
  return path?.split(/[.[\]"\\]+/).filter(step => !/^\d*$/.test(step))
}

/** What each name stands for: `local.x`, `var.x`, and `data.template_file.x.rendered` as the values it gets. */
function valuesOf(roots: readonly DocumentNode[]): ReadonlyMap<string, readonly DocumentNode[]> {
  const values = new Map<string, DocumentNode[]>()
  const add = (name: string, value: DocumentNode): void => {
    const all = values.get(name)
    if (all) all.push(value)
    else values.set(name, [value])
  }
  for (const root of roots)
    for (const name of root.origin.kind === 'file' ? namesOf(root.origin.file) : []) add(`file.${name}`, root)
  for (const { key, keyOrigin, value } of roots.flatMap(membersOf)) {
    if (keyOrigin.kind === 'file' && isVariableFile(keyOrigin.file)) add(`var.${key}`, value)
    else if (key === 'locals') for (const one of membersOf(value)) add(`local.${one.key}`, one.value)
    else if (key === 'variable')
      for (const one of membersOf(value))
        for (const initial of named(one.value, 'default')) add(`var.${one.key}`, initial)
    else if (key === 'data')
      for (const one of named(value, 'template_file').flatMap(membersOf))
        for (const given of named(one.value, 'vars')) add(`data.template_file.${one.key}.rendered`, given)
  }
  return values
}

/** What a file is called where it is loaded, from any of the folders above it. */
function namesOf(file: string): readonly string[] {
  const steps = file.split('/')
  return steps.flatMap((_, index) => {
    const path = steps.slice(index).join('/')
    return [loadedName(path), loadedName(path.replace(/[^/]+(?=\.\w+$)/, '${name}'))]
  })
}

function named(node: DocumentNode, name: string): readonly DocumentNode[] {
  return membersOf(node).flatMap(({ key, value }) => (key === name ? [value] : []))
}

/** Blocks next to other structures of a file are in an array, and so are those of Terraform's JSON syntax. */
function membersOf(node: DocumentNode): readonly Member[] {
  return [node, ...itemsOf(node)].flatMap(one => (one.kind === 'object' ? one.members : []))
}
