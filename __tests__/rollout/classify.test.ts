import { describe, expect, test } from '@jest/globals'
import { classify } from '../../src/rollout/classify.ts'
import { rollsBackByItself } from '../../src/rollout/deployment-list.ts'
import {
  FRESH_MEMORY,
  type RolloutMemory,
  type RolloutVerdict,
  type WatchedDeployment
} from '../../src/rollout/deployments.ts'
import type { Deployment, ServiceDeployment, ServiceState } from '../../src/rollout/ports.ts'

const OLD = 'ecs-svc/1111111111111111111'
const MINE = 'ecs-svc/2222222222222222222'
const OTHER = 'ecs-svc/3333333333333333333'
const NEW_TD = 'arn:aws:ecs:us-west-2:123456789012:task-definition/web:8'
const OLD_TD = 'arn:aws:ecs:us-west-2:123456789012:task-definition/web:7'
const target: WatchedDeployment = {
  goal: 'deployed',
  deploymentId: MINE,
  taskDefinition: NEW_TD,
  before: [OLD]
}

function deployment(id: string, status: string, more: Partial<Deployment> = {}): Deployment {
  return {
    id,
    status,
    taskDefinition: id === OLD ? OLD_TD : NEW_TD,
    desiredCount: 1,
    runningCount: 0,
    pendingCount: 0,
    failedTasks: 0,
    rolloutState: 'IN_PROGRESS',
    ...more
  }
}

function service(deployments: readonly Deployment[], more: Partial<ServiceState> = {}): ServiceState {
  return {
    service: 'web',
    serviceArn: 'arn:aws:ecs:us-west-2:123456789012:service/main/web',
    clusterArn: 'arn:aws:ecs:us-west-2:123456789012:cluster/main',
    status: 'ACTIVE',
    taskDefinition: NEW_TD,
    desiredCount: 1,
    runningCount: 1,
    pendingCount: 0,
    deploymentController: 'ECS',
    strategy: 'ROLLING',
    schedulingStrategy: 'REPLICA',
    raw: {},
    deployments,
    events: [],
    circuitBreaker: { enable: true, rollback: true },
    ...more
  }
}

function failedEvent(id = MINE) {
  return {
    id: 'e1',
    createdAt: 1,
    message: `(service web) (deployment ${id}) deployment failed: tasks failed to start.`
  }
}

function record(status: string, more: Partial<ServiceDeployment> = {}): ServiceDeployment {
  return {
    arn: 'arn:aws:ecs:us-west-2:123456789012:service-deployment/main/web/abc',
    pauses: [],
    triggeredAlarms: [],
    status,
    ...more
  }
}

function judge(
  state: ServiceState | undefined,
  memory: RolloutMemory = FRESH_MEMORY,
  own?: ServiceDeployment
): RolloutVerdict {
  return classify(target, own ? { service: state, record: own } : { service: state }, memory).verdict
}

const oldDone = deployment(OLD, 'ACTIVE', { rolloutState: 'COMPLETED', runningCount: 1 })
/** Our deployment as the PRIMARY, and the one before as the PRIMARY. */
const mine = (rolloutState = 'IN_PROGRESS', more: Partial<Deployment> = {}) =>
  deployment(MINE, 'PRIMARY', { rolloutState, ...more })
const back = (rolloutState = 'COMPLETED') => deployment(OLD, 'PRIMARY', { rolloutState })
const demoted = deployment(MINE, 'ACTIVE')
/** The PRIMARY of somebody else, with another definition. */
const theirs = (more: Partial<Deployment> = {}) =>
  deployment(OTHER, 'PRIMARY', { taskDefinition: OLD_TD, ...more })
/** What looks that follow each other find, each with the memory of the one before. */
function looksAt(look: Parameters<typeof classify>[1], count: number) {
  const states: RolloutVerdict['state'][] = []
  let memory = FRESH_MEMORY
  for (let n = 0; n < count; n++) {
    const judged = classify(target, look, memory)
    memory = judged.memory
    states.push(judged.verdict.state)
  }
  return { states, memory }
}

