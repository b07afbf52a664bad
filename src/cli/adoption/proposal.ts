import { stringify } from 'yaml'
import { groupBy } from '../../group.ts'
import { LOCAL_NAME } from '../../inputs/configuration/keys.ts'
import { present } from '../../present.ts'
import type { DefinitionFile, Repository } from './repository.ts'
import type { AwsStep, StepValue } from './workflow.ts'

/** The keys that `init` proposes for a service. */
const FIELDS = ['service', 'task-definition', 'cluster', 'region'] as const
type Field = (typeof FIELDS)[number]

/** A service of a step, or of a file that no step deploys: what is known, each with its place. */
type Found = {
  readonly values: Readonly<Partial<Record<Field, StepValue>>>
  readonly family?: string
  readonly environment?: string
}

/** A value that was found, or the expression that only a run knows. */
export type FoundValue = { readonly what: string; readonly from: string } & (
  | { readonly value: string }
  | { readonly open: string }
)

/** What `init` proposes. */
export type Proposal = {
  readonly services: readonly { readonly key: string; readonly found: readonly FoundValue[] }[]
  readonly environments: readonly string[]
  /** The text of the configuration file. */
  readonly text: string
  /** What nothing in the repository says, as sentences without a period. */
  readonly missing: readonly string[]
}

type Keys = Partial<Record<Field, string>>

const ENVIRONMENT = /^(?:dev|development|stg|stage|staging|test|qa|uat|preprod|prod|production|live)$/i
const SCHEMA =
  'https://raw.githubusercontent.com/ecs-sealed-deploy/ecs-sealed-deploy/v1/schema/ecs-sealed-deploy.schema.json'

/**
 * propose arranges what steps of AWS's deploy action and task definition files say as a configuration file. Names that
 * differ by the word of an environment alone, such as `web-dev` and `web-prod`, are one service. Pure.
 */
export function propose({ workflows, definitions }: Pick<Repository, 'workflows' | 'definitions'>): Proposal {
  const steps = workflows.flatMap(({ steps: all }) => all).filter(({ kind }) => kind === 'deploy')
  const deployed = steps.map(step => foundIn(step, definitions))
  const files = new Set(deployed.flatMap(({ values }) => known(values['task-definition']) ?? []))
  const alone = definitions.filter(({ file }) => !files.has(file)).map(foundAlone)
  const all = [...deployed, ...alone].map(one => ({
    ...one,
    ...present({ environment: environmentOf(one) })
  }))
  // What neither service nor file is known of has no entry: its place is named.
  const unnamed = all.filter(one => nameOf(one) === undefined)
  const groups = groupBy(
    all.filter(one => nameOf(one) !== undefined),
    one => nameOf(one) as string
  )
  const environments = [...new Set(groups.flat().flatMap(({ environment }) => environment ?? []))].toSorted(
    (a, b) => (a < b ? -1 : 1)
  )
  const taken = new Set<string>()
  const entries = groups.map(group => ({ key: keyFor(group, taken), group }))
  return written(entries, { environments, unnamed })
}

function known(value: StepValue | undefined): string | undefined {
  return value && 'value' in value ? value.value : undefined
}

function foundIn(step: AwsStep, definitions: readonly DefinitionFile[]): Found {
  const { service, cluster, region, taskDefinition } = step
  const values = present({ service, 'task-definition': taskDefinition, cluster, region })
  const file = known(taskDefinition)
  const definition = definitions.find(one => one.file === file?.replace(/^(?:\.\/)+/, ''))
  if (file === undefined || definition) return { values, ...present({ family: definition?.family }) }
  const open = `${file}, which is not in git`
  return { values: { ...values, 'task-definition': { open, from: taskDefinition?.from ?? '' } } }
}

function foundAlone({ file, family }: DefinitionFile): Found {
  const said = { 'task-definition': { value: file, from: file } }
  const isName = family !== undefined && LOCAL_NAME.test(family)
  // ECS does not say which service a family is of: the name is the first guess, and is marked as one.
  return isName
    ? { values: { ...said, service: { value: family, from: `family in ${file}` } }, family }
    : { values: said }
}

/** The word of an environment that the names of a service agree on. */
function environmentOf({ values, family }: Found): string | undefined {
  const texts = [known(values.service), known(values['task-definition']), family, known(values.cluster)]
  const words = texts.map(text => text?.split(/[^A-Za-z0-9]+/).find(word => ENVIRONMENT.test(word)))
  const [first, ...more] = [...new Set(words.filter(word => word !== undefined))]
  return more.length === 0 ? first : undefined
}

function patternOf(text: string | undefined, environment: string | undefined): string | undefined {
  if (text === undefined || environment === undefined) return text
  return text.replaceAll(new RegExp(`(?<![A-Za-z0-9])${environment}(?![A-Za-z0-9])`, 'g'), '{environment}')
}

