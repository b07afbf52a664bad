import { describe, expect, test } from '@jest/globals'
import { sample } from '../sample.ts'
import { PASSWORD, playRow, type Row } from './rows.ts'
import { runCli } from './runner.ts'
import { manyServices, scenario, template } from './scenario.ts'
import { makeWorld } from './world.ts'

// Where a run acts, and as whom: known before anything is asked, said before anything is written.

const CONFIGURATION = '.github/ecs-sealed-deploy.yml'
const MODES = ['plan', 'deploy', 'rollback', 'rotate-restart', 'audit', 'migrate'] as const
const each = (modes: readonly string[], rowOf: (inputs: { mode: string; service: string }) => Row): Row[] =>
  modes.map(mode => {
    const [what, ...rest] = rowOf({ mode, service: 'web' })
    return [`mode ${mode}: ${what}`, ...rest] as Row
  })
const config = (text: string) => ({ [CONFIGURATION]: text })
const arnIn = (region: string, account: string) => `arn:aws:ecs:${region}:${account}:cluster/demo`
const NOWHERE = { cluster: '', 'aws-region': '' }
const ALONE = { 'task-definition': 'deploy/web.json', cluster: '' }
const TASK = { 'run-task': 'true', 'run-task-subnets': 'subnet-1', 'run-task-launch-type': 'FARGATE' }

const CONTRADICTIONS: readonly Row[] = [
  ...each(MODES, inputs => [
    'an input that contradicts the configuration file is refused with both names and the line',
    { clusters: ['demo', 'production'] },
    {
      inputs,
      files: config('services:\n  web:\n    cluster: production\n'),
      code: 2,
      said: [
        `${CONFIGURATION}:3:14: Input "cluster" is demo, but the configuration file has cluster production for "web".`
      ],
      writes: false
    }
  ]),
  [
    'the region too, and the usual place at the top of the file',
    {},
    {
      files: config('cluster: demo\nregion: us-east-1\n'),
      code: 2,
      said: [
        `${CONFIGURATION}:2:9: Input "aws-region" is us-west-2, but the configuration file has region us-east-1.`
      ],
      operations: []
    }
  ],
  [
    'a region of the environment is no input; the file says where',
    {},
    {
      files: config('cluster: demo\nregion: us-west-2\n'),
      inputs: NOWHERE,
      env: { AWS_REGION: 'eu-central-1' },
      code: 0,
      results: [{ cluster: 'demo', region: 'us-west-2', outcome: 'succeeded' }]
    }
  ],
  [
    'what the file says of services that this run is not for does not count',
    manyServices({ web: {}, worker: {} }),
    { files: config('services:\n  worker:\n    cluster: production\n'), inputs: { service: 'web' }, code: 0 },
    { inputs: { service: 'all' }, code: 2 }
  ]
]

const BY_ARN: readonly Row[] = [
  ...each(sample(MODES, 3), inputs => [
    'a cluster of another region is known without AWS',
    {},
    {
      inputs: { ...inputs, cluster: arnIn('eu-west-1', '123456789012') },
      code: 2,
      said: [
        `Cluster ${arnIn('eu-west-1', '123456789012')} is in Region eu-west-1, but the run is for Region us-west-2.`
      ],
      operations: []
    }
  ]),
  ...each(sample(MODES, 3), inputs => [
    'a cluster of another account is known right after STS',
    {},
    {
      inputs: { ...inputs, cluster: arnIn('us-west-2', '210987654321') },
      code: 2,
      said: [
        `Cluster ${arnIn('us-west-2', '210987654321')} is in account 210987654321, but the run acts in account 123456789012.`
      ],
      operations: ['GetCallerIdentity']
    }
  ]),
  [
    'in the configuration file: with its line, and against the role of the file without AWS',
    {},
    {
      files: config(
        `role-to-assume: arn:aws:iam::210987654321:role/deploy\nservices:\n  web:\n    cluster: ${arnIn('us-west-2', '123456789012')}\n`
      ),
      inputs: { cluster: '' },
      code: 2,
      said: [/ecs-sealed-deploy\.yml:4:14: Cluster arn:\S+ is in account 123456789012, but/],
      operations: []
    }
  ],
  [
    'the right one is fine, with the name in the file',
    {},
    { files: config('cluster: demo\n'), inputs: { cluster: arnIn('us-west-2', '123456789012') }, code: 0 }
  ]
]

