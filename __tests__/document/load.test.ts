import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { loadDocument } from '../../src/document/load.ts'
import { placeFinder } from '../../src/document/place.ts'
import { type DocumentNode, toJson } from '../../src/document/tree.ts'

type Row = {
  name: string
  file: string
  text: string
  expected?: unknown
  codes?: string[]
  line?: number
  column?: number
}

const good: Row[] = [
  { name: 'comments in .json', file: 'a.json', text: '// x\n{"a": /* y */ 1}', expected: { a: 1 } },
  { name: 'trailing commas in .jsonc', file: 'a.jsonc', text: '{"a": [1, 2,],}', expected: { a: [1, 2] } },
  { name: 'byte order mark', file: 'a.json', text: '\uFEFF{"a": 1}', expected: { a: 1 } },
  {
    name: 'escapes',
    file: 'a.json',
    text: '{"a\\u00e9\\/": "\\n\\"\\ud83d\\ude00"}',
    expected: { 'aé/': '\n"😀' }
  },
  { name: 'a list', file: 'a.json', text: '[{"name": "x"}]', expected: [{ name: 'x' }] },
  {
    name: '.json.tpl that starts like JSON',
    file: 'a.json.tpl',
    text: '// c\n {"a": 1}',
    expected: { a: 1 }
  },
  { name: 'no extension, YAML', file: 'taskdef', text: 'a: 1\n', expected: { a: 1 } },
  {
    name: 'YAML 1.2: yes is text',
    file: 'a.yml',
    text: 'a: yes\nb: true\nc: ~\nd: 0o17\n',
    expected: { a: 'yes', b: true, c: null, d: 15 }
  },
  {
    name: 'aliases and merge keys',
    file: 'a.yaml',
    text: 'x: &x {a: 1, b: 2}\ny: *x\nz:\n  <<: *x\n  b: 3\n',
    expected: { x: { a: 1, b: 2 }, y: { a: 1, b: 2 }, z: { b: 3, a: 1 } }
  },
  {
    name: 'several merged mappings: the first wins',
    file: 'a.yml',
    text: 'x: &x {a: 1}\ny: &y {a: 2, b: 2}\nz: {<<: [*x, *y]}\n',
    expected: { x: { a: 1 }, y: { a: 2, b: 2 }, z: { a: 1, b: 2 } }
  },
  {
    name: 'YAML keys that are not text',
    file: 'a.yml',
    text: '80: x\n1.10: y\n',
    expected: { '80': 'x', '1.10': 'y' }
  },
  {
    name: 'unquoted expression in YAML',
    file: 'a.yml',
    text: 'a: ${{ vars.X }}\n',
    expected: { a: '${{ vars.X }}' }
  },
  {
    name: '__proto__ as an ordinary name',
    file: 'a.json',
    text: '{"__proto__": {"x": 1}}',
    expected: JSON.parse('{"__proto__": {"x": 1}}')
  }
]

