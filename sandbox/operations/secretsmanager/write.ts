import { AwsFault } from '../../fault.ts'
import { booleanOf, type JsonMap, mapsOf, numberOf, seconds, textOf, textsOf } from '../../json.ts'
import { arnOf } from '../../world/arns.ts'
import { isPurged } from '../../world/secret-store.ts'
import type { Secret } from '../../world/state.ts'
import { type Call, here, mergeTags, must, type Operation } from '../operation.ts'
import {
  addVersion,
  invalidRequest,
  liveSecretIn,
  makeSecret,
  nullMember,
  replicationOf,
  secretIn,
  theSecret
} from './common.ts'

const MOST_BYTES = 65536
const DAY = 86_400_000

type Value = { text: string | undefined; binary: string | undefined; token: string | undefined }

function givenValue(call: Call): Value {
  const text = textOf(call.input, 'SecretString')
  const binary = textOf(call.input, 'SecretBinary')
  const token = textOf(call.input, 'ClientRequestToken')
  if (text !== undefined && binary !== undefined)
    throw new AwsFault(
      'InvalidParameterException',
      'You must provide either SecretString or SecretBinary, not both.'
    )
  const bytes = Buffer.byteLength(text ?? binary ?? '')
  if (bytes > MOST_BYTES)
    throw new AwsFault(
      'ValidationException',
      `1 validation error detected: Value at 'secretString' failed to satisfy constraint: Member must have length less than or equal to ${MOST_BYTES}`
    )
  if (token !== undefined && (token.length < 32 || token.length > 64))
    throw new AwsFault('InvalidParameterException', 'ClientRequestToken must be 32-64 characters long.')
  return { text, binary, token }
}

/** The version that an earlier request stored with the same token; a different value with the same token is refused. */
function repeated(secret: Secret, value: Value): boolean {
  const before = secret.versions.find(one => one.id === value.token)
  if (value.token === undefined || !before) return false
  if (before.text === value.text && before.binary === value.binary) return true
  throw new AwsFault(
    'ResourceExistsException',
    "You can't use this ClientRequestToken because it was already used for a secret version with another value."
  )
}

const create: Operation = {
  writes: true,
  resources: call => [
    arnOf(call.world, ['secretsmanager', call.region], `secret:${textOf(call.input, 'Name') ?? ''}`)
  ],
  run: call => {
    const name = must(call, 'Name', nullMember)
    if (!/^[\w/+=.@-]{1,512}$/.test(name))
      throw new AwsFault(
        'ValidationException',
        'Invalid name. Must be a valid name containing alphanumeric characters, or any of the following: -/_+=.@!'
      )
    const value = givenValue(call)
    const known = here(call).secrets.get(name)
    if (known && !isPurged(call.world, known)) return existing(known, value)
    const secret = makeSecret(call.world, here(call), {
      name,
      description: textOf(call.input, 'Description'),
      kmsKeyId: textOf(call.input, 'KmsKeyId'),
      tags: mapsOf(call.input, 'Tags')
    })
    if (value.text === undefined && value.binary === undefined) return { ARN: secret.arn, Name: name }
    const version = addVersion(call.world, secret, {
      id: value.token,
      text: value.text,
      binary: value.binary
    })
    return { ARN: secret.arn, Name: name, VersionId: version.id }
  }
}

function existing(secret: Secret, value: Value): JsonMap {
  if (secret.deletedAt !== undefined)
    throw invalidRequest(
      "You can't create this secret because a secret with this name is already scheduled for deletion."
    )
  if (!repeated(secret, value))
    throw new AwsFault(
      'ResourceExistsException',
      `The operation failed because the secret ${secret.name} already exists.`
    )
  return { ARN: secret.arn, Name: secret.name, VersionId: value.token }
}

const put: Operation = {
  writes: true,
  resources: theSecret,
  run: call => {
    const secret = liveSecretIn(call)
    const value = givenValue(call)
    if (value.text === undefined && value.binary === undefined)
      throw invalidRequest('You must provide either SecretString or SecretBinary.')
    const stages = textsOf(call.input, 'VersionStages')
    const old = repeated(secret, value) ? secret.versions.find(one => one.id === value.token) : undefined
    const version =
      old ??
      addVersion(call.world, secret, { id: value.token, text: value.text, binary: value.binary, stages })
    return { ARN: secret.arn, Name: secret.name, VersionId: version.id, VersionStages: [...version.stages] }
  }
}

