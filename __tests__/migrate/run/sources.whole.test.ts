import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, describe, expect, test } from '@jest/globals'
import { readConfiguration } from '../../../src/inputs/read.ts'
import type { RawInputs } from '../../../src/inputs/tables/specification.ts'
import { runMigrate } from '../../../src/modes/migrate.ts'
import { exitCodeOf, judgeReport } from '../../../src/report/verdict.ts'
import { CLUSTER, type MigrateWorld, makeMigrateWorld, REGION, RUNNING } from './world.ts'

describe('values and names', () => {
  let world: MigrateWorld
  afterEach(() => world.end())

  const ALL = [
    'ops-pipeline/alpaca/api-key',
    'ops-pipeline/alpaca/api-secret',
    'ops-pipeline/database/password'
  ]
  function set(
    service: string,
    variables: Readonly<Record<string, string>>,
    without: readonly string[] = []
  ): void {
    world.write(service, definition => {
      const [container] = definition.containerDefinitions
      if (container)
        container.environment = [
          ...container.environment.filter(({ name }) => !without.includes(name)),
          ...Object.entries(variables).map(([name, value]) => ({ name, value }))
        ]
      return definition
    })
  }
  const commit = () => world.git('commit', '-qam', 'changed')
  const referenceOf = (service: string, variable: string) =>
    world.read(service).containerDefinitions[0]?.secrets?.find(({ name }) => name === variable)?.valueFrom
  const versions = () =>
    [...(world.sandbox.world().regions.get(REGION)?.secrets.values() ?? [])].map(one => one.versions.length)

  describe('one service alone, then all', () => {
    test.each(['trade-stream', 'signal-engine-1m'])(
      '%s first: the same secrets as all at once',
      async first => {
        world = await makeMigrateWorld()
        const alone = await world.migrate({ service: first, apply: 'true' })
        expect([alone.problems, exitCodeOf(alone)]).toEqual([[], 0])
        const names = world.secrets()
        const all = await world.migrate({ apply: 'true' })
        expect([all.problems, exitCodeOf(all)]).toEqual([[], 0])
        expect(world.secrets()).toEqual(ALL)
        expect(versions()).toEqual([1, 1, 1])
        for (const name of names) expect(ALL).toContain(name)
      }
    )

    test('one variable of one service only', async () => {
      world = await makeMigrateWorld()
      set('trade-stream', {}, ['ALPACA_API_KEY', 'DB_PASSWORD'])
      commit()
      const only = { service: 'trade-stream', apply: 'true', 'on-difference': 'file' }
      expect((await world.migrate(only)).problems).toEqual([])
      expect(world.secrets()).toEqual(['ops-pipeline/alpaca/api-secret'])
    })
  })

  describe('a secret that the project has already', () => {
    test.each([
      ['whole', 'secretsmanager:prod/legacy-db', 'secretsmanager:prod/legacy-db'],
      ['a key of it', 'secretsmanager:prod/legacy:password::', 'secretsmanager:prod/legacy:password::']
    ])('is found again by its value, %s', async (_, reference, expected) => {
      world = await makeMigrateWorld({
        secrets: [
          { name: 'prod/legacy-db', generate: 20 },
          { name: 'prod/legacy', json: { password: { generate: 20 } } }
        ]
      })
      const value = world.values['DB_PASSWORD'] ?? ''
      const stored = world.sandbox.world().regions.get(REGION)?.secrets
      Object.assign(stored?.get('prod/legacy-db')?.versions[0] ?? {}, { text: value })
      Object.assign(stored?.get('prod/legacy')?.versions[0] ?? {}, {
        text: JSON.stringify({ password: value })
      })
      // one file of the run refers to it already
      world.write('classifier-worker', definition => {
        const [container] = definition.containerDefinitions
        if (container) {
          container.environment = container.environment.filter(({ name }) => name !== 'DB_PASSWORD')
          container.secrets = [{ name: 'DB_PASSWORD', valueFrom: reference }]
        }
        return definition
      })
      commit()
      const report = await world.migrate({ service: 'trade-stream,classifier-worker', apply: 'true' })
      expect([report.problems, exitCodeOf(report)]).toEqual([[], 0])
      expect(world.secrets()).toEqual([...ALL.slice(0, 2), 'prod/legacy', 'prod/legacy-db'])
      expect(referenceOf('trade-stream', 'DB_PASSWORD')).toBe(expected)
    })
  })

  describe('the same value elsewhere', () => {
    const file = (service: string) => join(world.folder, 'deploy', `${service}-task-definition.json`)
    const edit = (service: string, change: (text: string) => string): void => {
      writeFileSync(file(service), change(world.file(service)))
      commit()
    }

    test('under an innocent name it moves along', async () => {
      world = await makeMigrateWorld()
      set('dispatcher', { WORKER_LABEL: world.values['DB_PASSWORD'] ?? '' })
      commit()
      const report = await world.migrate({ apply: 'true' })
      expect([report.problems, exitCodeOf(report)]).toEqual([[], 0])
      expect(referenceOf('dispatcher', 'WORKER_LABEL')).toBe('secretsmanager:ops-pipeline/database/password')
      expect(world.file('dispatcher')).not.toContain(world.values['DB_PASSWORD'])
      expect(judgeReport(report).sentence).toMatch(/^Migrated/)
    })

    test.each<[string, (value: string) => (text: string) => string]>([
      [
        'in a longer text',
        value => text =>
          text.replace(
            '"environment": [',
            `"environment": [{"name": "GREETING", "value": "hello ${value} there"},`
          )
      ],
      [
        'in a label',
        value => text =>
          text.replace(
            '"environment": [',
            `"dockerLabels": {"note": ${JSON.stringify(value)}}, "environment": [`
          )
      ],
      [
        'in a command',
        value => text =>
          text.replace('"environment": [', `"command": ["run", "--with=${value}"], "environment": [`)
      ],
      [
        'in base64',
        value => text =>
          text.replace(
            '"environment": [',
            `"environment": [{"name": "BLOB", "value": "${Buffer.from(value).toString('base64')}"},`
          )
      ],
      [
        'written with escapes',
        value => text =>
          text.replace(
            '"environment": [',
            `"dockerLabels": {"note": "was \\u00${value.charCodeAt(0).toString(16)}${value.slice(1)}"}, "environment": [`
          )
      ]
    ])('%s it stops the run, by its place', async (_, change) => {
      world = await makeMigrateWorld()
      const value = world.values['DB_PASSWORD'] ?? ''
      edit('dispatcher', change(value))
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
      edit('dispatcher', text => text.replace('{', `{\n  // the old one: ${value}`))
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
      writeFileSync(join(world.folder, 'deploy/in-yaml.yml'), `${yaml.join('\n')}\n`)
      world.git('add', '.')
      world.git('commit', '-qm', 'comments')
      const found = await world.migrate({ 'task-definition': 'deploy/*', apply: 'true' })
      const places = found.problems
        .filter(({ code }) => code === 'migration-same-value')
        .map(({ place }) => [place?.file, place?.line])
      expect(places).toEqual(
        expect.arrayContaining([
          ['deploy/dispatcher-task-definition.json', 2],
          ['deploy/in-yaml.yml', 3]
        ])
      )
    })
  })
})

