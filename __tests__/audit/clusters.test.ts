import { expect, test } from '@jest/globals'
import { annotationsOf } from '../../src/report/annotations.ts'
import { judgeReport } from '../../src/report/verdict.ts'
import { type AuditWorld, auditWorldsOfTests, canary, running, service } from './world.ts'

const makeAuditWorld = auditWorldsOfTests()
let world: AuditWorld

/** The service in `demo` is clean; one of another cluster still runs the old revision. */
const SCENARIO = {
  ...running({ environment: [{ name: 'DB_PASSWORD', value: canary() }] }, {}),
  clusters: ['demo', 'other'],
  services: [service('web:2'), service('web:1', { serviceName: 'old', cluster: 'other' })]
}

test.each([false, true])(
  'an audit of one cluster does not say that nothing runs an old revision (purge: %s)',
  async purge => {
    world = await makeAuditWorld(SCENARIO)
    const { report, shown } = await world.audit({ purge: String(purge) })
    const [alert] = annotationsOf(report).filter(({ title = '' }) => title.includes('old revision'))
    expect(alert?.message).toMatch(/^Nothing in demo runs them, and everybody/)
    expect(shown).not.toContain('Nothing runs them')
    expect(judgeReport(report).exitCode).toBe(purge ? 1 : 0)
    expect(world.statuses('web')).toEqual({ 'web:1': 'ACTIVE', 'web:2': 'ACTIVE' })
  }
)