describe('classify by deployments[]', () => {
  type Row = readonly [string, RolloutVerdict['state'], ServiceState | undefined, Partial<RolloutMemory>?]
  test.each<Row>([
    ['mine is PRIMARY and in progress', 'in-progress', service([mine(), oldDone])],
    ['mine COMPLETED', 'succeeded', service([mine('COMPLETED')])],
    [
      'mine in progress although all counts match',
      'in-progress',
      service([mine('IN_PROGRESS', { runningCount: 1 })])
    ],
    ['a service that was deleted', 'failed', service([mine()], { status: 'DRAINING' })],
    ['a service that is unknown', 'failed', undefined],
    ['mine FAILED, rollback to come', 'rolling-back', service([mine('FAILED'), oldDone])],
    [
      'mine FAILED, no rollback',
      'failed',
      service([mine('FAILED'), oldDone], { circuitBreaker: { enable: true, rollback: false } })
    ],
    ['mine FAILED, nothing to go back to', 'failed', service([mine('FAILED')])],
    [
      'mine FAILED, the rollback never begins',
      'failed',
      service([mine('FAILED'), oldDone]),
      { failedLooks: 3 }
    ],
    ['mine demoted for the old one', 'rolling-back', service([back('IN_PROGRESS'), demoted])],
    ['a stale list from before the update', 'in-progress', service([back()])],
    ['stale for long, never seen', 'in-progress', service([back()]), { gone: 50 }],
    ['gone with its failure event', 'rolled-back', service([back()], { events: [failedEvent()] })],
    [
      "gone, another deployment's failure event",
      'in-progress',
      service([back()], { events: [failedEvent(OTHER)] })
    ],
    ['gone once after it was seen', 'in-progress', service([back()]), { sawMine: true }],
    ['gone for good after it was seen', 'rolled-back', service([back()]), { sawMine: true, gone: 2 }],
    [
      'gone, rollback in progress',
      'rolling-back',
      service([back('IN_PROGRESS')], { events: [failedEvent()] })
    ],
    ['gone, the rollback failed too', 'failed', service([back('FAILED')], { events: [failedEvent()] })],
    ['superseded by another definition', 'superseded', service([theirs(), demoted])],
    ['superseded by the same definition', 'adopted', service([deployment(OTHER, 'PRIMARY'), demoted])],
    ['no rolloutState, settled', 'succeeded', service([without(mine('', { runningCount: 1 }))])],
    [
      'no rolloutState, old tasks left',
      'in-progress',
      service([without(mine('', { runningCount: 1 })), oldDone])
    ],
    [
      'an unknown status word beside an in-progress PRIMARY',
      'in-progress',
      service([mine(), deployment(OLD, 'DRAINING')])
    ]
  ])('%s', (_, expected, state, memory = {}) => {
    expect(judge(state, { ...FRESH_MEMORY, ...memory }).state).toBe(expected)
  })

  test('the reason of a rollback is kept until it is over', () => {
    const failing = service([mine('FAILED', { rolloutStateReason: 'tasks failed to start.' }), oldDone])
    const first = classify(target, { service: failing }, FRESH_MEMORY)
    expect(first.verdict).toEqual({ state: 'rolling-back', reason: 'tasks failed to start.' })
    expect(classify(target, { service: service([back()]) }, first.memory).verdict).toEqual({
      state: 'rolled-back',
      reason: 'tasks failed to start.'
    })
  })
})

