import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import type { Place } from '../../../src/errors.ts'
import { loadDocument } from '../../../src/files/document/load.ts'
import { type PlaceFinder, placeFinder } from '../../../src/files/document/place.ts'
import {
  type DocumentNode,
  type Origin,
  type SourceDocument,
  toJson
} from '../../../src/files/document/tree.ts'

/** Name, file, text, and what is read of it. */
type Good = readonly [string, string, string, unknown]
/** Name, file, text, the codes of what is wrong, the place of the first, and what is read all the same. */
type Bad = readonly [
  string,
  string,
  string,
  string | readonly string[],
  { readonly line?: number; readonly column?: number; readonly expected?: unknown }?
]

const good: readonly Good[] = [
  ['comments in .json', 'a.json', '// x\n{"a": /* y */ 1}', { a: 1 }],
  ['trailing commas in .jsonc', 'a.jsonc', '{"a": [1, 2,],}', { a: [1, 2] }],
  ['byte order mark', 'a.json', '\uFEFF{"a": 1}', { a: 1 }],
  ['escapes', 'a.json', '{"a\\u00e9\\/": "\\n\\"\\ud83d\\ude00"}', { 'aé/': '\n"😀' }],
  ['a list', 'a.json', '[{"name": "x"}]', [{ name: 'x' }]],
  ['.json.tpl that starts like JSON', 'a.json.tpl', '// c\n {"a": 1}', { a: 1 }],
  ['no extension, YAML', 'taskdef', 'a: 1\n', { a: 1 }],
  [
    'YAML 1.2: yes is text',
    'a.yml',
    'a: yes\nb: true\nc: ~\nd: 0o17\n',
    { a: 'yes', b: true, c: null, d: 15 }
  ],
  [
    'aliases and merge keys',
    'a.yaml',
    'x: &x {a: 1, b: 2}\ny: *x\nz:\n  <<: *x\n  b: 3\n',
    { x: { a: 1, b: 2 }, y: { a: 1, b: 2 }, z: { b: 3, a: 1 } }
  ],
  [
    'several merged mappings: the first wins',
    'a.yml',
    'x: &x {a: 1}\ny: &y {a: 2, b: 2}\nz: {<<: [*x, *y]}\n',
    { x: { a: 1 }, y: { a: 2, b: 2 }, z: { a: 1, b: 2 } }
  ],
  ['YAML keys that are not text', 'a.yml', '80: x\n1.10: y\n', { '80': 'x', '1.10': 'y' }],
  ['unquoted expression in YAML', 'a.yml', 'a: ${{ vars.X }}\n', { a: '${{ vars.X }}' }],
  [
    '__proto__ as an ordinary name',
    'a.json',
    '{"__proto__": {"x": 1}}',
    JSON.parse('{"__proto__": {"x": 1}}')
  ]
]

