import { afterEach, describe, expect, test } from '@jest/globals'
import { sample } from '../sample.ts'
import { IN_LOCKSTEP, type Run, runCli } from './runner.ts'
import {
  makeManyWorld,
  makeWorld,
  manyServices,
  resultsOf,
  scenario,
  type TestWorld,
  template
} from './world.ts'

let world: TestWorld
afterEach(() => world.end())

const CONFIGURATION = '.github/ecs-sealed-deploy.yml'
const WRITES = /^(?:Register|Update|Create|Put|Stop|Run|Delete|Attach|Deregister)/
const writes = () => world.operations().filter(operation => WRITES.test(operation))
const MODES = ['plan', 'deploy', 'rollback', 'rotate-restart', 'audit', 'migrate'] as const
/** What a mode needs besides cluster and region. */
const inputsOf = (mode: string) => ({ mode, service: 'web' })
const ROLE = /arn:aws:\S*123456789012:\S+/

describe('an input that contradicts the configuration file', () => {
  test.each(MODES)('mode %s: refused with both names and the line', async mode => {
    world = await makeWorld(scenario({ clusters: ['demo', 'production'] }))
    world.workspace.write(CONFIGURATION, 'services:\n  web:\n    cluster: production\n')
    const run = await world.deploy(inputsOf(mode))
    expect(run.code).toBe(2)
    expect(run.stdout).toContain(
      `${CONFIGURATION}:3:14: Input "cluster" is demo, but the configuration file says cluster production for "web".`
    )
    expect(writes()).toEqual([])
  })

  test('the region too, and the usual place at the top of the file', async () => {
    world = await makeWorld(scenario())
    world.workspace.write(CONFIGURATION, 'cluster: demo\nregion: us-east-1\n')
    const run = await world.deploy()
    expect(run.code).toBe(2)
    expect(run.stdout).toContain(
      `${CONFIGURATION}:2:9: Input "aws-region" is us-west-2, but the configuration file says region us-east-1.`
    )
    expect(world.operations()).toEqual([])
  })

  test('a region of the environment is no input; the file says where', async () => {
    world = await makeWorld(scenario())
    world.workspace.write(CONFIGURATION, 'cluster: demo\nregion: us-west-2\n')
    const run = await world.deploy({ cluster: '', 'aws-region': '' }, { AWS_REGION: 'eu-central-1' })
    expect(run.code).toBe(0)
    expect(resultsOf(run)).toMatchObject([{ cluster: 'demo', region: 'us-west-2', outcome: 'succeeded' }])
  })

  test('what the file says of services that this run is not for does not count', async () => {
    world = await makeManyWorld({ web: {}, worker: {} })
    world.workspace.write(CONFIGURATION, 'services:\n  worker:\n    cluster: production\n')
    expect((await world.deploy({ service: 'web' })).code).toBe(0)
    expect((await world.deploy({ service: 'all' })).code).toBe(2)
  })
})

describe('a cluster by its ARN', () => {
  const arnIn = (region: string, account: string) => `arn:aws:ecs:${region}:${account}:cluster/demo`

  test.each(sample(MODES, 3))('mode %s: one of another region is known without AWS', async mode => {
    world = await makeWorld(scenario())
    const run = await world.deploy({ ...inputsOf(mode), cluster: arnIn('eu-west-1', '123456789012') })
    expect(run.code).toBe(2)
    expect(run.stdout).toContain(
      'Cluster arn:aws:ecs:eu-west-1:123456789012:cluster/demo is in Region eu-west-1, but the run is for Region us-west-2.'
    )
    expect(world.operations()).toEqual([])
  })

  test.each(sample(MODES, 3))('mode %s: one of another account is known right after STS', async mode => {
    world = await makeWorld(scenario())
    const run = await world.deploy({ ...inputsOf(mode), cluster: arnIn('us-west-2', '210987654321') })
    expect(run.code).toBe(2)
    expect(run.stdout).toContain(
      'Cluster arn:aws:ecs:us-west-2:210987654321:cluster/demo is in account 210987654321, but the run acts in account 123456789012.'
    )
    expect(world.operations()).toEqual(['GetCallerIdentity'])
  })

  test('in the configuration file: with its line, and against the role of the file without AWS', async () => {
    world = await makeWorld(scenario())
    const role = 'arn:aws:iam::210987654321:role/deploy'
    world.workspace.write(
      CONFIGURATION,
      `role-to-assume: ${role}\nservices:\n  web:\n    cluster: ${arnIn('us-west-2', '123456789012')}\n`
    )
    const run = await world.deploy({ cluster: '' })
    expect(run.code).toBe(2)
    expect(run.stdout).toMatch(/ecs-sealed-deploy\.yml:4:14: Cluster arn:\S+ is in account 123456789012, but/)
    expect(world.operations()).toEqual([])
  })

  test('the right one is fine, with the name in the file', async () => {
    world = await makeWorld(scenario())
    world.workspace.write(CONFIGURATION, 'cluster: demo\n')
    expect((await world.deploy({ cluster: arnIn('us-west-2', '123456789012') })).code).toBe(0)
  })
})

