import type { PlaceFinder } from '../document/place.ts'
import type { DocumentNode, Member } from '../document/tree.ts'
import type { Place, Problem, Remark } from '../errors.ts'
import { present } from '../present.ts'
import { kindName, quotedName, suggestName } from './naming.ts'
import type { StructureFields } from './schema.ts'

/** The path of a member or an item, as a list back to the root; converted to text only for a message. */
export type Path = { readonly parent: Path | undefined; readonly step: string | number }

/** The location of a problem: in the definition, and in the file if it comes from one. */
export type FieldPlace = { readonly path: Path; readonly place: Place | undefined }

/** wrongType describes a node with a type that cannot be converted without loss. */
export function wrongType(node: DocumentNode, { path, place }: FieldPlace, allowed: string): Problem {
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

/** unknownField describes a member that the ECS model does not have and that is kept. */
export function unknownField(key: string, { path, place }: FieldPlace, fields: StructureFields): Remark {
  const known = suggestName(key, [...fields.keys()])
  return remark(`${textOf(path)} is not a known ECS field; sent unchanged.${known}`, place)
}

/** unknownMember describes a member that a strict schema refuses. */
export function unknownMember(key: string, { path, place }: FieldPlace, fields: StructureFields): Problem {
  const known = suggestName(key, [...fields.keys()])
  return {
    code: 'unknown-member',
    fault: 'user',
    message: `${textOf(path)} is not a member that ECS knows there.${known}`,
    hint: `Allowed fields: ${[...fields.keys()].join(', ')}. If AWS added it recently, use a newer version of this action.`,
    ...present({ place })
  }
}

/** nullOmitted describes a member that is null. */
export function nullOmitted({ path, place }: FieldPlace): Remark {
  return remark(`${textOf(path)} is null: omitted, because AWS does not accept null.`, place)
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

/** dropped is the remark for a member of AWS's answer. */
export function dropped(member: Member, find: PlaceFinder): Remark {
  const place = find(member.keyOrigin)
  const message = `${quotedName(member.key, 'a member')} is part of AWS's answer, not of a definition: dropped.`
  return place ? { message, place } : { message }
}

/** notAnObject is the problem of a file that contains something else. */
export function notAnObject(root: DocumentNode, find: PlaceFinder): Problem {
  const place = find(root.origin)
  return {
    code: 'not-a-task-definition',
    fault: 'user',
    message:
      'The file holds a list; a task definition is an object with "family" and "containerDefinitions".',
    hint: 'If this is a list of containers, put it under "containerDefinitions".',
    ...present({ place })
  }
}
