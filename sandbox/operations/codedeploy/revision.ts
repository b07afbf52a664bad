import { createHash } from 'node:crypto'
import { parse } from 'yaml'
import { AwsFault } from '../../fault.ts'
import { isMap, type JsonMap, mapOf, numberOf, textOf } from '../../json.ts'
import type { AppSpecTarget } from '../../world/codedeploy/state.ts'

/**
 * readRevision validates a revision of type AppSpecContent and returns the service properties of its AppSpec; member
 * names are case-insensitive. Throws AwsFault.
 */
export function readRevision(revision: JsonMap | undefined): AppSpecTarget {
  if (!revision) throw new AwsFault('RevisionRequiredException', 'The revision is required.')
  if (textOf(revision, 'revisionType') !== 'AppSpecContent')
    throw invalid('The sandbox plays revisions of type AppSpecContent only.')
  const given = mapOf(revision, 'appSpecContent') ?? {}
  const content = textOf(given, 'content')
  if (!content) throw invalid('The AppSpec content is empty.')
  const sha256 = textOf(given, 'sha256')
  if (sha256 !== undefined && sha256 !== createHash('sha256').update(content).digest('hex'))
    throw invalid('The SHA256 hash does not match the AppSpec content.')
  return targetOf(parseContent(content))
}

function invalid(message: string): AwsFault {
  return new AwsFault('InvalidRevisionException', message)
}

function parseContent(content: string): JsonMap {
  let value: unknown
  try {
    value = parse(content)
  } catch {
    throw invalid('The AppSpec content is neither JSON nor YAML.')
  }
  if (!isMap(value)) throw invalid('The AppSpec content is not an object.')
  return value
}

function targetOf(spec: JsonMap): AppSpecTarget {
  const resources = member(spec, 'resources')
  const first = Array.isArray(resources) ? resources[0] : undefined
  const resource = isMap(first) ? Object.values(first)[0] : undefined
  const properties = isMap(resource) ? member(resource, 'properties') : undefined
  if (!isMap(properties)) throw invalid('The AppSpec has no resource with properties.')
  const balancer = member(properties, 'loadBalancerInfo')
  const taskDefinition = member(properties, 'taskDefinition')
  if (!isMap(balancer) || typeof taskDefinition !== 'string')
    throw invalid('The AppSpec must have TaskDefinition and LoadBalancerInfo.')
  const lower = lowered(balancer)
  return {
    taskDefinition,
    containerName: textOf(lower, 'containername') ?? '',
    containerPort: numberOf(lower, 'containerport') ?? 0
  }
}

function member(map: JsonMap, name: string): JsonMap[string] {
  return lowered(map)[name.toLowerCase()]
}

function lowered(map: JsonMap): JsonMap {
  return Object.fromEntries(Object.entries(map).map(([key, value]) => [key.toLowerCase(), value]))
}