const bad: readonly Bad[] = [
  ['empty JSON', 'a.json', '', 'empty-file'],
  ['only a comment', 'a.json', '// x\n', 'empty-file'],
  ['empty YAML', 'a.yml', '# x\n', 'empty-file'],
  ['a scalar', 'a.json', '"x"', 'not-an-object', { line: 1, column: 1 }],
  ['lists in lists on one line', 'a.yml', `a:\n${'- '.repeat(120)}x\n`, 'nested-too-deep'],
  ['a YAML scalar', 'a.yml', 'hello\n', 'not-an-object'],
  [
    'trailing comma in .json',
    'a.json',
    '{\r\n  "a": 1,\r\n}',
    'trailing-comma',
    { line: 2, column: 9, expected: { a: 1 } }
  ],
  [
    'missing comma',
    'a.json',
    '{"a": 1\n "b": 2}',
    'invalid-json',
    { line: 2, column: 2, expected: { a: 1, b: 2 } }
  ],
  ['missing colon', 'a.json', '{"a" 1}', 'invalid-json', { line: 1, column: 6 }],
  ['missing value', 'a.json', '{"a": , "b": 1}', 'invalid-json', { line: 1, column: 7 }],
  ['unclosed string', 'a.json', '{"a": "x\n}', 'invalid-json', { line: 1, column: 7 }],
  ['bad escape', 'a.json', '{"a": "\\x"}', 'invalid-json', { line: 1, column: 7 }],
  ['control character', 'a.json', '{"a": "\t"}', 'invalid-json'],
  ['incomplete number', 'a.json', '{"a": 1.}', 'invalid-json'],
  ['infinite number', 'a.json', '{"a": 1e999}', 'invalid-json'],
  ['leading zero', 'a.json', '{"a": 012}', 'invalid-json', { line: 1, column: 8 }],
  ['end of file', 'a.json', '{"a": [1', 'invalid-json', { line: 1, column: 9, expected: { a: [1] } }],
  ['junk after the end', 'a.json', '{"a": 1}\n}', 'invalid-json', { line: 2, column: 1, expected: { a: 1 } }],
  [
    'unquoted placeholders',
    'a.json',
    '{"a": ${cpu}, "b": {{ x }}, "c": ${{ vars.X }}, "d": <D>}',
    Array<string>(4).fill('unquoted-placeholder'),
    { expected: { a: '${cpu}', b: '{{ x }}', c: '${{ vars.X }}', d: '<D>' } }
  ],
  [
    'repeated key',
    'a.json',
    '{"a": 1,\r\n"b": 2,\r\n"a": 3}',
    'repeated-key',
    { line: 3, column: 1, expected: { a: 3, b: 2 } }
  ],
  ['repeated YAML key', 'a.yml', 'a: 1\nb: 2\na: 3\n', 'repeated-key', { line: 3, column: 1 }],
  ['too deep', 'a.json', '['.repeat(101), 'nested-too-deep', { line: 1, column: 101 }],
  ['far too deep', 'a.json', '['.repeat(500_000), 'nested-too-deep'],
  ['too deep YAML', 'a.yml', `${'- '.repeat(150)}x`, 'nested-too-deep'],
  ['several YAML documents', 'a.yml', 'a: 1\n---\nb: 2\n', 'several-documents', { line: 2 }],
  ['unknown tag', 'a.yml', 'a: !secret x\n', 'unknown-yaml-tag', { line: 1, column: 4 }],
  // A template of CloudFormation with one wrong line: its tags are no further problems.
  ['tag and a wrong line', 'a.yml', 'a: !Ref x\nb: [1\n', 'invalid-yaml'],
  ['binary tag', 'a.yml', 'a: !!binary aGk=\n', 'invalid-yaml'],
  ['alias without anchor', 'a.yml', 'a: *nope\n', 'unknown-alias'],
  ['alias of itself', 'a.yml', 'a: &a [*a]\n', 'nested-too-deep'],
  ['complex key', 'a.yml', '? [a, b]\n: 1\n', 'complex-yaml-key'],
  ['tab in YAML', 'a.yml', 'a:\n\tb: 1\n', 'invalid-yaml', { line: 2 }],
  ['too large', 'a.json', `{"a": "${'x'.repeat(1024 * 1024)}"}`, 'file-too-large']
]

test.each(['a:\n  b: {c: d\n', 'a: [1,\nb: 2\n'])(
  'a bracket that is not closed is named as that: %j',
  async text => {
    const { problems } = await loadDocument('a.yml', text)
    expect(problems).toMatchObject([{ code: 'invalid-yaml', message: expect.stringContaining('not closed') }])
  }
)

