import type { Problem, Remark } from '../errors.ts'
import { type PlaceFinder, placeFinder } from '../files/document/place.ts'
import {
  type ArrayNode,
  childOf,
  containersOf,
  type DocumentNode,
  fromJson,
  type Member,
  memberOf,
  type ObjectNode,
  type SourceDocument,
  stringOf,
  withMember
} from '../files/document/tree.ts'
import { someOf } from '../list.ts'
import { present } from '../present.ts'
import { applyOverrides } from './apply-overrides.ts'
import { conform } from './conform.ts'
import { describeOnlyMembers } from './ecs-schema.generated.ts'
import { isOpaque, type RenderContexts } from './expressions.ts'
import { quotedName } from './naming.ts'
import type { Overrides } from './overrides.ts'
import { type RenderMode, renderTree } from './render.ts'
import { checkStructure } from './structure.ts'

/** What to apply to a definition. */
export type PrepareOptions = {
  readonly contexts: RenderContexts
  readonly overrides: Overrides
  /** Empty members are removed, except those with these names; if absent, all are kept. */
  readonly keepEmpty?: readonly string[]
}

/** A prepared definition, with all problems and remarks. */
export type Prepared = {
  readonly root?: ObjectNode
  readonly problems: readonly Problem[]
  /** The problems that only ECS would reject: a definition that a later step completes may have them. */
  readonly refusals?: readonly Problem[]
  readonly remarks: readonly Remark[]
}

/** The definition itself, with remarks that name what was removed. No root if the file contains no object. */
type Unwrapped = {
  readonly root?: ObjectNode
  readonly problems: readonly Problem[]
  readonly remarks: readonly Remark[]
}

/**
 * prepareDefinition prepares the task definition of a loaded file: unwrapped, rendered with every name known,
 * overridden, typed by the ECS model, and structurally valid if there are no problems. Without a definition in the
 * file, there is no root.
 */
export async function prepareDefinition(
  document: SourceDocument,
  options: PrepareOptions
): Promise<Prepared> {
  return prepare(document, options, { unwrapped: unwrap(document), mode: 'strict', isOpaque: () => false })
}

/**
 * prepareLeniently is prepareDefinition for a check: what cannot be known is left as written, and values that are still
 * placeholders are not judged. It also accepts a file that contains only a list of containers, or one container, and
 * does not report what is missing around it.
 */
export async function prepareLeniently(document: SourceDocument, options: PrepareOptions): Promise<Prepared> {
  const fragment = wrapFragment(document.root)
  const unwrapped: Unwrapped = fragment ? { root: fragment, problems: [], remarks: [] } : unwrap(document)
  // an empty text is often filled in later, and AWS's deploy action leaves it out
  const isUnknown = (text: string) => text === '' || isOpaque(text)
  const prepared = await prepare(document, options, {
    unwrapped,
    mode: 'lenient',
    isOpaque: isUnknown
  })
  const problems = prepared.problems.filter(({ code }) => !(fragment && AROUND_CONTAINERS.has(code)))
  return { ...prepared, problems: problems.filter(({ code }) => code !== 'missing-image') }
}

/** What a list of containers without a definition never has; an image is often built only after the check. */
const AROUND_CONTAINERS: ReadonlySet<string> = new Set(['missing-family', 'missing-execution-role'])

/** What differs between a deployment and a check. */
type Stages = {
  readonly unwrapped: Unwrapped
  readonly mode: RenderMode
  readonly isOpaque: (text: string) => boolean
}

