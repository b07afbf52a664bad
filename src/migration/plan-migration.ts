import type { Problem } from '../errors.ts'
import { someOf } from '../list.ts'
import { present } from '../present.ts'
import { quotedName } from '../template/naming.ts'
import { type MigrationCandidate, selectCandidates, whereIs } from './candidate.ts'
import { looksSuffixed, monthlyCost, nameFault, valueFault } from './limits.ts'
import {
  type AlreadyNamed,
  DEFAULT_NAMING,
  type NamedCandidate,
  nameSecrets,
  unknownPlaceholders
} from './names.ts'
import type { MigrationPlan, MigrationRequest, PlannedMove, PlannedSecret, SecretContent } from './plan.ts'
import { partsOfUrl, storedText } from './secret-content.ts'
import type { SecretValue } from './secret-value.ts'

/**
 * planMigration decides which secret each credential becomes. Values are compared in memory; no problem, name or number
 * of the plan is derived from a value. What cannot be decided (two values under one name) is a problem that lists the
 * options. Never throws.
 */
export function planMigration(
  candidates: readonly MigrationCandidate[],
  requested: MigrationRequest & AlreadyNamed
): MigrationPlan {
  const { project, store, tier = 'standard', replicaRegions = [] } = requested
  const selected = selectCandidates(candidates, requested)
  const all = nameSecrets(selected, requested).map(one => withUrlKey(one, requested))
  const named = all.slice(0, selected.length)
  const beside = groupBySecret(all.slice(selected.length))
  const built = [...groupBySecret(named)].map(([name, members]) =>
    buildSecret(name, { members, beside: beside.get(name) ?? [] }, requested)
  )
  const secrets = built.flatMap(({ secret }) => (secret ? [secret] : []))
  return {
    project,
    store,
    secrets,
    moves: named.map(one => moveOf(one, requested)),
    monthlyCostUsd: monthlyCost(secrets.length, store, { tier, replicas: replicaRegions.length }),
    problems: [...requestFaults(selected, requested), ...built.flatMap(({ problems }) => problems)]
  }
}

/** With `connection-strings: json`, a URL with a password is stored in a JSON secret and read from its key `url`. */
function withUrlKey(
  { candidate, destination }: NamedCandidate,
  { connectionStrings, store }: MigrationRequest
): NamedCandidate {
  const isWanted =
    connectionStrings === 'json' &&
    store === 'secretsmanager' &&
    destination.key === undefined &&
    !destination.isStored
  if (!isWanted || partsOfUrl(candidate.value) === undefined) return { candidate, destination }
  return { candidate, destination: { ...destination, key: 'url' } }
}

function groupBySecret(named: readonly NamedCandidate[]): ReadonlyMap<string, readonly NamedCandidate[]> {
  const groups = new Map<string, NamedCandidate[]>()
  for (const one of named) {
    const members = groups.get(one.destination.secret)
    if (members) members.push(one)
    else groups.set(one.destination.secret, [one])
  }
  return new Map([...groups].sort(([a], [b]) => (a < b ? -1 : 1)))
}

type Built = { readonly secret?: PlannedSecret; readonly problems: readonly Problem[] }

/** The candidates that the run moves into a secret, and those of other files that would use the same secret. */
type Claims = { readonly members: readonly NamedCandidate[]; readonly beside: readonly NamedCandidate[] }

function buildSecret(name: string, { members, beside }: Claims, requested: MigrationRequest): Built {
  const { store, tier = 'standard' } = requested
  const problems: Problem[] = [...namingFaults(name, members, requested)]
  const keys = [
    ...new Set(members.flatMap(({ destination }) => (destination.key === undefined ? [] : [destination.key])))
  ]
  for (const key of keys.length > 0 ? keys : [undefined]) {
    const same = [...members, ...beside].filter(({ destination }) => destination.key === key)
    if (distinctValues(same).length > 1) problems.push(conflict(name, same))
  }
  const content = contentOf(members)
  const fault = valueFault(storedText(content).bytes, store, tier)
  if (fault !== undefined) problems.push(tooLarge(name, members, fault))
  const variables = [...new Set(members.map(({ candidate }) => candidate.variable))].sort((a, b) =>
    a < b ? -1 : 1
  )
  const secret = { name, store, variables, keys, content, warnings: warningsOf(name, variables, store) }
  return { secret, problems }
}

function contentOf(members: readonly NamedCandidate[]): SecretContent {
  const values = new Map<string, SecretValue>()
  for (const { candidate, destination } of members) {
    if (destination.key === undefined) return { kind: 'text', value: candidate.value }
    const parts = destination.key === 'url' && !destination.isGiven ? partsOfUrl(candidate.value) : undefined
    for (const [key, value] of parts ?? [[destination.key, candidate.value] as const])
      if (!values.has(key)) values.set(key, value)
  }
  return { kind: 'json', values }
}

