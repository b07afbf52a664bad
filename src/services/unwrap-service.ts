import type { PlaceFinder } from '../document/place.ts'
import { childOf, type DocumentNode, type Member, type ObjectNode, stringOf } from '../document/tree.ts'
import type { Problem, Remark } from '../errors.ts'
import { present } from '../present.ts'
import { kindName, quotedName } from '../template/naming.ts'
import { answerOnlyMembers } from './service-schema.generated.ts'

/** The service definition itself, with remarks that name what was removed. No root if the file does not contain one. */
export type UnwrappedService = {
  readonly root?: ObjectNode
  readonly problems: readonly Problem[]
  readonly remarks: readonly Remark[]
}

/** Members of a file that ECS ignores: `$schema` and similar ones, for editors. */
const isForEditors = (name: string) => name.startsWith('$')

/**
 * unwrapService extracts the service definition from the output of `aws ecs describe-services` and removes the members
 * that exist only in responses (status, deployments, events, …). A plain definition remains unchanged. `service`
 * selects one of several.
 */
export function unwrapService(root: DocumentNode, service: string, find: PlaceFinder): UnwrappedService {
  if (root.kind !== 'object')
    return { problems: [notAService(root, `it is ${kindName(root)}`, find)], remarks: [] }
  const described = servicesIn(root)
  if (described === undefined) return dropUnsent(root, find)
  const named = described.filter(one => stringOf(childOf(one, 'serviceName')) === service)
  const chosen = described.length === 1 ? described[0] : named[0]
  if (chosen?.kind === 'object') return dropUnsent(chosen, find)
  const what = `it holds ${described.length} services and none of them alone is "${service}"`
  return { problems: [notAService(root, what, find)], remarks: [] }
}

/** servicesIn lists the services in a response of DescribeServices; undefined for a plain definition. */
export function servicesIn(root: DocumentNode): readonly DocumentNode[] | undefined {
  const list = childOf(root, 'services')
  return list?.kind === 'array' && childOf(root, 'serviceName') === undefined ? list.items : undefined
}

function dropUnsent(root: ObjectNode, find: PlaceFinder): UnwrappedService {
  const unsent = root.members.filter(({ key }) => answerOnlyMembers.includes(key) || isForEditors(key))
  if (unsent.length === 0) return { root, problems: [], remarks: [] }
  return {
    root: { ...root, members: root.members.filter(member => !unsent.includes(member)) },
    problems: [],
    remarks: unsent.map(member => dropped(member, find))
  }
}

function dropped(member: Member, find: PlaceFinder): Remark {
  const place = find(member.keyOrigin)
  const name = isForEditors(member.key) ? 'A member for editors ("$…")' : quotedName(member.key, 'a member')
  const message = `${name} is not part of an ECS service definition: dropped.`
  return place ? { message, place } : { message }
}

function notAService(node: DocumentNode, what: string, find: PlaceFinder): Problem {
  const place = find(node.origin)
  return {
    code: 'not-a-service-definition',
    fault: 'user',
    message: `The file is not one service definition: ${what}.`,
    hint: 'Write one object with the members of CreateService, such as "desiredCount", "launchType" and "networkConfiguration".',
    ...present({ place })
  }
}