async function prepare(
  document: SourceDocument,
  options: PrepareOptions,
  { unwrapped, mode, isOpaque }: Stages
): Promise<Prepared> {
  if (unwrapped.root === undefined) return unwrapped
  const rendered = await renderTree({ root: unwrapped.root, document }, options.contexts, mode)
  if (rendered.root.kind !== 'object') return { problems: rendered.problems, remarks: unwrapped.remarks }
  // An expression that could not be evaluated is reported once; the remaining text is not a value to judge.
  const isUnknown =
    rendered.problems.length > 0 ? (text: string) => isOpaque(text) || text.includes('${{') : isOpaque
  const overridden = applyOverrides(rendered.root, options.overrides)
  const kept = options.keepEmpty ? dropEmpty(overridden.root, options.keepEmpty) : overridden.root
  const conformed = conform(kept, { document, isOpaque: isUnknown })
  const once = withoutCopies(conformed.root)
  const structural = checkStructure(once.root, { document, isOpaque: isUnknown })
  const refusals = [...conformed.problems, ...structural]
  return {
    root: once.root,
    // neither a file nor a later step can make one of two values of a variable
    refusals: refusals.filter(({ code }) => code !== 'repeated-variable'),
    problems: [
      ...unwrapped.problems,
      ...rendered.problems,
      ...overridden.problems.filter(
        ({ code }) => !(code === 'unknown-container' && hasUnknownName(overridden.root, isUnknown))
      ),
      ...refusals
    ],
    remarks: [...unwrapped.remarks, ...overridden.remarks, ...conformed.remarks, ...once.remarks]
  }
}

/** ECS and AWS's action accept a variable that is there twice with one value; the first one is kept. */
function withoutCopies(root: ObjectNode): { readonly root: ObjectNode; readonly remarks: readonly Remark[] } {
  const remarks: Remark[] = []
  const containers = containersOf(root).map(container => {
    const list = childOf(container, 'environment')
    if (container.kind !== 'object' || list?.kind !== 'array') return container
    const seen = new Set<string>()
    const items = list.items.filter(entry => {
      const [name, value] = [stringOf(childOf(entry, 'name')), stringOf(childOf(entry, 'value'))]
      const id = JSON.stringify([name, value])
      const isCopy = name !== undefined && value !== undefined && seen.has(id)
      seen.add(id)
      if (isCopy) {
        const owner = quotedName(stringOf(childOf(container, 'name')), 'a container')
        const message = `${quotedName(name, 'A variable')} of container ${owner} is twice in "environment" with the same value: one is kept.`
        remarks.push({ message })
      }
      return !isCopy
    })
    return items.length === list.items.length
      ? container
      : withMember(container, 'environment', { ...list, items })
  })
  if (remarks.length === 0) return { root, remarks }
  const list = childOf(root, 'containerDefinitions') as ArrayNode
  return { root: withMember(root, 'containerDefinitions', { ...list, items: containers }), remarks }
}

function hasUnknownName(root: ObjectNode, isUnknown: (text: string) => boolean): boolean {
  return containersOf(root).some(container => isUnknown(stringOf(childOf(container, 'name')) ?? ''))
}

/**
 * unwrap extracts the task definition from the output of `aws ecs describe-task-definition`, and removes the members
 * that exist only in responses (arn, revision, status, …), which RegisterTaskDefinition rejects. A plain definition
 * remains unchanged. The wrapper's `tags` become the definition's, if it has none.
 */
function unwrap(document: SourceDocument): Unwrapped {
  const find = placeFinder(document)
  const { root } = document
  if (root.kind !== 'object') return { problems: [notAnObject(root, find)], remarks: [] }
  const inner = childOf(root, 'taskDefinition')
  if (inner?.kind !== 'object' || childOf(root, 'containerDefinitions')) return dropDescribed(root, find)
  const wrapped = dropDescribed(withWrapperTags(inner, root), find)
  const others = root.members.filter(member => member.key !== 'taskDefinition' && member.key !== 'tags')
  return { ...wrapped, remarks: [...wrapped.remarks, ...dropped(others, find)] }
}

/** wrapFragment turns a list of containers, or one container, into a definition, so that a check can read it. */
function wrapFragment(root: DocumentNode): ObjectNode | undefined {
  const { origin } = root
  const single = root.kind === 'object' && !childOf(root, 'containerDefinitions') && childOf(root, 'image')
  if (root.kind !== 'array' && !single) return undefined
  const list: DocumentNode = root.kind === 'array' ? root : { kind: 'array', items: [root], origin }
  return {
    kind: 'object',
    members: [{ key: 'containerDefinitions', keyOrigin: origin, value: list }],
    origin
  }
}

