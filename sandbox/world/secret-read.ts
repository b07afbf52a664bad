import { isMap } from '../json.ts'
import { arnOf, parseArn, regionOf } from './lookup.ts'
import type { Region, Secret, SecretVersion, World } from './state.ts'

/** Why a reference cannot be read; `service` if the answer came from AWS and therefore has a request ID. */
export type Failure = { readonly text: string; readonly service: boolean }

/** The reader: `denied` returns AWS's message if its policies do not allow the call. */
export type Reader = {
  readonly region: string
  readonly denied: (
    action: string,
    resource: string,
    context: Readonly<Record<string, string>>
  ) => string | undefined
}

const INVALID_ARN =
  'an invalid ARN format for the AWS Secrets Manager secret was specified. Specify a valid ARN and try again.'

/**
 * readSecret checks that `arn:…:secret:name[:json-key:version-stage:version-id]` can be read: syntax, permission,
 * existence, customer managed key, version and JSON key. Returns the failure, never the value.
 */
export function readSecret(world: World, reader: Reader, valueFrom: string): Failure | undefined {
  const parts = splitReference(valueFrom, reader.region, world)
  if (!parts) return { text: INVALID_ARN, service: false }
  const secret = findSecret(world, regionOf(world, parts.region), parts.id)
  const named = parts.id.startsWith('arn:')
    ? parts.id
    : arnOf(world, ['secretsmanager', parts.region], `secret:${parts.id}`)
  const resource = secret?.arn ?? named
  const denied = reader.denied(
    'secretsmanager:GetSecretValue',
    resource,
    contextOf(world, parts.region, secret)
  )
  if (denied) return refusal('AccessDeniedException', denied)
  if (!secret) return refusal('ResourceNotFoundException', "Secrets Manager can't find the specified secret.")
  if (secret.deletedAt !== undefined)
    return refusal(
      'InvalidRequestException',
      "You can't perform this operation on the secret because it was marked for deletion."
    )
  if (isCustomerKey(secret.kmsKeyId)) {
    const key = keyArn(world, parts.region, secret.kmsKeyId)
    if (
      reader.denied('kms:Decrypt', key, { 'kms:ViaService': `secretsmanager.${parts.region}.amazonaws.com` })
    )
      return refusal('AccessDeniedException', 'Access to KMS is not allowed')
  }
  return readVersion(secret, parts)
}

type Reference = {
  readonly id: string
  readonly region: string
  readonly jsonKey: string
  readonly stage: string
  readonly version: string
}

function splitReference(valueFrom: string, home: string, world: World): Reference | undefined {
  const arn = parseArn(valueFrom)
  if (!arn) return { id: valueFrom, region: home, jsonKey: '', stage: '', version: '' }
  const parts = arn.resource.split(':')
  if (parts.length !== 2 && parts.length !== 5) return
  const [kind, name, jsonKey = '', stage = '', version = ''] = parts
  const region = arn.region === '' ? home : arn.region
  if (kind !== 'secret' || !name) return
  const id = `arn:${arn.partition}:secretsmanager:${region}:${arn.account || world.account}:secret:${name}`
  return { id, region, jsonKey, stage, version }
}

function readVersion(secret: Secret, parts: Reference): Failure | undefined {
  const version = versionOf(secret, { id: parts.version, stage: parts.stage })
  if (!version) {
    const label = parts.version
      ? `VersionId: ${parts.version}`
      : `staging label: ${parts.stage || 'AWSCURRENT'}`
    return refusal(
      'ResourceNotFoundException',
      `Secrets Manager can't find the specified secret value for ${label}`
    )
  }
  if (parts.jsonKey === '') return
  const keys = keysOf(version.text)
  return keys.includes(parts.jsonKey)
    ? undefined
    : {
        text: `retrieved secret from Secrets Manager did not contain json key ${parts.jsonKey}`,
        service: false
      }
}

