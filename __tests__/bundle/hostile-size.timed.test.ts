import { spawn } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import { sample } from '../sample.ts'
import { makeWorkspace, type Workspace } from '../workspace.ts'
import { ACTION_NODE, asTheRunnerSets, BUNDLE } from './runner.ts'

let workspace: Workspace
beforeEach(() => {
  workspace = makeWorkspace()
})
afterEach(() => workspace.remove())

/**
 * The processor's seconds of a check and the most memory it had, in MB: neighbors on the machine change neither much.
 */
async function costOf(
  args: readonly string[]
): Promise<{ readonly seconds: number; readonly megabytes: number }> {
  const file = join(workspace.path, `cost-of-${args.join('-')}.json`)
  const preload = join(workspace.path, `cost-of-${args.join('-')}.mjs`)
  writeFileSync(
    preload,
    `import { writeFileSync } from 'node:fs'
process.on('exit', () => {
  const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage()
  writeFileSync(${JSON.stringify(file)}, JSON.stringify([(userCPUTime + systemCPUTime) / 1e6, maxRSS / 1024]))
})`
  )
  const child = spawn(ACTION_NODE, ['--import', preload, BUNDLE, 'check', ...args], {
    cwd: workspace.path,
    stdio: 'ignore'
  })
  await new Promise(resolve => child.once('close', resolve))
  const [seconds, megabytes] = JSON.parse(readFileSync(file, 'utf8')) as [number, number]
  return { seconds, megabytes }
}

/** Built here, so that nothing in this file looks like a credential. */
function literalOf(index: number): string {
  return `Xq7${((index * 2_654_435_761) % 4_294_967_296).toString(36)}Zk${index.toString(36)}!v`
}

function definition(entries: readonly string[]): string {
  return `{"family": "web", "containerDefinitions": [{"name": "app", "image": "a", "environment": [\n${entries.join(',\n')}\n]}]}`
}

const many = (count: number, make: (index: number) => string) =>
  Array.from({ length: count }, (_, index) => make(index))
const password = (index: number) => `{"name": "DB_PASSWORD_${index}", "value": "${literalOf(index)}"}`

/** A file with so many of something; twice as many take about twice as long, with the start of the process in both. */
const GROWING: readonly (readonly [what: string, count: number, make: (count: number) => string])[] = [
  ['findings', 5000, count => definition(many(count, password))],
  [
    'findings whose values begin alike',
    20_000,
    count => definition(many(count, i => `{"name": "DB_PASSWORD_${i}", "value": "Harbor52Lantern${i}"}`))
  ],
  [
    'findings of one name',
    5000,
    count => definition(many(count, index => `{"name": "DB_PASSWORD", "value": "${literalOf(index)}"}`))
  ],
  [
    'comments that allow a finding',
    5000,
    count => definition(many(count, index => `// ecs-sealed: allow secret/by-name known\n${password(index)}`))
  ],
  [
    'comments in front of one entry',
    10_000,
    count => definition([`${'// ecs-sealed: allow secret/by-name known\n'.repeat(count)}${password(1)}`])
  ],
  [
    'containers that wait for ones that are not there',
    5000,
    count =>
      `{"family": "web", "containerDefinitions": [${many(count, index => `{"name": "c${index}", "image": "a", "dependsOn": [{"containerName": "d${index}"}]}`).join()}]}`
  ],
  [
    'names that stand twice',
    15_000,
    count => `{"family": "web", ${'"cpu": "256",\n'.repeat(count)} "containerDefinitions": []}`
  ],
  [
    'variables that stand twice',
    20_000,
    count => definition(many(count, () => '{"name": "A", "value": "b"}'))
  ],
  ['commas too many', 10_000, count => definition(many(count, () => '{"name": "A", "value": "b",}'))]
]

describe('time grows with the file and no faster', () => {
  test.each(sample(GROWING, 4))('%s', async (_, count, make) => {
    workspace.write('once.json', make(count))
    workspace.write('twice.json', make(count * 2))
    const [once, twice] = await Promise.all([costOf(['once.json']), costOf(['twice.json'])])
    // Four times where it grows with the square; garbage is collected in steps.
    expect(twice.seconds / once.seconds).toBeLessThan(3)
  })
})

describe('before a call to AWS a signal ends a run at once, whatever it is doing', () => {
  const moments = ['check', 'plan', 'deploy'].flatMap(mode =>
    [60, 300, 900].map(after => [mode, after] as const)
  )
  test.each(sample(moments, 3))('SIGINT and SIGTERM in %s after %i ms', async (mode, after) => {
    // only a check reads more than a megabyte
    workspace.write('a.json', definition(many(mode === 'check' ? 30_000 : 13_000, password)))
    // side by side: most of the time goes by until the signal
    await Promise.all((['SIGINT', 'SIGTERM'] as const).map(name => endsAtOnce(name, mode, after)))
  })

  async function endsAtOnce(name: NodeJS.Signals, mode: string, after: number): Promise<void> {
    const child = spawn(ACTION_NODE, [BUNDLE], {
      cwd: workspace.path,
      stdio: 'ignore',
      env: {
        PATH: process.env['PATH'],
        GITHUB_ACTIONS: 'true',
        ...asTheRunnerSets({
          mode,
          'task-definition': 'a.json',
          ...(mode === 'check' ? {} : { service: 'web', cluster: 'demo', 'aws-region': 'us-west-2' })
        })
      }
    })
    const closed = new Promise<readonly [code: number | null, signal: string | null]>(resolve =>
      child.once('close', (code, signal) => resolve([code, signal]))
    )
    await new Promise(resolve => setTimeout(resolve, after))
    child.kill(name)
    // the signal itself has ended it: nothing of ours ran in between
    expect(await closed).toEqual([null, name])
  }
})
