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

test('a role of one environment is assumed there alone', async () => {
  const stages = ['dev', 'prod']
  const config = `
defaults: {cluster: "shop-{environment}", region: us-west-2}
services: {api: {service: "shop-api-{environment}", task-definition: ".aws/{environment}.json"}}
environments: {dev: {}, prod: {role-to-assume: "${ROLE}"}}
`
  const files = stages.map(stage => [`.aws/${stage}.json`, definition(`shop-api-${stage}`)])
  const base = scenarioOf(
    stages.map(stage => ({ cluster: `shop-${stage}`, service: `shop-api-${stage}` }))
  ) as { roles: object[] }
  const roles = [...base.roles, { name: 'deploy', trust: ANYBODY, policies: { all: ALLOW_ALL } }]
  project = await makeProject({ ...Object.fromEntries(files), [CONFIG]: config }, { ...base, roles })
  expect(await project.deploy({ environment: 'dev' })).toEqual(['api succeeded shop-api-dev:2'])
  expect(project.count('AssumeRole')).toBe(0)
  expect(await project.deploy({ environment: 'prod' })).toEqual(['api succeeded shop-api-prod:2'])
  expect(project.count('AssumeRole')).toBeGreaterThan(0)
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
