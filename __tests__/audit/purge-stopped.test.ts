import { afterEach, expect, test } from '@jest/globals'
import '../../src/audit/run/drift.ts'
import { exitCodeOf, judgeReport } from '../../src/report/verdict.ts'
import { type AuditWorld, canary, definition, makeAuditWorld } from './world.ts'

let world: AuditWorld
afterEach(() => world.end())

const PLAINTEXT = { environment: [{ name: 'DB_PASSWORD', value: canary() }] }

/** The newest revision is clean and runs; those before it hold plaintext. */
const withOld = (count: number, more: object = {}) => ({
  taskDefinitions: [
    ...Array.from({ length: count }, () => definition('web', PLAINTEXT)),
    definition('web', {})
  ],
  services: [{ serviceName: 'web', cluster: 'demo', taskDefinition: `web:${count + 1}` }],
  ...more
})

test('a file that does not exist stops the purge, and the last line says so', async () => {
  world = await makeAuditWorld(withOld(2))
  const { report, shown } = await world.audit({ purge: 'true', 'task-definition': 'gone.json' })
  expect(exitCodeOf(report)).toBe(2)
  expect(world.operations()).not.toContain('DeregisterTaskDefinition')
  expect(world.operations()).not.toContain('DeleteTaskDefinitions')
  expect(judgeReport(report).sentence).toBe('1 problem found. Nothing was purged.')
  expect(shown).toContain('purge: nothing was purged, because the run has problems')
  expect(shown).not.toContain('no revision with plaintext was found')
})

test('beside a problem of AWS the last line counts what was deleted all the same', async () => {
  const second = { op: 'DeleteTaskDefinitions', kind: 'access-denied', from: 2 }
  world = await makeAuditWorld(withOld(11, { faults: [second] }))
  const { report } = await world.audit({ purge: 'true', 'max-retries': '1' })
  expect(exitCodeOf(report)).toBe(3)
  expect(judgeReport(report).sentence).toBe(
    '1 problem found. 10 revisions purged. The deleted revisions contained 1 credential: rotate it if you have not done so.'
  )
})
