import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals'
import { environmentOf, NOWHERE } from '../environment.ts'
import { makeWorkspace, type Workspace } from '../workspace.ts'
import { runAction, runCli } from './runner.ts'
import { scenario } from './scenario.ts'
import { makeWorld } from './world.ts'

let workspace: Workspace
beforeEach(() => {
  workspace = makeWorkspace({
    'deploy/web.json': definition(),
    'deploy/worker.json': definition({ family: 'worker' })
  })
})
afterEach(() => workspace.remove())

const ROLE = 'arn:aws:iam::123456789012:role/exec'
const INPUTS = {
  'task-definition': 'deploy/{service}.json',
  cluster: 'main',
  'aws-region': 'us-west-2',
  variables: 'TAG=1'
}

function definition(more: object = {}, container: object = {}): string {
  return JSON.stringify(
    {
      family: 'web',
      executionRoleArn: ROLE,
      containerDefinitions: [{ name: 'app', image: 'app:${{ vars.TAG }}', memory: 64, ...container }],
      ...more
    },
    null,
    2
  )
}

/** Deploys with what is wrong; nothing may be asked of AWS, whose endpoint is a closed port. */
function deploy(inputs: Record<string, string>, files: Record<string, string> = {}) {
  for (const [file, text] of Object.entries(files)) workspace.write(file, text)
  return runAction(
    { ...INPUTS, ...inputs },
    {
      workspace,
      sandbox: 'none',
      env: environmentOf(NOWHERE)
    }
  )
}

type Wrong = readonly [
  what: string,
  inputs: Record<string, string>,
  files: Record<string, string>,
  place: RegExp,
  remedy: RegExp
]

