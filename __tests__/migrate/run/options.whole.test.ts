import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import { exitCodeOf, judgeReport } from '../../../src/report/verdict.ts'
import { type MigrateWorld, makeMigrateWorld, REGION, RUNNING, SERVICES, servicesWith } from './world.ts'

let world: MigrateWorld
afterEach(() => world.end())

const secret = (name: string) => world.region().secrets.get(name)

describe('where values go', () => {
  test('parameters: granted by ARN, referred to by name, tasks start', async () => {
    world = await makeMigrateWorld()
    const report = await world.applied({ store: 'ssm', service: RUNNING.join(',') })
    expect(
      world.read('dispatcher').containerDefinitions[0]?.secrets?.map(({ valueFrom }) => valueFrom)
    ).toEqual([
      'ssm:/ops-pipeline/alpaca/api-key',
      'ssm:/ops-pipeline/alpaca/api-secret',
      'ssm:/ops-pipeline/database/password'
    ])
    expect(world.inline()).toMatch(/ssm:GetParameters.*parameter\/ops-pipeline\/alpaca\/api-key/)
    expect(report.migration).toMatchObject({ monthlyCostUsd: 0, newCostUsd: 0 })
    expect(world.running()).toMatchObject({ dispatcher: 'dispatcher:2' })
  })

  test('a customer key and tags', async () => {
    world = await makeMigrateWorld()
    const key = `arn:aws:kms:${REGION}:123456789012:key/11111111-2222-3333-4444-555555555555`
    const report = await world.applied({ 'kms-key-id': key, tags: 'team=pipeline' })
    expect(secret('ops-pipeline/alpaca/api-key')).toMatchObject({
      kmsKeyId: key,
      tags: [{ Key: 'team', Value: 'pipeline' }]
    })
    expect(world.inline()).toContain(`"kms:ViaService":"secretsmanager.${REGION}.amazonaws.com"`)
    expect(report.migration?.monthlyCostUsd).toBe(1.2)
  })

  test('keys of one JSON secret that has others', async () => {
    world = await makeMigrateWorld({ secrets: [{ name: 'ops/all', json: { OTHER: { generate: 9 } } }] })
    const names = [
      'ALPACA_API_KEY=ops/all:key',
      'ALPACA_API_SECRET=ops/all:secret',
      'DB_PASSWORD=ops/all:password'
    ].join('\n')
    expect((await world.migrate({ apply: 'true', 'secret-names': names })).problems).toMatchObject([
      { code: 'migration-name-taken' }
    ])
    await world.applied({ 'secret-names': names, overwrite: 'true' })
    const stored = secret('ops/all')?.versions
    expect(Object.keys(JSON.parse(stored?.at(-1)?.text ?? '') as object)).toEqual([
      'OTHER',
      'key',
      'secret',
      'password'
    ])
    expect(stored).toHaveLength(2)
    expect(world.running()).toMatchObject({ dispatcher: 'dispatcher:2' })
  })
})

describe('the grant', () => {
  test('is left to a person: printed, then gone on with', async () => {
    world = await makeMigrateWorld()
    const first = await world.migrate({ apply: 'true', 'policy-output': 'json' })
    expect(first.problems).toMatchObject([{ code: 'migration-grant-needed' }])
    expect(exitCodeOf(first)).toBe(3)
    expect(first.migration?.policies[0]?.note).toMatch(/execution role, not to the task role/)
    expect(world.git('status', '--porcelain')).toBe('')
    expect(world.inline()).toBe('')
    const answer = await fetch(`${world.sandbox.url}/_sandbox/schedule`, {
      method: 'POST',
      body: JSON.stringify({
        after: 1,
        action: 'put-role-policy',
        roleName: 'ops-pipeline-execution',
        policyName: 'by-hand',
        policyDocument: first.migration?.policies[0]?.text
      })
    })
    expect(answer.ok).toBe(true)
    world.sandbox.advance(2000)
    const again = await world.applied({ 'policy-output': 'json' })
    expect(again.migration?.roles).toMatchObject([{ state: 'allowed' }])
    expect(world.running()).toMatchObject({ dispatcher: 'dispatcher:2' })
  })
})

