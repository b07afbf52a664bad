import { DeleteTaskDefinitionsCommand, DeregisterTaskDefinitionCommand, ECSClient } from '@aws-sdk/client-ecs'
import { DeleteSecretCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager'
import { DeleteParameterCommand, SSMClient } from '@aws-sdk/client-ssm'
import { describe, expect, test } from '@jest/globals'
import { runDeploy } from '../../src/modes/deploy.ts'
import { runRollback } from '../../src/modes/rollback.ts'
import { exitCodeOf, judgeReport } from '../../src/report/verdict.ts'
import { scenario, template } from '../bundle/scenario.ts'
import { inputsOfWeb, type ModeWorld, worldsOfTests } from './world.ts'
import '../worlds/sdk.ts'

const makeModeWorld = worldsOfTests()
let world: ModeWorld

const REGISTRY = '123456789012.dkr.ecr.us-west-2.amazonaws.com'
const ROLES = [
  {
    name: 'demo-execution',
    managed: ['arn:aws:iam::aws:policy/service-role/AmazonECSTaskExecutionRolePolicy'],
    policies: {
      read: {
        Version: '2012-10-17',
        Statement: [
          { Effect: 'Allow', Action: ['secretsmanager:GetSecretValue', 'ssm:GetParameters'], Resource: '*' }
        ]
      }
    }
  }
]
const IMAGES = [{ repository: 'web', tags: ['2'], content: 'a' }]

/** A service that was deployed three times: web:2 as usual, web:3 as `before` says, web:4 as usual. */
async function afterDeploys(before: object, more: object = {}): Promise<void> {
  world = await makeModeWorld(scenario({ images: IMAGES, roles: ROLES, ...more }))
  await runDeploy(world.configuration('deploy'), world.ports)
  world.workspace.write('deploy/web.json', template('web', before))
  await runDeploy(world.configuration('deploy'), world.ports)
  world.workspace.write('deploy/web.json', template('web'))
  await runDeploy(world.configuration('deploy', { variables: 'TAG=4' }), world.ports)
}

function client() {
  return {
    region: 'us-west-2',
    endpoint: world.sandbox.url,
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' }
  }
}

const deleteSecret = (ForceDeleteWithoutRecovery: boolean) => () =>
  new SecretsManagerClient(client()).send(
    new DeleteSecretCommand({ SecretId: 'demo/old', ForceDeleteWithoutRecovery })
  )
const SECRET = { secrets: [{ name: 'OLD_KEY', valueFrom: 'secretsmanager:demo/old' }] }
const TWO = {
  secrets: [
    { name: 'demo/api-key', generate: 40 },
    { name: 'demo/old', generate: 40 }
  ]
}

const CASES: readonly (readonly [string, object, object, () => Promise<unknown>, RegExp, RegExp])[] = [
  [
    'a secret that was deleted',
    SECRET,
    TWO,
    deleteSecret(true),
    /tasks of web:3 cannot start: secret OLD_KEY of container app: there is no secret/,
    /The revision keeps the ARNs that it was registered with\./
  ],
  [
    'a secret that is scheduled for deletion',
    SECRET,
    TWO,
    deleteSecret(false),
    /tasks of web:3 cannot start: .*is scheduled for deletion/,
    /restore-secret --region us-west-2 --secret-id demo\/old$/
  ],
  [
    'a parameter that was deleted',
    { secrets: [{ name: 'OLD_KEY', valueFrom: 'ssm:/demo/old' }] },
    { parameters: [{ name: '/demo/old', generate: 20 }] },
    () => new SSMClient(client()).send(new DeleteParameterCommand({ Name: '/demo/old' })),
    /tasks of web:3 cannot start: .*there is no parameter/,
    /aws ssm put-parameter/
  ]
]

test.each(CASES)(
  '%s: said before the service is changed',
  async (_, before, more, destroy, message, hint) => {
    await afterDeploys(before, more)
    await destroy()
    const updates = world.count('UpdateService')
    const plan = await runRollback(inputsOfWeb('rollback', { 'dry-run': 'true' }), world.ports)
    const back = await runRollback(inputsOfWeb('rollback'), world.ports)
    for (const { problems } of [plan, back])
      expect(problems).toMatchObject([
        {
          code: 'revision-cannot-start',
          message: expect.stringMatching(message),
          hint: expect.stringMatching(
            /^Name another revision with the input "revision" \(web:2\), or deploy from the file\./
          )
        }
      ])
    expect(back.problems[0]?.hint).toMatch(hint)
    expect({ code: exitCodeOf(back), plan: exitCodeOf(plan), results: back.results }).toMatchObject({
      code: 2,
      plan: 2,
      results: [{ outcome: 'not-started' }]
    })
    expect(world.count('UpdateService')).toBe(updates)
    const forced = await runRollback(
      inputsOfWeb('rollback', { 'verify-permissions': 'off', 'wait-until': 'none' }),
      world.ports
    )
    expect(forced.problems).toEqual([])
    expect(world.count('UpdateService')).toBe(updates + 1)
  }
)

test('an image that its registry does not have', async () => {
  world = await makeModeWorld(scenario({ images: IMAGES }))
  world.workspace.write('deploy/web.json', template('web', { image: `${REGISTRY}/web:gone` }))
  await runDeploy(world.configuration('deploy', { 'verify-permissions': 'off' }), world.ports)
  world.workspace.write('deploy/web.json', template('web'))
  await runDeploy(world.configuration('deploy', { variables: 'TAG=3' }), world.ports)
  const { problems } = await runRollback(inputsOfWeb('rollback'), world.ports)
  expect(problems).toMatchObject([
    {
      code: 'revision-cannot-start',
      message: expect.stringMatching(
        /cannot start: the image \S+\/web:gone does not exist: the repository web .* has no tag gone\.$/
      )
    }
  ])
})

test('a revision that is deployed as it is, too', async () => {
  await afterDeploys(SECRET, TWO)
  await deleteSecret(true)()
  const updates = world.count('UpdateService')
  const raw = { 'task-definition': '', 'task-definition-arn': 'web:3', service: 'web' }
  const { problems } = await runDeploy(world.configuration('deploy', raw), world.ports)
  expect(problems).toMatchObject([{ code: 'revision-cannot-start' }])
  expect(world.count('UpdateService')).toBe(updates)
})

test('what may not be read is a note, and no reason to stop', async () => {
  await afterDeploys(SECRET, {
    ...TWO,
    faults: [{ op: 'DescribeSecret', kind: 'access-denied', from: 4 }]
  })
  const back = await runRollback(inputsOfWeb('rollback'), world.ports)
  expect(back.remarks.map(({ message }) => message).join('\n')).toMatch(
    /Not verified: no permission for secretsmanager:DescribeSecret/
  )
  expect(back.results).toMatchObject([{ outcome: 'succeeded' }])
})

test.each([
  ['INACTIVE', false],
  ['DELETE_IN_PROGRESS', true]
])('a revision that is %s is passed over for the one before, with a warning', async (status, isDeleted) => {
  await afterDeploys({ command: ['serve'] })
  const ecs = new ECSClient(client())
  await ecs.send(new DeregisterTaskDefinitionCommand({ taskDefinition: 'web:3' }))
  if (isDeleted) await ecs.send(new DeleteTaskDefinitionsCommand({ taskDefinitions: ['web:3'] }))
  world.sandbox.advance(3_600_000)
  const plan = await runRollback(inputsOfWeb('rollback', { 'dry-run': 'true' }), world.ports)
  const warning = 'Warning: Service "web" goes back to web:2, because ECS can no longer start web:3.'
  expect(judgeReport(plan).sentence).toContain(warning)
  const back = await runRollback(inputsOfWeb('rollback'), world.ports)
  expect(judgeReport(back)).toMatchObject({ exitCode: 0, sentence: `1 service rolled back. ${warning}` })
  expect(back.results[0]?.taskDefinitionArn).toMatch(/web:2$/)
  expect(back.remarks).toContainEqual(
    expect.objectContaining({ message: expect.stringMatching(`; web:3 is ${status}`) })
  )
})

test('a named revision that is INACTIVE is refused, and without any other one, too', async () => {
  await afterDeploys({ command: ['serve'] })
  const ecs = new ECSClient(client())
  await ecs.send(new DeregisterTaskDefinitionCommand({ taskDefinition: 'web:3' }))
  const named = await runRollback(inputsOfWeb('rollback', { revision: '3' }), world.ports)
  expect(exitCodeOf(named)).toBe(2)
  expect(named.problems).toMatchObject([
    {
      code: 'revision-inactive',
      hint: expect.stringMatching(/^Name another revision with the input "revision"/)
    }
  ])
  for (const taskDefinition of ['web:1', 'web:2'])
    await ecs.send(new DeregisterTaskDefinitionCommand({ taskDefinition }))
  const back = await runRollback(inputsOfWeb('rollback'), world.ports)
  expect(exitCodeOf(back)).toBe(2)
  expect(back.problems).toMatchObject([
    {
      message: 'web:3 is INACTIVE: ECS starts no new tasks from it.',
      hint: expect.stringMatching(/^No other/)
    }
  ])
})

describe('without records', () => {
  const makeModeWorld = worldsOfTests()

  const { desiredCount: _count, ...daemon } = (scenario() as { services: Record<string, unknown>[] })
    .services[0] as Record<string, unknown>

  /** A service without records, as one that was not deployed for 90 days. */
  test.each([
    ['REPLICA', {}],
    [
      'DAEMON',
      {
        clusters: [{ name: 'demo', instances: 1 }],
        services: [{ ...daemon, schedulingStrategy: 'DAEMON', launchType: 'EC2' }]
      }
    ]
  ])('%s: from the first release in 90 days to what ran before, and never forward again', async (_, more) => {
    const dies = { image: 'demo/web:2', exitAfter: '20m', exitCode: 1 }
    const world = await makeModeWorld(scenario({ behaviours: [dies], ...more }))
    const released = await runDeploy(world.configuration('deploy'), world.ports)
    expect(released.results).toMatchObject([{ outcome: 'succeeded' }])
    world.sandbox.advance(30 * 60_000)
    const plan = await runRollback(inputsOfWeb('rollback', { 'dry-run': 'true' }), world.ports)
    expect({ code: exitCodeOf(plan), problems: plan.problems }).toEqual({ code: 0, problems: [] })
    const back = await runRollback(inputsOfWeb('rollback'), world.ports)
    expect({ code: exitCodeOf(back), results: back.results }).toMatchObject({
      code: 0,
      results: [{ outcome: 'succeeded', taskDefinitionArn: expect.stringMatching(/web:1$/) }]
    })
    expect(world.log.text()).toContain('→ web:1: ran (by the record of the next deployment) until 20')
    const again = await runRollback(inputsOfWeb('rollback'), world.ports)
    expect({ code: exitCodeOf(again), problems: again.problems }).toMatchObject({
      code: 2,
      problems: [{ code: 'no-way-back' }]
    })
    expect(world.count('UpdateService')).toBe(2)
  })
})
