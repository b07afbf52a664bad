import { describe, expect, test } from '@jest/globals'
import { arm } from '../../sandbox/faults.ts'
import { runDeploy } from '../../src/modes/deploy.ts'
import { runPlan } from '../../src/modes/plan.ts'
import { exitCodeOf, judgeReport } from '../../src/report/verdict.ts'
import { manyServices, scenario, template } from '../bundle/scenario.ts'
import { type ModeWorld, worldsOfTests } from './world.ts'

const makeModeWorld = worldsOfTests()
let world: ModeWorld

/** The sandbox begins at 9 o'clock; the first deploy takes some two minutes. */
const rotation = (after: string, more: object = {}) => ({
  ...{ after, action: 'put-secret-value', secretId: 'demo/api-key', secretString: '${generate:40}' },
  ...more
})

/** Deploys web:2, lets an hour pass, and deploys the same again. */
async function again(more: object, raw: object = {}) {
  world = await makeModeWorld(scenario(more))
  const first = await runDeploy(world.configuration('deploy'), world.ports)
  expect(first.results).toMatchObject([{ outcome: 'succeeded' }])
  world.sandbox.advance(3_600_000)
  const before = world.sandbox.requests().length
  const report = await runDeploy(world.configuration('deploy', raw), world.ports)
  const asked = world.sandbox.requests().slice(before)
  return { report, asked: asked.map(({ operation }) => operation), sentence: judgeReport(report).sentence }
}

const OLD = '2 of its 2 tasks might hold an old value of demo/api-key, which changed 2026-01-05 09:30 UTC'
const VERDICT = 'Tasks might hold an old value of a secret or file: web; rotate-restart starts new ones.'

