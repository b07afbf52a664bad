import { fieldName } from '../../detector/fields.ts'
import type { PlaceFinder } from '../../document/place.ts'
import {
  type ArrayNode,
  type DocumentNode,
  itemsOf,
  type Member,
  memberOf,
  type ObjectNode,
  type SourceDocument,
  stringOf
} from '../../document/tree.ts'
import type { Problem } from '../../errors.ts'
import { type Move, refersTo, refusal } from './move.ts'
import type { SourceIndex } from './source-index.ts'

/** A member whose value is a list. */
export type ListMember = Member & { readonly value: ArrayNode }

/** The spelling of the names in ECS, or in CloudFormation. */
export type Spelling = {
  readonly environment: string
  readonly secrets: string
  readonly valueFrom: string
  readonly isTemplate: boolean
}

/**
 * What happens to an entry of `environment`: it moves to `secrets`, or it is dropped because `secrets` already contains
 * it.
 */
export type LeavingEntry = { readonly fate: 'moved' | 'dropped'; readonly move: Move }

/** The changes in one container: the entries that leave `environment`, by their index. */
export type ContainerMoves = {
  readonly container: ObjectNode
  readonly environment: ListMember
  readonly secrets: ListMember | undefined
  readonly spelling: Spelling
  readonly leaving: ReadonlyMap<number, LeavingEntry>
}

/** The result of looking up a move in the file. */
type MoveLookup =
  | {
      readonly kind: 'entry'
      readonly container: ObjectNode
      readonly environment: ListMember
      readonly index: number
    }
  | { readonly kind: 'done' }
  | { readonly kind: 'refused'; readonly problem: Problem }

type Parts = { readonly document: SourceDocument; readonly index: SourceIndex; readonly place: PlaceFinder }

/**
 * findContainerMoves looks up each move and groups the moves by container; it reports all problems at once. A move that
 * is already done is in no group.
 */
export function findContainerMoves(
  parts: Parts,
  moves: readonly Move[]
): { readonly groups: readonly ContainerMoves[]; readonly problems: readonly Problem[] } {
  const groups = new Map<ObjectNode, ContainerMoves & { readonly leaving: Map<number, LeavingEntry> }>()
  const problems: Problem[] = []
  for (const move of moves) {
    const found = find(parts, move)
    if (found.kind === 'refused') problems.push(found.problem)
    if (found.kind !== 'entry') continue
    const { container, environment, index } = found
    const spelling = spellingOf(environment)
    const secrets = memberOf(container, spelling.secrets) as ListMember | undefined
    const group = groups.get(container) ?? { container, environment, secrets, spelling, leaving: new Map() }
    groups.set(container, group)
    const fault = conflictOf(group, move)
    if (fault === undefined)
      group.leaving.set(index, { fate: isThere(group, move) ? 'dropped' : 'moved', move })
    else
      problems.push(
        refusal(
          {
            file: parts.document.file,
            move,
            place: parts.place(environment.value.items[index]?.origin ?? container.origin)
          },
          fault
        )
      )
  }
  for (const group of groups.values()) problems.push(...leftBehind(parts, group))
  return { groups: [...groups.values()], problems }
}

function spellingOf({ key }: Member): Spelling {
  return key.startsWith('E')
    ? { environment: 'Environment', secrets: 'Secrets', valueFrom: 'ValueFrom', isTemplate: true }
    : { environment: 'environment', secrets: 'secrets', valueFrom: 'valueFrom', isTemplate: false }
}

function find(parts: Parts, move: Move): MoveLookup {
  const { document, index, place } = parts
  const refuse = (reason: string, node?: DocumentNode): MoveLookup => {
    const at = node && place(node.origin)
    return { kind: 'refused', problem: refusal({ file: document.file, move, place: at }, reason) }
  }
  const path = /^(.*)\/([Ee]nvironment)\/(\d+)(?:\/.*)?$/.exec(move.pointer)
  if (path === null) return refuse('it is not a separate entry of a list "environment"')
  if (/\/(?:container)?overrides\//i.test(`${path[1]}/`)) {
    return refuse('it is in an override, and ECS takes no secrets in overrides')
  }
  const containers = index.objectsAt(path[1] as string)
  const [container] = containers
  if (container === undefined) return refuse('its container is not in the file')
  if (containers.length > 1)
    return refuse('its container is used in several places by an anchor or a function', container)
  const environment = memberOf(container, path[2] as string)
  const hidden = notOwn(parts, container, environment)
  if (hidden !== undefined) return refuse(hidden, environment?.value)
  const wanted = Number(path[3])
  const items = itemsOf(environment?.value)
  const named = items.flatMap((item, at) => (entryName(item) === move.variable ? [at] : []))
  const at = named.includes(wanted) ? wanted : named[0]
  if (at === undefined) return absent(container, move, refuse)
  if (at !== wanted && named.length > 1)
    return refuse('it is in the list several times, and not where the plan found it', environment?.value)
  const entry = items[at] as DocumentNode
  const fault = entryFault(entry, index) ?? referenceFault(move, environment as Member)
  if (fault !== undefined) return refuse(fault, entry)
  return { kind: 'entry', container, environment: environment as ListMember, index: at }
}

