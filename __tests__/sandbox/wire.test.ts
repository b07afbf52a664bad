import {
  CreateClusterCommand,
  CreateServiceCommand,
  DeleteServiceCommand,
  DescribeClustersCommand,
  DescribeServiceRevisionsCommand,
  DescribeServicesCommand,
  DescribeTasksCommand,
  ListServicesCommand,
  ListTagsForResourceCommand,
  ListTasksCommand,
  ServiceNotFoundException,
  StopTaskCommand,
  TagResourceCommand
} from '@aws-sdk/client-ecs'
import { afterEach, describe, expect, test } from '@jest/globals'
import {
  type Bench,
  outline,
  refusal,
  scenarioWith,
  sendJson,
  sendQuery,
  signed,
  startBench
} from './world.ts'

let bench: Bench
afterEach(() => bench.end())

describe('the JSON protocol', () => {
  test('has no Date header, a request id, and epoch seconds', async () => {
    bench = await startBench(scenarioWith())
    const answer = await sendJson(bench.sandbox.url, {
      service: 'ecs',
      operation: 'DescribeServices',
      body: { cluster: 'demo', services: ['web'] }
    })
    expect(answer.headers.get('date')).toBeNull()
    expect(answer.headers.get('x-amzn-requestid')).toMatch(/^[0-9a-f-]{36}$/)
    expect(answer.headers.get('content-type')).toBe('application/x-amz-json-1.1')
    expect(answer.body).toMatchObject({ services: [{ createdAt: bench.sandbox.now() / 1000 - 3600 }] })
  })

  test.each([
    ['a body that is no JSON', '{', 'SerializationException'],
    ['a body that is no object', '[]', 'SerializationException']
  ])('refuses %s', async (_name, body, type) => {
    bench = await startBench({})
    const answer = await sendJson(bench.sandbox.url, { service: 'ecs', operation: 'ListClusters', body })
    expect([answer.status, answer.body['__type']]).toEqual([400, type])
  })

  test('refuses a request without signature, and one for a service that it has not', async () => {
    bench = await startBench({})
    const target = { 'x-amz-target': 'AmazonEC2ContainerServiceV20141113.ListClusters' }
    const unsigned = await fetch(bench.sandbox.url, { method: 'POST', headers: target })
    expect(unsigned.status).toBe(403)
    expect(await unsigned.json()).toMatchObject({ __type: 'MissingAuthenticationTokenException' })
    const headers = { ...signed('kms'), 'x-amz-target': 'TrentService.Decrypt' }
    const stranger = await fetch(bench.sandbox.url, { method: 'POST', headers })
    expect(await stranger.json()).toMatchObject({ __type: 'UnknownOperationException' })
    expect(bench.sandbox.requests()).toHaveLength(2)
  })

  test('keeps regions apart', async () => {
    bench = await startBench(scenarioWith())
    const { authorization = '' } = signed('ecs')
    const answer = await fetch(bench.sandbox.url, {
      method: 'POST',
      headers: {
        authorization: authorization.replace('us-west-2', 'eu-west-1'),
        'x-amz-target': 'AmazonEC2ContainerServiceV20141113.ListClusters'
      },
      body: '{}'
    })
    expect(await answer.json()).toEqual({ clusterArns: [] })
  })
})

