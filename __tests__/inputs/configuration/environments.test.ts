import { describe, expect, test } from '@jest/globals'
import { CONFIG, definition, type Project, projectsOfTests, scenarioOf } from './world.ts'

const makeProject = projectsOfTests()
let project: Project

const SECRET = ['hunter', 'kite', '91'].join('-')
const config = `
defaults: {cluster: "app-{environment}", region: us-west-2, task-definition: app.json, variables: {LEVEL: info}}
services:
  app:
    variables: {TAG: base}
environments:
  dev: {}
  prod: {variables: {LEVEL: warn}, desired-count: 2}
`
const file = definition('app-${{ environment.name }}', {
  image: 'registry/app:${{ vars.TAG }}',
  environment: [
    { name: 'LEVEL', value: '${{ vars.LEVEL }}' },
    { name: 'MODE', value: 'quiet' }
  ]
})
const scenario = () =>
  scenarioOf(
    ['dev', 'prod'].map(stage => ({ cluster: `app-${stage}`, service: 'app', family: `app-${stage}` }))
  )

async function open(text = config, more: object = {}) {
  project = await makeProject({ 'app.json': file, [CONFIG]: text, ...more }, scenario())
  return project
}

describe('which environment', () => {
  test('a deploy without one ends with the list, and nothing is asked', async () => {
    const { run, sandbox } = await open()
    const report = await run('deploy')
    expect(report.problems).toMatchObject([
      {
        code: 'environment-not-named',
        message:
          'The configuration file has 2 environments (dev, prod), and none is named: mode deploy is for one.'
      }
    ])
    expect((await run('rollback', { service: 'app' })).problems).toMatchObject([
      { code: 'environment-not-named' }
    ])
    expect(sandbox.requests()).toEqual([])
  })

  test('a rollback in a cluster of one environment is for that environment', async () => {
    const { run } = await open()
    await run('deploy', { environment: 'prod' })
    const { results, problems } = await run('rollback', { cluster: 'app-prod', service: 'app' })
    expect(problems).toEqual([])
    expect(results).toMatchObject([{ service: 'app', cluster: 'app-prod', outcome: 'succeeded' }])
  })

  test('a rollback in a cluster of no environment, or of several, needs none', async () => {
    const places = ['elsewhere', 'app-dev'].map(cluster => ({ cluster, service: 'pay' }))
    project = await makeProject(
      { 'app.json': file, [CONFIG]: config.replace('app-{environment}', 'app-dev') },
      scenarioOf([...places, { cluster: 'elsewhere', service: 'app' }])
    )
    const of = async (cluster: string, service: string) =>
      (await project.run('rollback', { cluster, service })).problems.map(({ code }) => code)
    expect(await of('elsewhere', 'pay')).toEqual(['no-way-back'])
    expect(await of('elsewhere', 'app')).toEqual(['no-way-back'])
    expect(await of('app-dev', 'pay')).toEqual(['no-way-back'])
    expect(await of('app-dev', 'app')).toEqual(['environment-not-named'])
  })

  test('the example is the environment of the cluster', async () => {
    const { run } = await open()
    expect((await run('deploy', { cluster: 'app-prod' })).problems).toMatchObject([
      { code: 'environment-not-named', hint: expect.stringContaining('environment: prod.') }
    ])
    expect((await run('deploy')).problems[0]?.hint).toContain('environment: dev.')
  })

  test('a misspelt one names the nearest', async () => {
    const { run } = await open()
    const { problems } = await run('deploy', { environment: 'prd' })
    expect(problems).toMatchObject([
      {
        code: 'unknown-environment',
        message:
          'Input "environment" selects an environment "prd" that the configuration file does not have. Did you mean "prod"?'
      }
    ])
    expect(
      (await run('check', { environment: 'prd', 'task-definition': 'app.json' })).problems
    ).toMatchObject([{ code: 'unknown-environment' }])
  })
})