function keysOf(text: string | undefined): string[] {
  try {
    const value: unknown = JSON.parse(text ?? '')
    return isMap(value) ? Object.keys(value) : []
  } catch {
    return []
  }
}

/** readParameter checks that an SSM parameter (name or ARN) can be read with ssm:GetParameters. */
export function readParameter(world: World, reader: Reader, valueFrom: string): Failure | undefined {
  const arn = parseArn(valueFrom)
  const region = arn?.region || reader.region
  const name = arn ? nameFromArn(arn.resource) : valueFrom
  const parameters = regionOf(world, region).parameters
  const parameter = parameters.get(name) ?? parameters.get(`/${name}`)
  const resource = arn ? valueFrom : parameterArn(world, region, name)
  const denied = reader.denied('ssm:GetParameters', resource, { 'aws:RequestedRegion': region })
  if (denied) return refusal('AccessDeniedException', denied)
  if (!parameter) return { text: `invalid parameters: ${name}`, service: false }
  if (parameter.type !== 'SecureString' || !isCustomerKey(parameter.keyId)) return
  const key = keyArn(world, region, parameter.keyId)
  return reader.denied('kms:Decrypt', key, { 'kms:ViaService': `ssm.${region}.amazonaws.com` })
    ? refusal('AccessDeniedException', 'Access to KMS is not allowed')
    : undefined
}

/** parameterArn has exactly one slash after `parameter`, with or without a leading slash in the name. */
export function parameterArn(world: World, region: string, name: string): string {
  return arnOf(world, ['ssm', region], `parameter${name.startsWith('/') ? name : `/${name}`}`)
}

function nameFromArn(resource: string): string {
  const path = resource.replace(/^parameter/, '')
  return path.lastIndexOf('/') > 0 ? path : path.slice(1)
}

function isCustomerKey(key: string | undefined): key is string {
  return key !== undefined && !key.includes('alias/aws/')
}

function keyArn(world: World, region: string, key: string): string {
  if (key.startsWith('arn:')) return key
  return arnOf(world, ['kms', region], key.startsWith('alias/') ? key : `key/${key}`)
}

function contextOf(world: World, region: string, secret: Secret | undefined): Record<string, string> {
  const tags = (secret?.tags ?? []).flatMap(tag => {
    const { Key, Value = '' } = tag
    return [
      [`secretsmanager:ResourceTag/${Key}`, Value],
      [`aws:ResourceTag/${Key}`, Value]
    ]
  })
  return {
    'aws:RequestedRegion': region,
    'aws:ResourceAccount': world.account,
    ...Object.fromEntries(tags)
  }
}

function refusal(type: string, text: string): Failure {
  return { text: `${type}: ${text}`, service: true }
}

/**
 * findSecret finds a secret by name, full ARN or partial ARN (without the six-character suffix), including one that is
 * scheduled for deletion. A purged one no longer exists.
 */
export function findSecret(world: World, region: Region, id: string): Secret | undefined {
  const arn = parseArn(id)
  const secrets = [...region.secrets.values()].filter(secret => !isPurged(world, secret))
  if (!arn) return secrets.find(secret => secret.name === id)
  if (arn.region !== region.name || arn.account !== world.account) return
  return (
    secrets.find(secret => secret.arn === id) ??
    secrets.find(secret => secret.arn.slice(0, -7) === id && id.endsWith(`:secret:${secret.name}`))
  )
}

/** isPurged: the recovery window is over. */
export function isPurged(world: World, secret: Secret): boolean {
  return secret.purgeAt !== undefined && secret.purgeAt <= world.now
}

/** versionOf selects a version by ID or stage (AWSCURRENT by default). */
export function versionOf(
  secret: Secret,
  which: { id?: string | undefined; stage?: string | undefined }
): SecretVersion | undefined {
  if (which.id !== undefined && which.id !== '') return secret.versions.find(one => one.id === which.id)
  const stage = which.stage ? which.stage : 'AWSCURRENT'
  return secret.versions.find(one => one.stages.includes(stage))
}
