import { createHash } from 'node:crypto'
import type { AppSpecContent } from '@aws-sdk/client-codedeploy'
import { parse } from 'yaml'
import type { AwsFault } from '../fault.ts'
import { isMap, type JsonMap } from '../json.ts'
import type { AppSpecTarget } from '../world/codedeploy/task-sets.ts'
import { invalid } from './operation.ts'

/**
 * readAppSpec reads the service properties of an AppSpec; member names in any case. Throws AwsFault
 * InvalidRevisionException.
 */
export function readAppSpec(given: AppSpecContent = {}): AppSpecTarget {
  const { content = '', sha256 } = given
  if (sha256 !== undefined && sha256 !== createHash('sha256').update(content).digest('hex'))
    throw badRevision('The SHA256 hash does not match the AppSpec content.')
  const resources = lowered(parsed(content))['resources']
  const [first] = Array.isArray(resources) ? resources : []
  const resource = isMap(first) ? Object.values(first)[0] : undefined
  const { taskdefinition, loadbalancerinfo } = lowered(lowered(resource)['properties'])
  const { containername, containerport } = lowered(loadbalancerinfo)
  if (typeof taskdefinition !== 'string' || !isMap(loadbalancerinfo))
    throw badRevision('The AppSpec must have TaskDefinition and LoadBalancerInfo.')
  return {
    taskDefinition: taskdefinition,
    containerName: String(containername),
    containerPort: Number(containerport)
  }
}

function badRevision(message: string): AwsFault {
  return invalid(message, 'InvalidRevisionException')
}

function parsed(content: string): unknown {
  try {
    return parse(content)
  } catch {
    throw badRevision('The AppSpec content is neither JSON nor YAML.')
  }
}

function lowered(value: unknown): JsonMap {
  const members = isMap(value) ? Object.entries(value) : []
  return Object.fromEntries(members.map(([key, item]) => [key.toLowerCase(), item]))
}
