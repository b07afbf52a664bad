import { AwsFault } from '../../fault.ts'
import { textOf, textsOf } from '../../json.ts'
import { arnOf, lastPart } from '../../world/arns.ts'
import type { Cluster, Service } from '../../world/state.ts'
import { type Call, here } from '../operation.ts'

/** clientFault is ECS's ClientException. */
export function clientFault(message: string): AwsFault {
  return new AwsFault('ClientException', message)
}

/** invalidParameter is ECS's InvalidParameterException. */
export function invalidParameter(message: string): AwsFault {
  return new AwsFault('InvalidParameterException', message)
}

/** clusterNameOf is the name of the cluster in a call (given as a name or an ARN); ECS's default is `default`. */
export function clusterNameOf(call: Call): string {
  return lastPart(textOf(call.input, 'cluster') ?? 'default')
}

/** clusterIn finds the call's cluster. Throws AwsFault ClusterNotFoundException. */
export function clusterIn(call: Call): Cluster {
  const cluster = here(call).clusters.get(clusterNameOf(call))
  if (!cluster) throw new AwsFault('ClusterNotFoundException', 'Cluster not found.')
  return cluster
}

/** serviceIn finds the service that member `service` names. Throws AwsFault ServiceNotFoundException. */
export function serviceIn(call: Call, cluster: Cluster): Service {
  const service = cluster.services.get(lastPart(textOf(call.input, 'service') ?? ''))
  if (!service) throw new AwsFault('ServiceNotFoundException', 'Service not found.')
  return service
}

/** serviceArn is the ARN that IAM evaluates for a service of the call's cluster. */
export function serviceArn(call: Call, nameOrArn: string | undefined): string {
  return arnOf(
    call.world,
    ['ecs', call.region],
    `service/${clusterNameOf(call)}/${lastPart(nameOrArn ?? '*')}`
  )
}

/** clusterArn is the ARN of the call's cluster, whether it exists or not. */
export function clusterArn(call: Call): string {
  return arnOf(call.world, ['ecs', call.region], `cluster/${clusterNameOf(call)}`)
}

/** theService is the resource of calls that name one service. */
export function theService(call: Call): string[] {
  return [serviceArn(call, textOf(call.input, 'service') ?? textOf(call.input, 'serviceName'))]
}

/** theArns is the resource of calls that list ARNs in a member. */
export function theArns(key: string): (call: Call) => string[] {
  return call => textsOf(call.input, key)
}
