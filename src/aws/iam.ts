import type { ContextEntry, EvaluationResult, ResourceSpecificResult } from '@aws-sdk/client-iam'
import { type JsonObject, jsonObjectIn } from '../json.ts'
import type { RolePolicies } from '../migrate/ports.ts'
import { present } from '../present.ts'
import type { RoleDirectory, RoleMetadata, Simulated, Simulation } from '../secrets/ports.ts'
import type { AwsError } from './error.ts'
import { memoizeByKey } from './retry.ts'
import { type Channel, exchange, inBatches, listAll, openChannel, orMissing, send, unusable } from './send.ts'
import { type AwsContext, IAM, type IamSdk } from './services.ts'

/** The simulator has no documented limit of ARNs per call; this number is far below the size limit of a form. */
const resourcesAtOnce = 50

/** Lookups here are optional: a runner that cannot reach IAM must not wait for it as long as for ECS. */
const mostRetries = 1

/**
 * createRoleDirectory reads roles and calls the policy simulator with the AWS SDK; each role is read once. Throws
 * AwsError.
 */
export function createRoleDirectory(context: AwsContext): RoleDirectory {
  const policy = { ...context, maxRetries: Math.min(context.maxRetries, mostRetries) }
  const channel = openChannel(IAM, policy)
  return {
    describeRole: memoizeByKey(name => orMissing(describeRole(channel, name), isNoEntity)),
    simulate: question => orMissing(simulate(channel, question), isNoEntity)
  }
}

function isNoEntity({ awsName }: AwsError): boolean {
  return /^NoSuchEntity/.test(awsName)
}

function describeRole(channel: Channel<IamSdk>, name: string): Promise<RoleMetadata> {
  const operation = 'iam:GetRole'
  return exchange(channel, operation, {
    command: sdk => new sdk.GetRoleCommand({ RoleName: name }),
    read: ({ Role }) => {
      if (Role?.Arn === undefined || Role.AssumeRolePolicyDocument === undefined) {
        return unusable(operation, 'usable role')
      }
      return { arn: Role.Arn, trust: decodeDocument(Role.AssumeRolePolicyDocument) }
    }
  })
}

/** IAM returns policy documents percent-encoded (RFC 3986). */
function decodeDocument(document: string): string {
  try {
    return decodeURIComponent(document)
  } catch {
    return document
  }
}

async function simulate(
  channel: Channel<IamSdk>,
  { principal, action, resources, context }: Simulation
): Promise<readonly Simulated[]> {
  const all = await inBatches(resources, resourcesAtOnce, ResourceArns =>
    listAll(
      channel,
      'iam:SimulatePrincipalPolicy',
      (sdk, Marker) =>
        new sdk.SimulatePrincipalPolicyCommand({
          PolicySourceArn: principal,
          ActionNames: [action],
          ResourceArns,
          ContextEntries: Object.entries(context).map(toContextEntry),
          ...present({ Marker })
        }),
      ({ EvaluationResults = [] }) => EvaluationResults.flatMap(result => toSimulated(result, ResourceArns))
    )
  )
  return strictestOfEach(all)
}

type Heard = Omit<Simulated, 'decision'> & { readonly decision: Simulated['decision'] | 'unknown' }

const STRICTEST_FIRST: readonly Heard['decision'][] = ['explicit-deny', 'implicit-deny', 'unknown', 'allowed']

/** If a resource has several results, the strictest counts. One with an unknown decision has no answer. */
function strictestOfEach(all: readonly Heard[]): readonly Simulated[] {
  const rank = ({ decision, organizationAllows, boundaryAllows }: Heard) =>
    STRICTEST_FIRST.indexOf(decision) * 4 + Number(organizationAllows) + Number(boundaryAllows)
  const strictest = new Map<string, Heard>()
  for (const one of all) {
    const known = strictest.get(one.resource)
    if (known === undefined || rank(one) < rank(known)) strictest.set(one.resource, one)
  }
  return [...strictest.values()].flatMap(({ decision, ...rest }) =>
    decision === 'unknown' ? [] : [{ ...rest, decision }]
  )
}

