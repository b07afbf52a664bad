import { test } from '@jest/globals'
import { makeWorld, scenario } from './world.ts'
test('probe', async () => {
  for (let i = 0; i < 6; i++) {
    const t = Date.now()
    const w = await makeWorld(scenario(i > 3 ? { faults: [{ op: 'UpdateService', kind: 'timeout-after' }] } : {}))
    const t1 = Date.now()
    const cpu = process.resourceUsage()
    const r = await w.deploy({}, { ...(process.env['CC'] ? { NODE_COMPILE_CACHE: '/tmp/lab/cc' } : {}), SANDBOX_PATIENCE_MS: '60' })
    console.log(t1 - t, Date.now() - t1, process.cpuUsage(), r.code, w.operations().join(' '))
    await w.end()
  }
})
