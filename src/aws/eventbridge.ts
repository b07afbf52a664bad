import {
  EventBridgeClient,
  ListRuleNamesByTargetCommand,
  ListRulesCommand,
  ListTargetsByRuleCommand,
  PutTargetsCommand
} from '@aws-sdk/client-eventbridge'
import type { JsonObject, JsonValue } from '../json.ts'
import type { FailedTarget, RulesPort } from '../schedules/ports.ts'
import { type AwsContext, clientSettings } from './clients.ts'
import { collectPages } from './pages.ts'
import { withRetries } from './retry.ts'
import { tapWire } from './wire.ts'

const perPage = 100

/** createRules makes the RulesPort on the AWS SDK, for the default event bus. Every method throws AwsError. */
export function createRules(context: AwsContext): RulesPort {
  const reads = new EventBridgeClient(clientSettings(context, context.region, 'reads'))
  const writes = new EventBridgeClient({
    ...clientSettings(context, context.region, 'writes'),
    credentials: reads.config.credentials
  })
  const link = { reads, writes, context }
  return {
    listRuleNamesByTarget: targetArn => listRuleNamesByTarget(link, targetArn),
    listRules: () => listRules(link),
    listTargetsByRule: rule => listTargetsByRule(link, rule),
    putTarget: (rule, target) => putTarget(link, rule, target)
  }
}

type Link = {
  readonly reads: EventBridgeClient
  readonly writes: EventBridgeClient
  readonly context: AwsContext
}

function listRuleNamesByTarget({ reads, context }: Link, targetArn: string): Promise<readonly string[]> {
  const operation = 'events:ListRuleNamesByTarget'
  return collectPages(token => {
    const attempt = async () => {
      const command = new ListRuleNamesByTargetCommand({
        TargetArn: targetArn,
        Limit: perPage,
        ...(token !== undefined && { NextToken: token })
      })
      tapWire(command)
      const { RuleNames: items = [], NextToken: next } = await reads.send(command)
      return { items, next }
    }
    return withRetries({ operation, effect: 'read', attempt }, context)
  })
}

function listRules({ reads, context }: Link): Promise<readonly string[]> {
  const operation = 'events:ListRules'
  return collectPages(token => {
    const attempt = async () => {
      const command = new ListRulesCommand({
        Limit: perPage,
        ...(token !== undefined && { NextToken: token })
      })
      tapWire(command)
      const { Rules: rules = [], NextToken: next } = await reads.send(command)
      return { items: rules.map(({ Name }) => Name ?? ''), next }
    }
    return withRetries({ operation, effect: 'read', attempt }, context)
  })
}

function listTargetsByRule({ reads, context }: Link, rule: string): Promise<readonly JsonObject[]> {
  const operation = 'events:ListTargetsByRule'
  return collectPages(token => {
    const attempt = async () => {
      const command = new ListTargetsByRuleCommand({
        Rule: rule,
        Limit: perPage,
        ...(token !== undefined && { NextToken: token })
      })
      const tap = tapWire(command)
      const { NextToken: next } = await reads.send(command)
      return { items: objectsIn(tap.answer()['Targets']), next }
    }
    return withRetries({ operation, effect: 'read', attempt }, context)
  })
}

async function putTarget(
  { writes, context }: Link,
  rule: string,
  target: JsonObject
): Promise<FailedTarget | undefined> {
  const operation = 'events:PutTargets'
  const body = JSON.stringify({ Rule: rule, Targets: [target] })
  const attempt = async () => {
    const command = new PutTargetsCommand({ Rule: rule, Targets: [] })
    tapWire(command, body)
    const { FailedEntries: failures = [] } = await writes.send(command)
    const [first] = failures
    return first && { code: first.ErrorCode ?? 'refused', message: first.ErrorMessage ?? '' }
  }
  return withRetries({ operation, effect: 'write', attempt }, context)
}

function objectsIn(value: JsonValue | undefined): readonly JsonObject[] {
  if (!Array.isArray(value)) return []
  return (value as readonly JsonValue[]).filter(
    (item): item is JsonObject => typeof item === 'object' && item !== null && !Array.isArray(item)
  )
}
