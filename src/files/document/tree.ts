import type { Problem } from '../../errors.ts'
import type { JsonObject, JsonValue } from '../../json.ts'

/**
 * The one tree that every module works on: what a JSON or YAML file contains, with the origin of each node kept, so
 * that a finding or an error made three modules later can still point at file, line and column. Nodes are immutable;
 * modules that change a document build new nodes and keep the origins.
 */

/** Offsets (UTF-16 code units, end exclusive) into the file's text, and the JSON pointer as written. */
export type FileOrigin = {
  readonly kind: 'file'
  readonly file: string
  readonly pointer: string
  readonly start: number
  readonly end: number
  /** Tells the parts of a text with a structure apart, which have the place and the pointer of the text. */
  readonly part?: string
  /** Where an alias of YAML stands through which this node comes in: the rest is the place of its anchor. */
  readonly alias?: { readonly start: number; readonly end: number }
}

/** A node that an input of the action brought in, e.g. `environment-variables`. */
export type InputOrigin = { readonly kind: 'input'; readonly input: string }

export type Origin = FileOrigin | InputOrigin

export type StringNode = { readonly kind: 'string'; readonly value: string; readonly origin: Origin }
/** `raw` is the number as written (`1.10`, `0123`), since a string field must get exactly these characters. */
export type NumberNode = {
  readonly kind: 'number'
  readonly value: number
  readonly raw: string
  readonly origin: Origin
}
export type BooleanNode = { readonly kind: 'boolean'; readonly value: boolean; readonly origin: Origin }
export type NullNode = { readonly kind: 'null'; readonly origin: Origin }
export type ScalarNode = StringNode | NumberNode | BooleanNode | NullNode
export type ArrayNode = {
  readonly kind: 'array'
  readonly items: readonly DocumentNode[]
  readonly origin: Origin
}
export type Member = { readonly key: string; readonly keyOrigin: Origin; readonly value: DocumentNode }
/**
 * Members in the order of the file. A key that is written twice appears twice: the loader reports it, the detector sees
 * both.
 */
export type ObjectNode = {
  readonly kind: 'object'
  readonly members: readonly Member[]
  readonly origin: Origin
}
export type DocumentNode = ScalarNode | ArrayNode | ObjectNode

/** A file that was read and parsed. `file` is relative to the workspace, with forward slashes. */
export type SourceDocument = {
  readonly file: string
  readonly format: 'json' | 'yaml'
  readonly text: string
  readonly root: DocumentNode
  /** The tree as written, of a file whose `root` is only what it gives to containers. */
  readonly written?: DocumentNode
}

/**
 * Size in bytes of the largest file that is read: a task definition may have 64 KB, and one with comments slightly
 * more.
 */
export const maxFileBytes = 1024 * 1024

/** Maximum nesting depth; ECS itself needs seven levels. */
export const maxDepth = 100

/**
 * The result of reading a file. If a file has recoverable errors (an extra comma, a repeated key, an unquoted
 * placeholder), there are both a document and problems: a check can continue, a deployment cannot. `partial` is set if
 * some of the file is missing from the document, so that a clean check of the rest is not taken for a clean file.
 */
export type LoadedDocument = {
  readonly document?: SourceDocument
  readonly problems: readonly Problem[]
  readonly partial?: boolean
}

/** memberOf finds the last member of that name (JSON's rule for repeated keys), or undefined. */
export function memberOf(node: DocumentNode | undefined, key: string): Member | undefined {
  if (node?.kind !== 'object') return undefined
  return node.members.findLast(member => member.key === key)
}

/** childOf is the value of the member of that name, or undefined. */
export function childOf(node: DocumentNode | undefined, key: string): DocumentNode | undefined {
  return memberOf(node, key)?.value
}

/** itemsOf lists an array's items; anything else has none. */
export function itemsOf(node: DocumentNode | undefined): readonly DocumentNode[] {
  return node?.kind === 'array' ? node.items : []
}

/** stringOf is the text of a string node, or undefined for any other kind. */
export function stringOf(node: DocumentNode | undefined): string | undefined {
  return node?.kind === 'string' ? node.value : undefined
}

/**
 * scalarTextOf gives the text of a scalar as ECS would get it, numbers as written; null, arrays and objects have none.
 */
export function scalarTextOf(node: DocumentNode): string | undefined {
  switch (node.kind) {
    case 'string':
      return node.value
    case 'number':
      return node.raw
    case 'boolean':
      return String(node.value)
    default:
      return undefined
  }
}

/** containersOf lists the container definitions of a task definition tree. */
export function containersOf(root: DocumentNode): readonly DocumentNode[] {
  return itemsOf(childOf(root, 'containerDefinitions'))
}

/** toJson gives the plain value of a tree. `__proto__` stays an ordinary key. A repeated key keeps its last value. */
export function toJson(node: DocumentNode): JsonValue {
  switch (node.kind) {
    case 'string':
    case 'number':
    case 'boolean':
      return node.value
    case 'null':
      return null
    case 'array':
      return node.items.map(toJson)
    case 'object': {
      const result: Record<string, JsonValue> = {}
      for (const { key, value } of node.members) {
        Object.defineProperty(result, key, {
          value: toJson(value),
          enumerable: true,
          writable: true,
          configurable: true
        })
      }
      return result
    }
  }
}

