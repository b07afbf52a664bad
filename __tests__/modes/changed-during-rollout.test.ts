import { describe, expect, test } from '@jest/globals'
import { putOutside, readOutside } from '../../sandbox/scenario/changes.ts'
import { runContinue } from '../../src/modes/continue.ts'
import { runDeploy } from '../../src/modes/deploy.ts'
import { runRollback } from '../../src/modes/rollback.ts'
import { exitCodeOf, judgeReport } from '../../src/report/verdict.ts'
import { manyServices, scenario, template } from '../bundle/scenario.ts'
import { inputsOfWeb, type ModeWorld, worldsOfTests } from './world.ts'

const makeModeWorld = worldsOfTests()
const base = scenario() as { services: object[]; roles: object[] }

const rotation = (after: string) => ({
  ...{ after, action: 'put-secret-value', secretId: 'demo/api-key', secretString: '${generate:40}' }
})

/** Two tasks that are replaced one after the other: the first new one runs after half a minute. */
const ONE_BY_ONE = { deploymentConfiguration: { minimumHealthyPercent: 50, maximumPercent: 100 } }
const worldOf = (later: readonly object[], more: object = {}) =>
  makeModeWorld(scenario({ services: [{ ...base.services[0], ...ONE_BY_ONE }], later, ...more }))

/** Deploys web:2, and returns what the run has said and asked. */
async function deployed(later: readonly object[], more: object = {}) {
  const world = await worldOf(later, more)
  const report = await runDeploy(world.configuration('deploy'), world.ports)
  return { world, report, reason: report.results[0]?.reason, sentence: judgeReport(report).sentence }
}

/** Something that somebody else does from now on. */
function later({ sandbox: { sandbox } }: ModeWorld, change: object): void {
  const where = { path: 'later', region: 'us-west-2', now: sandbox.world.now }
  putOutside(sandbox.world, readOutside(change as Parameters<typeof readOutside>[0], where))
}

const OLD = /^1 of its 2 tasks might hold an old value of demo\/api-key, which changed 2026-01-05 09:00 UTC$/
const VERDICT = 'Tasks might hold an old value of a secret or file: web; rotate-restart starts new ones.'
const PARAMETER = { name: '/demo/key', generate: 20 }
const READS_ALL = {
  roles: [
    {
      ...base.roles[0],
      policies: {
        all: {
          Version: '2012-10-17',
          Statement: [
            { Effect: 'Allow', Action: ['ssm:*', 'secretsmanager:*', 'kms:Decrypt'], Resource: '*' }
          ]
        }
      }
    }
  ],
  parameters: [PARAMETER]
}

describe('a secret that gets a new value during the rollout', () => {
  test('leaves a task with the old one, and the success says so', async () => {
    const { report, reason, sentence } = await deployed([rotation('50s')])
    const [, said] =
      /^The deployment completed\. But (.*): rotate-restart starts new ones\.$/.exec(reason ?? '') ?? []
    expect(said).toMatch(OLD)
    expect([report.results[0]?.outcome, exitCodeOf(report)]).toEqual(['succeeded', 0])
    expect(sentence).toContain(VERDICT)
    expect(report.remarks).toMatchObject([
      {
        isWarning: true,
        message: `Values have changed since tasks started: web (${said}). Tasks read a value only when they start. Mode rotate-restart starts new ones, and so does force-new-deployment: true.`
      }
    ])
  })

  test('costs a look at the secret if there is none, and nothing else', async () => {
    const { world, reason } = await deployed([])
    expect(reason).toBe('The deployment completed.')
    const operations = ['DescribeSecret', 'ListSecretVersionIds', 'ListTasks'].map(world.count)
    expect(operations).toEqual([2, 0, 0])
  })

  test('is told of a parameter, too, and only of the service that reads it', async () => {
    const changed = {
      after: '50s',
      action: 'put-parameter',
      name: '/demo/key',
      value: '${generate:20}',
      overwrite: true
    }
    const services = { web: { ...ONE_BY_ONE, desiredCount: 2 }, worker: { ...ONE_BY_ONE, desiredCount: 2 } }
    const world = await makeModeWorld(manyServices(services, { ...READS_ALL, later: [changed] }))
    const secrets = [{ name: 'KEY', valueFrom: 'ssm:/demo/key' }]
    world.workspace.write('deploy/worker.json', template('worker', { secrets }))
    const report = await runDeploy(world.configuration('deploy'), world.ports)
    expect(report.results).toMatchObject([
      { service: 'web', reason: 'The deployment completed.' },
      {
        service: 'worker',
        reason: expect.stringMatching(/But 1 of its 2 tasks might hold an old value of \/demo\/key/)
      }
    ])
  })

  test('while the deployment was paused is not what its tasks have when it is continued', async () => {
    const lifecycleHooks = [{ targetType: 'PAUSE', lifecycleStages: ['POST_SCALE_UP'] }]
    const deploymentConfiguration = { strategy: 'BLUE_GREEN', bakeTimeInMinutes: 1, lifecycleHooks }
    const world = await worldOf([], { services: [{ ...base.services[0], deploymentConfiguration }] })
    await runDeploy(world.configuration('deploy', { 'wait-until': 'paused' }), world.ports)
    later(world, rotation('1s'))
    world.sandbox.advance(60_000)
    const report = await runContinue(inputsOfWeb('continue'), world.ports)
    expect(report.results).toMatchObject([
      {
        outcome: 'succeeded',
        reason: expect.stringContaining('But 2 of its 2 tasks might hold an old value')
      }
    ])
  })

  test('is told of a rollback', async () => {
    const { world } = await deployed([])
    world.workspace.write(
      'deploy/web.json',
      template('web', { environment: [{ name: 'LEVEL', value: 'info' }] })
    )
    await runDeploy(world.configuration('deploy'), world.ports)
    later(world, rotation('50s'))
    const report = await runRollback(inputsOfWeb('rollback'), world.ports)
    expect(report.results).toMatchObject([
      {
        outcome: 'succeeded',
        reason: expect.stringContaining('But 1 of its 2 tasks might hold an old value')
      }
    ])
  })
})

describe('what is not known of it', () => {
  test('is not verified if the tasks may not be listed', async () => {
    const faults = [{ op: 'ListTasks', kind: 'access-denied', from: 1 }]
    const { report } = await deployed([rotation('50s')], { faults })
    expect(report.results).toMatchObject([{ outcome: 'succeeded', reason: 'The deployment completed.' }])
    expect(report.remarks).toMatchObject([
      {
        isUnverified: true,
        message:
          'Not verified: whether tasks hold an old value of a secret that may have changed: web (no permission for ecs:ListTasks). Mode rotate-restart finds and restarts them.'
      }
    ])
  })

  test('changes no success if AWS does not answer any more, or may not be asked', async () => {
    const expired = await deployed([rotation('50s')], {
      faults: [{ op: 'DescribeSecret', kind: 'expired-token', from: 2 }]
    })
    expect(exitCodeOf(expired.report)).toBe(0)
    expect(JSON.stringify(expired.report.remarks)).toContain(
      'may have changed: web (ExpiredTokenException from secretsmanager:DescribeSecret)'
    )
    const denied = await deployed([], { faults: [{ op: 'DescribeSecret', kind: 'access-denied', from: 2 }] })
    expect(denied.report.remarks).toEqual([])
  })
})
