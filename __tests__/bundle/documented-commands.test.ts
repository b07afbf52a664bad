import { spawnSync } from 'node:child_process'
import { resolve } from 'node:path'
import { afterEach, describe, expect, test } from '@jest/globals'
import { type RunningSandbox, startSandbox } from '../../sandbox/server.ts'
import { environmentOf } from '../environment.ts'
import { committed } from '../git.ts'
import { programOnPath } from '../programs.ts'
import { cli } from '../run/scene.ts'
import { sample, WHOLE } from '../sample.ts'
import { makeWorkspace, type Workspace } from '../workspace.ts'
import { definitionNamed, ROLES, serviceNamed } from './documented-world.ts'
import { runInProcess, type Said } from './in-process.ts'
import { programWords, shownCommands, wordsOf } from './shown-commands.ts'

const PASSWORD = ['Autumn', '2031', '#pier'].join('')

/**
 * Commands that no test runs, with the reason. Those of the AWS CLI run in documented-aws-commands.whole.test.ts, those
 * of the tutorial in tutorial.test.ts.
 */
const NOT_RUN: Readonly<Record<string, string>> = {
  'npm ci && npm test': 'runs this test',
  'npm ci && npm run demo': 'a step of .ci/run runs the demo',
  'ecs-sealed-deploy <mode> [files] [flags]': 'shows the form of a command',
  'gh attestation verify ecs-sealed-deploy-1.0.0.tgz --repo ecs-sealed-deploy/ecs-sealed-deploy':
    'asks GitHub about a release',
  'npm run sandbox -- --port 4566 --scenario sandbox/scenarios/two-services.yml':
    'serves until it is ended; cli.whole.test.ts of the sandbox starts it'
}

/** What a command gives that does not end with 0: findings in the files or in what runs. */
const ENDS_WITH_1 = [
  'npx ecs-sealed-deploy check',
  "npx ecs-sealed-deploy check 'deploy/{service}-task-definition.json'",
  "npx ecs-sealed-deploy check 'deploy/*.json' --format json",
  'ecs-sealed-deploy check',
  'ecs-sealed-deploy check deploy',
  'npx ecs-sealed-deploy audit --cluster ops-pipeline-cluster',
  'npx ecs-sealed-deploy audit --cluster ops-pipeline-cluster --purge',
  'ecs-sealed-deploy audit --cluster ops-pipeline-cluster --aws-region us-west-2',
  'ecs-sealed-deploy audit --cluster ops-pipeline-cluster --aws-region us-west-2 --purge',
  'ecs-sealed-deploy audit --cluster ops-pipeline-cluster --aws-region us-west-2 --history',
  "ecs-sealed-deploy check 'deploy/*.json'",
  'npx ecs-sealed-deploy audit merge audits/ --expect places.json --output audit.json',
  'npx ecs-sealed-deploy check merge checks/ --expect repositories.txt',
  'terraform show -json | ecs-sealed-deploy check - --stdin-name plan.json'
]

const plain = (image: string) => ({
  executionRoleArn: 'arn:aws:iam::123456789012:role/ops-pipeline-execution',
  containerDefinitions: [
    {
      name: 'app',
      image,
      memory: 64,
      environment: [{ name: 'DB_PASSWORD', value: PASSWORD }]
    }
  ]
})
/** What `terraform show -json` prints of a saved plan. */
const TERRAFORM_PLAN = {
  format_version: '1.2',
  planned_values: {
    root_module: {
      resources: [
        {
          address: 'aws_ecs_task_definition.web',
          type: 'aws_ecs_task_definition',
          name: 'web',
          values: {
            family: 'web',
            container_definitions: JSON.stringify(plain('web:1').containerDefinitions)
          }
        }
      ]
    }
  }
}
const FAMILY = 'dispatcher'
const AWS_WORKFLOW = `on: push
jobs:
  deploy:
    runs-on: ubuntu-latest
    steps:
      - uses: aws-actions/amazon-ecs-deploy-task-definition@v2
        with:
          task-definition: deploy/${FAMILY}-task-definition.json
          service: ${FAMILY}
          cluster: ops-pipeline-cluster
`

