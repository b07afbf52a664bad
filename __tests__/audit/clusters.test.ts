import { afterEach, expect, test } from '@jest/globals'
import { annotationsOf } from '../../src/report/annotations.ts'
import { judgeReport } from '../../src/report/verdict.ts'
import { type AuditWorld, canary, definition, EXECUTION, makeAuditWorld } from './world.ts'

let world: AuditWorld
afterEach(() => world.end())

/** The service in `demo` is clean; one of another cluster still runs the old revision. */
const SCENARIO = {
  roles: [EXECUTION],
  clusters: ['demo', 'other'],
  taskDefinitions: [
    definition('web', { environment: [{ name: 'DB_PASSWORD', value: canary() }] }),
    definition('web', {})
  ],
  services: [
    { serviceName: 'web', cluster: 'demo', taskDefinition: 'web:2' },
    { serviceName: 'old', cluster: 'other', taskDefinition: 'web:1' }
  ]
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
