import { afterEach, describe, expect, test } from '@jest/globals'
import { readConfiguration } from '../../../src/inputs/read.ts'
import type { RawInputs } from '../../../src/inputs/tables/specification.ts'
import { runMigrate } from '../../../src/modes/migrate.ts'
import { judgeReport } from '../../../src/report/verdict.ts'
import { type MigrateWorld, makeMigrateWorld, REGION, RUNNING, servicesWith } from './world.ts'

let world: MigrateWorld
afterEach(() => world.end())

const DISPATCHER = 'deploy/dispatcher-task-definition.json'

describe('values and names', () => {
  const ALL = ['ops-pipeline/alpaca/api-key', 'ops-pipeline/alpaca/api-secret']
  const set = (
    service: string,
    variables: Readonly<Record<string, string>>,
    without: readonly string[] = []
  ): void =>
    world.edit(service, container => {
      container.environment = [
        ...container.environment.filter(({ name }) => !without.includes(name)),
        ...Object.entries(variables).map(([name, value]) => ({ name, value }))
      ]
    })
  const referenceOf = (service: string, variable: string) =>
    world.read(service).containerDefinitions[0]?.secrets?.find(({ name }) => name === variable)?.valueFrom

  test('one variable of one service only', async () => {
    world = await makeMigrateWorld()
    set('trade-stream', {}, ['ALPACA_API_KEY', 'DB_PASSWORD'])
    await world.applied({ service: 'trade-stream', 'on-difference': 'file' })
    expect(world.secrets()).toEqual(['ops-pipeline/alpaca/api-secret'])
  })

  describe('a secret that the project has already', () => {
    test.each([
      ['whole', 'secretsmanager:prod/legacy-db'],
      ['a key of it', 'secretsmanager:prod/legacy:password::']
    ])('is found again by its value, %s', async (_, reference) => {
      world = await makeMigrateWorld(({ DB_PASSWORD: value = '' }) => ({
        secrets: [
          { name: 'prod/legacy-db', value },
          { name: 'prod/legacy', value: JSON.stringify({ password: value }) }
        ]
      }))
      // one file of the run refers to it already
      world.edit('classifier-worker', container => {
        container.environment = container.environment.filter(({ name }) => name !== 'DB_PASSWORD')
        container.secrets = [{ name: 'DB_PASSWORD', valueFrom: reference }]
      })
      await world.applied({ service: 'trade-stream,classifier-worker' })
      expect(world.secrets()).toEqual([...ALL, 'prod/legacy', 'prod/legacy-db'])
      expect(referenceOf('trade-stream', 'DB_PASSWORD')).toBe(reference)
    })
  })

  describe('the same value elsewhere', () => {
    test('under an innocent name it moves along', async () => {
      world = await makeMigrateWorld()
      set('dispatcher', { WORKER_LABEL: world.values['DB_PASSWORD'] ?? '' })
      const report = await world.applied()
      expect(referenceOf('dispatcher', 'WORKER_LABEL')).toBe('secretsmanager:ops-pipeline/database/password')
      expect(world.file('dispatcher')).not.toContain(world.values['DB_PASSWORD'])
      expect(judgeReport(report).sentence).toMatch(/^Migrated/)
    })

    const NOTE = (value: string) => `was \\u00${value.charCodeAt(0).toString(16)}${value.slice(1)}`
    test.each<[string, (value: string) => string]>([
      ['in a longer text', value => `"environment": [{"name": "GREETING", "value": "hello ${value} there"},`],
      ['in a label', value => `"dockerLabels": {"note": ${JSON.stringify(value)}}, "environment": [`],
      ['in a command', value => `"command": ["run", "--with=${value}"], "environment": [`],
      [
        'in base64',
        value => `"environment": [{"name": "BLOB", "value": "${Buffer.from(value).toString('base64')}"},`
      ],
      ['written with escapes', value => `"dockerLabels": {"note": "${NOTE(value)}"}, "environment": [`]
    ])('%s it stops the run, by its place', async (_, made) => {
      world = await makeMigrateWorld()
      const value = world.values['DB_PASSWORD'] ?? ''
      world.put({ [DISPATCHER]: world.file('dispatcher').replace('"environment": [', made(value)) })
      for (const apply of ['false', 'true']) {
        const report = await world.migrate({ apply })
        expect(report.problems.map(({ message }) => message).join('\n')).toMatch(
          /is also at deploy\/dispatcher-task-definition\.json:\d+, where it is not moved/
        )
        expect(judgeReport(report).sentence).not.toMatch(/migrated/i)
        expect(JSON.stringify(report)).not.toContain(value)
      }
      expect(world.secrets()).toEqual([])
    })

    test('in a comment of JSON with comments, and of YAML', async () => {
      world = await makeMigrateWorld()
      const value = world.values['ALPACA_API_SECRET'] ?? ''
      const yaml = [
        'family: in-yaml',
        `executionRoleArn: ${world.read('trade-stream').executionRoleArn}`,
        `# was ${value} before`,
        'containerDefinitions:',
        '  - name: a',
        '    image: public.ecr.aws/docker/library/busybox:1',
        '    memory: 64',
        '    environment:',
        '      - name: ALPACA_API_SECRET',
        `        value: "${value}"`
      ]
      world.put({
        [DISPATCHER]: world.file('dispatcher').replace('{', `{\n  // the old one: ${value}`),
        'deploy/in-yaml.yml': `${yaml.join('\n')}\n`
      })
      const found = await world.migrate({ 'task-definition': 'deploy/*', apply: 'true' })
      const places = found.problems
        .filter(({ code }) => code === 'migration-same-value')
        .map(({ place }) => [place?.file, place?.line])
      expect(places).toEqual(
        expect.arrayContaining([
          [DISPATCHER, 2],
          ['deploy/in-yaml.yml', 3]
        ])
      )
    })
  })
})

