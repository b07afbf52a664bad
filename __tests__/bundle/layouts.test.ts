import { afterEach, expect, test } from '@jest/globals'
import { type RunningSandbox, startSandbox } from '../../sandbox/server.ts'
import { CONFIG } from '../configuration/world.ts'
import { sample, WHOLE } from '../sample.ts'
import { LAYOUTS, type Layout } from './layouts.ts'
import { IN_LOCKSTEP, makeWorkspace, type RunOptions, runAction, type Workspace } from './runner.ts'
import { resultsOf } from './world.ts'

// Each layout into two environments, once from its configuration file and once by inputs alone, with the bundle as a
// process over HTTP. Both must write the same to ECS.

let sandbox: RunningSandbox
let workspace: Workspace
afterEach(async () => {
  workspace.remove()
  await sandbox.close()
})

async function open({ files, scenario }: Layout, config?: string) {
  sandbox = await startSandbox({ scenario, clock: 'manual' })
  const texts = Object.entries(files).map(([file, content]) => [file, JSON.stringify(content)] as const)
  workspace = makeWorkspace({ ...Object.fromEntries(texts), ...(config ? { [CONFIG]: config } : {}) })
  const options: RunOptions = {
    workspace,
    env: { AWS_ENDPOINT_URL: sandbox.url, AWS_ACCESS_KEY_ID: 'test', AWS_SECRET_ACCESS_KEY: 'test' },
    preload: IN_LOCKSTEP,
    ...(WHOLE ? {} : { sandbox })
  }
  return async (inputs: Readonly<Record<string, string>>) => {
    const run = await runAction({ mode: 'deploy', 'verify-permissions': 'off', ...inputs }, options)
    return { said: run.code === 0 ? '' : run.visible, outcomes: resultsOf(run).map(({ outcome }) => outcome) }
  }
}

const WRITES = ['RegisterTaskDefinition', 'RunTask', 'UpdateService']

/** What ECS was asked to write, without what is drawn for each request. */
const written = () =>
  sandbox
    .requests()
    .filter(({ operation }) => WRITES.includes(operation))
    .map(({ operation, region, body: { clientToken: _, tags: __, ...body } }) => {
      // A task of the configuration file takes the platform version of its service; without one, ECS takes the same.
      if (operation === 'RunTask') delete body['platformVersion']
      return JSON.stringify([operation, region, body])
    })
    .toSorted()

test.each(WHOLE ? LAYOUTS : sample(LAYOUTS, 1))('$name', async layout => {
  const { config, stages, keys, steps } = layout
  const step = await open(layout, config)
  for (const environment of stages)
    expect(await step({ environment })).toEqual({ said: '', outcomes: keys.map(() => 'succeeded') })
  const byConfiguration = written()
  workspace.remove()
  await sandbox.close()
  const alone = await open(layout)
  for (const stage of stages) {
    const outcomes: unknown[] = []
    for (const inputs of steps(stage)) {
      const run = await alone(inputs)
      expect(run.said).toBe('')
      outcomes.push(...run.outcomes)
    }
    expect(outcomes).toEqual(keys.map(() => 'succeeded'))
  }
  expect(byConfiguration.length).toBeGreaterThanOrEqual(2 * stages.length)
  expect(written()).toEqual(byConfiguration)
})
