import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import type { RawInputs } from '../../../src/inputs/tables/specification.ts'
import { MADE_UP_SUFFIX } from '../../../src/migrate/run/stored.ts'
import { migrationToJson } from '../../../src/report/migration/migration.ts'
import { migrationToText } from '../../../src/report/migration/migration-sections.ts'
import { exitCodeOf, judgeReport } from '../../../src/report/verdict.ts'
import { CLUSTER, leftIn, type MigrateWorld, makeMigrateWorld, ROLE, RUNNING, SERVICES } from './world.ts'

describe('the whole case', () => {
  const SECRETS = [
    'ops-pipeline/alpaca/api-key',
    'ops-pipeline/alpaca/api-secret',
    'ops-pipeline/database/password'
  ]

  let world: MigrateWorld
  beforeEach(async () => {
    world = await makeMigrateWorld()
  })
  afterEach(() => world.end())

  describe('the first user', () => {
    test('a plan reads only, and says all that would be done', async () => {
      const report = await world.migrate({ 'plan-file': 'plan.json' })
      expect(report.problems).toEqual([])
      expect(exitCodeOf(report)).toBe(0)
      expect(report.migration).toMatchObject({
        applied: false,
        project: 'ops-pipeline',
        monthlyCostUsd: 1.2,
        newCostUsd: 1.2,
        secrets: SECRETS.map(name => ({ name, state: 'create' })),
        roles: [{ arn: ROLE, state: 'to-grant', secrets: SECRETS, services: SERVICES }]
      })
      expect(report.migration?.moves).toHaveLength(24)
      expect(report.migration?.services.map(({ service, action }) => [service, action])).toEqual(
        SERVICES.map(service => [service, RUNNING.includes(service) ? 'redeploy' : 'register'])
      )
      expect(world.git('status', '--porcelain')).toBe('?? plan.json\n')
      expect(world.secrets()).toEqual([])
      expect(world.writes()).toEqual([])
      expect(leftIn(world.folder)).toEqual([])
    })

    test('apply: secrets, one grant, eight files, three services, five definitions', async () => {
      const before = world.sandbox.now()
      const report = await world.applied()
      expect(world.secrets()).toEqual(SECRETS)
      expect(world.inline()).toMatch(/secretsmanager:GetSecretValue/)
      for (const service of SERVICES) {
        const [container] = world.read(service).containerDefinitions
        expect(container?.secrets?.map(({ valueFrom }) => valueFrom)).toEqual(
          SECRETS.map(name => `secretsmanager:${name}`)
        )
        expect(world.file(service)).not.toMatch(new RegExp(Object.values(world.values).join('|')))
      }
      expect(report.results.map(({ service, outcome }) => [service, outcome])).toEqual(
        RUNNING.map(service => [service, 'succeeded'])
      )
      expect(report.taskDefinitionArns).toHaveLength(8)
      expect(report.migration?.rotate.map(({ secret }) => secret)).toHaveLength(3)
      expect(report.migration?.oldRevisions).toHaveLength(3)
      expect(report.migration?.done.at(-1)).toBe(
        'Deployed 3 services, 8 definitions registered or found equal.'
      )
      expect(JSON.parse(world.journal())).toMatchObject({ state: 'finished' })
      expect(leftIn(world.folder)).toEqual(['ecs-sealed-deploy-migration.json'])
      const rollouts = report.results.map(
        ({ startedAt = '', finishedAt = '' }) => Date.parse(finishedAt) - Date.parse(startedAt)
      )
      expect(world.sandbox.now() - before - Math.max(...rollouts)).toBeLessThan(60_000)
      expect(world.git('diff', '--stat')).toMatch(/8 files changed/)

      const again = await world.applied()
      expect(again.migration).toMatchObject({ moves: [], secrets: [], services: [] })
      expect(world.git('diff', '--stat')).toMatch(/8 files changed/)
    })
  })
})

