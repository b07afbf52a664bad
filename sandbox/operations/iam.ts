import type * as iam from '@aws-sdk/client-iam'
import type * as sts from '@aws-sdk/client-sts'
import { AwsFault } from '../fault.ts'
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
import { lastPart, parseArn, roleArn } from '../world/lookup.ts'
import { type Policy, parsePolicy } from '../world/policy.ts'
import { drawFrom, drawLetters } from '../world/queue.ts'
import type { Role, World } from '../world/state.ts'
import { type Call, existing, type Operations, paged } from './operation.ts'

/** The limit for a role's inline policies in total, without white space (IAM quotas). */
const MOST_INLINE = 10240

const ID_LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'

/** makeRole stores a role with its trust policy. Throws AwsFault MalformedPolicyDocument. */
export function makeRole(
  world: World,
  what: { name: string; path: string; trust: string; boundary?: { arn: string; policy: Policy } | undefined }
): Role {
  const { trust, ...named } = what
  const role: Role = {
    ...named,
    arn: roleArn(world, `${what.path}${what.name}`),
    id: `AROA${drawFrom(world, ID_LETTERS, 17)}`,
    createdAt: world.now,
    trust: parsePolicy(trust),
    trustText: trust,
    inline: new Map(),
    attached: new Map()
  }
  world.roles.set(what.name, role)
  return role
}

/** putInline stores an inline policy. Throws AwsFault MalformedPolicyDocument, LimitExceeded. */
export function putInline(role: Role, name: string, document: string): void {
  const policy = parsePolicy(document)
  const others = [...role.inline].filter(([key]) => key !== name).map(([, one]) => one.text)
  if ([...others, document].join('').replace(/\s/g, '').length > MOST_INLINE)
    throw new AwsFault(
      'LimitExceeded',
      `Maximum policy size of ${MOST_INLINE} bytes exceeded for role ${role.name}`
    )
  role.inline.set(name, { policy, text: document })
}

