import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, describe, expect, test } from '@jest/globals'
import { definitionOf, makePlannedWorld, PASSWORD, type PlannedWorld } from './planned-world.ts'

let world: PlannedWorld
afterEach(() => world.end())

/** Runs what is wanted already. */
const SAME = {
  'deploy/same.json': JSON.stringify({ family: 'same', containerDefinitions: [container('same')] })
}
function container(name: string): object {
  return { name: 'app', image: `demo/${name}:1`, memory: 64 }
}
const sameScenario = (names: readonly string[]) => ({
  taskDefinitions: names.map(name => ({ family: name, containerDefinitions: [container(name)] })),
  services: names.map(name => ({ serviceName: name, cluster: 'demo', taskDefinition: name, desiredCount: 1 }))
})
/** Everything that left the run, but for the definitions themselves. */
const written = (run: { readonly out: string; readonly summary: string; readonly outputs: string }) =>
  run.out + run.summary + run.outputs + JSON.stringify(world.github.requests)

describe('one comment about a plan, kept up to date', () => {
  test('written, replaced, left when it says the same already, and gone to nothing to do', async () => {
    world = await makePlannedWorld()
    const first = await world.plan()
    expect(first.code).toBe(0)
    expect(world.bodies()).toEqual([
      expect.stringMatching(/^<!-- ecs-sealed-deploy:plan:[0-9a-f]{16} -->\n### 📋 ecs-sealed-deploy: plan\n/)
    ])
    const [body = ''] = world.bodies()
    for (const told of [
      '| <code>web</code> | **new revision** | <code>1</code> → <code>2</code> | web:1, 2 of 2 tasks, rolling | ⚠️ 2 |',
      '.image</code>: <code>demo/web&#58;1</code> → <code>demo/web&#58;2</code>',
      '<code>&#126; cpu</code>: <code>256</code> → <code>512</code>',
      'containerPort</code>: <code>8080</code> → <code>9000</code>',
      'environment&#91;LOG&#95;LEVEL&#93;.value</code>: <code>info</code> → <code>debug</code>',
      '- <code>- containerDefinitions&#91;app&#93;.environment&#91;DB&#95;PASSWORD&#93;</code>\n',
      '.secrets&#91;DB&#95;PASSWORD&#93;</code>: <code>arn&#58;aws&#58;secretsmanager',
      'The rollback target is web:1, which holds plaintext credentials (DB\\_PASSWORD of container app).',
      ' | images | the image exists in Amazon ECR | <code>demo/web&#58;2</code> | '
    ])
      expect(body).toContain(told)
    expect(written(first)).not.toContain(PASSWORD)

    const asked = world.github.requests.length
    await world.plan()
    expect(world.github.requests.slice(asked).map(({ method }) => method)).toEqual(['GET'])
    writeFileSync(
      join(world.scene.path, 'deploy/web.json'),
      definitionOf('web', { cpu: '1024', memory: '2048' })
    )
    await world.plan()
    expect(world.bodies()).toEqual([expect.stringContaining('<code>1024</code>')])
    writeFileSync(join(world.scene.path, 'deploy/web.json'), '{')
    expect((await world.plan()).code).toBe(2)
    expect(world.bodies()).toEqual([expect.stringContaining('### ❌ ecs-sealed-deploy: plan')])
  })

  test('nothing to do is said too', async () => {
    world = await makePlannedWorld(sameScenario(['same']), SAME)
    const { code } = await world.plan({ 'verify-permissions': 'off' })
    expect(code).toBe(0)
    expect(world.bodies()).toEqual([expect.stringContaining('\n\nNothing to do: 1 service unchanged.')])
    expect(world.bodies()[0]).toContain('| <code>same</code> | unchanged |')
  })

  test('jobs, and legs of a matrix, do not write over each other; a check has its own', async () => {
    world = await makePlannedWorld()
    await world.plan()
    await world.plan({}, { job: 'other' })
    await world.plan({ service: 'web' })
    await world.plan({ image: 'demo/web:3', 'container-name': 'app' })
    expect(world.bodies()).toHaveLength(3)
    expect(world.bodies()[0]).toContain('demo/web&#58;3')
  })

  test('a plan of more than fits is cut by whole services', async () => {
    const names = Array.from({ length: 14 }, (_, index) => `service-${index}`)
    const variables = Array.from({ length: 40 }, (_, index) => ({ name: `SETTING_${index}`, value: 'on' }))
    const files = Object.fromEntries(
      names.map(name => [
        `deploy/${name}.json`,
        JSON.stringify({
          family: name,
          containerDefinitions: [{ ...container(name), environment: variables }]
        })
      ])
    )
    world = await makePlannedWorld(sameScenario(names), files)
    expect((await world.plan({ 'verify-permissions': 'off' })).code).toBe(0)
    const [body = ''] = world.bodies()
    expect(body.length).toBeLessThanOrEqual(65_536)
    expect(body.match(/\*\*new revision\*\*/g)).toHaveLength(14)
    expect(body).toMatch(/… and \d+ more; all are in the output `plan`\./)
  })
})
