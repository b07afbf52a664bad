import { resolve } from 'node:path'
import { expect, test } from '@jest/globals'

type Files = ReadonlyMap<string, string>

const { foldChunks } = (await import(resolve('scripts/build/fold-chunks.mjs'))) as {
  foldChunks: (files: Files) => Files
}

const chunk = (ids: string, module: string) =>
  `export const id = ${ids.split(',')[0]};\nexport const ids = [${ids}];\nexport const modules = {\n${module}\n};\n`

const fold = (files: Readonly<Record<string, string>>) => foldChunks(new Map(Object.entries(files)))

test('chunks that are only asked for together become one', () => {
  const folded = fold({
    'index.js': 'await Promise.all(/* import() */[r.e(1), r.e(2)]).then(x)',
    '1.index.js': chunk('1', 'one'),
    '2.index.js': chunk('2', 'two')
  })
  expect([...folded.keys()]).toHaveLength(2)
  expect(folded.get('index.js')).toMatch(
    /^await Promise\.all\(\/\* import\(\) \*\/\[r\.e\([12]\)\]\)\.then\(x\)$/
  )
  const [, text = ''] = [...folded].find(([name]) => name !== 'index.js') ?? []
  expect(text).toContain('one')
  expect(text).toContain('two')
})

test('no request names a chunk that was folded into another, also where two groups stand in it', () => {
  const folded = fold({
    'index.js': 'Promise.all(/* import() */[r.e(1), r.e(2), r.e(3), r.e(4)]).then(x)',
    'other.js': 'Promise.all(/* import() */[r.e(1), r.e(2)]).then(x)',
    ...Object.fromEntries(['1', '2', '3', '4'].map(id => [`${id}.index.js`, chunk(id, id)]))
  })
  const asked = [...folded.values()].flatMap(text => [...text.matchAll(/\.e\((\d)\)/g)].map(([, id]) => id))
  expect(asked).toHaveLength(3)
  for (const id of asked) expect(folded.has(`${id}.index.js`)).toBe(true)
})

test('a chunk that stands within another one keeps its own file: nobody asks for it when the other one is loaded', () => {
  const files = {
    'index.js': 'Promise.all(/* import() */[r.e(1), r.e(2)]); r.e(/* import() */ 3)',
    '1.index.js': chunk('1', 'one'),
    '2.index.js': chunk('2', 'two'),
    '3.index.js': chunk('3,1', 'three with one')
  }
  expect(fold(files)).toEqual(new Map(Object.entries(files)))
})

test('what a folded chunk has within it is told', () => {
  const folded = fold({
    'index.js': 'Promise.all(/* import() */[r.e(1), r.e(2)]); r.e(/* import() */ 4)',
    '1.index.js': chunk('1,4', 'one with four'),
    '2.index.js': chunk('2', 'two'),
    '4.index.js': chunk('4', 'four')
  })
  const [, text = ''] = [...folded].find(([, one]) => one.includes('one with four')) ?? []
  const ids = /ids = \[(.*)\]/.exec(text)?.[1]?.split(', ')
  expect(new Set(ids)).toEqual(new Set(['1', '2', '4']))
})

test('a chunk of an unknown form is an error', () => {
  const index = 'Promise.all(/* import() */[r.e(1), r.e(2)])'
  expect(() => fold({ 'index.js': index, '1.index.js': 'x', '2.index.js': 'y' })).toThrow(
    'another form than expected'
  )
})
