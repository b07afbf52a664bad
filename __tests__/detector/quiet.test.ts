import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from '@jest/globals'
import fc from 'fast-check'
import { look } from '../../src/detector/detect.ts'
import { FirstLook, isQuietDocument } from '../../src/detector/quiet/document.ts'
import { isQuiet, isQuietName } from '../../src/detector/quiet/text.ts'
import { OPTIONAL_RULE_IDS, RULE_IDS } from '../../src/detector/rule-ids.ts'
import { OPTIONAL_RULES, RULES } from '../../src/detector/rules.ts'
import { SHAPES } from '../../src/detector/shapes/match.ts'
import { referencesOnly } from '../../src/detector/strict.ts'
import { fromJson } from '../../src/document/tree.ts'
import type { JsonValue } from '../../src/json.ts'
import { runsOf } from '../sample.ts'
import { taskDefinition } from './documents.ts'

const treeOf = (value: unknown) => fromJson(value as JsonValue, { kind: 'input', input: 'test' })
const isQuietValue = (value: unknown, known: readonly string[] = []) =>
  new FirstLook(new Set(known)).isQuiet(treeOf(value))

const folder = 'examples/ops-pipeline/deploy/'
const examples = readdirSync(folder).filter(name => name.endsWith('.json'))

test.each(examples)('%s is quiet: nobody has to load a rule for it', name => {
  expect(isQuietValue(JSON.parse(readFileSync(`${folder}${name}`, 'utf8')))).toBe(true)
})

test.each([
  'info',
  'https://db-1.internal.example:5432/orders?page=1',
  'arn:aws:iam::123456789012:role/ecsTaskExecutionRole',
  `123456789012.dkr.ecr.us-west-2.amazonaws.com/app:${'0a1b2c3d4e'.repeat(4)}`,
  'orders.c1a2b3c4d5e6.us-west-2.rds.amazonaws.com',
  'exec python -m worker --batch 500',
  'curl -fsS http://127.0.0.1:8080/healthz || exit 1',
  ['$', '{db_password}'].join('')
])('%s is quiet', text => {
  expect(isQuiet(text)).toBe(true)
})

test.each([
  'app:hunter2@db.internal',
  'mysql -phunter2',
  'pa"ss"word=hunter2',
  'password: hunter2',
  'sudo -S reboot',
  'Pässe',
  ['q7', 'Zx2', 'Lk9', 'Vb4', 'Tn8'].join(''),
  'Basic history:shared',
  'sk: dragon7-dragon7-dragon7',
  'x'.repeat(600)
])('%s is for the rules', text => {
  expect(isQuiet(text)).toBe(false)
})

test.each(['LOG_LEVEL', 'KEYCLOAK_URL', 'PING_INTERVAL', 'AUTHOR', 'com.example.team'])(
  '%s is the name of no credential',
  name => {
    expect(isQuietName(name)).toBe(true)
  }
)

test.each(['DB_PASSWORD', 'githubPat', 'API_KEYS', 'KENNWORT', 'P4SSWORD', 'P_A_S_S_W_O_R_D', 'ＰＡＳＳ'])(
  '%s may be',
  name => {
    expect(isQuietName(name)).toBe(false)
  }
)

const pair = (name: string, value: string) => ({ name, value })

test('a value of the environment and a name that stands twice are for the rules', () => {
  const quiet = taskDefinition({ environment: [pair('A', 'orders'), pair('B', 'billing')] })
  expect(isQuietValue(quiet)).toBe(true)
  expect(isQuietValue(quiet, ['billing'])).toBe(false)
  expect(isQuietValue(taskDefinition({ command: ['serve', 'billing'] }), ['billing'])).toBe(false)
  const twice = { environment: [pair('A', 'b')], secrets: [{ name: 'A', valueFrom: 'secretsmanager:a' }] }
  expect(isQuietValue(taskDefinition(twice))).toBe(false)
})

test('numbered variables are quiet if what they could be joined to is', () => {
  const quiet = ['https://a.example/1?page=1000', 'https://a.example/2?page=1001']
  expect(isQuietValue(taskDefinition({ environment: numbered(quiet) }))).toBe(true)
  // each of them is a word, but not what they make together
  const words = ['q7Zx', '2Lk9', 'Vb4T']
  expect(words.every(isQuiet)).toBe(true)
  expect(isQuietValue(taskDefinition({ environment: numbered(words) }))).toBe(false)
  // over several containers there can be more of them than one value has
  const many = Array.from({ length: 9 }, (_, index) => ({
    environment: numbered(index === 8 ? words : quiet)
  }))
  expect(isQuietValue({ family: 'app', containerDefinitions: many })).toBe(false)
  // what is too short to be a part does not make a list of three parts
  const short = Array.from({ length: 8 }, (_, index) => pair(`X_${index + 4}`, 'a'))
  expect(isQuietValue(taskDefinition({ environment: [...numbered(words), ...short] }))).toBe(false)
})

const numbered = (values: readonly string[]) => values.map((value, index) => pair(`X_${index + 1}`, value))

const ENDINGS: readonly (readonly string[])[] = [
  ['_1', '_2', '_3', '_4', '_5'],
  ['_A', '_B', '_C', '_D', '_E'],
  ['First', 'Second', 'Third', 'Rest', 'End'],
  ['.START', '.HEAD', '.LEFT', '.RIGHT', '.TAIL']
]

