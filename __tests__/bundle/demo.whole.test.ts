import { spawnSync } from 'node:child_process'
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterAll, expect, test } from '@jest/globals'
import { parse } from 'yaml'

const CONFIGURATIONS = ['tsconfig.json', 'tsconfig.sandbox.json']
const folder = mkdtempSync(join(tmpdir(), 'demo-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

test('the action "demo" plays the demo from what the runner downloads of it, in a workspace without a checkout', () => {
  const action = join(folder, 'action')
  for (const part of ['demo', 'dist', 'examples', 'package.json', 'sandbox', 'scripts', ...CONFIGURATIONS])
    cpSync(part, join(action, part), { recursive: true })
  // what the first run installs
  symlinkSync(resolve('node_modules'), join(action, 'node_modules'))
  const { runs } = parse(readFileSync(join(action, 'demo/action.yml'), 'utf8')) as {
    runs: { steps: readonly [{ run: string; shell: string }] }
  }
  const [{ run, shell }] = runs.steps
  const done = spawnSync(shell, ['-e', '-c', run], {
    cwd: mkdtempSync(join(folder, 'workspace-')),
    encoding: 'utf8',
    env: { ...process.env, GITHUB_ACTIONS: 'true', GITHUB_ACTION_PATH: join(action, 'demo') }
  })
  expect({ code: done.status, err: done.stderr }).toEqual({ code: 0, err: '' })
  expect(done.stdout).toContain('eight services deployed with references only')
})
