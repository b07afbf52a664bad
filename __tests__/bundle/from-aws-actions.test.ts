import { readFileSync } from 'node:fs'
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import { WHOLE } from '../sample.ts'
import type { ActionFolder, Run } from './runner.ts'
import { type Job, startJob } from './steps.ts'

// One test for each input and output of AWS's two actions, named as docs/from-aws-actions.md names it; each with a role
// that has exactly the policies of the READMEs of AWS's two actions, and in `npm run test:all` with one that may do
// everything, as the examples of the READMEs have it (aws-examples.whole.test.ts).

let job: Job
afterEach(() => job.end())

const ACCOUNT = '123456789012'
const ROLE = `arn:aws:iam::${ACCOUNT}:role/shop-role`
const container = { name: 'web', image: 'shop/web:1', memory: 256 }

const allow = (Action: readonly string[], Resource: string | readonly string[] = '*') => ({
  Effect: 'Allow',
  Action,
  Resource
})
const SERVICES = ['my-cluster/my-service', 'default/other'].map(
  name => `arn:aws:ecs:us-east-2:${ACCOUNT}:service/${name}`
)
/** The roles of the READMEs: for a service, with CodeDeploy, and with a one-off task. */
const README = [
  allow(['ecs:RegisterTaskDefinition', 'ecs:DescribeTaskDefinition']),
  allow(['iam:PassRole'], ROLE),
  allow(['ecs:UpdateService', 'ecs:DescribeServices'], SERVICES),
  allow([
    'codedeploy:GetDeploymentGroup',
    'codedeploy:CreateDeployment',
    'codedeploy:GetDeployment',
    'codedeploy:GetDeploymentConfig',
    'codedeploy:RegisterApplicationRevision'
  ]),
  // a task with tags needs the third, with AWS's action too
  allow(['ecs:RunTask', 'ecs:DescribeTasks', 'ecs:TagResource'])
]
const NARROW = { "the roles of AWS's READMEs": README }
const ROLES = WHOLE ? { ...NARROW, 'every permission': [allow(['*'])] } : NARROW
const callers = Object.fromEntries(
  Object.entries(ROLES).map(([name, Statement]) => [name.replaceAll(/\W/g, ''), { policy: { Statement } }])
)
let caller = ''
const eachRole = describe.each(Object.keys(ROLES))
const takes = (role: string) =>
  beforeEach(() => {
    caller = role.replaceAll(/\W/g, '')
  })

/** A cluster of the name that AWS's READMEs use, and ECS's own default one, with a service each. */
function world(more: object = {}, service: object = {}): object {
  const one = { cluster: 'my-cluster', serviceName: 'my-service', taskDefinition: 'shop', desiredCount: 1 }
  return {
    region: 'us-east-2',
    clusters: ['my-cluster', 'default'],
    roles: [{ name: 'shop-role' }],
    taskDefinitions: [{ family: 'shop', containerDefinitions: [{ ...container, image: 'shop/web:0' }] }],
    services: [
      { ...one, ...service },
      { ...one, cluster: 'default', serviceName: 'other' }
    ],
    ...more
  }
}

const AWSVPC = {
  family: 'shop',
  networkMode: 'awsvpc',
  requiresCompatibilities: ['FARGATE'],
  cpu: '256',
  memory: '512',
  containerDefinitions: [{ name: 'web', image: 'shop/web:1' }]
}

const OF_SERVICE = { subnets: ['subnet-0aaa'], securityGroups: ['sg-0aaa'], assignPublicIp: 'ENABLED' }
const FARGATE_WORLD = world(
  { taskDefinitions: [AWSVPC] },
  { launchType: 'FARGATE', networkConfiguration: { awsvpcConfiguration: OF_SERVICE } }
)

async function start(
  definition: object = { family: 'shop', containerDefinitions: [container] },
  scenario: object = world(),
  files: Readonly<Record<string, string>> = {}
): Promise<void> {
  const texts = { 'task-definition.json': JSON.stringify(definition), ...files }
  job = await startJob({ ...scenario, callers }, texts, { AWS_ACCESS_KEY_ID: caller })
}

const TO = { 'task-definition': 'task-definition.json', service: 'my-service', cluster: 'my-cluster' }

async function good(action: ActionFolder, inputs: Readonly<Record<string, string>>): Promise<Run> {
  const run = await job.step(action, inputs)
  if (run.code !== 0) throw new Error(run.stdout)
  return run
}

