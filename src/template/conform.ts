import type { Place, Problem, Remark } from '../errors.ts'
import { type PlaceFinder, placeFinder } from '../files/document/place.ts'
import type {
  ArrayNode,
  DocumentNode,
  Member,
  ObjectNode,
  Origin,
  SourceDocument
} from '../files/document/tree.ts'
import { someOf } from '../list.ts'
import { present } from '../present.ts'
import { ecsStructures } from './ecs-schema.generated.ts'
import { kindName, quotedName, suggestName } from './naming.ts'

/** A definition whose fields have the types of the ECS model, except where there are problems. */
export type Conformed = {
  readonly root: ObjectNode
  readonly problems: readonly Problem[]
  readonly remarks: readonly Remark[]
}

/** What conform needs besides the definition: its file, and which texts stand for an unknown value. */
export type ConformOptions = {
  readonly document: Pick<SourceDocument, 'file' | 'text'>
  readonly isOpaque: (text: string) => boolean
  /** If absent, that of a task definition. */
  readonly schema?: Schema
}

/** Numbers in JSON's format; `0x10`, ` 1` and `1_000` are not converted. */
const numeric = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$/

/**
 * conform converts every field to the type in the ECS model, if that loses nothing: "256" in a number field becomes
 * 256, "true" in a boolean field true, and a number or boolean in a text field the characters as written (`1.10`).
 * Every other wrong type is a problem. null is removed with a remark (AWS expects a missing member instead). Unknown
 * members are kept with a remark or are a problem, depending on the schema.
 */
export function conform(root: ObjectNode, options: ConformOptions): Conformed {
  const conformer = new Conformer(options)
  const conformed = conformer.conformStructure(root, conformer.schema.root, undefined)
  return {
    root: conformed,
    problems: conformer.problems,
    remarks: [...conformer.remarks, ...nullsOmitted(conformer.nulls)]
  }
}

class Conformer {
  readonly problems: Problem[] = []
  readonly remarks: Remark[] = []
  readonly nulls: FieldPlace[] = []
  readonly schema: Schema
  private readonly options: ConformOptions
  private readonly find: PlaceFinder
  private readonly fieldsOf: (structure: string) => StructureFields

  constructor(options: ConformOptions) {
    this.options = options
    this.find = placeFinder(options.document)
    this.schema = options.schema ?? definitionSchema
    this.fieldsOf = schemaReader(this.schema.structures)
  }

  conformStructure(node: ObjectNode, type: FieldType, path: Path | undefined): ObjectNode {
    const fields = this.fieldsOf(type)
    return this.mapMembers(node, path, (member, own) => {
      const field = fields.get(member.key)
      if (field !== undefined) return this.conformNode(member.value, field, own)
      const at = this.#at(member.keyOrigin, own)
      if (this.schema.unknown === 'refuse') this.problems.push(unknownMember(member.key, at, fields))
      else this.remarks.push(unknownField(member.key, at, fields))
      return member.value
    })
  }

  private conformNode(node: DocumentNode, type: FieldType, path: Path): DocumentNode {
    switch (type[0]) {
      case 's':
        return this.conformText(node, path)
      case 'n':
      case 't':
        return this.conformNumber(node, path)
      case 'b':
        return this.conformBoolean(node, path)
      case 'd':
        return node
      case '[':
        return node.kind === 'array'
          ? this.conformList(node, type.slice(1), path)
          : this.refuse(node, path, 'a list')
      case '{':
        if (node.kind !== 'object') return this.refuse(node, path, 'an object')
        return this.mapMembers(node, path, ({ value }, own) => this.conformNode(value, type.slice(1), own))
      default:
        return node.kind === 'object'
          ? this.conformStructure(node, type, path)
          : this.refuse(node, path, 'an object')
    }
  }

