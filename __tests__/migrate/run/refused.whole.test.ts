import { chmodSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, describe, expect, test } from '@jest/globals'
import type { RawInputs } from '../../../src/inputs/tables/specification.ts'
import { SecretValue } from '../../../src/migrate/secret-value.ts'
import { runMigrate } from '../../../src/modes/migrate.ts'
import { exitCodeOf, judgeReport } from '../../../src/report/verdict.ts'
import {
  type CloudChange,
  configurationFor,
  type MigrateWorld,
  makeMigrateWorld,
  policy,
  portsWith,
  ROLE,
  rolesWith,
  SERVICES
} from './world.ts'

let world: MigrateWorld
afterEach(() => world.end())

const pathOf = (service: string) => join(world.folder, 'deploy', `${service}-task-definition.json`)

describe('what is found before the first write', () => {
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
    expect(world.writes()).toEqual([])
  }

  describe('found before the first write', () => {
    test('no execution role: one is proposed', async () => {
      world = await makeMigrateWorld()
      world.write('dispatcher', ({ executionRoleArn: _, ...definition }) => definition)
      await expectFound('migration-no-role', /dispatcher-task-definition.json has no "executionRoleArn"/)
    })

    test('a role that does not exist', async () => {
      world = await makeMigrateWorld({ roles: rolesWith({ name: 'another' }) })
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
      world.edit('dispatcher', ({ environment }) => {
        environment.push({ name: 'BIG_SECRET', value: 'x'.repeat(66_000) })
      })
      await expectFound('migration-value', /66000 bytes; 65536 are allowed/, { include: 'BIG_SECRET' })
      await expectFound('migration-value', /66000 bytes; 4096 are allowed/, {
        include: 'BIG_SECRET',
        store: 'ssm'
      })
    })

    test('a policy near its limit', async () => {
      const padding = policy('Allow', 'x:y', `arn:${'z'.repeat(9990)}`)
      world = await makeMigrateWorld({ roles: rolesWith({ policies: { padding } }) })
      await expectFound('policy-too-large', /IAM allows 10240/)
    })

    test.each([
      [
        'a permissions boundary',
        { boundary: policy('Allow', ['ecr:*', 'logs:*']) },
        {},
        /permissions boundary of the role does not allow/
      ],
      [
        'a service control policy',
        {},
        { serviceControlPolicies: [policy('Deny', 'secretsmanager:GetSecretValue')] },
        /service control policy|Deny/
      ],
      [
        'a Deny of the role',
        { policies: { deny: policy('Deny', 'secretsmanager:GetSecretValue') } },
        {},
        /a Deny statement in a policy of the role forbids it/
      ]
    ])('%s', async (_, role, more, message) => {
      world = await makeMigrateWorld({ roles: rolesWith(role), ...more })
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
      world.put({ 'deploy/anchored.yml': `${lines.join('\n')}\n` })
      await expectFound('rewrite-refused', /anchored.yml/, { 'task-definition': 'deploy/anchored.yml' })
    })

    test('two values under one name, also one that runs', async () => {
      world = await makeMigrateWorld()
      world.edit('trade-stream', ({ environment }) => {
        for (const variable of environment)
          if (variable.name === 'DB_PASSWORD') variable.value = ['Other', 'Harbor', 4711].join('-')
      })
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
      const policies = { read: policy('Allow', 'secretsmanager:GetSecretValue') }
      const [execution, ...tasks] = rolesWith()
      world = await makeMigrateWorld({ roles: [execution, ...tasks.map(role => ({ ...role, policies }))] })
      const report = await world.applied()
      expect(report.migration?.roles).toMatchObject([{ state: 'granted' }])
      expect(report.migration?.done.join()).toMatch(
        /Granted execution role ops-pipeline-execution access to 3 more secrets by exact ARN/
      )
    })
  })

  describe('kept as it is', () => {
    test('line ends, byte order mark and mode of a file', async () => {
      world = await makeMigrateWorld()
      chmodSync(pathOf('dispatcher'), 0o750)
      const text = `\uFEFF${world.file('dispatcher').replaceAll('\n', '\r\n')}`
      world.put({ 'deploy/dispatcher-task-definition.json': text })
      await world.applied({ service: 'dispatcher' })
      const after = readFileSync(pathOf('dispatcher'), 'utf8')
      expect(after.startsWith('\uFEFF')).toBe(true)
      expect(after.match(/(?<!\r)\n/g)).toBeNull()
      expect(world.git('diff', '--summary')).toBe('')
    })
  })
})

