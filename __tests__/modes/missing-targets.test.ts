import { describe, expect, test } from '@jest/globals'
import { runDeploy } from '../../src/modes/deploy.ts'
import { runPlan } from '../../src/modes/plan.ts'
import { scenario, template } from '../bundle/scenario.ts'
import { worldsOfTests } from './world.ts'

const makeModeWorld = worldsOfTests()

const target = { targetGroupArn: 'arn:aws:x', containerName: 'app', containerPort: 8080 }
const ports = (...portMappings: readonly object[]) => ({ portMappings })

/** The service `web` behind a load balancer, its revision with the port, and a file with `container`. */
async function behindBalancer(container: object) {
  const { taskDefinitions, services } = scenario() as Readonly<Record<string, readonly object[]>>
  const containerDefinitions = [{ name: 'app', image: 'demo/web:1', ...ports({ containerPort: 8080 }) }]
  const world = await makeModeWorld(
    scenario({
      taskDefinitions: [{ ...taskDefinitions?.[0], containerDefinitions }],
      services: [{ ...services?.[0], loadBalancers: [target] }]
    })
  )
  world.workspace.write('deploy/web.json', template('web', container))
  return world
}

describe('a definition without the target of the service', () => {
  test.each([
    [
      'another port',
      ports({ containerPort: 80 }),
      'The traffic would go to port 8080 of container "app", which the task definition does not map (80).'
    ],
    [
      'no port',
      {},
      'The traffic would go to port 8080 of container "app", which the task definition does not map (no port).'
    ],
    [
      'a container of another name beside one that runs already',
      { name: 'web', ...ports({ containerPort: 8080 }) },
      'The traffic would go to container "app", which the task definition does not have (web).'
    ]
  ])('%s: refused before anything is registered', async (_, container, message) => {
    const world = await behindBalancer(container)
    const inputs = { 'allow-family-change': 'true' }
    for (const report of [
      await runPlan(world.configuration('plan', inputs), world.ports),
      await runDeploy(world.configuration('deploy', inputs), world.ports)
    ])
      expect(report.problems).toMatchObject([{ fault: 'user', service: 'web', message }])
    expect(world.count('RegisterTaskDefinition') + world.count('UpdateService')).toBe(0)
  })

  test.each([
    ['the port', ports({ containerPort: 80 }, { containerPort: 8080 })],
    ['a range with the port', ports({ containerPortRange: '8000-8100' })]
  ])('%s is there: deployed', async (_, container) => {
    const world = await behindBalancer(container)
    const { problems } = await runPlan(world.configuration('plan'), world.ports)
    expect(problems).toEqual([])
  })
})
