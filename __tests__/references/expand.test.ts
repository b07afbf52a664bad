import { describe, expect, test } from '@jest/globals'
import { AwsError } from '../../src/aws/error.ts'
import { fromJson } from '../../src/document/made-tree.ts'
import { placeFinder } from '../../src/document/place.ts'
import { type ObjectNode, toJson } from '../../src/document/tree.ts'
import type { JsonValue } from '../../src/json.ts'
import type { SecretDirectory, SecretKeys } from '../../src/references/ports.ts'
import type { UnresolvedDocument } from '../../src/references/resolution.ts'
import { resolveReferences } from '../../src/references/resolve.ts'
import { parseWhole, variableOf } from '../../src/references/whole.ts'

const account = '123456789012'
const arnOf = (name: string) => `arn:aws:ssm:us-west-2:${account}:parameter${name}`
const SECRET = `arn:aws:secretsmanager:us-west-2:${account}:secret:app/db-AbCdEf`

function directoryOf(names: readonly string[], denied = false): SecretDirectory & { asked: string[] } {
  const asked: string[] = []
  const known = names.map(name => ({ name, arn: arnOf(name), type: 'SecureString' }))
  return {
    asked,
    describeSecret: async (_, id) =>
      id === 'app/db' || id === SECRET ? { arn: SECRET, name: 'app/db' } : undefined,
    describeParameters: async (_, wanted) => known.filter(({ name }) => wanted.includes(name)),
    listParameters: async (region, path, isDeep) => {
      asked.push(`${region} ${path} ${isDeep}`)
      if (denied)
        throw new AwsError({
          kind: 'denied',
          operation: 'ssm:DescribeParameters',
          awsName: 'AccessDeniedException',
          message: 'no'
        })
      const below = (name: string) => (name.startsWith(`${path}/`) ? name.slice(path.length + 1) : '')
      return known.filter(({ name }) => below(name) !== '' && (isDeep || !below(name).includes('/')))
    },
    callerIdentity: async () => ({ account, partition: 'aws' })
  }
}

const keysOf = (found: readonly string[] | undefined): SecretKeys => ({ keysOf: async () => found })

function documentOf(secrets: JsonValue, more: Record<string, JsonValue> = {}): UnresolvedDocument {
  const definition = { containerDefinitions: [{ name: 'app', secrets, ...more }] }
  const root = fromJson(definition as JsonValue, { kind: 'input', input: 'test' }) as ObjectNode
  return { file: 'task.json', read: () => root, place: placeFinder({ file: 'task.json', text: '' } as never) }
}

async function expand(
  secrets: JsonValue,
  {
    names = ['/app/db/password', '/app/api-key', '/app/log.level'] as readonly string[],
    keys = undefined as SecretKeys | undefined,
    more = {} as Record<string, JsonValue>,
    denied = false
  } = {}
) {
  const directory = directoryOf(names, denied)
  const found = await resolveReferences([documentOf(secrets, more)], {
    directory,
    region: 'us-west-2',
    partition: 'aws',
    ...(keys ? { keys } : {})
  })
  const root = toJson(found.documents[0]?.read() as ObjectNode) as {
    containerDefinitions: { secrets: { name: string; valueFrom: string }[] }[]
  }
  return {
    entries: (root.containerDefinitions[0]?.secrets ?? []).map(
      ({ name, valueFrom }) => `${name}=${valueFrom}`
    ),
    problems: found.problems.map(({ code, message }) => `${code}: ${message}`),
    written: found.resolved.map(({ written }) => written),
    asked: directory.asked
  }
}

