import { present } from '../present.ts'
import type { MigrationCandidate } from './candidate.ts'
import type { MigrationWishes } from './plan.ts'

/** Where a candidate's value goes. `isGiven`: a person named the secret. */
export type SecretDestination = { readonly secret: string; readonly key?: string; readonly isGiven: boolean }

/** A candidate with its target. */
export type NamedCandidate = {
  readonly candidate: MigrationCandidate
  readonly destination: SecretDestination
}

/**
 * nameSecrets names a secret for each candidate: by the line of `secret-names` for its service, by that for all, or
 * by the template. One value under several names is one secret: that of a name which a person gave, else of the
 * first variable by the alphabet. Two values never become one here; that they would is found later and is asked
 * about.
 */
export function nameSecrets(
  candidates: readonly MigrationCandidate[],
  wishes: MigrationWishes
): readonly NamedCandidate[] {
  const names = new Set(candidates.map(({ variable }) => variable))
  const own = candidates.map(candidate => ({
    candidate,
    destination: given(candidate, wishes) ?? named(candidate, wishes, names)
  }))
  const keyOf = sharingOf(wishes)
  const leaders = leadersOf(own, keyOf)
  return own.map(({ candidate, destination }) => {
    if (destination.isGiven) return { candidate, destination }
    return { candidate, destination: leaders.get(keyOf(candidate)) ?? destination }
  })
}

function given(
  { service, variable }: MigrationCandidate,
  { secretNames = [], store }: MigrationWishes
): SecretDestination | undefined {
  const rule =
    secretNames.find(
      one => one.variable === variable && one.service !== undefined && one.service === service
    ) ?? secretNames.find(one => one.variable === variable && one.service === undefined)
  if (rule === undefined) return undefined
  const secret = store === 'ssm' ? pathOf(rule.secret) : rule.secret
  return { secret, isGiven: true, ...present({ key: rule.key }) }
}

function named(
  candidate: MigrationCandidate,
  wishes: MigrationWishes,
  among: Iterable<string>
): SecretDestination {
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
  own: readonly NamedCandidate[],
  keyOf: (candidate: MigrationCandidate) => string
): ReadonlyMap<string, SecretDestination> {
  const leaders = new Map<string, NamedCandidate>()
  for (const one of own) {
    const key = keyOf(one.candidate)
    const before = leaders.get(key)
    if (before === undefined || comesFirst(one, before)) leaders.set(key, one)
  }
  return new Map([...leaders].map(([key, { destination }]) => [key, destination]))
}

function comesFirst(one: NamedCandidate, other: NamedCandidate): boolean {
  if (one.destination.isGiven !== other.destination.isGiven) return one.destination.isGiven
  if (one.candidate.variable !== other.candidate.variable)
    return one.candidate.variable < other.candidate.variable
  return one.destination.secret < other.destination.secret
}

/** The name that a secret gets unless `naming` says something else. */
export const DEFAULT_NAMING = '{project}/{group}/{name}'

/**
 * Leading words that say what a credential is for, also where one variable alone has it, and the group that they stand
 * for. Any other word is a group of its own as soon as two variables begin with it.
 */
const KNOWN_GROUPS: Readonly<Record<string, string>> = {
  db: 'database',
  database: 'database',
  pg: 'postgres',
  postgres: 'postgres',
  postgresql: 'postgres',
  mysql: 'mysql',
  mongo: 'mongodb',
  mongodb: 'mongodb',
  redis: 'redis',
  rabbitmq: 'rabbitmq',
  smtp: 'smtp'
}

/** The parts of a secret's name that come from a variable: `DB_PASSWORD` is `database` and `password`. */
export type NameParts = { readonly group: string; readonly name: string }

/** wordsOf splits a variable's name at underscores, hyphens, dots and changes of case, in lower case. */
function wordsOf(variable: string): readonly string[] {
  return variable
    .replace(/([a-z\d])([A-Z])/g, '$1_$2')
    .split(/[^A-Za-z\d]+/)
    .filter(word => word !== '')
    .map(word => word.toLowerCase())
}

/**
 * namePartsOf derives group and name of a variable among all that are migrated: `ALPACA_API_KEY` beside
 * `ALPACA_API_SECRET` is `alpaca` and `api-key`. A variable of one word, or alone with its first word, has no group
 * ('').
 */
function namePartsOf(variable: string, among: Iterable<string>): NameParts {
  const words = wordsOf(variable)
  const [first = '', ...rest] = words
  const known = KNOWN_GROUPS[first]
  const isShared =
    [...new Set(among)].filter(other => wordsOf(other)[0] === first && wordsOf(other).length > 1).length > 1
  if (rest.length === 0 || (known === undefined && !isShared)) return { group: '', name: words.join('-') }
  return { group: known ?? first, name: rest.join('-') }
}

/** The placeholders that `naming` may have. */
const PLACEHOLDERS: ReadonlySet<string> = new Set(['project', 'group', 'name', 'variable', 'service'])

/**
 * unknownPlaceholders lists those of a naming template that mean nothing; `missing` tells that two variables would
 * get one name.
 */
export function unknownPlaceholders(naming: string): readonly string[] {
  return [...naming.matchAll(/\{([^{}]*)\}/g)]
    .map(([, word]) => word as string)
    .filter(word => !PLACEHOLDERS.has(word))
}

/** fillNaming puts the parts into a naming template; what is empty takes its slash along. */
function fillNaming(naming: string, parts: Readonly<Record<string, string>>): string {
  const filled = naming.replace(/\{([^{}]*)\}/g, (_, word: string) => parts[word] ?? '')
  return filled.replace(/\/{2,}/g, '/').replace(/^\/|\/$/g, '')
}

/** projectName makes a project's name of a repository (`owner/name`) or a cluster (`name-cluster`, or its ARN). */
export function projectName(text: string): string {
  const last = text.split('/').at(-1) ?? ''
  return last.replace(/-cluster$/, '').replace(/[^A-Za-z\d_.-]/g, '-')
}
