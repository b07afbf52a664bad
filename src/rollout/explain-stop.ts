import type { JsonObject, JsonValue } from '../document/tree.ts'

/**
 * explainStop says in plain words what a stopped task's reason means and what to do, or nothing where it is not
 * recognised. ECS has several wordings for one cause, so parts of the text are matched.
 * Source: the ECS developer guide's page on stopped task errors and transcripts of them.
 */
export function explainStop(reason: string, definition: JsonObject): string | undefined {
  if (/secret|ssm|asm|registry auth/i.test(reason)) {
    const explained = explainSecret(reason, definition)
    if (explained !== undefined) return explained
  }
  if (/unable to assume the role/i.test(reason)) {
    return `ECS may not assume ${roleOf(definition).replace('The', 'the')}: its trust policy must allow ecs-tasks.amazonaws.com.`
  }
  if (/CannotPullContainerError|pull image/i.test(reason)) {
    return 'The image could not be pulled: check that the tag exists in the repository, that the execution role may read it and that the subnet reaches the registry.'
  }
  if (/OutOfMemory/i.test(reason))
    return 'The container ran out of memory: raise its memory or find what uses it.'
  if (/health checks?/i.test(reason))
    return "The task started but its health check failed: look at the application's log and the check itself."
  if (/Essential container in task exited/i.test(reason)) {
    return 'The application itself ended: look at its log.'
  }
  return undefined
}

function explainSecret(reason: string, definition: JsonObject): string | undefined {
  const arn = /arn:[\w-]+:(?:secretsmanager|ssm):[\w-]*:\d*:(?:secret:|parameter\/)[\w/+=.@-]+/.exec(
    reason
  )?.[0]
  const named = arn === undefined ? '' : ` ${arn}`
  const used = arn === undefined ? '' : describeUse(arn, definition)
  const role = roleOf(definition)
  if (/Access to KMS is not allowed/i.test(reason)) {
    return `${role} may not use the key the secret${used} is encrypted with. Allow it kms:Decrypt on that key.`
  }
  if (/AccessDenied|not authorized to perform/i.test(reason)) {
    const action =
      /perform: ([\w:]+)/.exec(reason)?.[1] ??
      (/ssm/i.test(reason) ? 'ssm:GetParameters' : 'secretsmanager:GetSecretValue')
    const resource = arn ?? 'the secret'
    return `${role} may not read ${resource}${used}. Add to that role (the execution role, not the task role): ${statement(action, resource)}`
  }
  if (/ResourceNotFoundException|can't find the specified secret/i.test(reason)) {
    return `The secret${named}${used} does not exist (a secret that was deleted and created again has a new ARN). Deploy again to resolve the reference anew.`
  }
  if (/did not contain json key/i.test(reason)) {
    const key = /json key (\S+)/i.exec(reason)?.[1] ?? ''
    return `The secret${used} has no JSON key ${key}. Correct the key in the reference, or add it to the secret.`
  }
  if (/marked for deletion|scheduled for deletion/i.test(reason)) {
    return `The secret${named}${used} is scheduled for deletion. Restore it (aws secretsmanager restore-secret) or use another one.`
  }
  if (/connection issue|context deadline exceeded|i\/o timeout/i.test(reason)) {
    return 'The task does not reach Secrets Manager or Parameter Store: it needs a NAT gateway, a public IP address or VPC endpoints.'
  }
  if (/invalid parameters/i.test(reason))
    return 'A parameter does not exist in that region. Create it, or correct its name.'
  return undefined
}

function statement(action: string, resource: string): string {
  return JSON.stringify({ Effect: 'Allow', Action: action, Resource: resource })
}

function roleOf(definition: JsonObject): string {
  const role = definition['executionRoleArn']
  return typeof role === 'string' ? `The execution role ${role}` : 'The execution role'
}

/** ` (DB_PASSWORD of container web)` for the variables that take their value from this ARN. */
function describeUse(arn: string, definition: JsonObject): string {
  const uses = objects(definition['containerDefinitions']).flatMap(container =>
    objects(container['secrets'])
      .filter(secret => String(secret['valueFrom'] ?? '').startsWith(arn))
      .map(secret => `${String(secret['name'])} of container ${String(container['name'])}`)
  )
  return uses.length === 0 ? '' : ` (${uses.join(', ')})`
}

function objects(value: JsonValue | undefined): readonly JsonObject[] {
  return Array.isArray(value)
    ? value.filter((item): item is JsonObject => typeof item === 'object' && item !== null)
    : []
}
