import { describe, expect, test } from '@jest/globals'
import { manyPlaces } from '../../bundle/layouts.ts'
import { CONFIG, definition, type Project, projectsOfTests, scenarioOf } from './world.ts'

const makeProject = projectsOfTests()
let project: Project

const ROLE = 'arn:aws:iam::123456789012:role/deploy'
const ALLOW_ALL = { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }] }
const ANYBODY = {
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Principal: { AWS: '*' }, Action: 'sts:AssumeRole' }]
}

describe('a file for each service and environment', () => {
  const stages = ['dev', 'prod']
  const config = `
defaults: {cluster: "shop-{environment}", region: us-west-2}
services:
  api:  {service: "shop-api-{environment}",  task-definition: ".aws/task-definition-{environment}.json"}
  grpc: {service: "shop-grpc-{environment}", task-definition: ".aws/task-definition-grpc-{environment}.json"}
environments: {dev: {}, prod: {role-to-assume: "${ROLE}"}}
`
  const files = Object.fromEntries(
    stages.flatMap(stage => [
      [`.aws/task-definition-${stage}.json`, definition(`shop-api-${stage}`)],
      [`.aws/task-definition-grpc-${stage}.json`, definition(`shop-grpc-${stage}`)]
    ])
  )
  const scenario = () => {
    const places = stages.flatMap(stage =>
      ['api', 'grpc'].map(name => ({ cluster: `shop-${stage}`, service: `shop-${name}-${stage}` }))
    )
    const base = scenarioOf(places) as { roles: object[] }
    return {
      ...base,
      roles: [...base.roles, { name: 'deploy', trust: ANYBODY, policies: { all: ALLOW_ALL } }]
    }
  }

  test('each environment gets its own', async () => {
    project = await makeProject({ ...files, [CONFIG]: config }, scenario())
    expect(await project.deploy({ environment: 'dev' })).toEqual([
      'api succeeded shop-api-dev:2',
      'grpc succeeded shop-grpc-dev:2'
    ])
    expect(project.running('shop-prod')).toEqual([
      'shop-api-prod shop-api-prod:1',
      'shop-grpc-prod shop-grpc-prod:1'
    ])
    expect(await project.deploy({ environment: 'prod' })).toEqual([
      'api succeeded shop-api-prod:2',
      'grpc succeeded shop-grpc-prod:2'
    ])
    expect(project.count('AssumeRole')).toBeGreaterThan(0)
  })
})

describe('one template with values of each environment', () => {
  const file = {
    ...definition('app__${{ environment.name }}', {
      image: 'registry/app:${{ vars.TAG }}',
      logConfiguration: {
        logDriver: 'awslogs',
        options: {
          'awslogs-group': '${{ vars.LOG_GROUP }}',
          'awslogs-region': 'us-west-2',
          'awslogs-stream-prefix': 'app'
        }
      }
    }),
    cpu: '${{ vars.CPU }}',
    memory: '${{ vars.MEMORY }}'
  }
  const config = `
defaults: {region: us-west-2}
services:
  app:
    task-definition: .aws/task-definition.json
    paths: [src/**, Dockerfile]
environments:
  staging:    {cluster: app-stg, variables: {LOG_GROUP: /ecs/app-stg, CPU: 512, MEMORY: 1024}}
  production: {cluster: app, variables: {LOG_GROUP: /ecs/app, CPU: 1024, MEMORY: 2048}, desired-count: 3}
`
  const scenario = () =>
    scenarioOf([
      { cluster: 'app-stg', service: 'app', family: 'app__staging' },
      { cluster: 'app', service: 'app', family: 'app__production' }
    ])

  test('each environment gets its own', async () => {
    project = await makeProject({ '.aws/task-definition.json': file, [CONFIG]: config }, scenario())
    for (const environment of ['staging', 'production'])
      expect(await project.deploy({ environment, variables: 'TAG=2' })).toEqual([
        `app succeeded app__${environment}:2`
      ])
    const sent = project.sandbox.requests().filter(({ operation }) => operation === 'RegisterTaskDefinition')
    expect(
      sent.map(({ body }) => [body['cpu'], body['memory'], JSON.stringify(body).includes('"/ecs/app-stg"')])
    ).toEqual([
      ['512', '1024', true],
      ['1024', '2048', false]
    ])
    const updates = project.sandbox.requests().filter(({ operation }) => operation === 'UpdateService')
    expect(updates.map(({ body }) => body['desiredCount'])).toEqual([undefined, 3])
  })
})

