import { AwsError, oneLine } from '../aws/error.ts'
import { mapBounded } from '../list.ts'
import { present } from '../present.ts'
import type { ParameterMetadata, SecretDirectory, SecretMetadata } from './ports.ts'
import {
  type ParameterArnReference,
  type ParameterNameReference,
  parameterArnOf,
  printTarget,
  type Reference,
  type ReferenceFault,
  type SecretArnReference,
  type SecretNameReference
} from './reference.ts'

/** Where something was looked up; `account` if the credentials have shown it. */
export type LookupPlace = { readonly region: string; readonly partition: string; readonly account?: string }

/**
 * What AWS returned for one secret or parameter. `open`: it may not be looked up, why, what would help, and what AWS
 * answered; ECS may be able to read it.
 */
export type LookupAnswer =
  | {
      readonly kind: 'found'
      readonly arn: string
      /** The KMS key as AWS returns it; absent if the AWS managed key is used. */
      readonly keyId?: string
      /** Milliseconds since 1970. */
      readonly changedAt?: number
      readonly warning?: ReferenceFault
      readonly versions?: SecretMetadata['versions']
    }
  | { readonly kind: 'fault'; readonly fault: ReferenceFault }
  | { readonly kind: 'open'; readonly why: string; readonly help: string; readonly answered?: string }
  | { readonly kind: 'failed'; readonly error: AwsError }

type SecretReference = SecretNameReference | SecretArnReference
type ParameterReference = ParameterNameReference | ParameterArnReference

const AT_ONCE = 8

/** regionOf returns the Region in which a reference is looked up: that of its ARN, or else that of the service. */
export function regionOf(reference: Reference, where: Pick<LookupPlace, 'region'>): string {
  return 'region' in reference ? reference.region : where.region
}

/**
 * lookUpAll looks up each distinct secret once, at most eight at a time, and all parameters of a Region together, from
 * metadata only. The answers are by `printTarget`. Throws only errors other than AwsError.
 */
export async function lookUpAll(
  references: readonly Reference[],
  directory: SecretDirectory,
  where: LookupPlace
): Promise<ReadonlyMap<string, LookupAnswer>> {
  const wanted = [...new Map(references.map(one => [printTarget(one), one] as const))]
  if (wanted.length === 0) return new Map()
  const parameters = wanted.flatMap(([, one]) => (isParameter(one) ? [one] : []))
  const regions = [...new Set(parameters.map(one => regionOf(one, where)))]
  const [caller, pages] = await Promise.all([
    orError(directory.callerIdentity()),
    mapBounded(regions, AT_ONCE, async region => {
      const names = parameters.filter(one => regionOf(one, where) === region).flatMap(namesOf)
      return [region, await orError(directory.describeParameters(region, [...new Set(names)]))] as const
    })
  ])
  // the account is for messages, and for ARNs that an endpoint omits
  const account = caller instanceof AwsError ? undefined : caller.account
  const byRegion = new Map(pages)
  const answers = await mapBounded(wanted, AT_ONCE, async ([key, reference]) => {
    const there = { ...where, ...present({ account }), region: regionOf(reference, where) }
    const answer = isParameter(reference)
      ? parameterAnswer(reference, byRegion.get(there.region) ?? [], there)
      : await secretAnswer(reference, directory, there)
    return [key, answer] as const
  })
  return new Map(answers)
}

function isParameter(reference: Reference): reference is ParameterReference {
  return reference.kind === 'parameter-name' || reference.kind === 'parameter-arn'
}

async function orError<Value>(asked: Promise<Value>): Promise<Value | AwsError> {
  try {
    return await asked
  } catch (error) {
    if (error instanceof AwsError) return error
    throw error
  }
}

async function secretAnswer(
  reference: SecretReference,
  directory: SecretDirectory,
  where: LookupPlace
): Promise<LookupAnswer> {
  const target = printTarget(reference)
  const id = reference.kind === 'secret-name' ? reference.name : target
  const name = secretNameOf(reference)
  const found = await orError(directory.describeSecret(where.region, id))
  if (found instanceof AwsError) {
    const account = 'account' in reference ? reference.account : (where.account ?? '*')
    const resource = `arn:${where.partition}:secretsmanager:${where.region}:${account}:secret:${name}-??????`
    return failedAnswer(found, resource)
  }
  // AWS also finds what only begins like an ARN
  const isOther =
    reference.kind === 'secret-arn' && found && ![found.arn, found.arn.slice(0, -7)].includes(id)
  if (found === undefined || isOther) return { kind: 'fault', fault: secretNotFound(reference, name, where) }
  const { arn, deletedAt, kmsKeyId: keyId, changedAt, versions } = found
  if (deletedAt === undefined) return { kind: 'found', arn, ...present({ keyId, changedAt, versions }) }
  const fault = {
    code: 'secret-scheduled-for-deletion',
    message: `the secret ${target} in ${placeOf(where)} is scheduled for deletion (${new Date(deletedAt).toISOString().slice(0, 10)}); tasks cannot read it`,
    hint: `Restore it: aws secretsmanager restore-secret --region ${where.region} --secret-id ${name}`
  }
  return { kind: 'fault', fault }
}

