import { AwsFault } from '../../fault.ts'
import { compact, type JsonMap, mapOf, mapsOf, numberOf, textOf } from '../../json.ts'
import { arnOf, parseArn } from '../../world/arns.ts'
import type { Question } from '../../world/evaluate.ts'
import type { Rule } from '../../world/state.ts'
import { type Call, here, must, type Operation, page } from '../operation.ts'

function invalid(message: string): AwsFault {
  return new AwsFault('ValidationException', message)
}

function nullMember(key: string): AwsFault {
  const name = key.charAt(0).toLowerCase() + key.slice(1)
  return invalid(
    `1 validation error detected: Value null at '${name}' failed to satisfy constraint: Member must not be null`
  )
}

/** Only the default bus exists. */
function refuseOtherBus(call: Call): void {
  const bus = textOf(call.input, 'EventBusName')
  if (bus === undefined || bus === 'default' || bus.endsWith(':event-bus/default')) return
  throw new AwsFault('ResourceNotFoundException', `Event bus ${bus} does not exist.`)
}

function ruleIn(call: Call, key: string): Rule {
  refuseOtherBus(call)
  const name = must(call, key, nullMember)
  const rule = here(call).rules.get(name)
  if (!rule)
    throw new AwsFault('ResourceNotFoundException', `Rule ${name} does not exist on EventBus default.`)
  return rule
}

function theRule(key: string): (call: Call) => string[] {
  return call => [arnOf(call.world, ['events', call.region], `rule/${textOf(call.input, key) ?? '*'}`)]
}

function pageOf<T>(call: Call, items: readonly T[]): { items: T[]; next: string | undefined } {
  return page(items, {
    size: Math.min(100, numberOf(call.input, 'Limit') ?? 100),
    token: textOf(call.input, 'NextToken'),
    refusal: () => new AwsFault('InvalidToken', 'The token is not valid.')
  })
}

function view(rule: Rule): JsonMap {
  return compact({
    Name: rule.name,
    Arn: rule.arn,
    State: rule.state,
    ScheduleExpression: rule.scheduleExpression,
    EventPattern: rule.eventPattern,
    ManagedBy: rule.managedBy,
    EventBusName: 'default'
  })
}

const listRules: Operation = {
  run: call => {
    refuseOtherBus(call)
    const prefix = textOf(call.input, 'NamePrefix') ?? ''
    const found = pageOf(
      call,
      [...here(call).rules.values()].filter(rule => rule.name.startsWith(prefix))
    )
    return { Rules: found.items.map(view), NextToken: found.next }
  }
}

const listRuleNames: Operation = {
  run: call => {
    refuseOtherBus(call)
    const arn = must(call, 'TargetArn', nullMember)
    const rules = [...here(call).rules.values()].filter(rule =>
      rule.targets.some(target => target['Arn'] === arn)
    )
    const found = pageOf(call, rules)
    return { RuleNames: found.items.map(rule => rule.name), NextToken: found.next }
  }
}

const describe: Operation = { resources: theRule('Name'), run: call => view(ruleIn(call, 'Name')) }

const listTargets: Operation = {
  resources: theRule('Rule'),
  run: call => {
    const found = pageOf(call, ruleIn(call, 'Rule').targets)
    return { Targets: found.items, NextToken: found.next }
  }
}

/** The reason why EventBridge refuses a target; undefined if it accepts it. */
export function targetProblem(target: JsonMap): string | undefined {
  const id = textOf(target, 'Id') ?? ''
  if (!/^[.\-_A-Za-z0-9]{1,64}$/.test(id)) return `Parameter Id is not valid for target ${id.slice(0, 64)}.`
  const arn = parseArn(textOf(target, 'Arn') ?? '')
  if (!arn)
    return `Parameter Arn is not valid for target ${id}. Reason: Provided Arn is not in correct format.`
  if (arn.service !== 'ecs') return
  const definition = parseArn(textOf(mapOf(target, 'EcsParameters') ?? {}, 'TaskDefinitionArn') ?? '')
  if (!definition?.resource.startsWith('task-definition/'))
    return `Parameter TaskDefinitionArn is not valid for target ${id}. Reason: Provided Arn is not in correct format.`
  return (textOf(target, 'RoleArn') ?? '') === ''
    ? `RoleArn is required for target ${arn.resource}.`
    : undefined
}

function passRole(call: Call): Question[] {
  return mapsOf(call.input, 'Targets').flatMap(target => {
    const resource = textOf(target, 'RoleArn')
    const context = { 'iam:PassedToService': 'events.amazonaws.com' }
    return resource ? [{ action: 'iam:PassRole', resource, context }] : []
  })
}

const putTargets: Operation = {
  writes: true,
  resources: theRule('Rule'),
  alsoNeeds: passRole,
  run: call => {
    const rule = ruleIn(call, 'Rule')
    if (rule.managedBy !== undefined)
      throw new AwsFault('ManagedRuleException', `Rule ${rule.name} is managed by ${rule.managedBy}.`)
    const targets = mapsOf(call.input, 'Targets')
    if (targets.length === 0) throw nullMember('Targets')
    if (targets.length > 10) throw new AwsFault('LimitExceededException', 'Too many targets in one request.')
    for (const target of targets) {
      const problem = targetProblem(target)
      if (problem !== undefined) throw invalid(problem)
    }
    const ids = targets.map(target => target['Id'])
    const kept = rule.targets.filter(target => !ids.includes(target['Id']))
    if (kept.length + targets.length > 5)
      throw new AwsFault(
        'LimitExceededException',
        'The requested resource exceeds the maximum number allowed.'
      )
    // an existing target is replaced completely and keeps its position
    const replaced = rule.targets.map(old => targets.find(target => target['Id'] === old['Id']) ?? old)
    const added = targets.filter(target => !rule.targets.some(old => old['Id'] === target['Id']))
    rule.targets = structuredClone([...replaced, ...added])
    return { FailedEntryCount: 0, FailedEntries: [] }
  }
}

/** The EventBridge operations of the sandbox, on the default bus. */
export const EVENTS: Readonly<Record<string, Operation>> = {
  ListRules: listRules,
  ListRuleNamesByTarget: listRuleNames,
  DescribeRule: describe,
  ListTargetsByRule: listTargets,
  PutTargets: putTargets
}
