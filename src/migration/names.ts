import { present } from '../present.ts'
import { type MigrationCandidate, SAME_VALUE } from './candidate.ts'
import type { MigrationWishes } from './plan.ts'
import type { SecretValue } from './secret-value.ts'

/**
 * Where a candidate's value goes. `isGiven`: the name stands fast, because a person gave it or a file refers to it
 * already. `isStored`: the latter.
 */
export type SecretDestination = {
  readonly secret: string
  readonly key?: string
  readonly isGiven: boolean
  readonly isStored?: true
}

/** A candidate with its target. */
export type NamedCandidate = {
  readonly candidate: MigrationCandidate
  readonly destination: SecretDestination
}

/**
 * A secret that files of the project refer to, with its value, in memory. `services` and `variables` are those that
 * read it.
 */
export type SecretInUse = {
  readonly secret: string
  readonly key?: string
  readonly value: SecretValue
  readonly services: readonly string[]
  readonly variables: readonly string[]
}

/** What is named without being moved: the names of a run don't depend on which services are in it. */
export type NamedBeside = {
  /** Candidates of files that the run leaves out. */
  readonly siblings?: readonly MigrationCandidate[]
  readonly inUse?: readonly SecretInUse[]
}

/**
 * nameSecrets names a secret for each candidate: by the line of `secret-names` for its service, by that for all, by
 * the secret with an equal value that the project's files refer to, or by the template. One value under several names
 * is one secret: that of a name which stands fast, else of the first variable by the alphabet, whether its file is in
 * the run or not. Two values never become one here; that they would is found later and is asked about.
 */
export function nameSecrets(
  candidates: readonly MigrationCandidate[],
  wishes: MigrationWishes & NamedBeside
): readonly NamedCandidate[] {
  const { siblings = [] } = wishes
  const own = [...candidates, ...siblings].map(candidate => ({
    candidate,
    destination: given(candidate, wishes) ?? stored(candidate, wishes) ?? named(candidate, wishes)
  }))
  const keyOf = sharingOf(wishes)
  const leaders = leadersOf(own, keyOf)
  return own.map(({ candidate, destination }) => {
    if (destination.isGiven) return { candidate, destination }
    return { candidate, destination: leaders.get(keyOf(candidate)) ?? destination }
  })
}

/** Of several with one value that which this variable has elsewhere, else the first by the alphabet. */
function stored(
  { value, variable, service = '', family = '' }: MigrationCandidate,
  { inUse = [], naming = DEFAULT_NAMING }: MigrationWishes & NamedBeside
): SecretDestination | undefined {
  const isPerService = naming.includes('{service}')
  const equal = inUse
    .filter(one => one.value.equals(value) && (!isPerService || one.services.includes(service || family)))
    .sort((a, b) => (a.secret < b.secret ? -1 : 1))
  const found = equal.find(({ variables }) => variables.includes(variable)) ?? equal[0]
  if (found === undefined) return undefined
  return { secret: found.secret, isGiven: true, isStored: true, ...present({ key: found.key }) }
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

function named(candidate: MigrationCandidate, wishes: MigrationWishes): SecretDestination {
  const { variable, service = '', family = '' } = candidate
  const { environment = '', naming = DEFAULT_NAMING, apart } = wishes
  const parts = {
    project: wishes.project,
    environment,
    service: service || family,
    variable,
    ...namePartsOf(variable)
  }
  const template = apart?.has(variable) ? withEnvironment(naming) : naming
  const secret = fillNaming(template, parts)
  return { secret: wishes.store === 'ssm' ? pathOf(secret) : secret, isGiven: false }
}

/** A name that environments with another value would share has the environment behind the project. */
function withEnvironment(naming: string): string {
  if (naming.includes('{environment}')) return naming
  return naming.includes('{project}')
    ? naming.replace('{project}', '{project}/{environment}')
    : `{environment}/${naming}`
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
  // a variable that nothing but its value gives away does not name the secret
  const isTwin = ({ candidate }: NamedCandidate) => candidate.rule === SAME_VALUE
  if (isTwin(one) !== isTwin(other)) return isTwin(other)
  if (one.destination.isGiven !== other.destination.isGiven) return one.destination.isGiven
  if (one.candidate.variable !== other.candidate.variable)
    return one.candidate.variable < other.candidate.variable
  return one.destination.secret < other.destination.secret
}

/** The name that a secret gets unless `naming` says something else. */
export const DEFAULT_NAMING = '{project}/{group}/{name}'

/**
 * Leading words that say what a credential is for, also with one word after them, and the group that they stand for. Any
 * other word is a group where two more words follow.
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
 * namePartsOf derives group and name of a variable, from its own words alone: `ALPACA_API_KEY` is `alpaca` and
 * `api-key`, `DB_PASSWORD` is `database` and `password`; `JWT_SECRET` has no group (''). What else is migrated does not
 * count, so that one service alone gets the names that all together get.
 */
function namePartsOf(variable: string): NameParts {
  const words = wordsOf(variable)
  const [first = '', ...rest] = words
  const known = KNOWN_GROUPS[first]
  if (rest.length === 0 || (known === undefined && rest.length < 2))
    return { group: '', name: words.join('-') }
  return { group: known ?? first, name: rest.join('-') }
}

/** The placeholders that `naming` may have. */
const PLACEHOLDERS: ReadonlySet<string> = new Set([
  'project',
  'environment',
  'group',
  'name',
  'variable',
  'service'
])

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