describe('the number of tasks in the file', () => {
  const place = { cluster: 'app-prod', service: 'app', family: 'app-prod' }

  test('is refused for a daemon before anything is registered', async () => {
    const { services } = scenarioOf([place]) as { services: readonly object[] }
    const daemons = services.map(one => ({ ...one, schedulingStrategy: 'DAEMON', launchType: 'EC2' }))
    const cluster = { name: 'app-prod', region: 'us-west-2', instances: 1 }
    const world = scenarioOf([place], { services: daemons, clusters: [cluster] })
    project = await makeProject({ 'app.json': file, [CONFIG]: config }, world)
    const { problems } = await project.run('deploy', { environment: 'prod' })
    expect(problems).toMatchObject([{ code: 'daemon-count', service: 'app' }])
    expect(project.sandbox.requests().some(({ operation }) => operation === 'RegisterTaskDefinition')).toBe(
      false
    )
  })

  test('is enough for a service definition without one', async () => {
    const text = config.replace(
      'variables: {TAG: base}',
      'variables: {TAG: base}\n    service-definition: service.json'
    )
    project = await makeProject(
      { 'app.json': file, [CONFIG]: text, 'service.json': {} },
      scenarioOf([{ ...place, service: 'other' }])
    )
    const { problems, plan } = await project.run('plan', { environment: 'prod' })
    expect(problems).toEqual([])
    expect(plan?.services).toMatchObject([{ action: { kind: 'create' }, creation: { desiredCount: 2 } }])
  })
})

describe('inputs and the file', () => {
  test('what is about this run wins', async () => {
    const { run } = await open()
    const { plan } = await run('plan', {
      environment: 'prod',
      variables: 'TAG=new',
      image: 'registry/app:input',
      'environment-variables': 'MODE=loud',
      'desired-count': '5'
    })
    expect(
      (plan?.definitions[0]?.definition['containerDefinitions'] as readonly object[] | undefined)?.[0]
    ).toMatchObject({
      image: 'registry/app:input',
      environment: [
        { name: 'LEVEL', value: 'warn' },
        { name: 'MODE', value: 'loud' }
      ]
    })
    expect(plan?.services[0]?.settings?.['desiredCount']).toBe(5)
  })

  test.each([
    [{ cluster: 'other' }, `${CONFIG}:2`, 'Input "cluster" is other'],
    [{ 'aws-region': 'eu-west-1' }, `${CONFIG}:2`, 'Input "aws-region" is eu-west-1'],
    [{ 'task-definition': 'other.json' }, 'other.json:1', 'Input "task-definition" has other.json'],
    [
      { 'task-definition': 'other.json', service: 'app' },
      `${CONFIG}:2`,
      'Input "task-definition" has other.json for "app"'
    ]
  ])('%j contradicts it', async (raw, where, message) => {
    const { run } = await open(config, { 'other.json': definition('other') })
    const { problems } = await run('deploy', { environment: 'dev', ...raw })
    const found = problems.find(({ code }) => code === 'place-contradiction')
    expect(found?.message).toContain(message)
    // what may be misspelled is not to be written into the file
    for (const [name, value] of Object.entries(raw))
      expect(found?.hint).not.toContain(`${name.replace('aws-', '')}: ${value}`)
    expect(found?.place && `${found.place.file}:${found.place.line}`).toBe(where)
  })

  test('an input that says the same contradicts nothing', async () => {
    const { deploy } = await open()
    const raw = { cluster: 'app-dev', 'aws-region': 'us-west-2', 'task-definition': 'app.json' }
    expect(await deploy({ environment: 'dev', ...raw })).toEqual(['app succeeded app-dev:2'])
  })

  test('an order in both is an error', async () => {
    const { run } = await open(`${config}order: [app]\n`)
    expect((await run('deploy', { environment: 'dev', order: 'app' })).problems).toMatchObject([
      { code: 'order-twice', place: { line: 9 } }
    ])
  })

  test('a key that is not there, and an ECS name in its place', async () => {
    const { run } = await open(config.replace('  app:\n', '  app:\n    service: the-app\n'))
    const { problems } = await run('deploy', { environment: 'dev', service: 'the-app, ap' })
    expect(problems.map(({ message }) => message)).toEqual([
      'Input "service" has "the-app", which the configuration file does not have. Its key is "app".',
      'Input "service" has "ap", which the configuration file does not have. Did you mean "app"?'
    ])
  })
})