describe('a whole path', () => {
  test('becomes an entry for each parameter, in the order of their names, among the others', async () => {
    const { entries, problems, written, asked } = await expand([
      { name: 'FIRST', valueFrom: 'ssm:/app/db/password' },
      { name: '*', valueFrom: 'ssm:/app/*' }
    ])
    expect(problems).toEqual([])
    expect(entries).toEqual([
      `FIRST=${arnOf('/app/db/password')}`,
      `API_KEY=${arnOf('/app/api-key')}`,
      `LOG_LEVEL=${arnOf('/app/log.level')}`
    ])
    expect(written).toEqual(['ssm:/app/db/password', 'ssm:/app/api-key', 'ssm:/app/log.level'])
    expect(asked).toEqual(['us-west-2 /app false'])
  })

  test('with two stars takes what lies deeper too, and the name may have more than the star', async () => {
    const { entries } = await expand([{ name: 'APP_*', valueFrom: 'ssm:/app/**' }])
    expect(entries).toEqual([
      `APP_API_KEY=${arnOf('/app/api-key')}`,
      `APP_DB_PASSWORD=${arnOf('/app/db/password')}`,
      `APP_LOG_LEVEL=${arnOf('/app/log.level')}`
    ])
  })

  test('is asked for in the region of its ARN, and in this account only', async () => {
    const here = await expand([{ name: '*', valueFrom: `arn:aws:ssm:eu-west-1:${account}:parameter/app/*` }])
    expect(here.asked).toEqual(['eu-west-1 /app false'])
    const other = await expand([
      { name: '*', valueFrom: 'arn:aws:ssm:us-west-2:210987654321:parameter/app/*' }
    ])
    expect(other.problems).toEqual([expect.stringContaining('path-of-other-account')])
    const both = await expand([
      { name: 'A_*', valueFrom: 'ssm:/app/*' },
      { name: 'B_*', valueFrom: 'arn:aws:ssm:us-west-2:210987654321:parameter/app/*' }
    ])
    expect(both.problems).toEqual([expect.stringContaining('path-of-other-account')])
  })

  test.each([
    [
      'a name that is there already',
      [{ name: '*', valueFrom: 'ssm:/app/*' }],
      { more: { environment: [{ name: 'API_KEY', value: 'x' }] } },
      'expanded-name-twice: secret * of container app: API_KEY, which ssm:/app/* (api-key) becomes, already comes from "environment".'
    ],
    [
      'two parameters of one name',
      [{ name: '*', valueFrom: 'ssm:/app/*' }],
      { names: ['/app/a-b', '/app/a.b'] },
      'expanded-name-twice: secret * of container app: A_B, which ssm:/app/* (a.b) becomes, already comes from ssm:/app/* (a-b).'
    ],
    [
      'two paths with one name',
      [
        { name: '*', valueFrom: 'ssm:/app/*' },
        { name: '*', valueFrom: 'ssm:/other/*' }
      ],
      { names: ['/app/key', '/other/key'] },
      'expanded-name-twice: secret * of container app: KEY, which ssm:/other/* (key) becomes, already comes from ssm:/app/* (key).'
    ],
    [
      'nothing there',
      [{ name: '*', valueFrom: 'ssm:/nowhere/*' }],
      {},
      'nothing-under-path: secret * of container app: there is no parameter under ssm:/nowhere/* in Region us-west-2.'
    ],
    [
      'a name without a star',
      [{ name: 'ALL', valueFrom: 'ssm:/app/*' }],
      {},
      'name-without-star: secret ALL of container app: the reference means several entries, but the name one.'
    ],
    [
      'a star without a path',
      [{ name: '*', valueFrom: 'ssm:/app/api-key' }],
      {},
      'star-without-path: secret * of container app: the name means several entries, but the reference one.'
    ],
    [
      'no permission',
      [{ name: '*', valueFrom: 'ssm:/app/*' }],
      { denied: true },
      'aws-denied: ssm:DescribeParameters for the parameters under /app in us-west-2 is not allowed. AccessDeniedException: no.'
    ]
  ])('%s is an error', async (_, secrets, options, problem) => {
    expect((await expand(secrets as JsonValue, options)).problems).toEqual([problem])
  })

  test('is no log option', async () => {
    const logConfiguration = { logDriver: 'splunk', secretOptions: [{ name: '*', valueFrom: 'ssm:/app/*' }] }
    const { problems } = await expand([], { more: { logConfiguration } as never })
    expect(problems).toEqual([expect.stringContaining('whole-not-allowed-here')])
  })
})

describe('the keys of a secret', () => {
  const all = [{ name: 'DB_*', valueFrom: 'secretsmanager:app/db:*' }]

  test('are not known unless that is allowed', async () => {
    const { problems } = await expand(all)
    expect(problems).toEqual([
      'keys-not-expanded: secret DB_* of container app: secretsmanager:app/db:* means all keys of the secret, and to list them its value has to be read.'
    ])
  })

  test('become an entry each, of the version that is named', async () => {
    const keys = keysOf(['user', 'pass word'])
    expect((await expand(all, { keys })).entries).toEqual([
      `DB_PASS_WORD=${SECRET}:pass word::`,
      `DB_USER=${SECRET}:user::`
    ])
    const previous = [{ name: '*', valueFrom: 'secretsmanager:app/db:*:AWSPREVIOUS:' }]
    expect((await expand(previous, { keys: keysOf(['user']) })).entries).toEqual([
      `USER=${SECRET}:user:AWSPREVIOUS:`
    ])
  })

  test.each([
    ['no JSON object', undefined, 'no-json-keys'],
    ['none', [], 'no-json-keys'],
    ['a colon in one', ['a:b'], 'unwritable-json-keys']
  ])('%s is an error', async (_, found, code) => {
    const { problems } = await expand(all, { keys: keysOf(found) })
    expect(problems).toEqual([expect.stringContaining(code)])
    expect(problems.join()).not.toContain('a:b')
  })
})

test.each([
  ['ssm:/a/*', 'path'],
  ['/a/b/**', 'path'],
  ['secretsmanager:a:*::', 'keys'],
  ['ssm:/*', undefined],
  ['ssm:a/*', undefined],
  ['ssm:/a/*/b', undefined],
  ['ssm:/a*', undefined],
  ['secretsmanager:a:b*', undefined]
])('%s is %s', (text, kind) => {
  expect(parseWhole(text)?.kind).toBe(kind)
})

test('the rule of names', () => {
  expect(variableOf('*', 'db/pass-word.1')).toBe('DB_PASS_WORD_1')
  expect(variableOf('A_*_B', '$&')).toBe('A____B')
})