describe('loadDocument', () => {
  test.each(good)('reads %s', async (_, file, text, expected) => {
    const { document, problems, partial } = await loadDocument(file, text)
    expect(problems).toEqual([])
    expect(partial).toBeUndefined()
    expect(toJson(document?.root as DocumentNode)).toEqual(expected)
  })

  test.each(bad)('reports %s', async (_, file, text, codes, { line, column, expected } = {}) => {
    const { document, problems } = await loadDocument(file, text)
    expect(problems.map(({ code }) => code)).toEqual([codes].flat())
    if (line !== undefined) expect(problems[0]?.place?.line).toBe(line)
    if (column !== undefined) expect(problems[0]?.place?.column).toBe(column)
    if (expected !== undefined) expect(toJson(document?.root as DocumentNode)).toEqual(expected)
  })

  test('names both lines of a repeated key', async () => {
    const { problems } = await loadDocument('a.json', '{"a": 1,\n\n"a": 2}')
    expect(problems[0]?.message).toContain('line 1 and again in line 3')
  })

  test.each([
    ['a.json', '{"a": 1} junk', true],
    ['a.json', '{"a": [1', true],
    ['a.yml', 'a: 1\n---\nb: 2\n', true],
    ['a.json', '{"a": 1,}', undefined],
    ['a.yml', 'a: 1\na: 2\n', undefined]
  ])('tells whether all of it was read: %s %j', async (file, text, partial) => {
    expect((await loadDocument(file, text)).partial).toBe(partial)
  })

  test('finds a repeated key among many', async () => {
    const names = Array.from({ length: 40 }, (_, index) => `"k${index}": 1`)
    const { problems } = await loadDocument('a.json', `{${[...names, '"k3": 2', '"k39": 2'].join(',')}}`)
    expect(problems.map(({ code }) => code)).toEqual(['repeated-key', 'repeated-key'])
  })

  test('keeps numbers as they are written', async () => {
    const { document } = await loadDocument('a.yml', 'a: 1.10\nb: 0x1F\nc: 1e3\n')
    const root = document?.root
    const raws =
      root?.kind === 'object'
        ? root.members.map(({ value }) => (value.kind === 'number' ? value.raw : ''))
        : []
    expect(raws).toEqual(['1.10', '0x1F', '1e3'])
  })

  test('an alias has the place and pointer of its anchor', async () => {
    const { document } = await loadDocument('a.yml', 'x: &x {a: secret}\ny: {z: *x}\n')
    const origins: string[] = []
    walk(document?.root as DocumentNode, node => {
      if (node.kind === 'string' && node.origin.kind === 'file')
        origins.push(`${node.origin.pointer}@${node.origin.start}`)
    })
    expect(origins).toEqual(['/x/a@10', '/x/a@10'])
  })

  test('bounds the growth of aliases', async () => {
    const levels = [...'abcdefghij'].map(
      (name, index, all) =>
        `${name}: &${name} [${Array<string>(9)
          .fill(index === 0 ? '1' : `*${all[index - 1]}`)
          .join(',')}]`
    )
    const { problems } = await loadDocument('a.yml', `${levels.join('\n')}\n`)
    expect(problems.map(({ code }) => code)).toEqual(['nested-too-deep'])
  })

  test('keeps places right with a byte order mark and Windows line endings', async () => {
    for (const [file, text] of [
      ['a.json', '\uFEFF{\r\n  "a": "x",\r\n  "b": "yé"\r\n}\r\n'],
      ['a.yml', '\uFEFFa: x\r\nq:\r\n  - "b": "yé"\r\n']
    ] as const) {
      const { document } = await loadDocument(file, text)
      const strings: DocumentNode[] = []
      walk(document?.root as DocumentNode, node => node.kind === 'string' && strings.push(node))
      const find = placeFinder(document as NonNullable<typeof document>)
      const last = strings.at(-1) as DocumentNode
      expect(find(last.origin)).toMatchObject({ line: 3, column: file === 'a.json' ? 8 : 10 })
      expect(find((strings[0] as DocumentNode).origin)).toMatchObject({ line: file === 'a.json' ? 2 : 1 })
    }
  })
})

/**
 * Every node in order: its text as written or its kind, JSON pointer, and place. Columns count UTF-16 code units; what
 * an alias or a merge key brings in keeps the place of its anchor.
 */