describe('what runs', () => {
  let world: MigrateWorld
  beforeEach(async () => {
    world = await makeMigrateWorld()
  })
  afterEach(() => world.end())

  const RUNNING_IMAGE = '123456789012.dkr.ecr.us-west-2.amazonaws.com/dispatcher:2024-11-02'
  const OLD_IMAGE = RUNNING_IMAGE.replace('2024-11-02', '2024-09-01')
  const ONE: RawInputs = { service: 'dispatcher' }
  const APPLY: RawInputs = { ...ONE, apply: 'true' }

  /** Changes the file of the service, but not what it runs. */
  function changeFile(container: object, members: object = {}): void {
    world.write('dispatcher', definition => {
      Object.assign(definition.containerDefinitions[0] ?? {}, container)
      return { ...definition, ...members }
    })
  }
  const newest = () => JSON.stringify(world.region().families.get('dispatcher')?.revisions.at(-1))

  describe('a file with another image than the one that runs', () => {
    test.each([
      ['an old one', OLD_IMAGE, 'has 123456789012.dkr.ecr.us-west-2.amazonaws.com/dispatcher:2024-09-01'],
      [
        'one with a login',
        `robot:${['Harbor', 4711].join('-')}@registry.example.com/app:1`,
        'has (not shown)'
      ]
    ])('%s stops the migration before anything is stored', async (_, image, said) => {
      changeFile({ image })
      const report = await world.migrate(APPLY)
      const [problem] = report.problems.filter(({ code }) => code === 'migration-image-differs')
      expect(problem).toMatchObject({ service: 'dispatcher' })
      expect(problem?.message).toMatch(/^Service "dispatcher" runs dispatcher:1 with the image /)
      expect(problem?.message).toContain(`${RUNNING_IMAGE} in container "dispatcher"`)
      expect(problem?.message).toContain(said)
      expect(problem?.hint).toContain(`--image dispatcher/dispatcher=${RUNNING_IMAGE}`)
      expect(world.writes()).toEqual([])
      expect(JSON.stringify([report.problems, report.migration])).not.toContain('Harbor-')
    })

    test('is one problem for all services, first, and its image need not exist', async () => {
      for (const service of ['dispatcher', 'trade-stream'])
        world.write(service, definition => {
          Object.assign(definition.containerDefinitions[0] ?? {}, { image: `${OLD_IMAGE}-gone` })
          return definition
        })
      const { problems } = await world.migrate({ service: 'dispatcher,trade-stream', apply: 'true' })
      expect(problems.map(({ code }) => code)).toEqual(['migration-image-differs'])
      expect(problems[0]?.message).toMatch(
        /^2 containers run .* service "dispatcher" .*; service "trade-stream" /
      )
      expect(problems[0]?.hint).toContain(
        `image, a line for each: dispatcher/dispatcher=${RUNNING_IMAGE}, trade-stream/`
      )
    })

    test('is deployed with the image that the input gives', async () => {
      changeFile({ image: OLD_IMAGE })
      const report = await world.applied({ ...ONE, image: `dispatcher=${RUNNING_IMAGE}` })
      expect(report.results).toMatchObject([{ outcome: 'succeeded' }])
      expect(newest()).toContain(RUNNING_IMAGE)
      expect(world.file('dispatcher')).toContain(OLD_IMAGE)
    })

    test('is deployed to one of several services by a line with its name', async () => {
      changeFile({ image: OLD_IMAGE })
      const image = `dispatcher/dispatcher=${RUNNING_IMAGE}`
      const { problems } = await world.migrate({ service: '', image })
      expect(problems.map(({ code }) => code)).not.toContain('unknown-container')
      expect(problems.map(({ code, service }) => `${code} ${service}`)).not.toContain(
        'migration-image-differs dispatcher'
      )
    })

    test('is rewritten in a pull request, and the deploy after it has the image', async () => {
      changeFile({ image: 'PLACEHOLDER' })
      const pullRequest = { 'open-pull-request': 'true', 'github-token': 'token' }
      const report = await world.applied({ ...ONE, ...pullRequest })
      expect(report.migration?.services[0]).not.toHaveProperty('differences')
      expect(world.requested).toHaveLength(1)
    })
  })

  test('a pull request that cannot be opened is a problem before anything is stored', async () => {
    world.git('update-ref', '-d', 'HEAD')
    const report = await world.migrate({ ...APPLY, 'open-pull-request': 'true', 'github-token': 'token' })
    expect(report.problems.filter(({ code }) => code === 'migration-pull-request')).toMatchObject([
      {
        fault: 'user',
        message: expect.stringMatching(/^A pull request cannot be opened: .* Nothing was stored\.$/)
      }
    ])
    expect(world.writes()).toEqual([])
    expect(world.requested).toEqual([])
  })

  test('what else a deploy of the file changes is in the plan, without the moves', async () => {
    const environment = world.read('dispatcher').containerDefinitions[0]?.environment ?? []
    changeFile({ environment: [...environment, { name: 'FEATURE_FLAG', value: 'on' }] }, { memory: '2048' })
    const { problems, migration } = await world.migrate(ONE)
    if (migration === undefined) throw new Error(JSON.stringify(problems))
    expect(problems).toEqual([])
    const text = migrationToText(migration).join('\n')
    expect(text).toContain('+ containerDefinitions[dispatcher].environment[FEATURE_FLAG]')
    expect(text).toMatch(/~ memory: \d+ → 2048/)
    expect(migrationToJson(migration)).toMatchObject({
      services: [{ differences: expect.arrayContaining([expect.objectContaining({ path: 'memory' })]) }]
    })
    expect(migration.services[0]?.differences).toHaveLength(2)
  })

  test('a move of a variable that the running revision lacks is no other difference, and no output has an ARN without a secret', async () => {
    const [container] = world.read('dispatcher').containerDefinitions
    const value = ['Kd83', 'mzQ1', 'pLw7'].join('-')
    changeFile({ environment: [...(container?.environment ?? []), { name: 'NEW_PASSWORD', value }] })
    const planned = await world.migrate(ONE)
    expect(planned.migration?.moves).toContainEqual(expect.objectContaining({ variable: 'NEW_PASSWORD' }))
    expect(planned.migration?.services[0]?.differences ?? []).toEqual([])
    const { migration } = await world.applied(ONE)
    expect(migration?.services[0]).toMatchObject({
      isDone: true,
      previous: expect.stringMatching(/dispatcher:1$/)
    })
    expect(world.shown.join('\n')).not.toContain(MADE_UP_SUFFIX)
  })
})