/** A repository with a plaintext credential, and one whose templates are clean. */
const EXPOSED = {
  [`deploy/${FAMILY}-task-definition.json`]: `${JSON.stringify({ ...definitionNamed(FAMILY), ...plain('app:1') }, null, 2)}\n`,
  '.github/workflows/deploy.yml': AWS_WORKFLOW,
  'web.json': '{}',
  'new-value.txt': ''
}
const CLEAN = {
  'deploy/web.json': JSON.stringify(
    definitionNamed('web', { containerDefinitions: [{ name: 'app', image: 'app:${{ vars.TAG }}' }] })
  ),
  'deploy/old/api.json': JSON.stringify({ ...definitionNamed('old'), ...plain('app:1') }),
  'deploy/api.draft.json': JSON.stringify({ ...definitionNamed('draft'), ...plain('app:1') }),
  'prod.env': 'STAGE=production\n',
  '.github/ecs-sealed-deploy.yml': 'cluster: main\nregion: us-west-2\n'
}
const isAboutClean = (line: string) => /\{service\}\.json|deploy\/\*\*/.test(line)

const SCENARIO = {
  region: 'us-west-2',
  clusters: ['ops-pipeline-cluster', 'main', 'shop'],
  roles: ROLES,
  taskDefinitions: [
    { ...definitionNamed(FAMILY), ...plain('app:1') },
    definitionNamed('web'),
    definitionNamed('web', { cpu: '512', memory: '1024' }),
    ...Array.from({ length: 7 }, () => definitionNamed('api'))
  ],
  services: [
    serviceNamed(FAMILY),
    serviceNamed('web', { cluster: 'main', taskDefinition: 'web:2' }),
    serviceNamed('web', { cluster: 'shop', taskDefinition: 'web:2' }),
    serviceNamed('api', { cluster: 'shop', taskDefinition: 'api:7' })
  ]
}

let workspace: Workspace
let sandbox: RunningSandbox
afterEach(async () => {
  await sandbox?.close()
  workspace?.remove()
})

async function begin(files: Readonly<Record<string, string>>): Promise<void> {
  workspace = makeWorkspace(files)
  committed(workspace.path)
  sandbox = await startSandbox({ clock: 'manual', scenario: SCENARIO })
}

function play(args: readonly string[]): Promise<Said> {
  const env = {
    PATH: process.env['PATH'] ?? '',
    ...environmentOf(sandbox),
    AWS_EC2_METADATA_DISABLED: 'true',
    AWS_REGION: 'us-west-2'
  }
  return runInProcess({ args, workspace: workspace.path, env, sandbox })
}

/** What has to be there before a command, besides a repository and services: the output of commands before it. */
async function prepare(line: string): Promise<void> {
  const [, mode] = / (audit|results|check) merge /.exec(line) ?? []
  if (mode === 'audit') {
    workspace.write(
      'audits/a.json',
      (await play(['audit', '--cluster', 'ops-pipeline-cluster', '--json'])).stdout
    )
  } else if (mode === 'results') {
    workspace.write('deploy/web.json', JSON.stringify(definitionNamed('web')))
    const deploy = ['deploy', 'deploy/{service}.json', '--cluster', 'main', '--service', 'web', '--json']
    workspace.write('results/a.json', (await play(deploy)).stdout)
  } else if (mode === 'check') {
    workspace.write('checks/example/shop.json', (await play(['check', 'deploy/*.json', '--json'])).stdout)
  }
  workspace.write('places.json', JSON.stringify([{ account: '123456789012', region: 'us-west-2' }]))
  workspace.write('repositories.txt', 'example/shop\n')
  if (line.endsWith(' plan')) {
    const services = 'services:\n  web:\n    task-definition: deploy/web.json\n'
    workspace.write('.github/ecs-sealed-deploy.yml', `cluster: main\nregion: us-west-2\n${services}`)
    workspace.write('deploy/web.json', JSON.stringify(definitionNamed('web')))
  }
  if (line.includes(' deploy ')) workspace.write('deploy/web.json', JSON.stringify(definitionNamed('web')))
  if (line.includes(' rollback ')) {
    const [, cluster = 'shop'] = / --cluster (\S+)/.exec(line) ?? []
    const [, service = 'api'] = / --service (\S+)/.exec(line) ?? []
    for (const more of [{}, { cpu: '1024', memory: '2048' }]) {
      workspace.write(`again/${service}.json`, JSON.stringify(definitionNamed(service, more)))
      await play(['deploy', 'again/{service}.json', '--cluster', cluster, '--service', service])
    }
  }
}

