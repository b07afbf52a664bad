import { AwsError } from '../aws/error.ts'
import { present } from '../present.ts'
import { parameterNotFound, type Where } from './faults.ts'
import type { Answer } from './lookup-secret.ts'
import type { ParameterMetadata, SecretDirectory } from './ports.ts'
import {
  type ParameterArnReference,
  type ParameterNameReference,
  parameterArnOf,
  printTarget,
  type ReferenceFault
} from './reference.ts'

type ParameterReference = ParameterNameReference | ParameterArnReference

/** The parameters of one Region, read together, or the error of that read. */
export type FetchedParameters = ReadonlyMap<string, ParameterMetadata> | AwsError

/** parameterNames returns the names that a reference may mean: `/a` and `a` have the same ARN. */
export function parameterNames(reference: ParameterReference): readonly string[] {
  if (reference.kind === 'parameter-name') return [reference.name]
  return reference.resource.includes('/')
    ? [`/${reference.resource}`]
    : [reference.resource, `/${reference.resource}`]
}

/** fetchParameters reads all names of one Region at once. Throws only errors other than AwsError. */
export async function fetchParameters(
  directory: SecretDirectory,
  region: string,
  names: readonly string[]
): Promise<FetchedParameters> {
  try {
    const found = await directory.describeParameters(region, names)
    return new Map(found.map(parameter => [parameter.name, parameter]))
  } catch (error) {
    if (error instanceof AwsError) return error
    throw error
  }
}

/**
 * resolveFromFetched returns the answer for one reference. `where.account` is needed only if the endpoint returns no
 * ARN.
 */
export function resolveFromFetched(
  fetched: FetchedParameters,
  reference: ParameterReference,
  where: Where
): Answer {
  if (fetched instanceof AwsError) return { kind: 'failed', error: fetched }
  const parameter = parameterNames(reference)
    .map(name => fetched.get(name))
    .find(found => found !== undefined)
  if (
    reference.kind === 'parameter-arn' &&
    where.account !== undefined &&
    reference.account !== where.account
  ) {
    return { kind: 'found', arn: printTarget(reference), warning: otherAccount(reference, where.account) }
  }
  if (!parameter) return { kind: 'fault', fault: parameterNotFound(reference, where) }
  const arn = arnOf(parameter, reference, where)
  if (arn === undefined) return { kind: 'fault', fault: unknownAccount(reference) }
  const plain = parameter.type !== undefined && parameter.type !== 'SecureString'
  return {
    kind: 'found',
    arn,
    ...present({ changedAt: parameter.changedAt }),
    ...present(plain ? { warning: notSecure(reference, parameter.type ?? '') } : { keyId: parameter.keyId })
  }
}

function arnOf(
  parameter: ParameterMetadata,
  reference: ParameterReference,
  where: Where
): string | undefined {
  if (parameter.arn !== undefined) return parameter.arn
  if (reference.kind === 'parameter-arn') return printTarget(reference)
  return where.account === undefined
    ? undefined
    : parameterArnOf(parameter.name, { ...where, account: where.account })
}

function otherAccount(reference: ParameterArnReference, account: string): ReferenceFault {
  return {
    code: 'parameter-not-verified',
    message: `not verified: ${printTarget(reference)} belongs to account ${reference.account}, the credentials to ${account}; parameters of another account cannot be looked up by name`,
    hint: 'Make sure that the parameter is shared with this account (AWS RAM), or keep it in the account of the service.'
  }
}

function notSecure(reference: ParameterReference, type: string): ReferenceFault {
  return {
    code: 'parameter-not-secure',
    message: `the parameter ${printTarget(reference)} is a ${type}, not a SecureString: its value is kept unencrypted`,
    hint: 'If it holds a credential, put it again as SecureString.'
  }
}

function unknownAccount(reference: ParameterReference): ReferenceFault {
  return {
    code: 'account-unknown',
    message: `the ARN of ${printTarget(reference)} cannot be determined: neither Parameter Store nor STS returned the account that it belongs to`,
    hint: 'Write the ARN of the parameter in full.'
  }
}
