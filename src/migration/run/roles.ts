import type { Problem } from '../../errors.ts'
import { parseRoleArn } from '../../verify/names.ts'
import { type NamedPolicy, planPolicy } from '../policy.ts'
import { proposeExecutionRole } from '../print-policy.ts'
import { grantsFor, nameOf, type ReadTarget, type RoleNeed } from './grants.ts'
import { type Decision, simulateReads } from './simulate.ts'
import type { MigrationScope } from './survey.ts'

/** A role with what IAM says of it now. */
export type RoleSurvey = {
  readonly need: RoleNeed
  readonly inline: readonly NamedPolicy[]
  /** What the simulator says of all of its reads together. */
  readonly reads: Decision
}

/** surveyRole looks at a role before anything is written: nothing forbids the reads, the policy fits. */
export async function surveyRole(
  need: RoleNeed,
  targets: readonly ReadTarget[],
  scope: MigrationScope
): Promise<{ readonly survey: RoleSurvey; readonly problems: readonly Problem[] }> {
  const nothing: RoleSurvey = { need, inline: [], reads: { kind: 'unknown', why: 'it can not be used' } }
  if (parseRoleArn(need.arn)?.account !== scope.account) return { survey: nothing, problems: [foreign(need)] }
  const problems: Problem[] = []
  const reads = await simulateReads(need.arn, targets, scope)
  if (reads.kind === 'forbidden') problems.push(forbidden(need, reads.why))
  if (scope.configuration.policyOutput !== 'attach' || reads.kind === 'allowed') {
    return { survey: { need, inline: [], reads }, problems }
  }
  const inline = await scope.cloud.policies.listInline(nameOf(need.arn))
  const planned = planPolicy(nameOf(need.arn), inline, grantsFor(targets))
  if (planned.kind === 'problem') problems.push(planned.problem)
  return { survey: { need, inline, reads }, problems }
}

/** withoutRole is the problem of a definition with no execution role, with a proposal: ECS could read no secret for it. */
export function withoutRole(file: string, project: string, partition: string): Problem {
  const { roleName, trust, managedPolicyArns } = proposeExecutionRole(project, partition)
  const commands = [
    `aws iam create-role --role-name ${roleName} --assume-role-policy-document '${JSON.stringify(trust)}'`,
    ...managedPolicyArns.map(arn => `aws iam attach-role-policy --role-name ${roleName} --policy-arn ${arn}`)
  ]
  return {
    code: 'migration-no-role',
    fault: 'user',
    message: `${file} has no "executionRoleArn": ECS reads secrets with the execution role, and there is none.`,
    hint: `Make one, write its ARN into the file as "executionRoleArn" and run again; the migration grants it the secrets. For example: ${commands.join(' && ')}`
  }
}

function foreign({ arn, files }: RoleNeed): Problem {
  return {
    code: 'migration-role',
    fault: 'user',
    message: `Execution role ${arn} (${files.join(', ')}): it is not a role of the account that the credentials are for.`,
    hint: 'ECS takes execution roles of its own account only: check the ARN, and with which credentials this runs.'
  }
}

function forbidden({ arn, files }: RoleNeed, why: string): Problem {
  return {
    code: 'migration-forbidden',
    fault: 'user',
    message: `Execution role ${arn} (${files.join(', ')}) could not read the secrets whatever it is granted: ${why}.`,
    hint: 'Change that first (a permissions boundary has to allow secretsmanager:GetSecretValue on the secrets too; a Deny has to make room), then run again. Nothing was written.'
  }
}