const bad: Row[] = [
  { name: 'empty JSON', file: 'a.json', text: '', codes: ['empty-file'] },
  { name: 'only a comment', file: 'a.json', text: '// x\n', codes: ['empty-file'] },
  { name: 'empty YAML', file: 'a.yml', text: '# x\n', codes: ['empty-file'] },
  { name: 'a scalar', file: 'a.json', text: '"x"', codes: ['not-an-object'], line: 1, column: 1 },
  {
    name: 'lists in lists on one line',
    file: 'a.yml',
    text: `a:\n${'- '.repeat(120)}x\n`,
    codes: ['nested-too-deep']
  },
  { name: 'a YAML scalar', file: 'a.yml', text: 'hello\n', codes: ['not-an-object'] },
  {
    name: 'trailing comma in .json',
    file: 'a.json',
    text: '{\r\n  "a": 1,\r\n}',
    codes: ['trailing-comma'],
    line: 2,
    column: 9,
    expected: { a: 1 }
  },
  {
    name: 'missing comma',
    file: 'a.json',
    text: '{"a": 1\n "b": 2}',
    codes: ['invalid-json'],
    line: 2,
    column: 2,
    expected: { a: 1 }
  },
  { name: 'missing colon', file: 'a.json', text: '{"a" 1}', codes: ['invalid-json'], line: 1, column: 6 },
  {
    name: 'missing value',
    file: 'a.json',
    text: '{"a": , "b": 1}',
    codes: ['invalid-json'],
    line: 1,
    column: 7
  },
  {
    name: 'unclosed string',
    file: 'a.json',
    text: '{"a": "x\n}',
    codes: ['invalid-json'],
    line: 1,
    column: 7
  },
  { name: 'bad escape', file: 'a.json', text: '{"a": "\\x"}', codes: ['invalid-json'], line: 1, column: 7 },
  { name: 'control character', file: 'a.json', text: '{"a": "\t"}', codes: ['invalid-json'] },
  { name: 'incomplete number', file: 'a.json', text: '{"a": 1.}', codes: ['invalid-json'] },
  { name: 'infinite number', file: 'a.json', text: '{"a": 1e999}', codes: ['invalid-json'] },
  { name: 'leading zero', file: 'a.json', text: '{"a": 012}', codes: ['invalid-json'], line: 1, column: 8 },
  {
    name: 'end of file',
    file: 'a.json',
    text: '{"a": [1',
    codes: ['invalid-json'],
    line: 1,
    column: 9,
    expected: { a: [1] }
  },
  {
    name: 'junk after the end',
    file: 'a.json',
    text: '{"a": 1}\n}',
    codes: ['invalid-json'],
    line: 2,
    column: 1,
    expected: { a: 1 }
  },
  {
    name: 'unquoted placeholders',
    file: 'a.json',
    text: '{"a": ${cpu}, "b": {{ x }}, "c": ${{ vars.X }}, "d": <D>}',
    codes: Array<string>(4).fill('unquoted-placeholder'),
    expected: { a: '${cpu}', b: '{{ x }}', c: '${{ vars.X }}', d: '<D>' }
  },
  {
    name: 'repeated key',
    file: 'a.json',
    text: '{"a": 1,\r\n"b": 2,\r\n"a": 3}',
    codes: ['repeated-key'],
    line: 3,
    column: 1,
    expected: { a: 3, b: 2 }
  },
  {
    name: 'repeated YAML key',
    file: 'a.yml',
    text: 'a: 1\nb: 2\na: 3\n',
    codes: ['repeated-key'],
    line: 3,
    column: 1
  },
  {
    name: 'too deep',
    file: 'a.json',
    text: '['.repeat(101),
    codes: ['nested-too-deep'],
    line: 1,
    column: 101
  },
  { name: 'far too deep', file: 'a.json', text: '['.repeat(500_000), codes: ['nested-too-deep'] },
  { name: 'too deep YAML', file: 'a.yml', text: `${'- '.repeat(150)}x`, codes: ['nested-too-deep'] },
  {
    name: 'several YAML documents',
    file: 'a.yml',
    text: 'a: 1\n---\nb: 2\n',
    codes: ['several-documents'],
    line: 2
  },
  {
    name: 'unknown tag',
    file: 'a.yml',
    text: 'a: !secret x\n',
    codes: ['unknown-yaml-tag'],
    line: 1,
    column: 4
  },
  { name: 'binary tag', file: 'a.yml', text: 'a: !!binary aGk=\n', codes: ['invalid-yaml'] },
  { name: 'alias without anchor', file: 'a.yml', text: 'a: *nope\n', codes: ['unknown-alias'] },
  { name: 'alias of itself', file: 'a.yml', text: 'a: &a [*a]\n', codes: ['nested-too-deep'] },
  { name: 'complex key', file: 'a.yml', text: '? [a, b]\n: 1\n', codes: ['complex-yaml-key'] },
  { name: 'tab in YAML', file: 'a.yml', text: 'a:\n\tb: 1\n', codes: ['invalid-yaml'], line: 2 },
  {
    name: 'too large',
    file: 'a.json',
    text: `{"a": "${'x'.repeat(1024 * 1024)}"}`,
    codes: ['file-too-large']
  }
]

describe('loadDocument', () => {
  test.each(good)('reads $name', async ({ file, text, expected }) => {
    const { document, problems, partial } = await loadDocument(file, text)
    expect(problems).toEqual([])
    expect(partial).toBeUndefined()
    expect(toJson(document?.root as DocumentNode)).toEqual(expected)
  })

  test.each(bad)('reports $name', async ({ file, text, codes, line, column, expected }) => {
    const { document, problems } = await loadDocument(file, text)
    expect(problems.map(({ code }) => code)).toEqual(codes)
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