describe('the query protocol', () => {
  const iam = (parameters: Record<string, string>) =>
    sendQuery(bench.sandbox.url, { service: 'iam', parameters })
  const trust = JSON.stringify({
    Statement: [
      { Effect: 'Allow', Principal: { Service: 'ecs-tasks.amazonaws.com' }, Action: 'sts:AssumeRole' }
    ]
  })
  const policy = JSON.stringify({ Statement: [{ Effect: 'Allow', Action: 'ssm:Get*', Resource: '*' }] })

  test('makes roles and policies, and gives documents percent-encoded', async () => {
    bench = await startBench({})
    const made = await iam({ Action: 'CreateRole', RoleName: 'r', AssumeRolePolicyDocument: trust })
    expect(made.xml).toContain('<CreateRoleResponse xmlns="https://iam.amazonaws.com/doc/2010-05-08/">')
    expect(made.xml).toContain('<Arn>arn:aws:iam::123456789012:role/r</Arn>')
    await iam({ Action: 'PutRolePolicy', RoleName: 'r', PolicyName: 'p', PolicyDocument: policy })
    const read = await iam({ Action: 'GetRolePolicy', RoleName: 'r', PolicyName: 'p' })
    const document = /<PolicyDocument>(.*)<\/PolicyDocument>/.exec(read.xml)?.[1] ?? ''
    expect(document).not.toMatch(/[{}"*]/)
    expect(decodeURIComponent(document)).toBe(policy)
    await iam({ Action: 'DeleteRolePolicy', RoleName: 'r', PolicyName: 'p' })
    const gone = await iam({ Action: 'GetRolePolicy', RoleName: 'r', PolicyName: 'p' })
    expect([gone.status, gone.xml]).toEqual([404, expect.stringContaining('<Code>NoSuchEntity</Code>')])
  })

  test('simulates a role, action by action and resource by resource', async () => {
    bench = await startBench({ roles: [{ name: 'r', policies: { p: JSON.parse(policy) as object } }] })
    const { xml } = await iam({
      Action: 'SimulatePrincipalPolicy',
      PolicySourceArn: 'arn:aws:iam::123456789012:role/r',
      'ActionNames.member.1': 'ssm:GetParameters',
      'ActionNames.member.2': 'ssm:PutParameter',
      'ResourceArns.member.1': 'arn:aws:ssm:us-west-2:123456789012:parameter/a'
    })
    const decisions = [...xml.matchAll(/<EvalActionName>(.*?)<.*?<EvalDecision>(.*?)</g)].map(one => [
      one[1],
      one[2]
    ])
    expect(decisions).toEqual([
      ['ssm:GetParameters', 'allowed'],
      ['ssm:PutParameter', 'implicitDeny']
    ])
  })

  test.each([
    [{ Action: 'GetRole', RoleNam: 'r' }, 400, 'Unknown parameter RoleNam of GetRole'],
    [{ Action: 'GetRole', RoleName: 'nobody' }, 404, 'The role with name nobody cannot be found.'],
    [{ Action: 'DeleteUser' }, 400, '<Code>InvalidAction</Code>'],
    [
      { Action: 'PutRolePolicy', RoleName: 'r', PolicyName: 'p', PolicyDocument: '{' },
      400,
      'MalformedPolicyDocument'
    ],
    [
      {
        Action: 'PutRolePolicy',
        RoleName: 'r',
        PolicyName: 'p',
        PolicyDocument: policy
          .replace('*"}', `${'x'.repeat(10_240)}"}`)
          .replace('"Resource":"', '"Resource":"arn:aws:ssm:*:*:')
      },
      409,
      'Maximum policy size of 10240 bytes exceeded'
    ]
  ])('refuses %j', async (parameters, status, text) => {
    bench = await startBench({ roles: [{ name: 'r' }] })
    const answer = await iam(parameters as Record<string, string>)
    expect(answer.status).toBe(status)
    expect(answer.xml).toContain(text)
  })
})

describe('services', () => {
  test('DescribeServices takes ten, by name or ARN, and lists what is missing', async () => {
    bench = await startBench(scenarioWith())
    const find = (services: string[], cluster = 'demo') =>
      bench.ecs.send(new DescribeServicesCommand({ cluster, services }))
    const arn = 'arn:aws:ecs:us-west-2:123456789012:service/demo/web'
    const found = await find([arn, 'nobody'], 'arn:aws:ecs:us-west-2:123456789012:cluster/demo')
    expect(found.services?.map(one => one.serviceArn)).toEqual([arn])
    expect(found.failures).toEqual([
      { arn: 'arn:aws:ecs:us-west-2:123456789012:service/demo/nobody', reason: 'MISSING' }
    ])
    const eleven = find(Array.from({ length: 11 }, (_, index) => `s${index}`))
    expect((await refusal(eleven)).name).toBe('InvalidParameterException')
    expect((await refusal(find(['web'], 'other'))).name).toBe('ClusterNotFoundException')
  })

  test('UpdateService refuses what AWS refuses', async () => {
    const blue = {
      serviceName: 'blue',
      cluster: 'demo',
      taskDefinition: 'web:1',
      deploymentController: 'CODE_DEPLOY'
    }
    const base = scenarioWith() as { services: object[] }
    bench = await startBench({ ...base, services: [...base.services, blue] })
    expect(await bench.update({ service: 'nobody' }).catch((error: unknown) => error)).toBeInstanceOf(
      ServiceNotFoundException
    )
    expect((await refusal(bench.update({ cluster: 'other' }))).name).toBe('ClusterNotFoundException')
    expect((await refusal(bench.update({ taskDefinition: 'nope' }))).name).toBe('ClientException')
    expect(await refusal(bench.update({ service: 'blue', taskDefinition: 'web:2' }))).toMatchObject({
      name: 'InvalidParameterException',
      message:
        'Unable to update task definition on services with a CODE_DEPLOY deployment controller. Use AWS CodeDeploy to trigger a new deployment.'
    })
    expect((await bench.service('blue')).deployments).toEqual([])
    await bench.ecs.send(new DeleteServiceCommand({ cluster: 'demo', service: 'web', force: true }))
    expect((await bench.service()).status).toBe('DRAINING')
    expect(await refusal(bench.update({ desiredCount: 1 }))).toMatchObject({
      name: 'ServiceNotActiveException',
      message: 'Service was not ACTIVE.'
    })
    bench.after(60)
    expect((await bench.service()).status).toBe('INACTIVE')
  })

  test('are created in a cluster, once, and begin with a rollout', async () => {
    bench = await startBench(scenarioWith())
    await bench.ecs.send(new CreateClusterCommand({ clusterName: 'second' }))
    const create = (serviceName: string) =>
      bench.ecs.send(
        new CreateServiceCommand({
          cluster: 'demo',
          serviceName,
          taskDefinition: 'web',
          desiredCount: 1,
          launchType: 'FARGATE',
          networkConfiguration: { awsvpcConfiguration: { subnets: ['subnet-1'] } },
          deploymentConfiguration: {
            maximumPercent: 150,
            deploymentCircuitBreaker: { enable: true, rollback: true }
          }
        })
      )
    const { service } = await create('api')
    expect(service).toMatchObject({
      status: 'ACTIVE',
      taskDefinition: expect.stringMatching(/web:2$/),
      deploymentConfiguration: { maximumPercent: 150, minimumHealthyPercent: 100 }
    })
    expect((await refusal(create('api'))).message).toBe('Creation of service was not idempotent.')
    bench.after(120)
    expect(outline(await bench.service('api'))).toEqual(['PRIMARY COMPLETED web:2 running 1 failed 0'])
    const { serviceArns } = await bench.ecs.send(new ListServicesCommand({ cluster: 'demo' }))
    expect(serviceArns).toHaveLength(2)
    const clusters = await bench.ecs.send(
      new DescribeClustersCommand({ clusters: ['demo', 'second', 'third'] })
    )
    expect(clusters.clusters?.map(one => [one.clusterName, one.runningTasksCount])).toEqual([
      ['demo', 3],
      ['second', 0]
    ])
    expect(clusters.failures).toMatchObject([{ reason: 'MISSING' }])
  })

  test('have tasks, revisions and tags', async () => {
    bench = await startBench(scenarioWith({ tags: { team: 'ops' } }))
    const service = await bench.service()
    const { taskArns = [] } = await bench.ecs.send(
      new ListTasksCommand({ cluster: 'demo', serviceName: 'web' })
    )
    const { tasks } = await bench.ecs.send(new DescribeTasksCommand({ cluster: 'demo', tasks: taskArns }))
    expect(tasks).toHaveLength(2)
    expect(tasks?.[0]).toMatchObject({
      startedBy: service.deployments?.[0]?.id,
      group: 'service:web',
      lastStatus: 'RUNNING',
      containers: [{ name: 'app', lastStatus: 'RUNNING' }]
    })
    await bench.ecs.send(new StopTaskCommand({ cluster: 'demo', task: taskArns[0], reason: 'because' }))
    bench.after(90)
    const stopped = await bench.ecs.send(
      new DescribeTasksCommand({ cluster: 'demo', tasks: taskArns.slice(0, 1) })
    )
    expect(stopped.tasks?.[0]).toMatchObject({
      stopCode: 'UserInitiated',
      stoppedReason: 'because',
      lastStatus: 'STOPPED'
    })
    expect(outline(await bench.service())).toEqual(['PRIMARY COMPLETED web:1 running 2 failed 0'])
    const arn = service.currentServiceRevisions?.[0]?.arn ?? ''
    const revisions = await bench.ecs.send(
      new DescribeServiceRevisionsCommand({ serviceRevisionArns: [arn] })
    )
    expect(revisions.serviceRevisions?.[0]?.taskDefinition).toMatch(/web:1$/)
    await bench.ecs.send(
      new TagResourceCommand({ resourceArn: service.serviceArn, tags: [{ key: 'team', value: 'dev' }] })
    )
    const { tags } = await bench.ecs.send(new ListTagsForResourceCommand({ resourceArn: service.serviceArn }))
    expect(tags).toEqual([{ key: 'team', value: 'dev' }])
  })
})
