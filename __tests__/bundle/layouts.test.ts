import { expect, test } from '@jest/globals'
import { WHOLE } from '../sample.ts'
import { layoutsOfTests } from './layout-project.ts'
import { LAYOUTS } from './layouts.ts'
import type { Run } from './runner.ts'
import { resultsOf } from './world.ts'

// Each layout into two environments, once from its configuration file and once by inputs alone. Both must write the
// same to ECS.

const open = layoutsOfTests()

const WRITES = ['RegisterTaskDefinition', 'RunTask', 'UpdateService']

/** What ECS takes for a task that says nothing: a task of the configuration file has what its service shows. */
const DEFAULTS = { platformVersion: 'LATEST' }

/** What ECS was asked to write, without what is drawn for each request. */
function writtenTo({ sandbox }: Awaited<ReturnType<typeof open>>) {
  return sandbox
    .requests()
    .filter(({ operation }) => WRITES.includes(operation))
    .map(({ operation, region, body: { clientToken: _, tags: __, ...body } }) => ({
      ...{ operation, region },
      body: { ...(operation === 'RunTask' ? DEFAULTS : {}), ...body }
    }))
    .toSorted((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1))
}

/** How the services of a run ended; what it said if it failed. */
const endsOf = (run: Run) => (run.code === 0 ? resultsOf(run).map(({ outcome }) => outcome) : run.visible)

/**
 * In `npm test`: one service a file, one template for all, the live definition with a task, one name in two Regions.
 */
const PLAYED = WHOLE ? LAYOUTS : LAYOUTS.slice(0, 4)

test.each(PLAYED)('$name', async layout => {
  const { stages, keys, steps } = layout
  const all = keys.map(() => 'succeeded')
  const configured = await open(layout, 'configuration')
  for (const environment of stages)
    expect(endsOf(await configured.step({ mode: 'deploy', environment, ...layout.given }))).toEqual(all)
  const alone = await open(layout, 'inputs')
  for (const stage of stages) {
    const ends: unknown[] = []
    for (const inputs of steps(stage)) ends.push(...endsOf(await alone.step({ mode: 'deploy', ...inputs })))
    expect(ends).toEqual(all)
  }
  const byConfiguration = writtenTo(configured)
  expect(byConfiguration.length).toBeGreaterThanOrEqual(2 * stages.length)
  expect(writtenTo(alone)).toEqual(byConfiguration)
})
