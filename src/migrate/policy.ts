import { createHash } from 'node:crypto'
import type { Problem } from '../errors.ts'
import { isObject, type JsonObject, type JsonValue } from '../json.ts'
import { grouped } from '../list.ts'

/** The inline policy of the execution role that this action manages. */
export const POLICY_NAME = 'ecs-sealed-deploy-secrets'

/** Maximum number of characters without white space in all inline policies of a role. Source: IAM quotas. */
const MOST_INLINE = 10_240

/** A customer managed key, and the ARN of a secret or parameter that is encrypted with it. */
export type KeyGrant = { readonly keyArn: string; readonly usedBy: string }

/** What a role must be allowed to read: complete ARNs, those of secrets with their suffix. */
export type Grants = {
  readonly secretArns: readonly string[]
  readonly parameterArns: readonly string[]
  readonly keys: readonly KeyGrant[]
}

/** An inline policy. */
export type NamedPolicy = { readonly policyName: string; readonly document: PolicyDocument }

/**
 * The action for a role: nothing, put the managed inline policy (`document` is the whole new policy), or a problem if
 * the exact ARNs do not fit.
 */
export type PolicyPlan =
  | { readonly kind: 'unchanged' }
  | (NamedPolicy & { readonly kind: 'put'; readonly added: readonly string[] })
  | { readonly kind: 'problem'; readonly problem: Problem }

/**
 * planPolicy merges grants into the inline policy that this action manages. Its statements stay, and no wildcard is
 * ever written. `inline` are all inline policies of the role, because their total size is limited. What other policies
 * allow or deny is not evaluated here: simulate before and afterwards.
 */
export function planPolicy(roleName: string, inline: readonly NamedPolicy[], grants: Grants): PolicyPlan {
  const partial = grants.secretArns.find(
    arn => !/^arn:[a-z-]+:secretsmanager:[^:*?]+:\d{12}:secret:[^:*?]+-[A-Za-z\d]{6}$/.test(arn)
  )
  // it would allow nothing
  if (partial !== undefined) throw new Error('a secret to be granted by an ARN without its six characters')
  const own = inline.find(({ policyName }) => policyName === POLICY_NAME)
  const before = own?.document ?? EMPTY
  const document = statementsFor(grants).reduce(merge, before)
  if (document === before) return { kind: 'unchanged' }
  const known = new Set(resourcesOf(before))
  const added = resourcesOf(document).filter(arn => !known.has(arn))
  const others = inline.filter(({ policyName }) => policyName !== POLICY_NAME)
  const size = others.reduce((sum, other) => sum + policySize(other.document), policySize(document))
  if (size <= MOST_INLINE) return { kind: 'put', policyName: POLICY_NAME, document, added }
  return { kind: 'problem', problem: tooLarge(roleName, size) }
}

const EMPTY: PolicyDocument = { Version: '2012-10-17', Statement: [] }

function resourcesOf(document: PolicyDocument): readonly string[] {
  return statementsOf(document).flatMap(statement => textsOf(statement['Resource']))
}

/** The keys have one statement per service and Region: each may be used only through that service. */
function statementsFor({ secretArns, parameterArns, keys }: Grants): readonly JsonObject[] {
  const byVia = grouped(keys, ({ usedBy }) => usedBy.split(':').slice(0, 4).join(':'))
  const decrypt = [...byVia].map(([via, some]): JsonObject => {
    const [, partition = '', service = '', region = ''] = via.split(':')
    const arns = some.map(({ keyArn }) => keyArn)
    const name = `${service}.${region}.amazonaws.com`
    // in China with and without the suffix of the endpoint: which of them KMS compares was not verified
    const names = partition === 'aws-cn' ? [name, `${name}.cn`] : name
    return {
      ...statement('kms:Decrypt', arns),
      Condition: { StringEquals: { 'kms:ViaService': names } }
    }
  })
  return [
    statement('secretsmanager:GetSecretValue', secretArns),
    statement('ssm:GetParameters', parameterArns),
    ...decrypt
  ].filter(one => textsOf(one['Resource']).length > 0)
}

function statement(action: string, arns: readonly string[]): JsonObject {
  const sorted = [...new Set(arns)].sort((a, b) => (a < b ? -1 : 1))
  return { Effect: 'Allow', Action: action, Resource: sorted }
}

/** Adds the ARNs to a statement that is otherwise the same, or adds the statement. */
function merge(document: PolicyDocument, wanted: JsonObject): PolicyDocument {
  const statements = statementsOf(document)
  const alike = statements.find(one => isAlike(one, wanted))
  if (alike === undefined) return { ...document, Statement: [...statements, wanted] }
  const before = textsOf(alike['Resource'])
  const arns = [...new Set([...before, ...textsOf(wanted['Resource'])])]
  if (arns.length === before.length) return document
  const merged = { ...alike, Resource: arns }
  return { ...document, Statement: statements.map(one => (one === alike ? merged : one)) }
}

