import { lastPartOf } from '../../arn.ts'
import { familiesRun } from '../../audit/revisions.ts'
import { AwsError } from '../../aws/error.ts'
import { refusedCall } from '../../aws/explain.ts'
import { isLiveName } from '../../check/source.ts'
import { type PlaintextSpot, plaintextSpots } from '../../deploy/plan/plaintext.ts'
import { inspectServices, missingService, noCluster } from '../../deploy/prepare/inspect-services.ts'
import type { Problem } from '../../errors.ts'
import { childOf, containersOf, fromJson, itemsOf, stringOf } from '../../files/document/tree.ts'
import { namedByKey, siteOf } from '../../inputs/configuration/placement.ts'
import { present } from '../../present.ts'
import { keyOf } from '../../rollout/outcome.ts'
import type { LiveDefinition, Site } from '../../rollout/ports.ts'
import { quotedName } from '../../template/naming.ts'
import { type MigrationCandidate, whereIs } from '../candidate.ts'
import type { FoundCredentials } from './find.ts'
import type { MigrationContext } from './ports.ts'
import type { MigrationSource } from './sources.ts'

/** A service that runs, its running revision, and the places of plaintext in it. */
export type RunningService = {
  /** The key of the service in this project. */
  readonly key: string
  /** Its name in ECS. */
  readonly service: string
  /** The ARN of the revision that it runs. */
  readonly taskDefinition: string
  readonly live?: LiveDefinition
  readonly plaintext: readonly PlaintextSpot[]
}

/** The services of the files: those that run, and the keys of those that ECS does not know. */
export type MigratedServices = {
  readonly running: readonly RunningService[]
  readonly missing: readonly string[]
  /** The same, each as the problem that it is if the user has named it. */
  readonly unknown?: readonly Problem[]
  readonly problems: readonly Problem[]
}

/** readServices reads the services with these keys and the revisions that they run. Throws AwsError. */
export async function readServices(
  keys: readonly string[],
  { configuration, rules, ports, aws }: MigrationContext
): Promise<MigratedServices> {
  const { placement } = rules
  const named = keys.map(key => ({
    ...namedByKey(key, placement),
    site: siteOf(key, placement, configuration)
  }))
  if (named.some(({ site }) => site.cluster === undefined))
    return { running: [], missing: [], problems: [noCluster('migrated')] }
  const inspected = await inspectServices(
    named.map(one => ({ ...one, site: one.site as Site })),
    configuration,
    () => Promise.resolve(aws)
  )
  const running: RunningService[] = []
  for (const [key, { service, status, taskDefinition }] of inspected.states) {
    if (status !== 'ACTIVE') continue
    const live = taskDefinition === '' ? undefined : await aws.ecs.describeTaskDefinition(taskDefinition)
    const plaintext = live ? plaintextSpots(live.definition, ports.mask) : []
    running.push({ key, service, taskDefinition, plaintext, ...present({ live }) })
  }
  const { missing, problems } = inspected
  return { running, missing: missing.map(keyOf), unknown: missing.map(missingService), problems }
}

/** The files with the services that run them, and what could not be determined. */
export type WithServices = {
  readonly sources: readonly MigrationSource[]
  readonly problems: readonly Problem[]
  readonly remarks: readonly string[]
}

/**
 * attachServices finds the services in the run's cluster that run the family of a file without a service, or with one
 * that ECS does not know: a migration that only registered its definition would leave them on plaintext. `familyOf`
 * returns the family of a file. Throws AwsError unless listing the services is denied.
 */
export async function attachServices(
  sources: readonly MigrationSource[],
  familyOf: (source: MigrationSource) => string | undefined,
  { context, missing }: { readonly context: MigrationContext; readonly missing: readonly string[] }
): Promise<WithServices> {
  const { configuration, rules, cluster, aws } = context
  const isCreated = configuration.serviceDefinition.length > 0
  const unplaced = sources.filter(
    ({ services, isTemplate, entry }) =>
      !isTemplate && entry?.kind !== 'task' && !isCreated && services.every(key => missing.includes(key))
  )
  const named = new Map(unplaced.flatMap(one => [[one, familyOf(one) ?? ''] as const]))
  const plain = unplaced.filter(({ services }) => services.length === 0)
  if (unplaced.length === 0) return { sources, problems: [], remarks: [] }
  if (cluster === undefined)
    return { sources, problems: plain.length > 0 ? [noCluster('migrated')] : [], remarks: [] }
  let states: Awaited<ReturnType<typeof aws.ecs.describeServices>>['services']
  try {
    states = (await aws.ecs.describeServices(cluster, await aws.running.namesIn(cluster))).services
  } catch (error) {
    if (!(error instanceof AwsError) || error.kind !== 'denied') throw error
    const families = [...new Set((plain.length > 0 ? plain : unplaced).map(one => named.get(one)))].join(', ')
    const why = refusedCall(error)
    return plain.length > 0
      ? { sources, problems: [servicesUnknown(families, why)], remarks: [] }
      : {
          sources,
          problems: [],
          remarks: [`Not verified: whether services of another name run ${families} (${why}).`]
        }
  }
  const taken = new Set(
    sources.flatMap(one => one.services.map(key => namedByKey(key, rules.placement).service))
  )
  const runners = states.flatMap(state => {
    const { service, status } = state
    const families = familiesRun(state)
    const own = unplaced.filter(one => families.includes(named.get(one) ?? ''))
    return status === 'ACTIVE' && !taken.has(service) && own.length > 0 ? [{ service, own }] : []
  })
  const problems = runners.flatMap(({ service, own }) =>
    own.length > 1 ? [ambiguous(service, named.get(own[0] as MigrationSource) ?? '', own)] : []
  )
  const found = (source: MigrationSource) =>
    runners.flatMap(({ service, own }) => (own.includes(source) ? [service] : []))
  const attached = sources.map((source): MigrationSource => {
    const services = found(source)
    return services.length === 0 ? source : { ...source, services, isAttached: true }
  })
  return { sources: problems.length > 0 ? sources : attached, problems, remarks: [] }
}

