import { lastPartOf } from '../../../arn.ts'
import { childOf, containersOf, fromJson, itemsOf, stringOf } from '../../../document/tree.ts'
import type { Problem } from '../../../errors.ts'
import type { MigrateConfiguration } from '../../../inputs/configuration.ts'
import { present } from '../../../present.ts'
import { quotedName } from '../../../template/naming.ts'
import { type MigrationCandidate, whereIs } from '../../candidate.ts'
import { SecretValue } from '../../secret-value.ts'
import type { LiveService, RunningService } from '../services.ts'
import type { MigrationSource } from './candidates.ts'
import type { FoundInFiles } from './credentials.ts'

/** The result of comparing the files with their running services. */
export type LiveValues = { readonly problems: readonly Problem[]; readonly remarks: readonly string[] }

/** A variable of a file that a service runs with another value. */
type Difference = {
  readonly candidate: MigrationCandidate
  readonly service: string
  readonly revision: string
}

/**
 * compareWithLive compares the files with what their services run, in memory, for every service of a file. Only the
 * user knows which of two values is valid: a difference is a problem, unless `on-difference` specifies that the file is
 * right.
 */
export function compareWithLive(
  { candidates, sources }: Pick<FoundInFiles, 'candidates' | 'sources'>,
  running: readonly RunningService[],
  { onDifference }: Pick<MigrateConfiguration, 'onDifference'>
): LiveValues {
  const servicesOf = new Map(sources.map(({ document, services }) => [document.file, services]))
  const differences = running.flatMap(service =>
    differencesIn(
      service,
      candidates.flatMap(candidate => asTakenBy(candidate, { key: service.key, servicesOf }))
    )
  )
  const taken = sources.flatMap(source => running.flatMap(service => takenAway(source, service)))
  if (onDifference === 'file') return { problems: [], remarks: [...differences.map(fileHasIt), ...taken] }
  return { problems: differences.map(one => asked(one, servicesOf)), remarks: taken }
}

/** A candidate, if it is in a file of the service. */
function asTakenBy(
  candidate: MigrationCandidate,
  {
    key,
    servicesOf
  }: {
    readonly key: string
    readonly servicesOf: ReadonlyMap<string, readonly string[]>
  }
): readonly MigrationCandidate[] {
  const { source } = candidate
  if (source.kind !== 'file' || !servicesOf.get(source.file)?.includes(key)) return []
  return [candidate]
}

/**
 * Reports credentials that a service runs with but that its file does not contain: they are not moved, and the deploy
 * removes them.
 */
function takenAway(
  { document, services, isTemplate }: MigrationSource,
  { state, live, plaintext, key }: RunningService
): readonly string[] {
  if (live === undefined || isTemplate || !services.includes(key)) return []
  const written = containersOf(document.root).flatMap(container =>
    ['environment', 'secrets'].flatMap(list =>
      itemsOf(childOf(container, list)).map(one => stringOf(childOf(one, 'name')))
    )
  )
  const own = new Set(written)
  const missing = [...valuesOf(live.definition)].flatMap(([container, values]) =>
    [...values.keys()].flatMap(name => {
      const place = `${name} of container ${container}`
      return plaintext.includes(place) && !own.has(name) ? [place] : []
    })
  )
  if (missing.length === 0) return []
  return [
    `Service ${state.service} runs ${lastPartOf(live.arn)} with ${missing.join(', ')} in plaintext, which ${document.file} does not have: nothing is stored for it, and a deploy of the file takes it away. If the service needs it, store it as a secret and refer to it in the file; in any case rotate it.`
  ]
}

function differencesIn(
  { state, live }: LiveService,
  candidates: readonly MigrationCandidate[]
): readonly Difference[] {
  if (live === undefined) return []
  const values = valuesOf(live.definition)
  return candidates.flatMap(candidate => {
    const { container, variable, value } = candidate
    const inContainer = values.get(container)
    // for a renamed container, the variable is searched in all containers
    const all = inContainer ?? new Map([...values.values()].flatMap(own => [...own]))
    const running = all.get(variable)
    if (running === undefined || running.equals(value)) return []
    return [{ candidate, service: state.service, revision: lastPartOf(live.arn) }]
  })
}

/** Values of `environment` by container and name. */
function valuesOf(
  definition: Parameters<typeof fromJson>[0]
): ReadonlyMap<string, ReadonlyMap<string, SecretValue>> {
  const root = fromJson(definition, { kind: 'input', input: 'live revision' })
  return new Map(
    containersOf(root).map(container => {
      const entries = itemsOf(childOf(container, 'environment')).flatMap(entry => {
        const name = stringOf(childOf(entry, 'name'))
        const value = stringOf(childOf(entry, 'value'))
        return name === undefined || value === undefined ? [] : [[name, new SecretValue(value)] as const]
      })
      return [stringOf(childOf(container, 'name')) ?? '', new Map(entries)] as const
    })
  )
}

function asked(
  { candidate, service, revision }: Difference,
  servicesOf: ReadonlyMap<string, readonly string[]>
): Problem {
  const { container, source } = candidate
  const shared = source.kind === 'file' ? (servicesOf.get(source.file) ?? []) : []
  const others = shared.filter(name => name !== service)
  const apart =
    others.length === 0
      ? ''
      : ` Services that really differ (${others.join(', ')} share the file) need a file each.`
  return {
    code: 'migration-conflict',
    fault: 'user',
    service,
    message: `Service "${service}" runs ${revision} (container ${container}) with another value of ${quotedName(candidate.variable, 'a variable')} than ${whereIs(candidate)}.`,
    hint: `If the running value is right, put it in the file; if the value in the file is right, set on-difference: file. To keep the variable in the file, add it to "exclude".${apart}`,
    ...present({ place: source.kind === 'file' ? source.place : undefined })
  }
}

/** Reports that a service runs with another value than its file contains; neither is shown. */
function fileHasIt({ candidate, service, revision }: Difference): string {
  return `Service ${service} runs ${revision} with another value of ${candidate.variable} than ${whereIs(candidate)}; the value in the file becomes the secret (on-difference: file).`
}