function nameOf({ values, environment }: Found): string | undefined {
  return patternOf(known(values.service) ?? known(values['task-definition']), environment)
}

function keyFor(group: readonly Found[], taken: Set<string>): string {
  const [first] = group
  const name = (first && nameOf(first)) ?? ''
  const base = name.slice(name.lastIndexOf('/') + 1).replace(/\.\w+$/, '')
  const plain = base
    .replaceAll('{environment}', '')
    .replaceAll(/[^A-Za-z0-9_-]+|-{2,}/g, '-')
    .replaceAll(/^[-_]+|[-_]+$/g, '')
  const wanted = plain === '' ? 'service' : plain
  let key = wanted
  for (let number = 2; taken.has(key); number++) key = `${wanted}-${number}`
  taken.add(key)
  return key
}

type Entries = readonly { readonly key: string; readonly group: readonly Found[] }[]

/** Keys that every environment has alike stand in the entry; others in the environment. */
function arranged(entries: Entries, environments: readonly string[]) {
  const services: Record<string, Keys> = {}
  const inner: Record<string, Record<string, Keys>> = {}
  for (const { key, group } of entries) {
    const entry: Keys = {}
    services[key] = entry
    for (const field of FIELDS) {
      const said = group.map(one => patternOf(known(one.values[field]), one.environment))
      const distinct = new Set(said)
      const [value] = said
      if (distinct.size === 1 && value !== undefined) entry[field] = value
      else
        for (const one of group) {
          const own = known(one.values[field])
          if (own === undefined) continue
          const target = one.environment === undefined ? entry : innerOf(inner, one.environment, key)
          target[field] ??= own
        }
    }
    if (entry.service === key) delete entry.service
  }
  const defaults: Keys = {}
  for (const field of ['cluster', 'region'] as const) {
    const said = new Set(Object.values(services).map(one => one[field]))
    const [value] = said
    if (said.size !== 1 || value === undefined) continue
    defaults[field] = value
    for (const one of Object.values(services)) delete one[field]
  }
  const stages = Object.fromEntries(
    environments.map(name => [name, inner[name] ? { services: inner[name] } : {}])
  )
  return { defaults, services, environments: stages }
}

function innerOf(inner: Record<string, Record<string, Keys>>, environment: string, key: string): Keys {
  const services = inner[environment] ?? {}
  inner[environment] = services
  const keys = services[key] ?? {}
  services[key] = keys
  return keys
}

function written(
  entries: Entries,
  { environments, unnamed }: { readonly environments: readonly string[]; readonly unnamed: readonly Found[] }
): Proposal {
  const { defaults, services, environments: stages } = arranged(entries, environments)
  const services_ = entries.map(({ key, group }) => ({
    key,
    found: group.flatMap(({ values }) =>
      FIELDS.flatMap((what): readonly FoundValue[] => {
        const value = values[what]
        return value === undefined ? [] : [{ what, ...value }]
      })
    )
  }))
  const missing = [
    ...(['cluster', 'region'] as const).flatMap(field => {
      const keys = entries.filter(({ group }) => group.every(({ values }) => values[field] === undefined))
      const names = keys.map(({ key }) => key).join(', ')
      return keys.length === 0 ? [] : [`${field} of ${names}: write "${field}" under "defaults"`]
    }),
    ...services_.flatMap(({ key, found }) =>
      found.flatMap(one => ('open' in one ? [`${one.what} of ${key}: ${one.open} (${one.from})`] : []))
    ),
    ...unnamed.flatMap(({ values }) => {
      const value = values.service ?? values['task-definition']
      return value && 'open' in value ? [`the service of ${value.open} (${value.from})`] : []
    })
  ]
  const guesses = [
    ...services_.flatMap(({ key, found }) =>
      found.some(one => one.from.startsWith('family in ')) ? [`service of ${key}, from the family`] : []
    ),
    ...(environments.length > 0 ? [`the environments ${environments.join(', ')}, from words in names`] : [])
  ]
  const content = {
    ...(Object.keys(defaults).length > 0 ? { defaults } : {}),
    services,
    ...(environments.length > 0 ? { environments: stages } : {})
  }
  const commented = (title: string, lines: readonly string[]) =>
    lines.length === 0 ? '' : `# ${title}:\n${lines.map(line => `#   ${line}\n`).join('')}`
  const text = `# yaml-language-server: $schema=${SCHEMA}
${commented('Not known from the repository, to be added', missing)}${commented('Guessed, to be confirmed', guesses)}${stringify(content, { lineWidth: 0 })}`
  return { services: services_, environments, text, missing }
}
