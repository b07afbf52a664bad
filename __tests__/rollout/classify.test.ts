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

describe('classify by deployments[]', () => {
  test.each<[string, ServiceState | undefined, RolloutMemory, RolloutVerdict['state']]>([
    [
      'mine is PRIMARY and in progress',
      service([deployment(MINE, 'PRIMARY'), oldDone]),
      FRESH_MEMORY,
      'in-progress'
    ],
    [
      'mine COMPLETED',
      service([deployment(MINE, 'PRIMARY', { rolloutState: 'COMPLETED' })]),
      FRESH_MEMORY,
      'succeeded'
    ],
    [
      'mine in progress although all counts match',
      service([deployment(MINE, 'PRIMARY', { runningCount: 1 })]),
      FRESH_MEMORY,
      'in-progress'
    ],
    [
      'a service that was deleted',
      service([deployment(MINE, 'PRIMARY')], { status: 'DRAINING' }),
      FRESH_MEMORY,
      'failed'
    ],
    ['a service that is unknown', undefined, FRESH_MEMORY, 'failed'],
    [
      'mine FAILED, rollback to come',
      service([deployment(MINE, 'PRIMARY', { rolloutState: 'FAILED' }), oldDone]),
      FRESH_MEMORY,
      'rolling-back'
    ],
    [
      'mine FAILED, no rollback',
      service([deployment(MINE, 'PRIMARY', { rolloutState: 'FAILED' }), oldDone], {
        circuitBreaker: { enable: true, rollback: false }
      }),
      FRESH_MEMORY,
      'failed'
    ],
    [
      'mine FAILED, nothing to go back to',
      service([deployment(MINE, 'PRIMARY', { rolloutState: 'FAILED' })]),
      FRESH_MEMORY,
      'failed'
    ],
    [
      'mine FAILED, the rollback never begins',
      service([deployment(MINE, 'PRIMARY', { rolloutState: 'FAILED' }), oldDone]),
      { ...FRESH_MEMORY, failedLooks: 3 },
      'failed'
    ],
    [
      'mine demoted for the old one',
      service([deployment(OLD, 'PRIMARY'), deployment(MINE, 'ACTIVE')]),
      FRESH_MEMORY,
      'rolling-back'
    ],
    [
      'a stale list from before the update',
      service([deployment(OLD, 'PRIMARY', { rolloutState: 'COMPLETED' })]),
      FRESH_MEMORY,
      'in-progress'
    ],
    [
      'stale for long, never seen',
      service([deployment(OLD, 'PRIMARY', { rolloutState: 'COMPLETED' })]),
      { ...FRESH_MEMORY, gone: 50 },
      'in-progress'
    ],
    [
      'gone with its failure event',
      service([deployment(OLD, 'PRIMARY', { rolloutState: 'COMPLETED' })], { events: [failedEvent()] }),
      FRESH_MEMORY,
      'rolled-back'
    ],
    [
      "gone, another deployment's failure event",
      service([deployment(OLD, 'PRIMARY', { rolloutState: 'COMPLETED' })], { events: [failedEvent(OTHER)] }),
      FRESH_MEMORY,
      'in-progress'
    ],
    [
      'gone once after it was seen',
      service([deployment(OLD, 'PRIMARY', { rolloutState: 'COMPLETED' })]),
      { ...FRESH_MEMORY, sawMine: true },
      'in-progress'
    ],
    [
      'gone for good after it was seen',
      service([deployment(OLD, 'PRIMARY', { rolloutState: 'COMPLETED' })]),
      { ...FRESH_MEMORY, sawMine: true, gone: 2 },
      'rolled-back'
    ],
    [
      'gone, rollback in progress',
      service([deployment(OLD, 'PRIMARY')], { events: [failedEvent()] }),
      FRESH_MEMORY,
      'rolling-back'
    ],
    [
      'gone, the rollback failed too',
      service([deployment(OLD, 'PRIMARY', { rolloutState: 'FAILED' })], { events: [failedEvent()] }),
      FRESH_MEMORY,
      'failed'
    ],
    [
      'superseded by another definition',
      service([deployment(OTHER, 'PRIMARY', { taskDefinition: OLD_TD }), deployment(MINE, 'ACTIVE')]),
      FRESH_MEMORY,
      'superseded'
    ],
    [
      'superseded by the same definition',
      service([deployment(OTHER, 'PRIMARY'), deployment(MINE, 'ACTIVE')]),
      FRESH_MEMORY,
      'adopted'
    ],
    [
      'no rolloutState, settled',
      service([{ ...without(deployment(MINE, 'PRIMARY', { runningCount: 1 })) }]),
      FRESH_MEMORY,
      'succeeded'
    ],
    [
      'no rolloutState, old tasks left',
      service([without(deployment(MINE, 'PRIMARY', { runningCount: 1 })), oldDone]),
      FRESH_MEMORY,
      'in-progress'
    ],
    [
      'an unknown status word beside an in-progress PRIMARY',
      service([deployment(MINE, 'PRIMARY'), deployment(OLD, 'DRAINING')]),
      FRESH_MEMORY,
      'in-progress'
    ]
  ])('%s', (_, state, memory, expected) => {
    expect(judge(state, memory).state).toBe(expected)
  })

  test('the reason of a rollback is kept until it is over', () => {
    const failing = service([
      deployment(MINE, 'PRIMARY', { rolloutState: 'FAILED', rolloutStateReason: 'tasks failed to start.' }),
      oldDone
    ])
    const first = classify(target, { service: failing }, FRESH_MEMORY)
    expect(first.verdict).toEqual({ state: 'rolling-back', reason: 'tasks failed to start.' })
    const over = service([deployment(OLD, 'PRIMARY', { rolloutState: 'COMPLETED' })])
    expect(classify(target, { service: over }, first.memory).verdict).toEqual({
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
    ['STOPPED', service([deployment(MINE, 'PRIMARY', { rolloutState: 'FAILED' })]), 'failed'],
    ['ROLLBACK_REQUESTED', running, 'rolling-back'],
    ['ROLLBACK_IN_PROGRESS', running, 'rolling-back'],
    ['ROLLBACK_SUCCESSFUL', running, 'rolled-back'],
    ['ROLLBACK_FAILED', running, 'failed'],
    ['A_WORD_OF_TOMORROW', running, 'in-progress'],
    ['STOPPED', service([deployment(OTHER, 'PRIMARY', { taskDefinition: OLD_TD })]), 'superseded'],
    ['STOPPED', service([deployment(OTHER, 'PRIMARY')]), 'adopted'],
    [
      'IN_PROGRESS',
      service([deployment(OTHER, 'PRIMARY', { taskDefinition: OLD_TD }), deployment(MINE, 'ACTIVE')]),
      'superseded'
    ]
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
    const stopped = { service: running, record: record('STOPPED') }
    const looks: RolloutVerdict['state'][] = []
    let memory = FRESH_MEMORY
    for (let look = 0; look < 13; look++) {
      const judged = classify(target, stopped, memory)
      memory = judged.memory
      looks.push(judged.verdict.state)
    }
    expect(looks).toEqual([...Array(12).fill('in-progress'), 'failed'])
    const theirs = service([deployment(OTHER, 'PRIMARY', { taskDefinition: OLD_TD })])
    const told = classify(target, { service: theirs, record: record('STOPPED') }, memory)
    expect(told.verdict.state).toBe('superseded')
  })

  test('a PRIMARY that is older than ours has not superseded it, although nobody had seen it before', () => {
    const ours = { ...target, createdAt: 2_000 }
    const older = deployment(OTHER, 'PRIMARY', { taskDefinition: OLD_TD, createdAt: 1_000 })
    const newer = { ...older, createdAt: 3_000 }
    const look = (primary: Deployment) =>
      classify(ours, { service: service([primary]), record: record('IN_PROGRESS') }, FRESH_MEMORY).verdict
        .state
    const listed = (rolloutState: string) =>
      classify(
        ours,
        {
          service: service([newer, deployment(MINE, 'ACTIVE', { rolloutState })]),
          record: record('IN_PROGRESS')
        },
        FRESH_MEMORY
      ).verdict.state
    expect([look(older), listed('IN_PROGRESS'), listed('COMPLETED')]).toEqual([
      'in-progress',
      'superseded',
      'succeeded'
    ])
  })

  test('beside a newer deployment an open record is late: ours may have completed before, as its event says', () => {
    const newer = deployment(OTHER, 'PRIMARY', { taskDefinition: OLD_TD })
    const state = service([newer])
    const looks: string[] = []
    let memory = FRESH_MEMORY
    for (let look = 0; look < 8; look++) {
      const judged = classify(target, { service: state, record: record('IN_PROGRESS') }, memory)
      memory = judged.memory
      looks.push(judged.verdict.state)
    }
    expect(looks).toEqual([...Array(7).fill('in-progress'), 'superseded'])
    const asked = { service: state, record: record('STOP_REQUESTED') }
    expect(classify(target, asked, FRESH_MEMORY).verdict.state).toBe('superseded')
    const message = `(service web) (deployment ${MINE}) deployment completed.`
    const told = { ...state, events: [{ id: 'done', createdAt: 1, message }] }
    expect(
      classify(target, { service: told, record: record('IN_PROGRESS') }, FRESH_MEMORY).verdict.state
    ).toBe('succeeded')
  })

  test('an event that is sooner than the list: nothing is taken back as long as the list is from before ours', () => {
    const before = service([deployment(OLD, 'PRIMARY', { rolloutState: 'COMPLETED', updatedAt: 1_000 })], {
      events: [failedEvent()]
    })
    const since = service([deployment(OLD, 'PRIMARY', { rolloutState: 'COMPLETED', updatedAt: 9_000 })], {
      events: [failedEvent()]
    })
    const ours = { ...target, createdAt: 5_000 }
    const look = (state: ServiceState, memory: RolloutMemory = FRESH_MEMORY) =>
      classify(ours, { service: state }, memory).verdict.state
    expect([look(before), look(since)]).toEqual(['in-progress', 'rolled-back'])
    expect(look(before, { ...FRESH_MEMORY, gone: 7 })).toBe('rolled-back')
  })

  test('an older copy of the list after a newer one: neither gone nor rolled back, and completed where the event says so', () => {
    const old = deployment(OLD, 'PRIMARY', { rolloutState: 'COMPLETED', updatedAt: 1_000 })
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
    const theirs = deployment(OTHER, 'PRIMARY', { taskDefinition: OLD_TD, createdAt: 9_000 })
    const failed = (rolloutStateReason: string, circuitBreaker = { enable: false, rollback: false }) =>
      service([theirs, deployment(MINE, 'ACTIVE', { rolloutState: 'FAILED', rolloutStateReason })], {
        circuitBreaker
      })
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
  ])('STOPPED by the %s is failed at once', (_what, more) => {
    expect(judge(running, FRESH_MEMORY, record('STOPPED', more)).state).toBe('failed')
  })

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
