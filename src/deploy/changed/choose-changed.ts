import { lastPartOf } from '../../arn.ts'
import { AwsError } from '../../aws/error.ts'
import { refusalOf } from '../../aws/explain.ts'
import { chosenTasks, tasksBefore } from '../../check/layout-sources.ts'
import { findSources } from '../../check/load-sources.ts'
import { type ProjectRules, readProjectRules } from '../../check/project-rules.ts'
import type { Problem } from '../../errors.ts'
import {
  type Checkout,
  type CommitComparison,
  compareWithCommit,
  readCheckout
} from '../../files/git/commits.ts'
import { siteOfTarget } from '../../inputs/configuration/placement.ts'
import type { DeployConfiguration, PlanConfiguration } from '../../inputs/configuration.ts'
import { distinctBy } from '../../list.ts'
import { present } from '../../present.ts'
import { emptyReport, type Remark, type Report } from '../../report/report.ts'
import { type SelectedService, selectionToText } from '../../report/selection.ts'
import { primaryOf } from '../../rollout/deployments.ts'
import type { ServiceState, Site } from '../../rollout/ports.ts'
import { type CommitRecord, commitRecordOf } from '../comparison/commit-tag.ts'
import type { DeployingPorts } from '../connections.ts'
import { inspectServices } from '../prepare/inspect-services.ts'
import { type AnnouncedTarget, announceTarget, withTarget } from '../target.ts'
import { countedPaths, fingerprintOf, scopeOf } from './record.ts'
import { type ChangeCandidate, type Comparing, imageIsOpen, whatChanged } from './what-changed.ts'

/** The changed services, by key; none are chosen if the report has a problem. */
export type ChosenServices = {
  readonly report: Report
  readonly placement: ProjectRules['placement']
  readonly said?: AnnouncedTarget
  readonly keys: readonly string[]
}

/**
 * chooseChanged reads what each service runs, compares the commit from which that was deployed with what is checked
 * out, and selects the services whose files, `paths` or configuration file differ. If a change cannot be ruled out, the
 * service is selected, with the reason: the plan then tells whether there is anything to do. Read-only.
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
  try {
    const compare = comparisons(ports)
    const judged = await judgeAll(candidates, { ...run, configuration, checkout, compare })
    const selection = judged.map(({ selected }) => selected)
    ports.log.group('What changed since what runs', selectionToText(selection))
    const remarks = [...report.remarks, ...lostCommits(judged, checkout), ...idle(candidates, checkout)]
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
): Promise<{ readonly candidates: readonly ChangeCandidate[]; readonly problems: readonly Problem[] }> {
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
  const candidates = [...files, ...others].map((one): ChangeCandidate => {
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

/** Compares each commit once. */
function comparisons(place: DeployingPorts['ports']): (commit: string) => CommitComparison {
  const known = new Map<string, CommitComparison>()
  return commit => {
    const found = known.get(commit) ?? compareWithCommit(place, commit)
    known.set(commit, found)
    return found
  }
}

type Judged = { readonly selected: SelectedService; readonly isLost?: boolean }

async function judgeAll(candidates: readonly ChangeCandidate[], run: Comparing): Promise<readonly Judged[]> {
  const placed = candidates.flatMap(({ key, service, site, entry }) =>
    site.cluster === undefined || entry?.kind === 'task' ? [] : [{ service, key, site: site as Site }]
  )
  const { states, problems } = await inspectServices(placed, run.configuration, run.aws)
  return Promise.all(
    candidates.map(async (candidate): Promise<Judged> => {
      const { key, service, site, entry } = candidate
      const taken = (reason: string): Judged => ({ selected: { key, service, isIncluded: true, reason } })
      if (site.cluster === undefined) return taken('its cluster is not specified')
      if (entry?.kind === 'task') return taken('schedules run it, and keep the commit of no deployment')
      if (entry?.base?.kind === 'live') return taken('its definition is in ECS, where others may change it')
      if (!states.has(key) && problems.length > 0) return taken('it could not be read')
      const running = await commitRunning(candidate, states.get(key), run)
      return 'unknown' in running ? taken(running.unknown) : await judgeCommit(candidate, running, run)
    })
  )
}

