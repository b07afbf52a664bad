import type * as elb from '@aws-sdk/client-elastic-load-balancing-v2'
import { AwsFault } from '../fault.ts'
import type { TargetGroup } from '../world/state.ts'
import { targetsIn } from '../world/targets.ts'
import { here, type Operations, paged } from './operation.ts'

function notFound(): AwsFault {
  return new AwsFault('TargetGroupNotFound', 'One or more target groups not found')
}

function viewGroup({ arn, name, protocol, port, path = '/', matcher = '200' }: TargetGroup): object {
  return {
    TargetGroupArn: arn,
    TargetGroupName: name,
    Protocol: protocol,
    Port: port,
    HealthCheckProtocol: protocol,
    HealthCheckPort: 'traffic-port',
    HealthCheckIntervalSeconds: 30,
    HealthCheckTimeoutSeconds: 5,
    HealthyThresholdCount: 5,
    UnhealthyThresholdCount: 2,
    ...(protocol.startsWith('HTTP') ? { HealthCheckPath: path, Matcher: { HttpCode: matcher } } : {}),
    TargetType: 'ip'
  }
}

/** Elastic Load Balancing (version 2): groups come from the scenario, targets are the tasks of services. */
export const BALANCERS: Operations<typeof elb> = {
  DescribeTargetGroups: {
    run: call => {
      const known = [...here(call).targetGroups.values()]
      const { TargetGroupArns: arns = [] } = call.input
      const wanted = arns.length === 0 ? known : known.filter(({ arn }) => arns.includes(arn))
      if (wanted.length < arns.length) throw notFound()
      return paged(call, { TargetGroups: wanted.map(viewGroup) }, 400)
    }
  },
  DescribeTargetHealth: {
    run: call => {
      const { TargetGroupArn: arn = '' } = call.input
      if (!here(call).targetGroups.has(arn)) throw notFound()
      return {
        TargetHealthDescriptions: targetsIn(call.world, call.region, arn).map(({ id, port, health }) => ({
          Target: { Id: id, Port: port, AvailabilityZone: `${call.region}a` },
          HealthCheckPort: String(port),
          TargetHealth: { State: health.state, Reason: health.reason, Description: health.description }
        }))
      }
    }
  }
}