const schedule = (cluster: string) => ({
  Name: `in-${cluster}`,
  ScheduleExpression: 'rate(1 hour)',
  FlexibleTimeWindow: { Mode: 'OFF' },
  Target: {
    Arn: `arn:aws:ecs:us-west-2:123456789012:cluster/${cluster}`,
    RoleArn: 'arn:aws:iam::123456789012:role/demo-execution',
    EcsParameters: { TaskDefinitionArn: 'arn:aws:ecs:us-west-2:123456789012:task-definition/web:1' }
  }
})

const USUAL: readonly Row[] = [
  [
    'a one-off task without a service runs in the usual cluster',
    {},
    { files: config('cluster: demo\n'), inputs: { ...ALONE, ...TASK }, code: 0, calls: { RunTask: 1 } }
  ],
  [
    'and one that nobody gives a cluster is refused, not left out',
    {},
    {
      inputs: { ...ALONE, 'run-task': 'true' },
      code: 2,
      said: ['Input "cluster" is empty, but a one-off task is to be run.'],
      writes: false
    }
  ],
  [
    'schedules of a definition without a service are looked for there',
    { clusters: ['demo', 'other'], schedules: ['demo', 'other'].map(schedule) },
    {
      files: config('cluster: demo\n'),
      inputs: { ...ALONE, mode: 'plan', 'update-schedules': 'true' },
      code: 0,
      summary: /^(?=[\s\S]*in-demo)(?![\s\S]*in-other)/
    }
  ],
  [
    'migrate with live services asks there, and names the secrets after it',
    {},
    {
      files: config('cluster: demo\n'),
      inputs: { mode: 'migrate', source: 'live', cluster: '', 'task-definition': 'new/{service}.json' },
      code: 0,
      said: [/^(?![\s\S]*Input "(?:cluster|project)" is empty)/]
    }
  ]
]

const FAR = { clusters: ['demo', { name: 'far', region: 'us-east-1' }] }
const { taskDefinitions, ...REST } = manyServices(
  { web: {}, worker: { cluster: 'far', region: 'us-east-1' } },
  FAR
) as { taskDefinitions: { family: string }[] }

const SAID: readonly Row[] = [
  ...each(MODES, inputs => [
    'says it first, in log and summary',
    {},
    { code: 0 },
    {
      inputs,
      said: [/^Account 123456789012, Region us-west-2, cluster demo, as arn:aws:\S*123456789012:\S+/m],
      summary: /\| 123456789012 \| us-west-2 \| <code>demo<\/code> \| <code>/
    }
  ]),
  ['before the plan of a deploy', {}, { said: [/^Account [\s\S]*::group::Plan/m] }],
  [
    'every region of a run',
    {
      ...REST,
      taskDefinitions: taskDefinitions.map(one =>
        one.family === 'worker' ? { ...one, region: 'us-east-1' } : one
      ),
      secrets: ['us-west-2', 'us-east-1'].map(region => ({ name: 'demo/api-key', generate: 40, region }))
    },
    {
      files: config('cluster: demo\nservices:\n  worker:\n    cluster: far\n    region: us-east-1\n'),
      inputs: { ...NOWHERE, mode: 'plan' },
      env: { AWS_REGION: 'us-west-2' },
      // the role of this scenario may read the secret of us-west-2 alone
      code: 3,
      said: [
        /^Account 123456789012, Region us-west-2, cluster demo, as arn/m,
        /^Account 123456789012, Region us-east-1, cluster far, as arn/m
      ]
    }
  ],
  ...each(MODES, inputs => [
    'a cluster that is not there is named, and the place is in the summary',
    {},
    {
      inputs: { ...inputs, cluster: 'staging' },
      code: 2,
      said: [/ecs:\w+ for cluster "staging" in us-west-2 failed: the resource was not found\./],
      summary: /\| 123456789012 \| us-west-2 \| <code>staging<\/code> \|/,
      writes: false
    }
  ]),
  [
    'a pattern without a file is one problem',
    {},
    { inputs: { 'task-definition': 'deplyo/{service}.json', service: 'web' }, code: 2, errors: 1 }
  ]
]