/** The commit that a service runs, or a clause that explains why it is unknown. */
async function commitRunning(
  { site }: ChangeCandidate,
  state: ServiceState | undefined,
  { aws, configuration }: Comparing
): Promise<CommitRecord | { readonly unknown: string }> {
  if (state === undefined || state.status === 'INACTIVE') return { unknown: 'it does not exist yet' }
  if (state.status !== 'ACTIVE') return { unknown: `it is ${state.status}` }
  if (state.taskDefinition === '') return { unknown: 'it has no task definition yet' }
  const { rolloutState } = primaryOf(state) ?? {}
  if (rolloutState !== undefined && rolloutState !== 'COMPLETED')
    return { unknown: `its last deployment has not succeeded (${rolloutState})` }
  // the deployment can have succeeded long ago; the rest of the run waits for a task, and says if none runs
  if (state.desiredCount > 0 && state.runningCount === 0)
    return { unknown: `none of its tasks runs (desired: ${state.desiredCount})` }
  const name = lastPartOf(state.taskDefinition)
  const { ecs } = await aws(site)
  const live = await ecs.describeTaskDefinition(state.taskDefinition).catch(asDenied)
  if (live === 'denied')
    return {
      unknown: `${name}, which it runs, could not be read (ecs:DescribeTaskDefinition is not allowed)`
    }
  if (live === undefined) return { unknown: `ECS no longer has ${name}, which it runs` }
  if (live.status !== 'ACTIVE')
    return { unknown: `${name}, which it runs, is ${live.status}: ECS starts no new task from it` }
  const record = commitRecordOf(live.definition)
  if (record === undefined) return { unknown: `it runs ${name}, in which no commit is recorded` }
  if (record.fingerprint !== fingerprintOf(live.definition))
    return {
      unknown: `it runs ${name}, which is not the revision registered from ${record.commit.slice(0, 7)} but one made from it outside this action`
    }
  return record.environment === scopeOf(configuration)
    ? record
    : { unknown: `it runs ${name}, which was registered for ${record.environment ?? 'no environment'}` }
}

function asDenied(error: unknown): 'denied' {
  if (error instanceof AwsError && error.kind === 'denied') return 'denied'
  throw error
}

async function judgeCommit(
  candidate: ChangeCandidate,
  { commit }: CommitRecord,
  run: Comparing
): Promise<Judged> {
  const { key, service, entry } = candidate
  const short = commit.slice(0, 7)
  const judge = (isIncluded: boolean, reason: string): SelectedService => ({
    ...{ key, service, isIncluded, reason, commit }
  })
  const before = run.compare(commit)
  if (before.kind !== 'compared') {
    const what = before.kind === 'absent' ? 'is not in this clone' : 'is in this clone only in part'
    return { selected: judge(true, `commit ${short}, which it runs, ${what}`), isLost: true }
  }
  const since = before.isAncestor ? `since ${short}` : `since ${short}, which this commit was not made from`
  const paths = [...before.paths, ...run.checkout.uncommitted]
  const changed = await whatChanged(candidate, { commit, paths }, run)
  if (changed.length > 0) return { selected: judge(true, `${since}: ${changed.join('; ')}`) }
  // without "paths", an image that comes from outside can be another one although no file says so
  const isOpen = (entry?.paths.length ?? 0) === 0 && imageIsOpen(candidate, run)
  return isOpen
    ? { selected: judge(true, `${since} nothing changed, but no "paths" say what its image is made of`) }
    : { selected: judge(false, `${since} nothing changed that counts for it`) }
}

/** How to make a missing commit available. */
function lostCommits(judged: readonly Judged[], { isShallow }: Checkout): readonly Remark[] {
  const lost = judged.flatMap(one => (one.isLost ? [one.selected.key] : []))
  if (lost.length === 0) return []
  const why = isShallow
    ? 'This clone is shallow: give actions/checkout "fetch-depth: 0" (under "with").'
    : 'The commit is on no branch of this clone (after a force-push, or from another branch), or actions/checkout was given a "filter".'
  return [{ message: `Selected without a comparison: ${lost.join(', ')}. ${why}` }]
}

/** Patterns that match nothing are probably misspelled, and would never select their service. */
function idle(candidates: readonly ChangeCandidate[], { tracked, uncommitted }: Checkout): readonly Remark[] {
  const all = [...tracked, ...uncommitted]
  const remarks = candidates.flatMap(({ entry }) =>
    (entry?.kind === 'service' ? entry.paths : []).flatMap((pattern): readonly Remark[] =>
      pattern.startsWith('!') || countedPaths([pattern], all).length > 0
        ? []
        : [
            {
              message: `"paths" of "${entry?.key}": ${pattern} matches no file of the repository. Patterns are from its root.`
            }
          ]
    )
  )
  return distinctBy(remarks, ({ message }) => message)
}
