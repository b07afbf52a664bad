import { afterEach, describe, expect, test } from '@jest/globals'
import { outputsOf } from '../../src/report/outputs.ts'
import { exitCodeOf, judgeReport } from '../../src/report/verdict.ts'
import { type AuditWorld, makeAuditWorld } from '../audit/world.ts'
import { scenario } from '../bundle/scenario.ts'

let world: AuditWorld
afterEach(() => world.end())

const DEFINITION = {
  family: 'web',
  networkMode: 'awsvpc',
  requiresCompatibilities: ['FARGATE'],
  cpu: '256',
  memory: '512',
  executionRoleArn: 'arn:aws:iam::123456789012:role/demo-execution',
  containerDefinitions: [
    { name: 'app', image: 'demo/web:1', secrets: [{ name: 'API_KEY', valueFrom: '${secret:demo/api-key}' }] }
  ]
}

/** The tasks have run for an hour, and their secret gets another value as the world begins. */
async function rotated(more: object = {}): Promise<AuditWorld> {
  const later = [
    {
      action: 'put-secret-value',
      after: 0,
      secretId: 'demo/api-key',
      secretString: '${generate:40}'
    }
  ]
  return makeAuditWorld(scenario({ taskDefinitions: [DEFINITION], later, ...more }))
}

const updates = () => world.operations().filter(operation => operation === 'UpdateService').length

test('a restart that is in progress already is watched, not begun again', async () => {
  world = await rotated()
  world.sandbox.advance(1_000)
  await world.restart({ 'wait-until': 'none' })
  expect(updates()).toBe(1)
  world.sandbox.advance(5_000)
  const again = await world.restart({ 'if-deploying': 'fail' })
  expect(again.report.results).toMatchObject([{ service: 'web', outcome: 'succeeded' }])
  expect(updates()).toBe(1)
})

test('a deployment from before the new value is no restart', async () => {
  world = await rotated({
    later: [
      { action: 'update-service', after: 0, cluster: 'demo', service: 'web', forceNewDeployment: true },
      { action: 'put-secret-value', after: 2, secretId: 'demo/api-key', secretString: '${generate:40}' }
    ]
  })
  world.sandbox.advance(3_000)
  const { report } = await world.restart()
  expect(report.results).toMatchObject([{ service: 'web', outcome: 'succeeded' }])
  expect(updates()).toBe(1)
})

test('a forced deployment whose answer got lost is begun once, also where ECS shows it late', async () => {
  world = await rotated({
    faults: [{ op: 'UpdateService', kind: 'reset-after' }],
    lag: { deployments: '25s' }
  })
  world.sandbox.advance(1_000)
  const { report } = await world.restart()
  expect(report.results).toMatchObject([{ service: 'web', outcome: 'succeeded' }])
  expect(updates()).toBe(1)
})

test('tasks that are listed late are not restarted again', async () => {
  world = await rotated({ lag: { ListTasks: '10m' } })
  world.sandbox.advance(1_000)
  await world.restart({ 'wait-until': 'none' })
  world.sandbox.advance(300_000)
  const { report } = await world.restart()
  expect(report.results).toMatchObject([{ service: 'web', outcome: 'succeeded' }])
  expect(updates()).toBe(1)
})

test('a secret that changes again during the restart is found by the next one', async () => {
  const put = (after: number, made: number) => ({
    ...{ action: 'put-secret-value', after, secretId: 'demo/api-key' },
    secretString: `\${generate:${made}}`
  })
  world = await rotated({ later: [put(0, 40), put(45, 41)] })
  world.sandbox.advance(1_000)
  const { report } = await world.restart()
  expect([report.problems, report.results]).toMatchObject([[], [{ outcome: 'succeeded' }]])
  const again = await world.restart()
  expect([exitCodeOf(again.report), updates()]).toEqual([0, 2])
  expect(again.report.results).toMatchObject([{ outcome: 'succeeded' }])
})

test('results go by the keys of the configuration file', async () => {
  world = await rotated()
  world.workspace.write(
    '.github/ecs-sealed-deploy.yml',
    'services:\n  shop: {service: web, cluster: demo, region: us-west-2}\norder: [shop]\n'
  )
  world.sandbox.advance(1_000)
  const { report } = await world.restart({ service: 'shop', cluster: '' })
  expect(report.services).toEqual(['shop'])
  expect(report.results).toMatchObject([{ service: 'web', key: 'shop', outcome: 'succeeded' }])
  const fresh = await world.restart({ service: 'shop', cluster: '' })
  expect(fresh.report.results).toMatchObject([{ service: 'web', key: 'shop', outcome: 'unchanged' }])
})

const fresh = 'No running task is older than the secrets, parameters and files that it reads.'

