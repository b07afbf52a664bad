import { mapBounded, slicesOf } from '../list.ts'
import { present } from '../present.ts'
import type { AuditedSecret, LiveReference } from './audit.ts'
import { readOrGap } from './gap.ts'
import type { ParameterFacts, SecretFacts, SecretInventory } from './ports.ts'

/**
 * lookUpSecrets looks up everything that the references name, each once. A denied lookup is `not-verified`. Throws
 * AwsError for other failures. `since`: the last change of any kind is date enough for a secret that
 * has not changed after this time.
 */
export async function lookUpSecrets(
  references: readonly LiveReference[],
  port: SecretInventory,
  since = Number.NEGATIVE_INFINITY
): Promise<ReadonlyMap<string, ReferencedSecret>> {
  const distinct = new Map(references.map(reference => [secretKeyOf(reference), reference]))
  const secrets = [...distinct].filter(([, { store }]) => store === 'secretsmanager')
  const found = new Map<string, ReferencedSecret>(
    await mapBounded(secrets, AT_ONCE, async ([key, reference]) => [
      key,
      await lookUpSecret(reference, port, since)
    ])
  )
  const parameters = [...distinct.values()].filter(({ store }) => store === 'ssm')
  for (const region of new Set(parameters.map(reference => reference.region))) {
    const here = parameters.filter(reference => reference.region === region)
    for (const [key, looked] of await lookUpParameters(here, region, port)) found.set(key, looked)
  }
  return found
}

const AT_ONCE = 5

async function lookUpSecret(
  { region, id }: LiveReference,
  port: SecretInventory,
  since: number
): Promise<ReferencedSecret> {
  const look = await readOrGap(id, () => port.describeSecret(region, id))
  if ('gap' in look) return { kind: 'not-verified', why: look.gap.why }
  const facts = look.found
  if (facts === undefined) return { kind: 'gone' }
  if (facts.deletedAt !== undefined) return { kind: 'secret', facts }
  const { changedAt } = facts
  if (changedAt !== undefined && changedAt <= since) return { kind: 'secret', facts, changedAt }
  return { kind: 'secret', facts, ...(await currentVersion(facts, { region, port })) }
}

/**
 * The version's creation date or, if it may not be read, the secret's last change, which a change of a tag also
 * updates. If the label was moved back to an older version, its creation does not show since when it is read.
 */
async function currentVersion(
  { arn, changedAt }: SecretFacts,
  { region, port }: { readonly region: string; readonly port: SecretInventory }
): Promise<Pick<Extract<ReferencedSecret, { kind: 'secret' }>, 'changedAt' | 'movedAt'>> {
  const look = await readOrGap(arn, () => port.currentVersion(region, arn))
  if ('gap' in look) return present({ changedAt })
  const { createdAt, isNewest } = look.found ?? { isNewest: true }
  return present({ changedAt: createdAt, movedAt: isNewest ? undefined : changedAt })
}

async function lookUpParameters(
  references: readonly LiveReference[],
  region: string,
  port: SecretInventory
): Promise<readonly (readonly [string, ReferencedSecret])[]> {
  // The ARN of a parameter without a path does not show whether its name begins with a slash.
  const names = references.flatMap(({ id }) => (id.includes('/') ? [id] : [id, `/${id}`]))
  const look = await readOrGap('parameters', () => port.describeParameters(region, names))
  const byName = new Map('gap' in look ? [] : look.found.map(facts => [facts.name, facts] as const))
  return references.map(reference => {
    const { id } = reference
    if ('gap' in look) return [secretKeyOf(reference), { kind: 'not-verified', why: look.gap.why }] as const
    const facts = byName.get(id) ?? byName.get(`/${id}`)
    const looked: ReferencedSecret = facts === undefined ? { kind: 'gone' } : { kind: 'parameter', facts }
    return [secretKeyOf(reference), looked] as const
  })
}

/** Secrets without a reference that share a prefix with a referenced one, and why some could not be listed. */
export type UnreferencedSecrets = {
  readonly rows: readonly AuditedSecret[]
  readonly listed: readonly (SecretFacts & { readonly region: string })[]
  readonly remarks: readonly string[]
}

/**
 * findUnreferencedSecrets lists the secrets that share a prefix with a referenced one, so that other teams' secrets are
 * not listed. Throws AwsError.
 */
