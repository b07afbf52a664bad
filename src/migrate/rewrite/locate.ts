import { fieldName } from '../../detector/fields.ts'
import type { Place, Problem } from '../../errors.ts'
import type { PlaceFinder } from '../../files/document/place.ts'
import {
  type ArrayNode,
  type DocumentNode,
  itemsOf,
  type Member,
  memberOf,
  type ObjectNode,
  type SourceDocument,
  type StringNode,
  stringOf
} from '../../files/document/tree.ts'
import { present } from '../../present.ts'
import { parseReference, printReference } from '../../secrets/reference.ts'
import { quotedName } from '../../template/naming.ts'
import { isInside, type SourceIndex } from './tree.ts'

/**
 * A variable that leaves `environment`. `pointer` is the pointer of the entry or of its value, as in findings
 * (`/containerDefinitions/0/environment/2/value`); if the list has changed since, the entry is found by its name in the
 * same container. `reference` is this action's short form. `arn` is for CloudFormation, whose `ValueFrom` does not
 * accept the short form: an ARN, or one that contains `${AWS::…}`, which is written as `!Sub`.
 */
export type Move = {
  readonly pointer: string
  readonly variable: string
  readonly reference: string
  readonly arn?: string
}

/** The known place of a refused move. */
export type Refused = { readonly file: string; readonly move: Move; readonly place?: Place | undefined }

/**
 * refusal reports why this program does not carry out a move, and the edit to make by hand instead. `reason` contains
 * no value.
 */
export function refusal({ file, move, place }: Refused, reason: string): Problem {
  return {
    code: 'rewrite-refused',
    fault: 'user',
    message: `${file}: ${quotedName(move.variable, 'a variable')} is not moved: ${reason}.`,
    hint: `By hand: take its entry out of "environment" and write {"name": "${safeName(move)}", "valueFrom": "${targetText(move)}"} under "secrets" of the same container.`,
    ...present({ place })
  }
}

/** A template needs the ARN, which a plan does not know for a secret that does not exist yet. */
function targetText({ pointer, reference }: Move): string {
  return /\/Environment\/|^\/Parameters\//.test(pointer) ? `the ARN of ${reference}` : reference
}

