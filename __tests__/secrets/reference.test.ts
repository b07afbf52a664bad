import { readFileSync } from 'node:fs'
import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import {
  parameterArnOf,
  parseReference,
  printReference,
  printTarget,
  type Reference,
  secretOfBareName
} from '../../src/secrets/reference.ts'

const arn = 'arn:aws:secretsmanager:us-west-2:123456789012:secret:'
const head = { partition: 'aws', region: 'us-west-2', account: '123456789012' }
const id = 'a1b2c3d4-1111-2222-3333-444455556666'
const tail = (jsonKey: string, versionStage = '', versionId = '') => ({ jsonKey, versionStage, versionId })

const written: readonly (readonly [text: string, reference: Reference, canonical?: string])[] = [
  [
    'secretsmanager:ops-pipeline/alpaca/api-key',
    { kind: 'secret-name', name: 'ops-pipeline/alpaca/api-key' }
  ],
  ['secretsmanager:a/_+=.@-Z9', { kind: 'secret-name', name: 'a/_+=.@-Z9' }],
  ['secretsmanager:db:password::', { kind: 'secret-name', name: 'db', tail: tail('password') }],
  [
    'secretsmanager:db:password',
    { kind: 'secret-name', name: 'db', tail: tail('password') },
    'secretsmanager:db:password::'
  ],
  [
    'secretsmanager:db:password:AWSPREVIOUS',
    { kind: 'secret-name', name: 'db', tail: tail('password', 'AWSPREVIOUS') },
    'secretsmanager:db:password:AWSPREVIOUS:'
  ],
  [`secretsmanager:db:::${id}`, { kind: 'secret-name', name: 'db', tail: tail('', '', id) }],
  ['secretsmanager:db:::', { kind: 'secret-name', name: 'db' }, 'secretsmanager:db'],
  [
    'secretsmanager:db:a key with spaces::',
    { kind: 'secret-name', name: 'db', tail: tail('a key with spaces') }
  ],
  [`${arn}db-AbCd12`, { kind: 'secret-arn', ...head, resource: 'db-AbCd12', suffix: 'AbCd12' }],
  [`${arn}app/db`, { kind: 'secret-arn', ...head, resource: 'app/db' }],
  [`${arn}-AbCd12`, { kind: 'secret-arn', ...head, resource: '-AbCd12' }],
  [
    `${arn}db-AbCd12:user:AWSCURRENT:`,
    { kind: 'secret-arn', ...head, resource: 'db-AbCd12', suffix: 'AbCd12', tail: tail('user', 'AWSCURRENT') }
  ],
  ['ssm:/app/db', { kind: 'parameter-name', name: '/app/db' }],
  ['ssm:app.db_password-1', { kind: 'parameter-name', name: 'app.db_password-1' }],
  [
    'arn:aws:ssm:us-west-2:123456789012:parameter/app/db',
    { kind: 'parameter-arn', ...head, resource: 'app/db' }
  ],
  [
    'arn:aws-cn:ssm:cn-north-1:123456789012:parameter/a',
    {
      kind: 'parameter-arn',
      partition: 'aws-cn',
      region: 'cn-north-1',
      account: '123456789012',
      resource: 'a'
    }
  ],
  [
    'arn:aws-us-gov:secretsmanager:us-gov-west-1:123456789012:secret:a',
    {
      kind: 'secret-arn',
      partition: 'aws-us-gov',
      region: 'us-gov-west-1',
      account: '123456789012',
      resource: 'a'
    }
  ],
  [
    'arn:aws-new-one2:secretsmanager:xx-new-west-12:123456789012:secret:a',
    {
      kind: 'secret-arn',
      partition: 'aws-new-one2',
      region: 'xx-new-west-12',
      account: '123456789012',
      resource: 'a'
    }
  ]
]

describe('well-formed', () => {
  test.each(written)('%s', (text, reference, canonical = text) => {
    expect(parseReference(text)).toEqual(reference)
    expect(printReference(reference)).toBe(canonical)
  })
})

