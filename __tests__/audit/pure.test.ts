import { describe, expect, test } from '@jest/globals'
import type { Exposure, Revision } from '../../src/audit/audit.ts'
import { equalValues, heldValues } from '../../src/audit/compare-values.ts'
import { environmentFilesOf, plaintextOf, referencesOf } from '../../src/audit/definition.ts'
import { gapProblem } from '../../src/audit/gap.ts'
import { judgeSubject } from '../../src/audit/judge-services.ts'
import { changedAtOf, undatedTasks } from '../../src/audit/old-values.ts'
import { credentialsToRotate } from '../../src/audit/run/to-rotate.ts'
import { prefixOf } from '../../src/audit/secrets.ts'
import { credentialKind } from '../../src/detector/rotation/credential-kind.ts'

const exposure = (name: string): Exposure => ({
  rule: 'secret/by-name',
  name,
  pointer: '/x',
  kind: credentialKind({ rule: 'secret/by-name', name })
})

test('rotateList: each variable once, worst first, then the one that stood in more places', () => {
  const rows = credentialsToRotate([
    { exposure: exposure('DB_PASSWORD'), where: 'service a' },
    { exposure: exposure('JWT_SECRET'), where: 'service a' },
    { exposure: exposure('JWT_SECRET'), where: 'service b' },
    { exposure: exposure('JWT_SECRET'), where: 'service b' },
    { exposure: exposure('ALPACA_API_KEY'), where: 'service c' }
  ])
  expect(rows.map(({ name, where }) => [name, where])).toEqual([
    ['ALPACA_API_KEY', ['service c']],
    ['JWT_SECRET', ['service a', 'service b']],
    ['DB_PASSWORD', ['service a']]
  ])
})

describe('judgeSubject', () => {
  const revision = (name: string, more: Partial<Revision> = {}): readonly [string, Revision] => [
    name,
    {
      arn: name,
      family: 'web',
      status: 'ACTIVE',
      exposures: [],
      environmentFiles: [],
      references: [],
      ...more
    }
  ]
  const uses = (...names: readonly string[]) =>
    names.map(name => ({ kind: 'deployment' as const, name: 'd', revision: name }))
  const subject = (names: readonly string[], gaps: readonly string[] = []) => ({
    kind: 'service' as const,
    name: 'web',
    cluster: 'demo',
    region: 'us-west-2',
    uses: uses(...names),
    gaps
  })

  test.each([
    ['all clean', subject(['web:1']), [revision('web:1')], 'clean'],
    [
      'one with plaintext',
      subject(['web:1', 'web:2']),
      [revision('web:1', { exposures: [exposure('K')] }), revision('web:2')],
      'exposed'
    ],
    ['one that could not be described', subject(['web:1', 'web:2']), [revision('web:1')], 'unknown'],
    ['a gap', subject(['web:1'], ['tasks']), [revision('web:1')], 'unknown'],
    [
      'plaintext comes before a gap',
      subject(['web:1'], ['tasks']),
      [revision('web:1', { exposures: [exposure('K')] })],
      'exposed'
    ],
    [
      'an environment file',
      subject(['web:1']),
      [revision('web:1', { environmentFiles: ['arn:aws:s3:::b/e.env'] })],
      'unknown'
    ],
    ['nothing runs', subject([]), [], 'clean']
  ] as const)('%s', (_, of, revisions, verdict) => {
    expect(judgeSubject(of, new Map(revisions), new Map()).verdict).toBe(verdict)
  })

  test('since: the oldest exposed revision', () => {
    const judged = judgeSubject(
      subject(['web:1', 'web:2', 'web:3']),
      new Map([
        revision('web:1', { registeredAt: 1 }),
        revision('web:2', {
          registeredAt: 2,
          registeredBy: 'arn:aws:iam::1:user/a',
          exposures: [exposure('K')]
        }),
        revision('web:3', { registeredAt: 3, exposures: [exposure('K')] })
      ]),
      new Map()
    )
    expect(judged.since).toEqual({ revision: 'web:2', at: 2, by: 'arn:aws:iam::1:user/a' })
  })
})

test('since when a reference reads its value: creation, the move back to an older version, or the last change', () => {
  const facts = { arn: 'a', name: 'n', changedAt: 9 }
  expect(changedAtOf({}, { kind: 'secret', facts, changedAt: 5 })).toBe(5)
  expect(changedAtOf({}, { kind: 'secret', facts, changedAt: 5, movedAt: 9 })).toBe(9)
  expect(changedAtOf({ isLabeled: true }, { kind: 'secret', facts, changedAt: 5 })).toBe(9)
})

test('a cluster that may not be read may be a wrong name', () => {
  const why = 'no permission for ecs:ListServices'
  expect(gapProblem({ what: 'services of cluster prodd', why }).hint).toContain(
    'Check the name of the cluster'
  )
  expect(gapProblem({ what: 'EventBridge rules', why }).hint).not.toContain('cluster')
})

