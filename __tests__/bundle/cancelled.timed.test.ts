import { afterEach, describe, expect, test } from '@jest/globals'
import { startSandbox } from '../../sandbox/server.ts'
import { environmentOf } from '../environment.ts'
import { EVERY } from '../sample.ts'
import { makeWorkspace } from '../workspace.ts'
import { type Run, runAction } from './runner.ts'
import { scenario, template } from './scenario.ts'
import {
  CODE_DEPLOY,
  CREATED,
  DEPLOYED_BACK,
  fullScenario,
  openScene,
  PLAIN,
  type Scene,
  type Stage,
  serviceIn,
  TAKEN_BACK,
  TWO_WAVES,
  takeCensus,
  valuesIn,
  WITH_TASK
} from './scenes.ts'
import { resultsOf } from './world.ts'

/** A cancelled step has 7.5 s from the first signal until it is killed. */
const GRACE_MS = 7_500
type Moment = {
  readonly scene: Scene
  readonly op: string
  readonly nth?: number
  readonly inputs?: Readonly<Record<string, string>>
}
type Cancelled = {
  readonly run: Run
  readonly results: readonly Record<string, string>[]
  readonly stage: Stage
}

const POLICIES = ['leave', 'rollback'] as const
/** A run of a test: what `on-cancel` is, and the signal. */
type Way = { readonly policy: (typeof POLICIES)[number]; readonly signal: (typeof SIGNALS)[number] }

const stages = new Set<Stage>()
afterEach(async () => {
  for (const { world } of stages) await world.end()
  stages.clear()
})

const SIGNALS = ['SIGINT', 'SIGTERM'] as const
let turn = 0

/**
 * Checks a policy, the other one in the next test, and every other time with the other signal; in `npm run test:all`
 * both policies. Their runs are side by side: alone a process leaves most of a machine idle.
 */
async function eachWay(check: (way: Way) => Promise<void>): Promise<void> {
  const nth = turn++
  const policies = EVERY ? POLICIES : POLICIES.slice(nth % 2).slice(0, 1)
  const ends = await Promise.allSettled(
    policies.map((policy, at) =>
      check({ policy, signal: SIGNALS[(Math.floor(nth / 2) + at) % 2] ?? 'SIGINT' })
    )
  )
  ends.forEach((end, at) => {
    if (end.status === 'fulfilled') return
    const { message } = end.reason as Error
    throw new Error(`on-cancel: ${policies[at]}: ${message}`, { cause: end.reason })
  })
}

/**
 * Runs a scene and cancels it while the call named hangs, which was carried out; a moment later its connection breaks.
 * Time stands still meanwhile, so that the moment is the same in every run. Real and virtual time from there are within
 * the grace.
 */
async function cancelAt(
  { scene, op, nth = 1, inputs = {} }: Moment,
  { policy, signal }: Way
): Promise<Cancelled> {
  const stage = await openScene(scene, { faults: [{ op, kind: 'timeout-after', nth, ms: 100 }] })
  stages.add(stage)
  const { sandbox } = stage.world
  let signalled: { readonly real: number; readonly virtual: number } | undefined
  const when = () => {
    if (!sandbox.requests().some(({ fault }) => fault !== undefined)) return false
    signalled ??= { real: Date.now(), virtual: sandbox.now() }
    return true
  }
  const run = await stage.run({
    inputs: { 'on-cancel': policy, ...inputs },
    env: { SANDBOX_PATIENCE_MS: '60000' },
    signal: { name: signal, when }
  })
  expect(signalled).toBeDefined()
  expect(Date.now() - (signalled?.real ?? 0)).toBeLessThan(GRACE_MS)
  expect(sandbox.now() - (signalled?.virtual ?? 0)).toBeLessThan(GRACE_MS)
  expect({ code: run.code === 1 || run.code === 3, stderr: run.stderr }).toEqual({ code: true, stderr: '' })
  expect(valuesIn(stage.world).filter(value => run.visible.includes(value))).toEqual([])
  return { run, results: resultsOf(run), stage }
}

/** What services run when everything that goes on has come to its end. */
function later({ world }: Stage, ...services: readonly string[]): readonly string[] {
  world.sandbox.advance(600_000)
  return services.map(name => {
    const service = serviceIn(world, name)
    const primary = service?.deployments.find(({ status }) => status === 'PRIMARY')
    return `${service?.taskDefinition.split('/')[1]} ${primary?.rolloutState}`
  })
}

const back = (policy: string, service: string) => [`${service}:${policy === 'rollback' ? 1 : 2} COMPLETED`]
const GOES_ON = /continues in ECS/
const ASKED = /Its rollback was requested and continues in ECS\./

const said = ({ policy }: Way) => expect.stringMatching(policy === 'rollback' ? ASKED : GOES_ON)

