import { describe, expect, test } from '@jest/globals'
import { planToText } from '../../../src/report/plan/plan.ts'
import { CONFIG, definition, type Project, projectsOfTests, scenarioOf } from './world.ts'

const makeProject = projectsOfTests()
let project: Project

const config = `
defaults: {cluster: "pf-{environment}", service: "pf-{service}-service", region: us-west-2, task-definition: ".aws/{service}-task-definition.json", paths: ["{service}/**", "libs/**"]}
services:
  backend: {}
  ocr: {}
  gen: {}
tasks: {migrate: {task-definition: .aws/backend-task-definition.json, command: [alembic, upgrade, head], run: before, for: [backend], network-from: backend}}
order: [backend, [ocr, gen]]
environments: {staging: {}, production: {}}
`
const services = ['backend', 'ocr', 'gen']
const files = Object.fromEntries(
  services.map(name => [
    `.aws/${name}-task-definition.json`,
    definition(name, { image: 'registry/pf:${{ github.sha }}' })
  ])
)
const scenario = (more: object = {}) =>
  scenarioOf(
    ['staging', 'production'].flatMap(stage =>
      services.map(family => ({ cluster: `pf-${stage}`, service: `pf-${family}-service`, family }))
    ),
    { behaviours: [{ oneOff: true, exitAfter: '5s', exitCode: 0 }], ...more }
  )

/** Names of the writing calls in their order. */
function writes({ sandbox }: Project): readonly string[] {
  return sandbox
    .requests()
    .filter(({ operation }) => /^(Register|Update|Run)/.test(operation))
    .map(
      ({ operation, body }) =>
        `${operation} ${String(body['service'] ?? body['family'] ?? body['taskDefinition'])
          .split('/')
          .at(-1)}`
    )
}

describe('a task before its service', () => {
  test('runs with the network of the service, once, from the definition that they share', async () => {
    project = await makeProject({ ...files, [CONFIG]: config }, scenario())
    expect(await project.deploy({ environment: 'staging' })).toEqual([
      'backend succeeded backend:2',
      'ocr succeeded ocr:2',
      'gen succeeded gen:2'
    ])
    expect(writes(project)).toEqual([
      'RegisterTaskDefinition backend',
      'RegisterTaskDefinition ocr',
      'RegisterTaskDefinition gen',
      'RunTask backend:2',
      'UpdateService pf-backend-service',
      expect.stringContaining('UpdateService'),
      expect.stringContaining('UpdateService')
    ])
    const started = project.sandbox.requests().find(({ operation }) => operation === 'RunTask')
    expect(started?.body).toMatchObject({
      cluster: 'pf-staging',
      overrides: { containerOverrides: [{ name: 'app', command: ['alembic', 'upgrade', 'head'] }] },
      networkConfiguration: { awsvpcConfiguration: { subnets: ['subnet-0a'], securityGroups: ['sg-0a'] } }
    })
    expect(await project.deploy({ environment: 'production' })).toContain('backend succeeded backend:2')
  })

  test('does not run for services that it is not for', async () => {
    project = await makeProject({ ...files, [CONFIG]: config }, scenario())
    expect(await project.deploy({ environment: 'staging', service: 'ocr' })).toEqual(['ocr succeeded ocr:2'])
    expect(project.count('RunTask')).toBe(0)
  })

  test('takes its network from a service that the run is not for', async () => {
    project = await makeProject(
      { ...files, [CONFIG]: config.replace('network-from: backend', 'network-from: ocr') },
      scenario()
    )
    expect(await project.deploy({ environment: 'staging', service: 'backend' })).toEqual([
      'backend succeeded backend:2'
    ])
    expect(writes(project)).toEqual([
      'RegisterTaskDefinition backend',
      'RunTask backend:2',
      'UpdateService pf-backend-service'
    ])
  })

  test('that fails leaves every service alone', async () => {
    project = await makeProject(
      { ...files, [CONFIG]: config },
      scenario({ behaviours: [{ oneOff: true, exitAfter: '5s', exitCode: 3 }] })
    )
    const { results } = await project.run('deploy', { environment: 'staging' })
    expect(results.map(({ key, outcome }) => `${key} ${outcome}`)).toEqual([
      'backend not-started',
      'ocr not-started',
      'gen not-started'
    ])
    expect(results[0]?.reason).toMatch(/task "migrate": .*exited with 3\./)
    expect(project.count('UpdateService')).toBe(0)
  })

  test('stands in the plan', async () => {
    project = await makeProject({ ...files, [CONFIG]: config }, scenario())
    const { plan } = await project.run('plan', { environment: 'staging', service: 'backend' })
    const lines = plan ? planToText(plan) : []
    expect(lines).toContainEqual(expect.stringMatching(/^task migrate +run before backend/))
    expect(lines).toContainEqual(
      expect.stringMatching(
        /^backend \(pf-backend-service\) +new revision +old:1 → registry\/pf:abc +backend:1, 1 of 1 task, rolling/
      )
    )
  })

  test('of several containers needs the one that its command is for', async () => {
    const two = {
      ...definition('migrate'),
      containerDefinitions: [
        { name: 'a', image: 'a:1' },
        { name: 'b', image: 'b:1', essential: false }
      ]
    }
    const text = config.replace(
      'migrate: {task-definition: .aws/backend-task-definition.json',
      'migrate: {task-definition: migrate.json'
    )
    project = await makeProject({ ...files, 'migrate.json': two, [CONFIG]: text }, scenario())
    const chosen = { environment: 'staging', service: 'backend' }
    expect((await project.run('deploy', chosen)).problems).toMatchObject([
      { code: 'container-not-named', message: expect.stringContaining('(a, b)') }
    ])
    project.workspace.write(CONFIG, text.replace('run: before', 'run: before, container: b'))
    expect(await project.deploy(chosen)).toEqual(['backend succeeded backend:2'])
    const started = project.sandbox.requests().find(({ operation }) => operation === 'RunTask')
    expect(started?.body).toMatchObject({ overrides: { containerOverrides: [{ name: 'b' }] } })
  })

  test('brings no credential in', async () => {
    const secret = ['orange', 'tram', '55'].join('-')
    project = await makeProject(
      {
        ...files,
        [CONFIG]: config.replace('[alembic, upgrade, head]', `[sh, -c, "DB_PASSWORD=${secret} migrate"]`)
      },
      scenario()
    )
    const { findings } = await project.run('deploy', { environment: 'staging' })
    expect(findings).toMatchObject([{ file: CONFIG, place: { line: 7 }, level: 'error' }])
    expect(project.count('RunTask')).toBe(0)
  })
})

