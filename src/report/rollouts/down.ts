import { lastPartOf } from '../../arn.ts'
import { someOf } from '../../list.ts'
import type { Diagnosis } from '../../rollout/diagnosis/diagnosis.ts'
import { isGood, keyOf, labelOf } from '../../rollout/outcome.ts'
import { formatDuration, longestGap } from '../../rollout/progress.ts'
import type { ServiceStatus } from '../../rollout/status.ts'
import { countsOfRevisions, hasFailed, tasksInWords } from '../../rollout/status-words.ts'
import { fewestTasks, type Liveness, type RunsNow, runsNow } from './service-facts.ts'
import type { ServiceStory } from './stories.ts'

/**
 * Whether any service is down, in one sentence; the worst service decides. `recovered`: one had no task for a while.
 * `same`: nothing was changed.
 */
export type DownReport = {
  readonly state: 'up' | 'recovered' | 'reduced' | 'down' | 'unknown' | 'same'
  readonly sentence: string
}

const NAMES_SHOWN = 8

/**
 * whatIsDown reports whether any service is down, according to the polls of this run; undefined if no service was
 * touched. Pure.
 */
export function whatIsDown(stories: readonly ServiceStory[]): DownReport | undefined {
  const seen = stories.map(story => ({ story, ...runsNow(story.result, story.timeline) }))
  const touched = seen.filter(({ liveness }) => liveness !== 'untouched')
  if (touched.length === 0) return undefined
  const of = (which: Liveness) => touched.filter(({ liveness }) => liveness === which)
  const [gone, down] = [of('gone'), of('down')]
  const [reduced, unknown, refused] = [of('reduced'), of('unknown'), of('refused')]
  const unstable = of('unstable')
  const sick = touched.filter(({ story: { diagnosis } }) => diagnosis?.targets.some(isSick))
  const sentence = [
    ...says(
      gone.map(label),
      names => `Down: ${names} ${gone.length === 1 ? 'was' : 'were'} deleted during this run.`
    ),
    ...says(down.map(label), noneRuns),
    ...says(sick.map(label), notServing),
    ...says(reduced.map(counted), fewer),
    ...says(unstable.map(counted), names => `Tasks keep stopping and are replaced, running now: ${names}.`),
    ...says(unknown.map(label), names => `Unknown: whether any task of ${names} is running.`),
    ...says(unknown.flatMap(whatThePlanRead), names => `When this run was planned, ${names}.`),
    ...says(refused.map(whatItHas), names => `Not changed: ${names}.`)
  ].join(' ')
  if (gone.length + down.length + sick.length > 0) return { state: 'down', sentence }
  if (reduced.length + unstable.length > 0) return { state: 'reduced', sentence }
  if (unknown.length > 0) return { state: 'unknown', sentence }
  if (refused.length > 0) return { state: 'same', sentence }
  const gaps = gapsOf(stories)
  const up = [upSentence(stories), ...gaps].join(' ')
  return { state: gaps.length === 0 ? 'up' : 'recovered', sentence: up }
}

/**
 * whatStatusSaysIsDown reports the same from what mode status has read; undefined if there is no service, or only
 * deleted ones. Pure.
 */
export function whatStatusSaysIsDown(services: readonly ServiceStatus[]): DownReport | undefined {
  const { live, reduced, down, sick } = standingOfServices(services)
  if (live.length === 0) return undefined
  const sentence = [
    ...says(down.map(keyOf), noneRuns),
    ...says(sick.map(keyOf), notServing),
    ...says(
      reduced.map(one => `${keyOf(one)} (${one.runningCount} of ${one.desiredCount})`),
      fewer
    )
  ].join(' ')
  if (sentence !== '') return { state: down.length + sick.length > 0 ? 'down' : 'reduced', sentence }
  const idle = live.filter(({ desiredCount }) => desiredCount === 0).map(keyOf)
  return { state: 'up', sentence: runningSentence(live.length, idle) }
}

/** standingOfServices returns the services that are `live`, and of those, which lack tasks, have none or no traffic. */
export function standingOfServices(services: readonly ServiceStatus[]) {
  const live = services.filter(({ status }) => status === 'ACTIVE')
  const short = live.filter(({ runningCount, desiredCount }) => runningCount < desiredCount)
  return {
    live,
    reduced: short.filter(({ runningCount }) => runningCount > 0),
    down: short.filter(({ runningCount }) => runningCount === 0),
    sick: live.filter(({ sickGroups }) => sickGroups !== undefined)
  }
}