describe('what a deploy would refuse', () => {
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
    expect(world.writes()).toEqual([])
  }

  describe('a credential that the rewrite does not see', () => {
    test('brought by a variable of the run', async () => {
      world = await makeMigrateWorld()
      world.edit('dispatcher', ({ environment }) => {
        environment.push({ name: 'STRIPE_SECRET_KEY', value: '${{ vars.stripe }}' })
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

  test('a reference that nobody has granted yet is granted with the new ones, and the tasks start', async () => {
    world = await makeMigrateWorld({ secrets: [{ name: 'ops-pipeline/old-token', generate: 20 }] })
    world.edit('dispatcher', container => {
      container.secrets = [{ name: 'OLD_TOKEN', valueFrom: 'secretsmanager:ops-pipeline/old-token' }]
    })
    const plan = await world.migrate()
    expect(plan.problems).toEqual([])
    expect(plan.migration?.roles).toMatchObject([
      { state: 'to-grant', secrets: expect.arrayContaining(['ops-pipeline/old-token']) }
    ])
    await world.applied()
    expect(world.inline()).toMatch(/secret:ops-pipeline\/old-token-\w{6}/)
  })

  describe('what a deploy would refuse besides', () => {
    test('an execution role that is written as a bare name is understood', async () => {
      world = await makeMigrateWorld()
      world.write('dispatcher', definition => ({ ...definition, executionRoleArn: 'ops-pipeline-execution' }))
      const { problems, migration } = await world.migrate({ service: 'dispatcher' })
      expect(problems).toEqual([])
      expect(migration?.roles.map(({ arn }) => arn)).toEqual([ROLE])
    })

    test('an execution role that is neither is refused for what it is', async () => {
      world = await makeMigrateWorld()
      world.write('dispatcher', definition => ({ ...definition, executionRoleArn: 'role/of a kind' }))
      await expectRefused(/^migration-role$/, /is neither the ARN of a role nor the name of one/)
    })
  })

  describe('a pull request', () => {
    test('does not wait for images that nothing deploys', async () => {
      world = await makeMigrateWorld({ images: [] })
      const pull = { 'open-pull-request': 'true', 'github-token': 'token' }
      await expectRefused(/^image-missing$/, /does not exist/)
      await world.applied(pull)
      expect(world.requested).toHaveLength(1)
    })
  })

  describe('what is said of an apply', () => {
    test('is one report, and what is done is not called to do', async () => {
      world = await makeMigrateWorld()
      await world.applied()
      const [text = ''] = world.shown
      expect(text.match(/To rotate, worst first/g)).toHaveLength(1)
      expect(text).not.toMatch(/to redeploy|to create|to be granted/)
      expect(text).toMatch(/dispatcher\s+deployed; ran dispatcher:1 with 3 credentials in plaintext/)
    })
  })
})

describe('what goes wrong between two steps', () => {
  const applyWith = (change: CloudChange) =>
    runMigrate(configurationFor({ apply: 'true' }), portsWith(world, change))
  const isUntouched = () => world.git('status', '--porcelain') === ''

  describe('between two steps', () => {
    test('a store that gives another value back: no file changes', async () => {
      world = await makeMigrateWorld()
      const { problems } = await applyWith(({ values }) => ({
        values: {
          ...values,
          secretsmanager: { read: async () => ({ value: new SecretValue(['not', 'it'].join()) }) },
          ssm: values.ssm
        }
      }))
      expect(problems.map(({ code }) => code)).toContain('migration-name-taken')
      expect(isUntouched()).toBe(true)
    })

    test('a store that gives nothing back at first is waited for', async () => {
      world = await makeMigrateWorld()
      let asked = 0
      const { problems } = await applyWith(({ values }) => ({
        values: {
          secretsmanager: {
            read: async name => (asked++ < 7 ? undefined : values.secretsmanager.read(name))
          },
          ssm: values.ssm
        }
      }))
      expect(problems).toEqual([])
      expect(asked).toBeGreaterThan(7)
    })

    test('a secret that cannot be found again: no file changes', async () => {
      world = await makeMigrateWorld()
      const { problems } = await applyWith(({ stores }) => {
        const { create, overwrite, tag } = stores.secretsmanager
        return {
          stores: { secretsmanager: { create, overwrite, tag, look: async () => undefined }, ssm: stores.ssm }
        }
      })
      expect(problems).toMatchObject([{ code: 'migration-not-readable' }])
      expect(isUntouched()).toBe(true)
    })

    test('a grant that never shows: no file changes', async () => {
      world = await makeMigrateWorld()
      const { problems } = await applyWith(({ policies }) => ({
        policies: { listInline: role => policies.listInline(role), put: async () => undefined }
      }))
      expect(problems).toMatchObject([
        {
          code: 'migration-grant',
          message: expect.stringContaining('IAM does not show the grant after 40 seconds')
        }
      ])
      expect(isUntouched()).toBe(true)
      await world.applied()
    })

    test('a file that somebody changes meanwhile keeps their change', async () => {
      world = await makeMigrateWorld()
      const path = pathOf('dispatcher')
      const report = await applyWith(({ policies }) => ({
        policies: {
          listInline: role => policies.listInline(role),
          put: async (...given) => {
            writeFileSync(path, `${world.file('dispatcher')}\n`)
            await policies.put(...given)
          }
        }
      }))
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
      ['the journal', '.git', 'A file cannot be written: no space left on device.']
    ])(
      'a disk that is full when %s is written ends with 3, what is done, and how to go on',
      async (_, name, text) => {
        world = await makeMigrateWorld()
        const full = Object.assign(new Error('full'), { code: 'ENOSPC', syscall: 'write' })
        const ports = world.ports()
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
        await world.applied()
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
