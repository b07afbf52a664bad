import type { Problem } from '../errors.ts'
import { groupBy } from '../list.ts'
import { present } from '../present.ts'
import { quotedName } from '../template/naming.ts'
import { type MigrationCandidate, SAME_VALUE } from './candidate.ts'
import type { SecretValue } from './secret-value.ts'

/** The settings that names depend on. */
export type NamingRequest = {
  readonly project: string
  readonly naming?: string
  readonly secretNames?: readonly SecretNameRule[]
  readonly store: Store
  readonly environment?: string
  /** The secrets that files of the project refer to already. */
  readonly inUse?: readonly SecretInUse[]
  /** A name follows from the variable alone: equal values do not share a secret, because values change. */
  readonly keepsApart?: true
}

/**
 * The target of a candidate's value. `isGiven`: the name is fixed, because the user specified it or a file already
 * refers to it.
 */
export type SecretDestination = {
  readonly secret: string
  readonly key?: string
  readonly isGiven: boolean
}

/** A candidate with its target. */
export type NamedCandidate = {
  readonly candidate: MigrationCandidate
  readonly destination: SecretDestination
}

/**
 * A secret that files of the project refer to, with its value in memory. `services` and `variables` are those that read
 * it.
 */
export type SecretInUse = {
  readonly secret: string
  readonly key?: string
  readonly value: SecretValue
  readonly services: readonly string[]
  readonly variables: readonly string[]
}

/**
 * nameSecrets finds a name for the secret of each candidate, in this order: from the line of `secret-names` for its
 * service, from the line for all services, from the secret with an equal value that the project's files refer to, or
 * from the template. One value under several names becomes one secret: the one with a fixed name, otherwise that of the
 * alphabetically first variable. Two values that get the same name stay separate here; a later step reports the
 * conflict.
 */
export function nameSecrets(
  candidates: readonly MigrationCandidate[],
  requested: NamingRequest
): readonly NamedCandidate[] {
  const isPerService = (requested.naming ?? DEFAULT_NAMING).includes('{service}')
  const own = candidates.map(candidate => ({
    candidate,
    destination: given(candidate, requested) ?? stored(candidate, requested) ?? named(candidate, requested)
  }))
  if (requested.keepsApart) return own
  // the value serves as a key in memory only while this function runs
  const groups = groupBy(own, ({ candidate: { value, service = '' } }) =>
    JSON.stringify([isPerService ? service : '', value.reveal()])
  )
  const leaders = new Map<NamedCandidate, NamedCandidate>()
  for (const group of groups) {
    const leader = group.reduce((first, one) => (comesFirst(one, first) ? one : first))
    for (const one of group) leaders.set(one, one.destination.isGiven ? one : leader)
  }
  return own.map(one => ({ ...one, destination: (leaders.get(one) ?? one).destination }))
}

/**
 * Of several secrets with the same value, the one that this variable uses elsewhere, otherwise the alphabetically
 * first.
 */
function stored(
  { value, variable, service = '' }: MigrationCandidate,
  { inUse = [], naming = DEFAULT_NAMING }: NamingRequest
): SecretDestination | undefined {
  const isPerService = naming.includes('{service}')
  const equal = inUse
    .filter(one => one.value.equals(value) && (!isPerService || one.services.includes(service)))
    .sort((a, b) => (a.secret < b.secret ? -1 : 1))
  const found = equal.find(({ variables }) => variables.includes(variable)) ?? equal[0]
  if (found === undefined) return undefined
  return { secret: found.secret, isGiven: true, ...present({ key: found.key }) }
}

function given(
  { service, variable }: MigrationCandidate,
  { secretNames = [], store }: NamingRequest
): SecretDestination | undefined {
  const rule =
    secretNames.find(
      one => one.variable === variable && one.service !== undefined && one.service === service
    ) ?? secretNames.find(one => one.variable === variable && one.service === undefined)
  if (rule === undefined) return undefined
  const secret = store === 'ssm' ? pathOf(rule.secret) : rule.secret
  return { secret, isGiven: true, ...present({ key: rule.key }) }
}

function named(candidate: MigrationCandidate, requested: NamingRequest): SecretDestination {
  const { variable, service = '' } = candidate
  const { project, environment = '', naming = DEFAULT_NAMING } = requested
  const secret = fillNaming(naming, { project, environment, service, variable, ...namePartsOf(variable) })
  return { secret: requested.store === 'ssm' ? pathOf(secret) : secret, isGiven: false }
}

