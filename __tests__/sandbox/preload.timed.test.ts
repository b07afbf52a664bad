import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterAll, afterEach, describe, expect, test } from '@jest/globals'
import { type RunningSandbox, startSandbox } from '../../sandbox/server.ts'
import { scenarioWith } from './world.ts'

const folder = mkdtempSync(join(tmpdir(), 'preload-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

let sandbox: RunningSandbox
afterEach(() => sandbox?.close())

const ECS = pathToFileURL(createRequire(import.meta.url).resolve('@aws-sdk/client-ecs')).href
const CLIENT = `
import ecs from '${ECS}'
const client = new ecs.ECSClient({})
const send = (name, input) => client.send(new ecs[name](input))
`

/** Runs a small program under a preload; gives its output and how long it took in real milliseconds. */
async function run(
  program: string,
  env: Record<string, string> = {}
): Promise<{ output: string; code: number | null; ms: number }> {
  const file = join(folder, 'program.mjs')
  writeFileSync(file, program)
  const began = performance.now()
  const child = spawn(
    process.execPath,
    ['--no-warnings', '--import', pathToFileURL(resolve(`sandbox/lockstep.mjs`)).href, file],
    {
      env: {
        AWS_ENDPOINT_URL: sandbox.url,
        AWS_ACCESS_KEY_ID: 'key',
        AWS_SECRET_ACCESS_KEY: 'none',
        AWS_REGION: 'us-west-2',
        ...env
      }
    }
  )
  const [output, code] = await Promise.all([
    textOf(child),
    once(child, 'close').then(([one]) => one as number | null)
  ])
  return { output, code, ms: performance.now() - began }
}

async function textOf(child: ChildProcess): Promise<string> {
  let text = ''
  child.stdout?.on('data', chunk => (text += chunk))
  child.stderr?.on('data', chunk => (text += chunk))
  await once(child, 'close')
  return text.trim()
}

describe('lockstep', () => {
  const POLL = `${CLIENT}
const began = Date.now()
await send('UpdateServiceCommand', { cluster: 'demo', service: 'web', taskDefinition: 'web:2' })
const seen = []
for (let poll = 0; poll < 120; poll++) {
  await new Promise(resolve => setTimeout(resolve, 15_000))
  const { services } = await send('DescribeServicesCommand', { cluster: 'demo', services: ['web'] })
  seen.push((Date.now() - began) / 1000 + ' ' + services[0].deployments.map(one => one.rolloutState).join())
}
console.log(seen.slice(0, 7).join(' | ') + ' | ' + seen.at(-1))
setInterval(() => {}, 60_000).unref()
`

  test('polls half an hour in milliseconds, the same way every time, and ends by itself', async () => {
    sandbox = await startSandbox({ clock: 'manual', scenario: scenarioWith() })
    const first = await run(POLL)
    sandbox.reset()
    const second = await run(POLL)
    expect(first.output).toBe(
      '15 IN_PROGRESS,COMPLETED | 30 IN_PROGRESS,COMPLETED | 45 IN_PROGRESS,COMPLETED | 60 IN_PROGRESS,COMPLETED | 75 COMPLETED | 90 COMPLETED | 105 COMPLETED | 1800 COMPLETED'
    )
    expect(second.output).toBe(first.output)
    expect([first.code, second.code]).toEqual([0, 0])
    // of half an hour, on a machine however busy
    expect(first.ms).toBeLessThan(60_000)
  })

  test('keeps what timers can do: order, clear, refresh, unref, intervals, promises, abort', async () => {
    sandbox = await startSandbox({ clock: 'manual' })
    const { output, code } = await run(
      `
import { setTimeout as sleep } from 'node:timers/promises'
import { setTimeout as named } from 'node:timers'
import { promisify } from 'node:util'
const began = Date.now()
const log = []
const note = text => log.push((Date.now() - began) / 1000 + ' ' + text)
setTimeout(note, 30_000, 'third')
named(note, 10_000, 'first')
setTimeout(note, 20_000, 'second')
clearTimeout(setTimeout(note, 5000, 'cleared'))
clearTimeout(+setTimeout(note, 5000, 'cleared by number'))
clearTimeout(setTimeout(note, 1, 'a real one'))
clearTimeout(undefined)
setTimeout(note, 90_000, 'unreferenced').unref()
const moved = setTimeout(note, 15_000, 'refreshed')
let ticks = 0
const interval = setInterval(() => { note('tick'); if (++ticks === 3) clearInterval(interval) }, 12_000)
await sleep(10_000)
moved.refresh()
console.log(moved.hasRef(), new Date().getTime() === Date.now(), new Date(0).getTime())
await promisify(setTimeout)(20_000)
await sleep(60_000, undefined, { signal: AbortSignal.timeout(10_000) }).catch(error => note(error.name))
console.log(log.join(', '))
`
    )
    expect(output.split('\n')).toEqual([
      'true true 0',
      '10 first, 12 tick, 20 second, 24 tick, 25 refreshed, 30 third, 36 tick, 40 AbortError'
    ])
    expect(code).toBe(0)
  })

  test.each(['300', 'none'])('lets the time-outs of a hanging request pass, patience: %s', async patience => {
    sandbox = await startSandbox({
      clock: 'manual',
      scenario: { faults: [{ op: 'ListClusters', kind: 'timeout-before', ms: 20_000 }] }
    })
    const program = `${CLIENT}
const signal = AbortSignal.timeout(60_000)
const began = Date.now()
await send('ListClustersCommand', {}).catch(() => undefined)
`.replace(
      "send('ListClustersCommand', {})",
      'client.send(new ecs.ListClustersCommand({}), { abortSignal: signal })'
    )
    const { output, ms } = await run(
      `${program}\nsetTimeout(() => { console.log((Date.now() - began) / 1000); process.exit() }, 1000)\n`,
      { SANDBOX_PATIENCE_MS: patience }
    )
    expect(output).toBe('61')
    expect(ms).toBeLessThan(8000)
  })

  test('tells an error in a timer as Node does', async () => {
    sandbox = await startSandbox({ clock: 'manual' })
    const { output, code } = await run("setTimeout(() => { throw new Error('bang') }, 60_000)")
    expect(output).toContain('Error: bang')
    expect(code).toBe(1)
  })
})

describe('npm run sandbox', () => {
  async function launch(args: string[]): Promise<{ child: ChildProcess; line: string }> {
    const child = spawn(process.execPath, ['scripts/sandbox.mjs', ...args])
    let line = ''
    const collect = (chunk: Buffer) => (line += chunk)
    child.stdout.on('data', collect)
    child.stderr.on('data', collect)
    await Promise.race([once(child.stdout, 'data'), once(child, 'close')])
    return { child, line: line.trim() }
  }

  test('prints its address, serves the example scenario, and ends within a second of SIGTERM', async () => {
    sandbox = await startSandbox()
    const { child, line } = await launch([
      '--scenario',
      'sandbox/scenarios/two-services.yml',
      '--clock',
      'manual',
      '--seed',
      '3'
    ])
    expect(line).toMatch(/^listening on http:\/\/127\.0\.0\.1:\d+$/)
    const url = line.slice('listening on '.length)
    const state = (await (await fetch(`${url}/_sandbox/state`)).json()) as {
      regions: Record<string, { clusters: { services: unknown[] }[] }>
    }
    expect(state.regions['us-west-2']?.clusters[0]?.services).toMatchObject([
      { name: 'web' },
      { name: 'worker' }
    ])
    const began = performance.now()
    child.kill('SIGTERM')
    expect(await once(child, 'close')).toEqual([0, null])
    expect(performance.now() - began).toBeLessThan(1000)
  })

  test('two that start at once, and have to be compiled first, both serve', async () => {
    sandbox = await startSandbox()
    rmSync('lib-sandbox', { recursive: true, force: true })
    const started = await Promise.all([launch([]), launch([])])
    for (const { line } of started) expect(line).toMatch(/^listening on /)
    for (const { child } of started) child.kill('SIGTERM')
    await Promise.all(started.map(({ child }) => once(child, 'close')))
    expect(readdirSync('lib-sandbox')).toHaveLength(1)
  })

  test.each([
    [['--speed', 'fast'], 'sandbox: --speed is fast; it must be a number.'],
    [['--clock', 'stopped'], 'sandbox: --clock is stopped; it must be manual or scaled.'],
    [['--scenario', 'nowhere.yml'], "sandbox: Scenario: can't read nowhere.yml."]
  ])('refuses %j', async (args, text) => {
    sandbox = await startSandbox()
    const { child, line } = await launch(args)
    expect(line).toBe(text)
    if (child.exitCode === null) await once(child, 'close')
    expect(child.exitCode).toBe(2)
  })
})
