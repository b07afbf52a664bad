import { chmodSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, describe, expect, test } from '@jest/globals'
import type { RawInputs } from '../../../src/inputs/tables/specification.ts'
import type { MigrationPorts } from '../../../src/migrate/run/ports.ts'
import { SecretValue } from '../../../src/migrate/secret-value.ts'
import { runMigrate } from '../../../src/modes/migrate.ts'
import { exitCodeOf, judgeReport } from '../../../src/report/verdict.ts'
import {
  CLUSTER,
  configurationFor,
  MANAGED,
  type MigrateWorld,
  makeMigrateWorld,
  REGION,
  ROLE,
  SERVICES
} from './world.ts'

describe('what is found before the first write', () => {
  let world: MigrateWorld
  afterEach(() => world.end())

  const pathOf = (service: string) => join(world.folder, 'deploy', `${service}-task-definition.json`)

  /** Nothing was written: no file, no secret, no policy, no revision. */
  async function expectFound(code: string, message: RegExp, raw: RawInputs = {}): Promise<void> {
    const files = SERVICES.map(service => world.file(service))
    for (const apply of code === 'migration-permission' ? ['true'] : ['false', 'true']) {
      const { problems } = await world.migrate({ ...raw, apply })
      expect(problems.map(problem => problem.code)).toContain(code)
      expect(problems.find(problem => problem.code === code)?.message).toMatch(message)
      expect(problems.find(problem => problem.code === code)?.hint).toBeTruthy()
    }
    expect(SERVICES.map(service => world.file(service))).toEqual(files)
    expect(world.operations().filter(name => /^(Create|Put|Register|Update|Replicate)/.test(name))).toEqual(
      []
    )
  }

  describe('found before the first write', () => {
    test('no execution role: one is proposed', async () => {
      world = await makeMigrateWorld()
      world.write('dispatcher', ({ executionRoleArn: _, ...definition }) => definition)
      world.git('commit', '-qam', 'without a role')
      await expectFound('migration-no-role', /dispatcher-task-definition.json has no "executionRoleArn"/)
    })

    test('a role that does not exist', async () => {
      world = await makeMigrateWorld({
        roles: SERVICES.map(service => ({ name: `ops-pipeline-${service}` }))
      })
      await expectFound('role-missing', /ops-pipeline-execution/)
    })

    test('a name taken by another value', async () => {
      world = await makeMigrateWorld({ secrets: [{ name: 'ops-pipeline/database/password', generate: 20 }] })
      await expectFound(
        'migration-name-taken',
        /"ops-pipeline\/database\/password" for DB_PASSWORD exists with another value/
      )
      const { problems, migration } = await world.migrate({ overwrite: 'true' })
      expect(problems).toEqual([])
      expect(migration?.secrets.map(({ state }) => state)).toEqual(['create', 'create', 'overwrite'])
    })

    test('a secret scheduled for deletion', async () => {
      world = await makeMigrateWorld({
        secrets: [{ name: 'ops-pipeline/database/password', generate: 20, deleted: true }]
      })
      await expectFound('migration-name-taken', /is scheduled for deletion/, { overwrite: 'true' })
    })

    test('a value that a store does not take', async () => {
      world = await makeMigrateWorld()
      world.write('dispatcher', definition => {
        definition.containerDefinitions[0]?.environment.push({
          name: 'BIG_SECRET',
          value: 'x'.repeat(66_000)
        })
        return definition
      })
      world.git('commit', '-qam', 'a large one')
      await expectFound('migration-value', /66000 bytes; 65536 are allowed/, { include: 'BIG_SECRET' })
      await expectFound('migration-value', /66000 bytes; 4096 are allowed/, {
        include: 'BIG_SECRET',
        store: 'ssm'
      })
    })

    test('a policy near its limit', async () => {
      const padding = {
        Version: '2012-10-17',
        Statement: [{ Effect: 'Allow', Action: 'x:y', Resource: `arn:${'z'.repeat(9990)}` }]
      }
      world = await makeMigrateWorld({
        roles: [
          { name: 'ops-pipeline-execution', managed: MANAGED, policies: { padding } },
          ...SERVICES.map(service => ({ name: `ops-pipeline-${service}` }))
        ]
      })
      await expectFound('policy-too-large', /IAM allows 10240/)
    })

    test.each([
      [
        'a permissions boundary',
        {
          boundary: {
            Version: '2012-10-17',
            Statement: [{ Effect: 'Allow', Action: ['ecr:*', 'logs:*'], Resource: '*' }]
          }
        },
        {},
        /permissions boundary of the role does not allow/
      ],
      [
        'a service control policy',
        {},
        {
          serviceControlPolicies: [
            {
              Version: '2012-10-17',
              Statement: [{ Effect: 'Deny', Action: 'secretsmanager:GetSecretValue', Resource: '*' }]
            }
          ]
        },
        /service control policy|Deny/
      ],
      [
        'a Deny of the role',
        {
          policies: {
            deny: {
              Version: '2012-10-17',
              Statement: [{ Effect: 'Deny', Action: 'secretsmanager:GetSecretValue', Resource: '*' }]
            }
          }
        },
        {},
        /a Deny statement in a policy of the role forbids it/
      ]
    ])('%s', async (_, role, more, message) => {
      world = await makeMigrateWorld({
        roles: [
          { name: 'ops-pipeline-execution', managed: MANAGED, ...role },
          ...SERVICES.map(service => ({ name: `ops-pipeline-${service}` }))
        ],
        ...more
      })
      await expectFound('migration-forbidden', message)
    })

    test('a read-only file, also for root', async () => {
      world = await makeMigrateWorld()
      chmodSync(pathOf('dispatcher'), 0o444)
      await expectFound(
        'migration-file',
        /dispatcher-task-definition.json cannot be rewritten: it is read-only/
      )
    })

    test('a file with changes that are not committed; others may have some', async () => {
      world = await makeMigrateWorld()
      writeFileSync(join(world.folder, 'README.md'), 'mine')
      writeFileSync(pathOf('dispatcher'), `${world.file('dispatcher')}\n`)
      await expectFound('migration-dirty', /dispatcher-task-definition.json has changes/)
      world.git('commit', '-qam', 'committed')
      expect((await world.migrate()).problems).toEqual([])
    })

    test('a rewrite that cannot be proved: YAML with anchors', async () => {
      world = await makeMigrateWorld()
      const { executionRoleArn } = world.read('dispatcher')
      const value = world.values['DB_PASSWORD'] ?? ''
      const lines = [
        'family: anchored',
        `executionRoleArn: ${executionRoleArn}`,
        'containerDefinitions:',
        '  - name: a',
        '    image: public.ecr.aws/docker/library/busybox:1',
        '    memory: 64',
        '    environment: &shared',
        '      - name: DB_PASSWORD',
        `        value: "${value}"`,
        '  - name: b',
        '    image: public.ecr.aws/docker/library/busybox:1',
        '    memory: 64',
        '    environment: *shared'
      ]
      writeFileSync(join(world.folder, 'deploy', 'anchored.yml'), `${lines.join('\n')}\n`)
      world.git('add', '.')
      world.git('commit', '-qm', 'anchors')
      await expectFound('rewrite-refused', /anchored.yml/, { 'task-definition': 'deploy/anchored.yml' })
    })

    test('a credential that stands in a command', async () => {
      world = await makeMigrateWorld()
      world.write('dispatcher', definition => {
        const [container] = definition.containerDefinitions
        if (container)
          Object.assign(container, { command: ['run', `--password=${world.values['ALPACA_API_SECRET']}`] })
        return definition
      })
      world.git('commit', '-qam', 'a command')
      await expectFound('migration-left', /Not moved, and would stop the deploy/)
    })

    test('two values under one name, also one that runs', async () => {
      world = await makeMigrateWorld()
      world.write('trade-stream', definition => {
        for (const variable of definition.containerDefinitions[0]?.environment ?? [])
          if (variable.name === 'DB_PASSWORD') variable.value = ['Other', 'Harbor', 4711].join('-')
        return definition
      })
      world.git('commit', '-qam', 'two passwords')
      await expectFound('migration-conflict', /with another value of|have 2 values/)
      const apart = { 'secret-names': 'trade-stream/DB_PASSWORD=ops-pipeline/database/trade-stream' }
      await expectFound(
        'migration-conflict',
        /Service "trade-stream" runs trade-stream:1 \(container trade-stream\) with another value of "DB_PASSWORD"/,
        apart
      )
      const { problems, remarks } = await world.migrate({ ...apart, 'on-difference': 'file' })
      expect(problems).toEqual([])
      expect(remarks.map(({ message }) => message).join()).toMatch(
        /Service trade-stream runs trade-stream:1 with another value of DB_PASSWORD/
      )
      await expectFound('migration-conflict', /trade-stream:1 \(container trade-stream\)/, {
        ...apart,
        source: 'both'
      })
    })

    test('a permission that the identity lacks', async () => {
      const Statement = [
        { Effect: 'Allow', Action: '*', Resource: '*' },
        { Effect: 'Deny', Action: 'iam:PutRolePolicy', Resource: '*' }
      ]
      world = await makeMigrateWorld({
        callers: {
          test: {
            arn: 'arn:aws:iam::123456789012:user/somebody',
            policy: { Version: '2012-10-17', Statement }
          }
        }
      })
      await expectFound(
        'migration-permission',
        /is not authorized to perform iam:PutRolePolicy on ops-pipeline-execution/
      )
      // who plans may be somebody else
      const { problems, remarks } = await world.migrate()
      expect(problems).toEqual([])
      expect(remarks.map(({ message }) => message).join()).toMatch(/iam:PutRolePolicy.*An apply needs it/)
    })

    test('a grant on the task role is of no use, and is not mistaken for one', async () => {
      const read = {
        Version: '2012-10-17',
        Statement: [{ Effect: 'Allow', Action: 'secretsmanager:GetSecretValue', Resource: '*' }]
      }
      world = await makeMigrateWorld({
        roles: [
          { name: 'ops-pipeline-execution', managed: MANAGED },
          ...SERVICES.map(service => ({ name: `ops-pipeline-${service}`, policies: { read } }))
        ]
      })
      const report = await world.migrate({ apply: 'true' })
      expect(report.problems).toEqual([])
      expect(report.migration?.roles).toMatchObject([{ state: 'granted' }])
      expect(report.migration?.done.join()).toMatch(
        /Granted execution role ops-pipeline-execution access to 3 more secrets by exact ARN/
      )
    })
  })

  describe('kept as it is', () => {
    test('line ends, byte order mark and mode of a file', async () => {
      world = await makeMigrateWorld()
      const text = `\uFEFF${world.file('dispatcher').replaceAll('\n', '\r\n')}`
      writeFileSync(pathOf('dispatcher'), text)
      chmodSync(pathOf('dispatcher'), 0o750)
      world.git('commit', '-qam', 'windows')
      expect(
        (await world.migrate({ apply: 'true', service: 'dispatcher', cluster: CLUSTER })).problems
      ).toEqual([])
      const after = readFileSync(pathOf('dispatcher'), 'utf8')
      expect(after.startsWith('\uFEFF')).toBe(true)
      expect(after.match(/(?<!\r)\n/g)).toBeNull()
      expect(world.git('diff', '--summary')).toBe('')
    })
  })
})

