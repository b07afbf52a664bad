import type * as secrets from '@aws-sdk/client-secrets-manager'
import { AwsFault } from '../fault.ts'
import { arnOf } from '../world/lookup.ts'
import { drawLetters, drawUuid } from '../world/queue.ts'
import { contextOf, findSecret, isPurged, versionOf } from '../world/secret-read.ts'
import type { Region, Secret, SecretVersion, World } from '../world/state.ts'
import {
  type Call,
  callArn,
  existing,
  here,
  invalid,
  mergeTags,
  type Operation,
  type Operations,
  paged,
  tooLarge
} from './operation.ts'

const MOST_BYTES = 65536
const DAY = 86_400_000
const NOT_FOUND = "Secrets Manager can't find the specified secret"

type Named = { readonly SecretId: string | undefined }

/** The secret that SecretId names, including one scheduled for deletion. */
function secretIn(call: Call<Named>): Secret {
  const found = findSecret(call.world, here(call), call.input.SecretId ?? '')
  return existing(found, 'ResourceNotFoundException', `${NOT_FOUND}.`)
}

/** Refuses a call on a secret whose deletion is scheduled. */
function refuseDeleted(secret: Secret, message: string): void {
  if (secret.deletedAt !== undefined) throw invalid(message, 'InvalidRequestException')
}

function liveSecretIn(call: Call<Named>): Secret {
  const secret = secretIn(call)
  refuseDeleted(secret, "You can't perform this operation on the secret because it was marked for deletion.")
  return secret
}

/** The resource that IAM evaluates: the full ARN, or the ARN of the name if there is no such secret. */
function theSecret(call: Call<Named>): string[] {
  const { SecretId: id = '' } = call.input
  const missing = id.startsWith('arn:') ? id : callArn(call, 'secretsmanager', `secret:${id}`)
  return [findSecret(call.world, here(call), id)?.arn ?? missing]
}

/** The tags of the secret, as condition keys. */
function itsTags(call: Call<Named>): Record<string, string> {
  return contextOf(call.world, call.region, findSecret(call.world, here(call), call.input.SecretId ?? ''))
}

/** The tags that a request sets, as condition keys. */
function requestTags({ input }: Call<secrets.CreateSecretCommandInput>): Record<string, string> {
  return Object.fromEntries((input.Tags ?? []).map(({ Key, Value = '' }) => [`aws:RequestTag/${Key}`, Value]))
}

