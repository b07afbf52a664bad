import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, describe, expect, test } from '@jest/globals'
import { type RunningSandbox, startSandbox } from '../../sandbox/server.ts'
import { committed } from '../git.ts'
import { makeWorkspace, type Workspace } from '../workspace.ts'
import { type Run, runAction, runCli } from './runner.ts'

const FILE = 'arn:aws:s3:::ops-env/files.env'
const KEY = [{ name: 'ALPACA_API_KEY', valueFrom: '${secret:ops/alpaca/api-key}' }]

/** A value of its own for every run, with what JSON and URLs escape. */
function canary(): string {
  return `Cn/${randomBytes(15).toString('base64url')}"9`
}

type World = {
  readonly sandbox: RunningSandbox
  readonly workspace: Workspace
  readonly outside: string
  /** Plaintext of a definition, of an environment file, and the secret's value before and after its rotation. */
  readonly values: Readonly<Record<'plain' | 'file' | 'key' | 'next', string>>
  act(inputs: Readonly<Record<string, string>>): Promise<Run>
  statuses(family: string): readonly string[]
}

let world: World
afterEach(async () => {
  await world.sandbox.close()
  world.workspace.remove()
  rmSync(world.outside, { recursive: true, force: true })
})

function definition(family: string, container: object): object {
  return {
    family,
    networkMode: 'awsvpc',
    requiresCompatibilities: ['FARGATE'],
    cpu: '256',
    memory: '512',
    executionRoleArn: 'arn:aws:iam::123456789012:role/execution',
    containerDefinitions: [{ name: 'app', image: 'demo/app:1', ...container }]
  }
}

/**
 * trade-stream runs plaintext; dispatcher is clean with an old revision that is not, and reads a secret; notes has the
 * secret's value in a greeting; files reads an environment file with a password. The secret is rotated after a minute.
 */
function scenarioWith({ plain, file, key, next }: World['values'], more: object): object {
  const plaintext = { environment: [{ name: 'DB_PASSWORD', value: plain }] }
  const names = ['trade-stream', 'notes', 'files']
  return {
    region: 'us-west-2',
    clusters: ['demo'],
    roles: [
      {
        name: 'execution',
        policies: {
          read: {
            Statement: [
              { Effect: 'Allow', Action: ['secretsmanager:GetSecretValue', 's3:GetObject'], Resource: '*' }
            ]
          }
        }
      }
    ],
    secrets: [{ name: 'ops/alpaca/api-key', value: key, age: '10d' }],
    buckets: [{ name: 'ops-env', objects: { 'files.env': `# ours\nDB_PASSWORD=${file}\n` } }],
    taskDefinitions: [
      definition('trade-stream', plaintext),
      definition('dispatcher', plaintext),
      definition('dispatcher', { secrets: KEY }),
      definition('notes', { environment: [{ name: 'GREETING', value: `hello ${next}` }] }),
      definition('files', { environmentFiles: [{ type: 's3', value: FILE }] })
    ],
    services: [
      { serviceName: 'dispatcher', cluster: 'demo', taskDefinition: 'dispatcher:2', desiredCount: 2 },
      ...names.map(serviceName => ({ serviceName, cluster: 'demo', taskDefinition: `${serviceName}:1` }))
    ],
    later: [{ after: '1m', action: 'put-secret-value', secretId: 'ops/alpaca/api-key', secretString: next }],
    ...more
  }
}

/** A cluster two minutes later, and a repository whose history has the password. */
async function begin(more: object = {}): Promise<void> {
  const values = { plain: canary(), file: canary(), key: canary(), next: canary() }
  const sandbox = await startSandbox({ scenario: scenarioWith(values, more), clock: 'manual' })
  sandbox.advance(120_000)
  const environment = [{ name: 'DB_PASSWORD', value: values.plain }]
  const workspace = makeWorkspace({
    'deploy/trade.json': JSON.stringify(definition('trade-stream', { environment }))
  })
  const git = committed(workspace.path)
  git('rm', '-q', '-r', 'deploy')
  git('commit', '-q', '-m', 'gone')
  world = {
    sandbox,
    workspace,
    outside: mkdtempSync(join(tmpdir(), 'outside-')),
    values,
    act: inputs =>
      runAction(
        { cluster: 'demo', 'aws-region': 'us-west-2', ...inputs },
        {
          workspace,
          sandbox,
          temporary: world.outside
        }
      ),
    statuses: family =>
      (sandbox.world().regions.get('us-west-2')?.families.get(family)?.revisions ?? []).map(
        ({ revision, status }) => `${revision} ${status}`
      )
  }
}

/** Names of the values that stand somewhere in a text: as they are, escaped, twice escaped, in a URL, in base64. */
function leaksIn(text: string): readonly string[] {
  return Object.entries(world.values).flatMap(([name, value]) => {
    const json = JSON.stringify(value).slice(1, -1)
    const forms = [value, json, JSON.stringify(json).slice(1, -1), encodeURIComponent(value)]
    return [...forms, Buffer.from(value).toString('base64')].some(form => text.includes(form)) ? [name] : []
  })
}

/** All that was sent to AWS, which must not hold a value either. */
function sent(): string {
  return JSON.stringify(world.sandbox.requests())
}

type Audited = {
  readonly verdict: string
  readonly services: readonly { name: string; verdict: string; plaintext: readonly { name: string }[] }[]
  readonly [member: string]: unknown
}