describe('the usual cluster of the configuration file', () => {
  const usual = async (content: object) => {
    world = await makeWorld(content)
    world.workspace.write(CONFIGURATION, 'cluster: demo\n')
  }

  test('a one-off task without a service runs there', async () => {
    await usual(scenario())
    const network = { 'run-task-subnets': 'subnet-1', 'run-task-launch-type': 'FARGATE' }
    const plain = { 'task-definition': 'deploy/web.json', cluster: '', 'run-task': 'true', ...network }
    const run = await world.deploy(plain)
    expect([run.code, world.count('RunTask')]).toEqual([0, 1])
  })

  test('and one that nobody gives a cluster is refused, not left out', async () => {
    world = await makeWorld(scenario())
    const run = await world.deploy({ 'task-definition': 'deploy/web.json', cluster: '', 'run-task': 'true' })
    expect(run.code).toBe(2)
    expect(run.stdout).toContain('Input "cluster" is empty, but a one-off task is to be run.')
    expect(writes()).toEqual([])
  })

  test('schedules of a definition without a service are looked for there', async () => {
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
    await usual(
      scenario({
        clusters: ['demo', 'other'],
        schedules: ['demo', 'other'].map(schedule)
      })
    )
    const run = await world.deploy({
      mode: 'plan',
      'task-definition': 'deploy/web.json',
      cluster: '',
      'update-schedules': 'true'
    })
    expect(run.code).toBe(0)
    expect(run.summary).toContain('in-demo')
    expect(run.summary).not.toContain('in-other')
  })

  test('migrate with live services asks there, and names the secrets after it', async () => {
    await usual(scenario())
    const run = await world.deploy({
      mode: 'migrate',
      source: 'live',
      cluster: '',
      'task-definition': 'new/{service}.json'
    })
    expect(run.stdout).not.toContain('Input "cluster" is empty')
    expect(run.stdout).not.toContain('Input "project" is empty')
    expect(run.code).toBe(0)
  })
})

describe('where a run acts, and as whom', () => {
  /** The place in the log, and the operations before it was known. */
  const place = ({ stdout }: Run) => /^Account .*$/m.exec(stdout)?.[0]

  test.each(MODES)('mode %s says it first, in log and summary', async mode => {
    world = await makeWorld(scenario())
    await world.deploy()
    const before = world.operations().length
    const run = await world.deploy(inputsOf(mode))
    expect(place(run)).toMatch(/^Account 123456789012, Region us-west-2, cluster demo, as arn:aws:/)
    expect(run.summary).toMatch(/\| 123456789012 \| us-west-2 \| <code>demo<\/code> \| <code>/)
    expect(world.operations()[before]).toBe('GetCallerIdentity')
  })

  test('it stands before the plan of a deploy', async () => {
    world = await makeWorld(scenario())
    const { stdout } = await world.deploy()
    expect(stdout.search(/^Account /m)).toBeLessThan(stdout.indexOf('::group::Plan'))
  })

  test('every region of a run', async () => {
    const far = { cluster: 'far', region: 'us-east-1' }
    const content = manyServices(
      { web: {}, worker: far },
      { clusters: ['demo', { name: 'far', region: 'us-east-1' }] }
    )
    const { taskDefinitions } = content as { taskDefinitions: { family: string }[] }
    world = await makeWorld({
      ...content,
      taskDefinitions: taskDefinitions.map(one =>
        one.family === 'worker' ? { ...one, region: 'us-east-1' } : one
      ),
      secrets: ['us-west-2', 'us-east-1'].map(region => ({ name: 'demo/api-key', generate: 40, region }))
    })
    world.workspace.write('deploy/worker.json', template('worker'))
    world.workspace.write(
      CONFIGURATION,
      'cluster: demo\nservices:\n  worker:\n    cluster: far\n    region: us-east-1\n'
    )
    const run = await world.deploy(
      { mode: 'plan', cluster: '', 'aws-region': '' },
      { AWS_REGION: 'us-west-2' }
    )
    expect(run.stdout).toMatch(/^Account 123456789012, Region us-west-2, cluster demo, as arn/m)
    expect(run.stdout).toMatch(/^Account 123456789012, Region us-east-1, cluster far, as arn/m)
  })

  test('and JSON has it', async () => {
    world = await makeWorld(scenario())
    const flags = ['--cluster=demo', '--aws-region=us-west-2', '--variables=TAG=2', '--format=json']
    const { stdout } = await runCli(['plan', 'deploy/{service}.json', ...flags], {
      workspace: world.workspace,
      preload: IN_LOCKSTEP,
      env: { AWS_ENDPOINT_URL: world.sandbox.url, AWS_ACCESS_KEY_ID: 'test', AWS_SECRET_ACCESS_KEY: 'test' }
    })
    expect(JSON.parse(stdout)).toMatchObject({
      target: [
        {
          account: '123456789012',
          region: 'us-west-2',
          clusters: ['demo'],
          identity: expect.stringMatching(/^arn:aws:/)
        }
      ]
    })
  })
})

