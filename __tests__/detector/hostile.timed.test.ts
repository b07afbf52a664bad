import { beforeAll, describe, expect, it } from '@jest/globals'
import { type Candidate, MAX_SCANNED } from '../../src/detector/candidate.ts'
import { contextOf, OPTIONAL_RULES, RULES } from '../../src/detector/detect.ts'
import type { Rule } from '../../src/detector/rule.ts'
import { referencesOnly } from '../../src/detector/rules/policies.ts'
import { sensitiveValues } from '../../src/detector/sensitive.ts'
import { SHAPES } from '../../src/detector/shapes/match.ts'
import { walk } from '../../src/detector/walk.ts'
import { fromJson } from '../../src/files/document/tree.ts'
import type { JsonValue } from '../../src/json.ts'
import { sample } from '../sample.ts'
import { taskDefinition } from './documents.ts'

const ALL: readonly Rule[] = [...RULES, ...OPTIONAL_RULES, referencesOnly([])]

/** Half of a whole task definition that ECS accepts. */
const SIZE = 32_768

/** Milliseconds a rule may take: a pattern that is not linear takes many times as long on any machine. */
const BUDGET = 2_000

/** Texts whose repetition makes careless patterns slow: each shape's own needle, and the syntax that rules look for. */
const PUMPS = [
  ...new Set(SHAPES.flatMap(({ needles }) => needles)),
  ...'a A 0 - _ . : / @ $ % { [ < " \' = ? & \\ \n'.split(' '),
  ...[
    '://',
    'x://a:',
    'a://b:c@',
    '?password=',
    'password=',
    'a=',
    'host=a password=',
    '${',
    '{{',
    '<%',
    '#{'
  ],
  ...[
    '<<A\n',
    '<<<a ',
    '$(echo ',
    'A=$A$A;',
    'x=1;',
    'echo a|base64 -d|',
    'redis-cli -a ',
    's/a',
    'session=',
    '%41',
    '\\x41',
    '&#64;',
    'your-',
    'K7',
    '__a',
    '%a',
    'a/',
    '../',
    'your-',
    'A_',
    'aA1',
    'a b ',
    '1,',
    'eyJa.',
    '-----BEGIN RSA ',
    'key-',
    'xoxb-1-'
  ],
  ...[
    '$(',
    '`',
    '"$(',
    "' ",
    '-p ',
    '-D',
    '-u a:',
    '--password ',
    'X=1 ',
    'echo a | ',
    'sh -c "',
    '<<',
    ' #',
    '\\'
  ],
  ...[
    '{"a":',
    '[',
    '{"a":"b",',
    "{'a':'b',",
    '\\"a\\":',
    'a=b,',
    'a=b;',
    'a=b&',
    'a: b\n',
    'a=\\n',
    '<a>',
    ' a="'
  ],
  ...[
    'Basic ',
    'Authorization: ',
    'YWJj',
    'abcdefgh ',
    '${a:-',
    "{{ a | default('",
    "|| '",
    'set password ',
    'a.',
    'A-'
  ],
  ...['PRIVATE KEY ', '@tcp(', 'a:b', 'jdbc:oracle:a:b/', 'arn:', 'secretsmanager:', 'ssm:/', '{{resolve:']
]

const FRAMES = [
  ['', ''],
  ['a://a:', '@b'],
  ['{"a":"', '"}'],
  ['mysql ', ' -px']
] as const

type Slowest = { readonly took: number; readonly text: string }

/**
 * The slowest text for each rule, of a share of the texts in .ci/run. Every document is built once for all rules, which
 * takes longer than the rules do.
 */
function slowestOfAll(): ReadonlyMap<string, Slowest> {
  const worst = new Map<string, Slowest>()
  for (const pump of sample(PUMPS, 32)) {
    for (const [start, end] of FRAMES) {
      const value = start + pump.repeat(Math.ceil(SIZE / pump.length)).slice(0, SIZE) + end
      const candidates = candidatesOf('STRIPE_KEY', value)
      for (const rule of ALL) {
        const took = timeOf(rule, candidates)
        const text = JSON.stringify(start + pump)
        if (took > (worst.get(rule.id)?.took ?? -1)) worst.set(rule.id, { took, text })
      }
    }
  }
  return worst
}

/** A document that has the text at every kind of place. */
function candidatesOf(name: string, value: string): readonly Candidate[] {
  const pairs = {
    environment: [{ name, value }],
    secrets: [{ name: 'S', valueFrom: value }],
    dockerLabels: { [name]: value },
    command: ['mysql', '-p', value],
    entryPoint: ['sh', '-c', value],
    healthCheck: { command: value.slice(0, MAX_SCANNED).split(' ') },
    logConfiguration: { options: { [name]: value, header: value } }
  }
  return walk(fromJson(taskDefinition(pairs) as JsonValue, { kind: 'input', input: 'x' }))
}

/** Milliseconds for the text at its slowest place; the words of a command count together. */
function timeOf(rule: Rule, candidates: readonly Candidate[]): number {
  const context = contextOf(candidates)
  const byLocation = new Map<string, number>()
  for (const candidate of candidates) {
    const start = performance.now()
    rule.examine(candidate, context)
    const took = performance.now() - start
    byLocation.set(candidate.location, (byLocation.get(candidate.location) ?? 0) + took)
  }
  return Math.max(...byLocation.values())
}

describe('hostile texts of 32 KB', () => {
  let worst: ReadonlyMap<string, Slowest> = new Map()
  beforeAll(() => {
    worst = slowestOfAll()
  })

  it.each(ALL.map(({ id }) => id))('%s stays within its budget', id => {
    const { took, text } = worst.get(id) as Slowest
    expect({ text, within: took <= BUDGET }).toEqual({ text, within: true })
  })

  it.each(['A', 'aA', 'A_', 'password', '__', '1'])('names of many %s stay within the budget', unit => {
    const candidates = candidatesOf(unit.repeat(SIZE / unit.length), 'x'.repeat(100))
    for (const rule of ALL) expect(timeOf(rule, candidates)).toBeLessThan(BUDGET)
  })
})

describe('masks', () => {
  it.each(['a', 'Ab', 'AB', 'ab1', '1'])('of a password of many %s are found in bounded time', unit => {
    const value = `ab${unit.repeat(240 / unit.length)}!`
    const root = fromJson(taskDefinition({ environment: [{ name: 'DB_PASSWORD', value }] }) as JsonValue, {
      kind: 'input',
      input: 'x'
    })
    const start = performance.now()
    expect(sensitiveValues(root)).toEqual([value])
    expect(performance.now() - start).toBeLessThan(5_000)
  })
})
