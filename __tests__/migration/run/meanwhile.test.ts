import { afterEach, expect, test } from '@jest/globals'
import { judgeReport } from '../../../src/report/verdict.ts'
import { CLUSTER, type MigrateWorld, makeMigrateWorld } from './world.ts'

let world: MigrateWorld
afterEach(() => world.end())

const others = { cluster: CLUSTER, service: 'dispatcher' }

async function migrated(...later: readonly object[]) {
  world = await makeMigrateWorld({ later })
  return judgeReport(await world.migrate({ apply: 'true' }))
}

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
