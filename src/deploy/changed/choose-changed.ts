import { lastPartOf } from '../../arn.ts'
import { AwsError } from '../../aws/error.ts'
import { refusalOf } from '../../aws/explain.ts'
import { chosenTasks, tasksBefore } from '../../check/layout-sources.ts'
import { findSources } from '../../check/load-sources.ts'
import { type ProjectRules, readProjectRules } from '../../check/project-rules.ts'
import type { Problem } from '../../errors.ts'
import { isAmong, isThere } from '../../files/git/changed.ts'
import {
  type Checkout,
  type CommitComparison,
  compareWithCommit,
  fromRoot,
  fromWorkspace,
  readCheckout
} from '../../files/git/commits.ts'
import { readTextFile } from '../../files/read.ts'
import { siteOfTarget } from '../../inputs/configuration/placement.ts'
import type { ResolvedEntry, ResolvedLayout } from '../../inputs/configuration/resolve-layout.ts'
import type { DeployConfiguration, PlanConfiguration } from '../../inputs/configuration.ts'
import { distinctBy, someOf } from '../../list.ts'
import { present } from '../../present.ts'
import { emptyReport, type Remark, type Report } from '../../report/report.ts'
import { type SelectedService, selectionToText } from '../../report/run-sections.ts'
import { primaryOf } from '../../rollout/deployments.ts'
import type { ServiceState, Site } from '../../rollout/ports.ts'
import { givesImage } from '../../template/overrides.ts'
import { type CommitRecord, commitRecordOf } from '../comparison/plan.ts'
import { looksLikeVersion } from '../comparison/risks.ts'
import { inspectServices, type TargetSite } from '../prepare/inspect-services.ts'
import { type AnnouncedTarget, announceTarget, type DeployingPorts, withTarget } from '../target.ts'
import { countedPaths, fingerprintOf, scopeOf } from './record.ts'

/** The changed services, by key; none are chosen if the report has a problem. */
export type ChosenServices = Pick<ProjectRules, 'placement'> & {
  readonly report: Report
  readonly said?: AnnouncedTarget
  readonly keys: readonly string[]
}

