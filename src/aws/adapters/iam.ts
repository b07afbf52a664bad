import {
  type ContextEntry,
  type EvaluationResult,
  GetRoleCommand,
  IAMClient,
  type ResourceSpecificResult,
  SimulatePrincipalPolicyCommand
} from '@aws-sdk/client-iam'
import { present } from '../../present.ts'
import type { RoleDirectory, RoleMetadata, Simulated, Simulation } from '../../verify/ports.ts'
import type { AwsContext } from '../clients.ts'
import type { AwsError } from '../error.ts'
import { memoizeByKey } from '../lazy.ts'
import {
  type Channel,
  collectPages,
  exchange,
  inBatches,
  openChannel,
  orMissing,
  send,
  unusable
} from '../requests/send.ts'

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
  const channel = openChannel(IAMClient, policy, { answers: 'xml' })
  return {
    describeRole: memoizeByKey(name => orMissing(describeRole(channel, name), isNoEntity)),
    simulate: question => orMissing(simulate(channel, question), isNoEntity)
  }
}

function isNoEntity({ awsName }: AwsError): boolean {
  return /^NoSuchEntity/.test(awsName)
}

function describeRole(channel: Channel<IAMClient>, name: string): Promise<RoleMetadata> {
  const operation = 'iam:GetRole'
  return exchange(channel, operation, {
    command: new GetRoleCommand({ RoleName: name }),
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

async function simulate(channel: Channel<IAMClient>, question: Simulation): Promise<readonly Simulated[]> {
  const operation = 'iam:SimulatePrincipalPolicy'
  const all = await inBatches(question.resources, resourcesAtOnce, resources =>
    collectPages(operation, async marker => {
      const command = new SimulatePrincipalPolicyCommand({
        PolicySourceArn: question.principal,
        ActionNames: [question.action],
        ResourceArns: resources,
        ContextEntries: Object.entries(question.context).map(toContextEntry),
        ...present({ Marker: marker })
      })
      const answer = await send(channel, operation, command)
      return {
        items: (answer.EvaluationResults ?? []).flatMap(result => toSimulated(result, resources)),
        next: answer.IsTruncated ? (answer.Marker ?? unusable(operation, 'marker of the next page')) : ''
      }
    })
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