const REFUSED = (type: string) => ({
  faults: [{ op: 'GetCallerIdentity', kind: 'error', type, message: 'made up', from: 1 }]
})
const withAccount = template('web').replace(
  '"family"',
  '"taskRoleArn": "arn:aws:iam::${{ aws.account }}:role/app", "family"'
)
const withVariable = (name: string, value: string) =>
  withAccount.replace('"secrets":', `"environment": [{"name": "${name}", "value": "${value}"}], "secrets":`)

const UNKNOWN: readonly Row[] = [
  ...each(MODES, inputs => [
    'credentials that AWS does not take are said once, with its own reason',
    REFUSED('InvalidClientTokenId'),
    {
      inputs,
      code: 3,
      said: ['sts:GetCallerIdentity failed: there are no valid credentials. InvalidClientTokenId: made up'],
      errors: 1,
      calls: { DescribeServices: 0, DescribeClusters: 0 }
    }
  ]),
  [
    'a runner that cannot ask STS deploys, and says what it does not know',
    REFUSED('AccessDenied'),
    {
      code: 0,
      said: [/^Account not known, Region us-west-2, cluster demo, identity not known$/m],
      summary: 'Not verified: account and identity. sts:GetCallerIdentity is not allowed.'
    }
  ],
  [
    'a template that needs the account: said once, and nothing beside it',
    REFUSED('AccessDenied'),
    {
      files: { 'deploy/web.json': withAccount },
      code: 3,
      said: ['sts:GetCallerIdentity is not allowed. AccessDenied: made up'],
      errors: 1
    }
  ],
  ...(
    [
      [
        'an input secrets.X',
        withAccount.replace('demo/web:', '${{ secrets.X }}/web:'),
        /GitHub secret "X"/,
        2
      ],
      ['a missing name', withAccount.replace('vars.TAG', 'vars.NO_SUCH'), /vars\.NO_SUCH/, 2],
      ['a name in both lists', withVariable('API_KEY', '${{ vars.TAG }}'), /API_KEY/, 2],
      [
        'a literal that a variable brings in',
        withVariable('DB_PASSWORD', '${{ vars.PASS }}'),
        /DB_PASSWORD/,
        1
      ]
    ] as const
  ).map(
    ([what, text, words, code]): Row => [
      `${what} is known without AWS`,
      REFUSED('InvalidClientTokenId'),
      {
        files: { 'deploy/web.json': text },
        inputs: { variables: `TAG=2\nPASS=${PASSWORD}` },
        code,
        said: [words],
        operations: []
      }
    ]
  )
]

describe.each<[string, readonly Row[]]>([
  ['an input that contradicts the configuration file', CONTRADICTIONS],
  ['a cluster by its ARN', BY_ARN],
  ['the usual cluster of the configuration file', USUAL],
  ['where a run acts, and as whom', SAID],
  ['when AWS does not say who we are', UNKNOWN]
])('%s', (_group, rows) => {
  test.each(rows.map(row => [row[0], row] as const))('%s', (_what, row) => playRow(row))
})

test('JSON has the place, too', async () => {
  const world = await makeWorld(scenario())
  const flags = ['--cluster=demo', '--aws-region=us-west-2', '--variables=TAG=2', '--format=json']
  const { stdout } = await runCli(['plan', 'deploy/{service}.json', ...flags], {
    workspace: world.workspace,
    sandbox: world.sandbox
  })
  const identity = expect.stringMatching(/^arn:aws:/)
  expect(JSON.parse(stdout)).toMatchObject({
    target: [{ account: '123456789012', region: 'us-west-2', clusters: ['demo'], identity }]
  })
  await world.end()
})
