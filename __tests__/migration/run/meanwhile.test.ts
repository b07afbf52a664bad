import { afterEach, expect, test } from '@jest/globals'
import { judgeReport } from '../../../src/report/verdict.ts'
import { CLUSTER, type MigrateWorld, makeMigrateWorld } from './world.ts'

let world: MigrateWorld
afterEach(() => world.end())

const others = { cluster: CLUSTER, service: 'dispatcher' }
const network = { awsvpcConfiguration: { subnets: ['subnet-1'] } }

async function migrated(...later: readonly object[]) {
  world = await makeMigrateWorld({ later })
  return judgeReport(await world.migrate({ apply: 'true' }))
}

test('a task that somebody starts in plaintext during the migration is left in plaintext', async () => {
  const task = { action: 'run-task', cluster: CLUSTER, taskDefinition: 'dispatcher:1' }
  const { exitCode, sentence } = await migrated({
    ...{ ...task, after: '50s', launchType: 'FARGATE' },
    networkConfiguration: network
  })
  expect([exitCode, sentence]).toEqual([
    1,
    expect.stringContaining(`Still in plaintext: tasks of dispatcher:1 in ${CLUSTER}`)
  ])
})

test('a service that somebody creates in plaintext during the migration is named', async () => {
  const { exitCode, sentence } = await migrated({
    ...{ action: 'create-service', after: '50s', cluster: CLUSTER, serviceName: 'second', desiredCount: 1 },
    ...{ taskDefinition: 'dispatcher:1', launchType: 'FARGATE', networkConfiguration: network }
  })
  expect([exitCode, sentence]).toEqual([1, expect.stringContaining('service second')])
})

test('what warns of a rollout stands in the last line, too', async () => {
  const { exitCode, sentence } = await migrated({
    ...{ ...others, action: 'update-service', after: 0, desiredCount: 0 }
  })
  expect([exitCode, sentence]).toEqual([
    0,
    expect.stringMatching(
      /^Migrated: .* Warning: Service "dispatcher": The deployment completed, but the desired count is 0: no task was started, so this revision is untested\. Not verified: 1 point/
    )
  ])
})

test('if the look at the end fails, the run is not good, and what was deployed is in its report', async () => {
  world = await makeMigrateWorld({})
  await world.fault({ op: 'ListClusters', kind: '500', from: 2, times: 40 })
  const report = await world.migrate({ apply: 'true' })
  expect(report.results.map(({ outcome }) => outcome)).toEqual(['succeeded', 'succeeded', 'succeeded'])
  expect(report.problems.map(({ code }) => code)).toEqual([expect.stringMatching(/^aws-/)])
  expect(judgeReport(report).exitCode).not.toBe(0)
})
