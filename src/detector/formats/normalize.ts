import { readJson } from '../../files/document/read-json.ts'
import {
  childOf,
  type DocumentNode,
  type Member,
  type ObjectNode,
  type StringNode
} from '../../files/document/tree.ts'
import {
  hasContainerList,
  isContainerList,
  isPair,
  looksLikeContainer,
  type Writing
} from './checked-file.ts'
import { intrinsicOf, type TemplateValues, templateValuesOf } from './intrinsics.ts'
import { mapOrigins, pairNode } from './rewrite.ts'
import { type Follow, terraformLiterals } from './terraform-values.ts'
import { readTolerantly } from './tolerant/read.ts'
import { mentionsContainers, yamlIn } from './yaml-in-text.ts'

/**
 * normalize returns a tree in which ECS's own structure is visible: CloudFormation's intrinsic functions become texts,
 * containers in a string become nodes, and maps of containers or variables become lists. Origins are kept: a finding
 * refers to the leaf as written. Returns the same tree if there is nothing to change.
 */
export function normalize(root: DocumentNode, writing: Writing): DocumentNode {
  const normalizer = new Normalizer(templateValuesOf(root), terraformLiterals(root), writing)
  const narrowed = planned(root)
  return listOfPairs(narrowed) ?? normalizer.node(narrowed)
}

/** For `terraform show -json`, only the planned or the current state, because the rest of the file repeats it. */
function planned(root: DocumentNode): DocumentNode {
  if (childOf(root, 'format_version') === undefined) return root
  return childOf(root, 'planned_values') ?? childOf(root, 'values') ?? root
}

/** A file that contains only variables, or one variable, is the content of an `environment`. */
function listOfPairs(root: DocumentNode): DocumentNode | undefined {
  const items = root.kind === 'array' ? root.items : [root]
  if (items.length === 0 || !items.every(isBarePair)) return undefined
  return underEnvironment({ kind: 'array', items, origin: root.origin })
}

function isBarePair(node: DocumentNode): boolean {
  return isPair(node) && !looksLikeContainer(node)
}

class Normalizer {
  private readonly values: TemplateValues
  private readonly follow: Follow
  private readonly writing: Writing
  private isInText = false

  constructor(values: TemplateValues, follow: Follow, writing: Writing) {
    this.values = values
    this.follow = follow
    this.writing = writing
  }

  node(node: DocumentNode): DocumentNode {
    if (node.kind === 'array') return this.array(node)
    if (node.kind !== 'object') return node
    let changed = false
    const members: Member[] = []
    for (const written of node.members) {
      const member = isVariablesOfService(written, node)
        ? { ...written, value: listOf(written.value) }
        : written
      const own = this.member(member)
      changed ||= own.length !== 1 || own[0] !== written
      members.push(...own)
    }
    return changed ? { ...node, members } : node
  }

  private array(node: Extract<DocumentNode, { kind: 'array' }>): DocumentNode {
    let changed = false
    const items: DocumentNode[] = []
    for (const item of node.items) {
      // One item has one value: an additional word would shift those of a command.
      const own = this.alternatives(item).slice(0, item.kind === 'string' ? 1 : undefined)
      changed ||= own.length !== 1 || own[0] !== item
      items.push(...own)
    }
    return changed ? { ...node, items } : node
  }

  /** A member, once for each possible value. */
  private member(member: Member): readonly Member[] {
    const reader = REFERENCES.test(member.key) ? this.withoutFollowing() : this
    const values = reader.alternatives(member.value)
    return values.map(value => {
      const fitted = this.fitted(member.key, value)
      return fitted === member.value ? member : { ...member, value: fitted }
    })
  }

  /** A text in a text in a text would take too long to read. */
  private yaml(value: StringNode): DocumentNode {
    const embedded = this.isInText ? undefined : yamlIn(value)
    if (embedded === undefined || !hasContainerList(embedded)) return value
    const inner = new Normalizer(this.values, this.follow, this.writing)
    inner.isInText = true
    return inner.node(embedded)
  }

  private withoutFollowing(): Normalizer {
    return new Normalizer(this.values, () => undefined, this.writing)
  }

  /** A reference of Terraform is kept beside its literal: it says how the value is delivered. */
  private alternatives(node: DocumentNode): readonly DocumentNode[] {
    const literal = node.kind === 'string' ? this.follow(node) : undefined
    if (literal) return [literal, node]
    const intrinsic = node.kind === 'object' ? intrinsicOf(node, this.values) : undefined
    return intrinsic === undefined ? [this.node(node)] : intrinsic.map(value => this.node(value))
  }