  private conformText(node: DocumentNode, path: Path): DocumentNode {
    if (node.kind === 'string') return node
    if (node.kind === 'number') return { kind: 'string', value: node.raw, origin: node.origin }
    if (node.kind === 'boolean')
      return { kind: 'string', value: this.writtenBoolean(node), origin: node.origin }
    return this.refuse(node, path, 'text')
  }

  /** YAML's `True` is also a boolean: a text field gets the characters of the file. */
  private writtenBoolean({ value, origin }: DocumentNode & { kind: 'boolean' }): string {
    const written = origin.kind === 'file' ? this.options.document.text.slice(origin.start, origin.end) : ''
    return written.toLowerCase() === String(value) ? written : String(value)
  }

  private conformNumber(node: DocumentNode, path: Path): DocumentNode {
    if (node.kind === 'number') return node
    if (node.kind === 'string' && numeric.test(node.value) && Number.isFinite(Number(node.value))) {
      return { kind: 'number', value: Number(node.value), raw: node.value, origin: node.origin }
    }
    return this.refuse(node, path, 'a number')
  }

  private conformBoolean(node: DocumentNode, path: Path): DocumentNode {
    if (node.kind === 'boolean') return node
    if (node.kind === 'string' && (node.value === 'true' || node.value === 'false')) {
      return { kind: 'boolean', value: node.value === 'true', origin: node.origin }
    }
    return this.refuse(node, path, 'true or false')
  }

  private conformList(node: ArrayNode, type: FieldType, path: Path): ArrayNode {
    const items = node.items.map((item, index) => this.conformNode(item, type, { parent: path, step: index }))
    return items.every((item, index) => item === node.items[index]) ? node : { ...node, items }
  }

