import { chmodSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, expect, test } from '@jest/globals'
import { notRefused, whileClosed } from '../closed.ts'
import { skipLoudly } from '../skips.ts'
import { makeWorkspace, type Workspace } from '../workspace.ts'
import { cli } from './scene.ts'

let scene: Workspace
afterEach(() => scene.remove())

const CLEAN = '{"family":"a","containerDefinitions":[{"name":"a","image":"b:1"}]}'

test.each(['{"family":"a"', '{"family":"a","cpu": ', '[{"a":1},'])('%s is said to be broken', async text => {
  scene = makeWorkspace({ 'web.json': text })
  const { code, out, err } = await cli(scene, ['check', 'web.json'])
  expect(code).toBe(2)
  expect(out + err).toMatch(/Not valid JSON/)
})

test('init outside git gives advice for a terminal', async () => {
  scene = makeWorkspace({})
  const { code, out, err } = await cli(scene, ['init'])
  expect(code).toBe(2)
  expect(out + err).toContain('Run it inside a git repository.')
  expect(out + err).not.toContain('actions/checkout')
})

if (notRefused !== undefined) skipLoudly(notRefused)
else
  test.each(['r', 'new/r'])(
    'a file that this user may not write, %s, is a problem of the machine',
    async name => {
      scene = makeWorkspace({ 'web.json': CLEAN })
      chmodSync(scene.path, 0o777)
      const closed = mkdtempSync(join(tmpdir(), 'closed-'))
      const folder = join(closed, 'in')
      mkdirSync(folder)
      try {
        for (const [flag, end] of [
          ['--report-file', 'html'],
          ['--sarif-file', 'sarif'],
          ['--output', 'txt']
        ] as const) {
          const file = join(folder, `${name}.${end}`)
          const run = () => cli(scene, ['check', 'web.json', flag, file])
          const { code, out, err } = await whileClosed([folder], run)
          expect(code).toBe(3)
          expect(out + err).toContain('could not be written (EACCES: permission denied)')
        }
      } finally {
        rmSync(closed, { recursive: true, force: true })
      }
    }
  )

test('the stack of an unexpected error is printed at debug level', async () => {
  scene = makeWorkspace({ 'web.json': CLEAN })
  scene.remove()
  const quiet = await cli(scene, ['check', 'web.json'])
  const debug = await cli(scene, ['check', 'web.json'], { environment: { RUNNER_DEBUG: '1' } })
  expect(quiet.err + quiet.out).not.toMatch(/^ +at /m)
  expect(debug.err).toMatch(/^ +at /m)
})
