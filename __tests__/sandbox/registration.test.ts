import {
  DeleteTaskDefinitionsCommand,
  DeregisterTaskDefinitionCommand,
  DescribeTaskDefinitionCommand,
  ListTaskDefinitionsCommand,
  RegisterTaskDefinitionCommand,
  type RegisterTaskDefinitionCommandInput
} from '@aws-sdk/client-ecs'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { type Bench, definition, refusal, scenarioWith, sendJson, startBench } from './world.ts'

let bench: Bench
beforeAll(async () => {
  bench = await startBench(scenarioWith())
})
afterAll(() => bench.end())

const ROLE = 'arn:aws:iam::123456789012:role/execution'
const ARN = 'arn:aws:secretsmanager:us-west-2:123456789012:secret:app/db-AbCdEf'

function register(family: string, more: object = {}) {
  const input = definition(family, more) as RegisterTaskDefinitionCommandInput
  return bench.ecs.send(new RegisterTaskDefinitionCommand(input))
}

function withContainer(more: object, task: object = {}): object {
  return { containerDefinitions: [{ name: 'app', image: 'demo/app:1', ...more }], ...task }
}

describe('RegisterTaskDefinition refuses, in ECS words,', () => {
  const secret = (valueFrom: string, name = 'DB') => ({ secrets: [{ name, valueFrom }] })
  test.each<[string, object, string | RegExp]>([
    [
      'secrets without execution role',
      withContainer(secret(ARN)),
      "When you are specifying container secrets, you must also specify a value for 'executionRoleArn'."
    ],
    [
      'a name that is in environment too',
      withContainer(
        { ...secret(ARN), environment: [{ name: 'DB', value: 'x' }] },
        { executionRoleArn: ROLE }
      ),
      "The secret name must be unique and not shared with any new or existing environment variables set on the container, such as 'DB'."
    ],
    [
      'a bare Secrets Manager name',
      withContainer(secret('app/db'), { executionRoleArn: ROLE }),
      /^The Systems Manager parameter name specified for secret DB is invalid/
    ],
    [
      'a name with a JSON key',
      withContainer(secret('db:password::'), { executionRoleArn: ROLE }),
      /^The Systems Manager parameter name specified for secret DB is invalid/
    ],
    [
      'more than 64 KB',
      withContainer({ environment: [{ name: 'X', value: 'x'.repeat(70_000) }] }),
      /^Actual length: '70\d\d\d'\. Max allowed length is '65536' bytes\.$/
    ],
    [
      'a bad container name',
      { containerDefinitions: [{ name: 'a b', image: 'x' }] },
      'Container.name contains invalid characters.'
    ],
    [
      'eleven containers',
      { containerDefinitions: Array.from({ length: 11 }, (_, index) => ({ name: `c${index}`, image: 'x' })) },
      'Too many containers.'
    ],
    [
      'more CPU in containers than in the task',
      withContainer({ cpu: 257 }),
      "The sum of all container 'cpu' values cannot be greater than the value of the task 'cpu'."
    ],
    [
      'another host port with awsvpc',
      withContainer({ portMappings: [{ containerPort: 80, hostPort: 8080 }] }),
      'When networkMode=awsvpc, the host ports and container ports in port mappings must match.'
    ],
    [
      'awslogs without its options',
      withContainer(
        { logConfiguration: { logDriver: 'awslogs', options: { 'awslogs-group': 'g' } } },
        { executionRoleArn: ROLE }
      ),
      'Log driver awslogs requires options: awslogs-region, awslogs-group'
    ],
    ['a bad family', { family: 'web app' }, 'Family contains invalid characters.'],
    ['no container', { containerDefinitions: [] }, 'Container list cannot be empty.'],
    ['no image', { containerDefinitions: [{ name: 'app' }] }, 'Container.image should not be null or empty.'],
    [
      'the same container name twice',
      {
        containerDefinitions: [
          { name: 'app', image: 'x' },
          { name: 'app', image: 'x' }
        ]
      },
      /must be unique/
    ],
    [
      'no essential container',
      withContainer({ essential: false }),
      /At least one of the containers must be essential/
    ],
    [
      'a Fargate size that does not exist',
      { cpu: '4096', memory: '4096' },
      /^No Fargate configuration exists for given values: 4096 CPU, 4096 memory\./
    ],
    [
      'bridge networking on Fargate',
      { networkMode: 'bridge' },
      "Fargate only supports network mode 'awsvpc'."
    ],
    [
      'awslogs on Fargate without execution role',
      withContainer({ logConfiguration: { logDriver: 'awslogs' } }),
      'Fargate requires task definition to have execution role ARN to support log driver awslogs.'
    ],
    [
      'ECR on Fargate without execution role',
      withContainer({ image: '123456789012.dkr.ecr.us-west-2.amazonaws.com/app:1' }),
      'Fargate requires task definition to have execution role ARN to support ECR images.'
    ],
    [
      'no memory on EC2',
      { requiresCompatibilities: ['EC2'], memory: undefined },
      "Invalid setting for container 'app'. At least one of 'memory' or 'memoryReservation' must be specified."
    ]
  ])('%s', async (_name, more, text) => {
    const seen = await refusal(register('refused', more))
    expect(seen).toMatchObject({ name: 'ClientException', status: 400 })
    if (typeof text === 'string') expect(seen.message).toBe(text)
    else expect(seen.message).toMatch(text)
  })

  test.each([
    ['name', 'db-key'],
    ['path', '/app/db'],
    ['ARN', 'arn:aws:ssm:us-west-2:123456789012:parameter/app/db']
  ])('but takes a parameter by %s', async (_name, valueFrom) => {
    await register('parameters', withContainer(secret(valueFrom), { executionRoleArn: ROLE }))
  })
})