describe('a service that is unchanged while its secret has a new value', () => {
  test('is not said to be as it should be', async () => {
    const { report, sentence } = await again({ later: [rotation('30m')] })
    expect(report.results).toMatchObject([
      {
        outcome: 'unchanged',
        reason: `The service already runs this definition. But ${OLD}: rotate-restart starts new ones.`
      }
    ])
    expect(sentence).toContain(VERDICT)
    expect(report.remarks.slice(1)).toMatchObject([
      {
        isWarning: true,
        message: expect.stringContaining(`Values have changed since tasks started: web (${OLD}). Tasks read`)
      }
    ])
    expect([exitCodeOf(report), world.count('UpdateService')]).toEqual([0, 1])
  })

  test('says so in a plan, too', async () => {
    await again({ later: [rotation('30m')] })
    const report = await runPlan(world.configuration('plan'), world.ports)
    expect(judgeReport(report).sentence).toContain(`Nothing to do: 1 service unchanged. ${VERDICT}`)
    expect(world.count('GetSecretValue')).toBe(0)
  })

  test.each([
    ['another desired count', { 'desired-count': '3' }],
    ['a setting', { 'enable-execute-command': 'true' }]
  ])('says so beside %s, which starts no new task in place of an old one', async (_, raw) => {
    const { report, sentence } = await again({ later: [rotation('30m')] }, raw)
    expect(report.results).toMatchObject([{ outcome: 'succeeded' }])
    expect(sentence).toContain(VERDICT)
  })

  test('of another definition, or that is forced, gets new tasks and needs no word', async () => {
    const { sentence, asked } = await again({ later: [rotation('30m')] }, { 'force-new-deployment': 'true' })
    expect(sentence).not.toContain('old value')
    expect(asked).not.toContain('ListSecretVersionIds')
  })

  test('and whose tasks have been replaced since has the new value', async () => {
    const exits = { taskDefinition: 'web:2', exitAfter: '40m', exitCode: 0, times: 2 }
    const { report, asked } = await again({ later: [rotation('30m')], behaviours: [exits] })
    expect(asked).toContain('DescribeTasks')
    expect(report.results).toMatchObject([{ outcome: 'unchanged' }])
    expect(JSON.stringify(report.remarks)).not.toContain('old value')
  })

  test('and whose tasks may not be listed is not verified', async () => {
    const faults = [{ op: 'ListTasks', kind: 'access-denied', from: 1 }]
    const { report } = await again({ later: [rotation('30m')], faults })
    expect(report.remarks.slice(1)).toMatchObject([
      {
        isUnverified: true,
        message: expect.stringContaining(
          'whether tasks hold an old value of a secret that may have changed: web (no permission for ecs:ListTasks).'
        )
      }
    ])
  })

  test('is the same for a revision that is deployed by its name', async () => {
    await again({ later: [rotation('30m')] })
    const raw = { 'task-definition-arn': 'web:2', service: 'web', 'task-definition': '', variables: '' }
    const report = await runDeploy(world.configuration('deploy', raw), world.ports)
    expect(report.results).toMatchObject([{ outcome: 'unchanged', reason: expect.stringContaining(OLD) }])
    expect(judgeReport(report).sentence).toContain(VERDICT)
  })

  test('and whose tasks are not all listed, or have no date, is not verified', async () => {
    await again({ later: [rotation('30m')], lag: { ListTasks: '2h' } })
    const listed = await runPlan(world.configuration('plan'), world.ports)
    expect(JSON.stringify(listed.remarks)).toContain(
      'may have changed: web (ECS lists 0 of its 2 running tasks).'
    )
    await world.end()
    await again({ later: [rotation('30m')] })
    const connectAges: typeof world.ports.connectAges = async options => {
      const cleanup = await world.ports.connectAges(options)
      const listRunningTasks = async (cluster: string) =>
        (await cleanup.inventory.listRunningTasks(cluster)).map(
          ({ createdAt: _, startedAt: __, ...task }) => task
        )
      return { ...cleanup, inventory: { ...cleanup.inventory, listRunningTasks } }
    }
    const undated = await runPlan(world.configuration('plan'), { ...world.ports, connectAges })
    expect(JSON.stringify(undated.remarks)).toContain(
      'may have changed: web (ECS does not return when its tasks were created).'
    )
  })

  test.each([
    ['redeploy', true],
    ['warn', false]
  ])('and on-secret-change: %s in the configuration file: new tasks %s', async (word, isRenewed) => {
    await again({ later: [rotation('30m')] })
    const key = `    on-secret-change: ${word}\n`
    world.workspace.write('.github/ecs-sealed-deploy.yml', `services:\n  web:\n    cluster: demo\n${key}`)
    const raw = { cluster: '' }
    const plan = await runPlan(world.configuration('plan', raw), world.ports)
    const report = await runDeploy(world.configuration('deploy', raw), world.ports)
    const renewed = { kind: 'update', because: 'old-value', why: OLD }
    expect(plan.plan?.services).toMatchObject([{ action: isRenewed ? renewed : { kind: 'unchanged' } }])
    expect(report.results).toMatchObject([{ outcome: isRenewed ? 'succeeded' : 'unchanged' }])
    expect(judgeReport(report).sentence.includes(VERDICT)).toBe(!isRenewed)
    expect(world.count('UpdateService')).toBe(isRenewed ? 2 : 1)
    // whose tasks are all new has nothing left to replace
    world.sandbox.advance(600_000)
    const next = await runDeploy(world.configuration('deploy', raw), world.ports)
    expect(next.results).toMatchObject([{ outcome: 'unchanged' }])
  })

  test('is no good run if the credentials have expired by then', async () => {
    await again({ later: [rotation('30m')] })
    world.sandbox.sandbox.faults.push(arm({ op: 'ListSecretVersionIds', kind: 'expired-token', times: 9 }))
    const report = await runDeploy(world.configuration('deploy'), world.ports)
    expect(exitCodeOf(report)).toBe(3)
  })
})