describe('what a deploy would refuse', () => {
  let world: MigrateWorld
  afterEach(() => world.end())

  const ACCOUNT = '123456789012'
  const key = () => ['sk', 'live', 'a1B2c3D4e5F6g7H8i9J0k1L2'].join('_')

  /** Every plan that would be refused later is refused now, and nothing is written, applied or not. */
  async function expectRefused(codes: RegExp, message: RegExp, raw: RawInputs = {}): Promise<void> {
    const files = SERVICES.map(service => world.file(service))
    const before = world.secrets()
    for (const apply of ['false', 'true']) {
      const report = await world.migrate({ ...raw, apply })
      const found = report.problems.filter(({ code }) => codes.test(code))
      expect(found.map(problem => problem.message).join('\n')).toMatch(message)
      expect(exitCodeOf(report)).not.toBe(0)
      expect(report.migration?.done ?? []).toEqual([])
    }
    expect(SERVICES.map(service => world.file(service))).toEqual(files)
    expect(world.secrets()).toEqual(before)
    expect(world.operations().filter(name => /^(Create|Put|Register|Update|Replicate)/.test(name))).toEqual(
      []
    )
  }

  function change(service: string, into: (container: Record<string, unknown>) => void): void {
    world.write(service, definition => {
      const [container] = definition.containerDefinitions
      if (container) into(container as unknown as Record<string, unknown>)
      return definition
    })
    world.git('commit', '-qam', 'changed')
  }

  const addSecret = (service: string, valueFrom: string) =>
    change(service, container => {
      container['secrets'] = [{ name: 'OLD_TOKEN', valueFrom }]
    })

  describe('a credential that the rewrite does not see', () => {
    test('brought by a variable of the run', async () => {
      world = await makeMigrateWorld()
      change('dispatcher', ({ environment }) => {
        ;(environment as object[]).push({ name: 'STRIPE_SECRET_KEY', value: '${{ vars.stripe }}' })
      })
      await expectRefused(/^migration-(expression|left)$/, /STRIPE_SECRET_KEY/, {
        variables: `stripe=${key()}`
      })
    })

    test('brought by an input', async () => {
      world = await makeMigrateWorld()
      await expectRefused(/^migration-left$/, /Not moved, and would stop the deploy/, {
        service: 'dispatcher',
        'container-name': 'dispatcher',
        'environment-variables': `STRIPE_SECRET_KEY=${key()}`
      })
    })
  })

  describe('a reference that was there before', () => {
    test('to nothing', async () => {
      world = await makeMigrateWorld()
      addSecret('dispatcher', 'secretsmanager:ops-pipeline/gone')
      await expectRefused(/^secret-not-found$/, /ops-pipeline\/gone/)
    })

    test('to what is scheduled for deletion', async () => {
      world = await makeMigrateWorld({
        secrets: [{ name: 'ops-pipeline/leaving', generate: 20, deleted: true }]
      })
      addSecret('dispatcher', 'secretsmanager:ops-pipeline/leaving')
      await expectRefused(/deletion/, /ops-pipeline\/leaving/)
    })

    test('that a Deny keeps from the execution role', async () => {
      const deny = {
        Version: '2012-10-17',
        Statement: [
          {
            Effect: 'Deny',
            Action: 'secretsmanager:GetSecretValue',
            Resource: `arn:aws:secretsmanager:${REGION}:${ACCOUNT}:secret:other-team/*`
          }
        ]
      }
      world = await makeMigrateWorld({
        secrets: [{ name: 'other-team/token', generate: 20 }],
        roles: [
          { name: 'ops-pipeline-execution', managed: MANAGED, policies: { deny } },
          ...SERVICES.map(service => ({ name: `ops-pipeline-${service}` }))
        ]
      })
      addSecret('dispatcher', 'secretsmanager:other-team/token')
      await expectRefused(/^migration-forbidden$/, /other-team\/token/)
    })

    test('that nobody has granted yet is granted with the new ones, and the tasks start', async () => {
      world = await makeMigrateWorld({ secrets: [{ name: 'ops-pipeline/old-token', generate: 20 }] })
      addSecret('dispatcher', 'secretsmanager:ops-pipeline/old-token')
      const plan = await world.migrate()
      expect(plan.problems).toEqual([])
      expect(plan.migration?.roles).toMatchObject([
        { state: 'to-grant', secrets: expect.arrayContaining(['ops-pipeline/old-token']) }
      ])
      const report = await world.migrate({ apply: 'true' })
      expect([report.problems, exitCodeOf(report)]).toEqual([[], 0])
      const inline = world.sandbox.world().roles.get('ops-pipeline-execution')?.inline.values() ?? []
      expect([...inline].map(({ text }) => text).join()).toMatch(/secret:ops-pipeline\/old-token-\w{6}/)
    })
  })

  describe('what a deploy would refuse besides', () => {
    test('a service that another deployment controller owns', async () => {
      world = await makeMigrateWorld()
      const services = world.sandbox.world().regions.get(REGION)?.clusters.get(CLUSTER)?.services
      Object.assign(services?.get('dispatcher') ?? {}, { controller: 'EXTERNAL' })
      await expectRefused(/^deployment-controller$/, /"dispatcher" uses the deployment controller EXTERNAL/)
    })

    test('an execution role that is written as a bare name is understood', async () => {
      world = await makeMigrateWorld()
      world.write('dispatcher', definition => ({ ...definition, executionRoleArn: 'ops-pipeline-execution' }))
      world.git('commit', '-qam', 'a bare name')
      const { problems, migration } = await world.migrate({ service: 'dispatcher' })
      expect(problems).toEqual([])
      expect(migration?.roles.map(({ arn }) => arn)).toEqual([ROLE])
    })

    test('an execution role that is neither is refused for what it is', async () => {
      world = await makeMigrateWorld()
      world.write('dispatcher', definition => ({ ...definition, executionRoleArn: 'role/of a kind' }))
      world.git('commit', '-qam', 'no role')
      await expectRefused(/^migration-role$/, /is neither the ARN of a role nor the name of one/)
    })
  })

  describe('a pull request', () => {
    test('does not wait for images that nothing deploys', async () => {
      world = await makeMigrateWorld({ images: [] })
      const pull = { 'open-pull-request': 'true', 'github-token': 'token' }
      await expectRefused(/^image-missing$/, /does not exist/)
      const report = await world.migrate({ ...pull, apply: 'true' })
      expect(report.problems).toEqual([])
      expect(world.requested).toHaveLength(1)
    })
  })

  describe('what is said of an apply', () => {
    test('is one report, and what is done is not called to do', async () => {
      world = await makeMigrateWorld()
      await world.migrate({ apply: 'true' })
      const [text = ''] = world.shown
      expect(text.match(/To rotate, worst first/g)).toHaveLength(1)
      expect(text).not.toMatch(/to redeploy|to create|to be granted/)
      expect(text).toMatch(/dispatcher\s+deployed; ran dispatcher:1 with 3 credentials in plaintext/)
    })
  })
})

