import { AwsFault } from '../../fault.ts'
import { booleanOf, compact, type JsonMap, mapsOf, numberOf, seconds, textOf, textsOf } from '../../json.ts'
import { isPurged, versionOf } from '../../world/secret-store.ts'
import type { Secret } from '../../world/state.ts'
import { here, type Operation, page } from '../operation.ts'
import { liveSecretIn, secretIn, theSecret, viewSecret } from './common.ts'

const describe: Operation = {
  resources: theSecret,
  run: call => compact(viewSecret(secretIn(call)))
}

const getValue: Operation = {
  resources: theSecret,
  run: call => {
    const secret = liveSecretIn(call)
    const id = textOf(call.input, 'VersionId')
    const stage = textOf(call.input, 'VersionStage')
    const version = versionOf(secret, { id, stage })
    if (!version)
      throw new AwsFault(
        'ResourceNotFoundException',
        `Secrets Manager can't find the specified secret value for ${id ? `VersionId: ${id}` : `staging label: ${stage ?? 'AWSCURRENT'}`}`
      )
    return compact({
      ARN: secret.arn,
      Name: secret.name,
      VersionId: version.id,
      SecretString: version.text,
      SecretBinary: version.binary,
      VersionStages: [...version.stages],
      CreatedDate: seconds(version.createdAt)
    })
  }
}

const list: Operation = {
  run: call => {
    const planned = booleanOf(call.input, 'IncludePlannedDeletion') ?? false
    const secrets = [...here(call).secrets.values()]
      .filter(secret => !isPurged(call.world, secret))
      .filter(secret => planned || secret.deletedAt === undefined)
      .filter(secret => mapsOf(call.input, 'Filters').every(filter => fits(secret, filter)))
    const found = page(secrets, {
      size: Math.min(100, numberOf(call.input, 'MaxResults') ?? 100),
      token: textOf(call.input, 'NextToken'),
      refusal: () => new AwsFault('InvalidNextTokenException', 'The NextToken value is invalid.')
    })
    return { SecretList: found.items.map(listed), NextToken: found.next }
  }
}

function listed(secret: Secret): JsonMap {
  const { VersionIdsToStages, ...members } = viewSecret(secret)
  return compact({ ...members, SecretVersionsToStages: VersionIdsToStages })
}

/** A value with a leading `!` excludes; names match by prefix. */
function fits(secret: Secret, filter: JsonMap): boolean {
  const key = textOf(filter, 'Key') ?? ''
  return textsOf(filter, 'Values').some(value => {
    const excluded = value.startsWith('!')
    const wanted = excluded ? value.slice(1) : value
    return textsFor(secret, key).some(text => text.startsWith(wanted)) !== excluded
  })
}

function textsFor(secret: Secret, key: string): string[] {
  switch (key) {
    case 'name':
      return [secret.name]
    case 'description':
      return [secret.description ?? '']
    case 'tag-key':
      return secret.tags.map(tag => textOf(tag, 'Key') ?? '')
    case 'tag-value':
      return secret.tags.map(tag => textOf(tag, 'Value') ?? '')
    default:
      throw new AwsFault('ValidationException', `The sandbox doesn't filter secrets by ${key}.`)
  }
}

const versions: Operation = {
  resources: theSecret,
  run: call => {
    const secret = secretIn(call)
    const deprecated = booleanOf(call.input, 'IncludeDeprecated') ?? false
    return {
      ARN: secret.arn,
      Name: secret.name,
      Versions: secret.versions
        .filter(one => deprecated || one.stages.length > 0)
        .map(one => ({
          VersionId: one.id,
          VersionStages: [...one.stages],
          CreatedDate: seconds(one.createdAt)
        }))
    }
  }
}

/** Read operations of Secrets Manager. */
export const SECRET_READS: Readonly<Record<string, Operation>> = {
  DescribeSecret: describe,
  GetSecretValue: getValue,
  ListSecrets: list,
  ListSecretVersionIds: versions
}
