import { readText } from '../../check/project-rules.ts'
import { isAmong, isThere } from '../../files/git/changed.ts'
import {
  type Checkout,
  type CommitComparison,
  fileInCommit,
  fromRoot,
  fromWorkspace
} from '../../files/git/commits.ts'
import { readTextFile } from '../../files/read.ts'
import { resolveLayout } from '../../inputs/configuration/resolve-layout.ts'
import type { ResolvedEntry, ResolvedLayout } from '../../inputs/configuration/resolved.ts'
import type { DeployConfiguration, PlanConfiguration } from '../../inputs/configuration.ts'
import { someOf } from '../../list.ts'
import { looksLikeVersion } from '../comparison/risks.ts'
import type { DeployingPorts } from '../connections.ts'
import type { TargetSite } from '../prepare/inspect-services.ts'
import { countedPaths } from './record.ts'

/** A service, or a scheduled task, that a run deploys if it has changed. */
export type ChangeCandidate = {
  readonly key: string
  /** Its name in ECS. */
  readonly service: string
  readonly site: TargetSite
  /** Its task definition file, relative to the workspace; absent for a live definition. */
  readonly file?: string
  readonly entry?: ResolvedEntry
  /** Tasks that run before it: their changes count as its changes. */
  readonly tasks: ResolvedLayout['tasks']
}

/** A run, and how it compares commits with what is checked out. */
export type Comparing = DeployingPorts & {
  readonly configuration: PlanConfiguration | DeployConfiguration
  readonly checkout: Checkout
  readonly compare: (commit: string) => CommitComparison
}

const FILES_SHOWN = 3

/**
 * whatChanged returns as clauses what differs from a commit for a service: its files, its `paths`, its part of the
 * configuration file. `paths` are all that differ, from the root of the repository.
 */
export async function whatChanged(
  candidate: ChangeCandidate,
  { commit, paths }: { readonly commit: string; readonly paths: readonly string[] },
  run: Comparing
): Promise<readonly string[]> {
  const { file, tasks, key, entry } = candidate
  const { configuration, checkout } = run
  const { workspace } = run.ports
  const appspec = configuration.codeDeploy.appspecFile?.replaceAll('{service}', key)
  const taskFiles = tasks.map(({ base }) => (base?.kind === 'file' ? base.path : undefined))
  const own = [file, ...taskFiles, appspec].flatMap(one => one?.replace(/^(?:\.\/)+/, '') ?? [])
  const files = [...new Set(own)]
  const isTracked = (one: string) =>
    [...checkout.tracked, ...checkout.uncommitted].includes(fromRoot(one, checkout)) ||
    (!/^(?:\.\.\/|\/|[A-Za-z]:)/.test(one) && !isThere(workspace, one))
  const isChanged = isAmong(
    workspace,
    paths.map(path => fromWorkspace(path, checkout))
  )
  const { file: config } = configuration.config
  const untracked = [...files, config].filter(one => !isTracked(one))
  const changed = files.filter(one => !untracked.includes(one) && isChanged(one))
  const patterns = [entry, ...tasks].flatMap(one => countedPaths(one?.paths ?? [], paths))
  const counted = [...new Set([...changed.map(one => fromRoot(one, checkout)), ...patterns])].map(path =>
    checkout.uncommitted.includes(path) ? `${path} (not committed)` : path
  )
  const isConfigured =
    paths.includes(fromRoot(config, checkout)) && (await entryChanged(candidate, commit, run))
  return [
    ...untracked.map(one => `${one} is not in git`),
    ...(counted.length === 0 ? [] : [`changed: ${someOf(counted, FILES_SHOWN)}`]),
    ...(isConfigured ? [`its part of ${config}`] : [])
  ]
}

/** Whether its entry in the configuration file says something else than in a commit. */
async function entryChanged(
  { entry, tasks }: ChangeCandidate,
  commit: string,
  { configuration, checkout, ports }: Comparing
): Promise<boolean> {
  const { config, environment } = configuration
  const text = fileInCommit(ports, commit, fromRoot(config.file, checkout))
  if (entry === undefined) return false
  if (text === undefined) return true
  const { layout, layoutProblems } = await readText(config.file, text, ports.clock.now())
  if (layoutProblems.length > 0) return true
  const isKnown = environment === undefined || layout.environments.has(environment)
  const before = resolveLayout(layout, isKnown ? environment : undefined)
  const then = [...before.services, ...before.tasks]
  return [entry, ...tasks].some(
    one => asText(one) !== asText(then.find(({ kind, key }) => kind === one.kind && key === one.key))
  )
}

/** What an entry says, whichever level says it and wherever that stands. */
function asText(entry: ResolvedEntry | undefined): string {
  const places = new Set(['place', 'written', 'origin', 'keyOrigin'])
  return JSON.stringify(entry, (key, value: unknown) =>
    places.has(key) ? undefined : value instanceof Map ? [...value] : value
  )
}

/** imageIsOpen: an image from an input, an expression or a moving tag can be another one than when it was deployed. */
export function imageIsOpen({ file }: ChangeCandidate, { configuration, ports }: Comparing): boolean {
  if (configuration.overrides['image'] !== undefined || file === undefined) return true
  const read = readTextFile(ports.workspace, file)
  const written = 'text' in read ? [...read.text.matchAll(/\bimage["']?\s*:\s*["']?([^"'\s,}]+)/g)] : []
  const images = written.map(([, image = '']) => image)
  return images.length === 0 || images.some(image => image.includes('${{') || !looksLikeVersion(image))
}