const shown = shownCommands()
const lines = shown.map(({ line }) => line)
const ofProgram = lines.filter(line => programWords(line) !== undefined && !(line in NOT_RUN))
const ofAws = lines.filter(line => line.startsWith('aws '))
const PIPES = lines.filter(line => / \| ecs-sealed-deploy |<\(ecs-sealed-deploy /.test(line))

/** Commands of a shell, with what has to be there, and a check of what they leave. */
const SHELL: Readonly<Record<string, (run: { readonly out: string }) => void>> = {
  'git add deploy && git commit -m "Read credentials from Secrets Manager"': ({ out }) =>
    expect(out).toContain('1 file changed'),
  '(umask 077 && IFS= read -rs value && printf %s "$value" > new-value.txt)': () =>
    expect(workspace.read('new-value.txt')).toBe('typed'),
  'rm new-value.txt': () => expect(() => workspace.read('new-value.txt')).toThrow('ENOENT'),
  "git ls-files 'deploy/*'": ({ out }) => expect(out).toBe(`deploy/${FAMILY}-task-definition.json\n`),
  'git diff --stat': ({ out }) => expect(out).toContain('1 file changed'),
  [lines.find(line => line.startsWith('node -e')) ?? '']: ({ out }) =>
    expect(out).toContain('1 error in 1 file')
}

test('every command that a page shows is run by a test, or has a reason why not', () => {
  const known = new Set([...ofProgram, ...ofAws, ...PIPES, ...Object.keys(SHELL), ...Object.keys(NOT_RUN)])
  expect(shown.filter(({ line }) => !known.has(line))).toEqual([])
  const all = new Set(lines)
  const gone = [...Object.keys(SHELL), ...Object.keys(NOT_RUN), ...ENDS_WITH_1].filter(line => !all.has(line))
  expect(gone).toEqual([])
  expect(ofProgram.length).toBeGreaterThan(30)
})

const played = ofProgram.filter(line => !PIPES.includes(line))
test.each(WHOLE ? played : sample(played, 4))('%s', async line => {
  await begin(isAboutClean(line) ? CLEAN : EXPOSED)
  await prepare(line)
  const example = line.includes('../')
  const args = programWords(line) ?? []
  const { code, stdout, stderr } = example
    ? await runInProcess({ args, workspace: resolve('examples/ops-pipeline'), env: {}, sandbox: 'none' })
    : await play(args)
  const wanted = ENDS_WITH_1.includes(line) ? 1 : 0
  expect({ code, said: code === wanted ? '' : stdout + stderr }).toEqual({ code: wanted, said: '' })
  expect(stdout + stderr).not.toContain(PASSWORD)
})

describe('in a shell', () => {
  // GitHub's runners have jq, other machines may not
  const hasJq = programOnPath('jq') !== undefined
  const inShell = Object.keys(SHELL).filter(line => hasJq || !/\| jq\b/.test(line))
  test.each(WHOLE ? inShell : sample(inShell, 2))('%s', async line => {
    await begin(EXPOSED)
    if (/git (?:add|diff)/.test(line)) workspace.write(`deploy/${FAMILY}-task-definition.json`, '{}\n')
    if (line.startsWith('node -e')) await play(['check', 'deploy/*.json', '--report-file', 'report.html'])
    const identity = {
      GIT_AUTHOR_NAME: 'T',
      GIT_AUTHOR_EMAIL: 't@example.com',
      GIT_COMMITTER_NAME: 'T',
      GIT_COMMITTER_EMAIL: 't@example.com'
    }
    const { status, stdout, stderr } = spawnSync('bash', ['-c', line], {
      cwd: workspace.path,
      encoding: 'utf8',
      input: 'typed\n',
      env: { PATH: process.env['PATH'], HOME: workspace.path, ...identity }
    })
    expect({ status, stderr }).toMatchObject({ status: 0 })
    SHELL[line]?.({ out: stdout })
  })

  test.each(PIPES)('the part of the program in: %s', async line => {
    workspace = makeWorkspace({})
    const [, words = ''] = /ecs-sealed-deploy ([^|)]+)/.exec(line) ?? []
    const scene = { path: workspace.path, file: workspace.read, remove: workspace.remove }
    const { code, out } = await cli(scene, wordsOf(words.trim()), { input: JSON.stringify(TERRAFORM_PLAN) })
    expect(code).toBe(ENDS_WITH_1.includes(line) ? 1 : 0)
    expect(out).toContain(words.startsWith('check') ? 'plan.json' : 'complet')
    expect(out).not.toContain(PASSWORD)
  })
})
