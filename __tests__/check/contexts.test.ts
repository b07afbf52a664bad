import { describe, expect, test } from '@jest/globals'
import { contextsFor } from '../../src/check/contexts.ts'
import { credentialValues } from '../../src/check/project-rules.ts'
import { chosenRules, look } from '../../src/detector/detect.ts'
import { loadDocument } from '../../src/files/document/load.ts'
import { fromJson, type ObjectNode, toJson } from '../../src/files/document/tree.ts'
import { readConfiguration } from '../../src/inputs/read.ts'
import { NO_OVERRIDES } from '../../src/template/overrides.ts'
import { prepareDefinition, prepareLeniently } from '../../src/template/prepare.ts'

const VALUE = ['Orange', 'Tractor', '77'].join('-')
const NAMES =
  'DOCKER_PASS MYSQL_PWD DEPLOY_KEY DATABASE_URL REDIS_URL SENTRY_DSN HOME PATH STAGE AWS_PROFILE RUNNER_TOKEN NODE_AUTH PGPASS KENNWORT GITHUB_TOKEN GITHUB_ENV GITHUB_OUTPUT GITHUB_PATH ACTIONS_RUNTIME_URL INPUT_VARIABLES'.split(
    ' '
  )
const env = { ...Object.fromEntries(NAMES.map(name => [name, VALUE])), GITHUB_SHA: 'abc', TAG: 'v1' }
const github = {
  sha: 'abc',
  event: { inputs: { tag: 'v2', note: VALUE }, client_payload: { tag: VALUE }, number: 7 }
}

function contexts(listed: string) {
  const raw = { mode: 'plan', 'task-definition': 'a.json', 'aws-region': 'us-west-2', env: listed }
  const read = readConfiguration(raw, {})
  if ('problems' in read) throw new Error(JSON.stringify(read.problems))
  return contextsFor(read.configuration, {}, { env, github })
}

/** What an expression gives in a deploy, and the codes and texts of what is wrong with it. */
async function rendered(
  expression: string,
  listed = '',
  prepare: typeof prepareLeniently = prepareDefinition
) {
  const text = JSON.stringify({
    family: 'f',
    containerDefinitions: [
      { name: 'a', image: 'a:1', memory: 64, environment: [{ name: 'X', value: expression }] }
    ]
  })
  const { document } = await loadDocument('a.json', text)
  if (document === undefined) throw new Error('not read')
  const { root, problems } = await prepare(document, {
    contexts: contexts(listed),
    overrides: NO_OVERRIDES
  })
  const definition =
    root === undefined
      ? undefined
      : (toJson(root as ObjectNode) as { containerDefinitions: { environment: { value: string }[] }[] })
  return { value: definition?.containerDefinitions[0]?.environment[0]?.value, problems }
}

describe('templates are given', () => {
  test.each([...NAMES])('not %s', async name => {
    for (const expression of [
      `\${{ env.${name} }}`,
      `\${{ env.${name} || 'x' }}`,
      `\${{ env['${name.toLowerCase()}'] }}`,
      `a\${{ format('{0}', env.${name}) }}`
    ]) {
      const { problems, value } = await rendered(expression)
      expect(value ?? '').not.toContain(VALUE)
      expect(problems).toMatchObject([
        {
          code: 'name-withheld',
          message: expect.stringContaining('templates')
        }
      ])
      const lenient = await rendered(expression, '', prepareLeniently)
      expect(lenient.value).toBe(expression)
    }
  })

  test('what is listed and GitHub’s own, also all at once', async () => {
    expect((await rendered('${{ env.TAG }}-${{ env.GITHUB_SHA }}', 'TAG, STAGE')).value).toBe('v1-abc')
    expect((await rendered("${{ join(env.*, ',') }}", 'TAG')).value).toBe('abc,v1')
    expect((await rendered('${{ toJSON(env) }}')).value).toBe('{\n  "GITHUB_SHA": "abc"\n}')
    expect((await rendered("${{ env.NOWHERE || 'x' }}")).value).toBe('x')
  })

  test('the message names the variable and how to list it', async () => {
    const { problems } = await rendered("${{ env.STAGE || 'prod' }}")
    expect(problems).toMatchObject([
      { message: expect.stringContaining('env.STAGE'), hint: expect.stringContaining('(env: STAGE)') }
    ])
    const inputs = await rendered('${{ github.event.inputs.note }}')
    expect(inputs.problems).toMatchObject([{ hint: expect.stringContaining('(env: inputs.note)') }])
    const credential = await rendered('${{ env.GITHUB_TOKEN }}', 'GITHUB_TOKEN')
    expect(credential.problems).toMatchObject([
      { message: expect.stringContaining('named like a credential') }
    ])
  })

  test('what somebody typed by the same list', async () => {
    for (const expression of [
      '${{ github.event.inputs.note }}',
      "${{ github.event.inputs['NOTE'] || 'x' }}",
      '${{ github.event.client_payload.tag }}',
      '${{ toJSON(github) }}',
      "${{ join(github.event.inputs.*, ',') }}",
      '${{ toJSON(github.event) }}'
    ])
      expect((await rendered(expression)).value ?? '').not.toContain(VALUE)
    expect((await rendered('${{ github.event.inputs.tag }}', 'inputs.tag')).value).toBe('v2')
    expect((await rendered('${{ github.event.number }}')).value).toBe('7')
    expect((await rendered('${{ env.tag }}', 'inputs.tag')).problems).toHaveLength(1)
  })
})