describe("classify by the deployment's own record", () => {
  const running = service([deployment(MINE, 'PRIMARY'), oldDone])
  test.each<[string, ServiceState, RolloutVerdict['state']]>([
    ['PENDING', running, 'in-progress'],
    ['IN_PROGRESS', running, 'in-progress'],
    ['STOP_REQUESTED', running, 'in-progress'],
    ['SUCCESSFUL', running, 'succeeded'],
    ['STOPPED', running, 'in-progress'],
    ['STOPPED', service([mine('FAILED')]), 'failed'],
    ['ROLLBACK_REQUESTED', running, 'rolling-back'],
    ['ROLLBACK_IN_PROGRESS', running, 'rolling-back'],
    ['ROLLBACK_SUCCESSFUL', running, 'rolled-back'],
    ['ROLLBACK_FAILED', running, 'failed'],
    ['A_WORD_OF_TOMORROW', running, 'in-progress'],
    ['STOPPED', service([theirs()]), 'superseded'],
    ['STOPPED', service([deployment(OTHER, 'PRIMARY')]), 'adopted'],
    ['IN_PROGRESS', service([theirs(), demoted]), 'superseded']
  ])('%s', (status, state, expected) => {
    expect(judge(state, FRESH_MEMORY, record(status)).state).toBe(expected)
  })

  test('STOPPED for a newer deployment that has ended itself, so that no list shows it: superseded by the words of the record', () => {
    const statusReason = 'Service deployment stopped because a new service deployment was started.'
    const look = { service: running, record: record('STOPPED', { statusReason }) }
    let seen = classify(target, look, FRESH_MEMORY)
    for (let looks = 0; looks < 20 && seen.verdict.state === 'in-progress'; looks++)
      seen = classify(target, look, seen.memory)
    expect(seen.verdict).toEqual({ state: 'superseded', reason: statusReason })
  })

  test('STOPPED beside a list that is older than the record: superseded once the list tells, failed when it never does', () => {
    const { states, memory } = looksAt({ service: running, record: record('STOPPED') }, 13)
    expect(states).toEqual([...Array(12).fill('in-progress'), 'failed'])
    expect(judge(service([theirs()]), memory, record('STOPPED')).state).toBe('superseded')
  })

  test('a PRIMARY that is older than ours has not superseded it, although nobody had seen it before', () => {
    const ours = { ...target, createdAt: 2_000 }
    const older = theirs({ createdAt: 1_000 })
    const newer = theirs({ createdAt: 3_000 })
    const look = (...listed: readonly Deployment[]) =>
      classify(ours, { service: service(listed), record: record('IN_PROGRESS') }, FRESH_MEMORY).verdict.state
    const completed = { ...demoted, rolloutState: 'COMPLETED' }
    expect([look(older), look(newer, demoted), look(newer, completed)]).toEqual([
      'in-progress',
      'superseded',
      'succeeded'
    ])
  })

  test('beside a newer deployment an open record is late: ours may have completed before, as its event says', () => {
    const state = service([theirs()])
    const { states } = looksAt({ service: state, record: record('IN_PROGRESS') }, 8)
    expect(states).toEqual([...Array(7).fill('in-progress'), 'superseded'])
    expect(judge(state, FRESH_MEMORY, record('STOP_REQUESTED')).state).toBe('superseded')
    const message = `(service web) (deployment ${MINE}) deployment completed.`
    const told = { ...state, events: [{ id: 'done', createdAt: 1, message }] }
    expect(judge(told, FRESH_MEMORY, record('IN_PROGRESS')).state).toBe('succeeded')
  })

  test('an event that is sooner than the list: nothing is taken back as long as the list is from before ours', () => {
    const at = (updatedAt: number) => service([{ ...back(), updatedAt }], { events: [failedEvent()] })
    const [before, since] = [at(1_000), at(9_000)]
    const ours = { ...target, createdAt: 5_000 }
    const look = (state: ServiceState, memory: RolloutMemory = FRESH_MEMORY) =>
      classify(ours, { service: state }, memory).verdict.state
    expect([look(before), look(since)]).toEqual(['in-progress', 'rolled-back'])
    expect(look(before, { ...FRESH_MEMORY, gone: 7 })).toBe('rolled-back')
  })

  test('an older copy of the list after a newer one: neither gone nor rolled back, and completed where the event says so', () => {
    const old = { ...back(), updatedAt: 1_000 }
    const ours = { ...target, createdAt: 5_000 }
    const seen = { ...FRESH_MEMORY, sawMine: true }
    const look = (events: ServiceState['events'], gone: number) =>
      classify(ours, { service: service([old], { events }) }, { ...seen, gone }).verdict.state
    const message = `(service web) (deployment ${MINE}) deployment completed.`
    expect([look([failedEvent()], 0), look([], 3), look([{ id: 'done', createdAt: 1, message }], 3)]).toEqual(
      ['in-progress', 'in-progress', 'succeeded']
    )
  })

  test('replaced by somebody while ECS took it back is superseded; what had failed by itself before is failed', () => {
    const newer = theirs({ createdAt: 9_000 })
    const failed = (rolloutStateReason: string, circuitBreaker = { enable: false, rollback: false }) =>
      service([newer, { ...demoted, rolloutState: 'FAILED', rolloutStateReason }], { circuitBreaker })
    const byUser = failed('ECS deployment failed: stopped by a user request.')
    const tripped = 'ECS deployment circuit breaker: tasks failed to start.'
    const rollsBack = failed(tripped, { enable: true, rollback: true })
    const stops = failed(tripped, { enable: true, rollback: false })
    const states = [byUser, rollsBack, stops].map(
      state => judge(state, FRESH_MEMORY, record('STOP_REQUESTED')).state
    )
    expect(states).toEqual(['superseded', 'superseded', 'failed'])
    const ended = (finishedAt: number) =>
      judge(stops, FRESH_MEMORY, record('STOPPED', { finishedAt, statusReason: 'It failed.' })).state
    expect([ended(8_000), ended(9_000)]).toEqual(['failed', 'superseded'])
  })

  test.each<[string, Partial<ServiceDeployment>]>([
    ['breaker', { circuitBreaker: { status: 'TRIGGERED', failureCount: 3, threshold: 3 } }],
    ['alarm', { triggeredAlarms: ['web-5xx'] }]
  ])(
    'STOPPED by the %s: failed at once where nothing rolls back, superseded where somebody replaced the rollback',
    (_what, more) => {
      expect(judge(running, FRESH_MEMORY, record('STOPPED', more)).state).toBe('failed')
      // theirs was replaced in turn after ours had ended, so that the list no longer shows who replaced ours
      const twice = service([
        theirs({ createdAt: 9_000 }),
        { ...demoted, rolloutState: 'FAILED', rolloutStateReason: 'ECS deployment failed.' }
      ])
      const ended = { ...more, finishedAt: 8_000 }
      const rolledBack = record('STOPPED', { ...ended, rollbackReason: 'Service deployment rolled back.' })
      const statusReason = 'Service deployment stopped because a new service deployment was started.'
      const states = [
        record('STOPPED', ended),
        rolledBack,
        record('STOPPED', { ...ended, statusReason })
      ].map(own => judge(twice, FRESH_MEMORY, own).state)
      expect(states).toEqual(['failed', 'superseded', 'superseded'])
    }
  )

  test('the record wins over a completed-looking list, and gives the reason', () => {
    const calm = service([deployment(OLD, 'PRIMARY', { rolloutState: 'COMPLETED', runningCount: 1 })])
    const own = record('ROLLBACK_SUCCESSFUL', { statusReason: 'the circuit breaker threshold was exceeded.' })
    expect(judge(calm, FRESH_MEMORY, own)).toEqual({
      state: 'rolled-back',
      reason: 'the circuit breaker threshold was exceeded.'
    })
  })
})