const outlines: readonly { file: string; text: string; codes: string[]; outline: string[] }[] = [
  {
    file: 'plain.json',
    text: '{\r\n  "a": "x",\n  "bé": ["ü😀", 1.10, -0],\n\t"c": {"d/e~f": true, "g": null}\n}\n',
    codes: [],
    outline: [
      '{}  1:1-5:2',
      '"a" /a 2:3-2:6',
      '"x" /a 2:8-2:11',
      '"bé" /bé 3:3-3:7',
      '[] /bé 3:9-3:26',
      '"ü😀" /bé/0 3:10-3:15',
      '1.10 /bé/1 3:17-3:21',
      '-0 /bé/2 3:23-3:25',
      '"c" /c 4:2-4:5',
      '{} /c 4:7-4:33',
      '"d/e~f" /c/d~1e~0f 4:8-4:15',
      'true /c/d~1e~0f 4:17-4:21',
      '"g" /c/g 4:23-4:26',
      'null /c/g 4:28-4:32'
    ]
  },
  {
    file: 'comments.jsonc',
    text: '// ü\n{ /* x */ "a": [1, 2,], // y\n  "b": "\\u00fc\\n" ,\n}',
    codes: [],
    outline: [
      '{}  2:1-4:2',
      '"a" /a 2:11-2:14',
      '[] /a 2:16-2:23',
      '1 /a/0 2:17-2:18',
      '2 /a/1 2:20-2:21',
      '"b" /b 3:3-3:6',
      '"ü\\n" /b 3:8-3:18'
    ]
  },
  {
    file: 'twice.json',
    text: '{"a": 1,\n "a": {"b": ${{ vars.B }}, "c": <C>}}',
    codes: ['repeated-key', 'unquoted-placeholder', 'unquoted-placeholder'],
    outline: [
      '{}  1:1-2:38',
      '"a" /a 1:2-1:5',
      '1 /a 1:7-1:8',
      '"a" /a 2:2-2:5',
      '{} /a 2:7-2:37',
      '"b" /a/b 2:8-2:11',
      '"${{ vars.B }}" /a/b 2:13-2:26',
      '"c" /a/c 2:28-2:31',
      '"<C>" /a/c 2:33-2:36'
    ]
  },
  {
    file: 'anchors.yaml',
    text: 'x: &x {a: 1, b: "é😀"}\ny: *x\nz:\n  <<: *x\n  b: 3\nlist:\n  - &n name\n  - *n : v\n  - |\n    two\n    lines\n',
    codes: [],
    outline: [
      '{}  1:1-12:1',
      '"x" /x 1:1-1:2',
      '{} /x 1:7-1:23',
      '"a" /x/a 1:8-1:9',
      '1 /x/a 1:11-1:12',
      '"b" /x/b 1:14-1:15',
      '"é😀" /x/b 1:17-1:22',
      '"y" /y 2:1-2:2',
      '{} /x 1:7-1:23',
      '"a" /x/a 1:8-1:9',
      '1 /x/a 1:11-1:12',
      '"b" /x/b 1:14-1:15',
      '"é😀" /x/b 1:17-1:22',
      '"z" /z 3:1-3:2',
      '{} /z 4:3-6:1',
      '"b" /z/b 5:3-5:4',
      '3 /z/b 5:6-5:7',
      '"a" /x/a 1:8-1:9',
      '1 /x/a 1:11-1:12',
      '"list" /list 6:1-6:5',
      '[] /list 7:3-12:1',
      '"name" /list/0 7:8-7:12',
      '{} /list/1 8:5-9:1',
      '"name" /list/1/name 7:8-7:12',
      '"v" /list/1/name 8:10-8:11',
      '"two\\nlines\\n" /list/2 9:5-12:1'
    ]
  },
  {
    file: 'tags.yml',
    text: "a: !Sub \"x-${AWS::Region}\"\nb: !GetAtt [C, D]\n? key\n: 'it''s'\n80: ~\n",
    codes: ['unknown-yaml-tag', 'unknown-yaml-tag'],
    outline: [
      '{}  1:1-6:1',
      '"a" /a 1:1-1:2',
      '{} /a 1:9-1:27',
      '"Fn::Sub" /a 1:9-1:27',
      '"x-${AWS::Region}" /a 1:9-1:27',
      '"b" /b 2:1-2:2',
      '{} /b 2:12-2:18',
      '"Fn::GetAtt" /b 2:12-2:18',
      '[] /b 2:12-2:18',
      '"C" /b/0 2:13-2:14',
      '"D" /b/1 2:16-2:17',
      '"key" /key 3:3-3:6',
      '"it\'s" /key 4:3-4:10',
      '"80" /80 5:1-5:3',
      'null /80 5:5-5:6'
    ]
  }
]

