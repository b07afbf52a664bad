import { spawn } from 'node:child_process'
import { afterEach, describe, expect, test } from '@jest/globals'
import { services as SERVICES } from '../../examples/ops-pipeline/plaintext.mjs'
import { environmentOf } from '../environment.ts'
import { sample } from '../sample.ts'
import {
  beginMigration,
  endStateOf,
  type MigrationWorld,
  RUNNING,
  regionOf,
  SECRETS,
  TARGET
} from './migration-world.ts'
import { ACTION_NODE, BUNDLE, IN_LOCKSTEP } from './runner.ts'

let world: MigrationWorld
afterEach(() => world.end())

const region = () => regionOf(world)
const endState = () => endStateOf(world)

const ENCODINGS: readonly ((value: string) => string)[] = [
  value => value,
  value => Buffer.from(value).toString('base64').replace(/=+$/, ''),
  value => encodeURIComponent(value),
  value => JSON.stringify(value).slice(1, -1)
]

/** Names of the texts that hold one of the values in any of the usual encodings. */
function leaksIn(texts: Readonly<Record<string, string>>): readonly string[] {
  return Object.entries(texts).flatMap(([name, text]) =>
    world.values.some(value => ENCODINGS.some(encode => text.includes(encode(value)))) ? [name] : []
  )
}

describe('from plaintext everywhere to provably none', () => {
  test('plan, apply, audit, purge: 0 exposed, and no value on the way', async () => {
    world = await beginMigration()
    const plan = await world.run('migrate')
    expect({
      code: plan.code,
      secrets: region()?.secrets.size,
      diff: world.git('status', '--porcelain')
    }).toEqual({
      code: 0,
      secrets: 0,
      diff: ''
    })
    expect(plan.stdout).toContain('24 variables in 8 files as 3 secrets')

    const before = world.sandbox.now()
    const apply = await world.run('migrate', '--apply')
    expect({ code: apply.code, stderr: apply.stderr }).toEqual({ code: 0, stderr: '' })
    const took = world.sandbox.now() - before
    expect(endState()).toMatchObject({
      secrets: SECRETS.map(name => [name, 1]),
      policies: [expect.stringContaining('ops-pipeline/database/password')],
      services: RUNNING.map(name => [name, true]),
      families: SERVICES.map(name => [name, 1])
    })
    // 24 entries moved, nothing else: an entry of four lines goes, one of four lines comes.
    const stat = world.git('diff', '--numstat').trim().split('\n')
    expect(stat).toHaveLength(8)
    const changed = world
      .git('diff', '-U0')
      .split('\n')
      .filter(line => /^[+-] /.test(line))
    expect(changed.filter(line => /"(valueFrom)"/.test(line))).toHaveLength(24)
    expect(changed.filter(line => /"value"/.test(line))).toHaveLength(24)
    // Rollouts take 75 s here; what the tool adds stays below a minute.
    expect(took).toBeLessThan(75_000 + 60_000)

    const exposed = await world.run('audit')
    expect(exposed.code).toBe(0)
    expect(exposed.stdout).toContain('dispatcher:1')
    expect(exposed.stdout).toContain('Clean, with plaintext in old revisions: 0 of ')
    expect((await world.run('audit', '--fail-on', 'warning')).code).toBe(1)
    const purge = await world.run('audit', '--purge', '--history')
    expect(purge.stdout).toContain('git filter-repo')
    const audit = await world.run('audit')
    expect({ code: audit.code, verdict: audit.stdout.trim().split('\n').at(-1) }).toEqual({
      code: 0,
      verdict: expect.stringMatching(/\b0 of \d+ services? exposed/)
    })
    for (const family of RUNNING) {
      const left = region()
        ?.families.get(family)
        ?.revisions.filter(({ status }) => status !== 'DELETE_IN_PROGRESS')
      expect(left?.map(({ revision }) => revision)).toEqual([2])
    }
    const texts = { plan, apply, exposed, purge, audit }
    const shown = Object.fromEntries(
      Object.entries(texts).flatMap(([name, { stdout, stderr }]) => [
        [`${name} stdout`, stdout],
        [`${name} stderr`, stderr]
      ])
    )
    const sent = world.sandbox
      .requests()
      .filter(({ operation }) => operation !== 'CreateSecret')
      .map(({ operation, body }) => [operation, JSON.stringify(body)] as const)
    expect(leaksIn({ ...shown, ...Object.fromEntries(sent) })).toEqual([])
    const again = await world.run('migrate', '--apply')
    expect(again.code).toBe(0)
    expect(world.sandbox.requests().filter(({ operation }) => operation === 'CreateSecret')).toHaveLength(3)
  })
})

describe('killed after any call, and run again', () => {
  /** Kills a run as soon as the sandbox has answered so many calls. */
  async function killAfter(calls: number): Promise<boolean> {
    const child = spawn(ACTION_NODE, [...IN_LOCKSTEP, BUNDLE, 'migrate', ...TARGET, '--apply'], {
      cwd: world.workspace.path,
      stdio: 'ignore',
      env: { PATH: process.env['PATH'], ...environmentOf(world.sandbox) }
    })
    const ended = new Promise(done => child.on('close', done))
    const from = world.sandbox.requests().length
    while (child.exitCode === null && world.sandbox.requests().length - from < calls)
      await new Promise(done => setTimeout(done, 1))
    const killed = child.exitCode === null
    child.kill('SIGKILL')
    await ended
    return killed
  }

  test('the end is the same each time', async () => {
    world = await beginMigration()
    await world.run('migrate', '--apply')
    const calls = world.sandbox.requests().length
    expect(calls).toBeGreaterThan(30)
    const expected = endState()
    const different: object[] = []
    const step = Math.max(1, Math.ceil(calls / 24))
    const places = Array.from({ length: Math.ceil((calls - 1) / step) }, (_, index) => 1 + index * step)
    for (const at of sample(places, 2)) {
      await world.end()
      world = await beginMigration()
      await killAfter(at)
      const run = await world.run('migrate', '--apply')
      const state = endState()
      if (run.code !== 0 || JSON.stringify(state) !== JSON.stringify(expected)) {
        different.push({ at, code: run.code, state, verdict: run.stdout.trim().split('\n').slice(-3) })
      }
    }
    expect(different).toEqual([])
  })
})
