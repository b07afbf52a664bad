import { AwsError } from '../../aws/error.ts'
import { mapBounded } from '../../bounded.ts'
import { present } from '../../present.ts'
import {
  accountUnknown,
  baseNameOf,
  nameWithSuffix,
  parameterNotFound,
  parameterNotSecure,
  parameterNotVerified,
  scheduledForDeletion,
  secretNotFound,
  secretRecreated,
  versionFault,
  type Where
} from './faults.ts'
import type { ParameterMetadata, SecretDirectory } from './ports.ts'
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

/** What AWS returned for one secret or parameter. `versions` are checked for each reference to it. */
export type Answer =
  | {
      readonly kind: 'found'
      readonly arn: string
      /** The KMS key as AWS returns it; absent if the AWS managed key is used. */
      readonly keyId?: string
      readonly changedAt?: number
      readonly warning?: ReferenceFault
      /** What is wrong with the version that a reference to this secret names. */
      readonly versionFault?: (reference: Reference) => ReturnType<typeof versionFault>
    }
  | { readonly kind: 'fault'; readonly fault: ReferenceFault }
  | { readonly kind: 'failed'; readonly error: AwsError }

/** All answers, by `printTarget` of the reference; `account` is that of the credentials, if known. */
export type Answers = { readonly found: ReadonlyMap<string, Answer>; readonly account?: string }

type SecretReference = SecretNameReference | SecretArnReference
type ParameterReference = ParameterNameReference | ParameterArnReference

const AT_ONCE = 8

/** regionOf returns the Region in which a reference is looked up: that of its ARN, or else that of the service. */
export function regionOf(reference: Reference, where: Pick<Where, 'region'>): string {
  return 'region' in reference ? reference.region : where.region
}

/**
 * lookUpAll looks up each distinct secret once, at most eight at a time, and all parameters of a Region together, from
 * metadata only. Throws only errors other than AwsError.
 */
export async function lookUpAll(
  references: readonly Reference[],
  directory: SecretDirectory,
  where: Where
): Promise<Answers> {
  const wanted = new Map(references.map(reference => [printTarget(reference), reference]))
  if (wanted.size === 0) return { found: new Map() }
  const [account, parameters] = await Promise.all([
    accountOf(directory),
    describeParameters([...wanted.values()].filter(isParameter), directory, where)
  ])
  const found = await mapBounded([...wanted], AT_ONCE, async ([key, reference]) => {
    const there = { ...where, ...present({ account }), region: regionOf(reference, where) }
    const answer = isParameter(reference)
      ? parameterAnswer(reference, parameters.get(there.region) ?? new Map(), there)
      : await lookUpSecret(directory, reference, there)
    return [key, answer] as const
  })
  return { found: new Map(found), ...present({ account }) }
}

/** The account is for messages and for ARNs that the endpoint omits; not knowing it is not an error in itself. */
async function accountOf(directory: SecretDirectory): Promise<string | undefined> {
  return (await unlessAwsFails(directory.callerIdentity()))?.account
}

async function unlessAwsFails<Value>(asked: Promise<Value>): Promise<Value | undefined> {
  try {
    return await asked
  } catch (error) {
    if (error instanceof AwsError) return undefined
    throw error
  }
}

async function lookUpSecret(
  directory: SecretDirectory,
  reference: SecretReference,
  where: Where
): Promise<Answer> {
  try {
    const id = reference.kind === 'secret-name' ? reference.name : printTarget(reference)
    const secret = await directory.describeSecret(where.region, id)
    if (!secret) return { kind: 'fault', fault: await explainMissing(directory, reference, where) }
    const { arn, deletedAt, kmsKeyId: keyId, changedAt, versions } = secret
    if (deletedAt !== undefined)
      return { kind: 'fault', fault: scheduledForDeletion(reference, deletedAt, where) }
    if (reference.kind === 'secret-arn' && arn !== id && arn.slice(0, -7) !== id)
      return { kind: 'fault', fault: secretRecreated(reference, arn) }
    return {
      kind: 'found',
      arn,
      ...present({ keyId, changedAt }),
      versionFault: named => versionFault(named, versions, where)
    }
  } catch (error) {
    if (error instanceof AwsError) return { kind: 'failed', error }
    throw error
  }
}

/** One more read, for what ends like the suffix of an ARN: is it part of a name, or that of an older secret? */
async function explainMissing(
  directory: SecretDirectory,
  reference: SecretReference,
  where: Where
): Promise<ReferenceFault> {
  const base =
    reference.kind === 'secret-arn'
      ? reference.suffix && baseNameOf(reference)
      : /^(.+)-[A-Za-z0-9]{6}$/.exec(reference.name)?.[1]
  const now = base && (await unlessAwsFails(directory.describeSecret(where.region, base)))
  if (now && reference.kind === 'secret-name' && now.arn.endsWith(`:secret:${reference.name}`))
    return nameWithSuffix(reference, now.arn, now.name)
  if (now && reference.kind === 'secret-arn' && now.arn.slice(0, -7) === printTarget(reference).slice(0, -7))
    return secretRecreated(reference, now.arn)
  return secretNotFound(reference, where)
}

function isParameter(reference: Reference): reference is ParameterReference {
  return reference.kind === 'parameter-name' || reference.kind === 'parameter-arn'
}

type Parameters = ReadonlyMap<string, ParameterMetadata> | AwsError

/** The parameters of each Region by name, or the error of the Region's request. */
async function describeParameters(
  references: readonly ParameterReference[],
  directory: SecretDirectory,
  where: Where
): Promise<ReadonlyMap<string, Parameters>> {
  const regions = [...new Set(references.map(one => regionOf(one, where)))]
  const read = await mapBounded(regions, AT_ONCE, async (region): Promise<readonly [string, Parameters]> => {
    const names = references.filter(one => regionOf(one, where) === region).flatMap(parameterNames)
    try {
      const found = await directory.describeParameters(region, [...new Set(names)])
      return [region, new Map(found.map(parameter => [parameter.name, parameter]))]
    } catch (error) {
      if (error instanceof AwsError) return [region, error]
      throw error
    }
  })
  return new Map(read)
}

/** The names that a reference may mean: `/a` and `a` have the same ARN. */
function parameterNames(reference: ParameterReference): readonly string[] {
  if (reference.kind === 'parameter-name') return [reference.name]
  const { resource } = reference
  return resource.includes('/') ? [`/${resource}`] : [resource, `/${resource}`]
}

function parameterAnswer(reference: ParameterReference, parameters: Parameters, where: Where): Answer {
  if (parameters instanceof AwsError) return { kind: 'failed', error: parameters }
  const { account } = where
  if (reference.kind === 'parameter-arn' && account !== undefined && reference.account !== account)
    return {
      kind: 'found',
      arn: printTarget(reference),
      warning: parameterNotVerified(reference, account)
    }
  const parameter = parameterNames(reference).flatMap(name => parameters.get(name) ?? [])[0]
  if (!parameter) return { kind: 'fault', fault: parameterNotFound(reference, where) }
  const { changedAt, keyId, type = 'SecureString' } = parameter
  const arn =
    parameter.arn ??
    (reference.kind === 'parameter-arn' ? printTarget(reference) : undefined) ??
    (account === undefined ? undefined : parameterArnOf(parameter.name, { ...where, account }))
  if (arn === undefined) return { kind: 'fault', fault: accountUnknown(reference) }
  return {
    kind: 'found',
    arn,
    ...present({ changedAt }),
    ...present(type === 'SecureString' ? { keyId } : { warning: parameterNotSecure(reference, type) })
  }
}
