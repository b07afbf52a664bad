import { describe, expect, test } from '@jest/globals'
import { runDeploy } from '../../src/modes/deploy.ts'
import { runRollback } from '../../src/modes/rollback.ts'
import { outputsOf } from '../../src/report/outputs.ts'
import { reportToMarkdown } from '../../src/report/summary.ts'
import { exitCodeOf, judgeReport } from '../../src/report/verdict.ts'
import { scenario } from '../bundle/scenario.ts'
import { inputsOfWeb, type ModeWorld, worldsOfTests } from './world.ts'

const makeModeWorld = worldsOfTests()
let world: ModeWorld

test('to the revision before, and nothing when there is none', async () => {
  world = await makeModeWorld(scenario())
  const none = await runRollback(inputsOfWeb('rollback'), world.ports)
  expect({ code: exitCodeOf(none), results: none.results }).toMatchObject({
    code: 2,
    results: [{ service: 'web', outcome: 'not-started' }]
  })
  await runDeploy(world.configuration('deploy'), world.ports)
  await runDeploy(world.configuration('deploy', { variables: 'TAG=3' }), world.ports)
  const back = await runRollback(inputsOfWeb('rollback'), world.ports)
  expect({ code: exitCodeOf(back), results: back.results }).toMatchObject({
    code: 0,
    results: [{ outcome: 'succeeded', taskDefinitionArn: expect.stringMatching(/web:2$/) }]
  })
})

test('a service that is deployed by somebody else’s controller is refused once, with the one reason', async () => {
  const [service] = (scenario() as { services: object[] }).services
  world = await makeModeWorld(scenario({ services: [{ ...service, deploymentController: 'EXTERNAL' }] }))
  const { problems } = await runRollback(inputsOfWeb('rollback'), world.ports)
  expect(problems.map(({ code }) => code)).toEqual(['deployment-controller'])
})

test('what is in progress is stopped by ECS', async () => {
  const [service] = (scenario() as { services: object[] }).services
  world = await makeModeWorld(
    scenario({
      services: [{ ...service, circuitBreaker: { enable: false } }],
      behaviours: [{ taskDefinition: 'web:2', neverRuns: true }]
    })
  )
  await runDeploy(world.configuration('deploy', { 'wait-until': 'none' }), world.ports)
  world.sandbox.advance(60_000)
  const back = await runRollback(inputsOfWeb('rollback'), world.ports)
  expect(back.results).toMatchObject([
    { outcome: 'succeeded', reason: 'The deployment in progress (web:2) was rolled back to web:1.' }
  ])
  const [arn] = back.results.map(({ serviceDeploymentArn }) => serviceDeploymentArn)
  expect(world.sandbox.requests().at(-1)?.body).toMatchObject({ serviceDeploymentArns: [arn] })
  expect(world.count('StopServiceDeployment')).toBe(1)
})

test('a deployment of the revision that ran before, and no record of a restart: which one to leave is asked, nothing is stopped', async () => {
  world = await makeModeWorld(scenario())
  const services = world.sandbox.world().regions.get('us-west-2')?.clusters.get('demo')?.services
  const again = { service: 'web', cluster: 'demo', forceNewDeployment: true }
  await fetch(world.sandbox.url, {
    method: 'POST',
    headers: {
      'content-type': 'application/x-amz-json-1.1',
      'x-amz-target': 'AmazonEC2ContainerServiceV20141113.UpdateService',
      authorization: 'AWS4-HMAC-SHA256 Credential=any/20260101/us-west-2/ecs/aws4_request'
    },
    body: JSON.stringify(again)
  })
  expect(services?.get('web')?.deployments).toHaveLength(2)
  const asked = await runRollback(inputsOfWeb('rollback'), world.ports)
  expect(asked.problems).toMatchObject([
    {
      code: 'no-way-back',
      message: expect.stringContaining('in progress is of web:1, and so is what ran before'),
      hint: expect.stringContaining('"revision"')
    }
  ])
  expect([exitCodeOf(asked), world.count('StopServiceDeployment')]).toEqual([2, 0])
})

test('what replaced another one in progress is stopped, and ECS returns to the last that was completed', async () => {
  const { services, taskDefinitions } = scenario() as { services: object[]; taskDefinitions: object[] }
  const update = (after: string, revision: number) => ({
    ...{ after, action: 'update-service', cluster: 'demo', service: 'web', taskDefinition: `web:${revision}` }
  })
  world = await makeModeWorld(
    scenario({
      taskDefinitions: Array.from({ length: 4 }, () => taskDefinitions[0]),
      services: [
        {
          ...services[0],
          taskDefinition: 'web:1',
          minimumHealthyPercent: 0,
          circuitBreaker: { enable: false }
        }
      ],
      behaviours: ['web:3', 'web:4'].map(taskDefinition => ({ taskDefinition, exitAfter: '1s' })),
      later: [update('1m', 2), update('50m', 3), update('3580s', 4)]
    })
  )
  world.sandbox.advance(3_590_000)
  const back = await runRollback(inputsOfWeb('rollback'), world.ports)
  expect({ problems: back.problems, results: back.results }).toMatchObject({
    problems: [],
    results: [
      { outcome: 'succeeded', reason: 'The deployment in progress (web:4) was rolled back to web:2.' }
    ]
  })
})

