import { describe, expect, test } from '@jest/globals'
import { decidePlan } from '../../../src/deploy/comparison/decide.ts'
import type { PlanSubject } from '../../../src/deploy/comparison/plan.ts'
import type { Deployment, LiveDefinition, ServiceState } from '../../../src/rollout/ports.ts'

const WISHES = { forceNewDeployment: false }
const HOME = { site: { region: 'us-west-2', cluster: 'main' }, previousPlaintext: [] }
const arn = (revision: number) => `arn:aws:ecs:us-west-2:123456789012:task-definition/web:${revision}`
const definition = (image: string) => ({ family: 'web', containerDefinitions: [{ name: 'app', image }] })

function live(revision: number, image: string, status = 'ACTIVE'): LiveDefinition {
  return { arn: arn(revision), family: 'web', revision, status, definition: definition(image) }
}

function state(revision: number, primary: Partial<Deployment> = {}, service = 'web'): ServiceState {
  return {
    service,
    serviceArn: 's',
    clusterArn: 'c',
    status: 'ACTIVE',
    taskDefinition: arn(revision),
    desiredCount: 1,
    runningCount: 1,
    pendingCount: 0,
    deploymentController: 'ECS',
    strategy: 'ROLLING',
    schedulingStrategy: 'REPLICA',
    raw: {},
    deployments: [
      {
        id: 'ecs-svc/1',
        status: 'PRIMARY',
        taskDefinition: arn(revision),
        desiredCount: 1,
        runningCount: 1,
        pendingCount: 0,
        failedTasks: 0,
        rolloutState: 'COMPLETED',
        ...primary
      }
    ],
    events: [],
    circuitBreaker: { enable: false, rollback: false }
  }
}

function subject(image: string, more: Partial<PlanSubject>): PlanSubject {
  return {
    file: 'web.json',
    family: 'web',
    ...HOME,
    definition: definition(image),
    ...more
  }
}

function decide(subjects: readonly PlanSubject[], wishes = WISHES) {
  return decidePlan(subjects, wishes, { isKnown: () => true })
}

describe('decidePlan', () => {
  test('a new family is registered', () => {
    expect(decide([subject('a', {})]).definitions[0]?.registration).toEqual({
      kind: 'register',
      because: 'first-revision'
    })
  })

  test('an equal running revision: nothing is registered or updated', () => {
    const plan = decide([subject('a', { latest: live(7, 'a'), state: state(7), current: live(7, 'a') })])
    expect(plan.definitions[0]?.registration).toEqual({ kind: 'reuse', arn: arn(7) })
    expect(plan.services[0]?.action).toEqual({ kind: 'unchanged' })
  })

  test('a revision that an interrupted run has registered is found and used', () => {
    const plan = decide([subject('b', { latest: live(8, 'b'), state: state(7), current: live(7, 'a') })])
    expect(plan.definitions[0]?.registration).toEqual({ kind: 'reuse', arn: arn(8) })
    expect(plan.services[0]?.action).toEqual({
      kind: 'update',
      because: 'new-definition',
      forceNewDeployment: false
    })
  })

  test('an equal revision that was deregistered is registered again', () => {
    const plan = decide([subject('a', { state: state(7), current: live(7, 'a', 'INACTIVE') })])
    expect(plan.definitions[0]?.registration).toEqual({ kind: 'register', because: 'inactive' })
  })

  test.each<[string, Partial<Deployment>, object]>([
    [
      'still rolling out: followed',
      { rolloutState: 'IN_PROGRESS' },
      { kind: 'follow', deploymentId: 'ecs-svc/1' }
    ],
    [
      'failed: tried again by force',
      { rolloutState: 'FAILED' },
      { kind: 'update', because: 'retry-failed', forceNewDeployment: true }
    ]
  ])('the wanted revision is %s', (_, primary, action) => {
    const plan = decide([
      subject('a', {
        latest: live(7, 'a'),
        state: state(7, primary),
        current: live(7, 'a')
      })
    ])
    expect(plan.services[0]?.action).toEqual(action)
  })

  test('force and desired count on an unchanged definition', () => {
    const same = subject('a', {
      latest: live(7, 'a'),
      state: state(7),
      current: live(7, 'a')
    })
    expect(decide([same], { ...WISHES, forceNewDeployment: true }).services[0]?.action).toEqual({
      kind: 'update',
      because: 'forced',
      forceNewDeployment: true
    })
    expect(decide([{ ...same, state: state(7), settings: { desiredCount: 3 } }]).services[0]?.action).toEqual(
      {
        kind: 'scale',
        from: 1,
        to: 3
      }
    )
  })

  test('a definition that two services share is registered once', () => {
    const subjects = ['a', 'b'].map(name =>
      subject('new', {
        latest: live(7, 'old'),
        state: state(7, {}, name),
        current: live(7, 'old')
      })
    )
    const plan = decide(subjects)
    expect(plan.definitions).toHaveLength(1)
    expect(plan.services.map(({ service, definitionId }) => [service, definitionId])).toEqual([
      ['a', plan.definitions[0]?.id],
      ['b', plan.definitions[0]?.id]
    ])
  })

  test('of two services that share a definition, the one that is behind gets the revision the other has', () => {
    const plan = decide([
      subject('new', {
        latest: live(8, 'new'),
        state: state(8, {}, 'a'),
        current: live(8, 'new')
      }),
      subject('new', {
        latest: live(8, 'new'),
        state: state(7, {}, 'b'),
        current: live(7, 'old')
      })
    ])
    expect(plan.definitions.map(({ registration }) => registration)).toEqual([{ kind: 'reuse', arn: arn(8) }])
    expect(plan.services.map(({ action }) => action.kind)).toEqual(['unchanged', 'update'])
  })
})