function servicesUnknown(families: string, why: string): Problem {
  return {
    code: 'migration-services-unknown',
    fault: 'user',
    message: `It is not known which services run ${families} (${why}).`,
    hint: 'Allow it, or name them: a pattern with {service} in "task-definition", or one file with "service". Otherwise they would be left on plaintext.'
  }
}

function ambiguous(service: string, family: string, own: readonly MigrationSource[]): Problem {
  return {
    code: 'service-ambiguous',
    fault: 'user',
    service,
    message: `Service "${service}" runs ${family}, which ${own.map(({ document }) => document.file).join(' and ')} both define.`,
    hint: 'Run once for each file, with its "service".'
  }
}

type Found = Pick<FoundCredentials, 'candidates' | 'excepted'>
type Running = { readonly running: readonly RunningService[]; readonly context: MigrationContext }

/**
 * compareWithLive compares the values that move with what the services of their files run, in memory. Only the user
 * knows which of two values is valid: a difference is a problem, unless `on-difference` specifies that the file is
 * right.
 */
export function compareWithLive(
  found: Found,
  sources: readonly MigrationSource[],
  known: Running
): { readonly problems: readonly Problem[]; readonly remarks: readonly string[] } {
  const { candidates } = found
  const { running, context } = known
  const problems = [...findExposed(found, sources, known)]
  const remarks: string[] = []
  for (const { document, services } of sources) {
    for (const { key, service, live } of running.filter(one => services.includes(one.key))) {
      if (live === undefined) continue
      const differing = candidates.filter(one => one.file === document.file && isOther(one, live))
      const others = services.filter(name => name !== key)
      const revision = lastPartOf(live.arn)
      for (const candidate of differing) {
        if (context.configuration.onDifference === 'file')
          remarks.push(
            `Service ${service} runs ${revision} with another value of ${candidate.variable} than ${whereIs(candidate)}; the value in the file becomes the secret (on-difference: file).`
          )
        else problems.push(otherValue(candidate, { service, revision, others }))
      }
    }
  }
  return { problems, remarks }
}

/**
 * Compares, with `source: live`, the credentials that services run in plaintext with what their files move,
 * refer to or keep by an exception. The others come from elsewhere, and a deploy of the file would only drop them.
 */
function findExposed(
  { candidates, excepted }: Found,
  sources: readonly MigrationSource[],
  { running, context }: Running
): readonly Problem[] {
  const { source, onDifference } = context.configuration
  if (source !== 'live' || onDifference === 'file') return []
  return sources.flatMap(({ document: { file, root }, services }) => {
    const named = [...candidates, ...excepted].filter(one => one.file === file)
    const referred = containersOf(root).flatMap(container => itemsOf(childOf(container, 'secrets')))
    const known = new Set([
      ...named.map(({ variable }) => variable),
      ...referred.map(entry => stringOf(childOf(entry, 'name')) ?? '')
    ])
    return running.flatMap(({ key, service, taskDefinition, plaintext }) => {
      const left = plaintext.filter(spot => !known.has(spot.name))
      return services.includes(key) && left.length > 0 && !isLiveName(file)
        ? [exposed({ service, file, revision: lastPartOf(taskDefinition) }, left)]
        : []
    })
  })
}

function exposed(
  { service, file, revision }: { readonly service: string; readonly file: string; readonly revision: string },
  left: readonly PlaintextSpot[]
): Problem {
  return {
    code: 'service-exposed',
    fault: 'user',
    service,
    message: `Service "${service}" runs ${revision} with ${left.map(({ words }) => words).join(', ')} in plaintext, and ${file} has nothing of it to move.`,
    hint: 'Something else sets it, such as "environment-variables" of a workflow. Store it as a secret, refer to it under "secrets" of the file, and take it out there. If the service needs it no longer, set on-difference: file.'
  }
}

/** For a renamed container, the variable is searched in all containers. */
function isOther(
  { container, variable, value }: MigrationCandidate,
  { definition }: LiveDefinition
): boolean {
  const containers = containersOf(fromJson(definition, { kind: 'input', input: 'live revision' }))
  const named = containers.filter(one => stringOf(childOf(one, 'name')) === container)
  const entries = (named.length > 0 ? named : containers).flatMap(one => itemsOf(childOf(one, 'environment')))
  const found = entries.filter(entry => stringOf(childOf(entry, 'name')) === variable).at(-1)
  const running = stringOf(childOf(found, 'value'))
  return running !== undefined && running !== value.reveal()
}

function otherValue(
  candidate: MigrationCandidate,
  {
    service,
    revision,
    others
  }: { readonly service: string; readonly revision: string; readonly others: readonly string[] }
): Problem {
  const { container, place, variable } = candidate
  const apart =
    others.length === 0
      ? ''
      : ` Services that really differ (${others.join(', ')} share the file) need a file each.`
  return {
    code: 'migration-conflict',
    fault: 'user',
    service,
    message: `Service "${service}" runs ${revision} (container ${container}) with another value of ${quotedName(variable, 'a variable')} than ${whereIs(candidate)}.`,
    hint: `If the running value is right, put it in the file; if the value in the file is right, set on-difference: file. To keep the variable in the file, add it to "exclude".${apart}`,
    ...present({ place })
  }
}
