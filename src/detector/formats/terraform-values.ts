import {
  type DocumentNode,
  isVariableFile,
  itemsOf,
  type Member,
  type StringNode
} from '../../files/document/tree.ts'
import { fillsSecret, pathsIn, replacePaths } from '../values/templates.ts'
import { loadedName } from './tolerant/terms.ts'

/** A reference that is the whole value, as written in a text and as the tolerant reader represents a name. */
const REFERENCE =
  /^\$\{\s{0,8}((?:local|var|each|data|file|module)\.[\w.*-]{1,200}(?:\[(?:\\?"[\w.-]{1,100}\\?"|[\d*]{1,9})\][\w.*-]{0,200}){0,4})\s{0,8}\}$/

/** How many names are followed from one, where a name can stand for several. */
const MOST = 500

const LONGEST_PATH = 32

/**
 * Returns what a text refers to, in any number of steps, where it is written: nothing if the module does not contain
 * it. `each` is what the resource is made for.
 */
export type Follow = (text: StringNode, each?: readonly DocumentNode[]) => readonly DocumentNode[]

/** What modules of Terraform state together. */
export type ModuleValues = {
  readonly follow: Follow
  /** What leads to a secret, as the key of a path. */
  readonly secrets: ReadonlySet<string>
}

/** A module of Terraform: its folder, what it reads, and the folders of the modules that it calls, by their names. */
export type ModuleTrees = {
  readonly folder: string
  readonly roots: readonly DocumentNode[]
  readonly calls: ReadonlyMap<string, string>
}

/** moduleValues returns what modules state together, each with the arguments of those that call it. */
export function moduleValues(modules: readonly ModuleTrees[]): ModuleValues {
  const values = valuesOf(modules)
  return { follow: followIn(values), secrets: secretsIn(values, modules) }
}

/** valuesOfOne returns what a file states by itself. */
export function valuesOfOne(root: DocumentNode): ModuleValues {
  return moduleValues([{ folder: folderOf(root), roots: [root], calls: new Map() }])
}

/** What paths stand for, by the key of the first steps. */
type Values = ReadonlyMap<string, readonly DocumentNode[]>

/** A path means something else in each module, and so in each folder. */
function keyOf(folder: string, path: readonly string[]): string {
  return [folder, ...path].join(' ')
}

function folderOf({ origin }: DocumentNode): string {
  return origin.kind === 'file' && origin.file.includes('/') ? origin.file.replace(/\/[^/]*$/, '') : '.'
}

/**
 * followIn follows `local.x`, `var.x`, `module.x.y` and the values of a template to the locals, the defaults, arguments
 * and values of variables, the outputs, and the templates of modules.
 */
function followIn(values: Values): Follow {
  const known = new Map<string, readonly DocumentNode[]>()
  const statedBy = ([folder = '', kind = '', own = '', ...rest]: readonly string[]) =>
    values.get(keyOf(folder, [kind, own, ...(kind === 'data' ? rest : [])])) ?? []
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
        if (path[1] !== 'each' && statedBy(path).length === 0)
          found.add({ ...node, value: `\${${whole.slice(1).join('.')}}` })
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
      const name = path.join(' ')
      const before = known.get(name)
      for (const node of before ?? []) found.add(node)
      if (before || passed.has(name)) continue
      passed.add(name)
      if (!isChain && passed.size > MOST) break
      const [folder, kind, own, ...rest] = path
      if (kind === 'each')
        for (const node of own === 'value' && folder === start[0] ? each : []) visit(node, ['*', ...rest])
      else for (const node of statedBy(path)) visit(node, kind === 'data' ? [] : rest)
      isChain &&= todo.length + found.size <= 1
    }
    const all = [...found]
    // Also for a circle, which has no literal: each name is followed once.
    if (start[1] !== 'each') for (const name of isChain ? passed : [start.join(' ')]) known.set(name, all)
    return all
  }
}

/**
 * secretsIn returns what leads to a secret in modules, whatever it is called: variables with `sensitive = true` or with
 * such an argument, locals and outputs.
 */
