import { afterEach, describe, expect, test } from '@jest/globals'
import { makeManyWorld, makeWorld, resultsOf, scenario, type TestWorld, template } from './world.ts'

let world: TestWorld
afterEach(() => world.end())

/** Cluster demo with the services api and jobs, and files for both. */
async function prepare(): Promise<void> {
  world = await makeManyWorld({ api: {}, jobs: {} })
}
const wrote = () => world.count('RegisterTaskDefinition') + world.count('UpdateService')
const FAMILY = 'Service "jobs" runs family jobs (app), but deploy/api.json is family api (app).'

describe('a wrong file for a service', () => {
  test.each(['plan', 'deploy'])('%s: another family is refused with both names', async mode => {
    await prepare()
    const run = await world.deploy({ mode, 'task-definition': 'deploy/api.json', service: 'jobs' })
    expect({ code: run.code, wrote: wrote() }).toEqual({ code: 2, wrote: 0 })
    expect(run.stdout).toContain(FAMILY)
  })

  test('a revision of another family', async () => {
    await prepare()
    const inputs = { 'task-definition': '', variables: '', service: 'jobs' }
    const deployed = await world.deploy({ ...inputs, 'task-definition-arn': 'api:1' })
    const back = await world.deploy({ ...inputs, mode: 'rollback', revision: 'api:1' })
    expect({ codes: [deployed.code, back.code], wrote: wrote() }).toEqual({ codes: [2, 2], wrote: 0 })
    for (const { stdout } of [deployed, back]) expect(stdout).toContain('runs family jobs')
  })

  test('no container in common is refused with both names', async () => {
    await prepare()
    world.workspace.write('deploy/jobs.json', template('jobs').replace('"name": "app"', '"name": "web"'))
    const run = await world.deploy({ service: 'jobs' })
    expect({ code: run.code, wrote: wrote() }).toEqual({ code: 2, wrote: 0 })
    expect(run.stdout).toContain(
      'Service "jobs" runs the containers app, and deploy/jobs.json has none of them, but web.'
    )
  })

  test('allow-family-change: true allows it, and the way back afterwards needs nothing', async () => {
    await prepare()
    await world.deploy({ service: 'jobs' })
    world.sandbox.advance(600_000)
    const run = await world.deploy({
      'task-definition': 'deploy/api.json',
      service: 'jobs',
      'allow-family-change': 'true'
    })
    expect({ code: run.code, results: resultsOf(run) }).toMatchObject({
      code: 0,
      results: [{ service: 'jobs', outcome: 'succeeded' }]
    })
    world.sandbox.advance(600_000)
    const back = await world.deploy({
      mode: 'rollback',
      'task-definition': '',
      variables: '',
      service: 'jobs'
    })
    expect(resultsOf(back)[0]?.['taskDefinitionArn']).toMatch(/jobs:2$/)
  })
})

describe("AWS's own smallest policy for a deploy, without ecs:DescribeTaskDefinition", () => {
  const MINIMAL = {
    Version: '2012-10-17',
    Statement: [
      {
        Sid: 'RegisterTaskDefinition',
        Effect: 'Allow',
        Action: ['ecs:RegisterTaskDefinition'],
        Resource: '*'
      },
      {
        Sid: 'PassRolesInTaskDefinition',
        Effect: 'Allow',
        Action: ['iam:PassRole'],
        Resource: ['arn:aws:iam::123456789012:role/demo-execution']
      },
      {
        Sid: 'DeployService',
        Effect: 'Allow',
        Action: ['ecs:UpdateService', 'ecs:DescribeServices'],
        Resource: ['arn:aws:ecs:us-west-2:123456789012:service/demo/web']
      }
    ]
  }
  const plain = template('web').replace(/,\s*"secrets": \[[^\]]*\]/, '')
  const NOTE =
    'Not verified: whether deploy/web.json changed, and whether what runs now holds plaintext credentials'

  async function prepareMinimal(): Promise<void> {
    world = await makeWorld(scenario({ callers: { test: MINIMAL } }))
    world.workspace.write('deploy/web.json', plain)
  }

  test('it registers without comparing, deploys, and says what is not verified', async () => {
    await prepareMinimal()
    for (const revision of [2, 3]) {
      const run = await world.deploy()
      expect({ code: run.code, results: resultsOf(run) }).toMatchObject({
        code: 0,
        results: [
          { outcome: 'succeeded', taskDefinitionArn: expect.stringMatching(new RegExp(`web:${revision}$`)) }
        ]
      })
      expect(run.summary).toContain(NOTE)
      expect(run.stdout).toContain('register a new revision (not compared with what runs)')
    }
  })

  test('a wrong family is refused there too: the service says which it runs', async () => {
    await prepareMinimal()
    world.workspace.write('deploy/web.json', plain.replace('"family": "web"', '"family": "other"'))
    const run = await world.deploy()
    expect(run.code).toBe(2)
    expect(run.stdout).toContain('Service "web" runs family web, but deploy/web.json is family other (app).')
  })
})
