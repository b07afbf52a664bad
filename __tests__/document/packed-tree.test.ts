import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from '@jest/globals'
import { loadDocument } from '../../src/document/load.ts'
import { fromJson, withMember } from '../../src/document/made-tree.ts'
import { PackedDocument, PackedTree } from '../../src/document/packed-tree.ts'
import type { ArrayNode, ObjectNode, SourceDocument } from '../../src/document/tree.ts'
import { plainOrigins } from './plain-origins.ts'

const FOLDER = 'examples/ops-pipeline/deploy'

/** Every kind of node, keys that need escapes or occur twice, and text outside ASCII. */
const COMMENTED = `{ // a comment
  "a/b": {"~": [1.10, -0, true, null, "\\ud83d\\ude80 \\ud800", [], {}]}, "__proto__": {"x": "y"}, "twice": 1, "twice": 2
}`
const ALIASED = `a: &one {x: 0123, y: [true, ~]}
b: *one
c:
  <<: *one
  z: |
    several
    lines
`

async function load(file: string, text: string): Promise<SourceDocument> {
  return (await loadDocument(file, text)).document as SourceDocument
}

async function documents(): Promise<readonly SourceDocument[]> {
  const files = readdirSync(FOLDER).filter(name => /\.(?:json|ya?ml)$/.test(name))
  const examples = await Promise.all(files.map(name => load(name, readFileSync(join(FOLDER, name), 'utf8'))))
  return [...examples, await load('a.json', COMMENTED), await load('b.yaml', ALIASED)]
}

test('a packed tree is the same again, each time as new objects', async () => {
  const all = await documents()
  expect(all.length).toBeGreaterThan(8)
  for (const document of all) {
    const packed = new PackedTree(document.root, document.file)
    expect(packed.read()).toEqual(plainOrigins(document.root))
    expect(packed.read()).not.toBe(packed.read())
  }
})

test('so is a packed document, without its tree', async () => {
  for (const document of await documents()) {
    const packed = new PackedDocument(document)
    const { file, format, text, root } = packed
    expect({ file, format, text, root }).toEqual(document)
    expect(Object.keys(packed).filter(key => key === 'root')).toEqual([])
  }
})

test('nodes from inputs and other files keep their origins', async () => {
  const { root } = await load('a.json', '{"name": "web", "list": [{"x": 1}]}')
  const other = (await load('b.json', '{"x": {"y": "z"}}')).root
  const given = fromJson({ deep: ['1', 2, null] }, { kind: 'input', input: 'variables' })
  const list: ArrayNode = { kind: 'array', items: [given, other, root], origin: other.origin }
  const mixed = withMember(withMember(root as ObjectNode, 'given', given), 'list', list)
  expect(new PackedTree(mixed, 'a.json').read()).toEqual(plainOrigins(mixed))
})