test('why a service is left alone: pinned, nothing read, no task; and a task of no service is named', async () => {
  const reading = (family: string, valueFrom?: string) => ({
    ...DEFINITION,
    family,
    containerDefinitions: [
      {
        name: 'app',
        image: 'demo/web:1',
        ...(valueFrom === undefined ? {} : { secrets: [{ name: 'API_KEY', valueFrom }] })
      }
    ]
  })
  const service = (serviceName: string, desiredCount = 1) => ({
    ...{ serviceName, cluster: 'demo', taskDefinition: `${serviceName}:1`, desiredCount }
  })
  world = await makeAuditWorld(
    scenario({
      taskDefinitions: [
        reading('pinned', '${secret:demo/api-key}:::01234567-89ab-cdef-0123-456789abcdef'),
        reading('plain'),
        reading('down', '${secret:demo/api-key}'),
        reading('short')
      ],
      services: [
        ...[service('pinned'), service('plain'), service('down', 0)],
        { ...service('short'), running: false }
      ],
      behaviours: [{ taskDefinition: 'short:1', neverRuns: true }],
      later: [
        {
          ...{ after: '1s', action: 'run-task', cluster: 'demo', taskDefinition: 'down' },
          launchType: 'FARGATE',
          networkConfiguration: { awsvpcConfiguration: { subnets: ['subnet-1'] } }
        },
        {
          ...{ action: 'put-secret-value', after: '60s', secretId: 'demo/api-key' },
          secretString: '${generate:40}'
        }
      ]
    })
  )
  world.sandbox.advance(120_000)
  const { report } = await world.restart()
  expect(Object.fromEntries(report.results.map(({ service: name, reason }) => [name, reason]))).toEqual({
    pinned: fresh,
    plain: fresh,
    down: fresh,
    short: `${fresh} Only 0 of 1 desired tasks run: check its events and stopped tasks.`
  })
  expect(report.remarks.map(({ message }) => message)).toEqual([
    expect.stringMatching(
      /^Tasks outside of services might hold the old value of demo\/api-key and were not restarted: [0-9a-f]{32}\.$/
    )
  ])
})

test('tasks that could not be read are not said to be fresh', async () => {
  world = await rotated({ faults: [{ op: 'ListTasks', kind: 'access-denied', from: 1, times: 99 }] })
  world.sandbox.advance(60_000)
  const { report } = await world.restart()
  expect(report.results).toMatchObject([
    { outcome: 'not-started', reason: 'Not verified: its running tasks could not be read.' }
  ])
  expect(report.problems).toMatchObject([{ code: 'audit-not-verified' }])
})

test('a task whose revision ECS does not return is not said to read nothing', async () => {
  const fault = { op: 'DescribeTaskDefinition', kind: 'error', type: 'ClientException' }
  const message = 'Unable to describe task definition.'
  world = await rotated({ faults: [{ ...fault, message, from: 1, times: 99 }] })
  world.sandbox.advance(60_000)
  for (const inputs of [{}, { 'dry-run': 'true' }]) {
    const { report } = await world.restart(inputs)
    expect([exitCodeOf(report), report.results.map(({ outcome }) => outcome)]).toEqual([
      3,
      'dry-run' in inputs ? [] : ['not-started']
    ])
    expect(report.problems).toMatchObject([
      {
        code: 'rotation-not-verified',
        message: expect.stringContaining('web:1: ECS does not return this revision'),
        hint: expect.stringContaining('create or restore it')
      }
    ])
  }
})

test('a secret that is scheduled for deletion is named as such', async () => {
  world = await rotated({ later: [{ action: 'delete-secret', after: 0, secretId: 'demo/api-key' }] })
  world.sandbox.advance(60_000)
  const { report } = await world.restart()
  expect(report.problems).toMatchObject([
    {
      code: 'rotation-not-verified',
      message: expect.stringContaining('it is scheduled for deletion'),
      hint: expect.stringContaining('restore it')
    }
  ])
})

test('a service that the configuration file does not know restarts none of the others', async () => {
  world = await makeAuditWorld(
    scenario({
      taskDefinitions: [DEFINITION],
      later: [
        { action: 'put-secret-value', after: 0, secretId: 'demo/api-key', secretString: '${generate:40}' }
      ]
    }),
    { '.github/ecs-sealed-deploy.yml': 'services:\n  web: {}\n' }
  )
  world.sandbox.advance(1_000)
  const { report } = await world.restart({ service: 'web\nnosuch' })
  expect(report.problems).toMatchObject([{ fault: 'user' }])
  expect(report.results.map(({ outcome }) => outcome)).not.toContain('succeeded')
  expect(updates()).toBe(0)
})