/** What the values of credentials that came in with a run are found in, of the values of these variables. */
function knownIn(
  values: readonly string[],
  given: Readonly<Record<string, string>>,
  names: readonly string[] = []
) {
  const known = credentialValues(names, given)
  const rules = chosenRules({ optional: [], known }).filter(({ id }) => id === 'secret/known-value')
  const environment = values.map((value, index) => ({ name: `SETTING_${index}x`, value }))
  const definition = { family: 'tractor', containerDefinitions: [{ name: 'tractor', environment }] }
  return look(fromJson(definition, { kind: 'input', input: 'test' }), rules).judged
}

test('values that are looked for are those of credentials', () => {
  const given = {
    MYSQL_PASSWORD: VALUE,
    KEYS_URL: VALUE,
    DB_PASSWORD: 'postgres',
    API_TOKEN: '12345678',
    SHORT_PASSWORD: 'a-1',
    SECRET_ARN: `arn:aws:secretsmanager:us-west-2:123456789012:secret:${VALUE}`,
    DB_SECRET: 'secretsmanager:ops/db',
    STAGE: `${VALUE}-stage`,
    PUBLIC_KEY: `${VALUE}-public`,
    DATABASE_URL: `postgres://app:${VALUE}@db/app`,
    CONTACT: `${VALUE}@example.com`,
    HOMEPAGE: 'https://example.com/a',
    'INPUT_GITHUB-TOKEN': `${VALUE}-token`,
    INPUT_SECRETS: `A=${VALUE}`
  }
  const values = [...new Set([...Object.values(given), VALUE])]
  const found = knownIn(values, given).map(({ evidence }) => / given as (\S+),/.exec(evidence.message)?.[1])
  expect(found).toEqual([
    'MYSQL_PASSWORD',
    // whole only
    'API_TOKEN',
    'SHORT_PASSWORD',
    // in the ARN
    'MYSQL_PASSWORD',
    'DATABASE_URL',
    // before the @
    'MYSQL_PASSWORD',
    'INPUT_GITHUB-TOKEN',
    // behind the =
    'MYSQL_PASSWORD'
  ])
})

test.each<[string, string, boolean]>([
  ['in a sentence', 'login with Orange-Tractor-77 now', true],
  ['behind a name', 'app:Orange-Tractor-77', true],
  ['in base64', Buffer.from('Orange-Tractor-77').toString('base64'), true],
  ['in base64 of a login', Buffer.from('app:Orange-Tractor-77').toString('base64'), true],
  ['in a URL', 'https://shop.internal/?x=Orange%2DTractor%2D77', true],
  ['as the beginning of a name', 'Orange-Tractor-77-archive', false],
  ['as the end of a name', 'old.Orange-Tractor-77', false],
  ['in a longer word', 'Orange-Tractor-777', false],
  ['a word, in a sentence', 'the orange-tractor project', false]
])('a value that is looked for, %s', (_, value, isFound) => {
  const given = { DB_PASSWORD: 'Orange-Tractor-77', API_TOKEN: 'orange-tractor' }
  expect(knownIn([value], given)).toHaveLength(isFound ? 1 : 0)
})

const DRAWN = ['q7Rk2mZt', '9xWp4vHn'].join('')
const AWS_KEY = ['wJa/rXUt9nF', 'MIaK7/MDeNG8b', 'PxRfiCYzzKzyKq2A'].join('')
const STRIPE = ['sk', 'live', `${DRAWN}${DRAWN}`].join('_')