describe('a check without inputs', () => {
  test('makes every definition of every environment', async () => {
    const { run } = await open(config, {})
    const report = await run('check', { 'task-definition': 'app.json' })
    expect([report.problems, report.findings]).toEqual([[], []])
  })

  test.each([
    ['defaults', 'LEVEL: info', 'LEVEL: info, DB_PASSWORD: VALUE', 2],
    ['a service', 'TAG: base', 'TAG: base, DB_PASSWORD: VALUE', 5],
    ['an environment', 'LEVEL: warn', 'LEVEL: warn, DB_PASSWORD: VALUE', 8],
    ['a service of an environment', 'dev: {}', 'dev: {services: {app: {variables: {DB_PASSWORD: VALUE}}}}', 7]
  ])('a credential in %s is one finding at its line', async (_, at, put, line) => {
    const { run, masked } = await open(config.replace(at, put.replace('VALUE', SECRET)))
    const { findings } = await run('check', { 'task-definition': 'app.json' })
    expect(findings).toMatchObject([
      { file: CONFIG, name: 'DB_PASSWORD', category: 'credential', level: 'error', place: { line } }
    ])
    expect(JSON.stringify(findings)).not.toContain(SECRET)
    expect(masked).toContain(SECRET)
  })

  test('and stops a deploy', async () => {
    const { run, count } = await open(config.replace('TAG: base', `TAG: base, DB_PASSWORD: ${SECRET}`))
    const { findings, results } = await run('deploy', { environment: 'dev' })
    expect(findings).toMatchObject([{ file: CONFIG, place: { line: 5 } }])
    expect(findings[0]?.message).toContain('DB_PASSWORD of services.app holds')
    expect(findings[0]?.hint).toContain(
      'Remove it from "variables" of services.app, and write it under "secrets" of the container in the task definition: {"name": "DB_PASSWORD", "valueFrom": "secretsmanager:'
    )
    expect(results).toMatchObject([{ outcome: 'not-started' }])
    expect(count('RegisterTaskDefinition')).toBe(0)
  })
})

test('a plan is for one environment, as a deploy is', async () => {
  const { run, count } = await open()
  const report = await run('plan')
  expect(report.problems).toMatchObject([
    {
      code: 'environment-not-named',
      message:
        'The configuration file has 2 environments (dev, prod), and none is named: mode plan is for one.'
    }
  ])
  expect([report.plan, count('DescribeServices')]).toEqual([undefined, 0])
})

describe('entries that would meet', () => {
  test('two that are one ECS service', async () => {
    const { run } = await open(config.replace('environments:', '  other: {service: app}\nenvironments:'))
    const expected = expect.objectContaining({
      code: 'service-twice',
      place: expect.objectContaining({ line: 6 })
    })
    expect((await run('deploy', { environment: 'dev' })).problems).toContainEqual(expected)
    expect((await run('check', { 'task-definition': 'app.json' })).problems).toContainEqual(expected)
  })

  test('one name in two accounts is two services, in one account one', async () => {
    const role = (account: string, name: string) => `role-to-assume: "arn:aws:iam::${account}:role/${name}"`
    const codes = async (one: string, other: string) => {
      const text = `defaults: {cluster: demo, region: us-west-2, task-definition: app.json}
services: {app: {${one}}, app-2: {service: app, ${other}}}
`
      const { run } = await open(text, { 'app.json': definition('app') })
      return (await run('check', { 'task-definition': 'app.json' })).problems.map(({ code }) => code)
    }
    expect(await codes('account: "111111111111"', 'account: "222222222222"')).toEqual([])
    expect(await codes(role('111111111111', 'deploy'), role('222222222222', 'deploy'))).toEqual([])
    expect(await codes(role('111111111111', 'deploy'), role('111111111111', 'other'))).toContain(
      'service-twice'
    )
  })

  test('two contents of one family', async () => {
    const { run } = await open(
      config.replace('environments:', '  other: {variables: {LEVEL: debug, TAG: base}}\nenvironments:')
    )
    expect((await run('deploy', { environment: 'dev' })).problems).toMatchObject([
      { code: 'family-twice', place: { file: CONFIG, line: 6 } }
    ])
    expect((await run('check', { 'task-definition': 'app.json' })).problems.map(({ code }) => code)).toEqual([
      'family-twice',
      'family-twice'
    ])
  })
})