export async function findUnreferencedSecrets(
  lookups: ReadonlyMap<string, ReferencedSecret>,
  referenced: ReadonlySet<string>,
  port: SecretInventory
): Promise<UnreferencedSecrets> {
  const prefixes = new Map<string, Set<string>>()
  const remarks: string[] = []
  for (const looked of lookups.values()) {
    if (looked.kind !== 'secret') continue
    const prefix = prefixOf(looked.facts.name)
    const region = looked.facts.arn.split(':')[3] ?? ''
    if (prefix !== undefined) prefixes.set(region, (prefixes.get(region) ?? new Set()).add(prefix))
  }
  const listed: (SecretFacts & { readonly region: string })[] = []
  for (const [region, names] of prefixes) {
    for (const batch of slicesOf([...names], NAMES_AT_ONCE)) {
      const look = await readOrGap('unreferenced secrets', () => port.listSecrets(region, batch))
      if ('found' in look) listed.push(...look.found.map(facts => ({ ...facts, region })))
      else remarks.push(`Not verified: ${look.gap.why}, so unreferenced secrets were not searched for.`)
    }
  }
  return { rows: unreferencedSecrets(listed, referenced), listed, remarks: [...new Set(remarks)] }
}

/** A filter of ListSecrets takes ten values. */
const NAMES_AT_ONCE = 10

/** The lookup result of one reference. */
export type ReferencedSecret =
  | {
      readonly kind: 'secret'
      readonly facts: SecretFacts
      /** When the current value was created. */
      readonly changedAt?: number
      /** Set if AWSCURRENT was moved back to an older version, at this time at the latest. */
      readonly movedAt?: number
    }
  | { readonly kind: 'parameter'; readonly facts: ParameterFacts }
  | { readonly kind: 'gone' }
  | { readonly kind: 'not-verified'; readonly why: string }

/** secretKeyOf returns a key that identifies a secret or parameter. */
export function secretKeyOf({ store, region, id }: Pick<LiveReference, 'store' | 'region' | 'id'>): string {
  return `${store} ${region} ${id}`
}

/** createdAtOf returns when the current value was created. Undefined if it cannot be determined. */
export function createdAtOf(looked: ReferencedSecret | undefined): number | undefined {
  switch (looked?.kind) {
    case 'secret':
      return looked.changedAt
    case 'parameter':
      return looked.facts.changedAt
    default:
      return undefined
  }
}

/** What is judged: each reference once, with its users and its lookup result. */
export type SecretSubject = {
  readonly reference: Pick<LiveReference, 'store' | 'region' | 'id'>
  readonly usedBy: readonly string[]
  readonly looked: ReferencedSecret
  /** Revisions of a family that reads it were deleted. */
  readonly isThinned?: boolean
}

/**
 * judgeSecret determines the state of the secret behind a reference. A value older than `maxAgeMs` counts as old. Pure.
 */
export function judgeSecret(
  { reference, usedBy, looked, isThinned = false }: SecretSubject,
  { now, maxAgeMs }: { readonly now: number; readonly maxAgeMs: number }
): AuditedSecret {
  const changedAt = createdAtOf(looked)
  const base = { store: reference.store, region: reference.region, usedBy }
  const age = present({ changedAt })
  const old = changedAt !== undefined && now - changedAt > maxAgeMs
  switch (looked.kind) {
    case 'gone':
      return { ...base, name: reference.id, state: 'gone', old: false }
    case 'not-verified':
      return { ...base, name: reference.id, state: 'not-verified', old: false }
    case 'parameter':
      return { ...base, ...age, name: looked.facts.name, state: 'good', old }
    case 'secret': {
      const { name, deletedAt, accessedAt } = looked.facts
      const accessed = present({ accessedAt })
      const state = deletedAt === undefined ? ('good' as const) : ('deleted' as const)
      const unrotated = isThinned && hasFirstValue(looked) ? (true as const) : undefined
      return { ...base, ...age, ...accessed, name, state, old, ...present({ unrotated }) }
    }
  }
}

/** Whether the current value is the one that the secret was created with, a moment after it. */
function hasFirstValue({ facts, changedAt }: Extract<ReferencedSecret, { kind: 'secret' }>): boolean {
  const { createdAt, rotatedAt, owner } = facts
  if (createdAt === undefined || changedAt === undefined || owner !== undefined) return false
  return rotatedAt === undefined && changedAt - createdAt < A_MOMENT_MS
}

const A_MOMENT_MS = 60_000

/**
 * unreferencedSecrets returns the listed secrets without a reference. Secrets that an AWS service owns are left
 * out. Pure.
 */
function unreferencedSecrets(
  listed: readonly (SecretFacts & { readonly region: string })[],
  referenced: ReadonlySet<string>
): readonly AuditedSecret[] {
  return listed
    .filter(({ arn, owner }) => owner === undefined && !referenced.has(arn))
    .map(({ name, region, changedAt, accessedAt }) => ({
      store: 'secretsmanager',
      name,
      region,
      state: 'unreferenced',
      usedBy: [],
      old: false,
      ...present({ changedAt, accessedAt })
    }))
}

/**
 * prefixOf returns the part of a secret's name up to the first slash, by which related secrets are listed. Undefined if
 * it has none.
 */
export function prefixOf(name: string): string | undefined {
  const slash = name.indexOf('/', 1)
  return slash < 1 ? undefined : name.slice(0, slash + 1)
}
