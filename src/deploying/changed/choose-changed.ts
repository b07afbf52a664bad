import { refusalOf } from '../../aws/explain.ts'
import { readProjectRules } from '../../checking/decisions/project-rules.ts'
import type { ProjectRules } from '../../checking/decisions/rule-decisions.ts'
import type { ResolvedEntry } from '../../configuration/resolved.ts'
import type { Problem } from '../../errors.ts'
import type { DeployConfiguration, PlanConfiguration } from '../../inputs/configuration.ts'
import { present } from '../../present.ts'
import { emptyReport, type Remark, type Report } from '../../report/report.ts'
import { type SelectedService, selectionToText } from '../../report/selection.ts'
import type { Site } from '../../rollout/ports.ts'
import {
  type Checkout,
  type CommitComparison,
  compareWithCommit,
  fileInCommit,
  fromRoot,
  readCheckout
} from '../../workspace/git/commits.ts'
import type { DeployingPorts } from '../connections.ts'
import { inspectServices } from '../prepare/inspect-services.ts'
import { type AnnouncedTarget, announceTarget, withTarget } from '../target.ts'
import { type DeployableService, findDeployable } from './deployable.ts'
import { idlePatterns } from './paths.ts'
import { scopeOf } from './record.ts'
import { commitRunning, isOurs, RevisionReader } from './running.ts'
import { imageIsOpen, readLayoutThen, type StateNow, type StateThen, whatChanged } from './what-counts.ts'

/** The changed services, by key; none are chosen if the report has a problem. */
export type ChosenServices = {
  readonly report: Report
  readonly placement: ProjectRules['placement']
  readonly said?: AnnouncedTarget
  readonly keys: readonly string[]
}

/**
 * chooseChanged reads what each service runs, compares the commit from which that was deployed with what is checked
 * out, and selects the services with a relevant change. If a change cannot be ruled out, the service is selected, with
 * the reason. Read-only.
 */
export async function chooseChanged(
  configuration: PlanConfiguration | DeployConfiguration,
  run: DeployingPorts
): Promise<ChosenServices> {
  const { ports } = run
  const project = await readProjectRules({ ...configuration, services: 'all' }, ports)
  const { placement } = project
  const stopped = (problems: readonly Problem[]): ChosenServices => ({
    report: { ...emptyReport(configuration.mode), problems },
    placement,
    keys: []
  })
  const early = [...project.problems, ...project.placementProblems]
  if (early.length > 0) return stopped(early)
  const found = await findDeployable(configuration, project, ports)
  if (found.problems.length > 0) return stopped(found.problems)
  const checkout = readCheckout(ports)
  if ('problem' in checkout) return stopped([checkout.problem])
  const { candidates } = found
  const said = await announceTarget(
    candidates.map(({ site }) => site),
    run
  )
  const report = withTarget(emptyReport(configuration.mode), said)
  if (said.problems.length > 0) return { report, placement, keys: [] }
  try {
    const now: StateNow = { workspace: ports.workspace, env: ports.env, project, configuration, checkout }
    const judged = await judgeAll(candidates, now, run)
    const selection = judged.map(({ selected }) => selected)
    ports.log.group('What changed since what runs', selectionToText(selection))
    const remarks = [...report.remarks, ...lostCommits(judged, checkout), ...idle(candidates, checkout)]
    const keys = selection.flatMap(({ key, isIncluded }) => (isIncluded ? [key] : []))
    return { report: { ...report, selection, remarks }, placement, said, keys }
  } catch (error) {
    return { ...stopped([refusalOf(error)]), placement }
  }
}

type Judged = { readonly selected: SelectedService; readonly lost?: 'absent' | 'incomplete' }

async function judgeAll(
  candidates: readonly DeployableService[],
  now: StateNow,
  run: DeployingPorts
): Promise<readonly Judged[]> {
  const { configuration } = now
  const placed = candidates.flatMap(({ key, service, site, entry }) =>
    site.cluster === undefined || entry?.kind === 'task' ? [] : [{ service, key, site: site as Site }]
  )
  const { states, problems } = await inspectServices(placed, configuration, run.aws)
  const revisions = new RevisionReader(run)
  const commits = new Commits(now, run.ports.clock.now())
  const scope = scopeOf(configuration)
  const hasTasks = candidates.some(({ entry }) => entry?.kind === 'task')
  const scheduled = hasTasks ? await import('./scheduled.ts') : undefined
  return Promise.all(
    candidates.map(async (candidate): Promise<Judged> => {
      const { key, service, site } = candidate
      const named = { key, service }
      const taken = (reason: string): SelectedService => ({ ...named, isIncluded: true, reason })
      if (site.cluster === undefined) return { selected: taken('its cluster is not specified') }
      const isTask = candidate.entry?.kind === 'task'
      if (!isTask && !states.has(key) && problems.length > 0)
        return { selected: taken('it could not be read') }
      const looking = { ...run, now, revisions, ...present({ environment: scope }) }
      const running =
        isTask && scheduled
          ? await scheduled.commitScheduled(candidate, looking)
          : await commitRunning(candidate, states.get(key), looking)
      if ('unknown' in running) return { selected: taken(running.unknown) }
      const { commit } = running.record
      return judgeCommit(candidate, { commit, now, before: commits.get(commit), revisions }, named)
    })
  )
}

