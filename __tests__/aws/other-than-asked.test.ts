import { describe, expect, test } from '@jest/globals'
import { connectAudit, connectAws } from '../../src/aws/connect.ts'
import { type Answer, endpointsOfTests, virtualClock } from './endpoint.ts'

const serve = endpointsOfTests()
const NOTHING = { kind: 'lost', awsName: 'IncompleteAnswer' }
const TASK = 'arn:aws:ecs:us-west-2:123456789012:task/ops/0123'
const OTHER = 'arn:aws:ecs:us-west-2:123456789012:task/ops/4567'
const REVISION = 'arn:aws:ecs:us-west-2:123456789012:task-definition/web:1'
const SECRET = 'arn:aws:secretsmanager:us-west-2:123456789012:secret:ops/db-AbCdEf'

async function answering(...bodies: readonly unknown[]) {
  const left = [...bodies]
  await serve((): Answer => ({ kind: 'json', body: left.length > 1 ? left.shift() : left[0] }))
  const own = { region: 'us-west-2', environment: process.env, clock: virtualClock(), random: () => 0.5 }
  return { ...connectAws(own), ...connectAudit({ ...own, version: '1.2.3' }) }
}

type Aws = Awaited<ReturnType<typeof answering>>
const named = (aws: Aws) => aws.directory.describeParameters('us-west-2', ['/ops/a'])

describe('an answer about something else than what was asked answers nothing', () => {
  test.each<[string, unknown, (aws: Aws) => Promise<unknown>]>([
    [
      'another deployment of CodeDeploy',
      { deploymentInfo: { deploymentId: 'd-2', status: 'Succeeded' } },
      aws => aws.codedeploy.getDeployment('d-1')
    ],
    ['another task', { tasks: [{ taskArn: OTHER }] }, aws => aws.tasks.describeTask('ops', TASK)],
    [
      'another secret',
      { ARN: SECRET.replace('/db', '/db-old'), Name: 'ops/db-old' },
      aws => aws.directory.describeSecret('us-west-2', 'ops/db')
    ],
    ['a parameter without a name', { Parameters: [{ Type: 'String' }] }, aws => named(aws)],
    [
      'no revision of a service',
      { serviceRevisions: [] },
      aws =>
        aws.ecs.describeServiceRevisions(['arn:aws:ecs:us-west-2:123456789012:service-revision/ops/web/1'])
    ],
    ['nothing about a revision', {}, aws => aws.purge.deregister(REVISION)],
    [
      'a revision that is still ACTIVE',
      { taskDefinition: { taskDefinitionArn: REVISION, status: 'ACTIVE' } },
      aws => aws.purge.deregister(REVISION)
    ],
    [
      'a revision that is not being deleted',
      { taskDefinitions: [{ taskDefinitionArn: REVISION, status: 'INACTIVE' }] },
      aws => aws.purge.deleteRevisions([REVISION])
    ]
  ])('%s', async (_, body, ask) => {
    await expect(ask(await answering(body))).rejects.toMatchObject(NOTHING)
  })
})

test('a task that ECS does not return is unknown', async () => {
  const aws = await answering({ tasks: [], failures: [{ arn: TASK, reason: 'MISSING' }] })
  expect(await aws.tasks.describeTask('ops', TASK)).toBeUndefined()
})
