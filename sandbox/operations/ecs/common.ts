import { AwsFault } from '../../fault.ts'
import { textOf, textsOf } from '../../json.ts'
import { lastPart } from '../../world/lookup.ts'
import type { Cluster, Service, TaskDefinition } from '../../world/state.ts'
import { type Call, callArn, here, text } from '../operation.ts'
import { findDefinition } from './definition-store.ts'

/** clientFault is ECS's ClientException. */
export function clientFault(message: string): AwsFault {
  return new AwsFault('ClientException', message)
}

/** invalidParameter is ECS's InvalidParameterException. */
export function invalidParameter(message: string): AwsFault {
  return new AwsFault('InvalidParameterException', message)
}

/** clusterNameOf is the name of the cluster in a call (given as a name or an ARN); ECS's default is `default`. */
function clusterNameOf(call: Call): string {
  return lastPart(text(call, 'cluster') || 'default')
}

/** clusterIn finds the call's cluster. Throws AwsFault ClusterNotFoundException. */
export function clusterIn(call: Call): Cluster {
  const cluster = here(call).clusters.get(clusterNameOf(call))
  if (!cluster) throw new AwsFault('ClusterNotFoundException', 'Cluster not found.')
  return cluster
}

/** serviceIn finds the service that member `service` names. Throws AwsFault ServiceNotFoundException. */
export function serviceIn(call: Call): Service {
  const service = clusterIn(call).services.get(lastPart(text(call, 'service')))
  if (!service) throw new AwsFault('ServiceNotFoundException', 'Service not found.')
  return service
}

/** activeDefinition finds a revision that tasks can be started from. Throws AwsFault ClientException. */
export function activeDefinition(call: Call, id: string): TaskDefinition {
  const found = findDefinition(call.world, here(call), id)
  if (!found) throw clientFault('TaskDefinition not found.')
  if (found.status !== 'ACTIVE') throw clientFault('TaskDefinition is inactive')
  return found
}

/** clusterArn is the ARN of the call's cluster, whether it exists or not. */
export function clusterArn(call: Call): string {
  return callArn(call, 'ecs', `cluster/${clusterNameOf(call)}`)
}

/** inCluster is the ARN of a service or task of the call's cluster; names and IDs may be given as ARNs. */
export function inCluster(call: Call, kind: 'service' | 'task', id: string): string {
  return callArn(call, 'ecs', `${kind}/${clusterNameOf(call)}/${lastPart(id)}`)
}

/** theService is the resource of calls that name one service. */
export function theService(call: Call): string[] {
  return [inCluster(call, 'service', textOf(call.input, 'service') ?? (text(call, 'serviceName') || '*'))]
}

/** theArns is the resource of calls with one or more ARNs in a member. */
export function theArns(key: string): (call: Call) => string[] {
  return call => [...textsOf(call.input, key), ...[text(call, key)].filter(Boolean)]
}

/** eachOf describes the named things of a call; those that do not exist are `failures` with their ARNs. */
export function eachOf<T>(
  names: readonly string[],
  find: (name: string) => T | undefined,
  arnOf: (name: string) => string
): { found: T[]; failures: { arn: string; reason: string }[] } {
  const all = names.map(name => ({ name, one: find(name) }))
  return {
    found: all.flatMap(({ one }) => (one === undefined ? [] : [one])),
    failures: all.flatMap(({ name, one }) =>
      one === undefined ? [{ arn: arnOf(name), reason: 'MISSING' }] : []
    )
  }
}
