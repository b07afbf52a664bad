import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from '@jest/globals'
import { planRun } from '../../src/deploy/plan/plan-run.ts'
import { placeAt } from '../../src/deploy/plan/verify-plan.ts'
import { connectAccounts } from '../../src/deploy/target.ts'
import { loadDocument } from '../../src/files/document/load.ts'
import { placeFinder } from '../../src/files/document/place.ts'
import {
  childOf,
  childPointer,
  type DocumentNode,
  itemsOf,
  type SourceDocument,
  stepsOf
} from '../../src/files/document/tree.ts'
import type { RawInputs } from '../../src/inputs/tables/specification.ts'
import { scenario } from '../bundle/scenario.ts'
import { type ModeWorld, worldsOfTests } from './world.ts'

const FILE = 'deploy/web.json'

/** The deepest node that a pointer leads to, which is where a reader should look. */
function nodeAt(root: DocumentNode, pointer: string): DocumentNode {
  let node = root
  for (const step of stepsOf(pointer)) {
    const next = node.kind === 'array' ? itemsOf(node)[Number(step)] : childOf(node, step)
    if (next === undefined) return node
    node = next
  }
  return node
}

const makeModeWorld = worldsOfTests()
let world: ModeWorld

/** The plan of a deploy. */
async function planned(raw: RawInputs = {}) {
  world = await makeModeWorld(scenario())
  const { ports } = world
  const run = await planRun(world.configuration('deploy', raw), { ports, aws: connectAccounts(ports, 3) })
  expect(run.report.problems).toEqual([])
  const text = readFileSync(join(world.workspace.path, FILE), 'utf8')
  return { run, text }
}

function pointersIn(node: DocumentNode, at = ''): readonly string[] {
  if (node.kind === 'array')
    return [at, ...node.items.flatMap((item, index) => pointersIn(item, childPointer(at, index)))]
  if (node.kind !== 'object') return [at]
  return [at, ...node.members.flatMap(({ key, value }) => pointersIn(value, childPointer(at, key)))]
}

test('a deploy knows where every part of a definition is, except for what an input has set', async () => {
  const { run, text } = await planned({ 'container-name': 'app', image: 'demo/web:3' })
  const places = run.places ?? new Map()
  const document = (await loadDocument(FILE, text)).document as SourceDocument
  const place = placeFinder(document)
  const image = '/containerDefinitions/0/image'
  const pointers = pointersIn(document.root).filter(one => one !== image && !one.includes('/environment/'))
  expect(pointers.length).toBeGreaterThan(10)
  for (const pointer of [...pointers, '/no/such/part', `${pointers.at(-1)}/deeper`])
    expect([pointer, placeAt(places, FILE, pointer)]).toEqual([
      pointer,
      place(nodeAt(document.root, pointer).origin)
    ])
  expect(placeAt(places, FILE, image)).toBeUndefined()
  expect(placeAt(places, 'deploy/other.json', '/family')).toBeUndefined()
})