/** A service, or a scheduled task, that a run deploys if it has changed. */
type Candidate = {
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

type Comparing = DeployingPorts & {
  readonly configuration: PlanConfiguration | DeployConfiguration
  readonly checkout: Checkout
  readonly compare: (commit: string) => CommitComparison
}

const FILES_SHOWN = 3

/**
 * chooseChanged reads what each service runs, compares the commit from which that was deployed with what is checked
 * out, and selects the services whose files or `paths`, or the configuration file, differ. If a change cannot be ruled
 * out, the service is selected, with the reason: the plan then shows whether there is anything to do. Read-only.
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
  const { candidates, problems } = await findCandidates(configuration, project, run)
  if (problems.length > 0) return stopped(problems)
  const checkout = readCheckout(ports)
  if ('problem' in checkout) return stopped([checkout.problem])
  const said = await announceTarget(
    candidates.map(({ site }) => site),
    run
  )
  const report = withTarget(emptyReport(configuration.mode), said)
  if (said.problems.length > 0) return { report, placement, keys: [] }
  const known = new Map<string, CommitComparison>()
  const compare = (commit: string) => {
    const found = known.get(commit) ?? compareWithCommit(ports, commit)
    known.set(commit, found)
    return found
  }
  try {
    const selection = await judgeAll(candidates, { ...run, configuration, checkout, compare })
    ports.log.group('What changed since what runs', selectionToText(selection))
    const lost = selection.filter(({ commit }) => commit && compare(commit).kind !== 'compared')
    const remarks = [...report.remarks, ...lostCommits(lost, checkout), ...idle(candidates, checkout)]
    const keys = selection.flatMap(({ key, isIncluded }) => (isIncluded ? [key] : []))
    return { report: { ...report, selection, remarks }, placement, said, keys }
  } catch (error) {
    return stopped([refusalOf(error)])
  }
}

/** All services and scheduled tasks that the files and the configuration file name. */
async function findCandidates(
  configuration: PlanConfiguration | DeployConfiguration,
  { resolved, placement }: Pick<ProjectRules, 'resolved' | 'placement'>,
  { ports }: DeployingPorts
): Promise<{ readonly candidates: readonly Candidate[]; readonly problems: readonly Problem[] }> {
  const handed = { ...ports, ...present({ temporary: ports.area.temporary }) }
  const found = await findSources({ ...configuration, services: 'all' }, handed, resolved)
  const files = found.selected.flatMap(({ service: key, file, entry }) =>
    key === undefined ? [] : [{ key, file, ...present({ entry }) }]
  )
  const live =
    configuration.taskDefinition.length > 0
      ? []
      : resolved.services.filter(({ base }) => base?.kind === 'live')
  const others = [...live, ...chosenTasks([], resolved, 'all')].map(entry => ({ key: entry.key, entry }))
  const order = [...resolved.services, ...resolved.tasks].map(({ key }) => key)
  const candidates = [...files, ...others].map((one): Candidate => {
    const { key, entry } = one
    return {
      ...one,
      service: entry?.kind === 'service' ? entry.name : key,
      site: siteOfTarget({ service: key, ...present({ entry }) }, placement, configuration),
      tasks: entry?.kind === 'task' ? [] : tasksBefore(key, resolved)
    }
  })
  return {
    candidates: candidates.toSorted((a, b) => order.indexOf(a.key) - order.indexOf(b.key)),
    problems: found.problems
  }
}

async function judgeAll(
  candidates: readonly Candidate[],
  run: Comparing
): Promise<readonly SelectedService[]> {
  const placed = candidates.flatMap(({ key, service, site, entry }) =>
    site.cluster === undefined || entry?.kind === 'task' ? [] : [{ service, key, site: site as Site }]
  )
  const { states, problems } = await inspectServices(placed, run.configuration, run.aws)
  return Promise.all(
    candidates.map(async (candidate): Promise<SelectedService> => {
      const { key, service, site, entry } = candidate
      const state = states.get(key)
      const running =
        site.cluster === undefined
          ? 'its cluster is not specified'
          : entry?.kind === 'task'
            ? 'schedules run it, and keep the commit of no deployment'
            : entry?.base?.kind === 'live'
              ? 'its definition is in ECS, where others may change it'
              : state === undefined && problems.length > 0
                ? 'it could not be read'
                : (unknownState(state) ?? (await recordOf(site, state as ServiceState, run)))
      return typeof running === 'string'
        ? { key, service, isIncluded: true, reason: running }
        : { key, service, commit: running.commit, ...judgeCommit(candidate, running, run) }
    })
  )
}

/** Why the state of a service does not show which commit it runs, as a clause. */
function unknownState(state: ServiceState | undefined): string | undefined {
  if (state === undefined || state.status === 'INACTIVE') return 'it does not exist yet'
  if (state.status !== 'ACTIVE') return `it is ${state.status}`
  if (state.taskDefinition === '') return 'it has no task definition yet'
  const { rolloutState } = primaryOf(state) ?? {}
  if (rolloutState !== undefined && rolloutState !== 'COMPLETED')
    return `its last deployment has not succeeded (${rolloutState})`
  // the deployment can have succeeded long ago; the rest of the run waits for a task, and states if none runs
  return state.desiredCount > 0 && state.runningCount === 0
    ? `none of its tasks runs (desired: ${state.desiredCount})`
    : undefined
}

/** The commit that is recorded in the revision which a service runs, or a clause that states why none is known. */
async function recordOf(
  site: TargetSite,
  { taskDefinition }: ServiceState,
  { aws, configuration }: Comparing
): Promise<CommitRecord | string> {
  const name = lastPartOf(taskDefinition)
  const { ecs } = await aws(site)
  const live = await ecs.describeTaskDefinition(taskDefinition).catch(error => {
    if (error instanceof AwsError && error.kind === 'denied') return 'denied' as const
    throw error
  })
  if (live === 'denied')
    return `${name}, which it runs, could not be read (ecs:DescribeTaskDefinition is not allowed)`
  if (live === undefined) return `ECS no longer has ${name}, which it runs`
  if (live.status !== 'ACTIVE')
    return `${name}, which it runs, is ${live.status}: ECS starts no new task from it`
  const record = commitRecordOf(live.definition)
  if (record === undefined) return `it runs ${name}, in which no commit is recorded`
  if (record.fingerprint !== fingerprintOf(live.definition))
    return `it runs ${name}, which is not the revision registered from ${record.commit.slice(0, 7)} but one made from it outside this action`
  return record.environment === scopeOf(configuration)
    ? record
    : `it runs ${name}, which was registered for ${record.environment ?? 'no environment'}`
}

function judgeCommit(
  candidate: Candidate,
  { commit }: CommitRecord,
  run: Comparing
): Pick<SelectedService, 'isIncluded' | 'reason'> {
  const short = commit.slice(0, 7)
  const before = run.compare(commit)
  if (before.kind !== 'compared') {
    const what = before.kind === 'absent' ? 'is not in this clone' : 'is in this clone only in part'
    return { isIncluded: true, reason: `commit ${short}, which it runs, ${what}` }
  }
  const since = before.isAncestor ? `since ${short}` : `since ${short}, which this commit was not made from`
  const changed = whatChanged(candidate, [...before.paths, ...run.checkout.uncommitted], run)
  if (changed.length > 0) return { isIncluded: true, reason: `${since}: ${changed.join('; ')}` }
  // without "paths", an image that comes from outside can be another one although no file states so
  const isOpen = (candidate.entry?.paths.length ?? 0) === 0 && imageIsOpen(candidate, run)
  return isOpen
    ? { isIncluded: true, reason: `${since} nothing changed, but no "paths" show what its image is made of` }
    : { isIncluded: false, reason: `${since} nothing changed that counts for it` }
}

/**
 * What differs from a commit for a service, as clauses: its files, its `paths`, the configuration file. `paths` are all
 * that differ, from the root of the repository.
 */
function whatChanged(
  { file, tasks, key, entry }: Candidate,
  paths: readonly string[],
  { configuration, checkout, ports: { workspace } }: Comparing
): readonly string[] {
  const appspec = configuration.codeDeploy.appspecFile?.replaceAll('{service}', key)
  const taskFiles = tasks.map(({ base }) => (base?.kind === 'file' ? base.path : undefined))
  const { file: config } = configuration.config
  const own = [file, ...taskFiles, appspec].flatMap(one => one?.replace(/^(?:\.\/)+/, '') ?? [])
  const files = [...new Set(own)]
  const inGit = new Set([...checkout.tracked, ...checkout.uncommitted])
  const untracked = [...files, config].filter(
    one =>
      !inGit.has(fromRoot(one, checkout)) && (/^(?:\.\.\/|\/|[A-Za-z]:)/.test(one) || isThere(workspace, one))
  )
  const isChanged = isAmong(
    workspace,
    paths.map(path => fromWorkspace(path, checkout))
  )
  const changed = files.filter(one => !untracked.includes(one) && isChanged(one))
  const counted = new Set([
    ...changed.map(one => fromRoot(one, checkout)),
    ...paths.filter(path => path === fromRoot(config, checkout)),
    ...[entry, ...tasks].flatMap(one => countedPaths(one?.paths ?? [], paths))
  ])
  const shown = [...counted].map(path =>
    checkout.uncommitted.includes(path) ? `${path} (not committed)` : path
  )
  return [
    ...untracked.map(one => `${one} is not in git`),
    ...(shown.length === 0 ? [] : [`changed: ${someOf(shown, FILES_SHOWN)}`])
  ]
}

/** An image from an input, an expression or a moving tag can be another one than when it was deployed. */
function imageIsOpen({ file }: Candidate, { configuration, ports }: Comparing): boolean {
  if (givesImage(configuration.overrides) || file === undefined) return true
  const read = readTextFile(ports.workspace, file)
  const written = 'text' in read ? [...read.text.matchAll(/\bimage["']?\s*:\s*["']?([^"'\s,}]+)/g)] : []
  return (
    written.length === 0 ||
    written.some(([, image = '']) => image.includes('${{') || !looksLikeVersion(image))
  )
}

/** How to make a missing commit available. */
function lostCommits(lost: readonly SelectedService[], { isShallow }: Checkout): readonly Remark[] {
  if (lost.length === 0) return []
  const why = isShallow
    ? 'This clone is shallow: give actions/checkout "fetch-depth: 0" (under "with").'
    : 'The commit is on no branch of this clone (after a force-push, or from another branch), or actions/checkout was given a "filter".'
  return [{ message: `Selected without a comparison: ${lost.map(({ key }) => key).join(', ')}. ${why}` }]
}

/** Patterns that match nothing are probably misspelled, and would never select their service. */
function idle(candidates: readonly Candidate[], { tracked, uncommitted }: Checkout): readonly Remark[] {
  const all = [...tracked, ...uncommitted]
  const remarks = candidates.flatMap(({ entry }) =>
    (entry?.paths ?? [])
      .filter(pattern => !pattern.startsWith('!') && countedPaths([pattern], all).length === 0)
      .map(pattern => ({
        message: `"paths" of "${entry?.key}": ${pattern} matches no file of the repository. Patterns are from its root.`
      }))
  )
  return distinctBy(remarks, ({ message }) => message)
}