const remove: Operation = {
  writes: true,
  resources: theSecret,
  run: call => {
    const secret = secretIn(call)
    const forced = booleanOf(call.input, 'ForceDeleteWithoutRecovery') ?? false
    const days = numberOf(call.input, 'RecoveryWindowInDays')
    if (forced && days !== undefined)
      throw new AwsFault(
        'InvalidParameterException',
        "You can't use ForceDeleteWithoutRecovery in conjunction with RecoveryWindowInDays."
      )
    if (days !== undefined && (days < 7 || days > 30))
      throw new AwsFault(
        'InvalidParameterException',
        'The RecoveryWindowInDays value must be between 7 and 30 days (inclusive).'
      )
    if (secret.deletedAt !== undefined && !forced)
      throw invalidRequest(
        "You can't perform this operation on the secret because it was already scheduled for deletion."
      )
    const due = call.world.now + (forced ? 0 : (days ?? 30) * DAY)
    secret.deletedAt = call.world.now
    secret.changedAt = call.world.now
    secret.purgeAt = due
    return { ARN: secret.arn, Name: secret.name, DeletionDate: seconds(due) }
  }
}

const restore: Operation = {
  writes: true,
  resources: theSecret,
  run: call => {
    const secret = secretIn(call)
    delete secret.deletedAt
    delete secret.purgeAt
    secret.changedAt = call.world.now
    return { ARN: secret.arn, Name: secret.name }
  }
}

const update: Operation = {
  writes: true,
  resources: theSecret,
  run: call => {
    const secret = liveSecretIn(call)
    const value = givenValue(call)
    const description = textOf(call.input, 'Description')
    const key = textOf(call.input, 'KmsKeyId')
    if (description !== undefined) secret.description = description
    if (key !== undefined) secret.kmsKeyId = key
    // LastChangedDate: "modified in any way", not only by a new value
    secret.changedAt = call.world.now
    const given = value.text !== undefined || value.binary !== undefined
    if (!given || repeated(secret, value)) return { ARN: secret.arn, Name: secret.name }
    const version = addVersion(call.world, secret, {
      id: value.token,
      text: value.text,
      binary: value.binary
    })
    return { ARN: secret.arn, Name: secret.name, VersionId: version.id }
  }
}

const tag: Operation = {
  writes: true,
  resources: theSecret,
  run: call => {
    const secret = liveSecretIn(call)
    secret.tags = mergeTags(secret.tags, mapsOf(call.input, 'Tags'), 'Key')
    secret.changedAt = call.world.now
    return {}
  }
}

const REGION = /^[a-z]{2,}(?:-[a-z]+)+-\d{1,2}$/

/** Replicas are recorded and in sync at once; they cannot be read in their Regions. */
const replicate: Operation = {
  writes: true,
  resources: theSecret,
  run: call => {
    const secret = liveSecretIn(call)
    const regions = mapsOf(call.input, 'AddReplicaRegions').map(one => textOf(one, 'Region') ?? '')
    if (regions.length === 0)
      throw new AwsFault('InvalidParameterException', 'You must provide at least one replica region.')
    for (const region of regions) {
      if (!REGION.test(region) || region === call.region)
        throw new AwsFault('InvalidParameterException', `Invalid replica region: ${region}.`)
      if (secret.replicas?.includes(region) && booleanOf(call.input, 'ForceOverwriteReplicaSecret') !== true)
        throw invalidRequest(`The secret is already replicated to ${region}.`)
    }
    secret.replicas = [...new Set([...(secret.replicas ?? []), ...regions])]
    return { ARN: secret.arn, ReplicationStatus: replicationOf(secret) }
  }
}

/** Write operations of Secrets Manager. */
export const SECRET_WRITES: Readonly<Record<string, Operation>> = {
  CreateSecret: create,
  PutSecretValue: put,
  UpdateSecret: update,
  DeleteSecret: remove,
  RestoreSecret: restore,
  TagResource: tag,
  ReplicateSecretToRegions: replicate
}