function isAlike(one: JsonObject, wanted: JsonObject): boolean {
  const rest = ({ Resource: _, Sid: __, Action, ...others }: JsonObject) =>
    JSON.stringify([textsOf(Action), Object.entries(others).sort(([a], [b]) => (a < b ? -1 : 1))])
  return one['Resource'] !== undefined && rest(one) === rest(wanted)
}

function tooLarge(roleName: string, size: number): Problem {
  return {
    code: 'policy-too-large',
    fault: 'user',
    message: `The inline policies of role ${roleName} would have ${size} characters with the secrets' ARNs; IAM allows ${MOST_INLINE} for all of them together.`,
    hint: 'Use a role for fewer services, take what is not needed out of its inline policies, or attach a customer managed policy for the secrets first. No wildcard is written in their place.'
  }
}

/** An IAM policy document from AWS, decoded and parsed. Unknown members are kept. */
export type PolicyDocument = JsonObject

/** statementsOf lists the statements of a document. IAM allows a single statement instead of a list. */
function statementsOf(document: PolicyDocument): readonly JsonObject[] {
  const statement = document['Statement']
  const list = Array.isArray(statement) ? statement : [statement]
  return list.filter(isObject)
}

/** textsOf lists a member that is one string or several. */
function textsOf(value: JsonValue | undefined): readonly string[] {
  const list = Array.isArray(value) ? value : [value]
  return list.filter(item => typeof item === 'string')
}

/** policySize counts characters as IAM's limits do: without white space. Source: IAM quotas. */
export function policySize(document: PolicyDocument): number {
  return JSON.stringify(document).replace(/\s/g, '').length
}

/**
 * printPolicy prints an inline policy of a role as JSON, with the sentence that explains why it belongs to that role.
 */
export function printPolicy(
  roleName: string,
  { document }: Pick<NamedPolicy, 'document'>
): { readonly roleName: string; readonly text: string; readonly note: string } {
  return { roleName, text: `${JSON.stringify(document, null, 2)}\n`, note: WHY_EXECUTION_ROLE }
}

/**
 * printTerraformPolicy prints the policy as a resource of Terraform, whose role is to be named. Its address and name
 * follow from its content, so that another one adds to it.
 */
export function printTerraformPolicy(
  roleName: string,
  { document }: Pick<NamedPolicy, 'document'>
): ReturnType<typeof printPolicy> {
  const policy = JSON.stringify(document, null, 2)
    .replace(/"(\w+)": /g, '$1 = ')
    .replaceAll('\n', '\n  ')
  const id = createHash('sha256').update(`${roleName}\n${policy}`).digest('hex').slice(0, 8)
  const text = `resource "aws_iam_role_policy" "ecs_sealed_deploy_secrets_${id}" {\n  name = "${POLICY_NAME}-${id}"\n  role = aws_iam_role.EXECUTION_ROLE.id # the execution role of the task definition\n\n  policy = jsonencode(${policy})\n}\n`
  return { roleName, text, note: WHY_EXECUTION_ROLE }
}

/** Why the grant belongs to this role; printed with every policy. */
const WHY_EXECUTION_ROLE =
  'This belongs to the execution role, not to the task role: ECS reads the secrets itself when it starts the task, before the application runs. The task role is what the application may do afterwards.'

/**
 * proposeExecutionRole returns the commands that create the role that ECS needs to pull images, write logs and read
 * secrets: trusted by ECS tasks, with the AWS managed policy for it. The secrets are granted by `planPolicy`.
 * `partition` is `aws`, `aws-cn` or `aws-us-gov`.
 */
export function proposeExecutionRole(project: string, partition: string): string {
  // role names have at most 64 characters of [\w+=,.@-]
  const name = `${project.replace(/[^\w+=,.@-]/g, '-').slice(0, 54)}-execution`
  const trust = {
    Version: '2012-10-17',
    Statement: [
      { Effect: 'Allow', Principal: { Service: 'ecs-tasks.amazonaws.com' }, Action: 'sts:AssumeRole' }
    ]
  }
  const managed = `arn:${partition}:iam::aws:policy/service-role/AmazonECSTaskExecutionRolePolicy`
  return [
    `aws iam create-role --role-name ${name} --assume-role-policy-document '${JSON.stringify(trust)}'`,
    `aws iam attach-role-policy --role-name ${name} --policy-arn ${managed}`
  ].join(' && ')
}
