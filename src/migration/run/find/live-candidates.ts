import type { ProjectRules } from '../../../checking/decisions/rule-decisions.ts'
import { isLiveName } from '../../../checking/load/load-sources.ts'
import type { ResolvedEntry } from '../../../configuration/resolved.ts'
import type { Finding } from '../../../detector/finding.ts'
import { containersOf } from '../../../document/tree.ts'
import type { Problem } from '../../../errors.ts'
import { present } from '../../../present.ts'
import type { MigrationCandidate } from '../../candidate.ts'
import { entryLevel } from '../overlay/values.ts'
import { candidatesIn, type MigrationSource } from './candidates.ts'
import { configuredValueOf } from './shadowed.ts'

/** The candidates in definitions that exist only in ECS and not in a file. */
export type LiveCandidates = {
  readonly candidates: readonly MigrationCandidate[]
  /** Variables that the configuration file already overrides: the next deploy no longer registers them. */
  readonly settled: readonly MigrationCandidate[]
  readonly problems: readonly Problem[]
  readonly remarks: readonly string[]
}

/**
 * liveCandidates finds the credentials of definitions that the configuration file marks as `live`. There is no file to
 * rewrite: the reference is added to `secrets` of the entry, which removes the variable from the next registered
 * revision.
 */
export function liveCandidates(
  sources: readonly MigrationSource[],
  errors: readonly Finding[],
  project: Pick<ProjectRules, 'layout' | 'resolved'>
): LiveCandidates {
  const found = sources
    .filter(({ document }) => isLiveName(document.file))
    .map(source => candidatesOf(source, errors, project))
  return {
    candidates: found.flatMap(({ candidates }) => candidates),
    settled: found.flatMap(({ settled }) => settled),
    problems: found.flatMap(({ problems }) => problems),
    remarks: found.flatMap(({ remarks }) => remarks)
  }
}

function candidatesOf(
  source: MigrationSource,
  errors: readonly Finding[],
  { layout, resolved }: Pick<ProjectRules, 'layout' | 'resolved'>
): LiveCandidates {
  const { entry, document } = source
  const all = candidatesIn(source, errors)
  if (entry === undefined) return { candidates: all, settled: [], problems: [], remarks: [] }
  const settled = all.filter(one => configuredValueOf(entry, one))
  const open = all.filter(one => !settled.includes(one))
  const sure = open.filter(({ rule }) => rule !== undefined)
  const container = containerFor(entry, source, sure)
  if (container === undefined)
    return { candidates: [], settled: all, problems: [severalContainers(document.file, entry)], remarks: [] }
  const { environment } = resolved
  const level = entryLevel(environment === undefined ? [] : ['environments', environment], entry)
  const place = entry.written
  const candidates = open
    .filter(one => container.name === undefined || one.container === container.name)
    .map((one): MigrationCandidate => {
      const live = { file: document.file, pointer: one.source.pointer }
      const user = { key: entry.key, kind: entry.kind, container: one.container }
      const pointer = `/${[...level, 'secrets', one.variable].join('/')}`
      const said = present({ container: container.isNew ? container.name : undefined })
      return {
        ...one,
        source: { kind: 'file', file: layout.document.file, pointer, ...present({ place }) },
        container: level.join('.'),
        overlay: { to: [level], stays: false, users: [user], others: [], live, ...said }
      }
    })
  return {
    candidates,
    settled,
    problems: [],
    remarks: sure.length > 0 ? [source.document.file].map(ownedElsewhere) : []
  }
}

/**
 * The container that gets the references; undefined if the entry cannot name it. `isNew`: the entry must be extended to
 * name it.
 */
function containerFor(
  { overlay }: ResolvedEntry,
  { document }: MigrationSource,
  sure: readonly MigrationCandidate[]
): { readonly name?: string; readonly isNew: boolean } | undefined {
  if (containersOf(document.root).length < 2 || sure.length === 0) return { isNew: false }
  const names = [...new Set(sure.map(({ container }) => container))]
  const [name] = names
  const said = overlay.container?.node
  if (names.length > 1 || name === undefined) return undefined
  if (said !== undefined)
    return said.kind === 'string' && said.value === name ? { name, isNew: false } : undefined
  const { environmentVariables, secrets, image } = overlay
  const isFree = environmentVariables.size === 0 && secrets.size === 0 && image === undefined
  return isFree ? { name, isNew: true } : undefined
}

function severalContainers(file: string, { key, written }: ResolvedEntry): Problem {
  return {
    code: 'migration-no-file',
    fault: 'user',
    message: `${file} has credentials in containers that the entry "${key}" does not put references into: "container" names one.`,
    hint: `Write the definition into a file: a path in "task-definition" of "${key}", then run again with source: live, which writes it from what runs.`,
    ...present({ place: written })
  }
}

function ownedElsewhere(file: string): string {
  return `${file} is a definition that ECS has, and no file: the references are written into the configuration file, and take the plaintext out of each revision that is registered from here. Whoever else registers it (Terraform, another workflow) does so with the plaintext: take it out there too.`
}