  private fitted(key: string, value: DocumentNode): DocumentNode {
    if (isContainerList(key)) {
      if (value.kind === 'string') {
        const embedded = readEmbedded(value)
        return embedded ? this.node(embedded) : value
      }
      return value.kind === 'object' && isMapOfContainers(value) ? containersOfMap(value) : value
    }
    if (value.kind === 'string' && mentionsContainers(value.value)) {
      if (!/^\s*["{]/.test(value.value)) return this.yaml(value)
      const embedded = readEmbedded(value)
      if (embedded && hasContainerList(embedded)) return this.node(embedded)
    }
    if (this.writing === 'data') return value
    const list = variablesOf(key, value)
    if (list === undefined) return value
    return /^(?:environment|secrets)$/i.test(key) ? list : underEnvironment(list)
  }
}

/** Where the name of a secret is expected: the default of a variable there is replaced by the deployment. */
const REFERENCES = /^(?:secrets|secret_?options|value_?from|credentials_?parameter)$/i

/** `environment` of a Compose service without an image: it is built, or has its image in another file. */
function isVariablesOfService({ key, value }: Member, { members }: ObjectNode): boolean {
  if (key !== 'environment' || value.kind !== 'object' || members.some(other => other.key === 'image'))
    return false
  return members.some(other => SERVICE.test(other.key))
}

const SERVICE = /^(?:build|logging|ports|restart|container_name|env_file)$/

function listOf(map: DocumentNode): DocumentNode {
  if (map.kind !== 'object') return map
  return { kind: 'array', items: map.members.map(member => pairNode(member)), origin: map.origin }
}

/** The variables of a list or map in code, as a list. */
function variablesOf(key: string, value: DocumentNode): DocumentNode | undefined {
  if (isVariableList(value)) return value
  if (value.kind !== 'object' || !isVariableMap(key, value)) return undefined
  return listOf(value)
}

/** terraform-aws-modules/ecs: `container_definitions = { app = { image = … } }`. */
function isMapOfContainers(node: ObjectNode): boolean {
  return !looksLikeContainer(node) && node.members.some(({ value }) => looksLikeContainer(value))
}

function containersOfMap(node: ObjectNode): DocumentNode {
  const items = node.members.map(({ key, keyOrigin, value }) => {
    if (value.kind !== 'object' || childOf(value, 'name')) return value
    const name = { key: 'name', keyOrigin, value: { kind: 'string' as const, value: key, origin: keyOrigin } }
    return { ...value, members: [name, ...value.members] }
  })
  return { kind: 'array', items, origin: node.origin }
}

/** `locals { env = [{ name = …, value = … }] }`: becomes an environment wherever it stands. */
function isVariableList(node: DocumentNode): boolean {
  return node.kind === 'array' && node.items.length > 0 && node.items.every(isBarePair)
}

function underEnvironment(value: DocumentNode): DocumentNode {
  const { origin } = value
  return { kind: 'object', members: [{ key: 'environment', keyOrigin: origin, value }], origin }
}

/**
 * `environment = { NAME = value }` of modules, and maps that contain only such names, but not blocks such as
 * `environment { variables = {…} }`.
 */
function isVariableMap(key: string, node: ObjectNode): boolean {
  if (OF_NAMES.test(key)) return false
  const isNamed = /^(?:[a-z]\w{0,63}_)?env(?:ironment)?(?:_?(?:var(?:iable)?s|map))?$/i.test(key)
  if (!isNamed && !node.members.every(member => /^[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+$/.test(member.key)))
    return false
  return (
    node.members.length > 0 &&
    node.members.every(({ value }) => value.kind !== 'object' && value.kind !== 'array')
  )
}

/** `secret_names = { DB_PASSWORD = "shop-db" }`: variables with the names of what is stored. */
const OF_NAMES = /_(?:names|arns|ids|refs|references|paths)$|_from_(?:ssm|secrets?_?manager)$/

/**
 * readEmbedded reads container definitions that are JSON inside a string (Terraform plans, states and CloudFormation
 * custom resources). Every node of the result has the place and the pointer of the string, which is the leaf in the
 * file. Undefined if the text contains no structure.
 */
function readEmbedded(node: StringNode): DocumentNode | undefined {
  const text = unquoted(node.value)
  // Terraform's JSON syntax writes its functions in texts.
  const code = /^\s*\$\{\s*jsonencode\(([\s\S]*)\)\s*\}\s*$/.exec(text)?.[1]
  if (code === undefined && !/^\s*[[{]/.test(text)) return undefined
  const root = code === undefined ? structureOf(text) : tolerantly(code, 'code')
  return root && mapOrigins(root, () => node.origin)
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
  if (strict.document && !strict.partial) return strict.document.root
  return tolerantly(text, 'data')
}

function tolerantly(text: string, dialect: 'data' | 'code'): DocumentNode | undefined {
  const read = readTolerantly({ file: '', text, dialect, offset: 0, pointer: '' })
  return read.kind === 'tree' ? read.root : undefined
}
