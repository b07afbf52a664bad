import type { Problem } from '../errors.ts'
import { grouped, someOf } from '../list.ts'
import { present } from '../present.ts'
import { quotedName } from '../template/naming.ts'
import { idOf, type MigrationCandidate, whereIs } from './candidate.ts'
import {
  DEFAULT_NAMING,
  looksSuffixed,
  type NamedCandidate,
  type NamingRequest,
  nameFault,
  nameSecrets,
  type Store,
  unknownPlaceholders,
  valueFault
} from './names.ts'
import { SecretValue } from './secret-value.ts'

/** A variable of a container that moves to a secret. */
export type PlannedMove = Pick<
  MigrationCandidate,
  'file' | 'pointer' | 'place' | 'service' | 'container' | 'variable'
> & {
  readonly secret: string
  readonly key?: string
  /** The new `valueFrom`, in this action's short form. */
  readonly reference: string
}

/** A secret to create, or to reuse if it exists with an equal value. */
export type PlannedSecret = {
  readonly name: string
  readonly variables: readonly string[]
  readonly keys: readonly string[]
  readonly content: SecretContent
  readonly warnings: readonly string[]
}

/** The content of a secret: a text, or texts by JSON key. The values of both kinds are hidden in all output. */
export type SecretContent =
  | { readonly kind: 'text'; readonly value: SecretValue }
  | { readonly kind: 'json'; readonly values: ReadonlyMap<string, SecretValue> }

/** storedText returns the text to store: the value itself, or a JSON object with the keys in their order. */
export function storedText(content: SecretContent): SecretValue {
  if (content.kind === 'text') return content.value
  const entries = [...content.values].map(([key, value]) => [key, value.reveal()] as const)
  return new SecretValue(JSON.stringify(Object.fromEntries(entries)))
}

/** Everything that a migration would change in secrets and references. A plan with problems must not be applied. */
export type MigrationPlan = {
  readonly project: string
  readonly store: Store
  readonly secrets: readonly PlannedSecret[]
  readonly moves: readonly PlannedMove[]
  readonly problems: readonly Problem[]
}

/**
 * planMigration decides which secret each credential becomes. Values are compared in memory; no problem, name or number
 * of the plan is derived from a value. What cannot be decided (two values under one name) is a problem that lists the
 * options. Never throws.
 */
export function planMigration(
  candidates: readonly MigrationCandidate[],
  requested: NamingRequest
): MigrationPlan {
  const { project, store, naming = DEFAULT_NAMING } = requested
  const named = nameSecrets(candidates, requested)
  const built = [...grouped(named, ({ destination }) => destination.secret)]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, members]) => buildSecret(name, members, store))
  const secrets = built.map(({ secret }) => secret)
  const placeholders = unknownPlaceholders(naming).map(word =>
    namingProblem(`"naming" has a placeholder that means nothing (${quotedName(word, 'not a word')})`)
  )
  return {
    project,
    store,
    secrets,
    moves: named.map(one => moveOf(one, store)),
    problems: [...placeholders, ...built.flatMap(({ problems }) => problems)]
  }
}

function buildSecret(
  name: string,
  members: readonly NamedCandidate[],
  store: Store
): { readonly secret: PlannedSecret; readonly problems: readonly Problem[] } {
  const problems: Problem[] = [...namingFaults(name, members, store)]
  const keys = [...new Set(members.flatMap(({ destination }) => destination.key ?? []))]
  for (const key of keys.length > 0 ? keys : [undefined]) {
    const same = members.filter(({ destination }) => destination.key === key)
    // the branches of a condition have one place, which the rewrite refuses
    const places = new Set(same.map(({ candidate }) => idOf(candidate)))
    if (places.size > 1 && distinctValues(same).length > 1) problems.push(conflict(name, same))
  }
  const content = contentOf(members)
  const fault = valueFault(storedText(content).bytes, store)
  if (fault !== undefined) problems.push(tooLarge(name, members, fault))
  const variables = [...new Set(members.map(({ candidate }) => candidate.variable))].sort((a, b) =>
    a < b ? -1 : 1
  )
  return {
    secret: { name, variables, keys, content, warnings: warningsOf(name, variables, store) },
    problems
  }
}