/** secretNameOf returns a secret's name without what looks like the suffix of an ARN. */
export function secretNameOf(reference: SecretReference): string {
  if (reference.kind === 'secret-name') return reference.name
  return reference.suffix === undefined ? reference.resource : reference.resource.slice(0, -7)
}

function failedAnswer(error: AwsError, resource: string): LookupAnswer {
  if (error.kind !== 'denied') return { kind: 'failed', error }
  const { operation, awsName, message } = error
  const why = `no permission for ${operation}`
  const help = `Allow ${operation} on ${resource} to the deploying role; it reads metadata, never the value.`
  return { kind: 'open', why, help, answered: `${awsName}: ${oneLine(message)}` }
}

function placeOf({ region, account }: LookupPlace): string {
  return `Region ${region}${account === undefined ? '' : ` of account ${account}`}`
}

/** Nothing here may list secrets, so that no similar name is known. */
function secretNotFound(reference: SecretReference, name: string, where: LookupPlace): ReferenceFault {
  const isForeign =
    reference.kind === 'secret-arn' && where.account !== undefined && reference.account !== where.account
  const target = printTarget(reference)
  const suffix = /-[A-Za-z0-9]{6}$/.test(target)
    ? 'The six characters at the end of an ARN are no part of the name, and a secret that was created again has others: secretsmanager:NAME follows the name. '
    : ''
  return {
    code: 'secret-not-found',
    message: isForeign
      ? `there is no secret ${target}, or account ${where.account} of the credentials is not authorized to see it: the ARN is in account ${reference.account}`
      : `there is no secret ${target} in ${placeOf(where)}`,
    hint: isForeign
      ? 'Check the account in the ARN. A secret of another account needs a resource policy that allows this account secretsmanager:DescribeSecret and the execution role secretsmanager:GetSecretValue, and a customer managed KMS key that both may use.'
      : `${suffix}Check the spelling and the Region, or create it: aws secretsmanager create-secret --region ${where.region} --name ${name} --secret-string file://VALUE.txt`
  }
}

/** The names that a reference may mean: `/a` and `a` have the same ARN. */
function namesOf(reference: ParameterReference): readonly string[] {
  if (reference.kind === 'parameter-name') return [reference.name]
  const { resource } = reference
  return resource.includes('/') ? [`/${resource}`] : [resource, `/${resource}`]
}

function parameterAnswer(
  reference: ParameterReference,
  parameters: readonly ParameterMetadata[] | AwsError,
  where: LookupPlace
): LookupAnswer {
  if (parameters instanceof AwsError) return failedAnswer(parameters, '*')
  const target = printTarget(reference)
  const names = namesOf(reference)
  const { account } = where
  if (reference.kind === 'parameter-arn' && account !== undefined && reference.account !== account)
    return {
      kind: 'open',
      why: `${target} belongs to account ${reference.account}, the credentials to ${account}; parameters of another account cannot be looked up by name`,
      help: 'Make sure that it is shared with this account (AWS RAM).'
    }
  const parameter = names.flatMap(name => parameters.find(one => one.name === name) ?? [])[0]
  if (!parameter) {
    const fault = {
      code: 'parameter-not-found',
      message: `there is no parameter ${target} in ${placeOf(where)}`,
      hint: `Check the spelling and the Region, or create it: aws ssm put-parameter --region ${where.region} --type SecureString --name ${names[0]} --value file://VALUE.txt`
    }
    return { kind: 'fault', fault }
  }
  const { changedAt, keyId, type = 'SecureString' } = parameter
  const written = reference.kind === 'parameter-arn' ? target : undefined
  const built = account === undefined ? undefined : parameterArnOf(parameter.name, { ...where, account })
  const warning = {
    code: 'parameter-not-secure',
    message: `the parameter ${target} is a ${type}, not a SecureString: its value is kept unencrypted`,
    hint: 'If it holds a credential, put it again as SecureString.'
  }
  return {
    kind: 'found',
    // ECS takes the name of a parameter too
    arn: parameter.arn ?? written ?? built ?? parameter.name,
    ...present({ changedAt }),
    ...present(type === 'SecureString' ? { keyId } : { warning })
  }
}
