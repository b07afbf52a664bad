import { stringify } from 'yaml'
import type { Problem } from '../../errors.ts'
import { OPEN_STEP } from '../../inputs/configuration/open-lines.ts'
import { distinctBy, grouped, someOf } from '../../list.ts'
import { accountOf, type PlacedRun } from './environments.ts'
import { type Found, findServices, PROPOSED_KEYS, type ProposedKey, seenIn } from './found-services.ts'
import { type StepValue, writtenAs } from './jobs.ts'
import type { NewFile } from './new-workflows.ts'
import { type CommandPorts, type Configured, NOTHING_CONFIGURED, type Repository } from './repository.ts'

/** A value that was found, or the expression whose value is known only in a run. */
export type FoundValue = { readonly what: string } & StepValue

/** What `init` proposes. */
export type Proposal = {
  readonly services: readonly { readonly key: string; readonly found: readonly FoundValue[] }[]
  /** The values of steps whose service is not known. */
  readonly unnamed: readonly FoundValue[]
  readonly environments: readonly string[]
  /** The runs of the steps, with their environments. */
  readonly runs: readonly PlacedRun[]
  /** The text of the configuration file. */
  readonly text: string
  /** What nothing in the repository states, as sentences without a period. */
  readonly missing: readonly string[]
}

const SCHEMA =
  'https://raw.githubusercontent.com/ecs-sealed-deploy/ecs-sealed-deploy/v1/schema/ecs-sealed-deploy.schema.json'

/**
 * propose arranges the services of deploy steps and of task definition files as a configuration file, without what is
 * already `configured`. A service of several environments is one entry, which has the values of each; the task
 * definition of a service stands only in environments that deploy it, so that no run for another one does. It invents
 * nothing: a value that is known only in a run is a TODO at its line. Pure.
 */
export function propose(
  repository: Pick<Repository, 'workflows' | 'definitions'>,
  configured: Configured = NOTHING_CONFIGURED
): Proposal {
  const { groups, environments, unplaced, unnamed, runs } = findServices(repository, configured)
  const entries = groups.map(([key, group]) => entryOf(key, group, { environments, configured }))
  const stray = unplaced.map(
    ({ service, values }) =>
      `${service}: in which environment? It cannot be told from what deploys it; ${seenIn(values)}`
  )
  const nameless = unnamed.map(({ what, at }) => `${OPEN_STEP} ${at}: ${what}`)
  const services = [
    ...stray.map(text => `  # TODO ${text}`),
    ...entries.flatMap(({ key, lines }) => block(`  ${key}`, lines.get(undefined) ?? []))
  ]
  const stages = environments.flatMap(name => {
    const own = entries.flatMap(({ key, lines }) =>
      lines.has(name) ? block(`      ${key}`, lines.get(name) ?? []) : []
    )
    const isKnown = configured.environments.includes(name)
    const lines = [
      ...(isKnown ? [] : accountLines(runs.filter(({ stage }) => stage === name))),
      ...(own.length > 0 ? ['    services:', ...own] : [])
    ]
    return isKnown && lines.length === 0 ? [] : block(`  ${name}`, lines)
  })
  const lines = [
    `# yaml-language-server: $schema=${SCHEMA}`,
    ...unnamed.flatMap(({ seen }, index) => [
      `# TODO ${nameless[index]}`,
      ...seen.filter(Boolean).map(text => `#   ${text}`)
    ]),
    ...block('services', services),
    ...(stages.length === 0 ? [] : ['environments:', ...stages])
  ]
  return {
    services: [...groups, ...grouped(unplaced, ({ service }) => service)].map(([key, group]) => ({
      key,
      found: distinctBy(group.flatMap(foundOf), JSON.stringify)
    })),
    unnamed: unnamed.map(({ what, from }) => ({ what: 'service', open: what, from })),
    environments,
    runs,
    text: `${lines.join('\n')}\n`,
    missing: [...stray, ...entries.flatMap(({ missing }) => missing), ...nameless]
  }
}

/** The account of an environment, so that a run with the credentials of another one stops. */
function accountLines(runs: readonly PlacedRun[]): readonly string[] {
  const [account = '', ...more] = new Set(runs.map(accountOf))
  return more.length === 0 && /^\d{12}$/.test(account) ? [`    account: "${account}"`] : []
}

/** The lines of a mapping, which is empty without lines; comments alone are a place to write into. */
function block(head: string, lines: readonly string[]): readonly string[] {
  return lines.length === 0 ? [`${head}: {}`] : [`${head}:`, ...lines]
}

function foundOf({ service, values, isAlone }: Found): readonly FoundValue[] {
  const own = isAlone ? { ...values, service: { value: service, from: familyOf(values) } } : values
  return PROPOSED_KEYS.flatMap(what => (own[what] === undefined ? [] : [{ what, ...own[what] }]))
}

function familyOf(values: Found['values']): string {
  return `family in ${writtenAs(values['task-definition'])}`
}

type Around = { readonly environments: readonly string[]; readonly configured: Configured }