/** makeSecret stores a new secret with its random suffix and without a version. */
export function makeSecret(
  world: World,
  region: Region,
  what: Pick<Secret, 'name' | 'description' | 'kmsKeyId' | 'tags'>
): Secret {
  const secret: Secret = {
    ...what,
    arn: arnOf(world, ['secretsmanager', region.name], `secret:${what.name}-${drawLetters(world, 6)}`),
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
  { text, id = drawUuid(world) }: { text: string; id?: string | undefined }
): SecretVersion {
  const current = versionOf(secret, {})
  for (const one of secret.versions) one.stages = []
  if (current) current.stages = ['AWSPREVIOUS']
  const version: SecretVersion = { id, text, createdAt: world.now, stages: ['AWSCURRENT'] }
  secret.versions.push(version)
  secret.changedAt = world.now
  return version
}

/** The metadata of DescribeSecret and ListSecrets, which have different names for the versions. */
function view(secret: Secret): object {
  const staged = secret.versions.filter(one => one.stages.length > 0)
  const stages = Object.fromEntries(staged.map(one => [one.id, one.stages]))
  return {
    ARN: secret.arn,
    Name: secret.name,
    Description: secret.description,
    KmsKeyId: secret.kmsKeyId,
    RotationEnabled: secret.rotates,
    OwningService: secret.owner,
    PrimaryRegion: secret.primaryRegion,
    LastChangedDate: secret.changedAt,
    DeletedDate: secret.deletedAt,
    CreatedDate: secret.createdAt,
    Tags: secret.tags,
    VersionIdsToStages: stages,
    SecretVersionsToStages: stages
  }
}

function viewVersion(one: SecretVersion): object {
  return { VersionId: one.id, VersionStages: one.stages, CreatedDate: one.createdAt }
}

/** A value with a leading `!` excludes; names match by prefix. */
function fits(secret: Secret, { Key, Values = [] }: secrets.Filter): boolean {
  if (Key !== 'name') throw invalid(`The sandbox filters secrets by name, not by ${Key}.`)
  return Values.some(value => {
    const excluded = value.startsWith('!')
    return secret.name.startsWith(excluded ? value.slice(1) : value) !== excluded
  })
}

function exists(message: string): AwsFault {
  return new AwsFault('ResourceExistsException', message)
}

type Given = { readonly SecretString?: string | undefined; readonly ClientRequestToken?: string | undefined }

/** The value that a call gives, stored once: an earlier request with the same token has stored it already. */
function storeValue(call: Call<Given>, secret: Secret): object {
  const { SecretString: value, ClientRequestToken: id } = call.input
  const named = { ARN: secret.arn, Name: secret.name }
  if (value === undefined) return named
  if (Buffer.byteLength(value) > MOST_BYTES) throw tooLarge('secretString', 'length', MOST_BYTES)
  const before = secret.versions.find(one => one.id === id)
  if (before && before.text !== value)
    throw exists(
      "You can't use this ClientRequestToken because it was already used for a secret version with another value."
    )
  return { ...named, VersionId: (before ?? addVersion(call.world, secret, { text: value, id })).id }
}

/** A change of a secret that is not scheduled for deletion. */
function change<Input extends Named>(what: (call: Call<Input>, secret: Secret) => object): Operation<Input> {
  return {
    resources: theSecret,
    context: itsTags,
    run: call => {
      const secret = liveSecretIn(call)
      // "modified in any way", not only by a new value
      secret.changedAt = call.world.now
      return what(call, secret)
    }
  }
}

/** The Secrets Manager operations of the sandbox. */
export const SECRETS: Operations<typeof secrets> = {
  DescribeSecret: { resources: theSecret, run: call => view(secretIn(call)) },
  GetSecretValue: {
    resources: theSecret,
    context: itsTags,
    run: call => {
      const secret = liveSecretIn(call)
      const { VersionId: id, VersionStage: stage = 'AWSCURRENT' } = call.input
      const which = id ? `VersionId: ${id}` : `staging label: ${stage}`
      const found = versionOf(secret, { id, stage })
      const version = existing(found, 'ResourceNotFoundException', `${NOT_FOUND} value for ${which}`)
      return { ARN: secret.arn, Name: secret.name, SecretString: version.text, ...viewVersion(version) }
    }
  },
  ListSecrets: {
    run: call => {
      const { IncludePlannedDeletion, Filters = [] } = call.input
      const secrets = [...here(call).secrets.values()]
        .filter(secret => !isPurged(call.world, secret))
        .filter(secret => IncludePlannedDeletion || secret.deletedAt === undefined)
        .filter(secret => Filters.every(filter => fits(secret, filter)))
      return paged(call, { SecretList: secrets.map(view) })
    }
  },
  ListSecretVersionIds: {
    resources: theSecret,
    run: call => {
      const secret = secretIn(call)
      const listed = secret.versions.filter(one => call.input.IncludeDeprecated || one.stages.length > 0)
      return { ARN: secret.arn, Name: secret.name, Versions: listed.map(viewVersion) }
    }
  },
  CreateSecret: {
    resources: call => [callArn(call, 'secretsmanager', `secret:${call.input.Name}`)],
    context: requestTags,
    // CreateSecret with tags needs the permission to tag (API reference, CreateSecret)
    alsoNeeds: call =>
      call.input.Tags?.length
        ? [
            {
              action: 'secretsmanager:TagResource',
              resource: callArn(call, 'secretsmanager', `secret:${call.input.Name}`),
              context: requestTags(call)
            }
          ]
        : [],
    run: call => {
      const { Name: name = '', Description: description, KmsKeyId: kmsKeyId, Tags: tags = [] } = call.input
      const known = here(call).secrets.get(name)
      if (!known || isPurged(call.world, known))
        return storeValue(call, makeSecret(call.world, here(call), { name, description, kmsKeyId, tags }))
      refuseDeleted(
        known,
        "You can't create this secret because a secret with this name is already scheduled for deletion."
      )
      if (!known.versions.some(({ id }) => id === call.input.ClientRequestToken))
        throw exists(`The operation failed because the secret ${name} already exists.`)
      return storeValue(call, known)
    }
  },
  PutSecretValue: change((call, secret) => ({ ...storeValue(call, secret), VersionStages: ['AWSCURRENT'] })),
  UpdateSecret: change<secrets.UpdateSecretCommandInput>((call, secret) => {
    secret.description = call.input.Description ?? secret.description
    return storeValue(call, secret)
  }),
  TagResource: change<secrets.TagResourceCommandInput>((call, secret) => {
    secret.tags = mergeTags(secret.tags, call.input.Tags, 'Key')
    return {}
  }),
  DeleteSecret: {
    resources: theSecret,
    run: call => {
      const { now } = call.world
      const secret = secretIn(call)
      const { ForceDeleteWithoutRecovery: forced, RecoveryWindowInDays: days = 30 } = call.input
      if (!forced)
        refuseDeleted(
          secret,
          "You can't perform this operation on the secret because it was already scheduled for deletion."
        )
      const due = now + (forced ? 0 : days * DAY)
      Object.assign(secret, { deletedAt: now, changedAt: now, purgeAt: due })
      return { ARN: secret.arn, Name: secret.name, DeletionDate: due }
    }
  },
  RestoreSecret: {
    resources: theSecret,
    run: call => {
      const secret = secretIn(call)
      Object.assign(secret, { deletedAt: undefined, purgeAt: undefined, changedAt: call.world.now })
      return { ARN: secret.arn, Name: secret.name }
    }
  }
}