describe('dry-run', () => {
  test('says what would be restarted, and why, and writes nothing', async () => {
    world = await rotated({
      taskDefinitions: [
        DEFINITION,
        { ...DEFINITION, family: 'still', containerDefinitions: [{ name: 'app', image: 'demo/web:1' }] }
      ],
      services: [
        { serviceName: 'web', cluster: 'demo', taskDefinition: 'web:1', desiredCount: 2 },
        { serviceName: 'still', cluster: 'demo', taskDefinition: 'still:1', desiredCount: 1 }
      ]
    })
    world.sandbox.advance(1_000)
    const { report, shown } = await world.restart({ 'dry-run': 'true' })
    expect([report.mode, exitCodeOf(report), report.results]).toEqual(['plan', 0, []])
    expect(judgeReport(report).sentence).toBe(
      'Plan: 0 definitions to register, 1 service to update; nothing was changed.'
    )
    const changed =
      '2 of its 2 tasks might hold an old value of demo/api-key, which changed 2026-01-05 09:00 UTC'
    expect(report.plan?.services).toMatchObject([
      { service: 'web', action: { kind: 'update', because: 'old-value', why: changed } },
      { service: 'still', action: { kind: 'unchanged' } }
    ])
    expect(report.remarks.map(({ message }) => message)).toEqual([
      `[web] ${changed}.`,
      `Would not be restarted: still. ${fresh}`
    ])
    expect(shown).toContain(`new deployment of the same revision (${changed})`)
    expect(JSON.parse(outputsOf(report).plan ?? '')).toMatchObject({
      services: [
        { service: 'web', action: 'update' },
        { service: 'still', action: 'unchanged' }
      ]
    })
    expect(world.operations().filter(one => !/^(?:Describe|List|Get)/.test(one))).toEqual([])
    const done = await world.restart()
    expect(done.report.results).toMatchObject([
      { service: 'still', outcome: 'unchanged' },
      { service: 'web', outcome: 'succeeded' }
    ])
    const after = await world.restart({ 'dry-run': 'true' })
    expect(judgeReport(after.report).sentence).toBe('Nothing to do: 2 services unchanged.')
  })

  test('a restart that is in progress would be watched', async () => {
    world = await rotated()
    world.sandbox.advance(1_000)
    await world.restart({ 'wait-until': 'none' })
    const { report } = await world.restart({ 'dry-run': 'true', 'if-deploying': 'fail' })
    expect([exitCodeOf(report), report.plan?.services]).toMatchObject([0, [{ action: { kind: 'follow' } }]])
    expect(updates()).toBe(1)
  })

  test('what could not be verified is not said to be unchanged', async () => {
    world = await rotated({ faults: [{ op: 'ListTasks', kind: 'access-denied', from: 1, times: 99 }] })
    world.sandbox.advance(60_000)
    const { report } = await world.restart({ 'dry-run': 'true' })
    expect(report.plan?.services).toEqual([])
    expect(report.problems).toMatchObject([{ code: 'audit-not-verified' }])
    expect([exitCodeOf(report), judgeReport(report).sentence]).toMatchObject([
      3,
      expect.not.stringContaining('Nothing to do')
    ])
  })

  test('what a restart would refuse, its preview refuses', async () => {
    world = await rotated({
      later: [
        { action: 'put-secret-value', after: 0, secretId: 'demo/api-key', secretString: '${generate:40}' },
        { action: 'deregister-task-definition', after: 0, taskDefinition: 'web:1' }
      ]
    })
    world.sandbox.advance(1_000)
    const [preview, real] = [await world.restart({ 'dry-run': 'true' }), await world.restart()]
    expect(preview.report.problems).toEqual(real.report.problems)
    expect(preview.report.problems).toMatchObject([{ code: 'revision-inactive' }])
    expect([exitCodeOf(preview.report), exitCodeOf(real.report), updates()]).toEqual([3, 3, 0])
  })

  test('a task outside of services that might hold the old value is in the verdict', async () => {
    world = await rotated({
      later: [
        {
          ...{ after: 0, action: 'run-task', cluster: 'demo', taskDefinition: 'web', launchType: 'FARGATE' },
          networkConfiguration: { awsvpcConfiguration: { subnets: ['subnet-1'] } }
        },
        { action: 'put-secret-value', after: '60s', secretId: 'demo/api-key', secretString: '${generate:40}' }
      ]
    })
    world.sandbox.advance(61_000)
    const preview = await world.restart({ 'dry-run': 'true' })
    const real = await world.restart()
    for (const [{ report }, words] of [
      [preview, 'would not be'],
      [real, 'were not']
    ] as const)
      expect(judgeReport(report).sentence).toMatch(
        new RegExp(
          `Warning: Tasks outside of services might hold the old value of demo/api-key and ${words} restarted: [0-9a-f]{32}\\.$`
        )
      )
  })
})

test('an environment file that has changed since the tasks started counts as a secret does', async () => {
  const environmentFiles = [{ type: 's3', value: 'arn:aws:s3:::shop-config/web.env' }]
  const [container] = DEFINITION.containerDefinitions
  const policies = {
    all: {
      Version: '2012-10-17',
      Statement: [{ Effect: 'Allow', Action: ['s3:*', 'secretsmanager:GetSecretValue'], Resource: '*' }]
    }
  }
  world = await rotated({
    later: [],
    roles: [{ name: 'demo-execution', policies }],
    buckets: [{ name: 'shop-config', objects: { 'web.env': 'LEVEL=info' } }],
    taskDefinitions: [{ ...DEFINITION, containerDefinitions: [{ ...container, environmentFiles }] }]
  })
  world.sandbox.advance(1_000)
  // the file is as old as the world, and the tasks are an hour older
  expect((await world.restart()).report.results).toMatchObject([{ service: 'web', outcome: 'succeeded' }])
  expect((await world.restart()).report.results).toMatchObject([{ outcome: 'unchanged' }])
  expect(updates()).toBe(1)
})
