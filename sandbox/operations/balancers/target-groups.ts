import { AwsFault } from '../../fault.ts'
import { type JsonMap, mapsOf, textOf, textsOf } from '../../json.ts'
import type { TargetGroup } from '../../world/state.ts'
import { targetsIn } from '../../world/targets.ts'
import { here, must, type Operation, page } from '../operation.ts'

function notFound(): AwsFault {
  return new AwsFault('TargetGroupNotFound', 'One or more target groups not found')
}

const describeGroups: Operation = {
  run: call => {
    const known = [...here(call).targetGroups.values()]
    const arns = textsOf(call.input, 'TargetGroupArns')
    const names = textsOf(call.input, 'Names')
    const isWanted = ({ arn, name }: TargetGroup) => arns.includes(arn) || names.includes(name)
    const wanted = arns.length + names.length === 0 ? known : known.filter(isWanted)
    if (wanted.length < arns.length + names.length) throw notFound()
    const found = page(wanted, {
      size: Number(textOf(call.input, 'PageSize') ?? 400),
      token: textOf(call.input, 'Marker'),
      refusal: () => new AwsFault('ValidationError', 'Invalid marker.')
    })
    return { TargetGroups: found.items.map(viewGroup), NextMarker: found.next }
  }
}

function viewGroup(group: TargetGroup): JsonMap {
  const overHttp = group.protocol.startsWith('HTTP')
  return {
    TargetGroupArn: group.arn,
    TargetGroupName: group.name,
    Protocol: group.protocol,
    Port: group.port,
    HealthCheckProtocol: group.protocol,
    HealthCheckPort: 'traffic-port',
    HealthCheckEnabled: true,
    HealthCheckIntervalSeconds: 30,
    HealthCheckTimeoutSeconds: 5,
    HealthyThresholdCount: 5,
    UnhealthyThresholdCount: 2,
    ...(overHttp
      ? { HealthCheckPath: group.path ?? '/', Matcher: { HttpCode: group.matcher ?? '200' } }
      : {}),
    TargetType: 'ip'
  }
}

const describeHealth: Operation = {
  run: call => {
    const arn = must(
      call,
      'TargetGroupArn',
      () => new AwsFault('ValidationError', 'TargetGroupArn is missing')
    )
    const group = here(call).targetGroups.get(arn)
    if (!group) throw notFound()
    const asked = mapsOf(call.input, 'Targets').map(target => textOf(target, 'Id'))
    const targets = targetsIn(call.world, call.region, arn).filter(
      ({ id }) => asked.length === 0 || asked.includes(id)
    )
    return {
      TargetHealthDescriptions: targets.map(({ id, port, health }) => ({
        Target: { Id: id, Port: port, AvailabilityZone: `${call.region}a` },
        HealthCheckPort: String(port),
        TargetHealth: {
          State: health.state,
          Reason: health.reason,
          Description: health.description
        }
      }))
    }
  }
}

/**
 * Read operations of Elastic Load Balancing (version 2): groups come from the scenario, targets are the tasks of
 * services.
 */
export const BALANCERS: Readonly<Record<string, Operation>> = {
  DescribeTargetGroups: describeGroups,
  DescribeTargetHealth: describeHealth
}

/** The parameters of each action. */
export const BALANCER_PARAMETERS: Readonly<Record<string, readonly string[]>> = {
  DescribeTargetGroups: ['LoadBalancerArn', 'TargetGroupArns', 'Names', 'Marker', 'PageSize'],
  DescribeTargetHealth: ['TargetGroupArn', 'Targets', 'Include']
}
