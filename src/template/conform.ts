import { type PlaceFinder, placeFinder } from '../document/place.ts'
import type { ArrayNode, DocumentNode, Member, ObjectNode, Origin, SourceDocument } from '../document/tree.ts'
import type { Problem, Remark } from '../errors.ts'
import {
  type FieldPlace,
  nullOmitted,
  type Path,
  unknownField,
  unknownMember,
  wrongType
} from './conform-problems.ts'
import {
  definitionSchema,
  type FieldType,
  type Schema,
  type StructureFields,
  schemaReader
} from './schema.ts'

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
  return { root: conformed, problems: conformer.problems, remarks: conformer.remarks }
}

class Conformer {
  readonly problems: Problem[] = []
  readonly remarks: Remark[] = []
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
      if (this.schema.unknown === 'refuse') this.refuseUnknown(member, own, fields)
      else this.remarkUnknown(member, own, fields)
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
    let changed = false
    const items = node.items.map((item, index) => {
      const conformed = this.conformNode(item, type, { parent: path, step: index })
      changed ||= conformed !== item
      return conformed
    })
    return changed ? { ...node, items } : node
  }

  /** Unchanged members remain in their list, which is all of them for most objects. */
  private mapMembers(
    node: ObjectNode,
    path: Path | undefined,
    map: (member: Member, own: Path) => DocumentNode
  ): ObjectNode {
    let members: Member[] | undefined
    // without for...of, which makes two objects for each member until V8 optimizes it
    for (let index = 0; index < node.members.length; index++) {
      const member = node.members[index] as Member
      const own = { parent: path, step: member.key }
      if (member.value.kind === 'null') {
        this.remarks.push(nullOmitted(this.#at(member.keyOrigin, own)))
        members ??= node.members.slice(0, index)
        continue
      }
      const value = map(member, own)
      if (value !== member.value) {
        members ??= node.members.slice(0, index)
        members.push({ ...member, value })
      } else members?.push(member)
    }
    return members === undefined ? node : { ...node, members }
  }

  private refuse(node: DocumentNode, path: Path, allowed: string): DocumentNode {
    if (node.kind === 'string' && this.options.isOpaque(node.value)) return node
    this.problems.push(wrongType(node, this.#at(node.origin, path), allowed))
    return node
  }

  private remarkUnknown(member: Member, path: Path, fields: StructureFields): void {
    this.remarks.push(unknownField(member.key, this.#at(member.keyOrigin, path), fields))
  }

  private refuseUnknown(member: Member, path: Path, fields: StructureFields): void {
    this.problems.push(unknownMember(member.key, this.#at(member.keyOrigin, path), fields))
  }

  #at(origin: Origin, path: Path): FieldPlace {
    return { path, place: this.find(origin) }
  }
}
