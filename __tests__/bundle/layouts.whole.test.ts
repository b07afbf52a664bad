import { describe, expect, test } from '@jest/globals'
import { sample } from '../sample.ts'
import { layoutsOfTests } from './layout-project.ts'
import { LAYOUTS } from './layouts.ts'
import type { Run } from './runner.ts'
import { resultsOf } from './world.ts'

const open = layoutsOfTests()

const outcomes = (run: Run) =>
  resultsOf(run).map(({ key, service, outcome }) => `${key ?? service} ${outcome}`)

describe('two environments of one configuration file, walked as a user does', () => {
  test.each(sample(LAYOUTS, 2))('$name', async layout => {
    const { stages, keys } = layout
    const { step } = await open(layout, 'configuration')
    // a check asks AWS nothing, and has nothing to look at where it has the definitions
    if (Object.keys(layout.files).length > 0)
      expect((await step({ mode: 'check', 'task-definition': '**/*.json' })).code).toBe(0)
    for (const environment of stages) {
      expect((await step({ mode: 'plan', environment })).code).toBe(0)
      const run = await step({ mode: 'deploy', environment, ...layout.given })
      expect([run.code, outcomes(run).toSorted()]).toEqual([
        0,
        keys.map(key => `${key} succeeded`).toSorted()
      ])
    }
    const [first, second] = stages
    const [key = ''] = keys
    // where several definitions could take it, the container is named
    const bad = layout.given?.['image']?.startsWith('app=') ? 'app=registry/bad:1' : 'registry/bad:1'
    const failing = await step({ mode: 'deploy', environment: second, service: key, image: bad })
    expect([failing.code, outcomes(failing)]).toEqual([1, [`${key} rolled-back`]])
    // what the run says to do next is said for its environment
    expect(failing.stdout).toContain(` status --environment ${second} --service ${key} `)
    const back = await step({ mode: 'rollback', environment: first, service: key, revision: '1' })
    expect([back.code, outcomes(back)]).toEqual([0, [`${key} succeeded`]])
    const status = await step({ mode: 'status', environment: first })
    expect([status.code, status.stdout]).toEqual([0, expect.stringContaining('runs ')])
    expect(status.stdout).not.toContain('Not verified')
  })
})
