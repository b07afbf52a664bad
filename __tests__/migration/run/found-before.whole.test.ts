import { chmodSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, describe, expect, test } from '@jest/globals'
import type { RawInputs } from '../../../src/inputs/tables/specification.ts'
import { CLUSTER, MANAGED, type MigrateWorld, makeMigrateWorld, SERVICES } from './world.ts'

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
  expect(world.operations().filter(name => /^(Create|Put|Register|Update|Replicate)/.test(name))).toEqual([])
}

describe('found before the first write', () => {
  test('no execution role: one is proposed', async () => {
    world = await makeMigrateWorld()
    world.write('dispatcher', ({ executionRoleArn: _, ...definition }) => definition)
    world.git('commit', '-qam', 'without a role')
    await expectFound('migration-no-role', /dispatcher-task-definition.json has no "executionRoleArn"/)
  })

  test('a role that does not exist', async () => {
    world = await makeMigrateWorld({ roles: SERVICES.map(service => ({ name: `ops-pipeline-${service}` })) })
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
      definition.containerDefinitions[0]?.environment.push({ name: 'BIG_SECRET', value: 'x'.repeat(66_000) })
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
        test: { arn: 'arn:aws:iam::123456789012:user/somebody', policy: { Version: '2012-10-17', Statement } }
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
