import type { JsonObject, JsonValue } from '../json.ts'

/**
 * Secrets Manager appends six characters to a secret's name; six question marks match any, including those of a
 * recreated secret.
 */
const suffix = /-[A-Za-z0-9]{6}$/

/** readSecretStatement returns the minimal statement with which an execution role can read a secret. */
export function readSecretStatement(arn: string): JsonObject {
  return allow('secretsmanager:GetSecretValue', arn.replace(suffix, '-??????'))
}

/**
 * readParameterStatement returns the minimal statement for a parameter: the plural action, which is the one that ECS
 * calls.
 */
export function readParameterStatement(arn: string): JsonObject {
  return allow('ssm:GetParameters', arn)
}

/** decryptStatement allows the use of a key through the service that stores the value, if its name is known. */
export function decryptStatement(arn: string, viaService: string | undefined): JsonObject {
  const statement = allow('kms:Decrypt', arn)
  return viaService === undefined
    ? statement
    : { ...statement, Condition: { StringEquals: { 'kms:ViaService': viaService } } }
}

/** passRoleStatement lets an identity pass a role to ECS tasks only. */
export function passRoleStatement(arn: string): JsonObject {
  return {
    ...allow('iam:PassRole', arn),
    Condition: { StringEquals: { 'iam:PassedToService': 'ecs-tasks.amazonaws.com' } }
  }
}

/** trustStatement is the trust policy statement for ECS tasks. */
export function trustStatement(): JsonObject {
  return { Effect: 'Allow', Principal: { Service: 'ecs-tasks.amazonaws.com' }, Action: 'sts:AssumeRole' }
}

/** joinStatements combines statements that differ only in their resource. */
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