function outlineOf(node: DocumentNode, find: PlaceFinder): string[] {
  const at = (origin: Origin) => {
    const { line, column, endLine, endColumn } = find(origin) as Place
    return `${origin.kind === 'file' ? origin.pointer : ''} ${line}:${column}-${endLine}:${endColumn}`
  }
  const own = at(node.origin)
  switch (node.kind) {
    case 'object':
      return [
        `{} ${own}`,
        ...node.members.flatMap(({ key, keyOrigin, value }) => [
          `${JSON.stringify(key)} ${at(keyOrigin)}`,
          ...outlineOf(value, find)
        ])
      ]
    case 'array':
      return [`[] ${own}`, ...node.items.flatMap(item => outlineOf(item, find))]
    case 'number':
      return [`${node.raw} ${own}`]
    case 'null':
      return [`null ${own}`]
    default:
      return [`${JSON.stringify(node.value)} ${own}`]
  }
}

test.each(outlines)(
  'every node of $file has its pointer and place',
  async ({ file, text, codes, outline }) => {
    const { document, problems } = await loadDocument(file, text)
    expect(problems.map(({ code }) => code)).toEqual(codes)
    const find = placeFinder(document as SourceDocument)
    expect(outlineOf(document?.root as DocumentNode, find)).toEqual(outline)
  }
)

describe('properties', () => {
  const json = fc.oneof(
    fc.dictionary(fc.string({ unit: 'binary' }), fc.jsonValue({ maxDepth: 4 })),
    fc.array(fc.jsonValue({ maxDepth: 4 }))
  )

  test('JSON comes back as it was', async () => {
    await fc.assert(
      fc.asyncProperty(json, fc.constantFrom(undefined, 2, '\t'), async (value, indent) => {
        // -0 has no JSON form of its own, and JSON.parse decides what a repeated or odd key comes to.
        const text = JSON.stringify(value, undefined, indent)
        const { document, problems } = await loadDocument('x.json', text)
        expect(problems).toEqual([])
        expect(JSON.stringify(toJson(document?.root as DocumentNode))).toBe(JSON.stringify(JSON.parse(text)))
      }),
      { numRuns: 200 }
    )
  })

  test('every scalar stands at its place', async () => {
    await fc.assert(
      fc.asyncProperty(json, fc.boolean(), async (value, marked) => {
        const { document } = await loadDocument(
          'x.json',
          `${marked ? '\uFEFF' : ''}${JSON.stringify(value, undefined, 1)}`
        )
        walk(document?.root as DocumentNode, node => {
          if (node.origin.kind !== 'file') throw new Error('not from the file')
          const written = (document as { text: string }).text.slice(node.origin.start, node.origin.end)
          expect(JSON.parse(written)).toEqual(JSON.parse(JSON.stringify(toJson(node))))
          expect(atPointer(JSON.parse((document as { text: string }).text), node.origin.pointer)).toEqual(
            JSON.parse(written)
          )
        })
      }),
      { numRuns: 100 }
    )
  })

  test('never throws, and never quotes the file', async () => {
    const pieces = fc.constantFrom(
      '{',
      '}',
      '[',
      ']',
      ',',
      ':',
      '"',
      "'",
      '\\',
      '\n',
      '\t',
      ' ',
      '- ',
      '? ',
      '&a ',
      '*a',
      '!t ',
      '|',
      '>',
      '#',
      '//',
      '/*',
      '${{',
      '}}',
      '"hunter2-hunter2"',
      'correct-horse',
      '12',
      'true',
      '---\n'
    )
    await fc.assert(
      fc.asyncProperty(
        fc.array(pieces, { maxLength: 30 }),
        fc.constantFrom('x.json', 'x.yml', 'x.tpl'),
        async (parts, file) => {
          const { problems } = await loadDocument(file, parts.join(''))
          for (const { message, hint } of problems)
            expect(`${message} ${hint}`).not.toMatch(/hunter2|correct-horse/)
        }
      ),
      { numRuns: 300 }
    )
  })
})

function walk(node: DocumentNode, visit: (node: DocumentNode) => unknown): void {
  visit(node)
  if (node.kind === 'array') for (const item of node.items) walk(item, visit)
  if (node.kind === 'object') for (const { value } of node.members) walk(value, visit)
}

function atPointer(value: unknown, pointer: string): unknown {
  const steps = pointer
    .split('/')
    .slice(1)
    .map(step => step.replaceAll('~1', '/').replaceAll('~0', '~'))
  return steps.reduce<unknown>((parent, step) => Object.getOwnPropertyDescriptor(parent, step)?.value, value)
}