const deploy = (inputs: Readonly<Record<string, string>> = {}) => good('deploy', { ...TO, ...inputs })

type Rendered = Readonly<Record<string, unknown>> & {
  readonly containerDefinitions: readonly Readonly<Record<string, unknown>>[]
}

async function render(
  inputs: Readonly<Record<string, string>> = {}
): Promise<Rendered & { readonly run: Run }> {
  const run = await good('render', {
    'task-definition': 'task-definition.json',
    'container-name': 'web',
    image: 'shop/web:2',
    ...inputs
  })
  const file = JSON.parse(readFileSync(run.outputs['task-definition'] ?? '', 'utf8')) as Rendered
  return { ...file, run }
}

const first = async (inputs: Readonly<Record<string, string>>) =>
  (await render(inputs)).containerDefinitions[0]

eachRole('render with %s', role => {
  takes(role)
  test('render: task-definition', async () => {
    await start()
    expect((await render()).family).toBe('shop')
    const { run } = await render({
      'task-definition-arn': 'task-definition-arn',
      'task-definition-family': 'any',
      'task-definition-revision': 'one'
    })
    expect(run.visible).toContain('Input "task-definition-arn": not used, since "task-definition" is a file.')
    expect(job.operations()).toEqual([])
  })

  test('render: task-definition-arn', async () => {
    await start()
    const arn = `arn:aws:ecs:us-east-2:${ACCOUNT}:task-definition/shop:1`
    expect(await first({ 'task-definition': '', 'task-definition-arn': arn })).toMatchObject({
      image: 'shop/web:2'
    })
  })

  test('render: task-definition-family', async () => {
    await start()
    const made = await render({ 'task-definition': '', 'task-definition-family': 'shop' })
    expect(made).toMatchObject({ family: 'shop', containerDefinitions: [{ image: 'shop/web:2' }] })
    expect(Object.keys(made)).not.toContain('taskDefinitionArn')
  })

  test('a job without actions/checkout needs none, if its definition comes from ECS', async () => {
    job = await startJob({ ...world(), callers }, {}, { AWS_ACCESS_KEY_ID: caller })
    const { outputs } = await good('render', {
      'task-definition-family': 'shop',
      'container-name': 'web',
      image: 'shop/web:2'
    })
    const { 'task-definition': file = '' } = outputs
    await good('deploy', { ...TO, 'task-definition': file })
    expect(job.sent('UpdateService')).toMatchObject({ service: 'my-service', cluster: 'my-cluster' })
  })

  test('render: task-definition-revision', async () => {
    const revisions = ['a', 'b'].map(user => ({
      family: 'shop',
      containerDefinitions: [{ ...container, user }]
    }))
    await start(undefined, world({ taskDefinitions: revisions }))
    const base = { 'task-definition': '', 'task-definition-family': 'shop' }
    expect(await first({ ...base, 'task-definition-revision': '1' })).toMatchObject({ user: 'a' })
    const alone = await job.step('render', {
      'task-definition-revision': '1',
      'container-name': 'web',
      image: 'x'
    })
    expect(alone.code).toBe(2)
  })

  test('render: container-name', async () => {
    await start({
      family: 'shop',
      containerDefinitions: ['web', 'app', 'log'].map(name => ({ ...container, name }))
    })
    const { containerDefinitions } = await render({ 'container-name': 'web,app' })
    expect(containerDefinitions.map(({ image }) => image)).toEqual(['shop/web:2', 'shop/web:2', 'shop/web:1'])
  })

  test('render: image', async () => {
    await start()
    expect(await first({ image: 'shop/web@sha256:abc' })).toMatchObject({ image: 'shop/web@sha256:abc' })
    const empty = await job.step('render', {
      'task-definition': 'task-definition.json',
      'container-name': 'web',
      image: ''
    })
    expect([empty.code, empty.outputs['task-definition']]).toEqual([2, ''])
    expect(empty.stdout).toContain('Input "image" is empty: the definition would keep the image that it has.')
  })

  test('render: environment-variables', async () => {
    const environment = [{ name: 'LOG_LEVEL', value: 'debug' }]
    await start({ family: 'shop', containerDefinitions: [{ ...container, environment }] })
    expect(await first({ 'environment-variables': 'LOG_LEVEL=info\n\n STAGE=a=b ' })).toMatchObject({
      environment: [
        { name: 'LOG_LEVEL', value: 'info' },
        { name: 'STAGE', value: 'a=b' }
      ]
    })
  })

  test('render: log-configuration-log-driver', async () => {
    await start()
    expect(await first({ 'log-configuration-log-driver': 'json-file' })).toMatchObject({
      logConfiguration: { logDriver: 'json-file' }
    })
  })

  test('render: log-configuration-options', async () => {
    const logConfiguration = {
      logDriver: 'awslogs',
      options: { 'awslogs-region': 'us-east-1', mode: 'blocking' }
    }
    await start({ family: 'shop', containerDefinitions: [{ ...container, logConfiguration }] })
    expect(
      await first({ 'log-configuration-options': 'mode=non-blocking\nawslogs-group=/ecs/a=b' })
    ).toMatchObject({
      logConfiguration: {
        options: { 'awslogs-region': 'us-east-1', mode: 'non-blocking', 'awslogs-group': '/ecs/a=b' }
      }
    })
  })

  test('render: docker-labels', async () => {
    await start()
    expect(await first({ 'docker-labels': 'SERVICE=service\nVERSION=v' })).toMatchObject({
      dockerLabels: { SERVICE: 'service', VERSION: 'v' }
    })
  })

  test('render: command', async () => {
    await start()
    const plain = await render({ command: 'npm run start' })
    expect(plain.containerDefinitions[0]).toMatchObject({ command: ['npm', 'run', 'start'] })
    expect(plain.run.visible).not.toContain('shell words')
    const quoted = await render({ command: 'sh -c "echo hi"' })
    expect(quoted.containerDefinitions[0]).toMatchObject({ command: ['sh', '-c', 'echo hi'] })
    expect(quoted.run.visible).toContain('Input "command": read as shell words')
  })

  test('render: task-role-arn', async () => {
    await start()
    expect(await render({ 'task-role-arn': ROLE })).toMatchObject({ taskRoleArn: ROLE })
  })

  test('render: execution-role-arn', async () => {
    await start()
    expect(await render({ 'execution-role-arn': ROLE })).toMatchObject({ executionRoleArn: ROLE })
  })

  test('render: env-files', async () => {
    const environmentFiles = [{ value: 'arn:aws:s3:::bucket/old.env', type: 's3' }]
    await start({ family: 'shop', containerDefinitions: [{ ...container, environmentFiles }] })
    expect(
      await first({ 'env-files': 'arn:aws:s3:::bucket/a.env\narn:aws:s3:::bucket/b.env' })
    ).toMatchObject({
      environmentFiles: [
        { value: 'arn:aws:s3:::bucket/a.env', type: 's3' },
        { value: 'arn:aws:s3:::bucket/b.env', type: 's3' }
      ]
    })
  })

  test('render: secrets', async () => {
    const environment = [{ name: 'KEY', value: 'x' }]
    await start({ family: 'shop', containerDefinitions: [{ ...container, environment }] })
    const valueFrom = `arn:aws:ssm:us-east-2:${ACCOUNT}:parameter/secret`
    const made = await render({
      secrets: `KEY=${valueFrom}\nOTHER=arn:aws:ssm:region:0123456789:parameter/secret`
    })
    expect(made.containerDefinitions[0]).toMatchObject({
      secrets: [{ name: 'KEY', valueFrom }, { name: 'OTHER' }]
    })
    expect(made.containerDefinitions[0]).not.toHaveProperty('environment')
    expect(made.run.visible).toContain('moves "KEY" of container "web" from "environment" to "secrets"')
  })

  test('render: output task-definition', async () => {
    await start()
    const { run } = await render()
    expect(run.outputs['task-definition']?.startsWith(job.temporary)).toBe(true)
  })
})

