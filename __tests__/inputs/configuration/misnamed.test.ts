import { afterEach, describe, expect, test } from '@jest/globals'
import { type AuditWorld, definition as auditDefinition, makeAuditWorld } from '../../audit/world.ts'
import { CONFIG, definition, projectsOfTests, scenarioOf } from './world.ts'

// Names that are misspelled in the inputs or in the configuration file, in each mode that asks ECS for them.

const makeProject = projectsOfTests()
let world: AuditWorld | undefined
afterEach(async () => {
  await world?.end()
  world = undefined
})

const FILE = (cluster: string) =>
  `defaults: {cluster: ${cluster}, region: us-west-2}\nservices:\n  web: {task-definition: web.json}\n  api: {task-definition: api.json}\n`
const WHERE = `It is named at ${CONFIG}:1.`

async function audited(file: string): Promise<AuditWorld> {
  world = await makeAuditWorld(
    {
      taskDefinitions: [auditDefinition('web', {})],
      services: [{ serviceName: 'web', cluster: 'demo', taskDefinition: 'web:1' }]
    },
    {
      [CONFIG]: file,
      'web.json': JSON.stringify(definition('web')),
      'api.json': JSON.stringify(definition('api'))
    }
  )
  return world
}

async function deployable(file: string) {
  const services = [{ cluster: 'demo', service: 'web', family: 'web' }]
  return makeProject(
    { 'web.json': definition('web'), 'api.json': definition('api'), [CONFIG]: file },
    scenarioOf(services)
  )
}

describe('a service that neither ECS nor the configuration file has is a mistake, with the nearest name', () => {
  const UNKNOWN = {
    code: 'unknown-service',
    fault: 'user',
    message: expect.stringMatching(/"wep".* Did you mean "web"\?$/),
    hint: 'Services of the configuration file: web, api.'
  }

  test.each(['status', 'audit', 'restart'] as const)('%s', async mode => {
    const runs = await audited(FILE('demo'))
    const { report } = await runs[mode]({ cluster: '', service: 'wep' })
    expect(report.problems).toMatchObject([UNKNOWN])
  })

  test('rollback, also of a service without a cluster', async () => {
    const { run } = await deployable(FILE('demo'))
    expect((await run('rollback', { service: 'wep' })).problems).toMatchObject([UNKNOWN])
    const own = await deployable(
      FILE('demo')
        .replace('defaults: {cluster: demo', 'defaults: {')
        .replaceAll('.json', '.json, cluster: demo')
        .replace('{, ', '{')
    )
    expect((await own.run('rollback', { service: 'wep' })).problems).toMatchObject([UNKNOWN])
  })

  test('what the file does not name and ECS has is found', async () => {
    const { run } = await deployable(FILE('demo').replace('  web:', '  shop:'))
    const { problems } = await run('rollback', { service: 'web' })
    expect(problems.map(({ code }) => code)).not.toContain('unknown-service')
    expect((await run('rollback', { service: 'shop' })).problems).toMatchObject([
      { code: 'service-not-found' }
    ])
  })
})

describe('a cluster that does not exist is told with its place in the configuration file', () => {
  test.each(['status', 'audit', 'restart'] as const)('%s', async mode => {
    const runs = await audited(FILE('demoo'))
    const { report } = await runs[mode]({ cluster: '', service: 'web' })
    expect(report.problems.map(({ hint }) => hint)).toContainEqual(expect.stringContaining(WHERE))
  })

  test.each(['plan', 'deploy', 'rollback'] as const)('%s', async mode => {
    const { run } = await deployable(FILE('demoo'))
    const { problems } = await run(mode, { service: 'web' })
    expect(problems).toMatchObject([{ code: 'aws-missing', hint: expect.stringContaining(WHERE) }])
  })

  test('not where the cluster comes from an input', async () => {
    const { run } = await deployable(FILE('demo').replace('cluster: demo, ', ''))
    const { problems } = await run('plan', { service: 'web', cluster: 'demoo' })
    expect(problems).toMatchObject([{ code: 'aws-missing', hint: expect.not.stringContaining(CONFIG) }])
  })
})