test('a restart that is in progress is stopped, and it is said that the revision stays', async () => {
  world = await makeModeWorld(scenario())
  await runDeploy(world.configuration('deploy'), world.ports)
  const forced = { 'wait-until': 'none', 'force-new-deployment': 'true' }
  await runDeploy(world.configuration('deploy', forced), world.ports)
  const back = await runRollback(inputsOfWeb('rollback'), world.ports)
  expect(back.results).toMatchObject([
    {
      outcome: 'succeeded',
      reason: 'The deployment in progress (web:2) was rolled back to web:2.'
    }
  ])
})

test.each([
  ['latest', 1],
  ['1.2.3', 0]
])('to a revision that names the same image by the tag %s', async (tag, remarks) => {
  const { taskDefinitions, services } = scenario() as { taskDefinitions: object[]; services: object[] }
  const revision = (value: string) => ({
    ...taskDefinitions[0],
    containerDefinitions: [{ name: 'app', image: `demo/web:${tag}`, environment: [{ name: 'LEVEL', value }] }]
  })
  const history = [{ taskDefinition: 'web:1', status: 'SUCCESSFUL', age: '5d' }]
  world = await makeModeWorld(
    scenario({
      taskDefinitions: [revision('info'), revision('debug')],
      services: [{ ...services[0], taskDefinition: 'web:2', history }]
    })
  )
  const said = (report: Awaited<ReturnType<typeof runRollback>>) =>
    report.remarks.filter(({ message }) => message.includes('what the tag refers to now is started')).length
  const plan = await runRollback(inputsOfWeb('rollback', { 'dry-run': 'true' }), world.ports)
  const back = await runRollback(inputsOfWeb('rollback'), world.ports)
  expect([said(plan), said(back), back.results[0]?.outcome]).toEqual([remarks, remarks, 'succeeded'])
})

describe('ECS is rolling back already', () => {
  async function rollingBack(after: number) {
    const [service] = (scenario() as { services: object[] }).services
    world = await makeModeWorld(
      scenario({
        services: [{ ...service, circuitBreaker: { enable: false } }],
        behaviours: [{ taskDefinition: 'web:2', unhealthyAfter: '20m', stopAfter: '90s' }],
        later: [
          { action: 'stop-service-deployment', after: '40s', cluster: 'demo', service: 'web' },
          { action: 'stop-service-deployment', after: '50s', cluster: 'demo', service: 'web' }
        ]
      })
    )
    await runDeploy(world.configuration('deploy', { 'wait-until': 'none' }), world.ports)
    world.sandbox.advance(after)
    return world
  }

  test('it is followed, and said where to', async () => {
    const { sandbox, count, ports } = await rollingBack(55_000)
    const before = sandbox.requests().length
    const back = await runRollback(inputsOfWeb('rollback'), ports)
    expect({ code: exitCodeOf(back), results: back.results, problems: back.problems }).toMatchObject({
      code: 0,
      problems: [],
      results: [
        {
          outcome: 'succeeded',
          reason:
            'ECS was rolling back already. The deployment in progress (web:2) was rolled back to web:1.',
          taskDefinitionArn: expect.stringMatching(/web:1$/)
        }
      ]
    })
    expect(count('StopServiceDeployment')).toBe(0)
    expect(
      sandbox
        .requests()
        .slice(before)
        .map(one => one.operation)
    ).not.toContain('UpdateService')
  })

  test('a dry run says that it would be followed', async () => {
    const { ports } = await rollingBack(55_000)
    const { plan, problems } = await runRollback(inputsOfWeb('rollback', { 'dry-run': 'true' }), ports)
    const deployment = { taskDefinition: expect.stringMatching(/web:2$/) }
    const action = { kind: 'stop', isInProgress: true, deployment, to: expect.stringMatching(/web:1$/) }
    expect({ problems, services: plan?.services }).toMatchObject({ problems: [], services: [{ action }] })
  })
})

test('twice does not go forward to the release just left', async () => {
  world = await makeModeWorld(scenario())
  await runDeploy(world.configuration('deploy'), world.ports)
  await runDeploy(world.configuration('deploy', { variables: 'TAG=3' }), world.ports)
  await runRollback(inputsOfWeb('rollback'), world.ports)
  const again = await runRollback(inputsOfWeb('rollback'), world.ports)
  expect(again.results).toMatchObject([{ taskDefinitionArn: expect.stringMatching(/web:1$/) }])
  const third = await runRollback(inputsOfWeb('rollback'), world.ports)
  expect({ code: exitCodeOf(third), results: third.results }).toMatchObject({
    code: 2,
    results: [{ service: 'web', outcome: 'not-started' }]
  })
  expect(world.count('UpdateService')).toBe(4)
  expect(world.log.text()).toMatch(/web:3: not a rollback target, because a rollback led away from it/)
})