const WRONG: readonly Wrong[] = [
  [
    'a misspelt input',
    { 'task-defintion': 'x' },
    {},
    /Unknown input "task-defintion"/,
    /Did you mean "task-definition"\?/
  ],
  [
    'a bad boolean',
    { 'force-new-deployment': 'ja' },
    {},
    /Input "force-new-deployment": "ja" is not a boolean/,
    /true or force-new-deployment: false/
  ],
  ['an empty cluster', { cluster: '' }, {}, /Input "cluster" is empty/, /cluster: default/],
  ['an unknown mode', { mode: 'deplyo' }, {}, /"deplyo" is not allowed/, /Did you mean "deploy"\?/],
  ['an unknown service', { service: 'wbe' }, {}, /wbe/, /web/],
  [
    'a configuration file that is not there',
    { config: 'deploy/nowhere.yml', 'task-definition': '' },
    {},
    /deploy\/nowhere\.yml does not exist/,
    /Check the input "config"/
  ],
  [
    'a pattern that matches nothing',
    { 'task-definition': 'nowhere/{service}.json' },
    {},
    /nowhere\/\{service\}\.json" matches no file/,
    /actions\/checkout/
  ],
  [
    'a missing file',
    { 'task-definition': 'deploy/wbe.json', service: 'web' },
    {},
    /"deploy\/wbe\.json" does not exist/,
    /Did you mean "deploy\/web\.json"\?/
  ],
  [
    'two files for one service',
    { 'task-definition': 'deploy/{service}.*' },
    { 'deploy/web.yml': 'family: web\n' },
    /Service "web" has 2 files/,
    /narrower/
  ],
  [
    'bad JSON',
    {},
    { 'deploy/web.json': '{\n  "family": "web"\n  "cpu": "256"\n}' },
    /deploy\/web\.json:[23]:\d+/,
    /"," or a closing bracket was expected/
  ],
  [
    'bad YAML',
    { 'task-definition': 'deploy/{service}.yml' },
    { 'deploy/web.yml': 'family: web\n  cpu: [1\n' },
    /deploy\/web\.yml:\d+:\d+/,
    /./
  ],
  ['a missing variable', { variables: 'TAGG=1' }, {}, /deploy\/web\.json:\d+:\d+: .*vars\.TAG/, /TAGG/],
  [
    'an unknown context',
    {},
    { 'deploy/web.json': definition({ cpu: '${{ varz.TAG }}' }) },
    /deploy\/web\.json:\d+:\d+/,
    /vars/
  ],
  [
    'a secret in a template',
    {},
    {
      'deploy/web.json': definition(
        {},
        { environment: [{ name: 'DB_PASSWORD', value: '${{ secrets.DB }}' }] }
      )
    },
    /deploy\/web\.json:\d+:\d+/,
    /"valueFrom": "secretsmanager:/
  ],
  [
    'an expression that does not parse',
    {},
    { 'deploy/web.json': definition({ cpu: '${{ vars.TAG ' }) },
    /deploy\/web\.json:\d+:\d+/,
    /./
  ],
  [
    'a wrong type',
    {},
    { 'deploy/web.json': definition({}, { memory: 'lots' }) },
    /deploy\/web\.json:\d+:\d+: .*memory/,
    /number/
  ],
  [
    'a list where an object belongs',
    {},
    { 'deploy/web.json': definition({}, { logConfiguration: [] }) },
    /logConfiguration/,
    /object/
  ],
  [
    'a duplicate container',
    {},
    {
      'deploy/web.json': definition({
        containerDefinitions: [
          { name: 'a', image: 'x', memory: 1 },
          { name: 'a', image: 'y', memory: 1 }
        ]
      })
    },
    /deploy\/web\.json:\d+:\d+: .*"a"/,
    /./
  ],
  [
    'a duplicate key',
    {},
    {
      'deploy/web.json':
        '{"family": "web", "cpu": "1", "cpu": "2", "containerDefinitions": [{"name": "a", "image": "b", "memory": 1}]}'
    },
    /deploy\/web\.json:1:31: .*line 1 and again in line 1/,
    /./
  ],
  ['no containers', {}, { 'deploy/web.json': '{"family": "web"}' }, /containerDefinitions/, /./],
  ['a bad region', { 'aws-region': 'us west' }, {}, /Input "aws-region"/, /us-west-2/],
  [
    'words for minutes',
    { 'wait-for-minutes': 'soon' },
    {},
    /Input "wait-for-minutes": "soon"/,
    /whole number from 1 to 43200/
  ],
  ['a line without =', { 'environment-variables': 'just words' }, {}, /environment-variables/, /NAME=value/],
  ['an override of a container that is not there', { 'container-name': 'ap', image: 'x' }, {}, /"ap"/, /app/],
  [
    'secrets without an execution role',
    {},
    {
      'deploy/web.json': JSON.stringify({
        family: 'web',
        containerDefinitions: [
          { name: 'a', image: 'b', memory: 1, secrets: [{ name: 'X', valueFrom: 'ssm:/x' }] }
        ]
      })
    },
    /executionRoleArn/,
    /./
  ]
]

