import type { MigrationCandidate } from './candidate.ts'
import { DEFAULT_NAMING, fillNaming, namePartsOf } from './naming.ts'
import type { MigrationWishes } from './plan.ts'

/** Where a candidate's value goes. `isGiven`: a person named the secret. */
export type Target = { readonly secret: string; readonly key?: string; readonly isGiven: boolean }

/** A candidate with its target. */
export type Assigned = { readonly candidate: MigrationCandidate; readonly target: Target }

/**
 * assignTargets names a secret for each candidate: by the line of `secret-names` for its service, by that for all, or by
 * the template. One value under several names is one secret: that of a name which a person gave, else of the first variable
 * by the alphabet. Two values never become one here; that they would is found later and is asked about.
 */
export function assignTargets(
  candidates: readonly MigrationCandidate[],
  wishes: MigrationWishes
): readonly Assigned[] {
  const names = new Set(candidates.map(({ variable }) => variable))
  const own = candidates.map(candidate => ({
    candidate,
    target: given(candidate, wishes) ?? named(candidate, wishes, names)
  }))
  const keyOf = sharingOf(wishes)
  const leaders = leadersOf(own, keyOf)
  return own.map(({ candidate, target }) => {
    if (target.isGiven) return { candidate, target }
    return { candidate, target: leaders.get(keyOf(candidate)) ?? target }
  })
}

function given(
  { service, variable }: MigrationCandidate,
  { secretNames = [], store }: MigrationWishes
): Target | undefined {
  const rule =
    secretNames.find(
      one => one.variable === variable && one.service !== undefined && one.service === service
    ) ?? secretNames.find(one => one.variable === variable && one.service === undefined)
  if (rule === undefined) return undefined
  const secret = store === 'ssm' ? pathOf(rule.secret) : rule.secret
  return { secret, isGiven: true, ...(rule.key === undefined ? {} : { key: rule.key }) }
}

function named(candidate: MigrationCandidate, wishes: MigrationWishes, among: Iterable<string>): Target {
  const { variable, service = '', family = '' } = candidate
  const parts = {
    project: wishes.project,
    service: service || family,
    variable,
    ...namePartsOf(variable, among)
  }
  const secret = fillNaming(wishes.naming ?? DEFAULT_NAMING, parts)
  return { secret: wishes.store === 'ssm' ? pathOf(secret) : secret, isGiven: false }
}

/** A parameter's name with a path begins with a slash. */
function pathOf(name: string): string {
  return name.startsWith('/') || !name.includes('/') ? name : `/${name}`
}

/** What candidates share a secret by: their value, and the service where the template names it. */
function sharingOf({ naming = DEFAULT_NAMING }: MigrationWishes): (candidate: MigrationCandidate) => string {
  const isPerService = naming.includes('{service}')
  return ({ value, service = '', family = '' }) =>
    `${isPerService ? service || family : ''} ${value.reveal()}`
}

/** The target that every candidate of a value follows. The value is a key in memory for as long as this takes. */
function leadersOf(
  own: readonly Assigned[],
  keyOf: (candidate: MigrationCandidate) => string
): ReadonlyMap<string, Target> {
  const leaders = new Map<string, Assigned>()
  for (const one of own) {
    const key = keyOf(one.candidate)
    const before = leaders.get(key)
    if (before === undefined || comesFirst(one, before)) leaders.set(key, one)
  }
  return new Map([...leaders].map(([key, { target }]) => [key, target]))
}

function comesFirst(one: Assigned, other: Assigned): boolean {
  if (one.target.isGiven !== other.target.isGiven) return one.target.isGiven
  if (one.candidate.variable !== other.candidate.variable)
    return one.candidate.variable < other.candidate.variable
  return one.target.secret < other.target.secret
}