function safeName({ variable }: Move): string {
  return quotedName(variable, '') === '' ? 'NAME' : variable
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

/** refersTo reports whether an entry of `secrets` already has the reference of a move, in either form. */
export function refersTo(entry: DocumentNode, move: Move): boolean {
  if (entry.kind !== 'object') return false
  const value = entry.members.find(({ key }) => fieldName(key) === 'valueFrom')?.value
  const text = stringOf(value) ?? subOf(value)
  return text !== undefined && (text === move.arn || canonical(text) === canonical(move.reference))
}

function subOf(node: DocumentNode | undefined): string | undefined {
  const value = node && memberOf(node, 'Fn::Sub')?.value
  return (value as StringNode | undefined)?.kind === 'string' ? stringOf(value) : undefined
}

function canonical(text: string): string {
  const parsed = parseReference(text)
  return parsed.kind === 'bare' || parsed.kind === 'malformed' ? text : printReference(parsed)
}

/** A member whose value is a list. */
export type ListMember = Member & { readonly value: ArrayNode }

/**
 * The changes in one container: the moves of the entries that leave `environment`, by their index. `dropped` are those
 * that `secrets` already contains.
 */
export type ContainerMoves = {
  readonly container: ObjectNode
  readonly environment: ListMember
  readonly secrets: ListMember | undefined
  /** Whether names are spelled as in CloudFormation. */
  readonly isTemplate: boolean
  readonly leaving: ReadonlyMap<number, Move>
  readonly dropped: ReadonlySet<number>
}

type Growing = ContainerMoves & { readonly leaving: Map<number, Move>; readonly dropped: Set<number> }
type Parts = { readonly document: SourceDocument; readonly index: SourceIndex; readonly place: PlaceFinder }
/** Why a move is refused, and the node that shows it. */
type Fault = { readonly reason: string; readonly node?: DocumentNode | undefined }

const ANCHORED =
  'it is written or used somewhere else too, by an anchor (&), an alias (*), a merge key (<<) or a function'
const OTHER_REFERENCE = '"secrets" has an entry of that name with another reference'

/**
 * findContainerMoves looks up each move and groups the moves by container; it reports all problems at once. A move that
 * is already done is in no group.
 */
export function findContainerMoves(
  parts: Parts,
  moves: readonly Move[]
): { readonly groups: readonly ContainerMoves[]; readonly problems: readonly Problem[] } {
  const groups = new Map<ObjectNode, Growing>()
  const problems: Problem[] = []
  const refuse = (move: Move, { reason, node }: Fault) => {
    const place = node && parts.place(node.origin)
    problems.push(refusal({ file: parts.document.file, move, place }, reason))
  }
  for (const move of moves) {
    const fault = addMove(parts, move, groups)
    if (fault) refuse(move, fault)
  }
  for (const { environment, leaving } of groups.values()) {
    const moved = new Map([...leaving.values()].map(move => [move.variable, move]))
    for (const [index, node] of environment.value.items.entries()) {
      const move = moved.get(entryName(node) ?? '')
      const reason =
        'another entry of that name would stay in "environment", and ECS refuses a name in both lists'
      if (move && !leaving.has(index)) refuse(move, { reason, node })
    }
  }
  return { groups: [...groups.values()], problems }
}

function addMove(parts: Parts, move: Move, groups: Map<ObjectNode, Growing>): Fault | undefined {
  const [, pointer = '', list = '', wanted = ''] =
    /^(.*)\/([Ee]nvironment)\/(\d+)(?:\/.*)?$/.exec(move.pointer) ?? []
  if (list === '') return { reason: 'it is not a separate entry of a list "environment"' }
  if (/\/(?:container)?overrides\//i.test(`${pointer}/`))
    return { reason: 'it is in an override, and ECS takes no secrets in overrides' }
  const [container, ...others] = parts.index.objectsAt(pointer)
  if (container === undefined) return { reason: 'its container is not in the file' }
  if (others.length > 0) return { reason: ANCHORED, node: container }
  const isTemplate = list === 'Environment'
  const environment = memberOf(container, list)
  const secrets = memberOf(container, isTemplate ? 'Secrets' : 'secrets')
  const fault = listFault(parts, container, [environment, secrets])
  if (fault) return fault
  const items = itemsOf(environment?.value)
  const named = items.flatMap((item, at) => (entryName(item) === move.variable ? [at] : []))
  const at = named.includes(Number(wanted)) ? Number(wanted) : named[0]
  const there = itemsOf(secrets?.value).find(item => entryName(item) === move.variable)
  if (there && !refersTo(there, move)) return { reason: OTHER_REFERENCE, node: there }
  if (at === undefined)
    return there ? undefined : { reason: 'it is not in the container any more', node: container }
  const node = items[at] as DocumentNode
  if (at !== Number(wanted) && named.length > 1)
    return { reason: 'it is in the list several times, and not where the plan found it', node }
  const reason =
    entryFault(node, parts.index) ??
    (isTemplate && move.arn === undefined
      ? 'a CloudFormation template needs the ARN of the secret, which is known after the secret was created'
      : undefined)
  if (reason) return { reason, node }
  const group: Growing = groups.get(container) ?? {
    container,
    environment: environment as ListMember,
    secrets: secrets as ListMember | undefined,
    isTemplate,
    leaving: new Map(),
    dropped: new Set()
  }
  groups.set(container, group)
  const twin = [...group.leaving.values()].find(({ variable }) => variable === move.variable)
  if (twin && twin.reference !== move.reference)
    return { reason: 'it is in the container twice, with two references', node }
  if (twin || there) group.dropped.add(at)
  group.leaving.set(at, move)
  return undefined
}

/** A change of a list that is written or used elsewhere too would affect more than this container. */
function listFault(
  { index, document }: Parts,
  container: ObjectNode,
  lists: readonly (Member | undefined)[]
): Fault | undefined {
  for (const { key, keyOrigin, value } of lists.flatMap(list => list ?? [])) {
    const isOwn = isInside(keyOrigin, container) && isInside(value.origin, container)
    if (!isOwn || index.isShared(value)) return { reason: ANCHORED, node: value }
    if (value.kind !== 'array')
      return { reason: `"${key}" of its container is not a list of {name, value}`, node: value }
    if (document.format === 'yaml' && value.items.some(item => !isInside(item.origin, value)))
      return { reason: ANCHORED, node: value }
  }
  return undefined
}

function entryFault(entry: DocumentNode, index: SourceIndex): string | undefined {
  if (entry.kind !== 'object') return 'its entry is no {name, value}'
  const fields = entry.members.map(({ key }) => fieldName(key)).sort()
  if (fields.join() !== 'name,value') return 'its entry has more members than "name" and "value"'
  const value = entry.members.find(({ key }) => fieldName(key) === 'value')?.value
  if (value?.kind === 'array' || value?.kind === 'object')
    return 'its value is made by a function of the template'
  if (value === undefined || value.kind === 'null') return 'its value is empty'
  return index.isShared(entry) || index.isShared(value) ? ANCHORED : undefined
}

/** The name of an entry of `environment` or `secrets`. */
function entryName(entry: DocumentNode): string | undefined {
  if (entry.kind !== 'object') return undefined
  return stringOf(entry.members.find(({ key }) => fieldName(key) === 'name')?.value)
}