test.each<[string, Record<string, string>, string, boolean]>([
  ['an AWS secret key with slashes', { AWS_SECRET_ACCESS_KEY: AWS_KEY }, AWS_KEY, true],
  ['a random value with a slash', { DB_PASSWORD: 'aB3dE5gH/jK9mN1p' }, 'aB3dE5gH/jK9mN1p', true],
  ['a path', { APP_SECRET: 'prod/Shop/Db' }, 'prod/Shop/Db', false],
  ['a path from the root', { APP_SECRET: '/run/secrets/app' }, '/run/secrets/app', false],
  ['a key under STRIPE_KEY', { STRIPE_KEY: STRIPE }, STRIPE, true],
  ['a key under OPENAI_KEY', { OPENAI_KEY: `sk-${DRAWN}${DRAWN}` }, `sk-${DRAWN}${DRAWN}`, true],
  ['a token under SENTRY_AUTH', { SENTRY_AUTH: DRAWN }, DRAWN, true],
  ['a key under MAILGUN_KEY', { MAILGUN_KEY: `key-${DRAWN}` }, `key-${DRAWN}`, true],
  ['a setting under CACHE_KEY', { CACHE_KEY: 'shop-web-2026-07' }, 'shop-web-2026-07', false],
  ['random, behind x-', { DB_PASSWORD: DRAWN }, `x-${DRAWN}`, true],
  ['random, before -x', { DB_PASSWORD: DRAWN }, `${DRAWN}-x`, true],
  ['random, behind x_', { DB_PASSWORD: DRAWN }, `x_${DRAWN}`, true],
  ['random, behind x.', { DB_PASSWORD: DRAWN }, `x.${DRAWN}`, true],
  ['random, behind a letter', { DB_PASSWORD: DRAWN }, `a${DRAWN}`, true],
  ['short', { DB_PASSWORD: 'x7!k' }, 'x7!k', true],
  ['short, in a longer text', { DB_PASSWORD: 'x7!k' }, 'the x7!k', false],
  ['a plain word', { DB_PASSWORD: 'tractor' }, 'tractor', true],
  ['a plain word, in a longer text', { DB_PASSWORD: 'tractor' }, 'the tractor', false],
  ['many digits', { DB_PASSWORD: '48151623' }, '48151623', true],
  ['a port', { DB_PASSWORD: '5432' }, '5432', false],
  ['a switch', { DB_PASSWORD: 'true' }, 'true', false],
  ['a digit', { DB_PASSWORD: '1' }, '1', false],
  ['a stage', { DB_PASSWORD: 'prod' }, 'prod', false],
  ['a Region', { DB_PASSWORD: 'eu-west-1' }, 'eu-west-1', false],
  ['a placeholder', { DB_PASSWORD: 'changeme' }, 'changeme', false],
  ['in JSON', { DB_CREDENTIALS: JSON.stringify({ username: 'shop', password: DRAWN }) }, DRAWN, true],
  ['in a list', { API_TOKENS: JSON.stringify(['one', DRAWN]) }, DRAWN, true],
  [
    'in JSON, nested very deep',
    { K: `${'['.repeat(3e4)}{"password":"${DRAWN}"}${']'.repeat(3e4)}` },
    DRAWN,
    true
  ],
  ['a user in JSON', { DB_CREDENTIALS: JSON.stringify({ username: 'shop', password: DRAWN }) }, 'shop', false]
])('a value that came in: %s', (_, given, value, isFound) => {
  expect(knownIn([value], given)).toHaveLength(isFound ? 1 : 0)
})

test('a password that is a name of the run or of a container is no reason to refuse every name', () => {
  const found = (...names: readonly string[]) =>
    knownIn(['tractor'], { DB_PASSWORD: 'tractor' }, names).length
  expect([found(), found('tractor')]).toEqual([1, 0])
})

test('a value that is looked for is an error where another rule only warns', () => {
  const known = credentialValues([], { DB_PASSWORD: 'Orange-Tractor-77' })
  const levelOf = (value: string, looked: typeof known) => {
    const pair = { name: 'GREETING', value: Buffer.from(value).toString('base64') }
    const root = fromJson(
      { containerDefinitions: [{ environment: [pair] }] },
      { kind: 'input', input: 'test' }
    )
    return look(root, chosenRules({ optional: [], known: looked })).judged.map(
      ({ rule, evidence }) => `${rule.id} ${evidence.level ?? rule.level}`
    )
  }
  expect(levelOf('app:Orange-Tractor-77', new Map())).toEqual(['secret/embedded warning'])
  expect(levelOf('app:Orange-Tractor-77', known)).toEqual(['secret/known-value error'])
  expect(levelOf('app:Orange-Tractor-78', known)).toEqual(['secret/embedded warning'])
})
