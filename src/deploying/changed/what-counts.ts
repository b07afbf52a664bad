import { readText } from '../../checking/decisions/project-rules-file.ts'
import type { ProjectRules } from '../../checking/decisions/rule-decisions.ts'
import type { Layout } from '../../configuration/layout.ts'
import { resolveLayout } from '../../configuration/resolve-layout.ts'
import type { ResolvedEntry, ResolvedLayout } from '../../configuration/resolved.ts'
import { loadDocument } from '../../document/load.ts'
import { childOf, containersOf, stringOf, toJson } from '../../document/tree.ts'
import type { DeployConfiguration, PlanConfiguration } from '../../inputs/configuration.ts'
import { someOf } from '../../list.ts'
import { looksLikeVersion } from '../../plan/older-image.ts'
import { isAmong, isThere } from '../../workspace/git/changed.ts'
import { type Checkout, fromRoot, fromWorkspace } from '../../workspace/git/commits.ts'
import type { GitPlace } from '../../workspace/git/run-git.ts'
import { readTextFile } from '../../workspace/read.ts'
import type { DeployableService } from './deployable.ts'
import { countedPaths } from './paths.ts'

/** The data of a run that is compared with a commit. */
export type StateNow = GitPlace & {
  readonly project: Pick<ProjectRules, 'layout' | 'resolved'>
  readonly configuration: PlanConfiguration | DeployConfiguration
  readonly checkout: Checkout
}

/** A commit: the paths that differ from it, and the configuration file as it was then. */
export type StateThen = { readonly paths: readonly string[]; readonly layout: () => Promise<LayoutThen> }

const FILES_SHOWN = 3

/** The configuration file as it was in a commit, in the environment of the run. */
type LayoutThen =
  | { readonly kind: 'read'; readonly layout: Layout; readonly resolved: ResolvedLayout }
  /** The file did not exist. */
  | { readonly kind: 'none' }
  | { readonly kind: 'unreadable' }

/** whatChanged returns as clauses what differs from a commit for a service; empty if nothing differs. */
export async function whatChanged(
  candidate: DeployableService,
  then: StateThen,
  now: StateNow
): Promise<readonly string[]> {
  const files = filesOf(candidate, now)
  const isChanged = isAmong(
    now.workspace,
    then.paths.map(path => fromWorkspace(path, now.checkout))
  )
  const untracked = files.filter(file => !isTracked(file, now))
  const changed = files.filter(file => !untracked.includes(file) && isChanged(file))
  const entries = [candidate.entry, ...candidate.tasks].filter(entry => entry !== undefined)
  const paths = entries.flatMap(entry => countedPaths(entry.paths, then.paths))
  const counted = [...new Set([...changed.map(file => fromRoot(file, now.checkout)), ...paths])]
  return [
    ...untracked.map(file => `${file} is not in git`),
    ...(counted.length === 0 ? [] : [listed(counted, now.checkout)]),
    ...(await configurationChanged(candidate, then, { now, isChanged }))
  ]
}

/** The definitions and the AppSpec; not the configuration file, of which each service uses a part. */
function filesOf({ file, tasks, key }: DeployableService, { configuration }: StateNow): readonly string[] {
  const appspec = configuration.codeDeploy.appspecFile?.replaceAll('{service}', key)
  const named = [file, ...tasks.map(({ base }) => (base?.kind === 'file' ? base.path : undefined)), appspec]
  return [...new Set(named.flatMap(one => (one === undefined ? [] : [one.replace(/^(?:\.\/)+/, '')])))]
}

/** A file that Git does not track, or that is outside the repository, can differ in each run. */
function isTracked(file: string, { checkout, workspace }: StateNow): boolean {
  const path = fromRoot(file, checkout)
  if (checkout.tracked.includes(path) || checkout.uncommitted.includes(path)) return true
  return !/^(?:\.\.\/|\/|[A-Za-z]:)/.test(file) && !isThere(workspace, file)
}

function listed(paths: readonly string[], { uncommitted }: Checkout): string {
  const named = paths.map(path => (uncommitted.includes(path) ? `${path} (not committed)` : path))
  return `changed: ${someOf(named, FILES_SHOWN)}`
}

async function configurationChanged(
  { key, entry, tasks }: DeployableService,
  then: StateThen,
  { now, isChanged }: { readonly now: StateNow; readonly isChanged: (file: string) => boolean }
): Promise<readonly string[]> {
  const { file } = now.configuration.config
  if (!isThere(now.workspace, file)) return []
  if (!isTracked(file, now)) return [`${file} is not in git`]
  if (!isChanged(file)) return []
  const before = await then.layout()
  if (before.kind === 'unreadable') return [`${file} could not be read as it was`]
  if (before.kind !== 'read') return entry === undefined ? [] : [`new in ${file}`]
  const old = [...before.resolved.services, ...before.resolved.tasks]
  const own = entry === undefined ? [] : [entry]
  const parts = [...own, ...tasks].flatMap(one => partsChanged(one, old, file))
  const moved = entry !== undefined && movedInOrder(key, now.project.layout, before.layout)
  return moved ? [...parts, `its place in "order" of ${file}`] : parts
}

