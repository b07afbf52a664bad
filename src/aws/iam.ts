import {
  type ContextEntry,
  type EvaluationResult,
  GetRoleCommand,
  IAMClient,
  type ResourceSpecificResult,
  SimulatePrincipalPolicyCommand
} from '@aws-sdk/client-iam'
import type { RoleDirectory, RoleMetadata, Simulated, Simulation } from '../verify/ports.ts'
import { type AwsContext, clientSettings } from './clients.ts'
import { AwsError } from './error.ts'
import { memoizeByKey } from './memoize.ts'
import { collectPages, inBatches } from './pages.ts'
import { withRetries } from './retry.ts'
import { tapConnection } from './wire.ts'

/** The simulator has no documented limit of ARNs a call; this many stay far below the size of a form. */
const resourcesAtOnce = 50

/** What is looked up here is optional: a runner without a way to IAM must not wait for it as long as for ECS. */
const mostRetries = 1

/** createRoleDirectory reads roles and asks the policy simulator on the AWS SDK; each role is read once. It throws AwsError. */
export function createRoleDirectory(context: AwsContext): RoleDirectory {
  const client = new IAMClient(clientSettings(context, context.region))
  const policy = { ...context, maxRetries: Math.min(context.maxRetries, mostRetries) }
  const link = { client, policy }
  return {
    describeRole: memoizeByKey(name => describeRole(link, name)),
    simulate: question => simulate(link, question)
  }
}

type IamLink = { readonly client: IAMClient; readonly policy: AwsContext }

async function describeRole({ client, policy }: IamLink, name: string): Promise<RoleMetadata | undefined> {
  const attempt = async () => {
    const command = new GetRoleCommand({ RoleName: name })
    tapConnection(command)
    const { Role } = await client.send(command)
    if (Role?.Arn === undefined || Role.AssumeRolePolicyDocument === undefined) {
      throw incomplete('iam:GetRole', 'role')
    }
    return { arn: Role.Arn, trust: decodeDocument(Role.AssumeRolePolicyDocument) }
  }
  return orMissing(withRetries({ operation: 'iam:GetRole', effect: 'read', attempt }, policy))
}

/** IAM gives policy documents percent-encoded (RFC 3986). */
function decodeDocument(document: string): string {
  try {
    return decodeURIComponent(document)
  } catch {
    return document
  }
}

async function simulate(link: IamLink, question: Simulation): Promise<readonly Simulated[] | undefined> {
  const ask = (batch: string[]) =>
    collectPages(marker => simulatePage(link, { ...question, resources: batch }, marker))
  return orMissing(inBatches(question.resources, resourcesAtOnce, ask))
}

async function simulatePage({ client, policy }: IamLink, question: Simulation, marker: string | undefined) {
  const operation = 'iam:SimulatePrincipalPolicy'
  const attempt = async () => {
    const command = new SimulatePrincipalPolicyCommand({
      PolicySourceArn: question.principal,
      ActionNames: [question.action],
      ResourceArns: [...question.resources],
      ContextEntries: Object.entries(question.context).map(toContextEntry),
      ...(marker !== undefined && { Marker: marker })
    })
    tapConnection(command)
    const answer = await client.send(command)
    return {
      items: (answer.EvaluationResults ?? []).flatMap(result => toSimulated(result, question.resources)),
      next: answer.IsTruncated ? answer.Marker : undefined
    }
  }
  return withRetries({ operation, effect: 'read', attempt }, policy)
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
 * Each resource's own result counts: the one above them is a summary, and its EvalResourceName a template (IAM API
 * reference). An endpoint that gives none answered a single resource, or none in particular.
 */
function toSimulated(result: EvaluationResult, asked: readonly string[]): readonly Simulated[] {
  const organizationAllows = result.OrganizationsDecisionDetail?.AllowedByOrganizations !== false
  const each: readonly ResourceSpecificResult[] = result.ResourceSpecificResults ?? []
  if (each.length > 0) return each.map(one => toAnswer(one, one.EvalResourceDecision, organizationAllows))
  const [only] = asked
  const resource = asked.length === 1 ? only : result.EvalResourceName
  return [toAnswer({ ...result, EvalResourceName: resource }, result.EvalDecision, organizationAllows)]
}

type Evaluated = Pick<
  EvaluationResult,
  'EvalResourceName' | 'MissingContextValues' | 'MatchedStatements' | 'PermissionsBoundaryDecisionDetail'
>

function toAnswer(
  one: Evaluated,
  decision: EvaluationResult['EvalDecision'],
  organizationAllows: boolean
): Simulated {
  const policies = (one.MatchedStatements ?? []).flatMap(({ SourcePolicyId: id }) =>
    id === undefined ? [] : [id]
  )
  return {
    resource: one.EvalResourceName ?? '',
    decision:
      decision === 'allowed' ? 'allowed' : decision === 'explicitDeny' ? 'explicit-deny' : 'implicit-deny',
    missingKeys: one.MissingContextValues ?? [],
    boundaryAllows: one.PermissionsBoundaryDecisionDetail?.AllowedByPermissionsBoundary !== false,
    organizationAllows,
    policies: [...new Set(policies)]
  }
}

async function orMissing<Value>(answer: Promise<Value>): Promise<Value | undefined> {
  try {
    return await answer
  } catch (error) {
    if (error instanceof AwsError && /^NoSuchEntity/.test(error.awsName)) return undefined
    throw error
  }
}

function incomplete(operation: string, member: string): AwsError {
  return new AwsError({
    kind: 'lost',
    operation,
    awsName: 'IncompleteAnswer',
    message: `the answer has no usable ${member}`
  })
}