describe('a registered revision', () => {
  test('has the defaults that ECS adds, and what it derives', async () => {
    const answer = await register(
      'defaults',
      withContainer({ portMappings: [{ containerPort: 80 }] }, { tags: [{ key: 'a', value: 'b' }] })
    )
    expect(answer.tags).toEqual([{ key: 'a', value: 'b' }])
    expect(answer.taskDefinition).toMatchObject({
      taskDefinitionArn: 'arn:aws:ecs:us-west-2:123456789012:task-definition/defaults:1',
      revision: 1,
      status: 'ACTIVE',
      compatibilities: ['EC2', 'FARGATE'],
      requiresAttributes: expect.arrayContaining([{ name: 'ecs.capability.task-eni' }]),
      registeredAt: new Date(bench.sandbox.now()),
      volumes: [],
      placementConstraints: [],
      containerDefinitions: [
        {
          name: 'app',
          cpu: 0,
          essential: true,
          environment: [],
          mountPoints: [],
          volumesFrom: [],
          systemControls: [],
          portMappings: [{ containerPort: 80, hostPort: 80, protocol: 'tcp' }]
        }
      ]
    })
  })

  test('is found by family (latest active), family:revision and ARN; tags only when asked for', async () => {
    await register('found', { tags: [{ key: 'n', value: '1' }] })
    await register('found')
    const get = (taskDefinition: string, include?: 'TAGS'[]) =>
      bench.ecs.send(new DescribeTaskDefinitionCommand({ taskDefinition, ...(include ? { include } : {}) }))
    expect((await get('found')).taskDefinition?.revision).toBe(2)
    expect((await get('found:1', ['TAGS'])).tags).toEqual([{ key: 'n', value: '1' }])
    expect((await get('found:1')).tags).toBeUndefined()
    const arn = 'arn:aws:ecs:us-west-2:123456789012:task-definition/found:1'
    expect((await get(arn)).taskDefinition?.revision).toBe(1)
    await bench.ecs.send(new DeregisterTaskDefinitionCommand({ taskDefinition: 'found:2' }))
    expect((await get('found')).taskDefinition?.revision).toBe(1)
    expect((await register('found')).taskDefinition?.revision).toBe(3)
    expect(await refusal(get('found:9'))).toMatchObject({
      name: 'ClientException',
      message: 'Unable to describe task definition.'
    })
  })

  test('is listed by family and status, and deleted only when it is inactive', async () => {
    for (let count = 0; count < 3; count++) await register('listed')
    await bench.ecs.send(new DeregisterTaskDefinitionCommand({ taskDefinition: 'listed:2' }))
    const list = async (status: 'ACTIVE' | 'INACTIVE') => {
      const answer = await bench.ecs.send(
        new ListTaskDefinitionsCommand({ familyPrefix: 'listed', status, sort: 'DESC' })
      )
      return answer.taskDefinitionArns?.map(arn => arn.split('/')[1])
    }
    expect(await list('ACTIVE')).toEqual(['listed:3', 'listed:1'])
    expect(await list('INACTIVE')).toEqual(['listed:2'])
    const deleted = await bench.ecs.send(
      new DeleteTaskDefinitionsCommand({ taskDefinitions: ['listed:2', 'listed:3'] })
    )
    expect(deleted.taskDefinitions?.map(one => one.status)).toEqual(['DELETE_IN_PROGRESS'])
    expect(deleted.failures).toHaveLength(1)
  })

  test('cannot be deployed when it is inactive', async () => {
    await register('retired')
    await bench.ecs.send(new DeregisterTaskDefinitionCommand({ taskDefinition: 'retired:1' }))
    expect(await refusal(bench.update({ taskDefinition: 'retired:1' }))).toMatchObject({
      name: 'ClientException',
      message: 'TaskDefinition is inactive'
    })
  })
})

