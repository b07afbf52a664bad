import { describe, expect, test } from '@jest/globals'
import { runDeploy } from '../../src/modes/deploy.ts'
import { runPlan } from '../../src/modes/plan.ts'
import { exitCodeOf, judgeReport } from '../../src/report/verdict.ts'
import { scenario, template } from '../bundle/scenario.ts'
import { type ModeWorld, worldsOfTests } from './world.ts'

describe('the targets of a service', () => {
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
})

describe('another run at the same time', () => {
  const makeModeWorld = worldsOfTests()

  /** What template('web') becomes, as another run of the same commit registers it at the same moment. */
  const CONTENT = JSON.parse(
    template('web')
      .replace('${{ vars.TAG }}', '2')
      .replace('secretsmanager:demo/api-key', '${secret:demo/api-key}')
  ) as object

  /** Another run registers web:3 and deploys it, 20 seconds after this one has begun. */
  const otherRun = (content: object = CONTENT) => [
    { after: '10s', action: 'register-task-definition', ...content },
    { after: '20s', action: 'update-service', cluster: 'demo', service: 'web', taskDefinition: 'web:3' }
  ]

  async function deployed(later: readonly object[], more: object = {}, raw: Record<string, string> = {}) {
    const world: ModeWorld = await makeModeWorld(scenario({ later, ...more }))
    const report = await runDeploy(world.configuration('deploy', raw), world.ports)
    const [result] = report.results
    return { world, report, result, code: exitCodeOf(report), log: world.log.text() }
  }

  const revision = (number: number) => `arn:aws:ecs:us-west-2:123456789012:task-definition/web:${number}`

  describe('two runs of one commit at the same time', () => {
    test('deploy the same content with two revisions: the first run follows the second', async () => {
      const { result, code, log } = await deployed(otherRun())
      expect(result).toMatchObject({
        outcome: 'succeeded',
        reason:
          'The deployment completed. Another run has deployed the same content at the same time: web:3 runs, not web:2.',
        taskDefinitionArn: revision(3),
        previousTaskDefinitionArn: revision(1)
      })
      expect(code).toBe(0)
      expect(log).toMatch(/deployment ecs-svc\/\d+ of web:3, which equals web:2, took over; following it/)
    })

    test('also where the records of the deployments may not be read', async () => {
      const faults = ['ListServiceDeployments', 'DescribeServiceDeployments'].map(op => ({
        ...{ op, kind: 'access-denied', from: 1, times: 999 }
      }))
      const { result } = await deployed(otherRun(), { faults })
      expect(result).toMatchObject({ outcome: 'succeeded', taskDefinitionArn: revision(3) })
    })

    test('fail together if its tasks do', async () => {
      const behaviours = [{ taskDefinition: 'web:3', exitAfter: '5s', exitCode: 1 }]
      const { result, report, code } = await deployed(otherRun(), { behaviours })
      expect([result?.outcome, code]).toEqual(['rolled-back', 1])
      expect(report.diagnoses).toMatchObject([{ stops: [{ cause: { kind: 'exited' } }] }])
    })
  })

  describe('another deployment is not the same', () => {
    test.each([
      ['with another size', { ...CONTENT, cpu: '512', memory: '1024' }],
      ['with a variable more', withVariable()]
    ])('%s: it has superseded this one', async (_, content) => {
      const { result, code, report } = await deployed(otherRun(content))
      expect([result?.outcome, code]).toEqual(['superseded', 1])
      expect(result?.reason).toMatch(/^Another deployment \(ecs-svc\/\d+, web:3\) was started/)
      expect(judgeReport(report).exitCode).toBe(1)
    })

    test('of another family, whatever it contains', async () => {
      const [register, update] = otherRun({ ...CONTENT, family: 'other' })
      const { result } = await deployed([register as object, { ...update, taskDefinition: 'other:1' }])
      expect(result?.outcome).toBe('superseded')
    })

    test('if its revision may not be read', async () => {
      const faults = [
        {
          op: 'DescribeTaskDefinition',
          kind: 'access-denied',
          when: { taskDefinition: revision(3) },
          from: 1
        }
      ]
      const { result } = await deployed(otherRun(), { faults })
      expect(result?.outcome).toBe('superseded')
    })
  })

  function withVariable(): object {
    const { containerDefinitions, ...rest } = CONTENT as { readonly containerDefinitions: readonly object[] }
    const environment = [{ name: 'LEVEL', value: 'debug' }]
    return { ...rest, containerDefinitions: [{ ...containerDefinitions[0], environment }] }
  }
})