/** standingOfStatus is the state that the verdict of a status has: what is up can still wait for somebody. Pure. */
export function standingOfStatus(services: readonly ServiceStatus[]): DownReport['state'] {
  const state = whatStatusSaysIsDown(services)?.state ?? (services.length === 0 ? 'up' : 'reduced')
  const needsSomebody = services.some(
    one => hasFailed(one) || one.unrest !== undefined || one.inProgress?.paused !== undefined
  )
  return state === 'up' && needsSomebody ? 'reduced' : state
}

/** A service and the number of its tasks that ran at the last poll. */
function counted({ story, sample }: RunsNow & { readonly story: ServiceStory }): string {
  const name = labelOf(story.result)
  return sample === undefined ? name : `${name} (${sample.running + sample.old} of ${sample.desired})`
}

/** Which services had no task for a while, according to the polls. */
function gapsOf(stories: readonly ServiceStory[]): readonly string[] {
  const gaps = stories.flatMap(({ result, timeline }) => {
    const gap = longestGap(timeline?.samples ?? [])
    return gap === 0 ? [] : [`of ${labelOf(result)} for ${formatDuration(gap)}`]
  })
  return says(gaps, names => `During this run, no task ran ${names}.`)
}

/** After a failure, the sentence also states whether the service had all its tasks at every poll. */
function upSentence(stories: readonly ServiceStory[]): string {
  const bad = stories.filter(
    ({ result, timeline }) => !isGood(result.outcome) && timeline?.samples !== undefined
  )
  const isWhole = bad.every(({ timeline }) => {
    const wanted = timeline?.samples?.[0]?.desired ?? 0
    return (fewestTasks(timeline) ?? 0) >= wanted
  })
  const always = bad.length > 0 && isWhole ? ' and had it at every poll of this run' : ''
  const idle = stories.filter(({ timeline }) => timeline?.samples?.at(-1)?.desired === 0)
  return runningSentence(
    stories.length,
    idle.map(({ result }) => labelOf(result)),
    always
  )
}

/** Running is not serving: only what a load balancer states shows that, and a service of no task runs nothing. */
function runningSentence(number: number, idle: readonly string[], always = ''): string {
  const running = number > idle.length ? [`Every service runs its desired number of tasks${always}.`] : []
  return [...running, ...says(idle, names => `No task is desired: ${names}.`)].join(' ')
}

const noneRuns = (names: string) => `Down: no task of ${names} is running.`
const fewer = (names: string) => `Fewer tasks than desired: ${names}.`
/** Running targets that get no traffic. */
const notServing = (names: string) => `Not serving: every target of ${names} is unhealthy.`

function isSick({ states }: Diagnosis['targets'][number]): boolean {
  const own = states.filter(({ state }) => state !== 'draining')
  return own.length > 0 && own.every(({ state }) => state === 'unhealthy')
}

/** A service that was not polled ran what the plan has read. */
function whatThePlanRead({ story, sample }: RunsNow & { readonly story: ServiceStory }): readonly string[] {
  const { result, before } = story
  const ran = result.previousTaskDefinitionArn
  if (sample !== undefined || before === undefined || ran === undefined) return []
  const { others, ...own } = countsOfRevisions(before)
  const beside = others.length === 0 ? '' : `, beside ${others.join(' and ')}`
  return [`${labelOf(result)} ran ${tasksInWords(own)} of ${lastPartOf(ran)}${beside}`]
}

/** What a service has that AWS let nothing change. */
function whatItHas({ story, revisions }: RunsNow & { readonly story: ServiceStory }): string {
  const [revision] = revisions
  const has = revision === undefined ? 'was not created' : `still runs ${lastPartOf(revision)}`
  return `${labelOf(story.result)} ${has}`
}

function label({ story }: { readonly story: ServiceStory }): string {
  return labelOf(story.result)
}

/** A sentence about the services of a list; none about an empty one. */
function says(names: readonly string[], sentence: (names: string) => string): readonly string[] {
  return names.length === 0 ? [] : [sentence(someOf(names, NAMES_SHOWN))]
}
