import { expect, test } from '@jest/globals'
import { reportToMarkdown } from '../../src/report/summary.ts'
import {
  type AuditWorld,
  auditWorldsOfTests,
  canary,
  definition,
  denied,
  EXECUTION,
  service
} from './world.ts'

const makeAuditWorld = auditWorldsOfTests()
let world: AuditWorld

const REGIONS = ['us-west-2', 'eu-west-1']
const CONFIGURATION = `defaults:
  region: us-west-2
services:
  shop:
    service: web
    region: eu-west-1
    cluster: demo
`
/** The Regions stand in the file. */
const INPUTS = { 'aws-region': '' }

/** `web:1` holds plaintext in both Regions; only in the first one it runs. */
function scenario(): object {
  const plain = { environment: [{ name: 'DB_PASSWORD', value: canary() }] }
  const inRegion = (make: (region: string) => readonly object[]) =>
    REGIONS.flatMap(region => make(region).map(one => ({ ...one, region })))
  return {
    clusters: inRegion(() => [{ name: 'demo' }]),
    roles: [EXECUTION],
    taskDefinitions: inRegion(() => [definition('web', plain), definition('web', {})]),
    services: inRegion(region => [service(region === 'us-west-2' ? 'web:1' : 'web:2')])
  }
}

test('every row of an audit of two Regions says where it is', async () => {
  world = await makeAuditWorld(scenario(), { '.github/ecs-sealed-deploy.yml': CONFIGURATION })
  const { report, shown } = await world.audit(INPUTS)
  expect(report.problems).toEqual([])
  expect(shown).toMatch(/exposed +service web in us-west-2 +web:1/)
  expect(shown).toMatch(/clean +service shop \(web\) in eu-west-1 +web:2/)
  expect(shown).toContain('service web in us-west-2, old revision web:1 in eu-west-1')
  expect(shown).toMatch(/web in eu-west-1 +web:1 \(ACTIVE/)
  // the summary has the old revision of the second Region beside the one that runs in the first
  expect(reportToMarkdown(report)).toContain('| web in eu-west-1 |')
  expect(report.audit?.audit.items.map(({ key, account, region }) => ({ key, account, region }))).toEqual([
    { key: undefined, account: '123456789012', region: 'us-west-2' },
    { key: 'shop', account: '123456789012', region: 'eu-west-1' }
  ])
})

test('an audit of one cluster does not repeat where it is', async () => {
  world = await makeAuditWorld(scenario())
  const { shown } = await world.audit()
  expect(shown).toMatch(/exposed +service web +web:1/)
})

test('what could not be read in two Regions is said of each', async () => {
  const scene = { ...scenario(), ...denied('ecs:ListTasks') }
  world = await makeAuditWorld(scene, { '.github/ecs-sealed-deploy.yml': CONFIGURATION })
  const { report } = await world.audit(INPUTS)
  expect(report.audit?.audit.gaps.map(({ what }) => what)).toEqual([
    'running tasks of cluster demo (us-west-2, account 123456789012)',
    'running tasks of cluster demo (eu-west-1, account 123456789012)'
  ])
})
