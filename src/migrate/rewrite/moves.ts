import { isTerraform, resourceName, terraformEntry } from '../../detector/advice.ts'
import { fieldName } from '../../detector/candidate.ts'
import type { Place, Problem } from '../../errors.ts'
import type { PlaceFinder } from '../../files/document/place.ts'
import {
  type ArrayNode,
  type DocumentNode,
  isTerraformFile,
  itemsOf,
  type Member,
  memberOf,
  type ObjectNode,
  type SourceDocument,
  stringOf
} from '../../files/document/tree.ts'
import { present } from '../../present.ts'
import { parseReference, printReference } from '../../secrets/reference.ts'
import { quotedName } from '../../template/naming.ts'
import { fieldMember } from './ranges.ts'
import { type MoveFault, type Sharing, sharedParts } from './shared.ts'

/**
 * A variable or log option that leaves its place. `pointer` is the pointer of the entry or of its value, as in findings
 * (`/containerDefinitions/0/environment/2/value`, `…/logConfiguration/options/splunk-token`); if the list has changed
 * since, the entry is found by its name in the same container. `reference` is what is written: this action's short form
 * or an ARN. `arn` is for CloudFormation, whose `ValueFrom` does not accept the short form: an ARN, or one that
 * contains `${AWS::…}`, which is written as `!Sub`; with `byArn` it is written in every file.
 */
export type Move = {
  readonly pointer: string
  readonly variable: string
  readonly reference: string
  readonly arn?: string
  readonly byArn?: true
  /** For Terraform: the secret and its JSON key, and whether a resource is declared for it, not a data source. */
  readonly secret?: string
  readonly key?: string
  readonly byResource?: true
}

/**
 * valueFromOf returns the new `valueFrom` of a move as a reader finds it. In CloudFormation it is the ARN; in Terraform
 * `${…arn}` of a data source or a resource, except for a parameter, whose data source would have its value in the
 * state, and for the default of a variable, which cannot refer to anything.
 */
