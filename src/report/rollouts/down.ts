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
  const planned = unknown.flatMap(whatThePlanRead)
  const sick = touched.filter(({ story: { diagnosis } }) => diagnosis?.targets.some(isSick))
  const sentences = [
    gone.length === 0
      ? ''
      : `Down: ${named(gone.map(label))} ${gone.length === 1 ? 'was' : 'were'} deleted during this run.`,
    down.length === 0 ? '' : `Down: no task of ${named(down.map(label))} is running.`,
    notServing(sick.map(label)),
    reduced.length === 0 ? '' : `Fewer tasks than desired: ${named(reduced.map(counted))}.`,
    unstable.length === 0
      ? ''
      : `Tasks keep stopping and are replaced, running now: ${named(unstable.map(counted))}.`,
    unknown.length === 0 ? '' : `Unknown: whether any task of ${named(unknown.map(label))} is running.`,
    planned.length === 0 ? '' : `When this run was planned, ${named(planned)}.`,
    refused.length === 0 ? '' : `Not changed: ${named(refused.map(whatItHas))}.`
  ].filter(text => text !== '')
  if (gone.length + down.length + sick.length > 0) return { state: 'down', sentence: sentences.join(' ') }
  if (reduced.length + unstable.length > 0) return { state: 'reduced', sentence: sentences.join(' ') }
  if (unknown.length > 0) return { state: 'unknown', sentence: sentences.join(' ') }
  if (refused.length > 0) return { state: 'same', sentence: sentences.join(' ') }
  const gaps = gapsOf(stories)
  const up = upSentence(stories)
  return gaps === '' ? { state: 'up', sentence: up } : { state: 'recovered', sentence: `${up} ${gaps}` }
}

/**
 * whatStatusSaysIsDown reports the same from what mode status has read; undefined if there is no service, or only
 * deleted ones. Pure.
 */
export function whatStatusSaysIsDown(services: readonly ServiceStatus[]): DownReport | undefined {
  const { live, reduced, down, sick } = standingOfServices(services)
  if (live.length === 0) return undefined
  const sentences = [
    down.length === 0 ? '' : `Down: no task of ${named(down.map(keyOf))} is running.`,
    notServing(sick.map(keyOf)),
    reduced.length === 0
      ? ''
      : `Fewer tasks than desired: ${named(reduced.map(one => `${keyOf(one)} (${one.runningCount} of ${one.desiredCount})`))}.`
  ].filter(text => text !== '')
  if (sentences.length > 0)
    return { state: down.length + sick.length > 0 ? 'down' : 'reduced', sentence: sentences.join(' ') }
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
function gapsOf(stories: readonly ServiceStory[]): string {
  const gaps = stories.flatMap(({ result, timeline }) => {
    const gap = longestGap(timeline?.samples ?? [])
    return gap === 0 ? [] : [`of ${labelOf(result)} for ${formatDuration(gap)}`]
  })
  return gaps.length === 0 ? '' : `During this run, no task ran ${named(gaps)}.`
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
  const running = number > idle.length ? `Every service runs its desired number of tasks${always}.` : ''
  const none = idle.length === 0 ? '' : `No task is desired: ${named(idle)}.`
  return [running, none].filter(text => text !== '').join(' ')
}

/** Running targets that get no traffic. */
function notServing(names: readonly string[]): string {
  return names.length === 0 ? '' : `Not serving: every target of ${named(names)} is unhealthy.`
}

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

function named(names: readonly string[]): string {
  return someOf(names, NAMES_SHOWN)
}
