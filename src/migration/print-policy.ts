import { assertNever } from '../errors.ts'
import type { JsonObject, JsonValue } from '../json.ts'
import type { NamedPolicy, PolicyDocument } from './policy.ts'

/** The format in which a policy is printed for users who manage roles as code. */
export type PolicyForm = 'json' | 'terraform' | 'cloudformation'

/** A role, by its name or by its logical ID in the CloudFormation template that creates it. */
export type PrintedRole = string | { readonly ref: string }

/**
 * printPolicy prints an inline policy of a role, with the sentence that explains why it belongs to that role. JSON has
 * no comments, so that the sentence is only in `note`.
 */
export function printPolicy(
  form: PolicyForm,
  roleName: PrintedRole,
  policy: NamedPolicy
): { readonly text: string; readonly note: string } {
  return { text: printed(form, roleName, policy), note: WHY_EXECUTION_ROLE }
}

function printed(form: PolicyForm, roleName: PrintedRole, { policyName, document }: NamedPolicy): string {
  switch (form) {
    case 'json':
      return `${JSON.stringify(document, null, 2)}\n`
    case 'terraform':
      return [
        `# ${WHY_EXECUTION_ROLE}`,
        `resource "aws_iam_role_policy" "${policyName.replace(/\W/g, '_')}" {`,
        `  name = ${hclText(policyName)}`,
        `  role = ${hclText(typeof roleName === 'string' ? roleName : roleName.ref)}`,
        `  policy = jsonencode(${hcl(document, '  ')})`,
        '}\n'
      ].join('\n')
    case 'cloudformation':
      return [
        'Resources:',
        `  # ${WHY_EXECUTION_ROLE}`,
        `  ${policyName.replace(/(?:^|\W)(\w)/g, (_, letter: string) => letter.toUpperCase())}:`,
        '    Type: AWS::IAM::RolePolicy',
        '    Properties:',
        `      PolicyName: ${JSON.stringify(policyName)}`,
        `      RoleName: ${typeof roleName === 'string' ? JSON.stringify(roleName) : `!Ref ${roleName.ref}`}`,
        '      PolicyDocument:',
        ...yaml(document).map(line => `        ${line}`),
        ''
      ].join('\n')
    default:
      return assertNever(form)
  }
}

/** Templates of HCL begin with `${` and `%{`; doubling the first character escapes them. */
function hclText(text: string): string {
  return JSON.stringify(text).replace(/([$%])\{/g, '$1$1{')
}

function hcl(value: JsonValue, indent: string): string {
  const inner = `${indent}  `
  if (typeof value === 'string') return hclText(value)
  if (Array.isArray(value)) {
    if (value.length === 0) return '[]'
    return `[\n${value.map(item => `${inner}${hcl(item, inner)}`).join(',\n')}\n${indent}]`
  }
  if (typeof value !== 'object' || value === null) return String(value)
  const members = Object.entries(value as JsonObject).map(
    ([key, item]) => `${inner}${/^[A-Za-z]\w*$/.test(key) ? key : hclText(key)} = ${hcl(item, inner)}`
  )
  return `{\n${members.join('\n')}\n${indent}}`
}

/** Lines of YAML. Strings are quoted as in JSON, which YAML reads the same way. */
function yaml(value: JsonValue): readonly string[] {
  if (Array.isArray(value)) {
    if (value.length === 0) return ['[]']
    return value.flatMap(item => yaml(item).map((line, index) => `${index === 0 ? '- ' : '  '}${line}`))
  }
  if (typeof value !== 'object' || value === null) return [JSON.stringify(value)]
  return Object.entries(value as JsonObject).flatMap(([key, item]) => {
    const name = /^[A-Za-z]\w*$/.test(key) ? key : JSON.stringify(key)
    const isNested = typeof item === 'object' && item !== null && Object.keys(item).length > 0
    return isNested ? [`${name}:`, ...yaml(item).map(line => `  ${line}`)] : [`${name}: ${yaml(item)[0]}`]
  })
}

/** An execution role for a definition without one. */
export type RoleProposal = {
  readonly roleName: string
  readonly trust: PolicyDocument
  readonly managedPolicyArns: readonly string[]
}

/** Why the grant belongs to this role; printed with every policy. */
const WHY_EXECUTION_ROLE =
  'This belongs to the execution role, not to the task role: ECS reads the secrets itself when it starts the task, before the application runs. The task role is what the application may do afterwards.'

/**
 * proposeExecutionRole proposes the role that ECS needs to pull images, write logs and read secrets: trusted by ECS
 * tasks, with the AWS managed policy for it. The secrets are granted by the inline policy of `planPolicy`. `partition`
 * is `aws`, `aws-cn` or `aws-us-gov`.
 */
export function proposeExecutionRole(project: string, partition: string): RoleProposal {
  // role names have at most 64 characters of [\w+=,.@-]
  const prefix = project.replace(/[^\w+=,.@-]/g, '-').slice(0, 54)
  return {
    roleName: `${prefix}-execution`,
    trust: {
      Version: '2012-10-17',
      Statement: [
        { Effect: 'Allow', Principal: { Service: 'ecs-tasks.amazonaws.com' }, Action: 'sts:AssumeRole' }
      ]
    },
    managedPolicyArns: [`arn:${partition}:iam::aws:policy/service-role/AmazonECSTaskExecutionRolePolicy`]
  }
}
