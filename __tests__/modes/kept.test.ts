import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from '@jest/globals'
import { connectAccounts } from '../../src/deploying/connections.ts'
import { placeAt } from '../../src/deploying/plan/known-places.ts'
import { planRun } from '../../src/deploying/plan/plan-run.ts'
import { loadDocument } from '../../src/document/load.ts'
import { Packed } from '../../src/document/packed.ts'
import { placeFinder } from '../../src/document/place.ts'
import { childPointer, stepsOf } from '../../src/document/pointer.ts'
import {
  childOf,
  type DocumentNode,
  itemsOf,
  type SourceDocument,
  type SourceText
} from '../../src/document/tree.ts'
import { Gate } from '../../src/gate/gate.ts'
import type { RawInputs } from '../../src/inputs/tables/specification.ts'
import { scenario } from '../bundle/world.ts'
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

/** The plan of a deploy, and the texts of files that the run has kept. */
async function planned(raw: RawInputs = {}) {
  world = await makeModeWorld(scenario())
  const sources = new Map<string, SourceText>()
  const ports = {
    ...world.ports,
    keepSource: (file: string, text: SourceText) => void sources.set(file, text)
  }
  const run = await planRun(world.configuration('deploy', raw), { ports, aws: connectAccounts(ports, 3) })
  expect(run.report.problems).toEqual([])
  const text = readFileSync(join(world.workspace.path, FILE), 'utf8')
  return { run, sources, text }
}

/** Everything that can be reached from a value by its members. */
function reachable(value: unknown, seen = new Set<unknown>()): ReadonlySet<unknown> {
  if (seen.has(value)) return seen
  seen.add(value)
  if (value instanceof Map) for (const entry of value) reachable(entry, seen)
  else if (typeof value === 'object' && value !== null)
    for (const member of Object.values(value)) reachable(member, seen)
  return seen
}

function pointersIn(node: DocumentNode, at = ''): readonly string[] {
  if (node.kind === 'array')
    return [at, ...node.items.flatMap((item, index) => pointersIn(item, childPointer(at, index)))]
  if (node.kind !== 'object') return [at]
  return [at, ...node.members.flatMap(({ key, value }) => pointersIn(value, childPointer(at, key)))]
}

test('after its plan, a deploy keeps neither the files nor their trees', async () => {
  const { run, sources, text } = await planned()
  const kept = [...reachable(run)]
  expect(kept.filter(one => typeof one === 'object' && one !== null && 'origin' in one)).toEqual([])
  expect(kept.filter(one => typeof one === 'string' && one.includes(text))).toEqual([])
  // A function could hold on to the trees without showing them.
  expect([...reachable(run.places)].filter(one => typeof one === 'function')).toEqual([])
  expect([...sources]).toEqual([[FILE, '']])
  expect(run.plan?.definitions[0]?.definition.read()).toMatchObject({ family: 'web' })
})

test('but it still knows where every part of a definition is, except for what an input has set', async () => {
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

test('a packed value is masked like any other', () => {
  const gate = new Gate()
  const secret = ['vT7', 'qLm', '2xRz', '9Kd'].join('')
  const packed = new Packed({ plain: 'web', deep: [{ secret: `x ${secret}` }] })
  expect(gate.write({ packed }, one => one.packed === packed)).toBe(true)
  gate.know([secret])
  const read = gate.write({ packed }, one => one.packed.read())
  expect(read).toEqual({ plain: 'web', deep: [{ secret: 'x ***' }] })
})