eachRole('deploy with %s', role => {
  takes(role)

  test('references by full ARN are registered as they are written', async () => {
    await start(
      undefined,
      world({
        secrets: [{ name: 'shop/key', json: { token: { generate: 20 } } }],
        roles: [{ name: 'shop-role', policies: { read: { Statement: [allow(['*'])] } } }],
        parameters: [{ name: '/shop/flag' }]
      })
    )
    const region = job.sandbox.world().regions.get('us-east-2')
    const secrets = [
      ['KEY', `${[...(region?.secrets.values() ?? [])][0]?.arn}:token::`],
      ['FLAG', `arn:aws:ssm:us-east-2:${ACCOUNT}:parameter/shop/flag`]
    ].map(([name, valueFrom]) => ({ name, valueFrom }))
    const definition = {
      family: 'shop',
      executionRoleArn: ROLE,
      containerDefinitions: [{ ...container, secrets }]
    }
    job.workspace.write('task-definition.json', JSON.stringify(definition))
    const run = await deploy()
    expect(job.sent('RegisterTaskDefinition')).toMatchObject({ containerDefinitions: [{ secrets }] })
    const isOpen = /no permission for secretsmanager:DescribeSecret, so it is not known whether secret KEY/
    expect(isOpen.test(run.visible)).toBe(role !== 'every permission')
  })
  test('deploy: task-definition', async () => {
    await start(undefined, undefined, {
      'shop.yaml': 'family: shop\ncontainerDefinitions: [{name: web, image: b, memory: 64}]\n',
      // no JSON, but YAML, which is what AWS's action reads
      'shop.json': `{"family": 'shop', "containerDefinitions": [{"name": "web", "image": "c", "memory": 64,},],}`
    })
    await deploy()
    expect(job.sent('UpdateService')).toMatchObject({ service: 'my-service', cluster: 'my-cluster' })
    const again = await deploy()
    expect(again.visible).toContain('shop:2 equals the definition: no copy is registered')
    await deploy({ 'task-definition': 'shop.yaml' })
    expect(job.sent('RegisterTaskDefinition')).toMatchObject({ containerDefinitions: [{ image: 'b' }] })
    await deploy({ 'task-definition': 'shop.json' })
    expect(job.sent('RegisterTaskDefinition')).toMatchObject({ containerDefinitions: [{ image: 'c' }] })
    expect((await job.step('.', { ...TO, 'task-definition': 'shop.json' })).visible).toContain(
      'Not valid JSON'
    )
  })

  test('deploy: desired-count', async () => {
    await start()
    await deploy({ 'desired-count': '3' })
    expect(job.sent('UpdateService')).toMatchObject({ desiredCount: 3 })
  })

  test('deploy: service', async () => {
    await start()
    await deploy({ service: `arn:aws:ecs:us-east-2:${ACCOUNT}:service/my-cluster/my-service`, cluster: '' })
    expect(job.sent('UpdateService')).toMatchObject({ service: 'my-service', cluster: 'my-cluster' })
    const run = await good('deploy', { 'task-definition': 'task-definition.json' })
    expect(run.outputs['task-definition-arn']).toMatch(/shop:2$/)
  })

  test('deploy: cluster', async () => {
    await start()
    await deploy({ service: 'other', cluster: '' })
    expect(job.sent('UpdateService')).toMatchObject({ service: 'other', cluster: 'default' })
  })

  test('deploy: wait-for-service-stability', async () => {
    await start(
      undefined,
      world({ behaviours: [{ taskDefinition: 'shop:2', exitAfter: '5s', exitCode: 1 }] })
    )
    const not = await deploy({ 'wait-for-service-stability': 'yes' })
    expect(not.visible).toContain('Input "wait-for-service-stability": "yes" is not "true"')
    expect(not.visible).toContain('not monitored to the end')
    const waits = await job.step('deploy', {
      ...TO,
      'wait-for-service-stability': 'TRUE',
      'force-new-deployment': 'true',
      'wait-for-minutes': '5'
    })
    expect(waits.code).toBe(1)
  })

  test('deploy: wait-for-minutes', async () => {
    await start()
    expect((await deploy({ 'wait-for-minutes': '600' })).visible).not.toContain('wait-for-minutes')
    expect((await deploy({ 'wait-for-minutes': '15m' })).visible).toContain('"15m" is read as 15.')
  })

  test('deploy: wait-max-delay-seconds', async () => {
    await start()
    expect((await deploy({ 'wait-max-delay-seconds': '15' })).visible).not.toContain('wait-max-delay-seconds')
    expect((await deploy({ 'wait-max-delay-seconds': '2' })).visible).not.toContain('wait-max-delay-seconds')
  })

  test('deploy: force-new-deployment', async () => {
    await start()
    await deploy()
    const updates = () => job.operations().filter(name => name === 'UpdateService').length
    const before = updates()
    await deploy({ 'force-new-deployment': 'True' })
    expect(updates()).toBe(before + 1)
    expect(job.sent('UpdateService')).toMatchObject({ forceNewDeployment: true })
  })

  const VOLUME = { sizeInGiB: 30, volumeType: 'gp3', encrypted: true, roleArn: ROLE }
  const WITH_VOLUME = {
    family: 'shop',
    containerDefinitions: [container],
    volumes: [{ name: 'ebs1', configuredAtLaunch: true }]
  }

  test('deploy: service-managed-ebs-volume-name', async () => {
    await start()
    const run = await deploy({ 'service-managed-ebs-volume-name': 'ebs1' })
    expect(run.visible).toContain('Input "service-managed-ebs-volume-name": not used')
    expect(job.sent('UpdateService')).not.toHaveProperty('volumeConfigurations')
  })

  test('deploy: service-managed-ebs-volume', async () => {
    await start(WITH_VOLUME)
    await deploy({
      'service-managed-ebs-volume-name': 'ebs1',
      'service-managed-ebs-volume': JSON.stringify(VOLUME)
    })
    expect(job.sent('UpdateService')).toMatchObject({
      volumeConfigurations: [{ name: 'ebs1', managedEBSVolume: VOLUME }]
    })
  })

  const TASK = { 'run-task': 'true' }

  test('deploy: run-task', async () => {
    await start()
    await deploy()
    expect(job.operations()).not.toContain('RunTask')
    await deploy({ ...TASK, 'run-task-launch-type': 'EC2' })
    expect(job.sent('RunTask')).toMatchObject({ cluster: 'my-cluster' })
  })

  test('deploy: run-task-container-overrides', async () => {
    await start()
    const overrides = [{ name: 'web', command: ['migrate'] }]
    await deploy({
      ...TASK,
      'run-task-launch-type': 'EC2',
      'run-task-container-overrides': JSON.stringify(overrides)
    })
    expect(job.sent('RunTask')).toMatchObject({ overrides: { containerOverrides: overrides } })
  })

  const networkOf = () =>
    (job.sent('RunTask')['networkConfiguration'] as { awsvpcConfiguration?: object })?.awsvpcConfiguration

  test('deploy: run-task-security-groups', async () => {
    await start(AWSVPC, FARGATE_WORLD)
    await deploy({
      ...TASK,
      'run-task-subnets': 'subnet-0bbb',
      'run-task-security-groups': 'sg-0bbb,sg-0ccc'
    })
    expect(networkOf()).toEqual({
      subnets: ['subnet-0bbb'],
      securityGroups: ['sg-0bbb', 'sg-0ccc'],
      assignPublicIp: 'DISABLED'
    })
  })

  test('deploy: run-task-subnets', async () => {
    await start(AWSVPC, FARGATE_WORLD)
    await deploy({ ...TASK, 'run-task-subnets': 'subnet-0bbb' })
    expect(networkOf()).toEqual({ subnets: ['subnet-0bbb'], assignPublicIp: 'DISABLED' })
    const run = await deploy(TASK)
    expect(networkOf()).toEqual(OF_SERVICE)
    expect(run.visible).toContain('a task that needs a network gets that of the service')
  })

  test('deploy: run-task-assign-public-IP', async () => {
    await start(AWSVPC, FARGATE_WORLD)
    await deploy({ ...TASK, 'run-task-subnets': 'subnet-0bbb', 'run-task-assign-public-IP': 'ENABLED' })
    expect(networkOf()).toEqual({ subnets: ['subnet-0bbb'], assignPublicIp: 'ENABLED' })
  })

  test('deploy: run-task-capacity-provider-strategy', async () => {
    await start(AWSVPC, FARGATE_WORLD)
    const strategy = [{ capacityProvider: 'FARGATE_SPOT', weight: 1 }]
    const run = await deploy({
      ...TASK,
      'run-task-launch-type': 'FARGATE',
      'run-task-capacity-provider-strategy': JSON.stringify(strategy)
    })
    expect(job.sent('RunTask')).toMatchObject({ capacityProviderStrategy: strategy })
    expect(job.sent('RunTask')).not.toHaveProperty('launchType')
    expect(run.visible).toContain('Input "run-task-launch-type": not used')
  })

  test('deploy: run-task-launch-type', async () => {
    await start(AWSVPC, FARGATE_WORLD)
    await deploy(TASK)
    expect(job.sent('RunTask')).toMatchObject({ launchType: 'FARGATE' })
  })

  test('deploy: run-task-started-by', async () => {
    await start(AWSVPC, FARGATE_WORLD)
    await deploy(TASK)
    expect(job.sent('RunTask')).toMatchObject({ startedBy: 'GitHub-Actions' })
    await deploy({ ...TASK, 'run-task-started-by': 'release' })
    expect(job.sent('RunTask')).toMatchObject({ startedBy: 'release' })
  })

  test('deploy: run-task-tags', async () => {
    await start(AWSVPC, FARGATE_WORLD)
    await deploy({ ...TASK, 'run-task-tags': '[{"key": "project", "value": "myproject"}]' })
    expect(job.sent('RunTask')).toMatchObject({ tags: [{ key: 'project', value: 'myproject' }] })
  })

  test('deploy: run-task-managed-ebs-volume-name', async () => {
    await start(AWSVPC, FARGATE_WORLD)
    const run = await deploy({ ...TASK, 'run-task-managed-ebs-volume-name': 'ebs1' })
    expect(run.visible).toContain('Input "run-task-managed-ebs-volume-name": not used')
    expect(job.sent('RunTask')).not.toHaveProperty('volumeConfigurations')
  })

  test('deploy: run-task-managed-ebs-volume', async () => {
    await start({ ...AWSVPC, volumes: [{ name: 'ebs1', configuredAtLaunch: true }] }, FARGATE_WORLD)
    const volume = { filesystemType: 'xfs', roleArn: ROLE, encrypted: false, sizeInGiB: 30 }
    const run = await job.step('deploy', {
      'task-definition': 'task-definition.json',
      cluster: 'my-cluster',
      ...TASK,
      'run-task-subnets': 'subnet-0aaa',
      'run-task-managed-ebs-volume-name': 'ebs1',
      'run-task-managed-ebs-volume': JSON.stringify(volume)
    })
    expect({ code: run.code, out: run.stdout }).toMatchObject({ code: 0 })
    expect(job.sent('RunTask')).toMatchObject({
      volumeConfigurations: [{ name: 'ebs1', managedEBSVolume: volume }]
    })
  })

  test('deploy: wait-for-task-stopped', async () => {
    await start(AWSVPC, {
      ...FARGATE_WORLD,
      behaviours: [{ taskDefinition: 'shop:1', exitAfter: '20s', exitCode: 3 }]
    })
    await deploy(TASK)
    const waits = await job.step('deploy', { ...TO, ...TASK, 'wait-for-task-stopped': 'true' })
    expect(waits.code).toBe(1)
  })

  test('deploy: enable-ecs-managed-tags', async () => {
    await start()
    await deploy()
    expect(job.sent('UpdateService')).not.toHaveProperty('enableECSManagedTags')
    await deploy({ 'enable-ecs-managed-tags': 'true', 'force-new-deployment': 'true' })
    expect(job.sent('UpdateService')).toMatchObject({ enableECSManagedTags: true })
  })

  test('deploy: propagate-tags', async () => {
    await start()
    await deploy({ 'propagate-tags': 'SERVICE' })
    expect(job.sent('UpdateService')).toMatchObject({ propagateTags: 'SERVICE' })
  })

  test('deploy: keep-null-value-keys', async () => {
    const empty = {
      command: [],
      user: '',
      dockerLabels: {},
      links: null,
      environment: [{ name: 'A', value: '' }, { name: 'B' }, { name: 'C', value: null }]
    }
    const proxyConfiguration = { containerName: 'web', properties: [{ name: 'P' }] }
    await start({
      proxyConfiguration,
      family: 'shop',
      taskRoleArn: '',
      containerDefinitions: [{ ...container, ...empty }],
      volumes: []
    })
    await deploy({ 'keep-null-value-keys': 'command, tag' })
    const sent = job.sent('RegisterTaskDefinition')
    expect(sent).toEqual({
      family: 'shop',
      containerDefinitions: [
        { ...container, command: [], environment: ['A', 'B', 'C'].map(name => ({ name, value: '' })) }
      ],
      proxyConfiguration: { containerName: 'web', properties: [{ name: 'P', value: '' }] }
    })
  })

  test('deploy: max-retries', async () => {
    const faults = [{ op: 'DescribeServices', kind: '500', times: 2 }]
    await start(undefined, world({ faults }))
    await deploy({ 'max-retries': '5' })
    expect((await deploy({ 'max-retries': '50' })).visible).toContain(
      'Input "max-retries": "50" is read as 20.'
    )
  })

  describe('a service that CodeDeploy deploys', () => {
    const PORT = {
      ...AWSVPC,
      containerDefinitions: [{ ...AWSVPC.containerDefinitions[0], portMappings: [{ containerPort: 80 }] }]
    }
    const begin = (files: Readonly<Record<string, string>> = {}, names: object = {}) =>
      start(
        PORT,
        world(
          {
            taskDefinitions: [{ ...PORT, memory: '1024' }],
            codedeploy: [
              {
                cluster: 'my-cluster',
                service: 'my-service',
                container: 'web',
                port: 80,
                terminationWait: '1s',
                ...names
              }
            ]
          },
          { deploymentController: 'CODE_DEPLOY' }
        ),
        files
      )
    const APPSPEC = {
      version: 0,
      resources: [
        {
          TargetService: {
            type: 'AWS::ECS::Service',
            properties: {
              taskDefinition: 'later',
              loadBalancerInfo: { ContainerName: 'web', ContainerPort: 80 }
            }
          }
        }
      ],
      Hooks: [{ BeforeAllowTraffic: 'a-function' }]
    }
    const contentOf = () => {
      const revision = job.sent('CreateDeployment')['revision'] as { appSpecContent: { content: string } }
      return JSON.parse(revision.appSpecContent.content) as Record<string, unknown>
    }

    test('deploy: codedeploy-appspec', async () => {
      await begin({
        'appspec.yaml': JSON.stringify(APPSPEC),
        'other.json': JSON.stringify({ ...APPSPEC, Hooks: [] })
      })
      const run = await deploy()
      expect(run.visible).toContain('the AppSpec is appspec.yaml of the workspace, with its hooks.')
      expect(contentOf()).toMatchObject({
        resources: [{ TargetService: { properties: { taskDefinition: expect.stringMatching(/shop:2$/) } } }],
        Hooks: APPSPEC.Hooks
      })
      await deploy({ 'codedeploy-appspec': 'other.json', 'force-new-deployment': 'true' })
      expect(contentOf()['Hooks']).toEqual([])
    })

    test('deploy: codedeploy-application', async () => {
      await begin({}, { application: 'my-application' })
      await deploy({ 'codedeploy-application': 'my-application' })
      expect(job.sent('CreateDeployment')).toMatchObject({ applicationName: 'my-application' })
    })

    test('deploy: codedeploy-deployment-group', async () => {
      await begin({}, { group: 'my-group' })
      await deploy({ 'codedeploy-deployment-group': 'my-group' })
      expect(job.sent('CreateDeployment')).toMatchObject({
        applicationName: 'AppECS-my-cluster-my-service',
        deploymentGroupName: 'my-group'
      })
    })

    test('deploy: codedeploy-deployment-description', async () => {
      await begin()
      const run = await deploy({ 'codedeploy-deployment-description': 'why '.repeat(200) })
      const description = String(job.sent('CreateDeployment')['description'])
      expect([description.length, description.endsWith('…')]).toEqual([512, true])
      expect(run.visible).toContain('shortened to 512')
    })

    test('deploy: codedeploy-deployment-config', async () => {
      await begin()
      await deploy({ 'codedeploy-deployment-config': 'CodeDeployDefault.ECSAllAtOnce' })
      expect(job.sent('CreateDeployment')).toMatchObject({
        deploymentConfigName: 'CodeDeployDefault.ECSAllAtOnce'
      })
    })

    test('deploy: output codedeploy-deployment-id', async () => {
      await begin()
      expect((await deploy()).outputs['codedeploy-deployment-id']).toMatch(/^d-[A-Z0-9]+$/)
    })
  })

  test('deploy: output task-definition-arn', async () => {
    await start()
    expect((await deploy()).outputs['task-definition-arn']).toBe(
      `arn:aws:ecs:us-east-2:${ACCOUNT}:task-definition/shop:2`
    )
  })

  test('deploy: output run-task-arn', async () => {
    await start(AWSVPC, FARGATE_WORLD)
    expect((await deploy()).outputs['run-task-arn']).toBe('')
    const arns = JSON.parse((await deploy(TASK)).outputs['run-task-arn'] ?? '') as string[]
    expect(arns).toEqual([expect.stringContaining(':task/my-cluster/')])
  })
})