/** The name of a parameter with a path begins with a slash. */
function pathOf(name: string): string {
  return name.startsWith('/') || !name.includes('/') ? name : `/${name}`
}

function comesFirst(one: NamedCandidate, other: NamedCandidate): boolean {
  // a variable that only its value identifies as a credential does not name the secret
  const isHarmlessCopy = ({ candidate }: NamedCandidate) => candidate.rule === SAME_VALUE
  if (isHarmlessCopy(one) !== isHarmlessCopy(other)) return isHarmlessCopy(other)
  if (one.destination.isGiven !== other.destination.isGiven) return one.destination.isGiven
  if (one.candidate.variable !== other.candidate.variable)
    return one.candidate.variable < other.candidate.variable
  return one.destination.secret < other.destination.secret
}

/** The default for `naming`. */
export const DEFAULT_NAMING = '{project}/{group}/{name}'

/**
 * First words that describe the purpose of a credential, with the group that they map to. One more word after them is
 * enough; any other first word is a group only if two more words follow.
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

/** The parts of a secret's name that are derived from a variable: `DB_PASSWORD` becomes `database` and `password`. */
export type NameParts = { readonly group: string; readonly name: string }

/**
 * wordsOf splits the name of a variable at underscores, hyphens, dots and changes of case, and returns the words in
 * lower case.
 */
function wordsOf(variable: string): readonly string[] {
  return variable
    .replace(/([a-z\d])([A-Z])/g, '$1_$2')
    .split(/[^A-Za-z\d]+/)
    .filter(word => word !== '')
    .map(word => word.toLowerCase())
}

/**
 * namePartsOf derives the group and the name from a variable's words alone: `ALPACA_API_KEY` becomes `alpaca` and
 * `api-key`, `DB_PASSWORD` becomes `database` and `password`; `JWT_TOKEN` has no group (''). `JWT_SECRET` is named
 * `jwt/secret`, because `jwt-secret` would end like an ARN. The other migrated variables have no influence, so that one
 * service alone gets the same names as all services together.
 */
function namePartsOf(variable: string): NameParts {
  const words = wordsOf(variable)
  const [first = '', ...rest] = words
  const known = KNOWN_GROUPS[first]
  if (rest.length === 0 || (known === undefined && rest.length < 2))
    return { group: '', name: words.join(looksSuffixed(words.join('-')) ? '/' : '-') }
  return { group: known ?? first, name: rest.join('-') }
}

/** The placeholders that `naming` supports. */
const PLACEHOLDERS: ReadonlySet<string> = new Set([
  'project',
  'environment',
  'group',
  'name',
  'variable',
  'service'
])

/** unknownPlaceholders lists the placeholders of a naming template that are not supported. */
export function unknownPlaceholders(naming: string): readonly string[] {
  return [...naming.matchAll(/\{([^{}]*)\}/g)]
    .map(([, word]) => word as string)
    .filter(word => !PLACEHOLDERS.has(word))
}

/** fillNaming inserts the parts into a naming template. An empty part removes its slash as well. */
function fillNaming(naming: string, parts: Readonly<Record<string, string>>): string {
  const filled = naming.replace(/\{([^{}]*)\}/g, (_, word: string) => parts[word] ?? '')
  return filled.replace(/\/{2,}/g, '/').replace(/^\/|\/$/g, '')
}

/**
 * projectName derives the name of a project from a repository (`owner/name`) or a cluster (`name-cluster`, or its ARN).
 */
export function projectName(text: string): string {
  const last = text.split('/').at(-1) ?? ''
  return last.replace(/-cluster$/, '').replace(/[^A-Za-z\d_.-]/g, '-')
}

/**
 * One line of the input `secret-names`: a variable of one service or of all, and the secret (with a JSON key) that it
 * becomes.
 */
export type SecretNameRule = {
  readonly service?: string
  readonly variable: string
  readonly secret: string
  readonly key?: string
}

/**
 * parseSecretNames parses lines `VARIABLE=secret name`, `SERVICE/VARIABLE=secret name` and, for a key of a JSON secret,
 * `VARIABLE=secret name:key`. It reports all invalid lines at once and quotes none of them, because a line could
 * contain a value instead of a name.
 */