describe('services that do not run as usual', () => {
  test('of a service without tasks nothing is proved, and the headline says so', async () => {
    world = await makeMigrateWorld({ services: servicesWith({ dispatcher: { desiredCount: 0 } }) })
    const report = await world.migrate({ apply: 'true', service: 'dispatcher' })
    expect(report.results).toMatchObject([{ reason: expect.stringContaining('untested') }])
  })

  test('what two looks find is one problem', async () => {
    const services = servicesWith({ dispatcher: { deploymentController: 'EXTERNAL' } })
    world = await makeMigrateWorld({ services })
    for (const apply of ['false', 'true']) {
      const { problems } = await world.migrate({ service: 'dispatcher', apply })
      expect(problems.map(({ code, message }) => [code, message])).toEqual([
        [
          'deployment-controller',
          'Service "dispatcher" uses the deployment controller EXTERNAL, which is not supported.'
        ]
      ])
    }
    expect(world.writes()).toEqual([])
  })

  test('what is left out by "exclude" is not told to be no variable of "environment"', async () => {
    world = await makeMigrateWorld()
    const { problems } = await world.migrate({ service: 'dispatcher', exclude: 'DB_PASSWORD' })
    expect(problems.map(({ hint }) => hint)).toContainEqual(
      expect.stringContaining('that are not in "exclude"')
    )
  })
})

describe('live services without a file', () => {
  test('get one, written from the revision that they run', async () => {
    world = await makeMigrateWorld()
    world.git('rm', '-q', '-r', 'deploy')
    world.git('commit', '-qm', 'no files')
    const plan = await world.migrate({ source: 'live' })
    expect(plan.problems).toEqual([])
    expect(plan.migration?.moves).toHaveLength(9)
    expect(plan.migration?.moves[0]).toMatchObject({ revision: 'dispatcher:1' })
    await world.applied({ source: 'live' })
    const written = JSON.parse(world.file('dispatcher')) as Record<string, unknown>
    expect(['revision', 'status', 'registeredAt', 'taskDefinitionArn'].filter(key => key in written)).toEqual(
      []
    )
    expect(world.read('dispatcher').containerDefinitions[0]?.secrets).toHaveLength(3)
    expect(world.running()).toEqual({
      dispatcher: 'dispatcher:2',
      'position-manager': 'position-manager:2',
      'trade-stream': 'trade-stream:2'
    })
  })

  test('a mistyped service is not "nothing to migrate": it gets the nearest name', async () => {
    world = await makeMigrateWorld()
    world.git('rm', '-q', '-r', 'deploy')
    world.git('commit', '-qm', 'no files')
    const report = await world.migrate({ source: 'live', service: 'dispatchr' })
    expect(report.problems).toMatchObject([
      { code: 'service-not-found', message: expect.stringContaining('Did you mean "dispatcher"?') }
    ])
    expect(exitCodeOf(report)).toBe(2)
  })

  test('both: what has a file is compared with what runs', async () => {
    world = await makeMigrateWorld()
    world.git('rm', '-q', 'deploy/dispatcher-task-definition.json')
    world.git('commit', '-qm', 'one without')
    const report = await world.applied({ source: 'both' })
    expect(world.read('dispatcher').containerDefinitions[0]?.secrets).toHaveLength(3)
    expect(report.results).toHaveLength(3)
  })
})

