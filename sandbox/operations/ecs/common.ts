import { AwsFault } from '../../fault.ts'
import { lastPart } from '../../world/lookup.ts'
import type { Cluster, Service, TaskDefinition } from '../../world/state.ts'
import { type Call, callArn, existing, here } from '../operation.ts'
import { findDefinition } from './definitions.ts'

/** clientFault is ECS's ClientException. */
export function clientFault(message: string): AwsFault {
  return new AwsFault('ClientException', message)
}

/** What ECS refuses, and its message. */
type Refused = readonly [isBroken: unknown, message: string]

/** refuse throws the first broken rule as AwsFault InvalidParameterException. */
export function refuse(...rules: readonly Refused[]): void {
  const broken = rules.find(([isBroken]) => isBroken)
  if (broken) throw new AwsFault('InvalidParameterException', broken[1])
}

type InCluster = { readonly cluster?: string | undefined }

/** clusterNameOf is the name of the cluster in a call (given as a name or an ARN); ECS's default is `default`. */
function clusterNameOf({ input: { cluster } }: Call<InCluster>): string {
  return lastPart(cluster || 'default')
}

/** clusterIn finds the call's cluster. Throws AwsFault ClusterNotFoundException. */
export function clusterIn(call: Call<InCluster>): Cluster {
  const found = here(call).clusters.get(clusterNameOf(call))
  return existing(found, 'ClusterNotFoundException', 'Cluster not found.')
}

/** serviceIn finds the service that member `service` names. Throws AwsFault ServiceNotFoundException. */
export function serviceIn(call: Call<InCluster & { readonly service: string | undefined }>): Service {
  const found = clusterIn(call).services.get(lastPart(call.input.service ?? ''))
  return existing(found, 'ServiceNotFoundException', 'Service not found.')
}

/** activeDefinition finds a revision that tasks can be started from. Throws AwsFault ClientException. */
export function activeDefinition(call: Call, id = ''): TaskDefinition {
  const found = existing(
    findDefinition(call.world, here(call), id),
    'ClientException',
    'TaskDefinition not found.'
  )
  if (found.status !== 'ACTIVE') throw clientFault('TaskDefinition is inactive')
  return found
}

/** clusterArn is the ARN of the call's cluster, whether it exists or not. */
export function clusterArn(call: Call<InCluster>): string {
  return callArn(call, 'ecs', `cluster/${clusterNameOf(call)}`)
}

/** inCluster is the ARN of a service or task of the call's cluster; names and IDs may be given as ARNs. */
export function inCluster(call: Call<InCluster>, kind: 'service' | 'task', id = '*'): string {
  return callArn(call, 'ecs', `${kind}/${clusterNameOf(call)}/${lastPart(id)}`)
}

/** theService is the resource of calls that name one service. */
export function theService(
  call: Call<InCluster & { readonly service?: string | undefined; readonly serviceName?: string | undefined }>
): string[] {
  return [inCluster(call, 'service', call.input.service ?? call.input.serviceName)]
}

/** theArns is the resource of calls with one or more ARNs in a member. */
export function theArns<Key extends string>(
  key: Key
): (call: Call<Readonly<Partial<Record<Key, string | string[] | undefined>>>>) => string[] {
  return call => [call.input[key] ?? []].flat()
}

/** eachOf describes the named things of a call; those that do not exist are `failures` with their ARNs. */
export function eachOf<T>(
  names: readonly string[],
  find: (name: string) => T | undefined,
  arnOf: (name: string) => string = name => name
): { found: T[]; failures: { arn: string; reason: string }[] } {
  const all = names.map(name => ({ name, one: find(name) }))
  return {
    found: all.flatMap(({ one }) => (one === undefined ? [] : [one])),
    failures: all
      .filter(({ one }) => one === undefined)
      .map(({ name }) => ({ arn: arnOf(name), reason: 'MISSING' }))
  }
}
