import type {
  TargetGroup as SdkTargetGroup,
  TargetHealthDescription
} from '@aws-sdk/client-elastic-load-balancing-v2'
import { present } from '../present.ts'
import type { BalancersPort, TargetGroup, TargetState } from '../rollout/diagnosis/diagnosis.ts'
import { inBatches, openChannel, send } from './send.ts'
import { type AwsContext, BALANCERS, type BalancersSdk } from './services.ts'

/** DescribeTargetGroups accepts 20 ARNs per call (limits of the Elastic Load Balancing API). */
const groupsAtOnce = 20

/** createBalancers implements BalancersPort with the AWS SDK. Both methods throw AwsError. */
export function createBalancers(context: AwsContext): BalancersPort {
  const channel = openChannel(BALANCERS, context)
  return {
    describeTargetGroups: arns =>
      inBatches(arns, groupsAtOnce, async batch => {
        const command = (sdk: BalancersSdk) => new sdk.DescribeTargetGroupsCommand({ TargetGroupArns: batch })
        const { TargetGroups = [] } = await send(
          channel,
          'elasticloadbalancing:DescribeTargetGroups',
          command
        )
        return TargetGroups.map(toTargetGroup)
      }),
    describeTargetHealth: async arn => {
      const command = (sdk: BalancersSdk) => new sdk.DescribeTargetHealthCommand({ TargetGroupArn: arn })
      const answer = await send(channel, 'elasticloadbalancing:DescribeTargetHealth', command)
      return (answer.TargetHealthDescriptions ?? []).map(toTargetState)
    }
  }
}

function toTargetGroup(group: SdkTargetGroup): TargetGroup {
  const { HealthCheckProtocol: protocol, HealthCheckPort: port, HealthCheckPath: path, Matcher } = group
  return {
    arn: group.TargetGroupArn ?? '',
    name: group.TargetGroupName ?? '',
    ...present({ protocol, port, path, expects: Matcher?.HttpCode ?? Matcher?.GrpcCode })
  }
}

function toTargetState({ Target, TargetHealth }: TargetHealthDescription): TargetState {
  return {
    state: TargetHealth?.State ?? 'unknown',
    ...present({ port: Target?.Port, reason: TargetHealth?.Reason, description: TargetHealth?.Description })
  }
}