test('a credential that only the running revision has is named', async () => {
  world = await makeMigrateWorld()
  world.edit('dispatcher', container => {
    container.environment = container.environment.filter(({ name }) => name !== 'ALPACA_API_SECRET')
  })
  const plan = await world.migrate({ source: 'both' })
  expect(plan.problems).toEqual([])
  expect(plan.migration?.services.find(({ service }) => service === 'dispatcher')?.differences).toEqual([
    expect.objectContaining({
      path: 'containerDefinitions[dispatcher].environment[ALPACA_API_SECRET]',
      change: 'removed'
    })
  ])
  expect(world.shown.join('\n')).toMatch(
    /dispatcher\s+to redeploy; runs dispatcher:1 with 3 credentials in plaintext \(.*ALPACA_API_SECRET.* of container dispatcher/
  )
})

describe('a credential that something else adds to what the file has', () => {
  const without = (...names: readonly string[]) =>
    world.edit('dispatcher', container => {
      container.environment = container.environment.filter(({ name }) => !names.includes(name))
    })
  const live = { source: 'live', service: 'dispatcher' }

  test.each<readonly [string, readonly string[], string]>([
    [
      'all',
      ['ALPACA_API_KEY', 'ALPACA_API_SECRET', 'DB_PASSWORD'],
      'ALPACA_API_KEY of container dispatcher, '
    ],
    ['one', ['DB_PASSWORD'], 'DB_PASSWORD of container dispatcher in plaintext']
  ])(
    '%s: the service runs it in plaintext, which is said, and an apply does not drop it',
    async (_, names, told) => {
      world = await makeMigrateWorld()
      without(...names)
      for (const apply of ['false', 'true']) {
        const report = await world.migrate({ ...live, apply })
        expect(report.problems).toMatchObject([
          { code: 'service-exposed', message: expect.stringContaining(told) }
        ])
        expect(judgeReport(report)).toMatchObject({
          exitCode: 1,
          sentence: '1 service in plaintext; nothing was changed.'
        })
      }
      expect(world.running()).toMatchObject({ dispatcher: 'dispatcher:1' })
      expect((await world.migrate({ ...live, 'on-difference': 'file' })).problems).toEqual([])
    }
  )

  test('what the file refers to already is deployed', async () => {
    world = await makeMigrateWorld()
    await world.migrate({ service: 'trade-stream', apply: 'true' })
    const [container] = world.read('trade-stream').containerDefinitions
    world.edit('dispatcher', one => {
      one.environment = one.environment.filter(({ value }) => value.startsWith('http'))
      one.secrets = container?.secrets ?? []
    })
    await world.applied(live)
    expect(world.running()).toMatchObject({ dispatcher: 'dispatcher:2' })
  })
})

describe('a service with a credential that cannot be moved', () => {
  beforeEach(async () => {
    world = await makeMigrateWorld()
    const password = ['harbor', 'cedar', '9x'].join('-')
    world.edit('dispatcher', container => {
      container.command = ['serve', `--db-password=${password}`]
    })
  })
  const inCommand = [{ code: 'migration-left', place: { file: 'deploy/dispatcher-task-definition.json' } }]

  test('stops all of them', async () => {
    const report = await world.migrate({ apply: 'true' })
    expect(report.problems).toMatchObject(inCommand)
    expect(judgeReport(report)).toMatchObject({ exitCode: 2 })
    expect(world.writes()).toEqual([])
    expect(world.git('status', '--porcelain')).toBe('')
  })

  test('stops itself alone with on-error: continue', async () => {
    const plan = await world.migrate({ 'on-error': 'continue' })
    expect(plan.problems).toMatchObject(inCommand)
    expect(judgeReport(plan).exitCode).toBe(2)
    expect(plan.remarks).toContainEqual({
      message:
        'Left out, with the problems that are listed (on-error: continue): deploy/dispatcher-task-definition.json.'
    })
    expect(new Set(plan.migration?.moves.map(({ service }) => service))).toEqual(
      new Set(SERVICES.filter(service => service !== 'dispatcher'))
    )
    const report = await world.migrate({ 'on-error': 'continue', apply: 'true' })
    expect(report.problems).toMatchObject(inCommand)
    expect(judgeReport(report)).toMatchObject({
      exitCode: 3,
      sentence: 'The migration is not complete. 1 problem found. Run it again: it continues where it stopped.'
    })
    expect(world.running()).toEqual({
      dispatcher: 'dispatcher:1',
      'position-manager': 'position-manager:2',
      'trade-stream': 'trade-stream:2'
    })
    expect(world.read('dispatcher').containerDefinitions[0]?.secrets).toBeUndefined()
    world.git('checkout', '-q', 'HEAD~1', '--', 'deploy/dispatcher-task-definition.json')
    world.git('commit', '-qam', 'mended')
    await world.applied({ 'on-error': 'continue' })
    expect(world.running()).toMatchObject({ dispatcher: 'dispatcher:2', 'trade-stream': 'trade-stream:2' })
  })
})

describe('a pull request', () => {
  test('instead of changed files, and no deploy', async () => {
    world = await makeMigrateWorld()
    const inputs = { 'open-pull-request': 'true', 'github-token': 'token' }
    const report = await world.applied(inputs)
    expect(world.git('status', '--porcelain')).toBe('')
    expect(world.running()).toMatchObject({ dispatcher: 'dispatcher:1' })
    expect(world.secrets()).toHaveLength(3)
    const [wanted] = world.requested
    expect(wanted).toMatchObject({ base: 'main', commit: world.git('rev-parse', 'HEAD').trim() })
    expect(wanted?.files.map(({ path }) => path)).toEqual(
      SERVICES.map(service => `deploy/${service}-task-definition.json`)
    )
    expect(wanted?.body).toMatch(/The old values stay in git history/)
    expect(report.migration?.pullRequest).toMatch(/pull\/9$/)
    await world.applied(inputs)
    expect(world.requested[1]?.branch).toBe(wanted?.branch)
  })
})

describe('what is said at the end', () => {
  test('what to rotate, worst first, with where it is issued', async () => {
    world = await makeMigrateWorld()
    const { migration } = await world.migrate()
    expect(migration?.rotate.map(({ severity, secret: name }) => [severity, name])).toEqual([
      ['critical', 'ops-pipeline/alpaca/api-key'],
      ['critical', 'ops-pipeline/alpaca/api-secret'],
      ['high', 'ops-pipeline/database/password']
    ])
    expect(migration?.rotate[0]?.issuedAt).toMatch(/alpaca/)
  })
})
