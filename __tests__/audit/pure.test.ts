import { describe, expect, test } from '@jest/globals'
import { environmentFilesOf, referencesOf } from '../../src/audit/definition.ts'
import { documentOf } from '../../src/audit/environment-files.ts'
import { readCluster } from '../../src/audit/find-uses.ts'
import { changedAtOf, judgeTasks } from '../../src/audit/old-values.ts'
import { heldValues, scanDefinition } from '../../src/audit/scan.ts'
import { givenBy, givenByTarget } from '../../src/audit/scheduled-uses.ts'
import { prefixOf } from '../../src/audit/secrets.ts'
import type { EcsPort } from '../../src/rollout/ports.ts'

test('since when a reference reads its value: creation, the move back to an older version, or the last change', () => {
  const facts = { arn: 'a', name: 'n', changedAt: 9 }
  expect(changedAtOf({}, { kind: 'secret', facts, changedAt: 5 })).toBe(5)
  expect(changedAtOf({}, { kind: 'secret', facts, changedAt: 5, movedAt: 9 })).toBe(9)
  expect(changedAtOf({ isLabeled: true }, { kind: 'secret', facts, changedAt: 5 })).toBe(9)
})

describe('a live definition', () => {
  const container = (valueFrom: string) => ({
    containerDefinitions: [{ name: 'a', secrets: [{ name: 'V', valueFrom }] }]
  })
  const secret = 'arn:aws:secretsmanager:eu-west-1:123456789012:secret:ops/key-AbCdEf'
  const pinned = '01234567-89ab-cdef-0123-456789abcdef'
  const parameter = 'arn:aws:ssm:us-west-2:123456789012:parameter'
  test.each([
    [secret, { store: 'secretsmanager', region: 'eu-west-1', id: secret, pinned: false }],
    [`${secret}:key::`, { store: 'secretsmanager', region: 'eu-west-1', id: secret, pinned: false }],
    [`${secret}:key:AWSCURRENT:`, { store: 'secretsmanager', id: secret, pinned: false }],
    [`${secret}::AWSPREVIOUS:`, { store: 'secretsmanager', id: secret, pinned: false, isLabeled: true }],
    [`${secret}:::${pinned}`, { store: 'secretsmanager', id: secret, pinned: true }],
    [`${parameter}/ops/token`, { store: 'ssm', region: 'us-west-2', id: '/ops/token' }],
    [`${parameter}/token`, { store: 'ssm', id: 'token' }],
    ['/ops/token', { store: 'ssm', region: 'us-west-2', id: '/ops/token' }]
  ])('%s', (valueFrom, expected) => {
    expect(referencesOf(container(valueFrom), 'us-west-2')).toEqual([
      expect.objectContaining({ ...expected, variable: 'V' })
    ])
  })

  test('environment files, each once, and read as the ECS agent reads them', () => {
    const files = [{ type: 's3', value: 'arn:aws:s3:::b/e.env' }]
    const of = { containerDefinitions: [{ environmentFiles: files }, { environmentFiles: files }] }
    expect(environmentFilesOf(of)).toEqual(['arn:aws:s3:::b/e.env'])
    const text = '# C=1\n#D=2\nA=1\r\nB=x=y \n=no\nEMPTY=\nno line\n export E="q"\n'
    const environment = [
      { name: 'A', value: '1' },
      { name: 'B', value: 'x=y ' },
      { name: ' export E', value: '"q"' }
    ]
    expect(documentOf(text)).toEqual({ containerDefinitions: [{ environment }] })
  })

  test('places with pointers, values apart; a secret under any name, once, and not in references', () => {
    const value = ['a7Kq', '-', 'Zp29', 'vLw4', '!x'].join('')
    const environment = [
      { name: 'A', value: 'b' },
      { name: 'GIT_TOKEN', value },
      { name: 'LABEL', value: `x ${value}` }
    ]
    const secrets = [{ name: 'C', valueFrom: value }]
    const definition = { containerDefinitions: [{ name: 'app', image: 'a', environment, secrets }] }
    const found = scanDefinition(definition)
    const pointer = '/containerDefinitions/0/environment/1/value'
    expect(found.exposures).toMatchObject([{ name: 'GIT_TOKEN', container: 'app', pointer }])
    expect(found.values).toEqual([{ name: 'GIT_TOKEN', value }])
    const compared = scanDefinition(definition, heldValues('ops/key', value))
    expect(compared.exposures.map(({ name, secret: of }) => [name, of])).toEqual([
      ['GIT_TOKEN', 'ops/key'],
      ['LABEL', 'ops/key']
    ])
    expect(JSON.stringify([found.exposures, compared.exposures])).not.toContain(value)
  })
})

test('a JSON secret is taken apart; where to log in and as whom is left out', () => {
  const json = { username: 'application', host: 'db.internal.example', password: 'long-enough', port: 5432 }
  expect(heldValues('db', JSON.stringify(json)).map(({ name }) => name)).toEqual(['db', 'db:password'])
  expect(heldValues('short', '1234567')).toEqual([])
})

test('what an event is put into is read too; what cannot be read is not clean', () => {
  const template = '{"containerOverrides":[{"name":"app","command":["--db-password",<pw>],"cpu":<cpu>}]}'
  const target = (InputTemplate: string) => ({ InputTransformer: { InputTemplate } })
  expect(givenByTarget(target(template), 'rule r')?.unread).toEqual([])
  expect(givenByTarget(target('{"containerOverrides": ['), 'rule r')?.unread).toEqual([
    'the input of rule r is no JSON object'
  ])
  const files = [{ value: 'arn:aws:s3:::bucket/app.env', type: 's3' }]
  expect(givenBy({ containerOverrides: [{ environmentFiles: files }] }, 'task t')?.unread).toHaveLength(1)
  for (const none of [undefined, {}, { containerOverrides: [] }])
    expect(givenBy(none, 'task t')).toBeUndefined()
})

test('a service that ECS lists and does not describe leaves open what runs; a named one is missing', async () => {
  const found = { services: [], missing: ['web'] }
  const ports = {
    ecs: { describeServices: () => Promise.resolve(found) } as Partial<EcsPort> as EcsPort,
    inventory: {
      listServices: () => Promise.resolve(['arn:aws:ecs:us-west-2:123456789012:service/demo/web']),
      listRunningTasks: () => Promise.resolve([])
    }
  }
  expect(await readCluster({ cluster: 'demo' }, ports)).toMatchObject({
    gaps: [{ what: 'services of cluster demo', why: 'ECS lists web and does not describe it' }]
  })
  expect(await readCluster({ cluster: 'demo', services: ['web'] }, ports)).toMatchObject({
    gaps: [],
    missing: [{ service: 'web', meant: '' }]
  })
})

test('other teams’ secrets are left out by the part of a name before its first slash', () => {
  const names = ['ops/alpaca/key', '/ops/key', 'plain', '/plain']
  expect(names.map(prefixOf)).toEqual(['ops/', '/ops/', undefined, undefined])
})

test('a task without a date is open, unless nothing that it reads can change', () => {
  const read = { kind: 'dated' as const, name: '/demo/key', changedAt: 2 }
  const judged = (of: object, reads = [read]) => {
    const task = { arn: 'arn:aws:ecs:us-west-2:123456789012:task/demo/one', taskDefinition: 'web:1', ...of }
    return judgeTasks([{ task, cluster: 'demo', region: 'us-west-2', reads }], 1).kind
  }
  expect([judged({}), judged({ createdAt: 3 }), judged({ startedAt: 1 }), judged({}, [])]).toEqual([
    ...['open', 'fresh', 'stale', 'fresh']
  ])
})
