import { assertNever } from '../errors.ts'
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
  const json = JSON.stringify(document, null, 2)
  switch (form) {
    case 'json':
      return `${json}\n`
    case 'terraform':
      return [
        `# ${WHY_EXECUTION_ROLE}`,
        `resource "aws_iam_role_policy" "${policyName.replace(/\W/g, '_')}" {`,
        `  name = ${hclText(JSON.stringify(policyName))}`,
        `  role = ${hclText(JSON.stringify(typeof roleName === 'string' ? roleName : roleName.ref))}`,
        `  policy = jsonencode(${hclText(indented(json, '  '))})`,
        '}\n'
      ].join('\n')
    case 'cloudformation':
      // JSON is YAML too
      return [
        'Resources:',
        `  # ${WHY_EXECUTION_ROLE}`,
        `  ${policyName.replace(/(?:^|\W)(\w)/g, (_, letter: string) => letter.toUpperCase())}:`,
        '    Type: AWS::IAM::RolePolicy',
        '    Properties:',
        `      PolicyName: ${JSON.stringify(policyName)}`,
        `      RoleName: ${typeof roleName === 'string' ? JSON.stringify(roleName) : `!Ref ${roleName.ref}`}`,
        `      PolicyDocument: ${indented(json, '      ')}\n`
      ].join('\n')
    default:
      return assertNever(form)
  }
}

/** Templates of HCL begin with `${` and `%{`; doubling the first character escapes them. An object may be JSON. */
function hclText(text: string): string {
  return text.replace(/([$%])\{/g, '$1$1{')
}

function indented(text: string, by: string): string {
  return text.replaceAll('\n', `\n${by}`)
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
