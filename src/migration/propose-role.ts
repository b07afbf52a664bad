import type { PolicyDocument } from './policy-document.ts'

/** An execution role for a definition that has none. */
export type RoleProposal = {
  readonly roleName: string
  readonly trust: PolicyDocument
  readonly managedPolicyArns: readonly string[]
}

/** Why the grant is given where it is given; printed with every policy. */
export const WHY_EXECUTION_ROLE =
  'This belongs to the execution role, not to the task role: ECS reads the secrets itself when it starts the task, before the application runs. The task role is what the application may do afterwards.'

/**
 * proposeExecutionRole makes the role that ECS needs to pull images, write logs and read secrets: trusted by ECS tasks, with
 * AWS's own policy for it. The secrets come as the inline policy of `planPolicy`. `partition` is `aws`, `aws-cn` or `aws-us-gov`.
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
