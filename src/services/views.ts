import {
  childOf,
  type DocumentNode,
  type Member,
  memberOf,
  type ObjectNode,
  withMember
} from '../document/tree.ts'
import { servicesIn } from './unwrap-service.ts'

const CONNECT = 'serviceConnectConfiguration'
const LOGGING = 'logConfiguration'
const CONTAINERS = 'containerDefinitions'

/**
 * detectableView shows a service definition (or a response of DescribeServices) in the form that the detector reads:
 * the log configuration of Service Connect as that of an unnamed container, and every other member as one of a task.
 * Origins are kept, so that findings refer to the file.
 */
export function detectableView(root: DocumentNode): DocumentNode {
  const services = servicesIn(root)
  if (services) return { kind: 'array', items: services.map(detectableView), origin: root.origin }
  if (root.kind !== 'object') return root
  const connect = memberOf(root, CONNECT)
  const others = root.members.filter(member => member !== connect)
  const rest = connect && withoutLogging(connect)
  return {
    ...root,
    members: [...others, ...(rest ? [rest] : []), containerOf(root)]
  }
}

function withoutLogging(connect: Member): Member {
  const { value } = connect
  return value.kind === 'object' ? { ...connect, value: withMember(value, LOGGING, undefined) } : connect
}

/**
 * referencesView shows the references of a service definition (the secretOptions of Service Connect's log
 * configuration) in the form of a task definition, so that they are resolved in the same way; `withResolved` puts the
 * result back.
 */
export function referencesView(root: ObjectNode): ObjectNode {
  return { kind: 'object', members: [containerOf(root)], origin: root.origin }
}

/** withResolved returns the service definition with the log configuration of a resolved `referencesView`. */
export function withResolved(root: ObjectNode, view: ObjectNode): ObjectNode {
  const connect = memberOf(root, CONNECT)?.value
  const containers = childOf(view, CONTAINERS)
  const resolved = containers?.kind === 'array' ? childOf(containers.items[0], LOGGING) : undefined
  if (connect?.kind !== 'object' || resolved === undefined) return root
  return withMember(root, CONNECT, withMember(connect, LOGGING, resolved))
}

function containerOf(root: ObjectNode): Member {
  const { origin } = root
  const logging = memberOf(childOf(root, CONNECT), LOGGING)
  const container: DocumentNode = { kind: 'object', members: logging ? [logging] : [], origin }
  return { key: CONTAINERS, keyOrigin: origin, value: { kind: 'array', items: [container], origin } }
}