/** Where the parts of a token can be in a container, for each form in which the rules join them. */
const PLACES: Readonly<
  Record<string, (parts: readonly ReturnType<typeof pair>[]) => Record<string, unknown>>
> = {
  'one list': parts => ({ environment: parts }),
  'among other variables': parts => ({
    environment: parts.flatMap((one, index) => [pair(`LEVEL${'ABCDE'[index]}`, 'info'), one])
  }),
  'two lists': ([first, ...others]) => ({ environment: [first], Environment: others }),
  'among the secrets': ([first, ...others]) => ({ environment: [first], secrets: others }),
  'other member names': parts => ({ environment: parts.map(({ name, value }) => ({ key: name, value })) }),
  'more members': parts => ({ environment: parts.map(one => ({ ...one, type: 'text' })) }),
  'a map': parts => ({ environment: Object.fromEntries(parts.map(({ name, value }) => [name, value])) }),
  'maps in a list': parts => ({ environment: parts.map(({ name, value }) => ({ [name]: value })) }),
  'a nested list': parts => ({ environment: [parts] }),
  assignments: parts => ({ environment: parts.map(({ name, value }) => `${name}=${value}`) })
}

const backwards = (text: string) => [...text].reverse().join('')

/** An AWS key ID: in parts of four characters, each of them could be a word. */
const keyParts = fc
  .tuple(fc.stringMatching(/^[A-Z2-7]{16}$/), fc.boolean(), fc.boolean())
  .map(([drawn, isReversed, isBackwards]) => {
    const key = `AK${'IA'}${drawn}`
    const parts = (isBackwards ? backwards(key) : key).match(/.{4}/g) ?? []
    return isReversed ? parts.reverse() : parts
  })

test.each(Object.keys(PLACES))('a token in parts is for the rules wherever they join it: %s', place => {
  let found = 0
  fc.assert(
    fc.property(keyParts, fc.constantFrom(...ENDINGS), (parts, endings) => {
      const pairs = parts.map((value, index) => pair(`WHAT${endings[index]}`, value))
      const root = treeOf(taskDefinition(PLACES[place]?.(pairs) ?? {}))
      const isFound = look(root, RULES).judged.length > 0
      if (isFound) found += 1
      expect(isFound && isQuietDocument(root)).toBe(false)
    }),
    { numRuns: runsOf({ few: 20, all: 2000 }) }
  )
  expect(found).toBeGreaterThan(10)
})

test('no token continues with an address, except those that begin with several words', () => {
  const classes = /\[(?:\\.|[^\]\\])+\]|\\[SWD]|(?<!\\)\./g
  const goesOn = ({ source }: RegExp) =>
    source.includes('://') ||
    (source.match(classes) ?? []).some(one => [':', '/'].every(sign => new RegExp(one).test(sign)))
  const shapes = SHAPES.filter(({ pattern }) => goesOn(pattern))
  expect(shapes.map(({ pattern }) => pattern.source.startsWith('-----BEGIN '))).toEqual([true])
})

const part = fc.oneof(
  fc.constantFrom(
    ...'app db info orders 5432 us-west-2 nginx:1.27 hunter2 P4SS PASS word TOKEN Key pin code auth sk jwt seed'.split(
      ' '
    ),
    ...['=', ': ', '"', "'", '@', '://', ' -p', ' -u ', '--', ' ', '/', '_', '.', '|', '&', '%20', '\\'],
    ...['echo ', 'sh -c ', 'Basic ', 'mc alias set ', 'vault login ', 'base64 -d ', '-----BEGIN ', '<<', '}']
  ),
  fc.stringMatching(/^[A-Za-z0-9+/_-]{4,40}$/)
)
const text = fc.array(part, { minLength: 1, maxLength: 6 }).map(parts => parts.join(''))
const container = fc.oneof(
  fc.record({
    environment: fc.array(fc.record({ name: text, value: text }), { minLength: 1, maxLength: 2 })
  }),
  fc.record({ secrets: fc.tuple(fc.record({ name: text, valueFrom: text })) }),
  fc.record({ command: fc.array(text, { minLength: 1, maxLength: 4 }) }),
  fc.record({ dockerLabels: fc.dictionary(text, text, { minKeys: 1, maxKeys: 1 }) }),
  fc.record({ logConfiguration: fc.record({ options: fc.dictionary(text, text, { maxKeys: 1 }) }) }),
  fc.record({ unknown: fc.oneof(text, fc.record({ key: text, value: text })) })
)

test('the rules have nothing to say about any document that is quiet', () => {
  let quiet = 0
  fc.assert(
    fc.property(container, given => {
      const root = treeOf(taskDefinition(given))
      if (!isQuietDocument(root)) return
      quiet += 1
      expect(look(root, RULES).judged.map(({ rule }) => rule.id)).toEqual([])
    }),
    { numRuns: runsOf({ few: 3000, all: 50_000 }) }
  )
  expect(quiet).toBeGreaterThan(100)
})

test('the ids that a configuration file can name are those of the rules', () => {
  expect(OPTIONAL_RULE_IDS).toEqual(OPTIONAL_RULES.map(({ id }) => id))
  expect(RULE_IDS).toEqual([...RULES, ...OPTIONAL_RULES, referencesOnly()].map(({ id }) => id))
})
