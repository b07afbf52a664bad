import { describe, expect, test } from '@jest/globals'
import { compareDefinitions } from '../../src/deploy/comparison/compare.ts'
import { judgeValues } from '../../src/detector/harmless.ts'
import type { JsonObject, JsonValue } from '../../src/json.ts'
import { Canaries, Draw, foundIn } from '../canaries/canary.ts'
import { documentOf } from '../canaries/documents.ts'
import { runsOf } from '../sample.ts'

const PASSWORD = ['Summer', '2029', '?k'].join('')
const TOKEN = `gh${'p_'}${'a1B2c3D4e5F6'.repeat(3)}`
const CONTAINER = ['containerDefinitions']
const COMMIT = '3f2c9d8e1a7b6c5d4e3f2a1b0c9d8e7f6a5b4c3d'

/** What is shown of a value at a place, in definitions that have nothing else. */
function shown(names: readonly string[], value: JsonValue, item?: string): string | undefined {
  return judgeValues([])({ names, ...(item === undefined ? {} : { item }) }, value)
}
const variable = (name: string, value: string) => shown([...CONTAINER, 'environment', 'value'], value, name)
const image = (value: string) => shown([...CONTAINER, 'image'], value)

describe('what may be shown', () => {
  test.each<[string, readonly string[], JsonValue, string]>([
    ['a size', ['cpu'], '256', '256'],
    ['a size in words', ['memory'], '2 GB', '2 GB'],
    ['a port', [...CONTAINER, 'portMappings', 'containerPort'], 8080, '8080'],
    ['a switch', [...CONTAINER, 'essential'], false, 'false'],
    ['words of ECS', ['requiresCompatibilities'], ['FARGATE', 'EC2'], 'FARGATE, EC2'],
    ['a role', ['taskRoleArn'], 'arn:aws:iam::123456789012:role/app', 'arn:aws:iam::123456789012:role/app'],
    ['a log option', [...CONTAINER, 'logConfiguration', 'options', 'awslogs-group'], '/ecs/web', '/ecs/web'],
    ['a label', [...CONTAINER, 'dockerLabels', 'com.example.team'], 'platform', 'platform'],
    ['a whole variable', [...CONTAINER, 'environment'], { name: 'LOG_LEVEL', value: 'info' }, 'info']
  ])('%s', (_, names, value, text) => {
    expect(shown(names, value)).toBe(text)
  })

  test.each(['constructor', '__proto__'])('a label called %s', name => {
    expect(shown([...CONTAINER, 'dockerLabels', name], 'info')).toBe('info')
  })

  test.each([
    'demo/web:1',
    'nginx',
    `123456789012.dkr.ecr.us-west-2.amazonaws.com/ops/web:${COMMIT}`,
    'ghcr.io/example/web:v1.12.3-rc1',
    'registry.example.com:5000/web:main-3f2c9d8-20261127T0650Z',
    `demo/web@sha256:${'0a'.repeat(32)}`,
    'openjdk:8u292-jre',
    'php:8.1.0RC1-fpm'
  ])('image %s', text => {
    expect(image(text)).toBe(text)
  })

  test.each([
    ['LOG_LEVEL', 'debug'],
    ['DB_HOST', 'db.internal:5432'],
    ['ALPACA_BASE_URL', 'https://paper-api.alpaca.markets'],
    ['WORKERS', '4'],
    ['APP_VERSION', '1.4.2']
  ])('variable %s', (name, value) => {
    expect(variable(name, value)).toBe(value)
  })
})

describe('what may not', () => {
  test.each([
    ['DB_PASSWORD', 'postgres'],
    ['DB_PASSWORD', 'true'],
    ['API_KEY', 'none'],
    ['API_TOKEN', '12345'],
    ['LOGIN_PIN', '1234'],
    ['KEY', 'info'],
    ['NOTE', PASSWORD],
    ['NOTE', TOKEN],
    ['DATABASE_URL', `postgres://app:${PASSWORD}@db.internal/app`],
    ['WEBHOOK', `https://hooks.example.com/services/${'T0a1B2c3D4'.repeat(2)}`],
    ['BANNER', 'hello\nworld']
  ])('variable %s', (name, value) => {
    expect(variable(name, value)).toBeUndefined()
  })

  test.each([`demo/${TOKEN}`, `app:${PASSWORD}@registry.example.com/web:1`, 'demo/web:aB3dE5fG7hJ9kL1mN3'])(
    'image %#',
    text => {
      expect(image(text)).toBeUndefined()
    }
  )

  test('a text where any text may stand, and a list of them', () => {
    expect(shown([...CONTAINER, 'command'], 'migrate')).toBeUndefined()
    expect(shown([...CONTAINER, 'command'], ['app', '--debug'])).toBeUndefined()
    expect(shown([...CONTAINER, 'environment', 'value'], 'info')).toBeUndefined()
    expect(shown([...CONTAINER, 'secrets', 'valueFrom'], PASSWORD, 'DB_PASSWORD')).toBeUndefined()
    expect(shown([...CONTAINER, 'environment', 'value'], 1234, 'LOGIN_PIN')).toBeUndefined()
    expect(shown(['tags', 'value'], 'x', 'owner')).toBeUndefined()
  })

  test('what the detector has found elsewhere in the definitions', () => {
    const word = 'trustno1'
    const definition: JsonObject = {
      containerDefinitions: [{ name: 'app', environment: [{ name: 'DB_PASSWORD', value: word }] }]
    }
    const judge = judgeValues([definition])
    const place = { names: [...CONTAINER, 'environment', 'value'], item: 'DB_HOST' }
    expect(shown(place.names, word, 'DB_HOST')).toBe(word)
    expect(judge(place, word)).toBeUndefined()
  })
})

/** A definition whose first container has a name that all of them have, so that it is compared member by member. */
function sameContainer(draw: Draw, canaries: Canaries): JsonObject {
  const document = documentOf(draw, canaries) as JsonObject
  const [first] = document['containerDefinitions'] as readonly JsonObject[]
  return { ...document, containerDefinitions: [{ ...first, cpu: draw.below(4), name: 'app' }] }
}

const RUNS = runsOf({ few: 150, all: 4000 })

test(`no difference of ${RUNS} pairs of definitions has a value in it`, () => {
  let told = 0
  for (let seed = 1; seed <= RUNS; seed++) {
    const draw = new Draw(seed)
    const canaries = new Canaries(draw)
    const [wanted, live] = [sameContainer(draw, canaries), sameContainer(draw, canaries)]
    const model = { isKnown: () => true, judgeValues }
    const { differences } = compareDefinitions(wanted, live, model)
    const values = differences.flatMap(({ before = '', after = '' }) => [before, after]).join('\n')
    told += values.trim().length
    expect({ seed, leaks: foundIn(values, canaries.all) }).toEqual({ seed, leaks: [] })
  }
  expect(told).toBeGreaterThan(100)
})
