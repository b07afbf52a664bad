import { AwsError } from '../aws/error.ts'
import { explainAwsError } from '../aws/explain.ts'
import type { Problem } from '../errors.ts'
import type { Where } from './faults.ts'
import { lookUpSecret } from './lookup-secret.ts'
import type { SecretDirectory, SecretKeys } from './ports.ts'
import { parameterArnOf, printTail, type ReferenceFault } from './reference.ts'
import { printWhole, type WholeReference } from './whole.ts'

/** Access to what a reference contains; without `keys`, no secret is read for its keys. */
export type ExpandingPorts = Where & { readonly directory: SecretDirectory; readonly keys?: SecretKeys }

/** A part of a path or a JSON key, and the reference to that item. */
type Part = { readonly below: string; readonly reference: string }

/** The items that a wildcard reference stands for, or why they are unknown. */
export type FoundParts =
  | { readonly parts: readonly Part[] }
  | { readonly fault: ReferenceFault }
  | { readonly problem: Problem }

/** lookAll lists parameters by name only, and the keys of a secret if allowed. Throws errors other than AwsError. */
export function lookAll(whole: WholeReference, ports: ExpandingPorts): Promise<FoundParts> {
  return whole.kind === 'path' ? lookUnder(whole, ports) : lookInto(whole, ports)
}

async function lookUnder(
  whole: Extract<WholeReference, { kind: 'path' }>,
  { directory, region, partition }: ExpandingPorts
): Promise<FoundParts> {
  const { path, isDeep, at } = whole
  const there = at?.region ?? region
  try {
    if (at && (await directory.callerIdentity()).account !== at.account) return { fault: otherAccount(whole) }
    const parameters = await directory.listParameters(there, path, isDeep)
    if (parameters.length === 0) return { fault: nothingThere(whole, there) }
    const names = parameters.map(({ name }) => name).sort((a, b) => (a < b ? -1 : 1))
    const referenceTo = (name: string) =>
      at === undefined ? `ssm:${name}` : parameterArnOf(name, { ...at, partition: at.partition || partition })
    return {
      parts: names.map(name => ({ below: name.slice(path.length + 1), reference: referenceTo(name) }))
    }
  } catch (error) {
    return { problem: refused(error, `the parameters under ${path} in ${there}`) }
  }
}

/** A key that cannot be written in ECS's grammar cannot be referenced. */
const WRITABLE_KEY = /^[^:*\p{Cc}]+$/u

async function lookInto(
  whole: Extract<WholeReference, { kind: 'keys' }>,
  { directory, keys, region, partition }: ExpandingPorts
): Promise<FoundParts> {
  const { secret } = whole
  if (keys === undefined) return { fault: notAllowed(whole) }
  const there = secret.kind === 'secret-arn' ? secret.region : region
  const { tail: _, ...target } = secret
  const answer = await lookUpSecret(directory, target, { region: there, partition })
  if (answer.kind === 'fault') return { fault: answer.fault }
  if (answer.kind === 'failed') return { problem: refused(answer.error, printWhole(whole)) }
  try {
    const { versionStage: stage = '', versionId: id = '' } = secret.tail ?? {}
    const found = await keys.keysOf(there, answer.arn, { stage, id })
    if (found === undefined) return { fault: noKeys(whole) }
    const unwritable = found.filter(key => !WRITABLE_KEY.test(key)).length
    if (unwritable > 0) return { fault: unwritableKeys(whole, unwritable) }
    const version = secret.tail ?? { versionStage: '', versionId: '' }
    const parts = [...found]
      .sort((a, b) => (a < b ? -1 : 1))
      .map(key => ({ below: key, reference: `${answer.arn}${printTail({ ...version, jsonKey: key })}` }))
    return parts.length === 0 ? { fault: noKeys(whole) } : { parts }
  } catch (error) {
    return { problem: refused(error, printWhole(whole)) }
  }
}

function refused(error: unknown, subject: string): Problem {
  if (!(error instanceof AwsError)) throw error
  return explainAwsError(error, { subject })
}

function nothingThere(whole: WholeReference, region: string): ReferenceFault {
  return {
    code: 'nothing-under-path',
    message: `there is no parameter under ${printWhole(whole)} in Region ${region}`,
    hint: 'Check the path and the Region. A single star is for what lies directly under the path, two stars also for what lies deeper.'
  }
}

function otherAccount(whole: WholeReference): ReferenceFault {
  return {
    code: 'path-of-other-account',
    message: `${printWhole(whole)} belongs to another account, whose parameters cannot be listed`,
    hint: 'Name each of its parameters by its ARN.'
  }
}

function notAllowed(whole: WholeReference): ReferenceFault {
  return {
    code: 'keys-not-expanded',
    message: `${printWhole(whole)} means all keys of the secret, and to list them its value has to be read`,
    hint: 'Set the input expand-keys: true to allow that, or name the keys: secretsmanager:NAME:key::.'
  }
}

function noKeys(whole: WholeReference): ReferenceFault {
  return {
    code: 'no-json-keys',
    message: `${printWhole(whole)}: the secret holds no JSON object with keys`,
    hint: 'Store {"name": "value", …}, or write secretsmanager:NAME for the whole of it.'
  }
}

function unwritableKeys(whole: WholeReference, count: number): ReferenceFault {
  return {
    code: 'unwritable-json-keys',
    message: `${printWhole(whole)}: ${count} of the keys have characters that a reference cannot have (a colon, a star, a control character)`,
    hint: 'Rename them, or name the keys that are wanted one by one.'
  }
}