describe('cancelled, whatever on-cancel is', () => {
  test.each(['DescribeServices', 'DescribeSecret', 'SimulatePrincipalPolicy', 'DescribeTaskDefinition'])(
    'while planning (%s): nothing is written',
    op =>
      eachWay(async way => {
        const { results, stage } = await cancelAt({ scene: PLAIN, op }, way)
        expect(results).toMatchObject([{ outcome: 'not-started' }])
        const { revisions, deployments } = takeCensus(stage.world)
        expect({ revisions, deployments }).toEqual({ revisions: 1, deployments: 0 })
      })
  )

  test('while registering: no service is touched', () =>
    eachWay(async way => {
      const { results, stage } = await cancelAt({ scene: PLAIN, op: 'RegisterTaskDefinition' }, way)
      expect(results).toMatchObject([{ outcome: 'not-started' }])
      expect(later(stage, 'web')).toEqual(['web:1 COMPLETED'])
    }))

  test.each([
    ['UpdateService', 1],
    ['DescribeServiceDeployments', 1],
    ['DescribeServices', 3]
  ])('while a service is updated or watched (%s)', (op, nth) =>
    eachWay(async way => {
      const { results, stage } = await cancelAt({ scene: PLAIN, op, nth }, way)
      expect(results).toMatchObject([{ outcome: 'cancelled', reason: said(way) }])
      expect(later(stage, 'web')).toEqual(back(way.policy, 'web'))
    })
  )

  test('in the first wave: the second is not begun', () =>
    eachWay(async way => {
      const { results, stage } = await cancelAt({ scene: TWO_WAVES, op: 'DescribeServiceDeployments' }, way)
      expect(results).toMatchObject([
        { service: 'api', outcome: 'cancelled', reason: said(way) },
        { service: 'web', outcome: 'not-started' }
      ])
      expect(later(stage, 'api', 'web')).toEqual([...back(way.policy, 'api'), 'web:1 COMPLETED'])
    }))

  test.each(['false', 'true'])(
    'in the second wave, atomic: %s: what is done stays, unless it is all or none',
    atomic =>
      eachWay(async way => {
        const inputs = { ...(atomic === 'true' && { 'on-failure': 'rollback' }), atomic }
        const moment = { scene: TWO_WAVES, op: 'UpdateService', nth: 2, inputs }
        const { results, stage } = await cancelAt(moment, way)
        expect(results[1]).toMatchObject({ service: 'web', outcome: 'cancelled', reason: said(way) })
        const [api, web] = later(stage, 'api', 'web')
        expect(web).toEqual(back(way.policy, 'web')[0])
        // What is said of the first service is true of it in the end.
        const { outcome, reason } = results[0] ?? {}
        if (outcome === 'succeeded') expect(api).toBe('api:2 COMPLETED')
        else
          expect({ outcome, reason, api }).toMatchObject({
            outcome: 'cancelled',
            reason: expect.stringMatching(ASKED),
            api: 'api:1 COMPLETED'
          })
      })
  )

  test('while a one-off task runs: no service is touched, and the task goes on or is stopped', () =>
    eachWay(async way => {
      const scene = { ...WITH_TASK, scenario: { ...WITH_TASK.scenario, behaviours: [] } }
      const { results, stage } = await cancelAt({ scene, op: 'DescribeTasks', nth: 2 }, way)
      const isBack = way.policy === 'rollback'
      const words = isBack ? /stop of the one-off task was requested/ : /continues in ECS/
      expect(results).toMatchObject([{ outcome: 'not-started', reason: expect.stringMatching(words) }])
      expect(later(stage, 'web')).toEqual(['web:1 COMPLETED'])
      const world = stage.world.sandbox.world().regions.get('us-west-2')
      const service = serviceIn(stage.world)
      const oneOff = [...(world?.clusters.get('demo')?.tasks.values() ?? [])].find(
        task => !service?.tasks.has(task.id)
      )
      expect(oneOff?.lastStatus).toBe(isBack ? 'STOPPED' : 'RUNNING')
    }))

  test("while it waits for somebody else's deployment: that one is left alone", () =>
    eachWay(async way => {
      const inputs = { 'if-deploying': 'wait' }
      const { results, stage } = await cancelAt(
        { scene: BUSY, op: 'DescribeServiceDeployments', inputs },
        way
      )
      expect(results).toMatchObject([{ outcome: 'not-started' }])
      expect(later(stage, 'web')).toEqual(['web:2 COMPLETED'])
    }))

  test('while a service is created: it goes on, since there is nothing to go back to', () =>
    eachWay(async way => {
      const { results, stage } = await cancelAt({ scene: CREATED, op: 'DescribeServiceDeployments' }, way)
      const words = way.policy === 'rollback' ? /Cannot roll back: no earlier deployment/ : GOES_ON
      expect(results).toMatchObject([{ outcome: 'cancelled', reason: expect.stringMatching(words) }])
      expect(later(stage, 'web')).toEqual(['web:2 COMPLETED'])
    }))

  test.each([
    ['CreateDeployment', 1],
    ['GetDeployment', 2]
  ])('while CodeDeploy deploys (%s)', (op, nth) =>
    eachWay(async way => {
      const { results, stage } = await cancelAt({ scene: SLOW_CODE_DEPLOY, op, nth }, way)
      const isBack = way.policy === 'rollback'
      const words = isBack
        ? /Its rollback was requested and continues in CodeDeploy/
        : /deployment d-\w+ continues/
      expect(results).toMatchObject([{ outcome: 'cancelled', reason: expect.stringMatching(words) }])
      later(stage, 'web')
      const service = serviceIn(stage.world)
      const primary = service?.taskSets?.find(({ status }) => status === 'PRIMARY')
      const deployment = service?.deployments.find(({ id }) => id === primary?.id)
      expect(deployment?.taskDefinition).toMatch(isBack ? /web:1$/ : /web:2$/)
    })
  )

  test.each([
    { scene: TAKEN_BACK, op: 'StopServiceDeployment', nth: 1 },
    { scene: DEPLOYED_BACK, op: 'UpdateService', nth: 2 }
  ])('during the way back ($op): it goes on, and nothing is said to be over', moment =>
    eachWay(async way => {
      const { results, stage } = await cancelAt(moment, way)
      expect(results).toMatchObject([
        {
          outcome: expect.stringMatching(/^(cancelled|failed)$/),
          reason: expect.stringMatching(/continues in ECS/)
        }
      ])
      expect(later(stage, 'web')).toEqual(['web:1 COMPLETED'])
    })
  )

  test('while a rule is moved: the services are deployed, and what was not moved is named', () =>
    eachWay(async way => {
      const { run, results, stage } = await cancelAt({ scene: WITH_TASK, op: 'PutTargets' }, way)
      expect(results).toMatchObject([{ outcome: 'succeeded' }])
      expect(run.code).toBe(1)
      expect(run.stdout).toMatch(/Schedule .*daily still runs web:1 instead of web:2: The run was cancelled/)
      expect(later(stage, 'web')).toEqual(['web:2 COMPLETED'])
    }))
})