describe('files without services', () => {
  const PLAIN = RUNNING.map(service => `deploy/${service}-task-definition.json`).join('\n')
  describe('plain files without a service', () => {
    test('the services that run their families are found and deployed', async () => {
      world = await makeMigrateWorld()
      const plan = await world.migrate({ 'task-definition': PLAIN })
      expect(plan.problems).toEqual([])
      expect(plan.migration?.services.map(({ service, action }) => [service, action])).toEqual(
        RUNNING.map(service => [service, 'redeploy'])
      )
      const report = await world.applied({ 'task-definition': PLAIN })
      expect(report.results.map(({ service }) => service)).toEqual(RUNNING)
      expect(world.running()).toEqual(Object.fromEntries(RUNNING.map(service => [service, `${service}:2`])))
    })

    test('also one under another name than its file, beside files of which no service runs', async () => {
      world = await makeMigrateWorld()
      world.git('mv', 'deploy/dispatcher-task-definition.json', 'deploy/queue.json')
      world.git('commit', '-qm', 'another name')
      const report = await world.applied({ 'task-definition': 'deploy/*.json' })
      expect(world.running()).toMatchObject({ dispatcher: 'dispatcher:2' })
      expect(report.migration?.done.at(-1)).toMatch(/^Deployed 3 services, 8 definitions/)
    })

    test('a pattern whose service is not there: others run the family', async () => {
      world = await makeMigrateWorld()
      world.git('mv', 'deploy/dispatcher-task-definition.json', 'deploy/queue-task-definition.json')
      world.git('commit', '-qm', 'another name')
      await world.applied()
      expect(world.running()).toMatchObject({ dispatcher: 'dispatcher:2' })
    })

    test('no permission to look: nothing is written, and it is not green', async () => {
      world = await makeMigrateWorld()
      await world.fault({ op: 'ListServices', kind: 'access-denied', times: 9 })
      const report = await world.migrate({ 'task-definition': PLAIN, apply: 'true' })
      expect(report.problems).toMatchObject([
        {
          code: 'migration-services-unknown',
          message: expect.stringMatching(/which services run dispatcher/)
        }
      ])
      expect(world.secrets()).toEqual([])
    })

    test('no cluster: it is asked for', async () => {
      world = await makeMigrateWorld()
      const raw: RawInputs = {
        mode: 'migrate',
        'task-definition': PLAIN,
        project: 'ops-pipeline',
        'aws-region': REGION,
        apply: 'true'
      }
      const read = readConfiguration(raw, {})
      if (!('configuration' in read) || read.configuration.mode !== 'migrate') throw new Error('not read')
      const report = await runMigrate(read.configuration, world.ports())
      expect(report.problems).toMatchObject([
        { code: 'missing-input', message: expect.stringContaining('cluster') }
      ])
      expect(world.secrets()).toEqual([])
    })
  })

  describe('one file for several services', () => {
    const shared = { 'task-definition': DISPATCHER }

    /** Both services run the family of the dispatcher's file. */
    async function makeSharedWorld(): Promise<void> {
      const services = servicesWith({ 'trade-stream': { taskDefinition: 'dispatcher:1' } })
      world = await makeMigrateWorld({ services })
    }

    test('with the values of the file: both are deployed', async () => {
      await makeSharedWorld()
      await world.applied({ ...shared, service: 'dispatcher,trade-stream' })
      expect(world.running()).toMatchObject({ dispatcher: 'dispatcher:2', 'trade-stream': 'dispatcher:2' })
    })

    test.each([
      ['named', { service: 'dispatcher,trade-stream' }],
      ['found', {}]
    ])(
      'one runs another password (%s): a conflict that names it, and nothing is written',
      async (_, more) => {
        await makeSharedWorld()
        const text = world.file('dispatcher')
        const fresh = text.replaceAll(world.values['DB_PASSWORD'] ?? '-', ['Other', 'Harbor', 4711].join('-'))
        world.put({ [DISPATCHER]: fresh })
        for (const apply of ['false', 'true']) {
          const report = await world.migrate({ ...shared, ...more, apply })
          expect(report.problems.map(({ code, service }) => [code, service])).toEqual([
            ['migration-conflict', 'dispatcher'],
            ['migration-conflict', 'trade-stream']
          ])
          expect(report.problems[0]?.message).toMatch(
            /^Service "dispatcher" runs dispatcher:1 \(container dispatcher\) with another value of "DB_PASSWORD" than deploy\/dispatcher/
          )
          expect(report.problems[0]?.hint).toMatch(/on-difference: file.*trade-stream share/s)
        }
        expect(world.secrets()).toEqual([])
        expect(world.file('dispatcher')).toBe(fresh)
        await world.applied({ ...shared, ...more, 'on-difference': 'file' })
      }
    )
  })
})