describe('traps', () => {
  test('a file without a suffix is one environment, beside those with one', async () => {
    project = await makeProject(
      {
        'td.json': definition('td'),
        'td-prod.json': definition('td-prod'),
        [CONFIG]:
          'defaults: {region: us-west-2}\nservices:\n  td: {task-definition: td.json}\nenvironments:\n  preprod: {cluster: pre}\n  prod:\n    cluster: live\n    services: {td: {task-definition: td-prod.json, service: td-prod}}\n'
      },
      scenarioOf([
        { cluster: 'pre', service: 'td' },
        { cluster: 'live', service: 'td-prod' }
      ])
    )
    expect(await project.deploy({ environment: 'preprod' })).toEqual(['td succeeded td:2'])
    expect(await project.deploy({ environment: 'prod' })).toEqual(['td succeeded td-prod:2'])
  })

  test('one definition of several services is registered once', async () => {
    project = await makeProject(
      {
        'shared.json': definition('shared'),
        [CONFIG]:
          'defaults: {region: us-west-2, cluster: "c-{environment}", task-definition: shared.json}\nservices:\n  api: {service: shared-api}\n  hooks: {service: shared-hooks}\nenvironments: {a: {}, b: {}}\n'
      },
      scenarioOf(
        ['a', 'b'].flatMap(stage =>
          ['api', 'hooks'].map(name => ({
            cluster: `c-${stage}`,
            service: `shared-${name}`,
            family: 'shared'
          }))
        )
      )
    )
    expect(await project.deploy({ environment: 'a' })).toEqual([
      'api succeeded shared:2',
      'hooks succeeded shared:2'
    ])
    expect(project.count('RegisterTaskDefinition')).toBe(1)
    expect(await project.deploy({ environment: 'b' })).toEqual([
      'api succeeded shared:2',
      'hooks succeeded shared:2'
    ])
    expect(project.count('RegisterTaskDefinition')).toBe(1)
  })
})
