import { lastPartOf } from '../arn.ts'
import { isObject, type JsonObject, jsonIn } from '../json.ts'
import type { CallerIdentity, RoleDirectory } from './ports.ts'
import { allow, policyListOf, simulateAll } from './simulate.ts'
import {
  type Asker,
  type PermissionRow,
  type PermissionUse,
  type PermissionVerdict,
  type Unknown,
  unknownFrom
} from './verification.ts'

/** A role as named in definitions: an ARN or, for a task role, possibly only a name. */
export type NeededRole = {
  readonly kind: 'execution-role' | 'task-role'
  readonly written: string
  readonly uses: readonly PermissionUse[]
  /** False if no definition with it will be registered. */
  readonly passed: boolean
}

/** A role's ARN in parts; `name` excludes the path. */
export type RoleArn = { readonly partition: string; readonly account: string; readonly name: string }

/** parseRoleArn parses `arn:PARTITION:iam::ACCOUNT:role/[PATH/]NAME`; undefined for anything else. */
export function parseRoleArn(text: string): RoleArn | undefined {
  const found = /^arn:([a-z0-9-]+):iam::(\d{12}):role\/(?:.+\/)?([\w+=,.@-]+)$/.exec(text)
  const [, partition, account, name] = found ?? []
  if (partition === undefined || account === undefined || name === undefined) return undefined
  return { partition, account, name }
}

/** The identity that deploys, as the policy simulator accepts it. */
export type Deployer =
  | { readonly kind: 'role'; readonly partition: string; readonly account: string; readonly name: string }
  | { readonly kind: 'user'; readonly arn: string }
  | { readonly kind: 'other'; readonly text: string }

/**
 * parseCallerArn parses the ARN that GetCallerIdentity returns. A role session contains the role's name but not its
 * path. The root user and federated users have no policies that could be simulated.
 */
