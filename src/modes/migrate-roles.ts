import type { Problem } from '../errors.ts'
import type { KeyGrant, Grants, NamedPolicy } from '../migration/plan-policy.ts'
import { planPolicy } from '../migration/plan-policy.ts'
import { proposeExecutionRole } from '../migration/propose-role.ts'
import { parseRoleArn, readKeyId } from '../verify/arn.ts'
import { createAsker } from '../verify/ask.ts'
import { judgeRole, lookAtRole, type RoleScope } from '../verify/roles.ts'
import type { MigrationScope } from './migrate-survey.ts'
import { type Decision, simulateReads } from './migrate-simulate.ts'

/** An execution role that is to read secrets: by the definitions of these files. */
export type RoleNeed = {
  readonly arn: string
  readonly files: readonly string[]
  readonly services: readonly string[]
  readonly secrets: readonly string[]
}

/** A secret as a role needs it. `keyId` is that of a customer key. */
export type ReadTarget = { readonly name: string; readonly arn: string; readonly keyId?: string }

/** A role with what IAM says of it now. */
export type RoleSurvey = {
  readonly need: RoleNeed
  readonly inline: readonly NamedPolicy[]
  /** What the simulator says of all of its reads together. */
  readonly reads: Decision
}

/** surveyRole looks at a role before anything is written: it exists and trusts ECS, nothing forbids the reads, the policy fits. */
export async function surveyRole(
  need: RoleNeed,
  targets: readonly ReadTarget[],
  scope: MigrationScope
): Promise<{ readonly survey: RoleSurvey; readonly problems: readonly Problem[] }> {
  const problems = [...(await roleFaults(need, scope))]
  const nothing: RoleSurvey = { need, inline: [], reads: { kind: 'unknown', why: 'the role can not be used' } }
  if (problems.length > 0) return { survey: nothing, problems }
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

async function roleFaults(need: RoleNeed, scope: MigrationScope): Promise<readonly Problem[]> {
  const { aws, account, partition, region, callerArn } = scope
  const roleScope: RoleScope = {
    roles: aws.roles,
    ask: createAsker(),
    caller: { account, partition, ...(callerArn === undefined ? {} : { arn: callerArn }) },
    region,
    partition
  }
  const facts = await lookAtRole(need.arn, roleScope)
  if (facts.kind === 'foreign') return [foreign(need)]
  const uses = need.files.map(file => ({ file, name: 'executionRoleArn' }))
  const verdict = judgeRole(facts, { kind: 'execution-role', written: need.arn, passed: true, uses }, roleScope)
  if (verdict.verdict !== 'denied') return []
  const hint =
    verdict.remedy.kind === 'advice'
      ? verdict.remedy.text
      : `Its trust policy needs: ${JSON.stringify(verdict.remedy.statement)}`
  return [
    {
      code: 'migration-role',
      fault: 'user',
      message: `Execution role ${need.arn} (${need.files.join(', ')}): ${verdict.why}.`,
      hint
    }
  ]
}

/** grantsFor is what a role must be allowed for these secrets and parameters, and the customer keys behind them. */
export function grantsFor(targets: readonly ReadTarget[]): Grants {
  const isSecret = ({ arn }: ReadTarget) => arn.split(':')[2] === 'secretsmanager'
  const keys = targets.flatMap(({ arn, keyId }): KeyGrant[] => {
    const key = readKeyId(keyId, arn)
    return key.kind === 'key' ? [{ keyArn: key.arn, usedBy: arn }] : []
  })
  return {
    secretArns: targets.filter(isSecret).map(({ arn }) => arn),
    parameterArns: targets.filter(target => !isSecret(target)).map(({ arn }) => arn),
    keys
  }
}

/** nameOf is a role's name without its path, as IAM's calls take it. */
export function nameOf(arn: string): string {
  return parseRoleArn(arn)?.name ?? arn.slice(arn.lastIndexOf('/') + 1)
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