describe('a stage or a pause that is waited for', () => {
  const running = service([deployment(MINE, 'PRIMARY'), oldDone])
  const PAUSE = { hookId: 'hook-1' }
  const judged = (goal: WatchedDeployment['goal'], own?: Partial<ServiceDeployment>) =>
    classify(
      { ...target, goal },
      { service: running, ...(own ? { record: record('IN_PROGRESS', own) } : {}) },
      FRESH_MEMORY
    ).verdict

  test.each<[string, WatchedDeployment['goal'], Partial<ServiceDeployment> | undefined, boolean]>([
    ['the stage itself', 'TEST_TRAFFIC_SHIFT', { lifecycleStage: 'TEST_TRAFFIC_SHIFT' }, true],
    ['a later stage', 'TEST_TRAFFIC_SHIFT', { lifecycleStage: 'BAKE_TIME' }, true],
    ['an earlier stage', 'TEST_TRAFFIC_SHIFT', { lifecycleStage: 'SCALE_UP' }, false],
    ['no record', 'TEST_TRAFFIC_SHIFT', undefined, false],
    ['a stage, where a pause is waited for', 'paused', { lifecycleStage: 'BAKE_TIME' }, false],
    ['a pause before the stage', 'BAKE_TIME', { lifecycleStage: 'SCALE_UP', pauses: [PAUSE] }, false],
    ['a pause', 'paused', { pauses: [PAUSE] }, true],
    ['a later stage, where only the end counts', 'deployed', { lifecycleStage: 'BAKE_TIME' }, false]
  ])('%s', (_, goal, own, isReached) => {
    expect(judged(goal, own)).toMatchObject(
      isReached ? { state: 'succeeded', isOngoing: true } : { state: 'in-progress' }
    )
  })

  test('the reason names the pause, or else the stage', () => {
    const at = { lifecycleStage: 'BAKE_TIME' }
    expect(judged('SCALE_UP', at)).toMatchObject({ reason: expect.stringContaining('reached BAKE_TIME') })
    expect(judged('SCALE_UP', { ...at, pauses: [PAUSE] })).toMatchObject({
      reason: expect.stringContaining('Mode continue')
    })
  })
})

