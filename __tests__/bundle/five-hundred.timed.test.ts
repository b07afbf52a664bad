import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from '@jest/globals'
import { type RunningSandbox, startSandbox } from '../../sandbox/server.ts'
import { IN_LOCKSTEP, makeWorkspace, type Run, runAction } from './runner.ts'
import { manyServices, resultsOf, template } from './world.ts'

/**
 * Writes the process's peak memory in kilobytes, and what lies in its heap after a collection in bytes, beside the
 * templates when it ends.
 */
const COST = `
import { writeFileSync } from 'node:fs'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
setFlagsFromString('--expose-gc')
const collect = runInNewContext('gc')
process.on('exit', () => {
  collect()
  const { heapUsed } = process.memoryUsage()
  writeFileSync('cost.json', JSON.stringify({ peak: process.resourceUsage().maxRSS, held: heapUsed }))
})
`

/** What a run with so many services was. Times in seconds, virtual ones by the sandbox's clock. */
type Measured = {
  readonly run: Run
  readonly requests: readonly { readonly operation: string; readonly error: string | undefined }[]
  readonly virtualSeconds: number
  readonly realSeconds: number
  readonly peakMegabytes: number
  readonly heldKilobytes: number
}

async function deploy(count: number): Promise<Measured> {
  const names = Array.from({ length: count }, (_, index) => `s${String(index).padStart(3, '0')}`)
  const services = Object.fromEntries(names.map(name => [name, {}]))
  const sandbox = await startSandbox({
    scenario: manyServices(services, { throttle: true }),
    clock: 'manual'
  })
  const templates = names.map(name => [`deploy/${name}.json`, template(name)] as const)
  const workspace = makeWorkspace({ ...Object.fromEntries(templates), 'cost.mjs': COST })
  try {
    const began = { virtual: sandbox.now(), real: performance.now() }
    const run = await runAction(
      {
        'task-definition': 'deploy/{service}.json',
        cluster: 'demo',
        'aws-region': 'us-west-2',
        variables: 'TAG=2'
      },
      {
        workspace,
        preload: [join(workspace.path, 'cost.mjs'), ...IN_LOCKSTEP],
        env: environmentOf(sandbox)
      }
    )
    const { peak, held } = JSON.parse(readFileSync(join(workspace.path, 'cost.json'), 'utf8')) as {
      readonly peak: number
      readonly held: number
    }
    return {
      run,
      requests: sandbox.requests().map(({ operation, error }) => ({ operation, error })),
      virtualSeconds: (sandbox.now() - began.virtual) / 1000,
      realSeconds: (performance.now() - began.real) / 1000,
      peakMegabytes: peak / 1024,
      heldKilobytes: held / 1024
    }
  } finally {
    await sandbox.close()
    workspace.remove()
  }
}

/**
 * With a small heap, the same on every machine: how much garbage Node leaves lying where memory is plenty says nothing
 * about what the program holds, and differs between versions. A program that holds more than this does not get through.
 */
function environmentOf(sandbox: RunningSandbox): Readonly<Record<string, string>> {
  return {
    AWS_ENDPOINT_URL: sandbox.url,
    AWS_ACCESS_KEY_ID: 'test',
    AWS_SECRET_ACCESS_KEY: 'test',
    NODE_OPTIONS: '--max-old-space-size=40 --max-semi-space-size=4'
  }
}

let few: Measured
let many: Measured
let most: Measured

beforeAll(async () => {
  // side by side: each has a process and a sandbox of its own, and the largest takes most of the time
  ;[most, many, few] = await Promise.all([deploy(500), deploy(100), deploy(8)])
})

/**
 * AWS's buckets: 20 registrations and then one a second, 50 updates and then five; what one rollout takes; a little for
 * looks.
 */
const SHORTEST = (500 - 20) / 1 + (500 - 50) / 5 + 75 + 60

describe('five hundred services in one run', () => {
  test('all get through', () => {
    for (const { run } of [few, many, most]) {
      const bad = resultsOf(run).filter(({ outcome }) => outcome !== 'succeeded')
      expect({ code: run.code, bad }).toEqual({ code: 0, bad: [] })
    }
    expect(resultsOf(most.run)).toHaveLength(500)
  })

  test('the buckets are not overdrawn once', () => {
    for (const { requests } of [few, many, most]) expect(requests.filter(({ error }) => error)).toEqual([])
  })

  test('fewer requests a service than with eight', () => {
    expect(most.requests.length / 500).toBeLessThan(few.requests.length / 8)
    const looks = (measured: Measured, operation: string) =>
      measured.requests.filter(request => request.operation === operation).length
    for (const operation of ['RegisterTaskDefinition', 'UpdateService'])
      expect(looks(most, operation)).toBe(500)
    expect(looks(most, 'DescribeSecret')).toBe(looks(few, 'DescribeSecret'))
  })

  test('as fast as the buckets let it', () => {
    expect(most.virtualSeconds).toBeLessThanOrEqual(SHORTEST)
    expect(most.realSeconds).toBeLessThan(60)
  })

  test('memory grows by what a definition and its result take, and no more', () => {
    expect((most.peakMegabytes - many.peakMegabytes) / 400).toBeLessThan(0.06)
    expect(most.peakMegabytes).toBeLessThan(160)
  })

  test('and at the end a run holds texts and results of its services, no trees', () => {
    expect((most.heldKilobytes - many.heldKilobytes) / 400).toBeLessThan(8.5)
  })
})