function contentOf(members: readonly NamedCandidate[]): SecretContent {
  const values = new Map<string, SecretValue>()
  for (const { candidate, destination } of members) {
    if (destination.key === undefined) return { kind: 'text', value: candidate.value }
    if (!values.has(destination.key)) values.set(destination.key, candidate.value)
  }
  return { kind: 'json', values }
}

function moveOf({ candidate, destination }: NamedCandidate, store: Store): PlannedMove {
  const { file, pointer, place, service, container, variable } = candidate
  const { secret, key } = destination
  const tail = key === undefined ? '' : `:${key}::`
  const reference = `${store}:${secret}${tail}`
  return { file, pointer, container, variable, secret, reference, ...present({ place, service, key }) }
}

/** Groups of candidates with equal values, in the order of the first candidate of each group. */
function distinctValues(members: readonly NamedCandidate[]): readonly (readonly NamedCandidate[])[] {
  return [...grouped(members, ({ candidate }) => candidate.value.reveal()).values()]
}

/** Of hundreds of services, the first ones show what is meant. */
const SHOWN = 10

function placesOf(group: readonly NamedCandidate[]): string {
  return someOf(
    group.map(({ candidate }) => whereIs(candidate)),
    SHOWN
  )
}

function conflict(name: string, members: readonly NamedCandidate[]): Problem {
  const groups = distinctValues(members)
  const variables = [
    ...new Set(members.map(({ candidate }) => quotedName(candidate.variable, 'a variable')))
  ].join(' and ')
  const shown = groups.map((group, index) => `value ${index + 1} in ${placesOf(group)}`)
  return {
    code: 'migration-conflict',
    fault: 'user',
    message: `${variables} would become the one secret "${name}" and have ${groups.length} values: ${someOf(shown, SHOWN, '; ')}.`,
    hint: `Say which is which: a line ${members[0]?.candidate.service ?? 'SERVICE'}/VARIABLE=another secret name in "secret-names" for each, or leave one out with "exclude".`
  }
}

function tooLarge(name: string, members: readonly NamedCandidate[], fault: string): Problem {
  return {
    code: 'migration-value',
    fault: 'user',
    message: `The secret "${name}" cannot be stored: ${fault} (${placesOf(members)}).`,
    hint: 'Leave the variable out with "exclude" and keep what it holds elsewhere, such as a file on S3 that the task role may read.'
  }
}

function namingFaults(name: string, members: readonly NamedCandidate[], store: Store): readonly Problem[] {
  const variable = quotedName(members[0]?.candidate.variable, 'a variable')
  const faults: string[] = []
  const fault = nameFault(name, store)
  if (fault !== undefined) faults.push(`the name made for ${variable} is not allowed: ${fault}`)
  const keys = members.flatMap(({ destination }) => destination.key ?? [])
  if (keys.length > 0 && keys.length < members.length)
    faults.push(`the secret "${name}" would be used whole and by its keys`)
  if (keys.length > 0 && store === 'ssm') faults.push(`the parameter "${name}" cannot have keys`)
  if (!keys.every(key => /^[\w.-]{1,128}$/.test(key)))
    faults.push(`a key of the secret "${name}" is not made of letters, digits and _.-`)
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

function warningsOf(name: string, variables: readonly string[], store: Store): readonly string[] {
  const warnings: string[] = []
  if (variables.length > 1)
    warnings.push(
      `${variables.join(', ')} have one value and become one secret; to keep them apart name each in "secret-names".`
    )
  if (store === 'secretsmanager' && looksSuffixed(name)) {
    warnings.push(
      'The name ends with a hyphen and six characters like the end of an ARN, which AWS advises against: refer to it by name or by its complete ARN, never by an ARN without the suffix.'
    )
  }
  return warnings
}