function toContextEntry([name, value]: [string, string]): ContextEntry {
  const boolean = value === 'true' || value === 'false'
  return {
    ContextKeyName: name,
    ContextKeyValues: [value],
    ContextKeyType: boolean ? 'boolean' : 'string'
  }
}

/**
 * The result of each resource counts: the one above them is a summary, and its EvalResourceName a template (IAM API
 * reference). An endpoint without them has responded for a single resource, or for none in particular.
 */
function toSimulated(result: EvaluationResult, asked: readonly string[]): readonly Heard[] {
  const organizationAllows = result.OrganizationsDecisionDetail?.AllowedByOrganizations !== false
  const each: readonly ResourceSpecificResult[] = result.ResourceSpecificResults ?? []
  if (each.length > 0) return each.map(one => toAnswer(one, one.EvalResourceDecision, organizationAllows))
  const [only] = asked
  const resource = asked.length === 1 ? only : result.EvalResourceName
  return [toAnswer({ ...result, EvalResourceName: resource }, result.EvalDecision, organizationAllows)]
}

const DECISIONS: ReadonlyMap<string, Simulated['decision']> = new Map([
  ['allowed', 'allowed'],
  ['explicitDeny', 'explicit-deny'],
  ['implicitDeny', 'implicit-deny']
])

type Evaluated = Pick<
  EvaluationResult,
  'EvalResourceName' | 'MissingContextValues' | 'MatchedStatements' | 'PermissionsBoundaryDecisionDetail'
>

function toAnswer(
  one: Evaluated,
  decision: EvaluationResult['EvalDecision'],
  organizationAllows: boolean
): Heard {
  const policies = (one.MatchedStatements ?? []).flatMap(({ SourcePolicyId: id }) =>
    id === undefined ? [] : [id]
  )
  return {
    resource: one.EvalResourceName ?? '',
    decision: DECISIONS.get(decision ?? '') ?? 'unknown',
    missingKeys: one.MissingContextValues ?? [],
    boundaryAllows: one.PermissionsBoundaryDecisionDetail?.AllowedByPermissionsBoundary !== false,
    organizationAllows,
    policies: [...new Set(policies)]
  }
}

/** createRolePolicies implements RolePolicies on IAM. Every method throws AwsError. */
export function createRolePolicies(context: AwsContext): RolePolicies {
  const channel = openChannel(IAM, context, { traffic: 'writes' })
  return {
    listInline: async roleName => {
      const names = await listNames(channel, roleName)
      return inBatches(names, 1, async ([name = '']) => [
        { policyName: name, document: await readPolicy(channel, roleName, name) }
      ])
    },
    put: async (roleName, policyName, document) => {
      const command = (sdk: IamSdk) =>
        new sdk.PutRolePolicyCommand({
          RoleName: roleName,
          PolicyName: policyName,
          PolicyDocument: JSON.stringify(document)
        })
      // the complete policy is sent, so sending it again after a lost response changes nothing
      await send(channel, 'iam:PutRolePolicy', command)
    }
  }
}

/** Without its list, an answer must not look like a role without policies: the policy would be overwritten. */
function listNames(channel: Channel<IamSdk>, RoleName: string): Promise<readonly string[]> {
  return listAll(
    channel,
    'iam:ListRolePolicies',
    (sdk, Marker) => new sdk.ListRolePoliciesCommand({ RoleName, ...present({ Marker }) }),
    ({ PolicyNames }) => PolicyNames
  )
}

function readPolicy(channel: Channel<IamSdk>, roleName: string, policyName: string): Promise<JsonObject> {
  const operation = 'iam:GetRolePolicy'
  return exchange(channel, operation, {
    command: sdk => new sdk.GetRolePolicyCommand({ RoleName: roleName, PolicyName: policyName }),
    // an unreadable policy must never be overwritten
    read: ({ PolicyDocument = '' }) =>
      jsonObjectIn(decodeDocument(PolicyDocument)) ?? unusable(operation, 'readable policy document')
  })
}