const faulty: Readonly<Record<string, readonly string[]>> = {
  'empty-reference': [''],
  'malformed-reference': [
    ' secretsmanager:a',
    'secretsmanager:a\n',
    'secretsmanager:',
    'secretsmanager:bad name!',
    'secretsmanager:team/db!password',
    `secretsmanager:${'a'.repeat(513)}`,
    'arn:aws:secretsmanager:us-west-2:123456789012:a',
    'arn:aws:secretsmanager:us-west-2:123456789012',
    'arn:aws:secretsmanager::123456789012:secret:a',
    'arn:aws:secretsmanager:Oregon:123456789012:secret:a',
    'arn:aws:secretsmanager:us-west-2:1234:secret:a',
    'arn:aws:secretsmanager:us-west-2:123456789012:parameter/a',
    'arn:amazon:secretsmanager:us-west-2:123456789012:secret:a',
    'arn:aws:ssm:us-west-2:123456789012:parameter//a',
    'ssm:',
    'ssm:a/b',
    'ssm:/a//b',
    'ssm:/a/',
    'vault:secret/a',
    'SecretsManager:a'
  ],
  'malformed-tail': [
    'secretsmanager:a:b:c:d:e',
    `secretsmanager:a:k:AWSCURRENT:${id}`,
    'secretsmanager:a:k::AWSCURRENT',
    'secretsmanager:a:k:two words:',
    'secretsmanager:a:\u0007::',
    `${arn}a:key`,
    `${arn}a:key:`,
    `${arn}a:k:::`,
    `${arn}a:k:AWSCURRENT:${id}`
  ],
  'other-service': ['arn:aws:s3:::bucket/key', 'arn:aws'],
  'parameter-version': [
    'ssm:/a:3',
    'ssm:/a:key::',
    'arn:aws:ssm:us-west-2:123456789012:parameter/a:3',
    'arn:aws:ssm:us-west-2:123456789012:parameter/a:k::'
  ],
  'cloudformation-reference': ['{{resolve:secretsmanager:a:SecretString:k}}'],
  'bare-name': ['my-secret']
}

describe('faulty', () => {
  test.each(Object.entries(faulty))('%s', (code, texts) => {
    for (const text of texts) expect(parseReference(text)).toMatchObject({ fault: { code } })
  })

  const key = ['AKIA', 'QX7TEST', 'EXAMPLE99'].join('')
  const pasted = [
    key,
    `${key}:x`,
    ` ${key}`,
    `secretsmanager:${key}!`,
    `arn:aws:${key}:a`,
    `arn:${key}:secretsmanager:a`,
    `arn:aws:secretsmanager:${key}:1:secret:a`,
    `arn:aws:secretsmanager:us-west-2:${key}:secret:a`,
    `secretsmanager:a:k::${key}`,
    `secretsmanager:a:k:x ${key}:`,
    `ssm:/a:${key}`,
    `ssm:/a:${key}:1:2`
  ]
  test.each(pasted)('a pasted value is not repeated (%#)', text => {
    const parsed = parseReference(text)
    expect('fault' in parsed).toBe(true)
    expect(JSON.stringify('fault' in parsed && parsed.fault)).not.toContain(key)
  })

  test('whatever the text, nothing is thrown, and a bare text is not quoted', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', minLength: 6 }), text => {
        const parsed = parseReference(text)
        if ('fault' in parsed && text.trim().length > 5) expect(parsed.fault.message).not.toContain(text)
      })
    )
  })
})

describe('bare names', () => {
  test.each([
    ['my-secret', true],
    ['app/db/password', true],
    ['hunter22', false],
    ['correct horse', false],
    [`db-${['AKIA', 'QX7TEST', 'EXAMPLE99'].join('')}`, false],
    ['a'.repeat(129), false]
  ])('%s may be asked for: %s', (name, lookable) => {
    expect(parseReference(name)).toMatchObject({ kind: 'bare', name, lookable })
  })

  test('are names of secrets where ECS takes them so', () => {
    expect(secretOfBareName(parseReference('registry/creds'))).toEqual({
      kind: 'secret-name',
      name: 'registry/creds'
    })
    expect(secretOfBareName(parseReference('/registry/creds'))).toEqual({
      kind: 'secret-name',
      name: '/registry/creds'
    })
    expect(secretOfBareName(parseReference('ssm:a'))).toEqual({ kind: 'parameter-name', name: 'a' })
  })
})