describe('members that the model does not know', () => {
  const future = {
    family: 'future',
    networkMode: 'awsvpc',
    cpu: '256',
    memory: '512',
    novelty: { level: 1.5 },
    containerDefinitions: [
      {
        name: 'app',
        image: 'x',
        healthCheck: { command: ['true'], patience: ['much'] },
        isNew: true,
        secrets: []
      }
    ]
  }
  const call = (operation: string, body: unknown, service: 'ecs' | 'secretsmanager' | 'ssm' = 'ecs') =>
    sendJson(bench.sandbox.url, { service, operation, body })

  test('are kept at every depth of a task definition', async () => {
    expect((await call('RegisterTaskDefinition', future)).status).toBe(200)
    const { body } = await call('DescribeTaskDefinition', { taskDefinition: 'future' })
    expect(body['taskDefinition']).toMatchObject(future)
  })

  test('are refused when the scenario is not lenient', async () => {
    const strict = await startBench(scenarioWith({}, { lenientTaskDefinitions: false }))
    const answer = await sendJson(strict.sandbox.url, {
      service: 'ecs',
      operation: 'RegisterTaskDefinition',
      body: future
    })
    await strict.end()
    expect(answer.body).toEqual({
      __type: 'SerializationException',
      message: 'Unknown member novelty of RegisterTaskDefinitionRequest'
    })
  })

  test.each<[string, 'ecs' | 'secretsmanager' | 'ssm', object, string]>([
    ['UpdateService', 'ecs', { service: 'web', cluster: 'demo', taskDefintion: 'web' }, 'taskDefintion'],
    ['DescribeServices', 'ecs', { services: ['web'], include: [], region: 'x' }, 'region'],
    ['CreateSecret', 'secretsmanager', { Name: 'x', Value: 'y' }, 'Value'],
    [
      'DescribeParameters',
      'ssm',
      { ParameterFilters: [{ Key: 'Name', Value: ['x'] }] },
      'ParameterFilters[0].Value'
    ]
  ])('are refused in %s', async (operation, service, body, member) => {
    const answer = await call(operation, body, service)
    expect(answer.status).toBe(400)
    expect(answer.body['__type']).toBe('SerializationException')
    expect(answer.body['message']).toContain(`Unknown member ${member} `)
  })

  test.each([
    [
      'text for a number',
      { containerDefinitions: [{ name: 'a', image: 'x', cpu: '0' }] },
      'containerDefinitions[0].cpu'
    ],
    ['a number for text', { cpu: 256 }, 'at cpu'],
    ['an object for a list', { volumes: {} }, 'at volumes'],
    [
      'text for a truth value',
      { containerDefinitions: [{ name: 'a', image: 'x', essential: 'true' }] },
      'essential'
    ]
  ])('or not: %s is refused also in a task definition', async (_name, more, place) => {
    const answer = await call('RegisterTaskDefinition', { ...future, ...more })
    expect(answer.body['__type']).toBe('SerializationException')
    expect(answer.body['message']).toContain(place)
  })

  test('unknown operations are refused too', async () => {
    expect((await call('RegisterTaskDefinitions', {})).body['__type']).toBe('UnknownOperationException')
    expect((await call('StartTask', {})).body).toEqual({
      __type: 'UnknownOperationException',
      message: "The sandbox doesn't play ecs:StartTask."
    })
  })
})