describe('references of a live definition', () => {
  const container = (valueFrom: string) => ({
    containerDefinitions: [{ name: 'a', secrets: [{ name: 'V', valueFrom }] }]
  })
  const secret = 'arn:aws:secretsmanager:eu-west-1:123456789012:secret:ops/key-AbCdEf'
  test.each([
    [secret, { store: 'secretsmanager', region: 'eu-west-1', id: secret, pinned: false }],
    [`${secret}:key::`, { store: 'secretsmanager', region: 'eu-west-1', id: secret, pinned: false }],
    [`${secret}:key:AWSCURRENT:`, { store: 'secretsmanager', id: secret, pinned: false }],
    [`${secret}::AWSPREVIOUS:`, { store: 'secretsmanager', id: secret, pinned: false, isLabeled: true }],
    [
      `${secret}:::01234567-89ab-cdef-0123-456789abcdef`,
      { store: 'secretsmanager', id: secret, pinned: true }
    ],
    [
      'arn:aws:ssm:us-west-2:123456789012:parameter/ops/token',
      { store: 'ssm', region: 'us-west-2', id: '/ops/token' }
    ],
    ['arn:aws:ssm:us-west-2:123456789012:parameter/token', { store: 'ssm', id: 'token' }],
    ['/ops/token', { store: 'ssm', region: 'us-west-2', id: '/ops/token' }]
  ])('%s', (valueFrom, expected) => {
    expect(referencesOf(container(valueFrom), 'us-west-2')).toEqual([
      expect.objectContaining({ ...expected, variable: 'V' })
    ])
  })

  test('environment files, each once', () => {
    const files = [{ type: 's3', value: 'arn:aws:s3:::b/e.env' }]
    const of = { containerDefinitions: [{ environmentFiles: files }, { environmentFiles: files }] }
    expect(environmentFilesOf(of)).toEqual(['arn:aws:s3:::b/e.env'])
  })
})

test('plaintextOf: places with pointers, values apart', () => {
  const value = ['a7Kq', '-', 'Zp29', 'vLw4', '!x'].join('')
  const { exposures, values } = plaintextOf({
    family: 'web',
    containerDefinitions: [
      {
        name: 'app',
        image: 'a',
        environment: [
          { name: 'A', value: 'b' },
          { name: 'GIT_TOKEN', value }
        ]
      }
    ]
  })
  expect(exposures).toEqual([
    expect.objectContaining({
      name: 'GIT_TOKEN',
      container: 'app',
      pointer: '/containerDefinitions/0/environment/1/value'
    })
  ])
  expect(values).toEqual([value])
  expect(JSON.stringify(exposures)).not.toContain(value)
})

describe('compared values', () => {
  test('a JSON secret is taken apart; where to log in and as whom is left out', () => {
    const text = JSON.stringify({
      username: 'application',
      host: 'db.internal.example',
      password: 'long-enough',
      port: 5432
    })
    expect(heldValues('db', text).map(({ name }) => name)).toEqual(['db', 'db:password'])
    expect(heldValues('short', '1234567')).toEqual([])
  })

  test('a place that is known already is not named twice, and references are left alone', () => {
    const held = heldValues('ops/key', 'the-value-of-it')
    const definition = {
      containerDefinitions: [
        {
          name: 'app',
          environment: [
            { name: 'A', value: 'the-value-of-it' },
            { name: 'B', value: 'the-value-of-it' }
          ],
          secrets: [{ name: 'C', valueFrom: 'the-value-of-it' }]
        }
      ]
    }
    const known = [{ ...exposure('A'), pointer: '/containerDefinitions/0/environment/0/value' }]
    expect(equalValues(definition, held, known).map(({ name }) => name)).toEqual(['B'])
  })
})

test.each([
  ['ops/alpaca/key', 'ops/'],
  ['/ops/key', '/ops/'],
  ['plain', undefined],
  ['/plain', undefined]
])('prefixOf %s', (name, prefix) => {
  expect(prefixOf(name)).toBe(prefix)
})

describe('undatedTasks', () => {
  const read = { kind: 'dated' as const, name: '/demo/key', changedAt: 2 }
  const reading = (task: object, pinned = false) => ({
    task: { arn: 'arn:aws:ecs:us-west-2:123456789012:task/demo/one', taskDefinition: 'web:1', ...task },
    ...{ cluster: 'demo', region: 'us-west-2' },
    reads: pinned ? [] : [read]
  })

  test.each([
    ['a task without a date', {}, false, 1],
    ['that is being created', { createdAt: 1 }, false, 0],
    ['that has started', { startedAt: 1 }, false, 0],
    ['that reads nothing that can change', {}, true, 0]
  ])('%s', (_, task, pinned, count) => {
    expect(undatedTasks([reading(task, pinned)])).toHaveLength(count)
  })
})