test('again while it is in progress: it is followed, not undone', async () => {
  const [service] = (scenario() as { services: object[] }).services
  world = await makeModeWorld(
    scenario({ services: [{ ...service, circuitBreaker: { enable: false } }], behaviours: [] })
  )
  await runDeploy(world.configuration('deploy'), world.ports)
  await runDeploy(world.configuration('deploy', { variables: 'TAG=3' }), world.ports)
  await runRollback(inputsOfWeb('rollback', { 'wait-until': 'none' }), world.ports)
  world.sandbox.advance(5_000)
  const again = await runRollback(inputsOfWeb('rollback'), world.ports)
  expect(again.results).toMatchObject([
    { outcome: 'succeeded', taskDefinitionArn: expect.stringMatching(/web:2$/) }
  ])
  expect({ stops: world.count('StopServiceDeployment'), updates: world.count('UpdateService') }).toEqual({
    stops: 0,
    updates: 3
  })
})

test('dry-run: says where each service would go and why, and changes nothing', async () => {
  world = await makeModeWorld(scenario())
  await runDeploy(world.configuration('deploy'), world.ports)
  await runDeploy(world.configuration('deploy', { variables: 'TAG=3' }), world.ports)
  const report = await runRollback(
    inputsOfWeb('rollback', { 'dry-run': 'true', 'run-task': 'true' }),
    world.ports
  )
  expect(exitCodeOf(report)).toBe(0)
  expect(judgeReport(report).sentence).not.toContain('to run first')
  expect(report.plan?.services).toMatchObject([{ service: 'web', action: { kind: 'update' } }])
  expect(report.results).toEqual([])
  expect(report.remarks.map(({ message }) => message)).toEqual([
    expect.stringMatching(
      /^Rollback of service "web" from web:3 to web:2: deployed successfully until .* UTC \(since .* UTC\)\.$/
    )
  ])
  expect(world.count('UpdateService')).toBe(2)
})

test('dry-run with a deployment in progress: that it would be stopped, and nothing is', async () => {
  const [service] = (scenario() as { services: object[] }).services
  world = await makeModeWorld(
    scenario({
      services: [{ ...service, circuitBreaker: { enable: false } }],
      behaviours: [{ taskDefinition: 'web:2', neverRuns: true }]
    })
  )
  await runDeploy(world.configuration('deploy', { 'wait-until': 'none' }), world.ports)
  const report = await runRollback(inputsOfWeb('rollback', { 'dry-run': 'true' }), world.ports)
  expect(exitCodeOf(report)).toBe(0)
  expect(judgeReport(report).sentence).toBe(
    'Plan: 0 definitions to register, 0 services to update, 1 deployment to stop and roll back; nothing was changed.'
  )
  const id = world.sandbox.world().regions.get('us-west-2')?.clusters.get('demo')?.services.get('web')
    ?.deployments[0]?.id
  const said = `stop ${id} (web:2), back to web:1`
  expect(reportToMarkdown(report)).toContain(said)
  expect(world.log.text()).toContain(`web  ${said}`)
  expect(JSON.parse(outputsOf(report).plan ?? '')).toMatchObject({
    services: [{ service: 'web', action: 'stop', description: said }]
  })
  expect(world.count('StopServiceDeployment')).toBe(0)
})

test.each(['true', 'false'])(
  'dry-run %s of a first deployment that is in progress: nothing to go back to',
  async dryRun => {
    world = await makeModeWorld(scenario())
    const services = world.sandbox.world().regions.get('us-west-2')?.clusters.get('demo')?.services
    for (const deployment of services?.get('web')?.deployments ?? [])
      Object.assign(deployment, { rolloutState: 'IN_PROGRESS' })
    const report = await runRollback(inputsOfWeb('rollback', { 'dry-run': dryRun }), world.ports)
    expect(report.problems).toMatchObject([
      { code: 'no-way-back', message: expect.stringContaining('no earlier deployment of the service was') }
    ])
    expect([exitCodeOf(report), world.count('StopServiceDeployment')]).toEqual([2, 0])
  }
)

test('a service is named by its key in the configuration file, with its name in ECS', async () => {
  world = await makeModeWorld(scenario())
  world.workspace.write('.github/ecs-sealed-deploy.yml', 'services: {front: {service: web, cluster: demo}}')
  const none = await runRollback(inputsOfWeb('rollback', { service: 'front' }), world.ports)
  expect(none.problems.map(({ message }) => message)).toEqual([
    expect.stringMatching(/^Service "front \(web\)": there is no revision to roll back to: /)
  ])
})
