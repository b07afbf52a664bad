import { AwsFault } from '../fault.ts'
import { type JsonMap, mapsOf, textOf, textsOf } from '../json.ts'
import {
  callerRole,
  type Decision,
  findRole,
  hasDeny,
  matchedStatements,
  missingKeys,
  type Powers,
  powersOf,
  type Question,
  rule
} from '../world/evaluate.ts'
import { lastPart, parseArn } from '../world/lookup.ts'
import { type Call, type Operation, page, text } from './operation.ts'

/**
 * SimulatePrincipalPolicy for roles and callers: identity policies, permissions boundary, service control policies and
 * the given context. Returns one result per action; ResourceSpecificResults has the result of each resource, and the
 * overall result is the strictest of them (as IAM answers since EvalResourceName became a template). Resource policies
 * are not evaluated.
 */
export const simulatePrincipalPolicy: Operation = {
  resources: call => [text(call, 'PolicySourceArn')],
  run: call => {
    const powers = powersBehind(call, text(call, 'PolicySourceArn'))
    const given = textsOf(call.input, 'ResourceArns')
    const entries = mapsOf(call.input, 'ContextEntries')
    const context = Object.fromEntries(
      entries.map(one => [textOf(one, 'ContextKeyName') ?? '', textsOf(one, 'ContextKeyValues')[0] ?? ''])
    )
    const results = textsOf(call.input, 'ActionNames').map(action => {
      const questions = (given.length > 0 ? given : ['*']).map(resource => ({ action, resource, context }))
      return resultOf(powers, questions)
    })
    const { items, next } = page(call, results)
    return { EvaluationResults: items, IsTruncated: next !== undefined, Marker: next }
  }
}

function powersBehind(call: Call, source: string): Powers {
  const { world } = call
  const arn = parseArn(source)
  if (arn?.service !== 'iam' || !/^(role|user)\//.test(arn.resource))
    throw new AwsFault('InvalidInput', `Invalid Entity Arn: ${source}`)
  const caller = [...(world.callers?.values() ?? [])].find(one => one.arn === source)
  if (caller) return { policies: [caller.policy], organization: world.organization }
  const role = findRole(world, source) ?? callerRole(world, lastPart(source), call.callerArn)
  if (role?.arn === source) return powersOf(world, role)
  const [kind] = arn.resource.split('/')
  throw new AwsFault('NoSuchEntity', `The ${kind} with name ${lastPart(source)} cannot be found.`, 404)
}

function resultOf(powers: Powers, questions: readonly Question[]): JsonMap {
  const [{ action, resource } = { action: '', resource: '' }] = questions
  const everywhere = questions.length === 1 && resource === '*'
  const detailed = { ...detailOf(powers, questions), EvalDecision: strictest(powers, questions) }
  return {
    EvalActionName: action,
    EvalResourceName: everywhere ? '*' : `arn:\${Partition}:${action.split(':')[0]}:\${Region}:\${Account}:*`,
    ...detailed,
    ...(powers.organization.length === 0
      ? {}
      : {
          OrganizationsDecisionDetail: {
            AllowedByOrganizations: !questions.some(question => hasDeny(powers.organization, question))
          }
        }),
    ...(everywhere
      ? {}
      : {
          ResourceSpecificResults: questions.map(one => ({
            EvalResourceName: one.resource,
            EvalResourceDecision: rule(powers, one).decision,
            ...detailOf(powers, [one])
          }))
        })
  }
}

/** The statements that matched, the condition keys that were missing, and what the permissions boundary says. */
function detailOf(powers: Powers, questions: readonly Question[]): JsonMap {
  const { policies, boundary } = powers
  const limits = boundary ? [...policies, boundary] : policies
  const isFree = (one: Question) =>
    boundary !== undefined && rule({ policies: [boundary], organization: [] }, one).decision === 'allowed'
  return {
    MatchedStatements: [...new Set(questions.flatMap(one => sidsOf(powers, one)))].map(id => ({
      SourcePolicyId: id,
      SourcePolicyType: 'IAM Policy'
    })),
    MissingContextValues: [...new Set(questions.flatMap(one => missingKeys(limits, one)))],
    ...(boundary
      ? { PermissionsBoundaryDecisionDetail: { AllowedByPermissionsBoundary: questions.every(isFree) } }
      : {})
  }
}

/** If there is a deny, IAM shows only the deny; it shows nothing of service control policies. */
function sidsOf({ policies }: Powers, question: Question): string[] {
  const denies = policies.map(policy => ({
    statements: policy.statements.filter(one => one.effect === 'Deny')
  }))
  const denying = matchedStatements(denies, question)
  return denying.length > 0 ? denying : matchedStatements(policies, question)
}

function strictest(powers: Powers, questions: readonly Question[]): Decision {
  const decisions = questions.map(one => rule(powers, one).decision)
  const order: readonly Decision[] = ['explicitDeny', 'implicitDeny']
  return order.find(decision => decisions.includes(decision)) ?? 'allowed'
}