function parseCallerArn(arn: string): Deployer {
  const session = /^arn:([a-z0-9-]+):sts::(\d{12}):assumed-role\/([^/]+)\//.exec(arn)
  const [, partition, account, name] = session ?? []
  if (partition !== undefined && account !== undefined && name !== undefined) {
    return { kind: 'role', partition, account, name }
  }
  if (/^arn:[a-z0-9-]+:iam::\d{12}:user\//.test(arn)) return { kind: 'user', arn }
  return { kind: 'other', text: /:root$/.test(arn) ? 'the root user' : 'neither a user nor a role' }
}

/**
 * What is known about a role in a definition. found: GetRole returned it. unseen: it could not be read, but the
 * simulator accepts this ARN. gone: it does not exist. foreign: nothing can be read about it.
 */
export type RoleFacts =
  | { readonly kind: 'found'; readonly arn: string; readonly trust: string }
  | { readonly kind: 'unseen'; readonly arn: string; readonly unknown: Unknown }
  | { readonly kind: 'gone'; readonly arn: string; readonly other?: string }
  | { readonly kind: 'foreign'; readonly arn: string; readonly unknown: Unknown }

/** Context of the lookup: the identity of the caller, and the Region of the services. */
export type RoleScope = {
  readonly roles: RoleDirectory
  readonly ask: Asker
  /** Undefined if STS did not return it. */
  readonly caller: CallerIdentity | undefined
  readonly region: string
  readonly partition: string
}

/** checkRole looks up a role by its ARN, or by its name, which ECS resolves in its own account. */
export async function checkRole(written: string, scope: RoleScope): Promise<RoleFacts> {
  const { caller } = scope
  const parsed = parseRoleArn(written)
  const foreign = (text: string): RoleFacts => ({
    kind: 'foreign',
    arn: written,
    unknown: { kind: 'undecided', text }
  })
  if (!parsed && !/^[\w+=,.@-]+$/.test(written)) return foreign('it is not the ARN of a role')
  if (parsed && caller && parsed.account !== caller.account)
    return foreign(`the role belongs to account ${parsed.account}, the credentials to ${caller.account}`)
  const name = parsed?.name ?? written
  const arn = parsed ? written : `arn:${scope.partition}:iam::${caller?.account ?? ''}:role/${name}`
  const answer = await scope.ask(() => scope.roles.describeRole(name))
  if (answer.kind === 'failed') return { kind: 'unseen', arn, unknown: unknownFrom(answer.error) }
  if (!answer.value) return { kind: 'gone', arn }
  // names are unique in an account and do not include the path: with another path it is another ARN
  const { arn: own, trust } = answer.value
  return parsed && own !== written ? { kind: 'gone', arn, other: own } : { kind: 'found', arn: own, trust }
}

/** judgeRole returns whether ECS can use the role: it exists and its trust policy contains ECS tasks. */
export function judgeRole(facts: RoleFacts, need: Pick<NeededRole, 'kind'>): PermissionVerdict {
  if (facts.kind === 'unseen' || facts.kind === 'foreign')
    return { verdict: 'not-verified', unknown: facts.unknown }
  if (facts.kind === 'gone') return goneVerdict(facts, need)
  const trust = trustOf(facts.trust)
  if (trust === 'trusted') return { verdict: 'allowed', why: 'it exists and trusts ECS tasks' }
  if (trust === 'conditional')
    return {
      verdict: 'not-verified',
      unknown: {
        kind: 'out-of-reach',
        text: 'it exists; its trust policy has conditions, which are not checked'
      }
    }
  const statement = { Effect: 'Allow', Principal: { Service: ECS_TASKS[0] }, Action: 'sts:AssumeRole' }
  return {
    verdict: 'denied',
    code: 'role-trust',
    why: `its trust policy does not allow ${ECS_TASKS[0]} to assume it`,
    remedy: { kind: 'trust', statement: statement as JsonObject }
  }
}

/** The China partition's own principal is accepted, as is the one that all partitions know. */
const ECS_TASKS = ['ecs-tasks.amazonaws.com', 'ecs-tasks.amazonaws.com.cn']

/** Looks for statements that name ECS tasks. A condition, a Deny, or what cannot be read leaves the result open. */
function trustOf(document: string): 'trusted' | 'conditional' | 'not-trusted' {
  const policy = jsonIn(document)
  if (policy === undefined) return 'conditional'
  const statements = isObject(policy) ? policyListOf(policy['Statement']).filter(isObject) : []
  const isBroad = (one: JsonObject) => one['NotPrincipal'] !== undefined || one['NotAction'] !== undefined
  const own = statements.filter(one => isBroad(one) || namesTasks(one['Principal']))
  if (own.length === 0) return 'not-trusted'
  const isPlain = (one: JsonObject) =>
    one['Effect'] === 'Allow' && one['Condition'] === undefined && !isBroad(one)
  return own.some(one => one['Effect'] === 'Deny') || !own.some(isPlain) ? 'conditional' : 'trusted'
}

function namesTasks(principal: JsonObject[string] | undefined): boolean {
  const services = isObject(principal) ? policyListOf(principal['Service']) : policyListOf(principal)
  return services.some(one => one === '*' || ECS_TASKS.some(name => name === one))
}

function goneVerdict(
  { arn, other }: Extract<RoleFacts, { kind: 'gone' }>,
  need: Pick<NeededRole, 'kind'>
): PermissionVerdict {
  const member = need.kind === 'execution-role' ? 'executionRoleArn' : 'taskRoleArn'
  const text =
    other === undefined
      ? `Correct "${member}", or create the role: aws iam create-role --role-name ${lastPartOf(arn)} --assume-role-policy-document file://TRUST.json, with ecs-tasks.amazonaws.com as the trusted service.`
      : `A role of this name exists under another path: write ${other} as "${member}".`
  const why = 'the account has no such role'
  return { verdict: 'denied', code: 'role-missing', why, remedy: { kind: 'advice', text } }
}

/**
 * verifyPassRole checks whether the identity that deploys may pass each role to ECS tasks; otherwise
 * RegisterTaskDefinition rejects the definition. One call for all roles; none if nothing will be registered.
 */
export async function verifyPassRole(
  needs: readonly NeededRole[],
  facts: ReadonlyMap<string, RoleFacts>,
  scope: RoleScope
): Promise<readonly PermissionRow[]> {
  const wanted = new Map<string, readonly PermissionUse[]>()
  for (const { written, uses, passed } of needs) {
    const role = facts.get(written)
    if (passed && role && role.kind !== 'gone')
      wanted.set(role.arn, [...(wanted.get(role.arn) ?? []), ...uses])
  }
  if (wanted.size === 0) return []
  const { arn, unknown } = await identityOf(scope)
  const questions = [...wanted.keys()].map(role => ({
    principal: arn,
    action: 'iam:PassRole',
    resource: role,
    context: { 'iam:PassedToService': ECS_TASKS[0] as string, 'aws:RequestedRegion': scope.region },
    code: 'pass-role' as const,
    whose: 'identity' as const,
    statement: {
      ...allow('iam:PassRole', role),
      Condition: { StringEquals: { 'iam:PassedToService': ECS_TASKS[0] as string } }
    }
  }))
  const isGuess = unknown !== undefined && arn.includes(':role/')
  const verdicts = unknown && !isGuess ? [] : await simulateAll(questions, scope)
  return [...wanted].map(([what, uses], index): PermissionRow => {
    const row = {
      check: 'pass-role',
      holder: { kind: 'deployer', arn },
      what,
      action: 'iam:PassRole',
      uses
    } as const
    const verdict = verdicts[index]
    return verdict === undefined || (unknown && verdict.isUnknown)
      ? { ...row, verdict: 'not-verified', unknown: unknown as Unknown }
      : { ...row, ...verdict }
  })
}

/**
 * identityOf returns the user or role behind the credentials; `unknown` if there is none, or its ARN is only a guess.
 */
export async function identityOf({
  caller,
  roles,
  ask
}: Pick<RoleScope, 'caller' | 'roles' | 'ask'>): Promise<{
  readonly arn: string
  readonly unknown?: Unknown
}> {
  const undecided = (text: string): Unknown => ({ kind: 'undecided', text })
  if (caller?.arn === undefined)
    return { arn: '', unknown: undecided('STS did not return whose credentials these are') }
  const deployer = parseCallerArn(caller.arn)
  if (deployer.kind === 'user') return { arn: deployer.arn }
  if (deployer.kind === 'other')
    return {
      arn: caller.arn,
      unknown: undecided(`the credentials belong to ${deployer.text}, which IAM cannot simulate`)
    }
  // a session's ARN has no path, and IAM requires the path
  const answer = await ask(() => roles.describeRole(deployer.name))
  if (answer.kind === 'answered' && answer.value) return { arn: answer.value.arn }
  return {
    arn: `arn:${deployer.partition}:iam::${deployer.account}:role/${deployer.name}`,
    unknown:
      answer.kind === 'failed' ? unknownFrom(answer.error) : undecided(`IAM has no role ${deployer.name}`)
  }
}