function moveOf({ candidate, destination }: NamedCandidate, { store }: MigrationRequest): PlannedMove {
  const { source, service, family, container, variable } = candidate
  const { secret, key } = destination
  const tail = key === undefined ? '' : `:${key}::`
  return {
    source,
    ...present({ service, family }),
    container,
    variable,
    secret,
    ...present({ key }),
    reference: `${store === 'ssm' ? 'ssm' : 'secretsmanager'}:${secret}${tail}`
  }
}

/** Groups of candidates with equal values, in the order of the first candidate of each group. */
function distinctValues(members: readonly NamedCandidate[]): readonly (readonly NamedCandidate[])[] {
  const groups: NamedCandidate[][] = []
  for (const one of members) {
    const group = groups.find(([first]) => first?.candidate.value.equals(one.candidate.value))
    if (group) group.push(one)
    else groups.push([one])
  }
  return groups
}

/** Of hundreds of services, the first ones show what is meant. */
const VALUES_SHOWN = 10
const PLACES_SHOWN = 10

function placesOf(group: readonly NamedCandidate[]): string {
  const places = group.map(({ candidate }) => whereIs(candidate))
  return someOf(places, PLACES_SHOWN)
}

function conflict(name: string, members: readonly NamedCandidate[]): Problem {
  const groups = distinctValues(members)
  const variables = [
    ...new Set(members.map(({ candidate }) => quotedName(candidate.variable, 'a variable')))
  ].join(' and ')
  const shown = groups
    .slice(0, VALUES_SHOWN)
    .map((group, index) => `value ${index + 1} in ${placesOf(group)}`)
  const left = groups.length - shown.length
  if (left > 0) shown.push(`${left} more`)
  const example = members[0]?.candidate
  return {
    code: 'migration-conflict',
    fault: 'user',
    message: `${variables} would become the one secret "${name}" and have ${groups.length} values: ${shown.join('; ')}.`,
    hint: `Say which is which: a line ${example?.service ?? 'SERVICE'}/VARIABLE=another secret name in "secret-names" for each, or leave one out with "exclude".`
  }
}

function tooLarge(name: string, members: readonly NamedCandidate[], fault: string): Problem {
  const places = placesOf(members)
  return {
    code: 'migration-value',
    fault: 'user',
    message: `The secret "${name}" cannot be stored: ${fault} (${places}).`,
    hint: 'Leave the variable out with "exclude" and keep what it holds elsewhere, such as a file on S3 that the task role may read.'
  }
}

function namingFaults(
  name: string,
  members: readonly NamedCandidate[],
  { store }: MigrationRequest
): readonly Problem[] {
  const variable = quotedName(members[0]?.candidate.variable, 'a variable')
  const faults: string[] = []
  const fault = nameFault(name, store)
  if (fault !== undefined) faults.push(`the name made for ${variable} is not allowed: ${fault}`)
  const withKey = members.filter(({ destination }) => destination.key !== undefined).length
  if (withKey > 0 && withKey < members.length)
    faults.push(`the secret "${name}" would be used whole and by its keys`)
  if (withKey > 0 && store === 'ssm') faults.push(`the parameter "${name}" cannot have keys`)
  const badKey = members.some(
    ({ destination }) => destination.key !== undefined && !/^[\w.-]{1,128}$/.test(destination.key)
  )
  if (badKey) faults.push(`a key of the secret "${name}" is not made of letters, digits and _.-`)
  return faults.map(namingProblem)
}

function namingProblem(fault: string): Problem {
  return {
    code: 'migration-naming',
    fault: 'user',
    message: `The secrets cannot be named: ${fault}.`,
    hint: 'Change "naming" ({project}, {environment}, {group}, {name}, {service}, {variable}), or name the secret in "secret-names".'
  }
}

function requestFaults(
  selected: readonly MigrationCandidate[],
  requested: MigrationRequest
): readonly Problem[] {
  const { naming = DEFAULT_NAMING, connectionStrings } = requested
  const problems = unknownPlaceholders(naming).map(word =>
    namingProblem(`"naming" has a placeholder that means nothing (${quotedName(word, 'not a word')})`)
  )
  const url = connectionStrings === 'split' && selected.find(({ value }) => partsOfUrl(value))
  return url ? [...problems, splitProblem(url)] : problems
}

function splitProblem(candidate: MigrationCandidate): Problem {
  return {
    code: 'migration-split',
    fault: 'user',
    message: `${quotedName(candidate.variable, 'A variable')} is a whole URL (${whereIs(candidate)}): ECS cannot put one together from parts.`,
    hint: 'Keep it whole ("whole", or "json" for a JSON secret with url, username and password); to split it, change the application to read the parts first.'
  }
}

function warningsOf(
  name: string,
  variables: readonly string[],
  store: MigrationRequest['store']
): readonly string[] {
  const warnings: string[] = []
  if (variables.length > 1)
    warnings.push(
      `${variables.join(', ')} have one value and become one secret; to keep them apart name each in "secret-names".`
    )
  if (store === 'secretsmanager' && looksSuffixed(name)) {
    warnings.push(
      `The name ends with a hyphen and six characters like the end of an ARN, which AWS advises against: refer to it by name or by its complete ARN, never by an ARN without the suffix.`
    )
  }
  return warnings
}
