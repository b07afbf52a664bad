import { stringify } from 'yaml'
import type { Problem } from '../../errors.ts'
import { LOCAL_NAME } from '../../inputs/configuration/keys.ts'
import { distinctBy, groupBy, someOf } from '../../list.ts'
import { present } from '../../present.ts'
import type { CommandPorts, Repository } from './repository.ts'
import type { AwsStep, StepValue } from './workflow.ts'

/** The keys that `init` proposes for a service. */
const FIELDS = ['task-definition', 'cluster', 'region'] as const
type Field = (typeof FIELDS)[number]
type Values = Readonly<Partial<Record<Field, StepValue>>>

/** A service of a step, or of a file that no step deploys, with the `environment:` of the job where it is literal. */
type Found = {
  readonly service: string
  readonly environment?: string
  readonly values: Values
  readonly from: string
}

/** A value that was found, or the expression whose value is known only in a run. */
export type FoundValue = { readonly what: string } & StepValue

/** What `init` proposes. */
export type Proposal = {
  readonly services: readonly { readonly key: string; readonly found: readonly FoundValue[] }[]
  /** The values of steps whose service is not known. */
  readonly unnamed: readonly FoundValue[]
  readonly environments: readonly string[]
  /** The text of the configuration file. */
  readonly text: string
  /** What nothing in the repository states, as sentences without a period. */
  readonly missing: readonly string[]
}

const SCHEMA =
  'https://raw.githubusercontent.com/ecs-sealed-deploy/ecs-sealed-deploy/v1/schema/ecs-sealed-deploy.schema.json'

/** What an existing configuration file has: services and files of any environment, and fields for all services. */
export type Configured = {
  readonly services: readonly string[]
  readonly files: readonly string[]
  readonly usual: readonly string[]
}

const NOTHING: Configured = { services: [], files: [], usual: [] }

/**
 * propose arranges the values of deploy steps and of task definition files as a configuration file, without what is
 * already `configured`. It invents nothing: a value that is known only in a run is a TODO at its line. A Region that no
 * step has is that of the workflows, if they agree on one. Pure.
 */
export function propose(
  { workflows, definitions }: Pick<Repository, 'workflows' | 'definitions'>,
  configured: Configured = NOTHING
): Proposal {
  const region = configured.usual.includes('region') ? undefined : onlyRegionOf(workflows)
  const steps = workflows.flatMap(({ steps: all }) => all).filter(({ kind }) => kind === 'deploy')
  const tracked = new Set(definitions.map(({ file }) => file))
  const deployed = steps.flatMap(step => {
    const { service, environment } = step
    const isNamed = service !== undefined && 'value' in service && LOCAL_NAME.test(service.value)
    if (!isNamed) return []
    const values = { ...present({ region }), ...valuesOf(step, tracked) }
    return [{ service: service.value, values, from: service.from, ...present({ environment }) }]
  })
  const unnamed = steps.filter(({ service }) => deployed.every(one => one.from !== service?.from))
  const files = new Set(
    steps.flatMap(({ taskDefinition: one }) => (one && 'value' in one ? [one.value] : []))
  )
  const alone = definitions.flatMap(({ file, family = '' }): readonly Found[] => {
    const values = { 'task-definition': { value: file, from: file }, ...present({ region }) }
    return files.has(file) || configured.files.includes(file) || !LOCAL_NAME.test(family)
      ? []
      : [{ service: family, values, from: `family in ${file}` }]
  })
  const groups = groupBy([...deployed, ...alone], ({ service }) => service).filter(
    ([first]) => first !== undefined && !configured.services.includes(first.service)
  )
  const environments = [...new Set(deployed.flatMap(({ environment }) => environment ?? []))].toSorted(
    (a, b) => (a < b ? -1 : 1)
  )
  const entries = groups.map(group =>
    isOfSome(group, environments) ? entryOfSome(group) : entryOf(group, configured)
  )
  const inner = entries.flatMap(entry => entry.inner)
  const hasEntry = entries.some(({ lines: own }) => own.some(line => !isComment(line)))
  const stages = environments.map(name => {
    const own = inner.filter(({ environment }) => environment === name).map(({ lines }) => lines)
    return own.length === 0 ? [`  ${name}: {}`] : [`  ${name}:`, '    services:', ...own.flat()]
  })
  const lines = [
    hasEntry ? 'services:' : 'services: {}',
    ...entries.flatMap(entry => entry.lines),
    ...(environments.length === 0 ? [] : ['environments:', ...stages.flat()])
  ]
  const open = unnamed.map(({ service, file, line }): StepValue => {
    return service ?? { open: '(not set)', from: `${file}:${line}` }
  })
  const nameless = unnamed.map(({ file, line }, index) => {
    const service = open[index] as StepValue
    return `the service of the step in ${file}:${line}: ${'open' in service ? service.open : service.value}`
  })
  return {
    services: groups.map(group => ({ key: group[0]?.service ?? '', found: group.flatMap(foundOf) })),
    unnamed: open.map(service => ({ what: 'service', ...service })),
    environments,
    text: `# yaml-language-server: $schema=${SCHEMA}\n${nameless.map(text => `# TODO ${text}\n`).join('')}${lines.join('\n')}\n`,
    missing: [...entries.flatMap(({ missing }) => missing), ...nameless]
  }
}

