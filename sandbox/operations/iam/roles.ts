import { AwsFault } from '../../fault.ts'
import { type JsonMap, textOf } from '../../json.ts'
import { managedPolicy } from '../../world/managed-policies.ts'
import { type Policy, parsePolicy } from '../../world/policy.ts'
import { drawFrom } from '../../world/random.ts'
import { callerRole } from '../../world/role-access.ts'
import type { Role, World } from '../../world/state.ts'
import { type Call, must, type Operation } from '../operation.ts'
import { simulatePrincipalPolicy } from './simulate.ts'

/** The limit for a role's inline policies in total, without white space (IAM quotas). */
const MOST_INLINE = 10240

/** makeRole stores a role with its trust policy. Throws AwsFault MalformedPolicyDocument. */
export function makeRole(
  world: World,
  what: { name: string; path?: string; trust: string; boundary?: { arn: string; policy: Policy } }
): Role {
  const path = what.path ?? '/'
  const role: Role = {
    name: what.name,
    arn: `arn:${world.partition}:iam::${world.account}:role${path}${what.name}`,
    id: `AROA${drawFrom(world, 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567', 17)}`,
    path,
    createdAt: world.now,
    trust: parsePolicy(what.trust),
    trustText: what.trust,
    inline: new Map(),
    attached: new Map(),
    ...(what.boundary ? { boundary: what.boundary } : {})
  }
  world.roles.set(what.name, role)
  return role
}

/** putInline stores an inline policy. Throws AwsFault MalformedPolicyDocument, LimitExceeded. */
export function putInline(role: Role, name: string, text: string): void {
  const policy = parsePolicy(text)
  const others = [...role.inline].filter(([key]) => key !== name).map(([, one]) => one.text)
  const size = [...others, text].reduce((sum, one) => sum + one.replace(/\s/g, '').length, 0)
  if (size > MOST_INLINE)
    throw new AwsFault(
      'LimitExceeded',
      `Maximum policy size of ${MOST_INLINE} bytes exceeded for role ${role.name}`,
      409
    )
  role.inline.set(name, { policy, text })
}

/** IAM returns policy documents percent-encoded (RFC 3986). */
function encoded(text: string): string {
  return encodeURIComponent(text).replace(
    /[!'()*]/g,
    one => `%${one.charCodeAt(0).toString(16).toUpperCase()}`
  )
}

function view(role: Role): JsonMap {
  return {
    Path: role.path,
    RoleName: role.name,
    RoleId: role.id,
    Arn: role.arn,
    CreateDate: new Date(role.createdAt).toISOString().replace(/\.\d+Z$/, 'Z'),
    AssumeRolePolicyDocument: encoded(role.trustText),
    MaxSessionDuration: 3600,
    ...(role.boundary
      ? {
          PermissionsBoundary: {
            PermissionsBoundaryType: 'Policy',
            PermissionsBoundaryArn: role.boundary.arn
          }
        }
      : {})
  }
}

function missing(key: string): AwsFault {
  return new AwsFault(
    'ValidationError',
    `1 validation error detected: Value null at '${key.charAt(0).toLowerCase()}${key.slice(1)}' failed to satisfy constraint: Member must not be null`
  )
}

function roleIn(call: Call): Role {
  const name = must(call, 'RoleName', missing)
  const role = call.world.roles.get(name)
  if (!role) throw new AwsFault('NoSuchEntity', `The role with name ${name} cannot be found.`, 404)
  return role
}

function theRole(call: Call): string[] {
  const name = textOf(call.input, 'RoleName') ?? ''
  const known = call.world.roles.get(name)
  return [known?.arn ?? `arn:${call.world.partition}:iam::${call.world.account}:role/${name}`]
}

function noPolicy(name: string): AwsFault {
  return new AwsFault('NoSuchEntity', `The role policy with name ${name} cannot be found.`, 404)
}

const create: Operation = {
  writes: true,
  resources: theRole,
  run: call => {
    const name = must(call, 'RoleName', missing)
    const trust = must(call, 'AssumeRolePolicyDocument', missing)
    if (call.world.roles.has(name))
      throw new AwsFault('EntityAlreadyExists', `Role with name ${name} already exists.`, 409)
    const path = textOf(call.input, 'Path')
    const boundary = boundaryNamed(textOf(call.input, 'PermissionsBoundary'))
    const what = { name, trust, ...(path === undefined ? {} : { path }), ...(boundary ? { boundary } : {}) }
    return { Role: view(makeRole(call.world, what)) }
  }
}

function boundaryNamed(arn: string | undefined): { arn: string; policy: Policy } | undefined {
  if (arn === undefined) return
  const policy = managedPolicy(arn)
  if (!policy)
    throw new AwsFault('NoSuchEntity', `Scope ARN: ${arn} does not exist or is not attachable.`, 404)
  return { arn, policy }
}

/** A role by name, including the role of a caller's session, which the scenario does not have to list. */
const getRole: Operation = {
  resources: theRole,
  run: call => {
    const name = textOf(call.input, 'RoleName') ?? ''
    const behind = call.world.roles.has(name) ? undefined : callerRole(call.world, name, call.callerArn)
    return { Role: view(behind ?? roleIn(call)) }
  }
}

const putPolicy: Operation = {
  writes: true,
  resources: theRole,
  run: call => {
    putInline(roleIn(call), must(call, 'PolicyName', missing), must(call, 'PolicyDocument', missing))
    return {}
  }
}

const getPolicy: Operation = {
  resources: theRole,
  run: call => {
    const role = roleIn(call)
    const name = must(call, 'PolicyName', missing)
    const found = role.inline.get(name)
    if (!found) throw noPolicy(name)
    return { RoleName: role.name, PolicyName: name, PolicyDocument: encoded(found.text) }
  }
}

const deletePolicy: Operation = {
  writes: true,
  resources: theRole,
  run: call => {
    const name = must(call, 'PolicyName', missing)
    if (!roleIn(call).inline.delete(name)) throw noPolicy(name)
    return {}
  }
}

const attach: Operation = {
  writes: true,
  resources: theRole,
  run: call => {
    const role = roleIn(call)
    const arn = must(call, 'PolicyArn', missing)
    const policy = managedPolicy(arn)
    if (!policy) throw new AwsFault('NoSuchEntity', `Policy ${arn} does not exist or is not attachable.`, 404)
    role.attached.set(arn, policy)
    return {}
  }
}

const detach: Operation = {
  writes: true,
  resources: theRole,
  run: call => {
    const arn = must(call, 'PolicyArn', missing)
    if (!roleIn(call).attached.delete(arn))
      throw new AwsFault('NoSuchEntity', `Policy ${arn} was not found.`, 404)
    return {}
  }
}

/** IAM operations on roles. */
export const IAM: Readonly<Record<string, Operation>> = {
  CreateRole: create,
  GetRole: getRole,
  PutRolePolicy: putPolicy,
  GetRolePolicy: getPolicy,
  ListRolePolicies: {
    resources: theRole,
    run: call => ({ PolicyNames: [...roleIn(call).inline.keys()], IsTruncated: false })
  },
  DeleteRolePolicy: deletePolicy,
  AttachRolePolicy: attach,
  DetachRolePolicy: detach,
  ListAttachedRolePolicies: {
    resources: theRole,
    run: call => ({
      AttachedPolicies: [...roleIn(call).attached.keys()].map(arn => ({
        PolicyName: arn.slice(arn.lastIndexOf('/') + 1),
        PolicyArn: arn
      })),
      IsTruncated: false
    })
  },
  SimulatePrincipalPolicy: simulatePrincipalPolicy
}