function absent(
  container: ObjectNode,
  move: Move,
  refuse: (reason: string, node: DocumentNode) => MoveLookup
): MoveLookup {
  const secrets = memberOf(container, 'secrets') ?? memberOf(container, 'Secrets')
  const entry = itemsOf(secrets?.value).find(item => entryName(item) === move.variable)
  if (entry === undefined) return refuse('it is not in the container any more', container)
  return refersTo(entry, move)
    ? { kind: 'done' }
    : refuse('"secrets" has an entry of that name with another reference', entry)
}

/** Returns why a change would affect more than this container, because the list is written or used elsewhere too. */
function notOwn(
  { index, document }: Parts,
  container: ObjectNode,
  environment: Member | undefined
): string | undefined {
  const secrets = memberOf(container, 'secrets') ?? memberOf(container, 'Secrets')
  for (const member of [environment, secrets]) {
    if (member === undefined) continue
    const { key, value } = member
    if (
      !isInside(member.keyOrigin, container) ||
      !isInside(value.origin, container) ||
      index.isShared(value)
    ) {
      return `"${key}" of its container is written or used somewhere else too, by an anchor (&), an alias (*) or a merge key (<<)`
    }
    if (value.kind !== 'array') return `"${key}" of its container is not a list of {name, value}`
    if (document.format === 'yaml' && value.items.some(item => !isInside(item.origin, value))) {
      return `"${key}" of its container has an alias (*) in it`
    }
  }
  return undefined
}

function isInside(origin: DocumentNode['origin'], outer: DocumentNode): boolean {
  const [inner, around] = [origin, outer.origin]
  return (
    inner.kind === 'file' && around.kind === 'file' && inner.start >= around.start && inner.end <= around.end
  )
}

function entryFault(entry: DocumentNode, index: SourceIndex): string | undefined {
  if (entry.kind !== 'object') return 'its entry is no {name, value}'
  const fields = entry.members.map(({ key }) => fieldName(key)).sort()
  if (fields.join() !== 'name,value') return 'its entry has more members than "name" and "value"'
  const value = entry.members.find(({ key }) => fieldName(key) === 'value')?.value
  if (value?.kind === 'array' || value?.kind === 'object')
    return 'its value is made by a function of the template'
  if (value === undefined || value.kind === 'null') return 'its value is empty'
  if (index.isShared(entry) || index.isShared(value))
    return 'its entry is used in several places by an anchor (&)'
  return undefined
}

function referenceFault(move: Move, { key }: Member): string | undefined {
  if (!key.startsWith('E') || move.arn !== undefined) return undefined
  return 'a CloudFormation template needs the ARN of the secret, which is known after the secret was created'
}

/** entryName returns the name of an entry of `environment` or `secrets`. */
function entryName(entry: DocumentNode): string | undefined {
  if (entry.kind !== 'object') return undefined
  return stringOf(entry.members.find(({ key }) => fieldName(key) === 'name')?.value)
}

function isThere({ secrets, leaving }: ContainerMoves, move: Move): boolean {
  if ([...leaving.values()].some(before => before.move.variable === move.variable)) return true
  return itemsOf(secrets?.value).some(item => entryName(item) === move.variable)
}

function conflictOf({ secrets, leaving }: ContainerMoves, move: Move): string | undefined {
  const other = itemsOf(secrets?.value).find(item => entryName(item) === move.variable)
  if (other && !refersTo(other, move)) return '"secrets" has an entry of that name with another reference'
  const twin = [...leaving.values()].find(before => before.move.variable === move.variable)
  return twin && twin.move.reference !== move.reference
    ? 'it is in the container twice, with two references'
    : undefined
}

/** ECS rejects a name that is in both lists, so that no second entry of a moved name may stay. */
function leftBehind(
  { document, place }: Parts,
  { environment, leaving }: ContainerMoves
): readonly Problem[] {
  const moved = new Map([...leaving.values()].map(({ move }) => [move.variable, move]))
  return environment.value.items.flatMap((item, index) => {
    const move = moved.get(entryName(item) ?? '')
    if (move === undefined || leaving.has(index)) return []
    return [
      refusal(
        { file: document.file, move, place: place(item.origin) },
        'another entry of that name would stay in "environment", and ECS refuses a name in both lists'
      )
    ]
  })
}