/** IAM returns policy documents percent-encoded (RFC 3986). */
function encoded(document: string): string {
  return encodeURIComponent(document).replace(
    /[!'()*]/g,
    one => `%${one.charCodeAt(0).toString(16).toUpperCase()}`
  )
}

function view(role: Role): object {
  return {
    Path: role.path,
    RoleName: role.name,
    RoleId: role.id,
    Arn: role.arn,
    CreateDate: role.createdAt,
    AssumeRolePolicyDocument: encoded(role.trustText),
    PermissionsBoundary: role.boundary && {
      PermissionsBoundaryType: 'Policy',
      PermissionsBoundaryArn: role.boundary.arn
    }
  }
}

type Named = { readonly RoleName: string | undefined }

/** The named role, or the role of a caller's session, which the scenario does not have to list. */
function roleIn({ world, input, callerArn }: Call<Named>): Role {
  const { RoleName: name = '' } = input
  const found = world.roles.get(name) ?? callerRole(world, name, callerArn)
  return existing(found, 'NoSuchEntity', `The role with name ${name} cannot be found.`)
}

function theRole({ world, input }: Call<Named>): string[] {
  const { RoleName: name = '' } = input
  return [world.roles.get(name)?.arn ?? roleArn(world, `/${name}`)]
}

/** Returns what a role has under the name of a policy. Throws AwsFault NoSuchEntity for nothing. */
function policyIn<T>(found: T | undefined, name: string | undefined): T {
  return existing(found, 'NoSuchEntity', `The role policy with name ${name} cannot be found.`)
}

function powersBehind({ world, callerArn }: Call, source: string): Powers {
  const arn = parseArn(source)
  if (arn?.service !== 'iam' || !/^(role|user)\//.test(arn.resource))
    throw new AwsFault('InvalidInput', `Invalid Entity Arn: ${source}`)
  const caller = [...(world.callers?.values() ?? [])].find(one => one.arn === source)
  if (caller) return { policies: [caller.policy], organization: world.organization }
  const role = findRole(world, source) ?? callerRole(world, lastPart(source), callerArn)
  const [kind] = arn.resource.split('/')
  const missing = `The ${kind} with name ${lastPart(source)} cannot be found.`
  return powersOf(world, existing(role?.arn === source ? role : undefined, 'NoSuchEntity', missing))
}

/** One action on its resources: the overall result is the strictest (since EvalResourceName became a template). */
function resultOf(powers: Powers, questions: readonly Question[]): object {
  const [{ action, resource } = { action: '', resource: '' }] = questions
  const everywhere = questions.length === 1 && resource === '*'
  const decisions = questions.map(one => rule(powers, one).decision)
  const order: readonly Decision[] = ['explicitDeny', 'implicitDeny', 'allowed']
  return {
    EvalActionName: action,
    EvalResourceName: everywhere ? '*' : `arn:\${Partition}:${action.split(':')[0]}:\${Region}:\${Account}:*`,
    EvalDecision: order.find(decision => decisions.includes(decision)),
    ...detailOf(powers, questions),
    OrganizationsDecisionDetail:
      powers.organization.length === 0
        ? undefined
        : { AllowedByOrganizations: !questions.some(question => hasDeny(powers.organization, question)) },
    ResourceSpecificResults: everywhere
      ? undefined
      : questions.map((one, index) => ({
          EvalResourceName: one.resource,
          EvalResourceDecision: decisions[index],
          ...detailOf(powers, [one])
        }))
  }
}

/** The statements that matched, the condition keys that were missing, and what the permissions boundary says. */
function detailOf(powers: Powers, questions: readonly Question[]): object {
  const { policies, boundary } = powers
  const limits = boundary ? [...policies, boundary] : policies
  const isFree = (one: Question) =>
    boundary && rule({ policies: [boundary], organization: [] }, one).decision === 'allowed'
  return {
    MatchedStatements: [...new Set(questions.flatMap(one => sidsOf(powers, one)))].map(id => ({
      SourcePolicyId: id,
      SourcePolicyType: 'IAM Policy'
    })),
    MissingContextValues: [...new Set(questions.flatMap(one => missingKeys(limits, one)))],
    PermissionsBoundaryDecisionDetail: boundary && {
      AllowedByPermissionsBoundary: questions.every(isFree)
    }
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

/** IAM operations on roles. */
export const IAM: Operations<typeof iam> = {
  CreateRole: {
    resources: theRole,
    run: ({ world, input }) => {
      const { RoleName: name = '', Path: path = '/', AssumeRolePolicyDocument: trust = '' } = input
      if (world.roles.has(name))
        throw new AwsFault('EntityAlreadyExists', `Role with name ${name} already exists.`)
      return { Role: view(makeRole(world, { name, trust, path })) }
    }
  },
  GetRole: { resources: theRole, run: call => ({ Role: view(roleIn(call)) }) },
  PutRolePolicy: {
    resources: theRole,
    run: call => {
      putInline(roleIn(call), call.input.PolicyName ?? '', call.input.PolicyDocument ?? '')
      return {}
    }
  },
  GetRolePolicy: {
    resources: theRole,
    run: call => {
      const role = roleIn(call)
      const { PolicyName = '' } = call.input
      const { text } = policyIn(role.inline.get(PolicyName), PolicyName)
      return { RoleName: role.name, PolicyName, PolicyDocument: encoded(text) }
    }
  },
  ListRolePolicies: {
    resources: theRole,
    run: call => ({ PolicyNames: [...roleIn(call).inline.keys()], IsTruncated: false })
  },
  DeleteRolePolicy: {
    resources: theRole,
    run: call => {
      const { PolicyName = '' } = call.input
      policyIn(roleIn(call).inline.delete(PolicyName) || undefined, PolicyName)
      return {}
    }
  },
  /**
   * For roles and callers: identity policies, permissions boundary, service control policies and the given context.
   * ResourceSpecificResults has the result of each resource. Resource policies are not evaluated.
   */
  SimulatePrincipalPolicy: {
    resources: call => [call.input.PolicySourceArn ?? ''],
    run: call => {
      const { PolicySourceArn: source = '', ContextEntries = [], ActionNames = [] } = call.input
      const { ResourceArns = ['*'] } = call.input
      const powers = powersBehind(call, source)
      const context = Object.fromEntries(
        ContextEntries.map(one => [one.ContextKeyName ?? '', one.ContextKeyValues?.[0] ?? ''])
      )
      const results = ActionNames.map(action =>
        resultOf(
          powers,
          ResourceArns.map(resource => ({ action, resource, context }))
        )
      )
      return paged(call, { EvaluationResults: results })
    }
  }
}

/** STS operations. */
export const STS: Operations<typeof sts> = {
  GetCallerIdentity: {
    free: true,
    run: call => ({ UserId: 'AROASANDBOX:sandbox', Account: call.world.account, Arn: call.callerArn })
  },
  AssumeRole: {
    resources: call => [call.input.RoleArn ?? ''],
    run: call => {
      const { world, callerArn } = call
      const { RoleArn: arn = '', RoleSessionName: session, DurationSeconds = 3600 } = call.input
      const denied = `User: ${callerArn} is not authorized to perform: sts:AssumeRole on resource: ${arn}`
      const role = existing(findRole(world, arn), 'AccessDenied', denied)
      const AccessKeyId = `ASIA${drawFrom(world, ID_LETTERS, 16)}`
      const Arn = `arn:${world.partition}:sts::${world.account}:assumed-role/${role.name}/${session}`
      world.sessions.set(AccessKeyId, { roleName: role.name, arn: Arn })
      return {
        Credentials: {
          AccessKeyId,
          SecretAccessKey: drawLetters(world, 40),
          SessionToken: drawLetters(world, 120),
          Expiration: world.now + DurationSeconds * 1000
        },
        AssumedRoleUser: { AssumedRoleId: `${role.id}:${session}`, Arn }
      }
    }
  }
}
