import { afterEach, describe, expect, test } from '@jest/globals'
import { makeWorld, resultsOf, scenario, type TestWorld } from './world.ts'

let world: TestWorld
afterEach(() => world.end())

const GO_BACK = { mode: 'rollback', 'task-definition': '', variables: '', service: 'web' }

/** The revision the service is meant to run, and its running tasks' revisions. */
function runs(): string {
  const region = world.sandbox.world().regions.get('us-west-2')
  return region?.clusters.get('demo')?.services.get('web')?.taskDefinition.split('/')[1] ?? ''
}

describe('mode rollback', () => {
  test('to the revision deployed successfully before, watched like a deploy', async () => {
    world = await makeWorld(scenario())
    expect((await world.deploy()).code).toBe(0)
    expect((await world.deploy({ variables: 'TAG=3' })).code).toBe(0)
    const run = await world.deploy(GO_BACK)
    expect({ code: run.code, results: resultsOf(run) }).toMatchObject({
      code: 0,
      results: [
        {
          outcome: 'succeeded',
          taskDefinitionArn: expect.stringMatching(/web:2$/),
          previousTaskDefinitionArn: expect.stringMatching(/web:3$/)
        }
      ]
    })
    expect(run.stdout).toMatch(/\[web\] revision to roll back to: web:2, deployed successfully until \d{4}-/)
    expect(runs()).toBe('web:2')
    expect(world.count('RegisterTaskDefinition')).toBe(2)
  })

  test.each(['1', 'web:1', 'arn:aws:ecs:us-west-2:123456789012:task-definition/web:1'])(
    'to the revision named %s',
    async revision => {
      world = await makeWorld(scenario())
      await world.deploy()
      const run = await world.deploy({ ...GO_BACK, revision })
      expect(run.code).toBe(0)
      expect(runs()).toBe('web:1')
    }
  )

  test('a deployment that is in progress is rolled back where it stands', async () => {
    const [service] = (scenario() as { services: object[] }).services
    world = await makeWorld(
      scenario({
        services: [{ ...service, circuitBreaker: { enable: false } }],
        behaviours: [{ taskDefinition: 'web:2', neverRuns: true }]
      })
    )
    await world.deploy({ 'wait-until': 'none' })
    world.sandbox.advance(60_000)
    const run = await world.deploy(GO_BACK)
    expect({ code: run.code, results: resultsOf(run) }).toMatchObject({
      code: 0,
      results: [{ outcome: 'succeeded', reason: 'The deployment that was in progress was rolled back.' }]
    })
    expect(world.count('StopServiceDeployment')).toBe(1)
    expect(runs()).toBe('web:1')
  })

  test('ECS takes a deployment in progress back to a revision with plaintext: said', async () => {
    const { taskDefinitions, services } = scenario() as {
      taskDefinitions: { containerDefinitions: object[] }[]
      services: object[]
    }
    const password = ['Tr0ub4dor', '3xYz'].join('&')
    const environment = [{ name: 'DB_PASSWORD', value: password }]
    const container = { ...taskDefinitions[0]?.containerDefinitions[0], environment }
    world = await makeWorld(
      scenario({
        taskDefinitions: [{ ...taskDefinitions[0], containerDefinitions: [container] }],
        services: [{ ...services[0], circuitBreaker: { enable: false } }],
        behaviours: [{ taskDefinition: 'web:2', neverRuns: true }]
      })
    )
    await world.deploy({ 'wait-until': 'none' })
    const run = await world.deploy(GO_BACK)
    expect(run.code).toBe(0)
    expect(run.stdout).toContain('Rollback of service "web" to web:1, which holds plaintext credentials')
    expect(run.visible).not.toContain(password)
  })

  test('nothing to go back to: nothing is touched', async () => {
    world = await makeWorld(scenario())
    const run = await world.deploy(GO_BACK)
    expect(run.code).toBe(2)
    expect(run.stdout).toContain('there is no revision to roll back to')
    expect(resultsOf(run)).toMatchObject([{ outcome: 'not-started' }])
    expect(world.count('UpdateService')).toBe(0)
  })

  test('a revision that is not there, one that is inactive, a service that is not there', async () => {
    world = await makeWorld(scenario())
    await world.deploy()
    const missing = await world.deploy({ ...GO_BACK, revision: '77' })
    expect(missing.code).toBe(2)
    expect(missing.stdout).toContain('ECS has no revision web:77 in us-west-2.')
    const nobody = await world.deploy({ ...GO_BACK, service: 'wep' })
    expect(nobody.code).toBe(2)
    expect(nobody.stdout).toContain('ECS has no service "wep"')
  })

  test('to a revision with plaintext: it goes, and says so', async () => {
    const [definition] = (scenario() as { taskDefinitions: { containerDefinitions: object[] }[] })
      .taskDefinitions
    const password = ['Tr0ub4dor', '3xYz'].join('&')
    const container = {
      ...definition?.containerDefinitions[0],
      environment: [{ name: 'DB_PASSWORD', value: password }]
    }
    world = await makeWorld(
      scenario({ taskDefinitions: [{ ...definition, containerDefinitions: [container] }] })
    )
    await world.deploy()
    const run = await world.deploy({ ...GO_BACK, revision: '1' })
    expect(run.code).toBe(0)
    expect(run.stdout).toContain(
      'Rollback of service "web" to web:1, which holds plaintext credentials (DB_PASSWORD of container app)'
    )
    expect(run.visible).not.toContain(password)
  })

  test('bad inputs are said together', async () => {
    world = await makeWorld(scenario())
    const run = await world.deploy({
      mode: 'rollback',
      'task-definition': '',
      variables: '',
      revision: 'latest',
      cluster: ''
    })
    expect(run.code).toBe(2)
    expect(run.stdout).toContain('"latest" is not a revision of a task definition')
    expect(run.stdout).toContain('Input "service" names no service to roll back.')
    const wrongMode = await world.deploy({ revision: '3' })
    expect(wrongMode.code).toBe(2)
    expect(wrongMode.stdout).toContain('Input "revision" is for mode rollback; this is mode deploy.')
  })
})