function onlyRegionOf(workflows: Repository['workflows']): StepValue | undefined {
  const all = workflows.flatMap(({ regions }) => regions)
  const different = distinctBy(all, one => ('value' in one ? one.value : one.open))
  return different.length === 1 ? different[0] : undefined
}

/** A file that is not in git is not proposed: a step before makes it. */
function valuesOf({ taskDefinition, cluster, region }: AwsStep, tracked: ReadonlySet<string>): Values {
  const path =
    taskDefinition && 'value' in taskDefinition ? taskDefinition.value.replace(/^(?:\.\/)+/, '') : ''
  const file =
    taskDefinition && 'value' in taskDefinition
      ? tracked.has(path)
        ? { value: path, from: taskDefinition.from }
        : { open: `${path}, which is not in git`, from: taskDefinition.from }
      : taskDefinition
  return present({ 'task-definition': file, cluster, region })
}

function foundOf({ service, values, from }: Found): readonly FoundValue[] {
  return [
    { what: 'service', value: service, from },
    ...FIELDS.flatMap(what => (values[what] === undefined ? [] : [{ what, ...values[what] }]))
  ]
}

/** Whether steps deploy a service in some of the environments only; an entry would be for all of them. */
function isOfSome(group: readonly Found[], environments: readonly string[]): boolean {
  const own = new Set(group.map(({ environment }) => environment))
  return !own.has(undefined) && own.size < environments.length
}

/** Such a service has no entry: a run for another environment would deploy it, too. */
function entryOfSome(group: readonly Found[]) {
  const [{ service }] = group as readonly [Found]
  const own = [...new Set(group.map(({ environment }) => environment))].join(', ')
  const why = `deployed in ${own} only, and an entry is for every environment: join it with that of the others, as "service: NAME-{environment}"`
  return { lines: [`  # TODO ${service}: ${why}`], inner: [], missing: [`${service}: ${why}`] }
}

function isComment(line: string): boolean {
  return line.trimStart().startsWith('#')
}

/** Fields on which all steps of a service agree stand in its entry; others in the environments of their jobs. */
function entryOf(group: readonly Found[], { usual }: Configured) {
  const [{ service, from }] = group as readonly [Found]
  const isByStage =
    new Set(group.map(({ environment }) => environment)).size === group.length && group.length > 1
  const lines: string[] = []
  const missing: string[] = []
  const inner = group.map(({ environment }) => ({ environment, lines: [`      ${service}:`] }))
  const todo = (field: string, why: string) => {
    missing.push(`${field} of ${service}: ${why}`)
    return `# TODO ${field}: ${why}`
  }
  if (from.startsWith('family in '))
    lines.push(`    ${todo('service', `no step deploys it; is it called as its ${from}?`)}`)
  for (const field of FIELDS) {
    const said = group.map(({ values }) => values[field])
    if (usual.includes(field) && said.every(value => value === undefined)) continue
    const texts = new Set(
      said.map(value => (value === undefined ? '' : 'value' in value ? value.value : value.open))
    )
    const [first] = said
    if (texts.size === 1) lines.push(`    ${lineOf(field, first, todo)}`)
    else if (isByStage && group.every(({ environment }) => environment !== undefined))
      for (const [index, value] of said.entries())
        inner[index]?.lines.push(`        ${lineOf(field, value, todo)}`)
    else lines.push(`    ${todo(field, `it differs: ${said.map(placeOf).join(', ')}`)}`)
  }
  const isEmpty = lines.every(isComment)
  return {
    lines: [`  ${service}:${isEmpty ? ' {}' : ''}`, ...lines],
    inner: inner.filter(one => one.lines.some(line => !/^\s*#|:$/.test(line))),
    missing
  }
}

function lineOf(
  field: Field,
  value: StepValue | undefined,
  todo: (field: string, why: string) => string
): string {
  if (value === undefined) return todo(field, 'not known from the repository')
  return 'value' in value
    ? `${field}: ${stringify(value.value, { lineWidth: 0 }).trimEnd()}`
    : todo(field, placeOf(value))
}

function placeOf(value: StepValue | undefined): string {
  if (value === undefined) return 'not set'
  return `${'value' in value ? value.value : value.open} (${value.from})`
}

/** tableOf shows what was found, one line a value: service, key, value, and where it stands. */
export function tableOf({ services, unnamed }: Proposal): string[] {
  const rows = [...services, { key: '?', found: unnamed }].flatMap(({ key, found }) =>
    found.map(one => [key, one.what, 'value' in one ? one.value : `? ${one.open}`, one.from] as const)
  )
  const all = [['service', 'what', 'value', 'source'] as const, ...rows]
  const width = (column: 0 | 1 | 2) => Math.max(...all.map(row => row[column].length))
  return all.map(([key, what, value, from]) =>
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
