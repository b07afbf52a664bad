import { AwsFault } from '../../fault.ts'
import { type JsonMap, mapsOf, textOf, textsOf } from '../../json.ts'
import { parseArn, roleNameOf } from '../../world/arns.ts'
import {
  type Decision,
  hasDeny,
  matchedStatements,
  missingKeys,
  type Question
} from '../../world/evaluate.ts'
import { callerRole, findRole, type Powers, powersOf, type Ruling, rule } from '../../world/role-access.ts'
import type { World } from '../../world/state.ts'
import { type Call, must, type Operation } from '../operation.ts'

/** Refuses a call without a required parameter, with IAM's message. */
function missing(key: string): AwsFault {
  return new AwsFault(
    'ValidationError',
    `1 validation error detected: Value null at '${key.charAt(0).toLowerCase()}${key.slice(1)}' failed to satisfy constraint: Member must not be null`
  )
}

/**
 * SimulatePrincipalPolicy for roles and callers: identity policies, permissions boundary, service control policies and
 * the given context. Returns one result per action; ResourceSpecificResults has the result of each resource, and the
 * overall result is the strictest of them (as IAM answers since EvalResourceName became a template). Resource policies
 * are not evaluated.
 */
export const simulatePrincipalPolicy: Operation = {
  resources: call => [textOf(call.input, 'PolicySourceArn') ?? '*'],
  run: call => {
    const source = must(call, 'PolicySourceArn', missing)
    const actions = textsOf(call.input, 'ActionNames')
    if (actions.length === 0) throw missing('ActionNames')
    const powers = powersBehind(call, source)
    const given = textsOf(call.input, 'ResourceArns')
    const context = contextOf(mapsOf(call.input, 'ContextEntries'))
    const results = actions.map(action => {
      const questions = (given.length > 0 ? given : ['*']).map(resource => ({ action, resource, context }))
      return resultOf(powers, questions)
    })
    const first = Number(textOf(call.input, 'Marker') ?? 0)
    const end = first + (Number(textOf(call.input, 'MaxItems')) || 100)
    return {
      EvaluationResults: results.slice(first, end),
      IsTruncated: end < results.length,
      ...(end < results.length ? { Marker: String(end) } : {})
    }
  }
}

function powersBehind(call: Call, source: string): Powers {
  const { world } = call
  const arn = parseArn(source)
  if (arn?.service !== 'iam' || !/^(role|user)\//.test(arn.resource))
    throw new AwsFault('InvalidInput', `Invalid Entity Arn: ${source}`)
  const user = userPowers(world, source)
  if (user) return user
  const role = findRole(world, source) ?? callerRole(world, roleNameOf(source), call.callerArn)
  if (!role || role.arn !== source) throw notFound(arn.resource)
  return powersOf(world, role)
}

function userPowers(world: World, arn: string): Powers | undefined {
  const caller = [...(world.callers?.values() ?? [])].find(one => one.arn === arn)
  return caller && { policies: [caller.policy], organization: world.organization }
}

function notFound(resource: string): AwsFault {
  const [kind = 'role', ...name] = resource.split('/')
  return new AwsFault('NoSuchEntity', `The ${kind} with name ${name.at(-1)} cannot be found.`, 404)
}

function contextOf(entries: readonly JsonMap[]): Record<string, string> {
  return Object.fromEntries(
    entries.map(entry => {
      const key = textOf(entry, 'ContextKeyName')
      const [value] = textsOf(entry, 'ContextKeyValues')
      if (key === undefined || value === undefined || textOf(entry, 'ContextKeyType') === undefined)
        throw new AwsFault('InvalidInput', 'Invalid context entry: it needs a name, a type and values.')
      return [key, value]
    })
  )
}

function resultOf(powers: Powers, questions: readonly Question[]): JsonMap {
  const each = questions.map(question => ({ question, ruling: rule(powers, question) }))
  const [action = ''] = questions.map(question => question.action)
  const everywhere = questions.length === 1 && questions[0]?.resource === '*'
  return {
    EvalActionName: action,
    EvalResourceName: everywhere ? '*' : `arn:\${Partition}:${action.split(':')[0]}:\${Region}:\${Account}:*`,
    EvalDecision: strictest(each.map(({ ruling }) => ruling.decision)),
    MatchedStatements: [...new Set(questions.flatMap(question => sidsOf(powers, question)))].map(statement),
    MissingContextValues: [...new Set(questions.flatMap(question => keysOf(powers, question)))],
    ...(powers.organization.length === 0
      ? {}
      : {
          OrganizationsDecisionDetail: {
            AllowedByOrganizations: !questions.some(question => hasDeny(powers.organization, question))
          }
        }),
    ...boundaryDetail(powers, questions),
    ...(everywhere ? {} : { ResourceSpecificResults: each.map(one => specificOf(powers, one)) })
  }
}

function specificOf(powers: Powers, one: { question: Question; ruling: Ruling }): JsonMap {
  return {
    EvalResourceName: one.question.resource,
    EvalResourceDecision: one.ruling.decision,
    MatchedStatements: sidsOf(powers, one.question).map(statement),
    MissingContextValues: keysOf(powers, one.question),
    ...boundaryDetail(powers, [one.question])
  }
}

function boundaryDetail(powers: Powers, questions: readonly Question[]): JsonMap {
  const { boundary } = powers
  if (!boundary) return {}
  const free: Powers = { policies: [boundary], organization: [] }
  const allowed = questions.every(question => rule(free, question).decision === 'allowed')
  return { PermissionsBoundaryDecisionDetail: { AllowedByPermissionsBoundary: allowed } }
}

/** If there is a deny, IAM shows only the deny; it shows nothing of service control policies. */
function sidsOf({ policies }: Powers, question: Question): string[] {
  const denies = policies.map(policy => ({
    statements: policy.statements.filter(one => one.effect === 'Deny')
  }))
  const denying = matchedStatements(denies, question)
  return denying.length > 0 ? denying : matchedStatements(policies, question)
}

function keysOf({ policies, boundary }: Powers, question: Question): string[] {
  return missingKeys(boundary ? [...policies, boundary] : policies, question)
}

function statement(id: string): JsonMap {
  return { SourcePolicyId: id, SourcePolicyType: 'IAM Policy' }
}

function strictest(decisions: readonly Decision[]): Decision {
  const order: readonly Decision[] = ['explicitDeny', 'implicitDeny', 'allowed']
  return order.find(decision => decisions.includes(decision)) ?? 'implicitDeny'
}