describe('when AWS does not say who we are', () => {
  const REFUSED = (type: string) => ({
    faults: [{ op: 'GetCallerIdentity', kind: 'error', type, message: 'made up', from: 1 }]
  })
  const withAccount = template('web').replace(
    '"family"',
    '"taskRoleArn": "arn:aws:iam::${{ aws.account }}:role/app", "family"'
  )

  test.each(['plan', 'deploy', 'rollback', 'rotate-restart', 'audit', 'migrate'])(
    'mode %s: credentials that AWS does not take are said once, with its own reason',
    async mode => {
      world = await makeWorld(scenario(REFUSED('InvalidClientTokenId')))
      const run = await world.deploy(inputsOf(mode))
      expect(run.code).toBe(3)
      expect(run.stdout).toContain(
        'sts:GetCallerIdentity failed: there are no valid credentials. InvalidClientTokenId: made up'
      )
      expect(run.stdout.match(/^::error/gm)).toHaveLength(1)
      expect(world.operations().filter(operation => operation !== 'GetCallerIdentity')).toEqual([])
    }
  )

  test('a runner that cannot ask STS deploys, and says what it does not know', async () => {
    world = await makeWorld(scenario(REFUSED('AccessDenied')))
    const run = await world.deploy()
    expect(run.code).toBe(0)
    expect(run.stdout).toMatch(/^Account and identity not known, Region us-west-2, cluster demo$/m)
    expect(run.summary).toContain('Not verified: account and identity. sts:GetCallerIdentity is not allowed.')
  })

  test('a template that needs the account: said once, and nothing beside it', async () => {
    world = await makeWorld(scenario(REFUSED('AccessDenied')))
    world.workspace.write('deploy/web.json', withAccount)
    const run = await world.deploy()
    expect(run.code).toBe(3)
    expect(run.stdout.match(/^::error.*$/gm)).toEqual([
      expect.stringContaining('sts:GetCallerIdentity is not allowed. AccessDenied: made up')
    ])
  })

  test.each([
    ['an input secrets.X', withAccount.replace('demo/web:', '${{ secrets.X }}/web:'), /GitHub secret "X"/],
    ['a missing name', withAccount.replace('vars.TAG', 'vars.NO_SUCH'), /vars\.NO_SUCH/],
    [
      'a name in both lists',
      withAccount.replace(
        '"secrets":',
        '"environment": [{"name": "API_KEY", "value": "${{ vars.TAG }}"}], "secrets":'
      ),
      /API_KEY/
    ]
  ])('%s is known without AWS', async (_, text, expected) => {
    world = await makeWorld(scenario(REFUSED('InvalidClientTokenId')))
    world.workspace.write('deploy/web.json', text)
    const run = await world.deploy()
    expect([1, 2]).toContain(run.code)
    expect(run.stdout).toMatch(expected)
    expect(world.operations()).toEqual([])
  })

  test('a literal that a variable brings in is known without AWS', async () => {
    world = await makeWorld(scenario(REFUSED('InvalidClientTokenId')))
    const literal = ['hunter2', 'Corn', 'field!9'].join('-')
    world.workspace.write(
      'deploy/web.json',
      withAccount.replace(
        '"secrets":',
        '"environment": [{"name": "DB_PASSWORD", "value": "${{ vars.PASS }}"}], "secrets":'
      )
    )
    const run = await world.deploy({ variables: `TAG=2\nPASS=${literal}` })
    expect(run.code).toBe(1)
    expect(run.stdout).toContain('DB_PASSWORD')
    expect(run.visible).not.toContain(literal)
    expect(world.operations()).toEqual([])
  })

  test('an identity is shown whole', async () => {
    world = await makeWorld(scenario())
    expect((await world.deploy({ mode: 'plan' })).stdout).toMatch(ROLE)
  })
})

describe('as a new user would write it', () => {
  test.each(MODES)(
    'mode %s: a cluster that is not there is named, and the place is in the summary',
    async mode => {
      world = await makeWorld(scenario())
      const run = await world.deploy({ ...inputsOf(mode), cluster: 'staging' })
      expect(run.code).toBe(2)
      expect(run.stdout).toMatch(
        /ecs:\w+ for cluster "staging" in us-west-2 failed: the resource was not found\./
      )
      expect(run.summary).toMatch(/\| 123456789012 \| us-west-2 \| <code>staging<\/code> \|/)
      expect(writes()).toEqual([])
    }
  )

  test('a pattern without a file is one problem', async () => {
    world = await makeWorld(scenario())
    const run = await world.deploy({ 'task-definition': 'deplyo/{service}.json', service: 'web' })
    expect(run.code).toBe(2)
    expect(run.stdout.match(/^::error/gm)).toHaveLength(1)
  })
})
