import type { JsonObject, JsonValue } from '../json.ts'

/**
 * Secrets Manager appends six characters to a secret's name; six question marks match any, so a recreated one too.
 */
const suffix = /-[A-Za-z0-9]{6}$/

/** readSecretStatement is what an execution role needs for a secret, and no more. */
export function readSecretStatement(arn: string): JsonObject {
  return allow('secretsmanager:GetSecretValue', arn.replace(suffix, '-??????'))
}

/**
 * readParameterStatement is what an execution role needs for a parameter: the plural action, the one that ECS
 * calls.
 */
export function readParameterStatement(arn: string): JsonObject {
  return allow('ssm:GetParameters', arn)
}

/** decryptStatement allows a key's use through the service that keeps the value, where its name is known. */
export function decryptStatement(arn: string, viaService: string | undefined): JsonObject {
  const statement = allow('kms:Decrypt', arn)
  return viaService === undefined
    ? statement
    : { ...statement, Condition: { StringEquals: { 'kms:ViaService': viaService } } }
}

/** passRoleStatement lets an identity hand a role to ECS tasks, and to nothing else. */
export function passRoleStatement(arn: string): JsonObject {
  return {
    ...allow('iam:PassRole', arn),
    Condition: { StringEquals: { 'iam:PassedToService': 'ecs-tasks.amazonaws.com' } }
  }
}

/** trustStatement is what a role's trust policy needs for ECS tasks. */
export function trustStatement(): JsonObject {
  return { Effect: 'Allow', Principal: { Service: 'ecs-tasks.amazonaws.com' }, Action: 'sts:AssumeRole' }
}

/** joinStatements makes one statement of several that differ in their resource only. */
export function joinStatements(statements: readonly JsonObject[]): JsonObject {
  const [first = {}] = statements
  const resources = [...new Set(statements.flatMap(statement => listOf(statement['Resource'])))]
  return resources.length < 2 ? first : { ...first, Resource: resources }
}

function listOf(value: JsonValue | undefined): readonly JsonValue[] {
  if (value === undefined) return []
  return Array.isArray(value) ? (value as readonly JsonValue[]) : [value]
}

function allow(action: string, resource: string): JsonObject {
  return { Effect: 'Allow', Action: action, Resource: resource }
}
