import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, describe, expect, test } from '@jest/globals'
import { exitCodeOf, judgeReport } from '../../../src/report/verdict.ts'
import { type MigrateWorld, makeMigrateWorld, REGION } from './world.ts'

let world: MigrateWorld
afterEach(() => world.end())

const ALL = [
  'ops-pipeline/alpaca/api-key',
  'ops-pipeline/alpaca/api-secret',
  'ops-pipeline/database/password'
]
const password = () => ['Lantern', 'Quay', 5512].join('-')

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

  test.each([
    ['dispatcher', 'position-manager'],
    ['position-manager', 'dispatcher']
  ])('one value under two names, %s before %s: one secret, of the same name', async (first, second) => {
    world = await makeMigrateWorld()
    set('dispatcher', { ZULU_MAIL_PASSWORD: password() })
    set('position-manager', { ALPHA_MAIL_PASSWORD: password() })
    commit()
    for (const service of [first, second]) {
      const report = await world.migrate({ service, apply: 'true' })
      expect([report.problems, exitCodeOf(report)]).toEqual([[], 0])
      world.git('commit', '-qam', service)
    }
    expect(world.secrets()).toEqual([...ALL.slice(0, 2), 'ops-pipeline/alpha/mail-password', ...ALL.slice(2)])
    expect([
      referenceOf('dispatcher', 'ZULU_MAIL_PASSWORD'),
      referenceOf('position-manager', 'ALPHA_MAIL_PASSWORD')
    ]).toEqual([
      'secretsmanager:ops-pipeline/alpha/mail-password',
      'secretsmanager:ops-pipeline/alpha/mail-password'
    ])
  })

  test('two values under one name are a conflict also where the other file is not in the run', async () => {
    world = await makeMigrateWorld()
    set('signal-engine-1m', { DB_PASSWORD: password() }, ['DB_PASSWORD'])
    commit()
    const { problems } = await world.migrate({ service: 'trade-stream', apply: 'true' })
    expect(problems).toMatchObject([
      {
        code: 'migration-conflict',
        message: expect.stringContaining('deploy/signal-engine-1m-task-definition.json')
      }
    ])
    expect(world.secrets()).toEqual([])
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
    // one file refers to it already; the run is about another one
    world.write('classifier-worker', definition => {
      const [container] = definition.containerDefinitions
      if (container) {
        container.environment = container.environment.filter(({ name }) => name !== 'DB_PASSWORD')
        container.secrets = [{ name: 'DB_PASSWORD', valueFrom: reference }]
      }
      return definition
    })
    commit()
    const report = await world.migrate({ service: 'trade-stream', apply: 'true' })
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
