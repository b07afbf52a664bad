import { spawnSync } from 'node:child_process'
import { resolve } from 'node:path'
import { describe, expect, test } from '@jest/globals'
import { BUNDLE } from './runner.ts'

const STAND_IN = resolve('__tests__/bundle/stand-in-action.mjs')

function table(...flags: readonly string[]) {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ['scripts/bench/verdict-table.mjs', ...flags],
    { encoding: 'utf8', env: { ...process.env, ACTION_BUNDLE: BUNDLE } }
  )
  return { status, stdout, stderr }
}

function row(text: string, name: string): string {
  return text.split('\n').find(line => line.startsWith(name)) ?? ''
}

describe('the table of measured rollouts', () => {
  const only = [
    '--only',
    '^rolling: (success|exits at once, breaker|exits at once, no|somebody deploys another)'
  ]

  test('our own bundle: right, with the cause, within seconds', () => {
    const { status, stdout, stderr } = table(...only)
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' })
    expect(row(stdout, 'rolling: exits at once, breaker rolls back')).toMatch(/✔ 1 +✔ +[0-5](\.\d+)? s$/)
    expect(row(stdout, 'right exit code')).toBe('right exit code: 5 of 5')
    expect(row(stdout, 'cause in the output')).toBe('cause in the output: 4 of 4 failures')
  })

  test("a peer's bundle by AWS's input names: what it tells is what is shown", () => {
    const { status, stdout, stderr } = table('--peer', STAND_IN, ...only)
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' })
    // The waiter is content as soon as one deployment is left, and it tells no cause.
    expect(row(stdout, 'rolling: success')).toMatch(/✔ 0 +– /)
    expect(row(stdout, 'rolling: exits at once, breaker rolls back')).toMatch(/✔ 1 +✘ /)
    expect(row(stdout, 'rolling: exits at once, no breaker')).toMatch(/✔ 1 +✘ +gave up after 1\d\d\d/)
    expect(row(stdout, 'cause in the output')).toBe('cause in the output: 0 of 4 failures')
  })

  test('a peer that is not there', () => {
    const { status, stderr } = table('--peer', '/nowhere/at/all')
    expect(status).toBe(1)
    expect(stderr).toContain('--peer: there is no /nowhere/at/all')
  })
})
