import {
  EventBridgeClient,
  ListRuleNamesByTargetCommand,
  ListRulesCommand,
  ListTargetsByRuleCommand,
  PutTargetsCommand
} from '@aws-sdk/client-eventbridge'
import { type JsonObject, objectsIn } from '../../json.ts'
import { present } from '../../present.ts'
import type { FailedTarget, RulesPort } from '../../schedules/ports.ts'
import type { AwsContext } from '../clients.ts'
import { collectPages, exchange, type Link, openLink, send } from '../requests/send.ts'

const perPage = 100

type EventsLink = Link<EventBridgeClient>

/** createRules implements RulesPort with the AWS SDK, for the default event bus. Every method throws AwsError. */
export function createRules(context: AwsContext): RulesPort {
  const link = openLink(EventBridgeClient, context)
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
    const command = new ListRuleNamesByTargetCommand({ TargetArn: targetArn, ...pageAt(token) })
    const { RuleNames: items, NextToken: next } = await send(reads, operation, command)
    return { items, next }
  })
}

function listRules({ reads }: EventsLink): Promise<readonly string[]> {
  const operation = 'events:ListRules'
  return collectPages(operation, async token => {
    const command = new ListRulesCommand(pageAt(token))
    const { Rules: rules, NextToken: next } = await send(reads, operation, command)
    return { items: rules?.map(({ Name }) => Name ?? ''), next }
  })
}

function listTargetsByRule({ reads }: EventsLink, rule: string): Promise<readonly JsonObject[]> {
  const operation = 'events:ListTargetsByRule'
  return collectPages(operation, token =>
    exchange(reads, operation, {
      command: new ListTargetsByRuleCommand({ Rule: rule, ...pageAt(token) }),
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
    command: new PutTargetsCommand({ Rule: rule, Targets: [] }),
    body: { Rule: rule, Targets: [target] },
    read: ({ FailedEntries: failures = [] }) => {
      const [first] = failures
      return first && { code: first.ErrorCode ?? 'refused', message: first.ErrorMessage ?? '' }
    }
  })
}