function secretsIn(values: Values, modules: readonly ModuleTrees[]): ReadonlySet<string> {
  const secrets = new Set<string>()
  const usedBy = new Map<string, Set<string>>()
  const note = (name: string, node: DocumentNode, above: readonly string[] = []): void => {
    const names = [...above, name]
    for (const item of itemsOf(node)) note(name, item, above)
    if (node.kind === 'object')
      for (const { key, value } of node.members)
        if (/^\*?$/.test(key)) note(name, value, above)
        else note(`${name} ${key}`, value, names)
    if (node.kind !== 'string' || !node.value.includes('${')) return
    if (fillsSecret(node.value)) for (const one of names) secrets.add(one)
    const folder = folderOf(node)
    for (const path of pathsIn(node.value).map(one => keyOf(folder, one))) {
      const users = usedBy.get(path) ?? new Set<string>()
      usedBy.set(path, users)
      for (const one of names) users.add(one)
    }
  }
  for (const [name, nodes] of values)
    if (/ (?:local|var|module) /.test(name)) for (const node of nodes) note(name, node)
  for (const { folder, roots } of modules)
    for (const { key: name, value } of roots.flatMap(root => blocksOf(root, 'variable')))
      if (membersOf(value).some(one => one.key === 'sensitive' && isTrue(one.value)))
        secrets.add(keyOf(folder, ['var', name]))
  // a set is visited in the order of its growth
  for (const name of secrets) for (const user of usedBy.get(name) ?? []) secrets.add(user)
  return secrets
}

function isTrue(node: DocumentNode): boolean {
  return node.kind === 'boolean' && node.value
}

/** markSecrets writes `${sensitive(var.x)}`, with Terraform's own function, for `${var.x}` that leads to a secret. */
export function markSecrets(node: StringNode, secrets: ReadonlySet<string>): StringNode {
  if (secrets.size === 0 || !node.value.includes('${')) return node
  const folder = folderOf(node)
  const value = replacePaths(node.value, (path, written) =>
    secrets.has(keyOf(folder, path)) ? `sensitive(${written})` : written
  )
  return value === node.value ? node : { ...node, value }
}

/** sensitive writes `${sensitive(var.x)}` for `${var.x}`. */
export function sensitive(node: StringNode): StringNode {
  return { ...node, value: node.value.replace(/^\$\{(.*)\}$/s, '${sensitive($1)}') }
}

/** The folder of a reference and the steps of its path. */
function pathOf(node: DocumentNode): readonly string[] | undefined {
  const [, path] = (node.kind === 'string' && REFERENCE.exec(node.value)) || []
  if (path === undefined) return undefined
  return [folderOf(node), ...path.split(/[.[\]"\\]+/).filter(step => !/^\d*$/.test(step))]
}

/**
 * What each name stands for: `local.x`, `var.x`, `data.template_file.x.rendered` as the values it gets, and `module.x`
 * as an object of the outputs.
 */
function valuesOf(modules: readonly ModuleTrees[]): Values {
  const values = new Map<string, DocumentNode[]>()
  const add = (folder: string, path: readonly string[], value: DocumentNode): void => {
    const key = keyOf(folder, path)
    const all = values.get(key)
    if (all) all.push(value)
    else values.set(key, [value])
  }
  const outputs = new Map(modules.map(({ folder, roots }) => [folder, outputsOf(roots)]))
  for (const { folder, roots, calls } of modules) {
    for (const root of roots)
      for (const name of root.origin.kind === 'file' ? namesOf(root.origin.file) : [])
        add(folder, ['file', name], root)
    for (const { key, keyOrigin, value } of roots.flatMap(membersOf)) {
      if (keyOrigin.kind === 'file' && isVariableFile(keyOrigin.file)) add(folder, ['var', key], value)
      else if (key === 'locals')
        for (const one of membersOf(value)) add(folder, ['local', one.key], one.value)
      else if (key === 'variable')
        for (const one of membersOf(value))
          for (const initial of named(one.value, 'default')) add(folder, ['var', one.key], initial)
      else if (key === 'data')
        for (const one of named(value, 'template_file').flatMap(membersOf))
          for (const given of named(one.value, 'vars'))
            add(folder, ['data', 'template_file', one.key, 'rendered'], given)
    }
    for (const { key, value } of roots.flatMap(root => blocksOf(root, 'module'))) {
      const called = calls.get(key)
      const made = called === undefined ? undefined : outputs.get(called)
      if (called === undefined || made === undefined) continue
      add(folder, ['module', key], made)
      for (const given of membersOf(value)) add(called, ['var', given.key], given.value)
    }
  }
  return values
}

function outputsOf([first, ...others]: readonly DocumentNode[]): DocumentNode | undefined {
  if (first === undefined) return undefined
  const members = [first, ...others].flatMap(root =>
    blocksOf(root, 'output').flatMap(one => named(one.value, 'value').map(value => ({ ...one, value })))
  )
  return { kind: 'object', members, origin: first.origin }
}

/** blocksOf returns the blocks of a kind in a file, by their names. */
export function blocksOf(root: DocumentNode, kind: string): readonly Member[] {
  return named(root, kind).flatMap(membersOf)
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
