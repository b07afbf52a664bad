import { describe, expect, test } from '@jest/globals'
import { detect } from '../../../src/detector/detect.ts'
import { readForCheck } from '../../../src/detector/formats/read-for-check.ts'
import { placeFinder } from '../../../src/files/document/place.ts'
import { randomFrom } from '../../sample.ts'
import { LITERAL } from './read.ts'

/** FUZZ_CASES=100000 is the full run; a part of it keeps an ordinary run short. */
const cases = Number(process.env['FUZZ_CASES'] ?? 4000)
const seed = Number(process.env['FUZZ_SEED'] ?? 1)

/** Milliseconds that one small file may take at most; the usual one takes less than one. */
const budget = 500

const environment = `[{"name": "DB_PASSWORD", "value": "${LITERAL}"}, {"name": "URL", "value": "https://x/\${y}"}]`
const container = `{"name": "app", "image": "x:{{ tag }}", "environment": ${environment}, "command": ["a", "-b"]}`

const samples: readonly (readonly [string, string])[] = [
  ['a.json', `{"family": "x", "containerDefinitions": [${container}], "cpu": "256" /* c */}`],
  ['a.json.tpl', `=== x ===\n[${container},\n %{ if x }{"a": \${b}}%{ endif }]`],
  [
    'a.yaml',
    `family: x\ncontainerDefinitions:\n- name: a\n  image: !Sub '\${x}'\n  environment:\n  - {name: A, value: "b"}\n  - name: DB_PASSWORD\n    value: ${LITERAL}\n  - name: T\n    value: |\n      a\n      b\n`
  ],
  [
    'a.yml.j2',
    `{% for c in d %}\ncontainerDefinitions:\n  - name: {{ c }}\n    environment: &e\n      - name: A\n        value: {{ b }}\n    x: *e\n---\na: b\n`
  ],
  [
    'a.tf',
    `resource "aws_ecs_task_definition" "a" {\n container_definitions = jsonencode(concat([${container}], var.x ? [] : [{name = "a"}]))\n}\nlocals { env = <<-EOF\n [${container}]\n EOF\n}\n`
  ],
  [
    'a.jsonnet',
    `local f(x) = { name: x, value: '${LITERAL}' };\n{ containerDefinitions: [ { environment: [f('a')] + [ for x in y ], image: 'a' + $.b } ], t: |||\n  a\n|||, }`
  ],
  [
    'a.template',
    `Resources:\n  T:\n    Type: AWS::ECS::TaskDefinition\n    Properties:\n      ContainerDefinitions:\n      - Name: !Join ['', [a, !Ref B]]\n        Environment: [{Name: A, Value: !If [c, d, !Ref 'AWS::NoValue']}]\n`
  ]
]

const pieces = [
  '{',
  '}',
  '[',
  ']',
  '(',
  ')',
  '"',
  "'",
  '`',
  ',',
  ':',
  '=',
  '\n',
  '\n  ',
  '\t',
  '\\',
  '\\u12',
  '//',
  '/*',
  '*/',
  '#',
  '${',
  '$',
  '{{',
  '}}',
  '{%',
  '%}',
  '%{',
  '<%',
  '%>',
  '<<EOF\n',
  'EOF\n',
  '|||\n',
  '---\n',
  '- ',
  '|',
  '>',
  '&a',
  '*a',
  '!Ref ',
  '!!binary ',
  '? ',
  'local ',
  'for ',
  'if ',
  '+',
  '\0',
  '\uFEFF',
  '\uD800',
  'é',
  '1e999',
  '-',
  '__proto__',
  'null',
  '@x@'
] as const

class Dice {
  private readonly next: () => number

  constructor(seed: number) {
    this.next = randomFrom(seed)
  }

  /** A whole number from 0 up to below `limit`. */
  below(limit: number): number {
    return Math.floor(this.next() * limit)
  }

  pick<T>(list: readonly T[]): T {
    return list[this.below(list.length)] as T
  }
}

/** One to eight cuts, insertions, repetitions and moves in a sample. */
function broken(text: string, dice: Dice): string {
  let result = text
  for (let i = dice.below(8); i >= 0; i--) {
    const at = dice.below(result.length + 1)
    const length = dice.below(24)
    const part = result.slice(at, at + length)
    const rest = result.slice(at + length)
    const head = result.slice(0, at)
    const choice = dice.below(6)
    if (choice === 0) result = head + rest
    else if (choice === 1) result = head + dice.pick(pieces) + result.slice(at)
    else if (choice === 2) result = head + part.repeat(1 + dice.below(20)) + rest
    else if (choice === 3) result = head + dice.pick(pieces).repeat(1 + dice.below(150)) + rest
    else if (choice === 4) result = rest + head + part
    else result = head
  }
  return result
}

async function run(number: number): Promise<string> {
  const dice = new Dice(seed * 1_000_003 + number)
  const [file, text] = dice.pick(samples)
  const name = dice.below(4) === 0 ? dice.pick(samples)[0] : file
  const input = broken(text, dice)
  const start = performance.now()
  const read = await readForCheck(name, input)
  let said: string = read.kind
  if (read.kind === 'unreadable' || read.kind === 'nothing') {
    if (read.problems.length === 0) said = 'silent'
    if (read.problems.some(({ code }) => code === 'internal-error')) said = 'bug'
  } else {
    const { document } = read
    detect({ file: name, root: document.root, place: placeFinder(document) })
  }
  return performance.now() - start > budget ? `slow: case ${number}` : said
}

describe(`${cases} broken files`, () => {
  test('each is read and looked at, or refused with a reason, in time', async () => {
    const counts = new Map<string, number>()
    for (let number = 0; number < cases; number++) {
      const said = await run(number).catch((error: unknown) => `crash: case ${number} ${String(error)}`)
      counts.set(said, (counts.get(said) ?? 0) + 1)
    }
    const known = ['definition', 'template', 'nothing', 'unreadable']
    expect([...counts].filter(([said]) => !known.includes(said))).toEqual([])
    // A fuzzer of which all is refused, or nothing, would show little.
    for (const said of known) expect(counts.get(said) ?? 0).toBeGreaterThan(cases / 400)
  })
})

describe('64 KB of hostile text take linear time', () => {
  const size = 65_536
  const fill = (piece: string) => piece.repeat(Math.ceil(size / piece.length))

  test.each([
    '{{',
    '${',
    '"',
    "'",
    '"${',
    '<<A\n',
    '<<A1 ',
    '/*',
    '{"a":"',
    '[],',
    '\\"',
    '{%',
    '<a',
    '#{',
    '%',
    'a ',
    'a=',
    'a: ',
    '- ',
    '\n- a\n',
    '{{"',
    '---\n',
    ' # ',
    '$(',
    '("',
    'a(b)',
    '|||\n',
    '[a]',
    '+',
    'a: b = ',
    'a(/',
    '"A", ',
    'a = b ? '
  ])('%j', async piece => {
    for (const [name, before] of [
      ['a.tpl', '{"image": "x", "a": '],
      ['a.tf', 'a = '],
      ['a.yaml', 'image: x\na: b\n c: d\n'],
      ['a.jsonnet', '{ image: "x", a: ']
    ] as const) {
      const start = performance.now()
      const read = await readForCheck(name, before + fill(piece))
      const took = performance.now() - start
      expect({ name, slow: took > 4000 ? took : false, kind: typeof read.kind }).toEqual({
        name,
        slow: false,
        kind: 'string'
      })
    }
  })
})
