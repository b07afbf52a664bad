import { describe, expect, test } from '@jest/globals'
import type { Clock } from '../../../src/clock.ts'
import { type Log, plainly } from '../../../src/log.ts'
import type { EcsPort, ServiceDeployment, ServiceState } from '../../../src/rollout/ports.ts'
import type { RolloutEnd, RolloutStart } from '../../../src/rollout/watch/open-rollout.ts'
import { MOST_SAMPLES } from '../../../src/rollout/watch/samples.ts'
import { Watcher } from '../../../src/rollout/watch/watch.ts'
import { aServiceState } from '../../report/rollouts.ts'
import { type Held, heldBy } from './reachable.ts'

const HOUR = 3_600_000
const SECONDS = 1_000
const START = 1_800_000_000_000

/** A poll of a rollout that does not come to an end, as ECS answers it. */
type Answers = (
  poll: number
) => Pick<ServiceState, 'events'> & { readonly mine: object; readonly old: number }

const quiet: Answers = () => ({ mine: {}, old: 2, events: [] })

/** Tasks that fail over and over: other numbers, and an event that was never seen, at every poll. */
const restless: Answers = poll => ({
  mine: { runningCount: poll % 3, pendingCount: (poll + 1) % 2, failedTasks: poll },
  old: poll % 2,
  events: Array.from({ length: Math.min(20, poll) }, (_, index) => ({
    id: `event ${poll - index}`,
    createdAt: START + (poll - index) * 5 * SECONDS,
    message: `(service web) was unable to place a task of batch q${poll - index}q.`
  }))
})

const DEPLOYMENT = {
  id: 'ecs-svc/2',
  status: 'PRIMARY',
  taskDefinition: 'web:2',
  rolloutState: 'IN_PROGRESS'
}
const COUNTS = { desiredCount: 2, runningCount: 0, pendingCount: 0, failedTasks: 0 }

/** The port of a service whose answers a test makes; nothing of it is counted. */
function portOf(answers: Answers, polled: (poll: number) => void): EcsPort {
  let poll = 0
  const record = {
    arn: 'arn:aws:ecs:us-west-2:123456789012:service-deployment/demo/web/2',
    status: 'IN_PROGRESS',
    targetRevisionArn: 'arn:aws:ecs:us-west-2:123456789012:service-revision/demo/web/2',
    triggeredAlarms: [],
    pauses: []
  } satisfies ServiceDeployment
  return {
    describeServices: () => {
      polled(poll)
      poll++
      const { mine, old, events } = answers(poll)
      const deployments = [
        { ...DEPLOYMENT, ...COUNTS, ...mine },
        { ...DEPLOYMENT, id: 'ecs-svc/1', status: 'ACTIVE', ...COUNTS, runningCount: old }
      ]
      return Promise.resolve({
        services: [aServiceState('web', { deployments, events })],
        missing: []
      })
    },
    listServiceDeployments: () => Promise.resolve([record]),
    describeServiceDeployments: () => Promise.resolve([record])
  } as unknown as EcsPort
}

/** Watches a rollout for so many hours of virtual time, and counts what the run holds at some of the polls. */
async function watch(answers: Answers, hours: number, at: readonly number[]) {
  let now = START
  const clock: Clock = {
    now: () => now,
    sleep: ms => {
      now += ms
      return Promise.resolve()
    }
  }
  const recaps: (readonly string[])[] = []
  const log: Log = {
    debug: () => {},
    info: () => {},
    notice: () => {},
    warning: () => {},
    group: () => {},
    acting: () => {},
    recap: (_, lines) => recaps.push(lines),
    follow: activity => plainly(activity, () => {})
  }
  const signal = new AbortController().signal
  const weigh = () => Promise.resolve({ cause: `A task stopped at ${now}.` })
  const isEqual = () => Promise.resolve(false)
  const advice = { onFailure: () => Promise.resolve(), weigh, isEqual }
  const watcher = new Watcher(advice, { clock, log, signal })
  const held: Held[] = []
  let polls = 0
  const ecs = portOf(answers, poll => {
    polls = poll
    if (at.includes(poll)) held.push(heldBy(watcher, [clock, log, signal, ecs]))
  })
  const start: RolloutStart = {
    service: 'web',
    site: { region: 'us-west-2', cluster: 'demo' },
    ecs,
    target: { deploymentId: 'ecs-svc/2', taskDefinition: 'web:2', before: ['ecs-svc/1'], goal: 'deployed' },
    startedAt: START,
    deadline: START + hours * HOUR,
    seenEvents: [],
    purpose: 'ours'
  }
  const end: RolloutEnd = await watcher.follow(start)
  watcher.recap()
  return { end, held, polls, recap: recaps[0] ?? [], after: heldBy(watcher, [clock, log, signal]) }
}

describe('a rollout that is watched for hours', () => {
  test('holds no more after twelve hours than after a minute if nothing changes', async () => {
    const { end, held, polls } = await watch(quiet, 12, [10, 8_000])
    expect({ polls: polls > 8_500, outcome: end.outcome }).toEqual({ polls: true, outcome: 'timed-out' })
    expect(held[1]).toEqual(held[0])
    expect(end.samples).toHaveLength(2)
  })

  test('holds no more than after its first hour if every poll brings something new', async () => {
    const { end, held, recap, after } = await watch(restless, 2, [700, 1_400])
    const [early, late] = held as [Held, Held]
    // between half and all of the samples are kept
    expect(late.objects).toBeLessThan(early.objects + MOST_SAMPLES / 2)
    expect(late.characters).toBeLessThan(early.characters * 1.1)
    expect(end.samples?.length).toBeLessThanOrEqual(MOST_SAMPLES + 1)
    expect(end.milestones.length).toBeLessThan(10)
    expect(recap.length).toBeLessThanOrEqual(301)
    expect(recap[100]).toMatch(/^… \d+ lines left out/)
    expect(after.objects).toBeLessThan(50)
  })
})