test('a parameter counts as a secret does, and a pinned version never changes', async () => {
  const parameter = { name: '/demo/key', generate: 20 }
  world = await makeModeWorld(
    manyServices(
      { web: {}, worker: {} },
      {
        parameters: [parameter],
        roles: [
          {
            name: 'demo-execution',
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
        later: [
          rotation('30m'),
          {
            ...{ after: '31m', action: 'put-parameter', name: '/demo/key' },
            ...{ value: '${generate:20}', overwrite: true }
          }
        ]
      }
    )
  )
  const [secret] = [...(world.sandbox.world().regions.get('us-west-2')?.secrets.values() ?? [])]
  const version = secret?.versions[0]?.id ?? ''
  const pinned = [{ name: 'API_KEY', valueFrom: `secretsmanager:demo/api-key:::${version}` }]
  world.workspace.write('deploy/web.json', template('web', { secrets: pinned }))
  world.workspace.write(
    'deploy/worker.json',
    template('worker', { secrets: [{ name: 'KEY', valueFrom: 'ssm:/demo/key' }] })
  )
  const first = await runDeploy(world.configuration('deploy'), world.ports)
  expect(first.results).toMatchObject([{ outcome: 'succeeded' }, { outcome: 'succeeded' }])
  world.sandbox.advance(3_600_000)
  const report = await runDeploy(world.configuration('deploy'), world.ports)
  expect(report.results).toMatchObject([
    { service: 'web', reason: 'The service already runs this definition.' },
    {
      service: 'worker',
      reason: expect.stringContaining('But its task might hold an old value of /demo/key')
    }
  ])
})

const REDEPLOY = (...names: readonly string[]) =>
  `services:\n${names.map(name => `  ${name}: {cluster: demo, on-secret-change: redeploy}\n`).join('')}`

test('on-secret-change: redeploy holds for the waves that come later in a run, too', async () => {
  world = await makeModeWorld(manyServices({ web: {}, worker: {} }, { later: [rotation('30m')] }))
  world.workspace.write('deploy/worker.json', template('worker'))
  await runDeploy(world.configuration('deploy'), world.ports)
  world.sandbox.advance(3_600_000)
  const configuration = `${REDEPLOY('web', 'worker')}order: [web, worker]\n`
  world.workspace.write('.github/ecs-sealed-deploy.yml', configuration)
  const before = world.count('UpdateService')
  const report = await runDeploy(world.configuration('deploy', { cluster: '' }), world.ports)
  expect(report.results).toMatchObject([{ outcome: 'succeeded' }, { outcome: 'succeeded' }])
  expect(world.count('UpdateService') - before).toBe(2)
})

test('a service of CodeDeploy counts from its task set', async () => {
  const { services, taskDefinitions } = scenario() as { services: object[]; taskDefinitions: object[] }
  const portMappings = [{ containerPort: 8080 }]
  const containerDefinitions = [{ name: 'app', image: 'demo/web:1', portMappings }]
  const more = {
    taskDefinitions: [{ ...taskDefinitions[0], containerDefinitions }],
    services: [{ ...services[0], deploymentController: 'CODE_DEPLOY' }],
    codedeploy: [{ cluster: 'demo', service: 'web', terminationWait: '1s' }]
  }
  for (const later of [[], [rotation('30m')]]) {
    world = await makeModeWorld(scenario({ ...more, later }))
    world.workspace.write('deploy/web.json', template('web', { portMappings }))
    const first = await runDeploy(world.configuration('deploy'), world.ports)
    expect(first.results).toMatchObject([{ outcome: 'succeeded' }])
    world.sandbox.advance(3_600_000)
    const before = world.count('ListTasks')
    const report = await runDeploy(world.configuration('deploy'), world.ports)
    expect(report.results).toMatchObject([{ outcome: 'unchanged' }])
    expect(judgeReport(report).sentence.includes(VERDICT)).toBe(later.length > 0)
    expect(world.count('ListTasks') > before).toBe(later.length > 0)
    // and is deployed again if that is asked for, though its revision is the same
    world.workspace.write('.github/ecs-sealed-deploy.yml', REDEPLOY('web'))
    const renewed = await runDeploy(world.configuration('deploy', { cluster: '' }), world.ports)
    expect(renewed.results).toMatchObject([{ outcome: later.length > 0 ? 'succeeded' : 'unchanged' }])
    expect(world.count('CreateDeployment')).toBe(later.length > 0 ? 2 : 1)
  }
})
