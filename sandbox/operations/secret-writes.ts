import { AwsFault } from '../fault.ts'
import { booleanOf, type JsonMap, mapsOf, numberOf, seconds, textOf } from '../json.ts'
import { isPurged } from '../world/secret-read.ts'
import type { Secret } from '../world/state.ts'
import {
  type Call,
  callArn,
  here,
  invalid,
  mergeTags,
  type Operation,
  type Operations,
  text
} from './operation.ts'
import { addVersion, liveSecretIn, makeSecret, refuseDeleted, secretIn, theSecret } from './secrets.ts'

const MOST_BYTES = 65536
const DAY = 86_400_000

/** The value that a call gives, stored once: an earlier request with the same token has stored it already. */
function storeValue(call: Call, secret: Secret): JsonMap {
  const value = textOf(call.input, 'SecretString')
  const id = textOf(call.input, 'ClientRequestToken')
  const named = { ARN: secret.arn, Name: secret.name }
  if (value === undefined) return named
  if (Buffer.byteLength(value) > MOST_BYTES)
    throw invalid(
      `1 validation error detected: Value at 'secretString' failed to satisfy constraint: Member must have length less than or equal to ${MOST_BYTES}`
    )
  const before = secret.versions.find(one => one.id === id)
  if (before && before.text !== value)
    throw exists(
      "You can't use this ClientRequestToken because it was already used for a secret version with another value."
    )
  const version = before ?? addVersion(call.world, secret, { id, text: value })
  return { ...named, VersionId: version.id }
}

function exists(message: string): AwsFault {
  return new AwsFault('ResourceExistsException', message)
}

/** A change of a secret that is not scheduled for deletion. */
function change(what: (call: Call, secret: Secret) => JsonMap): Operation {
  return {
    writes: true,
    resources: theSecret,
    run: call => {
      const secret = liveSecretIn(call)
      // "modified in any way", not only by a new value
      secret.changedAt = call.world.now
      return what(call, secret)
    }
  }
}

/** Write operations of Secrets Manager. */
export const SECRET_WRITES: Operations = {
  CreateSecret: {
    writes: true,
    resources: call => [callArn(call, 'secretsmanager', `secret:${text(call, 'Name')}`)],
    run: call => {
      const name = text(call, 'Name')
      const known = here(call).secrets.get(name)
      if (known && !isPurged(call.world, known)) {
        const text =
          "You can't create this secret because a secret with this name is already scheduled for deletion."
        refuseDeleted(known, text)
        if (!known.versions.some(({ id }) => id === call.input['ClientRequestToken']))
          throw exists(`The operation failed because the secret ${name} already exists.`)
        return storeValue(call, known)
      }
      const description = textOf(call.input, 'Description')
      const kmsKeyId = textOf(call.input, 'KmsKeyId')
      const made = makeSecret(call.world, here(call), {
        name,
        ...(description === undefined ? {} : { description }),
        ...(kmsKeyId === undefined ? {} : { kmsKeyId }),
        tags: mapsOf(call.input, 'Tags')
      })
      return storeValue(call, made)
    }
  },
  PutSecretValue: change((call, secret) => ({ ...storeValue(call, secret), VersionStages: ['AWSCURRENT'] })),
  UpdateSecret: change((call, secret) => {
    const description = textOf(call.input, 'Description')
    if (description !== undefined) secret.description = description
    return storeValue(call, secret)
  }),
  TagResource: change((call, secret) => {
    secret.tags = mergeTags(secret.tags, mapsOf(call.input, 'Tags'), 'Key')
    return {}
  }),
  DeleteSecret: {
    writes: true,
    resources: theSecret,
    run: call => {
      const { world, input } = call
      const secret = secretIn(call)
      const forced = booleanOf(input, 'ForceDeleteWithoutRecovery') ?? false
      if (!forced)
        refuseDeleted(
          secret,
          "You can't perform this operation on the secret because it was already scheduled for deletion."
        )
      const due = world.now + (forced ? 0 : (numberOf(input, 'RecoveryWindowInDays') ?? 30) * DAY)
      Object.assign(secret, { deletedAt: world.now, changedAt: world.now, purgeAt: due })
      return { ARN: secret.arn, Name: secret.name, DeletionDate: seconds(due) }
    }
  },
  RestoreSecret: {
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
}