describe('exceptions', () => {
  let world: MigrateWorld
  beforeEach(async () => {
    world = await makeMigrateWorld()
  })
  afterEach(() => world.end())

  const CONFIGURATION = '.github/ecs-sealed-deploy.yml'
  const VARIABLES = ['ALPACA_API_KEY', 'ALPACA_API_SECRET', 'DB_PASSWORD']
  const RULES = ['secret/by-name', 'secret/token-shape']
  const fileOf = (service: string) => `deploy/${service}-task-definition.json`

  /** Accepts variables of files until a day, one entry a line from line 2 on. */
  function accept(services: readonly string[], variables: readonly string[], reason = 'by hand'): void {
    const entries = services.flatMap(service =>
      variables.flatMap(variable =>
        RULES.map(
          rule =>
            `  - {file: ${fileOf(service)}, variable: ${variable}, rule: ${rule}, reason: ${reason}, expires: 2026-03-01}\n`
        )
      )
    )
    world.put({ [CONFIGURATION]: `exceptions:\n${entries.join('')}` })
  }

  describe('credentials that exceptions cover', () => {
    test('all of them: nothing is migrated, no service counts as deployed, and each is named', async () => {
      accept(SERVICES, VARIABLES)
      const sentence =
        'Nothing to migrate: no variable is moved. 3 services unchanged. 24 credentials stay in plaintext because of exceptions. To move what is left, remove the exceptions and run again.'
      const accepted =
        '9 credentials are in plaintext, which exceptions accept: ALPACA_API_KEY, ALPACA_API_SECRET, DB_PASSWORD.'
      const plan = await world.migrate()
      expect(plan.problems).toEqual([])
      expect(judgeReport(plan)).toMatchObject({ exitCode: 0, sentence })
      expect(world.shown.join('\n')).not.toMatch(/to deploy|to redeploy|deployed as they are/)
      expect(world.shown.join('\n')).toMatch(/dispatcher\s+unchanged; runs dispatcher:1/)
      const report = await world.applied()
      expect(judgeReport(report).sentence).toBe(`${sentence} ${accepted}`)
      expect(report.migration?.done.join(' ')).toMatch(/^3 services unchanged, 3 definitions/)
      expect(report.migration?.done.join(' ')).not.toMatch(/Deployed|new revision/)
      for (const { migration } of [plan, report]) {
        expect(migration?.services.map(({ service, isUnchanged }) => [service, isUnchanged])).toEqual(
          RUNNING.map(service => [service, true])
        )
        expect(migration?.oldRevisions).toEqual([])
      }
      expect(report.migration?.excepted).toHaveLength(24)
      expect(migrationToJson(report.migration as NonNullable<typeof report.migration>)).toMatchObject({
        excepted: expect.arrayContaining([
          expect.objectContaining({ file: fileOf('dispatcher'), variable: 'DB_PASSWORD', by: 'exception' })
        ])
      })
      expect(report.remarks).toContainEqual(
        expect.objectContaining({
          isWarning: true,
          message: expect.stringContaining('24 credentials stay in plaintext because of exceptions: deploy/')
        })
      )
    })

    test('a service whose definition differs otherwise is still said to be deployed', async () => {
      accept(SERVICES, VARIABLES)
      world.write('dispatcher', definition => ({ ...definition, cpu: '2048', memory: '4096' }))
      const plan = await world.migrate()
      expect(judgeReport(plan).sentence).toMatch(
        /^Nothing to migrate: .* 1 service to deploy or register, 2 unchanged\./
      )
      const report = await world.applied()
      expect(judgeReport(report).sentence).toMatch(/1 service deployed or registered, 2 unchanged/)
      expect(report.migration?.oldRevisions.map(arn => arn.split('/').at(-1))).toEqual(['dispatcher:1'])
    })

    test('a deploy that fails leaves no service said to be unchanged that was to be deployed', async () => {
      accept(SERVICES, VARIABLES)
      world.write('dispatcher', definition => ({ ...definition, cpu: '2048', memory: '4096' }))
      await world.fault({ op: 'UpdateService', kind: 'access-denied', from: 1, times: 9 })
      const report = await world.migrate({ apply: 'true' })
      const rows = new Map(report.migration?.services.map(row => [row.service, row]))
      expect(rows.get('dispatcher')?.isUnchanged).toBeUndefined()
      expect(judgeReport(report).exitCode).not.toBe(0)
    })

    test('one of them: the others move, and it is named with its line and its exception wherever the run is told', async () => {
      accept(['dispatcher'], ['ALPACA_API_SECRET'])
      for (const inputs of [{ service: 'dispatcher' }, { service: 'dispatcher', apply: 'true' }]) {
        const before = world.shown.length
        const report = await world.migrate(inputs)
        expect([report.problems, judgeReport(report).exitCode]).toEqual([[], 0])
        const [row] = report.migration?.excepted ?? []
        expect(row).toMatchObject({ variable: 'ALPACA_API_SECRET', by: 'exception', until: '2026-03-01' })
        expect(row?.exception).toMatch(new RegExp(`^${CONFIGURATION}:[23]$`))
        const [log = '', json = '', , annotations = '', markdown = ''] = world.shown.slice(before)
        for (const text of [log, json, annotations, markdown.replaceAll('&#95;', '_')]) {
          expect(text).toContain('ALPACA_API_SECRET')
          expect(text).toContain(row?.exception)
        }
        expect(log).toContain(`${row?.file}:${row?.line}`)
        if (!('apply' in inputs)) continue
        expect(judgeReport(report).sentence).toMatch(
          /^Migrated, with 1 credential left in plaintext by exceptions: 2 variables in 1 file as 2 secrets, 1 service deployed or registered\. .*To move what is left, remove the exceptions/
        )
        expect(report.migration?.done.at(-1)).toMatch(/^Deployed 1 service, 1 definition/)
      }
      expect(world.shown.join('\n')).not.toContain(world.values['ALPACA_API_SECRET'])
    })

    test('one that the user includes moves, and is not named', async () => {
      accept(['dispatcher'], ['ALPACA_API_SECRET'])
      const report = await world.migrate({ service: 'dispatcher', include: 'ALPACA_API_SECRET' })
      expect(report.migration?.moves).toHaveLength(3)
      expect(report.migration?.excepted).toEqual([])
      expect(judgeReport(report).sentence).not.toContain('exceptions')
    })
  })

  test('what a baseline accepts moves, and leaves the baseline with it', async () => {
    accept(['dispatcher', 'trade-stream'], VARIABLES, 'baseline')
    const { migration } = await world.applied({ service: 'dispatcher' })
    expect([migration?.moves.length, migration?.excepted]).toEqual([3, []])
    const left = readFileSync(join(world.folder, CONFIGURATION), 'utf8')
    expect(left.match(/dispatcher/g)).toBeNull()
    expect(left.match(/trade-stream/g)).toHaveLength(VARIABLES.length * RULES.length)
  })

  test('a token in the options of a log driver moves to secretOptions, and the tasks start', async () => {
    const token = ['Kd83', 'mzQ1', 'pLw7', 'x92k'].join('-')
    const logConfiguration = {
      logDriver: 'splunk',
      options: { 'splunk-url': 'https://splunk.example', 'splunk-token': token }
    }
    world.edit('dispatcher', container => Object.assign(container, { logConfiguration }))
    const report = await world.applied({ service: 'dispatcher' })
    expect(report.results.map(({ outcome }) => outcome)).toEqual(['succeeded'])
    expect(JSON.parse(world.file('dispatcher')).containerDefinitions[0].logConfiguration).toEqual({
      logDriver: 'splunk',
      options: { 'splunk-url': 'https://splunk.example' },
      secretOptions: [{ name: 'splunk-token', valueFrom: 'secretsmanager:ops-pipeline/splunk-token' }]
    })
    expect(world.shown.join('\n')).not.toContain(token)
  })

  test('a comment that allows a credential is named as well', async () => {
    const lines = world.file('dispatcher').split('\n')
    const index = lines.findIndex(line => line.includes('"DB_PASSWORD"'))
    lines[index + 1] = `${lines[index + 1]} // ecs-sealed: allow secret/by-name a test database`
    world.put({ [fileOf('dispatcher')]: lines.join('\n') })
    const report = await world.migrate({ service: 'dispatcher' })
    expect(report.migration?.excepted).toMatchObject([
      { variable: 'DB_PASSWORD', by: 'comment', exception: `${fileOf('dispatcher')}:${index + 2}` }
    ])
  })
})

test('what warns of a rollout stands in the last line, too', async () => {
  const others = { cluster: CLUSTER, service: 'dispatcher' }
  const world = await makeMigrateWorld({
    later: [{ ...others, action: 'update-service', after: 0, desiredCount: 0 }]
  })
  const report = await world.applied()
  await world.end()
  expect(judgeReport(report).sentence).toMatch(
    /^Migrated: .* Warning: Service "dispatcher": The deployment completed, but the desired count is 0: no task was started, so this revision is untested\./
  )
})

test('a migration that AWS ends early still says which file was not read completely, and why', async () => {
  const world = await makeMigrateWorld({
    faults: [{ op: 'GetCallerIdentity', kind: 'access-denied', times: 9 }]
  })
  const file = 'deploy/dispatcher-task-definition.json'
  writeFileSync(join(world.folder, file), '{"family": "x", ')
  const report = await world.migrate()
  await world.end()
  expect(report.problems.map(({ code }) => code)).toEqual(['invalid-json', 'aws-denied'])
  expect(report.unscanned).toMatchObject([{ file }])
  expect(judgeReport(report).sentence).toContain(`Not read completely: ${file}`)
})
