import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from '@jest/globals'
import { judgeReport } from '../../../src/report/verdict.ts'
import { makeMigrateWorld } from './world.ts'

test('a migration that AWS ends early still says which file was not read completely, and why', async () => {
  const world = await makeMigrateWorld({
    faults: [{ op: 'GetCallerIdentity', kind: 'access-denied', times: 9 }]
  })
  const file = 'deploy/dispatcher-task-definition.json'
  writeFileSync(join(world.folder, file), '{"family": "x", ')
  const report = await world.migrate()
  await world.end()
  expect(report.problems.map(({ code }) => code)).toEqual(['invalid-json', 'aws-denied'])
  expect(report.unscanned).toMatchObject([{ file }])
  expect(judgeReport(report).sentence).toContain(`Not read completely: ${file}`)
})
