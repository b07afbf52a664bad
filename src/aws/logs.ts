import type {
  TargetGroup as SdkTargetGroup,
  TargetHealthDescription
} from '@aws-sdk/client-elastic-load-balancing-v2'
import { present } from '../present.ts'
import type {
  BalancersPort,
  LogStream,
  LogsPort,
  TargetGroup,
  TargetState
} from '../rollout/diagnosis/diagnosis.ts'
import { type Channel, channelsIn, inBatches, openChannel, orMissing, send } from './send.ts'
import { type AwsContext, BALANCERS, type BalancersSdk, LOGS, type LogsSdk } from './services.ts'

/** GetLogEvents may return empty pages before there are any events ("partially full or empty": API reference). */
const PAGES_ASKED = 3

/**
 * createLogs implements LogsPort, which reads the end of log streams, with one client per Region. Its method throws
 * AwsError.
 */
export function createLogs(context: AwsContext): LogsPort {
  // log drivers may write to a Region other than the service's
  const channelTo = channelsIn(LOGS, context)
  return {
    lastEvents: async (stream, limit) => orMissing(lastEvents(channelTo(stream.region), stream, limit))
  }
}

async function lastEvents(
  channel: Channel<LogsSdk>,
  { group: logGroupName, stream: logStreamName }: LogStream,
  limit: number
): Promise<readonly string[]> {
  let nextToken: string | undefined
  for (let page = 0; page < PAGES_ASKED; page++) {
    const command = (sdk: LogsSdk) =>
      new sdk.GetLogEventsCommand({
        logGroupName,
        logStreamName,
        limit,
        startFromHead: false,
        ...present({ nextToken })
      })
    const { events = [], nextBackwardToken: before } = await send(channel, 'logs:GetLogEvents', command)
    // an unchanged token: there is nothing older
    if (events.length > 0 || before === undefined || before === nextToken) {
      return events
        .toSorted((a, b) => (a.timestamp ?? 0) - (b.timestamp ?? 0))
        .map(({ message }) => message ?? '')
    }
    nextToken = before
  }
  return []
}

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

function toTargetState({ TargetHealth }: TargetHealthDescription): TargetState {
  return {
    state: TargetHealth?.State ?? 'unknown',
    ...present({ reason: TargetHealth?.Reason, description: TargetHealth?.Description })
  }
}
