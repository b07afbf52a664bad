import type { RulesPort, SchedulesPort } from '../deploy/schedules/find-schedules.ts'
import { objectsIn } from '../json.ts'
import { present } from '../present.ts'
import { collectPages, exchange, listAll, openLink, orMissing } from './send.ts'
import { type AwsContext, EVENTS, SCHEDULER, type SchedulerSdk } from './services.ts'

const perPage = 100

/** createRules implements RulesPort with the AWS SDK, for the default event bus. Every method throws AwsError. */
export function createRules(context: AwsContext): RulesPort {
  const { reads, writes } = openLink(EVENTS, context)
  const pageAt = (token: string | undefined) => ({ Limit: perPage, ...present({ NextToken: token }) })
  return {
    listRuleNamesByTarget: TargetArn =>
      listAll(
        reads,
        'events:ListRuleNamesByTarget',
        (sdk, token) => new sdk.ListRuleNamesByTargetCommand({ TargetArn, ...pageAt(token) }),
        ({ RuleNames }) => RuleNames
      ),
    listRules: () =>
      listAll(
        reads,
        'events:ListRules',
        (sdk, token) => new sdk.ListRulesCommand(pageAt(token)),
        ({ Rules }) => Rules?.map(({ Name = '' }) => Name)
      ),
    listTargetsByRule: Rule => {
      const operation = 'events:ListTargetsByRule'
      return collectPages(operation, token =>
        exchange(reads, operation, {
          command: sdk => new sdk.ListTargetsByRuleCommand({ Rule, ...pageAt(token) }),
          read: ({ Targets, NextToken: next }, raw) => ({ items: Targets && objectsIn(raw['Targets']), next })
        })
      )
    },
    putTarget: (Rule, target) =>
      exchange(writes, 'events:PutTargets', {
        command: sdk => new sdk.PutTargetsCommand({ Rule, Targets: [] }),
        body: { Rule, Targets: [target] },
        read: ({ FailedEntries: failures = [] }) =>
          failures[0] && { code: failures[0].ErrorCode ?? 'refused', message: failures[0].ErrorMessage ?? '' }
      })
  }
}

/** createSchedules implements SchedulesPort with the AWS SDK. Every method throws AwsError. */
export function createSchedules(context: AwsContext): SchedulesPort {
  const { reads, writes } = openLink(SCHEDULER, context)
  return {
    listSchedules: () =>
      listAll(
        reads,
        'scheduler:ListSchedules',
        (sdk, token) =>
          new sdk.ListSchedulesCommand({ MaxResults: perPage, ...present({ NextToken: token }) }),
        ({ Schedules }) =>
          Schedules?.map(({ Name: name = '', GroupName: group = 'default', Target }) => ({
            ...{ name, group, targetArn: Target?.Arn ?? '' }
          }))
      ),
    getSchedule: (group, name) =>
      orMissing(
        exchange(reads, 'scheduler:GetSchedule', {
          command: sdk => new sdk.GetScheduleCommand({ Name: name, GroupName: group }),
          read: (_, raw) => raw
        })
      ),
    // the name is part of the path of this REST call; everything else is in its body, which is sent unmodified
    updateSchedule: async ({ Name: name, ...body }) => {
      const command = (sdk: SchedulerSdk) =>
        new sdk.UpdateScheduleCommand({
          Name: String(name),
          ScheduleExpression: '-',
          Target: { Arn: '-', RoleArn: '-' },
          FlexibleTimeWindow: { Mode: 'OFF' }
        })
      await exchange(writes, 'scheduler:UpdateSchedule', { command, body, read: () => undefined })
    }
  }
}