export function valueFromOf(file: string, move: Move): string {
  const { pointer, secret, key, reference, arn = reference, byArn, byResource } = move
  const isOfTerraform = isTerraformFile(file)
  if (!isOfTerraform) return byArn || IN_TEMPLATE.test(pointer) ? arn : reference
  if (byArn || secret === undefined || reference.startsWith('ssm:') || /^\/variable\//.test(pointer))
    return arn
  const tail = key === undefined ? '' : `:${key}::`
  return `\${${byResource ? '' : 'data.'}aws_secretsmanager_secret.${resourceName(secret)}.arn}${tail}`
}

/** Names of CloudFormation begin with a capital. */
const IN_TEMPLATE = /\/(?:Environment|Options)\//

/** The known place of a refused move. */
export type Refused = {
  readonly file: string
  readonly move: Move
  readonly place?: Place | undefined
  /** Where aliases use the part of YAML that has the entry, in words. */
  readonly uses?: string | undefined
}

/**
 * refusal reports why this program does not carry out a move, and the edit to make by hand instead. `reason` contains
 * no value.
 */
export function refusal({ file, move, place, uses }: Refused, reason: string): Problem {
  const { pointer, variable, reference } = move
  // a template needs the ARN, which a plan does not know for a secret that does not exist yet
  const target = /\/Environment\/|^\/Parameters\//.test(pointer) ? `the ARN of ${reference}` : reference
  const name = quotedName(variable, '') === '' ? 'NAME' : variable
  const arn = `data.aws_secretsmanager_secret.${resourceName(move.secret ?? variable)}.arn`
  const { to, entry } = terraformEntry(pointer, name, arn)
  const taker = isArgument(move)
    ? 'the module an argument for the "secrets" of its container:'
    : `the container${to.startsWith('"') ? '' : ` ${to}:`}`
  const hint = isTerraform(file)
    ? `By hand: take its value out, and give ${taker} ${entry} with the data source of the secret "${move.secret ?? target}".`
    : `By hand: take its entry out and write {"name": "${name}", "valueFrom": "${target}"} under "secrets" of ${uses === undefined ? 'the same container' : `each container that has it (${uses})`} ("secretOptions" for a log option).`
  return {
    code: 'rewrite-refused',
    fault: 'user',
    message: `${file}: ${quotedName(variable, 'a variable')} is not moved: ${reason}.`,
    hint,
    ...present({ place })
  }
}

/** Whether the module that is called makes the container, in a way of its own. */
function isArgument({ pointer }: Pick<Move, 'pointer'>): boolean {
  return /^\/module\/(?!.*\/(?:container_definitions|map_environment)\/)/.test(pointer)
}

/** fileRefusal reports why nothing in a file is rewritten. */
export function fileRefusal(file: string, reason: string, place?: Place): Problem {
  return {
    code: 'rewrite-refused',
    fault: 'user',
    message: `${file}: nothing is moved: ${reason}.`,
    hint: 'By hand: take the entries out of "environment" and write {"name": …, "valueFrom": …} under "secrets" of the same container, with the references of the plan.',
    ...present({ place })
  }
}

/** A member whose value is a list, or with cloudposse's module for Terraform a map. */
export type ListMember = Member & { readonly value: ArrayNode | ObjectNode }

/**
 * The changes in one object: a container with `environment`, or a log configuration with `options`. `leaving` are the
 * moves of the entries that leave, by their index; `dropped` are those of them that the new list already contains.
 */
export type HolderMoves = {
  readonly holder: ObjectNode
  readonly from: Member & { readonly value: ArrayNode | ObjectNode }
  readonly to: ListMember | undefined
  /** The name of `to`, as it is or will be written. */
  readonly name: string
  /** Whether names are spelled as in CloudFormation. */
  readonly isTemplate: boolean
  readonly leaving: ReadonlyMap<number, Move>
  readonly dropped: ReadonlySet<number>
}

type Growing = HolderMoves & { readonly leaving: Map<number, Move>; readonly dropped: Set<number> }

/** Where values stand, by the name of the member in lower case: the list that they go to. */
const LISTS: Readonly<Record<string, string>> = {
  environment: 'secrets',
  options: 'secretOptions',
  map_environment: 'map_secrets'
}

/**
 * findHolders looks up each move and groups the moves by the object that changes; it reports all problems at once. A
 * move that is already done is in no group.
 */
export function findHolders(
  document: SourceDocument,
  place: PlaceFinder,
  moves: readonly Move[]
): { readonly groups: readonly HolderMoves[]; readonly problems: readonly Problem[] } {
  const { file, root } = document
  const objects = objectsIn(root)
  const groups = new Map<ObjectNode, Growing>()
  const problems: Problem[] = []
  const placeOf = (node: DocumentNode | undefined) => node && place(node.origin)
  const refuse = (move: Move, { reason, node, uses }: MoveFault) =>
    problems.push(refusal({ file, move, place: placeOf(node ?? nodeAt(root, move.pointer)), uses }, reason))
  const sharing = sharedParts(document, place)
  for (const move of moves) {
    const fault =
      sharing.ofEntry(nodeAt(root, move.pointer.replace(/\/value$/i, ''))) ??
      addMove({ file, objects, groups, sharing }, move)
    if (fault) refuse(move, fault)
  }
  const reason = 'another entry of that name would stay, and ECS refuses a name in both lists'
  for (const { from, leaving } of groups.values()) {
    const moved = new Map([...leaving.values()].map(move => [move.variable, move]))
    for (const [index, { name, node }] of entriesOf(from.value).entries()) {
      const move = moved.get(name)
      if (move && !leaving.has(index)) refuse(move, { reason, node })
    }
  }
  return { groups: [...groups.values()], problems }
}

function objectsIn(root: DocumentNode): ReadonlyMap<string, ObjectNode> {
  const objects = new Map<string, ObjectNode>()
  const visit = (node: DocumentNode): void => {
    // what an alias brings in has been seen at its anchor
    if (node.origin.kind === 'file' && node.origin.alias) return
    if (node.kind === 'array') node.items.forEach(visit)
    if (node.kind !== 'object') return
    if (node.origin.kind === 'file') objects.set(node.origin.pointer, node)
    for (const { value } of node.members) visit(value)
  }
  visit(root)
  return objects
}

function nodeAt(node: DocumentNode, pointer: string): DocumentNode | undefined {
  if (node.origin.kind === 'file' && node.origin.pointer === pointer) return node
  const children = node.kind === 'object' ? node.members.map(({ value }) => value) : itemsOf(node)
  for (const child of children) {
    const found = nodeAt(child, pointer)
    if (found) return found
  }
  return undefined
}

/** The entries of a list of {name, value}, or the members of a map. */
function entriesOf(
  value: DocumentNode | undefined
): readonly { readonly name: string; readonly node: DocumentNode }[] {
  if (value?.kind === 'object') return value.members.map(member => ({ name: member.key, node: member.value }))
  return itemsOf(value).map(node => ({ name: stringOf(fieldMember(node, 'name')?.value) ?? '', node }))
}

type Found = {
  readonly file: string
  readonly objects: ReadonlyMap<string, ObjectNode>
  readonly groups: Map<ObjectNode, Growing>
  readonly sharing: Sharing
}

const NO_ENTRY = 'not a separate entry of a list "environment"'

function addMove({ file, objects, groups, sharing }: Found, move: Move): MoveFault | undefined {
  const [, pointer = '', list = '', wanted = ''] =
    /^(.*)\/(environment|options|map_environment)\/([^/]+)(?:\/value)?$/i.exec(move.pointer) ?? []
  const isMap = list.toLowerCase() !== 'environment'
  if (list === '' || !(isMap || /^\d+$/.test(wanted)))
    return { reason: `it is ${isArgument(move) ? 'an argument of a module' : NO_ENTRY}` }
  if (/\/(?:container)?overrides\//i.test(`${pointer}/`))
    return { reason: 'it is in an override, and ECS takes no secrets in overrides' }
  const holder = objects.get(pointer)
  if (holder === undefined) return { reason: 'its container is not in the file' }
  const isTemplate = /^[EO]/.test(list)
  const target = LISTS[list.toLowerCase()] ?? ''
  const name = isTemplate ? target.charAt(0).toUpperCase() + target.slice(1) : target
  const [from, to] = [memberOf(holder, list), memberOf(holder, name)]
  if (from && from.value.kind !== (isMap ? 'object' : 'array'))
    return { reason: `"${list}" of its container is not a list of {name, value}`, node: from.value }
  if (to && to.value.kind !== (name === 'map_secrets' ? 'object' : 'array'))
    return {
      reason: `"${name}" of its container is not a ${name === 'map_secrets' ? 'map' : 'list'}`,
      node: to.value
    }
  const entries = entriesOf(from?.value)
  const named = entries.flatMap((one, index) => (one.name === move.variable ? [index] : []))
  const at = named.includes(Number(wanted)) ? Number(wanted) : named[0]
  const there = entriesOf(to?.value).find(one => one.name === move.variable)?.node
  if (there && !refersTo(file, there, move))
    return { reason: `"${name}" has an entry of that name with another reference`, node: there }
  const entry = at === undefined ? undefined : entries[at]
  if (at === undefined || entry === undefined || from === undefined)
    return there ? undefined : { reason: 'it is not in the container any more', node: holder }
  const { node } = entry
  if (!isMap && at !== Number(wanted) && named.length > 1)
    return { reason: 'it is in the list several times, and not where the plan found it', node }
  const fault = isMap ? valueFault(node) : entryFault(node)
  if (fault) return { reason: fault, node }
  const isShared = sharing.ofEntry(node) ?? sharing.ofList(to?.value)
  if (isShared) return isShared
  if (isTemplate && move.arn === undefined)
    return {
      reason:
        'a CloudFormation template needs the ARN of the secret, which is known after the secret was created',
      node
    }
  const group: Growing = groups.get(holder) ?? {
    ...{ holder, from: from as HolderMoves['from'], to: to as ListMember | undefined, name, isTemplate },
    ...{ leaving: new Map(), dropped: new Set() }
  }
  groups.set(holder, group)
  const twin = [...group.leaving.values()].find(({ variable }) => variable === move.variable)
  if (twin && twin.reference !== move.reference)
    return { reason: 'it is in the container twice, with two references', node }
  if (twin || there) group.dropped.add(at)
  group.leaving.set(at, move)
  return undefined
}

function entryFault(entry: DocumentNode): string | undefined {
  if (entry.kind !== 'object') return 'its entry is no {name, value}'
  const fields = entry.members.map(({ key }) => fieldName(key)).sort()
  if (fields.join() === 'name,value,value')
    return 'its value is a condition: store the value of each branch as a secret, and write the same condition as "valueFrom"'
  if (fields.join() !== 'name,value') return 'its entry has more members than "name" and "value"'
  return valueFault(fieldMember(entry, 'value')?.value)
}

function valueFault(value: DocumentNode | undefined): string | undefined {
  if (value?.kind === 'array' || value?.kind === 'object')
    return 'its value is made by a function of the template'
  return value === undefined || value.kind === 'null' ? 'its value is empty' : undefined
}

/** Whether an entry of the new list already has the reference of a move, in either form. */
function refersTo(file: string, entry: DocumentNode, move: Move): boolean {
  const value = entry.kind === 'string' ? entry : fieldMember(entry, 'valueFrom')?.value
  const text = stringOf(value) ?? stringOf(value && memberOf(value, 'Fn::Sub')?.value)
  return (
    text !== undefined &&
    (text === move.arn || text === valueFromOf(file, move) || canonical(text) === canonical(move.reference))
  )
}

function canonical(text: string): string {
  const parsed = parseReference(text)
  return parsed.kind === 'bare' || parsed.kind === 'malformed' ? text : printReference(parsed)
}
