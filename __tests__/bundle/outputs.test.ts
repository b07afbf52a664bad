import { spawnSync } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { existsSync, linkSync, mkdirSync, openSync, readdirSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import { type RunningSandbox, startSandbox } from '../../sandbox/server.ts'
import { makeWorkspace, type Workspace } from '../workspace.ts'
import { ACTION_NODE, BUNDLE, type Run, runAction, runCli } from './runner.ts'

const CLEAN = JSON.stringify({
  family: 'web',
  containerDefinitions: [{ name: 'app', image: 'app:1', memory: 64 }]
})
const PASSWORD = ['Tr0ub', '4dor'].join('')
const DIRTY = CLEAN.replace(
  '"memory"',
  `"environment":[{"name":"DB_PASSWORD","value":"${PASSWORD}"}],"memory"`
)
const FULL = '/dev/full'
const hasFull = existsSync(FULL)

let workspace: Workspace
beforeEach(() => {
  workspace = makeWorkspace({ 'clean.json': CLEAN, 'dirty.json': DIRTY })
  mkdirSync(join(workspace.path, 'folder'))
})
afterEach(() => workspace.remove())

const check = (env: Readonly<Record<string, string>>, file = 'clean.json'): Promise<Run> =>
  runAction({ mode: 'check', 'task-definition': file }, { workspace, env, sandbox: 'none' })

/** No stack, no code of ours. */
function expectPlain({ visible }: Pick<Run, 'visible'>): void {
  expect(visible).not.toMatch(/^\s+at .*:\d+:\d+/m)
  expect(visible).not.toMatch(/node:internal|dist\/index\.js:\d+/)
}

describe('an output that cannot be written is exit code 3 with its reason', () => {
  const places: readonly (readonly [string, () => string, RegExp])[] = [
    ['a folder', () => join(workspace.path, 'folder'), /EISDIR: it is a folder/],
    ['a path that is not there', () => join(workspace.path, 'nowhere/file'), /it does not exist/],
    ...(hasFull ? [['a full disk', () => FULL, /ENOSPC: no space left on device/] as const] : [])
  ]
  test.each(places)('GITHUB_OUTPUT: %s', async (_, place, reason) => {
    const run = await check({ GITHUB_OUTPUT: place() })
    expect(run.code).toBe(3)
    expect(run.stdout).toMatch(reason)
    expect(run.stdout).toMatch(/^::error.*The outputs of the step could not be written/m)
    expect(run.stdout).not.toContain('no plaintext credential')
    expect(run.summary).toContain('1 problem found')
    expectPlain(run)
  })

  test.each(places)('GITHUB_STEP_SUMMARY: %s', async (_, place, reason) => {
    const run = await check({ GITHUB_STEP_SUMMARY: place() })
    expect(run.code).toBe(3)
    expect(run.stdout).toMatch(reason)
    expect(run.stdout).not.toContain('no plaintext credential')
    expect(JSON.parse(run.outputs['findings'] ?? '')).toMatchObject({
      verdict: '1 problem found.',
      exitCode: 3
    })
    expectPlain(run)
  })

  test('findings are no excuse: 3, not 1', async () => {
    const run = await check({ GITHUB_OUTPUT: join(workspace.path, 'folder') }, 'dirty.json')
    expect(run.code).toBe(3)
  })

  test.each(['folder', 'clean.json/report', ...(hasFull ? [FULL] : [])])('--output %s', async file => {
    for (const subject of ['clean.json', 'dirty.json']) {
      const run = await runCli(['check', subject, '--output', file], { workspace, sandbox: 'none' })
      expect(run.code).toBe(3)
      expect(run.stderr).toMatch(/could not be written \(E[A-Z]+: .*\)\.\n {2}Name a file/)
      expectPlain(run)
    }
  })

  test('sarif-file', async () => {
    const run = await runAction(
      { mode: 'check', 'task-definition': 'dirty.json', 'sarif-file': 'folder' },
      { workspace, sandbox: 'none' }
    )
    expect([run.code, run.outputs['sarif-file']]).toEqual([3, ''])
    expectPlain(run)
  })

  const onFull = hasFull ? test : test.skip
  onFull.each(['text', 'json', 'sarif', 'github'])('standard output, %s', format => {
    for (const file of ['clean.json', 'dirty.json']) {
      const run = spawnSync(ACTION_NODE, [BUNDLE, 'check', file, '--format', format], {
        cwd: workspace.path,
        stdio: ['ignore', openSync(FULL, 'w'), 'pipe'],
        encoding: 'utf8'
      })
      expect([run.status, run.stderr]).toEqual([3, expect.stringContaining('ENOSPC')])
      expectPlain({ visible: run.stderr })
    }
  })

  onFull('standard output of an action', () => {
    const run = spawnSync(ACTION_NODE, [BUNDLE], {
      cwd: workspace.path,
      env: { INPUT_MODE: 'check', 'INPUT_TASK-DEFINITION': 'clean.json', GITHUB_WORKSPACE: workspace.path },
      stdio: ['ignore', openSync(FULL, 'w'), 'pipe'],
      encoding: 'utf8'
    })
    expect([run.status, run.stderr]).toEqual([3, expect.stringContaining('ENOSPC')])
    expectPlain({ visible: run.stderr })
  })

  test('a reader that has gone away is none', () => {
    const command = `"${ACTION_NODE}" "${BUNDLE}" check clean.json --format json | true; echo "\${PIPESTATUS[0]}"`
    const run = spawnSync('bash', ['-c', command], { cwd: workspace.path, encoding: 'utf8' })
    expect(run.stdout.trim()).toBe('0')
  })
})

describe('no output takes the place of a file of the run', () => {
  const refused = (run: Pick<Run, 'code' | 'visible'>, ...parts: readonly string[]) => {
    expect(run.code).toBe(2)
    for (const part of parts) expect(run.visible).toContain(part)
    expect(workspace.read('clean.json')).toBe(CLEAN)
    expect(workspace.read('dirty.json')).toBe(DIRTY)
  }

  test('of the file that is checked, as it is named, by a pattern, by a link, by a hard link, by itself', async () => {
    const over = ['clean.json', './folder/../clean.json', join(workspace.path, 'clean.json'), 'link', 'hard']
    symlinkSync('clean.json', join(workspace.path, 'link'))
    linkSync(join(workspace.path, 'clean.json'), join(workspace.path, 'hard'))
    for (const output of over) {
      refused(
        await runCli(['check', 'clean.json', '--output', output], { workspace, sandbox: 'none' }),
        `--output would overwrite ${output}, which this run reads (--task-definition).`
      )
    }
    for (const pattern of ['*.json', '{service}.json']) {
      refused(
        await runCli(['check', pattern, '--sarif-file', 'clean.json'], { workspace, sandbox: 'none' }),
        '--sarif-file would overwrite clean.json'
      )
    }
    refused(
      await runCli(['check', '--output', 'clean.json'], { workspace, sandbox: 'none' }),
      'which this run reads'
    )
  })

  test('also where something else is wrong, and nothing is written', async () => {
    const args = ['check', 'clean.json', '--output', 'clean.json', '--fail-on', 'nope']
    refused(await runCli(args, { workspace, sandbox: 'none' }), 'would overwrite', 'is not allowed')
    const sarif = ['check', 'clean.json', '--sarif-file', 'clean.json', '--nope', 'x']
    refused(await runCli(sarif, { workspace, sandbox: 'none' }), 'would overwrite', 'Unknown flag')
  })

  test('of the configuration file', async () => {
    workspace.write('own.yml', 'exceptions: []\n')
    workspace.write('.github/ecs-sealed-deploy.yml', 'exceptions: []\n')
    for (const args of [
      ['--config', 'own.yml', '--output', 'own.yml'],
      ['--output', '.github/ecs-sealed-deploy.yml']
    ]) {
      refused(await runCli(['check', 'clean.json', ...args], { workspace, sandbox: 'none' }), '(--config)')
    }
    expect(workspace.read('own.yml')).toBe('exceptions: []\n')
  })

  test('of service definition, AppSpec, plan file and journal', async () => {
    workspace.write('service.json', '{}')
    workspace.write('appspec-web.yml', '{}')
    const to = ['--aws-region', 'us-west-2', '--cluster', 'demo']
    const cases: readonly (readonly [readonly string[], string])[] = [
      [
        ['plan', '--service-definition', 'service.json', '--output', 'service.json'],
        '(--service-definition)'
      ],
      [
        ['plan', '--codedeploy-appspec', 'appspec-{service}.yml', '--output', 'appspec-web.yml'],
        '(--codedeploy-appspec)'
      ],
      [['migrate', '--plan-file', 'clean.json'], '--plan-file would overwrite'],
      [['migrate', '--journal', 'clean.json'], '--journal would overwrite'],
      [['migrate', '--journal', 'a.json', '--plan-file', './a.json'], '--plan-file and --journal']
    ]
    for (const [[mode = '', ...args], said] of cases) {
      refused(await runCli([mode, 'clean.json', ...to, ...args], { workspace, sandbox: 'none' }), said)
    }
    expect(workspace.read('service.json')).toBe('{}')
  })

  test('of each other', async () => {
    const run = await runCli(['check', 'clean.json', '--output', 'new', '--sarif-file', './new'], {
      workspace,
      sandbox: 'none'
    })
    refused(run, '--output and --sarif-file name the same file: ./new.')
    expect(existsSync(join(workspace.path, 'new'))).toBe(false)
  })

  test('a report of a run before is no file of the run', async () => {
    for (const _ of [1, 2]) {
      const args = ['check', 'dirty.json', '--format', 'json', '--output', 'report.json', '--sarif-file', 's']
      expect((await runCli(args, { workspace, sandbox: 'none' })).code).toBe(1)
    }
    expect(JSON.parse(workspace.read('report.json'))).toMatchObject({ exitCode: 1 })
  })
})

describe('an audit', () => {
  let sandbox: RunningSandbox
  const definition = (family: string, value: string) => ({
    family,
    requiresCompatibilities: ['FARGATE'],
    networkMode: 'awsvpc',
    cpu: '256',
    memory: '512',
    containerDefinitions: [
      {
        name: 'app',
        image: 'demo/app:1',
        ...(value === '' ? {} : { environment: [{ name: 'DB_PASSWORD', value }] })
      }
    ]
  })
  const value = ['Kj4', 'pQz81', 'mWs'].join('-')
  beforeEach(async () => {
    sandbox = await startSandbox({
      clock: 'manual',
      scenario: {
        region: 'us-west-2',
        clusters: ['demo', 'red', 'empty'],
        taskDefinitions: [definition('web', value), definition('web', ''), definition('old', value)],
        services: [
          { serviceName: 'web', cluster: 'demo', taskDefinition: 'web:2' },
          { serviceName: 'old', cluster: 'red', taskDefinition: 'old:1' }
        ]
      }
    })
  })
  afterEach(() => sandbox.close())

  const audit = (inputs: Readonly<Record<string, string>>): Promise<Run> =>
    runAction(
      { mode: 'audit', 'aws-region': 'us-west-2', ...inputs },
      {
        workspace,
        sandbox
      }
    )
  const verdictIn = (run: Run) => (JSON.parse(run.outputs['audit'] ?? '{}') as { verdict?: string }).verdict

  test.each(['nope', 'web, nope'])('of a service that is not there (%s) is not clean', async service => {
    const run = await audit({ cluster: 'demo', service })
    expect([run.code, verdictIn(run)]).toEqual([2, 'unknown'])
    expect(run.summary.split('## ')[0]).not.toMatch(/clean/i)
    expect(run.stdout).toMatch(/^Not verified: /m)
  })

  test('of a deleted service is not clean', async () => {
    const service = sandbox.world().regions.get('us-west-2')?.clusters.get('demo')?.services.get('web')
    if (service) service.status = 'INACTIVE'
    const run = await audit({ cluster: 'demo', service: 'web' })
    expect([run.code, verdictIn(run)]).toEqual([2, 'unknown'])
    expect(run.stdout).toContain('Service "web" in cluster "demo" is INACTIVE')
  })

  test('is green, with a warning, where only old revisions hold plaintext; fail-on: warning makes it red', async () => {
    const run = await audit({ cluster: 'demo' })
    expect([run.code, verdictIn(run)]).toEqual([0, 'old-revisions'])
    expect(run.stdout).toContain('Clean, with plaintext in old revisions: 0 of ')
    expect(run.stdout).toMatch(/^::warning title=1 old revision with plaintext::.*web:1/m)
    expect(run.stdout).not.toMatch(/^::error/m)
    const strict = await audit({ cluster: 'demo', 'fail-on': 'warning' })
    expect(strict.code).toBe(1)
    expect(strict.stdout).toMatch(/^::error .*Plaintext in old revisions/m)
  })

  test('is red, with an error for each service, where what runs holds plaintext', async () => {
    const run = await audit({ cluster: 'red' })
    expect([run.code, verdictIn(run)]).toEqual([1, 'exposed'])
    expect(run.stdout).toMatch(/^::error title=Plaintext%3A service old::service old in red.*DB_PASSWORD/m)
    expect(run.visible).not.toContain(value)
  })

  test('of a cluster in which nothing runs says just that', async () => {
    const run = await audit({ cluster: 'empty' })
    expect(run.stdout).toContain('Nothing runs in empty: no service, task, rule or schedule found.')
    expect(run.code).toBe(0)
    const nowhere = await audit({ cluster: '*', 'aws-region': 'eu-west-1' })
    expect(nowhere.stdout).toContain('No cluster found in eu-west-1: nothing runs there.')
  })
})

/** A place outside of everything, of this run alone: nothing may be there before, or after. */
const ELSEWHERE = `/var/tmp/ecs-${randomUUID()}.sarif`

describe('no output leaves the workspace or goes through a link', () => {
  let outside: Workspace
  beforeEach(() => {
    outside = makeWorkspace({ victim: 'mine' })
  })
  afterEach(() => outside.remove())

  const link = (name: string, to: string) => symlinkSync(join(outside.path, to), join(workspace.path, name))
  const expectUntouched = () => {
    expect(readdirSync(outside.path)).toEqual(['victim'])
    expect(outside.read('victim')).toBe('mine')
  }

  test.each<[string, () => void, string, string]>([
    ['a link', () => link('ecs.sarif', 'victim'), 'ecs.sarif', 'is a symbolic link'],
    ['a link that leads nowhere', () => link('ecs.sarif', 'new'), 'ecs.sarif', 'is a symbolic link'],
    ['a linked folder', () => link('reports', '.'), 'reports/ecs.sarif', 'is a symbolic link'],
    ['a way out', () => {}, '../ecs.sarif', 'is outside the workspace'],
    ['an absolute path', () => {}, ELSEWHERE, 'is outside the workspace']
  ])('an action: %s', async (_, make, file, said) => {
    make()
    for (const [mode, input] of [
      ['check', 'sarif-file'],
      ['migrate', 'plan-file'],
      ['migrate', 'journal']
    ] as const) {
      const more = mode === 'check' ? {} : { 'aws-region': 'us-west-2', cluster: 'demo' }
      const inputs = { mode, 'task-definition': 'clean.json', [input]: file, ...more }
      const run = await runAction(inputs, { workspace, sandbox: 'none' })
      expect([run.code, run.stdout]).toEqual([
        2,
        expect.stringContaining(`Input "${input}": ${file} ${said}`)
      ])
      expectPlain(run)
    }
    expectUntouched()
    expect(existsSync(ELSEWHERE)).toBe(false)
  })

  test('the runner’s temporary folder is open to an action, any absolute path to a person', async () => {
    const into = join(outside.path, 'sub/ecs.sarif')
    const env = { RUNNER_TEMP: outside.path }
    const inputs = { mode: 'check', 'task-definition': 'clean.json', 'sarif-file': into }
    expect((await runAction(inputs, { workspace, env, sandbox: 'none' })).code).toBe(0)
    expect(JSON.parse(outside.read('sub/ecs.sarif'))).toHaveProperty('runs')
    const args = ['check', 'clean.json', '--output', join(outside.path, 'report.txt')]
    expect((await runCli(args, { workspace, sandbox: 'none' })).code).toBe(0)
    expect(outside.read('report.txt')).toContain('1 file checked')
  })

  test.each(['--output', '--sarif-file'])('a command: %s', async flag => {
    link('out', 'victim')
    for (const file of ['out', join(workspace.path, 'out'), '../out']) {
      const run = await runCli(['check', 'clean.json', flag, file], { workspace, sandbox: 'none' })
      expect([run.code, run.visible]).toEqual([
        2,
        expect.stringMatching(/symbolic link|outside the workspace/)
      ])
    }
    expectUntouched()
  })

  test('a baseline is not written through a linked configuration file', async () => {
    workspace.write('real.yml', '')
    symlinkSync('real.yml', join(workspace.path, 'own.yml'))
    const args = ['check', 'dirty.json', '--config', 'own.yml', '--write-baseline']
    const run = await runCli(args, { workspace, sandbox: 'none' })
    expect([run.code, run.visible]).toEqual([3, expect.stringContaining('it is a symbolic link')])
    expect(workspace.read('real.yml')).toBe('')
  })
})