describe('cancelled while the network is dead', () => {
  test('no call and no wait holds the run longer than its grace, in real time', async () => {
    const hung = ['DescribeSecret', 'RegisterTaskDefinition', 'UpdateService', 'DescribeServiceDeployments']
    const ends = await Promise.all(hung.map(cancelInTheDark))
    expect(ends.map(({ took, ...end }) => ({ ...end, inTime: took < GRACE_MS }))).toEqual([
      { op: 'DescribeSecret', outcome: 'not-started', inTime: true, stderr: '' },
      { op: 'RegisterTaskDefinition', outcome: 'not-started', inTime: true, stderr: '' },
      { op: 'UpdateService', outcome: 'failed', inTime: true, stderr: '' },
      { op: 'DescribeServiceDeployments', outcome: 'cancelled', inTime: true, stderr: '' }
    ])
  })
})

/** From one call on no call is answered any more, for minutes; then the signal comes. Nothing is virtual here. */
async function cancelInTheDark(op: string) {
  const sandbox = await startSandbox({ scenario: scenario() })
  const workspace = makeWorkspace({ 'deploy/web.json': template('web') })
  await arm(sandbox.url, { op, kind: 'timeout-before', from: 1, ms: 300_000 })
  let signalled = 0
  const when = () => {
    if (!sandbox.requests().some(({ fault }) => fault !== undefined)) return false
    signalled = Date.now()
    void arm(sandbox.url, { op: '*', kind: 'timeout-before', from: 1, ms: 300_000 })
    return true
  }
  try {
    const run = await runAction(
      {
        'task-definition': 'deploy/{service}.json',
        cluster: 'demo',
        'aws-region': 'us-west-2',
        variables: 'TAG=2',
        'on-cancel': 'rollback'
      },
      {
        workspace,
        env: environmentOf(sandbox),
        signal: { name: 'SIGINT', when }
      }
    )
    return { op, outcome: resultsOf(run)[0]?.['outcome'], took: Date.now() - signalled, stderr: run.stderr }
  } finally {
    await sandbox.close()
    workspace.remove()
  }
}

async function arm(url: string, fault: object): Promise<void> {
  const answer = await fetch(`${url}/_sandbox/faults`, { method: 'POST', body: JSON.stringify(fault) })
  if (!answer.ok) throw new Error(`the sandbox did not take a fault: ${answer.status}`)
}

const [DEFINITION] = (fullScenario() as { taskDefinitions: object[] }).taskDefinitions
const [SERVICE] = (fullScenario() as { services: object[] }).services

/** CodeDeploy waits for minutes before it ends the old tasks. */
const SLOW_CODE_DEPLOY: Scene = {
  ...CODE_DEPLOY,
  scenario: {
    ...CODE_DEPLOY.scenario,
    codedeploy: [{ cluster: 'demo', service: 'web', terminationWait: '3m' }]
  }
}

/** Somebody else's deployment of web:2, which takes minutes, is in progress. */
const BUSY: Scene = {
  ...PLAIN,
  scenario: fullScenario({
    taskDefinitions: [DEFINITION, DEFINITION],
    services: [{ ...SERVICE, taskDefinition: 'web:1' }],
    behaviours: [{ taskDefinition: 'web:2', startAfter: '5m' }],
    later: [
      { after: '1s', action: 'update-service', cluster: 'demo', service: 'web', taskDefinition: 'web:2' }
    ]
  }),
  past: 5_000
}
