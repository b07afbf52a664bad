import { AwsFault } from '../../fault.ts'
import { type JsonMap, seconds, textOf } from '../../json.ts'
import { arnOf } from '../../world/arns.ts'
import { drawLetters, drawUuid } from '../../world/random.ts'
import { findSecret, versionOf } from '../../world/secret-store.ts'
import type { Region, Secret, SecretVersion, World } from '../../world/state.ts'
import { type Call, here, must } from '../operation.ts'

/** notFound is Secrets Manager's ResourceNotFoundException. */
export function notFound(): AwsFault {
  return new AwsFault('ResourceNotFoundException', "Secrets Manager can't find the specified secret.")
}

/** invalidRequest is Secrets Manager's InvalidRequestException. */
export function invalidRequest(message: string): AwsFault {
  return new AwsFault('InvalidRequestException', message)
}

/** nullMember is the refusal of a call without a required member. */
export function nullMember(key: string): AwsFault {
  const name = `${key.charAt(0).toLowerCase()}${key.slice(1)}`
  return new AwsFault(
    'ValidationException',
    `1 validation error detected: Value null at '${name}' failed to satisfy constraint: Member must not be null`
  )
}

/** secretIn finds the secret that SecretId names, including one scheduled for deletion. */
export function secretIn(call: Call): Secret {
  const secret = findSecret(call.world, here(call), must(call, 'SecretId', nullMember))
  if (!secret) throw notFound()
  return secret
}

/** liveSecretIn is secretIn for calls that are refused once a deletion is scheduled. */
export function liveSecretIn(call: Call): Secret {
  const secret = secretIn(call)
  if (secret.deletedAt !== undefined)
    throw invalidRequest("You can't perform this operation on the secret because it was marked for deletion.")
  return secret
}

/** theSecret is the resource that IAM evaluates: the full ARN, or the ARN of the name if there is no such secret. */
export function theSecret(call: Call): string[] {
  const id = textOf(call.input, 'SecretId') ?? ''
  const secret = findSecret(call.world, here(call), id)
  const missing = id.startsWith('arn:')
    ? id
    : arnOf(call.world, ['secretsmanager', call.region], `secret:${id}`)
  return [secret?.arn ?? missing]
}

/** makeSecret stores a new secret with its random suffix and without a version. */
export function makeSecret(
  world: World,
  region: Region,
  what: { name: string; description?: string | undefined; kmsKeyId?: string | undefined; tags: JsonMap[] }
): Secret {
  const secret: Secret = {
    name: what.name,
    arn: arnOf(world, ['secretsmanager', region.name], `secret:${what.name}-${drawLetters(world, 6)}`),
    ...(what.description === undefined ? {} : { description: what.description }),
    ...(what.kmsKeyId === undefined ? {} : { kmsKeyId: what.kmsKeyId }),
    tags: what.tags,
    createdAt: world.now,
    changedAt: world.now,
    versions: []
  }
  region.secrets.set(what.name, secret)
  return secret
}

/** addVersion stores a value; AWSCURRENT moves to it, and the previous version becomes AWSPREVIOUS. */
export function addVersion(
  world: World,
  secret: Secret,
  what: { id?: string | undefined; text?: string | undefined; binary?: string | undefined; stages?: string[] }
): SecretVersion {
  const stages = what.stages && what.stages.length > 0 ? what.stages : ['AWSCURRENT']
  const current = versionOf(secret, {})
  for (const one of secret.versions) one.stages = one.stages.filter(stage => !stages.includes(stage))
  if (stages.includes('AWSCURRENT') && current) {
    for (const one of secret.versions) one.stages = one.stages.filter(stage => stage !== 'AWSPREVIOUS')
    current.stages.push('AWSPREVIOUS')
  }
  const version: SecretVersion = {
    id: what.id ?? drawUuid(world),
    ...(what.text === undefined ? {} : { text: what.text }),
    ...(what.binary === undefined ? {} : { binary: what.binary }),
    createdAt: world.now,
    stages: [...stages]
  }
  secret.versions.push(version)
  secret.changedAt = world.now
  return version
}

/** replicationOf is ReplicationStatus; undefined for a secret without replicas. */
export function replicationOf(secret: Secret): JsonMap[] | undefined {
  return secret.replicas?.map(region => ({ Region: region, Status: 'InSync' }))
}

/** viewSecret is the metadata as DescribeSecret returns it. */
export function viewSecret(secret: Secret): JsonMap {
  const staged = secret.versions.filter(one => one.stages.length > 0)
  return {
    ARN: secret.arn,
    Name: secret.name,
    Description: secret.description,
    KmsKeyId: secret.kmsKeyId,
    LastChangedDate: seconds(secret.changedAt),
    DeletedDate: seconds(secret.deletedAt),
    CreatedDate: seconds(secret.createdAt),
    Tags: secret.tags,
    ReplicationStatus: replicationOf(secret),
    VersionIdsToStages: Object.fromEntries(staged.map(one => [one.id, [...one.stages]]))
  }
}
