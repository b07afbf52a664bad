import { expect, test } from '@jest/globals'
import { annotationsOf } from '../../src/report/annotations.ts'
import {
  type AuditWorld,
  auditWorldsOfTests,
  canary,
  definition,
  EXECUTION,
  expectNoValue,
  service
} from './world.ts'

const makeAuditWorld = auditWorldsOfTests()
let world: AuditWorld

const value = canary()
const PLAINTEXT = { environment: [{ name: 'DB_PASSWORD', value }] }
const FILE = JSON.stringify({
  family: '${{ environment.name }}-migrate',
  containerDefinitions: [{ name: 'app', image: 'demo/app:1' }]
})
const CONFIGURATION = `defaults: {cluster: demo}
services: {web: {task-definition: live}, mail: {task-definition: live}}
tasks:
  migrate: {task-definition: migrate.json, run: before, for: [web]}
  seed: {task-definition: {live: demo-seed}, run: manual, for: [mail]}
  later: {task-definition: later.json, run: before}
environments: {dev: {}}
`

async function open(configuration = CONFIGURATION): Promise<void> {
  world = await makeAuditWorld(
    {
      roles: [EXECUTION],
      taskDefinitions: [
        definition('web', {}),
        definition('mail', {}),
        definition('dev-migrate', PLAINTEXT),
        definition('dev-migrate', {}),
        definition('demo-seed', PLAINTEXT),
        definition('other', PLAINTEXT)
      ],
      services: [service('web'), service('mail')]
    },
    {
      '.github/ecs-sealed-deploy.yml': configuration,
      'migrate.json': FILE,
      'later.json': FILE.replace('${{ environment.name }}-migrate', '${{ vars.NAME }}')
    }
  )
}

const revisionsOf = ({ audit }: Awaited<ReturnType<AuditWorld['audit']>>['report']) =>
  audit?.audit.exposedRevisions.map(({ arn }) => arn.slice(arn.lastIndexOf('/') + 1))

test('old revisions of a task that nothing runs between two deploys are found', async () => {
  await open()
  const { report, shown } = await world.audit({ environment: 'dev' })
  expect(revisionsOf(report)).toEqual(expect.arrayContaining(['dev-migrate:1', 'demo-seed:1']))
  expect(revisionsOf(report)).not.toContain('other:1')
  const items = (report.audit?.audit.items ?? []).map(
    ({ kind, name, verdict }) => `${kind} ${name} ${verdict}`
  )
  expect(items).toEqual(expect.arrayContaining(['task dev-migrate:2 clean', 'task demo-seed:1 exposed']))
  expect(report.remarks.map(({ message }) => message)).toContainEqual(
    'Not verified: old revisions of task "later". Its family is known only when it is deployed.'
  )
  expectNoValue(shown, [value])
})

test('an audit of one service has the tasks that run before it', async () => {
  await open()
  const { report } = await world.audit({ environment: 'dev', service: 'web' })
  expect(revisionsOf(report)).toEqual(['dev-migrate:1'])
})

test.each([
  ['every cluster', { cluster: '*' }, '{task-definition: live}'],
  ['no cluster of its own', {}, '{cluster: demo, task-definition: live}']
])('a task in %s is in none, in words and commands', async (_, given, service) => {
  const other = CONFIGURATION.replace('defaults: {cluster: demo}\n', '')
  await open(other.replaceAll('{task-definition: live}', service))
  const { report, shown } = await world.audit({ environment: 'dev', cluster: '', ...given })
  expect(report.audit?.audit.items.map(({ kind }) => kind)).toContain('task')
  const words = annotationsOf(report).map(({ message }) => message)
  expect(words.join('\n')).toContain('task demo-seed:1 (us-west-2) runs')
  expect(shown).not.toMatch(/in {1,2}\(| in \*|--cluster ''/)
})

test('a purge keeps the revision that a task would be made from', async () => {
  await open()
  await world.audit({ environment: 'dev', purge: 'true' })
  expect(world.statuses('demo-seed')).toEqual({ 'demo-seed:1': 'ACTIVE' })
  expect(world.statuses('dev-migrate')).toMatchObject({ 'dev-migrate:2': 'ACTIVE' })
  expect(world.statuses('dev-migrate')['dev-migrate:1']).not.toBe('ACTIVE')
})
