import { readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { afterEach, expect, test } from '@jest/globals'
import { type Job, startJob } from './steps.ts'

let job: Job
afterEach(() => job.end())

/** A definition as somebody has it who uses AWS's actions. */
const definition = (more: object = {}) =>
  JSON.stringify({
    family: 'shop',
    containerDefinitions: [
      { name: 'web', image: '<IMAGE>', memory: 256, environment: [{ name: 'LOG_LEVEL', value: 'debug' }] },
      { name: 'app', image: '', memory: 256 }
    ],
    ...more
  })

const container = { name: 'web', image: 'shop/web:5', memory: 256 }

const world = {
  region: 'us-east-2',
  clusters: ['my-cluster'],
  taskDefinitions: [
    { family: 'shop', containerDefinitions: [{ name: 'web', image: 'shop/web:1', memory: 256 }] }
  ],
  services: [{ serviceName: 'my-service', cluster: 'my-cluster', taskDefinition: 'shop', desiredCount: 1 }]
}

const rendered = (path: string | undefined) =>
  JSON.parse(readFileSync(path ?? '', 'utf8')) as Record<string, unknown>

test('two render steps of one family, the second on the first, then a deploy of the result', async () => {
  job = await startJob(world, { 'task-definition.json': definition() })
  const noAws = { AWS_REGION: '', AWS_ACCESS_KEY_ID: '', AWS_SECRET_ACCESS_KEY: '' }
  const first = await job.step(
    'render',
    {
      'task-definition': 'task-definition.json',
      'container-name': 'web',
      image: 'shop/web:2',
      'environment-variables': 'LOG_LEVEL=info'
    },
    noAws
  )
  expect({ code: first.code, out: first.stdout }).toMatchObject({ code: 0 })
  const one = first.outputs['task-definition'] as string
  const second = await job.step(
    'render',
    { 'task-definition': one, 'container-name': 'app', image: 'shop/app:2' },
    noAws
  )
  expect(second.code).toBe(0)
  const two = second.outputs['task-definition'] as string
  expect(dirname(dirname(two))).toBe(job.temporary)
  expect(two).not.toBe(one)
  expect(job.operations()).toEqual([])
  expect(rendered(one)).toMatchObject({ containerDefinitions: [{ image: 'shop/web:2' }, { image: '' }] })
  const done = await job.step('deploy', {
    'task-definition': two,
    service: 'my-service',
    cluster: 'my-cluster'
  })
  expect({ code: done.code, out: done.stdout }).toMatchObject({ code: 0 })
  expect(job.sent('RegisterTaskDefinition')).toMatchObject({
    containerDefinitions: [
      { name: 'web', image: 'shop/web:2', environment: [{ name: 'LOG_LEVEL', value: 'info' }] },
      { name: 'app', image: 'shop/app:2' }
    ]
  })
})

test('a file that AWS’s render action left in RUNNER_TEMP is deployed; one elsewhere outside the workspace is not', async () => {
  job = await startJob(world, {})
  const theirs = join(job.temporary, 'task-definition--4242-x8Y2kPqLm0.json')
  writeFileSync(
    theirs,
    definition({ containerDefinitions: [{ name: 'web', image: 'shop/web:3', memory: 256 }] })
  )
  const inputs = { service: 'my-service', cluster: 'my-cluster' }
  const done = await job.step('deploy', { 'task-definition': theirs, ...inputs })
  expect({ code: done.code, out: done.stdout }).toMatchObject({ code: 0 })
  const refused = await job.step('deploy', {
    'task-definition': join(job.temporary, '../etc.json'),
    ...inputs
  })
  expect(refused.code).toBe(2)
})

test('plaintext is refused as in a deploy, and no file is written', async () => {
  const containerDefinitions = [
    {
      name: 'web',
      image: 'shop/web:1',
      environment: [{ name: 'DB_PASSWORD', value: ['tr4de', 'R0ute'].join('-') }]
    }
  ]
  job = await startJob(world, { 'task-definition.json': definition({ containerDefinitions }) })
  const run = await job.step('render', {
    'task-definition': 'task-definition.json',
    'container-name': 'web',
    image: 'shop/web:2'
  })
  expect({ code: run.code, file: run.outputs['task-definition'] }).toEqual({ code: 1, file: '' })
  expect(run.visible).toContain('DB_PASSWORD')
})

test('a registered definition as the base: by family, revision and ARN, and what the service runs', async () => {
  job = await startJob(
    {
      ...world,
      taskDefinitions: [
        ...world.taskDefinitions,
        { family: 'shop', containerDefinitions: [{ name: 'web', image: 'shop/web:9', memory: 512 }] }
      ],
      services: [{ ...world.services[0], taskDefinition: 'shop:1' }]
    },
    {}
  )
  const overrides = { 'container-name': 'web', image: 'shop/web:new' }
  const memoryOf = async (inputs: Record<string, string>) => {
    const run = await job.step('render', { ...overrides, ...inputs })
    expect({ code: run.code, out: run.stdout }).toMatchObject({ code: 0 })
    const made = rendered(run.outputs['task-definition'])
    expect(Object.keys(made)).not.toContain('revision')
    return (made as { containerDefinitions: { memory: number }[] }).containerDefinitions[0]?.memory
  }
  expect(await memoryOf({ 'task-definition-family': 'shop' })).toBe(512)
  expect(await memoryOf({ 'task-definition-family': 'shop', 'task-definition-revision': '1' })).toBe(256)
  expect(
    await memoryOf({ 'task-definition-arn': 'arn:aws:ecs:us-east-2:123456789012:task-definition/shop:1' })
  ).toBe(256)
  const live = await job.step('.', {
    'task-definition': 'live',
    image: 'shop/web:4',
    service: 'my-service',
    cluster: 'my-cluster'
  })
  expect({ code: live.code, out: live.stdout }).toMatchObject({ code: 0 })
  expect(job.sent('RegisterTaskDefinition')).toMatchObject({
    family: 'shop',
    containerDefinitions: [{ name: 'web', image: 'shop/web:4', memory: 256 }]
  })
})

test('plaintext that the live revision carries stops it like any other, and the way out is said', async () => {
  const value = ['tr4de', 'R0ute'].join('-')
  const held = { ...container, environment: [{ name: 'DB_PASSWORD', value }] }
  job = await startJob({ ...world, taskDefinitions: [{ family: 'shop', containerDefinitions: [held] }] }, {})
  const inputs = { image: 'shop/web:4', service: 'my-service', cluster: 'my-cluster' }
  for (const more of [
    { 'task-definition': 'live' },
    { 'task-definition-family': 'shop' },
    { mode: 'render', 'task-definition-family': 'shop' }
  ]) {
    const run = await job.step('.', { ...inputs, ...more })
    expect({ code: run.code, says: run.visible.includes('Mode migrate moves them into secrets') }).toEqual({
      code: 1,
      says: true
    })
    expect(run.visible).not.toContain(value)
  }
  expect(job.operations()).not.toContain('RegisterTaskDefinition')
})

test('environment-strategy: replace takes out what the newest revision of a family has and the inputs have not', async () => {
  const value = ['tr4de', 'R0ute'].join('-')
  const held = { ...container, environment: [{ name: 'DB_PASSWORD', value }] }
  job = await startJob({ ...world, taskDefinitions: [{ family: 'shop', containerDefinitions: [held] }] }, {})
  const run = await job.step('.', {
    image: 'shop/web:4',
    'task-definition-family': 'shop',
    'environment-variables': 'LOG_LEVEL=info',
    'environment-strategy': 'replace',
    service: 'my-service',
    cluster: 'my-cluster'
  })
  expect({ code: run.code, out: run.stdout }).toMatchObject({ code: 0 })
  expect(run.visible).toContain('replace removes "DB_PASSWORD" from "environment"')
  expect(run.visible).not.toContain(value)
  const [sent] = (job.sent('RegisterTaskDefinition') as { containerDefinitions: object[] })
    .containerDefinitions
  expect(sent).toMatchObject({ environment: [{ name: 'LOG_LEVEL', value: 'info' }] })
})

test('names of SSM parameters without a prefix are what ECS takes them for; one that is not there is refused', async () => {
  const secrets = (...names: readonly string[]) =>
    names.map((valueFrom, index) => ({ name: `S${index}`, valueFrom }))
  const role = 'arn:aws:iam::123456789012:role/pulls'
  const withSecrets = (...names: readonly string[]) =>
    definition({
      executionRoleArn: role,
      containerDefinitions: [{ ...container, secrets: secrets(...names) }]
    })
  job = await startJob(
    {
      ...world,
      roles: [
        {
          name: 'pulls',
          policies: {
            read: {
              Version: '2012-10-17',
              Statement: [{ Effect: 'Allow', Action: 'ssm:GetParameters', Resource: '*' }]
            }
          }
        }
      ],
      parameters: ['/app/db/key', 'db-key'].map(name => ({ name, type: 'SecureString', generate: 20 }))
    },
    { 'a.json': withSecrets('/app/db/key', 'db-key'), 'b.json': withSecrets('not-there') }
  )
  const to = { service: 'my-service', cluster: 'my-cluster' }
  const run = await job.step('deploy', { 'task-definition': 'a.json', ...to })
  expect({ code: run.code, out: run.stdout }).toMatchObject({ code: 0 })
  expect(run.visible).toContain(
    'refers to the SSM parameter /app/db/key, as in ECS (and 1 more like it in this file)'
  )
  const arn = 'arn:aws:ssm:us-east-2:123456789012:parameter'
  expect(job.sent('RegisterTaskDefinition')).toMatchObject({
    containerDefinitions: [{ secrets: [{ valueFrom: `${arn}/app/db/key` }, { valueFrom: `${arn}/db-key` }] }]
  })
  const refused = await job.step('deploy', { 'task-definition': 'b.json', ...to })
  expect(refused.code).toBe(2)
  expect(refused.visible).not.toContain('not-there')
})

test('what --generate-cli-skeleton leaves empty is left out', async () => {
  const empty = {
    taskRoleArn: '',
    executionRoleArn: '',
    networkMode: 'bridge',
    volumes: [
      { name: '', host: { sourcePath: '' }, efsVolumeConfiguration: { fileSystemId: '', rootDirectory: '' } }
    ],
    placementConstraints: [{ type: 'memberOf', expression: '' }],
    cpu: '',
    memory: '',
    tags: [{ key: '', value: '' }],
    containerDefinitions: [
      {
        ...container,
        repositoryCredentials: { credentialsParameter: '' },
        links: [''],
        environment: [{ name: '', value: '' }],
        secrets: [{ name: '', valueFrom: '' }],
        healthCheck: { command: [''] },
        dockerLabels: { KeyName: '' }
      }
    ]
  }
  job = await startJob(world, { 'task-definition.json': definition({ ...empty, placementConstraints: [] }) })
  const run = await job.step('deploy', {
    'task-definition': 'task-definition.json',
    service: 'my-service',
    cluster: 'my-cluster'
  })
  expect({ code: run.code, out: run.stdout }).toMatchObject({ code: 0 })
  expect(job.sent('RegisterTaskDefinition')).toEqual({
    family: 'shop',
    networkMode: 'bridge',
    containerDefinitions: [container]
  })
})

test('an ARN of a service says the cluster, and one of elsewhere is refused', async () => {
  job = await startJob(world, { 'a.json': definition({ containerDefinitions: [container] }) })
  const arnIn = (region: string) => `arn:aws:ecs:${region}:123456789012:service/my-cluster/my-service`
  const run = await job.step('.', { 'task-definition': 'a.json', service: arnIn('us-east-2') })
  expect({ code: run.code, out: run.stdout }).toMatchObject({ code: 0 })
  const elsewhere = await job.step('.', { 'task-definition': 'a.json', service: arnIn('eu-west-1') })
  expect(elsewhere.code).toBe(2)
  expect(elsewhere.visible).toContain('contains a different region than the other inputs')
})

test('a check of what only ECS has is refused, not clean', async () => {
  job = await startJob(world, {})
  const run = await job.step('.', { mode: 'check', 'task-definition': 'live' })
  expect(run.code).toBe(2)
  expect(run.visible).toContain('Mode check works offline')
})

test('an exception for a file holds for what render steps made of it, for that variable alone', async () => {
  const environment = ['DB_PASSWORD', 'API_PASSWORD'].map(name => ({
    name,
    value: ['tr4de', 'R0ute'].join('-')
  }))
  const held = (count: number) =>
    definition({ containerDefinitions: [{ ...container, environment: environment.slice(0, count) }] })
  job = await startJob(world, { 'task-definition.json': held(1) })
  const exceptions = [
    'exceptions:',
    '  - file: task-definition.json',
    '    variable: DB_PASSWORD',
    '    rule: secret/by-name',
    '    reason: a database of the tests',
    `    expires: ${new Date(job.sandbox.sandbox.clock.now() + 86_400_000 * 200).toISOString().slice(0, 10)}`,
    ''
  ].join('\n')
  job.workspace.write('.github/ecs-sealed-deploy.yml', exceptions)
  const given = { 'container-name': 'web', image: 'shop/web:2' }
  let file = 'task-definition.json'
  for (const _ of ['one', 'two']) {
    const run = await job.step('render', { 'task-definition': file, ...given })
    expect(run.code === 0 ? '' : run.stdout).toBe('')
    file = run.outputs['task-definition'] ?? ''
  }
  const to = { service: 'my-service', cluster: 'my-cluster' }
  const done = await job.step('deploy', { 'task-definition': file, ...to })
  expect({ code: done.code, out: done.stdout }).toMatchObject({ code: 0 })
  writeFileSync(file, held(2))
  expect((await job.step('deploy', { 'task-definition': file, ...to })).code).toBe(1)
})

test('a file says each kind of thing once: nulls, fields of an answer, references that a later step resolves', async () => {
  const secrets = ['a/b', 'c/d', 'e/f'].map((valueFrom, index) => ({ name: `FROM_${index}`, valueFrom }))
  const text = definition({
    executionRoleArn: 'arn:aws:iam::123456789012:role/shop-role',
    containerDefinitions: [{ ...container, secrets, user: null, hostname: null, links: null }],
    revision: 3,
    status: 'ACTIVE',
    compatibilities: ['EC2']
  })
  job = await startJob(world, { 'task-definition.json': text })
  const inputs = {
    'task-definition': 'task-definition.json',
    'container-name': 'web',
    image: 'shop/web:2'
  }
  const { code, stdout } = await job.step('render', inputs)
  expect(code).toBe(0)
  const lines = (words: RegExp) => stdout.split('\n').filter(line => words.test(line))
  expect(lines(/omitted, because AWS does not accept null/)).toHaveLength(1)
  expect(lines(/part of AWS's answer/)).toHaveLength(1)
  expect(stdout).toContain('So are 2 more references of this file.')
  expect(stdout).not.toContain('FROM_2')
})