describe('what goes wrong between two steps', () => {
  let world: MigrateWorld
  afterEach(() => world.end())

  type Cloud = Awaited<ReturnType<MigrationPorts['connectMigration']>>

  /** The ports of a run with some of AWS's sides replaced by what happens to them. */
  function withCloud(change: (cloud: Cloud) => Partial<Cloud>): MigrationPorts {
    const ports = world.ports()
    return {
      ...ports,
      connectMigration: async options => {
        const cloud = await ports.connectMigration(options)
        const { stores, values, policies, census } = cloud
        return { stores, values, policies, census, ...change(cloud) }
      }
    }
  }

  const isUntouched = () => world.git('status', '--porcelain') === ''

  describe('between two steps', () => {
    test('a store that gives another value back: no file changes', async () => {
      world = await makeMigrateWorld()
      const ports = withCloud(({ values }) => ({
        values: {
          ...values,
          secretsmanager: { read: async () => ({ value: new SecretValue(['not', 'it'].join()) }) },
          ssm: values.ssm
        }
      }))
      const { problems } = await runMigrate(configurationFor({ apply: 'true' }), ports)
      expect(problems.map(({ code }) => code)).toContain('migration-name-taken')
      expect(isUntouched()).toBe(true)
    })

    test('a store that gives nothing back at first is waited for', async () => {
      world = await makeMigrateWorld()
      let asked = 0
      const ports = withCloud(({ values }) => ({
        values: {
          secretsmanager: {
            read: async name => (asked++ < 7 ? undefined : values.secretsmanager.read(name))
          },
          ssm: values.ssm
        }
      }))
      const { problems } = await runMigrate(configurationFor({ apply: 'true' }), ports)
      expect(problems).toEqual([])
      expect(asked).toBeGreaterThan(7)
    })

    test('a secret that cannot be found again: no file changes', async () => {
      world = await makeMigrateWorld()
      const ports = withCloud(({ stores }) => {
        const { create, overwrite, tag } = stores.secretsmanager
        return {
          stores: { secretsmanager: { create, overwrite, tag, look: async () => undefined }, ssm: stores.ssm }
        }
      })
      const { problems } = await runMigrate(configurationFor({ apply: 'true' }), ports)
      expect(problems).toMatchObject([{ code: 'migration-not-readable' }])
      expect(isUntouched()).toBe(true)
    })

    test('a grant that never shows: no file changes', async () => {
      world = await makeMigrateWorld()
      const ports = withCloud(({ policies }) => ({
        policies: { listInline: role => policies.listInline(role), put: async () => undefined }
      }))
      const { problems } = await runMigrate(configurationFor({ apply: 'true' }), ports)
      expect(problems).toMatchObject([
        {
          code: 'migration-grant',
          message: expect.stringContaining('IAM does not show the grant after 40 seconds')
        }
      ])
      expect(isUntouched()).toBe(true)
      expect((await world.migrate({ apply: 'true' })).problems).toEqual([])
    })

    test('a file that somebody changes meanwhile keeps their change', async () => {
      world = await makeMigrateWorld()
      const path = join(world.folder, 'deploy', 'dispatcher-task-definition.json')
      const ports = withCloud(({ policies }) => ({
        policies: {
          listInline: role => policies.listInline(role),
          put: async (...given) => {
            writeFileSync(path, `${world.file('dispatcher')}\n`)
            await policies.put(...given)
          }
        }
      }))
      const report = await runMigrate(configurationFor({ apply: 'true' }), ports)
      expect(report.problems).toMatchObject([
        { code: 'migration-file', message: expect.stringContaining('was changed while') }
      ])
      expect(exitCodeOf(report)).toBe(3)
      expect(world.git('status', '--porcelain')).toBe(' M deploy/dispatcher-task-definition.json\n')
      expect(world.file('dispatcher')).toContain(world.values['DB_PASSWORD'] ?? '-')
    })

    test.each([
      [
        'a file',
        'position-manager',
        'position-manager-task-definition.json cannot be rewritten: no space left'
      ],
      ['the journal', '.git', 'A file cannot be written: no space left on the device.']
    ])(
      'a disk that is full when %s is written ends with 3, what is done, and how to go on',
      async (_, name, text) => {
        world = await makeMigrateWorld()
        const full = Object.assign(new Error('full'), { code: 'ENOSPC', syscall: 'write' })
        const ports = withCloud(() => ({}))
        const replace: typeof ports.files.replace = (file, ...more) => {
          if (file.includes(name) && world.secrets().length > 0) throw full
          ports.files.replace(file, ...more)
        }
        const report = await runMigrate(configurationFor({ apply: 'true' }), { ...ports, files: { replace } })
        expect(report.problems.map(({ message }) => message)).toEqual([expect.stringContaining(text)])
        expect([exitCodeOf(report), judgeReport(report).sentence]).toEqual([
          3,
          expect.not.stringContaining('nothing was changed')
        ])
        expect(world.secrets().length).toBeGreaterThan(0)
        expect((await world.migrate({ apply: 'true' })).problems).toEqual([])
      }
    )

    test('services of two places are not migrated at once', async () => {
      world = await makeMigrateWorld()
      writeFileSync(join(world.folder, 'places.yml'), 'services:\n  dispatcher:\n    region: eu-west-1\n')
      const { problems } = await world.migrate({ apply: 'true', config: 'places.yml' })
      expect(problems.map(({ code }) => code)).toContain('migration-places')
      expect(world.secrets()).toEqual([])
      expect(SERVICES).toHaveLength(8)
    })
  })
})
