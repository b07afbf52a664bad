import { type PlaceFinder, placeFinder } from '../document/place.ts'
import {
  childOf,
  type DocumentNode,
  type Member,
  memberOf,
  type ObjectNode,
  type SourceDocument,
  withMember
} from '../document/tree.ts'
import type { Problem, Remark } from '../errors.ts'
import { present } from '../present.ts'
import { describeOnlyMembers } from './ecs-schema.generated.ts'
import { quotedName } from './naming.ts'

/** The definition itself, with remarks that name what was removed. No root if the file contains no object. */
export type Unwrapped = {
  readonly root?: ObjectNode
  readonly problems: readonly Problem[]
  readonly remarks: readonly Remark[]
}

/**
 * unwrap extracts the task definition from the output of `aws ecs describe-task-definition`, and removes the members
 * that exist only in responses (arn, revision, status, …), which RegisterTaskDefinition rejects. A plain definition
 * remains unchanged. The wrapper's `tags` become the definition's, if it has none.
 */
export function unwrap(document: SourceDocument): Unwrapped {
  const find = placeFinder(document)
  const { root } = document
  if (root.kind !== 'object') return { problems: [notAnObject(root, find)], remarks: [] }
  const inner = childOf(root, 'taskDefinition')
  if (inner?.kind !== 'object' || childOf(root, 'containerDefinitions')) return dropDescribed(root, find)
  const wrapped = dropDescribed(withWrapperTags(inner, root), find)
  const others = root.members.filter(member => member.key !== 'taskDefinition' && member.key !== 'tags')
  return { ...wrapped, remarks: [...wrapped.remarks, ...others.map(member => dropped(member, find))] }
}

/** wrapFragment turns a list of containers, or one container, into a definition, so that a check can read it. */
export function wrapFragment(root: DocumentNode): ObjectNode | undefined {
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
  return tags && !childOf(definition, 'tags') ? withMember(definition, 'tags', tags.value) : definition
}

function dropDescribed(root: ObjectNode, find: PlaceFinder): Unwrapped {
  const describeOnly = root.members.filter(member => describeOnlyMembers.includes(member.key))
  if (describeOnly.length === 0) return { root, problems: [], remarks: [] }
  const members = root.members.filter(member => !describeOnly.includes(member))
  return {
    root: { ...root, members },
    problems: [],
    remarks: describeOnly.map(member => dropped(member, find))
  }
}

function dropped(member: Member, find: PlaceFinder): Remark {
  const place = find(member.keyOrigin)
  const message = `${quotedName(member.key, 'a member')} is part of AWS's answer, not of a definition: dropped.`
  return place ? { message, place } : { message }
}

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
