import { beforeAll, describe, expect, test } from '@jest/globals'
import { startSandbox } from '../../sandbox/server.ts'
import { EVERY } from '../sample.ts'
import { makeWorkspace } from '../workspace.ts'
import { type Run, runAction } from './runner.ts'
import { manyServices, template } from './scenario.ts'
import { resultsOf } from './world.ts'

/** What a run with so many services was. The time is that of the sandbox's clock. */
type Measured = {
  readonly run: Run
  readonly requests: readonly { readonly operation: string; readonly error: string | undefined }[]
  readonly virtualSeconds: number
}

async function deploy(count: number): Promise<Measured> {
  const names = Array.from({ length: count }, (_, index) => `s${String(index).padStart(3, '0')}`)
  const services = Object.fromEntries(names.map(name => [name, {}]))
  const sandbox = await startSandbox({
    scenario: manyServices(services, { throttle: true }),
    clock: 'manual'
  })
  const templates = names.map(name => [`deploy/${name}.json`, template(name)] as const)
  const workspace = makeWorkspace(Object.fromEntries(templates))
  try {
    const began = sandbox.now()
    const run = await runAction(
      {
        'task-definition': 'deploy/{service}.json',
        cluster: 'demo',
        'aws-region': 'us-west-2',
        variables: 'TAG=2'
      },
      {
        workspace,
        sandbox,
        asProcess: true
      }
    )
    return {
      run,
      requests: sandbox.requests().map(({ operation, error }) => ({ operation, error })),
      virtualSeconds: (sandbox.now() - began) / 1000
    }
  } finally {
    await sandbox.close()
    workspace.remove()
  }
}

/** In .ci/run fewer, since their requests are most of the time. */
const MOST = EVERY ? 500 : 150
let few: Measured
let most: Measured

beforeAll(async () => {
  // side by side: each has a process and a sandbox of its own, and the largest takes most of the time
  ;[most, few] = await Promise.all([deploy(MOST), deploy(8)])
})

/**
 * AWS's buckets: 20 registrations and then one a second, 50 updates and then five; what one rollout takes; a little for
 * looks.
 */
const SHORTEST = (MOST - 20) / 1 + (MOST - 50) / 5 + 75 + 60

describe('five hundred services in one run', () => {
  test('all get through', () => {
    for (const { run } of [few, most]) {
      const bad = resultsOf(run).filter(({ outcome }) => outcome !== 'succeeded')
      expect({ code: run.code, bad }).toEqual({ code: 0, bad: [] })
    }
    expect(resultsOf(most.run)).toHaveLength(MOST)
  })

  test('the buckets are not overdrawn once', () => {
    for (const { requests } of [few, most]) expect(requests.filter(({ error }) => error)).toEqual([])
  })

  test('fewer requests a service than with eight', () => {
    expect(most.requests.length / MOST).toBeLessThan(few.requests.length / 8)
    const looks = (measured: Measured, operation: string) =>
      measured.requests.filter(request => request.operation === operation).length
    for (const operation of ['RegisterTaskDefinition', 'UpdateService'])
      expect(looks(most, operation)).toBe(MOST)
    expect(looks(most, 'DescribeSecret')).toBe(looks(few, 'DescribeSecret'))
  })

  test('as fast as the buckets let it', () => {
    expect(most.virtualSeconds).toBeLessThanOrEqual(SHORTEST)
  })
})
