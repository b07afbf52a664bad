import type { FailedTarget, RulesPort, ScheduleSummary, SchedulesPort } from '../deploy/schedules/ports.ts'
import { type JsonObject, objectsIn } from '../json.ts'
import { present } from '../present.ts'
import { collectPages, exchange, type Link, openLink, orMissing, send } from './send.ts'
import { type AwsContext, EVENTS, type EventsSdk, SCHEDULER, type SchedulerSdk } from './services.ts'

const perPage = 100

type EventsLink = Link<EventsSdk>

/** createRules implements RulesPort with the AWS SDK, for the default event bus. Every method throws AwsError. */
export function createRules(context: AwsContext): RulesPort {
  const link = openLink(EVENTS, context)
  return {
    listRuleNamesByTarget: targetArn => listRuleNamesByTarget(link, targetArn),
    listRules: () => listRules(link),
    listTargetsByRule: rule => listTargetsByRule(link, rule),
    putTarget: (rule, target) => putTarget(link, rule, target)
  }
}

function listRuleNamesByTarget({ reads }: EventsLink, targetArn: string): Promise<readonly string[]> {
  const operation = 'events:ListRuleNamesByTarget'
  return collectPages(operation, async token => {
    const command = (sdk: EventsSdk) =>
      new sdk.ListRuleNamesByTargetCommand({ TargetArn: targetArn, ...pageAt(token) })
    const { RuleNames: items, NextToken: next } = await send(reads, operation, command)
    return { items, next }
  })
}

function listRules({ reads }: EventsLink): Promise<readonly string[]> {
  const operation = 'events:ListRules'
  return collectPages(operation, async token => {
    const command = (sdk: EventsSdk) => new sdk.ListRulesCommand(pageAt(token))
    const { Rules: rules, NextToken: next } = await send(reads, operation, command)
    return { items: rules?.map(({ Name }) => Name ?? ''), next }
  })
}

function listTargetsByRule({ reads }: EventsLink, rule: string): Promise<readonly JsonObject[]> {
  const operation = 'events:ListTargetsByRule'
  return collectPages(operation, token =>
    exchange(reads, operation, {
      command: sdk => new sdk.ListTargetsByRuleCommand({ Rule: rule, ...pageAt(token) }),
      read: ({ Targets, NextToken: next }, raw) => ({ items: Targets && objectsIn(raw['Targets']), next })
    })
  )
}

function pageAt(token: string | undefined) {
  return { Limit: perPage, ...present({ NextToken: token }) }
}

function putTarget(
  { writes }: EventsLink,
  rule: string,
  target: JsonObject
): Promise<FailedTarget | undefined> {
  return exchange(writes, 'events:PutTargets', {
    command: sdk => new sdk.PutTargetsCommand({ Rule: rule, Targets: [] }),
    body: { Rule: rule, Targets: [target] },
    read: ({ FailedEntries: failures = [] }) => {
      const [first] = failures
      return first && { code: first.ErrorCode ?? 'refused', message: first.ErrorMessage ?? '' }
    }
  })
}

/** createSchedules implements SchedulesPort with the AWS SDK. Every method throws AwsError. */
export function createSchedules(context: AwsContext): SchedulesPort {
  const link = openLink(SCHEDULER, context)
  return {
    listSchedules: () => listSchedules(link),
    getSchedule: (group, name) =>
      orMissing(
        exchange(link.reads, 'scheduler:GetSchedule', {
          command: sdk => new sdk.GetScheduleCommand({ Name: name, GroupName: group }),
          read: (_, raw) => raw
        })
      ),
    updateSchedule: request => updateSchedule(link, request)
  }
}

function listSchedules({ reads }: Link<SchedulerSdk>): Promise<readonly ScheduleSummary[]> {
  const operation = 'scheduler:ListSchedules'
  return collectPages(operation, async token => {
    const command = (sdk: SchedulerSdk) =>
      new sdk.ListSchedulesCommand({ MaxResults: perPage, ...present({ NextToken: token }) })
    const { Schedules: schedules, NextToken: next } = await send(reads, operation, command)
    const items = schedules?.map(({ Name, GroupName, Target }) => ({
      name: Name ?? '',
      group: GroupName ?? 'default',
      targetArn: Target?.Arn ?? ''
    }))
    return { items, next }
  })
}

/** The name is part of the path of this REST call; everything else is in its body, which is sent unmodified. */
async function updateSchedule({ writes }: Link<SchedulerSdk>, request: JsonObject): Promise<void> {
  const { Name: name, ...body } = request
  const command = (sdk: SchedulerSdk) =>
    new sdk.UpdateScheduleCommand({
      Name: String(name),
      ScheduleExpression: '-',
      Target: { Arn: '-', RoleArn: '-' },
      FlexibleTimeWindow: { Mode: 'OFF' }
    })
  await exchange(writes, 'scheduler:UpdateSchedule', { command, body, read: () => undefined })
}