describe('files without services', () => {
  let world: MigrateWorld
  afterEach(() => world.end())

  const PLAIN = RUNNING.map(service => `deploy/${service}-task-definition.json`).join('\n')
  const running = () =>
    Object.fromEntries(
      [...(world.sandbox.world().regions.get(REGION)?.clusters.get(CLUSTER)?.services.values() ?? [])].map(
        service => [service.name, service.deployments[0]?.taskDefinition.split('/').at(-1)]
      )
    )
  const pathOf = (service: string) => join(world.folder, 'deploy', `${service}-task-definition.json`)

  describe('plain files without a service', () => {
    test('the services that run their families are found and deployed', async () => {
      world = await makeMigrateWorld()
      const plan = await world.migrate({ 'task-definition': PLAIN })
      expect(plan.problems).toEqual([])
      expect(plan.migration?.services.map(({ service, action }) => [service, action])).toEqual(
        RUNNING.map(service => [service, 'redeploy'])
      )
      const report = await world.migrate({ 'task-definition': PLAIN, apply: 'true' })
      expect([report.problems, exitCodeOf(report)]).toEqual([[], 0])
      expect(report.results.map(({ service }) => service)).toEqual(RUNNING)
      expect(running()).toEqual(Object.fromEntries(RUNNING.map(service => [service, `${service}:2`])))
    })

    test('also one under another name than its file, beside files of which no service runs', async () => {
      world = await makeMigrateWorld()
      world.git('mv', 'deploy/dispatcher-task-definition.json', 'deploy/queue.json')
      world.git('commit', '-qm', 'another name')
      const report = await world.migrate({ 'task-definition': 'deploy/*.json', apply: 'true' })
      expect([report.problems, exitCodeOf(report)]).toEqual([[], 0])
      expect(running()).toMatchObject({ dispatcher: 'dispatcher:2' })
      expect(report.migration?.done.at(-1)).toMatch(/^Deployed 3 services, 8 definitions/)
    })

    test('a pattern whose service is not there: others run the family', async () => {
      world = await makeMigrateWorld()
      world.git('mv', 'deploy/dispatcher-task-definition.json', 'deploy/queue-task-definition.json')
      world.git('commit', '-qm', 'another name')
      const report = await world.migrate({ apply: 'true' })
      expect([report.problems, exitCodeOf(report)]).toEqual([[], 0])
      expect(running()).toMatchObject({ dispatcher: 'dispatcher:2' })
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
    const shared = { 'task-definition': 'deploy/dispatcher-task-definition.json' }

    /** Both services run the family of the dispatcher's file. */
    async function makeSharedWorld(): Promise<void> {
      world = await makeMigrateWorld()
      const services = world.sandbox.world().regions.get(REGION)?.clusters.get(CLUSTER)?.services
      const { taskDefinition = '' } = services?.get('dispatcher')?.deployments[0] ?? {}
      const stream = services?.get('trade-stream')
      for (const place of stream ? [stream, ...stream.deployments] : [])
        Object.assign(place, { taskDefinition })
    }

    test('with the values of the file: both are deployed', async () => {
      await makeSharedWorld()
      const report = await world.migrate({ ...shared, service: 'dispatcher,trade-stream', apply: 'true' })
      expect([report.problems, exitCodeOf(report)]).toEqual([[], 0])
      expect(running()).toMatchObject({ dispatcher: 'dispatcher:2', 'trade-stream': 'dispatcher:2' })
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
        writeFileSync(pathOf('dispatcher'), fresh)
        world.git('commit', '-qam', 'stale')
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
        const decided = await world.migrate({ ...shared, ...more, apply: 'true', 'on-difference': 'file' })
        expect([decided.problems, exitCodeOf(decided)]).toEqual([[], 0])
      }
    )
  })
})
