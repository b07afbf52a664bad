import { AwsFault } from '../fault.ts'
import { type JsonMap, numberOf, seconds } from '../json.ts'
import { callerRole, findRole } from '../world/evaluate.ts'
import { roleArn } from '../world/lookup.ts'
import { type Policy, parsePolicy } from '../world/policy.ts'
import { drawFrom, drawLetters } from '../world/queue.ts'
import type { Role, World } from '../world/state.ts'
import { type Call, type Operations, text } from './operation.ts'
import { simulatePrincipalPolicy } from './simulate.ts'

/** The limit for a role's inline policies in total, without white space (IAM quotas). */
const MOST_INLINE = 10240

/** makeRole stores a role with its trust policy. Throws AwsFault MalformedPolicyDocument. */
export function makeRole(
  world: World,
  what: { name: string; path: string; trust: string; boundary?: { arn: string; policy: Policy } }
): Role {
  const { trust, ...named } = what
  const role: Role = {
    ...named,
    arn: roleArn(world, `${what.path}${what.name}`),
    id: `AROA${drawFrom(world, 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567', 17)}`,
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
  const size = [...others, document].reduce((sum, one) => sum + one.replace(/\s/g, '').length, 0)
  if (size > MOST_INLINE)
    throw new AwsFault(
      'LimitExceeded',
      `Maximum policy size of ${MOST_INLINE} bytes exceeded for role ${role.name}`,
      409
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

function view(role: Role): JsonMap {
  const { boundary } = role
  return {
    Path: role.path,
    RoleName: role.name,
    RoleId: role.id,
    Arn: role.arn,
    CreateDate: seconds(role.createdAt),
    AssumeRolePolicyDocument: encoded(role.trustText),
    ...(boundary
      ? { PermissionsBoundary: { PermissionsBoundaryType: 'Policy', PermissionsBoundaryArn: boundary.arn } }
      : {})
  }
}

/** The named role, or the role of a caller's session, which the scenario does not have to list. */
function roleIn(call: Call): Role {
  const name = text(call, 'RoleName')
  const role = call.world.roles.get(name) ?? callerRole(call.world, name, call.callerArn)
  if (!role) throw new AwsFault('NoSuchEntity', `The role with name ${name} cannot be found.`, 404)
  return role
}

function theRole(call: Call): string[] {
  const name = text(call, 'RoleName')
  const known = call.world.roles.get(name)
  return [known?.arn ?? roleArn(call.world, `/${name}`)]
}

function noPolicy(name: string): AwsFault {
  return new AwsFault('NoSuchEntity', `The role policy with name ${name} cannot be found.`, 404)
}

/** IAM operations on roles. */
export const IAM: Operations = {
  CreateRole: {
    writes: true,
    resources: theRole,
    run: call => {
      const name = text(call, 'RoleName')
      if (call.world.roles.has(name))
        throw new AwsFault('EntityAlreadyExists', `Role with name ${name} already exists.`, 409)
      const trust = text(call, 'AssumeRolePolicyDocument')
      return { Role: view(makeRole(call.world, { name, trust, path: text(call, 'Path') || '/' })) }
    }
  },
  GetRole: { resources: theRole, run: call => ({ Role: view(roleIn(call)) }) },
  PutRolePolicy: {
    writes: true,
    resources: theRole,
    run: call => {
      putInline(roleIn(call), text(call, 'PolicyName'), text(call, 'PolicyDocument'))
      return {}
    }
  },
  GetRolePolicy: {
    resources: theRole,
    run: call => {
      const role = roleIn(call)
      const name = text(call, 'PolicyName')
      const found = role.inline.get(name)
      if (!found) throw noPolicy(name)
      return { RoleName: role.name, PolicyName: name, PolicyDocument: encoded(found.text) }
    }
  },
  ListRolePolicies: {
    resources: theRole,
    run: call => ({ PolicyNames: [...roleIn(call).inline.keys()], IsTruncated: false })
  },
  DeleteRolePolicy: {
    writes: true,
    resources: theRole,
    run: call => {
      const name = text(call, 'PolicyName')
      if (!roleIn(call).inline.delete(name)) throw noPolicy(name)
      return {}
    }
  },
  SimulatePrincipalPolicy: simulatePrincipalPolicy
}

/** STS operations. */
export const STS: Operations = {
  GetCallerIdentity: {
    free: true,
    run: call => ({ UserId: 'AROASANDBOX:sandbox', Account: call.world.account, Arn: call.callerArn })
  },
  AssumeRole: {
    resources: call => [text(call, 'RoleArn')],
    run: call => {
      const { world, callerArn } = call
      const arn = text(call, 'RoleArn')
      const session = text(call, 'RoleSessionName')
      const role = findRole(world, arn)
      if (!role)
        throw new AwsFault(
          'AccessDenied',
          `User: ${callerArn} is not authorized to perform: sts:AssumeRole on resource: ${arn}`,
          403
        )
      const AccessKeyId = `ASIA${drawFrom(world, 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567', 16)}`
      const Arn = `arn:${world.partition}:sts::${world.account}:assumed-role/${role.name}/${session}`
      world.sessions.set(AccessKeyId, { roleName: role.name, arn: Arn })
      return {
        Credentials: {
          AccessKeyId,
          SecretAccessKey: drawLetters(world, 40),
          SessionToken: drawLetters(world, 120),
          Expiration: seconds(world.now + (numberOf(call.input, 'DurationSeconds') ?? 3600) * 1000)
        },
        AssumedRoleUser: { AssumedRoleId: `${role.id}:${session}`, Arn }
      }
    }
  }
}
