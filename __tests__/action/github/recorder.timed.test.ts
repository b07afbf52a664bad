import { afterEach, beforeEach, expect, test } from '@jest/globals'
import { aResult, type GithubWorld, makeGithub } from './world.ts'

let world: GithubWorld
beforeEach(async () => {
  world = await makeGithub()
})
afterEach(() => world.github.stop())

const statuses = () =>
  world.github.state.deployments.map(deployment => deployment.statuses.map(({ state }) => state))

test('no answer holds nothing up: start returns at once, finish after its patience', async () => {
  world.github.break({ at: /deployments$/, kind: { what: 'hang' } })
  const recorder = world.connect('ci', 20).recordDeployment('production')
  const before = performance.now()
  expect(recorder.start(['web'])).toBeUndefined()
  expect(await recorder.finish([aResult()])).toEqual([
    { message: 'GitHub deployment not recorded: GitHub did not answer in time.' }
  ])
  expect(performance.now() - before).toBeGreaterThan(450)
})

test('a first status without answer does not hold the last one up, nor the process', async () => {
  world.github.break({ at: /statuses/, times: 1, kind: { what: 'hang' } })
  const recorder = world.connect().recordDeployment('production')
  recorder.start(['web'])
  expect(await recorder.finish([aResult()])).toEqual([])
  expect(statuses()).toEqual([['in_progress', 'success']])
  await new Promise(resolve => setTimeout(resolve, 100))
  expect(world.github.hanging()).toBe(0)
})

test('a cancelled run waits less', async () => {
  world.github.break({ at: /statuses/, kind: { what: 'hang' } })
  const recorder = world.connect().recordDeployment('production')
  recorder.start(['web'])
  while (world.github.requests.length < 2) await new Promise(resolve => setTimeout(resolve, 5))
  world.cancel()
  const before = performance.now()
  const [remark] = await recorder.finish([aResult({ outcome: 'cancelled' })])
  // a run that is not cancelled waits for ten seconds
  expect(performance.now() - before).toBeLessThan(10_000)
  expect(remark?.message).toContain('is still shown as in progress: GitHub did not answer in time')
})

test('a slow answer is waited for', async () => {
  world.github.break({ at: /./, kind: { what: 'slow', ms: 100 } })
  const recorder = world.connect().recordDeployment('production')
  recorder.start(['web'])
  expect(await recorder.finish([aResult()])).toEqual([])
  expect(statuses()).toEqual([['in_progress', 'success']])
})

test('a last status that meets trouble is sent again', async () => {
  world.github.break({ at: /statuses/, times: 2, kind: { what: 'html', status: 502 } })
  const recorder = world.connect().recordDeployment('production')
  recorder.start(['web'])
  expect(await recorder.finish([aResult({ outcome: 'failed' })])).toEqual([])
  expect(statuses()).toEqual([['failure']])
})