  /** What does not change stays the same object. */
  private mapMembers(
    node: ObjectNode,
    path: Path | undefined,
    map: (member: Member, own: Path) => DocumentNode
  ): ObjectNode {
    const members = node.members.flatMap(member => {
      const own = { parent: path, step: member.key }
      if (member.value.kind === 'null') {
        this.nulls.push(this.#at(member.keyOrigin, own))
        return []
      }
      const value = map(member, own)
      return [value === member.value ? member : { ...member, value }]
    })
    const isSame =
      members.length === node.members.length && members.every((one, at) => one === node.members[at])
    return isSame ? node : { ...node, members }
  }

  private refuse(node: DocumentNode, path: Path, allowed: string): DocumentNode {
    if (node.kind === 'string' && this.options.isOpaque(node.value)) return node
    this.problems.push(wrongType(node, this.#at(node.origin, path), allowed))
    return node
  }

  #at(origin: Origin, path: Path): FieldPlace {
    return { path, place: this.find(origin) }
  }
}

/** The path of a member or an item, as a list back to the root; converted to text only for a message. */
type Path = { readonly parent: Path | undefined; readonly step: string | number }

/** The location of a problem: in the definition, and in the file if it comes from one. */
type FieldPlace = { readonly path: Path; readonly place: Place | undefined }

/** A node with a type that cannot be converted without loss. */
function wrongType(node: DocumentNode, { path, place }: FieldPlace, allowed: string): Problem {
  const found =
    node.kind === 'string' && (allowed === 'a number' || allowed === 'true or false')
      ? `text of ${node.value.length} characters`
      : kindName(node)
  return {
    code: 'wrong-type',
    fault: 'user',
    message: `${textOf(path)} has the wrong type: found ${found}, ECS expects ${allowed}.`,
    hint: `Write ${allowed} there${node.kind === 'null' ? ', or remove the item' : ''}.`,
    ...present({ place })
  }
}

/** A member that the ECS model does not have and that is kept. */
function unknownField(key: string, { path, place }: FieldPlace, fields: StructureFields): Remark {
  const known = suggestName(key, [...fields.keys()])
  return remark(`${textOf(path)} is not a known ECS field; sent unchanged.${known}`, place)
}

/** A member that a strict schema refuses. */
function unknownMember(key: string, { path, place }: FieldPlace, fields: StructureFields): Problem {
  const known = suggestName(key, [...fields.keys()])
  return {
    code: 'unknown-member',
    fault: 'user',
    message: `${textOf(path)} is not a field that ECS has there.${known}`,
    hint: `Allowed fields: ${[...fields.keys()].join(', ')}. If AWS added it recently, use a newer version of this action.`,
    ...present({ place })
  }
}

/** Members that are null: AWS's answers have dozens, so that a file has one line. */
function nullsOmitted(nulls: readonly FieldPlace[]): readonly Remark[] {
  const [first] = nulls
  if (first === undefined) return []
  const paths = someOf(
    nulls.map(({ path }) => textOf(path)),
    2
  )
  const verb = nulls.length === 1 ? 'is' : 'are'
  return [remark(`${paths} ${verb} null: omitted, because AWS does not accept null.`, first.place)]
}

function remark(message: string, place: Place | undefined): Remark {
  return place ? { message, place } : { message }
}

/** Keys of labels and options are free text: what does not look like a name is not printed. */
function textOf({ parent, step }: Path): string {
  const before = parent === undefined ? '' : textOf(parent)
  if (typeof step === 'number') return `${before}[${step}]`
  const printed = quotedName(step, '') === '' ? '(a name not shown)' : step
  return before === '' ? printed : `${before}.${printed}`
}

/**
 * The type of a field: s text, n number, b boolean, t time, d anything, [X list of X, {X map from text to X, or a
 * structure's name.
 */
export type FieldType = string

/** The structure of a whole task definition. */
const definitionType: FieldType = 'RegisterTaskDefinitionRequest'

/** A structure's fields with their types, in the order of the model. */
export type StructureFields = ReadonlyMap<string, FieldType>

/**
 * What `conform` validates a tree against: its root's structure, every structure by name, and how to treat unknown
 * members.
 */
export type Schema = {
  readonly root: FieldType
  readonly structures: Readonly<Record<string, string>>
  /** `keep` sends it unchanged, with a remark; `refuse` makes it a problem. */
  readonly unknown: 'keep' | 'refuse'
}

/** The schema of a task definition: ECS judges what it does not know (decision 0008). */
const definitionSchema: Schema = { root: definitionType, structures: ecsStructures, unknown: 'keep' }

/** The fields of each schema's structures that were read so far: all definitions of a run share them. */
const known = new WeakMap<Schema['structures'], Map<string, StructureFields>>()

/** schemaReader returns the fields of structures by name; each is parsed on first use. */
export function schemaReader(
  structures: Schema['structures'] = ecsStructures
): (structure: string) => StructureFields {
  const read = known.get(structures) ?? new Map<string, StructureFields>()
  known.set(structures, read)
  return structure => {
    let fields = read.get(structure)
    if (!fields) {
      fields = new Map((structures[structure] ?? '').split(' ').map(field => schemaField(field)))
      read.set(structure, fields)
    }
    return fields
  }
}

/** schemaField returns the name and type of a field as the schema writes them. */
function schemaField(field: string): [string, FieldType] {
  const cut = field.indexOf(':')
  return cut < 0 ? [field, 's'] : [field.slice(0, cut), field.slice(cut + 1)]
}

/**
 * isKnownMember returns whether the ECS model has a member, by the names on its path without list positions:
 * `['containerDefinitions', 'logConfiguration', 'options', 'awslogs-group']`. Any key of a map is known.
 */
export function isKnownMember(path: readonly string[]): boolean {
  let type: FieldType | undefined = definitionType
  for (const name of path) {
    type = memberType(type, name)
    if (type === undefined) return false
  }
  return true
}

function memberType(type: FieldType, name: string): FieldType | undefined {
  const item = type.replace(/^\[+/, '')
  return item.startsWith('{') ? item.slice(1) : schemaReader()(item).get(name)
}