type Judging = {
  readonly commit: string
  readonly now: StateNow
  readonly before: CommitComparison & { readonly layout: StateThen['layout'] }
  readonly revisions: RevisionReader
}

async function judgeCommit(
  candidate: DeployableService,
  { commit, now, before, revisions }: Judging,
  named: Pick<SelectedService, 'key' | 'service'>
): Promise<Judged> {
  const short = commit.slice(0, 7)
  const judge = (isIncluded: boolean, reason: string): SelectedService => ({
    ...named,
    isIncluded,
    reason,
    commit
  })
  if (before.kind !== 'compared') {
    const what = before.kind === 'absent' ? 'is not in this clone' : 'is in this clone only in part'
    return { selected: judge(true, `commit ${short}, which it runs, ${what}`), lost: before.kind }
  }
  const since = before.isAncestor ? `since ${short}` : `since ${short}, which this commit was not made from`
  const paths = [...before.paths, ...now.checkout.uncommitted.filter(path => !before.paths.includes(path))]
  const changed = await whatChanged(candidate, { paths, layout: before.layout }, now)
  if (changed.length > 0) return { selected: judge(true, `${since}: ${changed.join('; ')}`) }
  const newer = await newerRevision(candidate, revisions)
  if (newer !== undefined) return { selected: judge(true, newer) }
  if (await imageIsOpen(candidate, now))
    return { selected: judge(true, `${since} nothing changed, but no "paths" say what its image is made of`) }
  return { selected: judge(false, `${since} nothing changed that counts for it`) }
}

/** If others also register revisions of a family, the newest one is the base, and can differ from what is running. */
async function newerRevision(
  { entry, site }: DeployableService,
  revisions: RevisionReader
): Promise<string | undefined> {
  const family = entry?.base?.kind === 'live' ? entry.base.family : undefined
  if (family === undefined) return undefined
  const newest = await revisions.read(site, family)
  if (newest === undefined || newest === 'denied') return `the newest revision of ${family} is not known`
  return isOurs(newest)
    ? undefined
    : `${newest.family}:${newest.revision}, which others have registered, is the newest of its family`
}

/** Commits of running services, each compared once. */
class Commits {
  readonly #known = new Map<string, Judging['before']>()
  readonly #now: StateNow
  readonly #at: number

  constructor(now: StateNow, at: number) {
    this.#now = now
    this.#at = at
  }

  get(commit: string): Judging['before'] {
    const known = this.#known.get(commit)
    if (known) return known
    const { checkout, configuration } = this.#now
    const { config, environment } = configuration
    const layout = once(() => {
      const text = fileInCommit(this.#now, commit, fromRoot(config.file, checkout))
      return readLayoutThen(text, { file: config.file, environment, now: this.#at })
    })
    const found = { ...compareWithCommit(this.#now, commit), layout }
    this.#known.set(commit, found)
    return found
  }
}

function once<Result>(make: () => Result): () => Result {
  let made: { readonly result: Result } | undefined
  return () => {
    made ??= { result: make() }
    return made.result
  }
}

/** How to make a missing commit available. */
function lostCommits(judged: readonly Judged[], { isShallow }: Checkout): readonly Remark[] {
  const lost = judged.filter(one => one.lost !== undefined)
  if (lost.length === 0) return []
  const keys = lost.map(({ selected }) => selected.key).join(', ')
  const isPartial = lost.every(one => one.lost === 'incomplete')
  const why = isPartial
    ? 'This is a partial clone: give actions/checkout no "filter".'
    : isShallow
      ? 'This clone is shallow: give actions/checkout "fetch-depth: 0" (under "with").'
      : 'The commit is on no branch of this clone: it was taken out of the history (a force-push), or is of another branch or repository.'
  return [{ message: `Selected without a comparison: ${keys}. ${why}` }]
}

/** What a task inherits only from `defaults` is meant for services. */
function saysPaths({ said }: ResolvedEntry): boolean {
  return said.some(({ key, layer }) => key === 'paths' && /(?:^|\.)tasks\./.test(layer))
}

function idle(
  candidates: readonly DeployableService[],
  { tracked, uncommitted }: Checkout
): readonly Remark[] {
  const all = [...tracked, ...uncommitted]
  const entries = candidates
    .flatMap(({ entry, tasks }): readonly ResolvedEntry[] => (entry ? [entry, ...tasks] : tasks))
    .filter(entry => entry.kind === 'service' || saysPaths(entry))
  const idleOnes = new Map(
    entries.flatMap(({ key, paths }) =>
      idlePatterns(paths, all).map(pattern => [`${key} ${pattern}`, { key, pattern }] as const)
    )
  )
  return [...idleOnes.values()].map(({ key, pattern }) => ({
    message: `"paths" of "${key}": ${pattern} matches no file of the repository. Patterns are from its root.`
  }))
}