/**
 * fromJson builds a tree from a plain value; every node gets the same origin (an input, or the template leaf it came
 * from).
 */
export function fromJson(value: JsonValue, origin: Origin): DocumentNode {
  if (value === null) return { kind: 'null', origin }
  if (typeof value === 'string') return { kind: 'string', value, origin }
  if (typeof value === 'number') return { kind: 'number', value, raw: String(value), origin }
  if (typeof value === 'boolean') return { kind: 'boolean', value, origin }
  if (Array.isArray(value)) return { kind: 'array', items: value.map(item => fromJson(item, origin)), origin }
  const members = Object.entries(value as JsonObject).map(([key, child]) => ({
    key,
    keyOrigin: origin,
    value: fromJson(child, origin)
  }))
  return { kind: 'object', members, origin }
}

/**
 * withMember sets (or, with undefined, removes) one member; a new one goes to the end. Other members keep their order.
 */
export function withMember(node: ObjectNode, key: string, value: DocumentNode | undefined): ObjectNode {
  const old = memberOf(node, key)
  const kept = node.members.filter(member => member.key !== key || member === old)
  if (value === undefined) return { ...node, members: kept.filter(member => member !== old) }
  if (!old) return { ...node, members: [...kept, { key, keyOrigin: value.origin, value }] }
  return { ...node, members: kept.map(member => (member === old ? { ...member, value } : member)) }
}

/** childPointer appends one step to a JSON pointer (RFC 6901). */
export function childPointer(parent: string, step: string | number): string {
  return `${parent}/${String(step).replaceAll('~', '~0').replaceAll('/', '~1')}`
}

/** stepsOf splits a JSON pointer (RFC 6901) into the names and indices that it leads through. */
export function stepsOf(pointer: string): readonly string[] {
  const parts = pointer.split('/').slice(1)
  return parts.map(part => part.replaceAll('~1', '/').replaceAll('~0', '~'))
}

/** CloudFormation's intrinsic functions that have a short form. */
const FUNCTIONS: ReadonlySet<string> = new Set(
  'Ref Condition And Base64 Cidr Contains EachMemberEquals EachMemberIn Equals FindInMap GetAtt GetAZs If ImportValue Join Length Not Or RefAll Select Split Sub ToJsonString Transform ValueOf ValueOfAll'.split(
    ' '
  )
)

/**
 * underTag gives CloudFormation's short form of an intrinsic function its long form: `!Ref X` is `{Ref: X}`, `!Sub x`
 * is `{Fn::Sub: x}`. A node under any other tag, or none, is what it is without.
 */
export function underTag(tag: string | undefined, node: DocumentNode): DocumentNode {
  const name = tag?.startsWith('!') ? tag.slice(1) : undefined
  if (name === undefined || !FUNCTIONS.has(name)) return node
  const key = name === 'Ref' || name === 'Condition' ? name : `Fn::${name}`
  const { origin } = node
  return { kind: 'object', members: [{ key, keyOrigin: origin, value: node }], origin }
}

/** isTerraformFile returns whether a file is written in HCL by Terraform or OpenTofu. */
export function isTerraformFile(file: string): boolean {
  return /\.(?:tf|tofu)$/i.test(file)
}

/** isVariableFile returns whether a file states values of variables of Terraform. */
export function isVariableFile(file: string): boolean {
  return /\.tfvars(?:\.json)?$/i.test(file)
}

/** What a module of Terraform, or a container, calls its variables: `environment`, `env_vars`, `app_environment`. */
export const ENVIRONMENT_KEY = '(?:[a-z]\\w{0,63}_)?env(?:s|ironment)?(?:_?(?:var(?:iable)?s|map))?'

const IN_COPILOT = /(?:^|\/)copilot\/(?:[^/]+\/)+manifest\.ya?ml$/i
const OF_COPILOT =
  /^type[ \t]{0,8}:[ \t]{0,8}["']?(?:(?:Load Balanced Web|Request-Driven Web|Backend|Worker) Service|Scheduled Job|Static Site)\b/m

/**
 * isCopilotManifest returns whether a file states how AWS Copilot runs a service or a job: by its path, or wherever it
 * is by its `type`.
 */
export function isCopilotManifest(file: string, text: string): boolean {
  return IN_COPILOT.test(file) || (/\.ya?ml$/i.test(file) && OF_COPILOT.test(text))
}

/** isInManifest returns whether a place is in a manifest of AWS Copilot: by its path, or as a variable or secret. */
export function isInManifest({ file, pointer }: Pick<FileOrigin, 'file' | 'pointer'>): boolean {
  const isVariable =
    /^(?:\/environments\/[^/]+)?(?:\/sidecars\/[^/]+)?\/(?:variables|secrets)\/[^/\d][^/]*(?:\/|$)/.test(
      pointer
    )
  return IN_COPILOT.test(file) || (/\.ya?ml$/i.test(file) && isVariable)
}