export function parseSecretNames(lines: readonly string[]): {
  readonly rules: readonly SecretNameRule[]
  readonly problems: readonly Problem[]
} {
  const rules: SecretNameRule[] = []
  const problems: Problem[] = []
  for (const [index, line] of lines.entries()) {
    const found = /^(?:([\w-]{1,255})\/)?([A-Za-z_][\w.-]*)\s*=\s*([^\s:=]+)(?::([^\s:=]+))?$/.exec(
      line.trim()
    )
    const [, service, variable, secret, key] = found ?? []
    if (variable === undefined || secret === undefined) {
      problems.push(badLine(`line ${index + 1} is not VARIABLE=secret name`))
      continue
    }
    const rule = {
      ...{ variable, secret },
      ...present({ service, key })
    }
    if (rules.some(other => other.service === service && other.variable === variable)) {
      problems.push(badLine(`${quotedName(variable, 'a variable')} is named twice`))
    } else rules.push(rule)
  }
  return { rules, problems }
}

function badLine(reason: string): Problem {
  return {
    code: 'migration-names',
    fault: 'user',
    message: `Input "secret-names": ${reason}.`,
    hint: 'Write one VARIABLE=secret name a line; SERVICE/VARIABLE=name for one service, VARIABLE=name:key for a key of a JSON secret.'
  }
}

/** The target of values: Secrets Manager, or Parameter Store as SecureString. */
export type Store = 'secretsmanager' | 'ssm'

/** Maximum bytes of a secret's value. Source: Secrets Manager quotas, "Secret value". */
const SECRET_BYTES = 65_536

/** Maximum bytes of a standard parameter. Source: Systems Manager quotas, "Parameter value". */
const PARAMETER_BYTES = 4096

/**
 * Maximum length of a secret's name (CreateSecret), and of a parameter's name: PutParameter allows 1011 characters
 * including the part of the ARN that precedes the name, which has at most 56 (`arn:aws-us-gov:ssm:`, 14 of the Region,
 * a colon, 12 of the account, `:parameter`).
 */
const SECRET_NAME = 512
const PARAMETER_NAME = 1011 - 56

/** nameFault returns what is wrong with the name of a secret or parameter; undefined for a valid name. */
export function nameFault(name: string, store: Store): string | undefined {
  const most = store === 'ssm' ? PARAMETER_NAME : SECRET_NAME
  if (name === '') return 'it is empty'
  if (name.length > most) return `it has ${name.length} characters; ${most} are allowed`
  if (store === 'ssm') return parameterFault(name)
  return /^[A-Za-z\d/_+=.@-]+$/.test(name) ? undefined : 'letters, digits and /_+=.@- are allowed'
}

function parameterFault(name: string): string | undefined {
  if (!/^[\w./-]+$/.test(name)) return 'letters, digits and _.-/ are allowed'
  if ((name.includes('/') && !name.startsWith('/')) || name.endsWith('/') || name.includes('//'))
    return 'a path begins with a slash and has no empty step'
  if (name.split('/').length - 1 > 15) return 'a path has at most 15 levels'
  return /^\/?(?:aws|ssm)/i.test(name) ? 'a name must not begin with "aws" or "ssm"' : undefined
}

/**
 * looksSuffixed reports whether a secret's name ends like the suffix of an ARN, with a hyphen and six characters. AWS
 * allows such a name but advises against it (CreateSecret): a partial ARN of such a secret is taken for a complete one.
 */
export function looksSuffixed(name: string): boolean {
  return /-[A-Za-z\d]{6}$/.test(name)
}

/** valueFault returns why a store does not accept a value with this number of bytes. */
export function valueFault(bytes: number, store: Store): string | undefined {
  if (bytes === 0) return 'the value is empty'
  const most = store === 'ssm' ? PARAMETER_BYTES : SECRET_BYTES
  return bytes > most ? `the value has ${bytes} bytes; ${most} are allowed` : undefined
}

/**
 * Price of one secret in US dollars per month, without requests. Source: aws.amazon.com/secrets-manager/pricing, 0.40
 * per secret.
 */
const SECRET_PRICE_USD = 0.4

/** monthlyCost returns the cost of the secrets in US dollars per month; standard parameters are free. */
export function monthlyCost(secrets: number, store: Store): number {
  return store === 'secretsmanager' ? Math.round(secrets * SECRET_PRICE_USD * 100) / 100 : 0
}