describe('wrong inputs: exit 2, the place and the way out, nothing asked of AWS', () => {
  test.each(WRONG)('%s', async (_, inputs, files, place, remedy) => {
    const run = await deploy(inputs, files)
    expect({ code: run.code, stderr: run.stderr }).toEqual({ code: 2, stderr: '' })
    expect(run.stdout).toMatch(place)
    expect(run.stdout).toMatch(remedy)
    expect(run.stdout).toMatch(/^::error /m)
    expect(run.outputs['results']).toBeDefined()
    expect(run.summary).toContain('## Problems')
    expect(run.stdout).not.toContain('Internal error')
  })

  test('several at once are all reported, of every file', async () => {
    const run = await deploy(
      {},
      {
        'deploy/web.json': definition({}, { memory: 'lots', cpu: '${{ vars.NOPE }}' }),
        'deploy/worker.json': definition({ family: 'no spaces allowed', containerDefinitions: [] })
      }
    )
    expect(run.code).toBe(2)
    expect(run.stdout).toMatch(/web\.json.*memory/)
    expect(run.stdout).toMatch(/web\.json.*vars\.NOPE/)
    expect(run.stdout).toMatch(/worker\.json.*family/)
    expect(run.stdout).toMatch(/worker\.json.*containerDefinitions/)
  })

  test('what could not be read is not complained of twice', async () => {
    const run = await deploy(
      { service: 'web' },
      { 'deploy/web.json': '{\n  "family": "web"\n  "cpu": "256"\n}' }
    )
    expect(run.stdout.match(/^::error /gm)).toHaveLength(1)
  })

  test('inputs and outputs: every service of the run has a result, however it ends', async () => {
    const run = await deploy({ service: 'web,worker' }, { 'deploy/web.json': '{' })
    expect(JSON.parse(run.outputs['results'] as string)).toEqual([
      expect.objectContaining({ service: 'web', outcome: 'not-started' }),
      expect.objectContaining({ service: 'worker', outcome: 'not-started' })
    ])
  })
})

test('plan on the command line prints its plan as JSON, progress beside it', async () => {
  const world = await makeWorld(scenario())
  const run = await runCli(
    [
      'plan',
      'deploy/{service}.json',
      '--cluster',
      'demo',
      '--aws-region',
      'us-west-2',
      '--variables',
      'TAG=2',
      '--format',
      'json'
    ],
    {
      workspace: world.workspace,
      sandbox: world.sandbox
    }
  )
  expect(run.code).toBe(0)
  expect(JSON.parse(run.stdout)).toMatchObject({
    version: 1,
    mode: 'plan',
    plan: { services: [{ service: 'web', action: 'update' }] },
    problems: []
  })
  await world.end()
})

test('a pipe instead of a file is refused, not waited for', async () => {
  execFileSync('mkfifo', [join(workspace.path, 'pipe.json')])
  const run = await runCli(['check', 'pipe.json'], { workspace })
  expect(run.code).toBe(2)
  expect(run.stdout).toContain('is not a regular file')
})

describe('without a configuration file, each mode names what is nearest to a mistyped name', () => {
  const MODES: readonly (readonly string[])[] = [
    ['deploy', 'deploy/web.json', '--variables', 'TAG=2'],
    ['plan', 'deploy/web.json', '--variables', 'TAG=2'],
    ['migrate', 'new/{service}.json', '--source', 'live'],
    ...['status', 'rollback', 'audit', 'rotate-restart', 'continue'].map(mode => [mode])
  ]
  let world: Awaited<ReturnType<typeof makeWorld>>
  beforeAll(async () => {
    world = await makeWorld(scenario())
  })
  afterAll(() => world.end())
  const run = (args: readonly string[]) =>
    runCli([...args], {
      workspace: world.workspace,
      sandbox: world.sandbox
    })
  const at = (cluster: string) => ['--cluster', cluster, '--aws-region', 'us-west-2']

  test.each(MODES)('%s: a service', async (...mode) => {
    const { code, stdout } = await run([...mode, '--service', 'wep', ...at('demo')])
    expect({ code, said: /"wep" in cluster "demo".*Did you mean "web"\?/.test(stdout) }).toEqual({
      code: 2,
      said: true
    })
  })

  test.each(MODES)('%s: a cluster', async (...mode) => {
    const { code, stdout } = await run([...mode, '--service', 'web', ...at('demmo')])
    expect({ code, said: /cluster "demmo" in us-west-2 .*Did you mean "demo"\?/.test(stdout) }).toEqual({
      code: 2,
      said: true
    })
  })

  test.each(MODES)('%s: a Region', async (...mode) => {
    const { code, stdout } = await run([...mode, '--service', 'web', '--aws-region', 'uswest2'])
    expect(code).toBe(2)
    expect(stdout).toContain('--aws-region: "uswest2" is not an AWS Region. Did you mean "us-west-2"?')
  })
})