function partsChanged(entry: ResolvedEntry, old: readonly ResolvedEntry[], file: string): readonly string[] {
  const before = old.find(one => one.kind === entry.kind && one.key === entry.key)
  const name = entry.kind === 'task' ? ` of task ${entry.key}` : ''
  if (before === undefined) return [`new in ${file}${entry.kind === 'task' ? `: task ${entry.key}` : ''}`]
  const parts = changedParts(entry, before)
  return parts.length === 0 ? [] : [`changed in ${file}${name}: ${parts.join(', ')}`]
}

/**
 * imageIsOpen reports whether the image of a service can differ although nothing relevant has changed, provided that no
 * `paths` define its source: it comes from an input, an expression, or a moving tag.
 */
export async function imageIsOpen({ file, entry }: DeployableService, now: StateNow): Promise<boolean> {
  if (entry !== undefined && entry.paths.length > 0) return false
  if (now.configuration.overrides['image'] !== undefined) return true
  const written = file === undefined ? [] : await imagesIn(file, now.workspace)
  return written.some(isOpenImage)
}

async function imagesIn(file: string, workspace: string): Promise<readonly string[]> {
  const read = readTextFile(workspace, file)
  const loaded = 'text' in read ? await loadDocument(file, read.text) : undefined
  const root = loaded?.document?.root
  // An unreadable definition is reported when it is deployed.
  if (root?.kind !== 'object') return ['']
  return containersOf(root).map(container => stringOf(childOf(container, 'image')) ?? '')
}

function isOpenImage(image: string): boolean {
  return image.includes('${{') || !looksLikeVersion(image)
}

/** readLayoutThen parses a configuration file's text as it was. */
export async function readLayoutThen(
  text: string | undefined,
  of: { readonly file: string; readonly environment: string | undefined; readonly now: number }
): Promise<LayoutThen> {
  if (text === undefined) return { kind: 'none' }
  const { layout, layoutProblems } = await readText(of.file, text, of.now)
  if (layoutProblems.length > 0) return { kind: 'unreadable' }
  const { environment } = of
  const isKnown = environment === undefined || layout.environments.has(environment)
  const resolved = resolveLayout(layout, isKnown ? environment : undefined)
  return { kind: 'read', layout, resolved }
}

/** changedParts names what an entry says otherwise than it did; empty where it says the same. */
function changedParts(entry: ResolvedEntry, before: ResolvedEntry): readonly string[] {
  const [now, then] = [partsOf(entry), partsOf(before)]
  return [...new Set([...now.keys(), ...then.keys()])].filter(part => now.get(part) !== then.get(part))
}

/** What an entry comes to, whichever level says it and wherever that stands. */
function partsOf(entry: ResolvedEntry): ReadonlyMap<string, string> {
  const { base, site, variables, paths } = entry
  const { region, cluster, roleArn } = site
  const own =
    entry.kind === 'service'
      ? { service: entry.name, 'desired-count': entry.desiredCount }
      : { task: entry.task }
  const values: Readonly<Record<string, unknown>> = {
    ...own,
    'task-definition': base?.kind === 'file' ? base.path : base && ['live', base.family],
    cluster,
    region,
    'role-to-assume': roleArn,
    paths: paths.length === 0 ? undefined : paths,
    variables: [...variables].map(([name, { node }]) => [name, toJson(node)] as const).sort(byName)
  }
  return new Map(
    Object.entries(values).flatMap(([key, value]) =>
      value === undefined ? [] : [[key, JSON.stringify(value)] as const]
    )
  )
}

function byName([a]: readonly [string, unknown], [b]: readonly [string, unknown]): number {
  return a < b ? -1 : 1
}

/** movedInOrder says whether other services that both states have come before a service than did. */
function movedInOrder(key: string, now: Layout, then: Layout): boolean {
  const both = new Set([...now.services.keys()].filter(one => then.services.has(one)))
  return earlierThan(key, now.order, both) !== earlierThan(key, then.order, both)
}

function earlierThan(key: string, order: Layout['order'], among: ReadonlySet<string>): string {
  const wave = order.findIndex(names => names.includes(key))
  // what no wave names comes last
  const before = wave < 0 ? order.flat() : order.slice(0, wave).flat()
  return JSON.stringify(before.filter(name => name !== key && among.has(name)).sort())
}