function auditOf({ outputs }: Run): Audited {
  return JSON.parse(outputs['audit'] ?? '{}') as Audited
}

function verdictsOf(run: Run): Readonly<Record<string, readonly string[]>> {
  return Object.fromEntries(
    auditOf(run).services.map(one => [one.name, [one.verdict, ...one.plaintext.map(({ name }) => name)]])
  )
}

describe('audit', () => {
  test('says what is exposed and clean, reads only, and shows no value', async () => {
    await begin()
    const run = await world.act({ mode: 'audit' })
    expect({ code: run.code, stderr: run.stderr }).toEqual({ code: 1, stderr: '' })
    expect(verdictsOf(run)).toEqual({
      dispatcher: ['clean'],
      'trade-stream': ['exposed', 'DB_PASSWORD'],
      notes: ['clean'],
      files: ['exposed', 'DB_PASSWORD']
    })
    expect(auditOf(run)).toMatchObject({
      version: 1,
      verdict: 'exposed',
      staleTasks: [{ service: 'dispatcher' }, { service: 'dispatcher' }],
      environmentFiles: [{ file: FILE, verdict: 'exposed' }]
    })
    expect(run.summary).toMatch(
      /## Rotate, worst first[\s\S]*## What runs[\s\S]*## Environment files in Amazon S3/
    )
    const operations = new Set(world.sandbox.requests().map(({ operation }) => operation))
    expect([...operations].filter(name => !/^(Describe|List|Get)/.test(name))).toEqual([])
    expect(operations).not.toContain('GetSecretValue')
    expect(leaksIn(`${run.visible}${sent()}`)).toEqual([])
  })

  test('compares values, purges, and looks through git', async () => {
    await begin()
    const run = await world.act({
      mode: 'audit',
      'compare-values': 'true',
      purge: 'true',
      history: 'true'
    })
    expect({ code: run.code, stderr: run.stderr }).toEqual({ code: 1, stderr: '' })
    expect(verdictsOf(run)['notes']).toEqual(['exposed', 'GREETING'])
    expect(auditOf(run)).toMatchObject({
      purge: [{ revision: 'dispatcher:1', outcome: 'deleted' }, {}, {}],
      history: { hits: [{ paths: ['deploy/trade.json'] }] }
    })
    // in use, so that they stay; the clean one stays anyway
    expect(world.statuses('trade-stream')).toEqual(['1 ACTIVE'])
    expect(world.statuses('dispatcher')).toEqual(['1 DELETE_IN_PROGRESS', '2 ACTIVE'])
    expect(leaksIn(`${run.visible}${sent()}`)).toEqual([])

    const clean = await runCli(
      ['audit', '--cluster', 'demo', '--aws-region', 'us-west-2', '--service', 'dispatcher'],
      {
        workspace: world.workspace,
        sandbox: world.sandbox
      }
    )
    expect({ code: clean.code, last: clean.stdout.trim().split('\n').at(-1) }).toEqual({
      code: 0,
      last: expect.stringMatching(/: 0 of \d+ .*exposed/)
    })
  })

  test('what AWS refuses is 3, what is missing from the inputs 2', async () => {
    const Statement = [
      { Effect: 'Allow', Action: '*', Resource: '*' },
      { Effect: 'Deny', Action: 's3:GetObject', Resource: '*' }
    ]
    await begin({ callers: { test: { Statement } } })
    const denied = await world.act({ mode: 'audit', service: 'files' })
    expect([denied.code, verdictsOf(denied)]).toEqual([3, { files: ['unknown'] }])
    expect(denied.visible).toContain('named, not scanned: no permission for s3:GetObject')
    expect((await world.act({ mode: 'audit', cluster: '' })).code).toBe(2)
  })
})

test('rotate-restart: what read a secret or a file before it changed is deployed again, and nothing else', async () => {
  await begin()
  const run = await world.act({ mode: 'rotate-restart' })
  expect({ code: run.code, stderr: run.stderr }).toEqual({ code: 0, stderr: '' })
  const results = JSON.parse(run.outputs['results'] ?? '[]') as Readonly<Record<string, string>>[]
  const outcomes = Object.fromEntries(results.map(({ service = '', outcome }) => [service, outcome]))
  expect(outcomes).toEqual({
    dispatcher: 'succeeded',
    'trade-stream': 'unchanged',
    notes: 'unchanged',
    files: 'succeeded'
  })
  const updates = world.sandbox.requests().filter(({ operation }) => operation === 'UpdateService')
  expect(updates.map(({ body }) => body)).toEqual([
    expect.objectContaining({ service: 'dispatcher', forceNewDeployment: true }),
    expect.objectContaining({ service: 'files', forceNewDeployment: true })
  ])
  const reads = world.sandbox
    .requests()
    .flatMap(({ service, operation }) => (service === 's3' ? [operation] : []))
  expect(new Set(reads)).toEqual(new Set(['ListObjectsV2']))
  expect(leaksIn(`${run.visible}${sent()}`)).toEqual([])

  const again = await world.act({ mode: 'rotate-restart' })
  expect(again.code).toBe(0)
  expect(world.sandbox.requests().filter(({ operation }) => operation === 'UpdateService')).toHaveLength(2)
  const audited = auditOf(await world.act({ mode: 'audit', service: 'dispatcher' }))
  expect(audited).toMatchObject({ staleTasks: [] })
})
