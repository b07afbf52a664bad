import { isMap } from '../json.ts'
import type { Question } from './evaluate.ts'
import { arnOf, parseArn, regionOf } from './lookup.ts'
import type { Region, Secret, SecretVersion, World } from './state.ts'

/** Why a reference cannot be read; `service` if the answer came from AWS and therefore has a request ID. */
export type Failure = { readonly text: string; readonly service: boolean }

/** The reader: `denied` returns AWS's message if its policies do not allow the call. */
export type Reader = {
  readonly region: string
  readonly denied: (question: Question) => string | undefined
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
  const context = contextOf(world, parts.region, secret)
  const denied = reader.denied({ action: 'secretsmanager:GetSecretValue', resource, context })
  if (denied) return refusal('AccessDeniedException', denied)
  if (!secret) return refusal('ResourceNotFoundException', "Secrets Manager can't find the specified secret.")
  if (secret.deletedAt !== undefined)
    return refusal(
      'InvalidRequestException',
      "You can't perform this operation on the secret because it was marked for deletion."
    )
  const key = { id: secret.kmsKeyId, via: 'secretsmanager', region: parts.region }
  return keyFailure(world, reader, key) ?? readVersion(secret, parts)
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

function readVersion(secret: Secret, { version, stage, jsonKey }: Reference): Failure | undefined {
  const found = versionOf(secret, { id: version, stage })
  const label = version ? `VersionId: ${version}` : `staging label: ${stage || 'AWSCURRENT'}`
  if (!found)
    return refusal(
      'ResourceNotFoundException',
      `Secrets Manager can't find the specified secret value for ${label}`
    )
  if (jsonKey === '' || keysOf(found.text).includes(jsonKey)) return
  const text = `retrieved secret from Secrets Manager did not contain json key ${jsonKey}`
  return { text, service: false }
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
  const context = { 'aws:RequestedRegion': region }
  const denied = reader.denied({ action: 'ssm:GetParameters', resource, context })
  if (denied) return refusal('AccessDeniedException', denied)
  if (!parameter) return { text: `invalid parameters: ${name}`, service: false }
  return keyFailure(world, reader, { id: parameter.keyId, via: 'ssm', region })
}

/** A value under a customer managed key needs the permission to decrypt with it, too. */
function keyFailure(
  world: World,
  reader: Reader,
  { id, via, region }: { id: string | undefined; via: string; region: string }
): Failure | undefined {
  if (id === undefined || id.includes('alias/aws/')) return
  const own = arnOf(world, ['kms', region], id.startsWith('alias/') ? id : `key/${id}`)
  const resource = id.startsWith('arn:') ? id : own
  const context = { 'kms:ViaService': `${via}.${region}.amazonaws.com` }
  return reader.denied({ action: 'kms:Decrypt', resource, context })
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

/** contextOf is what IAM knows of a call on a secret: its tags. */
export function contextOf(world: World, region: string, secret: Secret | undefined): Record<string, string> {
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
