import { spawn } from 'node:child_process'
import { readFileSync, symlinkSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { afterAll, expect, test } from '@jest/globals'
import { parse } from 'yaml'
import { blockAfter } from '../pages.ts'
import { freePort } from '../programs.ts'
import { makeWorkspace } from '../workspace.ts'
import { runAction } from './runner.ts'
import { resultsOf } from './world.ts'

// The tutorial's workflow that rehearses a deploy, as a runner plays it: its scripts in bash, its last step with the
// bundle.

type Step = {
  readonly uses?: string
  readonly run?: string
  readonly with?: Readonly<Record<string, string>>
}

const page = readFileSync('docs/tutorial.md', 'utf8')
const files = [...page.matchAll(/<!-- file: ([^\n]*?) -->\n```\w+\n([\s\S]*?)\n```/g)]
const workspace = makeWorkspace(
  Object.fromEntries(files.map(([, file = '', text = '']) => [file, `${text}\n`]))
)
const started: number[] = []
afterAll(() => {
  for (const group of started)
    try {
      process.kill(-group)
    } catch {
      // a script that left nothing in the background
    }
  workspace.remove()
})

/** The exit code of a script of the workflow, whose background processes go on. */
async function playScript(script: string, env: Readonly<Record<string, string>>): Promise<number | null> {
  const child = spawn('bash', ['-e', '-c', script], {
    ...{ cwd: workspace.path, detached: true, stdio: 'ignore' },
    env: { ...process.env, ...env }
  })
  if (child.pid !== undefined) started.push(child.pid)
  return new Promise(done => child.on('exit', done))
}

test('the rehearsal of the tutorial deploys both services', async () => {
  const text = blockAfter('docs/tutorial.md', '<!-- rehearsal -->')
  const { jobs } = parse(text.replaceAll('4566', String(await freePort()))) as {
    readonly jobs: {
      readonly rehearse: { readonly env: Record<string, string>; readonly steps: readonly Step[] }
    }
  }
  const { env, steps } = jobs.rehearse
  // The second checkout, which is installed.
  const isThere = ({ uses = '', run = '' }: Step) =>
    uses.startsWith('actions/checkout@') || run.startsWith('npm ci ')
  expect(steps.filter(isThere)).toHaveLength(3)
  symlinkSync(resolve('.'), join(workspace.path, '.ecs-sealed-deploy'))
  for (const { run } of steps.filter(step => !isThere(step) && step.run !== undefined))
    expect(await playScript(run ?? '', env)).toBe(0)
  const own = steps.find(({ uses }) => uses === './.ecs-sealed-deploy')
  const run = await runAction(own?.with ?? {}, { workspace, env })
  expect([
    run.code,
    resultsOf(run).map(({ key, service, outcome }) => `${key ?? service} ${outcome}`)
  ]).toEqual([0, ['shop succeeded', 'mailer succeeded']])
})
