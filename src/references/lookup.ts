import { AwsError } from '../aws/error.ts'
import { mapBounded } from '../bounded.ts'
import { present } from '../present.ts'
import type { Where } from './faults.ts'
import {
  type FetchedParameters,
  fetchParameters,
  parameterNames,
  resolveFromFetched
} from './lookup-parameters.ts'
import { type Answer, lookUpSecret } from './lookup-secret.ts'
import type { SecretDirectory } from './ports.ts'
import { type BareReference, type ParsedReference, printTarget, type Reference } from './reference.ts'
import type { JudgedUse } from './resolution.ts'

const atOnce = 8

/**
 * What AWS returned, by `lookupKey`; for a bare name, the forms that exist. `account` is that of the credentials, if
 * known.
 */
export type Answers = {
  readonly references: ReadonlyMap<string, Answer>
  readonly bareNames: ReadonlyMap<string, readonly string[]>
  /** The parameter with this bare name, which is how ECS reads it. */
  readonly parameters: ReadonlyMap<string, Answer>
  readonly account?: string
}

/** lookupKey is the same for all references to one secret or parameter, whatever their tail. */
export function lookupKey(reference: Reference): string {
  return printTarget(reference)
}

/** regionOf returns the Region in which a reference is looked up: that of its ARN, or else that of the service. */
export function regionOf(reference: Reference, where: Where): string {
  return reference.kind === 'secret-arn' || reference.kind === 'parameter-arn'
    ? reference.region
    : where.region
}

/** lookUpAll looks up each distinct item once. Bare names are included, so that the message can suggest what exists. */
export async function lookUpAll(
  uses: readonly JudgedUse[],
  directory: SecretDirectory,
  where: Where
): Promise<Answers> {
  const references = distinctReferences(uses)
  const bareNames = distinctBareNames(uses)
  if (references.size === 0 && bareNames.size === 0)
    return { references: new Map(), bareNames: new Map(), parameters: new Map() }
  const [account, fetched] = await Promise.all([
    accountOf(directory),
    fetchByRegion(directory, parameterNamesByRegion(references, bareNames, where))
  ])
  const here: Where = account === undefined ? where : { ...where, account }
  const answers = await mapBounded([...references], atOnce, async ([key, reference]) => {
    const there = { ...here, region: regionOf(reference, where) }
    return [key, await answerFor(reference, { directory, fetched, where: there })] as const
  })
  const forms = await mapBounded([...bareNames], atOnce, async ([name]) => {
    return [name, await formsOf(name, { directory, fetched, where: here })] as const
  })
  const region = fetched.get(where.region) ?? new Map()
  const parameters = [...bareNames.keys()].map(
    name => [name, resolveFromFetched(region, { kind: 'parameter-name', name }, here)] as const
  )
  return {
    references: new Map(answers),
    bareNames: new Map(forms),
    parameters: new Map(parameters),
    ...present({ account })
  }
}

type Source = {
  readonly directory: SecretDirectory
  readonly fetched: ReadonlyMap<string, FetchedParameters>
  readonly where: Where
}

async function answerFor(reference: Reference, source: Source): Promise<Answer> {
  if (reference.kind === 'secret-name' || reference.kind === 'secret-arn') {
    return lookUpSecret(source.directory, reference, source.where)
  }
  return resolveFromFetched(source.fetched.get(source.where.region) ?? new Map(), reference, source.where)
}

async function formsOf(name: string, source: Source): Promise<readonly string[]> {
  const secret = await lookUpSecret(source.directory, { kind: 'secret-name', name }, source.where)
  const here = source.fetched.get(source.where.region)
  const isParameter = here !== undefined && !(here instanceof AwsError) && here.has(name)
  return [
    ...(secret.kind === 'found' ? [`secretsmanager:${name}`] : []),
    ...(isParameter ? [`ssm:${name}`] : [])
  ]
}

function isReference(reference: ParsedReference): reference is Reference {
  return reference.kind !== 'bare' && reference.kind !== 'malformed'
}

function distinctReferences(uses: readonly JudgedUse[]): ReadonlyMap<string, Reference> {
  const found = new Map<string, Reference>()
  for (const { reference, fault } of uses) {
    if (isReference(reference) && !fault) found.set(lookupKey(reference), reference)
  }
  return found
}

function distinctBareNames(uses: readonly JudgedUse[]): ReadonlyMap<string, BareReference> {
  const found = new Map<string, BareReference>()
  for (const { reference } of uses) {
    if (reference.kind === 'bare' && reference.lookable) found.set(reference.name, reference)
  }
  return found
}

function parameterNamesByRegion(
  references: ReadonlyMap<string, Reference>,
  bareNames: ReadonlyMap<string, BareReference>,
  where: Where
): ReadonlyMap<string, ReadonlySet<string>> {
  const wanted = new Map<string, Set<string>>()
  const want = (region: string, name: string) => {
    const names = wanted.get(region) ?? new Set()
    wanted.set(region, names.add(name))
  }
  for (const reference of references.values()) {
    if (reference.kind !== 'parameter-name' && reference.kind !== 'parameter-arn') continue
    for (const name of parameterNames(reference)) want(regionOf(reference, where), name)
  }
  for (const name of bareNames.keys()) want(where.region, name)
  return wanted
}

async function fetchByRegion(
  directory: SecretDirectory,
  wanted: ReadonlyMap<string, ReadonlySet<string>>
): Promise<ReadonlyMap<string, FetchedParameters>> {
  const fetched = await mapBounded([...wanted], atOnce, async ([region, names]) => {
    return [region, await fetchParameters(directory, region, [...names])] as const
  })
  return new Map(fetched)
}

/** The account is for messages and for ARNs that the endpoint omits; not knowing it is not an error in itself. */
async function accountOf(directory: SecretDirectory): Promise<string | undefined> {
  try {
    return (await directory.callerIdentity()).account
  } catch (error) {
    if (error instanceof AwsError) return undefined
    throw error
  }
}