describe('a stable service that is waited for', () => {
  const stable: WatchedDeployment = { ...target, goal: 'stable' }
  test.each<[string, Deployment[], Partial<ServiceState>, RolloutVerdict['state']]>([
    ['one deployment, every task running', [mine('COMPLETED')], {}, 'succeeded'],
    ['an older deployment is left', [mine('COMPLETED'), oldDone], {}, 'in-progress'],
    ['a task is missing', [mine('COMPLETED')], { desiredCount: 2 }, 'in-progress'],
    ['a task is pending', [mine('COMPLETED')], { pendingCount: 1 }, 'in-progress'],
    [
      'the deployment has failed',
      [mine('FAILED')],
      { circuitBreaker: { enable: false, rollback: false } },
      'failed'
    ]
  ])('%s', (_, deployments, more, expected) => {
    const look = { service: service(deployments, more) }
    expect(classify(stable, look, FRESH_MEMORY).verdict.state).toBe(expected)
  })
})

describe('a change of the desired count', () => {
  const scaling: WatchedDeployment = { ...target, scaleTo: 3 }
  test.each([
    [3, 2, 'in-progress'],
    [3, 3, 'succeeded'],
    [2, 3, 'in-progress']
  ])('desired %i, running %i', (desiredCount, runningCount, expected) => {
    const state = service([deployment(MINE, 'PRIMARY')], { desiredCount, runningCount })
    expect(classify(scaling, { service: state }, FRESH_MEMORY).verdict.state).toBe(expected)
  })
})

function without(entry: Deployment): Deployment {
  const { rolloutState: _, ...rest } = entry
  return rest
}

describe('whether a rollback is waited for after a failure', () => {
  const failed = (text: string) =>
    deployment(MINE, 'PRIMARY', { rolloutState: 'FAILED', rolloutStateReason: text })
  const alarms = (rollback: boolean) => ({
    raw: { deploymentConfiguration: { alarms: { enable: true, rollback, alarmNames: ['web-5xx'] } } }
  })
  const noRollback = { circuitBreaker: { enable: true, rollback: false } }
  const TRIPPED = 'ECS deployment circuit breaker: tasks failed to start.'
  const RANG = '(deployment ecs-svc/2222222222222222222) deployment failed: alarm detected.'

  test.each<[string, string, Partial<ServiceState>, RolloutVerdict['state']]>([
    ['blue/green, breaker without rollback', TRIPPED, { strategy: 'BLUE_GREEN', ...noRollback }, 'failed'],
    ['blue/green, breaker with rollback', TRIPPED, { strategy: 'BLUE_GREEN' }, 'rolling-back'],
    ['blue/green, alarm without rollback', RANG, { strategy: 'BLUE_GREEN', ...alarms(false) }, 'failed'],
    ['blue/green, a hook', 'A hook failed.', { strategy: 'BLUE_GREEN', ...noRollback }, 'rolling-back'],
    ['alarm without rollback beside a breaker with it', RANG, alarms(false), 'failed'],
    [
      'alarm with rollback beside a breaker without it',
      RANG,
      { ...noRollback, ...alarms(true) },
      'rolling-back'
    ],
    ['breaker without rollback beside alarms with it', TRIPPED, { ...noRollback, ...alarms(true) }, 'failed'],
    ['rolling, words that tell nothing', 'Something.', noRollback, 'failed']
  ])('%s', (_, text, more, expected) => {
    expect(judge(service([failed(text), oldDone], more)).state).toBe(expected)
  })

  test.each<[string, Partial<ServiceState>, boolean]>([
    ['a breaker with rollback', {}, true],
    ['one without', noRollback, false],
    [
      'blue/green without a breaker: ECS tries for ever',
      { strategy: 'BLUE_GREEN', circuitBreaker: { enable: false, rollback: false } },
      false
    ],
    [
      'alarms, which need not go off',
      { circuitBreaker: { enable: false, rollback: false }, ...alarms(true) },
      false
    ]
  ])('failed starts: %s', (_, more, expected) => {
    expect(rollsBackByItself(service([], more))).toBe(expected)
  })
})
