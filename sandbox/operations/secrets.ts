import { AwsFault } from '../fault.ts'
import { booleanOf, compact, type JsonMap, mapsOf, seconds, textOf, textsOf } from '../json.ts'
import { arnOf } from '../world/lookup.ts'
import { drawLetters, drawUuid } from '../world/queue.ts'
import { findSecret, isPurged, versionOf } from '../world/secret-read.ts'
import type { Region, Secret, SecretVersion, World } from '../world/state.ts'
import { type Call, callArn, here, invalid, type Operations, page, text } from './operation.ts'

function notFound(what: string): AwsFault {
  return new AwsFault('ResourceNotFoundException', `Secrets Manager can't find the specified secret${what}`)
}

/** secretIn finds the secret that SecretId names, including one scheduled for deletion. */
export function secretIn(call: Call): Secret {
  const secret = findSecret(call.world, here(call), text(call, 'SecretId'))
  if (!secret) throw notFound('.')
  return secret
}

/** refuseDeleted refuses a call on a secret whose deletion is scheduled. Throws AwsFault InvalidRequestException. */
export function refuseDeleted(secret: Secret, message: string): void {
  if (secret.deletedAt !== undefined) throw invalid(message, 'InvalidRequestException')
}

/** liveSecretIn is secretIn for calls that are refused once a deletion is scheduled. */
export function liveSecretIn(call: Call): Secret {
  const secret = secretIn(call)
  refuseDeleted(secret, "You can't perform this operation on the secret because it was marked for deletion.")
  return secret
}

/** theSecret is the resource that IAM evaluates: the full ARN, or the ARN of the name if there is no such secret. */
export function theSecret(call: Call): string[] {
  const id = text(call, 'SecretId')
  const missing = id.startsWith('arn:') ? id : callArn(call, 'secretsmanager', `secret:${id}`)
  return [findSecret(call.world, here(call), id)?.arn ?? missing]
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
  what: { id?: string | undefined; text: string }
): SecretVersion {
  const current = versionOf(secret, {})
  for (const one of secret.versions) one.stages = []
  if (current) current.stages = ['AWSPREVIOUS']
  const version: SecretVersion = {
    id: what.id ?? drawUuid(world),
    text: what.text,
    createdAt: world.now,
    stages: ['AWSCURRENT']
  }
  secret.versions.push(version)
  secret.changedAt = world.now
  return version
}

/** The metadata as DescribeSecret returns it; ListSecrets has another name for the versions. */
function viewSecret(secret: Secret, versions: 'VersionIdsToStages' | 'SecretVersionsToStages'): JsonMap {
  const staged = secret.versions.filter(one => one.stages.length > 0)
  return compact({
    ARN: secret.arn,
    Name: secret.name,
    Description: secret.description,
    KmsKeyId: secret.kmsKeyId,
    LastChangedDate: seconds(secret.changedAt),
    DeletedDate: seconds(secret.deletedAt),
    CreatedDate: seconds(secret.createdAt),
    Tags: secret.tags,
    [versions]: Object.fromEntries(staged.map(one => [one.id, [...one.stages]]))
  })
}

function viewVersion(one: SecretVersion): JsonMap {
  return { VersionId: one.id, VersionStages: [...one.stages], CreatedDate: seconds(one.createdAt) }
}

/** A value with a leading `!` excludes; names match by prefix. */
function fits(secret: Secret, filter: JsonMap): boolean {
  const key = textOf(filter, 'Key')
  if (key !== 'name') throw invalid(`The sandbox filters secrets by name, not by ${key}.`)
  return textsOf(filter, 'Values').some(value => {
    const excluded = value.startsWith('!')
    return secret.name.startsWith(excluded ? value.slice(1) : value) !== excluded
  })
}

/** Read operations of Secrets Manager. */
export const SECRET_READS: Operations = {
  DescribeSecret: { resources: theSecret, run: call => viewSecret(secretIn(call), 'VersionIdsToStages') },
  GetSecretValue: {
    resources: theSecret,
    run: call => {
      const secret = liveSecretIn(call)
      const id = textOf(call.input, 'VersionId')
      const stage = textOf(call.input, 'VersionStage')
      const version = versionOf(secret, { id, stage })
      if (!version)
        throw notFound(` value for ${id ? `VersionId: ${id}` : `staging label: ${stage ?? 'AWSCURRENT'}`}`)
      return { ARN: secret.arn, Name: secret.name, SecretString: version.text, ...viewVersion(version) }
    }
  },
  ListSecrets: {
    run: call => {
      const planned = booleanOf(call.input, 'IncludePlannedDeletion') ?? false
      const secrets = [...here(call).secrets.values()]
        .filter(secret => !isPurged(call.world, secret))
        .filter(secret => planned || secret.deletedAt === undefined)
        .filter(secret => mapsOf(call.input, 'Filters').every(filter => fits(secret, filter)))
      const found = page(call, secrets)
      return {
        SecretList: found.items.map(one => viewSecret(one, 'SecretVersionsToStages')),
        NextToken: found.next
      }
    }
  },
  ListSecretVersionIds: {
    resources: theSecret,
    run: call => {
      const secret = secretIn(call)
      const all = booleanOf(call.input, 'IncludeDeprecated') ?? false
      const listed = secret.versions.filter(one => all || one.stages.length > 0)
      return { ARN: secret.arn, Name: secret.name, Versions: listed.map(viewVersion) }
    }
  }
}