/** What all environments agree on stands in the entry, other values in the environments; `lines` by environment. */
function entryOf(key: string, group: readonly Found[], { environments, configured: { usual } }: Around) {
  const own = grouped(group, ({ environment }) => environment)
  const isEverywhere = own.has(undefined) || environments.every(name => own.has(name))
  const lines = new Map<string | undefined, string[]>()
  const missing: string[] = []
  const add = (
    environment: string | undefined,
    field: ProposedKey,
    said: readonly (StepValue | undefined)[]
  ) => {
    const values = distinctBy(said, writtenAs)
    const [value] = values
    const isKnown = values.length === 1 && value !== undefined && 'value' in value
    const why = values.length > 1 ? `it differs: ${values.map(placeOf).join(', ')}` : value && placeOf(value)
    const where = environment === undefined ? '' : ` in ${environment}`
    if (!isKnown) missing.push(`${field} of ${key}${where}: ${why ?? UNKNOWN}`)
    const line = isKnown
      ? `${field}: ${AS_IT_IS.test(value.value) ? value.value : stringify(value.value, { lineWidth: 0 }).trimEnd()}`
      : `# TODO ${field}: ${why ?? UNKNOWN}`
    lines.set(environment, [
      ...(lines.get(environment) ?? []),
      `${' '.repeat(environment === undefined ? 4 : 8)}${line}`
    ])
  }
  for (const field of PROPOSED_KEYS) {
    const said = valuesIn(group, field)
    const isOne = distinctBy(said, writtenAs).length === 1
    const isUsual =
      said.every(value => value === undefined) && (usual.includes(field) || field === 'desired-count')
    if (isUsual || (field === 'service' && isOne && writtenAs(said[0]) === key)) continue
    const [{ values, isAlone }] = group as readonly [Found]
    if (field === 'service' && isAlone)
      add(undefined, field, [
        { open: `no step deploys it; is it called as its ${familyOf(values)}?`, from: '' }
      ])
    else if (own.has(undefined) || (isOne && (isEverywhere || (own.size > 1 && field !== 'task-definition'))))
      add(undefined, field, said)
    else for (const [name, some] of own) add(name, field, valuesIn(some, field))
  }
  return { key, lines, missing }
}

/** A number of tasks, and a definition that ECS has; a name of digits alone is read as text, too. */
const AS_IT_IS = /^(?:\d{1,4}|\{live: [\w-]+\})$/
const UNKNOWN = 'not known from the repository'

function valuesIn(group: readonly Found[], field: ProposedKey): readonly (StepValue | undefined)[] {
  return group.map(({ values }) => values[field])
}

function placeOf(value: StepValue | undefined): string {
  if (value === undefined) return 'not set'
  return value.from === '' ? writtenAs(value) : `${writtenAs(value)} (${value.from})`
}

/** tableOf shows what was found, one line a value: service, key, value, and where it stands. */
export function tableOf({ services, unnamed }: Proposal): string[] {
  const rows = [...services, { key: '?', found: unnamed }].flatMap(({ key, found }) =>
    found.map(one => [key, one.what, 'value' in one ? one.value : `? ${one.open}`, one.from] as const)
  )
  const all = [['service', 'what', 'value', 'source'] as const, ...rows]
  const width = (column: 0 | 1 | 2) => Math.max(...all.map(row => row[column].length))
  const shown = rows.length === 0 ? [] : all
  return shown.map(([key, what, value, from]) =>
    [key.padEnd(width(0)), what.padEnd(width(1)), value.padEnd(width(2)), from].join('  ')
  )
}

/** credentialAsName: a workflow or a task definition can have a credential in the place of a name. */
export function credentialAsName(
  file: string,
  { services }: Proposal,
  { holdsCredential }: Pick<CommandPorts, 'holdsCredential'>
): Problem {
  const values = services.flatMap(({ found }) => found)
  const places = values.flatMap(one => ('value' in one && holdsCredential(one.value) ? [one.from] : []))
  const at = places.length === 0 ? 'The repository' : someOf([...new Set(places)])
  return {
    code: 'credential-as-name',
    fault: 'user',
    message: `${file} would hold a credential: nothing was written. ${at} has it in the place of a name.`,
    hint: 'Correct the name there, and rotate the credential: it is in git.'
  }
}

/** What became of a file. */
export type PlacedFile = {
  /** Its part of what `--json` prints. */
  readonly shown: {
    readonly file: string
    readonly text: string
    readonly exists: boolean
    readonly written: boolean
  }
  readonly problems: readonly Problem[]
  /** It exists, and lacks lines. */
  readonly isDiff: boolean
  readonly lines: readonly string[]
  /** What is left to do in it. */
  readonly missing: readonly string[]
}

/**
 * placeFile writes a new file, with `write`, and returns what became of it. An existing one is left; `isOwn` is the
 * configuration file, whose text is then what it lacks.
 */
export function placeFile(
  { file, text, missing, isOwn }: NewFile & { readonly isOwn?: boolean },
  write: boolean,
  ports: Pick<CommandPorts, 'exists' | 'write'>
): PlacedFile {
  const exists = ports.exists(file)
  const failed = write && !exists ? ports.write(file, text, { isNew: true }) : undefined
  const written = write && !exists && failed === undefined
  const isDiff = exists && isOwn === true
  const mark = isDiff ? '  + ' : '  '
  const body = text
    .trimEnd()
    .split('\n')
    .slice(isDiff ? 1 : 0)
    .map(line => `${mark}${line}`)
  return {
    shown: { file, text, exists, written },
    problems: failed === undefined ? [] : [failed],
    isDiff,
    ...(exists && !isDiff
      ? { lines: [`${file}${LEFT}.`], missing: [] }
      : { lines: [`${file}${isDiff ? ADD : ''}:`, ...body, ...(written ? ['  -> written'] : [])], missing })
  }
}

const LEFT = ' exists and is left as it is'
const ADD = `${LEFT}; add what it lacks`