const word = (characters: string, maxLength: number) =>
  fc.string({ unit: fc.constantFrom(...characters), minLength: 1, maxLength })
const letters = 'abcdefghijklmnopqrstuvwxyzABCDEFXYZ0123456789'
const anyTail = fc.oneof(
  fc.record({
    jsonKey: word(`${letters} ._-"'`, 20),
    versionStage: fc.constantFrom('', 'AWSCURRENT'),
    versionId: fc.constant('')
  }),
  fc.record({
    jsonKey: fc.constantFrom('', 'k'),
    versionStage: fc.constant(''),
    versionId: fc.string({ unit: fc.constantFrom(...letters, '-'), minLength: 32, maxLength: 64 })
  })
)
const place = fc.record({
  partition: fc.constantFrom('aws', 'aws-cn', 'aws-us-gov', 'aws-iso-b'),
  region: fc.constantFrom('us-west-2', 'ap-southeast-12', 'us-gov-east-1'),
  account: fc.stringMatching(/^\d{12}$/)
})
const secretName = word(`${letters}/_+=.@-`, 60)
const pathName = fc.array(word(`${letters}_.-`, 10), { minLength: 1, maxLength: 4 })
const withTail = <Rest extends object>(rest: fc.Arbitrary<Rest>) =>
  fc.tuple(rest, fc.option(anyTail)).map(([value, found]) => ({ ...value, ...(found && { tail: found }) }))
const anyReference: fc.Arbitrary<Reference> = fc.oneof(
  withTail(secretName.map(name => ({ kind: 'secret-name' as const, name }))),
  withTail(
    fc.tuple(place, secretName).map(([at, resource]) => {
      const suffix = /.-([A-Za-z0-9]{6})$/.exec(resource)?.[1]
      return { kind: 'secret-arn' as const, ...at, resource, ...(suffix !== undefined && { suffix }) }
    })
  ),
  pathName.map(steps => ({
    kind: 'parameter-name' as const,
    name: steps.length > 1 ? `/${steps.join('/')}` : steps.join('')
  })),
  fc
    .tuple(place, pathName)
    .map(([at, steps]) => ({ kind: 'parameter-arn' as const, ...at, resource: steps.join('/') }))
)

describe('round trip', () => {
  test('parse(print(x)) is x', () => {
    fc.assert(
      fc.property(anyReference, reference => {
        expect(parseReference(printReference(reference))).toEqual(reference)
        expect(printReference(reference).startsWith(printTarget(reference))).toBe(true)
      }),
      { numRuns: 500 }
    )
  })

  test('the ARN of a parameter has one slash for its first', () => {
    expect(parameterArnOf('/a/b', head)).toBe('arn:aws:ssm:us-west-2:123456789012:parameter/a/b')
    expect(parameterArnOf('a', head)).toBe('arn:aws:ssm:us-west-2:123456789012:parameter/a')
  })
})

describe('secrets that an AWS service manages', () => {
  const arn = 'arn:aws:secretsmanager:us-west-2:123456789012:secret:rds!cluster-0a1b2c3d-4e5f-XyZ123'
  test.each([arn, `${arn}:password::`, 'secretsmanager:rds!cluster-0a1b2c3d-4e5f:password'])(
    '%s',
    written => {
      expect(parseReference(written).kind).toMatch(/^secret-/)
    }
  )
})

/** What the table of docs/task-definitions.md calls each kind; a type error for a kind that is missing. */
const ON_THE_PAGE: Readonly<Record<Reference['kind'], string>> = {
  'secret-name': '`secretsmanager:NAME`',
  'secret-arn': 'a Secrets Manager ARN',
  'parameter-name': '`ssm:NAME`',
  'parameter-arn': "a parameter's ARN"
}

test('the table in docs/task-definitions.md says what each kind of reference becomes', () => {
  const page = readFileSync('docs/task-definitions.md', 'utf8')
  const [, table = ''] = page.split('\n| written | becomes |\n')
  const written = (table.split('\n\n')[0] ?? '').split('\n').map(row => row.split('|')[1] ?? '')
  const missing = Object.values(ON_THE_PAGE).filter(text => !written.some(cell => cell.includes(text)))
  expect(missing).toEqual([])
})
