import { describe, expect, test } from '@jest/globals'
import { connectAudit } from '../../src/aws/connect.ts'
import { type Answer, type Captured, endpointsOfTests, virtualClock } from './endpoint.ts'

const serve = endpointsOfTests()

async function auditAgainst(respond: (request: Captured) => unknown) {
  await serve((request): Answer => ({ kind: 'json', body: respond(request) }))
  const own = { region: 'us-west-2', environment: process.env, clock: virtualClock() }
  return connectAudit({ ...own, version: '1.2.3', random: () => 0.5 })
}

const arnOf = (name: string) => `arn:aws:ecs:us-west-2:123456789012:task/ops/${name}`
const version = (VersionId: string, CreatedDate: number, ...VersionStages: string[]) => ({
  VersionId,
  CreatedDate,
  VersionStages
})
const NOTHING = { kind: 'lost', awsName: 'IncompleteAnswer' }

describe('an answer without its list is not an empty list', () => {
  test.each([
    ['clusters', (aws: Audit) => aws.inventory.listClusters()],
    ['services', (aws: Audit) => aws.inventory.listServices('ops')],
    ['tasks', (aws: Audit) => aws.inventory.listRunningTasks('ops')],
    ['revisions of a family', (aws: Audit) => aws.inventory.listRevisions('web', 'ACTIVE')],
    ['secrets', (aws: Audit) => aws.secrets.listSecrets('us-west-2', ['ops/'])],
    ['versions', (aws: Audit) => aws.secrets.currentVersion('us-west-2', 'ops/db')],
    ['parameters', (aws: Audit) => aws.secrets.describeParameters('us-west-2', ['/ops/db'])]
  ])('%s', async (_, look) => {
    await expect(look(await auditAgainst(() => ({})))).rejects.toMatchObject(NOTHING)
  })
})

type Audit = ReturnType<typeof connectAudit>

test.each([
  ['the newest', { Versions: [version('a', 10, 'AWSCURRENT'), version('b', 5, 'AWSPREVIOUS')] }, true],
  [
    'while a rotation prepares the next',
    { Versions: [version('a', 5, 'AWSCURRENT'), version('b', 10, 'AWSPENDING')] },
    true
  ],
  [
    'an older one again',
    { Versions: [version('a', 5, 'AWSCURRENT'), version('b', 10, 'AWSPREVIOUS')] },
    false
  ]
])('the current version is %s', async (_, body, isNewest) => {
  const { secrets } = await auditAgainst(() => body)
  expect(await secrets.currentVersion('us-west-2', 'ops/db')).toMatchObject({ isNewest })
})

describe('tasks that were listed and are not described', () => {
  const tasksWith = (failures: unknown) =>
    auditAgainst(({ operation }) =>
      operation === 'ListTasks'
        ? { taskArns: ['a', 'b'].map(arnOf) }
        : { tasks: [{ taskArn: arnOf('a') }], failures }
    )

  test('have stopped, if ECS calls them MISSING', async () => {
    const { inventory } = await tasksWith([{ arn: arnOf('b'), reason: 'MISSING' }])
    expect((await inventory.listRunningTasks('ops')).map(({ arn }) => arn)).toEqual([arnOf('a')])
  })

  test.each([
    ['nothing is said of them', undefined, { ...NOTHING, message: 'the answer has no task b' }],
    [
      'it gives another reason',
      [{ arn: arnOf('b'), reason: 'ACCESS_DENIED' }],
      { kind: 'refused', message: 'task b: ACCESS_DENIED' }
    ]
  ])('are not known, if %s', async (_, failures, error) => {
    const { inventory } = await tasksWith(failures)
    await expect(inventory.listRunningTasks('ops')).rejects.toMatchObject(error)
  })
})

test('a revision that the answer does not have is not deleted', async () => {
  const { purge } = await auditAgainst(() => ({ taskDefinitions: [], failures: [] }))
  await expect(
    purge.deleteRevisions(['arn:aws:ecs:us-west-2:1:task-definition/web:1'])
  ).rejects.toMatchObject(NOTHING)
})
