import { afterEach, expect, test } from '@jest/globals'
import { exitCodeOf, judgeReport } from '../../src/report/verdict.ts'
import { type AuditWorld, canary, definition, expectNoValue, makeAuditWorld } from './world.ts'

let world: AuditWorld | undefined
afterEach(async () => {
  await world?.end()
  world = undefined
})

const FILES = { 'task-definition': 'deploy/{service}.json' }

function file(more: object): string {
  return JSON.stringify(definition('web', more))
}

const LIVE = {
  taskDefinitions: [definition('web', { environment: [{ name: 'LOG_LEVEL', value: 'info' }] })],
  services: [{ serviceName: 'web', cluster: 'demo', taskDefinition: 'web:1' }]
}

test('drift between file and live, by the names of the places; nothing is registered', async () => {
  world = await makeAuditWorld(LIVE, {
    'deploy/web.json': file({ image: 'demo/app:2', environment: [{ name: 'LOG_LEVEL', value: 'debug' }] })
  })
  const { report, shown } = await world.audit(FILES)
  expect(report.audit?.audit.drift).toEqual([
    {
      service: 'web',
      cluster: 'demo',
      region: 'us-west-2',
      file: 'deploy/web.json',
      revision: 'web:1',
      paths: ['containerDefinitions[app].environment[LOG_LEVEL].value', 'containerDefinitions[app].image']
    }
  ])
  expect(shown).toContain('drift: web runs web:1')
  expect(exitCodeOf(report)).toBe(0)
  expect(world.operations()).not.toContain('RegisterTaskDefinition')
})

test('a file equal to what runs is no drift', async () => {
  world = await makeAuditWorld(LIVE, {
    'deploy/web.json': file({ environment: [{ name: 'LOG_LEVEL', value: 'info' }] })
  })
  const { report } = await world.audit(FILES)
  expect(report.audit?.audit.drift).toEqual([])
})

test('plaintext in a file is a finding beside the audit, and its drift is not looked at', async () => {
  const value = canary()
  world = await makeAuditWorld(LIVE, {
    'deploy/web.json': file({ environment: [{ name: 'DB_PASSWORD', value }] })
  })
  const { report, shown } = await world.audit(FILES)
  expect(report.findings.map(({ name }) => name)).toEqual(['DB_PASSWORD'])
  expect(report.audit?.audit.items[0]?.verdict).toBe('clean')
  expect(exitCodeOf(report)).toBe(1)
  expectNoValue(shown, [value])
})

test('files of the configuration file are compared as they are in the environment of the run, by ECS names', async () => {
  const config = `
defaults: {cluster: demo, region: us-west-2, task-definition: "deploy/{service}.json"}
services:
  shop: {service: web, environment-variables: {LOG_LEVEL: info}}
environments: {staging: {services: {shop: {environment-variables: {LOG_LEVEL: debug}}}}, production: {}}
`
  world = await makeAuditWorld(LIVE, {
    'deploy/shop.json': file({ environment: [] }),
    '.github/ecs-sealed-deploy.yml': config
  })
  const drift = async (environment: string) => {
    const { report } = await (world as AuditWorld).audit({ environment, cluster: '' })
    expect(exitCodeOf(report)).toBe(0)
    return report.audit?.audit.drift
  }
  expect(await drift('production')).toEqual([])
  expect(await drift('staging')).toEqual([
    {
      service: 'web',
      cluster: 'demo',
      region: 'us-west-2',
      file: 'deploy/shop.json',
      revision: 'web:1',
      paths: ['containerDefinitions[app].environment[LOG_LEVEL].value']
    }
  ])
  const { report } = await world.status({ environment: 'staging', cluster: '' })
  expect(report.status?.services).toMatchObject([{ service: 'web', drift: { file: 'deploy/shop.json' } }])
})

test('what a file of the configuration file lacks is no fault of what runs', async () => {
  world = await makeAuditWorld(LIVE, {
    'deploy/shop.json': file({ image: 'demo/app:${{ vars.TAG }}' }),
    '.github/ecs-sealed-deploy.yml':
      'services:\n  shop: {service: web, cluster: demo, region: us-west-2, task-definition: deploy/shop.json}\n'
  })
  const { report } = await world.audit({ cluster: '' })
  expect(report.problems).toEqual([])
  expect(report.remarks.map(({ message }) => message).join('\n')).toMatch(
    /Not verified: how the files of the configuration file differ.*TAG/
  )
  expect(exitCodeOf(report)).toBe(0)
  const status = await world.status({ cluster: '' })
  expect(judgeReport(status.report).sentence).not.toMatch(/not completely verified/)
})
