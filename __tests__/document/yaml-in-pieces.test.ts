import { isDeepStrictEqual } from 'node:util'
import { describe, expect, test } from '@jest/globals'
import { BlockReader, maxYamlPiece } from '../../src/document/block-yaml.ts'
import type { LoadedDocument } from '../../src/document/loaded.ts'
import { placeFinder } from '../../src/document/place.ts'
import { readYaml, type YamlPart } from '../../src/document/read-yaml.ts'
import { readYamlInPieces } from '../../src/document/read-yaml-in-pieces.ts'
import { syntaxReporter } from '../../src/document/syntax-problem.ts'
import { toJson } from '../../src/document/tree.ts'
import { randomFrom, runsOf } from '../sample.ts'
import { brokenYaml, makeYaml, withoutEnds } from './made-yaml.ts'
import { plainOrigins } from './plain-origins.ts'

function partOf(text: string): YamlPart {
  return { file: 'a.yaml', text, from: 0, find: placeFinder({ file: 'a.yaml', text }) }
}

/** How a text is read, before anything is left to the package as a whole. */
function kindOf(text: string) {
  const part = partOf(text)
  const reporter = () => syntaxReporter('a.yaml', part.find, 'YAML')
  return new BlockReader(part, { syntax: reporter(), values: reporter() }).read().kind
}

/** Node compares thousands of trees in a tenth of the time; jest shows how two differ. */
function expectSame(text: string, pieces: LoadedDocument, whole: LoadedDocument): void {
  const both = [pieces, whole].map(({ document, problems }) => ({
    root: withoutEnds(document?.root),
    // of what is not read, the package tells more
    problems: document ? problems : problems.length > 0
  }))
  if (!isDeepStrictEqual(both[0], both[1])) expect({ text, ...both[0] }).toStrictEqual({ text, ...both[1] })
}

describe('YAML that is read in pieces', () => {
  test('gives the same tree and the same problems as when it is read as a whole', () => {
    const random = randomFrom(20260301)
    const kinds = { tree: 0, refused: 0, unsplit: 0 }
    for (let round = runsOf({ few: 150, all: 40_000 }); round > 0; round--) {
      const text = makeYaml(random)
      kinds[kindOf(text)]++
      expectSame(text, readYamlInPieces(partOf(text)), readYaml('a.yaml', text))
    }
    expect(Math.min(kinds.tree, kinds.refused, kinds.unsplit)).toBeGreaterThan(10)
  })

  test('broken YAML has no other values than as a whole, where the package reads it', () => {
    const random = randomFrom(20260302)
    for (let round = runsOf({ few: 120, all: 30_000 }); round > 0; round--) {
      const text = brokenYaml(random, makeYaml(random))
      // The package forgives more around a line that is not valid.
      if (kindOf(text) === 'refused') continue
      const whole = readYaml('a.yaml', text)
      if (whole.document) expectSame(text, readYamlInPieces(partOf(text)), whole)
    }
  })

  const read: readonly (readonly [string, string, unknown])[] = [
    ['names and texts', 'a: 1\nb: "x: y" # c\nc:\n  - d\n  - "e\\n"\n', { a: 1, b: 'x: y', c: ['d', 'e\n'] }],
    [
      'a list in the column of its name',
      'a:\n- b: 1\n  c: 2\n- d\ne: 3\n',
      { a: [{ b: 1, c: 2 }, 'd'], e: 3 }
    ],
    [
      'lines that end with CRLF',
      'a:\r\n  b: |\r\n    x\r\n    y\r\nc: [1, "2"]\r\n',
      { a: { b: 'x\ny\n' }, c: [1, '2'] }
    ],
    [
      'an entry that only looks like two',
      "a: 'b\n  c: d'\ne: |\n  f: g\n  # h\n",
      { a: 'b c: d', e: 'f: g\n# h\n' }
    ],
    [
      'anchors of other entries',
      'x: &x\n  k: 1\ny: *x\nz:\n  <<: *x\n  w: 2\n',
      { x: { k: 1 }, y: { k: 1 }, z: { w: 2, k: 1 } }
    ],
    [
      'a name without a value before a line that is further left',
      'p:\n  x:\n    a: # c\n  y: 1\n',
      { p: { x: { a: null }, y: 1 } }
    ],
    ['a complex name', 'a: 1\n? b\n: - c\nd: 2\n', { a: 1, b: ['c'], d: 2 }],
    ['marks around it', '--- # a\na: 1\n...\n', { a: 1 }],
    ['JSON', '{"a": [1, {"b": null}]}', { a: [1, { b: null }] }]
  ]
  test.each(read)('%s', (_, text, value) => {
    const { document, problems } = readYamlInPieces(partOf(text))
    expect([document && toJson(document.root), problems]).toEqual([value, []])
    expect([kindOf(text), document && { ...document, root: plainOrigins(document.root) }]).toEqual([
      text.startsWith('{') ? 'unsplit' : 'tree',
      readYaml('a.yaml', text).document
    ])
  })

  test('an alias keeps the place of its anchor', () => {
    const text = 'a:\n  b: &x secret\nc:\n  d: *x\n'
    const { document } = readYamlInPieces(partOf(text))
    expect(document).toEqual(readYaml('a.yaml', text).document)
    expect(JSON.stringify(document)).toContain(
      JSON.stringify({ pointer: '/a/b', start: 11, end: 17 }).slice(1, -1)
    )
  })

  const large = 'x'.repeat(64)
  const many = `${`  - ${large}\n`.repeat(maxYamlPiece / 64)}`
  test.each([
    ['an anchor on a large list', `a: 1\nb: &b\n${many}`, 2],
    ['a list in brackets', `a: 1\nb: [\n${many.replaceAll('- ', '').replaceAll('\n', ',\n')}  ]\n`, 2],
    ['a folded text', `a: 1\nb: >\n${many}`, 2],
    ['a line that belongs to nothing', `a:\n${many} b: 1\n`, 1]
  ])('%s that is too large to be read at once is refused, with its place', (_, text, line) => {
    const { document, problems } = readYamlInPieces(partOf(text))
    expect(document).toBeUndefined()
    expect(problems).toEqual([
      expect.objectContaining({ code: 'file-too-large', place: expect.objectContaining({ line }) })
    ])
  })

  test('aliases that make too many values of a few are refused', () => {
    const wide = (name: string, alias: string) =>
      `${name}: &${name}\n  - ${Array(20).fill(alias).join('\n  - ')}\n`
    const text = wide('a', 'x') + wide('b', '*a') + wide('c', '*b') + wide('d', '*c') + wide('e', '*d')
    const { partial, problems } = readYamlInPieces(partOf(text))
    expect([partial, problems.map(({ code }) => code)]).toEqual([true, ['nested-too-deep']])
  })
})
