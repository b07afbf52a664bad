import { lastPartOf } from '../../arn.ts'
import { ofEntry } from '../../check/load-sources.ts'
import { withoutCommitTag } from '../../deploy/comparison/plan.ts'
import type { Problem } from '../../errors.ts'
import { loadDocument } from '../../files/document/load.ts'
import { placeFinder } from '../../files/document/place.ts'
import { namedByKey, siteOf } from '../../inputs/configuration/placement.ts'
import { isObject, type JsonObject, type JsonValue } from '../../json.ts'
import { grouped } from '../../list.ts'
import { describeOnlyMembers } from '../../template/ecs-schema.generated.ts'
import type { MigrationContext } from './ports.ts'
import { type RunningService, readServices } from './services.ts'
import type { MigrationSource } from './sources.ts'

/**
 * withLiveFiles adds a file for each running service without one: the running revision without the members that only
 * ECS returns, for the path from the configuration file or from the `{service}` pattern. It writes nothing. Throws
 * AwsError.
 */
export async function withLiveFiles(
  sources: readonly MigrationSource[],
  context: MigrationContext
): Promise<{ readonly sources: readonly MigrationSource[]; readonly problems: readonly Problem[] }> {
  const { configuration, rules } = context
  if (configuration.source === 'files') return { sources, problems: [] }
  const covered = new Set(sources.flatMap(({ services }) => services))
  const keys = (await keysOfRun(context)).filter(key => !covered.has(key))
  const { running, problems, unknown = [] } = await readServices(keys, context)
  const placed = running.map(service => ({ service, file: fileFor(service.key, context) }))
  const isNamed = Array.isArray(configuration.services)
  const faults = [...problems, ...(isNamed ? unknown : []), ...placeFaults(placed)]
  const added: MigrationSource[] = []
  for (const { service, file } of faults.length > 0 ? [] : placed) {
    const { key, live } = service
    if (file === undefined || live === undefined) continue
    const { document } = await loadDocument(file, printDefinition(live.definition))
    if (document === undefined) continue
    const source = { document, place: placeFinder(document), services: [key], revision: lastPartOf(live.arn) }
    const entry = rules.resolved.services.find(one => one.key === key)
    added.push({ ...source, ...ofEntry(source, entry, rules.resolved) })
  }
  return { sources: [...sources, ...added], problems: faults }
}

/**
 * The services that are named; otherwise those of the configuration file, and, if a pattern states where a file belongs
 * or the configuration file has no services, all of the run's cluster.
 */
async function keysOfRun(context: MigrationContext): Promise<readonly string[]> {
  const { configuration, rules, aws, cluster } = context
  const { placement, resolved } = rules
  if (Array.isArray(configuration.services)) return configuration.services
  const keys = [...placement.places.keys()]
  if (patternOf(context) === undefined && resolved.services.length > 0) return keys
  if (cluster === undefined) return keys
  const isThere = (key: string) =>
    lastPartOf(siteOf(key, placement, configuration).cluster ?? '') === lastPartOf(cluster)
  const names = new Set(keys.filter(isThere).map(key => namedByKey(key, placement).service))
  return [...keys, ...(await aws.running.namesIn(cluster)).filter(name => !names.has(name) && isThere(name))]
}

/** The `{service}` pattern for the paths of new files. */
function patternOf({ configuration }: MigrationContext): string | undefined {
  return configuration.taskDefinition.find(one => one.includes('{service}') && !/[*?[\]!()]/.test(one))
}

/** The path from the configuration file, from the pattern, or the only path of a run for one service. */
function fileFor(key: string, context: MigrationContext): string | undefined {
  const { configuration, rules } = context
  const base = rules.resolved.services.find(one => one.key === key)?.base
  if (base?.kind === 'file') return base.path.replace(/^(?:\.\/)+/, '')
  const pattern = patternOf(context)
  if (pattern !== undefined) return pattern.replaceAll('{service}', key)
  const { taskDefinition, services } = configuration
  const [only, ...others] = taskDefinition
  const isOne = others.length === 0 && Array.isArray(services) && services.length === 1
  return isOne && only !== undefined && !/[*?[\]!(){}]/.test(only) ? only : undefined
}

type Placed = { readonly service: RunningService; readonly file: string | undefined }

function placeFaults(placed: readonly Placed[]): readonly Problem[] {
  return [...grouped(placed, ({ file = '' }) => file)].flatMap(([file, alike]): readonly Problem[] => {
    const keys = alike.map(({ service }) => service.key)
    if (file === '') return [noPlace(keys)]
    return keys.length > 1 ? [severalFor(file, keys)] : []
  })
}

/** The members that RegisterTaskDefinition accepts, in ECS's order, without the empty lists that ECS adds. */
function printDefinition(definition: JsonObject): string {
  const kept = withoutEmpty(withoutCommitTag(definition))
  const members = Object.entries(kept)
    .filter(([key]) => !describeOnlyMembers.includes(key))
    .map(([key, value]) => {
      const isList = key === 'containerDefinitions' && Array.isArray(value)
      return [key, isList ? (value as readonly JsonValue[]).map(withoutEmpty) : value]
    })
  return `${JSON.stringify(Object.fromEntries(members), null, 2)}\n`
}

function withoutEmpty(value: JsonValue): JsonObject {
  const members = isObject(value) ? Object.entries(value) : []
  return Object.fromEntries(
    members.filter(([, one]) => one !== null && !(Array.isArray(one) && one.length === 0))
  )
}

function noPlace(keys: readonly string[]): Problem {
  return {
    code: 'migration-no-file',
    fault: 'user',
    message: `There is no file to write for ${keys.join(', ')}: neither the configuration file nor a pattern with {service} sets its path.`,
    hint: 'Write "task-definition" into the entry of each in the configuration file, or name a pattern: task-definition: deploy/{service}-task-definition.json.'
  }
}

function severalFor(file: string, keys: readonly string[]): Problem {
  return {
    code: 'migration-no-file',
    fault: 'user',
    message: `${file} is the task definition of ${keys.join(' and ')}, and is not there: it can be written from what one of them runs.`,
    hint: `Name that one in "service" (service: ${keys[0]}), or give each its own file.`
  }
}
