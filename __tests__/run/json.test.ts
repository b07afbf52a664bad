import { afterEach, describe, expect, test } from '@jest/globals'
import { type RunningSandbox, startSandbox } from '../../sandbox/server.ts'
import { MODES } from '../../src/inputs/tables/specification.ts'
import { runInProcess } from '../bundle/in-process.ts'
import { scenario, template } from '../bundle/scenario.ts'
import { environmentOf } from '../environment.ts'
import { complaints } from '../schemas.ts'
import { makeWorkspace, type Workspace } from '../workspace.ts'

let sandbox: RunningSandbox
let workspace: Workspace
afterEach(async () => {
  await sandbox.close()
  workspace.remove()
})

const TO = ['--cluster', 'demo', '--aws-region', 'us-west-2']
const FILE = ['deploy/{service}.json', '--variables', 'TAG=2']

async function open(behaviours: readonly object[] = []): Promise<void> {
  sandbox = await startSandbox({ scenario: scenario({ behaviours }), clock: 'manual' })
  workspace = makeWorkspace({ 'deploy/web.json': template('web') })
}

/** The document that a command line prints, held against its schema. */
async function documentOf(args: readonly string[]): Promise<Readonly<Record<string, unknown>>> {
  const env = { ...environmentOf(sandbox), CI: 'true' }
  const { stdout } = await runInProcess({
    args: [...args, '--json'],
    workspace: workspace.path,
    env,
    sandbox
  })
  const document = JSON.parse(stdout) as Readonly<Record<string, unknown>>
  expect(complaints(args[0] === 'check' ? 'check' : 'run', document)).toBeUndefined()
  return document
}

describe('--json', () => {
  test('of every mode is what its schema says', async () => {
    await open()
    const runs: Readonly<Record<string, readonly string[]>> = {
      check: FILE,
      render: [...FILE],
      plan: [...FILE, ...TO],
      deploy: [...FILE, ...TO],
      status: [...TO, '--service', 'web'],
      continue: [...TO, '--service', 'web'],
      rollback: [...TO, '--service', 'web'],
      migrate: [...FILE, ...TO],
      audit: TO,
      'rotate-restart': TO
    }
    expect(Object.keys(runs)).toEqual([...MODES])
    for (const [mode, args] of Object.entries(runs)) {
      const document = await documentOf([mode, ...args])
      if (mode !== 'check') expect(document).toMatchObject({ version: 1, mode })
    }
  })

  test('also where a rollout fails, and where the inputs are wrong', async () => {
    await open([{ taskDefinition: 'web:2', exitAfter: '2s', exitCode: 3, logs: ['no database'] }])
    expect(await documentOf(['deploy', ...FILE, ...TO])).toMatchObject({
      exitCode: 1,
      diagnoses: [{ service: 'web' }],
      timelines: [{ service: 'web' }]
    })
    for (const mode of MODES.filter(one => one !== 'check' && one !== 'render'))
      expect(await documentOf([mode, '--max-retries', 'many'])).toMatchObject({ mode, exitCode: 2 })
  })

  test('a member that no schema names is refused', () => {
    const empty = { version: 1, mode: 'deploy', more: 1 }
    expect(JSON.stringify(complaints('run', empty))).toContain('"additionalProperty":"more"')
  })
})

test('a wait of 15 minutes is never silent for more than 30 seconds, and says what it waits for', async () => {
  await open([{ taskDefinition: 'web:2', neverRuns: true }])
  const args = ['deploy', ...FILE, ...TO, '--wait-for-minutes', '15', '--fail-fast', 'false']
  const env = { ...environmentOf(sandbox), CI: 'true' }
  const { stdout, code } = await runInProcess({ args, workspace: workspace.path, env, sandbox })
  expect(code).toBe(1)
  const times = [...stdout.matchAll(/^(\S+Z) /gm)].map(([, time = '']) => Date.parse(time))
  const gaps = times.slice(1).map((time, index) => time - (times[index] ?? 0))
  expect(Math.max(...gaps)).toBeLessThanOrEqual(30_000)
  const beats = stdout.match(/^\S+Z Waiting for web: 0 of 2 running, 2 pending.*\(\d+ min.*\)$/gm) ?? []
  expect(beats.length).toBeGreaterThanOrEqual(30)
})
