import { resolve } from 'node:path'
import { expect, test } from '@jest/globals'
import { buildWorld } from '../../sandbox/scenario/build.ts'
import { readScenario } from '../../sandbox/scenario/scenario.ts'

const { accountOf } = (await import(resolve('scripts/bench/account-world.mjs'))) as {
  accountOf: (services: number, revisions: number) => object
}

test('a scenario of 2,000 services that a program wrote is read in two seconds', () => {
  const text = JSON.stringify(accountOf(2000, 1))
  const began = performance.now()
  const world = buildWorld(readScenario(text, '.'), Date.UTC(2026, 0, 5), 1)
  expect(performance.now() - began).toBeLessThan(2000)
  expect(world.regions.get('us-west-2')?.secrets.size).toBe(4001)
})