describe('one file for many places', () => {
  const { config } = manyPlaces
  const stages = ['development', 'production']
  const files = Object.fromEntries(
    stages.map(stage => [
      `.aws/${stage}-task-definition.json`,
      definition('${{ service.name }}', { environment: [{ name: 'TENANT', value: '${{ vars.TENANT }}' }] })
    ])
  )
  const scenario = () =>
    scenarioOf(
      stages.flatMap(stage => [
        { cluster: `red-${stage}`, service: `red-${stage}-web`, region: 'eu-central-1' },
        { cluster: `blue-${stage}`, service: `blue-${stage}-web`, region: 'eu-central-1' },
        { cluster: `red-${stage}`, service: `red-${stage}-web`, region: 'us-west-2' }
      ])
    )

  test('one ECS name in two regions is two services', async () => {
    project = await makeProject({ ...files, [CONFIG]: config }, scenario())
    for (const environment of stages)
      expect(await project.deploy({ environment })).toEqual([
        `red succeeded red-${environment}-web:2`,
        `blue succeeded blue-${environment}-web:2`,
        `red-us succeeded red-${environment}-web:2`
      ])
    expect(project.count('RegisterTaskDefinition')).toBe(6)
    expect(project.running('red-production', 'us-west-2')).toEqual([
      'red-production-web red-production-web:2'
    ])
    const tenants = project.sandbox
      .requests()
      .filter(({ operation }) => operation === 'RegisterTaskDefinition')
      .map(({ body }) => /"TENANT","value":"(\d)"/.exec(JSON.stringify(body))?.[1])
    expect(tenants).toEqual(['1', '2', '1', '1', '2', '1'])
  })

  test('back by key, and only that region', async () => {
    project = await makeProject({ ...files, [CONFIG]: config }, scenario())
    await project.deploy({ environment: 'production' })
    const report = await project.run('rollback', {
      environment: 'production',
      service: 'red-us',
      revision: '1'
    })
    expect(report.results).toMatchObject([
      { key: 'red-us', service: 'red-production-web', region: 'us-west-2', outcome: 'succeeded' }
    ])
    expect(project.running('red-production', 'us-west-2')).toEqual([
      'red-production-web red-production-web:1'
    ])
    expect(project.running('red-production', 'eu-central-1')).toEqual([
      'red-production-web red-production-web:2'
    ])
  })
})

describe('the definition that ECS has', () => {
  const config = `
defaults: {cluster: "pay-{environment}"}
services:
  app:    {service: "pay-{environment}-app",    task-definition: {live: "pay-{environment}-app"}}
  worker: {service: "pay-{environment}-worker", task-definition: live}
tasks:
  migrate: {task-definition: {live: "pay-{environment}-migrate"}, run: before, for: [app, worker], network-from: app}
environments: {dev: {region: us-west-2}, prod: {region: us-east-1}}
`
  const regions = { dev: 'us-west-2', prod: 'us-east-1' }
  const scenario = () => {
    const places = Object.entries(regions).flatMap(([stage, region]) =>
      ['app', 'worker'].map(name => ({ cluster: `pay-${stage}`, service: `pay-${stage}-${name}`, region }))
    )
    const base = scenarioOf(places) as { taskDefinitions: object[] }
    const tasks = Object.entries(regions).map(([stage, region]) => ({
      ...definition(`pay-${stage}-migrate`, { image: 'old:1' }),
      region
    }))
    return {
      ...base,
      taskDefinitions: [...base.taskDefinitions, ...tasks],
      behaviours: [{ oneOff: true, exitAfter: '5s', exitCode: 0 }]
    }
  }

  test('gets a new image in each environment, and the task runs first', async () => {
    project = await makeProject({ [CONFIG]: config }, scenario())
    for (const [environment, region] of Object.entries(regions)) {
      expect(await project.deploy({ environment, image: 'registry/pay:7' })).toEqual([
        `app succeeded pay-${environment}-app:2`,
        `worker succeeded pay-${environment}-worker:2`
      ])
      expect(project.running(`pay-${environment}`, region)).toEqual([
        `pay-${environment}-app pay-${environment}-app:2`,
        `pay-${environment}-worker pay-${environment}-worker:2`
      ])
    }
    const bodies = project.sandbox
      .requests()
      .filter(({ operation }) => operation === 'RegisterTaskDefinition')
    expect(bodies).toHaveLength(6)
    expect(bodies.every(({ body }) => JSON.stringify(body).includes('registry/pay:7'))).toBe(true)
    expect(project.count('RunTask')).toBe(2)
  })

  test('with a credential in it stops the run, under a name of its own', async () => {
    const secret = ['copper', 'otter', '18'].join('-')
    const content = scenario() as { taskDefinitions: { family: string }[] }
    const taskDefinitions = content.taskDefinitions.map(one =>
      one.family === 'pay-dev-worker'
        ? { ...one, ...definition(one.family, { environment: [{ name: 'DB_PASSWORD', value: secret }] }) }
        : one
    )
    project = await makeProject({ [CONFIG]: config }, { ...content, taskDefinitions })
    const report = await project.run('deploy', { environment: 'dev', image: 'registry/pay:7' })
    expect(report.findings).toMatchObject([{ file: 'live:worker', name: 'DB_PASSWORD' }])
    expect(report.remarks.map(({ message }) => message).join()).toContain('migrate')
    expect(project.count('RegisterTaskDefinition')).toBe(0)
  })

  test('a check says that it cannot see it', async () => {
    project = await makeProject({ [CONFIG]: config }, scenario())
    const { problems, remarks } = await project.run('check')
    expect(problems.map(({ code }) => code)).toEqual(['not-a-git-repository'])
    expect(remarks.map(({ message }) => message)).toContain(
      'The definitions of app, worker, migrate are those that ECS has: a plan and a deploy check them; mode check cannot.'
    )
  })
})
