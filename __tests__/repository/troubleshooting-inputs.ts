import { execFileSync } from 'node:child_process'
import { mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { makeWorkspace, runAction, runCli, type Workspace } from '../bundle/runner.ts'

/** A run of the bundle with problems; returns all output. */
export type Trouble = { readonly what: string; readonly print: () => Promise<string> }

type Inputs = Readonly<Record<string, string>>
type Files = Readonly<Record<string, string>>

const TO = { 'aws-region': 'us-west-2', cluster: 'main' }
const flagsOf = (inputs: Inputs) => Object.entries(inputs).flatMap(([name, value]) => [`--${name}=${value}`])

async function withFiles(files: Files, use: (workspace: Workspace) => Promise<string>): Promise<string> {
  const workspace = makeWorkspace(files)
  try {
    return await use(workspace)
  } finally {
    workspace.remove()
  }
}

export const cli = (what: string, args: readonly string[], files: Files = {}): Trouble => ({
  what,
  print: () =>
    withFiles(files, async workspace => (await runCli(args, { workspace, sandbox: 'none' })).visible)
})

const withProfile = (args: readonly string[], profile: string): Trouble => ({
  what: 'a profile that is not there',
  print: () =>
    withFiles(
      {},
      async workspace => (await runCli(args, { workspace, env: { AWS_PROFILE: profile } })).visible
    )
})

const action = (what: string, inputs: Inputs): Trouble => ({
  what,
  print: () =>
    withFiles({}, async workspace => (await runAction(inputs, { workspace, sandbox: 'none' })).stdout)
})

/** A command in a git repository with these files. */
const inGit = (what: string, args: readonly string[], files: Files): Trouble => ({
  what,
  print: () =>
    withFiles(files, async workspace => {
      for (const git of [
        ['init', '-q'],
        ['add', '-A']
      ])
        execFileSync('git', git, { cwd: workspace.path })
      return (await runCli(args, { workspace, sandbox: 'none' })).visible
    })
})

const plan = (what: string, files: Files, inputs: Inputs = {}): Trouble =>
  cli(what, ['plan', ...Object.keys(files), ...flagsOf({ ...TO, ...inputs })], files)

const definition = (container: object = {}, more: object = {}) =>
  JSON.stringify({
    family: 'web',
    executionRoleArn: 'arn:aws:iam::123456789012:role/x',
    containerDefinitions: [{ name: 'app', image: 'app:1', memory: 64, ...container }],
    ...more
  })
const sidecar = { containerDefinitions: ['app', 'side'].map(name => ({ name, image: 'a:1', memory: 64 })) }

/** Many problems with one line each. */
const BROKEN: Files = {
  'empty.json': '',
  'words.json': 'hello',
  'scalar.yml': 'hello',
  'list.json': '[]',
  'comma.json': '{"family": "a" "b"}',
  'bracket.json': '{"family": ["a" "b"]}',
  'colon.json': '{"family" "a"}',
  'name.json': '{family: "a"}',
  'value.json': '{"family": }',
  'after.json': '{} x',
  'quote.json': '{"family": "a\n}',
  'escape.json': '{"family": "\\x"}',
  'trailing.json': '{"family": "a",}',
  'placeholder.json': '{"cpu": ${{ vars.CPU }}}',
  'repeated.json': '{"family": "a", "family": "b"}',
  'repeated.yml': 'family: a\nfamily: b\n',
  'deep.json': '['.repeat(200).replace('[', '{"a":'),
  'deep.yml': `a: ${'['.repeat(120)}${']'.repeat(120)}`,
  'indent.yml': 'a: 1\n  b: [\nc\n',
  'tab.yml': 'a:\n\tb: 1\n',
  'quote.yml': 'a: "x\nb: 1\n',
  'map.yml': 'a: b: c\n',
  'start.yml': 'a: @x\n',
  'key.yml': '? [a]\n: b\n',
  'merge.yml': '<<: 1\na: 1\n',
  'two.yml': 'a: 1\n---\nb: 1\n',
  'tag.yml': 'a: !Ref x\n',
  'alias.yml': 'a: *x\n',
  'large.json': definition({ command: ['x '.repeat(40_000)] }),
  'huge.json': 'x'.repeat(1_100_000)
}

const EXPRESSIONS: Files = {
  'e1.json': definition({
    memory: 'lots',
    command: ['${{ vars.A }}', '${{ secrets.X }}', '${{ foo.x }}', '${{ bar(1) }}', '${{ success() }}'],
    entryPoint: ['${{ vars.A || }}', "${{ contains('a') }}", '${{ }}', '${{ x', "${{ fromJSON('x') }}"],
    user: 'a ${{ github }} b',
    dockerLabels: { '${{ vars.A }}': 'x' }
  }),
  'e2.json': definition({ command: ['${{ toJSON(secrets) }}'] })
}

const STRUCTURES: Files = {
  's1.json': '{"containerDefinitions": []}',
  's2.json': '{"family": "a b"}',
  's3.json': '{"family": ""}',
  's4.json': `{"family": "${'a'.repeat(300)}"}`,
  's5.json': definition({ essential: false, futureMember: null, otherMember: 1 }, { revision: 7 }),
  's6.json': JSON.stringify({
    family: 'web',
    containerDefinitions: [
      { name: 'app', image: '', secrets: [{ name: 'B', valueFrom: 'ssm:/x' }] },
      { name: 'app' },
      { image: 'x' }
    ]
  }),
  's7.json': definition({
    environment: [{ name: 'A' }, { value: 'x' }, { name: 'B', value: '1' }, { name: 'B', value: '1' }],
    secrets: [{ name: 'B', valueFrom: 'ssm:/x' }],
    dependsOn: [{ containerName: 'other', condition: 'START' }]
  })
}

/** One container per reference, since a name may appear only once in each. */
const REFERENCES = JSON.stringify({
  family: 'web',
  executionRoleArn: 'arn:aws:iam::123456789012:role/x',
  containerDefinitions: [
    '',
    'name',
    '/a/path',
    'secretsmanager:',
    'arn:aws:ssm:us-west-2:12:parameter/x',
    'secretsmanager:a:b:c:d:e',
    'ssm:/a:1',
    'ssm:/a:1:2',
    '{{resolve:secretsmanager:x}}'
  ]
    .map((valueFrom, index) => ({
      name: `c${index}`,
      image: 'a',
      memory: 1,
      secrets: [{ name: 'KEY', valueFrom }]
    }))
    .concat(
      ['ssm:/x', 'secretsmanager:x:y'].map((credentialsParameter, index) => ({
        name: `r${index}`,
        image: 'a',
        memory: 1,
        secrets: [],
        repositoryCredentials: { credentialsParameter }
      }))
    )
})

const made = (length: number) => 'x7Kq9'.repeat(length).slice(0, length)
const PLAINTEXT = definition({
  environment: [
    { name: 'DB_PASSWORD', value: ['Winter', '2031', '!x'].join('') },
    { name: 'GH', value: ['gh', 'p_', made(36)].join('') },
    { name: 'DATABASE_URL', value: ['postgres://u:', made(12), '@h/db'].join('') },
    { name: 'B', value: '1' }
  ],
  secrets: [{ name: 'B', valueFrom: 'ssm:/x' }]
})

const STRATEGY = 'capacity-provider-strategy'
const providers = (items: readonly object[]) => JSON.stringify(items)
const service = (what: string, text: string, inputs: Inputs = {}): Trouble =>
  cli(
    what,
    [
      'plan',
      'web.json',
      '--service=web',
      '--service-definition=web-service.json',
      ...flagsOf({ ...TO, ...inputs })
    ],
    { 'web.json': definition(), 'web-service.json': text }
  )

/** Settings of services, and services to be created. */
const SERVICE_TROUBLES: readonly Trouble[] = [
  ...[
    { 'deployment-configuration': 'maximumPercent' },
    { 'deployment-configuration': '[]' },
    { 'deployment-configuration': '{"deploymentCircuitBreaker": {}, "maximum": 1, "strategy": "FAST"}' },
    { [STRATEGY]: '["FARGATE"]' },
    {
      [STRATEGY]: providers(Array.from({ length: 21 }, (_, n) => ({ capacityProvider: `p${n}`, weight: 1 })))
    },
    { [STRATEGY]: providers([{ capacityProvider: 'a', weight: 1 }, { capacityProvider: 'a' }]) },
    { [STRATEGY]: providers(['a', 'b'].map(capacityProvider => ({ capacityProvider, base: 1 }))) },
    { [STRATEGY]: providers(['a', 'b'].map(capacityProvider => ({ capacityProvider }))) },
    { 'service-managed-ebs-volume-name': 'data' },
    { 'service-managed-ebs-volume-name': 'data', 'service-managed-ebs-volume': '{"roleArn": "arn:x"}' }
  ].map((inputs, n) => plan(`settings ${n}`, { 'a.json': definition() }, inputs as Inputs)),
  service('a list', '[]'),
  service(
    'another service',
    '{"serviceName": "api", "cluster": "other", "taskDefinition": "api", "launchType": "FARGATE", "role": ""}'
  ),
  service(
    'members that clash',
    JSON.stringify({
      desiredCount: 1,
      launchType: 'FARGATE',
      schedulingStrategy: 'DAEMON',
      capacityProviderStrategy: [{ capacityProvider: 'FARGATE' }],
      deploymentController: { type: 'CODE_DEPLOY' }
    })
  )
]

/** Problems found before any AWS call. */
/** The runner's own file is a folder. */
const TOKEN = `${['gh', 'p_'].join('')}${'a1B2c3D4e5F6'.repeat(3)}`
const NAMED_BY_TOKEN = `on: push
jobs: {a: {steps: [{uses: aws-actions/amazon-ecs-deploy-task-definition@v2, with: {service: ${TOKEN}}}]}}
`
const POINTER = 'version https://git-lfs.github.com/spec/v1\nsize 9\n'

const unwritable = (variable: string): Trouble => ({
  what: variable,
  print: () =>
    withFiles({ 'web.json': definition() }, async workspace => {
      const inputs = { mode: 'check', 'task-definition': 'web.json' }
      return (await runAction(inputs, { workspace, env: { [variable]: workspace.path } })).stdout
    })
})

export const BEFORE_AWS: readonly Trouble[] = [
  inGit('a Makefile that deploys', ['init'], {
    'web.json': definition(),
    Makefile: 'ship:\n\taws ecs update-service --cluster a --service web\n'
  }),
  inGit('nothing but Terraform', ['init'], {
    'main.tf': 'resource "aws_ecs_task_definition" "web" {\n  container_definitions = jsonencode([])\n}\n'
  }),
  unwritable('GITHUB_OUTPUT'),
  unwritable('GITHUB_STEP_SUMMARY'),
  cli('an output over an input', ['check', 'web.json', '--output', 'web.json'], { 'web.json': definition() }),
  cli('two outputs', ['check', 'web.json', '--output', 'o', '--sarif-file', 'o'], {
    'web.json': definition()
  }),
  cli('a misspelt mode', ['chekc']),
  cli('a command line with every flag wrong', [
    'deploy',
    '--imge=x',
    ...flagsOf({ 'force-new-deployment': 'ja', 'wait-for-minutes': 'soon', 'wait-until': 'done' }),
    ...flagsOf({ format: 'xml', service: 'a,a', cluster: 'a b', 'aws-region': 'us west', variables: '{' }),
    '--cluster=b',
    '--image'
  ]),
  cli('no mode', ['--cluster=a']),
  cli('a list of repositories that is none', ['check', 'merge', 'a.json', '--expect', 'a.json'], {
    'a.json': '{"version": 1}'
  }),
  cli('a list of accounts that is none', ['audit', 'merge', 'a.json', '--expect', 'a.json'], {
    'a.json': '{}'
  }),
  cli('a program', ['check', 'stack.ts'], { 'stack.ts': 'new Stack()\n' }),
  cli('a bracket too many', ['check', 'web.json'], { 'web.json': `${definition()}}` }),
  cli('a folder of which all is left out', ['check', 'd', '!d/a.json'], {
    'd/a.json': '{"containerDefinitions": [{"image": "x"}]}'
  }),
  cli('files that are left out, and a folder', ['check', 'a.json', '!b.json', 'd'], {
    'a.json': definition(),
    'd/x.json': '{}'
  }),
  cli('a folder', ['render', 'd'], { 'd/x.json': '{}' }),
  cli('an image for another service', ['render', '{service}.json', '--image=api/app=a:2'], {
    'web.json': definition()
  }),
  cli('variables in a file', ['check', 'a.json', '--variables=@gone'], { 'a.json': definition() }),
  action('standard input in a workflow', { mode: 'check', 'task-definition': '-' }),
  withProfile(['plan', 'a.json'], 'nobody'),
  action('no region, no cluster, no files', { service: 'all,b', variables: 'words\nA=1\nA=2' }),
  action('separators and no service', { ...TO, mode: 'plan', 'task-definition': 'x', service: ',' }),
  action('a wrong mode', { mode: 'deplyo' }),
  action('a wrong input, and a name of a variable that is none', {
    'force-new-deploymnet': 'true',
    'task-definition': 'x',
    variables: '{"a b": 1}'
  }),
  action('a name that is none', { ...TO, cluster: '', service: 'a/b', 'task-definition': 'x' }),
  action('revisions that are none, and all or none', {
    ...TO,
    mode: 'rollback',
    revision: 'latest',
    atomic: 'true',
    'on-error': 'continue',
    'on-failure': 'leave',
    'wait-until': 'none',
    'codedeploy-application': 'a b'
  }),
  action('a task that is none', {
    ...TO,
    'task-definition': 'x',
    'run-task': 'true',
    'run-task-subnets': 'net-1',
    'run-task-started-by': 'a b',
    'run-task-tags': '[',
    'run-task-container-overrides': '[{"name": "a", "comand": []}]',
    'run-task-launch-type': 'EC2',
    'run-task-capacity-provider-strategy': '[{"capacityProvider": "FARGATE"}]',
    'run-task-managed-ebs-volume-name': 'data'
  }),
  action('overrides of a task', {
    ...TO,
    'task-definition': 'x',
    'run-task': 'true',
    'run-task-tags': '[{}]',
    'run-task-container-overrides': JSON.stringify([
      { name: 'a' },
      { name: 'a', command: ['x'.repeat(9000)] }
    ])
  }),
  action('inputs of other modes', {
    ...TO,
    service: 'a',
    'task-definition': 'x',
    'max-secret-age-days': '9',
    'secret-names': 'A=b',
    overwrite: 'true'
  }),
  action('replacements without a history', { ...TO, mode: 'audit', 'history-replacements': 'x.txt' }),
  action('an image that is empty', {
    mode: 'render',
    compatibility: 'aws-actions',
    'task-definition': 'x.json',
    'container-name': 'app'
  }),
  action('nothing to continue', { ...TO, mode: 'continue' }),
  action('a migration with wrong inputs', {
    ...TO,
    mode: 'migrate',
    'task-definition': 'x',
    'open-pull-request': 'true',
    'kms-key-id': 'alias/mine',
    tags: 'words\na=1\na=2'
  }),
  cli('words and values that a command does not take', ['init', 'deploy', '--json=yes']),
  cli('a merge of nothing', ['merge']),
  cli('a merge without files', ['audit', 'merge']),
  cli('a merge of a folder without JSON', ['audit', 'merge', 'd'], { 'd/a.txt': '' }),
  cli('a merge into its own file', ['audit', 'merge', 'd', '--output', 'd/a.json'], { 'd/a.json': '{}' }),
  cli('a merge that expects nothing', ['audit', 'merge', 'd', '--expect', 'e'], { 'd/a.json': '{}', e: '' }),
  cli('a merge that expects a folder', ['audit', 'merge', 'd', '--expect', 'd'], { 'd/a.json': '{}' }),
  cli('a merge of what is not there', ['audit', 'merge', 'gone', '--format', 'xml']),
  action('live and files', { ...TO, 'task-definition': 'live\nx', service: 'a' }),
  action('live and a family', {
    ...TO,
    'task-definition': 'live',
    'task-definition-family': 'a',
    service: 'a'
  }),
  action('live for nobody', { ...TO, 'task-definition': 'live' }),
  action('a family for all', { ...TO, 'task-definition-family': 'web', service: 'all' }),
  action('a family that is none', { ...TO, 'task-definition-family': 'a b' }),
  action('a number that is none', {
    ...TO,
    'task-definition-family': 'a',
    'task-definition-revision': 'last'
  }),
  action('a number without its family', { ...TO, 'task-definition-revision': '3' }),
  action('a check of what ECS has', { ...TO, mode: 'check', 'task-definition': 'live', service: 'a' }),
  action('an ARN of elsewhere', {
    ...TO,
    'task-definition': 'x',
    service: `arn:aws:ecs:us-west-2:${'12'.repeat(6)}:service/other/web`
  }),
  action('a revision in another mode', { ...TO, 'task-definition': 'x', revision: '3' }),
  action('a dry run of another mode', { ...TO, 'task-definition': 'x', 'dry-run': 'true' }),
  action('what changed in another mode', { ...TO, mode: 'rollback', service: 'changed' }),
  action('what changed of what ECS has', { ...TO, 'task-definition': 'live', service: 'changed' }),
  action('two ways to wait', {
    ...TO,
    'task-definition': 'x',
    'wait-until': 'none',
    'wait-for-service-stability': 'true'
  }),
  plan(
    'wrong overrides',
    { 'a.json': definition({}, sidecar) },
    {
      'environment-variables': 'NOEQ\n=x\nA=1\nA=2',
      image: 'app=\nb=c',
      command: "'",
      'env-files': 'x',
      'task-role-arn': 'a b'
    }
  ),
  plan('no image', { 'a.json': definition() }, { image: 'app:' }),
  plan(
    'a container-name for nothing',
    { 'a.json': definition() },
    { image: 'app=a:1', 'container-name': 'app' }
  ),
  plan('an override for nobody', { 'a.json': definition({}, sidecar) }, { command: '[1]', image: 'a:1' }),
  cli('paths that lead nowhere', ['check', 'nope/*.json', 'gone.json', process.execPath, 'd'], {
    'd/a.json': '{}'
  }),
  cli('two files for a service', ['plan', '{service}.*', ...flagsOf({ ...TO, service: 'b' })], {
    'a.json': '{}',
    'a.yml': ''
  }),
  plan('all of a plain file', { 'a.json': definition() }, { service: 'all' }),
  plan('a service of two files', { 'a.json': definition(), 'b.json': definition() }, { service: 'web' }),
  plan('broken files', BROKEN),
  plan('an alias bomb', { 'bomb.yml': bomb() }),
  {
    what: 'UTF-16',
    print: () =>
      withFiles({}, async workspace => {
        writeFileSync(`${workspace.path}/b.json`, Buffer.from('\ufeff{}', 'utf16le'))
        return (await runCli(['check', 'b.json'], { workspace })).visible
      })
  },
  ...SERVICE_TROUBLES,
  plan('wrong expressions', EXPRESSIONS),
  plan('wrong structures', STRUCTURES),
  plan('references that are none', { 'a.json': REFERENCES }),
  cli('plaintext', ['check', 'a.json'], { 'a.json': PLAINTEXT }),
  cli('an entry that moves', ['check', 'a.json', '--secrets=HOST=ssm:/x'], {
    'a.json': definition({ environment: [{ name: 'HOST', value: 'x' }] })
  }),
  cli('plaintext and nothing else', ['check', 'a.json'], {
    'a.json': definition({ environment: [{ name: 'DB_PASSWORD', value: ['Winter', '2031', '!x'].join('') }] })
  }),
  cli('clean', ['check', 'a.json'], { 'a.json': definition() }),
  cli('an output that is a folder', ['check', 'a.json', '--output', '.'], { 'a.json': definition() }),
  cli('bytes that are no text', ['check', 'a.tpl'], { 'a.tpl': `{"containerDefinitions": [\u0000\u0001]}` }),
  cli('nothing named and no repository', ['check']),
  {
    what: 'links in a circle and to nothing',
    print: () =>
      withFiles({}, async workspace => {
        for (const name of ['circle', 'a.json']) symlinkSync(name, join(workspace.path, name))
        symlinkSync('nowhere', join(workspace.path, 'b.json'))
        symlinkSync('nowhere', join(workspace.path, 'ecs.yml'))
        const runs = [['*.json'], ['circle/*.json'], ['.'], ['b.json', '--config', 'ecs.yml']]
        const printed = await Promise.all(
          runs.map(args => runCli(['check', ...args], { workspace, sandbox: 'none' }))
        )
        return printed.map(({ visible }) => visible).join('\n')
      })
  },
  {
    what: 'a repository without task definitions, and revisions that it does not have',
    print: () =>
      withFiles(
        { 'a.txt': 'x', 'away.json': '{}', 'lfs.json': POINTER, '.github/workflows/a.yml': 'jobs: [' },
        async workspace => {
          const git = (...args: string[]) =>
            execFileSync('git', ['-c', 'user.name=a', '-c', 'user.email=a@example.com', ...args], {
              cwd: workspace.path,
              stdio: 'ignore'
            })
          git('init', '--initial-branch=main')
          git('add', '.')
          git('commit', '--message=one')
          git('checkout', '--orphan', 'other')
          git('commit', '--message=two')
          git('update-index', '--skip-worktree', 'away.json')
          rmSync(join(workspace.path, 'away.json'))
          git('update-index', '--add', '--cacheinfo', `160000,${'1'.repeat(40)},module`)
          mkdirSync(join(workspace.path, 'module'))
          const runs = [
            ['check'],
            ['check', '--changed-since', 'nowhere'],
            ['check', '--changed-since', 'main'],
            ['check', '--changed-since', 'HEAD'],
            ['init'],
            ['adopt']
          ]
          const printed = await Promise.all(runs.map(args => runCli(args, { workspace })))
          writeFileSync(join(workspace.path, '.github/workflows/b.yml'), NAMED_BY_TOKEN)
          git('add', '.')
          printed.push(await runCli(['init'], { workspace }))
          return printed.map(({ visible }) => visible).join('\n')
        }
      )
  },
  {
    what: 'a workspace that does not exist',
    print: () =>
      withFiles(
        {},
        async workspace =>
          (
            await runAction(
              { mode: 'check', 'task-definition': 'a.json' },
              { workspace, env: { GITHUB_WORKSPACE: '/nowhere' } }
            )
          ).stdout
      )
  }
]

/** Nine levels of nine aliases. */
function bomb(): string {
  const levels = Array.from({ length: 9 }, (_, level) =>
    level === 0
      ? 'l0: &l0 [x]'
      : `l${level}: &l${level} [${Array(9)
          .fill(`*l${level - 1}`)
          .join(', ')}]`
  )
  return `${levels.join('\n')}\n`
}