function withWrapperTags(definition: ObjectNode, wrapper: ObjectNode): ObjectNode {
  const tags = memberOf(wrapper, 'tags')
  return tags && !childOf(definition, 'tags')
    ? { ...definition, members: [...definition.members, tags] }
    : definition
}

function dropDescribed(root: ObjectNode, find: PlaceFinder): Unwrapped {
  const describeOnly = root.members.filter(member => describeOnlyMembers.includes(member.key))
  if (describeOnly.length === 0) return { root, problems: [], remarks: [] }
  const members = root.members.filter(member => !describeOnly.includes(member))
  return {
    root: { ...root, members },
    problems: [],
    remarks: dropped(describeOnly, find)
  }
}

/** The remark for members of AWS's answer: one for all of them. */
function dropped(members: readonly Member[], find: PlaceFinder): readonly Remark[] {
  const [first] = members
  if (first === undefined) return []
  const names = someOf(
    members.map(({ key }) => quotedName(key, 'a member')),
    describeOnlyMembers.length
  )
  const message = `${names}: part of AWS's answer, not of a definition: dropped.`
  return [{ message, ...present({ place: find(first.keyOrigin) }) }]
}

/** The problem of a file that contains something else. */
function notAnObject(root: DocumentNode, find: PlaceFinder): Problem {
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

/**
 * Removes `null`, empty texts, lists and objects, and what contains nothing else, as AWS's deploy action
 * does; members named in `keep` remain. An environment variable and a proxy property keep an empty value, and get one
 * if they have none, because an empty text is a value there.
 */
function dropEmpty(root: ObjectNode, keep: readonly string[]): ObjectNode {
  return withoutEmptyMembers(root, { keep: new Set(keep), list: '' })
}

/** The names to keep, and the list that contains an object. */
type Around = { readonly keep: ReadonlySet<string>; readonly list: string }

function withoutEmptyMembers(node: ObjectNode, around: Around): ObjectNode {
  const members = node.members.flatMap((member): readonly Member[] => {
    if (around.keep.has(member.key)) return [member]
    if (isValue(member, around.list)) return [member]
    const value = withoutEmpty(member.value, { keep: around.keep, list: member.key })
    return value === undefined ? [] : [value === member.value ? member : { ...member, value }]
  })
  const { origin } = node
  const missing = missingTexts(members, around.list).map(key => ({
    ...{ key, keyOrigin: origin, value: fromJson('', origin) }
  }))
  const isSame =
    missing.length === 0 &&
    members.length === node.members.length &&
    members.every((one, at) => one === node.members[at])
  return isSame ? node : { ...node, members: [...members, ...missing] }
}

/** The empty texts that AWS's action adds: the value of a variable, and name and value of a proxy property. */
function missingTexts(members: readonly Member[], list: string): readonly string[] {
  const wanted = list === 'environment' ? ['value'] : list === 'properties' ? ['name', 'value'] : []
  const has = (key: string) => members.some(member => member.key === key)
  return has('name') || has('value') ? wanted.filter(key => !has(key)) : []
}

function isValue({ key, value }: Member, list: string): boolean {
  return key === 'value' && value.kind === 'string' && (list === 'environment' || list === 'properties')
}

/** Undefined if nothing is left. */
function withoutEmpty(node: DocumentNode, around: Around): DocumentNode | undefined {
  switch (node.kind) {
    case 'null':
      return undefined
    case 'string':
      return node.value === '' ? undefined : node
    case 'array': {
      const items = node.items.flatMap(item => withoutEmpty(item, around) ?? [])
      if (items.length === 0) return undefined
      const isSame = items.length === node.items.length && items.every((one, at) => one === node.items[at])
      return isSame ? node : { ...node, items }
    }
    case 'object': {
      const kept = withoutEmptyMembers(node, around)
      return saysNothing(kept) ? undefined : kept
    }
    default:
      return node
  }
}

/** An environment entry without a name is removed. */
function saysNothing({ members }: ObjectNode): boolean {
  return members.every(({ key, value }) => key === 'value' && value.kind === 'string' && value.value === '')
}
