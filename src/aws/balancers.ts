import {
  DescribeTargetGroupsCommand,
  DescribeTargetHealthCommand,
  ElasticLoadBalancingV2Client,
  type TargetGroup as SdkTargetGroup,
  type TargetHealthDescription
} from '@aws-sdk/client-elastic-load-balancing-v2'
import type { BalancersPort, TargetGroup, TargetState } from '../diagnosis/ports.ts'
import { type AwsContext, clientSettings } from './clients.ts'
import { inBatches } from './pages.ts'
import { withRetries } from './retry.ts'
import { tapConnection } from './wire.ts'

/** DescribeTargetGroups takes 20 ARNs at a time (limits of the Elastic Load Balancing API). */
const groupsAtOnce = 20

/** createBalancers makes the BalancersPort on the AWS SDK. Both methods throw AwsError. */
export function createBalancers(context: AwsContext): BalancersPort {
  const client = new ElasticLoadBalancingV2Client(clientSettings(context, context.region))
  const read = <Result>(name: string, attempt: () => Promise<Result>) =>
    withRetries({ operation: `elasticloadbalancing:${name}`, effect: 'read', attempt }, context)
  return {
    describeTargetGroups: arns =>
      inBatches(arns, groupsAtOnce, batch =>
        read('DescribeTargetGroups', async () => {
          const command = new DescribeTargetGroupsCommand({ TargetGroupArns: batch })
          tapConnection(command)
          return ((await client.send(command)).TargetGroups ?? []).map(toTargetGroup)
        })
      ),
    describeTargetHealth: arn =>
      read('DescribeTargetHealth', async () => {
        const command = new DescribeTargetHealthCommand({ TargetGroupArn: arn })
        tapConnection(command)
        return ((await client.send(command)).TargetHealthDescriptions ?? []).map(toTargetState)
      })
  }
}

function toTargetGroup(group: SdkTargetGroup): TargetGroup {
  const { HealthCheckProtocol, HealthCheckPort, HealthCheckPath, Matcher } = group
  const expects = Matcher?.HttpCode ?? Matcher?.GrpcCode
  return {
    arn: group.TargetGroupArn ?? '',
    name: group.TargetGroupName ?? '',
    ...(HealthCheckProtocol !== undefined && { protocol: HealthCheckProtocol }),
    ...(HealthCheckPort !== undefined && { port: HealthCheckPort }),
    ...(HealthCheckPath !== undefined && { path: HealthCheckPath }),
    ...(expects !== undefined && { expects })
  }
}

function toTargetState({ Target, TargetHealth }: TargetHealthDescription): TargetState {
  return {
    state: TargetHealth?.State ?? 'unknown',
    ...(Target?.Port !== undefined && { port: Target.Port }),
    ...(TargetHealth?.Reason !== undefined && { reason: TargetHealth.Reason }),
    ...(TargetHealth?.Description !== undefined && { description: TargetHealth.Description })
  }
}
